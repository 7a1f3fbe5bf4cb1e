import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { Section } from '../../parts/page';
import { useLineWords } from './rule-words';
import { variantsOf } from './variant';

/** What a policy lays down for a unit by what it is (分类指导); nothing is shown where there is nothing. */
export function Guidance({ unitId, policyId = 'standard', title }: { unitId: string; policyId?: string; title: string }): React.ReactNode {
  const { t } = useTranslation();
  const line = useLineWords();
  const { data } = useQuery({ queryKey: ['guidance', unitId, policyId], queryFn: () => answer(api.GET('/roster/units/{unitId}/guidance', { params: { path: { unitId }, query: { policyId } } })) });
  const variants = variantsOf(data?.variants ?? []);
  if (variants.length === 0) return null;
  return (
    <Section title={title}>
      <ul>
        {variants.map((variant) => (
          <li key={variant.id}>{line(variant)}</li>
        ))}
      </ul>
      {variants.length > 1 && <p className="secondary">{t('rules.variant.lastWord')}</p>}
    </Section>
  );
}
