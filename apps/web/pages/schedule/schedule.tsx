import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Grid, Segmented, Select, Skeleton } from 'antd';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { answer, api, type Schemas } from '../../api/client';
import type { PlanRow } from '../../api/plans';
import { useUnits } from '../../api/units';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Part } from '../../parts/boundary';
import { Download } from '../../parts/download';
import { Empty } from '../../parts/empty';
import { part } from '../../parts/lazy-part';
import { Page } from '../../parts/page';
import { cityDay, cityMoment } from '../../words/moments';
import { ByMonth } from './by-month';
import { linesOf } from './lines';
import styles from './schedule.module.css';
import { readScheduleSearch, type ScheduleSearch } from './search';
import { Slips } from './slips';
import { ScheduleTable } from './table';

const route = getRouteApi('/schedule');
/** Drawn only where there is room for it: a phone need not load it. */
const Chart = lazy(part(() => import('./chart').then(({ Chart: component }) => ({ default: component }))));

/** Does the order of work hold? Items and their steps from beginning to end, as they went and as they will go on. */
export function Schedule(): React.ReactNode {
  const { t } = useTranslation();
  const search = route.useSearch();
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => answer(api.GET('/plans')) });
  const issued = (plans.data?.rows ?? []).filter(({ issuedAt }) => issuedAt !== null).sort((a, b) => b.issuedAt!.localeCompare(a.issuedAt!));
  const planId = search.planId ?? issued[0]?.planId;
  return (
    <Page title={t('schedule.title')} acts={planId !== undefined && <Choices search={search} planId={planId} issued={issued} />}>
      <Answered query={plans} rows={10}>
        {() => (planId === undefined ? <Empty {...t('schedule.empty', { returnObjects: true })} /> : <OfPlan planId={planId} search={search} title={issued.find((p) => p.planId === planId)?.title ?? planId} />)}
      </Answered>
    </Page>
  );
}

function Choices({ search, planId, issued }: { search: ScheduleSearch; planId: string; issued: readonly PlanRow[] }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const navigate = route.useNavigate();
  const wide = Grid.useBreakpoint().md !== false;
  const change = (more: { [K in keyof ScheduleSearch]: ScheduleSearch[K] | undefined }): void => void navigate({ search: readScheduleSearch({ ...search, ...more }), replace: true });
  return (
    <div className={styles['choices']}>
      <Select className={styles['choice']} value={planId} onChange={(chosen) => change({ planId: chosen })} aria-label={t('schedule.plan')} options={issued.map((p) => ({ value: p.planId, label: p.title }))} />
      <Select className={styles['choice']} showSearch={{ optionFilterProp: 'label' }} allowClear value={search.unitId} onChange={(unitId) => change({ unitId })} placeholder={t('schedule.allUnits')} aria-label={t('schedule.unit')} options={units.map(({ id, name }) => ({ value: id, label: name }))} />
      {wide && <Segmented value={search.view ?? 'chart'} onChange={(view) => change({ view: view === 'table' ? view : undefined })} aria-label={t('schedule.view')} options={[{ value: 'chart', label: t('schedule.chart') }, { value: 'table', label: t('schedule.table') }]} />}
      <Download path={`/plans/${planId}/schedule/export?format=xlsx`}>{t('schedule.export')}</Download>
    </div>
  );
}

function OfPlan({ planId, search: { unitId, view, asOf }, title }: { planId: string; search: ScheduleSearch; title: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['schedule', planId, asOf ?? null], queryFn: () => answer(api.GET('/plans/{planId}/schedule', { params: { path: { planId }, query: { ...(asOf && { asOf }) } } })), placeholderData: keepPreviousData });
  return (
    <Answered query={query} rows={10}>
      {(found) => {
        if (found.draft.length > 0)
          return (
            <Empty
              {...t('schedule.draft', { returnObjects: true })}
              act={
                <Link to="/plans/$planId/draft" params={{ planId }} search={{ step: 'schedule' }}>
                  {t('schedule.draft.open')}
                </Link>
              }
            />
          );
        return <Drawn found={found} unitId={unitId} asTable={view === 'table'} title={title} />;
      }}
    </Answered>
  );
}

/** A chart where there is room, months on a phone; the table that tells the same is on the page in print, and one press away. */
function Drawn({ found, unitId, asTable, title }: { found: Schemas['PlanScheduleBody']; unitId: string | undefined; asTable: boolean; title: string }): React.ReactNode {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const wide = Grid.useBreakpoint().md !== false;
  const past = useAsOf() !== undefined;
  const office = rolesOf(useIdentity()).has('office') && !past;
  const lines = linesOf(found.items, unitId);
  const today = cityDay(found.asOf);
  if (lines.length === 0)
    return (
      <Empty
        {...t(unitId === undefined ? 'schedule.empty' : 'schedule.nothing', { returnObjects: true })}
        act={unitId !== undefined && <Button onClick={() => void navigate({ search: (before) => ({ ...before, unitId: undefined }) })}>{t('common.clearFilters')}</Button>}
      />
    );
  const heading = t('schedule.chartOf', { plan: title });
  return (
    <>
      <p className="secondary numbers">
        {heading} · {t('schedule.asOf', { at: cityMoment(found.asOf) })}
      </p>
      {asTable ? (
        <ScheduleTable title={heading} lines={lines} />
      ) : (
        <>
          <div className="no-print">{wide ? <Part fallback={<Skeleton active title={false} paragraph={{ rows: 12 }} aria-label={t('common.loading')} />}><Chart key={`${unitId ?? ''}${found.asOf}`} lines={lines} today={today} title={heading} /></Part> : <ByMonth lines={lines} />}</div>
          <div className={styles['printed']}>
            <ScheduleTable title={heading} lines={lines} />
          </div>
        </>
      )}
      <Slips lines={lines} planId={office ? found.planId : undefined} />
    </>
  );
}
