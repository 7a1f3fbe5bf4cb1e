import type { Day } from '../time/day';

/** Kinds of unit (单位类别); a policy may differ by them. */
export const UNIT_CLASSES = [
  'partyOrgan', 'governmentOrgan', 'congressOrConsultative', 'massOrganisation', 'industryUnion', 'publicInstitution', 'stateOwnedEnterprise',
  'privateEnterprise', 'parkAdministration', 'verticalOrgan', 'socialOrganisation', 'office',
] as const;
export type UnitClass = (typeof UNIT_CLASSES)[number];

export interface Unit {
  id: string;
  name: string;
  aliases: string[];
  unitClass: UnitClass | null;
  /** Subordinate to (隶属). */
  parentId: string | null;
  /** Housed in (设在、合署): bodies under one roof count as one for verifying. */
  housedIn: string | null;
  /** Whether somebody is registered who receives; else the office receives on its behalf. */
  staffed: boolean;
  since: Day;
  until: Day | null;
  successorId: string | null;
}

/** A living list of units (各高校, 市协调小组其他成员单位): its roster is of a date. */
export interface UnitGroup {
  id: string;
  name: string;
  aliases: string[];
  members: { unitId: string; since: Day; until: Day | null }[];
}

/** The units and groups of one installation, as folded from their stream. */
export interface Roster {
  version: number;
  units: Readonly<Record<string, Unit>>;
  groups: Readonly<Record<string, UnitGroup>>;
}

export const EMPTY_ROSTER: Roster = { version: 0, units: {}, groups: {} };

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

export function groupsNamed(roster: Roster, name: string): UnitGroup[] {
  const wanted = normaliseName(name);
  return Object.values(roster.groups).filter((g) => [g.name, ...g.aliases].some((n) => normaliseName(n) === wanted));
}

/** Members on a day; for "other members" the item's own units are left out by the caller's list. */
export function membersOn(group: UnitGroup, day: Day, except: readonly string[] = []): string[] {
  return group.members
    .filter((m) => m.since <= day && (m.until === null || m.until >= day) && !except.includes(m.unitId))
    .map((m) => m.unitId);
}
