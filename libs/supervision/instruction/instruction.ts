import type { DomainEvent } from '../event';
import { FOLLOWED, FOLLOWED_WORDS, foldSteps, unitsOfStep } from '../proceeding/followed-step';
import { dutiesOfSteps, isLate, latenessesOfSteps } from '../proceeding/followed-step.duties';
import { noticesOfSteps } from '../proceeding/followed-step.notices';
import type { ProceedingDuty, ProceedingKind, ProceedingNotice, ProceedingSight, ProceedingSummary } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf } from '../time/day';
import { INSTRUCTION_HAND_OVER } from './instruction.hand-over';
import { decideInstruction, openInstruction, standingOf } from './instruction.decide';
import type { InstructionCommand, InstructionEventData, InstructionState } from './instruction.events';

export type { InstructionCommand, InstructionState } from './instruction.events';

function fold(state: InstructionState, event: DomainEvent): InstructionState {
  const at = event.meta.recordedAt;
  switch (event.type as keyof InstructionEventData) {
    case 'FurtherInstructed':
      return { ...state, round: state.round + 1, restingSince: at, further: [...state.further, { at, text: (event.data as InstructionEventData['FurtherInstructed']).text, round: state.round + 1, stepIds: [] }] };
    case 'FeedbackGiven':
      return { ...state, feedback: { at, text: (event.data as InstructionEventData['FeedbackGiven']).text, round: state.round } };
    case 'InstructionClosed':
      return { ...state, closed: { at, how: 'read', reason: (event.data as InstructionEventData['InstructionClosed']).text } };
    case 'StepSet':
      // What is given out afterwards asks for feedback of its own.
      if (state.feedback?.round === state.round) return { ...state, steps: foldSteps(state.steps, event), restingSince: at, round: state.round + 1 };
      return { ...state, steps: foldSteps(state.steps, event), restingSince: at, further: state.further.map((f) => (f.round === state.round ? { ...f, stepIds: [...f.stepIds, (event.data as { stepId: string }).stepId] } : f)) };
    default:
      return { ...state, steps: foldSteps(state.steps, event), restingSince: at };
  }
}

/** The steps; then the office's feedback; then the leader's reading. */
function duties(state: InstructionState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  if (state.closed) return [];
  const owed = dutiesOfSteps(state, state.steps, span, roster);
  const standing = standingOf(state);
  const arming = state.round;
  if (standing === 'feedbackDue') {
    const rules = rulesOfUnit(span, roster, state.officeUnitId);
    const returns = Object.values(state.steps).reduce((sum, s) => sum + s.arming, 0);
    owed.push({ id: `feedback:${Object.keys(state.steps).length}:${returns}`, kind: 'feedback', arming, owedBy: { unitId: state.officeUnitId, personId: null, post: 'office' }, since: state.restingSince, day: span.calendar.addWorkingDays(dayOf(state.restingSince), rules.outcomeWorkingDays), restUntil: null, rules, subject: null });
  }
  if (standing === 'withLeader' && state.feedback) {
    const { unitId, personId } = state.leader;
    const rules = rulesOfUnit(span, roster, unitId);
    owed.push({ id: 'read', kind: 'read', arming, owedBy: { unitId, personId, post: 'leader' }, since: state.feedback.at, day: span.calendar.addWorkingDays(dayOf(state.feedback.at), rules.verifyWorkingDays), restUntil: null, rules, subject: null });
  }
  return owed;
}

function notices(event: DomainEvent, state: InstructionState, roster: Roster): ProceedingNotice[] {
  const ofSteps = noticesOfSteps(event, state, state.steps, roster);
  if (ofSteps) return ofSteps;
  const id = `v${state.version}`;
  const office = { unitId: state.officeUnitId, post: 'office' as const, personId: null, why: 'informed' as const };
  switch (event.type as keyof InstructionEventData) {
    case 'InstructionGiven':
      return [{ id, kind: 'instructed', to: [office], text: state.text, deadline: null, subject: null }];
    case 'FurtherInstructed':
      return [{ id, kind: 'instructed', to: [office], text: state.further.at(-1)?.text ?? null, deadline: null, subject: null }];
    case 'FeedbackGiven':
      return [{ id, kind: 'feedback', to: [{ unitId: state.leader.unitId, post: 'leader', personId: state.leader.personId, why: 'ruling' }], text: state.feedback?.text ?? null, deadline: null, subject: null }];
    case 'InstructionClosed':
      return [{ id, kind: 'closed', to: [office], text: state.closed?.reason ?? null, deadline: null, subject: null }];
    default:
      return [];
  }
}

function summary(state: InstructionState): ProceedingSummary {
  const steps = Object.values(state.steps);
  return {
    status: state.closed?.how ?? standingOf(state),
    unitIds: [...new Set([state.officeUnitId, state.leader.unitId, ...steps.filter((s) => s.status !== 'dropped').flatMap(unitsOfStep)])],
    facts: { aboutKind: state.about.kind, aboutRef: state.about.ref, leaderId: state.leader.personId, recorded: state.recorded, steps: steps.length, lateSteps: steps.filter((s) => isLate(s, state)).length, rounds: state.round },
    about: (state.about.kind === 'item' || state.about.kind === 'difficulty') && state.about.ref !== null ? [`${state.about.kind}/${state.about.ref}`] : [],
    text: [state.title, state.text, ...state.further.map((f) => f.text), state.feedback?.text ?? ''].join(' '),
  };
}

/** A unit sees the instruction and its own part: its steps, and what was instructed further for them. What others do, and the feedback, is between the office and the leader. */
function view(state: InstructionState, sight: ProceedingSight) {
  const { text, about, leader, recorded, steps, further, feedback, officeUnitId } = state;
  const whole = sight.kind === 'all' || sight.unitIds.some((u) => u === officeUnitId || u === leader.unitId);
  const shown = Object.values(steps).filter((s) => whole || (sight.kind === 'units' && sight.unitIds.includes(s.unitId)));
  const told = further.filter((f) => whole || shown.some((s) => f.stepIds.includes(s.id))).map(({ at, text: words }) => ({ at, text: words }));
  return { text, about, leader, recorded, steps: shown.map((s) => ({ ...s, late: isLate(s, state) })), further: told, feedback: whole ? feedback : null, round: state.round };
}

export const INSTRUCTION: ProceedingKind<InstructionState, InstructionCommand> = {
  name: 'instruction',
  words: { zh: '批示件', en: 'instruction' },
  material: { ...FOLLOWED, InstructionGiven: true, FurtherInstructed: true, FeedbackGiven: true, InstructionClosed: true },
  eventWords: {
    ...FOLLOWED_WORDS,
    InstructionGiven: { zh: '批示', en: 'instructed' },
    FurtherInstructed: { zh: '再次批示', en: 'instructed further' },
    FeedbackGiven: { zh: '反馈', en: 'fed back' },
    InstructionClosed: { zh: '阅结', en: 'read and closed' },
  },
  afterClose: new Set(),
  begin(event) {
    return { ...(event.data as InstructionEventData['InstructionGiven']), steps: {}, round: 1, further: [], feedback: null, restingSince: event.meta.recordedAt };
  },
  fold,
  open: openInstruction,
  decide: decideInstruction,
  consequences: () => [],
  duties,
  moments: () => [],
  handsOver: INSTRUCTION_HAND_OVER,
  notices,
  summary,
  steps: (state) => state.steps,
  latenesses: (state) => latenessesOfSteps(state, state.steps),
  view,
};
