import type { EventMeta, NewEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import type { JsonObject } from '#libs/event-store/json';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemEventData } from '#libs/supervision/item/item.events';
import { addDays, startOfDay, type Day } from '#libs/supervision/time/day';

export const LEVELS = 10;
export const ON_A_LEVEL = 100;
/** The item that all others count towards, and one of which nobody took up anything. */
export const TOP = 'bench-top';
export const ALONE = 'bench-alone';

/** Fills a log with an item, a thousand of ten levels below it, each counting towards one of the level above, and what the lowest told. */
export async function fillLevels(store: EventStore, { office, units, from }: { office: string; units: readonly string[]; from: Day }): Promise<void> {
  const at = (day: number): string => startOfDay(addDays(from, day));
  const idOf = (level: number, n: number): string => (level === 0 ? TOP : `bench-${level}-${n}`);
  const issued = (itemId: string, level: number, n: number): ItemEventData['ItemIssued'] => ({
    planId: `levels${level}`, planNumber: null, policyId: 'standard', number: String(n + 1), title: '开展职业技能培训', category: null, content: '', quote: '', place: null,
    officeUnitId: level === 0 ? office : units[n % units.length]!, supervisingUnitId: null, conferenceUnitId: null, otherVerification: { unitId: null, standing: null },
    period: { from, to: addDays(from, 364) }, deadline: addDays(from, 300), deadlineText: null, recurrence: null,
    targets: [{ id: 't1', metric: '职业技能培训', comparison: '>=', value: 100, unit: '人次', text: '100人次以上', ...(level === 0 ? {} : { upper: { targetId: 't1', value: 100 } }) }],
    assignments: [{ id: 'a1', unitId: units[(n * 7) % units.length]!, role: 'lead', coordinator: true }], steps: [], openGroups: [], carriedFrom: null,
    ...(level === 0 ? {} : { upper: { planId: `levels${level - 1}`, itemId: idOf(level - 1, n), deadline: null } }),
  });
  const told = (n: number): ItemEventData['ProgressReported'] => ({ assignmentId: 'a1', stepId: null, text: '培训进展', percent: null, values: [{ targetId: 't1', value: 100 + n, asOf: addDays(from, 30) }], noProgressReason: null });
  const streams = [{ id: TOP, level: 0, n: 0 }, { id: ALONE, level: 0, n: 1 }, ...Array.from({ length: LEVELS * ON_A_LEVEL }, (_, i) => ({ id: idOf(1 + Math.floor(i / ON_A_LEVEL), i % ON_A_LEVEL), level: 1 + Math.floor(i / ON_A_LEVEL), n: i % ON_A_LEVEL }))].map(({ id, level, n }) => ({
    stream: ITEM_STREAM + id, expectedVersion: 0, headHash: null,
    events: [eventAt('ItemIssued', issued(id, level, n), at(0)), ...(level === LEVELS ? [eventAt('ProgressReported', told(n), at(40))] : [])],
  }));
  for (let i = 0; i < streams.length; i += 100) {
    const outcome = await store.append({ command: null, streams: streams.slice(i, i + 100), guards: [] });
    if (outcome.kind !== 'appended') throw new Error(outcome.kind);
  }
}

function eventAt(type: string, data: unknown, at: string): NewEvent {
  const meta: EventMeta = { actor: { kind: 'system', name: 'bench' }, occurredAt: at, recordedAt: at, rules: { policy: 1, calendar: 1, roster: 21 } };
  return { type, schemaVersion: 1, data: data as JsonObject, meta };
}
