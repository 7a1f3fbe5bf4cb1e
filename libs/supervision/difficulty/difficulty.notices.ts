import type { DomainEvent } from '../event';
import { noticesOfSteps } from '../proceeding/followed-step.notices';
import type { ProceedingNotice, ToldOne } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import type { DifficultyState } from './difficulty.events';

export function noticesOfDifficulty(event: DomainEvent, state: DifficultyState, roster: Roster): ProceedingNotice[] {
  const ofSteps = noticesOfSteps(event, state, state.steps, roster);
  if (ofSteps) return ofSteps;
  const id = `v${state.version}`;
  switch (event.type) {
    case 'DifficultyRaised': {
      const office: ToldOne = { unitId: state.officeUnitId, post: 'office', personId: null, why: 'ruling' };
      return [{ id, kind: 'raised', to: [office], text: state.text, deadline: null, subject: null }];
    }
    case 'CarriedToConference':
      return state.conferenceUnitId === null ? [] : [{ id, kind: 'requested', to: [{ unitId: state.conferenceUnitId, post: 'leader', personId: null, why: 'ruling' }], text: state.conference?.reason ?? null, deadline: null, subject: null }];
    case 'DifficultySolved':
    case 'DifficultyLeft': {
      const to = [state.ofUnitId, state.raisedBy.unitId].filter((u, i, all): u is string => u !== null && all.indexOf(u) === i);
      return to.length === 0 ? [] : [{ id, kind: 'closed', to: to.map((unitId) => ({ unitId, post: 'liaison', personId: null, why: 'informed' })), text: state.solution ?? state.closed?.reason ?? null, deadline: null, subject: null }];
    }
    default:
      return [];
  }
}
