import type { Schemas } from '../../api/client';
import type { OthersChange } from '../../parts/merge';
import type { Rules } from './fields';
import { mergedTemplates } from './templates';
import type { Variant } from './variant';

/** What a version of the policy says, field by field. */
export type Said = Rules & { name: string; variants: Variant[] };
export type DutyTemplate = Schemas['DutyTemplateDto'];
export type ScheduleTemplate = Schemas['ScheduleTemplateDto'];

/** What is a list of lines, each with an id. */
export const LISTS = ['dutyTemplates', 'scheduleTemplates', 'variants'] as const;
export type LineOf = DutyTemplate | ScheduleTemplate | Variant;
export type List = (typeof LISTS)[number];
export const isList = (field: string): field is List => (LISTS as readonly string[]).includes(field);

/** Templates with their fields in one order: what is typed is compared with what was there. */
const duty = ({ id, name, cadence, dueWorkingDays, owedBy, contents = '', figures = false, evidence = false, retired = false }: DutyTemplate): DutyTemplate => ({ id, name, cadence, dueWorkingDays, owedBy, contents, figures, evidence, retired });
const schedule = ({ id, name, categories = [], parts = [] }: ScheduleTemplate): ScheduleTemplate => ({ id, name, categories, parts: parts.map(({ title, percent }) => ({ title, percent })) });

/** What is there, or as much of it as is typed. */
export function saidOf<R extends Partial<Rules>>(rules: R): R {
  const { dutyTemplates, scheduleTemplates } = rules;
  return { ...rules, ...(dutyTemplates && { dutyTemplates: dutyTemplates.map(duty) }), ...(scheduleTemplates && { scheduleTemplates: scheduleTemplates.map(schedule) }) };
}

/** What its writer changed, with what others changed of other lines of the same list. */
export function besideOthers(mine: Partial<Said>, others: readonly OthersChange<Said>[]): Partial<Said> {
  const lists = others.filter(({ field }) => isList(field) && mine[field] !== undefined);
  return { ...mine, ...Object.fromEntries(lists.map(({ field, before, theirs }) => [field, mergedTemplates(before as readonly LineOf[], theirs as readonly LineOf[], mine[field] as readonly LineOf[])])) };
}
