import { isLate, type Steps } from '../proceeding/followed-step';
import type { ProceedingState } from '../proceeding/proceeding';
import { endOfDay } from '../time/day';
import { isWithin, type Count, type Named, type Period } from './counting';

/** Followed steps of an instruction, a meeting or a difficulty, by the day that decides their lateness. */
export function countSteps(state: ProceedingState & { steps: Steps }, named: readonly Named[], period: Period, count: Count): void {
  for (const step of Object.values(state.steps)) {
    if (step.status === 'dropped' || !isWithin(period, step.deadline)) continue;
    const last = (type: string): string => named.findLast(({ event }) => event.type === type && (event.data as { stepId: string }).stepId === step.id)!.ref;
    count(step.unitId, 'decisionsDue', last('StepSet'));
    if (isLate(step, state)) {
      const passed = endOfDay(step.deadline);
      const marked = named.find(({ event }) => event.type === 'OverdueMarked' && (event.data as { duty: string }).duty === `do:${step.id}` && (event.meta.dueAt ?? event.meta.recordedAt) >= passed);
      count(step.unitId, 'decisionsLate', marked?.ref ?? last('StepDone'));
    } else if (step.status === 'accepted') count(step.unitId, 'decisionsInTime', last('StepTaken'));
  }
}
