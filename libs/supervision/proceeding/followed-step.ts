import { standIn, type Actor } from '../actor';
import type { Holder } from '../holding';
import type { Channel, OnBehalf } from '../on-behalf';
import { dayOf, type Day, type Instant } from '../time/day';
import type { Words } from './proceeding';

/**
 * A followed step (跟踪事项): what one unit is to do by a day, reported as done, and accepted or returned by another. A difficulty, an
 * instruction and a decision of a meeting each become such steps.
 */
export interface FollowedStep {
  id: string;
  unitId: string;
  /** The name on it (责任到个人); null until somebody is named, and again when another unit takes it over. */
  personId: string | null;
  text: string;
  /** Last day inclusive, as first set: visible for ever. */
  day: Day;
  /** The day that decides lateness: the first one, or what was granted on a request made before it passed. */
  deadline: Day;
  openedAt: Instant;
  status: 'open' | 'done' | 'accepted' | 'dropped';
  /** Rises with a return and with a granted extension. */
  arming: number;
  /** Day of this attempt after a return or a granted extension; null at first. */
  attemptDay: Day | null;
  /** `at`: the day decides lateness; what the office recorded for the unit (`told`) was stated then, and recorded at `recordedAt`. `insteadOf`: whom a substitute stood in for; so below. */
  done: { at: Instant; recordedAt: Instant; personId: string; insteadOf?: string; text: string; evidenceIds: string[]; told: Channel | null } | null;
  returned: { at: Instant; reason: string } | null;
  /** Start of the ladder that runs now. */
  armedAt: Instant;
  /** Who had it before, by hand-over: both names stay. */
  former: Holder[];
  /** The request (延期) that waits for its ruling; one at a time. */
  request: { at: Instant; askedAt: Instant; personId: string; insteadOf?: string; day: Day; reason: string; inTime: boolean } | null;
  /** Requests so far, with their rulings. */
  rulings: { at: Instant; granted: boolean; day: Day | null; reason: string; inTime: boolean }[];
}

/** Events that a proceeding with followed steps has. */
export type FollowedEventData = {
  StepSet: { stepId: string; unitId: string; text: string; day: Day };
  /** `onBehalf`: how it came, where the office recorded it (代录). */
  StepDone: { stepId: string; personId: string; text: string; evidenceIds: string[]; onBehalf?: OnBehalf };
  StepTaken: { stepId: string; personId: string };
  StepSentBack: { stepId: string; personId: string; reason: string; day: Day };
  StepDropped: { stepId: string; reason: string };
  StepPersonNamed: { stepId: string; personId: string };
  StepExtensionRequested: { stepId: string; day: Day; reason: string; personId: string; onBehalf?: OnBehalf };
  StepExtensionRuled: { stepId: string; granted: boolean; day: Day | null; reason: string; personId: string };
};

export const FOLLOWED: Readonly<Record<keyof FollowedEventData, true>> = { StepSet: true, StepDone: true, StepTaken: true, StepSentBack: true, StepDropped: true, StepPersonNamed: true, StepExtensionRequested: true, StepExtensionRuled: true };

export const FOLLOWED_WORDS: Readonly<Record<keyof FollowedEventData, Words>> = {
  StepSet: { zh: '交办', en: 'assigned' },
  StepDone: { zh: '报办结', en: 'reported as done' },
  StepTaken: { zh: '认可办结', en: 'accepted' },
  StepSentBack: { zh: '退回补办', en: 'returned' },
  StepDropped: { zh: '不再办理', en: 'dropped' },
  StepPersonNamed: { zh: '明确责任人', en: 'responsible person named' },
  StepExtensionRequested: { zh: '申请延期', en: 'extension requested' },
  StepExtensionRuled: { zh: '延期裁定', en: 'extension ruled on' },
};

export type Steps = Readonly<Record<string, FollowedStep>>;

/** Last day of the attempt that runs. */
export function dueDay(step: Pick<FollowedStep, 'attemptDay' | 'day'>): Day {
  return step.attemptDay ?? step.day;
}

/** A granted day arms the ladder anew. Only what was asked for before the deciding day passed moves that day: late stays late. */
function extended(step: FollowedStep, day: Day, at: Instant): Partial<FollowedStep> {
  const inTime = step.request !== null && dayOf(step.request.askedAt) <= step.deadline;
  return { attemptDay: day, arming: step.arming + 1, armedAt: at, ...(inTime ? { deadline: day } : {}) };
}

/** Folds an event of followed steps; others leave them as they are. */
export function foldSteps(steps: Steps, event: { type: string; data: unknown; meta: { occurredAt: Instant; recordedAt: Instant; actor: Actor } }): Steps {
  const at = event.meta.recordedAt;
  const change = (id: string, with_: Partial<FollowedStep>): Steps => (steps[id] ? { ...steps, [id]: { ...steps[id], ...with_ } } : steps);
  switch (event.type as keyof FollowedEventData) {
    case 'StepSet': {
      const { stepId, ...rest } = event.data as FollowedEventData['StepSet'];
      return { ...steps, [stepId]: { id: stepId, ...rest, personId: null, openedAt: at, deadline: rest.day, status: 'open', arming: 1, attemptDay: null, done: null, returned: null, armedAt: at, former: [], request: null, rulings: [] } };
    }
    case 'StepDone': {
      const { stepId, personId, text, evidenceIds, onBehalf } = event.data as FollowedEventData['StepDone'];
      return change(stepId, { status: 'done', done: { at: event.meta.occurredAt, recordedAt: at, personId, ...standIn(event.meta.actor), text, evidenceIds, told: onBehalf?.channel ?? null }, request: null });
    }
    case 'StepTaken':
      return change((event.data as FollowedEventData['StepTaken']).stepId, { status: 'accepted' });
    case 'StepSentBack': {
      const { stepId, reason, day } = event.data as FollowedEventData['StepSentBack'];
      return change(stepId, { status: 'open', arming: (steps[stepId]?.arming ?? 0) + 1, attemptDay: day, returned: { at, reason }, armedAt: at });
    }
    case 'StepDropped':
      return change((event.data as FollowedEventData['StepDropped']).stepId, { status: 'dropped', request: null });
    case 'StepPersonNamed': {
      const { stepId, personId } = event.data as FollowedEventData['StepPersonNamed'];
      return change(stepId, { personId });
    }
    case 'StepExtensionRequested': {
      const { stepId, onBehalf: _told, ...asked } = event.data as FollowedEventData['StepExtensionRequested'];
      const askedAt = event.meta.occurredAt;
      const step = steps[stepId];
      return step ? change(stepId, { request: { at, askedAt, ...asked, ...standIn(event.meta.actor), inTime: dayOf(askedAt) <= dueDay(step) } }) : steps;
    }
    case 'StepExtensionRuled': {
      const { stepId, granted, day, reason } = event.data as FollowedEventData['StepExtensionRuled'];
      const step = steps[stepId];
      return step ? change(stepId, { request: null, rulings: [...step.rulings, { at, granted, day, reason, inTime: step.request?.inTime ?? false }], ...(granted && day !== null ? extended(step, day, at) : {}) }) : steps;
    }
    default:
      return steps;
  }
}

/** Steps that are not settled: open, or waiting to be accepted. */
export function openSteps(steps: Steps): FollowedStep[] {
  return Object.values(steps).filter((s) => s.status === 'open' || s.status === 'done');
}

/** Units that have it, or had it: it stays in their lists. */
export function unitsOfStep(step: FollowedStep): string[] {
  return [step.unitId, ...step.former.map((f) => f.unitId)];
}
