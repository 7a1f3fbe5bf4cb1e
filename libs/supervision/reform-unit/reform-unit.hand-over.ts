import { holds } from '../holding';
import { cannotTake } from '../proceeding/hand-over';
import type { HandsOver } from '../proceeding/proceeding';
import { reject } from '../rejection';
import { isItself } from './reform-unit.decide';
import type { ReformUnitState } from './reform-unit.events';

const PREFIX = 'link:';

/** Links move with what they owe: whoever takes one on visits by the same days. */
export const LINKS_HAND_OVER: HandsOver<ReformUnitState> = {
  holdings: (state, holder) =>
    Object.values(state.links)
      .filter((l) => l.until === null && holds(holder, l.unitId, l.personId))
      .map((l) => ({ id: PREFIX + l.id, kind: 'link', text: state.particulars.name })),
  move: (state, { id }, to, context) => {
    const link = state.links[id.slice(PREFIX.length)];
    if (!link) return reject('link-not-found');
    const wrong = cannotTake(to, context);
    if (wrong) return { rejected: wrong };
    if (isItself(state.particulars.unitId, to.unitId, context.rules.roster)) return reject('link-to-itself');
    const twice = Object.values(state.links).some((l) => l.id !== link.id && l.until === null && l.kind === link.kind && l.unitId === to.unitId && l.personId === to.personId);
    if (twice) return reject('link-open');
    return link.kind === 'instructor' && to.personId === null ? reject('person-unknown', { details: { id: '' } }) : { day: null };
  },
  moved: (state, { to, moved }) => {
    const links = { ...state.links };
    for (const { id } of moved) {
      const link = links[id.slice(PREFIX.length)];
      if (link) links[link.id] = { ...link, unitId: to.unitId, personId: to.personId, former: [...link.former, { unitId: link.unitId, personId: link.personId }] };
    }
    return { ...state, links };
  },
};
