import { useTranslation } from 'react-i18next';
import type { Clash } from '../../parts/clashes';
import type { OthersChange } from '../../parts/merge';
import { colon } from '../../words/marks';
import { GROUPS, type RuleField } from './fields';
import { isList, type DutyTemplate, type List, type Said, type ScheduleTemplate } from './said';
import { changedTemplates } from './templates';

type Templates = readonly (DutyTemplate | ScheduleTemplate)[];

/** A template by its name, anything else as it is. */
const nameIn = (each: unknown): unknown => (typeof each === 'object' && each !== null && 'name' in each ? each.name : each);

/** A rule's value in words. */
export function useRuleWords(): (value: unknown) => string {
  const { t } = useTranslation();
  const one = (x: unknown): string => (t('rules.choice', { returnObjects: true }) as Record<string, string>)[String(x)] ?? String(x);
  return (value) => (typeof value === 'boolean' ? (value ? '✓' : t('common.none')) : Array.isArray(value) ? value.map((each) => one(nameIn(each))).join(t('common.list')) || t('common.none') : one(value ?? t('common.none')));
}

/** A template with everything that it says: two of one name may differ in any of it. */
function useTemplateWords(): (template: DutyTemplate | ScheduleTemplate) => string {
  const { t } = useTranslation();
  return (template) => {
    const said =
      'parts' in template
        ? [template.categories.join(t('common.list')), template.parts.map(({ title, percent }) => `${title} ${percent}%`).join(t('common.list'))]
        : [t(`rules.duty.cadences.${template.cadence}`), `${t('rules.duty.due')}${colon()}${template.dueWorkingDays}`, t(`rules.duty.owers.${template.owedBy}`), template.contents, ...(['figures', 'evidence', 'retired'] as const).filter((flag) => template[flag]).map((flag) => t(`rules.duty.${flag}`))];
    return [template.name, ...said].filter((part) => part !== '').join(' · ');
  };
}

/** What others changed of the rules, template by template, beside what is typed of the same. */
export function useRuleClashes(): (others: readonly OthersChange<Said>[], mine: Partial<Said>) => Clash[] {
  const { t } = useTranslation();
  const words = useRuleWords();
  const template = useTemplateWords();
  const fields = new Set<string>(GROUPS.flatMap(({ fields: those }) => those.map(([field]) => field)));
  const ofList = (list: List, { before, theirs }: OthersChange<Said>, mine: Partial<Said>): Clash[] =>
    changedTemplates(before as Templates, theirs as Templates).map((c) => {
      const typed = (mine[list] as Templates | undefined)?.find(({ id }) => id === c.id);
      const own = mine[list] === undefined || JSON.stringify(typed) === JSON.stringify(c.theirs) ? '' : typed ? template(typed) : t('rules.schedule.drop');
      return { id: `${list}:${c.id}`, label: t(`rules.lists.${list}`), before: c.before ? template(c.before) : t('common.none'), theirs: c.theirs ? template(c.theirs) : t('rules.schedule.drop'), mine: own };
    });
  return (others, mine) =>
    others
      .filter(({ field }) => field === 'name' || isList(field) || fields.has(field))
      .flatMap((other) => {
        const { field, before, theirs } = other;
        if (isList(field)) return ofList(field, other, mine);
        return [{ id: field, label: field === 'name' ? t('rules.name') : t(`rules.field.${field as RuleField}`), before: words(before), theirs: words(theirs), mine: field in mine && words(mine[field]) !== words(theirs) ? words(mine[field]) : '' }];
      });
}
