import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Plan } from '../../api/plans';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { Compared, CompareWith } from './compared';

/** The draft beside an earlier plan, before it is issued: is anything of that gone without a word? */
export function EarlierPlan({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string>();
  const query = useQuery({ queryKey: ['plan', 'compare', plan.id, plan.version, chosen], queryFn: () => answer(api.GET('/plans/{planId}/compare', { params: { path: { planId: plan.id }, query: { with: chosen! } } })), enabled: chosen !== undefined });
  return (
    <Section title={t('compared.title')}>
      <CompareWith title={plan.plan.title} year={plan.plan.year} planId={plan.id} chosen={chosen} choose={choose} busy={query.isFetching} />
      {chosen !== undefined && <Answered query={query}>{(found) => <Compared found={found} />}</Answered>}
    </Section>
  );
}
