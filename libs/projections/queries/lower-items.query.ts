import type { DataSource } from 'typeorm';
import { heirs, takesUp } from './heirs';
import { stillHas } from './lower.query';
import { holds, type Asked } from './scope';
import { Statement } from './statement';

/** Items below items below items: no administration has as many levels. */
const DEEPEST = 20;

type Moment = Pick<Asked, 'asOf'>;

/** The worst light first. */
const WORST = `array['red', 'yellow', 'blue', 'grey', 'green']`;

/** Items that take up the item `i`, at whatever level: how many, and their worst light (null: none). As a lateral table. */
export function lowerOf(s: Statement, i: string, at: Moment): string {
  const held = `${holds(s, 'l', at)} and ${stillHas('l')}`;
  return `(with recursive lower as (
      select l.item_id, l.made_of, l.light, 1 as depth from read.item l where ${takesUp('l', i)} and ${held}
      union all
      select l.item_id, l.made_of, l.light, b.depth + 1 from lower b join read.item l on ${takesUp('l', 'b')} where ${held} and b.depth < ${DEEPEST}
    ) select count(*)::int as items, (${WORST})[min(array_position(${WORST}, light))] as light from lower)`;
}

/** Condition: the worst light of the items that take up `i` is one of these. From the lower items up, so that the many that have none cost nothing. */
export function worstBelowIs(s: Statement, i: string, at: Moment, lights: readonly string[]): string {
  return `${i}.item_id in (${above(s, at)} select item_id from up group by item_id having (${WORST})[min(array_position(${WORST}, light))] = any(${s.p(lights, 'text[]')}))`;
}

/** Condition: whether anything takes up `i`. */
export function isTakenUp(s: Statement, i: string, at: Moment, wanted: boolean): string {
  return `${i}.item_id ${wanted ? '' : 'not '}in (with ${heirs(s, at)} select coalesce(h.item_id, l.upper_item_id) from read.item l left join heir h on h.origin_id = l.upper_item_id where l.upper_item_id is not null and ${holds(s, 'l', at)} and ${stillHas('l')})`;
}

/** Each item that is taken up beside each light below it, as `up`. */
function above(s: Statement, at: Moment): string {
  const held = `${holds(s, 'l', at)} and ${stillHas('l')}`;
  return `with recursive ${heirs(s, at)}, up as (
      select coalesce(h.item_id, l.upper_item_id) as item_id, l.light, 1 as depth from read.item l left join heir h on h.origin_id = l.upper_item_id where l.upper_item_id is not null and ${held}
      union all
      select coalesce(h.item_id, l.upper_item_id), b.light, b.depth + 1 from up b join read.item l on l.item_id = b.item_id left join heir h on h.origin_id = l.upper_item_id where l.upper_item_id is not null and ${held} and b.depth < ${DEEPEST}
    )`;
}

export interface LowerItems {
  items: number;
  worstLight: string | null;
  lights: Record<string, number>;
}

/** How many items take one up, at whatever level, and how they stand. */
export async function lowerItemsOf(source: DataSource, itemId: string, at: Moment): Promise<LowerItems> {
  const s = new Statement();
  const held = `${holds(s, 'l', at)} and ${stillHas('l')}`;
  const [row] = await source.query<LowerItems[]>(
    `with recursive lower as (
       select l.item_id, l.made_of, l.light, 1 as depth from read.item i join read.item l on ${takesUp('l', 'i')} where i.item_id = ${s.p(itemId, 'text')} and ${holds(s, 'i', at)} and ${held}
       union all
       select l.item_id, l.made_of, l.light, b.depth + 1 from lower b join read.item l on ${takesUp('l', 'b')} where ${held} and b.depth < ${DEEPEST}
     ), counted as (select light, count(*)::int as items from lower group by light)
     select coalesce(sum(items), 0)::int as items, (${WORST})[min(array_position(${WORST}, light))] as "worstLight", coalesce(json_object_agg(light, items), '{}') as lights from counted`,
    s.values,
  );
  return row!;
}
