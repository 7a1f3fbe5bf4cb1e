import { settledBetween, sumOf } from '../roll-up/adding-up';
import type { DecidedOverlap, TargetTotal } from './figure.types';

/** A value that a form told of a target. */
export interface ToldOfTarget extends Pick<TargetTotal, 'itemId' | 'targetId' | 'metric' | 'unit'> {
  from: TargetTotal['from'][number];
}

/** The values by target, each target's with what they come to; and what of the decisions they rest on. */
export function totalsOf(told: readonly ToldOfTarget[], decided: readonly DecidedOverlap[]): { totals: TargetTotal[]; decided: DecidedOverlap[] } {
  const byTarget = new Map<string, ToldOfTarget[]>();
  for (const one of told) {
    const key = `${one.itemId}/${one.targetId}`;
    byTarget.set(key, [...(byTarget.get(key) ?? []), one]);
  }
  const totals = [...byTarget].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => totalOf(all, decided));
  return { totals, decided: decided.filter((d) => totals.some((t) => isAbout(d, t) && t.from.filter((f) => d.sources.includes(f.assignmentId)).length > 1)) };
}

function isAbout(decision: DecidedOverlap, { itemId, targetId }: Pick<TargetTotal, 'itemId' | 'targetId'>): boolean {
  return decision.itemId === itemId && decision.targetId === targetId;
}

function totalOf(told: readonly ToldOfTarget[], decided: readonly DecidedOverlap[]): TargetTotal {
  const { itemId, targetId, metric, unit } = told[0]!;
  const from = told.map((t) => t.from);
  const here = decided.filter((d) => isAbout(d, { itemId, targetId }));
  const settled = (a: string, b: string): 'once' | 'apart' | null => settledBetween(a, b, here);
  const values = from.map(({ assignmentId: source, value }) => ({ source, value }));
  const pairs = values.flatMap((a, i) => values.slice(i + 1).map((b) => [a.source, b.source] as const));
  return {
    itemId,
    targetId,
    metric,
    unit,
    value: sumOf(values, (a, b) => settled(a.source, b.source) === 'apart')!,
    from,
    undecided: pairs.some(([a, b]) => settled(a, b) === null),
  };
}
