import { reject, type Rejection } from '../rejection';
import type { UpperItem } from '../plan/draft';
import type { ItemState, Target } from './item.types';

/** Ids stand in the keys of duties, papers and rows, where `:` and `/` part their pieces: two ids must never become one key. */
const NEW_ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** What keeps an id that a person gives from being taken. */
export function wrongId(id: string, field: string): { rejected: Rejection } | null {
  return NEW_ID.test(id) ? null : reject('id-invalid', { field, details: { id } });
}

/**
 * What keeps figures from being an item's: each has an id of its own, and a figure that can be counted.
 *
 * @param upper what the item takes up; without it none of its figures counts towards one above
 */
export function wrongTargets(targets: readonly Target[], field: string, upper: UpperItem | null): { rejected: Rejection } | null {
  for (const [i, t] of targets.entries()) {
    const wrong = wrongId(t.id, `${field}[${i}].id`);
    if (wrong) return wrong;
    if (!Number.isFinite(t.value) || t.value < 0) return reject('value-invalid', { field: `${field}[${i}].value`, details: { value: t.value } });
    if (t.upper && upper === null) return reject('takes-nothing-up', { field: `${field}[${i}].upper` });
    if (targets.some((other, k) => k < i && other.id === t.id)) return reject('name-taken', { field: `${field}[${i}].id`, details: { id: t.id } });
  }
  return null;
}

/** Ids for steps that open by themselves: each as wanted, unless a step has it, of a person's giving or of the same event. */
export function freeStepIds(state: Pick<ItemState, 'steps'>): (wanted: string) => string {
  const taken = new Set(Object.keys(state.steps));
  return (wanted) => {
    let id = wanted;
    for (let n = 2; taken.has(id); n++) id = `${wanted}.${n}`;
    taken.add(id);
    return id;
  };
}
