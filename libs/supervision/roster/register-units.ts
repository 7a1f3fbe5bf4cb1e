import { reject, type Rejection } from '../rejection';
import type { Day } from '../time/day';
import { groupsNamed, normaliseName, unitsNamed, type Roster } from './roster';
import type { NewRosterEvent } from './roster.events';
import type { UnitTraits } from './unit-traits';

export interface NewUnit extends Partial<UnitTraits> {
  name: string;
  aliases?: string[];
  parentId?: string | null;
  /** Name or id of the unit in whose house it sits. */
  housedIn?: string | null;
  staffed?: boolean;
}

/**
 * Registers the units that nothing answers to yet; those that are there stay as they are. A name leads to one unit or group: a new one takes
 * none that another has, in the roster or earlier in the list.
 *
 * @param idOf the id of a unit that is registered under a name
 */
export function registerUnits(roster: Roster, units: readonly NewUnit[], since: Day, idOf: (name: string) => string): NewRosterEvent[] | { rejected: Rejection } {
  const events: NewRosterEvent[] = [];
  /** Units of the list before this one, by each of their names. */
  const before = new Map<string, string>();
  const named = new Set<string>();
  const found = (said: string | null | undefined, field: 'parentId' | 'housedIn'): { id: string | null } | { rejected: Rejection } => {
    if (said == null) return { id: null };
    if (Object.hasOwn(roster.units, said) || [...before.values()].includes(said)) return { id: said };
    const answering = unitsNamed(roster, said);
    if (answering.length > 1) return reject('unit-ambiguous', { field, details: { name: said } });
    const id = answering[0]?.id ?? before.get(normaliseName(said)) ?? null;
    return id === null ? reject('unit-unknown', { field, details: { name: said } }) : { id };
  };
  for (const u of units) {
    if (unitsNamed(roster, u.name).length > 0 || named.has(normaliseName(u.name))) continue;
    const aliases = (u.aliases ?? []).filter((alias, at, all) => [u.name, ...all.slice(0, at)].every((n) => normaliseName(n) !== normaliseName(alias)));
    const taken = [u.name, ...aliases].find((n) => groupsNamed(roster, n).length > 0 || unitsNamed(roster, n).length > 0 || before.has(normaliseName(n)));
    if (taken !== undefined) return reject('name-taken', { field: taken === u.name ? 'name' : 'aliases', details: { name: taken } });
    const [parent, roof] = [found(u.parentId, 'parentId'), found(u.housedIn, 'housedIn')];
    if ('rejected' in parent) return parent;
    if ('rejected' in roof) return roof;
    const unitId = idOf(u.name);
    named.add(normaliseName(u.name));
    for (const name of [u.name, ...aliases]) before.set(normaliseName(name), unitId);
    const { unitClass = null, size = null, trade = null, region = null, staffed = false } = u;
    events.push({ type: 'UnitRegistered', data: { unitId, name: u.name, aliases, unitClass, size, trade, region, parentId: parent.id, housedIn: roof.id, staffed, since } });
  }
  return events;
}
