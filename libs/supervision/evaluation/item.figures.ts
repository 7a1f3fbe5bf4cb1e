import { evolveItem, ITEM_STREAM } from '../item/item.evolve';
import type { ItemEvent } from '../item/item.events';
import { presentLateness } from '../item/item.lateness';
import { isMet, reached } from '../item/item.reached';
import type { ItemState } from '../item/item.types';
import { dayOf, type Day, type Instant } from '../time/day';
import { dayOfEvent, knownOf } from './as-of';
import { endedDay, eventRef, isWithin, type Count, type Period } from './counting';
import type { FigureName } from './figure.names';

const STEP = 'step:';

/** One item's events, up to the version that is counted. */
export interface CountedItem {
  itemId: string;
  events: readonly ItemEvent[];
}

/** What an item's events say that its state does not. */
interface Noted {
  /** Of the whole item, each with its own day. */
  lateness: { index: number; day: Day; ref: string }[];
  reds: { duty: string; arming: number; stepId: string; day: Day; ref: string }[];
  returns: { stepId: string; at: Instant; ref: string }[];
  papers: { paperId: string; at: Instant; ref: string }[];
  extensions: { assignmentId: string; at: Instant; ref: string }[];
  /** Submissions that were recalled: while one lay with its verifier the clock marked nothing. */
  recalls: { stepId: string; from: Instant; to: Instant }[];
}

/** What the events that are known of the period say, which its state at the end does not. */
interface NotedThen {
  /** By assignment: the event that gave it, and the last one that completed it. */
  given: Map<string, string>;
  completed: Map<string, { ref: string; at: Instant }>;
  /** By step: the submission that was accepted in the end. */
  accepted: Map<string, { ref: string; at: Instant }>;
  /** By target: the event that set it, and the last that gave it a value. */
  targetSet: Map<string, string>;
  targetValue: Map<string, string>;
}

type NamedItemEvent = { event: ItemEvent; ref: string };

/** Counts one item: what its state at the end of the period says of assignments, steps and targets, and what its events say of all else. */
export function countItem({ itemId, events }: CountedItem, period: Period, count: Count): void {
  const named = events.map((event, i): NamedItemEvent => ({ event, ref: eventRef(ITEM_STREAM + itemId, i + 1) }));
  const noted: Noted = { lateness: [], reds: [], returns: [], papers: [], extensions: [], recalls: [] };
  let state: ItemState | null = null;
  for (const { event, ref } of named) {
    const before: ItemState | null = state;
    state = evolveItem(before, event, itemId);
    note(noted, before, state, event, ref);
  }
  if (state === null) return;
  tell(noted, state, period, count);
  const { then, noted: notedThen } = stateThen(named, itemId, period);
  if (then !== null) tellThen(notedThen, then, period, count);
}

/** The item as it stood at the end of the period, with what was put right in that since. */
function stateThen(named: readonly NamedItemEvent[], itemId: string, period: Period): { then: ItemState | null; noted: NotedThen } {
  const noted: NotedThen = { given: new Map(), completed: new Map(), accepted: new Map(), targetSet: new Map(), targetValue: new Map() };
  let then: ItemState | null = null;
  for (const { event, ref } of knownOf(named, period, ({ event: { type } }) => CORRECTIVE.has(type))) {
    if (dayOfEvent(event) > period.to && !(then !== null && correctsThen(then, event))) continue;
    const before: ItemState | null = then;
    then = evolveItem(before, event, itemId);
    noteThen(noted, before, then, event, ref);
  }
  return { then, noted };
}

/** What takes back an acceptance, a lateness or a value, whenever it comes. Returns and papers are told with what became of them. */
const CORRECTIVE: ReadonlySet<ItemEvent['type']> = new Set(['LatenessOverturned', 'ItemReopened', 'ValueCorrected']);

function correctsThen(then: ItemState, event: ItemEvent): boolean {
  // A value that was told later is corrected later.
  if (event.type === 'ValueCorrected') return then.assignments[event.data.assignmentId]?.figures[event.data.targetId]?.some((f) => f.asOf === event.data.asOf) === true;
  return event.type !== 'ItemReopened' || then.steps[event.data.stepId]?.status === 'done';
}

function noteThen(noted: NotedThen, before: ItemState | null, state: ItemState, event: ItemEvent, ref: string): void {
  for (const id of Object.keys(state.assignments)) if (!noted.given.has(id)) noted.given.set(id, ref);
  if (before?.targets !== state.targets) for (const { id } of state.targets) if (!before?.targets.some((t) => t.id === id)) noted.targetSet.set(id, ref);
  const at = event.meta.recordedAt;
  switch (event.type) {
    case 'AssignmentCompleted':
      noted.completed.set(event.data.assignmentId, { ref, at });
      break;
    case 'StepAccepted':
      noted.accepted.set(event.data.stepId, { ref, at });
      break;
    case 'ProgressReported':
      for (const { targetId } of event.data.values) noted.targetValue.set(targetId, ref);
      break;
    case 'ValueCorrected':
      noted.targetValue.set(event.data.targetId, ref);
  }
}

function note(noted: Noted, before: ItemState | null, state: ItemState, event: ItemEvent, ref: string): void {
  for (let index = before?.lateness.length ?? 0; index < state.lateness.length; index++) {
    const { duty, dueAt } = state.lateness[index]!;
    noted.lateness.push({ index, day: foundOn(noted, state, duty.slice(STEP.length), dueAt, event.meta.recordedAt), ref });
  }
  const at = event.meta.recordedAt;
  switch (event.type) {
    case 'RedMarked': {
      const { duty, arming, stepId } = event.data;
      const step = state.steps[stepId];
      const late = step?.resumes === undefined ? undefined : presentLateness(state, step);
      // Work that its unit got back red as it was: it turned red before.
      if (late !== undefined && late.duty !== duty && noted.reds.some((r) => r.duty === late.duty)) break;
      noted.reds.push({ duty: late?.duty ?? duty, arming: late?.arming ?? arming, stepId, day: foundOn(noted, state, stepId, event.meta.dueAt ?? at, at), ref });
      break;
    }
    case 'StepRecalled': {
      const from = before?.steps[event.data.stepId]?.submissions.at(-1)?.pendingSince;
      if (from !== undefined) noted.recalls.push({ stepId: event.data.stepId, from, to: at });
      break;
    }
    case 'StepReturned':
      noted.returns.push({ stepId: event.data.stepId, at, ref });
      break;
    case 'ReturnOverturned': {
      const last = noted.returns.findLastIndex((r) => r.stepId === event.data.stepId);
      if (last >= 0) noted.returns.splice(last, 1);
      break;
    }
    case 'PaperSigned':
      noted.papers.push({ paperId: event.data.paperId, at, ref });
      break;
    case 'RequestGranted': {
      const request = state.requests[event.data.requestId];
      if (request?.kind === 'extension') noted.extensions.push({ assignmentId: request.assignmentId, at, ref });
    }
  }
}

/** The day that ended with the moment; where the clock rested over it for a request that was refused or lapsed, or for a submission that was recalled, the day of that: nobody knew before. */
function foundOn({ recalls }: Noted, state: ItemState, stepId: string, dueAt: Instant, at: Instant): Day {
  // A request that is settled by what settles the step is still open when the mark is made.
  const pauses = (state.steps[stepId]?.pauses ?? []).filter((p) => p.annulled || p.to === null).map((p) => ({ from: p.from, to: p.to ?? at }));
  const rested = [...pauses, ...recalls.filter((r) => r.stepId === stepId)].filter(({ from, to }) => from < dueAt && to > dueAt).map((r) => r.to);
  return rested.length === 0 ? endedDay(dueAt) : dayOf(rested.sort().at(-1)!);
}

/** Who held what in the period, and what became of it by its end. What was completed or closed before the period is of an earlier one. */
function tellThen(noted: NotedThen, then: ItemState, period: Period, count: Count): void {
  const earlier = (at: Instant): boolean => dayOf(at) < period.from;
  const over = then.closed !== null && earlier(then.closed.at);
  for (const a of Object.values(then.assignments)) {
    if (over || (a.status !== 'active' && a.status !== 'completed')) continue;
    const done = a.status === 'completed' ? noted.completed.get(a.id) : undefined;
    if (done !== undefined && earlier(done.at)) continue;
    count(a.unitId, 'assignments', noted.given.get(a.id)!);
    if (a.status === 'completed') count(a.unitId, 'completed', done?.ref ?? noted.given.get(a.id)!);
    if (a.role === 'participant') continue;
    for (const target of then.targets) {
      if (then.waivedTargets[target.id] !== undefined) continue;
      const set = noted.targetSet.get(target.id)!;
      count(a.unitId, 'targetsSet', set);
      if (isMet(target, reached(then, target.id))) count(a.unitId, 'targetsMet', noted.targetValue.get(target.id) ?? set);
    }
  }
  for (const [stepId, { ref, at }] of noted.accepted) {
    const step = then.steps[stepId];
    const unitId = then.assignments[step?.assignmentId ?? '']?.unitId;
    if (step?.status !== 'done' || unitId === undefined || !isWithin(period, dayOf(at))) continue;
    count(unitId, 'accepted', ref);
    if (step.completedLate) continue;
    count(unitId, 'acceptedOnTime', ref);
    if (step.period) count(unitId, 'periodsInTime', ref);
  }
}

function tell(noted: Noted, state: ItemState, period: Period, count: Count): void {
  const within = (day: Day): boolean => isWithin(period, day);
  const unitOfStep = (stepId: string): string | undefined => state.assignments[state.steps[stepId]?.assignmentId ?? '']?.unitId;
  const ofStep = (stepId: string, name: FigureName, ref: string): void => {
    const unitId = unitOfStep(stepId);
    if (unitId !== undefined) count(unitId, name, ref);
  };
  for (const { index, day, ref } of noted.lateness) {
    const { duty, overturned } = state.lateness[index]!;
    if (overturned !== null || !duty.startsWith(STEP) || !within(day)) continue;
    const stepId = duty.slice(STEP.length);
    ofStep(stepId, 'lateCount', ref);
    if (state.steps[stepId]?.period) ofStep(stepId, 'missingReports', ref);
  }
  const overturned = (duty: string, arming: number): boolean => state.lateness.some((l) => l.duty === duty && l.arming === arming && l.overturned !== null);
  for (const { duty, arming, stepId, day, ref } of noted.reds) if (!overturned(duty, arming) && within(day)) ofStep(stepId, 'redCount', ref);
  for (const { stepId, at, ref } of noted.returns) if (within(dayOf(at))) ofStep(stepId, 'returnedCount', ref);
  for (const { paperId, at, ref } of noted.papers) {
    const paper = state.papers[paperId];
    const unitId = state.assignments[paper?.assignmentId ?? '']?.unitId;
    if (paper?.status === 'issued' && unitId !== undefined && within(dayOf(at))) count(unitId, 'papersIssued', ref);
  }
  for (const { assignmentId, at, ref } of noted.extensions) {
    const unitId = state.assignments[assignmentId]?.unitId;
    if (unitId !== undefined && within(dayOf(at))) count(unitId, 'extensionsGranted', ref);
  }
}
