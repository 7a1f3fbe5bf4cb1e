import { useTranslation } from 'react-i18next';
import type { At } from '../../parts/choice';
import type { Clash } from '../../parts/clashes';
import type { OthersChange } from '../../parts/merge';
import { schemeOf, type Scheme } from './typed';

/** What a version of a scheme says, part by part. */
export type Said = Scheme & { name: string };

export const saidOf = (name: string, scheme: Scheme): Said => ({ ...schemeOf(scheme), name });

/** What others changed of a scheme, part by part, beside what is typed of the same. */
export function useSchemeClashes(): (others: readonly OthersChange<Said>[], mine: Partial<Said>, at: At) => Clash[] {
  const { t } = useTranslation();
  const listed = (those: readonly string[]): string => those.join(t('common.list')) || t('common.none');
  const words = (field: keyof Said, said: Partial<Said>): string => {
    if (field === 'classes') return listed((said.classes ?? []).map((c) => `${c.name}（${listed(c.indicators.map((i) => `${i.name} ${i.points}${i.formula ? ` = ${i.formula}` : ''}`))}）`));
    if (field === 'grades') return listed((said.grades ?? []).map(({ name, from, quotaPercent }) => `${name} ≥ ${from}${quotaPercent ? ` ≤ ${quotaPercent}%` : ''}`));
    return field === 'rounding' && said.rounding ? t(`schemes.roundings.${said.rounding}`) : String(said[field] ?? t('common.none'));
  };
  return (others, mine, at) => others.map(({ field, before, theirs }) => ({ id: field, label: t(`schemes.${field}`), before: words(field, { [field]: before }), theirs: words(field, { [field]: theirs }), mine: field in mine ? words(field, mine) : null, choice: at(field === 'name' ? field : ['scheme', field], theirs, { with: before }) }));
}
