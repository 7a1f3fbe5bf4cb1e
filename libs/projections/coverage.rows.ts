import type { CoverageCell, CoverageExcuse, CoverageState } from '#libs/supervision/period-coverage/cell';
import { coverageOfItem } from '#libs/supervision/item/item.coverage';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { spanAt, type Rules } from '#libs/supervision/rules';
import type { Day, Instant } from '#libs/supervision/time/day';

/** What a unit owes of one period, as the coverage view shows it; of items and of proceedings alike. */
interface CellRow {
  part: string;
  /** Empty where no step is open for it. */
  step_id: string;
  period: string;
  plan_id: string | null;
  unit_id: string;
  supervising_unit_id: string | null;
  /** Template or cadence of the duty; of a proceeding its kind. */
  duty: string;
  title: string;
  first_day: Day;
  last_day: Day;
  due: Day | null;
  state: CoverageState;
  reported_at: Instant | null;
  late_working_days: number | null;
  excuse: CoverageExcuse | null;
  event: number;
}

/** Of an item's recurring duty. */
export interface CoverageRow extends CellRow {
  item_id: string;
}

/** Of a proceeding: a reporting round. */
export interface ProceedingCoverageRow extends CellRow {
  kind: string;
  proceeding_id: string;
}

function rowOf(cell: CoverageCell): Omit<CellRow, 'plan_id' | 'supervising_unit_id' | 'duty' | 'title'> {
  const { part, stepId, period, unitId, from, to, due, state, reportedAt, lateWorkingDays, excuse, event } = cell;
  return { part, step_id: stepId ?? '', period, unit_id: unitId, first_day: from, last_day: to, due, state, reported_at: reportedAt, late_working_days: lateWorkingDays, excuse, event };
}

/** The cells of an item: a pure function of its state and of the rules at a moment. */
export function coverageRows(state: ItemState, rules: Rules, at: Instant): CoverageRow[] {
  const duty = state.dutyTemplate ?? state.recurrence ?? 'ended';
  return coverageOfItem(state, spanAt(rules, at), rules.roster, at).map((cell) => ({
    item_id: state.id,
    ...rowOf(cell),
    plan_id: state.planId,
    supervising_unit_id: state.supervisingUnitId,
    duty,
    title: state.title,
  }));
}

/** The cells of a proceeding whose kind has such. */
export function proceedingCoverageRows<S extends ProceedingState>(kind: ProceedingKind<S>, state: S, rules: Rules, at: Instant): ProceedingCoverageRow[] {
  return (kind.coverage?.(state, spanAt(rules, at)) ?? []).map((cell) => ({
    kind: kind.name,
    proceeding_id: state.id,
    ...rowOf(cell),
    plan_id: state.planId,
    supervising_unit_id: state.supervisingUnitId,
    duty: kind.name,
    title: state.title,
  }));
}
