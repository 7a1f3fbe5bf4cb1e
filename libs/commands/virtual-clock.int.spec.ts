import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '#libs/platform/test-postgres';
import { VirtualClock } from './virtual-clock';

const START = '2026-01-04T01:00:00.000Z';

/** The database, one of whose answers can be kept back. */
class SlowAnswers {
  private held: (() => void) | null = null;
  private holding = false;

  constructor(private readonly pool: Pool) {}

  hold(): void {
    this.holding = true;
  }

  letGo(): void {
    this.held?.();
  }

  async query(sql: string, values?: unknown[]): Promise<unknown> {
    const answer = await this.pool.query(sql, values);
    if (this.holding) {
      this.holding = false;
      await new Promise<void>((resolve) => (this.held = resolve));
    }
    return answer;
  }
}

describe('the virtual clock', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeEach(async () => {
    database = await createTestDatabase({ template: 'migrated' });
    pool = new Pool({ connectionString: database.appUrl });
    pool.on('error', () => undefined);
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  it('is not turned back by an answer from before it was set forward', async () => {
    const slow = new SlowAnswers(pool);
    const clock = await VirtualClock.open(slow as unknown as Pool, START, 1);
    clock.close();
    slow.hold();
    const looked = clock.look();
    await clock.advance(1_000);
    expect(clock.now()).toBe('2026-01-05T01:00:00.000Z');
    slow.letGo();
    await looked;
    expect(clock.now()).toBe('2026-01-05T01:00:00.000Z');
  });

  it('goes on where it stood, also where that is before the start that it is given now', async () => {
    (await VirtualClock.open(pool, START, 1)).close();
    const again = await VirtualClock.open(pool, '2026-02-01T01:00:00.000Z', 1);
    again.close();
    expect(again.now()).toBe(START);
  });
});
