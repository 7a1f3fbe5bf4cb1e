import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered, Failed } from '../../parts/answered';
import { dayIn } from '../../parts/day/day';
import { DayField } from '../../parts/day/day-field';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { asked } from '../../words/figures';
import { Gap } from './gap';
import styles from './levels.module.css';
import { useRollUpOfPlan, useTold, type Figure, type RollUp, type RollUpDays } from './roll-up';

const idOf = ({ itemId, targetId }: Figure): string => `${itemId}/${targetId}`;

/** 汇总: what the plan's figures reach through all levels, what of them waits for a decision, and which unit's silence makes them low. @param days of which they are; `known`: a past day beside which they stand */
export function Figures({ planId, days: { known, day, since }, ask }: { planId: string; days: RollUpDays; ask: (days: RollUpDays) => void }): React.ReactNode {
  const { t } = useTranslation();
  const before = useRollUpOfPlan(planId, { known, day }, known !== undefined);
  const then = before.data && new Map(before.data.targets.map((f) => [idOf(f), f]));
  return (
    <Answered query={useRollUpOfPlan(planId, { day, since })} rows={8}>
      {({ targets, units }) => (
        <>
          <Section title={t('levels.figures')} term="rollUp">
            <div className={styles['day']} role="search">
              {(['day', 'known', 'since'] as const).map((which) => (
                <Fragment key={which}>
                  <span>{t(`levels.${which}`)}</span>
                  <DayField value={{ known, day, since }[which]} onChange={(typed) => (typed === '' || dayIn(typed) !== null) && ask({ [which]: typed || undefined })} aria-label={t(`levels.${which}`)} />
                </Fragment>
              ))}
            </div>
            {day !== undefined && <p>{t('levels.trueOf', { day })}</p>}
            {before.isError && <Failed error={before.error} />}
            {targets.length === 0 ? <p className="secondary">{t('levels.noFigures')}</p> : <Table rows={targets.filter((f) => f.planId === planId)} known={known} then={known === undefined ? undefined : then} />}
            {targets.some((f) => f.planId === planId && !f.addsUp) && <p className="secondary">{t('levels.neverHelp')}</p>}
          </Section>
          <Pending rows={targets} />
          {units.length > 0 && <ByUnit units={units} since={since} />}
        </>
      )}
    </Answered>
  );
}

function Table({ rows, known, then }: { rows: readonly Figure[]; known: string | undefined; then: ReadonlyMap<string, Figure> | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const told = useTold();
  const number = { align: 'right' as const, className: 'numbers' };
  return (
    <ReadTable
      title={t('levels.figures')}
      rows={rows.map((f) => ({ ...f, id: idOf(f) }))}
      columns={[
        { title: t('shell.pages.item'), render: (_, f) => <Link to="/items/$itemId" params={{ itemId: f.itemId }}>{`${f.number} ${f.title}`}</Link> },
        { title: t('levels.figure'), dataIndex: 'metric' },
        { title: t('levels.reckoning'), render: (_, f) => <>{t(`levels.reckonings.${f.reckoning}`)} {!f.addsUp && <Tag>{t('levels.never')}</Tag>}</> },
        { title: t('levels.asked'), ...number, render: (_, f) => `${asked(f)} ${f.unit}` },
        { title: t('levels.total'), ...number, render: (_, f) => (f.waived ? t('levels.waived') : told.value(f.total, f.unit)) },
        ...(then === undefined || known === undefined ? [] : [{ title: t('levels.knownAt', { day: known }), ...number, render: (_: unknown, f: Figure) => <Before then={then.get(idOf(f))} now={f} /> }]),
        { title: t('levels.own'), ...number, render: (_, f) => told.value(f.own, f.unit) },
        { title: t('levels.below'), ...number, render: (_, f) => (f.addsUp ? told.value(f.lower, f.unit) : f.keptApart.map((k) => told.value(k.value, k.unit)).join(t('common.list')) || t('common.none')) },
        { title: t('levels.promised'), ...number, render: (_, f) => (f.promised === null ? t('common.none') : told.value(f.promised, f.unit)) },
        { title: t('levels.gap'), ...number, render: (_, f) => <Gap figure={f} /> },
        { title: t('levels.untold'), ...number, render: (_, f) => f.missing.length },
        { title: t('levels.settle.title'), render: (_, f) => (f.undecided.length === 0 ? t('common.none') : <Tag color="warning">{t('levels.pendingCount', { count: f.undecided.length })}</Tag>) },
      ]}
    />
  );
}

/** What the figure was known to be on a past day; what was corrected or told since is marked, in words. */
function Before({ then, now }: { then: Figure | undefined; now: Figure }): React.ReactNode {
  const { t } = useTranslation();
  const told = useTold();
  if (then === undefined) return t('levels.notThere');
  if (then.total === now.total) return `${told.value(then.total, then.unit)} ${t('levels.same')}`;
  return <strong>{t('levels.changed', { before: told.value(then.total, then.unit), now: told.value(now.total, now.unit) })}</strong>;
}

/** 重复计数: values that may be one thing, over the whole plan and below it; each waits for the person who decides. */
function Pending({ rows }: { rows: readonly Figure[] }): React.ReactNode {
  const { t } = useTranslation();
  const told = useTold();
  const { nameOf } = useUnits();
  const identity = useIdentity();
  const office = rolesOf(identity).has('office');
  const pending = rows.flatMap((figure) => figure.undecided.map((each) => ({ id: `${idOf(figure)}:${each.sources.join()}`, figure, each })));
  return (
    <Section title={t('levels.pending')}>
      {pending.length === 0 ? (
        <p className="secondary">{t('levels.pendingNone')}</p>
      ) : (
        <>
          <p className="secondary">{t('levels.pendingHelp')}</p>
          <ReadTable
            title={t('levels.pending')}
            rows={pending}
            columns={[
              { title: t('shell.pages.item'), render: (_, { figure: f }) => `${f.number} ${f.title} · ${f.metric}` },
              { title: t('levels.who'), render: (_, { figure, each }) => each.sources.map((s) => told.source(figure, s)).join(t('common.list')) },
              { title: t('levels.undecided'), render: (_, { each }) => t(`levels.why.${each.why}`) },
              { title: t('levels.counted'), align: 'right', className: 'numbers', render: (_, { figure: f }) => told.value(f.total, f.unit) },
              {
                title: t('levels.settle.act'),
                render: (_, { figure: f }) =>
                  office && f.officeUnitId === identity.unitId ? (
                    <Link to="/items/$itemId" params={{ itemId: f.itemId }} aria-label={`${t('levels.decide')} ${f.number} ${f.metric}`}>
                      {t('levels.decide')}
                    </Link>
                  ) : (
                    t('levels.awaiting', { office: nameOf(f.officeUnitId) })
                  ),
              },
            ]}
          />
        </>
      )}
    </Section>
  );
}

/** Who tells and who does not. @param since what was told of days before it is old; none: nothing is */
function ByUnit({ units, since }: { units: RollUp['units']; since: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const number = { align: 'right' as const, className: 'numbers' };
  return (
    <Section title={t('levels.byUnit')}>
      <ReadTable
        title={t('levels.byUnit')}
        rows={units.map((u) => ({ ...u, id: u.unitId }))}
        columns={[
          { title: t('levels.unit'), render: (_, u) => nameOf(u.unitId) },
          { title: t('levels.taken'), ...number, dataIndex: 'targets' },
          { title: t('levels.told'), ...number, dataIndex: 'told' },
          ...(since === undefined ? [] : [{ title: t('levels.old', { day: since }), ...number, render: (_: unknown, u: { old: number }) => (u.old > 0 ? <span className={styles['missing']}>{u.old}</span> : 0) }]),
          { title: t('levels.untold'), ...number, dataIndex: 'missing' },
        ]}
      />
    </Section>
  );
}
