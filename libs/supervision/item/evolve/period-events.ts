import type { ItemEvent, NewStep } from '../item.events';
import type { ItemState } from '../item.types';

/** Under which the events stand that concern all periods: since when the duty recurs as it does, and that the item is closed. */
export const RECURS = 'recurs';
export const CLOSED = 'closed';

/** Key of a period that was passed over. */
export function passedOver(period: string): string {
  return `periods/${period}`;
}

function opened(steps: readonly NewStep[]): string[] {
  return steps.filter((s) => s.period !== null).map((s) => s.id);
}

function ofAssignments(state: ItemState, ids: readonly string[]): string[] {
  return Object.values(state.steps).filter((s) => s.period !== null && s.status === 'cancelled' && ids.includes(s.assignmentId)).map((s) => s.id);
}

/** What the event says of periods, by step or key. `state` is the one after it. */
function concerned(event: ItemEvent, state: ItemState): string[] {
  switch (event.type) {
    case 'ItemIssued':
      return event.data.recurrence === null ? [] : [RECURS];
    case 'ItemAmended':
      return [...(event.data.duty === undefined ? [] : [RECURS]), ...opened(event.data.addSteps), ...ofAssignments(state, event.data.dropAssignments)];
    case 'ItemClosed':
      return [CLOSED];
    case 'StepReturned':
      return [event.data.stepId, ...opened(event.data.goesOn?.step ? [event.data.goesOn.step] : [])];
    case 'PeriodOpened':
    case 'MemberJoined':
      return opened(event.data.steps);
    case 'AssignmentTransferred':
    case 'AssignmentPassedOn':
      return [...opened(event.data.steps), ...ofAssignments(state, [event.data.assignmentId])];
    case 'MemberLeft':
      return ofAssignments(state, [event.data.assignmentId]);
    case 'EntrySkipped':
      return event.data.duty === 'periods' ? [passedOver(event.data.rung)] : [];
    case 'StepSubmitted':
    case 'StepRecalled':
      return [event.data.stepId];
    case 'OverdueMarked':
      return event.data.stepId !== null && event.data.duty.startsWith('step:') ? [event.data.stepId] : [];
    case 'LatenessOverturned':
      return event.data.duty.startsWith('step:') ? [event.data.duty.slice('step:'.length)] : [];
    default:
      return [];
  }
}

/** Notes which event each period rests on, by its version; an item that never recurred notes nothing. */
export function periodEvents(before: ItemState | null, event: ItemEvent, state: ItemState, version: number): ItemState['periodEvents'] {
  const held = before?.periodEvents ?? {};
  if (state.recurrence === null && held[RECURS] === undefined) return held;
  const keys = concerned(event, state).filter((k) => k === RECURS || k === CLOSED || k.startsWith('periods/') || (state.steps[k]?.period ?? null) !== null);
  return keys.length === 0 ? held : { ...held, ...Object.fromEntries(keys.map((k) => [k, version])) };
}
