import { sumOfFigures } from '../text/decimal-sum';

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

/** By what a value may be one with others: two that share none of these words stand apart. */
export type Likeness<T extends Told> = (t: T) => readonly string[];

const ANY_TWO = (): readonly string[] => [''];

/**
 * The sum of values of which some may be one thing told several times: the greatest sum of values that all stand apart from each other.
 * So what is one counts once, by its greatest value, and nothing is added up that nobody stands for.
 *
 * @param apart also symmetric
 * @param likeness spares comparing each with each
 * @returns null where nothing was told
 */
export function sumOf<T extends Told>(told: readonly T[], apart: Apart<T>, likeness: Likeness<T> = ANY_TWO): number | null {
  return told.length === 0 ? null : sumOfFigures(groupsOf(told, apart, likeness).map((group) => greatest(group, apart)));
}

/** Within a group each value is told beside another that it does not stand apart from: either it counts, with what stands apart from it, or it does not. */
function greatest<T extends Told>(group: readonly T[], apart: Apart<T>): number {
  const [first, ...rest] = group;
  if (first === undefined) return 0;
  if (!group.some((a, i) => group.some((b, k) => k > i && apart(a, b)))) return group.reduce((most, { value }) => Math.max(most, value), first.value);
  const beside = rest.filter((t) => apart(first, t));
  const withFirst = sumOfFigures([first.value, sumOf(beside, apart) ?? 0]);
  return Math.max(withFirst, sumOf(rest, apart) ?? 0);
}

/** The values by what may be one: two are in a group where a chain of values that do not stand apart joins them. */
export function groupsOf<T extends Told>(told: readonly T[], apart: Apart<T>, likeness: Likeness<T> = ANY_TWO): T[][] {
  const groups = new Set<T[]>();
  const groupOf = new Map<T, T[]>();
  const alike = new Map<string, T[]>();
  for (const t of told) {
    const mine = new Set<T[]>();
    for (const word of likeness(t)) {
      const others = alike.get(word);
      for (const other of others ?? []) {
        const group = groupOf.get(other)!;
        if (!mine.has(group) && !apart(t, other)) mine.add(group);
      }
      if (others) others.push(t);
      else alike.set(word, [t]);
    }
    const joined = [...(mine.size === 0 ? [] : [...groups].filter((g) => mine.has(g)).flat()), t];
    for (const group of mine) groups.delete(group);
    groups.add(joined);
    for (const each of joined) groupOf.set(each, joined);
  }
  return [...groups];
}
