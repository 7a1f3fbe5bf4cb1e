import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '#libs/platform/test-postgres';
import { RollUp } from '#libs/supervision/roll-up/roll-up';
import { ENTITIES } from './entities/entities';
import { rollUpOf } from './queries/roll-up.query';

/** 1,000 items in 10 levels below one: each of a level counts towards one of the level above. */
const LEVELS = 10;
const ON_A_LEVEL = 100;

describe('a roll-up through many levels', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase({ template: 'migrated' });
    const owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
    const target = (rows: string): string => `insert into read.target (item_id, target_id, known_from, plan_id, office_unit_id, number, title, metric, comparison, value, unit, reckoning, waived, upper_item_id, upper_target_id, continues, decided) ${rows}`;
    await owner.query(target(`values ('top', 't1', '2026-01-05', 'p0', 'o', '1', '', '', '>=', 40000, '人次', 'cumulative', false, null, null, '[]', '[]')`));
    await owner.query(
      target(`select 'i' || l || '-' || n, 't1', '2026-01-05', 'p' || l, 'o' || l || '-' || n, '1', '', '', '>=', 10, '人次', 'cumulative', false, case l when 1 then 'top' else 'i' || l - 1 || '-' || n end, 't1', '[]', '[]'
                from generate_series(1, ${LEVELS}) l, generate_series(1, ${ON_A_LEVEL}) n`),
    );
    // The deepest tell, each another value; what was told in March was corrected in June.
    const told = (value: string, asOf: string, from: string, to: string): string =>
      `insert into read.figure (item_id, target_id, assignment_id, as_of, known_from, known_to, unit_id, value, event) select 'i${LEVELS}-' || n, 't1', 'a1', '${asOf}', '${from}', '${to}', 'u', ${value}, 3 from generate_series(1, ${ON_A_LEVEL}) n`;
    await owner.query(told('n', '2026-03-31', '2026-04-02', '2026-06-10'));
    await owner.query(told('n + 1', '2026-03-31', '2026-06-10', 'infinity'));
    await owner.query(told('2 * n + 100', '2026-06-30', '2026-07-02', 'infinity'));
    await owner.query('analyze read.target, read.figure');
    await owner.end();
    source = await new DataSource({ type: 'postgres', url: database.appUrl, entities: ENTITIES }).initialize();
  });
  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  const total = async (asOf: string | null, day: string | null): Promise<number | null> => {
    const { targets, figures } = await rollUpOf(source, { itemId: 'top' }, { asOf, day });
    expect(targets).toHaveLength(1 + LEVELS * ON_A_LEVEL);
    return new RollUp(targets, figures).at('top', 't1').total;
  };

  it('is the same as known and as true of any day', async () => {
    const sum = (of: (n: number) => number): number => Array.from({ length: ON_A_LEVEL }, (_, i) => of(i + 1)).reduce((a, b) => a + b, 0);
    expect(await total(null, null)).toBe(sum((n) => 2 * n + 100));
    expect(await total(null, '2026-05-01')).toBe(sum((n) => n + 1));
    expect(await total('2026-05-01T00:00:00.000Z', null)).toBe(sum((n) => n));
    expect(await total('2026-03-01T00:00:00.000Z', null)).toBeNull();
  });

  it('tells how long a reading takes', async () => {
    const took: number[] = [];
    for (let i = 0; i < 9; i++) {
      const before = performance.now();
      await total(null, null);
      took.push(performance.now() - before);
    }
    const [least, , , , median] = took.sort((a, b) => a - b);
    process.stdout.write(`${LEVELS * ON_A_LEVEL} items in ${LEVELS} levels: ${Math.round(median!)} ms, at best ${Math.round(least!)} ms\n`);
  });
});
