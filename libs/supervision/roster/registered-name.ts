import { groupsNamed, unitsNamed, type Roster } from './roster';

/** A name as the roster has it: of the one unit or group that answers to it; any other stays as it is written. */
export function namesAsRegistered(roster: Roster): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const units = unitsNamed(roster, name);
    const named = units.length > 0 ? units : groupsNamed(roster, name);
    const registered = named.length === 1 && named[0] ? named[0].name : name;
    known.set(name, registered);
    return registered;
  };
}
