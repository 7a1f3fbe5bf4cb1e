import type { DataSource } from 'typeorm';

/** Plans of open evaluation rounds that ask the unit to score, to sign or to approve: whoever judges for it reads what they are about. */
export async function plansServed(source: DataSource, unitId: string): Promise<string[]> {
  const rows = await source.query<{ planId: string }[]>(
    `select distinct plan_id as "planId" from read.proceeding where kind = 'evaluation' and known_to = 'infinity' and closed_how is null and judge_unit_ids @> array[$1::text] order by 1`,
    [unitId],
  );
  return rows.map((r) => r.planId);
}
