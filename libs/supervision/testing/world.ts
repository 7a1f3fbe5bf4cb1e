import type { Actor } from '../actor';
import { stateCouncilCalendar } from '../calendar/state-council';
import type { Calendar } from '../calendar/calendar';
import type { ItemEventData } from '../item/item.events';
import type { Target } from '../item/item.types';
import { STANDARD_RULES, type PolicyRules } from '../policy/policy';
import { rosterOf, type NewRosterEvent } from '../roster/roster.events';
import type { RulesVariant } from '../policy/policy';
import type { Roster } from '../roster/roster';
import { NO_TRAITS } from '../roster/unit-traits';
import type { Rules, RulesSpan } from '../rules';
import type { Instant } from '../time/day';

/** A small town for specs: the office is housed in the trade union, which works on items like the others. */
export const UNITS = ['office', 'union', 'supervisor', 'lead', 'second', 'helper', 'helper2', 'spare', 'other', 'conference'] as const;

const registered = (unitId: string): NewRosterEvent => ({
  type: 'UnitRegistered',
  data: { unitId, name: unitId, aliases: [], ...NO_TRAITS, unitClass: unitId === 'second' ? 'privateEnterprise' : 'governmentOrgan', parentId: null, housedIn: unitId === 'office' ? 'union' : null, staffed: unitId !== 'helper2', since: '2020-01-01' },
});

export const ROSTER: Roster = rosterOf([
  ...UNITS.map(registered),
  registered('gone'),
  { type: 'UnitDissolved', data: { unitId: 'gone', until: '2025-01-01', successorId: null } },
]);

/** A person of a unit; two of them tell colleagues apart. */
export function of(unitId: string, n = 1): Actor {
  return { kind: 'person', personId: `${unitId}-${n}`, unitId };
}

/** The office for a unit that told it. */
export function officeFor(unitId: string): Actor {
  return { kind: 'person', personId: 'office-1', unitId: 'office', onBehalfOf: unitId };
}

export const START: Instant = '2025-12-01T00:00:00.000Z';

export interface SpanOf {
  from?: Instant;
  rules?: Partial<PolicyRules>;
  variants?: readonly RulesVariant[];
  calendar?: Calendar;
}

/** Rules over time: each span with what differs from the standard. */
export function rulesWith(...spans: SpanOf[]): Rules {
  const all = spans.length === 0 ? [{}] : spans;
  return {
    roster: ROSTER,
    spans: all.map((s, i): RulesSpan => {
      const from = s.from ?? START;
      const policy = { version: i + 1, effectiveFrom: from, rules: { ...STANDARD_RULES, ...s.rules }, variants: s.variants ?? [] };
      return { from, policy, calendar: s.calendar ?? stateCouncilCalendar(i + 1) };
    }),
  };
}

export const TARGET: Target = { id: 't1', metric: '培训', comparison: '>=', value: 100, unit: '人次', text: '100人次以上' };

/** The first event's data of an item that `lead` has to deliver by 2026-06-30, with 100 trained. */
export function itemData(change: Partial<ItemEventData['ItemIssued']> = {}): ItemEventData['ItemIssued'] {
  const deadline = change.deadline === undefined ? '2026-06-30' : change.deadline;
  const assignments = change.assignments ?? [{ id: 'a1', unitId: 'lead', role: 'lead', coordinator: true }];
  return {
    planId: 'p1',
    planNumber: null,
    policyId: 'standard',
    number: '1',
    title: '技能培训',
    category: null,
    content: '',
    quote: '',
    place: null,
    officeUnitId: 'office',
    supervisingUnitId: 'supervisor',
    conferenceUnitId: 'conference',
    otherVerification: { unitId: 'other', standing: null },
    period: { from: '2026-01-01', to: '2026-12-31' },
    deadlineText: null,
    recurrence: null,
    targets: [TARGET],
    steps: assignments.map((a) => ({ id: `${a.id}-1`, assignmentId: a.id, title: '技能培训', period: null, basis: deadline === null ? null : { kind: 'date' as const, day: deadline }, evidenceRequired: false })),
    openGroups: [],
    carriedFrom: null,
    ...change,
    assignments,
    deadline,
  };
}

/** Two leads, two participants. */
export const FOUR: ItemEventData['ItemIssued']['assignments'] = [
  { id: 'a1', unitId: 'lead', role: 'lead', coordinator: true },
  { id: 'a2', unitId: 'second', role: 'lead', coordinator: false },
  { id: 'a3', unitId: 'helper', role: 'participant', coordinator: false },
  { id: 'a4', unitId: 'helper2', role: 'participant', coordinator: false },
];
