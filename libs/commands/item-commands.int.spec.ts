import { aDraftItem } from './testing/a-plan';
import { aSystem, issued, person, type TestSystem } from './testing/a-system';
import type { ItemCommand } from '#libs/supervision/item/item.commands';
import { itemLight, itemStatus } from '#libs/supervision/item/item.light';
import { CLOCK } from '#libs/supervision/actor';

describe('commands on items', () => {
  let system: TestSystem;
  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
  });
  afterEach(() => system.close());

  const sender = (commandId: string, scope = 'p-1') => ({ scope, commandId });
  const receive: ItemCommand = { type: 'receive', assignmentId: 'a1', onBehalf: null };
  const submit: ItemCommand = { type: 'submit', stepId: 'a1-1', text: '已完成全部工作', evidenceIds: [], onBehalf: null };

  it('takes an item from issue to completion', async () => {
    const [id] = await issued(system, [aDraftItem('1', { deadline: '2026-06-30', targets: [{ metric: '培训', comparison: '>=', value: 40_000, unit: '人次', text: '不少于4万人次' }] })]);
    const lead = person(system.units['市总工会']!);
    const office = person(system.units['市产改办']!);
    const steps: [ItemCommand, ReturnType<typeof person>][] = [
      [receive, lead],
      [{ type: 'report', assignmentId: 'a1', stepId: 'a1-1', text: '进展', percent: 100, values: [{ targetId: 't1', value: 41_000, asOf: '2026-03-01' }], noProgressReason: null, onBehalf: null }, lead],
      [submit, lead],
      [{ type: 'verify', stepId: 'a1-1' }, office],
    ];
    for (const [i, [command, actor]] of steps.entries()) {
      const outcome = await system.items.execute(id!, command, actor, sender(`c${i}`));
      expect(outcome).toMatchObject({ kind: 'accepted', replayed: false });
    }
    const { state } = await system.items.load(id!);
    expect(itemStatus(state!)).toBe('completed');
    expect(itemLight(state!)).toEqual({ light: 'green', late: false, paused: false });
  });

  it('answers a repeat with its first result, refuses another body, and writes nothing twice', async () => {
    const [id] = await issued(system, [aDraftItem('1', { deadline: '2026-06-30' })]);
    const lead = person(system.units['市总工会']!);
    const first = await system.items.execute(id!, receive, lead, sender('same'));
    const again = await system.another().execute(id!, receive, lead, sender('same'));
    expect(again).toMatchObject({ kind: 'accepted', replayed: true, cursor: (first as { cursor: unknown }).cursor });
    expect(await system.items.execute(id!, { ...submit }, lead, sender('same'))).toEqual({ kind: 'differentBody' });
    expect(await system.items.execute(id!, receive, lead, sender('other'))).toMatchObject({ kind: 'rejected', rejection: { code: 'already-received' } });
    expect((await system.items.load(id!)).version).toBe(2);
  });

  it('lets one of many concurrent processes receive, and each own command is answered', async () => {
    const [id] = await issued(system, [aDraftItem('1', { deadline: '2026-06-30' })]);
    const lead = person(system.units['市总工会']!);
    const processes = [system.items, system.another(), system.another()];
    const outcomes = await Promise.all(Array.from({ length: 24 }, (_, i) => processes[i % 3]!.execute(id!, receive, lead, sender(`c${i}`))));
    expect(outcomes.filter((o) => o.kind === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((o) => o.kind === 'rejected')).toHaveLength(23);
  });

  it('marks an item late once, whoever comes first: the timer, a person, or many at once', async () => {
    const [id] = await issued(system, [aDraftItem('1', { deadline: '2026-03-31' })]);
    const lead = person(system.units['市总工会']!);
    system.clock.set('2026-04-20T01:00:00.000Z');
    const processes = [system.items, system.another(), system.another()];
    const race = [...processes.map((p) => p.execute(id!, { type: 'settle' }, CLOCK, null)), system.another().execute(id!, receive, lead, sender('r'))];
    for (const outcome of await Promise.all(race)) expect(outcome.kind).toBe('accepted');
    const events = await system.store.readStream(`item/${id}`);
    const overdue = events.filter((e) => e.type === 'OverdueMarked' && e.agendaKey === 'step:a1-1/1/overdue');
    expect(overdue).toHaveLength(1);
    expect(overdue[0]!.meta).toMatchObject({ dueAt: '2026-03-31T16:00:00.000Z', recordedAt: '2026-04-20T01:00:00.000Z' });
    // Three weeks of silence shout once: the reminders that were missed are skipped, the yellow paper waits for a signature.
    expect(events.filter((e) => e.type === 'ReminderIssued' && String(e.data['duty']).startsWith('step:'))).toHaveLength(0);
    expect(events.filter((e) => e.type === 'PaperDrafted').map((e) => e.data['paper'])).toEqual(['yellowPaper']);
    const { state } = await system.items.load(id!);
    expect(itemLight(state!)).toMatchObject({ light: 'red', late: true });
  });

  it('refuses what was decided on a stale view', async () => {
    const [id] = await issued(system, [aDraftItem('1', { deadline: '2026-06-30' })]);
    const lead = person(system.units['市总工会']!);
    expect(await system.items.execute(id!, receive, lead, sender('a'), 7)).toMatchObject({ kind: 'rejected', rejection: { code: 'stale' } });
    expect(await system.items.execute(id!, receive, lead, sender('a'), 1)).toMatchObject({ kind: 'accepted' });
  });
});
