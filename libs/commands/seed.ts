import type { EventStore } from '#libs/event-store/event-store';
import type { NewEvent } from '#libs/event-store/event';
import { STATE_COUNCIL } from '#libs/supervision/calendar/state-council';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { Instant } from '#libs/supervision/time/day';
import type { JsonObject } from '#libs/event-store/json';
import { CALENDAR_STREAM, policyStream, STANDARD_POLICY } from './references';

/** The first version of each holds for all time before it, too. */
const BEGINNING_OF_TIME: Instant = '2018-01-01T00:00:00.000Z';

/** Sets the first policy and the first calendar of an empty log; does nothing where they are. Returns what was set. */
export async function seedReferences(store: EventStore, now: Instant): Promise<string[]> {
  const set: string[] = [];
  const first = async (stream: string, type: string, data: unknown): Promise<void> => {
    const event: NewEvent = {
      type,
      schemaVersion: 1,
      data: data as JsonObject,
      meta: { actor: { kind: 'system', name: 'set-up' }, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } },
    };
    const outcome = await store.append({ command: null, streams: [{ stream, expectedVersion: 0, headHash: null, events: [event] }], guards: [] });
    if (outcome.kind === 'appended') set.push(stream);
  };
  await first(policyStream(STANDARD_POLICY), 'PolicySet', { name: '标准督办规则', rules: STANDARD_RULES, variants: [], effectiveFrom: BEGINNING_OF_TIME, basis: '系统初始规则' });
  await first(CALENDAR_STREAM, 'CalendarPublished', { ...STATE_COUNCIL, effectiveFrom: BEGINNING_OF_TIME, basis: '国务院办公厅节假日安排通知（2018 年起）' });
  return set;
}
