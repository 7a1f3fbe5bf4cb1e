import { endedDay, eventRef, isWithin, type Named, type Period } from '../evaluation/counting';
import { dayOfEvent } from '../evaluation/as-of';
import type { FigureName } from '../evaluation/figure.names';
import type { CountedItem } from '../evaluation/item.figures';
import { COUNTED_KINDS, type CountedProceeding } from '../evaluation/proceeding.figures';
import type { InspectionState } from '../inspection/inspection.types';
import { evolveItem, ITEM_STREAM } from '../item/item.evolve';
import type { ItemEvent } from '../item/item.events';
import type { ItemState } from '../item/item.types';
import { evolveProceeding } from '../proceeding/proceeding.evolve';
import type { ProceedingState } from '../proceeding/proceeding';
import type { Instant } from '../time/day';

/** Something that was held against a unit, or told by it, and was put right (更正): it stays visible, and leaves the figures. */
export interface PutRight {
  unitId: string;
  /** The figures in which it counted, or that rest on it. */
  figures: FigureName[];
  /** The event that said it, and the one that put it right. */
  event: string;
  by: string;
  at: Instant;
  basis: string;
  /** Of a value: what was told, and what is told now. */
  value: { metric: string; unit: string; was: number; now: number } | null;
}

const STEP = 'step:';

/** What was put right in an item, of what it held in the period. */
export function putRightInItem({ itemId, events }: CountedItem, period: Period): PutRight[] {
  const found: PutRight[] = [];
  /** By its place among the item's latenesses: the event that found it. */
  const foundBy: { ref: string; within: boolean }[] = [];
  const returns = new Map<string, { ref: string; within: boolean }>();
  const reds = new Map<string, { ref: string; within: boolean }>();
  const within = (event: ItemEvent): boolean => isWithin(period, dayOfEvent(event));
  let state: ItemState | null = null;
  for (const [i, event] of events.entries()) {
    const ref = eventRef(ITEM_STREAM + itemId, i + 1);
    const before: ItemState | null = state;
    state = evolveItem(before, event, itemId);
    for (let k = before?.lateness.length ?? 0; k < state.lateness.length; k++) foundBy.push({ ref, within: isWithin(period, endedDay(state.lateness[k]!.dueAt)) });
    if (before === null) continue;
    const unitOf = (stepId: string): string | undefined => before.assignments[before.steps[stepId]?.assignmentId ?? '']?.unitId;
    const put = (stepId: string, figures: FigureName[], of: { ref: string; within: boolean } | undefined, basis: string): void => {
      const unitId = unitOf(stepId);
      if (unitId !== undefined && of?.within) found.push({ unitId, figures, event: of.ref, by: ref, at: event.meta.recordedAt, basis, value: null });
    };
    // Whatever brings it about: a ruling, a return that was overturned with what it made late.
    for (const [k, lateness] of state.lateness.entries()) {
      if (lateness.overturned === null || before.lateness[k] === undefined || before.lateness[k].overturned !== null || !lateness.duty.startsWith(STEP)) continue;
      const stepId = lateness.duty.slice(STEP.length);
      const recurs = (before.steps[stepId]?.period ?? null) !== null;
      put(stepId, ['lateCount', ...(recurs ? ['missingReports' as const] : [])], foundBy[k], lateness.overturned.basis);
      put(stepId, ['redCount'], reds.get(`${lateness.duty}/${lateness.arming}`), lateness.overturned.basis);
    }
    if (event.type === 'RedMarked') reds.set(`${event.data.duty}/${event.data.arming}`, { ref, within: within(event) });
    if (event.type === 'StepReturned') returns.set(event.data.stepId, { ref, within: within(event) });
    if (event.type === 'ReturnOverturned') put(event.data.stepId, ['returnedCount'], returns.get(event.data.stepId), event.data.basis);
    if (event.type === 'ValueCorrected') {
      const { assignmentId, targetId, value, asOf, reason } = event.data;
      const a = before.assignments[assignmentId];
      const told = a?.figures[targetId]?.find((f) => f.asOf === asOf);
      const target = before.targets.find((t) => t.id === targetId);
      if (!a || !told || !target || told.value === value || !isWithin(period, asOf)) continue;
      found.push({ unitId: a.unitId, figures: ['targetsMet'], event: eventRef(ITEM_STREAM + itemId, told.event), by: ref, at: event.meta.recordedAt, basis: reason, value: { metric: target.metric, unit: target.unit, was: told.value, now: value } });
    }
  }
  return found;
}

/** Figures in which a lateness of a proceeding counted, by the first word of its id. */
const OF_LATENESS: Readonly<Record<string, FigureName[]>> = { step: ['decisionsLate'], visit: ['visitsLate', 'visitsMissed'], form: ['formsLate'], missing: ['formsMissing'] };

/** What was put right in a proceeding, of what it held in the period. */
export function putRightInProceeding({ stream, events }: CountedProceeding, period: Period): PutRight[] {
  const kind = COUNTED_KINDS.find((k) => stream.startsWith(`${k.name}/`));
  if (!kind) return [];
  const id = stream.slice(kind.name.length + 1);
  const named = events.map((event, i): Named => ({ event, ref: eventRef(stream, i + 1) }));
  const found: PutRight[] = [];
  let state: ProceedingState | null = null;
  for (const [i, { event, ref }] of named.entries()) {
    const before: ProceedingState | null = state;
    state = evolveProceeding(kind, before, event, id) as ProceedingState;
    const put = (unitId: string | undefined, figures: FigureName[] | undefined, of: Named | undefined, basis: string): void => {
      if (unitId !== undefined && figures !== undefined && of !== undefined && isWithin(period, dayOfEvent(of.event))) found.push({ unitId, figures, event: of.ref, by: ref, at: event.meta.recordedAt, basis, value: null });
    };
    const earlier = named.slice(0, i);
    const of = (type: string, findingId: string): Named | undefined => earlier.findLast((n) => n.event.type === type && (n.event.data as { findingId?: string }).findingId === findingId);
    const { findingId, basis } = event.data as { findingId: string; basis: string };
    const unitOfFinding = (): string | undefined => (before as unknown as InspectionState | null)?.findings[findingId]?.unitId;
    switch (event.type) {
      case 'LatenessObjectionRuled': {
        const { objectionId, upheld, reason } = event.data as { objectionId: string; upheld: boolean; reason: string };
        const objection = before?.latenessObjections[objectionId];
        if (!upheld || !objection || !before) break;
        const foundAt = kind.latenesses?.(before).find((l) => l.id === objection.lateness)?.foundAt;
        put(objection.unitId, OF_LATENESS[objection.lateness.split(':')[0]!], earlier.find((n) => n.event.meta.recordedAt === foundAt && n.event.type !== 'LatenessObjected') ?? earlier.find((n) => n.event.meta.recordedAt === foundAt), reason);
        break;
      }
      case 'FindingOverturned':
        put(unitOfFinding(), ['findings', 'findingsOpen'], of('RectificationOrdered', findingId) ?? of('FindingRecorded', findingId), basis);
        break;
      case 'RectificationLatenessOverturned':
        put(unitOfFinding(), ['findingsOverdue'], earlier.find((n) => n.event.type === 'OverdueMarked' && (n.event.data as { duty: string }).duty === `rectify:${findingId}`) ?? of('RectificationReplied', findingId), basis);
        break;
    }
  }
  return found;
}
