/** What waits for a ruling, by what was asked for. */
export type Ruling = 'decline' | 'extension' | 'objection';

const OF_ITEM: Readonly<Record<string, Ruling>> = { decline: 'decline', extension: 'extension', reason: 'extension', objection: 'objection' };

/**
 * The queue of a duty to rule. In a matter its duty says it: an extension of a step, or an objection, of which inspections know only
 * these. In an item its request does; none is left out where that cannot be read.
 *
 * @param asked the kind of the item's request
 */
export function rulingOf({ proceeding, duty }: { proceeding: string | null; duty: string }, asked: string | undefined): Ruling {
  if (proceeding === null) return OF_ITEM[asked ?? ''] ?? 'extension';
  return duty.startsWith('rule:') && !proceeding.startsWith('inspection/') ? 'extension' : 'objection';
}
