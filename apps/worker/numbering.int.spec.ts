import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { Subscription } from '#libs/event-store/subscription';
import { until, wholeLog } from '#libs/event-store/testing/events';
import type { NotedNumber } from '#libs/notices/numbering';
import { NumbersUnsettled, readLastNumber, settleNumbers } from '#libs/notices/settle-numbers';
import { raiseEpoch } from '#libs/event-store/raise-epoch';
import { Pool } from 'pg';
import { CLOCK } from '#libs/supervision/actor';
import { Numbering, NUMBERING, numberingSubscription } from './numbering';

describe('numbers of notices', () => {
  let system: TestSystem;
  let running: Subscription[];
  let noted: NotedNumber[];
  beforeEach(async () => {
    running = [];
    noted = [];
    system = await aSystem('2026-03-02T01:00:00.000Z');
  });
  afterEach(async () => {
    await Promise.all(running.map((s) => s.stop()));
    await system.close();
  });

  async function follow(): Promise<Subscription> {
    const one = await numberingSubscription(system.store, system.another(), system.clock, (numbers) => void noted.push(...numbers), () => undefined);
    running.push(one);
    void one.run().catch(() => undefined);
    return one;
  }

  let plans = 0;
  /** So many items run past their deadline, and their yellow papers are signed, all at once. Returns what was issued, in the log's order. */
  async function sign(count: number): Promise<string[]> {
    const plan = `plan${++plans}`;
    system.clock.set('2026-03-02T01:00:00.000Z');
    const ids = await issued(system, Array.from({ length: count }, (_, i) => aDraftItem(String(i + 1), { deadline: '2026-03-31' })), plan);
    system.clock.set('2026-04-02T01:00:00.000Z');
    const signer = person(system.units[OFFICE]!, 'p-signer');
    await Promise.all(
      ids.map(async (id) => {
        await system.items.execute(id, { type: 'settle' }, CLOCK, null);
        const done = await system.items.execute(id, { type: 'signPaper', paperId: 'step.a1-1.1.yellowPaper' }, signer, { scope: 'p-signer', commandId: `sign/${id}` });
        expect(done.kind).toBe('accepted');
      }),
    );
    return ids;
  }

  /** Every signed paper in the log's order, and the numbers in theirs. */
  async function inOrder(): Promise<{ signed: string[]; numbers: [string, number][] }> {
    const events = await wholeLog(system.store);
    const signed = events.filter((e) => e.type === 'PaperSigned').map((e) => `${e.stream.slice('item/'.length)}/${String(e.data['paperId'])}`);
    const stream = await system.store.readStream('series/DB/2026');
    return { signed, numbers: stream.map((e) => [String(e.data['noticeId']), Number(e.data['number'])]) };
  }

  async function expectAll(count: number): Promise<void> {
    await until(`${count} numbers`, async () => (await system.store.head('series/DB/2026')).version >= count);
    const { signed, numbers } = await inOrder();
    expect(signed).toHaveLength(count);
    expect(numbers).toEqual(signed.map((id, i) => [id, i + 1]));
  }

  it('are given in the log’s order, by one of two workers, which are stopped and started again', async () => {
    const workers = [await follow(), await follow()];
    await sign(12);
    await expectAll(12);
    await workers.find((w) => w.state.phase === 'following')!.stop();
    await sign(9);
    await expectAll(21);
    await Promise.all(running.map((s) => s.stop()));
    await sign(5);
    await follow();
    await expectAll(26);
  });

  it('are given once, though the worker dies between giving them and its checkpoint', async () => {
    await sign(7);
    const numbering = new Numbering(system.store, system.another(), system.clock, () => undefined);
    let crashes = 0;
    const dying = new Subscription(system.store, {
      name: NUMBERING,
      batchSize: 5,
      async handle(batch) {
        await numbering.apply(batch);
        if (crashes++ < 6) throw new Error('died before the checkpoint');
      },
    });
    running.push(dying);
    void dying.run().catch(() => undefined);
    await expectAll(7);
    await dying.stop();
    await follow();
    await sign(3);
    await expectAll(10);
  });

  it('are given once by workers without a fence, whatever their batches', async () => {
    await sign(15);
    const events = await wholeLog(system.store);
    const racing = [3, 5, 8, 1000].map(async (size) => {
      const numbering = new Numbering(system.store, system.another(), system.clock, () => undefined);
      for (let i = 0; i < events.length; ) {
        try {
          await numbering.apply(events.slice(i, i + size));
          i += size;
        } catch {
          // Others won each of its tries; the batch comes again.
        }
      }
    });
    await Promise.all(racing);
    await expectAll(15);
  });

  it('count urgings apart from papers', async () => {
    const [id] = await issued(system, [aDraftItem('1', { deadline: '2026-06-30', leads: ['市人社局'] })], 'urged');
    const urged = await system.items.execute(id!, { type: 'urge', assignmentId: 'a1', text: '请抓紧办理' }, person(system.units[OFFICE]!), { scope: 'p', commandId: 'urge-1' });
    expect(urged.kind).toBe('accepted');
    await follow();
    await until('the number', async () => (await system.store.head('series/CB/2026')).version === 1);
    const [numbered] = await system.store.readStream('series/CB/2026');
    expect(numbered!.data).toEqual({ noticeId: `${id}/v2`, series: 'CB', year: 2026, number: 1 });
  });

  describe('after a restore', () => {
    const settle = async (given: readonly NotedNumber[], stated: string[] = []) =>
      settleNumbers(system.store, 2, given, Object.fromEntries(stated.map(readLastNumber).map((s) => [s.stream, s.last])), system.clock.now());
    const stood = async () => (await system.store.readStream('series/DB/2026')).map((e) => [e.type, e.data['noticeId'] ?? e.data['lostNoticeId'], e.data['number']]);
    const lost = (number: number): NotedNumber => ({ stream: 'series/DB/2026', number, noticeId: `lost-${number}`, issuedBy: { stream: 'item/lost', version: 4, hash: '00' } });

    async function restored(): Promise<void> {
      const owner = new Pool({ connectionString: system.database.ownerUrl, max: 1 });
      await raiseEpoch(owner).finally(() => owner.end());
    }

    it('wait until it was said which had gone out, and then go on after the last of them', async () => {
      await restored();
      await sign(2);
      const one = await follow();
      await until('the refusal', () => one.state.lastError?.includes('duban numbers') ?? false);
      expect(await stood()).toEqual([]);
      expect(await settle([], ['DB/2026=3', 'YT/2026=1'])).toEqual([{ stream: 'series/DB/2026', given: 0, voided: 3, last: 3 }, { stream: 'series/YT/2026', given: 0, voided: 1, last: 1 }]);
      await until('the numbers', async () => (await stood()).length === 5);
      const { signed } = await inOrder();
      expect(await stood()).toEqual([['NumberVoided', null, 1], ['NumberVoided', null, 2], ['NumberVoided', null, 3], ['NoticeNumbered', signed[0], 4], ['NoticeNumbered', signed[1], 5]]);
    });

    it('come back with the notices that the log still holds; the others are void, and a second settling changes nothing', async () => {
      await restored();
      await sign(3);
      const again = (await inOrder()).signed;
      const events = (await wholeLog(system.store)).filter((e) => e.type === 'PaperSigned');
      const held = events.map((e, i): NotedNumber => ({ stream: 'series/DB/2026', number: i + 2, noticeId: again[i]!, issuedBy: { stream: e.stream, version: e.version, hash: e.hash.toString('hex') } }));
      const other = { ...held[2]!, issuedBy: { ...held[2]!.issuedBy, hash: 'ff'.repeat(32) } };
      const list = [lost(1), held[0]!, held[1]!, other, lost(5), { ...lost(6), noticeId: 'x' }, lost(6)];
      expect(await settle(list)).toEqual([{ stream: 'series/DB/2026', given: 2, voided: 4, last: 6 }]);
      const settled = [['NumberVoided', 'lost-1', 1], ['NoticeNumbered', again[0], 2], ['NoticeNumbered', again[1], 3], ['NumberVoided', again[2], 4], ['NumberVoided', 'lost-5', 5], ['NumberVoided', null, 6]];
      expect(await stood()).toEqual(settled);
      expect(await settle(list)).toEqual([{ stream: 'series/DB/2026', given: 0, voided: 0, last: 6 }]);
      await follow();
      await until('the last number', async () => (await stood()).length === 7);
      expect((await stood())[6]).toEqual(['NoticeNumbered', again[2], 7]);
    });

    it('are noted before they are given, with the event that issued the notice', async () => {
      await sign(4);
      await follow();
      await expectAll(4);
      const { numbers } = await inOrder();
      expect(noted.map((n) => [n.noticeId, n.number])).toEqual(numbers);
      const refusing = new Numbering(system.store, system.another(), system.clock, () => { throw new Error('the disk is full'); });
      await Promise.all(running.map((s) => s.stop()));
      await sign(1);
      const events = (await wholeLog(system.store)).filter((e) => e.type === 'PaperSigned');
      await expect(refusing.apply(events)).rejects.toThrow('the disk is full');
      expect((await inOrder()).numbers).toHaveLength(4);
    });

    it('are refused where what is stated cannot be', async () => {
      await restored();
      await expect(settle([], ['DB/2026=90000'])).rejects.toThrow(NumbersUnsettled);
      for (const wrong of ['DB', 'XX/2026=1', 'DB/2026=', 'DB/26=1']) expect(() => readLastNumber(wrong)).toThrow(NumbersUnsettled);
      expect(await stood()).toEqual([]);
    });
  });
});
