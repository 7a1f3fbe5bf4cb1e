import type { Calendar } from './calendar/calendar';
import type { Policy, PolicyRules } from './policy/policy';
import { rulesFor } from './policy/rules-variant';
import type { Roster } from './roster/roster';
import { traitsAt } from './roster/unit-traits';
import type { Instant } from './time/day';

/** The rules that decide from a moment on, until the next span's moment. */
export interface RulesSpan {
  from: Instant;
  policy: Policy;
  calendar: Calendar;
}

/** What deciding needs besides the state: the rules over time (oldest first, at least one) and who is who now. */
export interface Rules {
  spans: readonly RulesSpan[];
  roster: Roster;
}

/** The span in force at a moment; moments before the first version are decided by the first. */
export function spanAt(rules: Rules, at: Instant): RulesSpan {
  let found = rules.spans[0]!;
  for (const span of rules.spans) if (span.from <= at) found = span;
  return found;
}

/** Units answer under the rules for what they were when the span began: a span ends where that changes. */
export function rulesOfUnit(span: RulesSpan, roster: Roster, unitId: string): PolicyRules {
  return rulesFor(span.policy, traitsAt(roster.units[unitId], span.from));
}

export function rulesVersions(rules: Rules, span: RulesSpan): { policy: number; calendar: number; roster: number } {
  return { policy: span.policy.version, calendar: span.calendar.version, roster: rules.roster.version };
}
