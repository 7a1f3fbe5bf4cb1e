import type { Pool } from 'pg';

/** The tables that items fill: nearly all that a rebuild writes. Those that take longest come first. */
const HISTORY = ['item', 'duty', 'assignment', 'item_text', 'inbox', 'notice', 'coverage', 'target', 'figure'];
/** Tables whose indexes are made at the same time: a server has more than one processor. */
const AT_ONCE = 3;

interface IndexRow {
  relation: string;
  name: string;
  definition: string;
  /** Set for the index of a constraint, which goes and comes with it. */
  constraint_definition: string | null;
}

/**
 * Drops the indexes of the large tables of a shadow, and gives what makes them again: built over a full table they cost a
 * fraction of what they do row by row.
 */
export async function takeIndexesOff(owner: Pool, schema: string): Promise<() => Promise<void>> {
  const { rows } = await owner.query<IndexRow>(
    `select t.relname as relation, i.relname as name, pg_get_indexdef(i.oid) as definition, pg_get_constraintdef(c.oid) as constraint_definition
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
       left join pg_constraint c on c.conindid = i.oid and c.contype in ('p', 'u')
      where n.nspname = $1 and t.relname = any($2)
      order by t.relname, i.relname`,
    [schema, HISTORY],
  );
  for (const { relation, name, constraint_definition } of rows) {
    await owner.query(constraint_definition === null ? `drop index ${schema}.${name}` : `alter table ${schema}.${relation} drop constraint ${name}`);
  }
  return async () => {
    const tables = HISTORY.map((relation) => ({ relation, indexes: rows.filter((row) => row.relation === relation) }));
    const lane = async (): Promise<void> => {
      for (let table = tables.shift(); table !== undefined; table = tables.shift()) {
        const { relation, indexes } = table;
        // What autovacuum would do some minutes later: until then the planner would know nothing of the table. Before the indexes, which it would go through as well.
        await owner.query(`vacuum (analyze) ${schema}.${relation}`);
        for (const { name, definition, constraint_definition } of indexes) {
          await owner.query(constraint_definition === null ? definition : `alter table ${schema}.${relation} add constraint ${name} ${constraint_definition}`);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  };
}
