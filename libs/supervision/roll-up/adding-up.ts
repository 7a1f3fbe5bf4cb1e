/** A value that somebody told of a target. */
export interface Told {
  /** An assignment's id, or ITEM/TARGET of a lower plan. */
  source: string;
  value: number;
}

/** What was decided about values of one target, the newest last. */
export interface Settled {
  readonly sources: readonly string[];
  readonly how: 'once' | 'apart';
}

/** What the newest decision about both says; null where nobody decided. */
export function settledBetween(a: string, b: string, decisions: readonly Settled[]): 'once' | 'apart' | null {
  return decisions.findLast((d) => d.sources.includes(a) && d.sources.includes(b))?.how ?? null;
}

/** Whether two values add up. */
export type Apart<T extends Told> = (a: T, b: T) => boolean;

/**
 * The sum of values of which some may be one thing told several times: the greatest sum of values that all stand apart from each other.
 * So what is one counts once, by its greatest value, and nothing is added up that nobody stands for.
 *
 * @param apart also symmetric
 * @returns null where nothing was told
 */
export function sumOf<T extends Told>(told: readonly T[], apart: Apart<T>): number | null {
  return told.length === 0 ? null : groupsOf(told, apart).reduce((sum, group) => sum + greatest(group, apart), 0);
}

/** Within a group each value is told beside another that it does not stand apart from: either it counts, with what stands apart from it, or it does not. */
function greatest<T extends Told>(group: readonly T[], apart: Apart<T>): number {
  const [first, ...rest] = group;
  if (first === undefined) return 0;
  if (rest.length === 0) return first.value;
  const beside = rest.filter((t) => apart(first, t));
  const withFirst = first.value + (sumOf(beside, apart) ?? 0);
  return Math.max(withFirst, sumOf(rest, apart) ?? 0);
}

/** The values by what may be one: two are in a group where a chain of values that do not stand apart joins them. */
export function groupsOf<T extends Told>(told: readonly T[], apart: Apart<T>): T[][] {
  const groups: T[][] = [];
  for (const t of told) {
    const mine = groups.filter((g) => g.some((other) => !apart(t, other)));
    const rest = groups.filter((g) => !mine.includes(g));
    groups.splice(0, groups.length, ...rest, [...mine.flat(), t]);
  }
  return groups;
}
