import type { EventStore } from '#libs/event-store/event-store';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { PlanCommands } from './plan-commands';
import { References } from './references';
import { aDraft, aDraftItem } from './testing/a-plan';
import { aSystem, OFFICE, person, type TestSystem } from './testing/a-system';

/** One file is one plan of an office, also where it is sent by two at once; nothing is shared but the database. */
describe('one file that is imported in one instant', () => {
  let system: TestSystem;
  const sender = (commandId: string) => ({ scope: 'p-office', commandId });
  /** @param gate what it waits for before its first append */
  const aProcess = (gate: () => Promise<void> = () => Promise.resolve()): PlanCommands => {
    const append: EventStore['append'] = async (request) => {
      await gate();
      return system.store.append(request);
    };
    const store = Object.create(system.store, { append: { value: append } }) as EventStore;
    return new PlanCommands(store, new References(store), system.clock);
  };
  /** Opens when that many wait. */
  const gateFor = (count: number): (() => Promise<void>) => {
    let waiting = 0;
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return () => {
      if (++waiting >= count) open();
      return opened;
    };
  };

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
  });
  afterEach(() => system.close());

  const read = (plans: PlanCommands, planId: string, change: { sha256?: string; office?: string; onceOnly?: boolean } = {}) => {
    const { sha256 = 'd1'.repeat(32), office = OFFICE, onceOnly = true } = change;
    const officeUnitId = system.units[office]!;
    const plan = { planId, draft: aDraft([aDraftItem('1')]), officeUnitId, supervisingUnitId: null, conferenceUnitId: null, source: { name: '要点.txt', sha256, format: 'txt' }, onceOnly };
    return plans.draft(plan, person(officeUnitId), sender(`import-${planId}`));
  };

  it('becomes one plan, and all others are told which', async () => {
    // All have looked before one of them writes.
    const gate = gateFor(8);
    const processes = [aProcess(gate), aProcess(gate)];
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, i) => read(processes[i % 2]!, `same${i}`)));
    const winner = outcomes.findIndex((o) => o.kind === 'accepted');
    expect(outcomes.map((o) => (o.kind === 'rejected' ? [o.rejection.code, o.rejection.details?.['planId']] : [o.kind]))).toEqual(outcomes.map((_, i) => (i === winner ? ['accepted'] : ['file-known', `same${winner}`])));
    expect((await system.pool.query(`select stream from log.events where stream like '${PLAN_STREAM}%' and version = 1`)).rows).toEqual([{ stream: `${PLAN_STREAM}same${winner}` }]);
    // Sent again it is the one that it was.
    expect(await read(processes[0]!, `same${winner}`)).toMatchObject({ kind: 'accepted', replayed: true });
  });

  it('is taken by who asks for it once more, by another office, and once the plan has been given up', async () => {
    const [one, two] = [aProcess(), aProcess()];
    const both = await Promise.all([read(one, 'a', { onceOnly: false }), read(two, 'b', { onceOnly: false }), read(one, 'c', { office: '市总工会' }), read(two, 'd', { sha256: 'e2'.repeat(32) })]);
    expect(both.map((o) => o.kind)).toEqual(Array(4).fill('accepted'));
    expect((await two.ofSameFile('d1'.repeat(32), system.units[OFFICE]!)).map((p) => p.planId).sort()).toEqual(['a', 'b']);
    for (const planId of ['a', 'b']) {
      expect(await read(two, 'e')).toMatchObject({ kind: 'rejected', rejection: { code: 'file-known' } });
      expect(await one.decide(planId, () => [{ type: 'PlanDraftDiscarded', data: {} }] as never, person(system.units[OFFICE]!), sender(`discard-${planId}`), {})).toMatchObject({ kind: 'accepted', state: { status: 'discarded' } });
    }
    expect(await read(two, 'e')).toMatchObject({ kind: 'accepted' });
  });
});
