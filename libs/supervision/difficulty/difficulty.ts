import type { DomainEvent, NewDomainEvent } from '../event';
import type { ProceedingContext, ProceedingDecision, ProceedingDuty, ProceedingKind, ProceedingNotice, ProceedingState, ToldOne } from '../proceeding/proceeding';
import { dayProblem, decideStep, dutiesOfSteps, FOLLOWED, FOLLOWED_WORDS, foldSteps, isLate, isOffice, personOf, rulesOfUnit, says, unitOf, type FollowedCommand, type FollowedEventData, type Steps } from '../proceeding/followed-step';
import { stepsHandOver } from '../proceeding/step-hand-over';
import { reject } from '../rejection';
import { dayOf, type Day, type Instant } from '../time/day';

/** Where a difficulty was heard of. */
export interface DifficultySource {
  kind: 'item' | 'visit' | 'survey' | 'other';
  /** Id of the item or visit, or words. */
  ref: string | null;
}

/** A difficulty (困难问题): raised, coordinated by a unit with a deadline, carried to the joint conference where that is not enough. */
export interface DifficultyState extends ProceedingState {
  text: string;
  source: DifficultySource;
  /** Unit, or reform unit, that has the difficulty; in words where it is no unit of the roster. */
  ofUnitId: string | null;
  ofName: string | null;
  raisedBy: { personId: string; unitId: string | null };
  steps: Steps;
  /** Set while the conference has it. */
  conference: { since: Instant; reason: string; arming: number } | null;
  conferences: number;
  /** Moment of the newest material event: from then on nobody has it but the office. */
  restingSince: Instant;
  /** How it was solved, for who looks for a case like theirs. */
  solution: string | null;
}

export type DifficultyEventData = FollowedEventData & {
  DifficultyRaised: { title: string; text: string; source: DifficultySource; ofUnitId: string | null; ofName: string | null; planId: string | null; policyId: string; officeUnitId: string; supervisingUnitId: string | null; conferenceUnitId: string | null };
  CarriedToConference: { reason: string };
  ConferenceDecided: { text: string; personId: string };
  DifficultySolved: { solution: string; personId: string };
  DifficultyLeft: { reason: string; personId: string };
};

export type DifficultyCommand =
  | FollowedCommand
  | ({ type: 'raise' } & DifficultyEventData['DifficultyRaised'])
  /** The office has a unit coordinate it by a day. */
  | { type: 'coordinate'; unitId: string; text: string; day: Day }
  | { type: 'carryToConference'; reason: string }
  /** What the conference decided; each decision becomes a followed step. */
  | { type: 'recordDecision'; text: string; decisions: { unitId: string; text: string; day: Day }[] }
  | { type: 'solve'; solution: string }
  | { type: 'leave'; reason: string };

function status(state: DifficultyState): string {
  if (state.closed) return state.closed.how;
  if (state.conference) return 'atConference';
  return Object.values(state.steps).some((s) => s.status === 'open' || s.status === 'done') ? 'coordinated' : 'raised';
}

const underWay = (state: DifficultyState): boolean => Object.values(state.steps).some((s) => s.status === 'open' || s.status === 'done');

function fold(state: DifficultyState, event: DomainEvent): DifficultyState {
  const at = event.meta.recordedAt;
  switch (event.type) {
    case 'CarriedToConference': {
      const { reason } = event.data as DifficultyEventData['CarriedToConference'];
      return { ...state, conferences: state.conferences + 1, conference: { since: at, reason, arming: state.conferences + 1 } };
    }
    case 'ConferenceDecided':
      return { ...state, conference: null, restingSince: at };
    case 'DifficultySolved':
      return { ...state, conference: null, solution: (event.data as DifficultyEventData['DifficultySolved']).solution, closed: { at, how: 'solved', reason: null } };
    case 'DifficultyLeft':
      return { ...state, conference: null, closed: { at, how: 'unsolved', reason: (event.data as DifficultyEventData['DifficultyLeft']).reason } };
    default:
      return { ...state, steps: foldSteps(state.steps, event), restingSince: at };
  }
}

/** A step's number within the difficulty: never used twice. */
function nextStepId(state: DifficultyState, n = 1): string {
  return `s${Object.keys(state.steps).length + n}`;
}

function decide(state: DifficultyState, command: DifficultyCommand, context: ProceedingContext): ProceedingDecision {
  const personId = personOf(context);
  const knows = (unitId: string): boolean => Object.hasOwn(context.rules.roster.units, unitId) && context.rules.roster.units[unitId]?.until === null;
  switch (command.type) {
    case 'raise':
      throw new Error('a difficulty is raised once');
    case 'nameStepPerson':
    case 'doStep':
    case 'takeStep':
    case 'sendBackStep':
      return decideStep(state, state.steps, command, context);
    case 'coordinate': {
      if (!isOffice(state, context)) return reject('not-the-office');
      if (!knows(command.unitId)) return reject('unit-unknown', { field: 'unitId' });
      if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
      const problem = dayProblem(command.day, 'day', context);
      if (problem) return problem;
      return [{ type: 'StepSet', data: { stepId: nextStepId(state), unitId: command.unitId, text: command.text, day: command.day } }];
    }
    case 'carryToConference':
      if (!isOffice(state, context)) return reject('not-the-office');
      if (state.conference) return [];
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return [{ type: 'CarriedToConference', data: { reason: command.reason } }];
    case 'recordDecision': {
      if (!isOffice(state, context) && unitOf(context) !== state.conferenceUnitId) return reject('not-the-office');
      if (!state.conference) return reject('not-at-conference');
      if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
      for (const [i, d] of command.decisions.entries()) {
        if (!knows(d.unitId)) return reject('unit-unknown', { field: `decisions[${i}].unitId` });
        const problem = dayProblem(d.day, `decisions[${i}].day`, context);
        if (problem) return problem;
      }
      const steps: NewDomainEvent[] = command.decisions.map((d, i) => ({ type: 'StepSet', data: { stepId: nextStepId(state, i + 1), ...d } }));
      return [{ type: 'ConferenceDecided', data: { text: command.text, personId } }, ...steps];
    }
    case 'solve':
      if (!isOffice(state, context)) return reject('not-the-office');
      if (underWay(state)) return reject('steps-open');
      if (!says(command.solution)) return reject('nothing-substantial', { field: 'solution' });
      return [{ type: 'DifficultySolved', data: { solution: command.solution, personId } }];
    case 'leave':
      if (!isOffice(state, context)) return reject('not-the-office');
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return [...droppedSteps(state, command.reason), { type: 'DifficultyLeft', data: { reason: command.reason, personId } }];
  }
}

function droppedSteps(state: DifficultyState, reason: string): NewDomainEvent[] {
  return Object.values(state.steps).filter((s) => s.status === 'open' || s.status === 'done').map((s) => ({ type: 'StepDropped', data: { stepId: s.id, reason } }));
}

function duties(state: DifficultyState, span: Parameters<ProceedingKind['duties']>[1], roster: Parameters<ProceedingKind['duties']>[2]): ProceedingDuty[] {
  if (state.closed) return [];
  const owed = dutiesOfSteps(state, state.steps, span, roster);
  const office = { unitId: state.officeUnitId, personId: null, post: 'office' as const };
  const rules = rulesOfUnit(span, roster, state.officeUnitId);
  if (state.conference) {
    const { since, arming } = state.conference;
    const owedBy = state.conferenceUnitId === null ? office : { unitId: state.conferenceUnitId, personId: null, post: 'leader' as const };
    owed.push({ id: 'decide', kind: 'decide', arming, owedBy, since, day: span.calendar.addWorkingDays(dayOf(since), rules.suspensionReviewWorkingDays), restUntil: null, rules, subject: null });
  } else if (owed.length === 0) {
    // Nobody has it: the office sees to it that somebody coordinates it, carries it on, or says that it is solved.
    const last = Object.keys(state.steps).length;
    const returns = Object.values(state.steps).reduce((sum, s) => sum + s.arming, 0);
    owed.push({ id: `settle:${last}:${returns}:${state.conferences}`, kind: 'settle', arming: 1, owedBy: office, since: state.restingSince, day: span.calendar.addWorkingDays(dayOf(state.restingSince), rules.outcomeWorkingDays), restUntil: null, rules, subject: null });
  }
  return owed;
}

function notices(event: DomainEvent, state: DifficultyState): ProceedingNotice[] {
  const office: ToldOne = { unitId: state.officeUnitId, post: 'office', personId: null, why: 'informed' };
  const id = `v${state.version}`;
  switch (event.type) {
    case 'DifficultyRaised':
      return [{ id, kind: 'raised', to: [{ ...office, why: 'ruling' }], text: state.text, deadline: null, subject: null }];
    case 'StepSet': {
      const { stepId, unitId, text, day } = event.data as FollowedEventData['StepSet'];
      return [{ id: `set.${stepId}`, kind: 'assigned', to: [{ unitId, post: 'liaison', personId: null, why: 'assignee' }], text, deadline: day, subject: stepId }];
    }
    case 'StepDone':
      return [{ id, kind: 'submitted', to: [{ ...office, why: 'verifier' }], text: (event.data as FollowedEventData['StepDone']).text, deadline: null, subject: (event.data as FollowedEventData['StepDone']).stepId }];
    case 'StepSentBack': {
      const { stepId, reason, day } = event.data as FollowedEventData['StepSentBack'];
      const unitId = state.steps[stepId]?.unitId ?? state.officeUnitId;
      return [{ id, kind: 'returned', to: [{ unitId, post: 'liaison', personId: null, why: 'assignee' }], text: reason, deadline: day, subject: stepId }];
    }
    case 'CarriedToConference':
      return state.conferenceUnitId === null ? [] : [{ id, kind: 'requested', to: [{ unitId: state.conferenceUnitId, post: 'leader', personId: null, why: 'ruling' }], text: state.conference?.reason ?? null, deadline: null, subject: null }];
    case 'DifficultySolved':
    case 'DifficultyLeft': {
      const to = [state.ofUnitId, state.raisedBy.unitId].filter((u, i, all): u is string => u !== null && all.indexOf(u) === i);
      return to.length === 0 ? [] : [{ id, kind: 'closed', to: to.map((unitId) => ({ unitId, post: 'liaison', personId: null, why: 'informed' })), text: state.solution ?? state.closed?.reason ?? null, deadline: null, subject: null }];
    }
    default:
      return [];
  }
}

export const DIFFICULTY: ProceedingKind<DifficultyState, DifficultyCommand> = {
  name: 'difficulty',
  words: { zh: '困难问题', en: 'difficulty' },
  material: { ...FOLLOWED, DifficultyRaised: true, CarriedToConference: true, ConferenceDecided: true, DifficultySolved: true, DifficultyLeft: true },
  eventWords: {
    ...FOLLOWED_WORDS,
    DifficultyRaised: { zh: '提出困难问题', en: 'raised' },
    CarriedToConference: { zh: '提交联席会议', en: 'carried to the conference' },
    ConferenceDecided: { zh: '联席会议议定', en: 'decided by the conference' },
    DifficultySolved: { zh: '已解决', en: 'solved' },
    DifficultyLeft: { zh: '未解决，结束', en: 'left unsolved' },
  },
  afterClose: new Set(),
  begin(event) {
    const { title, text, source, ofUnitId, ofName, ...of } = event.data as DifficultyEventData['DifficultyRaised'];
    const { actor } = event.meta;
    const raisedBy = { personId: actor.kind === 'person' ? actor.personId : actor.name, unitId: actor.kind === 'person' ? actor.unitId : null };
    return { title, text, source, ofUnitId, ofName, ...of, raisedBy, steps: {}, conference: null, conferences: 0, restingSince: event.meta.recordedAt, solution: null };
  },
  fold,
  open(command) {
    if (command.type !== 'raise') throw new Error('a difficulty begins by being raised');
    const { type: _type, ...data } = command;
    if (!says(data.title)) return reject('nothing-substantial', { field: 'title' });
    if (!says(data.text)) return reject('nothing-substantial', { field: 'text' });
    return [{ type: 'DifficultyRaised', data }];
  },
  decide,
  consequences: () => [],
  duties,
  moments: () => [],
  handsOver: stepsHandOver(),
  notices,
  summary: (state) => ({
    status: status(state),
    unitIds: [...new Set([state.officeUnitId, ...(state.ofUnitId === null ? [] : [state.ofUnitId]), ...(state.raisedBy.unitId === null ? [] : [state.raisedBy.unitId]), ...Object.values(state.steps).filter((s) => s.status !== 'dropped').flatMap((s) => [s.unitId, ...s.former.map((f) => f.unitId)])])],
    facts: { sourceKind: state.source.kind, sourceRef: state.source.ref, ofName: state.ofName, steps: Object.keys(state.steps).length, solution: state.solution },
    text: [state.title, state.text, state.ofName ?? '', state.solution ?? ''].join(' '),
  }),
  view: ({ text, source, ofUnitId, ofName, raisedBy, steps, conference, solution, ...state }) => ({
    text,
    source,
    ofUnitId,
    ofName,
    raisedBy,
    steps: Object.values(steps).map((s) => ({ ...s, late: isLate(s, state) })),
    conference,
    solution,
  }),
};
