import type { CalendarHistory } from './calendar/calendar.events';
import type { Policy } from './policy/policy';
import type { PolicyHistory } from './policy/policy.events';
import { variantsFor } from './policy/rules-variant';
import type { Roster } from './roster/roster';
import { traitsAt, type UnitTraits } from './roster/unit-traits';
import { rulesOfUnit, type RulesSpan } from './rules';
import type { Instant } from './time/day';

/**
 * Lays the versions of a policy and of the calendar side by side into spans, oldest first.
 *
 * A unit that is classed anew begins a span as well, where that gives it other rules. Each needs at least one version; the first of each holds for all time before it too.
 */
export function timelineOf(policy: PolicyHistory, calendar: CalendarHistory, roster: Roster): RulesSpan[] {
  const firstPolicy = policy.versions[0];
  const firstCalendar = calendar.versions[0];
  if (!firstPolicy || !firstCalendar) throw new Error('no policy or no calendar has been set: run `duban migrate`, which sets the first of each');
  const start = firstPolicy.effectiveFrom < firstCalendar.effectiveFrom ? firstPolicy.effectiveFrom : firstCalendar.effectiveFrom;
  const moments = new Set([start, ...policy.versions.map((v) => v.effectiveFrom), ...calendar.versions.map((v) => v.effectiveFrom)]);
  const spans = [...moments].sort().map((from) => ({
    from,
    // Of versions that take effect at one moment the newest holds.
    policy: policy.versions.filter((v) => v.effectiveFrom <= from).at(-1) ?? firstPolicy,
    calendar: calendar.versions.filter((v) => v.effectiveFrom <= from).at(-1)?.calendar ?? firstCalendar.calendar,
  }));
  return cutWhereClassed(spans, roster);
}

/** The same, once it is sure that a unit's rules can be made of every span. @throws where they cannot */
export function provenTimelineOf(policy: PolicyHistory, calendar: CalendarHistory, roster: Roster): RulesSpan[] {
  const spans = timelineOf(policy, calendar, roster);
  for (const span of spans) rulesOfUnit(span, roster, '');
  return spans;
}

/** A span ends, and one like it begins, where a unit was classed anew and other rules are for it from then on. */
export function cutWhereClassed(spans: readonly RulesSpan[], roster: Roster): RulesSpan[] {
  if (roster.reclassed.length === 0) return [...spans];
  return spans.flatMap((span, i) => {
    const end = spans[i + 1]?.from;
    const cuts = roster.reclassed.filter((at) => at > span.from && (end === undefined || at < end) && rulesDiffer(span.policy, roster, at));
    return [span, ...cuts.map((from) => ({ ...span, from }))];
  });
}

function rulesDiffer(policy: Policy, roster: Roster, at: Instant): boolean {
  if (policy.variants.length === 0) return false;
  return Object.values(roster.units).some((unit) => unit.formerTraits.some((before) => before.until === at && !sameVariants(policy, before, traitsAt(unit, at))));
}

function sameVariants(policy: Policy, before: UnitTraits, after: UnitTraits): boolean {
  const [a, b] = [variantsFor(policy, before), variantsFor(policy, after)];
  return a.length === b.length && a.every((v, i) => v === b[i]);
}
