import type { Day, Instant } from '../../time/day';
import type { ItemEventData, TakenIn } from '../item.events';
import type { ItemOrigin, ItemState, NewDate, Pause, Step } from '../item.types';
import { isQuantified } from '../item.quantified';
import { assignmentOf, changeAssignment, changeStep, closePauses, isUnderWay, mapSteps, movedOn, pausesAt, rearmed, succeeded, withSteps } from './change';

export function itemIssued(data: ItemEventData['ItemIssued'], id: string, at: Instant, by: string | null): ItemState {
  const { assignments, steps } = data;
  const empty: ItemState = {
    id,
    planId: data.planId,
    planNumber: data.planNumber,
    policyId: data.policyId,
    number: data.number,
    title: data.title,
    category: data.category,
    content: data.content,
    quote: data.quote,
    place: data.place,
    officeUnitId: data.officeUnitId,
    supervisingUnitId: data.supervisingUnitId,
    conferenceUnitId: data.conferenceUnitId,
    otherVerification: data.otherVerification,
    period: data.period,
    deadline: data.deadline,
    deadlineText: data.deadlineText,
    recurrence: data.recurrence,
    dutyTemplate: data.dutyTemplate ?? null,
    recurringSince: at,
    openGroups: data.openGroups,
    groups: (data.groups ?? []).map((g) => ({ ...g, namedAt: at })),
    targets: data.targets,
    carriedFrom: data.carriedFrom,
    origins: originsIn(data),
    splitOff: [],
    upper: data.upper ?? null,

    version: 0,
    materialVersion: 0,
    lastAt: at,
    unitApprovals: null,
    issuedAt: at,
    firstDeadline: data.carriedFrom?.firstDeadline ?? data.deadline,
    waivedTargets: {},
    overlaps: [],
    figuresNotNeeded: data.figuresNotNeeded === true,
    quantified: isQuantified({ ...data, figuresNotNeeded: data.figuresNotNeeded === true }),
    quantifyFrom: at,
    assignments: Object.fromEntries(assignments.map((a) => [a.id, assignmentOf(a, at, by)])),
    steps: {},
    requests: {},
    papers: {},
    evidence: {},
    lateness: [],
    overdueDuties: {},
    fired: {},
    periodsOpened: [],
    periodEvents: {},
    suspended: null,
    suspensions: 0,
    pauses: [],
    reopenedAt: null,
    reopenings: 0,
    closed: null,
    outcomeFrom: null,
    readNotices: {},
  };
  return withSteps(empty, steps, at);
}

/** Of an item of before all origins were told, the one that it names. */
function originsIn({ origins, carriedFrom }: ItemEventData['ItemIssued']): ItemOrigin[] {
  return origins ?? (carriedFrom ? [{ ...carriedFrom, number: null, title: null, ended: true, by: null, amendment: null }] : []);
}

export function assignmentTransferred(state: ItemState, data: ItemEventData['AssignmentTransferred'], at: Instant, by: string | null): ItemState {
  const { assignmentId, to, steps, how } = data;
  const cancelled = movedOn(changeAssignment(state, assignmentId, { status: how, goesOnAs: to.id }), assignmentId, steps);
  const taken = { ...cancelled, assignments: { ...cancelled.assignments, [to.id]: assignmentOf(to, at, by) } };
  return withSteps(data.handOver === undefined ? taken : succeeded(taken, assignmentId, to.id), steps, at);
}

export function itemSuspended(state: ItemState, data: ItemEventData['ItemSuspended'], at: Instant): ItemState {
  const pause: Pause = { from: at, to: null, cause: 'suspension', annulled: false };
  const next = mapSteps(state, isUnderWay, (s) => ({ ...s, pauses: [...s.pauses, pause] }));
  const arming = state.suspensions + 1;
  return { ...next, suspended: { at, reason: data.reason, arming }, suspensions: arming, pauses: [...state.pauses, pause] };
}

export function itemResumed(state: ItemState, at: Instant): ItemState {
  const next = { ...state, suspended: null, pauses: closePauses(state.pauses, 'suspension', at, false) };
  return mapSteps(next, isUnderWay, (s) => rearmed(s, at, { pauses: closePauses(s.pauses, 'suspension', at, false), rungsRestUntil: s.rungsRestUntil }));
}

export function itemReopened(state: ItemState, data: ItemEventData['ItemReopened'], at: Instant): ItemState {
  const step = state.steps[data.stepId];
  if (!step) return state;
  const { day, goesOn } = data;
  const next = { ...state, closed: null, outcomeFrom: null, reopenedAt: at, reopenings: state.reopenings + 1 };
  const dates: NewDate[] = day === null ? [] : [{ day, by: 'reopening', requestId: null, grantedAt: at }];
  if (goesOn !== null) {
    const anew = changeStep(withSteps(next, [goesOn], at), goesOn.id, (s) => ({ ...s, pauses: [...s.pauses, ...pausesAt(state, goesOn.assignmentId, at)], extensions: [...s.extensions, ...dates] }));
    return changeAssignment(anew, goesOn.assignmentId, { status: 'active' });
  }
  const open = changeStep(next, step.id, (s) =>
    rearmed(s, at, {
      status: 'open',
      attempt: s.attempt + 1,
      attemptOpenedAt: at,
      attemptDay: null,
      approvals: [],
      pauses: [...s.pauses, ...pausesAt(state, s.assignmentId, at)],
      extensions: [...s.extensions, ...dates],
    }),
  );
  return changeAssignment(open, step.assignmentId, { status: 'active' });
}

export function itemClosed(state: ItemState, data: ItemEventData['ItemClosed'], at: Instant): ItemState {
  return { ...state, closed: { how: data.how, at, reason: data.reason, ...(data.carriedTo === undefined ? {} : { carriedTo: data.carriedTo }), ...(data.basis === undefined ? {} : { basis: data.basis }), ...(data.goesOnIn === undefined ? {} : { goesOnIn: data.goesOnIn }) }, suspended: null, pauses: closePauses(state.pauses, 'suspension', at, false) };
}

export function itemQuantified(state: ItemState, data: ItemEventData['ItemQuantified'], at: Instant): ItemState {
  const { targets, deadline, steps } = data;
  const next = withSteps(state, steps, at);
  return judged(state, at, {
    ...(deadline !== null && state.deadline === null ? dated(next, deadline, at) : next),
    targets: targets.length > 0 ? [...state.targets, ...targets] : state.targets,
    figuresNotNeeded: state.figuresNotNeeded || data.notNeeded !== null,
    deadline: state.deadline ?? deadline,
    firstDeadline: state.firstDeadline ?? deadline,
  });
}

/** Says of the next state whether it is quantified; where something was taken away, the days to give it count from now. */
function judged(before: ItemState, at: Instant, next: ItemState): ItemState {
  const quantified = isQuantified(next);
  return { ...next, quantified, quantifyFrom: before.quantified && !quantified ? at : next.quantifyFrom };
}

/** Gives the undated steps that deliver the item itself their date, which they know of from now on. */
function dated(state: ItemState, day: Day, at: Instant): ItemState {
  return mapSteps(state, (s) => s.basis === null && s.period === null && isUnderWay(s), (s) => ({ ...s, basis: { kind: 'date', day }, armedAt: at }));
}

/** Whether the step's day is the item's own: a step with a day of its own keeps it when the item's moves. */
function followsItem(step: Step, deadline: Day | null): boolean {
  if (step.period !== null || !isUnderWay(step) || step.basis?.kind === 'budget') return false;
  const amendedTo = step.extensions.filter((e) => e.by === 'amendment').at(-1);
  return (amendedTo ? amendedTo.day : (step.basis?.day ?? null)) === deadline;
}

/** Of all that it takes in the earliest first deadline holds, as for an item that a merge makes. */
function withTakenIn(state: ItemState, { origins, figures, upper }: TakenIn): ItemState {
  const from = new Map(figures.map((f) => [f.targetId, f.from]));
  const targets = state.targets.map((t) => ({ ...t, ...(from.has(t.id) ? { continues: [...(t.continues ?? []), ...from.get(t.id)!] } : {}) }));
  const [earliest = null] = [state.firstDeadline, ...origins.map((o) => o.firstDeadline)].filter((d) => d !== null).sort();
  return { ...state, targets, origins: [...state.origins, ...origins], firstDeadline: earliest, upper: state.upper ?? upper ?? null };
}

export function itemAmended(state: ItemState, data: ItemEventData['ItemAmended'], at: Instant, by: string | null): ItemState {
  let next: ItemState = { ...state, title: data.title ?? state.title, targets: data.targets ?? state.targets, outcomeFrom: data.addAssignments.length > 0 ? null : state.outcomeFrom };
  const { deadline: day } = data;
  if (day !== undefined) {
    next = mapSteps({ ...next, deadline: day, firstDeadline: state.firstDeadline ?? day }, (s) => followsItem(s, state.deadline), (s) =>
      rearmed(s, at, { extensions: [...s.extensions, { day, by: 'amendment', requestId: null, grantedAt: at }], attemptDay: null }),
    );
  }
  for (const { stepId, day: own } of data.steps ?? []) {
    next = changeStep(next, stepId, (s) => rearmed(s, at, { extensions: [...s.extensions, { day: own, by: 'amendment', requestId: null, grantedAt: at }], attemptDay: null }));
  }
  if (data.duty !== undefined) next = { ...next, recurrence: data.duty.recurrence, dutyTemplate: data.duty.template, recurringSince: at };
  const named = (data.addGroups ?? []).map((g) => ({ ...g, namedAt: at }));
  if (named.length > 0) next = { ...next, groups: [...next.groups, ...named] };
  const added = Object.fromEntries(data.addAssignments.map((a) => [a.id, assignmentOf(a, at, by)]));
  next = withSteps({ ...next, assignments: { ...next.assignments, ...added } }, data.addSteps, at);
  if (data.splitOff) next = { ...next, splitOff: [...next.splitOff, ...data.splitOff] };
  if (data.takesIn) next = withTakenIn(next, data.takesIn);
  for (const id of data.dropAssignments) {
    next = changeAssignment(next, id, { status: 'dropped' });
    next = mapSteps(next, (s) => s.assignmentId === id && isUnderWay(s), (s) => ({ ...s, status: 'cancelled', inApproval: null }));
  }
  return judged(state, at, next);
}
