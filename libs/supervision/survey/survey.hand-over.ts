import { holds } from '../holding';
import { cannotTake } from '../proceeding/hand-over';
import type { HandsOver } from '../proceeding/proceeding';
import { reject } from '../rejection';
import type { SurveyState } from './survey.events';

/** The survey itself moves with the unit that makes it; no person holds it by name. */
export const SURVEY_HAND_OVER: HandsOver<SurveyState> = {
  holdings: (state, holder) => (state.closed === null && holds(holder, state.surveyorUnitId, null) && holder.personId === null ? [{ id: 'surveyor', kind: 'survey', text: state.title }] : []),
  move: (_state, _holding, to, context) => {
    const wrong = cannotTake(to, context);
    if (wrong) return { rejected: wrong };
    return to.personId === null ? { day: null } : reject('holding-stays');
  },
  moved: (state, { to, moved }) => (moved.length === 0 ? state : { ...state, surveyorUnitId: to.unitId, former: [...state.former, { unitId: state.surveyorUnitId, personId: null }] }),
};
