import { counts, decisionsOn } from '#libs/supervision/item/item.reached';
import { reckoningOf } from '#libs/supervision/plan/draft';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Day } from '#libs/supervision/time/day';

/** A target of an item, with the one above towards which it counts. */
export interface TargetRow {
  item_id: string;
  target_id: string;
  plan_id: string;
  office_unit_id: string;
  number: string;
  title: string;
  metric: string;
  comparison: string;
  value: number;
  unit: string;
  /** stock, cumulative, yearly. */
  reckoning: string;
  waived: boolean;
  upper_item_id: string | null;
  upper_target_id: string | null;
  /** Figures of ended items that go on in it, as JSON: [{itemId, targetId}]. */
  continues: string;
  /** Decisions about values told by several, as JSON: [{sources, how, event}]. */
  decided: string;
}

/** A value that an assignment told of a target, cumulative as of a day. */
export interface FigureRow {
  item_id: string;
  target_id: string;
  assignment_id: string;
  as_of: Day;
  unit_id: string;
  value: number;
  event: number;
}

/** Of an item that is dropped or withdrawn there are none: its plan asks for them no more. */
export function targetRows(state: ItemState): TargetRow[] {
  if (state.closed?.how === 'dropped' || state.closed?.how === 'withdrawn') return [];
  return state.targets.map((t) => ({
    item_id: state.id,
    target_id: t.id,
    plan_id: state.planId,
    office_unit_id: state.officeUnitId,
    number: state.number,
    title: state.title,
    metric: t.metric,
    comparison: t.comparison,
    value: t.value,
    unit: t.unit,
    reckoning: reckoningOf(t),
    waived: state.waivedTargets[t.id] !== undefined,
    upper_item_id: t.upper === undefined ? null : (state.upper?.itemId ?? null),
    upper_target_id: t.upper?.targetId ?? null,
    continues: JSON.stringify(t.continues ?? []),
    decided: JSON.stringify(decisionsOn(state, t.id).map(({ sources, how, event }) => ({ sources, how, event }))),
  }));
}

/** What was told and still counts: by those who have a share in the item, and by those whose successors have not told since. */
export function figureRows(state: ItemState): FigureRow[] {
  return Object.values(state.assignments).flatMap((a) =>
    Object.entries(a.figures).filter(([target_id]) => counts(state, a, target_id)).flatMap(([target_id, figures]) => figures.map((f) => ({ item_id: state.id, target_id, assignment_id: a.id, as_of: f.asOf, unit_id: a.unitId, value: f.value, event: f.event }))),
  );
}
