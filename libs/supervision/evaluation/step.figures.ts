import type { Steps } from '../proceeding/followed-step';
import { isLate } from '../proceeding/followed-step.duties';
import type { ProceedingState } from '../proceeding/proceeding';
import { endOfDay } from '../time/day';
import { dayOfEvent } from './as-of';
import { holderAt, isWithin, momentOf, type Count, type Named, type Period } from './counting';

/**
 * Followed steps of an instruction, a meeting or a difficulty: due by the day that decides their lateness, late by what shows it (the
 * mark of that day, or the report that came after it), in time by the day of their acceptance; of the unit that had them then.
 */
export function countSteps(state: ProceedingState & { steps: Steps }, named: readonly Named[], period: Period, count: Count): void {
  for (const step of Object.values(state.steps)) {
    if (step.status === 'dropped') continue;
    const last = (type: string): Named => named.findLast(({ event }) => event.type === type && (event.data as { stepId: string }).stepId === step.id)!;
    const holder = (of: Named): string => holderAt(named, `step:${step.id}`, step.unitId, momentOf(of.event));
    const passed = endOfDay(step.deadline);
    const due = isWithin(period, step.deadline);
    const late = isLate(step, state);
    if (due) count(holderAt(named, `step:${step.id}`, step.unitId, passed), 'decisionsDue', last('StepSet').ref);
    if (late) {
      const marked = named.find(({ event }) => event.type === 'OverdueMarked' && (event.data as { duty: string }).duty === `do:${step.id}` && momentOf(event) >= passed);
      const shown = marked ?? last('StepDone');
      if (isWithin(period, dayOfEvent(shown.event))) count(holder(shown), 'decisionsLate', shown.ref);
    } else if (step.status === 'accepted' && isWithin(period, dayOfEvent(last('StepTaken').event))) count(holder(last('StepDone')), 'decisionsInTime', last('StepTaken').ref);
  }
}
