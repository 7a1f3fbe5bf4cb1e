import type { NewDomainEvent } from '../../event';
import type { ProceedingContext, ProceedingDecision } from '../../proceeding/proceeding';
import { dayProblem } from '../../proceeding/given-days';
import { personOf, says } from '../../proceeding/acting';
import { reject, type Rejection } from '../../rejection';
import { dayOf, isDay } from '../../time/day';
import type { CommandOf } from '../inspection.events';
import { figuresOf } from '../inspection.figures';
import { inspectedUnits, memberOf, wasInTeam } from '../inspection.parties';
import { isOpenFinding, type InspectionState, type InspectionVisit } from '../inspection.types';
import { undecidedRepeats } from './repetition';
import { leadProblem, ownWork } from './setting-up';

type Refusal = { rejected: Rejection };

/** Work in the inspected unit: by the team, after the notice, before the report. */
export function atWork(state: InspectionState, unitId: string, context: ProceedingContext): Refusal | null {
  if (!memberOf(state, context)) return reject('not-the-team');
  if (!inspectedUnits(state.scope).includes(unitId)) return reject('unit-not-inspected', { field: 'unitId', details: { unitId } });
  if (!state.noticed) return reject('inspection-not-noticed');
  if (state.reported) return reject('inspection-reported');
  return ownWork(unitId, context);
}

export function planVisit(state: InspectionState, command: CommandOf<'planVisit'>, context: ProceedingContext): ProceedingDecision {
  const { unitId, day, personId } = command;
  const notTheirs = leadProblem(state, context);
  if (notTheirs) return notTheirs;
  if (state.reported) return reject('inspection-reported');
  if (!inspectedUnits(state.scope).includes(unitId)) return reject('unit-not-inspected', { field: 'unitId', details: { unitId } });
  if (!state.team.some((m) => m.personId === personId && m.left === null)) return reject('team-invalid', { field: 'personId' });
  const problem = dayProblem(day, 'day', context);
  return problem ?? [{ type: 'InspectionVisitPlanned', data: { visitId: `v${Object.keys(state.visits).length + 1}`, unitId, day, personId } }];
}

function plannedVisit(state: InspectionState, visitId: string): InspectionVisit | Refusal {
  const visit = Object.hasOwn(state.visits, visitId) ? state.visits[visitId] : undefined;
  if (!visit) return reject('not-found', { field: 'visitId' });
  return visit.status === 'planned' ? visit : reject('visit-not-planned', { field: 'visitId', details: { status: visit.status } });
}

export function moveVisit(state: InspectionState, command: CommandOf<'moveVisit'>, context: ProceedingContext): ProceedingDecision {
  const visit = plannedVisit(state, command.visitId);
  if ('rejected' in visit) return visit;
  const notTheirs = leadProblem(state, context);
  if (notTheirs) return notTheirs;
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  const problem = dayProblem(command.day, 'day', context);
  return problem ?? [{ type: 'InspectionVisitMoved', data: { visitId: visit.id, day: command.day, reason: command.reason } }];
}

export function doVisit(state: InspectionState, command: CommandOf<'doVisit'>, context: ProceedingContext): ProceedingDecision {
  const visit = plannedVisit(state, command.visitId);
  if ('rejected' in visit) return visit;
  const problem = atWork(state, visit.unitId, context);
  if (problem) return problem;
  const { day, record, evidenceIds } = command;
  if (!isDay(day) || day > dayOf(context.now) || (state.noticed && day < dayOf(state.noticed.at))) return reject('date-invalid', { field: 'day' });
  if (!says(record)) return reject('nothing-substantial', { field: 'record' });
  const personIds = command.personIds.length === 0 ? [personOf(context)] : command.personIds;
  const stranger = personIds.findIndex((p) => !wasInTeam(state, p) && p !== personOf(context));
  if (stranger >= 0) return reject('team-invalid', { field: `personIds[${stranger}]` });
  return [{ type: 'InspectionVisitDone', data: { visitId: visit.id, day, personIds, record, evidenceIds } }];
}

export function dropVisit(state: InspectionState, command: CommandOf<'dropVisit'>, context: ProceedingContext): ProceedingDecision {
  const visit = plannedVisit(state, command.visitId);
  if ('rejected' in visit) return visit;
  const notTheirs = leadProblem(state, context);
  if (notTheirs) return notTheirs;
  return says(command.reason) ? [{ type: 'InspectionVisitDropped', data: { visitId: visit.id, reason: command.reason } }] : reject('reason-missing', { field: 'reason' });
}

export function answerChecklist(state: InspectionState, command: CommandOf<'answerChecklist'>, context: ProceedingContext): ProceedingDecision {
  const { type: _type, ...answer } = command;
  const problem = atWork(state, answer.unitId, context);
  if (problem) return problem;
  if (!state.checklist.some((c) => c.key === answer.key)) return reject('not-found', { field: 'key' });
  return [{ type: 'ChecklistAnswered', data: { ...answer, personId: personOf(context) } }];
}

/** Questions that nobody answered for a unit inspected, and nobody dropped. */
export function openQuestions(state: InspectionState): { key: string; unitId: string }[] {
  return inspectedUnits(state.scope).flatMap((unitId) => state.checklist.map(({ key }) => ({ key, unitId }))).filter(({ key, unitId }) => ![state.answers, state.unanswered].some((of) => Object.hasOwn(of, `${key}/${unitId}`)));
}

/** 督查报告: ends the work in the units, with every visit made or dropped, every question answered or dropped, and said of every finding whether it has come back; the rectification of what was found goes on. */
export function report(state: InspectionState, command: CommandOf<'reportInspection'>, context: ProceedingContext): ProceedingDecision {
  const notTheirs = leadProblem(state, context);
  if (notTheirs) return notTheirs;
  if (!state.noticed) return reject('inspection-not-noticed');
  if (state.reported) return reject('inspection-reported');
  if (Object.values(state.visits).some((v) => v.status === 'planned')) return reject('visits-open');
  if (!says(command.conclusion)) return reject('nothing-substantial', { field: 'conclusion' });
  const { lookBackOn } = command;
  const problem = lookBackOn === null ? null : dayProblem(lookBackOn, 'lookBackOn', context);
  if (problem) return problem;
  const undecided = undecidedRepeats(state);
  if (undecided.length > 0) return reject('repeats-undecided', { details: { findings: undecided.map((f) => f.id).join('、') } });
  const [open, reason, personId] = [openQuestions(state), command.dropUnanswered ?? '', personOf(context)];
  if (open.length > 0 && !says(reason)) return reject('questions-open', { field: 'dropUnanswered', details: { questions: open.length } });
  const dropped = open.map((question): NewDomainEvent => ({ type: 'ChecklistQuestionDropped', data: { ...question, reason, personId } }));
  return [...dropped, { type: 'InspectionReported', data: { conclusion: command.conclusion, figures: figuresOf(state), lookBackOn, personId } }];
}

/** Nothing is open any more: no finding, no objection, and the report is there, before which every visit and question is settled. */
export function isThrough(state: InspectionState): boolean {
  return state.reported !== null && !Object.values(state.visits).some((v) => v.status === 'planned') && !Object.values(state.findings).some(isOpenFinding) && !Object.values(state.objections).some((o) => o.status === 'open');
}

/** Whether a look-back on it is there. In-process: said by the inspection that looks back, along with its own opening and end. */
export function noteLookBack(state: InspectionState, { inspectionId }: CommandOf<'noteLookBack'>): ProceedingDecision {
  return state.lookBack?.inspectionId === inspectionId ? [] : [{ type: 'LookBackOpened', data: { inspectionId } }];
}

export function noteLookBackGone(state: InspectionState, { inspectionId, reason }: CommandOf<'noteLookBackGone'>): ProceedingDecision {
  return state.lookBack?.inspectionId === inspectionId ? [{ type: 'LookBackFellThrough', data: { inspectionId, reason } }] : [];
}

/** 不再回头看: by who directs the inspection, with the reason. */
export function dropLookBack(state: InspectionState, { reason }: CommandOf<'dropLookBack'>, context: ProceedingContext): ProceedingDecision {
  const notTheirs = leadProblem(state, context);
  if (notTheirs) return notTheirs;
  if (state.reported?.lookBackOn == null || state.lookBack !== null) return reject('not-found', { field: 'lookBackOn' });
  return says(reason) ? [{ type: 'LookBackDropped', data: { reason, personId: personOf(context) } }] : reject('reason-missing', { field: 'reason' });
}
