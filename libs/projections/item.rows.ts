import { spanAt, type Rules } from '#libs/supervision/rules';
import type { Day, Instant } from '#libs/supervision/time/day';
import { outlookOf } from '#libs/supervision/item/item.agenda';
import type { Duty } from '#libs/supervision/item/item.duties';
import { correctedLateness } from '#libs/supervision/item/item.lateness';
import { assignmentLight, assignmentStatus, itemLight, itemStatus } from '#libs/supervision/item/item.light';
import { readersOf } from '#libs/supervision/item/item.readers';
import { isMet, reached } from '#libs/supervision/item/item.reached';
import type { Assignment, ItemState } from '#libs/supervision/item/item.types';
import { coverageRows, type CoverageRow } from './coverage.rows';
import { lettersOf } from './pinyin';
import { gramsOf, searchText } from './search-text';
import { figureRows, targetRows, type FigureRow, type TargetRow } from './target.rows';

/** Columns of read.item that a change of state can change. */
export interface ItemRow {
  item_id: string;
  plan_id: string;
  plan_number: string | null;
  number: string;
  /** Orders "2" before "10"; numbers that are none come last. */
  number_order: number;
  title: string;
  category: string | null;
  status: string;
  light: string;
  late: boolean;
  paused: boolean;
  awaiting_quantification: boolean;
  deadline: Day | null;
  first_deadline: Day | null;
  recurrence: string | null;
  lead_unit_ids: string[];
  unit_ids: string[];
  next_due: Instant | null;
  next_key: string | null;
  /** What then happens, of which duty, and who owes that. */
  next_act: string | null;
  next_kind: string | null;
  next_unit_id: string | null;
  /** How far its targets are, as JSON: {met, of, reached, value, unit}, the last three of its only target; null: it has none. */
  progress: string | null;
  closed_how: string | null;
  readers: string[];
  standing_until: Day | null;
  /** The item of a higher plan that it takes up (承接). */
  upper_item_id: string | null;
  /** Items that were split or merged into it; none once it is so itself: they go on with it. */
  made_of: string[];
}

/** What full text is searched in; apart from the item, since it seldom changes. */
export interface TextRow {
  item_id: string;
  search: string;
}

/** A text as its table has it, with what its index is made of: worked out once for each that is written. */
export function textWithGrams(row: TextRow): TextRow & { grams: readonly number[] } {
  return { ...row, grams: gramsOf(row.search) };
}

export interface AssignmentRow {
  item_id: string;
  assignment_id: string;
  plan_id: string;
  unit_id: string;
  role: string;
  coordinator: boolean;
  status: string;
  light: string;
  late: boolean;
  paused: boolean;
  received_at: Instant | null;
  person_id: string | null;
  /** The living group by which the unit came to the item. */
  group_id: string | null;
}

export interface DutyRow {
  item_id: string;
  duty: string;
  arming: number;
  plan_id: string;
  kind: string;
  unit_id: string;
  post: string;
  person_id: string | null;
  assignment_id: string | null;
  assignee_unit_id: string | null;
  /** Of a participant's assignment: the coordinator verifies it. */
  coordinator_unit_id: string | null;
  step_id: string | null;
  since: Instant;
  due: Day | null;
  resting: string | null;
  corrected: boolean;
}

export interface ItemRows {
  item: ItemRow;
  text: TextRow;
  assignments: AssignmentRow[];
  duties: DutyRow[];
  coverage: CoverageRow[];
  targets: TargetRow[];
  figures: FigureRow[];
}

/** Whether the work is owed past its day and yet not late: the lateness of the date that it runs towards was overturned. */
function isCorrected(state: ItemState, { kind, stepId }: Duty): boolean {
  const step = kind === 'deliver' && stepId !== null ? state.steps[stepId] : undefined;
  return step !== undefined && correctedLateness(state, step) !== null;
}

function numberOrder(number: string): number {
  const digits = /\d+/.exec(number.normalize('NFKC'))?.[0];
  return digits === undefined ? 1e9 : Number(digits);
}

/** How far its targets are; those that were waived are asked for no more. */
function progressOf(state: ItemState): string | null {
  const targets = state.targets.filter((t) => state.waivedTargets[t.id] === undefined);
  if (targets.length === 0) return null;
  const [only] = targets.length === 1 ? targets : [];
  const met = targets.filter((t) => isMet(t, reached(state, t.id))).length;
  return JSON.stringify({ met, of: targets.length, reached: only ? reached(state, only.id) : null, value: only?.value ?? null, unit: only?.unit ?? null });
}

/** The rows that show an item: a pure function of its state and of the rules at a moment: of its last event, or of a later change of rules. */
export function itemRows(state: ItemState, rules: Rules, at: Instant): ItemRows {
  const span = spanAt(rules, at);
  const colour = itemLight(state);
  const active = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
  const name = (unitId: string): string => rules.roster.units[unitId]?.name ?? unitId;
  const { next, duties } = outlookOf(state, span, rules.roster);
  const item_id = state.id;
  const plan_id = state.planId;
  const units = active.map((a) => name(a.unitId));
  const search = searchText(state.number, state.title, state.category, state.content, ...units, lettersOf(state.title), ...units.map(lettersOf));
  const coordinator = active.find((a) => a.coordinator)?.unitId ?? null;
  const assignee = (assignmentId: string | null): Assignment | undefined => (assignmentId === null ? undefined : state.assignments[assignmentId]);
  return {
    item: {
      item_id,
      plan_id,
      plan_number: state.planNumber,
      number: state.number,
      number_order: numberOrder(state.number),
      title: state.title,
      category: state.category,
      status: itemStatus(state),
      light: colour.light,
      late: colour.late,
      paused: colour.paused,
      awaiting_quantification: !state.quantified && state.closed === null,
      deadline: state.deadline,
      first_deadline: state.firstDeadline,
      recurrence: state.recurrence,
      lead_unit_ids: [...new Set(active.filter((a) => a.role !== 'participant').map((a) => a.unitId))],
      unit_ids: [...new Set(active.map((a) => a.unitId))],
      next_due: next?.at ?? null,
      next_key: next?.key ?? null,
      next_act: next?.act ?? null,
      next_kind: next?.kind ?? null,
      next_unit_id: duties.find((d) => d.id === next?.duty)?.owedBy.unitId ?? null,
      progress: progressOf(state),
      closed_how: state.closed?.how ?? null,
      readers: readersOf(state),
      standing_until: state.otherVerification.standing?.until ?? null,
      upper_item_id: state.upper?.itemId ?? null,
      made_of: state.closed?.goesOnIn ? [] : state.origins.filter((o) => o.ended && o.by !== null).map((o) => o.itemId),
    },
    text: { item_id, search },
    assignments: Object.values(state.assignments).map((a) => {
      const { light, late, paused } = assignmentLight(state, a);
      return {
        item_id,
        assignment_id: a.id,
        plan_id,
        unit_id: a.unitId,
        role: a.role,
        coordinator: a.coordinator,
        status: state.closed && a.status === 'active' ? state.closed.how : assignmentStatus(state, a),
        light,
        late,
        paused,
        received_at: a.receivedAt,
        person_id: a.responsiblePersonId,
        group_id: a.groupId ?? null,
      };
    }),
    coverage: coverageRows(state, rules, at),
    targets: targetRows(state),
    figures: figureRows(state),
    duties: duties.map((d) => ({
      item_id,
      duty: d.id,
      arming: d.arming,
      plan_id,
      kind: d.kind,
      unit_id: d.owedBy.unitId,
      post: d.owedBy.post,
      person_id: d.owedBy.personId,
      assignment_id: d.assignmentId,
      assignee_unit_id: assignee(d.assignmentId)?.unitId ?? null,
      coordinator_unit_id: assignee(d.assignmentId)?.role === 'participant' ? coordinator : null,
      step_id: d.stepId,
      since: d.since,
      due: d.day,
      resting: d.resting,
      corrected: isCorrected(state, d),
    })),
  };
}
