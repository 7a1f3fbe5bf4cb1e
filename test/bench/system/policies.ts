import { CALENDAR_STREAM, policyStream } from '#libs/commands/references';
import type { EventStore } from '#libs/event-store/event-store';
import type { JsonObject } from '#libs/event-store/json';
import { calendarOf } from '#libs/supervision/calendar/calendar';
import { STATE_COUNCIL } from '#libs/supervision/calendar/state-council';
import { STANDARD_RULES, type PolicyRules } from '#libs/supervision/policy/policy';
import { dayOf, type Day, type Instant } from '#libs/supervision/time/day';

const SINCE: Instant = '2018-01-01T00:00:01.000Z';
const REMINDER_WORKING_DAYS = 5;

async function append(store: EventStore, stream: string, type: string, data: unknown): Promise<void> {
  const now = new Date().toISOString();
  const { version, headHash } = await store.head(stream);
  const meta = { actor: { kind: 'system', name: 'bench' }, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } };
  const outcome = await store.append({ command: null, streams: [{ stream, expectedVersion: version, headHash, events: [{ type, schemaVersion: 1, data: data as JsonObject, meta }] }], guards: [] });
  if (outcome.kind !== 'appended') throw new Error(`${stream}: ${outcome.kind}`);
}

async function setPolicy(store: EventStore, policyId: string, rules: PolicyRules): Promise<void> {
  await append(store, policyStream(policyId), 'PolicySet', { name: policyId, rules, variants: [], effectiveFrom: SINCE, basis: 'bench' });
}

/** Makes today a working day whatever the calendar says, so that a reminder may fall on it; returns the deadline whose reminder does. */
export async function workToday(store: EventStore, now: Instant): Promise<Day> {
  const today = dayOf(now);
  const days = [...STATE_COUNCIL.days.filter((d) => d.day !== today), { day: today, kind: 'workday' as const, name: '基准测试' }].sort((a, b) => (a.day < b.day ? -1 : 1));
  await append(store, CALENDAR_STREAM, 'CalendarPublished', { ...STATE_COUNCIL, days, effectiveFrom: SINCE, basis: 'bench' });
  return calendarOf(2, STATE_COUNCIL.publishedThrough, days).addWorkingDays(today, REMINDER_WORKING_DAYS);
}

/** Rules under which an item that is due so many working days from now is reminded of at that minute of today, and of nothing before. */
export async function remindAt(store: EventStore, policyId: string, minute: Instant): Promise<void> {
  const noticeTime = new Date(Date.parse(minute) + 8 * 3_600_000).toISOString().slice(11, 16);
  await setPolicy(store, policyId, { ...STANDARD_RULES, reminderWorkingDays: [REMINDER_WORKING_DAYS], blueWithinWorkingDays: 1, noticeTime });
}

/** Rules whose periods are so long that a submission, with the standard's days to verify it, brings the next due moment nearer. */
export async function patient(store: EventStore, policyId: string): Promise<void> {
  await setPolicy(store, policyId, { ...STANDARD_RULES, receiptWorkingDays: 90, quantifyWorkingDays: 90 });
}
