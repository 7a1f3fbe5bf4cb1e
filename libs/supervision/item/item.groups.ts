import { dissolvedFrom, groupsNamed, membersAt, spanOf, successorAt, type Membership, type Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf, earliest, endOfDay, latest, type Instant } from '../time/day';
import type { AgendaEntry, Following } from './agenda.entry';
import { isUnderWay } from './evolve/change';
import { continuing } from './item.continuing';
import { deadlineOf, isLate } from './item.deadline';
import type { NewAssignment, NewItemEvent, NewStep } from './item.events';
import { freeStepIds } from './item.ids';
import { stepsOf } from './item.light';
import { asksOf, basisOfPeriod, templateOf } from '../policy/duty-template';
import { periodsIn, periodsToCome, titleOfPeriod, type Period } from './item.period';
import type { Assignment, AssignmentRole, ItemState, Step } from './item.types';

/** A closed or suspended item does not change; what happened meanwhile holds from its resuming or reopening. */
function floorOf(state: ItemState): Instant {
  return latest(state.issuedAt, state.pauses.at(-1)?.to, state.reopenedAt);
}

/** Whether the roster asks the same of both states. */
export function sameMembers(a: ItemState, b: ItemState): boolean {
  return a.assignments === b.assignments && a.groups === b.groups && a.openGroups === b.openGroups && a.closed === b.closed && a.suspended === b.suspended && a.pauses === b.pauses && a.reopenedAt === b.reopenedAt;
}

/**
 * What the roster asks of the item, with the moments from which it does. Nothing is kept of what was followed: what the
 * roster says is compared with the assignments that are there, and what differs falls due at the moment at which the roster has said
 * so. Whenever somebody looks, the same follows in the same order.
 */
export function groupEntries(state: ItemState, roster: Roster): AgendaEntry[] {
  if (state.closed || state.suspended) return [];
  const floor = floorOf(state);
  return [...resolved(state, roster, floor), ...ended(state, roster, floor), ...joined(state, roster, floor)];
}

function entry(state: ItemState, at: Instant, act: AgendaEntry['act'], rung: string, assignmentId: string | null, following: Following): AgendaEntry {
  // What was reopened may be followed anew.
  const arming = 1 + state.reopenings;
  return { key: `roster/${arming}/${rung}`, at, act, duty: 'roster', kind: 'group', arming, rung, day: null, assignmentId, stepId: null, following };
}

function resolved(state: ItemState, roster: Roster, floor: Instant): AgendaEntry[] {
  const found = new Map<string, AgendaEntry>();
  for (const { name, role } of state.openGroups) {
    const [group] = groupsNamed(roster, name);
    if (!group) continue;
    const rung = `resolve.${group.id}.${role}`;
    const before = found.get(rung)?.following;
    const names = before?.what === 'resolve' ? [...before.names, name] : [name];
    const except = Object.values(state.assignments).filter((a) => a.groupId === undefined).map((a) => a.unitId);
    found.set(rung, entry(state, latest(floor, group.formedAt), 'resolveGroup', rung, null, { what: 'resolve', roster: roster.version, group: { groupId: group.id, name, role, except }, names }));
  }
  return [...found.values()];
}

/** A unit's memberships of the groups that the item names, oldest first. */
function membershipsOf(state: ItemState, roster: Roster, unitId: string): Membership[] {
  const ids = new Set(state.groups.filter((g) => !g.except.includes(unitId)).map((g) => g.groupId));
  const all = [...ids].flatMap((id) => roster.groups[id]?.members.filter((m) => m.unitId === unitId) ?? []);
  return all.sort((a, b) => (spanOf(a).from < spanOf(b).from ? -1 : 1));
}

/** When the unit of an assignment that it got as a member belongs to none of the item's groups any more, and by which version. */
function leaving(state: ItemState, roster: Roster, a: Assignment): { at: Instant; roster: number } | null {
  if (a.groupId === undefined) return null;
  let last: { at: Instant; roster: number } | null = null;
  for (const m of membershipsOf(state, roster, a.unitId)) {
    const { from, to } = spanOf(m);
    if (to !== null && to < a.createdAt) continue;
    // One membership that begins before the other ends: it never left.
    if (last !== null && from > last.at) break;
    if (to === null) return null;
    // Whichever ends last, all of them are over by then: the newest word on any of them counts.
    const left: number = m.left ?? 0;
    last = last === null ? { at: to, roster: left } : { at: latest(to, last.at), roster: Math.max(left, last.roster) };
  }
  return last;
}

function ended(state: ItemState, roster: Roster, floor: Instant): AgendaEntry[] {
  const entries: AgendaEntry[] = [];
  for (const a of Object.values(state.assignments)) {
    if (a.status !== 'active') continue;
    const unit = roster.units[a.unitId];
    const dissolved = dissolvedFrom(unit);
    const left = leaving(state, roster, a);
    if (dissolved === null && left === null) continue;
    const cause = dissolved !== null && (left === null || dissolved <= left.at) ? 'dissolved' : 'left';
    const at = latest(floor, a.createdAt, left === null ? dissolved : earliest(left.at, dissolved));
    const following: Following = { what: 'end', roster: (cause === 'dissolved' ? unit?.dissolved : left?.roster) ?? 0, assignmentId: a.id, cause };
    // A dissolved office without a successor goes on holding what is its own: there is nobody else.
    if (takerOf(state, roster, a, cause, at) === a.unitId) continue;
    entries.push(entry(state, at, 'endMembership', `end.${a.id}`, a.id, following));
  }
  return entries;
}

/** Who takes an ending assignment on: the successor; null where it ends for good; the office where else nobody would hold it. */
function takerOf(state: ItemState, roster: Roster, a: Assignment, cause: 'left' | 'dissolved', at: Instant): string | null {
  const successor = cause === 'dissolved' ? successorAt(roster, a.unitId, at) : null;
  if (successor !== null) return successor;
  const others = Object.values(state.assignments).some((x) => x.id !== a.id && (x.status === 'active' || x.status === 'completed'));
  return a.groupId !== undefined && others ? null : (successorAt(roster, state.officeUnitId, at) ?? state.officeUnitId);
}

function joined(state: ItemState, roster: Roster, floor: Instant): AgendaEntry[] {
  const entries: AgendaEntry[] = [];
  if (state.groups.length === 0) return entries;
  const byUnit = new Map<string, Assignment[]>();
  for (const a of Object.values(state.assignments)) byUnit.set(a.unitId, [...(byUnit.get(a.unitId) ?? []), a]);
  for (const group of state.groups) {
    for (const m of roster.groups[group.groupId]?.members ?? []) {
      if (group.except.includes(m.unitId)) continue;
      const { from, to } = spanOf(m);
      const at = latest(floor, group.namedAt, from);
      const end = dissolvedFrom(roster.units[m.unitId]);
      if ((to !== null && to <= at) || (end !== null && end <= at)) continue;
      // What people decided about its share stands; only what ended with an earlier membership begins anew.
      if (byUnit.get(m.unitId)?.some((a) => a.left === undefined || a.left > m.joined)) continue;
      const rung = `join.${m.unitId}.${m.joined}`;
      if (entries.some((e) => e.following?.what === 'join' && e.following.unitId === m.unitId && e.at <= at)) continue;
      entries.push(entry(state, at, 'joinGroup', rung, null, { what: 'join', roster: m.joined, group, unitId: m.unitId }));
    }
  }
  return entries;
}

/** What becomes of a unit's assignments (null: of all units') in an item by a roster, now or once it is resumed: who takes each on (null: it ends). */
export function handedOver(state: ItemState, roster: Roster, unitId: string | null): { assignmentId: string; at: Instant; toUnitId: string | null }[] {
  const awake = state.suspended ? { ...state, suspended: null } : state;
  return groupEntries(awake, roster).flatMap(({ at, following }) => {
    const a = following?.what === 'end' ? state.assignments[following.assignmentId] : undefined;
    if (following?.what !== 'end' || a === undefined || (unitId !== null && a.unitId !== unitId)) return [];
    return [{ assignmentId: a.id, at, toUnitId: takerOf(state, roster, a, following.cause, at) }];
  });
}

/** What becomes of the shares of the group's members in an open item. Where all that anybody holds ends at once, the last share passes to the office. */
export function sharesWithout(state: ItemState, groupId: string, after: Roster): { ending: number; passing: number } {
  const handed = handedOver(state, after, null);
  const shares = handed.filter(({ assignmentId }) => state.assignments[assignmentId]?.groupId === groupId);
  const going = new Set(handed.map(({ assignmentId }) => assignmentId));
  const stays = Object.values(state.assignments).some(({ id, status }) => !going.has(id) && (status === 'active' || status === 'completed'));
  const takenOn = handed.filter(({ toUnitId }) => toUnitId !== null);
  const last = shares.length > 0 && !stays && takenOn.length === 0 ? 1 : 0;
  const passing = last + shares.filter(({ toUnitId }) => toUnitId !== null).length;
  return { ending: shares.length - passing, passing };
}

/** The event that follows the roster. */
export function followed(state: ItemState, at: { duty: string; arming: number; rung: string }, from: Instant, following: Following, roster: Roster, span: RulesSpan): NewItemEvent {
  const base = { ...at, from, roster: following.roster };
  switch (following.what) {
    case 'resolve':
      return { type: 'GroupResolved', data: { ...base, names: following.names, group: following.group } };
    case 'join': {
      const { group, unitId } = following;
      const assignment: NewAssignment = { id: `j${following.roster}`, unitId, role: memberRole(group.role), coordinator: false, groupId: group.groupId };
      return { type: 'MemberJoined', data: { ...base, groupId: group.groupId, assignment, steps: stepsOfJoining(state, assignment, from, roster, span) } };
    }
    case 'end': {
      const { assignmentId, cause } = following;
      const a = state.assignments[assignmentId]!;
      const taker = takerOf(state, roster, a, cause, from);
      if (taker === null) return { type: 'MemberLeft', data: { ...base, assignmentId, cause } };
      return { type: 'AssignmentPassedOn', data: { ...base, assignmentId, cause, ...passedOn(state, a, taker, at.arming, from, roster, span) } };
    }
  }
}

/** Members of a group whose paper marks no role take part. */
export function memberRole(role: AssignmentRole): AssignmentRole {
  return role === 'implementer' ? 'participant' : role;
}

/** A unit is not late for days before the work was its own: past the day, it has as many working days as a return gives. */
function ownDay(step: Pick<Step, 'basis' | 'extensions' | 'pauses'>, unitId: string, from: Instant, roster: Roster, span: RulesSpan): { day?: string } {
  const rules = rulesOfUnit(span, roster, unitId);
  const { day } = deadlineOf(step as Step, span.calendar, rules, from);
  return isLate(from, day) ? { day: span.calendar.addWorkingDays(dayOf(from), rules.returnWorkingDays) } : {};
}

/** What one who joins delivers: as at issue, the item by its day; of a recurring duty the period that runs, and those to come. */
function stepsOfJoining(state: ItemState, a: NewAssignment, from: Instant, roster: Roster, span: RulesSpan): NewStep[] {
  const periods = periodsIn(state.recurrence, state.period.from, state.period.to);
  const template = templateOf(span.policy.rules.dutyTemplates, state.dutyTemplate);
  const freeId = freeStepIds(state);
  const step = (id: string, title: string, basis: NewStep['basis'], period: Period | null): NewStep => {
    const asked = period === null || template === undefined ? { evidenceRequired: false } : { evidenceRequired: template.evidence, asks: asksOf(template, period.from) };
    return { id: freeId(id), assignmentId: a.id, title, period: period?.name ?? null, basis, ...asked, ...ownDay({ basis, extensions: [], pauses: [] }, a.unitId, from, roster, span) };
  };
  const whole = step(`${a.id}-1`, state.title, state.deadline === null ? null : { kind: 'date', day: state.deadline }, null);
  const owes = template?.owedBy === 'everyone' || (a.role !== 'participant' && template?.owedBy !== 'coordinator');
  if (!owes || periods.length === 0) return [whole];
  const opened = new Set(state.periodsOpened);
  const running = periods.filter((p) => opened.has(p.name) && endOfDay(p.to) > from).map((p) => step(`${a.id}-${p.name}`, titleOfPeriod(state.title, template, p), basisOfPeriod(template, p.to), p));
  if (state.deadline !== null) return [whole, ...running];
  return running.length > 0 || periodsToCome(state).length > 0 ? running : [whole];
}

/** The taker's assignment with the steps under way; where it has one already, its own takes in what it has not got. */
function passedOn(state: ItemState, a: Assignment, unitId: string, arming: number, from: Instant, roster: Roster, span: RulesSpan): { to: NewAssignment; steps: NewStep[] } {
  const own = Object.values(state.assignments).find((x) => x.unitId === unitId && x.status === 'active');
  // What lies with its verifier is judged as what it is; returned, it goes on at the taker.
  const underWay = stepsOf(state, a.id).filter((s) => s.status === 'open');
  const twin = (s: Step): boolean => own !== undefined && stepsOf(state, own.id).some((x) => isUnderWay(x) && x.title === s.title && x.period === s.period);
  const to: NewAssignment = own
    ? { id: own.id, unitId, role: own.role === 'participant' ? a.role : own.role, coordinator: own.coordinator || a.coordinator }
    : { id: `p${arming}-${a.id}`, unitId, role: a.role, coordinator: a.coordinator, ...(a.groupId !== undefined && isMember(state, roster, unitId, from) ? { groupId: a.groupId } : {}) };
  const freeId = freeStepIds(state);
  const steps = underWay
    .filter((s) => !twin(s))
    .map((s): NewStep => ({ ...continuing(s, to.id, freeId(`p${arming}-${s.id}`)), ...ownDay(s, unitId, from, roster, span) }));
  return { to, steps };
}

/** Whether the unit has its share as a member; one that the item names by itself has it in its own right, whatever groups it is in. */
function isMember(state: ItemState, roster: Roster, unitId: string, at: Instant): boolean {
  return state.groups.some((g) => !g.except.includes(unitId) && roster.groups[g.groupId] !== undefined && membersAt(roster, roster.groups[g.groupId]!, at).includes(unitId));
}
