import type { Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';
import { may } from '#libs/identity/policy/policy';
import { BRAKE_STREAM } from '#libs/supervision/brake';
import { BRIEFING_STREAM } from '#libs/supervision/briefing/briefing';
import { SCHEME_STREAM } from '#libs/supervision/evaluation/scheme';
import { CHECKLIST_STREAM } from '#libs/supervision/inspection/checklist';
import { wasSentTo } from '#libs/supervision/plan/plan.review.gate';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { wasIssued } from '#libs/supervision/plan/plan.withdraw';
import { CALENDAR_STREAM, POLICY_STREAM, ROSTER_STREAM } from '#libs/supervision/rules.streams';
import { SUGGESTION_STREAM } from '#libs/supervision/suggestion/suggestion';
import { visibleBriefings } from '../briefings/visible';
import type { Core } from '../core/core';

/** Lists of which live updates tell that they changed, by their name alone. */
export const LISTS = ['plans', 'roster', 'policies', 'calendar', 'briefings', 'schemes', 'checklists', 'brake', 'suggestions'] as const;
export type ListName = (typeof LISTS)[number];

/** A list that changed, and who may read what changed of it. */
export interface ChangedList {
  readonly kind: 'list';
  readonly list: ListName;
  /** Where the act that changed it ends: the position that its answer told. */
  readonly ends: Cursor;
  readonly readableBy: (identity: Identity) => boolean;
}

interface Listed {
  readonly list: ListName;
  /** What its streams begin with. */
  readonly prefix: string;
  readonly readableBy: (core: Core, event: RecordedEvent) => Promise<(identity: Identity) => boolean>;
}

const whoever = (act: Act): Listed['readableBy'] => async () => (identity) => may(identity, act).allowed;

const LISTED: readonly Listed[] = [
  { list: 'plans', prefix: PLAN_STREAM, readableBy: readersOfPlan },
  { list: 'roster', prefix: ROSTER_STREAM, readableBy: whoever('roster.read') },
  { list: 'policies', prefix: POLICY_STREAM, readableBy: whoever('policy.read') },
  { list: 'calendar', prefix: CALENDAR_STREAM, readableBy: whoever('calendar.read') },
  { list: 'briefings', prefix: BRIEFING_STREAM, readableBy: readersOfBriefing },
  { list: 'schemes', prefix: SCHEME_STREAM, readableBy: whoever('scheme.read') },
  { list: 'checklists', prefix: CHECKLIST_STREAM, readableBy: whoever('checklist.read') },
  { list: 'brake', prefix: BRAKE_STREAM, readableBy: whoever('notice.release') },
  { list: 'suggestions', prefix: SUGGESTION_STREAM, readableBy: whoever('feedback.keep') },
];

/** What list an event changes, or null; its readers are those of the question that answers the list. @param ends where its transaction ends */
export async function listAt(core: Core, event: RecordedEvent, ends: Cursor): Promise<ChangedList | null> {
  const found = LISTED.find(({ prefix }) => event.stream.startsWith(prefix));
  return found === undefined ? null : { kind: 'list', list: found.list, ends, readableBy: await found.readableBy(core, event) };
}

/** A draft is its office's, and that of the level to which it was sent; that a notice of it was read changes no list. */
async function readersOfPlan(core: Core, event: RecordedEvent): Promise<(identity: Identity) => boolean> {
  const planId = event.stream.slice(PLAN_STREAM.length);
  const { state } = event.type === 'NoticeRead' ? { state: null } : await core.plans.load(planId);
  if (state === null) return () => false;
  return (identity) => (wasIssued(state) || wasSentTo(state, identity.unitId) ? may(identity, 'plan.read', { planId }) : may(identity, 'plan.settle', { planId, officeUnitId: state.officeUnitId })).allowed;
}

/** A draft of a briefing is its office's; a published one its readers'. */
async function readersOfBriefing(core: Core, event: RecordedEvent): Promise<(identity: Identity) => boolean> {
  const officeUnitId = event.stream.slice(BRIEFING_STREAM.length);
  const { state } = event.type === 'NoticeRead' ? { state: null } : await core.briefings.load(officeUnitId);
  if (state === null) return () => false;
  const { briefingId } = event.data as { briefingId?: string };
  return (identity) => may(identity, 'briefing.keep', { officeUnitId }).allowed || (may(identity, 'briefing.read').allowed && visibleBriefings(state, identity).some((b) => b.id === briefingId));
}
