import pino from 'pino';
import { BrakeCommands } from '#libs/commands/brake-commands';
import { dueBy, forecastRungs } from '#libs/commands/brake.queries';
import { operationsReport } from '#libs/commands/operations';
import { Difficulties } from '#libs/commands/testing/a-difficulty';
import { aSystem, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { raiseEpoch } from '#libs/event-store/raise-epoch';
import type { Subscription } from '#libs/event-store/subscription';
import { until, wholeLog } from '#libs/event-store/testing/events';
import { STANDARD_SETTINGS } from '#libs/notices/mailbox';
import { writeMailbox } from '#libs/notices/mailboxes';
import type { NotedNumber } from '#libs/notices/numbering';
import { writeLetters } from '#libs/notices/outbox';
import { readLastNumber, settleNumbers } from '#libs/notices/settle-numbers';
import { projector, PROJECTOR } from '#libs/projections/projector';
import { Pool } from 'pg';
import { MAIL, mailSubscription } from './mail';
import { BRAKE, brakeSubscription } from './notice-brake';
import { numberingSubscription } from './numbering';

const UNION = '市总工会';
const quiet = pino({ level: 'silent' });

describe('notices of proceedings', () => {
  let system: TestSystem;
  let difficulties: Difficulties;
  let brake: BrakeCommands;
  let running: Subscription[];

  beforeEach(async () => {
    running = [];
    system = await aSystem('2026-03-06T02:00:00.000Z');
    difficulties = new Difficulties(system);
    brake = new BrakeCommands(system.store, system.clock);
    run(projector(system.store, () => undefined), await brakeSubscription(system.store, brake, quiet, () => undefined));
  });
  afterEach(async () => {
    await Promise.all(running.map((s) => s.stop()));
    await system.close();
  });

  function run(...subscriptions: Subscription[]): void {
    running.push(...subscriptions);
    for (const s of subscriptions) void s.run().catch(() => undefined);
  }

  async function number(): Promise<void> {
    run(await numberingSubscription(system.store, system.items, system.clock, () => undefined, () => undefined));
  }

  async function caughtUp(...names: string[]): Promise<void> {
    const end = (await wholeLog(system.store)).at(-1)!.cursor;
    for (const name of names) expect(await system.store.waitForCheckpoint(name, end, 60_000)).toBe(true);
  }

  /** A difficulty of the union with a circular that is signed. */
  async function told(id: string): Promise<void> {
    await difficulties.raise(id, UNION);
    const { papers } = await difficulties.act(id, { type: 'draftCircular', unitIds: [system.units[UNION]!], text: '现将有关情况通报如下', deadline: null });
    await difficulties.act(id, { type: 'signPaper', paperId: Object.keys(papers).at(-1)! }, OFFICE, 'p-signer');
  }

  it('go out by mail, with what they are about and where it is', async () => {
    await writeMailbox(system.pool, { kind: 'unit', id: system.units[UNION]! }, ['union@city.example'], { ...STANDARD_SETTINGS, digest: 'none' }, null, 'p-office', system.clock.now());
    run(mailSubscription(system.store, system.references, brake, system.clock, () => undefined));
    await told('d1');
    await caughtUp(PROJECTOR, BRAKE, MAIL);
    expect(await writeLetters(system.pool, system.clock.now(), 'city.example', (path) => `https://duban.example/${path}`)).toBe(1);
    const { rows } = await system.pool.query<{ subject: string; body: string }>('select subject, body from mail.mails');
    expect(rows.map((r) => r.subject)).toEqual(['【督办】通报：困难 d1']);
    for (const part of ['【通报】困难 d1', '现将有关情况通报如下', 'https://duban.example/proceedings/difficulty/d1']) expect(rows[0]?.body).toContain(part);
  });

  it('are held by the brake, shown with what they are about, and let out', async () => {
    await told('d1');
    await brake.hold('gap', system.clock.now(), {});
    await told('d2');
    await difficulties.raise('d3', UNION);
    await difficulties.act('d3', { type: 'leave', reason: '企业已迁出' });
    await caughtUp(PROJECTOR, BRAKE);
    const held = await brake.preview();
    const mine = held.filter((h) => h.unitId === system.units[UNION]);
    expect(mine.map((h) => [h.itemId, h.proceeding, h.number, h.title, h.kind, h.stale])).toEqual(
      expect.arrayContaining([[null, 'difficulty/d2', null, '困难 d2', 'circular', false], [null, 'difficulty/d3', null, '困难 d3', 'closed', false]]),
    );
    // That it was raised is overtaken by its end.
    expect(held.find((h) => h.proceeding === 'difficulty/d3' && h.kind === 'raised')?.stale).toBe(true);
    const office = person(system.units[OFFICE]!, 'p-office') as Extract<ReturnType<typeof person>, { kind: 'person' }>;
    expect(await brake.release(held.length, [], office, { scope: 'p-office', commandId: 'release' })).toMatchObject({ kind: 'released', notices: held.length });
    await caughtUp(PROJECTOR);
    expect((await system.pool.query('select from read.inbox where held')).rowCount).toBe(0);
  });

  it('count in the forecast, and in what is due', async () => {
    const before = system.clock.now();
    await difficulties.raise('d1', UNION);
    await caughtUp(PROJECTOR);
    expect([await forecastRungs(system.pool, before, '2026-03-07T00:00:00.000Z'), await dueBy(system.pool, '2026-03-07T00:00:00.000Z')]).toEqual([0, 0]);
    expect([await forecastRungs(system.pool, before, '2026-03-31T00:00:00.000Z'), await dueBy(system.pool, '2026-03-31T00:00:00.000Z')]).toEqual([1, 1]);
  });

  const numbers = async (): Promise<unknown[]> => (await system.store.readStream('series/TB/2026')).map((e) => [e.type, e.data['noticeId'] ?? null, e.data['number']]);
  const given = ['d1', 'd2', 'd3'].map((id, i) => ['NoticeNumbered', `difficulty/${id}/p1`, i + 1]);

  it('are numbered in their series, in the log’s order', async () => {
    await number();
    for (const id of ['d1', 'd2', 'd3']) await told(id);
    await until('three numbers', async () => (await numbers()).length === 3);
    expect(await numbers()).toEqual(given);
    await caughtUp(PROJECTOR);
    const { rows } = await system.pool.query(`select notice_id, number from read.notice where series = 'TB' order by number`);
    expect(rows).toEqual(['d1', 'd2', 'd3'].map((id, i) => ({ notice_id: `difficulty/${id}/p1`, number: i + 1 })));
  });

  it('get after a restore the numbers that they had', async () => {
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 1 });
    await raiseEpoch(owner).finally(() => owner.end());
    for (const id of ['d1', 'd2', 'd3']) await told(id);
    await caughtUp(PROJECTOR);
    const signed = (await wholeLog(system.store)).filter((e) => e.type === 'ProceedingPaperSigned');
    const noted = signed.map((e, i): NotedNumber => ({ stream: 'series/TB/2026', number: i + 1, noticeId: `${e.stream}/p1`, issuedBy: { stream: e.stream, version: e.version, hash: e.hash.toString('hex') } }));
    const { stream, last } = readLastNumber('TB/2026=4');
    expect(await settleNumbers(system.store, 2, noted, { [stream]: last }, system.clock.now())).toEqual([{ stream: 'series/TB/2026', given: 3, voided: 1, last: 4 }]);
    await told('d4');
    await number();
    await until('a fifth number', async () => (await numbers()).length === 5);
    expect(await numbers()).toEqual([...given, ['NumberVoided', null, 4], ['NoticeNumbered', 'difficulty/d4/p1', 5]]);
  });

  it('one that no workflow ever looked at is reported', async () => {
    await difficulties.raise('d1', UNION);
    await caughtUp(PROJECTOR);
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 1 });
    owner.on('error', () => undefined);
    await owner.query('alter table log.events disable trigger user');
    await owner.query(`update log.events set stored_at = stored_at - interval '1 hour' where stream = 'difficulty/d1'`);
    await owner.end();
    expect((await operationsReport(system.store, system.clock)).troubles).toContainEqual(expect.objectContaining({ kind: 'overlooked', id: 'difficulty/d1' }));
  });
});
