import { holds, type Asked } from './scope';
import type { Statement } from './statement';

/**
 * Items that go on in others by splits and merges, as `heir`, for a `with` clause: what took up `origin_id` takes up `item_id` now. Few items
 * have a past of that kind.
 */
export function heirs(s: Statement, at: Pick<Asked, 'asOf'>): string {
  return `heir as materialized (select x.item_id, unnest(x.made_of) as origin_id from read.item x where x.made_of <> '{}' and ${holds(s, 'x', at)})`;
}

/** Condition: `lower` takes up the item `upper`, or one that was split or merged into it. By the index of what is taken up. */
export function takesUp(lower: string, upper: string): string {
  return `${lower}.upper_item_id = any(array_append(${upper}.made_of, ${upper}.item_id))`;
}
