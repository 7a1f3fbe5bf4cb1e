import { NO_CALENDAR, evolveCalendar } from './calendar/calendar.events';
import { problemsOfRules, STANDARD_RULES } from './policy/policy';
import { rulesFor } from './policy/rules-variant';
import { evolvePolicy, NO_POLICY } from './policy/policy.events';
import { spanAt } from './rules';
import { timelineOf } from './rules.timeline';
import { groupsNamed, membersAt, roofOf, underOneRoof, unitsNamed } from './roster/roster';
import { ROSTER } from './testing/world';
import { rosterOf } from './roster/roster.events';
import { NO_TRAITS } from './roster/unit-traits';
import { atTime } from './time/day';

const meta = { actor: { kind: 'system' as const, name: 'x' }, occurredAt: '', recordedAt: '', rules: { policy: 0, calendar: 0, roster: 0 } };
const policy = (from: string) => ({ type: 'PolicySet' as const, data: { name: '规则', rules: STANDARD_RULES, variants: [], effectiveFrom: from, basis: '' }, meta });
const calendar = (from: string) => ({ type: 'CalendarPublished' as const, data: { publishedThrough: 2026, days: [], effectiveFrom: from, basis: '' }, meta });

test('versions of policy and calendar lie side by side; the first of each holds before it too', () => {
  const policies = [policy('2026-01-01'), policy('2026-03-01')].reduce(evolvePolicy, NO_POLICY);
  const calendars = [calendar('2026-02-01'), calendar('2026-03-01')].reduce(evolveCalendar, NO_CALENDAR);
  const spans = timelineOf(policies, calendars, ROSTER);
  expect(spans.map((s) => [s.from, s.policy.version, s.calendar.version])).toEqual([['2026-01-01', 1, 1], ['2026-02-01', 1, 1], ['2026-03-01', 2, 2]]);
  expect(spanAt({ spans, roster: ROSTER }, '2025-01-01').policy.version).toBe(1);
  expect(spanAt({ spans, roster: ROSTER }, '2026-03-01').policy.version).toBe(2);
  expect(() => timelineOf(NO_POLICY, calendars, ROSTER)).toThrow('no policy');
});

test('rules written by an older program take the standard for what they lack; some units have their differences', () => {
  const { behindTolerancePercent: _newer, ...older } = STANDARD_RULES;
  const event = { ...policy('2026-01-01'), data: { ...policy('2026-01-01').data, rules: older as typeof STANDARD_RULES, variants: [{ name: '非公', when: { unitClass: 'privateEnterprise' as const }, differences: { receiptWorkingDays: 9 }, guidance: null }] } };
  const [version] = evolvePolicy(NO_POLICY, event).versions;
  expect(version?.rules.behindTolerancePercent).toBe(20);
  expect([rulesFor(version!, { ...NO_TRAITS, unitClass: 'privateEnterprise' }).receiptWorkingDays, rulesFor(version!, NO_TRAITS).receiptWorkingDays]).toEqual([9, 3]);
});

test('proposed rules are checked by field', () => {
  expect(problemsOfRules(STANDARD_RULES)).toEqual([]);
  const wrong = { ...STANDARD_RULES, graceWorkingDays: 0, reminderWorkingDays: [1, 3], noticeTime: '25:00', urgingIntervalHours: -1, escalationPath: [], unitApprovals: 3 as 2, behindTolerancePercent: 101 };
  expect(problemsOfRules(wrong).map((p) => p.field).sort()).toEqual(['behindTolerancePercent', 'escalationPath', 'graceWorkingDays', 'noticeTime', 'reminderWorkingDays', 'unitApprovals', 'urgingIntervalHours']);
});

test('one roof is one body, at the end of the chain; a loop ends', () => {
  expect(roofOf(ROSTER, 'office')).toBe('union');
  expect(underOneRoof(ROSTER, 'office', 'union')).toBe(true);
  expect(underOneRoof(ROSTER, 'office', 'lead')).toBe(false);
  const loop = { ...ROSTER, units: { ...ROSTER.units, union: { ...ROSTER.units.union!, housedIn: 'office' } } };
  expect(() => roofOf(loop, 'office')).not.toThrow();
});

test('units by name and alias, old names too, not the dissolved; groups by the day', () => {
  const base = { aliases: ['市人社局'], ...NO_TRAITS, parentId: null, housedIn: null, staffed: true, since: '2020-01-01' };
  const roster = rosterOf([
    { type: 'UnitRegistered', data: { unitId: 'u', name: '市人力资源和社会保障局', ...base } },
    { type: 'UnitRenamed', data: { unitId: 'u', name: '市人社和医保局', from: '2026-01-01' } },
    { type: 'GroupFormed', data: { groupId: 'g', name: '各高校', aliases: [] } },
    { type: 'GroupMemberJoined', data: { groupId: 'g', unitId: 'u', since: '2026-01-01' } },
    { type: 'GroupMemberLeft', data: { groupId: 'g', unitId: 'u', until: '2026-06-30' } },
  ]);
  expect(['市 人社局', '市人力资源和社会保障局', '市人社和医保局'].map((n) => unitsNamed(roster, n).length)).toEqual([1, 1, 1]);
  const [group] = groupsNamed(roster, '各高校');
  expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((d) => membersAt(roster, group!, atTime(d, '10:00')).length)).toEqual([0, 1, 1, 0]);
  expect(unitsNamed(rosterOf([{ type: 'UnitRegistered', data: { unitId: 'u', name: 'x', ...base } }, { type: 'UnitDissolved', data: { unitId: 'u', until: '2026-01-01', successorId: null } }]), 'x')).toEqual([]);
});
