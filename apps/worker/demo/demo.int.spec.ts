import { wholeLog } from '#libs/event-store/testing/events';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, OFFICE, type TestSystem } from '#libs/commands/testing/a-system';
import { ItemCommands } from '#libs/commands/item-commands';
import { Proceedings } from '#libs/commands/proceedings';
import { References } from '#libs/commands/references';
import { VirtualClock } from '#libs/commands/virtual-clock';
import { CLOCK } from '#libs/supervision/actor';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { ClockDriver } from './clock.driver';
import { Teller } from './teller';
import { Units } from './units';

const START = '2026-01-04T01:00:00.000Z';
const LEADS = ['市人社局', '市财政局', '市委组织部'];

interface Watched {
  system: TestSystem;
  clock: VirtualClock;
  driver: ClockDriver;
  items: ItemCommands;
}

/** A small plan on a virtual clock; `attend` stands for the workflows: it carries out what is due when it is told. */
async function watched(seed: string): Promise<Watched> {
  const system = await aSystem(START, [...LEADS, '市总工会', '市文联', '市妇联']);
  await issued(system, Array.from({ length: 8 }, (_, i) => aDraftItem(String(i + 1), { leads: [LEADS[i % 3]!], participants: ['市文联', '市妇联'] })), 'demo');
  const clock = await VirtualClock.open(system.pool, START, 1);
  const references = new References(system.store);
  const items = new ItemCommands(system.store, references, clock);
  return { system, clock, items, driver: new ClockDriver(system.pool, clock, items, new Proceedings(system.store, references, clock), references, new Units(items, seed)) };
}

async function attend({ driver, items }: Watched): Promise<void> {
  for (const { state } of driver.states) if (!state.closed) await items.execute(state.id, { type: 'settle' }, CLOCK, null);
}

/** Runs until everything is over, and says how it went. */
async function year(w: Watched, onMoment: (at: Instant) => void = () => undefined): Promise<number> {
  for (let ticks = 0; ticks < 40_000; ticks++) {
    const done = await w.driver.tick(1_000);
    onMoment(w.clock.now());
    if (done.kind === 'over') return ticks;
    if (done.kind === 'waits') await attend(w);
  }
  throw new Error('the year does not end');
}

async function story({ system }: Watched): Promise<string[]> {
  const events = await wholeLog(system.store);
  return events.filter((e) => e.stream.startsWith('item/')).map((e) => `${e.recordedAt} ${e.stream} ${e.type}`).sort();
}

describe('the demonstration', () => {
  const open: Watched[] = [];
  const watch = async (seed: string): Promise<Watched> => {
    const w = await watched(seed);
    open.push(w);
    return w;
  };
  afterEach(async () => {
    for (const w of open.splice(0)) {
      w.clock.close();
      await w.system.close();
    }
  });

  it('lives through a year: some are early, some late, some never; papers are signed, and the office closes what is left', async () => {
    const w = await watch('b');
    const moments: Instant[] = [];
    await year(w, (at) => moments.push(at));
    expect(moments).toEqual([...moments].sort());
    expect(dayOf(w.clock.now()) > '2027-01-01').toBe(true);
    const events = (await wholeLog(w.system.store)) as unknown as ItemEvent[];
    const count = (type: ItemEvent['type']): number => events.filter((e) => e.type === type).length;
    for (const type of ['AssignmentReceived', 'ItemQuantified', 'ProgressReported', 'StepSubmitted', 'StepAccepted', 'OverdueMarked', 'RedMarked', 'PaperSigned'] as const) expect([type, count(type)]).not.toEqual([type, 0]);
    const endings = new Set(w.driver.states.map((s) => s.state.closed?.how));
    expect(endings).toEqual(new Set(['completed', 'closedUnfulfilled']));
    expect(w.system.units[OFFICE]).toBeDefined();
  });

  it('passes nothing that is due before it was acted on', async () => {
    const w = await watch('b');
    for (let waits = 0; waits < 20; ) {
      const done = await w.driver.tick(1_000);
      if (done.kind !== 'waits') continue;
      waits += 1;
      const stoodAt = w.clock.now();
      expect(done.for <= stoodAt).toBe(true);
      for (let i = 0; i < 3; i++) expect((await w.driver.tick(1_000)).kind).toBe('waits');
      expect(w.clock.now()).toBe(stoodAt);
      await attend(w);
    }
    const marks = ((await wholeLog(w.system.store)) as unknown as ItemEvent[]).filter((e) => e.meta.dueAt !== undefined);
    for (const e of marks) expect(e.meta.recordedAt).toBe(e.meta.dueAt);
  });

  it('is the same year again for the same seed, across a restart, and another for another', async () => {
    const [a, b, c] = [await watch('same'), await watch('same'), await watch('other')];
    for (const w of [a, c]) await year(w);
    for (let i = 0; i < 200; i++) if ((await b.driver.tick(1_000)).kind === 'waits') await attend(b);
    // A new process: caches are empty, the clock is where it stood.
    const references = new References(b.system.store);
    const items = new ItemCommands(b.system.store, references, b.clock);
    await year({ ...b, items, driver: new ClockDriver(b.system.pool, b.clock, items, new Proceedings(b.system.store, references, b.clock), references, new Units(items, 'same')) });
    expect(await story(b)).toEqual(await story(a));
    expect(await story(c)).not.toEqual(await story(a));
  });

  it('tells what happens to many at one moment in one line', async () => {
    const w = await watch('b');
    await w.driver.tick(1);
    const { state, rules } = w.driver.states[0]!;
    const teller = new Teller();
    const meta = { actor: CLOCK, occurredAt: START, recordedAt: '2026-03-31T16:00:00.000Z', rules: { policy: 1, calendar: 1, roster: 1 } };
    for (const id of ['a1', 'a2']) teller.take({ type: 'RedMarked', data: { duty: `step:${id}-1`, arming: 1, rung: 'red', stepId: `${id}-1`, deadline: '2026-03-27' }, meta }, state, rules.roster);
    teller.take({ type: 'ReminderIssued', data: { duty: 'receipt:a1', arming: 1, rung: 'T-1', to: [], deadline: null }, meta }, state, rules.roster);
    const unit = (id: string): string => rules.roster.units[state.assignments[id]!.unitId]!.name;
    expect(teller.lines()).toEqual([`  2026-04-01 亮红灯 TURNS RED × 2 · ${unit('a1')}、${unit('a2')}`]);
    expect(teller.lines()).toEqual([]);
    expect(teller.dayLine('2026-04-01', [state])).toBe('2026-04-01 周三 · 灰 1 · 提醒 reminders 1');
  });
});
