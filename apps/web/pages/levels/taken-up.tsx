import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { after } from '../../api/written';
import { Answered } from '../../parts/answered';
import { Light, type LightColour } from '../../parts/light';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import styles from './levels.module.css';

type Row = Schemas['LowerPlansBody']['rows'][number];
const LIGHTS = ['red', 'yellow', 'blue', 'green', 'grey'] as const;
const PAGE = 50;

/** Who has taken up what of a plan, level by level, and who nothing. */
export function TakenUp({ planId }: { planId: string }): React.ReactNode {
  const { t } = useTranslation();
  const [page, turn] = useState({ lower: 1, none: 1 });
  const params = (to: number) => ({ path: { planId }, query: { offset: (to - 1) * PAGE, limit: PAGE, ...after() } });
  const lower = useQuery({ queryKey: ['plans', 'lower', planId, page.lower], placeholderData: keepPreviousData, queryFn: () => answer(api.GET('/plans/{planId}/lower', { params: params(page.lower) })) });
  const none = useQuery({ queryKey: ['plans', 'not-taken-up', planId, page.none], placeholderData: keepPreviousData, queryFn: () => answer(api.GET('/plans/{planId}/not-taken-up', { params: params(page.none) })) });
  return (
    <>
      <Section title={t('levels.lower')}>
        <Answered query={lower}>{({ rows, total }) => (total === 0 ? <p className="secondary">{t('levels.nobody')}</p> : <><Lower rows={rows} /><Pages of={total} page={page.lower} turn={(to) => turn({ ...page, lower: to })} /></>)}</Answered>
      </Section>
      <Section title={t('levels.notTaken')}>
        <Answered query={none}>{({ rows, total }) => (total === 0 ? <p className="secondary">{t('levels.allTaken')}</p> : <><NotTaken rows={rows} /><Pages of={total} page={page.none} turn={(to) => turn({ ...page, none: to })} /></>)}</Answered>
      </Section>
    </>
  );
}

/** How many there are, and the way to those that are not on the page. */
function Pages({ of, page, turn }: { of: number; page: number; turn: (to: number) => void }): React.ReactNode {
  const { t } = useTranslation();
  if (of <= PAGE) return null;
  return (
    <div className={styles['take']}>
      {t('common.total', { count: of })}
      <Pagination current={page} pageSize={PAGE} total={of} showSizeChanger={false} onChange={turn} />
    </div>
  );
}

function Lower({ rows }: { rows: readonly Row[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const number = { align: 'right' as const, className: 'numbers' };
  return (
    <ReadTable
      title={t('levels.lower')}
      rows={rows.map((row) => ({ ...row, id: row.planId }))}
      columns={[
        { title: t('levels.unit'), render: (_, p) => nameOf(p.unitId) },
        { title: t('levels.title'), render: (_, p) => (p.state === 'issued' ? <Link to="/ledger" search={{ planId: p.planId }}>{p.title}</Link> : p.title) },
        { title: t('levels.level'), render: (_, p) => t('levels.levelOf', { count: p.level }) },
        { title: t('levels.state'), render: (_, p) => t(`levels.states.${p.state as 'draft'}`) },
        { title: t('levels.items'), ...number, render: (_, p) => t('levels.some', { taken: p.takenUp, of: p.itemsAbove }) },
        { title: t('levels.quantified'), ...number, render: (_, p) => t('levels.some', { taken: p.quantified, of: p.items }) },
        { title: t('levels.persons'), ...number, render: (_, p) => (p.persons === null ? t('common.none') : t('levels.some', { taken: p.persons.named, of: p.persons.assignments })) },
        { title: t('levels.lights'), render: (_, p) => <Lights counts={p.lights as Record<string, number>} /> },
      ]}
    />
  );
}

function Lights({ counts }: { counts: Record<string, number> }): React.ReactNode {
  const { t } = useTranslation();
  const shown = LIGHTS.filter((light) => (counts[light] ?? 0) > 0);
  if (shown.length === 0) return t('common.none');
  return (
    <span className={styles['lights']}>
      {shown.map((light) => (
        <span key={light} className="numbers">
          <Light light={light as LightColour} /> {counts[light]}
        </span>
      ))}
    </span>
  );
}

function NotTaken({ rows }: { rows: Schemas['NotTakenUpBody']['rows'] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const groups = useQuery({ queryKey: ['roster'], queryFn: () => answer(api.GET('/roster')), staleTime: 300_000 }).data?.groups ?? [];
  const groupOf = (id: string): string => groups.find((g) => g.id === id)?.name ?? id;
  return (
    <ReadTable
      title={t('levels.notTaken')}
      rows={rows.map((row) => ({ ...row, id: row.unitId }))}
      columns={[
        { title: t('levels.unit'), render: (_, r) => nameOf(r.unitId) },
        { title: t('levels.how'), render: (_, r) => (r.groupIds.length === 0 ? t('levels.names') : t('levels.through', { group: r.groupIds.map(groupOf).join(t('common.list')) })) },
        { title: t('levels.shares'), align: 'right', className: 'numbers', dataIndex: 'items' },
      ]}
    />
  );
}
