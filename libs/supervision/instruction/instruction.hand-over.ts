import { holds } from '../holding';
import { cannotTake } from '../proceeding/hand-over';
import type { HandsOver } from '../proceeding/proceeding';
import { stepsHandOver } from '../proceeding/step-hand-over';
import type { InstructionState } from './instruction.events';

const LEADER = 'leader';
const STEPS = stepsHandOver<InstructionState>();

/** Beside its steps: the reading, which falls to the leader by name. Where a whole unit goes into another, its leader reads on there. */
export const INSTRUCTION_HAND_OVER: HandsOver<InstructionState> = {
  holdings(state, holder) {
    const { unitId, personId } = state.leader;
    return [...(holds(holder, unitId, personId) ? [{ id: LEADER, kind: 'instructingLeader', text: state.title }] : []), ...STEPS.holdings(state, holder)];
  },
  move(state, holding, to, context) {
    if (holding.id !== LEADER) return STEPS.move(state, holding, to, context);
    const wrong = cannotTake(to, context);
    return wrong ? { rejected: wrong } : { day: null };
  },
  moved(state, data, at) {
    const after = STEPS.moved(state, data, at);
    if (!data.moved.some(({ id }) => id === LEADER)) return after;
    return { ...after, leader: { unitId: data.to.unitId, personId: data.to.personId ?? state.leader.personId } };
  },
};
