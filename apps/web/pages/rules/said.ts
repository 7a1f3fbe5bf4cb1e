import type { Schemas } from '../../api/client';
import type { Rules } from './fields';

/** What a version of the rules says, field by field. */
export type Said = Rules & { name: string };
export type DutyTemplate = Schemas['DutyTemplateDto'];
export type ScheduleTemplate = Schemas['ScheduleTemplateDto'];

/** Templates with their fields in one order: what is typed is compared with what was there. */
const duty = ({ id, name, cadence, dueWorkingDays, owedBy, contents = '', figures = false, evidence = false, retired = false }: DutyTemplate): DutyTemplate => ({ id, name, cadence, dueWorkingDays, owedBy, contents, figures, evidence, retired });
const schedule = ({ id, name, categories = [], parts = [] }: ScheduleTemplate): ScheduleTemplate => ({ id, name, categories, parts: parts.map(({ title, percent }) => ({ title, percent })) });

/** What is there, or as much of it as is typed. */
export function saidOf<R extends Partial<Rules>>(rules: R): R {
  const { dutyTemplates, scheduleTemplates } = rules;
  return { ...rules, ...(dutyTemplates && { dutyTemplates: dutyTemplates.map(duty) }), ...(scheduleTemplates && { scheduleTemplates: scheduleTemplates.map(schedule) }) };
}
