import { of } from '../testing/world';
import { rosterOf } from '../roster/roster.events';
import type { DraftDecision, DraftItem } from './draft';
import { openBlocking } from './draft.questions';
import { evolvePlan, type PlanState } from './plan.evolve';
import type { PlanEvent } from './plan.events';
import { isGroupName } from '../roster/group-name';
import { stateCouncilCalendar } from '../calendar/state-council';
import { problemsOfStepUnits } from './draft.step-units';
import { itemsToIssue } from './plan.issue';

const CALENDAR = stateCouncilCalendar(1);
import { atTime } from '../time/day';
import type { NewRosterEvent } from '../roster/roster.events';
import { NO_TRAITS } from '../roster/unit-traits';

const unit = (unitId: string, name: string): NewRosterEvent => ({ type: 'UnitRegistered', data: { unitId, name, aliases: [], ...NO_TRAITS, parentId: null, housedIn: null, staffed: true, since: '2020-01-01' } });
const roster = rosterOf([
  unit('u1', '市人社局'), unit('u2', '市教育局'), unit('u3', '团市委'), unit('office', '产改办'),
  { type: 'GroupFormed', data: { groupId: 'g', name: '群团组织', aliases: [] } },
  { type: 'GroupMemberJoined', data: { groupId: 'g', unitId: 'u2', since: '2025-01-01' } },
  { type: 'GroupMemberJoined', data: { groupId: 'g', unitId: 'u3', since: '2026-03-01' } },
]);
const item = (change: Partial<DraftItem> = {}): DraftItem => ({
  key: 'k1', number: '1', title: '技能培训', category: null, leads: [], participants: [], units: [], targets: [], deadline: '2026-06-30', deadlineText: null, recurrence: null, quote: '', content: '', place: { fromLine: 1, toLine: 1 }, ...change,
});

function plan(items: DraftItem[], change: Partial<PlanState> = {}): PlanState {
  const meta: PlanEvent['meta'] = { actor: of('office'), occurredAt: '2026-01-05T02:00:00.000Z', recordedAt: '2026-01-05T02:00:00.000Z', rules: { policy: 1, calendar: 1, roster: 1 } };
  const drafted = { type: 'PlanDrafted', data: { plan: { period: { from: '2026-01-01', to: '2026-12-31' }, documentNumber: null }, officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null, policyId: 'standard', source: { name: 'x', sha256: '', format: 'txt' }, report: {}, notUnderstood: [] }, meta } as unknown as PlanEvent;
  const read: PlanEvent = { type: 'DraftItemsRead', data: { items, decisions: [] }, meta };
  const state = evolvePlan(evolvePlan(null, drafted, 'p1'), read, 'p1');
  return { ...state, ...change };
}

function issued(state: PlanState, day = '2026-01-05') {
  const found = itemsToIssue(state, roster, new Map(), atTime(day, '10:00'), CALENDAR);
  if ('rejected' in found) return found.rejected;
  return found.map((i) => i.data.assignments.map((a) => `${a.unitId} ${a.role}${a.coordinator ? ' coordinator' : ''}`));
}

test('leads and participants as the paper marks them; the first lead coordinates', () => {
  expect(issued(plan([item({ leads: ['市人社局', '市教育局'], participants: ['团市委'] })]))).toEqual([['u1 lead coordinator', 'u2 lead', 'u3 participant']]);
});

test('unmarked units: one implements, several are a person\'s question', () => {
  expect(issued(plan([item({ units: ['市人社局'] })]))).toEqual([['u1 implementer coordinator']]);
  const settled = (optionId: string, value: string | null) => ({ 'role-unmarked:k1': { optionId, value, personId: 'p', at: '2026-01-05T02:00:00.000Z', bulk: false } });
  const units = ['市人社局', '市教育局'];
  expect(issued(plan([item({ units })], { settled: settled('lead:市教育局', null) }))).toEqual([['u1 participant', 'u2 lead coordinator']]);
  expect(issued(plan([item({ units })], { settled: settled('all-lead', null) }))).toEqual([['u1 lead coordinator', 'u2 lead']]);
  const open: DraftDecision = { id: 'role-unmarked:k1', kind: 'role-unmarked', blocking: true, itemKey: 'k1' } as unknown as DraftDecision;
  const asked = plan([item({ units })], { decisions: [open] });
  expect(openBlocking(asked, '2026-01-05')).toHaveLength(1);
  expect(issued(asked)).toMatchObject({ code: 'decisions-open' });
});

test('units without a role beside a marked lead take the role that a person gave them', () => {
  const chosen = (optionId: string) => ({ settled: { 'units-without-role:k1': { optionId, value: null, personId: 'p', at: '2026-01-05T02:00:00.000Z', bulk: false } } });
  const state = (change: Partial<PlanState>) => plan([item({ leads: ['市人社局'], units: ['市教育局', '团市委'] })], change);
  expect(issued(state(chosen('take-part')))).toEqual([['u1 lead coordinator', 'u2 participant', 'u3 participant']]);
  expect(issued(state(chosen('all-lead')))).toEqual([['u1 lead coordinator', 'u2 lead', 'u3 lead']]);
  expect(issued(state(chosen('lead:团市委')))).toEqual([['u1 lead coordinator', 'u2 participant', 'u3 lead']]);
});

test('a group is its roster of the day, less the item\'s own units; one without a roster stays open', () => {
  const state = plan([item({ leads: ['市教育局'], participants: ['群团组织'] })]);
  expect(issued(state)).toEqual([['u2 lead coordinator']]);
  expect(issued(state, '2026-03-01')).toEqual([['u2 lead coordinator', 'u3 participant']]);
  const open = itemsToIssue(plan([item({ leads: ['市人社局'], participants: ['各高校'] })]), roster, new Map(), atTime('2026-01-05', '10:00'), CALENDAR);
  expect('rejected' in open ? null : open[0]?.data.openGroups).toEqual([{ name: '各高校', role: 'participant' }]);
  expect(['各高校', '其他成员单位', '有关部门', '市人社局'].map(isGroupName)).toEqual([true, true, true, false]);
});

test('a name that nobody answers to, no period, a day that no calendar knows: refused; nobody named: the office\'s own', () => {
  expect(issued(plan([item({ leads: ['市某局'] })]))).toMatchObject({ code: 'unit-unknown', details: { name: '市某局' } });
  const state = plan([item()]);
  expect(issued(state)).toEqual([['office implementer coordinator']]);
  expect(issued({ ...state, plan: { ...state.plan, period: null } })).toMatchObject({ code: 'period-missing' });
  expect(issued({ ...state, plan: { ...state.plan, period: { from: '2026-01-01', to: '2099-12-31' } } })).toMatchObject({ code: 'date-invalid' });
  expect(issued(plan([item({ deadline: '2099-12-31' })]))).toMatchObject({ code: 'date-invalid' });
  expect(issued({ ...state, status: 'issued' })).toMatchObject({ code: 'plan-not-draft' });
});

test('a recurring duty without a date is delivered by its periods; with one, also by that', () => {
  const steps = (change: Partial<DraftItem>) => {
    const found = itemsToIssue(plan([item({ leads: ['市人社局'], participants: ['团市委'], recurrence: 'quarterly', ...change })]), roster, new Map(), atTime('2026-01-05', '10:00'), CALENDAR);
    return 'rejected' in found ? null : found[0]?.data.steps.map((s) => s.assignmentId);
  };
  expect(steps({ deadline: null })).toEqual(['a2']);
  expect(steps({})).toEqual(['a1', 'a2']);
});

test('an answer that means a group which was dissolved is named with the group\'s last name and all its items', () => {
  const events: NewRosterEvent[] = [
    unit('u1', '市人社局'), unit('office', '产改办'),
    { type: 'GroupFormed', data: { groupId: 'g', name: '高校组', aliases: [] } },
    { type: 'GroupDissolved', data: { groupId: 'g' } },
  ];
  const said = { 'unit-unresolved:plan:各高校': { optionId: 'group:g', value: null, personId: 'p', at: '2026-01-05T02:00:00.000Z', bulk: false } };
  const state = plan([item({ leads: ['市人社局'], participants: ['各高校'] }), item({ key: 'k2', number: '2', title: '人才引进' }), item({ key: 'k3', number: '', title: '学科建设', participants: ['各高校'] })], { settled: said });
  expect(itemsToIssue(state, rosterOf(events), new Map(), atTime('2026-01-05', '10:00'), CALENDAR)).toMatchObject({
    rejected: { code: 'group-dissolved', details: { name: '高校组', said: '各高校', items: '1“技能培训”、“学科建设”' } },
  });
  // Nobody can say yet who is meant: a registered unit may turn out to be.
  const steps = [{ id: 's1', title: '摸底', unit: '产改办', after: [] }] as unknown as NonNullable<DraftItem['steps']>;
  expect(problemsOfStepUnits(state, { key: 'k1', steps }, rosterOf(events))).toEqual([]);
});
