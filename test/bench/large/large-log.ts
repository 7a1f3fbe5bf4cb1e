import type { EventStore } from '#libs/event-store/event-store';
import type { EventMeta, NewEvent } from '#libs/event-store/event';
import type { JsonObject } from '#libs/event-store/json';
import { atOnce } from '#libs/commands/at-once';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemEventData, ItemEventType } from '#libs/supervision/item/item.events';
import { addDays, addMs, type Day, startOfDay } from '#libs/supervision/time/day';

const STREAMS_AT_ONCE = 200;
const WRITERS = 4;
const ITEMS_A_PLAN = 1_000;

export interface LargeLog {
  readonly items: number;
  readonly units: readonly string[];
  readonly office: string;
  /** First day of the year that the items live in. */
  readonly from: Day;
}

type Mark = { [T in ItemEventType]: { type: T; data: ItemEventData[T]; agendaKey?: string } }[ItemEventType];

/** What happens to an item in the months after its issue: most are received, a third near their day, some late, some done. */
function marksOf(n: number, unit: string, deadline: Day): Mark[] {
  const duty = 'step:a1-1';
  const marks: Mark[] = [];
  if (n % 10 !== 0) marks.push({ type: 'AssignmentReceived', data: { assignmentId: 'a1', personId: `p-${unit}`, onBehalf: null } });
  if (n % 3 === 0) marks.push({ type: 'DueSoonMarked', agendaKey: `${duty}/1/due-soon`, data: { duty, arming: 1, rung: 'due-soon', stepId: 'a1-1', deadline } });
  if (n % 7 === 0) marks.push({ type: 'OverdueMarked', agendaKey: `${duty}/1/overdue`, data: { duty, arming: 1, rung: 'overdue', stepId: 'a1-1', deadline } });
  if (n % 21 === 0) marks.push({ type: 'RedMarked', agendaKey: `${duty}/1/red`, data: { duty, arming: 1, rung: 'red', stepId: 'a1-1', deadline } });
  if (n % 10 !== 0 && n % 4 === 1) marks.push({ type: 'StepSubmitted', data: { stepId: 'a1-1', attempt: 1, text: '已完成', evidenceIds: [], personId: `p-${unit}` } });
  return marks;
}

function issued({ units, office, from }: LargeLog, n: number, deadline: Day): ItemEventData['ItemIssued'] {
  const unit = (i: number): string => units[(n + i * 7) % units.length]!;
  return {
    planId: `large${Math.floor(n / ITEMS_A_PLAN)}`, planNumber: `试产改〔2026〕${Math.floor(n / ITEMS_A_PLAN)}号`, policyId: 'standard',
    number: String((n % ITEMS_A_PLAN) + 1), title: `开展补贴性职业技能培训（第 ${n} 项）`, category: `类别${(n % 6) + 1}`,
    content: '围绕重点产业需求，开展政府补贴性职业技能培训，年内不少于 4 万人次。', quote: '', place: null,
    officeUnitId: office, supervisingUnitId: null, conferenceUnitId: null, otherVerification: { unitId: null, standing: null },
    period: { from, to: addDays(from, 364) }, deadline, deadlineText: null, recurrence: null, targets: [],
    assignments: [{ id: 'a1', unitId: unit(0), role: 'lead', coordinator: true }, { id: 'a2', unitId: unit(1), role: 'participant', coordinator: false }],
    steps: [1, 2].map((i) => ({ id: `a${i}-1`, assignmentId: `a${i}`, title: '培训', period: null, basis: { kind: 'date' as const, day: deadline }, evidenceRequired: false })),
    openGroups: [], carriedFrom: null,
  };
}

/** Fills a log with items issued over half a year and what became of them, by bulk appends; events written. */
export async function fillLargeLog(store: EventStore, large: LargeLog): Promise<number> {
  const heads = new Map<number, { version: number; headHash: Buffer | null }>();
  let events = 0;
  // One round a transaction an item: rows show what a transaction left behind, and each mark shall have its own.
  for (let round = 0; ; round++) {
    const due: { n: number; event: NewEvent }[] = [];
    for (let n = 0; n < large.items; n++) {
      const deadline = addDays(large.from, 120 + (n % 200));
      const mark = round === 0 ? ({ type: 'ItemIssued', data: issued(large, n, deadline) } as const) : marksOf(n, large.units[n % large.units.length]!, deadline)[round - 1];
      if (mark) due.push({ n, event: eventAt(mark, addMs(startOfDay(addDays(large.from, (n % 100) + round * 40)), (n % 86_000) * 1000)) });
    }
    if (due.length === 0) return events;
    events += due.length;
    const parts = Array.from({ length: Math.ceil(due.length / STREAMS_AT_ONCE) }, (_, i) => due.slice(i * STREAMS_AT_ONCE, (i + 1) * STREAMS_AT_ONCE));
    await atOnce(parts, WRITERS, async (part) => {
      const streams = part.map(({ n, event }) => ({ stream: `${ITEM_STREAM}large-${n}`, expectedVersion: heads.get(n)?.version ?? 0, headHash: heads.get(n)?.headHash ?? null, events: [event] }));
      const outcome = await store.append({ command: null, streams, guards: [] });
      if (outcome.kind !== 'appended') throw new Error(outcome.kind);
      outcome.streams.forEach(({ version, headHash }, i) => heads.set(part[i]!.n, { version, headHash }));
    });
  }
}

function eventAt({ type, data, agendaKey }: { type: string; data: unknown; agendaKey?: string }, at: string): NewEvent {
  const meta: EventMeta = { actor: { kind: 'system', name: 'bench' }, occurredAt: at, recordedAt: at, rules: { policy: 1, calendar: 1, roster: 21 } };
  return { type, schemaVersion: 1, data: data as JsonObject, meta, ...(agendaKey === undefined ? {} : { agendaKey }) };
}
