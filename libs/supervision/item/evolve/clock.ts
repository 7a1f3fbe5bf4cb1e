import type { ItemEvent } from '../item.events';
import { presentLateness } from '../item.lateness';
import type { ItemState, StepMarks } from '../item.types';
import { changeStep, fire, withSteps } from './change';

/** Events that the clock brings about; each fires its agenda entry. */
export type ClockEvent = Extract<
  ItemEvent,
  { type: 'BehindMarked' | 'DueSoonMarked' | 'OverdueMarked' | 'RedMarked' | 'ReminderIssued' | 'DutyEscalated' | 'EntrySkipped' | 'PaperDrafted' | 'PeriodOpened' }
>;

function marked(state: ItemState, stepId: string, change: (marks: StepMarks) => Partial<StepMarks>): ItemState {
  return changeStep(state, stepId, (s) => ({ ...s, marks: { ...s.marks, ...change(s.marks) } }));
}

export function clockTicked(before: ItemState, event: ClockEvent): ItemState {
  const at = event.meta.recordedAt;
  const dueAt = event.meta.dueAt ?? at;
  const state = fire(before, event.data, at);
  switch (event.type) {
    case 'BehindMarked':
      return marked(state, event.data.stepId, () => ({ behind: dueAt }));
    case 'DueSoonMarked':
      return marked(state, event.data.stepId, () => ({ dueSoon: dueAt }));
    case 'OverdueMarked':
      return overdue(state, event, dueAt);
    case 'RedMarked':
      return marked(state, event.data.stepId, (m) => ({ red: m.red ?? dueAt }));
    case 'PaperDrafted': {
      const { paperId, paper, assignmentId, stepId, to, arming } = event.data;
      const drafted = { id: paperId, kind: paper, assignmentId, stepId, arming, draftedAt: at, status: 'drafted' as const, settledAt: null, signedBy: null, answer: null, to };
      return { ...state, papers: { ...state.papers, [paperId]: drafted } };
    }
    case 'PeriodOpened':
      // Open since it was due: a timer that ran late shortens nobody's period and makes nobody late later.
      return withSteps({ ...state, periodsOpened: [...state.periodsOpened, event.data.period] }, event.data.steps, dueAt);
    case 'ReminderIssued':
    case 'DutyEscalated':
    case 'EntrySkipped':
      return state;
  }
}

function overdue(state: ItemState, event: Extract<ItemEvent, { type: 'OverdueMarked' }>, dueAt: string): ItemState {
  const { duty, arming, stepId } = event.data;
  const noted = (): ItemState => ({ ...state, overdueDuties: { ...state.overdueDuties, [`${duty}/${arming}`]: dueAt } });
  if (stepId === null) return noted();
  // A yellow paper left unanswered turns the step red.
  if (duty.startsWith('answer:')) return marked(noted(), stepId, (m) => ({ red: m.red ?? dueAt }));
  const step = state.steps[stepId];
  if (!step) return state;
  const next = marked(state, stepId, () => ({ overdue: dueAt }));
  if (presentLateness(state, step)) return next;
  const found = { duty, arming, dueAt, datesBefore: step.extensions.length, recordedAt: event.meta.recordedAt, overturned: null };
  return { ...next, lateness: [...state.lateness, found] };
}
