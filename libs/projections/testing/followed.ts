import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { aSystem, type TestSystem } from '#libs/commands/testing/a-system';
import type { NewEvent } from '#libs/event-store/event';
import { wholeLog } from '#libs/event-store/testing/events';
import type { Identity } from '#libs/identity/identity';
import { readScope } from '#libs/identity/reading';
import type { Day, Instant } from '#libs/supervision/time/day';
import { PROJECTOR, projector } from '../projector';
import type { Asked } from '../queries/scope';

type OnTrouble = Parameters<typeof projector>[1];

/** A log of a test's own whose read models are followed, and the owner of their tables. */
export class Followed {
  following: ReturnType<typeof projector>;
  /** What the queries of this room ask. */
  readonly source: DataSource;

  private constructor(
    readonly system: TestSystem,
    readonly owner: Pool,
    private readonly onTrouble: OnTrouble,
  ) {
    this.source = { query: async (text: string, values: unknown[]) => (await owner.query(text, values)).rows } as unknown as DataSource;
    this.following = this.follow();
  }

  /**
   * @param onTrouble what happens where a batch fails; left out, it is tried again: on a machine that stands still for seconds PostgreSQL
   *   ends a batch that idles, which is taken up again
   */
  static async begin(now: Instant, onTrouble: OnTrouble = () => undefined): Promise<Followed> {
    const system = await aSystem(now);
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 4 });
    // The database is dropped while its last connections are closing.
    owner.on('error', () => undefined);
    return new Followed(system, owner, onTrouble);
  }

  /** Follows anew, as another process would. */
  follow(): ReturnType<typeof projector> {
    this.following = projector(this.system.store, this.onTrouble);
    void this.following.run();
    return this.following;
  }

  /** @throws where the read models do not come to the end of the log */
  async caughtUp(): Promise<void> {
    const end = (await wholeLog(this.system.store)).at(-1)!.cursor;
    if (!(await this.system.store.waitForCheckpoint(PROJECTOR, end, 60_000))) throw new Error('the read models did not catch up with the log');
  }

  /** Writes what no command would write. */
  async plant(stream: string, type: string, data: Record<string, unknown>): Promise<void> {
    const { store, clock } = this.system;
    const head = await store.head(stream);
    const meta = { actor: { kind: 'system', name: 'test' }, occurredAt: clock.now(), recordedAt: clock.now(), rules: { policy: 1, calendar: 1, roster: 4 } };
    const done = await store.append({ command: null, streams: [{ stream, expectedVersion: head.version, headHash: head.headHash, events: [{ type, schemaVersion: 1, data, meta } as NewEvent] }], guards: [] });
    if (done.kind !== 'appended') throw new Error(`not planted: ${JSON.stringify(done)}`);
  }

  /** What somebody of the unit asks of the lists. */
  async asked(identity: Identity, today: Day): Promise<Asked> {
    return { scope: readScope(identity, (await this.system.references.roster()).state!), today, asOf: null };
  }

  async rowsOf(table: string): Promise<unknown[]> {
    return (await this.owner.query(`select * from read.${table} t order by t::text`)).rows;
  }

  async end(): Promise<void> {
    await this.following.stop();
    await this.owner.end();
    await this.system.close();
  }
}

/** Ends the run of a spec in which nothing may fail. */
export const throwing: OnTrouble = (error) => {
  throw error;
};
