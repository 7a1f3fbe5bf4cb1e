import type { DataSource } from 'typeorm';
import type { RollUpFigure, RollUpTarget } from '#libs/supervision/roll-up/roll-up';
import type { Day, Instant } from '#libs/supervision/time/day';
import { holds } from './scope';
import { Statement } from './statement';

/** Plans below plans below plans: no administration has as many levels. */
const DEEPEST = 20;

export interface RollUpAsked {
  /** As known at this moment; now where it is null. */
  readonly asOf: Instant | null;
  /** True of this day: values of later days do not count; null: the newest. */
  readonly day: Day | null;
}

interface TargetRead extends Omit<RollUpTarget, 'upper' | 'continues' | 'overlaps'> {
  upperItemId: string | null;
  upperTargetId: string | null;
  continues: string;
  decided: string;
}

/**
 * All targets of an item or of a plan's items, with every target of lower plans that counts towards them, and the newest value that each
 * assignment told of each.
 */
export async function rollUpOf(source: DataSource, of: { itemId: string } | { planId: string }, { asOf, day }: RollUpAsked): Promise<{ targets: RollUpTarget[]; figures: RollUpFigure[] }> {
  const tree = new Statement();
  const root = 'itemId' in of ? `t.item_id = ${tree.p(of.itemId, 'text')}` : `t.plan_id = ${tree.p(of.planId, 'text')}`;
  const held = holds(tree, 't', { asOf });
  const targets = await source.query<TargetRead[]>(
    `with recursive tree as (
      select t.*, 0 as depth from read.target t where ${root} and ${held}
      union all
      select t.*, tree.depth + 1
        from tree cross join lateral (select tree.item_id, tree.target_id union all select c."itemId", c."targetId" from json_to_recordset(tree.continues::json) c("itemId" text, "targetId" text)) above
        join read.target t on t.upper_item_id = above.item_id and t.upper_target_id = above.target_id where ${held} and tree.depth < ${DEEPEST}
     )
     select distinct on (item_id, target_id) item_id as "itemId", target_id as "targetId", plan_id as "planId", office_unit_id as "officeUnitId", number, title, metric, comparison, value, unit, reckoning, waived,
       upper_item_id as "upperItemId", upper_target_id as "upperTargetId", continues, decided from tree order by item_id, target_id`,
    tree.values,
  );
  const told = new Statement();
  const among = `unnest(${told.p(targets.map((t) => t.itemId), 'text[]')}, ${told.p(targets.map((t) => t.targetId), 'text[]')}) t(item_id, target_id)`;
  const figures = await source.query<RollUpFigure[]>(
    `select distinct on (f.item_id, f.target_id, f.assignment_id) f.item_id as "itemId", f.target_id as "targetId", f.assignment_id as "assignmentId", f.unit_id as "unitId", f.value, f.as_of::text as "asOf", f.event
       from ${among} join read.figure f using (item_id, target_id)
      where ${holds(told, 'f', { asOf })} ${day === null ? '' : `and f.as_of <= ${told.p(day, 'date')}`}
      order by f.item_id, f.target_id, f.assignment_id, f.as_of desc`,
    told.values,
  );
  return {
    targets: targets.map(({ upperItemId, upperTargetId, continues, decided, ...t }) => ({
      ...t,
      upper: upperItemId === null || upperTargetId === null ? null : { itemId: upperItemId, targetId: upperTargetId },
      continues: JSON.parse(continues) as RollUpTarget['continues'],
      overlaps: JSON.parse(decided) as RollUpTarget['overlaps'],
    })),
    figures,
  };
}
