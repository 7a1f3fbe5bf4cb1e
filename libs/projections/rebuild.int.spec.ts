import { Pool } from 'pg';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, person, type TestSystem } from '#libs/commands/testing/a-system';
import { CLOCK } from '#libs/supervision/item/item.settle';
import type { RulesFor } from './item.projection';
import { PROJECTOR, projector } from './projector';
import { rebuild } from './rebuild';
import { verifyReadModels } from './verify-read-models';

describe('read models and the log', () => {
  let system: TestSystem;
  let owner: Pool;
  let rulesFor: RulesFor;
  let following: ReturnType<typeof projector>;

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    owner = new Pool({ connectionString: system.database.ownerUrl, max: 4 });
    rulesFor = (policyId, event) => system.references.rulesAt(policyId, event.meta.rules.roster);
    following = projector(system.store, rulesFor, (error) => {
      throw error;
    });
    void following.run();
    const ids = await issued(system, [aDraftItem('1', { deadline: '2026-03-31' }), aDraftItem('2', { deadline: '2026-06-30', leads: ['市人社局', '市财政局'] }), aDraftItem('3', { recurrence: 'monthly' })]);
    await system.items.execute(ids[0]!, { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市总工会']!), { scope: 'p', commandId: 'receive' });
    for (const day of ['2026-03-20', '2026-04-01', '2026-04-10', '2026-05-04']) {
      system.clock.set(`${day}T02:00:00.000Z`);
      for (const id of ids) await system.items.execute(id, { type: 'settle' }, CLOCK, null);
    }
    await caughtUp();
  });

  afterEach(async () => {
    await following.stop();
    await owner.end();
    await system.close();
  });

  async function caughtUp(): Promise<void> {
    const end = (await system.store.readAfter({ epoch: 0, transactionId: '0', position: '0' }, 100_000)).at(-1)!.cursor;
    expect(await system.store.waitForCheckpoint(PROJECTOR, end, 10_000)).toBe(true);
  }

  async function rowsOf(table: string): Promise<unknown[]> {
    return (await owner.query(`select * from read.${table} t order by t::text`)).rows;
  }

  it('equal a replay, and go on doing so after a rebuild in service', async () => {
    expect(await verifyReadModels(system.store, owner, rulesFor)).toMatchObject({ equal: true, differences: [] });
    const before = await Promise.all(['item', 'assignment', 'duty', 'notice', 'inbox', 'plan'].map(rowsOf));
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    await rebuild(system.store, owner, rulesFor);
    expect(await Promise.all(['item', 'assignment', 'duty', 'notice', 'inbox', 'plan'].map(rowsOf))).toEqual(before);
    system.clock.set('2026-05-20T02:00:00.000Z');
    await system.items.execute('plan1-2', { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市人社局']!), { scope: 'p', commandId: 'late' });
    await caughtUp();
    expect(await verifyReadModels(system.store, owner, rulesFor)).toMatchObject({ equal: true });
  });

  it.each([
    ['a changed colour', `update read.item set light = 'green' where item_id = 'plan1-1' and known_to = 'infinity'`, 'item', 'plan1-1'],
    ['a row taken away', `delete from read.duty where item_id = 'plan1-2' and duty = 'quantify'`, 'duty', 'plan1-2'],
    ['a planted notice', `insert into read.inbox (notice_id, unit_id, post, why, delivered_at) values ('planted', 'u', 'leader', 'escalation', now())`, 'inbox', 'planted'],
  ])('%s is found by its key', async (_, sql, table, key) => {
    await owner.query(sql);
    const report = await verifyReadModels(system.store, owner, rulesFor);
    expect(report.differences).toEqual([expect.objectContaining({ table, key })]);
  });

  it('answer for any past moment as they did then', async () => {
    const light = async (at: string): Promise<string | undefined> =>
      (await owner.query<{ light: string }>(`select light from read.item where item_id = 'plan1-1' and known_from <= $1 and known_to > $1`, [at])).rows[0]?.light;
    expect(await light('2026-03-10T00:00:00.000Z')).toBe('green');
    expect(await light('2026-03-25T00:00:00.000Z')).toBe('blue');
    expect(await light('2026-04-02T00:00:00.000Z')).toBe('yellow');
    expect(await light('2026-04-12T00:00:00.000Z')).toBe('red');
  });
});
