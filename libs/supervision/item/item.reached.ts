import { settledBetween, sumOf, type Told } from '../roll-up/adding-up';
import { sumOfFigures } from '../text/decimal-sum';
import type { Assignment, ItemState, Overlap } from './item.types';

/** What the figures of an item reach: who counts, what adds up, what is met. */

/** Whether an assignment's unit still has its share in the item. */
function shares(a: Assignment): boolean {
  return a.status !== 'declined' && a.status !== 'transferred' && a.status !== 'dropped';
}

function toldSince(a: Assignment, targetId: string, event: number): number[] {
  return (a.figures[targetId] ?? []).filter((f) => f.event > event).map((f) => f.value);
}

/**
 * Whether what an assignment told of a target still counts: not where it went to another unit by a transfer, which tells anew. What was handed over, or
 * passed to a successor, goes on: it counts until the one who has it now tells of that target. A successor that had a share of its own tells of that one as
 * well as before: beside it the former word goes on to count, as that of two who share an item.
 */
export function counts(state: Pick<ItemState, 'assignments'>, a: Assignment, targetId: string): boolean {
  for (let held: Assignment = a; !shares(held); ) {
    const { succeeded } = held;
    const taker = succeeded === undefined ? undefined : state.assignments[succeeded.by];
    if (succeeded === undefined || taker === undefined) return false;
    if (succeeded.beside === undefined && toldSince(taker, targetId, succeeded.event).length > 0) return false;
    held = taker;
  }
  return true;
}

/**
 * Decisions about the values of a target, as far as they hold. That two add up was said of what each had told: once one has taken over the other's work and
 * tells of no less than both had, its value may hold both, and the office says anew.
 */
export function decisionsOn(state: ItemState, targetId: string): Overlap[] {
  const outdated = Object.values(state.assignments).flatMap(({ id, values, succeeded }) => {
    const taker = succeeded?.beside === undefined ? undefined : state.assignments[succeeded.by];
    if (succeeded?.beside === undefined || taker === undefined) return [];
    const both = sumOfFigures([values[targetId]?.value ?? 0, succeeded.beside[targetId] ?? 0]);
    return toldSince(taker, targetId, succeeded.event).some((value) => value >= both) ? [{ pair: [id, taker.id], before: succeeded.event }] : [];
  });
  return outdated.reduce(
    (decided, { pair, before }) => decided.flatMap((o) => (o.event < before && pair.every((p) => o.sources.includes(p)) ? withoutPair(o, pair) : [o])),
    state.overlaps.filter((o) => o.targetId === targetId),
  );
}

/** The same decision about all others among them. */
function withoutPair(decision: Overlap, pair: readonly string[]): Overlap[] {
  return pair.map((gone) => ({ ...decision, sources: decision.sources.filter((s) => s !== gone) })).filter((o) => o.sources.length > 1);
}

/** The value reached for a target: the greatest that one unit reported, never a sum, until a person decides that parts add up. */
export function reached(state: ItemState, targetId: string): number | null {
  const told: Told[] = Object.values(state.assignments).flatMap((a) => {
    const v = counts(state, a, targetId) ? a.values[targetId] : undefined;
    return v === undefined ? [] : [{ source: a.id, value: v.value }];
  });
  const decided = decisionsOn(state, targetId);
  return sumOf(told, (a, b) => settledBetween(a.source, b.source, decided) === 'apart');
}

/** Whether a target is met: a bare figure and an approximate one are met at ≥, a limit at ≤. */
export function isMet(target: { comparison: string; value: number }, value: number | null): boolean {
  if (value === null) return false;
  switch (target.comparison) {
    case '<':
      return value < target.value;
    case '<=':
      return value <= target.value;
    case '>':
      return value > target.value;
    default:
      return value >= target.value;
  }
}

/** Targets neither met nor waived. */
export function unmetTargets(state: ItemState): string[] {
  return state.targets.filter((t) => state.waivedTargets[t.id] === undefined && !isMet(t, reached(state, t.id))).map((t) => t.id);
}
