import { useTranslation } from 'react-i18next';
import type { Clash } from '../../parts/clashes';
import type { OthersChange } from '../../parts/merge';
import { GROUPS, type Rules, type RuleField } from './fields';

/** What a version of the rules says, field by field. */
export type Said = Rules & { name: string };

/** A rule's value in words. */
export function useRuleWords(): (value: unknown) => string {
  const { t } = useTranslation();
  const one = (x: unknown): string => (t('rules.choice', { returnObjects: true }) as Record<string, string>)[String(x)] ?? String(x);
  return (value) => (typeof value === 'boolean' ? (value ? '✓' : t('common.none')) : Array.isArray(value) ? value.map(one).join(t('common.list')) || t('common.none') : one(value ?? t('common.none')));
}

/** What others changed of the rules, beside what is typed of the same; templates are no part of this form. */
export function useRuleClashes(): (others: readonly OthersChange<Said>[], mine: Partial<Said>) => Clash[] {
  const { t } = useTranslation();
  const words = useRuleWords();
  const fields = new Set<string>(GROUPS.flatMap(({ fields: those }) => those.map(([field]) => field)));
  return (others, mine) =>
    others
      .filter(({ field }) => field === 'name' || fields.has(field))
      .map(({ field, before, theirs }) => ({ id: field, label: field === 'name' ? t('rules.name') : t(`rules.field.${field as RuleField}`), before: words(before), theirs: words(theirs), mine: field in mine && words(mine[field]) !== words(theirs) ? words(mine[field]) : '' }));
}
