import { Link } from '@tanstack/react-router';
import { Descriptions } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { BasedOn } from '../../parts/based-on';
import { OpenedEvents } from '../../parts/opened-events';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { figure } from '../../words/figures';
import { language } from '../../words/language';
import { inBrackets } from '../../words/marks';
import { cityDay } from '../../words/moments';

type Row = Schemas['EligibilityRowBody'];
type Fact = Schemas['EligibilityFactBody'];
type Events = readonly Schemas['OpenedEventBody'][];

/** One enterprise: how it stands on the list, its facts, its places in published evaluations. */
export function Enterprise({ row, events }: { row: Row; events: Events }): React.ReactNode {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<{ title: string; refs: readonly string[] }>();
  const { unitClass } = row;
  const kind = t(`eligibility.classes.${unitClass === 'stateOwnedEnterprise' || unitClass === 'privateEnterprise' ? unitClass : 'other'}`);
  const basis = (what: string, refs: readonly string[]): React.ReactNode => <BasedOn what={what} refs={refs} open={setOpened} />;
  return (
    <Section title={`${row.name}${inBrackets(kind)}`}>
      <OnTheList row={row} />
      <ReadTable
        title={`${row.name} ${t('eligibility.facts')}`}
        rows={row.facts.map((fact) => ({ ...fact, id: fact.name }))}
        columns={[
          { title: t('eligibility.group'), render: (_, f) => t(`eligibility.groups.${f.group}`) },
          { title: t('eligibility.facts'), render: (_, f) => f[language()] },
          { title: t('eligibility.value'), align: 'right', className: 'numbers', render: (_, f) => said(f) },
          { title: t('eligibility.putRight'), render: (_, f) => <PutRight fact={f} /> },
          { title: t('eligibility.basedOn'), render: (_, f) => basis(f[language()], [...f.events, ...f.putRight.flatMap((p) => [p.event, p.by])]) },
        ]}
      />
      {row.results.length > 0 && (
        <ReadTable
          title={`${row.name} ${t('eligibility.results')}`}
          rows={row.results.map((result) => ({ ...result, id: result.event }))}
          columns={[
            { title: t('eligibility.evaluation'), render: (_, r) => <Link to="/proceedings/$kind/$id" params={{ kind: 'evaluation', id: r.evaluationId }}>{r.title}</Link> },
            { title: t('eligibility.period'), className: 'numbers', render: (_, r) => `${r.period.from} – ${r.period.to}` },
            { title: t('eligibility.total'), align: 'right', className: 'numbers', dataIndex: 'total' },
            { title: t('eligibility.rank'), align: 'right', className: 'numbers', dataIndex: 'rank' },
            { title: t('eligibility.grade'), dataIndex: 'grade' },
            { title: t('eligibility.state'), render: (_, r) => [r.replaces !== null && t('eligibility.replaced'), r.correcting && t('eligibility.correcting')].filter(Boolean).join(t('common.list')) },
            { title: t('eligibility.basedOn'), render: (_, r) => basis(r.title, [r.event]) },
          ]}
        />
      )}
      {opened && <OpenedEvents title={`${row.name} · ${opened.title}`} refs={opened.refs} events={events} close={() => setOpened(undefined)} />}
    </Section>
  );
}

/** Shares in per cent, all else as counted with its unit. */
function said({ name, value, unit }: Fact): string {
  return name.endsWith('Rate') ? `${figure(Number(value) * 100)}%` : `${figure(Number(value))} ${unit[language()]}`;
}

/** 更正 stays beside the figure: what was said, what holds, why. */
function PutRight({ fact }: { fact: Fact }): React.ReactNode {
  const { t } = useTranslation();
  return fact.putRight.map(({ event, at, basis, value }) => (
    <p key={event}>
      {value === null ? t('eligibility.putRightCount') : t('eligibility.putRightValue', { ...value, was: figure(value.was), now: figure(value.now) })}
      <span className="secondary">{t('eligibility.because', { day: cityDay(at), basis })}</span>
    </p>
  ));
}

function OnTheList({ row: { reformUnit } }: { row: Row }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  if (reformUnit === null) return <p className="secondary">{t('eligibility.notListed')}</p>;
  const { id, since, until, batch, ownPlan, contactUnitIds, instructors, visits } = reformUnit;
  return (
    <>
      <p>
        <Link to="/proceedings/$kind/$id" params={{ kind: 'reform-unit', id }}>
          {t('eligibility.listed', { since }) + (until === null ? '' : t('eligibility.left', { until }))}
        </Link>
      </p>
      <Descriptions
        size="small"
        items={[
          { key: 'batch', label: t('eligibility.batch'), children: batch ?? t('common.none') },
          { key: 'ownPlan', label: t('eligibility.ownPlan'), children: ownPlan ?? t('common.none') },
          { key: 'contacts', label: t('eligibility.contacts'), children: contactUnitIds.map(nameOf).join(t('common.list')) || t('common.none') },
          { key: 'instructors', label: t('eligibility.instructors'), children: instructors },
          { key: 'visits', label: t('eligibility.visits'), children: visits },
        ]}
      />
    </>
  );
}
