/** What of an entry of a timeline says whether it reads like another. */
export interface Told {
  at: string;
  zh: string;
  of: { unitId: string } | null;
  reason: string | null;
  actor: { kind: string; personId: string | null; unitId: string | null; onBehalfOf: string | null };
}

/**
 * Entries newest first; those that read alike, one after the other, as one with their number and the units that they are about: what the
 * system did of several units at one moment.
 *
 * @param minute how a moment is shown: what cannot be told apart is alike
 */
export function gathered<E extends Told>(entries: readonly E[], minute: (at: string) => string): { entry: E; count: number; of: string[] }[] {
  const found: { entry: E; count: number; of: string[] }[] = [];
  const read = ({ at, zh, reason, actor }: E): string => JSON.stringify([minute(at), zh, reason, actor.kind, actor.personId, actor.unitId, actor.onBehalfOf]);
  for (const entry of [...entries].reverse()) {
    const last = found.at(-1);
    const unit = entry.of?.unitId;
    // Whoever did it for their own unit is named as who did it.
    const of = unit === undefined || unit === entry.actor.unitId || unit === entry.actor.onBehalfOf ? [] : [unit];
    if (last === undefined || read(last.entry) !== read(entry)) found.push({ entry, count: 1, of });
    else {
      last.count++;
      last.of = [...new Set([...last.of, ...of])];
    }
  }
  return found;
}
