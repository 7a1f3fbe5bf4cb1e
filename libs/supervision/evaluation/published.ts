import { isCounted } from './corrections';
import type { EvaluatedUnit, EvaluationState, Publication, ScoredBasis } from './evaluation.state';

/** What a result is given on, as it stands: what a correction that is dropped leaves as it was. */
export function basisOf({ schemeVersion, items, proceedings, units }: EvaluationState): ScoredBasis {
  const scored = ({ stage, since, figures, sentBack, score, reviewBy, review }: EvaluatedUnit): ScoredBasis['units'][string] => ({ stage, since, figures, sentBack, score, reviewBy, review });
  return { schemeVersion, items, proceedings, units: Object.fromEntries(Object.values(units).map((u) => [u.unitId, scored(u)])) };
}

/**
 * The published result stands again, with every score, figure and version that it was signed on. What was put right since is counted no
 * more, and is owed anew from now. Who has a part, who had a hand in it and how often it was scored go on as they are.
 */
export function correctionDropped(state: EvaluationState, at: string, reason: string): EvaluationState {
  const last = state.publications.at(-1)!;
  const { units: scored, ...rest } = last.basis;
  const units = Object.values(state.units).map((u): [string, EvaluatedUnit] => [u.unitId, { ...u, ...scored[u.unitId]!, overtaken: [...u.overtaken, ...unruled(u, at, reason)] }]);
  const corrected = last.corrected.filter((c) => !c.by.includes('@') || !isCounted(rest, c.by)).map((c) => ({ ...c, at }));
  return { ...state, ...rest, units: Object.fromEntries(units), closed: { at, how: 'published', reason: null }, result: last.result, corrected, drops: state.drops + 1, publications: withLast(state, { correction: null }) };
}

/** A review that is open ends with the score that it was about. */
function unruled(unit: EvaluatedUnit, endedAt: string, because: string): EvaluatedUnit['overtaken'] {
  return unit.stage === 'inReview' ? overtakenOf(unit, endedAt, because) : [];
}

export function overtakenOf({ review }: EvaluatedUnit, endedAt: string, because: string): EvaluatedUnit['overtaken'] {
  if (review === null) return [];
  const { at, personId, indicatorIds, reason } = review;
  return [{ at, personId, indicatorIds, reason, endedAt, because }];
}

export function withLast({ publications }: EvaluationState, change: Partial<Publication>): Publication[] {
  return publications.map((p, i) => (i === publications.length - 1 ? { ...p, ...change } : p));
}
