import type { NewDomainEvent } from '../event';
import type { EvaluationState, UnitStage } from './evaluation.state';
import { standingSelf } from './self.figures';

const WITH_VERIFIER: ReadonlySet<UnitStage> = new Set(['assessing', 'assessed']);

/** A score given on a lateness of the round's own that an objection has overturned since is given again. */
export function scoresOvertaken(state: EvaluationState): NewDomainEvent[] {
  if (state.closed) return [];
  return Object.values(state.units).flatMap((unit): NewDomainEvent[] => {
    const lateness = unit.score?.lateness ?? null;
    const stands = lateness === null || WITH_VERIFIER.has(unit.stage) || standingSelf(state, unit)?.id === lateness;
    return stands ? [] : [{ type: 'ScoreOvertaken', data: { unitId: unit.unitId, lateness } }];
  });
}
