import { Client } from 'pg';
import { Office } from '#libs/commands/office';
import { STANDARD_POLICY } from '#libs/commands/references';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import { writeAsk } from './asks';
import { ItemKeeper, workflowIdOf } from './item.keeper';
import { Keepers, type Kept } from './kept';
import { FanOut } from './fan-out';

describe('after a change of rules', () => {
  let system: TestSystem;
  let ids: string[];
  const told: string[] = [];
  const telling = { tell: async (kept: Kept): Promise<void> => void told.push(kept.id) };
  const keepers = (): Keepers => new Keepers([new ItemKeeper(system.items, system.references, system.clock)]);
  /** The workflow looks: its ask is written at the server's time, shifted by the seconds. */
  const asks = async (id: string, shift = 0): Promise<void> => {
    const { state, version } = await system.items.load(id);
    await writeAsk(system.pool, { stream: `item/${id}`, workflowId: workflowIdOf(state!), open: state!.closed === null, versionSeen: version, nextKey: null, nextDue: null });
    await system.pool.query(`update loop.asks set asked_at = now() + make_interval(secs => $2) where stream = $1`, [`item/${id}`, shift]);
  };
  /** As if the streams' last changes had been made so many seconds ago. */
  const changedAgo = async (seconds: number, pattern: string): Promise<void> => {
    const owner = new Client({ connectionString: system.database.ownerUrl });
    await owner.connect();
    await owner.query('alter table log.events disable trigger user');
    await owner.query('update log.events set stored_at = now() - make_interval(secs => $1) where stream like $2', [seconds, pattern]);
    await owner.query('alter table log.events enable trigger user');
    await owner.end();
  };
  const setPolicy = async (policyId: string, key: string): Promise<void> => {
    const office = new Office(system.store, system.references, system.clock, system.items, system.plans);
    const set = await office.rules.setPolicy(policyId, { name: '规则', rules: STANDARD_RULES, variants: [], effectiveFrom: null, basis: '依据' }, person(system.units[OFFICE]!), { scope: 'p', commandId: key });
    expect(set.kind).toBe('accepted');
  };

  beforeEach(async () => {
    told.length = 0;
    system = await aSystem('2026-03-02T01:00:00.000Z');
    ids = await issued(system, Array.from({ length: 130 }, (_, i) => aDraftItem(String(i + 1))));
    for (const id of ids) await asks(id);
    for (const stream of ['policy/%', 'calendar/%', 'roster/%']) await changedAgo(600, stream);
  });
  afterEach(() => system.close());

  it('tells nobody who has asked since, and everybody else a few at a time, across a restart', async () => {
    expect(await new FanOut(system.pool, keepers(), telling).step()).toBe(0);
    for (const id of ids) await asks(id, -3_600);
    const first = new FanOut(system.pool, keepers(), telling);
    expect(await first.step()).toBe(100);
    // Those that were told look again; the worker dies, the next one tells the rest, once.
    for (const id of told) await asks(id);
    const second = new FanOut(system.pool, keepers(), telling);
    expect(await second.step()).toBe(30);
    expect(await second.step()).toBe(0);
    expect(new Set(told).size).toBe(130);
  });

  it('waits until a change is known to all, and leaves out items of other policies', async () => {
    const fanOut = new FanOut(system.pool, keepers(), telling);
    for (const id of ids) await asks(id, -70);
    await setPolicy('another', 'set-another');
    await changedAgo(60, 'policy/another');
    while ((await fanOut.step()) > 0);
    await setPolicy(STANDARD_POLICY, 'set-standard');
    expect(await fanOut.step()).toBe(0);
    expect(told).toEqual([]);
    await changedAgo(60, `policy/${STANDARD_POLICY}`);
    expect(await fanOut.step()).toBe(100);
    expect(await fanOut.step()).toBe(30);
    expect(await fanOut.step()).toBe(0);
  });
});
