import type { DomainEvent } from '../event';
import type { NoticeKind } from '../notice-kind';
import { FOLLOWED, FOLLOWED_WORDS, openSteps, unitsOfStep } from '../proceeding/followed-step';
import { dutiesOfSteps, isLate, latenessesOfSteps } from '../proceeding/followed-step.duties';
import { noticesOfSteps } from '../proceeding/followed-step.notices';
import type { ProceedingDuty, ProceedingKind, ProceedingNotice, ProceedingSight, ProceedingSummary } from '../proceeding/proceeding';
import { stepsHandOver } from '../proceeding/step-hand-over';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf, latest } from '../time/day';
import { consequencesOfMeeting, decideMeeting, openMeeting } from './meeting.decide';
import type { MeetingCommand, MeetingState } from './meeting.events';
import { beginMeeting, foldMeeting } from './meeting.evolve';

export type { MeetingCommand, MeetingState } from './meeting.events';

/** To hold it (or move it), to record what was decided and the minutes, and the steps. A difficulty's steps are owed in the difficulty. */
function duties(state: MeetingState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  if (state.closed) return [];
  const rules = rulesOfUnit(span, roster, state.officeUnitId);
  const office = { owedBy: { unitId: state.officeUnitId, personId: null, post: 'office' as const }, rules, restUntil: null, subject: null };
  if (!state.held) return [{ id: 'hold', kind: 'hold', arming: state.moves + 1, ...office, since: state.movedAt, day: state.day }];
  const after = span.calendar.addWorkingDays(dayOf(state.held.at), rules.outcomeWorkingDays);
  const owed = dutiesOfSteps(state, state.steps, span, roster);
  if (!state.minutes) owed.push({ id: 'minutes', kind: 'minutes', arming: 1, ...office, since: state.held.at, day: after });
  for (const matter of Object.values(state.matters)) {
    if (matter.status === 'open') owed.push({ id: `decide:${matter.id}`, kind: 'decide', arming: 1, ...office, since: latest(state.held.at), day: after, subject: matter.id });
  }
  return owed;
}

function notices(event: DomainEvent, state: MeetingState, roster: Roster): ProceedingNotice[] {
  const ofSteps = noticesOfSteps(event, state, state.steps, roster);
  if (ofSteps) return ofSteps;
  const kinds: Readonly<Record<string, NoticeKind | undefined>> = { MeetingCalled: 'called', MeetingMoved: 'moved', MeetingCancelled: 'cancelled', MinutesRecorded: 'minutes' };
  const kind = kinds[event.type];
  const to = [...new Set([...state.memberUnitIds, ...(state.conferenceUnitId === null ? [] : [state.conferenceUnitId])])];
  if (kind === undefined || to.length === 0) return [];
  const text = event.type === 'MinutesRecorded' ? (state.minutes?.text ?? null) : `${state.title} ${state.day}`;
  return [{ id: `v${state.version}`, kind, to: to.map((unitId) => ({ unitId, post: 'liaison', personId: null, why: 'informed' })), text, deadline: event.type === 'MeetingCalled' || event.type === 'MeetingMoved' ? state.day : null, subject: null }];
}

function status(state: MeetingState): string {
  if (state.closed) return state.closed.how;
  if (!state.held) return 'called';
  return Object.values(state.matters).some((m) => m.status === 'open') || !state.minutes ? 'held' : 'followed';
}

function summary(state: MeetingState): ProceedingSummary {
  const matters = Object.values(state.matters);
  const decisions = matters.flatMap((m) => m.decisions);
  const steps = Object.values(state.steps);
  const units = [state.officeUnitId, state.conferenceUnitId, ...state.memberUnitIds, ...steps.filter((s) => s.status !== 'dropped').flatMap(unitsOfStep), ...decisions.map((d) => d.unitId)];
  return {
    status: status(state),
    unitIds: [...new Set(units.filter((u): u is string => u !== null))],
    facts: {
      meetingKind: state.meetingKind,
      number: state.number,
      day: state.held?.day ?? state.day,
      matters: matters.length,
      decisions: decisions.length,
      openDecisions: openSteps(state.steps).length + matters.filter((m) => m.status === 'decided' && m.difficultyId !== null).length,
      lateSteps: steps.filter((s) => isLate(s, state)).length,
    },
    about: matters.flatMap(({ difficultyId, status: stands }) => (difficultyId === null || stands === 'withdrawn' ? [] : [`difficulty/${difficultyId}`])),
    text: [state.title, state.meetingKind, state.number ?? '', ...matters.map((m) => `${m.title} ${m.outcome ?? ''}`), state.minutes?.text ?? ''].join(' '),
  };
}

/** Members see the meeting; a unit that is only to carry something out sees the agenda, and of decisions its own. */
function view(state: MeetingState, sight: ProceedingSight) {
  const { meetingKind, number, day, place, memberUnitIds, matters, steps, held, minutes } = state;
  const whole = sight.kind === 'all' || sight.unitIds.some((u) => u === state.officeUnitId || u === state.conferenceUnitId || memberUnitIds.includes(u) || held?.presentUnitIds.includes(u));
  const mine = (unitId: string): boolean => whole || (sight.kind === 'units' && sight.unitIds.includes(unitId));
  return {
    meetingKind,
    number,
    day,
    place,
    memberUnitIds,
    held,
    minutes: whole ? minutes : null,
    matters: Object.values(matters).map((m) => ({ ...m, text: whole ? m.text : '', outcome: whole ? m.outcome : null, decisions: m.decisions.filter((d) => mine(d.unitId)) })),
    steps: Object.values(steps).filter((s) => mine(s.unitId)).map((s) => ({ ...s, late: isLate(s, state) })),
  };
}

export const MEETING: ProceedingKind<MeetingState, MeetingCommand> = {
  name: 'meeting',
  words: { zh: '会议', en: 'meeting' },
  material: { ...FOLLOWED, MeetingCalled: true, MatterAdded: true, MatterWithdrawn: true, MeetingMoved: true, MeetingHeld: true, MatterDecided: true, MatterSettled: false, MinutesRecorded: true, MeetingCancelled: true, MeetingClosed: true },
  eventWords: {
    ...FOLLOWED_WORDS,
    MeetingCalled: { zh: '召集会议', en: 'called' },
    MatterAdded: { zh: '列入议题', en: 'matter added' },
    MatterWithdrawn: { zh: '撤下议题', en: 'matter withdrawn' },
    MeetingMoved: { zh: '改期', en: 'moved' },
    MeetingHeld: { zh: '已召开', en: 'held' },
    MatterDecided: { zh: '议定', en: 'decided' },
    MatterSettled: { zh: '议定事项办结', en: 'settled' },
    MinutesRecorded: { zh: '形成纪要', en: 'minutes recorded' },
    MeetingCancelled: { zh: '取消', en: 'cancelled' },
    MeetingClosed: { zh: '全部办结', en: 'closed' },
  },
  afterClose: new Set(),
  begin: beginMeeting,
  fold: foldMeeting,
  open: openMeeting,
  decide: decideMeeting,
  consequences: consequencesOfMeeting,
  duties,
  moments: () => [],
  handsOver: stepsHandOver(),
  notices,
  summary,
  steps: (state) => state.steps,
  latenesses: (state) => latenessesOfSteps(state, state.steps),
  view,
};
