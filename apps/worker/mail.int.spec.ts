import pino from 'pino';
import { BrakeCommands } from '#libs/commands/brake-commands';
import { MAIL as MAIL_TROUBLE, askRetry, operationsReport } from '#libs/commands/operations';
import type { Jobs } from '#libs/commands/job';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { resetCheckpoint } from '#libs/event-store/checkpoint';
import type { Subscription } from '#libs/event-store/subscription';
import { until } from '#libs/event-store/testing/events';
import { smtpCourier, type Courier } from '#libs/notices/courier';
import { STANDARD_SETTINGS, type MailboxSettings } from '#libs/notices/mailbox';
import { writeMailbox } from '#libs/notices/mailboxes';
import { writeLetters } from '#libs/notices/outbox';
import { sendWaiting } from '#libs/notices/sending';
import type { Keepers } from '#libs/loop/kept';
import { projector } from '#libs/projections/projector';
import { MailServer, type ReceivedMail } from '#test/support/mail-server';
import { MAIL, mailSubscription } from './mail';
import { brakeSubscription } from './notice-brake';
import { Retries } from './retries';

const UNION = '市总工会';
/** In Shanghai. 6 March 2026 is a Friday. */
const at = (text: string): string => new Date(`${text.replace(' ', 'T')}:00+08:00`).toISOString();

describe('notices by mail', () => {
  let system: TestSystem;
  let server: MailServer;
  let courier: Courier;
  let brake: BrakeCommands;
  let running: Subscription[];
  beforeEach(async () => {
    system = await aSystem(at('2026-03-06 10:00'));
    server = await MailServer.start();
    courier = smtpCourier(server.url, 'duban@city.example');
    brake = new BrakeCommands(system.store, system.clock);
    const silent = pino({ level: 'silent' });
    running = [
      projector(system.store, () => undefined),
      await brakeSubscription(system.store, brake, silent, () => undefined),
      mailSubscription(system.store, system.references, brake, system.clock, () => undefined),
    ];
    for (const s of running) void s.run().catch(() => undefined);
  });
  afterEach(async () => {
    await Promise.all(running.map((s) => s.stop()));
    courier.close();
    await server.goAway();
    await system.close();
  });

  const mailbox = (addresses: string[], settings: Partial<MailboxSettings> = {}) =>
    writeMailbox(system.pool, { kind: 'unit', id: system.units[UNION]! }, addresses, { ...STANDARD_SETTINGS, ...settings }, null, 'p-office', system.clock.now());
  const item = (number: string) => aDraftItem(number, { deadline: '2026-06-30', leads: [UNION] });
  const urge = async (itemId: string, key: string) => {
    const done = await system.items.execute(itemId, { type: 'urge', assignmentId: 'a1', text: '请抓紧办理' }, person(system.units[OFFICE]!), { scope: 'p-office', commandId: key });
    expect(done.kind).toBe('accepted');
  };

  /** Everything that was written has passed the gathering. */
  async function gathered(): Promise<void> {
    await until('the gathering', async () => (await system.store.lag(MAIL)).oldestUnreadMs === 0);
  }
  /** What a worker's sender does until nothing is to be done. */
  async function send(by: Courier = courier): Promise<ReceivedMail[]> {
    const before = server.mails.length;
    await gathered();
    while ((await writeLetters(system.pool, system.clock.now(), 'city.example', (path) => `https://duban.example/${path}`)) > 0);
    while ((await sendWaiting(system.pool, by)) > 0);
    return server.mails.slice(before);
  }
  const rows = async () => (await system.pool.query<{ address: string; state: string; attempts: number; reason: string | null; body: string | null }>('select address, state, attempts, reason, body from mail.mails order by made_at, address')).rows;

  it('come as one over a weekend, what is urgent by itself, and nothing in quiet hours', async () => {
    await mailbox(['union@city.example'], { greeting: '请承办同志当日查收。' });
    await issued(system, [item('1'), item('2'), item('3')], 'friday');
    expect(await send()).toEqual([]);
    system.clock.set(at('2026-03-08 11:00'));
    const [sunday] = await issued(system, [item('1'), item('2')], 'sunday');
    expect(await send()).toEqual([]);
    system.clock.set(at('2026-03-09 08:29'));
    expect(await send()).toEqual([]);
    system.clock.set(at('2026-03-09 08:30'));
    const [digest, ...more] = await send();
    expect(more).toEqual([]);
    expect(digest).toMatchObject({ to: 'union@city.example', subject: '【督办】今日 5 件通知' });
    expect(digest!.text).toContain('请承办同志当日查收。');
    for (const id of ['friday-1', 'friday-2', 'friday-3', 'sunday-1', 'sunday-2']) expect(digest!.text).toContain(`https://duban.example/items/${id}`);
    system.clock.set(at('2026-03-09 10:00'));
    await urge(sunday!, 'urge-at-ten');
    const [urgent] = await send();
    expect(urgent).toMatchObject({ subject: '【督办】催办：事项1' });
    for (const part of ['请抓紧办理', '收到原因：您单位承办', 'urging', 'your unit is assigned']) expect(urgent!.text).toContain(part);
    system.clock.set(at('2026-03-09 22:00'));
    await urge('sunday-2', 'urge-at-night');
    expect(await send()).toEqual([]);
    system.clock.set(at('2026-03-10 08:30'));
    expect((await send()).map((m) => m.subject)).toEqual(['【督办】催办：事项2']);
    expect((await rows()).map((r) => [r.state, r.body])).toEqual([['sent', null], ['sent', null], ['sent', null]]);
  });

  it('wait while the server is away, and go once when it is back', async () => {
    await mailbox(['union@city.example'], { digest: 'none' });
    await server.goAway();
    await issued(system, [item('1')]);
    expect(await send()).toEqual([]);
    expect(await rows()).toEqual([{ address: 'union@city.example', state: 'waiting', attempts: 1, reason: expect.stringContaining('CONN') as string, body: expect.any(String) as string }]);
    expect(await send()).toEqual([]);
    expect((await rows())[0]!.attempts).toBe(1);
    await server.comeBack();
    await system.pool.query(`update mail.mails set try_at = now()`);
    expect(await send()).toHaveLength(1);
    expect(await send()).toEqual([]);
  });

  it('tell the operator whom the server does not know, with a retry; the others have theirs', async () => {
    server.unknown.add('gone@city.example');
    await mailbox(['gone@city.example', 'union@city.example'], { digest: 'none' });
    await issued(system, [item('1')]);
    expect((await send()).map((m) => m.to)).toEqual(['union@city.example']);
    const report = await operationsReport(system.store, system.clock);
    const [dead] = report.troubles.filter((t) => t.kind === 'undelivered' && t.retry);
    expect(dead).toMatchObject({ id: expect.stringMatching(/^mail\|.+@city\.example$/) as string, reason: { en: expect.stringContaining('550') as string } });
    expect(JSON.stringify(dead)).not.toContain('gone@');
    expect(await send()).toEqual([]);
    expect((await askRetry(system.store, system.clock, 'undelivered', `${MAIL_TROUBLE}none`, 'p-oper')).kind).toBe('not-found');
    expect((await askRetry(system.store, system.clock, 'undelivered', dead!.id, 'p-oper')).kind).toBe('asked');
    server.unknown.clear();
    await new Retries(system.pool, undefined as unknown as Keepers, { tell: async () => undefined }, new Map(), { retry: async () => false } as unknown as Jobs, pino({ level: 'silent' })).look();
    expect((await send()).map((m) => m.to)).toEqual(['gone@city.example']);
    expect((await operationsReport(system.store, system.clock)).troubles.filter((t) => t.retry)).toEqual([]);
  });

  it('come again under the same Message-ID where the worker dies before it has recorded them', async () => {
    await mailbox(['union@city.example'], { digest: 'none' });
    await issued(system, [item('1')]);
    const dying: Courier = {
      close: () => undefined,
      async send(mail) {
        await courier.send(mail);
        throw new Error('died');
      },
    };
    await expect(send(dying)).rejects.toThrow('died');
    // Its lease keeps others away for as long as it may live.
    expect(await send()).toEqual([]);
    await system.pool.query(`update mail.mails set leased_until = now() - interval '1 second'`);
    expect(await send()).toHaveLength(1);
    expect(server.mails).toHaveLength(2);
    expect(server.mails[0]).toEqual(server.mails[1]);
    expect(server.mails[0]!.messageId).toMatch(/^<[0-9a-f.]+@city\.example>$/);
    expect(await send()).toEqual([]);
  });

  it('are held with the inbox by the brake, and go when the office lets them', async () => {
    await mailbox(['union@city.example'], { digest: 'none' });
    await issued(system, [item('1')], 'before');
    await gathered();
    await brake.hold('gap', at('2026-03-06 10:00'), { hours: 30 });
    system.clock.set(at('2026-03-06 10:05'));
    await issued(system, [item('1')], 'while');
    expect(await send()).toEqual([]);
    system.clock.set(at('2026-03-06 11:00'));
    await until('what is held', async () => (await brake.preview()).length === 2);
    const preview = await brake.preview();
    const released = await brake.release(2, [preview.find((h) => h.itemId === 'before-1')!.noticeId], { kind: 'person', personId: 'p-office', unitId: system.units[OFFICE]! }, { scope: 'p-office', commandId: 'let-them-go' });
    expect(released.kind).toBe('released');
    const mails = await send();
    expect(mails.map((m) => /items\/(\S+)/.exec(m.text)?.[1])).toEqual(['while-1']);
  });

  it('are gathered once, though the whole log comes again; what is old stays in the inbox', async () => {
    await issued(system, [item('1')], 'unheard');
    await gathered();
    system.clock.set(at('2026-03-06 10:01'));
    await mailbox(['union@city.example'], { digest: 'none' });
    await issued(system, [item('1')], 'heard');
    expect(await send()).toHaveLength(1);
    for (const s of running.splice(2)) await s.stop();
    await resetCheckpoint(system.pool, MAIL);
    const again = mailSubscription(system.store, system.references, brake, system.clock, () => undefined);
    running.push(again);
    void again.run().catch(() => undefined);
    await until('the log again', async () => (await system.store.lag(MAIL)).oldestUnreadMs === 0 && again.state.handledEvents > 0);
    expect(await send()).toEqual([]);
    // Nobody was there for ten days: who comes back is not given ten days of mail.
    await again.stop();
    await issued(system, [item('1')], 'missed');
    system.clock.set(at('2026-03-16 10:00'));
    const late = mailSubscription(system.store, system.references, brake, system.clock, () => undefined);
    running.push(late);
    void late.run().catch(() => undefined);
    expect(await send()).toEqual([]);
  });
});
