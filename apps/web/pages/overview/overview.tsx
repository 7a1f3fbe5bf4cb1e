import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { NOW, type AsOfSearch } from '../../api/as-of';
import { answer, api } from '../../api/client';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { cityDay, cityMoment } from '../../words/moments';
import { ByCategory } from './by-category';
import { Changes } from './changes';
import { Course, Trend } from './course';
import { useDashboard, useDashboardAt, useTrend, type Dashboard } from './figures';
import { KeyFigures, useKeyFigures } from './key-figures';
import { Lights } from './lights';
import styles from './overview.module.css';
import { courseDays, dayBefore, trendDays } from './periods';
import { SINCE, type OverviewSearch } from './search';
import { Worst } from './worst';

const route = getRouteApi('/overview');

/** Are we on schedule, and where not? Every figure opens the list that it counts. */
export function Overview(): React.ReactNode {
  const { t } = useTranslation();
  const search = route.useSearch();
  const query = useDashboard(search.planId, search.asOf);
  return (
    <Page title={t('shell.pages.overview')} acts={<Choices search={search} />}>
      <Answered query={query} rows={10}>
        {(found) => (found.total === 0 ? <Empty {...t('overview.empty', { returnObjects: true })} /> : <Whole found={found} search={search} />)}
      </Answered>
    </Page>
  );
}

function Choices({ search }: { search: OverviewSearch }): React.ReactNode {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => answer(api.GET('/plans')) });
  const change = (more: Partial<OverviewSearch>): void => void navigate({ search: { ...search, ...more }, replace: true });
  return (
    <div className={styles['choices']}>
      <Select className={styles['plan']} allowClear value={search.planId} onChange={(planId) => change({ planId })} placeholder={t('overview.allPlans')} aria-label={t('overview.plan')} options={plans.data?.rows.filter(({ issuedAt }) => issuedAt !== null).map(({ planId, title }) => ({ value: planId, label: title }))} />
      <Select value={search.since ?? 'day'} onChange={(since) => change({ since: since === 'day' ? undefined : since })} aria-label={t('overview.compareWith')} options={SINCE.map((value) => ({ value, label: t(`overview.since.${value}`) }))} />
      <Link to="/overview/screen" search={search}>
        {t('overview.screen')}
      </Link>
    </div>
  );
}

function Whole({ found, search: { planId, since = 'day', asOf } }: { found: Dashboard; search: OverviewSearch & AsOfSearch }): React.ReactNode {
  const { t } = useTranslation();
  const today = asOf ?? cityDay(found.asOf);
  const day = dayBefore(today, since);
  const before = useDashboardAt(planId, day).data;
  const later = useDashboardAt(planId, asOf === undefined ? undefined : NOW).data;
  const figures = useKeyFigures(planId, today, day, asOf);
  const course = useTrend(planId, courseDays(today).filter((d) => asOf === undefined || d <= asOf));
  const trend = useTrend(planId, trendDays(today));
  return (
    <>
      {found.incomplete && <Alert type="warning" showIcon title={t('common.incomplete')} />}
      <p className={`secondary numbers ${styles['help']}`}>
        {t('overview.asOf', { at: cityMoment(found.asOf) })} ·{' '}
        <Link to="/ledger" search={{ planId }} className={styles['all']}>
          {t('overview.total')} {found.total}
        </Link>
        {later !== undefined && ` ${t('history.now', { count: later.total })}`}
      </p>
      <Lights now={found} before={before} day={day} yesterday={since === 'day'} later={later} planId={planId} />
      <KeyFigures figures={figures} />
      <div className={styles['columns']}>
        <ByCategory found={found} planId={planId} />
        <Answered query={course}>{({ points }) => <Course points={points} planId={planId} />}</Answered>
        <Answered query={trend}>{({ points }) => <Trend points={points} planId={planId} />}</Answered>
        <Worst found={found} planId={planId} />
      </div>
      <Changes planId={planId} day={day} asOf={asOf} />
    </>
  );
}
