import type { DataSource } from 'typeorm';

/** Whether any plan was ever issued. */
export async function hasIssuedPlan(source: DataSource): Promise<boolean> {
  const rows = await source.query<object[]>('select from read.plan where issued_at is not null limit 1');
  return rows.length > 0;
}
