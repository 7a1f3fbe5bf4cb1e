import { wholeLog } from '#libs/event-store/testing/events';
import type { RosterCommand } from '#libs/supervision/roster/roster.decide';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { RoundForm, RoundState } from '#libs/supervision/reporting-round/round.types';
import { CLOCK } from '#libs/supervision/actor';
import { Office } from './office';
import { Proceedings } from './proceedings';
import { STANDARD_POLICY } from './references';
import { ReportingRounds } from './reporting-rounds';
import { aDraftItem } from './testing/a-plan';
import { aSystem, issued, OFFICE, person, SETUP, type TestSystem } from './testing/a-system';

/** A unit's form follows its assignments when they pass on in mid-round, whatever passes them on. */
describe('the forms of an open round', () => {
  let system: TestSystem;
  let rounds: ReportingRounds;
  let itemId: string;
  let groupId: string;
  let seen = 0;
  let commands = 0;
  const unit = (name: string): string => system.units[name]!;
  const office = () => person(unit(OFFICE), 'p-office');

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z', ['市总工会', '市人社局', '市财政局', '市教育局']);
    seen = 0;
    const grouped = await system.roster.group('各成员单位', [unit('市人社局')], SETUP, { scope: 'test', commandId: 'group' });
    if (grouped.kind !== 'accepted') throw new Error(grouped.kind);
    groupId = Object.keys(grouped.state.groups)[0]!;
    [itemId] = (await issued(system, [aDraftItem('1', { participants: ['各成员单位'], deadline: '2026-11-30' })])) as [string];
    const proceedings = new Proceedings(system.store, system.references, system.clock);
    rounds = new ReportingRounds(system.store, system.references, system.clock, system.items, system.plans, proceedings);
    const about = { planId: 'plan1', policyId: 'standard', officeUnitId: unit(OFFICE), supervisingUnitId: null, conferenceUnitId: null, title: '三月调度', period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-31' };
    expect(await rounds.open('r1', about, office(), { scope: 'p-office', commandId: 'open' })).toMatchObject({ kind: 'accepted' });
    await followed();
  });
  afterEach(() => system.close());

  /** Has the rounds follow what the log has new, as their subscription does. */
  async function followed(): Promise<void> {
    const events = await wholeLog(system.store);
    await rounds.follow(events.slice(seen));
    seen = events.length;
  }

  /** The roster changes, the item's timer runs, and the rounds follow. @returns the types of what came of it in the item */
  async function after(command: RosterCommand, day: string): Promise<string[]> {
    const { version } = await system.items.load(itemId);
    expect(await system.roster.execute(command, SETUP, { scope: 'test', commandId: command.type })).toMatchObject({ kind: 'accepted' });
    system.clock.set(`${day}T02:00:00.000Z`);
    system.references.expire();
    await system.items.execute(itemId, { type: 'settle' }, CLOCK, null);
    await followed();
    return (await system.store.readStream(`item/${itemId}`, version)).map((e) => e.type);
  }

  /** Units with lines that stand, by name. */
  async function onForms(): Promise<string[]> {
    const state = (await rounds.rounds.load('r1')).state as RoundState;
    const names = new Map(Object.entries(system.units).map(([name, id]) => [id, name]));
    return Object.values(state.forms).filter((f) => f.status !== 'dropped' && f.lines.length > 0).map((f) => names.get(f.unitId)!);
  }

  it('are one for a unit over a plan and its days, until the round is locked or called off', async () => {
    const about = { planId: 'plan1', policyId: 'standard', officeUnitId: unit(OFFICE), supervisingUnitId: null, conferenceUnitId: null, title: '三月再调度', period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-31' };
    const open = (id: string, change = {}) => rounds.open(id, { ...about, ...change }, office(), { scope: 'p-office', commandId: `open-${id}` });
    expect(await open('r2')).toMatchObject({ kind: 'rejected', rejection: { code: 'round-open', details: { title: '三月调度' } } });
    expect(await open('r3', { period: { from: '2026-03-01', to: '2026-03-15' } })).toMatchObject({ kind: 'accepted' });
    await rounds.rounds.execute('r1', { type: 'callOff', reason: '改由专项调度' }, office(), { scope: 'p-office', commandId: 'off' });
    expect(await open('r4')).toMatchObject({ kind: 'accepted' });
  });

  it('begin where a unit joins the group that an item names, and end where one leaves it', async () => {
    expect(await onForms()).toEqual(['市总工会', '市人社局']);
    expect(await after({ type: 'join', groupId, unitId: unit('市财政局'), since: '2026-03-02' }, '2026-03-04')).toContain('MemberJoined');
    expect(await onForms()).toEqual(['市总工会', '市人社局', '市财政局']);
    expect(await after({ type: 'leave', groupId, unitId: unit('市人社局'), until: '2026-03-04' }, '2026-03-06')).toContain('MemberLeft');
    expect(await onForms()).toEqual(['市总工会', '市财政局']);
  });

  it('pass to the successor of a unit that is dissolved', async () => {
    expect(await after({ type: 'dissolve', unitId: unit('市总工会'), until: '2026-03-04', successorId: unit('市教育局') }, '2026-03-06')).toContain('AssignmentPassedOn');
    expect(await onForms()).toEqual(['市人社局', '市教育局']);
  });

  it('are sent back inside the unit by who saw the form as it is, and by nobody who saw an older one', async () => {
    const { rules } = new Office(system.store, system.references, system.clock, system.items, system.plans);
    const strict = { name: '标准督办规则', rules: { ...STANDARD_RULES, unitApprovals: 1 as const }, variants: [], effectiveFrom: null, basis: '联席会议纪要' };
    expect(await rules.setPolicy(STANDARD_POLICY, strict, office(), { scope: 'p-office', commandId: 'strict' })).toMatchObject({ kind: 'accepted' });
    system.clock.set('2026-03-03T02:00:00.000Z');
    system.references.expire();
    const own = unit('市总工会');
    const formNow = async (): Promise<RoundForm> => ((await rounds.rounds.load('r1')).state as RoundState).forms[own]!;
    const by = (personId: string) => [person(own, personId), { scope: personId, commandId: `${personId}-${++commands}` }] as const;
    expect(await system.items.execute(itemId, { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(own, 'p-writer'), { scope: 'p-writer', commandId: 'receipt' })).toMatchObject({ kind: 'accepted' });
    const entries = (await formNow()).lines.map((l) => ({ lineId: l.id, stepId: null, text: '', percent: null, values: [], noProgressReason: '上级资金尚未下达' }));
    expect(await rounds.save('r1', own, entries, null, ...by('p-writer'))).toMatchObject({ kind: 'accepted' });
    expect(await rounds.send('r1', own, null, null, ...by('p-writer'))).toMatchObject({ kind: 'accepted' });
    const seen = await formNow();
    expect(seen.status).toBe('inApproval');
    const sendBack = (version: number) => rounds.judge('r1', { type: 'sendBackForm', unitId: own, reason: '人数不准' }, ...by('p-head'), version);
    expect(await sendBack(seen.version - 1)).toMatchObject({ kind: 'rejected', rejection: { code: 'stale', details: { seen: seen.version - 1, now: seen.version } } });
    expect((await formNow()).status).toBe('inApproval');
    expect(await sendBack(seen.version)).toMatchObject({ kind: 'accepted' });
    expect((await formNow()).status).toBe('open');
  });
});
