import type { EventTypes } from '#libs/event-store/event-types';
import { BRIEFING_EVENTS } from '#libs/supervision/briefing/briefing';
import { CHECKLIST_EVENTS } from '#libs/supervision/inspection/checklist';
import { MATERIAL } from '#libs/supervision/item/item.events';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import { COMMON } from '#libs/supervision/proceeding/proceeding.evolve';

const PLAN = ['PlanDrafted', 'DraftItemsRead', 'DecisionsSettled', 'DraftItemChanged', 'DraftItemsChanged', 'DraftChangeUndone', 'DraftScheduled', 'DraftItemDropped', 'VerificationArranged', 'PlanPeriodSet', 'IssueBegun', 'PlanIssued', 'PlanAmended', 'ItemsCarriedIn', 'PlanDraftDiscarded', 'PlanPartiesSet', 'PlanWithdrawalProposed', 'PlanWithdrawalTakenBack', 'PlanWithdrawalRefused', 'PlanWithdrawn', 'ArchiveListed', 'PlanArchived', 'PlanSentUp', 'PlanReturned', 'PlanPassedOn', 'PlanApproved', 'PlanSendingTakenBack'];
const ROSTER = ['UnitRegistered', 'UnitRenamed', 'UnitAliasAdded', 'UnitHoused', 'UnitStaffed', 'UnitDissolved', 'GroupFormed', 'GroupAliasAdded', 'GroupMemberJoined', 'GroupMemberLeft'];
const RULES = ['PolicySet', 'CalendarPublished', 'RulesTookEffect', 'SchemeSet'];
const JOBS = ['JobBegun', 'JobEntriesListed', 'JobAdvanced', 'JobEnded', 'JobRetried'];
const HAND_OVERS = ['HandOverBegun', 'EntryHandedOver', 'HandOverEnded', 'HolderBound', 'HolderFreed'];
const SUBSTITUTIONS = ['SubstituteNamed', 'SubstitutionEnded'];
const NUMBERS = ['NoticeNumbered', 'NumberVoided', 'NumbersSettled'];
const PAPERS = ['PaperKept'];
const BRAKE = ['NoticesHeld', 'NoticesReleased'];
const PROCEEDINGS = [...Object.keys(COMMON), ...PROCEEDING_KINDS.flatMap((kind) => Object.keys(kind.material))];

/** Every event type of this program with the newest schema version that it understands. A new version adds its upcaster here. */
export const KNOWN_EVENTS: EventTypes = {
  newestSchemaVersions: new Map([...Object.keys(MATERIAL), ...PLAN, ...ROSTER, ...RULES, ...JOBS, ...HAND_OVERS, ...SUBSTITUTIONS, ...NUMBERS, ...PAPERS, ...BRAKE, ...CHECKLIST_EVENTS, ...BRIEFING_EVENTS, ...PROCEEDINGS].map((type) => [type, 1])),
  upcasters: new Map(),
};
