import { isOffice, isRejected, futureDay, missingReason, type DecideContext } from '../item/decide/deciding';
import type { CommandOf } from '../item/item.commands';
import { decideItem } from '../item/item.decide';
import type { ItemEvent } from '../item/item.events';
import { evolveItem } from '../item/item.evolve';
import { recorded } from '../item/item.settle';
import type { AssignmentRole, ItemState, Target } from '../item/item.types';
import { reject, type Rejection } from '../rejection';
import { spanAt } from '../rules';
import type { Day } from '../time/day';
import type { AmendmentChange } from './plan.events';
import type { PlanState } from './plan.evolve';
import { newItemData, wrongUnits, type NewItem } from './plan.new-item';

/** Items that one amendment touches: what fits into one append. */
export const MOST_AMENDED = 200;

/** Changes of one item; what is left out stays. A deadline of null takes it away. */
export interface ItemChange {
  itemId: string;
  title?: string;
  deadline?: Day | null;
  targets?: Target[];
  addUnits: { unitId: string; role: AssignmentRole }[];
  dropAssignments: string[];
}

/** A numbered amendment (调整通知) as it is asked for. */
export interface Amendment {
  basis: string;
  changes: ItemChange[];
  drops: string[];
  adds: NewItem[];
  /** One item becomes several; it goes on beside them, or is dropped. */
  splits: { itemId: string; keep: boolean; into: NewItem[] }[];
  /** Several items become one: one of them, or a new one. */
  merges: { itemIds: string[]; into: { itemId: string } | { item: NewItem } }[];
}

/** What an item gets of the amendment: the events, and the state after them. */
export interface AmendedItem {
  itemId: string;
  before: ItemState | null;
  after: ItemState;
  events: ItemEvent[];
}

export interface DecidedAmendment {
  number: number;
  changes: AmendmentChange[];
  items: AmendedItem[];
}

type Context = DecideContext & { commandId?: string };
const ROLE: Record<AssignmentRole, string> = { lead: '牵头', participant: '参与', implementer: '实施' };
const NONE = '无';

/** The items that an amendment names, without those that it begins. */
export function itemsNamed(amendment: Amendment): string[] {
  const merged = amendment.merges.flatMap((m) => [...m.itemIds, ...('itemId' in m.into ? [m.into.itemId] : [])]);
  return [...new Set([...amendment.changes.map((c) => c.itemId), ...amendment.drops, ...amendment.splits.map((s) => s.itemId), ...merged])];
}

function label(state: { number: string; title: string }): string {
  return state.number === '' ? state.title : `${state.number} ${state.title}`;
}

class Amending {
  readonly number: number;
  readonly changes: AmendmentChange[] = [];
  readonly items = new Map<string, AmendedItem>();
  private readonly ended = new Set<string>();
  private begun = 0;

  constructor(
    private readonly plan: PlanState,
    private readonly states: ReadonlyMap<string, ItemState>,
    private readonly basis: string,
    private readonly context: Context,
  ) {
    this.number = plan.amendments.length + 1;
  }

  /** The item as the amendment has made it so far; one that it has ended is not changed again. */
  item(itemId: string, field: string): ItemState | { rejected: Rejection } {
    const state = this.items.get(itemId)?.after ?? this.states.get(itemId);
    if (!state || state.planId !== this.plan.id) return reject('not-found', { field, details: { id: itemId } });
    if (this.ended.has(itemId)) return reject('amendment-invalid', { field, details: { id: itemId } });
    return state;
  }

  change(change: ItemChange, field: string): { rejected: Rejection } | null {
    const state = this.item(change.itemId, `${field}.itemId`);
    if (isRejected(state)) return state;
    const { title, deadline, targets, dropAssignments } = change;
    const stays = Object.values(state.assignments).some((a) => a.coordinator && (a.status === 'active' || a.status === 'completed') && !dropAssignments.includes(a.id));
    const first = stays ? -1 : change.addUnits.findIndex((u) => u.role !== 'participant');
    const addUnits = change.addUnits.map((u, i) => ({ ...u, assignmentId: `m${this.number}-${i + 1}`, coordinator: i === first }));
    const said = { ...(title === undefined || title === state.title ? {} : { title }), ...(deadline === undefined ? {} : { deadline }), ...(targets === undefined ? {} : { targets }) };
    const refused = this.amend(state, { ...said, addUnits, dropAssignments, drop: false }, field);
    if (refused) return refused;
    const { id: itemId } = state;
    const units = this.context.rules.roster.units;
    const name = (unitId: string): string => units[unitId]?.name ?? unitId;
    if ('title' in said) this.changes.push({ itemId, kind: 'title', before: state.title, after: title ?? null });
    if (deadline !== undefined && deadline !== state.deadline) this.changes.push({ itemId, kind: 'deadline', before: state.deadline ?? NONE, after: deadline ?? NONE });
    if (targets !== undefined) this.changes.push({ itemId, kind: 'targets', before: wordsOf(state.targets), after: wordsOf(targets) });
    for (const id of dropAssignments) this.changes.push({ itemId, kind: 'dropUnit', before: name(state.assignments[id]?.unitId ?? id), after: null });
    for (const u of addUnits) this.changes.push({ itemId, kind: 'addUnit', before: null, after: `${name(u.unitId)}（${ROLE[u.role]}）` });
    return null;
  }

  drop(itemId: string, field: string, kind: 'drop' | 'split' | 'merge', after: string | null): { rejected: Rejection } | null {
    const state = this.item(itemId, field);
    if (isRejected(state)) return state;
    const refused = this.amend(state, { addUnits: [], dropAssignments: [], drop: true }, field);
    if (refused) return refused;
    this.ended.add(itemId);
    this.changes.push({ itemId, kind, before: label(state), after });
    return null;
  }

  add(item: NewItem, field: string, from: readonly ItemState[]): { rejected: Rejection } | null {
    const { now, actor, rules, commandId } = this.context;
    const { period } = this.plan.plan;
    if (period === null) return reject('period-missing');
    const wrong = wrongUnits(item.units, `${field}.units`, rules.roster) ?? (item.deadline === null ? null : futureDay(item.deadline, `${field}.deadline`, this.context));
    if (wrong) return wrong;
    if (item.number !== '' && this.isTaken(item.number)) return reject('name-taken', { field: `${field}.number`, details: { number: item.number } });
    const itemId = this.newId();
    const firsts = from.map((s) => s.firstDeadline).filter((d): d is Day => d !== null).sort();
    const carriedFrom = from[0] ? { itemId: from[0].id, firstDeadline: firsts[0] ?? null } : null;
    const event = recorded({ type: 'ItemIssued', reason: this.basis, data: newItemData(this.plan, period, item, carriedFrom) }, { now, actor, rules, span: spanAt(rules, now), ...(commandId === undefined ? {} : { command: commandId }) });
    this.items.set(itemId, { itemId, before: null, after: evolveItem(null, event, itemId), events: [event] });
    const units = item.units.map((u) => `${rules.roster.units[u.unitId]?.name ?? u.unitId}（${ROLE[u.role]}）`).join('、');
    this.changes.push({ itemId, kind: 'add', before: null, after: [label(item), units, item.deadline ?? NONE].join('；') });
    return null;
  }

  note(change: AmendmentChange): void {
    this.changes.push(change);
  }

  private amend(state: ItemState, said: Omit<CommandOf<'amend'>, 'type' | 'amendment' | 'basis'>, field: string): { rejected: Rejection } | null {
    const { commandId, ...context } = this.context;
    const decided = decideItem(state, { type: 'amend', amendment: this.number, basis: this.basis, ...said }, context, commandId);
    if (isRejected(decided)) return { rejected: { ...decided.rejected, field: decided.rejected.field === undefined ? field : `${field}.${decided.rejected.field}`, details: { ...decided.rejected.details, item: label(state) } } };
    const held = this.items.get(state.id);
    this.items.set(state.id, { itemId: state.id, before: held ? held.before : state, after: decided.state, events: [...(held?.events ?? []), ...decided.events] });
    return null;
  }

  private newId(): string {
    const taken = new Set(this.plan.issueItems.map((i) => i.itemId));
    for (;;) {
      this.begun += 1;
      const id = `${this.plan.id}-T${this.number}.${this.begun}`;
      if (!taken.has(id)) return id;
    }
  }

  /** Numbers of the items that stay in the plan; those that are dropped give theirs back. */
  private isTaken(number: string): boolean {
    const keys = new Map(this.plan.issueItems.map((i) => [i.key, i.itemId]));
    const gone = new Set(this.plan.amendments.flatMap((a) => endedBy(a.changes)));
    for (const id of this.ended) gone.add(id);
    if (this.plan.items.some((i) => i.number === number && keys.has(i.key) && !gone.has(keys.get(i.key) ?? ''))) return true;
    const others = [...this.states.values(), ...[...this.items.values()].map((i) => i.after)];
    return others.some((s) => s.number === number && s.planId === this.plan.id && s.closed === null && !gone.has(s.id));
  }
}

function endedBy(changes: readonly AmendmentChange[]): string[] {
  return changes.filter((c) => c.kind === 'drop' || c.kind === 'merge' || (c.kind === 'split' && !c.after?.startsWith(KEPT))).map((c) => c.itemId ?? '');
}

const KEPT = '保留；';

function wordsOf(targets: readonly Target[]): string {
  return targets.length === 0 ? NONE : targets.map((t) => t.text || `${t.metric}${t.comparison}${t.value}${t.unit}`).join('；');
}

/**
 * Decides an amendment whole: the changes in words, and what each item gets. Nothing is done in part: the first refusal refuses all,
 * and names the part at fault.
 *
 * @param states the items that it names, and those that earlier amendments began
 */
export function amendPlan(plan: PlanState, states: ReadonlyMap<string, ItemState>, amendment: Amendment, context: Context): DecidedAmendment | { rejected: Rejection } {
  if (plan.status !== 'issued') return reject('plan-not-issued', { details: { status: plan.status } });
  if (!isOffice({ officeUnitId: plan.officeUnitId }, context)) return reject('not-the-office');
  const missing = missingReason(amendment.basis, 'basis');
  if (missing) return missing;
  const begun = amendment.adds.length + amendment.splits.reduce((n, s) => n + s.into.length, 0) + amendment.merges.filter((m) => 'item' in m.into).length;
  const count = itemsNamed(amendment).length + begun;
  if (count === 0) return reject('amendment-empty');
  if (count > MOST_AMENDED) return reject('amendment-too-large', { details: { max: MOST_AMENDED, count } });
  const amending = new Amending(plan, states, amendment.basis, context);
  const refused = carryOut(amending, amendment);
  if (refused) return refused;
  return { number: amending.number, changes: amending.changes, items: [...amending.items.values()] };
}

function carryOut(amending: Amending, amendment: Amendment): { rejected: Rejection } | null {
  const { changes, drops, adds, splits, merges } = amendment;
  for (const [i, c] of changes.entries()) {
    if (changes.some((other, k) => k < i && other.itemId === c.itemId)) return reject('amendment-invalid', { field: `changes[${i}].itemId` });
    const refused = amending.change(c, `changes[${i}]`);
    if (refused) return refused;
  }
  // What ends comes before what begins: its number is free again.
  for (const [i, itemId] of drops.entries()) {
    const refused = amending.drop(itemId, `drops[${i}]`, 'drop', null);
    if (refused) return refused;
  }
  for (const [i, s] of splits.entries()) {
    const refused = split(amending, s, `splits[${i}]`);
    if (refused) return refused;
  }
  for (const [i, m] of merges.entries()) {
    const refused = merge(amending, m, `merges[${i}]`);
    if (refused) return refused;
  }
  for (const [i, item] of adds.entries()) {
    const refused = amending.add(item, `adds[${i}]`, []);
    if (refused) return refused;
  }
  return null;
}

function split(amending: Amending, { itemId, keep, into }: Amendment['splits'][number], field: string): { rejected: Rejection } | null {
  if (into.length < (keep ? 1 : 2)) return reject('amendment-invalid', { field: `${field}.into` });
  const state = amending.item(itemId, `${field}.itemId`);
  if (isRejected(state)) return state;
  if (state.closed) return reject('item-closed', { field: `${field}.itemId`, details: { how: state.closed.how } });
  const names = into.map(label).join('；');
  if (keep) amending.note({ itemId, kind: 'split', before: label(state), after: `${KEPT}${names}` });
  else {
    const refused = amending.drop(itemId, `${field}.itemId`, 'split', names);
    if (refused) return refused;
  }
  for (const [k, item] of into.entries()) {
    const refused = amending.add(item, `${field}.into[${k}]`, [state]);
    if (refused) return refused;
  }
  return null;
}

function merge(amending: Amending, { itemIds, into }: Amendment['merges'][number], field: string): { rejected: Rejection } | null {
  const kept = 'itemId' in into ? amending.item(into.itemId, `${field}.into`) : null;
  if (kept !== null && isRejected(kept)) return kept;
  if (kept?.closed) return reject('item-closed', { field: `${field}.into`, details: { how: kept.closed.how } });
  const merged = itemIds.filter((id) => id !== kept?.id);
  if (merged.length < (kept ? 1 : 2)) return reject('amendment-invalid', { field: `${field}.itemIds` });
  const states: ItemState[] = [];
  const after = kept ? label(kept) : 'item' in into ? label(into.item) : '';
  for (const [k, itemId] of merged.entries()) {
    const state = amending.item(itemId, `${field}.itemIds[${k}]`);
    if (isRejected(state)) return state;
    states.push(state);
    const refused = amending.drop(itemId, `${field}.itemIds[${k}]`, 'merge', after);
    if (refused) return refused;
  }
  return 'item' in into ? amending.add(into.item, `${field}.into`, states) : null;
}
