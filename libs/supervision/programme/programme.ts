import type { DomainEvent, NewDomainEvent } from '../event';
import { ownAmong } from '../inspection/inspection.parties';
import { dayProblem } from '../proceeding/given-days';
import { isOffice, personOf, says, unitOf } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision, ProceedingDuty, ProceedingKind } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { spanAt } from '../rules';
import { endOfDay, type Day } from '../time/day';
import { PROGRAMME_HAND_OVER } from './programme.hand-over';
import { brokenFromTheStart, exhausted, offersOf, placesOf } from './programme.places';
import { PROGRAMME_EVENTS, type InspectionPlace, type ProgrammeCommand, type ProgrammeEntry, type ProgrammeEventData, type ProgrammeState } from './programme.types';
import { rulesOfUnit } from '../rules';

type ProgrammeEvent = { [T in keyof ProgrammeEventData]: DomainEvent<T, ProgrammeEventData[T]> }[keyof ProgrammeEventData];

function fold(state: ProgrammeState, event: ProgrammeEvent): ProgrammeState {
  const at = event.meta.recordedAt;
  const entry = (id: string, change: Partial<ProgrammeEntry>): ProgrammeState['entries'] => (state.entries[id] ? { ...state.entries, [id]: { ...state.entries[id], ...change } } : state.entries);
  const place = (id: string, change: Partial<InspectionPlace>): ProgrammeState['places'] => (state.places[id] ? { ...state.places, [id]: { ...state.places[id], ...change } } : state.places);
  switch (event.type) {
    case 'ProgrammeOpened':
      throw new Error(`programme ${state.id} is opened twice`);
    case 'ProgrammeEntrySet': {
      const { entryId, title, unitIds, from, to } = event.data;
      const before = state.entries[entryId];
      const arming = before && before.to !== to ? before.arming + 1 : (before?.arming ?? 1);
      return { ...state, entries: { ...state.entries, [entryId]: { id: entryId, title, unitIds, from, to, arming, setAt: at, status: entryStatus(unitIds, before?.covered ?? {}), covered: before?.covered ?? {} } } };
    }
    case 'ProgrammeEntryDropped':
      return { ...state, entries: entry(event.data.entryId, { status: 'dropped' }) };
    case 'InspectionBudgetSet': {
      const { unitId, places } = event.data;
      if (unitId === null) return { ...state, budget: places };
      const { [unitId]: _before, ...others } = state.budgets;
      return { ...state, budgets: places === null ? others : { ...others, [unitId]: places } };
    }
    case 'InspectionPlaceTaken': {
      const { inspectionId, entryId } = event.data;
      const places = { ...state.places, [inspectionId]: { ...event.data, freed: null } };
      return { ...state, places, entries: entryId === null ? state.entries : covers(state.entries, entryId, event.data.unitIds, inspectionId) };
    }
    case 'InspectionPlaceMoved': {
      const { inspectionId, unitIds, from, to } = event.data;
      return { ...state, places: place(inspectionId, { unitIds, from, to }) };
    }
    case 'InspectionPlaceFreed': {
      const { inspectionId, reason, intoId } = event.data;
      const entryId = state.places[inspectionId]?.entryId ?? null;
      const places = place(inspectionId, { freed: { at, reason } });
      return { ...state, places, entries: entryId === null ? state.entries : uncovered(state.entries, entryId, inspectionId, intoId, at) };
    }
    case 'ProgrammeEntryReopened':
      return { ...state, entries: uncovered(state.entries, event.data.entryId, event.data.inspectionId, null, at) };
    case 'ProgrammeEnded':
      return { ...state, closed: { at, how: 'ended', reason: null } };
  }
}

function entryStatus(unitIds: readonly string[], covered: ProgrammeEntry['covered']): ProgrammeEntry['status'] {
  return unitIds.every((u) => Object.hasOwn(covered, u)) ? 'taken' : 'planned';
}

/** Units of an entry have their inspection; it is carried out once all have. */
function covers(entries: ProgrammeState['entries'], entryId: string, unitIds: readonly string[], inspectionId: string): ProgrammeState['entries'] {
  const entry = entries[entryId];
  if (!entry) return entries;
  const covered = { ...entry.covered, ...Object.fromEntries(unitIds.map((u) => [u, inspectionId])) };
  return { ...entries, [entryId]: { ...entry, covered, status: entryStatus(entry.unitIds, covered) } };
}

/** What an inspection had of an entry is planned again, with a ladder of its own; or goes on in the one that it was merged into. */
function uncovered(entries: ProgrammeState['entries'], entryId: string, inspectionId: string, intoId: string | null, at: string): ProgrammeState['entries'] {
  const entry = entries[entryId];
  if (!entry) return entries;
  const all = Object.entries(entry.covered);
  if (intoId !== null) return { ...entries, [entryId]: { ...entry, covered: Object.fromEntries(all.map(([u, id]) => [u, id === inspectionId ? intoId : id])) } };
  const covered = Object.fromEntries(all.filter(([, id]) => id !== inspectionId));
  const anew = entry.status === 'taken' ? { setAt: at, arming: entry.arming + 1 } : {};
  return { ...entries, [entryId]: { ...entry, ...anew, covered, status: entry.status === 'dropped' ? 'dropped' : entryStatus(entry.unitIds, covered) } };
}

type CommandOf<T extends ProgrammeCommand['type']> = Extract<ProgrammeCommand, { type: T }>;

/** A place for an inspection in every budget that it needs; an entry of the programme is taken once. */
function taken(state: ProgrammeState, { inspectionId, entryId, unitIds, from, to, others }: CommandOf<'takePlace'>, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  if (state.places[inspectionId]) return [];
  if (entryId !== null) {
    const entry = Object.hasOwn(state.entries, entryId) ? state.entries[entryId] : undefined;
    if (!entry) return reject('not-found', { field: 'entryId' });
    if (entry.status !== 'planned') return reject('programme-entry-taken', { field: 'entryId' });
    // What the programme does not name is off the programme.
    const beyond = unitIds.find((u) => !entry.unitIds.includes(u));
    if (beyond !== undefined) return reject('unit-not-inspected', { field: 'scope', details: { unitId: beyond } });
    const again = unitIds.find((u) => Object.hasOwn(entry.covered, u));
    if (again !== undefined) return reject('programme-entry-taken', { field: 'scope', details: { unitId: again } });
    const off = offProgramme(state, entry, { from, to }, context);
    if (off) return off;
  }
  return exhausted(state, unitIds, others ?? [], context.rules.roster) ?? [{ type: 'InspectionPlaceTaken', data: { inspectionId, entryId, unitIds, from, to } }];
}

/** What keeps an inspection from carrying out an entry: days further off than the policy tolerates are off the programme. */
function offProgramme(state: ProgrammeState, entry: ProgrammeEntry, { from, to }: { from: Day; to: Day }, { now, rules }: ProceedingContext): { rejected: Rejection } | null {
  const span = spanAt(rules, now);
  const workingDays = rulesOfUnit(span, rules.roster, state.officeUnitId).programmeToleranceWorkingDays;
  const [first, last] = workingDays === 0 ? [entry.from, entry.to] : [span.calendar.addWorkingDays(entry.from, -workingDays), span.calendar.addWorkingDays(entry.to, workingDays)];
  return from >= first && to <= last ? null : reject('off-programme', { field: 'days', details: { from: entry.from, to: entry.to, askedFrom: from, askedTo: to, workingDays } });
}

/** What keeps the entries of an inspection from being carried out in the days of the one that it is merged into. */
function elsewhen(state: ProgrammeState, inspectionId: string, days: { from: Day; to: Day }, context: ProceedingContext): { rejected: Rejection } | null {
  const entries = Object.values(state.entries).filter((e) => Object.values(e.covered).includes(inspectionId));
  return entries.map((e) => offProgramme(state, e, days, context)).find((off) => off !== null) ?? null;
}

/** One place of two: units that both hit have one back. */
function merged(state: ProgrammeState, fromId: string, intoId: string, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  if (!offersOf(state, fromId).some((offer) => offer.inspectionId === intoId)) return reject('merge-not-offered');
  const [from, into] = [state.places[fromId]!, state.places[intoId]!];
  const off = elsewhen(state, fromId, into, context);
  if (off) return off;
  const unitIds = [...new Set([...into.unitIds, ...from.unitIds])];
  return [
    { type: 'InspectionPlaceFreed', data: { inspectionId: fromId, reason: 'merged', intoId } },
    { type: 'InspectionPlaceMoved', data: { inspectionId: intoId, unitIds, from: into.from, to: into.to } },
  ];
}

/** A place takes over the units of one that another programme gave up: those that it did not have need one in its own budgets. */
function mergedIn(state: ProgrammeState, { intoId, unitIds, others }: CommandOf<'mergeIn'>, { rules }: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  const into = state.places[intoId];
  if (!into || into.freed) return reject('merge-not-offered');
  const added = unitIds.filter((u) => !into.unitIds.includes(u));
  return exhausted(state, added, others ?? [], rules.roster) ?? [{ type: 'InspectionPlaceMoved', data: { inspectionId: intoId, unitIds: [...into.unitIds, ...added], from: into.from, to: into.to } }];
}

function decide(state: ProgrammeState, command: ProgrammeCommand, context: ProceedingContext): ProceedingDecision {
  switch (command.type) {
    case 'openProgramme':
      throw new Error('a programme is opened once');
    case 'setEntry':
      return setEntry(state, command, context);
    case 'dropEntry': {
      if (!isOffice(state, context)) return reject('not-the-office');
      const entry = Object.hasOwn(state.entries, command.entryId) ? state.entries[command.entryId] : undefined;
      if (!entry) return reject('not-found', { field: 'entryId' });
      if (entry.status !== 'planned') return reject('programme-entry-taken', { field: 'entryId' });
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return [{ type: 'ProgrammeEntryDropped', data: { entryId: entry.id, reason: command.reason, personId: personOf(context) } }];
    }
    case 'setBudget':
      return setBudget(state, command, context);
    case 'takePlace':
      return taken(state, command, context);
    case 'movePlace': {
      const place = state.places[command.inspectionId];
      if (!place || place.freed) return [];
      const off = elsewhen(state, place.inspectionId, command, context);
      if (off) return off;
      return [{ type: 'InspectionPlaceMoved', data: { inspectionId: place.inspectionId, unitIds: place.unitIds, from: command.from, to: command.to } }];
    }
    case 'freePlace': {
      const place = state.places[command.inspectionId];
      if (!place || place.freed) return [];
      // What came to it by a merge is planned again as well.
      const others = Object.values(state.entries).filter((e) => e.id !== place.entryId && Object.values(e.covered).includes(place.inspectionId));
      return [...others.map((e) => ({ type: 'ProgrammeEntryReopened', data: { entryId: e.id, inspectionId: place.inspectionId, reason: command.reason } })), { type: 'InspectionPlaceFreed', data: { inspectionId: place.inspectionId, reason: command.reason, intoId: null } }];
    }
    case 'reopenEntry': {
      // Merged into it, others' entries are carried out by it too.
      const entries = Object.values(state.entries).filter((e) => Object.values(e.covered).includes(command.inspectionId));
      return entries.map((e) => ({ type: 'ProgrammeEntryReopened', data: { entryId: e.id, inspectionId: command.inspectionId, reason: command.reason } }));
    }
    case 'mergePlaces':
      return merged(state, command.fromId, command.intoId, context);
    case 'mergeAway': {
      const place = state.places[command.fromId];
      if (!place || place.freed) return reject('merge-not-offered');
      return elsewhen(state, command.fromId, command, context) ?? [{ type: 'InspectionPlaceFreed', data: { inspectionId: command.fromId, reason: 'merged', intoId: command.intoId } }];
    }
    case 'mergeIn':
      return mergedIn(state, command, context);
  }
}

function setEntry(state: ProgrammeState, command: Extract<ProgrammeCommand, { type: 'setEntry' }>, context: ProceedingContext): ProceedingDecision {
  const { title, unitIds, from, to } = command;
  if (!isOffice(state, context)) return reject('not-the-office');
  const before = command.entryId === null ? null : Object.hasOwn(state.entries, command.entryId) ? state.entries[command.entryId]! : undefined;
  if (before === undefined) return reject('not-found', { field: 'entryId' });
  if (before !== null && before.status !== 'planned') return reject('programme-entry-taken', { field: 'entryId' });
  if (!says(title)) return reject('nothing-substantial', { field: 'title' });
  if (unitIds.length === 0) return reject('nothing-open', { field: 'unitIds' });
  const { units } = context.rules.roster;
  const unknown = unitIds.findIndex((u) => !Object.hasOwn(units, u) || units[u]!.until !== null);
  if (unknown >= 0) return reject('unit-unknown', { field: `unitIds[${unknown}]`, details: { name: unitIds[unknown]! } });
  const problem = dayProblem(from, 'from', context) ?? dayProblem(to, 'to', context);
  if (problem) return problem;
  if (to < from || Number(from.slice(0, 4)) !== state.year || Number(to.slice(0, 4)) !== state.year) return reject('date-invalid', { field: 'to' });
  const entryId = before?.id ?? `e${Object.keys(state.entries).length + 1}`;
  return [{ type: 'ProgrammeEntrySet', data: { entryId, title, unitIds: [...new Set(unitIds)], from, to, personId: personOf(context) } }];
}

function setBudget(state: ProgrammeState, { unitId, places, reason, others = [] }: CommandOf<'setBudget'>, context: ProceedingContext): ProceedingDecision {
  const { roster } = context.rules;
  if (!isOffice(state, context)) return reject('not-the-office');
  if (unitId !== null && !Object.hasOwn(roster.units, unitId)) return reject('unit-unknown', { field: 'unitId', details: { name: unitId } });
  // Nobody says how often their own house is inspected; what holds for every unit holds for it too.
  if (unitId !== null && ownAmong([state.officeUnitId, unitOf(context) ?? state.officeUnitId], unitId, roster) !== null) return reject('own-work', { field: 'unitId', details: { unitId } });
  if (places !== null && !(Number.isInteger(places) && places >= 0 && places <= 365)) return reject('value-invalid', { field: 'places', details: { value: places } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const event: NewDomainEvent = { type: 'InspectionBudgetSet', data: { unitId, places, reason, personId: personOf(context) } };
  const after = fold(state, { ...event, meta: { recordedAt: context.now } } as ProgrammeEvent);
  return brokenFromTheStart(after, others, roster) ?? [event];
}

function duties(state: ProgrammeState, span: Parameters<ProceedingKind['duties']>[1], roster: Parameters<ProceedingKind['duties']>[2]): ProceedingDuty[] {
  if (state.closed) return [];
  const rules = rulesOfUnit(span, roster, state.officeUnitId);
  return Object.values(state.entries)
    .filter((e) => e.status === 'planned')
    .map((e) => ({ id: `entry:${e.id}`, kind: 'inspect', arming: e.arming, owedBy: { unitId: state.officeUnitId, personId: null, post: 'office' }, since: e.setAt, day: e.to, restUntil: null, rules, reminders: rules.reminderWorkingDays, subject: e.id }));
}

const events = Object.entries(PROGRAMME_EVENTS);

export const PROGRAMME: ProceedingKind<ProgrammeState, ProgrammeCommand> = {
  name: 'programme',
  words: { zh: '年度督查计划', en: 'inspection programme' },
  material: Object.fromEntries(events.map(([type, { material }]) => [type, material])),
  eventWords: Object.fromEntries(events.map(([type, { words }]) => [type, words])),
  // An inspection that runs on into the next year may still be called off or moved.
  afterClose: new Set(['movePlace', 'freePlace', 'reopenEntry', 'mergePlaces', 'mergeAway', 'mergeIn']),
  begin: (event) => ({ ...(event.data as ProgrammeEventData['ProgrammeOpened']), entries: {}, places: {}, budget: null, budgets: {} }),
  fold: (state, event) => fold(state, event as ProgrammeEvent),
  open(command, { rules }) {
    if (command.type !== 'openProgramme') throw new Error('a programme begins by being opened');
    const { type: _type, place, ...data } = command;
    if (place === null) return [{ type: 'ProgrammeOpened', data }];
    // Without entries and bounds of its own yet: one on the programme needs an entry, and bounds are those of other programmes.
    if (place.entryId !== null) return reject('not-found', { field: 'entryId' });
    const { others, ...taken } = place;
    return exhausted({ officeUnitId: data.officeUnitId, places: {}, budget: null, budgets: {} }, place.unitIds, others ?? [], rules.roster) ?? [{ type: 'ProgrammeOpened', data }, { type: 'InspectionPlaceTaken', data: taken }];
  },
  decide,
  handsOver: PROGRAMME_HAND_OVER,
  consequences: () => [],
  duties,
  moments: (state) => (state.closed ? [] : [{ duty: 'year', arming: 1, rung: 'ended', at: endOfDay(`${state.year}-12-31`), event: { type: 'ProgrammeEnded', data: { year: state.year } } }]),
  notices: () => [],
  summary: (state) => {
    const entries = Object.values(state.entries);
    return {
      status: state.closed ? state.closed.how : 'open',
      unitIds: [state.officeUnitId],
      facts: { year: state.year, entries: entries.filter((e) => e.status !== 'dropped').length, taken: entries.filter((e) => e.status === 'taken').length, inspections: placesOf(state).length, budget: state.budget },
      text: [state.title, ...entries.map((e) => e.title)].join(' '),
    };
  },
  view: (state, sight) => {
    // Who is to be inspected is not told to those inspected.
    const all = sight.kind === 'all';
    return {
      year: state.year,
      entries: all ? Object.values(state.entries) : [],
      places: all ? Object.values(state.places) : [],
      // What it lays down itself; how the units stand over all plans and offices is a question about the year.
      ...(all ? { budget: state.budget } : {}),
      bounds: all ? Object.entries(state.budgets).map(([unitId, places]) => ({ unitId, places })) : [],
    };
  },
};
