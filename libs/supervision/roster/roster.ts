import { NO_TRAITS, type FormerTraits, type UnitTraits } from './unit-traits';
import { endOfDay, dayOf, latest, startOfDay, type Day, type Instant } from '../time/day';

/** A unit, with its traits as they now are. */
export interface Unit extends UnitTraits {
  id: string;
  name: string;
  aliases: string[];
  /** What it was before, oldest first. */
  formerTraits: FormerTraits[];
  /** Subordinate to (隶属). */
  parentId: string | null;
  /** Housed in (设在、合署): bodies under one roof count as one for verifying. */
  housedIn: string | null;
  /** Whether somebody is registered who receives; else the office receives on its behalf. */
  staffed: boolean;
  since: Day;
  /** Its last day; one recorded afterwards or on that very day holds from the recording on. */
  until: Day | null;
  successorId: string | null;
  /** When its dissolution was recorded, and as which version of the roster. */
  dissolvedAt: Instant | null;
  dissolved: number | null;
}

/** A unit of which nothing is known but its name, and that somebody is registered in it. */
export function unitOf(id: string, name: string, since: Day, more: Partial<Unit> = {}): Unit {
  return { id, name, aliases: [], ...NO_TRAITS, formerTraits: [], parentId: null, housedIn: null, staffed: true, since, until: null, successorId: null, dissolvedAt: null, dissolved: null, ...more };
}

/** One time that a unit belongs to a group. */
export interface Membership {
  unitId: string;
  since: Day;
  /** Last day; one recorded afterwards or on that very day holds from the recording on. */
  until: Day | null;
  /** When joining was recorded, and as which version of the roster; likewise leaving. */
  joinedAt: Instant;
  joined: number;
  leftAt: Instant | null;
  left: number | null;
}

/** A living list of units (各高校, 市协调小组其他成员单位): its roster is of a date. */
export interface UnitGroup {
  id: string;
  name: string;
  aliases: string[];
  formedAt: Instant;
  /** From when it is no group any more: nothing answers to its name, and its members have left it. */
  dissolvedAt: Instant | null;
  members: Membership[];
}

/** The units and groups of one installation, as folded from their stream. */
export interface Roster {
  version: number;
  /** The moments at which units were classed anew, oldest first. */
  reclassed: readonly Instant[];
  units: Readonly<Record<string, Unit>>;
  groups: Readonly<Record<string, UnitGroup>>;
}

export const EMPTY_ROSTER: Roster = { version: 0, reclassed: [], units: {}, groups: {} };

/** The body that a unit counts as: the unit at the end of its housed-in chain. */
export function roofOf(roster: Roster, unitId: string): string {
  let at = unitId;
  for (let step = 0; step < 8; step++) {
    const next = roster.units[at]?.housedIn;
    if (!next) return at;
    at = next;
  }
  return at;
}

export function underOneRoof(roster: Roster, a: string, b: string): boolean {
  return roofOf(roster, a) === roofOf(roster, b);
}

/** Spaces, widths and bracket forms that never tell two names apart. */
export function normaliseName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** Units that answer to the name, by name or alias; more than one is a question for a person. */
export function unitsNamed(roster: Roster, name: string): Unit[] {
  const wanted = normaliseName(name);
  return Object.values(roster.units).filter((u) => u.until === null && [u.name, ...u.aliases].some((n) => normaliseName(n) === wanted));
}

export function livingGroups(roster: Pick<Roster, 'groups'>): UnitGroup[] {
  return Object.values(roster.groups).filter((g) => g.dissolvedAt === null);
}

/** The group of that id, while it is one. */
export function livingGroup(roster: Roster, groupId: string): UnitGroup | null {
  const group = Object.hasOwn(roster.groups, groupId) ? roster.groups[groupId]! : null;
  return group?.dissolvedAt === null ? group : null;
}

/** Groups that answer to the name; those that were dissolved do not. */
export function groupsNamed(roster: Roster, name: string): UnitGroup[] {
  const wanted = normaliseName(name);
  return livingGroups(roster).filter((g) => [g.name, ...g.aliases].some((n) => normaliseName(n) === wanted));
}

/** The moment at which something whose last day was recorded ends: nothing that is recorded ends what was before. */
function endOf(until: Day, recordedAt: Instant): Instant {
  return until > dayOf(recordedAt) ? endOfDay(until) : recordedAt;
}

/** When the unit ceases to be; null while no end is known. */
export function dissolvedFrom(unit: Unit | undefined): Instant | null {
  return unit?.until != null && unit.dissolvedAt !== null ? endOf(unit.until, unit.dissolvedAt) : null;
}

/** The moments between which a unit belongs to a group; `to` is null while no end is known. Joining reaches back to no day before its recording. */
export function spanOf(m: Membership): { from: Instant; to: Instant | null } {
  return { from: latest(m.joinedAt, startOfDay(m.since)), to: m.until !== null && m.leftAt !== null ? endOf(m.until, m.leftAt) : null };
}

/** Units that belong to the group at a moment; dissolved ones belong nowhere. By their days, for what began before anybody recorded it. */
export function membersAt(roster: Roster, group: UnitGroup, at: Instant): string[] {
  const member = (m: Membership): boolean => {
    const { to } = spanOf(m);
    const end = dissolvedFrom(roster.units[m.unitId]);
    return startOfDay(m.since) <= at && (to === null || to > at) && (end === null || end > at);
  };
  return [...new Set(group.members.filter(member).map((m) => m.unitId))];
}

/** The unit that a dissolved one's work goes to, as things stood at a moment: its successor, or whoever came after that. Null where there is none. */
export function successorAt(roster: Roster, unitId: string, at: Instant): string | null {
  let unit = roster.units[unitId];
  for (let n = 0; unit && n < 8; n++) {
    const end = dissolvedFrom(unit);
    if (end === null || end > at) return unit.id;
    unit = unit.successorId === null ? undefined : roster.units[unit.successorId];
  }
  return null;
}

/** The unit itself, or the living one that came after it; itself too where nobody did. */
export function livingUnit(roster: Roster, unitId: string): string {
  let unit = roster.units[unitId];
  for (let n = 0; unit && unit.until !== null && n < 8; n++) unit = unit.successorId === null ? undefined : roster.units[unit.successorId];
  return unit && unit.until === null ? unit.id : unitId;
}
