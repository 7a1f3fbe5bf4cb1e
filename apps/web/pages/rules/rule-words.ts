import { useTranslation } from 'react-i18next';
import type { Clash } from '../../parts/clashes';
import type { OthersChange } from '../../parts/merge';
import { GROUPS, type RuleField } from './fields';
import type { Said } from './said';

const LISTS = ['dutyTemplates', 'scheduleTemplates'] as const;
type List = (typeof LISTS)[number];
const isList = (field: string): field is List => (LISTS as readonly string[]).includes(field);

/** A template by its name, anything else as it is. */
const nameIn = (each: unknown): unknown => (typeof each === 'object' && each !== null && 'name' in each ? each.name : each);

/** A rule's value in words. */
export function useRuleWords(): (value: unknown) => string {
  const { t } = useTranslation();
  const one = (x: unknown): string => (t('rules.choice', { returnObjects: true }) as Record<string, string>)[String(x)] ?? String(x);
  return (value) => (typeof value === 'boolean' ? (value ? '✓' : t('common.none')) : Array.isArray(value) ? value.map((each) => one(nameIn(each))).join(t('common.list')) || t('common.none') : one(value ?? t('common.none')));
}

/** What others changed of the rules, beside what is typed of the same. */
export function useRuleClashes(): (others: readonly OthersChange<Said>[], mine: Partial<Said>) => Clash[] {
  const { t } = useTranslation();
  const words = useRuleWords();
  const fields = new Set<string>(GROUPS.flatMap(({ fields: those }) => those.map(([field]) => field)));
  return (others, mine) =>
    others
      .filter(({ field }) => field === 'name' || isList(field) || fields.has(field))
      .map(({ field, before, theirs }) => ({ id: field, label: field === 'name' ? t('rules.name') : isList(field) ? t(`rules.lists.${field}`) : t(`rules.field.${field as RuleField}`), before: words(before), theirs: words(theirs), mine: field in mine && words(mine[field]) !== words(theirs) ? words(mine[field]) : '' }));
}
