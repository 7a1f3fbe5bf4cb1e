import type { NewDomainEvent } from '../event';
import { isOffice, isUnitNow, personOf, says, unitOf } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { dissolvedFrom, underOneRoof, type Roster } from '../roster/roster';
import { ruleReason } from '../rule-reason';
import { rulesOfUnit, spanAt, type RulesSpan } from '../rules';
import { dayOf, endOfDay, isDay, startOfDay, type Day } from '../time/day';
import type { OwnMoment } from '../proceeding/proceeding';
import { nextQuarter, quarterNamed, quarterOf, visitDays } from './quarter';
import type { Link, ReformUnitCommand, ReformUnitEventData, ReformUnitState } from './reform-unit.events';

type Listed = ReformUnitEventData['ReformUnitListed'];

export function openReformUnit(command: ReformUnitCommand, context: ProceedingContext): ProceedingDecision {
  if (command.type !== 'list') throw new Error('a reform unit begins by being listed');
  const { data, links, left = null } = command;
  if (!says(data.particulars.name)) return reject('nothing-substantial', { field: 'name' });
  if (!isDay(data.since)) return reject('date-invalid', { field: 'since' });
  const { unitId } = data.particulars;
  if (unitId !== null && !isUnitNow(context.rules.roster, unitId)) return reject('unit-unknown', { field: 'unitId', details: { name: unitId } });
  const events: NewDomainEvent[] = [{ type: 'ReformUnitListed', data: data satisfies Listed }];
  for (const [i, link] of links.entries()) {
    const linked = begin(link, `l${i + 1}`, unitId, context, `links[${i}].`);
    if ('rejected' in linked) return linked;
    // Of one that has left nothing is owed any more.
    events.push(...(left === null ? linked : linked.slice(0, 1)));
  }
  if (left === null) return events;
  if (!says(left.reason)) return reject('reason-missing', { field: 'reason' });
  return pastDay(left.until, [data.since, ...links.map((l) => l.since)].sort().at(-1)!, 'until', context) ?? [...events, { type: 'ReformUnitLeft', data: { ...left, personId: personOf(context) } }];
}

/** Nobody is their own contact: the reform unit itself, or a body under one roof with it. */
export function isItself(ownUnitId: string | null, unitId: string, roster: Roster): boolean {
  return ownUnitId !== null && underOneRoof(roster, ownUnitId, unitId);
}

/** A link with the visits that it owes for the rest of the quarter. */
function begin({ kind, unitId, personId, since }: Omit<Link, 'id' | 'until' | 'reason' | 'former'>, linkId: string, ownUnitId: string | null, context: ProceedingContext, at: string): NewDomainEvent[] | { rejected: Rejection } {
  const { roster } = context.rules;
  if (!isUnitNow(roster, unitId)) return reject('unit-unknown', { field: `${at}unitId`, details: { name: unitId } });
  if (isItself(ownUnitId, unitId, roster)) return reject('link-to-itself', { field: `${at}unitId` });
  if (!isDay(since)) return reject('date-invalid', { field: `${at}since` });
  if (kind === 'instructor' && personId === null) return reject('person-unknown', { field: `${at}personId`, details: { id: '' } });
  const today = dayOf(context.now);
  const span = spanAt(context.rules, context.now);
  // What went by before it was entered is not owed.
  const from = since > today ? since : today;
  const quarter = quarterOf(from);
  const visits = quarter.name === quarterOf(today).name ? owedFrom([{ id: linkId, unitId }], from, quarter.name, span, roster) : [];
  const owed: NewDomainEvent[] = [{ type: 'VisitsOwed', data: { quarter: quarterOf(today).name, visits } }];
  return [{ type: 'LinkBegun', data: { linkId, kind, unitId, personId, since } }, ...owed];
}

function owedFrom(links: readonly { id: string; unitId: string }[], from: Day, quarter: string, span: RulesSpan, roster: Roster): ReformUnitEventData['VisitsOwed']['visits'] {
  return links.flatMap((l) => {
    const { visitsPerQuarter } = rulesOfUnit(span, roster, l.unitId);
    return visitDays(visitsPerQuarter, from).map((day, i) => ({ visitDueId: `${l.id}:${quarter}:${i + 1}`, linkId: l.id, day }));
  });
}

/** Links that were entered ahead begin on their day; and with the first moment of each quarter its visits are owed, before any link of it begins. One ends with its unit. */
export function momentsOfReformUnit(state: ReformUnitState, span: RulesSpan, roster: Roster): OwnMoment[] {
  if (state.closed) return [];
  const begins = Object.entries(state.pending).map(([linkId, since]): OwnMoment => ({ duty: `link:${linkId}`, arming: 1, rung: 'begins', at: startOfDay(since), event: { type: 'LinkTookEffect', data: { linkId } } }));
  return [...begins, ...endsOf(state, span, roster), ...quarterly(state, span, roster)];
}

/** The link of a unit that is no more ends with it; where another took its place, once the days to find a contact have passed without a hand-over. */
function endsOf(state: ReformUnitState, span: RulesSpan, roster: Roster): OwnMoment[] {
  return Object.values(state.links).filter((l) => l.until === null).flatMap((link): OwnMoment[] => {
    const unit = roster.units[link.unitId];
    const gone = dissolvedFrom(unit);
    if (unit === undefined || unit.until === null || gone === null) return [];
    const until = unit.until > link.since ? unit.until : link.since;
    const { linkWorkingDays } = rulesOfUnit(span, roster, link.unitId);
    const at = unit.successorId === null ? gone : endOfDay(span.calendar.addWorkingDays(dayOf(gone), linkWorkingDays));
    return [{ duty: `link-ends:${link.id}`, arming: 1, rung: 'dissolved', at, event: { type: 'LinkEnded', data: { linkId: link.id, until, reason: ruleReason('linked-unit-dissolved') } } }];
  });
}

function quarterly(state: ReformUnitState, span: RulesSpan, roster: Roster): OwnMoment[] {
  const links = Object.values(state.links).filter((l) => l.until === null);
  if (state.quarter === null || links.length === 0) return [];
  const quarter = nextQuarter(quarterNamed(state.quarter));
  const visits = links.flatMap((l) => (l.since > quarter.last ? [] : owedFrom([l], l.since > quarter.from ? l.since : quarter.from, quarter.name, span, roster)));
  return [{ duty: 'visits', arming: 1, rung: quarter.name, at: startOfDay(quarter.from), event: { type: 'VisitsOwed', data: { quarter: quarter.name, visits } } }];
}

function openLink(state: ReformUnitState, linkId: string): Link | { rejected: Rejection } {
  const link = Object.hasOwn(state.links, linkId) ? state.links[linkId] : undefined;
  return link && link.until === null ? link : reject('link-not-found', { field: 'linkId' });
}

/** A day that has come, and does not lie before another. */
function pastDay(day: Day, notBefore: Day, field: string, context: ProceedingContext): { rejected: Rejection } | null {
  return isDay(day) && day <= dayOf(context.now) && day >= notBefore ? null : reject('date-invalid', { field });
}

export function decideReformUnit(state: ReformUnitState, command: ReformUnitCommand, context: ProceedingContext): ProceedingDecision {
  if (command.type === 'list') throw new Error('a reform unit is listed once');
  if (command.type === 'recordVisit') return recordVisit(state, command, context);
  if (!isOffice(state, context)) return reject('not-the-office');
  switch (command.type) {
    case 'change': {
      // Its name is what its stream goes by.
      const { reason } = command;
      const particulars = { ...command.particulars, name: state.particulars.name };
      if (particulars.unitId !== null && !isUnitNow(context.rules.roster, particulars.unitId)) return reject('unit-unknown', { field: 'unitId', details: { name: particulars.unitId } });
      if (Object.values(state.links).some((l) => l.until === null && isItself(particulars.unitId, l.unitId, context.rules.roster))) return reject('link-to-itself', { field: 'unitId' });
      return says(reason) ? [{ type: 'ReformUnitChanged', data: { particulars, reason } }] : reject('reason-missing', { field: 'reason' });
    }
    case 'setOwnPlan':
      return says(command.ownPlan.title) ? [{ type: 'OwnPlanSet', data: command.ownPlan }] : reject('nothing-substantial', { field: 'title' });
    case 'link': {
      const { kind, unitId, personId, since } = command;
      const twice = Object.values(state.links).some((l) => l.until === null && l.kind === kind && l.unitId === unitId && l.personId === personId);
      return twice ? reject('link-open', { field: 'unitId' }) : begin({ kind, unitId, personId, since }, `l${Object.keys(state.links).length + 1}`, state.particulars.unitId, context, '');
    }
    case 'unlink': {
      const link = openLink(state, command.linkId);
      if ('rejected' in link) return link;
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      // One that has not begun is taken back.
      const notBefore = state.pending[link.id] === undefined ? link.since : state.since;
      return pastDay(command.until, notBefore, 'until', context) ?? [{ type: 'LinkEnded', data: { linkId: link.id, until: command.until, reason: command.reason } }];
    }
    case 'remove':
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return pastDay(command.until, state.since, 'until', context) ?? [{ type: 'ReformUnitLeft', data: { until: command.until, reason: command.reason, personId: personOf(context) } }];
  }
}

/** By the linked unit (or the office for it), on a day that has come, since the link began. */
function recordVisit(state: ReformUnitState, command: Extract<ReformUnitCommand, { type: 'recordVisit' }>, context: ProceedingContext): ProceedingDecision {
  const link = openLink(state, command.linkId);
  if ('rejected' in link) return link;
  if (unitOf(context) !== link.unitId) return reject('not-the-assignee', { details: { unitId: link.unitId } });
  if (!says(command.findings)) return reject('nothing-substantial', { field: 'findings' });
  const problem = pastDay(command.day, link.since, 'day', context);
  if (problem) return problem;
  const { type: _type, ...data } = command;
  return [{ type: 'VisitRecorded', data: { visitId: visitIdOf(state), ...data } }];
}

/** Visits are numbered in the order in which they were recorded. */
export function visitIdOf(state: ReformUnitState): string {
  return `v${Object.keys(state.visits).length + 1}`;
}
