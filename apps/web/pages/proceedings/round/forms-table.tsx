import { useQuery } from '@tanstack/react-query';
import { App, Button, Drawer, Radio, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { useWorkingDays } from '../../../api/rest-days';
import { useUnits } from '../../../api/units';
import { Failed } from '../../../parts/answered';
import { Download } from '../../../parts/download';
import { LateTag } from '../../../parts/late-tag';
import { ReadTable } from '../../../parts/read-table';
import { cityDay, cityMoment } from '../../../words/moments';
import { ActSheet } from '../acts/act-sheet';
import { PROCEEDING_SHOWN, useProceedingActs, type Act } from '../acts/known';
import type { Round } from './entries';
import { FlaggedLines } from './flagged';
import { PastForm } from './past-form';
import styles from './round.module.css';
import { UnitForm } from './unit-form';

type Only = 'all' | 'onlySent' | 'onlyReturned' | 'onlyMissing' | 'onlyOverdue' | 'onlyOpen';
type Form = Round['content']['forms'][number];
const ofUnit = ({ unitId }: Act): string => unitId!;

/** The office's side: every unit with where its form lies, those that are silent too; each count opens what it counts; one form is urged, taken or returned in its line, or filled in for a unit with nobody registered, but for a past day. */
export function FormsTable({ round, past }: { round: Round; past: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { nameOf, units } = useUnits();
  const acts = useProceedingActs(round, !past).data?.acts ?? [];
  const [open, setOpen] = useState<Act | null>(null);
  const [only, setOnly] = useState<Only>('all');
  const [wanting, setWanting] = useState<readonly string[] | null>(null);
  const [filled, setFilled] = useState<string | null>(null);
  const { id, content } = round;
  const live = content.forms.filter((f) => f.status !== 'dropped');
  const sent = live.filter((f) => f.sentAt !== null && f.status !== 'open');
  const locked = content.lockedAt !== null;
  // The form that is on the page: one that came back and was sent anew since is looked at first.
  const collect = useCommand(({ unitId, version }: Act, key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/collect', { params: { path: { id, unitId: unitId! }, header: commandHeaders(key, version ?? undefined) } }), PROCEEDING_SHOWN, ofUnit);
  const urge = useCommand(({ unitId }: Act, key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/urge', { params: { path: { id, unitId: unitId! }, header: commandHeaders(key) } }), PROCEEDING_SHOWN, ofUnit);
  const silent = live.filter((f) => !sent.includes(f));
  const desk = useDesk(round);
  const isMissing = (unitId: string): boolean => locked && content.missing?.includes(unitId) === true;
  const returned = (f: Form): boolean => !locked && f.status === 'open' && f.returned !== null;
  // What came back has a list of its own: each form is in one list, and the lists together are all.
  const owed = silent.filter((f) => !returned(f));
  const isOverdue = (f: Form): boolean => desk(f.unitId)?.overdue === true;
  const lists: Partial<Record<Only, typeof live>> = {
    all: live,
    onlySent: sent,
    onlyReturned: live.filter(returned),
    ...(locked ? { onlyMissing: live.filter((f) => isMissing(f.unitId)) } : { onlyOverdue: owed.filter(isOverdue), onlyOpen: owed.filter((f) => !isOverdue(f)) }),
  };
  const flagged = live.filter((f) => f.flags > 0);
  const may = (name: string, unitId: string): Act | undefined => acts.find((act) => !past && act.act === name && act.unitId === unitId && act.refused === null);

  return (
    <>
      <div className={styles['counts']}>
        <Radio.Group optionType="button" value={only} onChange={(e) => setOnly(e.target.value as Only)} aria-label={t('round.only')} options={(Object.keys(lists) as Only[]).map((value) => ({ value, label: t(`round.${value}`, { count: lists[value]!.length }) }))} />
        {flagged.length > 0 && (
          <Button onClick={() => setWanting(flagged.map((f) => f.unitId))}>{t('round.flaggedCount', { count: flagged.reduce((sum, f) => sum + f.flags, 0) })}</Button>
        )}
      </div>
      <ReadTable
        title={t('round.forms')}
        rows={(lists[only] ?? live).map((f) => ({ id: f.unitId, ...f }))}
        columns={[
          { title: t('proceeding.who'), className: 'wraps narrow', render: (_, f) => nameOf(f.unitId) },
          { title: t('proceeding.status'), render: (_, f) => <>{t(returned(f) ? 'round.isReturned' : `round.status.${f.status}`)} {f.late && <Tag>{t('round.late')}</Tag>} {isMissing(f.unitId) && <LateTag grave>{t('round.missing')}</LateTag>}</> },
          { title: t('round.desk'), className: 'wraps narrow', render: (_, f) => <Desk of={desk(f.unitId)} /> },
          { title: t('round.overdue'), className: 'numbers', render: (_, f) => <Overdue of={desk(f.unitId)} /> },
          { title: t('round.filled'), align: 'right', className: 'numbers', render: (_, f) => `${f.filled}/${f.lines}` },
          { title: t('round.flagged'), align: 'right', className: 'numbers', render: (_, f) => (f.flags === 0 ? '0' : <Button type="link" size="small" onClick={() => setWanting([f.unitId])} aria-label={`${nameOf(f.unitId)} ${t('round.flaggedCount', { count: f.flags })}`}>{f.flags}</Button>) },
          { title: t('round.sentAt'), className: 'numbers', render: (_, f) => (f.sentAt === null ? t('common.none') : cityMoment(f.sentAt)) },
          {
            title: t('acts.title'),
            render: (_, f) => (
              <div className={styles['rowActs']}>
                {may('collectForm', f.unitId) && (
                  <Button size="small" loading={collect.isPending && collect.variables.unitId === f.unitId} disabled={collect.isPending && collect.variables.unitId !== f.unitId} onClick={() => collect.mutate(may('collectForm', f.unitId)!, { onSuccess: () => void message.success(t('round.collected')) })}>
                    {t('proceedingActs.names.collectForm')}
                  </Button>
                )}
                {may('urgeForm', f.unitId) && (
                  <Button size="small" loading={urge.isPending && urge.variables.unitId === f.unitId} disabled={urge.isPending && urge.variables.unitId !== f.unitId} onClick={() => urge.mutate(may('urgeForm', f.unitId)!, { onSuccess: () => void message.success(t('round.urged', { unit: nameOf(f.unitId) })) })}>
                    {t('proceedingActs.names.urgeForm')}
                  </Button>
                )}
                {f.urgedAt !== null && (f.status === 'open' || f.status === 'inApproval') && <span className="secondary numbers">{t('round.urgedAt', { at: cityMoment(f.urgedAt) })}</span>}
                {past && (
                  <Button size="small" onClick={() => setFilled(f.unitId)} aria-label={`${t('round.lines')} ${nameOf(f.unitId)}`}>
                    {t('round.lines')}
                  </Button>
                )}
                {!past && !locked && f.status === 'open' && round.closed === null && units.some(({ id: unitId, staffed }) => unitId === f.unitId && !staffed) && (
                  <Button size="small" onClick={() => setFilled(f.unitId)}>
                    {t('round.onBehalf')}
                  </Button>
                )}
                {may('returnForm', f.unitId) && (
                  <Button size="small" onClick={() => setOpen(may('returnForm', f.unitId)!)}>
                    {t('proceedingActs.names.returnForm')}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
      {collect.isError && <Failed error={collect.error} />}
      {urge.isError && <Failed error={urge.error} />}
      {!past && (
        <div className={styles['acts']}>
          <Download path={`/reporting-rounds/${id}/workbook`}>{t('round.workbook')}</Download>
        </div>
      )}
      {wanting && <FlaggedLines roundId={id} unitIds={wanting} close={() => setWanting(null)} />}
      {filled !== null && (
        <Drawer open size={720} title={past ? `${t('round.lines')} ${nameOf(filled)}` : t('round.onBehalfTitle', { unit: nameOf(filled) })} onClose={() => setFilled(null)}>
          {past ? <PastForm roundId={id} unitId={filled} /> : <UnitForm roundId={id} unitId={filled} onBehalf />}
        </Drawer>
      )}
      {open && <ActSheet found={round} group={{ key: `returnForm:${open.unitId}`, act: 'returnForm', what: null, of: [open] }} close={() => setOpen(null)} />}
    </>
  );
}

/** On whose desk a unit's form lies: since when, and how many working days beyond its day. */
interface OnDesk {
  who: 'unit' | 'approval' | 'office';
  since: string;
  overdue: boolean;
  daysOver: number;
}
const DESKS: Readonly<Record<string, OnDesk['who']>> = { fill: 'unit', approve: 'approval', collect: 'office' };

/** Whose turn it is by the duties of the round; nobody's once a form is taken, or the round locked. */
function useDesk(round: Round): (unitId: string) => OnDesk | undefined {
  const agenda = useQuery({ queryKey: ['proceeding', 'agenda', round.id], queryFn: () => answer(api.GET('/proceedings/{kind}/{id}/agenda', { params: { path: { kind: 'reporting-round', id: round.id } } })) });
  const workingDays = useWorkingDays();
  const today = cityDay(agenda.data?.now ?? new Date());
  return (unitId) => {
    const here = round.duties.filter((d) => d.subject === unitId && d.kind in DESKS);
    // While it is approved the form is still owed: its day is that of the filling.
    const now = here.find((d) => d.kind !== 'fill') ?? here[0];
    const due = here.find((d) => d.kind === 'fill') ?? now;
    if (now === undefined || due === undefined) return undefined;
    return { who: DESKS[now.kind]!, since: now.since, overdue: due.overdue, daysOver: due.day === null ? 0 : Math.max(0, -workingDays(today, due.day)) };
  };
}

function Desk({ of }: { of: OnDesk | undefined }): React.ReactNode {
  const { t } = useTranslation();
  if (of === undefined) return t('common.none');
  return (
    <>
      {t(`round.desks.${of.who}`)} <span className="secondary numbers">{t('round.since', { at: cityMoment(of.since) })}</span>
    </>
  );
}

function Overdue({ of }: { of: OnDesk | undefined }): React.ReactNode {
  const { t } = useTranslation();
  if (of === undefined || !of.overdue) return t('common.none');
  return <LateTag>{t('round.overdueBy', { count: of.daysOver })}</LateTag>;
}
