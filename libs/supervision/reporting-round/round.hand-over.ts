import type { Holder, Holding } from '../holding';
import { cannotTake } from '../proceeding/hand-over';
import type { HandsOver } from '../proceeding/proceeding';
import type { RoundForm, RoundState } from './round.types';

const PREFIX = 'form:';

function isOpen(form: RoundForm | undefined): form is RoundForm {
  return form !== undefined && (form.status === 'open' || form.status === 'inApproval');
}

/**
 * A unit holds its form until it goes out; no person holds anything in a round, since whoever has the role fills and approves. The form
 * itself ends, and its lines are drawn anew for whoever has the assignments now: a round follows the items.
 */
export const ROUND_HAND_OVER: HandsOver<RoundState> = {
  holdings: (state, { unitId, personId }: Holder): Holding[] => (personId === null && !state.locked && isOpen(state.forms[unitId]) ? [{ id: PREFIX + unitId, kind: 'form', text: state.title }] : []),
  move: (_state, _holding, to, context) => {
    const wrong = cannotTake(to, context);
    return wrong ? { rejected: wrong } : { day: null };
  },
  moved: (state, { to, moved }, at) => {
    const forms = { ...state.forms };
    for (const { id } of moved) {
      const form = forms[id.slice(PREFIX.length)];
      // What was written stays with it, and is there again where a line comes back.
      if (isOpen(form)) forms[form.unitId] = { ...form, status: 'dropped', lines: [], soughtBy: null, approvals: [], dropped: { at, because: 'handedOver', toUnitId: to.unitId }, version: form.version + 1 };
    }
    return { ...state, forms };
  },
};
