import { reject, type Rejection } from '../rejection';
import { dayOf, isDay } from '../time/day';
import type { NewDomainEvent } from '../event';
import { decideStep, isFollowedCommand, setSteps } from '../proceeding/followed-step.decide';
import { dayProblem } from '../proceeding/given-days';
import { isOffice, isUnitNow, personOf, says, unitOf } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import type { AskedMatter, Matter, MeetingCommand, MeetingEventData, MeetingState } from './meeting.events';

function added(matters: readonly AskedMatter[], before: number): NewDomainEvent<'MatterAdded', MeetingEventData['MatterAdded']>[] | { rejected: Rejection } {
  const events: NewDomainEvent<'MatterAdded', MeetingEventData['MatterAdded']>[] = [];
  for (const [i, { title, text, difficultyId }] of matters.entries()) {
    if (!says(title)) return reject('nothing-substantial', { field: `matters[${i}].title` });
    const twice = difficultyId !== null && matters.findIndex((m) => m.difficultyId === difficultyId) < i;
    if (twice) return reject('on-agenda', { field: `matters[${i}].difficultyId`, details: { meetingId: difficultyId } });
    events.push({ type: 'MatterAdded', data: { matterId: matterIdOf(before + i), title, text, difficultyId } });
  }
  return events;
}

/** Matters are numbered in the order in which they were put on the agenda; no number is used twice. */
export function matterIdOf(index: number): string {
  return `m${index + 1}`;
}

export function openMeeting(command: MeetingCommand, context: ProceedingContext): ProceedingDecision {
  if (command.type !== 'call') throw new Error('a meeting begins by being called');
  const { type: _type, matters, ...data } = command;
  if (context.actor.kind === 'person' && !keeps(data, context)) return reject('not-the-office');
  if (!says(data.title)) return reject('nothing-substantial', { field: 'title' });
  if (!says(data.meetingKind)) return reject('nothing-substantial', { field: 'meetingKind' });
  const problem = dayProblem(data.day, 'day', context) ?? unknownUnit(data.memberUnitIds, 'memberUnitIds', context);
  if (problem) return problem;
  const events = added(matters, 0);
  return 'rejected' in events ? events : [{ type: 'MeetingCalled', data }, ...events];
}

function unknownUnit(unitIds: readonly string[], field: string, context: ProceedingContext): { rejected: Rejection } | null {
  const at = unitIds.findIndex((unitId) => !isUnitNow(context.rules.roster, unitId));
  return at < 0 ? null : reject('unit-unknown', { field: `${field}[${at}]`, details: { name: unitIds[at]! } });
}

/** The office that called it, or the conference itself. */
function keeps(state: Pick<MeetingState, 'officeUnitId' | 'conferenceUnitId'>, context: ProceedingContext): boolean {
  return isOffice(state, context) || (state.conferenceUnitId !== null && unitOf(context) === state.conferenceUnitId);
}

function openMatter(state: MeetingState, matterId: string): Matter | { rejected: Rejection } {
  const matter = Object.hasOwn(state.matters, matterId) ? state.matters[matterId] : undefined;
  if (!matter) return reject('matter-not-found', { field: 'matterId' });
  return matter.status === 'open' ? matter : reject('matter-not-open', { field: 'matterId', details: { status: matter.status } });
}

export function decideMeeting(state: MeetingState, command: MeetingCommand, context: ProceedingContext): ProceedingDecision {
  if (isFollowedCommand(command)) return decideStep(state, state.steps, command, context);
  if (command.type === 'call') throw new Error('a meeting is called once');
  if (command.type === 'followDifficulty') return followDifficulty(state, command);
  if (!keeps(state, context)) return reject('not-the-office');
  switch (command.type) {
    case 'addMatter':
      return added([command], Object.keys(state.matters).length);
    case 'withdrawMatter': {
      const matter = openMatter(state, command.matterId);
      if ('rejected' in matter) return matter;
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return [{ type: 'MatterWithdrawn', data: { matterId: matter.id, reason: command.reason } }];
    }
    case 'move':
      if (state.held) return reject('meeting-held', { details: { day: state.held.day } });
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return dayProblem(command.day, 'day', context) ?? [{ type: 'MeetingMoved', data: { day: command.day, reason: command.reason } }];
    case 'hold':
      return hold(state, command, context);
    case 'decideMatter':
      return decideMatter(state, command, context);
    case 'recordMinutes': {
      if (!state.held) return reject('meeting-not-held');
      if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
      const { text, evidenceIds } = command;
      return [{ type: 'MinutesRecorded', data: { text, evidenceIds, personId: personOf(context) } }];
    }
    case 'cancel':
      if (state.held) return reject('meeting-held', { details: { day: state.held.day } });
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return [{ type: 'MeetingCancelled', data: { reason: command.reason, personId: personOf(context) } }];
  }
}

/** What became of a difficulty, in the matters that it was here. Who may do it was settled in the difficulty. */
function followDifficulty(state: MeetingState, { settled, withdrawn }: Extract<MeetingCommand, { type: 'followDifficulty' }>): NewDomainEvent[] {
  const events: NewDomainEvent[] = settled.filter((matterId) => state.matters[matterId]?.status === 'decided').map((matterId) => ({ type: 'MatterSettled', data: { matterId } }));
  const open = withdrawn !== null && state.matters[withdrawn.matterId]?.status === 'open';
  return open ? [...events, { type: 'MatterWithdrawn', data: withdrawn }] : events;
}

/** A meeting is recorded as held on the day on which it was: today, or before, and not before it was called. */
function hold(state: MeetingState, { day, presentUnitIds }: Extract<MeetingCommand, { type: 'hold' }>, context: ProceedingContext): ProceedingDecision {
  if (state.held) return reject('meeting-held', { details: { day: state.held.day } });
  if (!isDay(day) || day > dayOf(context.now) || day < dayOf(state.openedAt)) return reject('date-invalid', { field: 'day' });
  return unknownUnit(presentUnitIds, 'presentUnitIds', context) ?? [{ type: 'MeetingHeld', data: { day, presentUnitIds, personId: personOf(context) } }];
}

/** What was decided becomes steps: in the meeting, or (a difficulty's) in the difficulty, by the same command. Nothing to do is settled at once. */
function decideMatter(state: MeetingState, { matterId, text, decisions, stepIds }: Extract<MeetingCommand, { type: 'decideMatter' }>, context: ProceedingContext): ProceedingDecision {
  if (!state.held) return reject('meeting-not-held');
  const matter = openMatter(state, matterId);
  if ('rejected' in matter) return matter;
  if (!says(text)) return reject('nothing-substantial', { field: 'text' });
  const steps = setSteps(state.steps, decisions, 'decisions', context);
  if ('rejected' in steps) return steps;
  const ids = matter.difficultyId === null ? steps.map((s) => s.data.stepId) : (stepIds ?? []);
  if (ids.length !== decisions.length) throw new Error(`matter ${matterId} is decided without its difficulty`);
  const noted = decisions.map(({ unitId, text: what, day }, i) => ({ stepId: ids[i]!, unitId, text: what, day }));
  return [{ type: 'MatterDecided', data: { matterId, text, decisions: noted, personId: personOf(context) } }, ...(matter.difficultyId === null ? steps : [])];
}

/** A matter is settled with its last step; the meeting with its last matter, once it has its minutes. */
export function consequencesOfMeeting(state: MeetingState): NewDomainEvent[] {
  if (state.closed) return [];
  const matters = Object.values(state.matters);
  const done = matters.filter((m) => m.status === 'decided' && (m.difficultyId === null || m.decisions.length === 0) && m.decisions.every(({ stepId }) => state.steps[stepId]?.status === 'accepted' || state.steps[stepId]?.status === 'dropped'));
  if (done.length > 0) return done.map((m) => ({ type: 'MatterSettled', data: { matterId: m.id } }));
  const over = state.held !== null && state.minutes !== null && matters.every((m) => m.status === 'settled' || m.status === 'withdrawn');
  return over ? [{ type: 'MeetingClosed', data: {} }] : [];
}
