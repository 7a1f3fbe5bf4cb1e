import type { DomainEvent, NewDomainEvent } from '../event';
import { addDays, startOfDay, type Day, type Instant } from '../time/day';
import { EMPTY_ROSTER, type Roster, type Unit, type UnitGroup } from './roster';
import { traitsOf, type UnitTraits } from './unit-traits';

export type RosterEventData = {
  UnitRegistered: UnitTraits & { unitId: string; name: string; aliases: string[]; parentId: string | null; housedIn: string | null; staffed: boolean; since: Day };
  /** What the unit is told apart by was recorded anew: it holds from the recording on. */
  UnitClassified: UnitTraits & { unitId: string };
  UnitRenamed: { unitId: string; name: string; from: Day };
  UnitAliasAdded: { unitId: string; alias: string };
  /** The unit no longer answers to the name; what was recorded under it stays its own. */
  UnitAliasRemoved: { unitId: string; alias: string };
  /** The unit is subordinate to another one from the recording on (隶属); null: to none. */
  UnitMoved: { unitId: string; parentId: string | null };
  UnitHoused: { unitId: string; housedIn: string | null };
  UnitStaffed: { unitId: string; staffed: boolean };
  UnitDissolved: { unitId: string; until: Day; successorId: string | null };
  GroupFormed: { groupId: string; name: string; aliases: string[] };
  /** The group goes by another name too. */
  GroupAliasAdded: { groupId: string; alias: string };
  GroupAliasRemoved: { groupId: string; alias: string };
  /** Follows the leaving of its last members. */
  GroupDissolved: { groupId: string };
  GroupMemberJoined: { groupId: string; unitId: string; since: Day };
  GroupMemberLeft: { groupId: string; unitId: string; until: Day };
};
export type RosterEventType = keyof RosterEventData;
export type RosterEvent = { [T in RosterEventType]: DomainEvent<T, RosterEventData[T]> }[RosterEventType];
export type NewRosterEvent = { [T in RosterEventType]: NewDomainEvent<T, RosterEventData[T]> }[RosterEventType];

function withUnit(roster: Roster, unitId: string, change: Partial<Unit>): Roster {
  const unit = roster.units[unitId];
  return unit ? { ...roster, units: { ...roster.units, [unitId]: { ...unit, ...change } } } : roster;
}

function withGroup(roster: Roster, groupId: string, change: (group: UnitGroup) => Partial<UnitGroup>): Roster {
  const group = roster.groups[groupId];
  return group ? { ...roster, groups: { ...roster.groups, [groupId]: { ...group, ...change(group) } } } : roster;
}

/** When an event was recorded; one that is not recorded yet counts as if its day were still to come. */
function recordedAt(event: RosterEvent | NewRosterEvent, day: Day): Instant {
  return 'meta' in event ? event.meta.recordedAt : startOfDay(addDays(day, -1));
}

/** Folds one event into the roster; the version counts events. */
export function evolveRoster(before: Roster, event: RosterEvent | NewRosterEvent): Roster {
  const roster = { ...before, version: before.version + 1 };
  switch (event.type) {
    case 'UnitRegistered': {
      const { unitId, ...rest } = event.data;
      return { ...roster, units: { ...roster.units, [unitId]: { id: unitId, ...rest, formerTraits: [], until: null, successorId: null, dissolvedAt: null, dissolved: null } } };
    }
    case 'UnitRenamed': {
      const old = roster.units[event.data.unitId];
      return withUnit(roster, event.data.unitId, { name: event.data.name, aliases: old ? [...old.aliases, old.name] : [] });
    }
    case 'UnitClassified': {
      const { unitId, ...traits } = event.data;
      const old = roster.units[unitId];
      const until = 'meta' in event ? event.meta.recordedAt : null;
      if (!old) return roster;
      if (until === null) return withUnit(roster, unitId, traits);
      const reclassed = roster.reclassed.at(-1) === until ? roster.reclassed : [...roster.reclassed, until];
      return { ...withUnit(roster, unitId, { ...traits, formerTraits: [...old.formerTraits, { ...traitsOf(old), until }] }), reclassed };
    }
    case 'UnitAliasAdded': {
      const old = roster.units[event.data.unitId];
      return withUnit(roster, event.data.unitId, { aliases: [...(old?.aliases ?? []), event.data.alias] });
    }
    case 'UnitAliasRemoved': {
      const old = roster.units[event.data.unitId];
      return withUnit(roster, event.data.unitId, { aliases: (old?.aliases ?? []).filter((alias) => alias !== event.data.alias) });
    }
    case 'UnitMoved':
      return withUnit(roster, event.data.unitId, { parentId: event.data.parentId });
    case 'UnitHoused':
      return withUnit(roster, event.data.unitId, { housedIn: event.data.housedIn });
    case 'UnitStaffed':
      return withUnit(roster, event.data.unitId, { staffed: event.data.staffed });
    case 'UnitDissolved':
      return withUnit(roster, event.data.unitId, { until: event.data.until, successorId: event.data.successorId, dissolvedAt: recordedAt(event, event.data.until), dissolved: roster.version });
    case 'GroupFormed': {
      const { groupId, name, aliases } = event.data;
      return { ...roster, groups: { ...roster.groups, [groupId]: { id: groupId, name, aliases, formedAt: 'meta' in event ? event.meta.recordedAt : '', dissolvedAt: null, members: [] } } };
    }
    case 'GroupAliasAdded':
      return withGroup(roster, event.data.groupId, ({ aliases }) => ({ aliases: [...aliases, event.data.alias] }));
    case 'GroupAliasRemoved':
      return withGroup(roster, event.data.groupId, ({ aliases }) => ({ aliases: aliases.filter((alias) => alias !== event.data.alias) }));
    case 'GroupDissolved':
      return withGroup(roster, event.data.groupId, () => ({ dissolvedAt: 'meta' in event ? event.meta.recordedAt : '' }));
    case 'GroupMemberJoined': {
      const member = { unitId: event.data.unitId, since: event.data.since, until: null, joinedAt: recordedAt(event, event.data.since), joined: roster.version, leftAt: null, left: null };
      return withGroup(roster, event.data.groupId, ({ members }) => ({ members: [...members, member] }));
    }
    case 'GroupMemberLeft': {
      const left = { until: event.data.until, leftAt: recordedAt(event, event.data.until), left: roster.version };
      return withGroup(roster, event.data.groupId, ({ members }) => ({ members: members.map((m) => (m.unitId === event.data.unitId && m.until === null ? { ...m, ...left } : m)) }));
    }
  }
}

export function rosterOf(events: readonly (RosterEvent | NewRosterEvent)[]): Roster {
  return events.reduce(evolveRoster, EMPTY_ROSTER);
}
