import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { useUnits } from '../../../api/units';
import { Failed } from '../../../parts/answered';
import { Download } from '../../../parts/download';
import { ReadTable } from '../../../parts/read-table';
import { cityMoment } from '../../../words/moments';
import { ActSheet } from '../acts/act-sheet';
import { PROCEEDING_SHOWN, useProceedingActs, type Act } from '../acts/known';
import type { Round } from './entries';
import styles from './round.module.css';

/** The office's side: every unit with where its form is, those that are silent too; one form is taken or returned in its line, but for a past day. */
export function FormsTable({ round, past }: { round: Round; past: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { nameOf } = useUnits();
  const acts = useProceedingActs(round).data?.acts ?? [];
  const [open, setOpen] = useState<Act | null>(null);
  const { id, content } = round;
  const live = content.forms.filter((f) => f.status !== 'dropped');
  const sent = live.filter((f) => f.sentAt !== null && f.status !== 'open');
  const locked = content.lockedAt !== null;
  // The form that is on the page: one that came back and was sent anew since is looked at first.
  const collect = useCommand(({ unitId, version }: Act, key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/collect', { params: { path: { id, unitId: unitId! }, header: commandHeaders(key, version ?? undefined) } }), PROCEEDING_SHOWN);
  const may = (name: string, unitId: string): Act | undefined => acts.find((act) => !past && act.act === name && act.unitId === unitId && act.refused === null);

  return (
    <>
      <p role="status">{t('round.summary', { all: live.length, sent: sent.length, missing: locked ? (content.missing?.length ?? 0) : 0, open: locked ? 0 : live.length - sent.length })}</p>
      <ReadTable
        title={t('round.forms')}
        rows={live.map((f) => ({ id: f.unitId, ...f }))}
        columns={[
          { title: t('proceeding.who'), render: (_, f) => nameOf(f.unitId) },
          { title: t('proceeding.status'), render: (_, f) => <>{t(`round.status.${f.status}`)} {f.late && <Tag>{t('round.late')}</Tag>} {locked && content.missing?.includes(f.unitId) && <Tag color="error">{t('round.missing')}</Tag>}</> },
          { title: t('round.filled'), align: 'right', className: 'numbers', render: (_, f) => `${f.filled}/${f.lines}` },
          { title: t('round.sentAt'), className: 'numbers', render: (_, f) => (f.sentAt === null ? t('common.none') : cityMoment(f.sentAt)) },
          {
            title: t('acts.title'),
            render: (_, f) => (
              <>
                {may('collectForm', f.unitId) && (
                  <Button size="small" loading={collect.isPending && collect.variables.unitId === f.unitId} onClick={() => collect.mutate(may('collectForm', f.unitId)!, { onSuccess: () => void message.success(t('round.collected')) })}>
                    {t('proceedingActs.names.collectForm')}
                  </Button>
                )}{' '}
                {may('returnForm', f.unitId) && (
                  <Button size="small" onClick={() => setOpen(may('returnForm', f.unitId)!)}>
                    {t('proceedingActs.names.returnForm')}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {collect.isError && <Failed error={collect.error} />}
      {!past && (
        <div className={styles['acts']}>
          <Download path={`/reporting-rounds/${id}/workbook`}>{t('round.workbook')}</Download>
        </div>
      )}
      {open && <ActSheet found={round} group={{ key: `returnForm:${open.unitId}`, act: 'returnForm', what: null, of: [open] }} close={() => setOpen(null)} />}
    </>
  );
}
