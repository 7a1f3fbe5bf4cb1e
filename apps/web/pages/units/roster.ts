import type { Schemas } from '../../api/client';
import type { Roster } from '../../api/units';

export type Unit = Schemas['UnitBody'];

/** Questions that an act on the roster changes the answers of. */
export const ROSTER_SHOWN = ['roster', 'hand-overs', 'item', 'ledger'] as const;


export interface Branch {
  key: string;
  title: string;
  children: Branch[];
}

/** Units below those that they belong to; what was dissolved is not in the tree of today. */
export function treeOf(units: readonly Unit[]): Branch[] {
  const standing = units.filter(({ until }) => until === null);
  const known = new Set(standing.map(({ id }) => id));
  const below = (parentId: string | null): Branch[] =>
    standing.filter((u) => (u.parentId !== null && known.has(u.parentId) ? u.parentId : null) === parentId).map((u) => ({ key: u.id, title: u.name, children: below(u.id) }));
  return below(null);
}

/** Units that there are, to be chosen from; not the one that it is about. */
export function unitChoices(roster: Roster, but?: string): { value: string; label: string }[] {
  return roster.units.filter(({ id, until }) => id !== but && until === null).map(({ id, name }) => ({ value: id, label: name }));
}
