import type { Instant } from '../../time/day';
import type { ItemEvent } from '../item.events';
import type { ItemState, Paper } from '../item.types';
import { changePaper, changeStep } from './change';

/** Since when a paper lacks its answer; null where it is not marked so, or was answered before the moment that the mark is of, whenever that was recorded. */
export function unansweredSince({ overdueDuties }: Pick<ItemState, 'overdueDuties'>, { id, answer }: Pick<Paper, 'id' | 'answer'>): Instant | null {
  const marks = Object.entries(overdueDuties).flatMap(([key, dueAt]) => (key.startsWith(`answer:${id}/`) && (answer === null || answer.at >= dueAt) ? [dueAt] : []));
  return marks.sort()[0] ?? null;
}

/** An answer that came in time and was recorded late takes back the red that its lack had brought; a step past its own grace stays red by that. */
export function paperAnswered(state: ItemState, event: Extract<ItemEvent, { type: 'PaperAnswered' }>): ItemState {
  const { paperId, personId, text } = event.data;
  const next = changePaper(state, paperId, { answer: { at: event.meta.occurredAt, personId, text } });
  const [before, after] = [state.papers[paperId], next.papers[paperId]];
  if (!before || !after || unansweredSince(state, before) === null || unansweredSince(next, after) !== null) return next;
  return changeStep(next, after.stepId, (s) => (s.arming === after.arming ? { ...s, marks: { ...s.marks, red: state.fired[`step:${s.id}/${s.arming}`]?.['red'] ?? null } } : s));
}
