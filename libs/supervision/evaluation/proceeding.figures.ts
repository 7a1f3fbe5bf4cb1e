import { DIFFICULTY, type DifficultyState } from '../difficulty/difficulty';
import type { DomainEvent } from '../event';
import { INSPECTION } from '../inspection/inspection';
import { INSTRUCTION } from '../instruction/instruction';
import { MEETING } from '../meeting/meeting';
import { evolveProceeding } from '../proceeding/proceeding.evolve';
import type { ProceedingKind, ProceedingState } from '../proceeding/proceeding';
import { REFORM_UNIT } from '../reform-unit/reform-unit';
import { REPORTING_ROUND } from '../reporting-round/round';
import { dayOf, type Day } from '../time/day';
import { dayOfEvent, knownOf } from './as-of';
import { eventRef, isWithin, type Count, type Named, type Period } from './counting';
import { countFindings } from './finding.figures';
import { countForms } from './form.figures';
import { countSteps } from './step.figures';
import { countVisits } from './visit.figures';

/** One proceeding's events, up to the version that is counted. */
export interface CountedProceeding {
  stream: string;
  events: readonly DomainEvent[];
}

/** Kinds that figures are counted from. */
export const COUNTED_KINDS: readonly ProceedingKind<any, any>[] = [DIFFICULTY, INSPECTION, INSTRUCTION, MEETING, REFORM_UNIT, REPORTING_ROUND];

/** Counts one proceeding by its kind; of other kinds nothing is counted. */
export function countProceeding({ stream, events }: CountedProceeding, period: Period, count: Count): void {
  const kind = COUNTED_KINDS.find((k) => stream.startsWith(`${k.name}/`));
  if (!kind || events.length === 0) return;
  const id = stream.slice(kind.name.length + 1);
  const all = events.map((event, i): Named => ({ event, ref: eventRef(stream, i + 1) }));
  const fold = (of: readonly Named[]): ProceedingState | null => of.reduce<ProceedingState | null>((s, { event }) => evolveProceeding(kind, s, event, id), null);
  // A round's figures are frozen when it is locked, and stand by the versions of its own stream.
  if (kind.name === REPORTING_ROUND.name) return countForms(fold(all) as never, stream, all, period, count);
  const named = knownOf(all, period, ({ event }, i) => corrects(all, event, i, period));
  const state = fold(named);
  if (state === null) return;
  switch (kind.name) {
    case INSPECTION.name:
      return countFindings(state as never, named, period, count);
    case REFORM_UNIT.name:
      return countVisits(state as never, named, period, count);
    case DIFFICULTY.name:
      countDifficulty(state as DifficultyState, named, period, count);
      return countSteps(state as DifficultyState, named, period, count);
    default:
      return countSteps(state as never, named, period, count);
  }
}

/** What is put right (更正) of what a period holds, whenever that comes. */
const CORRECTIVE: ReadonlySet<string> = new Set(['LatenessObjected', 'LatenessObjectionRuled', 'FindingOverturned', 'FindingWithdrawn', 'RectificationLatenessOverturned', 'RectificationReturnOverturned', 'RepeatDecided']);

/** A return that came later is overturned later: of the period it says nothing. A visit is of the day on which it was made, whenever that is recorded. */
function corrects(all: readonly Named[], event: DomainEvent, at: number, { to }: Period): boolean {
  if (event.type === 'VisitRecorded') return (event.data as { day: Day }).day <= to;
  if (event.type !== 'RectificationReturnOverturned') return CORRECTIVE.has(event.type);
  const findingOf = (e: DomainEvent): string => (e.data as { findingId: string }).findingId;
  const returned = all.slice(0, at).findLast((n) => n.event.type === 'RectificationReturned' && findingOf(n.event) === findingOf(event));
  return returned !== undefined && dayOfEvent(returned.event) <= to;
}

/** Raised by a unit; solved by those whose own step in it was accepted. */
function countDifficulty(state: DifficultyState, named: readonly Named[], period: Period, count: Count): void {
  const { unitId } = state.raisedBy;
  if (unitId !== null && isWithin(period, dayOf(state.openedAt))) count(unitId, 'difficultiesRaised', named[0]!.ref);
  const solved = named.find((n) => n.event.type === 'DifficultySolved');
  if (!solved || !isWithin(period, dayOf(solved.event.meta.recordedAt))) return;
  const helped = Object.values(state.steps).filter((s) => s.status === 'accepted').map((s) => s.unitId);
  for (const helper of new Set(helped)) count(helper, 'difficultiesSolved', solved.ref);
}
