import type { KnownUnits } from '#libs/supervision/plan/draft';
import { livingGroups, type Roster } from '#libs/supervision/roster/roster';

/** What the importer may know about the units of the place. */
export function knownUnits(roster: Roster): KnownUnits {
  return {
    units: Object.values(roster.units).filter((u) => u.until === null).map(({ id, name, aliases }) => ({ id, name, aliases })),
    groups: livingGroups(roster).map((g) => ({ id: g.id, name: g.name, aliases: g.aliases, hasRoster: g.members.length > 0 })),
  };
}
