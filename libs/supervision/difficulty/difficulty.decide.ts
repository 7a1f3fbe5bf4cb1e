import type { NewDomainEvent } from '../event';
import { openSteps } from '../proceeding/followed-step';
import { decideStep, dropSteps, isFollowedCommand, setSteps } from '../proceeding/followed-step.decide';
import { isOffice, personOf, says, unitOf } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { unitsNamed, type Roster } from '../roster/roster';
import type { DifficultyCommand, DifficultyState } from './difficulty.events';

export function openDifficulty(command: DifficultyCommand): ProceedingDecision {
  if (command.type !== 'raise') throw new Error('a difficulty begins by being raised');
  const { type: _type, ...data } = command;
  if (!says(data.title)) return reject('nothing-substantial', { field: 'title' });
  if (!says(data.text)) return reject('nothing-substantial', { field: 'text' });
  return [{ type: 'DifficultyRaised', data }];
}

export function decideDifficulty(state: DifficultyState, command: DifficultyCommand, context: ProceedingContext): ProceedingDecision {
  if (isFollowedCommand(command)) return decideStep(state, state.steps, command, context);
  if (command.type === 'raise') throw new Error('a difficulty is raised once');
  if (command.type === 'recordDecision') return recordDecision(state, command, context);
  if (command.type === 'putOnAgenda') return putOnAgenda(state, command, context);
  // Who may do it was settled in the meeting.
  if (command.type === 'takeOffAgenda') return state.conference?.meetingId === command.meetingId ? [{ type: 'TakenOffAgenda', data: { meetingId: command.meetingId, reason: command.reason } }] : [];
  if (!isOffice(state, context)) return reject('not-the-office');
  switch (command.type) {
    case 'coordinate': {
      const { unitId, text, day } = command;
      return setSteps(state.steps, [{ unitId, text, day }], '', context);
    }
    case 'carryToConference':
      if (state.conference) return [];
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return [{ type: 'CarriedToConference', data: { reason: command.reason } }];
    case 'solve':
      if (openSteps(state.steps).length > 0) return reject('steps-open');
      if (!says(command.solution)) return reject('nothing-substantial', { field: 'solution' });
      return [{ type: 'DifficultySolved', data: { solution: command.solution, shared: command.shared, personId: personOf(context), ...(command.shared ? { names: namesOf(state, context.rules.roster) } : {}) } }];
    case 'leave':
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return [...dropSteps(state.steps, command.reason), { type: 'DifficultyLeft', data: { reason: command.reason, personId: personOf(context) } }];
  }
}

/** Its office, or the conference that it is carried to. */
function decidesOnIt(state: DifficultyState, context: ProceedingContext): boolean {
  return isOffice(state, context) || (state.conferenceUnitId !== null && unitOf(context) === state.conferenceUnitId);
}

function putOnAgenda(state: DifficultyState, { meetingId, matterId }: Extract<DifficultyCommand, { type: 'putOnAgenda' }>, context: ProceedingContext): ProceedingDecision {
  if (!decidesOnIt(state, context)) return reject('not-the-office');
  if (!state.conference) return reject('not-at-conference');
  if (state.conference.meetingId !== null) return reject('on-agenda', { details: { meetingId: state.conference.meetingId } });
  return [{ type: 'PutOnAgenda', data: { meetingId, matterId } }];
}

/** How who had it is called: as it was raised, and by every name and alias of that unit on the roster. */
function namesOf({ ofUnitId, ofName }: DifficultyState, roster: Roster): string[] {
  const units = [...(ofUnitId !== null && Object.hasOwn(roster.units, ofUnitId) ? [roster.units[ofUnitId]!] : []), ...(ofName === null ? [] : unitsNamed(roster, ofName))];
  return [...new Set([...(ofName === null ? [] : [ofName]), ...units.flatMap((u) => [u.name, ...u.aliases])])];
}

/** What stands on a meeting's agenda is decided there, so that both say the same. */
function recordDecision(state: DifficultyState, command: Extract<DifficultyCommand, { type: 'recordDecision' }>, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  if (!decidesOnIt(state, context)) return reject('not-the-office');
  if (!state.conference) return reject('not-at-conference');
  const { meetingId, matterId } = state.conference;
  if (command.meetingId !== meetingId) return reject('on-agenda', { details: { meetingId: meetingId ?? '' } });
  if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
  const steps = setSteps(state.steps, command.decisions, 'decisions', context);
  if ('rejected' in steps) return steps;
  const stepIds = steps.map((s) => s.data.stepId);
  return [{ type: 'ConferenceDecided', data: { text: command.text, personId: personOf(context), meetingId, matterId, stepIds } }, ...steps];
}
