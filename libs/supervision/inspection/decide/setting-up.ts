import type { NewDomainEvent } from '../../event';
import type { ProceedingContext, ProceedingDecision } from '../../proceeding/proceeding';
import { dayProblem } from '../../proceeding/given-days';
import { isOffice, personOf, says, unitOf } from '../../proceeding/acting';
import type { OfferedMerge } from '../../programme/programme.places';
import { reject, type Rejection } from '../../rejection';
import { livingUnit, underOneRoof, type Roster } from '../../roster/roster';
import type { CommandOf, InspectionEventData } from '../inspection.events';
import { anyHand, approverOf, inspectedUnits, isLeader, leaderOf, memberOf, ownAmong, wasInTeam } from '../inspection.parties';
import { triggerProblem } from '../trigger';
import { isOpenFinding, type InspectionDays, type InspectionScope, type InspectionState } from '../inspection.types';

type Refusal = { rejected: Rejection } | null;

/** Units that are there, and are not dissolved. */
function unitProblem(unitId: string, field: string, { rules }: ProceedingContext): Refusal {
  const unit = Object.hasOwn(rules.roster.units, unitId) ? rules.roster.units[unitId] : undefined;
  if (!unit) return reject('unit-unknown', { field, details: { name: unitId } });
  return unit.until === null ? null : reject('unit-dissolved', { field, details: { name: unit.name } });
}

function daysProblem(days: InspectionDays, context: ProceedingContext): Refusal {
  return dayProblem(days.from, 'days.from', context) ?? lastDayProblem(days, context);
}

function lastDayProblem(days: InspectionDays, context: ProceedingContext): Refusal {
  return dayProblem(days.to, 'days.to', context) ?? (days.to < days.from ? reject('date-invalid', { field: 'days.to' }) : null);
}

function teamProblem(team: InspectionEventData['InspectionOpened']['team'], scope: InspectionScope, context: ProceedingContext): Refusal {
  if (team.filter((m) => m.role === 'leader').length !== 1) return reject('team-invalid', { field: 'team' });
  const inspected = inspectedUnits(scope);
  for (const [i, member] of team.entries()) {
    const field = `team[${i}]`;
    if (team.findIndex((m) => m.personId === member.personId) !== i) return reject('team-invalid', { field });
    const problem = unitProblem(member.unitId, `${field}.unitId`, context);
    if (problem) return problem;
    const own = ownAmong(inspected, member.unitId, context.rules.roster);
    if (own !== null) return reject('own-work', { field, details: { unitId: own } });
  }
  return null;
}

export function openInspection(command: CommandOf<'openInspection'>, context: ProceedingContext): ProceedingDecision {
  const { type: _type, offers = [], ...data } = command;
  if (!says(data.title)) return reject('nothing-substantial', { field: 'title' });
  if (!says(data.reason.text)) return reject('reason-missing', { field: 'reason' });
  const inspected = inspectedUnits(data.scope);
  if (inspected.length === 0) return reject('nothing-open', { field: 'scope' });
  for (const [i, unitId] of inspected.entries()) {
    const problem = unitProblem(unitId, `scope.unitIds[${i}]`, context);
    if (problem) return problem;
  }
  const problem = daysProblem(data.days, context) ?? teamProblem(data.team, data.scope, context);
  if (problem) return problem;
  if (data.basis.kind === 'approval' && approverOf(data, context.rules.roster) === null) return reject('no-unit-above', { field: 'scope' });
  return [{ type: 'InspectionOpened', data }, ...offered(offers)];
}

/** 一事一报: by the higher unit, and neither by who applied nor by who would inspect. */
export function approve(state: InspectionState, command: CommandOf<'approveInspection'>, context: ProceedingContext): ProceedingDecision {
  if (state.approval !== 'pending') return reject('request-not-open', { details: { status: state.approval } });
  const personId = personOf(context);
  if (anyHand(context, (hand) => hand === state.appliedBy.personId || hand === state.appliedBy.insteadOf)) return reject('own-work', { details: { unitId: state.appliedBy.unitId } });
  const approver = approverOf(state, context.rules.roster);
  if (approver === null) return reject('no-unit-above');
  if (unitOf(context) !== approver) return reject('not-the-approver', { details: { unitId: approver } });
  const own = anyHand(context, (hand) => wasInTeam(state, hand)) ? reject('own-inspection') : ownScope(state.scope, context);
  if (own) return own;
  if (command.grant) return [{ type: 'InspectionApproved', data: { personId, text: command.text } }];
  return says(command.text) ? [{ type: 'InspectionNotApproved', data: { personId, reason: command.text } }] : reject('reason-missing', { field: 'text' });
}

/** What keeps it from being told to those inspected, or begun with them. */
function notCleared(state: InspectionState): Refusal {
  return state.clearedAt === null ? reject('inspection-not-approved') : null;
}

/** Who belongs to what is inspected, or shares a roof with it, has no hand in how it is inspected. */
function ownScope(scope: InspectionScope, context: ProceedingContext): Refusal {
  const { actor, rules } = context;
  const own = actor.kind === 'person' ? ownAmong(inspectedUnits(scope), actor.unitId, rules.roster) : null;
  return own === null ? null : reject('own-inspection', { details: { unitId: own } });
}

/**
 * What keeps somebody from directing it. The team's leader, the office and the supervising unit do; where one of these is inspected
 * itself, or under one roof with who is, the unit that approves stands in.
 */
export function leadProblem(state: InspectionState, context: ProceedingContext): Refusal {
  const { roster } = context.rules;
  const directing = [state.officeUnitId, state.supervisingUnitId].filter((u) => u !== null);
  const barred = directing.some((u) => ownAmong(inspectedUnits(state.scope), u, roster) !== null);
  const unitId = unitOf(context);
  const leads = isLeader(state, context) || isOffice(state, context) || (unitId !== null && (directing.includes(unitId) || (barred && unitId === approverOf(state, roster))));
  return leads ? ownScope(state.scope, context) : reject('not-the-team');
}

export function reschedule(state: InspectionState, command: CommandOf<'reschedule'>, context: ProceedingContext): ProceedingDecision {
  const notTheirs = leadProblem(state, context);
  if (notTheirs) return notTheirs;
  if (state.reported) return reject('inspection-reported');
  // One that has begun goes on from the day on which it began.
  const began = command.days.from === state.days.from && state.noticed !== null;
  const problem = began ? lastDayProblem(command.days, context) : daysProblem(command.days, context);
  if (problem) return problem;
  // Its place is kept in one year's programme.
  if (command.days.from.slice(0, 4) !== state.days.from.slice(0, 4)) return reject('date-invalid', { field: 'days.from' });
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'InspectionRescheduled', data: { days: command.days, reason: command.reason, personId: personOf(context) } }, ...offered(command.offers ?? [])];
}

/** 督查通知: to every unit inspected. */
export function giveNotice(state: InspectionState, command: CommandOf<'giveNotice'>, context: ProceedingContext): ProceedingDecision {
  const notTheirs = leadProblem(state, context);
  if (notTheirs) return notTheirs;
  const problem = notCleared(state);
  if (problem) return problem;
  if (state.noticed) return reject('inspection-noticed', { details: { at: state.noticed.at } });
  if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
  return [{ type: 'InspectionNoticed', data: { text: command.text, personId: personOf(context) } }];
}

export function replaceInspector(state: InspectionState, command: CommandOf<'replaceInspector'>, context: ProceedingContext): ProceedingDecision {
  const { personId, byPersonId, byUnitId, reason } = command;
  // Who leaves may say who comes.
  const notTheirs = leadProblem(state, context);
  if (notTheirs && memberOf(state, context)?.personId !== personId) return notTheirs;
  if (!state.team.some((m) => m.personId === personId && m.left === null)) return reject('team-invalid', { field: 'personId' });
  if (state.team.some((m) => m.personId === byPersonId && m.left === null)) return reject('team-invalid', { field: 'byPersonId' });
  const problem = unitProblem(byUnitId, 'byUnitId', context);
  if (problem) return problem;
  const own = ownAmong(inspectedUnits(state.scope), byUnitId, context.rules.roster);
  if (own !== null) return reject('own-work', { field: 'byUnitId', details: { unitId: own } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'InspectorReplaced', data: { personId, byPersonId, byUnitId, reason } }];
}

function offered(offers: readonly OfferedMerge[]): NewDomainEvent[] {
  return offers.map((data) => ({ type: 'MergeOffered', data }));
}

/** 合并 is offered once for the same days, and while it can be taken up. */
export function offerMerge(state: InspectionState, command: CommandOf<'offerMerge'>): ProceedingDecision {
  const { type: _type, ...offer } = command;
  const known = state.offers.some((o) => o.inspectionId === offer.inspectionId && o.from === offer.from && o.to === offer.to);
  return known || mergeProblem(state) ? [] : offered([offer]);
}

/** Whether it can still be merged with another: nobody inspected was told. */
function mergeProblem(state: InspectionState): Refusal {
  return state.noticed ? reject('inspection-noticed', { details: { at: state.noticed.at } }) : null;
}

/** Merged into another: this one ends, before its notice. Whom it would inspect is approved already, or on the programme. */
export function merge(state: InspectionState, command: CommandOf<'mergeInspection'>, context: ProceedingContext): ProceedingDecision {
  const problem = leadProblem(state, context) ?? mergeProblem(state) ?? notCleared(state);
  if (problem) return problem;
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'InspectionMerged', data: { intoId: command.intoId, reason: command.reason, personId: personOf(context) } }];
}

/** Takes over the scope, the questions, the planned visits and what it looks back on of another; only one that was approved, lest the approval be gone round. */
export function absorb(state: InspectionState, command: CommandOf<'absorbInspection'>, context: ProceedingContext): ProceedingDecision {
  const problem = mergeProblem(state) ?? notCleared(state);
  if (problem) return problem;
  const { inspectionId, planId, reason, basis, scope, lookBackOf } = command;
  const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];
  const merged = { itemIds: union(state.scope.itemIds, scope.itemIds), unitIds: union(state.scope.unitIds, scope.unitIds), reformUnitIds: union(state.scope.reformUnitIds, scope.reformUnitIds) };
  const { roster } = context.rules;
  // What opening asked for: units that are there, and what set it off among what is inspected.
  const gone = scope.unitIds.map((u) => unitProblem(u, 'scope.unitIds', context)).find((found) => found !== null) ?? untriggered(command, merged, roster);
  if (gone) return gone;
  const own = state.team.filter((m) => m.left === null).map((m) => ownAmong(inspectedUnits(merged), m.unitId, roster)).find((u) => u !== null);
  if (own != null) return reject('own-work', { details: { unitId: own } });
  const inspects = ownScope(merged, context);
  if (inspects) return inspects;
  const known = new Set(state.checklist.map((c) => c.key));
  const checklist = [...state.checklist, ...command.checklist.filter((c) => !known.has(c.key))];
  // Somebody of this team sees to the visits: who was to, where they are in it, else its leader.
  const first = Object.keys(state.visits).length + 1;
  const inTeam = (personId: string): boolean => state.team.some((m) => m.personId === personId && m.left === null);
  const visits = command.visits.map((v, i) => ({ visitId: `v${first + i}`, ...v, personId: inTeam(v.personId) ? v.personId : leaderOf(state).personId }));
  return [{ type: 'InspectionAbsorbed', data: { inspectionId, planId, reason, basis, scope: merged, checklist, visits, lookBackOf } }];
}

/** What set a merged inspection off is still among what is inspected; a unit that was handed over since is so under its successor's name. */
function untriggered({ reason, basis, lookBackOf }: CommandOf<'absorbInspection'>, scope: InspectionScope, roster: Roster): Refusal {
  const ref = reason.ref !== null && (reason.kind === 'unit' || reason.kind === 'reformUnit') ? livingUnit(roster, reason.ref) : reason.ref;
  const light = reason.kind === 'light' ? { colour: ref ?? 'red' } : null;
  return triggerProblem({ ...reason, ref }, { scope, light, lookBackOf, entryId: basis.kind === 'programme' ? basis.entryId : null });
}

/** Ended without having come to anything; what was found is put right or withdrawn first. */
export function cancel(state: InspectionState, command: CommandOf<'cancelInspection'>, context: ProceedingContext): ProceedingDecision {
  const notTheirs = leadProblem(state, context);
  if (notTheirs) return notTheirs;
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  if (Object.values(state.findings).some(isOpenFinding)) return reject('findings-open');
  if (Object.values(state.objections).some((o) => o.status === 'open')) return reject('request-open');
  return [{ type: 'InspectionCancelled', data: { reason: command.reason, personId: personOf(context) } }];
}

/** The actor shares a roof with the unit: no hand in what concerns it. */
export function ownWork(unitId: string, context: ProceedingContext): Refusal {
  const { actor } = context;
  return actor.kind === 'person' && underOneRoof(context.rules.roster, actor.unitId, unitId) ? reject('own-work', { details: { unitId } }) : null;
}
