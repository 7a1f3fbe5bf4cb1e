import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { answer, api } from '../../api/client';
import type { PlanRow } from '../../api/plans';
import { after } from '../../api/written';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { useMayAct } from '../../api/use-session';
import styles from './plans.module.css';
import { inBrackets } from '../../words/marks';

/** Which plans there are, how far each is, and what comes next for it. */
export function Plans(): React.ReactNode {
  const { t } = useTranslation();
  const office = useMayAct('office');
  const asOf = useAsOf();
  const query = useQuery({ queryKey: ['plans', { asOf }], queryFn: () => answer(api.GET('/plans', { params: { query: asOf === undefined ? after() : { asOf } } })) });
  const beside = office && (
    <Space size="middle">
      <Link to="/units">{t('shell.pages.units')}</Link>
      <Link to="/hand-over">{t('shell.pages.handOver')}</Link>
    </Space>
  );
  const bringIn = office && (
    <Link to="/plans/import" className={styles['act']}>
      {t('plans.import')}
    </Link>
  );
  return (
    <Page title={t('shell.pages.plans')} acts={<Space size="middle">{beside}{bringIn}</Space>}>
      <Answered query={query}>
        {(found) => (
          <>
            {found.incomplete && <Alert type="warning" showIcon title={t('common.incomplete')} />}
            {found.rows.length === 0 ? <Empty {...t('plans.empty', { returnObjects: true })} act={bringIn} /> : <Rows rows={found.rows} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Rows({ rows }: { rows: readonly PlanRow[] }): React.ReactNode {
  const { t } = useTranslation();
  const shown = rows.map((row) => ({ ...row, id: row.planId })).sort((a, b) => b.draftedAt.localeCompare(a.draftedAt));
  return (
    <ReadTable
      title={t('shell.pages.plans')}
      rows={shown}
      columns={[
        { title: t('plans.columns.title'), render: (_, p) => (p.documentNumber === null ? p.title : `${p.title}${inBrackets(p.documentNumber)}`) },
        { title: t('plans.columns.status'), render: (_, p) => t(`plans.status.${p.status}`) },
        { title: t('plans.columns.items'), align: 'right', className: 'numbers', dataIndex: 'items' },
        { title: t('plans.columns.open'), align: 'right', className: 'numbers', render: (_, p) => (p.status !== 'draft' ? t('common.none') : p.openBlocking === 0 ? '0' : <OpenDoubts row={p} />) },
        { title: t('plans.columns.next'), render: (_, p) => <Next row={p} /> },
      ]}
    />
  );
}

/** To the questions themselves. */
function OpenDoubts({ row: { planId, title, openBlocking } }: { row: PlanRow }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Link to="/plans/$planId/draft" params={{ planId }} search={{ step: 'decide' }} aria-label={`${title} ${t('plans.columns.open')} ${openBlocking}`}>
      {openBlocking}
    </Link>
  );
}

function Next({ row }: { row: PlanRow }): React.ReactNode {
  const { t } = useTranslation();
  const params = { planId: row.planId };
  if (row.status === 'draft' || row.status === 'issuing')
    return (
      <Link to="/plans/$planId/draft" params={params} search={row.status === 'issuing' ? { step: 'issue' } : {}}>
        {t(`plans.next.${row.status}`)}
      </Link>
    );
  if (row.status === 'discarded') return null;
  return (
    <Space size="middle">
      <Link to="/ledger" search={{ planId: row.planId }}>
        {t('plans.next.issued')}
      </Link>
      <Link to="/plans/$planId/amendments" params={params}>
        {t('plans.amendments')}
      </Link>
      <Link to="/plans/$planId/year-end" params={params}>
        {t('plans.yearEnd')}
      </Link>
    </Space>
  );
}
