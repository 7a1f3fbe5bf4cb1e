import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { BEGINNING } from '#libs/event-store/cursor';
import { Subscription } from '#libs/event-store/subscription';
import { until } from '#libs/event-store/testing/events';
import { CLOCK } from '#libs/supervision/item/item.settle';
import { Numbering, NUMBERING, numberingSubscription } from './numbering';

describe('numbers of notices', () => {
  let system: TestSystem;
  let running: Subscription[];
  beforeEach(async () => {
    running = [];
    system = await aSystem('2026-03-02T01:00:00.000Z');
  });
  afterEach(async () => {
    await Promise.all(running.map((s) => s.stop()));
    await system.close();
  });

  async function follow(): Promise<Subscription> {
    const one = await numberingSubscription(system.store, system.another(), system.clock, () => undefined);
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
    const events = await system.store.readAfter(BEGINNING, 10_000);
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
    const numbering = new Numbering(system.store, system.another(), system.clock);
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
    const events = await system.store.readAfter(BEGINNING, 10_000);
    const racing = [3, 5, 8, 1000].map(async (size) => {
      const numbering = new Numbering(system.store, system.another(), system.clock);
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
});
