import type { PaperKind, PolicyRules } from '../policy/policy';
import { livingUnit, type Roster } from '../roster/roster';
import type { AgendaEntry } from './item.agenda';
import type { ItemState, Recipient } from './item.types';

/** A unit's liaison; where nobody is registered, the office, which receives and reports on its behalf (代录). */
function liaison(state: ItemState, roster: Roster, unitId: string, personId: string | null, why: Recipient['why']): Recipient[] {
  if (roster.units[unitId]?.staffed === false) return [{ unitId: livingUnit(roster, state.officeUnitId), post: 'office', personId: null, why: 'onBehalf' }];
  return [{ unitId, post: personId === null ? 'liaison' : 'responsible', personId, why }];
}

function ownerOf(state: ItemState, entry: AgendaEntry): { unitId: string; personId: string | null } {
  const a = entry.assignmentId === null ? undefined : state.assignments[entry.assignmentId];
  return a ? { unitId: a.unitId, personId: a.responsiblePersonId } : { unitId: state.officeUnitId, personId: null };
}

const WHY: Partial<Record<AgendaEntry['kind'], Recipient['why']>> = { verify: 'verifier', rule: 'ruling', sign: 'signing' };

/** Who is reminded: the one who owes. */
export function reminded(state: ItemState, entry: AgendaEntry, owedBy: { unitId: string; personId: string | null; post: string }, roster: Roster): Recipient[] {
  if (owedBy.post === 'office') return [{ unitId: owedBy.unitId, post: entry.kind === 'sign' ? 'signer' : 'office', personId: null, why: WHY[entry.kind] ?? 'assignee' }];
  return liaison(state, roster, owedBy.unitId, owedBy.personId, WHY[entry.kind] ?? 'assignee');
}

/** To whom a paper is addressed: yellow to the unit, red and above also to the supervising unit and the unit's leader. */
export function addressed(state: ItemState, entry: AgendaEntry, paper: PaperKind, roster: Roster): Recipient[] {
  const owner = ownerOf(state, entry);
  const to = liaison(state, roster, owner.unitId, owner.personId, 'assignee');
  if (paper === 'bluePaper' || paper === 'yellowPaper') return to;
  to.push({ unitId: owner.unitId, post: 'leader', personId: null, why: 'escalation' });
  if (state.supervisingUnitId !== null) to.push({ unitId: livingUnit(roster, state.supervisingUnitId), post: 'liaison', personId: null, why: 'supervision' });
  if (paper === 'admonition') to.push({ unitId: livingUnit(roster, state.officeUnitId), post: 'office', personId: null, why: 'informed' });
  return to;
}

/** Who hears at one stop of the escalation path; a stop that the plan does not fill passes to the office. */
export function escalatedTo(state: ItemState, entry: AgendaEntry, owedBy: { unitId: string }, rules: PolicyRules, roster: Roster): Recipient[] {
  const stop = rules.escalationPath[entry.stop ?? 0] ?? 'office';
  const office: Recipient = { unitId: livingUnit(roster, state.officeUnitId), post: 'office', personId: null, why: 'escalation' };
  switch (stop) {
    case 'leader':
      return [{ unitId: owedBy.unitId, post: 'leader', personId: null, why: 'escalation' }];
    case 'supervisingUnit':
      return [state.supervisingUnitId === null ? office : { unitId: livingUnit(roster, state.supervisingUnitId), post: 'liaison', personId: null, why: 'escalation' }];
    case 'conference':
      return [state.conferenceUnitId === null ? office : { unitId: livingUnit(roster, state.conferenceUnitId), post: 'leader', personId: null, why: 'escalation' }];
    case 'office':
      return [office];
  }
}
