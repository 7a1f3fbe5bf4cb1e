import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { readByStream, readEnd } from '#libs/event-store/read-by-stream';
import type { JsonObject } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import { CALENDAR_STREAM, EFFECT_STREAM, POLICY_STREAM, type RulesTookEffectData } from '#libs/supervision/rules.streams';
import type { Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import { toNewEvent } from './item-commands';

/** Policies are few and change a few times a year. */
const MOST_VERSIONS = 10_000;
const SYSTEM: Actor = { kind: 'system', name: 'clock' };

/**
 * Writes into the log that versions set for a later moment decide from now on, once that moment has come. Deciding does not
 * wait for it, since it reads the spans themselves; lists do, which have no clock but the log.
 *
 * @returns what was written; null where nothing has newly taken effect
 */
export async function noteRulesInForce(store: EventStore, clock: Clock): Promise<RulesTookEffectData | null> {
  const now = clock.now();
  const noted = (await store.readStream(EFFECT_STREAM)).at(-1);
  const after = noted === undefined ? '' : (noted.data as unknown as RulesTookEffectData).until;
  if (now <= after) return null;
  const end = await readEnd(store.pool);
  if (end === null) return null;
  const policies = (await readByStream(store.pool, store.types, POLICY_STREAM, null, end, MOST_VERSIONS)).map((e) => e.event());
  const calendars = await store.readStream(CALENDAR_STREAM);
  const began = (e: RecordedEvent): boolean => {
    const from: Instant = String(e.data['effectiveFrom']);
    return e.known && from > e.recordedAt && from > after && from <= now;
  };
  const data: RulesTookEffectData = {
    after,
    until: now,
    policies: [...new Set(policies.filter(began).map((e) => e.stream.slice(POLICY_STREAM.length)))],
    calendar: calendars.some(began),
  };
  if (data.policies.length === 0 && !data.calendar) return null;
  const event = toNewEvent({ type: 'RulesTookEffect', data, meta: { actor: SYSTEM, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } } });
  // Another worker that was first has written the same: its version refuses this one.
  const outcome = await store.append({ command: null, streams: [{ stream: EFFECT_STREAM, expectedVersion: noted?.version ?? 0, headHash: noted?.hash ?? null, events: [event as typeof event & { data: JsonObject }] }], guards: [] });
  return outcome.kind === 'appended' ? data : null;
}
