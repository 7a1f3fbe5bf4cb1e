import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { PlanRow } from '../../api/plans';
import { useIdentity, useMayAct } from '../../api/use-session';
import { after } from '../../api/written';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { Coverage } from './coverage';
import { Figures } from './figures';
import styles from './levels.module.css';
import { readLevelsSearch, VIEWS, type LevelsSearch } from './search';
import { TakeUp } from './take-up';
import { TakenUp } from './taken-up';
import { inBrackets } from '../../words/marks';

const route = getRouteApi('/levels');

/** A plan through its levels: who has taken up what of it, what their figures come to, and what is missing. */
export function Levels(): React.ReactNode {
  const { t } = useTranslation();
  const search = route.useSearch();
  const plans = useQuery({ queryKey: ['plans', 'levels'], queryFn: () => answer(api.GET('/plans', { params: { query: after() } })) });
  const issued = (plans.data?.rows ?? []).filter(({ status }) => status === 'issued' || status === 'archived').sort((a, b) => (b.issuedAt ?? '').localeCompare(a.issuedAt ?? ''));
  const plan = issued.find(({ planId }) => planId === search.planId) ?? issued[0];
  return (
    <Page title={t('shell.pages.levels')} acts={plan && <Choice plan={plan} all={issued} search={search} />}>
      <Answered query={plans} rows={8}>
        {({ rows }) => (plan === undefined ? <Empty {...t('levels.empty', { returnObjects: true })} /> : <OfPlan key={plan.planId} plan={plan} all={rows} search={search} />)}
      </Answered>
    </Page>
  );
}

function Choice({ plan, all, search }: { plan: PlanRow; all: readonly PlanRow[]; search: LevelsSearch }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const navigate = route.useNavigate();
  return <Select className={styles['plan']} value={plan.planId} aria-label={t('levels.plan')} onChange={(planId) => void navigate({ search: readLevelsSearch({ ...search, planId }) })} options={all.map((p) => ({ value: p.planId, label: `${p.title}${inBrackets(nameOf(p.officeUnitId))}` }))} />;
}

/** What is below a plan is shown to its office, to who supervises it and to leaders; another office takes it up. */
function OfPlan({ plan, all, search }: { plan: PlanRow; all: readonly PlanRow[]; search: LevelsSearch }): React.ReactNode {
  const { t } = useTranslation();
  const { view = 'taken' } = search;
  const navigate = route.useNavigate();
  const identity = useIdentity();
  const takesUp = useMayAct('office');
  if (takesUp && plan.officeUnitId !== identity.unitId) return <TakeUp plan={plan} own={all.filter((p) => p.upperPlanId === plan.planId && p.officeUnitId === identity.unitId && p.status !== 'discarded')} />;
  return (
    <div className={styles['view']}>
      <div>
        <Segmented value={view} aria-label={t('levels.view')} onChange={(to) => void navigate({ search: readLevelsSearch({ ...search, view: to }), replace: true })} options={VIEWS.map((value) => ({ value, label: t(`levels.views.${value}`) }))} />
      </div>
      {view === 'taken' && <TakenUp planId={plan.planId} />}
      {view === 'figures' && <Figures planId={plan.planId} days={search} ask={(days) => void navigate({ search: readLevelsSearch({ ...search, ...days }), replace: true })} />}
      {view === 'coverage' && <Coverage planId={plan.planId} />}
    </div>
  );
}
