import type { ItemNamed, ItemOrigin, ItemState, Target, TargetRef } from '../item/item.types';
import { reject, type Rejection } from '../rejection';
import { normaliseName } from '../roster/roster';
import { reckoningOf, type UpperItem } from './draft';

/** What is split or merged into other items goes on in them: where each comes from, what counts towards what. */
type By = 'split' | 'merge';

/** An item as one that others came from, after those that it came from itself; what is only split from takes none of its past along. */
export function originsOf(states: readonly ItemState[], by: By, amendment: number, ended: boolean): ItemOrigin[] {
  const all = states.flatMap((s): ItemOrigin[] => [
    ...(ended ? s.origins : []),
    { itemId: s.id, number: s.number, title: s.title, firstDeadline: s.firstDeadline, ended, by, amendment },
  ]);
  return all.filter((o, i) => all.findIndex((other) => other.itemId === o.itemId) === i);
}

/** The earliest first deadline of several items. */
export function earliestFirst(states: readonly ItemState[]): ItemState['firstDeadline'] {
  return states.map((s) => s.firstDeadline).filter((d) => d !== null).sort()[0] ?? null;
}

export function named({ id, number, title }: ItemState): ItemNamed {
  return { itemId: id, number, title };
}

/** The one item of a higher plan that several take up; an item takes up one. */
export function commonUpper(states: readonly ItemState[], field: string): { upper?: UpperItem } | { rejected: Rejection } {
  const uppers = states.flatMap((s) => s.upper ?? []);
  const [upper] = uppers;
  if (uppers.some((u) => u.itemId !== upper?.itemId)) return reject('merge-uppers-differ', { field, details: { items: [...new Set(uppers.map((u) => u.itemId))].join('、') } });
  return upper === undefined ? {} : { upper };
}

/** The same count, as far as words tell: of one metric in one unit, reckoned alike. */
function isSame(a: Target, b: Target): boolean {
  return reckoningOf(a) === reckoningOf(b) && a.unit.trim() === b.unit.trim() && normaliseName(a.metric) === normaliseName(b.metric);
}

/**
 * By the place of each list of figures, and of each figure in it: the figures of ended items that go on in it, with what those continued.
 * One goes on in one figure alone; where several could continue it, in none, since a part is not the whole.
 */
export function figuresThatGoOn(ended: readonly ItemState[], into: readonly (readonly Target[])[]): { from: TargetRef[][][]; end: { itemId: string; target: Target }[] } {
  const from = into.map((targets) => targets.map((): TargetRef[] => []));
  const end: { itemId: string; target: Target }[] = [];
  for (const state of ended) {
    for (const target of state.targets) {
      const places = into.flatMap((targets, i) => targets.flatMap((t, k) => (isSame(t, target) ? [from[i]![k]!] : [])));
      const [place] = places;
      if (places.length === 1) place?.push({ itemId: state.id, targetId: target.id }, ...(target.continues ?? []));
      else end.push({ itemId: state.id, target });
    }
  }
  return { from, end };
}

/** The figures with those that go on in them; one that says nothing of a figure above counts towards the one towards which all of these counted. */
export function withContinued(targets: readonly Target[], from: readonly TargetRef[][], ended: readonly ItemState[]): Target[] {
  return targets.map((t, k) => {
    const continues = from[k] ?? [];
    if (continues.length === 0) return t;
    const uppers = continues.flatMap((ref) => ended.find((s) => s.id === ref.itemId)?.targets.find((known) => known.id === ref.targetId)?.upper ?? []);
    const [upper] = uppers;
    const tied = t.upper === undefined && upper !== undefined && uppers.every((u) => u.targetId === upper.targetId) ? { upper } : {};
    return { ...t, ...tied, continues };
  });
}
