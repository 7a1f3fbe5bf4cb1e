import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { ActForm } from '../../../parts/act-form';
import { ToldFields, toldField, toldOf, type TypedTold } from '../../../parts/told-fields';
import { EvidenceUpload } from '../acts/evidence-field';
import { useFiles } from '../evidence/files';
import type { Filling } from './filling';

/** The office sends a form for a unit with nobody registered: how the unit told it goes with it. */
export function SendOnBehalf({ roundId, unitId, filling, close }: { roundId: string; unitId: string; filling: Filling; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { nameOf } = useUnits();
  const round = { kind: 'reporting-round', id: roundId } as const;
  const known = (useFiles(round).data?.evidence ?? []).filter((e) => e.withdrawn === null && e.unitId === unitId);
  async function send(typed: TypedTold): Promise<boolean> {
    const sent = await filling.send(toldOf(typed));
    if (sent) void message.success(t('onBehalf.done'));
    return sent;
  }
  return (
    <ActForm<TypedTold> title={t('onBehalf.act', { unit: nameOf(unitId) })} act={t('round.send')} draft={`round-told:${roundId}:${unitId}`} initial={{}} send={send} busy={filling.sending} refused={filling.refused} fieldOf={toldField} close={close}>
      <ToldFields known={known} upload={(taken) => <EvidenceUpload found={round} subject={null} words={t('onBehalf.addScan')} onBehalfOf={unitId} field="scan" taken={taken} />} />
    </ActForm>
  );
}
