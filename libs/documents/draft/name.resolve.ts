import type { KnownUnits } from '#libs/supervision/plan/draft';
import { comparable } from '../text/fold';
import { isGroupName } from '#libs/supervision/roster/group-name';
import { looksLikeUnit } from '../grammar/unit.shape';

/** What a name written in a paper turns out to be. */
export type Resolution =
  | { is: 'known' }
  | { is: 'group-without-roster' }
  | { is: 'ambiguous'; candidates: Candidate[] }
  | { is: 'unresolved'; similar: Candidate[] };

/** A registered unit, or a group. */
export interface Candidate {
  id: string;
  name: string;
  group: boolean;
}

const MOST_SIMILAR = 3;

/** 市人社局 is hidden in 市人力资源和社会保障局: every character of the short name occurs in order in the long one. */
function abbreviates(short: string, long: string): boolean {
  let at = 0;
  for (const char of long) if (char === short.charAt(at)) at += 1;
  return at === short.length;
}

/** What a name stands for: the unit or group that it belongs to, else the name itself. Two names of one identity are one unit. */
export function identityOf(known: KnownUnits | undefined): (name: string) => string {
  const ids = new Map<string, Set<string>>();
  for (const { id, name, aliases } of [...(known?.units ?? []), ...(known?.groups ?? [])]) {
    for (const form of [name, ...aliases].map(comparable)) ids.set(form, (ids.get(form) ?? new Set()).add(id));
  }
  return (name) => {
    const [id, ...more] = ids.get(comparable(name)) ?? [];
    return id !== undefined && more.length === 0 ? `id:${id}` : comparable(name);
  };
}

/** Answers for names against the registered units and groups; without a register, by the shape of a name only. */
export function nameResolver(known: KnownUnits | undefined): (name: string) => Resolution {
  if (!known) return (name) => (isGroupName(name) ? { is: 'group-without-roster' } : looksLikeUnit(name) ? { is: 'known' } : { is: 'unresolved', similar: [] });
  const byName = new Map<string, (Candidate & { roster: boolean })[]>();
  const add = (entry: { id: string; name: string; aliases: string[] }, group: boolean, roster: boolean): void => {
    for (const name of new Set([entry.name, ...entry.aliases].map(comparable))) {
      const entries = byName.get(name) ?? [];
      if (!entries.some(({ id }) => id === entry.id)) byName.set(name, [...entries, { id: entry.id, name: entry.name, group, roster }]);
    }
  };
  for (const unit of known.units) add(unit, false, true);
  for (const group of known.groups) add(group, true, group.hasRoster);
  const all = [...known.units.map((u) => ({ ...u, group: false })), ...known.groups.map((g) => ({ ...g, group: true }))].map(({ id, name, group }) => ({ id, name, group, form: comparable(name) }));
  return (name) => {
    const form = comparable(name);
    const entries = byName.get(form) ?? [];
    if (entries.length > 1) return { is: 'ambiguous', candidates: entries.map(({ id, name: full, group }) => ({ id, name: full, group })) };
    if (entries[0]) return entries[0].roster ? { is: 'known' } : { is: 'group-without-roster' };
    // A group that nobody has formed yet keeps nothing back: who belongs to it can be said later.
    if (isGroupName(name)) return { is: 'group-without-roster' };
    const similar = all
      .filter((entry) => form.length >= 2 && (abbreviates(form, entry.form) || abbreviates(entry.form, form)))
      .slice(0, MOST_SIMILAR);
    return { is: 'unresolved', similar: similar.map(({ id, name: full, group }) => ({ id, name: full, group })) };
  };
}
