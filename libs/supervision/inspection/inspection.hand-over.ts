import { holds, inPlaceOf, type HandedOverData, type Holder, type Holding } from '../holding';
import { cannotTake } from '../proceeding/hand-over';
import type { HandsOver, ProceedingContext } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { underOneRoof } from '../roster/roster';
import { rulesOfUnit, spanAt } from '../rules';
import { dayOf, type Day, type Instant } from '../time/day';
import { replaced } from './inspection.evolve';
import { inspectedUnits, leaderOf, ownAmong } from './inspection.parties';
import { isOpenFinding, type Finding, type InspectionState } from './inspection.types';

const SEAT = 'team:';
const VISIT = 'visit:';
const FINDING = 'finding:';
const INSPECTED = 'inspected';

type Moving = { day: Day | null } | { rejected: Rejection };

/** A person has a seat in the team and visits to make; a unit the seats of its people, its findings, and that it is inspected. */
function holdings(state: InspectionState, holder: Holder): Holding[] {
  const seats = state.team.filter((m) => m.left === null && holds(holder, m.unitId, m.personId));
  const visits = Object.values(state.visits).filter((v) => v.status === 'planned' && seats.some((m) => m.personId === v.personId));
  const held: Holding[] = [
    ...seats.map((m) => ({ id: SEAT + m.personId, kind: m.role === 'leader' ? 'teamLeader' : 'teamMember', text: state.title })),
    ...visits.map((v) => ({ id: VISIT + v.id, kind: 'visit', text: v.day })),
  ];
  if (holder.personId !== null) return held;
  const findings = Object.values(state.findings).filter((f) => isOpenFinding(f) && f.unitId === holder.unitId);
  const inspected = state.reported === null && inspectedUnits(state.scope).includes(holder.unitId);
  return [...held, ...(inspected ? [{ id: INSPECTED, kind: 'inspectedUnit', text: state.title }] : []), ...findings.map((f) => ({ id: FINDING + f.id, kind: 'rectification', text: f.text }))];
}

function move(state: InspectionState, { id }: Holding, to: Holder, context: ProceedingContext): Moving {
  const wrong = cannotTake(to, context);
  if (wrong) return { rejected: wrong };
  const { roster } = context.rules;
  if (id.startsWith(FINDING)) {
    const finding = state.findings[id.slice(FINDING.length)];
    return finding ? moveFinding(state, finding, to, context) : reject('finding-not-found');
  }
  // Nobody inspects own work or a body under one roof, from either side.
  const own = id === INSPECTED ? state.team.find((m) => m.left === null && underOneRoof(roster, m.unitId, to.unitId))?.unitId : ownAmong(inspectedUnits(state.scope), to.unitId, roster);
  return own == null ? { day: null } : reject('own-work', { details: { unitId: own } });
}

/** The leader answers for the acceptance: somebody apart from the unit has to be left for it. Where the day has passed it has the days of a return. */
function moveFinding(state: InspectionState, finding: Finding, to: Holder, context: ProceedingContext): Moving {
  const { roster } = context.rules;
  if (underOneRoof(roster, leaderOf(state).unitId, to.unitId)) return reject('no-verifier-left', { details: { unitId: to.unitId } });
  const day = finding.attemptDay ?? finding.day;
  if (finding.status !== 'rectifying' || day === null || day >= dayOf(context.now)) return { day: null };
  const span = spanAt(context.rules, context.now);
  return { day: span.calendar.addWorkingDays(dayOf(context.now), rulesOfUnit(span, roster, to.unitId).returnWorkingDays) };
}

function moved(state: InspectionState, { from, to, moved: all, reason }: HandedOverData, at: Instant): InspectionState {
  let after = state;
  for (const { id, day } of all) {
    if (id.startsWith(SEAT)) after = seatTaken(after, id.slice(SEAT.length), to, reason, at);
    else if (id === INSPECTED) after = inspectedInstead(after, from.unitId, to.unitId);
    else if (id.startsWith(FINDING)) after = findingTaken(after, id.slice(FINDING.length), from, to, day, at);
  }
  return after;
}

/** The visits go with the seat. Where a whole unit goes into another, its people keep their seats there. */
function seatTaken(state: InspectionState, personId: string, to: Holder, reason: string, at: Instant): InspectionState {
  return replaced(state, { personId, byPersonId: to.personId ?? personId, byUnitId: to.unitId, reason }, at);
}

function inspectedInstead(state: InspectionState, from: string, to: string): InspectionState {
  const { scope } = state;
  const visits = Object.fromEntries(Object.entries(state.visits).map(([id, v]) => [id, v.status === 'planned' && v.unitId === from ? { ...v, unitId: to } : v]));
  return { ...state, visits, scope: { ...scope, unitIds: inPlaceOf(scope.unitIds, from, to), reformUnitIds: inPlaceOf(scope.reformUnitIds, from, to) } };
}

function findingTaken(state: InspectionState, id: string, from: Holder, to: Holder, day: Day | null, at: Instant): InspectionState {
  const finding = state.findings[id];
  if (!finding) return state;
  const anew = day === null ? {} : { attemptDay: day, arming: finding.arming + 1, attemptSince: at };
  return { ...state, findings: { ...state.findings, [id]: { ...finding, unitId: to.unitId, former: [...finding.former, from], ...anew } } };
}

export const INSPECTION_HAND_OVER: HandsOver<InspectionState> = { holdings, move, moved };
