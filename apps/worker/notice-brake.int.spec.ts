import { Pool } from 'pg';
import pino from 'pino';
import { BrakeCommands } from '#libs/commands/brake-commands';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import type { Cursor } from '#libs/event-store/cursor';
import type { Subscription } from '#libs/event-store/subscription';
import { until, untilSettled, wholeLog } from '#libs/event-store/testing/events';
import { projector, PROJECTOR } from '#libs/projections/projector';
import { verifyReadModels } from '#libs/projections/verify-read-models';
import { BRAKE_STREAM } from '#libs/supervision/brake';
import { CLOCK } from '#libs/supervision/actor';
import { beat } from './heartbeat';
import { BRAKE, brakeAtStart, brakeSubscription } from './notice-brake';

const START = '2026-03-02T01:00:00.000Z';
const quiet = pino({ level: 'silent' });

describe('the brake on outgoing notices', () => {
  let system: TestSystem;
  let brake: BrakeCommands;
  let running: Subscription[];
  let office: ReturnType<typeof person> & { kind: 'person' };

  beforeEach(async () => {
    running = [];
    system = await aSystem(START);
    brake = new BrakeCommands(system.store, system.clock);
    office = person(system.units[OFFICE]!, 'p-office') as typeof office;
  });
  afterEach(async () => {
    await Promise.all(running.map((s) => s.stop()));
    await system.close();
  });


  function run(...subscriptions: Subscription[]): void {
    running.push(...subscriptions);
    for (const s of subscriptions) void s.run().catch(() => undefined);
  }

  async function start(): Promise<void> {
    run(projector(system.store, () => undefined), await brakeSubscription(system.store, brake, quiet, () => undefined));
  }

  /** Waits until both have come to the log's end. */
  async function caughtUp(): Promise<Cursor> {
    const { rows } = await system.pool.query<Cursor>(`select epoch, transaction_id::text as "transactionId", position::text from log.events order by epoch desc, transaction_id desc, position desc limit 1`);
    await untilSettled(system.store, rows[0]!);
    const end = (await wholeLog(system.store)).at(-1)!.cursor;
    for (const name of [PROJECTOR, BRAKE]) expect(await system.store.waitForCheckpoint(name, end, 60_000)).toBe(true);
    return end;
  }

  async function settleAll(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => system.items.execute(id, { type: 'settle' }, CLOCK, null)));
  }

  /** A plan imported long after its dates: 60 yellow papers at once, foreseen by nobody. */
  async function backDated(planId: string): Promise<string[]> {
    const ids = await issued(system, Array.from({ length: 60 }, (_, i) => aDraftItem(String(i + 1), { leads: ['市人社局'], deadline: '2026-02-13' })), planId);
    await settleAll(ids);
    return ids;
  }

  const inbox = async (): Promise<{ notice_id: string; held: boolean; delivered_at: Date }[]> => (await system.pool.query('select notice_id, held, delivered_at from read.inbox order by notice_id')).rows as { notice_id: string; held: boolean; delivered_at: Date }[];

  async function expectReplayIsEqual(): Promise<void> {
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 4 });
    try {
      expect((await verifyReadModels(system.store, owner)).differences).toEqual([]);
    } finally {
      await owner.end();
    }
  }

  it('is put on by a flood that nobody foresaw, holds it from its first notice on, and is taken off by the office in one act', async () => {
    await start();
    const ids = await backDated('flood');
    await until('notices are held', async () => (await brake.state()).held !== null);
    await caughtUp();
    expect((await brake.state()).held).toMatchObject({ reason: 'rate', since: START, detail: { rungs: expect.any(Number), forecast: 0 } });
    await system.items.execute(ids[0]!, { type: 'signPaper', paperId: 'step.a1-1.1.yellowPaper' }, office, { scope: 'p', commandId: 'sign-1' });
    await caughtUp();
    const held = await brake.preview();
    expect(held).toHaveLength(61);
    expect((await inbox()).every((row) => row.held)).toBe(true);
    await expectReplayIsEqual();

    const sender = { scope: 'p-office', commandId: 'release-1' };
    system.clock.set('2026-03-02T03:00:00.000Z');
    expect(await brake.release(7, [], office, sender)).toEqual({ kind: 'moved', seen: 7, now: 61 });
    expect(await brake.release(61, ['nothing'], office, sender)).toEqual({ kind: 'unknownNotice', noticeId: 'nothing' });
    const stale = held.find((h) => h.kind === 'assigned')!.noticeId;
    expect(await brake.release(61, [stale], office, sender)).toMatchObject({ kind: 'released', notices: 60, skipped: 1, replayed: false });
    expect(await brake.release(61, [stale], office, sender)).toMatchObject({ kind: 'released', replayed: true });
    expect(await brake.release(60, [stale], office, sender)).toEqual({ kind: 'differentBody' });
    expect(await brake.release(0, [], office, { ...sender, commandId: 'release-2' })).toEqual({ kind: 'notHeld' });
    await caughtUp();
    const rows = await inbox();
    expect(rows).toHaveLength(60);
    expect(rows.some((r) => r.held || r.notice_id === stale)).toBe(false);
    expect(rows[0]!.delivered_at.toISOString()).toBe('2026-03-02T03:00:00.000Z');
    await expectReplayIsEqual();
  });

  it('holds nothing twice: after a release only what comes later is held, and a replay agrees', async () => {
    await start();
    await backDated('first');
    await until('held', async () => (await brake.state()).held !== null);
    await caughtUp();
    await brake.release((await brake.preview()).length, [], office, { scope: 'p-office', commandId: 'release-first' });
    system.clock.set('2026-03-02T01:05:00.000Z');
    await backDated('second');
    await until('held again', async () => (await brake.state()).held !== null);
    await caughtUp();
    const rows = await inbox();
    for (const row of rows) expect([row.notice_id.split('-')[0], row.held]).toEqual([row.notice_id.split('-')[0], row.notice_id.startsWith('second')]);
    await expectReplayIsEqual();
  });

  it('stays off where as many were foreseen: 60 reminders of one morning', async () => {
    await start();
    const ids = await issued(system, Array.from({ length: 60 }, (_, i) => aDraftItem(String(i + 1), { leads: ['市人社局'], deadline: '2026-12-31' })), 'calm');
    await caughtUp();
    system.clock.set('2026-03-04T01:00:00.000Z');
    await settleAll(ids);
    await caughtUp();
    const events = (await wholeLog(system.store)).filter((e) => e.type === 'ReminderIssued');
    expect(events.length).toBeGreaterThanOrEqual(60);
    expect((await brake.state()).held).toBeNull();
    expect((await inbox()).some((r) => r.held)).toBe(false);
  });

  it('is put on at a start after more than a day without a worker, if something is due by then', async () => {
    await start();
    await issued(system, [aDraftItem('1', { leads: ['市人社局'], deadline: '2026-12-31' })], 'gap');
    await caughtUp();
    await beat(system.pool, system.clock.now(), 0);
    system.clock.set('2026-03-03T02:00:00.000Z');
    await brakeAtStart(system.pool, brake, system.clock, quiet);
    expect((await brake.state()).held).toBeNull();
    // Due on the fourth: the worker's word of the third is recent enough, that of the second is not.
    system.clock.set('2026-03-05T02:00:00.000Z');
    await beat(system.pool, '2026-03-04T22:00:00.000Z', 0);
    await brakeAtStart(system.pool, brake, system.clock, quiet);
    expect((await brake.state()).held).toBeNull();
    await beat(system.pool, START, 0);
    await brakeAtStart(system.pool, brake, system.clock, quiet);
    expect((await brake.state()).held).toMatchObject({ reason: 'gap', since: '2026-03-05T02:00:00.000Z', detail: { hours: 73 } });
    await brakeAtStart(system.pool, brake, system.clock, quiet);
    expect((await system.store.readStream(BRAKE_STREAM))).toHaveLength(1);
  });

  it('is put on once by a restored log', async () => {
    await beat(system.pool, START, 0);
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 1 });
    await owner.query('select log.raise_epoch()');
    await owner.end();
    await brakeAtStart(system.pool, brake, system.clock, quiet);
    expect((await brake.state()).held).toMatchObject({ reason: 'restore' });
    await beat(system.pool, START, 0);
    await start();
    await caughtUp();
    expect(await brake.release(0, [], office, { scope: 'p-office', commandId: 'after-restore' })).toMatchObject({ kind: 'released' });
    await brakeAtStart(system.pool, brake, system.clock, quiet);
    expect((await brake.state()).held).toBeNull();
  });
});
