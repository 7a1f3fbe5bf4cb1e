import { handsOf } from '../actor';
import { openSteps } from '../proceeding/followed-step';
import { decideStep, isFollowedCommand, setSteps } from '../proceeding/followed-step.decide';
import { isOffice, personOf, says } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import { reject } from '../rejection';
import type { InstructionCommand, InstructionState } from './instruction.events';

export function openInstruction(command: InstructionCommand, context: ProceedingContext): ProceedingDecision {
  if (command.type !== 'instruct') throw new Error('an instruction begins by being given');
  const { type: _type, steps, ...data } = command;
  const recorded = !isLeader(data.leader, context);
  if (recorded && !isOffice(data, context)) return reject('not-the-leader');
  if (!says(data.title)) return reject('nothing-substantial', { field: 'title' });
  if (!says(data.text)) return reject('nothing-substantial', { field: 'text' });
  const set = setSteps({}, steps, 'steps', context);
  return 'rejected' in set ? set : [{ type: 'InstructionGiven', data: { ...data, recorded } }, ...set];
}

function isLeader(leader: InstructionState['leader'], context: ProceedingContext): boolean {
  return handsOf(context.actor).includes(leader.personId);
}

/** Where it stands: with units, with the office for its feedback, or with the leader. */
export function standingOf(state: InstructionState): 'withUnits' | 'feedbackDue' | 'withLeader' {
  if (openSteps(state.steps).length > 0) return 'withUnits';
  return state.feedback?.round === state.round ? 'withLeader' : 'feedbackDue';
}

export function decideInstruction(state: InstructionState, command: InstructionCommand, context: ProceedingContext): ProceedingDecision {
  if (isFollowedCommand(command)) return decideStep(state, state.steps, command, context);
  const personId = personOf(context);
  const recorded = !isLeader(state.leader, context);
  switch (command.type) {
    case 'instruct':
      throw new Error('an instruction is given once');
    case 'assign':
      if (!isOffice(state, context)) return reject('not-the-office');
      return setSteps(state.steps, command.steps, 'steps', context);
    case 'giveFeedback':
      if (!isOffice(state, context)) return reject('not-the-office');
      if (standingOf(state) === 'withUnits') return reject('feedback-not-due', { details: { status: standingOf(state) } });
      if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
      return [{ type: 'FeedbackGiven', data: { text: command.text, personId } }];
    case 'instructFurther': {
      if (recorded && !isOffice(state, context)) return reject('not-the-leader');
      if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
      const set = setSteps(state.steps, command.steps, 'steps', context);
      return 'rejected' in set ? set : [{ type: 'FurtherInstructed', data: { text: command.text, personId, recorded } }, ...set];
    }
    case 'close':
      if (recorded && !isOffice(state, context)) return reject('not-the-leader');
      if (standingOf(state) !== 'withLeader') return reject('feedback-not-due', { details: { status: standingOf(state) } });
      // What the leader said is written down where somebody else records it.
      if (recorded && !says(command.text ?? '')) return reject('reason-missing', { field: 'text' });
      return [{ type: 'InstructionClosed', data: { text: command.text, personId, recorded } }];
  }
}
