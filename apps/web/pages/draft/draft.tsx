import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePlan, type Plan } from '../../api/plans';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { Check } from './check';
import { Decide } from './decide';
import styles from './draft.module.css';
import { Issue } from './issue';
import { Rehearsal } from './rehearsal';
import { Schedule } from './schedule';
import type { DraftSearch } from './search';
import { DraftSteps } from './steps';

const route = getRouteApi('/plans/$planId/draft');

/** A draft on its way to its issue: is it what the paper says? */
export function Draft(): React.ReactNode {
  const { t } = useTranslation();
  const { planId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = usePlan(planId);
  const go = (to: DraftSearch): void => void navigate({ search: to, resetScroll: to.step !== search.step });
  const step = search.step ?? 'check';
  return (
    <Page title={query.data?.plan.title ?? t('draft.item.title')}>
      <Answered query={query} rows={10}>
        {(plan) =>
          step !== 'issue' && plan.status !== 'draft' ? (
            <Gone plan={plan} />
          ) : (
            <div className={styles['draft']}>
              <DraftSteps at={step} go={(to) => go({ step: to })} />
              {step === 'check' && <Check plan={plan} itemKey={search.item} show={(item) => go({ step: 'check', item })} decide={() => go({ step: 'decide' })} />}
              {step === 'decide' && <Decide plan={plan} />}
              {step === 'schedule' && <Schedule plan={plan} />}
              {step === 'rehearse' && <Rehearsal plan={plan} />}
              {step === 'issue' && <Issue plan={plan} decide={() => go({ step: 'decide' })} />}
            </div>
          )
        }
      </Answered>
    </Page>
  );
}

function Gone({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Empty
      title={t('draft.notDraft.title')}
      help={t('draft.notDraft.help', { status: t(`plans.status.${plan.status}`) })}
      act={
        <Link to="/ledger" search={{ planId: plan.id }}>
          {t('plans.next.issued')}
        </Link>
      }
    />
  );
}
