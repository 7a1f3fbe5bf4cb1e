import type { CoverageRow } from './coverage.rows';
import type { AssignmentRow, DutyRow, ItemRow, textWithGrams } from './item.rows';
import type { InboxRow, NoticeRow } from './notice.writer';
import type { FigureRow, TargetRow } from './target.rows';

/** Every column of a row, by a table of its keys: one left out does not compile. */
function columnsOf<R>(columns: Record<keyof R & string, true>): readonly (keyof R & string)[] {
  return Object.keys(columns) as (keyof R & string)[];
}

export const ITEM_COLUMNS = columnsOf<ItemRow>({
  item_id: true, plan_id: true, plan_number: true, number: true, number_order: true, title: true, category: true, status: true, light: true, late: true, paused: true,
  awaiting_quantification: true, deadline: true, first_deadline: true, recurrence: true, lead_unit_ids: true, unit_ids: true, next_due: true, next_key: true, next_act: true, next_kind: true, next_unit_id: true, progress: true, closed_how: true, readers: true,
  standing_until: true, upper_item_id: true, made_of: true,
});
export const TEXT_COLUMNS = columnsOf<ReturnType<typeof textWithGrams>>({ item_id: true, search: true, grams: true });
export const ASSIGNMENT_COLUMNS = columnsOf<AssignmentRow>({
  item_id: true, assignment_id: true, plan_id: true, unit_id: true, role: true, coordinator: true, status: true, light: true, late: true, paused: true, received_at: true, person_id: true, group_id: true,
});
export const DUTY_COLUMNS = columnsOf<DutyRow>({
  item_id: true, duty: true, arming: true, plan_id: true, kind: true, unit_id: true, post: true, person_id: true, assignment_id: true, assignee_unit_id: true, coordinator_unit_id: true,
  step_id: true, since: true, due: true, resting: true, corrected: true,
});
export const COVERAGE_COLUMNS = columnsOf<CoverageRow>({
  item_id: true, part: true, step_id: true, period: true, plan_id: true, unit_id: true, supervising_unit_id: true, duty: true, title: true, first_day: true, last_day: true, due: true, state: true,
  reported_at: true, late_working_days: true, excuse: true, event: true,
});
export const TARGET_COLUMNS = columnsOf<TargetRow>({
  item_id: true, target_id: true, plan_id: true, office_unit_id: true, number: true, title: true, metric: true, comparison: true, value: true, unit: true, reckoning: true, waived: true, upper_item_id: true,
  upper_target_id: true, continues: true, decided: true,
});
export const FIGURE_COLUMNS = columnsOf<FigureRow>({ item_id: true, target_id: true, assignment_id: true, as_of: true, unit_id: true, value: true, event: true });
export const NOTICE_COLUMNS = columnsOf<NoticeRow>({
  notice_id: true, item_id: true, proceeding: true, plan_id: true, kind: true, rung: true, duty: true, assignment_id: true, step_id: true, drafted_at: true, issued_at: true, voided_at: true, answered_at: true,
  due_at: true, deadline: true, series: true, number: true, text: true, recipients: true, title: true,
});
export const INBOX_COLUMNS = columnsOf<InboxRow>({ notice_id: true, unit_id: true, post: true, person_id: true, why: true, delivered_at: true, read_at: true, read_by: true, held: true });
