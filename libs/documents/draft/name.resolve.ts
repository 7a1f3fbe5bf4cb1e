import type { KnownUnits } from '#libs/supervision/plan/draft';
import { comparable } from '../text/fold';
import { isGroupName } from '#libs/supervision/roster/group-name';
import { looksLikeUnit } from '../grammar/unit.shape';

/** What a name written in a paper turns out to be. */
export type Resolution =
  | { is: 'known' }
  | { is: 'group-without-roster' }
  | { is: 'ambiguous'; candidates: { id: string; name: string }[] }
  | { is: 'unresolved'; similar: { id: string; name: string }[] };

const MOST_SIMILAR = 3;

/** 市人社局 is hidden in 市人力资源和社会保障局: every character of the short name occurs in order in the long one. */
function abbreviates(short: string, long: string): boolean {
  let at = 0;
  for (const char of long) if (char === short.charAt(at)) at += 1;
  return at === short.length;
}

/** Answers for names against the registered units and groups; without a register, by the shape of a name only. */
export function nameResolver(known: KnownUnits | undefined): (name: string) => Resolution {
  if (!known) return (name) => (isGroupName(name) ? { is: 'group-without-roster' } : looksLikeUnit(name) ? { is: 'known' } : { is: 'unresolved', similar: [] });
  const byName = new Map<string, { id: string; name: string; roster: boolean }[]>();
  const add = (entry: { id: string; name: string; aliases: string[] }, roster: boolean): void => {
    for (const name of new Set([entry.name, ...entry.aliases].map(comparable))) {
      const entries = byName.get(name) ?? [];
      if (!entries.some(({ id }) => id === entry.id)) byName.set(name, [...entries, { id: entry.id, name: entry.name, roster }]);
    }
  };
  for (const unit of known.units) add(unit, true);
  for (const group of known.groups) add(group, group.hasRoster);
  const all = [...known.units, ...known.groups].map(({ id, name }) => ({ id, name, form: comparable(name) }));
  return (name) => {
    const form = comparable(name);
    const entries = byName.get(form) ?? [];
    if (entries.length > 1) return { is: 'ambiguous', candidates: entries.map(({ id, name: full }) => ({ id, name: full })) };
    if (entries[0]) return entries[0].roster ? { is: 'known' } : { is: 'group-without-roster' };
    // A group that nobody has formed yet keeps nothing back: who belongs to it can be said later.
    if (isGroupName(name)) return { is: 'group-without-roster' };
    const similar = all
      .filter((entry) => form.length >= 2 && (abbreviates(form, entry.form) || abbreviates(entry.form, form)))
      .slice(0, MOST_SIMILAR);
    return { is: 'unresolved', similar: similar.map(({ id, name: full }) => ({ id, name: full })) };
  };
}
