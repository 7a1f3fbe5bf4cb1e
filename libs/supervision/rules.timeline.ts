import type { CalendarHistory } from './calendar/calendar.events';
import type { PolicyHistory } from './policy/policy.events';
import type { RulesSpan } from './rules';

/**
 * Lays the versions of a policy and of the calendar side by side into spans, oldest first.
 *
 * Each needs at least one version; the first of each holds for all time before it too.
 */
export function timelineOf(policy: PolicyHistory, calendar: CalendarHistory): RulesSpan[] {
  const firstPolicy = policy.versions[0];
  const firstCalendar = calendar.versions[0];
  if (!firstPolicy || !firstCalendar) throw new Error('no policy or no calendar has been set: run `duban migrate`, which sets the first of each');
  const start = firstPolicy.effectiveFrom < firstCalendar.effectiveFrom ? firstPolicy.effectiveFrom : firstCalendar.effectiveFrom;
  const moments = new Set([start, ...policy.versions.map((v) => v.effectiveFrom), ...calendar.versions.map((v) => v.effectiveFrom)]);
  return [...moments].sort().map((from) => ({
    from,
    // Of versions that take effect at one moment the newest holds.
    policy: policy.versions.filter((v) => v.effectiveFrom <= from).at(-1) ?? firstPolicy,
    calendar: calendar.versions.filter((v) => v.effectiveFrom <= from).at(-1)?.calendar ?? firstCalendar.calendar,
  }));
}
