import { reject, type Rejection } from '../rejection';
import { normaliseName } from '../roster/roster';
import type { Day } from '../time/day';
import type { DraftItem, Recurrence } from './draft';
import { changeDraftItems, type ChangeGround } from './draft.change';
import { itemChanges, type DraftChange } from './draft.preview';
import { openQuestions } from './draft.questions';
import { drafting } from './plan.decide';
import type { DraftItemChange, NewPlanEvent } from './plan.events';
import { draftItemsChanged, type PlanState } from './plan.evolve';

/** Which items of a draft are meant: those of the keys, or those of which everything given holds. */
export type ItemsMeant = { itemKeys: readonly string[] } | { filter: ItemFilter };

export interface ItemFilter {
  /** Null: items without one. */
  category?: string | null;
  /** Named by the item, in whichever role. */
  unit?: string;
  /** Kind of an open question about the item. */
  question?: string;
  /** Words of its title or text. */
  words?: string;
}

export type NamedRole = 'lead' | 'participant' | 'unmarked';

/** One change for all of them. */
export type BulkChange =
  | { kind: 'category'; category: string | null }
  | { kind: 'deadline'; deadline: Day | null }
  | { kind: 'recurrence'; recurrence: Recurrence | null }
  | { kind: 'addUnit'; unit: string; role: NamedRole }
  | { kind: 'role'; unit: string; role: NamedRole } // of a unit that is named
  | { kind: 'replaceUnit'; unit: string; by: string }
  | { kind: 'removeUnit'; unit: string }
  | { kind: 'withoutSteps'; before: Day | null } // those due before the day; null: all
  | { kind: 'drop' };

/** An item that was meant and stays as it is, and why. */
export interface LeftOut {
  itemKey: string;
  itemNumber: string;
  title: string;
  why: 'is-so' | 'unit-not-named' | 'carried-over';
}

/** What a change in bulk would do; nothing is written. */
export interface BulkPreview {
  /** The draft that was seen. */
  draftVersion: number;
  changes: DraftChange[];
  leftOut: LeftOut[];
}

const LISTS = { lead: 'leads', participant: 'participants', unmarked: 'units' } as const satisfies Record<NamedRole, keyof DraftItem>;
const sameName = (a: string, b: string): boolean => normaliseName(a) === normaliseName(b);

function roleIn(item: DraftItem, unit: string): NamedRole | null {
  return (Object.keys(LISTS) as NamedRole[]).find((role) => item[LISTS[role]].some((name) => sameName(name, unit))) ?? null;
}

/** The names with those of one unit put otherwise, each once. */
function renamed(names: readonly string[], unit: string, by: string | null): string[] {
  return [...new Set(names.flatMap((name) => (sameName(name, unit) ? (by === null ? [] : [by]) : [name])))];
}

function withoutUnit(item: DraftItem, unit: string): Pick<DraftItem, 'leads' | 'participants' | 'units'> {
  return { leads: renamed(item.leads, unit, null), participants: renamed(item.participants, unit, null), units: renamed(item.units, unit, null) };
}

/** The unit in another role, written as the item writes it. */
function inRole(item: DraftItem, unit: string, role: NamedRole): DraftItemChange {
  const written = [...item.leads, ...item.participants, ...item.units].find((name) => sameName(name, unit)) ?? unit;
  const rest = withoutUnit(item, unit);
  return { ...rest, [LISTS[role]]: [...rest[LISTS[role]], written] };
}

/** Steps that were the unit's go with it; where none takes its place they fall to the one that coordinates. */
function stepsOf(item: DraftItem, unit: string, by: string | null): Pick<DraftItemChange, 'steps'> {
  if (!item.steps?.some((s) => s.unit !== null && sameName(s.unit, unit))) return {};
  return { steps: item.steps.map((s) => (s.unit !== null && sameName(s.unit, unit) ? { ...s, unit: by } : s)) };
}

/** Without the steps of days that are past, or without any; nothing waits for one that is gone. */
function withoutSteps({ steps = [] }: DraftItem, before: Day | null): DraftItemChange | 'is-so' {
  const left = steps.filter((s) => before !== null && (s.deadline === null || s.deadline >= before));
  const keys = new Set(left.map((s) => s.key));
  return left.length === steps.length ? 'is-so' : { steps: left.map((s) => ({ ...s, after: s.after.filter((key) => keys.has(key)) })) };
}

/** Only lists that changed. */
function listsThatChange(item: DraftItem, change: Pick<DraftItemChange, 'leads' | 'participants' | 'units'>): DraftItemChange {
  return Object.fromEntries(Object.entries(change).filter(([field, names]) => JSON.stringify(names) !== JSON.stringify(item[field as 'leads'])));
}

/** What the change means for an item: its fields, its end, or why it stays. */
function changeOf(item: DraftItem, change: BulkChange, carriedOver: boolean): DraftItemChange | 'drop' | LeftOut['why'] {
  switch (change.kind) {
    case 'drop':
      return carriedOver ? 'carried-over' : 'drop';
    case 'category':
      return item.category === change.category ? 'is-so' : { category: change.category };
    case 'deadline':
      return item.deadline === change.deadline ? 'is-so' : { deadline: change.deadline };
    case 'recurrence':
      return item.recurrence === change.recurrence && !item.dutyTemplate ? 'is-so' : { recurrence: change.recurrence };
    case 'addUnit':
      return roleIn(item, change.unit) === null ? listsThatChange(item, inRole(item, change.unit, change.role)) : 'is-so';
    case 'role': {
      const role = roleIn(item, change.unit);
      return role === null ? 'unit-not-named' : role === change.role ? 'is-so' : listsThatChange(item, inRole(item, change.unit, change.role));
    }
    case 'replaceUnit': {
      if (roleIn(item, change.unit) === null) return 'unit-not-named';
      const put = { leads: renamed(item.leads, change.unit, change.by), participants: renamed(item.participants, change.unit, change.by), units: renamed(item.units, change.unit, change.by) };
      // Who leads does not take part as well.
      const further = put.participants.filter((name) => !put.leads.includes(name));
      const lists = listsThatChange(item, { ...put, participants: further, units: put.units.filter((name) => !put.leads.includes(name) && !further.includes(name)) });
      return Object.keys(lists).length === 0 ? 'is-so' : { ...lists, ...stepsOf(item, change.unit, change.by) };
    }
    case 'withoutSteps':
      return withoutSteps(item, change.before);
    case 'removeUnit':
      return roleIn(item, change.unit) === null ? 'unit-not-named' : { ...listsThatChange(item, withoutUnit(item, change.unit)), ...stepsOf(item, change.unit, null) };
  }
}

function isMeant(item: DraftItem, { category, unit, words }: ItemFilter): boolean {
  if (category !== undefined && item.category !== category) return false;
  if (unit !== undefined && roleIn(item, unit) === null) return false;
  return words === undefined || item.title.includes(words) || item.content.includes(words);
}

function itemsMeant(plan: PlanState, meant: ItemsMeant, today: Day): DraftItem[] | { rejected: Rejection } {
  if ('itemKeys' in meant) {
    const missing = meant.itemKeys.findIndex((key) => !plan.items.some((i) => i.key === key));
    if (missing >= 0) return reject('not-found', { field: `itemKeys[${missing}]` });
    const keys = new Set(meant.itemKeys);
    return plan.items.filter((i) => keys.has(i.key));
  }
  const { filter } = meant;
  const asked = filter.question === undefined ? null : new Set(openQuestions(plan, today).flatMap((d) => (d.kind === filter.question && d.itemKey !== null ? [d.itemKey] : [])));
  return plan.items.filter((i) => isMeant(i, filter) && (asked === null || asked.has(i.key)));
}

interface Sorted {
  changes: Map<string, DraftItemChange>;
  dropped: Set<string>;
  leftOut: LeftOut[];
}

function sorted(plan: PlanState, items: readonly DraftItem[], change: BulkChange): Sorted {
  const found: Sorted = { changes: new Map(), dropped: new Set(), leftOut: [] };
  for (const item of items) {
    const does = changeOf(item, change, plan.carriedOver.includes(item.key));
    if (does === 'drop') found.dropped.add(item.key);
    else if (typeof does === 'string') found.leftOut.push({ itemKey: item.key, itemNumber: item.number, title: item.title, why: does });
    else found.changes.set(item.key, does);
  }
  return found;
}

function decided(plan: PlanState, meant: ItemsMeant, change: BulkChange, today: Day, ground: ChangeGround): { events: NewPlanEvent[]; leftOut: LeftOut[] } | { rejected: Rejection } {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  const items = itemsMeant(plan, meant, today);
  if ('rejected' in items) return items;
  if (items.length === 0) return reject('nothing-open', { field: 'filter' });
  const { changes, dropped, leftOut } = sorted(plan, items, change);
  const events = changeDraftItems(plan, changes, dropped, ground);
  return 'rejected' in events ? events : { events, leftOut };
}

/**
 * Changes many items of a draft by one change, all or none; what need not or cannot take it is left out.
 *
 * @param seen version of the draft that was previewed; another is refused
 */
export function changeInBulk(plan: PlanState, meant: ItemsMeant, change: BulkChange, today: Day, ground: ChangeGround, seen?: number): NewPlanEvent[] | { rejected: Rejection } {
  if (seen !== undefined && seen !== plan.draftVersion) return reject('stale', { field: 'draftVersion', details: { seen, now: plan.draftVersion } });
  const found = decided(plan, meant, change, today, ground);
  if ('rejected' in found) return found;
  return found.events.length === 0 ? reject('nothing-open', { field: 'change' }) : found.events;
}

/** What the change would do to each item, and which it leaves out. */
export function previewInBulk(plan: PlanState, meant: ItemsMeant, change: BulkChange, today: Day, ground: ChangeGround): BulkPreview | { rejected: Rejection } {
  const found = decided(plan, meant, change, today, ground);
  if ('rejected' in found) return found;
  const after = found.events.reduce((state, e) => (e.type === 'DraftItemsChanged' ? draftItemsChanged(state, e.data) : state), plan);
  return { draftVersion: plan.draftVersion, changes: itemChanges(plan, after), leftOut: found.leftOut };
}

/** Takes back the newest change of items, single or in bulk: everything of the draft stands again as it was before. */
export function undoDraftChange(plan: PlanState): NewPlanEvent[] | { rejected: Rejection } {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  const newest = plan.undoable.at(-1);
  return newest === undefined ? reject('nothing-to-undo') : [{ type: 'DraftChangeUndone', data: { draftVersion: newest.draftVersion } }];
}
