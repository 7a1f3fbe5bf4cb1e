import pino from 'pino';
import { Jobs, type JobWork } from '#libs/commands/job';
import { askRetry, operationsReport, type TroubleKind } from '#libs/commands/operations';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { writeAsk } from '#libs/loop/asks';
import { ItemKeeper } from '#libs/loop/item.keeper';
import { Keepers, type Kept } from '#libs/loop/kept';
import { EventStore } from '#libs/event-store/event-store';
import { Subscription } from '#libs/event-store/subscription';
import { until } from '#libs/event-store/testing/events';
import { projector, PROJECTOR } from '#libs/projections/projector';
import { beat } from './heartbeat';
import { Retries } from './retries';

const NOW = '2026-03-02T01:00:00.000Z';

describe('the list of what does not go on', () => {
  let system: TestSystem;
  let running: Subscription[];
  const told: string[] = [];
  const telling = { tell: async (kept: Kept) => void told.push(kept.id) };

  beforeEach(async () => {
    running = [];
    told.length = 0;
    system = await aSystem(NOW);
  });
  afterEach(async () => {
    await Promise.all(running.map((s) => s.stop()));
    await system.close();
  });

  async function shown(): Promise<[TroubleKind, string][]> {
    return (await operationsReport(system.store, system.clock)).troubles.map((t) => [t.kind, t.id]);
  }

  async function project(): Promise<Subscription> {
    const one = projector(system.store, () => undefined);
    running.push(one);
    void one.run().catch(() => undefined);
    const last = (await system.pool.query<{ epoch: number; transaction_id: string; position: string }>('select epoch, transaction_id::text, position::text from log.events order by epoch desc, transaction_id desc, position desc limit 1')).rows[0]!;
    expect(await system.store.waitForCheckpoint(PROJECTOR, { epoch: last.epoch, transactionId: last.transaction_id, position: last.position }, 60_000)).toBe(true);
    return one;
  }

  const keepers = (): Keepers => new Keepers([new ItemKeeper(system.items, system.references, system.clock)]);
  const retries = (subscriptions: Map<string, Subscription> = new Map(), jobs?: Jobs): Retries => new Retries(system.pool, keepers(), telling, subscriptions, jobs ?? new Jobs(system.store, system.clock, {}), pino({ level: 'silent' }));

  it('says that no worker runs, and is empty when everything is well', async () => {
    expect(await shown()).toEqual([['worker', 'worker']]);
    await beat(system.pool, NOW, 12);
    expect(await shown()).toEqual([]);
    await system.pool.query("update loop.heartbeat set seen_at = now() - interval '1 hour'");
    const [trouble] = (await operationsReport(system.store, system.clock)).troubles;
    expect(trouble).toMatchObject({ kind: 'worker', retry: false, reason: { en: expect.stringMatching(/no worker was heard of for 36\d\d s/) } });
    await beat(system.pool, NOW, 7_000);
    expect(await shown()).toEqual([['clockSkew', 'worker']]);
  });

  it('finds an item whose due moment passed, and one that no workflow ever saw; a retry tells their workflows', async () => {
    await beat(system.pool, NOW, 0);
    const [a, b] = await issued(system, [aDraftItem('1'), aDraftItem('2')]);
    await project();
    await writeAsk(system.pool, { stream: `item/${a}`, workflowId: 'w', open: true, versionSeen: 1, nextKey: 'k', nextDue: '2026-03-01T00:00:00.000Z' });
    const kinds = async (): Promise<string[]> => (await shown()).filter(([kind]) => kind === 'overlooked').map(([, id]) => id);
    expect(await kinds()).toEqual([]);
    await system.pool.query("update loop.asks set asked_at = now() - interval '1 hour'");
    expect(await kinds()).toEqual([`item/${a}`]);
    expect(await askRetry(system.store, system.clock, 'overlooked', 'item/none', 'p-1')).toEqual({ kind: 'not-found' });
    expect(await askRetry(system.store, system.clock, 'overlooked', `item/${a}`, 'p-1')).toMatchObject({ kind: 'asked' });
    expect(await askRetry(system.store, system.clock, 'overlooked', `item/${b}`, 'p-1')).toMatchObject({ kind: 'asked' });
    expect(await retries().look()).toBe(2);
    expect(told.sort()).toEqual([a, b].sort());
    expect(await retries().look()).toBe(0);
    expect((await system.pool.query<{ outcome: string; asked_by: string }>('select outcome, asked_by from loop.retries')).rows).toEqual([{ outcome: 'its workflow was told', asked_by: 'p-1' }, { outcome: 'its workflow was told', asked_by: 'p-1' }]);
  });

  it('finds a stuck item; a retry clears it and tells its workflow', async () => {
    await beat(system.pool, NOW, 0);
    const [id] = await issued(system, [aDraftItem('1')]);
    await system.pool.query(`insert into loop.stuck (stream, key, version, reason, times) values ($1, 'k', 1, 'twice', 3)`, [`item/${id}`]);
    const report = await operationsReport(system.store, system.clock);
    expect(report.troubles).toMatchObject([{ kind: 'stuck', id: `item/${id}`, times: 3, retry: true }]);
    await askRetry(system.store, system.clock, 'stuck', `item/${id}`, 'p-1');
    await retries().look();
    expect(told).toEqual([id]);
    expect(await shown()).toEqual([]);
  });

  it('finds a stream that an older program has parked; a retry takes it up where it is understood', async () => {
    await beat(system.pool, NOW, 0);
    await issued(system, [aDraftItem('1')], 'parked');
    let understands = false;
    const seen: string[] = [];
    const follower = new Subscription(new EventStore(system.pool), { name: 'follower', knows: (type) => understands || type !== 'ItemIssued', handle: async (batch) => void seen.push(...batch.map((e) => e.type)) });
    running.push(follower);
    void follower.run().catch(() => undefined);
    await until('it is parked', () => follower.state.parkedStreams === 1);
    const [, id] = (await shown()).find(([kind]) => kind === 'parked')!;
    expect(id).toBe('follower|item/parked-1');
    understands = true;
    await askRetry(system.store, system.clock, 'parked', id, 'p-1');
    await retries(new Map([['follower', follower]])).look();
    await until('it is taken up', () => seen.includes('ItemIssued'));
    await until('it is parked no more', async () => !(await shown()).some(([kind]) => kind === 'parked'));
  });

  it('a job goes on past an entry that always throws, gives it up with the reason, and tries it again at an operator’s wish', async () => {
    await beat(system.pool, NOW, 0);
    let broken = true;
    const done: string[] = [];
    const tried: string[] = [];
    const accepted = { kind: 'accepted', state: null, cursor: { epoch: 1, transactionId: '0', position: '0' }, replayed: false } as const;
    const work: JobWork = async ({ key }) => {
      tried.push(key);
      if (broken && key === 'e7') throw new Error('no such thing as e7');
      if (key === 'e9') return { kind: 'rejected', rejection: { code: 'item-closed' }, state: null };
      done.push(key);
      return accepted;
    };
    const jobs = new Jobs(system.store, system.clock, { test: work });
    const entries = Array.from({ length: 45 }, (_, i) => ({ key: `e${i}`, data: {} }));
    const begun = await jobs.begin('test', {}, async () => entries, person(system.units[OFFICE]!), { scope: 'p', commandId: 'a-job' }, {});
    const { id } = (begun as { state: { id: string } }).state;
    const once = (await jobs.run(id)).state!;
    expect(once).toMatchObject({ status: 'running', of: 45, done: 44, putOff: [{ key: 'e7', attempts: 2 }], failed: [] });
    for (let i = 0; i < 3; i++) expect(await jobs.resume(1_000, 0)).toBe(1);
    const ended = (await jobs.load(id)).state!;
    expect(ended).toMatchObject({ status: 'ended', of: 45, done: 44, putOff: [], failed: [{ key: 'e7', reason: 'no such thing as e7', attempts: 5 }], refused: [{ key: 'e9' }] });
    expect(tried.filter((k) => k === 'e7')).toHaveLength(5);
    expect(await jobs.resume(1_000, 0)).toBe(0);

    const [trouble] = (await operationsReport(system.store, system.clock)).troubles;
    expect(trouble).toMatchObject({ kind: 'job', id: `job/${id}`, times: 1, retry: true, reason: { en: `job job/${id}: 1 of 45 failed (no such thing as e7)` } });
    expect(await askRetry(system.store, system.clock, 'job', 'job/none', 'p-1')).toEqual({ kind: 'not-found' });
    broken = false;
    await askRetry(system.store, system.clock, 'job', `job/${id}`, 'p-1');
    await retries(new Map(), jobs).look();
    expect(await jobs.resume(1_000, 0)).toBe(1);
    expect((await jobs.load(id)).state).toMatchObject({ status: 'ended', done: 45, failed: [] });
    expect(done.sort()).toEqual(entries.map((e) => e.key).filter((k) => k !== 'e9').sort());
    expect(await shown()).toEqual([]);
    expect((await system.pool.query("select outcome from loop.retries")).rows).toEqual([{ outcome: 'goes on' }]);
  });

  it('a log that is away is not an entry’s fault', async () => {
    const jobs = new Jobs(system.store, system.clock, { test: async () => Promise.reject(new Error('connection lost')) });
    const begun = await jobs.begin('test', {}, async () => [{ key: 'e0', data: {} }], person(system.units[OFFICE]!), { scope: 'p', commandId: 'away-job' }, {});
    const { id } = (begun as { state: { id: string } }).state;
    const away = jest.spyOn(system.store, 'append').mockRejectedValue(new Error('connection lost'));
    for (let i = 0; i < 10; i++) await expect(jobs.run(id)).rejects.toThrow('connection lost');
    away.mockRestore();
    expect((await jobs.load(id)).state).toMatchObject({ status: 'running', done: 0, putOff: [], failed: [] });
  });

  it('counts notices that nobody could read, by unit', async () => {
    await beat(system.pool, NOW, 0);
    await issued(system, [aDraftItem('1', { leads: ['市人社局'] })]);
    await project();
    const undelivered = (await operationsReport(system.store, system.clock)).troubles.filter((t) => t.kind === 'undelivered');
    expect(undelivered.map((t) => [t.id, t.times])).toEqual([[system.units['市人社局'], 1]]);
    expect(system.units[OFFICE]).toBeDefined();
  });
});
