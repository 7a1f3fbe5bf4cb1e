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

interface TargetRead extends Omit<RollUpTarget, 'upper' | 'overlaps'> {
  upperItemId: string | null;
  upperTargetId: string | null;
  decided: string;
}

/**
 * All targets of an item or of a plan's items, with every target of lower plans that counts towards them, and the newest value that each
 * assignment told of each.
 */
export async function rollUpOf(source: DataSource, of: { itemId: string } | { planId: string }, { asOf, day }: RollUpAsked): Promise<{ targets: RollUpTarget[]; figures: RollUpFigure[] }> {
  const tree = (s: Statement): string => {
    const root = 'itemId' in of ? `t.item_id = ${s.p(of.itemId, 'text')}` : `t.plan_id = ${s.p(of.planId, 'text')}`;
    const held = holds(s, 't', { asOf });
    return `with recursive tree as (
      select t.*, 0 as depth from read.target t where ${root} and ${held}
      union all
      select t.*, tree.depth + 1 from tree join read.target t on t.upper_item_id = tree.item_id and t.upper_target_id = tree.target_id where ${held} and tree.depth < ${DEEPEST}
    )`;
  };
  const [ofTargets, ofFigures] = [new Statement(), new Statement()];
  const [targets, figures] = await Promise.all([
    source.query<TargetRead[]>(
      `${tree(ofTargets)} select distinct on (item_id, target_id) item_id as "itemId", target_id as "targetId", plan_id as "planId", office_unit_id as "officeUnitId", number, title, metric, comparison, value, unit, waived,
         upper_item_id as "upperItemId", upper_target_id as "upperTargetId", decided from tree order by item_id, target_id`,
      ofTargets.values,
    ),
    source.query<RollUpFigure[]>(
      `${tree(ofFigures)} select distinct on (f.item_id, f.target_id, f.assignment_id) f.item_id as "itemId", f.target_id as "targetId", f.assignment_id as "assignmentId", f.unit_id as "unitId", f.value, f.as_of::text as "asOf", f.event
         from (select distinct item_id, target_id from tree) t join read.figure f using (item_id, target_id)
        where ${holds(ofFigures, 'f', { asOf })} ${day === null ? '' : `and f.as_of <= ${ofFigures.p(day, 'date')}`}
        order by f.item_id, f.target_id, f.assignment_id, f.as_of desc`,
      ofFigures.values,
    ),
  ]);
  return {
    targets: targets.map(({ upperItemId, upperTargetId, decided, ...t }) => ({
      ...t,
      upper: upperItemId === null || upperTargetId === null ? null : { itemId: upperItemId, targetId: upperTargetId },
      overlaps: JSON.parse(decided) as RollUpTarget['overlaps'],
    })),
    figures,
  };
}
