import { useTranslation } from 'react-i18next';
import type { At } from '../../parts/choice';
import type { Clash } from '../../parts/clashes';
import type { OthersChange } from '../../parts/merge';
import { colon } from '../../words/marks';
import { GROUPS, type RuleField } from './fields';
import { isList, type LineOf, type List, type Said } from './said';
import { changedTemplates } from './templates';

/** A template by its name, anything else as it is. */
const nameIn = (each: unknown): unknown => (typeof each === 'object' && each !== null && 'name' in each ? each.name : each);

/** A rule's value in words. */
export function useRuleWords(): (value: unknown) => string {
  const { t } = useTranslation();
  const one = (x: unknown): string => (t('rules.choice', { returnObjects: true }) as Record<string, string>)[String(x)] ?? String(x);
  return (value) => (typeof value === 'boolean' ? (value ? '✓' : t('common.none')) : Array.isArray(value) ? value.map((each) => one(nameIn(each))).join(t('common.list')) || t('common.none') : one(value ?? t('common.none')));
}

/** A template or variant with everything that it says: two of one name may differ in any of it. */
export function useLineWords(): (line: LineOf) => string {
  const { t } = useTranslation();
  const words = useRuleWords();
  const said = (line: LineOf): string[] => {
    if ('parts' in line) return [line.categories.join(t('common.list')), line.parts.map(({ title, percent }) => `${title} ${percent}%`).join(t('common.list'))];
    if ('cadence' in line) return [t(`rules.duty.cadences.${line.cadence}`), `${t('rules.duty.due')}${colon()}${line.dueWorkingDays}`, t(`rules.duty.owers.${line.owedBy}`), line.contents, ...(['figures', 'evidence', 'retired'] as const).filter((flag) => line[flag]).map((flag) => t(`rules.duty.${flag}`))];
    const { unitClass, size, trade, region } = line.when;
    const whom = [unitClass && t(`schemes.unitClasses.${unitClass}`), size && t(`schemes.sizes.${size}`), trade, region].filter(Boolean).join(t('common.list'));
    return [whom, ...Object.entries(line.differences).map(([field, value]) => `${t(`rules.field.${field as RuleField}`)}${colon()}${words(value)}`), line.guidance ?? ''];
  };
  return (line) => [line.name, ...said(line)].filter((part) => part !== '').join(' · ');
}

/** What others changed of the rules, line by line, beside what is typed of the same. */
export function useRuleClashes(): (others: readonly OthersChange<Said>[], mine: Partial<Said>, at: At) => Clash[] {
  const { t } = useTranslation();
  const words = useRuleWords();
  const line = useLineWords();
  const fields = new Set<string>(GROUPS.flatMap(({ fields: those }) => those.map(([field]) => field)));
  const ofList = (list: List, { before, theirs }: OthersChange<Said>, mine: Partial<Said>): Clash[] =>
    changedTemplates(before as readonly LineOf[], theirs as readonly LineOf[]).map((c) => {
      const typed = (mine[list] as readonly LineOf[] | undefined)?.find(({ id }) => id === c.id);
      const own = mine[list] === undefined || JSON.stringify(typed) === JSON.stringify(c.theirs) ? null : typed ? line(typed) : t('rules.schedule.drop');
      return { id: `${list}:${c.id}`, label: t(`rules.lists.${list}`), before: c.before ? line(c.before) : null, theirs: c.theirs ? line(c.theirs) : null, mine: own };
    });
  return (others, mine, at) =>
    others
      .filter(({ field }) => field === 'name' || isList(field) || fields.has(field))
      .flatMap((other) => {
        const { field, before, theirs } = other;
        if (isList(field)) return ofList(field, other, mine);
        return [{ id: field, label: field === 'name' ? t('rules.name') : t(`rules.field.${field as RuleField}`), before: words(before), theirs: words(theirs), mine: field in mine && words(mine[field]) !== words(theirs) ? words(mine[field]) : null, choice: at(field === 'name' ? field : ['rules', field], theirs, { with: before }) }];
      });
}
