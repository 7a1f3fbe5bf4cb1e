import type { DataSource } from 'typeorm';

export interface TodoRow {
  itemId: string;
  planId: string;
  number: string;
  title: string;
  light: string;
  duty: string;
  kind: string;
  unitId: string;
  post: string;
  personId: string | null;
  assignmentId: string | null;
  stepId: string | null;
  due: string | null;
  since: Date;
  resting: string | null;
}

const COLUMNS = `d.item_id as "itemId", d.plan_id as "planId", i.number, i.title, i.light, d.duty, d.kind, d.unit_id as "unitId", d.post,
  d.person_id as "personId", d.assignment_id as "assignmentId", d.step_id as "stepId", d.due::text, d.since, d.resting`;

export interface TodoFilter {
  unitIds?: readonly string[];
  personId?: string;
  planId?: string;
  /** Last day, inclusive, of what is due: for the overdue list the day before today. */
  dueBy?: string;
  kind?: string;
}

/** What is owed, what falls first at the top; undated duties last. `now` leaves out what is not owed yet. */
export async function todo(source: DataSource, filter: TodoFilter, now: string, limit: number): Promise<TodoRow[]> {
  const parameters: unknown[] = [now];
  const p = (value: unknown): string => `$${parameters.push(value)}`;
  const where = ["d.known_to = 'infinity'", "i.known_to = 'infinity'", 'd.since <= $1'];
  if (filter.unitIds) where.push(`d.unit_id = any(${p(filter.unitIds)}::text[])`);
  if (filter.personId !== undefined) where.push(`(d.person_id is null or d.person_id = ${p(filter.personId)})`);
  if (filter.planId !== undefined) where.push(`d.plan_id = ${p(filter.planId)}`);
  if (filter.dueBy !== undefined) where.push(`d.due <= ${p(filter.dueBy)}::date`);
  if (filter.kind !== undefined) where.push(`d.kind = ${p(filter.kind)}`);
  const sql = `select ${COLUMNS} from read.duty d join read.item i on i.item_id = d.item_id where ${where.join(' and ')} order by d.due nulls last, i.number_order, d.item_id, d.duty limit ${p(limit)}`;
  return source.query<TodoRow[]>(sql, parameters);
}
