import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Grid, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../../api/as-of';
import { answer, api } from '../../../api/client';
import { asRefused } from '../../../api/problem';
import { useUnits } from '../../../api/units';
import { rolesOf, useIdentity } from '../../../api/use-session';
import { Answered } from '../../../parts/answered';
import { BasedOn } from '../../../parts/based-on';
import { LateTag } from '../../../parts/late-tag';
import { OpenedEvents } from '../../../parts/opened-events';
import { Section } from '../../../parts/page';
import { ReadTable } from '../../../parts/read-table';
import { cityMoment } from '../../../words/moments';
import type { Found } from '../acts/known';
import { Facts } from './facts';
import styles from './kinds.module.css';
import { Ranking } from './ranking';
import { colon } from '../../../words/marks';

type Evaluation = Extract<Found, { kind: 'evaluation' }>;
type Unit = Evaluation['content']['units'][number];

/** How far each unit's score is and what it rests on, who signs for the result, and the ranks. */
export function EvaluationPart({ found }: { found: Evaluation }): React.ReactNode {
  const { t } = useTranslation();
  const { period, schedule, dissents, redirected } = found.content;
  const { nameOf } = useUnits();
  return (
    <>
      <Facts
        facts={[
          [t('proceedingParts.period'), <span key="period" className="numbers">{`${period.from} – ${period.to}`}</span>],
          [t('proceedingParts.days'), `${t('proceedingParts.selfDay', { day: schedule.selfDay })} · ${t('proceedingParts.verifyDay', { day: schedule.verifyDay })}`],
          [t('proceedingParts.recused'), redirected.map((r) => t('proceedingParts.recusal', { unit: nameOf(r.unitId), role: t(`proceedingParts.parts.${r.role}`), from: nameOf(r.from), to: nameOf(r.to), why: t(`proceedingParts.recusedFor.${r.because}`) })).join('；')],
          [t('proceedingParts.dissents'), dissents.map((d) => `${nameOf(d.unitId)}${colon()}${d.reason}`).join('；')],
        ]}
      />
      <Scores found={found} />
      {found.content.result !== null && <Ranking found={found} />}
      {found.content.requests.length > 0 && <Signatures found={found} />}
    </>
  );
}

function Scores({ found }: { found: Evaluation }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const [open, setOpen] = useState<Unit | null>(null);
  return (
    <Section title={t('proceedingParts.scores')}>
      <ReadTable
        title={t('proceedingParts.scores')}
        rows={found.content.units.map((u) => ({ ...u, id: u.unitId }))}
        columns={[
          { title: t('proceedingParts.unit'), render: (_, u) => nameOf(u.unitId) },
          { title: t('proceedingParts.stage'), render: (_, u) => <>{t(`proceedingParts.stages.${u.stage}`)} {u.self?.late && <LateTag>{t('proceedingParts.late')}</LateTag>}</> },
          { title: t('proceedingParts.self'), align: 'right', className: 'numbers', render: (_, u) => (u.self === null ? t(u.stage === 'assessing' ? 'proceedingParts.selfAwaited' : 'proceedingParts.selfMissing', { day: found.content.schedule.selfDay }) : u.self.scores.map((s) => s.score).join(' / ')) },
          { title: t('proceedingParts.verified'), align: 'right', className: 'numbers', render: (_, u) => u.score?.sheet.total ?? t('proceedingParts.notVerified') },
          { title: t('proceedingParts.verifier'), render: (_, u) => nameOf(u.verifierUnitId) },
          { title: t('proceedingParts.reviewBy'), className: 'numbers', render: (_, u) => u.reviewBy ?? '' },
          {
            title: '',
            render: (_, u) =>
              u.score !== null && (
                <Button size="small" onClick={() => setOpen(u)} aria-label={`${t('proceedingParts.explained')} ${nameOf(u.unitId)}`}>
                  {t('proceedingParts.explained')}
                </Button>
              ),
          },
        ]}
      />
      {open && <Sheet evaluationId={found.id} unitId={open.unitId} close={() => setOpen(null)} />}
    </Section>
  );
}

/** Every point of a score with the formula, or the reason of who gave it, and the records that it was counted from, which open. */
function Sheet({ evaluationId: id, unitId, close }: { evaluationId: string; unitId: string; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const wide = Grid.useBreakpoint().md !== false;
  const [opened, setOpened] = useState<{ title: string; refs: readonly string[] }>();
  const query = useQuery({ queryKey: ['proceeding', 'score', id, unitId], queryFn: () => answer(api.GET('/evaluations/{id}/units/{unitId}/score', { params: { path: { id, unitId } } })) });
  return (
    <Drawer open title={t('proceedingParts.sheet', { unit: nameOf(unitId) })} onClose={close} size={wide ? 720 : '100%'}>
      <Answered query={query} rows={6}>
        {({ lines, events }) => (
          <>
            <ReadTable
              title={t('proceedingParts.scores')}
              rows={lines.map((l) => ({ ...l, id: l.indicatorId }))}
              columns={[
                { title: t('proceedingParts.indicator'), dataIndex: 'name' },
                { title: t('proceedingParts.points'), align: 'right', className: 'numbers', dataIndex: 'points' },
                { title: t('proceedingParts.most'), align: 'right', className: 'numbers', dataIndex: 'most' },
                { title: t('proceedingParts.explained'), render: (_, l) => l.adjusted?.reason ?? l.judged?.reason ?? l.formula ?? '' },
                { title: t('proceedingParts.events'), render: (_, l) => l.figures.length > 0 && <BasedOn what={l.name} refs={[...new Set(l.figures.flatMap((f) => f.events))]} open={setOpened} /> },
              ]}
            />
            {opened && <OpenedEvents {...opened} events={events} close={() => setOpened(undefined)} />}
          </>
        )}
      </Answered>
    </Drawer>
  );
}

/** Who may compute a result again; of one that is about their own house the API says why not. */
const CHECKS = ['office', 'supervisor', 'leader', 'convenor', 'approver', 'signer', 'evaluator'] as const;

/** Who signs, who did, and of which result; whoever may check computes it again before signing. */
function Signatures({ found }: { found: Evaluation }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { requests, awaited, result } = found.content;
  const roles = rolesOf(useIdentity());
  const mayCheck = useAsOf() === undefined && CHECKS.some((role) => roles.has(role));
  const again = useQuery({ queryKey: ['proceeding', 'recompute', found.id, found.version], enabled: false, retry: false, queryFn: () => answer(api.GET('/evaluations/{id}/recompute', { params: { path: { id: found.id } } })) });
  return (
    <Section title={t('proceedingParts.signatures')}>
      <ReadTable
        title={t('proceedingParts.signatures')}
        rows={requests}
        columns={[
          { title: t('proceedingParts.signer'), render: (_, r) => nameOf(r.substitute?.unitId ?? r.unitId) },
          { title: t('proceeding.status'), className: 'wraps', render: (_, r) => (r.signed ? t('proceedingParts.signed', { at: cityMoment(r.signed.at) }) : awaited.includes(r.id) ? (r.signedBefore === null ? t('proceedingParts.awaited') : <SignAnew before={r.signedBefore} now={result?.material ?? 0} />) : t('proceedingParts.notYet')) },
        ]}
      />
      {mayCheck && <p className="no-print">
        <Button loading={again.isFetching} onClick={() => void again.refetch()}>
          {t('proceedingParts.recompute')}
        </Button>
      </p>}
      {again.data && <Alert type={again.data.equal ? 'success' : 'error'} showIcon role="status" title={t(again.data.equal ? 'proceedingParts.equal' : 'proceedingParts.unequal')} />}
      {again.isError && <Alert type="warning" showIcon role="alert" title={asRefused(again.error).words} />}
    </Section>
  );
}

/** Whoever signed an earlier result signs anew: what they signed stands beside what it is now. */
function SignAnew({ before, now }: { before: NonNullable<Evaluation['content']['requests'][number]['signedBefore']>; now: number }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const said = (row: (typeof before.changed)[number]['now']): string => (row === null ? t('common.none') : t('proceedingParts.placed', { ...row }));
  return (
    <>
      <Tag color="warning">{t('proceedingParts.signAnew')}</Tag> <span className="numbers">{t('proceedingParts.signedBefore', { before: before.material, now })}</span>
      {before.changed.length > 0 && (
        <ul className={`numbers ${styles['changed']}`} aria-label={t('proceedingParts.changedSince')}>
          {before.changed.map((row) => (
            <li key={row.unitId}>
              {nameOf(row.unitId)} <del>{said(row.before)}</del> → <strong>{said(row.now)}</strong>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
