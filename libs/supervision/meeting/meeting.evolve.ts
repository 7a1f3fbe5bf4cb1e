import type { DomainEvent } from '../event';
import { foldSteps } from '../proceeding/followed-step';
import type { Bookkeeping } from '../proceeding/proceeding';
import type { Matter, MeetingEventData, MeetingState } from './meeting.events';

export function beginMeeting(event: DomainEvent): Omit<MeetingState, keyof Bookkeeping> {
  return { ...(event.data as MeetingEventData['MeetingCalled']), matters: {}, steps: {}, moves: 0, movedAt: event.meta.recordedAt, held: null, minutes: null };
}

function changed(state: MeetingState, matterId: string, with_: Partial<Matter>): MeetingState {
  const matter = state.matters[matterId];
  return matter ? { ...state, matters: { ...state.matters, [matterId]: { ...matter, ...with_ } } } : state;
}

export function foldMeeting(state: MeetingState, event: DomainEvent): MeetingState {
  const at = event.meta.recordedAt;
  switch (event.type as keyof MeetingEventData) {
    case 'MatterAdded': {
      const { matterId, ...rest } = event.data as MeetingEventData['MatterAdded'];
      return { ...state, matters: { ...state.matters, [matterId]: { id: matterId, ...rest, status: 'open', outcome: null, decisions: [] } } };
    }
    case 'MatterWithdrawn': {
      const { matterId, reason } = event.data as MeetingEventData['MatterWithdrawn'];
      return changed(state, matterId, { status: 'withdrawn', outcome: reason });
    }
    case 'MeetingMoved':
      return { ...state, day: (event.data as MeetingEventData['MeetingMoved']).day, moves: state.moves + 1, movedAt: at };
    case 'MeetingHeld':
      return { ...state, held: { at, ...(event.data as MeetingEventData['MeetingHeld']) } };
    case 'MatterDecided': {
      const { matterId, text, decisions } = event.data as MeetingEventData['MatterDecided'];
      return changed(state, matterId, { status: 'decided', outcome: text, decisions });
    }
    case 'MatterSettled':
      return changed(state, (event.data as MeetingEventData['MatterSettled']).matterId, { status: 'settled' });
    case 'MinutesRecorded': {
      const { text, evidenceIds } = event.data as MeetingEventData['MinutesRecorded'];
      return { ...state, minutes: { at, text, evidenceIds } };
    }
    case 'MeetingCancelled':
      return { ...state, closed: { at, how: 'cancelled', reason: (event.data as MeetingEventData['MeetingCancelled']).reason } };
    case 'MeetingClosed':
      return { ...state, closed: { at, how: 'settled', reason: null } };
    default:
      return { ...state, steps: foldSteps(state.steps, event) };
  }
}
