import type { DataSource } from 'typeorm';
import { matching, ShownColumns, type ProceedingFilter } from './proceeding.query';
import type { Asked } from './scope';
import { Statement } from './statement';

export interface ProceedingCount {
  /** Null: those that have none. */
  value: string | null;
  count: number;
}

/** What proceedings are counted by; a fact of the kind's own by `fact.<name>`. */
export const PROCEEDING_GROUPS: Readonly<Record<string, string>> = { kind: 'x.kind', status: 'x.status', planId: 'x.plan_id', overdue: 'x.overdue::text' };

/** Counts by a column, by unit (one that concerns several counts for each) or by a fact: each is the total of the list with that value. */
export async function proceedingCounts(source: DataSource, asked: Asked, filter: ProceedingFilter, by: string): Promise<ProceedingCount[]> {
  const s = new Statement();
  const shown = new ShownColumns(s, asked);
  const from = matching(s, asked, shown, filter);
  const fact = by.startsWith('fact.') ? `${shown.facts()}->>${s.p(by.slice(5), 'text')}` : undefined;
  const group = PROCEEDING_GROUPS[by] ?? fact;
  if (by === 'unitId') return source.query(`select u.value, count(*)::int as count from (select unnest(${shown.unitIds()}) as value from ${from}) u group by 1 order by 2 desc, 1`, s.values);
  if (group === undefined) throw new Error(`proceedings are not counted by ${by}`);
  return source.query(`select g.value, count(*)::int as count from (select ${group} as value from ${from}) g group by 1 order by 2 desc, 1`, s.values);
}
