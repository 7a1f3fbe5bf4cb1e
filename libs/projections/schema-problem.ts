/** One step of the database's shape, run once, by the owner, in the order given. */
export interface SchemaStep {
  readonly name: string;
  readonly sql: string;
}

/** Base of the timestamps that TypeORM orders migrations by; the steps' order is what counts. */
const FIRST = 1_767_225_600_000;

/** How the step is written down in the database. */
export function nameOf(step: SchemaStep, index: number): string {
  return `${step.name}-${FIRST + index}`;
}

/** What keeps a process from running on the database as it is; null where the schema is its own. */
export async function schemaProblem(pool: { query(sql: string): Promise<{ rows: { name: string }[] }> }, steps: readonly SchemaStep[]): Promise<{ zh: string; en: string } | null> {
  const expected = steps.map(nameOf);
  let found: string[];
  try {
    found = (await pool.query('select name from duban_migrations order by timestamp')).rows.map((r) => r.name);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P01') throw error;
    found = [];
  }
  const missing = expected.filter((n) => !found.includes(n));
  const newer = found.filter((n) => !expected.includes(n));
  if (newer.length > 0) return { zh: `数据库结构比本程序新（${newer[0]}），请升级程序`, en: `the database is newer than this program (${newer[0]}): upgrade the program` };
  if (missing.length > 0) return { zh: `数据库结构缺少 ${missing.length} 步，请运行 duban migrate`, en: `the database lacks ${missing.length} step(s): run duban migrate` };
  return null;
}
