import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { asked } from '../../words/figures';
import { Gap } from './gap';
import { useRollUpOfPlan, useTold, type Figure, type RollUp } from './roll-up';

/** 汇总: what the plan's figures reach through all levels, and which unit's silence makes them low. */
export function Figures({ planId }: { planId: string }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Answered query={useRollUpOfPlan(planId)} rows={8}>
      {({ targets, units }) => (
        <>
          <Section title={t('levels.figures')} term="rollUp">
            {targets.length === 0 ? <p className="secondary">{t('levels.noFigures')}</p> : <Table rows={targets.filter((f) => f.planId === planId)} />}
          </Section>
          {units.length > 0 && <ByUnit units={units} />}
        </>
      )}
    </Answered>
  );
}

function Table({ rows }: { rows: readonly Figure[] }): React.ReactNode {
  const { t } = useTranslation();
  const told = useTold();
  const number = { align: 'right' as const, className: 'numbers' };
  return (
    <ReadTable
      title={t('levels.figures')}
      rows={rows.map((f) => ({ ...f, id: `${f.itemId}/${f.targetId}` }))}
      columns={[
        { title: t('shell.pages.item'), render: (_, f) => <Link to="/items/$itemId" params={{ itemId: f.itemId }}>{`${f.number} ${f.title}`}</Link> },
        { title: t('levels.figure'), dataIndex: 'metric' },
        { title: t('levels.asked'), ...number, render: (_, f) => `${asked(f)} ${f.unit}` },
        { title: t('levels.total'), ...number, render: (_, f) => (f.waived ? t('levels.waived') : told.value(f.total, f.unit)) },
        { title: t('levels.own'), ...number, render: (_, f) => told.value(f.own, f.unit) },
        { title: t('levels.below'), ...number, render: (_, f) => told.value(f.lower, f.unit) },
        { title: t('levels.promised'), ...number, render: (_, f) => (f.promised === null ? t('common.none') : told.value(f.promised, f.unit)) },
        { title: t('levels.gap'), ...number, render: (_, f) => <Gap figure={f} /> },
        { title: t('levels.untold'), ...number, render: (_, f) => f.missing.length },
        { title: t('levels.settle.title'), ...number, render: (_, f) => f.undecided.length },
      ]}
    />
  );
}

function ByUnit({ units }: { units: RollUp['units'] }): React.ReactNode {
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
          { title: t('levels.untold'), ...number, dataIndex: 'missing' },
        ]}
      />
    </Section>
  );
}
