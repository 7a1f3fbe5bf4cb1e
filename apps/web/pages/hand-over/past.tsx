import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useNamesIn } from '../../api/people';
import { useUnits } from '../../api/units';
import { ReadTable } from '../../parts/read-table';
import { cityMoment } from '../../words/moments';

type HandedOver = Schemas['HandOverViewBody'];

/** Hand-overs so far, each of which can go back the way it came. */
export function Past({ rows, giveBack }: { rows: readonly HandedOver[]; giveBack: (of: HandedOver) => void }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const personOf = useNamesIn(rows.filter((h) => h.from.personId !== null).map((h) => h.from.unitId));
  // Who left is no longer among those who work in the unit.
  const who = ({ unitId, personId }: HandedOver['from']): string => (personId === null ? nameOf(unitId) : `${personOf(personId) ?? t('administration.handOver.left')} · ${nameOf(unitId)}`);
  return (
    <ReadTable
      title={t('administration.handOver.history')}
      rows={rows}
      columns={[
        { title: t('administration.handOver.from'), render: (_, h) => who(h.from) },
        { title: t('administration.handOver.to'), render: (_, h) => who(h.to) },
        { title: t('administration.handOver.reason'), dataIndex: 'reason' },
        { title: t('administration.handOver.began'), className: 'numbers', render: (_, h) => cityMoment(h.beganAt) },
        { title: t('administration.handOver.result'), className: 'numbers', render: (_, h) => (h.ended === null ? t('administration.handOver.running') : t('administration.handOver.resultText', { moved: h.ended.moved, stayed: h.ended.stayed })) },
        {
          title: t('acts.title'),
          render: (_, h) =>
            h.ended !== null &&
            h.ended.moved > 0 && (
              <Button size="small" onClick={() => giveBack(h)} aria-label={`${t('administration.handOver.back')} ${who(h.to)}`}>
                {t('administration.handOver.back')}
              </Button>
            ),
        },
      ]}
    />
  );
}
