import type { EventTypes } from '#libs/event-store/event-types';
import { BRIEFING_EVENTS } from '#libs/supervision/briefing/briefing';
import { CHECKLIST_EVENTS } from '#libs/supervision/inspection/checklist';
import { MATERIAL } from '#libs/supervision/item/item.events';
import type { PlanEventType } from '#libs/supervision/plan/plan.events';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import { COMMON } from '#libs/supervision/proceeding/proceeding.evolve';
import type { RosterEventType } from '#libs/supervision/roster/roster.events';
import { SUGGESTION_EVENTS } from '#libs/supervision/suggestion/suggestion';
import { OPENED_OVER_EVENTS } from './opened-over';
import { FILE_EVENTS } from './same-file';
import { schemaVersionOf, UPCASTERS } from './schema-versions';

const PLAN: Record<PlanEventType, 1> = { PlanDrafted: 1, DraftItemsRead: 1, DecisionsSettled: 1, DraftItemChanged: 1, DraftItemsChanged: 1, DraftItemAdded: 1, DraftChangeUndone: 1, DraftScheduled: 1, DraftItemDropped: 1, VerificationArranged: 1, PlanPeriodSet: 1, IssueBegun: 1, PlanIssued: 1, PlanAmended: 1, ItemsCarriedIn: 1, PlanDraftDiscarded: 1, PlanPartiesSet: 1, PlanWithdrawalProposed: 1, PlanWithdrawalTakenBack: 1, PlanWithdrawalRefused: 1, PlanWithdrawn: 1, ArchiveListed: 1, PlanArchived: 1, PlanSentUp: 1, PlanReturned: 1, PlanReturnOverturned: 1, PlanPassedOn: 1, PlanApproved: 1, PlanSendingTakenBack: 1, NoticeRead: 1 };
const ROSTER: Record<RosterEventType, 1> = { UnitRegistered: 1, UnitClassified: 1, UnitRenamed: 1, UnitAliasAdded: 1, UnitAliasRemoved: 1, UnitMoved: 1, UnitHoused: 1, UnitStaffed: 1, UnitDissolved: 1, GroupFormed: 1, GroupAliasAdded: 1, GroupAliasRemoved: 1, GroupDissolved: 1, GroupMemberJoined: 1, GroupMemberLeft: 1 };
const RULES = ['PolicySet', 'CalendarPublished', 'RulesTookEffect', 'SchemeSet'];
const JOBS = ['JobBegun', 'JobEntriesListed', 'JobAdvanced', 'JobEnded', 'JobRetried'];
const HAND_OVERS = ['HandOverBegun', 'EntryHandedOver', 'HandOverEnded', 'HolderBound', 'HolderFreed'];
const SUBSTITUTIONS = ['SubstituteNamed', 'SubstitutionEnded'];
const NUMBERS = ['NoticeNumbered', 'NumberVoided', 'NumbersSettled'];
const PAPERS = ['PaperKept'];
const BRAKE = ['NoticesHeld', 'NoticesReleased'];
const PROCEEDINGS = [...Object.keys(COMMON), ...PROCEEDING_KINDS.flatMap((kind) => Object.keys(kind.material))];

/** Every event type of this program with the newest schema version that it understands, and how older ones are read ({@link UPCASTERS}). */
export const KNOWN_EVENTS: EventTypes = {
  newestSchemaVersions: new Map([...Object.keys(MATERIAL), ...Object.keys(PLAN), ...Object.keys(ROSTER), ...RULES, ...JOBS, ...HAND_OVERS, ...SUBSTITUTIONS, ...NUMBERS, ...PAPERS, ...BRAKE, ...CHECKLIST_EVENTS, ...BRIEFING_EVENTS, ...OPENED_OVER_EVENTS, ...FILE_EVENTS, ...SUGGESTION_EVENTS, ...PROCEEDINGS].map((type) => [type, schemaVersionOf(type)])),
  upcasters: UPCASTERS,
};
