import { wholeLog } from '#libs/event-store/testing/events';
import { STATE_COUNCIL } from '#libs/supervision/calendar/state-council';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import { endOfDay } from '#libs/supervision/time/day';
import { evolveItem } from '#libs/supervision/item/item.evolve';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { Office } from './office';
import { asDomain, STANDARD_POLICY } from './references';
import type { ProposedCalendar, ProposedPolicy } from './rules-commands';
import type { RulesPreview } from './rules-preview';
import { aDraftItem } from './testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from './testing/a-system';

const policy = (change: Partial<ProposedPolicy['rules']>, more: Partial<ProposedPolicy> = {}): ProposedPolicy => ({
  name: '标准督办规则', rules: { ...STANDARD_RULES, ...change }, variants: [], effectiveFrom: null, basis: '联席会议 2026 年第 2 次会议', ...more,
});

describe('rules that change while items run', () => {
  let system: TestSystem;
  let office: Office;
  const sender = (commandId: string) => ({ scope: 'p-office', commandId });
  const actor = () => ({ kind: 'person' as const, personId: 'p-office', unitId: system.units[OFFICE]! });
  const seen = (p: RulesPreview | { rejected: unknown }): RulesPreview => {
    if ('rejected' in p) throw new Error(JSON.stringify(p));
    return p;
  };
  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    office = new Office(system.store, system.references, system.clock, system.items, system.plans);
  });
  afterEach(() => system.close());

  it('shows a policy dry, sets it once, and what was shown is what happens', async () => {
    const [id] = await issued(system, [aDraftItem('1', { deadline: '2026-03-20' }), aDraftItem('2', { deadline: '2026-12-31' })]);
    const proposed = policy({ blueWithinWorkingDays: 20, receiptWorkingDays: 1 });
    const shown = seen(await office.previews.preview({ kind: 'policy', policyId: STANDARD_POLICY, ...proposed }));
    expect(shown).toMatchObject({ complete: true, examined: 2, becomeOverdue: { count: 0 }, corrections: { count: 0 }, supersedes: [] });
    expect(shown.lights.rows).toMatchObject([{ itemId: id, from: 'grey', to: 'blue' }]);
    expect(shown.moved.rows.filter((r) => r.kind === 'receive')).toMatchObject([
      { itemId: id, duty: 'receipt:a1', from: '2026-03-05', to: '2026-03-03', becomesOverdue: false },
      { from: '2026-03-05', to: '2026-03-03' },
    ]);
    expect((await system.store.head('policy/standard')).version).toBe(1);

    const first = await office.rules.setPolicy(STANDARD_POLICY, proposed, actor(), sender('set-policy'));
    expect(first).toMatchObject({ kind: 'accepted', replayed: false, state: { version: 2 } });
    system.clock.set('2026-03-02T02:00:00.000Z');
    // Again under the same id, later: the moment of effect was left open, and the answer is the first one.
    expect(await office.rules.setPolicy(STANDARD_POLICY, proposed, actor(), sender('set-policy'))).toMatchObject({ kind: 'accepted', replayed: true, state: { version: 2 } });
    expect(await office.rules.setPolicy(STANDARD_POLICY, policy({ graceWorkingDays: 9 }), actor(), sender('set-policy'))).toEqual({ kind: 'differentBody' });

    // The running item takes it up with the next command, whoever's process that is.
    await system.another().execute(id!, { type: 'settle' }, { kind: 'system', name: 'clock' }, null);
    const events = await system.store.readStream(`item/${id}`);
    expect(events.find((e) => e.type === 'DueSoonMarked')?.meta).toMatchObject({ dueAt: '2026-03-02T01:00:00.000Z', rules: { policy: 2 } });
  });

  it('makes overdue by a shorter period only from the moment at which it takes effect', async () => {
    await issued(system, [aDraftItem('1', { deadline: '2026-12-31' })]);
    system.clock.set('2026-03-05T01:00:00.000Z');
    const shown = seen(await office.previews.preview({ kind: 'policy', policyId: STANDARD_POLICY, ...policy({ receiptWorkingDays: 1 }) }));
    expect(shown.becomeOverdue.rows).toMatchObject([{ duty: 'receipt:a1', from: '2026-03-05', to: '2026-03-03', becomesOverdue: true }]);
    expect(shown.notices.after).toBeGreaterThan(0);
  });

  it('names the fields of rules that cannot be, and refuses the past', async () => {
    const bad = policy({ graceWorkingDays: 0, noticeTime: '25:00' });
    const refused = await office.rules.setPolicy(STANDARD_POLICY, bad, actor(), sender('bad-policy'));
    expect(refused).toMatchObject({ kind: 'rejected', rejection: { code: 'policy-invalid', fields: [{ field: 'graceWorkingDays' }, { field: 'noticeTime' }] } });
    expect(await office.previews.preview({ kind: 'policy', policyId: STANDARD_POLICY, ...bad })).toMatchObject({ rejected: { code: 'policy-invalid' } });
    const past = policy({}, { effectiveFrom: '2026-03-01T00:00:00.000Z' });
    expect(await office.rules.setPolicy(STANDARD_POLICY, past, actor(), sender('past-policy'))).toMatchObject({ rejection: { code: 'date-in-the-past', field: 'effectiveFrom' } });
    // Whoever names today means at once, though the day has begun.
    const today = await office.rules.setPolicy(STANDARD_POLICY, policy({}, { effectiveFrom: '2026-03-01T16:00:00.000Z' }), actor(), sender('set-today'));
    expect(today).toMatchObject({ kind: 'accepted', state: { versions: [{}, { effectiveFrom: '2026-03-02T01:00:00.000Z' }] } });
    const variant = policy({}, { variants: [{ name: '非公', when: { unitClass: 'privateEnterprise' }, differences: { signWorkingDays: 999 }, guidance: null }, { name: '无人', when: {}, differences: {}, guidance: null }] });
    expect(await office.rules.setPolicy(STANDARD_POLICY, variant, actor(), sender('variant-bad'))).toMatchObject({ rejection: { fields: [{ field: 'variants.0.differences.signWorkingDays' }, { field: 'variants.1.when' }, { field: 'variants.1.differences' }] } });
    const less: ProposedCalendar = { days: STATE_COUNCIL.days.filter((d) => !d.day.startsWith('2024')), publishedThrough: 2025, effectiveFrom: null, basis: 'x' };
    const calendar = await office.rules.publishCalendar(less, actor(), sender('less-calendar'));
    expect(calendar).toMatchObject({ rejection: { code: 'calendar-invalid' } });
    expect((calendar as { rejection: { fields: { field: string }[] } }).rejection.fields.map((f) => f.field)).toEqual(expect.arrayContaining(['publishedThrough', 'days']));
  });

  it('says which versions that were to come a new one sets aside', async () => {
    const later = policy({ graceWorkingDays: 5 }, { effectiveFrom: '2026-06-01T00:00:00.000Z' });
    expect(await office.rules.setPolicy(STANDARD_POLICY, later, actor(), sender('set-later'))).toMatchObject({ kind: 'accepted' });
    const sooner = seen(await office.previews.preview({ kind: 'policy', policyId: STANDARD_POLICY, ...policy({}, { effectiveFrom: '2026-05-01T00:00:00.000Z' }) }));
    expect(sooner.supersedes).toEqual([2]);
    expect((await office.rules.policyVersions(STANDARD_POLICY)).map((v) => [v.version, v.data.basis])).toEqual([[2, later.basis], [1, '系统初始规则']]);
  });

  it('offers what a late calendar judges otherwise, and corrects it by an act of its own, once, across a break', async () => {
    await office.rules.setPolicy(STANDARD_POLICY, policy({ deadlineOnHoliday: 'nextWorkingDay' }), actor(), sender('to-next-day'));
    const ids = await issued(system, Array.from({ length: 30 }, (_, i) => aDraftItem(String(i + 1), { deadline: i === 29 ? '2026-03-16' : '2026-03-11' })));
    const lead = person(system.units['市总工会']!);
    for (const id of ids) await system.items.execute(id, { type: 'receive', assignmentId: 'a1', onBehalf: null }, lead, sender(`receive-${id}`));
    // Sent on the 13th, two days late; the last one is in time for its own deadline.
    system.clock.set('2026-03-13T01:00:00.000Z');
    for (const id of ids.slice(0, 28)) await system.items.execute(id, { type: 'submit', stepId: 'a1-1', text: '已完成', evidenceIds: [], onBehalf: null }, lead, sender(`submit-${id}`));
    const state = async (id: string): Promise<ItemState> => {
      let s: ItemState | null = null;
      for (const e of await system.store.readStream(`item/${id}`)) s = evolveItem(s, asDomain<ItemEvent>(e), id);
      return s!;
    };
    expect((await state(ids[0]!)).lateness).toMatchObject([{ dueAt: endOfDay('2026-03-11'), overturned: null }]);

    // The holiday is announced when it is over: the 9th to the 13th of March were free.
    system.clock.set('2026-03-20T01:00:00.000Z');
    await Promise.all(ids.map((id) => system.items.execute(id, { type: 'settle' }, { kind: 'system', name: 'clock' }, null)));
    const free = ['09', '10', '11', '12', '13'].map((d) => ({ day: `2026-03-${d}`, kind: 'holiday' as const, name: '临时放假' }));
    const calendar: ProposedCalendar = { days: [...STATE_COUNCIL.days, ...free], publishedThrough: 2026, effectiveFrom: null, basis: '国办明电〔2026〕3号' };
    await wholeLog(system.store);
    const shown = seen(await office.previews.preview({ kind: 'calendar', ...calendar }));
    expect(shown.corrections.count).toBe(28);
    expect(shown.corrections.rows[0]).toMatchObject({ itemId: ids[0], deadline: '2026-03-11', newDeadline: '2026-03-16', verdict: 'inTime' });
    expect(await office.corrections.begin('x', null, actor(), sender('too-early-job'))).toMatchObject({ rejection: { code: 'nothing-open' } });

    expect(await office.rules.publishCalendar(calendar, actor(), sender('publish-cal'))).toMatchObject({ kind: 'accepted', state: { version: 2 } });
    const unknown = await office.corrections.begin('国办明电〔2026〕3号', [{ itemId: ids[29]!, duty: 'step:a1-1', arming: 1 }], actor(), sender('unknown-late'));
    expect(unknown).toMatchObject({ rejection: { code: 'not-found', field: 'latenesses[0]' } });
    const begun = await office.corrections.begin('国办明电〔2026〕3号', null, actor(), sender('correct-all'));
    if (begun.kind !== 'accepted') throw new Error(JSON.stringify(begun));
    expect(begun.state).toMatchObject({ of: 28, done: 0, status: 'running' });

    // Two processes work on it at once, one of them is interrupted after a part.
    const other = new Office(system.store, system.references, system.clock, system.another(), system.plans);
    await Promise.all([office.jobs.run(begun.state.id, 1), other.jobs.run(begun.state.id)]);
    const again = await office.corrections.begin('国办明电〔2026〕3号', null, actor(), sender('correct-all'));
    expect(again).toMatchObject({ kind: 'accepted', replayed: true, state: { status: 'ended', done: 28, refused: [] } });
    for (const id of ids.slice(0, 28)) {
      const events = await system.store.readStream(`item/${id}`);
      expect(events.filter((e) => e.type === 'LatenessOverturned')).toHaveLength(1);
    }
    expect((await state(ids[0]!)).lateness[0]?.overturned).toMatchObject({ basis: '国办明电〔2026〕3号' });
    expect((await state(ids[28]!)).lateness[0]?.overturned).toBeNull();
    expect(await office.corrections.offered(actor().unitId)).toEqual([]);
  });

  it('refuses in a job only what the item refuses, and goes on', async () => {
    const ids = await issued(system, [aDraftItem('1', { deadline: '2026-03-11' }), aDraftItem('2', { deadline: '2026-03-11' })]);
    expect(ids).toHaveLength(2);
    const jobs = new Office(system.store, system.references, system.clock, system.items, system.plans).jobs;
    const entries = [...ids, 'nowhere'].map((itemId) => ({ key: itemId, data: { itemId, duty: 'step:a1-1', arming: 1 } }));
    const begun = await jobs.begin('corrections', { basis: '依据' }, async () => entries, actor(), sender('mixed-job'), {});
    const ended = await jobs.run((begun as { state: { id: string } }).state.id);
    expect(ended.state).toMatchObject({ status: 'ended', done: 3 });
    expect(ended.state?.refused.map((r) => r.rejection.code)).toEqual(['not-found', 'not-found', 'not-found']);
    expect(await jobs.resume(1_000)).toBe(0);
  });
});
