import type { OtherVerification } from '../item/item.types';
import type { Instant } from '../time/day';
import type { DraftDecision, DraftItem, DraftPlan, ImportReport, NotUnderstood, ProseLine } from './draft';
import { ALL_ENTERED, fieldsAfter } from './draft.fields';
import type { ItemFields } from './field.source';
import { CHANGES_DRAFT, foldReview, type Reviewed } from './plan.review.state';
import type { AmendmentChange, ArchivedStream, PlanEvent, PlanEventData } from './plan.events';

/** What the office proposed of withdrawing the plan, and how a leader ruled. */
export interface Withdrawal {
  number: number;
  basis: string;
  reason: string;
  proposedBy: { personId: string; unitId: string };
  at: Instant;
  status: 'open' | 'takenBack' | 'refused' | 'granted';
  /** By the office that proposed it, before anybody ruled. */
  takenBack: { at: Instant; personId: string; reason: string } | null;
  /** `jobId`: the job that ends what runs under the plan. */
  ruling: { at: Instant; personId: string; reason: string; jobId: string | null } | null;
}

/** A draft as it stood before a change of its items. */
export type DraftBefore = Pick<PlanState, 'draftVersion' | 'items' | 'fields' | 'decisions' | 'settled'>;

export interface PlanState extends Reviewed {
  id: string;
  version: number;
  lastAt: Instant;
  status: 'draft' | 'issuing' | 'issued' | 'discarded' | 'withdrawn' | 'archived';
  plan: DraftPlan;
  supervisingUnitId: string | null;
  conferenceUnitId: string | null;
  policyId: string;
  source: { name: string; sha256: string; format: string };
  report: ImportReport;
  notUnderstood: NotUnderstood[];
  prose?: ProseLine[];
  items: DraftItem[];
  /** By key of the item: how the importer read each field; a person's change is `entered`. */
  fields: Record<string, ItemFields>;
  decisions: DraftDecision[];
  /** By decision id: what was chosen, by whom, when. */
  settled: Record<string, { optionId: string; value: string | null; personId: string; at: Instant; bulk: boolean }>;
  otherVerification: OtherVerification;
  issueItems: { key: string; itemId: string }[];
  /** Version of the roster by which the names are read, from the moment at which issuing began. */
  issueRoster: number;
  issuedAt: Instant | null;
  amendments: { number: number; basis: string; changes: AmendmentChange[]; at: Instant; command: string | null }[];
  carriedIn: { itemId: string; number?: string; from: { planId: string; itemId: string } }[];
  /** Keys of draft items that the office carried over into this draft; those that an imported file only says were carried over are not among them. */
  carriedOver: string[];
  /** What the newest changes of items can be taken back to, the newest last; none once an answer or a schedule builds on them. */
  undoable: DraftBefore[];
  /** Proposals to withdraw it, by their number; the newest may be open. */
  withdrawals: Withdrawal[];
  /** When a unit first read a notice, by notice and unit. */
  readNotices: Record<string, Instant>;
  withdrawnAt: Instant | null;
  archive: { at: Instant; personId: string; items: number; proceedings: number; sha256: string } | null;
  /** What the archive lists. */
  archived: ArchivedStream[];
}

export function evolvePlan(before: PlanState | null, event: PlanEvent, id: string): PlanState {
  const next = fold(before, event, id);
  const version = (before?.version ?? 0) + 1;
  return { ...next, version, draftVersion: CHANGES_DRAFT[event.type] ? version : next.draftVersion, undoable: undoableAfter(before, event), lastAt: event.meta.recordedAt };
}

/** So many changes can be taken back, one after the other. */
const MOST_UNDONE = 20;

function undoableAfter(before: PlanState | null, { type }: PlanEvent): DraftBefore[] {
  if (before === null) return [];
  if (type === 'DraftItemChanged' || type === 'DraftItemsChanged' || type === 'DraftItemAdded') {
    const { draftVersion, items, fields, decisions, settled } = before;
    return [...before.undoable.slice(1 - MOST_UNDONE), { draftVersion, items, fields, decisions, settled }];
  }
  if (type === 'DraftChangeUndone') return before.undoable.slice(0, -1);
  return CHANGES_DRAFT[type] ? [] : before.undoable;
}

function fold(before: PlanState | null, event: PlanEvent, id: string): PlanState {
  if (event.type === 'PlanDrafted') {
    return {
      upper: null,
      ...event.data,
      id,
      version: 0,
      lastAt: event.meta.recordedAt,
      status: 'draft',
      items: [],
      fields: {},
      decisions: [],
      settled: {},
      otherVerification: { unitId: null, standing: null },
      issueItems: [],
      issueRoster: 0,
      issuedAt: null,
      amendments: [],
      carriedIn: [],
      carriedOver: [],
      undoable: [],
      withdrawals: [],
      draftVersion: 0,
      reviews: [],
      openReviews: [],
      readNotices: {},
      withdrawnAt: null,
      archive: null,
      archived: [],
    };
  }
  if (before === null) throw new Error(`the stream of plan ${id} begins with ${event.type}, not with PlanDrafted`);
  switch (event.type) {
    case 'DraftItemsRead': {
      const { items, decisions, fields, carriedOver } = event.data;
      return { ...before, fields: { ...before.fields, ...fields }, items: [...before.items, ...items], decisions: [...before.decisions, ...decisions], carriedOver: carriedOver ? [...before.carriedOver, ...items.map((i) => i.key)] : before.carriedOver };
    }
    case 'DecisionsSettled': {
      const { actor, recordedAt } = event.meta;
      const personId = actor.kind === 'person' ? actor.personId : actor.name;
      const settled = { ...before.settled };
      for (const s of event.data.settlements) settled[s.decisionId] = { optionId: s.optionId, value: s.value, personId, at: recordedAt, bulk: event.data.bulk !== null };
      return { ...before, settled };
    }
    case 'DraftItemChanged':
      return draftItemsChanged(before, { ...event.data, items: [event.data], dropped: [] });
    case 'DraftItemsChanged':
      return draftItemsChanged(before, event.data);
    case 'DraftItemAdded': {
      const { item, after, ...questions } = event.data;
      const at = before.items.findIndex((i) => i.key === after) + 1;
      const asked = draftItemsChanged(before, { items: [], dropped: [], ...questions });
      return { ...asked, items: [...before.items.slice(0, at), item, ...before.items.slice(at)], fields: { ...before.fields, [item.key]: ALL_ENTERED } };
    }
    case 'DraftChangeUndone': {
      const { items, fields, decisions, settled } = before.undoable.at(-1) ?? before;
      return { ...before, items, fields, decisions, settled };
    }
    case 'DraftScheduled': {
      const steps = new Map(event.data.items.map((i) => [i.itemKey, i.steps]));
      return { ...before, items: before.items.map((i) => (steps.has(i.key) ? { ...i, steps: steps.get(i.key)! } : i)) };
    }
    case 'DraftItemDropped': {
      const { itemKey } = event.data;
      return { ...before, items: before.items.filter((i) => i.key !== itemKey), decisions: before.decisions.filter((d) => d.itemKey !== itemKey) };
    }
    case 'VerificationArranged':
      return { ...before, otherVerification: event.data.otherVerification };
    case 'PlanPartiesSet':
      return { ...before, ...event.data };
    case 'PlanPeriodSet':
      return { ...before, plan: { ...before.plan, period: event.data.period, year: event.data.year }, settled: without(before.settled, 'period-past:plan') };
    case 'IssueBegun':
      return { ...before, status: 'issuing', issueItems: event.data.items, issueRoster: event.meta.rules.roster };
    case 'PlanIssued':
      return { ...before, status: 'issued', issuedAt: event.meta.recordedAt };
    case 'PlanAmended':
      return { ...before, amendments: [...before.amendments, { ...event.data, at: event.meta.recordedAt, command: event.meta.command ?? null }] };
    case 'ItemsCarriedIn':
      return { ...before, carriedIn: [...before.carriedIn, ...event.data.items] };
    case 'PlanDraftDiscarded':
      return { ...before, status: 'discarded' };
    case 'PlanSentUp':
    case 'PlanReturned':
    case 'PlanReturnOverturned':
    case 'PlanPassedOn':
    case 'PlanApproved':
    case 'PlanSendingTakenBack':
      return { ...before, ...foldReview(before, event) };
    case 'PlanWithdrawalProposed': {
      const { number, basis, reason, personId, unitId } = event.data;
      const proposal: Withdrawal = { number, basis, reason, proposedBy: { personId, unitId }, at: event.meta.recordedAt, status: 'open', takenBack: null, ruling: null };
      return { ...before, withdrawals: [...before.withdrawals, proposal] };
    }
    case 'PlanWithdrawalTakenBack': {
      const { number, personId, reason } = event.data;
      const takenBack = { at: event.meta.recordedAt, personId, reason };
      return { ...before, withdrawals: before.withdrawals.map((w) => (w.number === number ? { ...w, status: 'takenBack', takenBack } : w)) };
    }
    case 'PlanWithdrawalRefused':
      return { ...before, withdrawals: ruled(before, event.data.number, 'refused', { at: event.meta.recordedAt, personId: event.data.personId, reason: event.data.reason, jobId: null }) };
    case 'PlanWithdrawn': {
      const { number, personId, reason, jobId } = event.data;
      const at = event.meta.recordedAt;
      return { ...before, status: 'withdrawn', withdrawnAt: at, withdrawals: ruled(before, number, 'granted', { at, personId, reason, jobId }) };
    }
    case 'NoticeRead':
      return { ...before, readNotices: { ...before.readNotices, [`${event.data.noticeId}/${event.data.unitId}`]: event.meta.recordedAt } };
    case 'ArchiveListed':
      return { ...before, archived: [...before.archived, ...event.data.streams] };
    case 'PlanArchived': {
      const { items, proceedings, sha256, personId } = event.data;
      return { ...before, status: 'archived', archive: { at: event.meta.recordedAt, personId, items, proceedings, sha256 } };
    }
  }
}

/** What is asked anew, or no longer, has no answer; a day that was changed was not the one that a person let pass. */
export function draftItemsChanged(before: PlanState, { items, dropped, asked = [], withdrawn = [] }: PlanEventData['DraftItemsChanged']): PlanState {
  const changes = new Map(items.map(({ itemKey, change }) => [itemKey, change] as const));
  const gone = new Set(dropped);
  const replaced = new Set([...withdrawn, ...asked.map((d) => d.id)]);
  const unanswered = new Set([...replaced, ...items.flatMap(({ itemKey, change }) => [...('deadline' in change ? [`deadline-past:${itemKey}`] : []), ...(change.leads || change.participants || change.units ? [`no-unit:${itemKey}`] : [])])]);
  return {
    ...before,
    items: before.items.flatMap((i) => (gone.has(i.key) ? [] : [changes.has(i.key) ? { ...i, ...changes.get(i.key) } : i])),
    fields: Object.fromEntries(Object.entries(before.fields).flatMap(([key, of]) => (gone.has(key) ? [] : [[key, changes.has(key) ? fieldsAfter(of, changes.get(key)!) : of]]))),
    decisions: [...before.decisions.filter((d) => !replaced.has(d.id) && !(d.itemKey !== null && gone.has(d.itemKey))), ...asked],
    settled: Object.fromEntries(Object.entries(before.settled).filter(([id]) => !unanswered.has(id))),
  };
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}

function ruled({ withdrawals }: PlanState, number: number, status: Withdrawal['status'], ruling: Withdrawal['ruling']): Withdrawal[] {
  return withdrawals.map((w) => (w.number === number ? { ...w, status, ruling } : w));
}

/** Every item that the plan has or had: as issued, added by amendments, carried over from earlier plans. */
export function itemIdsOf(plan: PlanState): string[] {
  const added = plan.amendments.flatMap((a) => a.changes.filter((c) => c.kind === 'add').map((c) => c.itemId ?? ''));
  return [...plan.issueItems.map((i) => i.itemId), ...added, ...plan.carriedIn.map((c) => c.itemId)];
}
