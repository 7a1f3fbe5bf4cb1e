import { LAST_DEADLINE } from '../calendar/calendar';
import { reject, type Rejection } from '../rejection';
import { isDay, type Day } from '../time/day';
import { groupsNamed, livingGroup, normaliseName, roofOf, unitsNamed, type Roster, type Unit, type UnitGroup } from './roster';
import type { NewRosterEvent } from './roster.events';
import { sameTraits, type UnitTraits } from './unit-traits';

/** What can be asked of the roster. Whatever is so already changes nothing. */
export type RosterCommand =
  /** History keeps the old name, and the unit goes on answering to it. */
  | { type: 'rename'; unitId: string; name: string }
  | { type: 'addAlias'; unitId: string; alias: string }
  /** It no longer answers to the name: the next paper asks who is meant, and a draft that says it is not issued before it names somebody. */
  | { type: 'removeAlias'; unitId: string; alias: string }
  /** 隶属; null: subordinate to none. */
  | { type: 'move'; unitId: string; parentId: string | null }
  /** 设在、合署; null: under its own roof. */
  | { type: 'house'; unitId: string; housedIn: string | null }
  | { type: 'staff'; unitId: string; staffed: boolean }
  /** 分类: kind, size, trade and region, whole. */
  | { type: 'classify'; unitId: string; traits: UnitTraits }
  /** `until`: its last day; what it holds passes on at its end, or at once where that day is not to come. */
  | { type: 'dissolve'; unitId: string; until: Day; successorId: string | null }
  | { type: 'join'; groupId: string; unitId: string; since: Day }
  | { type: 'leave'; groupId: string; unitId: string; until: Day }
  | { type: 'removeGroupAlias'; groupId: string; alias: string }
  /** Its members leave it, and what they hold as such ends. */
  | { type: 'dissolveGroup'; groupId: string };

type Decision = NewRosterEvent[] | { rejected: Rejection };

/** @param today the day of the recording */
export function decideRoster(roster: Roster, command: RosterCommand, today: Day): Decision {
  if (command.type === 'dissolveGroup') return dissolveGroup(roster, command.groupId, today);
  if (command.type === 'removeGroupAlias') return removeGroupAlias(roster, command.groupId, command.alias);
  const unit = living(roster, command.unitId);
  if ('rejected' in unit) return unit;
  switch (command.type) {
    case 'rename': return rename(roster, unit, command.name, today);
    case 'addAlias': return addAlias(roster, unit, command.alias);
    case 'removeAlias': return unit.aliases.includes(command.alias) ? [{ type: 'UnitAliasRemoved', data: { unitId: unit.id, alias: command.alias } }] : [];
    case 'move': return move(roster, unit, command.parentId);
    case 'house': return house(roster, unit, command.housedIn);
    case 'staff': return unit.staffed === command.staffed ? [] : [{ type: 'UnitStaffed', data: { unitId: unit.id, staffed: command.staffed } }];
    case 'classify': return sameTraits(unit, command.traits) ? [] : [{ type: 'UnitClassified', data: { unitId: unit.id, ...command.traits } }];
    case 'dissolve': return dissolve(roster, unit, command.until, command.successorId);
    case 'join': return join(roster, command.groupId, unit, command.since);
    case 'leave': return leave(roster, command.groupId, unit, command.until);
  }
}

function living(roster: Roster, unitId: string, field = 'unitId'): Unit | { rejected: Rejection } {
  const unit = Object.hasOwn(roster.units, unitId) ? roster.units[unitId] : undefined;
  if (!unit) return reject('unit-unknown', { field, details: { name: unitId } });
  return unit.until === null ? unit : reject('unit-dissolved', { field, details: { name: unit.name } });
}

/** Whether another unit, or a group, answers to the name. */
function taken(roster: Roster, unit: Unit, name: string): boolean {
  return groupsNamed(roster, name).length > 0 || unitsNamed(roster, name).some((u) => u.id !== unit.id);
}

function rename(roster: Roster, unit: Unit, name: string, today: Day): Decision {
  if (unit.name === name) return [];
  if (taken(roster, unit, name)) return reject('name-taken', { field: 'name' });
  return [{ type: 'UnitRenamed', data: { unitId: unit.id, name, from: today } }];
}

function addAlias(roster: Roster, unit: Unit, alias: string): Decision {
  if ([unit.name, ...unit.aliases].some((n) => normaliseName(n) === normaliseName(alias))) return [];
  if (taken(roster, unit, alias)) return reject('name-taken', { field: 'alias' });
  return [{ type: 'UnitAliasAdded', data: { unitId: unit.id, alias } }];
}

/** The names that a paper uses for units and groups: each answers to them from now on, as it does to its own. */
export function learnNames(roster: Roster, names: readonly { name: string; unitId: string | null; groupId: string | null }[]): Decision {
  const events: NewRosterEvent[] = [];
  for (const { name, unitId, groupId } of names) {
    if (unitId !== null) {
      const unit = living(roster, unitId);
      const learnt = 'rejected' in unit ? unit : addAlias(roster, unit, name);
      if ('rejected' in learnt) return learnt;
      events.push(...learnt);
    } else if (groupId !== null) {
      const group = groupOf(roster, groupId);
      if ('rejected' in group) return group;
      if ([group.name, ...group.aliases].some((n) => normaliseName(n) === normaliseName(name))) continue;
      if (unitsNamed(roster, name).length > 0 || groupsNamed(roster, name).length > 0) return reject('name-taken', { field: 'alias' });
      events.push({ type: 'GroupAliasAdded', data: { groupId, alias: name } });
    }
  }
  return events;
}

function move(roster: Roster, unit: Unit, parentId: string | null): Decision {
  if (unit.parentId === parentId) return [];
  if (parentId !== null) {
    const parent = living(roster, parentId, 'parentId');
    if ('rejected' in parent) return parent;
    if (isUnder(roster, parentId, unit.id)) return reject('parent-circle', { field: 'parentId', details: { name: parent.name } });
  }
  return [{ type: 'UnitMoved', data: { unitId: unit.id, parentId } }];
}

/** Whether a unit is another one, or subordinate to it at whatever remove. */
function isUnder(roster: Roster, unitId: string, above: string): boolean {
  const passed = new Set<string>();
  for (let at: string | null | undefined = unitId; at != null && !passed.has(at); at = roster.units[at]?.parentId) {
    if (at === above) return true;
    passed.add(at);
  }
  return false;
}

function house(roster: Roster, unit: Unit, housedIn: string | null): Decision {
  if (unit.housedIn === housedIn) return [];
  if (housedIn !== null) {
    const roof = living(roster, housedIn, 'housedIn');
    if ('rejected' in roof) return roof;
    if (roofOf(roster, housedIn) === unit.id || housedIn === unit.id) return reject('roof-circle', { field: 'housedIn', details: { name: roof.name } });
  }
  return [{ type: 'UnitHoused', data: { unitId: unit.id, housedIn } }];
}

function wrongDay(day: Day, from: Day, field: string): { rejected: Rejection } | null {
  return isDay(day) && day >= from && day <= LAST_DEADLINE ? null : reject('date-invalid', { field, details: { from, to: LAST_DEADLINE } });
}

function dissolve(roster: Roster, unit: Unit, until: Day, successorId: string | null): Decision {
  const wrong = wrongDay(until, unit.since, 'until');
  if (wrong) return wrong;
  if (successorId !== null) {
    const successor = living(roster, successorId, 'successorId');
    if ('rejected' in successor) return successor;
    if (successorId === unit.id) return reject('unit-unknown', { field: 'successorId', details: { name: unit.name } });
  }
  return [{ type: 'UnitDissolved', data: { unitId: unit.id, until, successorId } }];
}

function groupOf(roster: Roster, groupId: string): UnitGroup | { rejected: Rejection } {
  return livingGroup(roster, groupId) ?? reject('group-unknown', { field: 'groupId', details: { name: groupId } });
}

function join(roster: Roster, groupId: string, unit: Unit, since: Day): Decision {
  const group = groupOf(roster, groupId);
  if ('rejected' in group) return group;
  const wrong = wrongDay(since, unit.since, 'since');
  if (wrong) return wrong;
  if (group.members.some((m) => m.unitId === unit.id && m.until === null)) return [];
  return [{ type: 'GroupMemberJoined', data: { groupId, unitId: unit.id, since } }];
}

function leave(roster: Roster, groupId: string, unit: Unit, until: Day): Decision {
  const group = groupOf(roster, groupId);
  if ('rejected' in group) return group;
  const member = group.members.find((m) => m.unitId === unit.id && m.until === null);
  if (!member) return reject('not-a-member', { field: 'unitId', details: { name: unit.name, group: group.name } });
  const wrong = wrongDay(until, '2000-01-01', 'until');
  return wrong ?? [{ type: 'GroupMemberLeft', data: { groupId, unitId: unit.id, until } }];
}

function removeGroupAlias(roster: Roster, groupId: string, alias: string): Decision {
  const group = groupOf(roster, groupId);
  if ('rejected' in group) return group;
  return group.aliases.includes(alias) ? [{ type: 'GroupAliasRemoved', data: { groupId, alias } }] : [];
}

function dissolveGroup(roster: Roster, groupId: string, today: Day): Decision {
  const group = groupOf(roster, groupId);
  if ('rejected' in group) return group;
  const members = group.members.filter((m) => m.until === null).map(({ unitId }) => unitId);
  return [...members.map((unitId): NewRosterEvent => ({ type: 'GroupMemberLeft', data: { groupId, unitId, until: today } })), { type: 'GroupDissolved', data: { groupId } }];
}
