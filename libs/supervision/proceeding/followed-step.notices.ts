import type { DomainEvent } from '../event';
import type { Roster } from '../roster/roster';
import type { FollowedEventData, Steps } from './followed-step';
import { accepterOf } from './acting';
import type { ProceedingNotice, ProceedingState, ToldOne } from './proceeding';

/** Who is told of what happens to followed steps; undefined for other events. */
export function noticesOfSteps(event: DomainEvent, state: ProceedingState, steps: Steps, roster: Roster): ProceedingNotice[] | undefined {
  const id = `v${state.version}`;
  const toUnit = (stepId: string, why: ToldOne['why'] = 'assignee'): ToldOne[] => [{ unitId: steps[stepId]?.unitId ?? state.officeUnitId, post: 'liaison', personId: null, why }];
  const toAccepter = (stepId: string, why: ToldOne['why']): ToldOne[] => {
    const unitId = accepterOf(state, steps[stepId]?.unitId ?? state.officeUnitId, roster);
    return [{ unitId, post: unitId === state.officeUnitId ? 'office' : 'liaison', personId: null, why }];
  };
  switch (event.type as keyof FollowedEventData) {
    case 'StepSet': {
      const { stepId, text, day } = event.data as FollowedEventData['StepSet'];
      return [{ id: `set.${stepId}`, kind: 'assigned', to: toUnit(stepId), text, deadline: day, subject: stepId }];
    }
    case 'StepDone': {
      const { stepId, text } = event.data as FollowedEventData['StepDone'];
      return [{ id, kind: 'submitted', to: toAccepter(stepId, 'verifier'), text, deadline: null, subject: stepId }];
    }
    case 'StepSentBack': {
      const { stepId, reason, day } = event.data as FollowedEventData['StepSentBack'];
      return [{ id, kind: 'returned', to: toUnit(stepId), text: reason, deadline: day, subject: stepId }];
    }
    case 'StepExtensionRequested': {
      const { stepId, reason, day } = event.data as FollowedEventData['StepExtensionRequested'];
      return [{ id, kind: 'requested', to: toAccepter(stepId, 'ruling'), text: reason, deadline: day, subject: stepId }];
    }
    case 'StepExtensionRuled': {
      const { stepId, reason, day } = event.data as FollowedEventData['StepExtensionRuled'];
      return [{ id, kind: 'ruled', to: toUnit(stepId), text: reason, deadline: day, subject: stepId }];
    }
    case 'StepDropped': {
      const { stepId, reason } = event.data as FollowedEventData['StepDropped'];
      return [{ id, kind: 'cancelled', to: toUnit(stepId, 'informed'), text: reason, deadline: null, subject: stepId }];
    }
    case 'StepTaken':
      return [];
    default:
      return undefined;
  }
}
