import { inPlaceOf } from '../holding';
import { cannotTake } from '../proceeding/hand-over';
import type { HandsOver } from '../proceeding/proceeding';
import type { ProgrammeState } from './programme.types';

const PREFIX = 'entry:';

/** What is planned for a unit goes to the unit that takes its place; what was inspected, and the budget that it took, stay under the old name. */
export const PROGRAMME_HAND_OVER: HandsOver<ProgrammeState> = {
  holdings: (state, { unitId, personId }) =>
    personId !== null
      ? []
      : Object.values(state.entries)
          .filter((e) => e.status === 'planned' && e.unitIds.includes(unitId) && !Object.hasOwn(e.covered, unitId))
          .map((e) => ({ id: PREFIX + e.id, kind: 'programmeEntry', text: e.title })),
  move: (_state, _holding, to, context) => {
    const wrong = cannotTake(to, context);
    return wrong ? { rejected: wrong } : { day: null };
  },
  moved: (state, { from, to, moved }) => {
    const entries = { ...state.entries };
    for (const { id } of moved) {
      const entry = entries[id.slice(PREFIX.length)];
      if (entry) entries[entry.id] = { ...entry, unitIds: inPlaceOf(entry.unitIds, from.unitId, to.unitId) };
    }
    return { ...state, entries };
  },
};
