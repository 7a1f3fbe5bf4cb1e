import { itemLight, itemStatus, type ItemStatus, type Light } from '../item/item.light';
import { isMet, reached } from '../item/item.reached';
import { settleItem } from '../item/item.settle';
import type { ItemState, Target } from '../item/item.types';
import type { Rules } from '../rules';
import { latest, type Day, type Instant } from '../time/day';

/** An item that is open at the plan's end, and how far it came. */
export interface OpenAtYearEnd {
  itemId: string;
  number: string;
  title: string;
  category: string | null;
  status: ItemStatus;
  light: Light;
  late: boolean;
  deadline: Day | null;
  firstDeadline: Day | null;
  carriedFrom: ItemState['carriedFrom'];
  targets: (Target & { reached: number | null; met: boolean; waived: string | null })[];
  unmet: number;
  /** Units whose work is not accepted. */
  openUnitIds: string[];
}

/** What is open, as of now: what is due but not yet acted on is counted in. */
export function openAtYearEnd(folded: ItemState, rules: Rules, now: Instant): OpenAtYearEnd | null {
  const { state } = settleItem(folded, latest(now, folded.lastAt), rules);
  if (state.closed) return null;
  const { light, late } = itemLight(state);
  const targets = state.targets.map((t) => {
    const value = reached(state, t.id);
    return { ...t, reached: value, met: isMet(t, value), waived: state.waivedTargets[t.id] ?? null };
  });
  return {
    itemId: state.id,
    number: state.number,
    title: state.title,
    category: state.category,
    status: itemStatus(state),
    light,
    late,
    deadline: state.deadline,
    firstDeadline: state.firstDeadline,
    carriedFrom: state.carriedFrom,
    targets,
    unmet: targets.filter((t) => !t.met && t.waived === null).length,
    openUnitIds: Object.values(state.assignments).filter((a) => a.status === 'active').map((a) => a.unitId),
  };
}
