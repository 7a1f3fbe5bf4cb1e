import type { FoundLateness } from '../proceeding/objection.events';
import { isOverturned } from '../proceeding/overturned';
import { eventRef } from './counting';
import type { EvaluatedUnit, EvaluationState } from './evaluation.state';
import type { Figure } from './sheet';

type Known = Pick<EvaluationState, 'id' | 'overdue' | 'overdueBy' | 'fired' | 'schedule' | 'latenessObjections'>;

function latenessOfSelf(unitId: string, what: FoundLateness['what']): string {
  return `${what === 'late' ? 'assess' : 'unassessed'}:${unitId}`;
}

function markOf(unitId: string): string {
  return `assess:${unitId}/1`;
}

/** What is held against a unit in the round itself: its self-evaluation (自评) came after its day, or not at all. */
function foundIn(state: Known, { unitId, answeredBy, self }: EvaluatedUnit): FoundLateness | null {
  const mark = markOf(unitId);
  if (self !== null ? !self.late : state.overdue[mark] === undefined) return null;
  const what = self === null ? 'missing' : 'late';
  return { id: latenessOfSelf(unitId, what), unitId: answeredBy, what, day: state.schedule.selfDay, foundAt: state.fired[mark]?.['overdue'] ?? self?.at ?? state.overdue[mark]!, decidedBy: null };
}

export function latenessesOfSelf(state: EvaluationState): FoundLateness[] {
  return Object.values(state.units).flatMap((unit) => foundIn(state, unit) ?? []);
}

/** The lateness of a unit's self-evaluation that stands; null where it came in time, or an objection was upheld. */
export function standingSelf(state: Known, unit: EvaluatedUnit): FoundLateness | null {
  const found = foundIn(state, unit);
  return found === null || isOverturned(state, found.id) ? null : found;
}

function figures(late: string | null, missing: string | null): Figure[] {
  const figure = (name: string, ref: string | null): Figure => ({ name, value: ref === null ? '0' : '1', events: ref === null ? [] : [ref] });
  return [figure('selfAssessmentLate', late), figure('selfAssessmentMissing', missing)];
}

/** Of units of which no round is open, these say nothing. */
export const NO_SELF_FIGURES: readonly Figure[] = figures(null, null);

/** What a unit is scored on: the figures that were counted, and those of the round itself, which come about while it runs. */
export function figuresOfUnit(state: Known, unit: EvaluatedUnit): Figure[] {
  const standing = standingSelf(state, unit);
  const ref = (version: number | undefined): string => eventRef(`evaluation/${state.id}`, version ?? 0);
  const late = standing?.what === 'late' ? ref(unit.self?.event) : null;
  return [...unit.figures, ...figures(late, standing?.what === 'missing' ? ref(state.overdueBy[markOf(unit.unitId)]) : null)];
}
