import { standingLateness } from './item.lateness';
import type { Assignment, ItemState, Step } from './item.types';

/** 灰 not begun or not quantified, 绿 normal, 蓝 due soon or behind the schedule, 黄 past the deadline, 红 past it beyond grace. */
export type Light = 'grey' | 'green' | 'blue' | 'yellow' | 'red';

export const LIGHTS: readonly Light[] = ['grey', 'green', 'blue', 'yellow', 'red'];

export interface LightWith {
  light: Light;
  /** Beside the colour: was accepted after its deadline, or was late and not corrected. */
  late: boolean;
  paused: boolean;
}

/** Colour of a step from the clock's marks; submitting does not change it until acceptance. */
export function stepLight(step: Step): Light {
  if (step.status === 'done' || step.status === 'cancelled') return 'green';
  if (step.marks.red !== null) return 'red';
  if (step.marks.overdue !== null) return 'yellow';
  if (step.marks.dueSoon !== null || step.marks.behind !== null) return 'blue';
  return 'green';
}

/** Colour of a step as it is shown: open work of a unit that has not begun is as grey as the unit's part. */
export function shownLight(step: Step, ofAssignment: Light | undefined): Light {
  return ofAssignment === 'grey' && (step.status === 'open' || step.status === 'submitted') ? 'grey' : stepLight(step);
}

function worst(lights: readonly Light[]): Light {
  return lights.reduce<Light>((a, b) => (LIGHTS.indexOf(b) > LIGHTS.indexOf(a) ? b : a), 'grey');
}

/** Steps that belong to an assignment, in the order in which they were opened. */
export function stepsOf(state: ItemState, assignmentId: string): Step[] {
  return Object.values(state.steps).filter((s) => s.assignmentId === assignmentId);
}

export function assignmentLight(state: ItemState, a: Assignment): LightWith {
  const steps = stepsOf(state, a.id).filter((s) => s.status !== 'cancelled');
  const open = steps.filter((s) => s.status !== 'done');
  const late = steps.some((s) => s.completedLate || standingLateness(state, s.id).length > 0);
  const paused = state.suspended !== null || Object.values(state.requests).some((r) => r.status === 'open' && r.kind !== 'objection' && r.assignmentId === a.id);
  if (a.status === 'completed') return { light: 'green', late, paused: false };
  const light = worst(open.map(stepLight));
  const begun = a.receivedAt !== null && (state.quantified || open.some((s) => s.basis !== null));
  return { light: begun || light !== 'green' ? light : 'grey', late, paused };
}

/** The item's colour: the worst of its active assignments; completed items are green, withdrawn ones grey. */
export function itemLight(state: ItemState): LightWith {
  const all = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
  const each = all.map((a) => assignmentLight(state, a));
  // What was late under a unit that has since handed the work on stays late for the item.
  const late = each.some((l) => l.late) || state.lateness.some((l) => l.overturned === null);
  if (state.closed?.how === 'completed') return { light: 'green', late, paused: false };
  if (state.closed?.how === 'withdrawn' || state.closed?.how === 'dropped') return { light: 'grey', late, paused: false };
  return { light: worst(each.map((l) => l.light)), late, paused: state.suspended !== null || (each.length > 0 && each.every((l) => l.paused)) };
}

export type ItemStatus = 'awaitingReceipt' | 'inProgress' | 'submitted' | 'completed' | 'suspended' | 'withdrawn' | 'dropped' | 'closedUnfulfilled' | 'carriedOver';
export type AssignmentStatus = 'awaitingReceipt' | 'inProgress' | 'submitted' | 'completed' | 'declined' | 'transferred' | 'dropped';

/** Status of an assignment, from its receipt and its steps. */
export function assignmentStatus(state: ItemState, a: Assignment): AssignmentStatus {
  if (a.status !== 'active') return a.status;
  if (a.receivedAt === null) return 'awaitingReceipt';
  const live = stepsOf(state, a.id).filter((s) => s.status === 'open' || s.status === 'submitted');
  return live.length > 0 && live.every((s) => s.status === 'submitted') ? 'submitted' : 'inProgress';
}

/** The item's status is derived from its assignments, never set. */
export function itemStatus(state: ItemState): ItemStatus {
  if (state.closed) return state.closed.how;
  if (state.suspended) return 'suspended';
  const statuses = Object.values(state.assignments).filter((a) => a.status === 'active').map((a) => assignmentStatus(state, a));
  if (statuses.length > 0 && statuses.every((s) => s === 'awaitingReceipt')) return 'awaitingReceipt';
  if (statuses.length > 0 && statuses.every((s) => s === 'submitted')) return 'submitted';
  return 'inProgress';
}
