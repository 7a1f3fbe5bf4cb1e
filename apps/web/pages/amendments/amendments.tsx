import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { answer, api, type Schemas } from '../../api/client';
import { usePlan } from '../../api/plans';
import { useMayAct } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Page, Section } from '../../parts/page';
import { cityMoment } from '../../words/moments';
import { Amend } from './amend';
import { Changes } from './changes';
import { colon } from '../../words/marks';

type Listed = Schemas['ListedAmendmentBody'];
const route = getRouteApi('/plans/$planId/amendments');

/** What was changed in a plan since its issue, as known on any day, and changing it. */
export function Amendments(): React.ReactNode {
  const { t } = useTranslation();
  const { planId } = route.useParams();
  const asOf = useAsOf();
  const plan = usePlan(planId, asOf);
  const office = useMayAct('office');
  const query = useQuery({ queryKey: ['amendments', planId, { asOf }], queryFn: () => answer(api.GET('/plans/{planId}/amendments', { params: { path: { planId }, query: { ...(asOf && { asOf }) } } })) });
  return (
    <Page title={t('planEnd.amendments.title', { plan: plan.data?.plan.title ?? '' })}>
      {office && plan.data?.status === 'issued' && <Amend plan={plan.data} />}
      <Section title={t('planEnd.amendments.history')} term="amendment">
        <Answered query={query}>{({ amendments }) => (amendments.length === 0 ? <p className="secondary">{t('planEnd.amendments.none')}</p> : [...amendments].reverse().map((a) => <One key={a.number} amendment={a} />))}</Answered>
      </Section>
    </Page>
  );
}

function One({ amendment }: { amendment: Listed }): React.ReactNode {
  const { t } = useTranslation();
  const title = t('planEnd.amendments.number', { number: amendment.number });
  return (
    <section aria-label={title}>
      <h3>
        {title} <span className="secondary numbers">{cityMoment(amendment.at)}</span>
      </h3>
      <p>
        {t('planEnd.amendments.basis')}{colon()}{amendment.basis}
      </p>
      <Changes title={title} changes={amendment.changes} />
    </section>
  );
}
