import type { DomainEvent } from '../event';
import { foldSteps } from '../proceeding/followed-step';
import type { Bookkeeping } from '../proceeding/proceeding';
import type { DifficultyEventData, DifficultyState } from './difficulty.events';

export function beginDifficulty(event: DomainEvent): Omit<DifficultyState, keyof Bookkeeping> {
  const data = event.data as DifficultyEventData['DifficultyRaised'];
  const { actor } = event.meta;
  const raisedBy = { personId: actor.kind === 'person' ? actor.personId : actor.name, unitId: actor.kind === 'person' ? actor.unitId : null };
  return { ...data, raisedBy, steps: {}, conference: null, conferences: 0, decisions: [], restingSince: event.meta.recordedAt, solution: null, shared: false, names: [] };
}

export function foldDifficulty(state: DifficultyState, event: DomainEvent): DifficultyState {
  const at = event.meta.recordedAt;
  switch (event.type as keyof DifficultyEventData) {
    case 'CarriedToConference': {
      const { reason } = event.data as DifficultyEventData['CarriedToConference'];
      return { ...state, conferences: state.conferences + 1, conference: { since: at, reason, arming: state.conferences + 1, meetingId: null, matterId: null } };
    }
    case 'PutOnAgenda':
      return state.conference === null ? state : { ...state, conference: { ...state.conference, ...(event.data as DifficultyEventData['PutOnAgenda']) } };
    case 'TakenOffAgenda':
      return state.conference === null ? state : { ...state, conference: { ...state.conference, meetingId: null, matterId: null } };
    case 'ConferenceDecided': {
      const { text, meetingId, matterId, stepIds } = event.data as DifficultyEventData['ConferenceDecided'];
      return { ...state, conference: null, decisions: [...state.decisions, { meetingId, matterId, text, at, stepIds }], restingSince: at };
    }
    case 'DifficultySolved': {
      const { solution, shared, names = [] } = event.data as DifficultyEventData['DifficultySolved'];
      return { ...state, conference: null, solution, shared, names, closed: { at, how: 'solved', reason: null } };
    }
    case 'DifficultyLeft':
      return { ...state, conference: null, closed: { at, how: 'unsolved', reason: (event.data as DifficultyEventData['DifficultyLeft']).reason } };
    default:
      return { ...state, steps: foldSteps(state.steps, event), restingSince: at };
  }
}
