import { LAST_DEADLINE } from '../calendar/calendar';
import type { DutyTemplate } from '../policy/duty-template';
import { reject, type Rejection } from '../rejection';
import { EMPTY_ROSTER, type Roster } from '../roster/roster';
import { endOf, problemsOfSteps, scheduleRefused } from '../schedule/draft.steps';
import type { DraftDecision, DraftItem, Place } from './draft';
import { isDeadline } from './draft.questions';
import { problemsOfStepUnits } from './draft.step-units';
import { drafting } from './plan.decide';
import type { DraftItemChange, NewPlanEvent, PlanEventData } from './plan.events';
import type { PlanState } from './plan.evolve';

type Decision = NewPlanEvent[] | { rejected: Rejection };

/** What stands by for a change: how questions are derived anew, and what the policy knows. */
export interface ChangeGround {
  /** Every question that the items leave open, as at an import: those of what changed, of its names and of numbers are put anew. */
  derive: (items: DraftItem[]) => DraftDecision[];
  /** Of the plan's policy: choosing one sets how often the duty returns, null takes both away. */
  templates: readonly DutyTemplate[];
  /** Who the names of an item are: a step falls to one of its units. */
  roster: Roster;
}

/** A duty's template says how often it returns; a rhythm of its own has none. */
function withTemplate(given: DraftItemChange, templates: readonly DutyTemplate[]): { change: DraftItemChange } | { rejected: Rejection } {
  const { dutyTemplate } = given;
  if (dutyTemplate === undefined) return { change: given.recurrence === undefined ? given : { ...given, dutyTemplate: null } };
  if (dutyTemplate === null) return { change: { recurrence: null, ...given } };
  const template = templates.find((t) => t.id === dutyTemplate && !t.retired);
  return template ? { change: { ...given, recurrence: template.cadence } } : reject('duty-template-unknown', { field: 'dutyTemplate', details: { id: dutyTemplate } });
}

/** What makes a step's unit one that the item names, or one that it does not. */
const TOUCH_STEP_UNITS = ['steps', 'leads', 'participants', 'units'] as const;

/** The change as it is recorded, or why the item cannot take it. */
function checked(plan: PlanState, item: DraftItem, given: DraftItemChange, { templates, roster }: Pick<ChangeGround, 'templates' | 'roster'>): { change: DraftItemChange } | { rejected: Rejection } {
  const template = withTemplate(given, templates);
  if ('rejected' in template) return template;
  const change = Object.fromEntries(Object.entries(template.change).filter(([, value]) => value !== undefined)) as DraftItemChange;
  if (change.title !== undefined && change.title.trim() === '') return reject('title-missing', { field: 'title' });
  if (change.deadline != null && !isDeadline(change.deadline)) return reject('date-invalid', { field: 'deadline' });
  const changed = { ...item, ...change };
  const wrongSteps = change.steps === undefined ? [] : problemsOfSteps(change.steps, endOf(changed, plan.plan.period) ?? LAST_DEADLINE);
  const wrong = wrongSteps.length > 0 || !TOUCH_STEP_UNITS.some((field) => change[field] !== undefined) ? wrongSteps : problemsOfStepUnits({ ...plan, items: plan.items.map((i) => (i.key === item.key ? changed : i)) }, changed, roster);
  return wrong.length > 0 ? scheduleRefused(wrong) : { change };
}

const namesIn = (items: readonly DraftItem[]): string[] => items.flatMap((i) => [...i.leads, ...i.participants, ...i.units]);

/** Questions about the items themselves, about their names, and about numbers. */
function touches(decision: DraftDecision, keys: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  if (decision.kind === 'duplicate-number' || (decision.itemKey !== null && keys.has(decision.itemKey))) return true;
  const name = /^(?:unit-unresolved|unit-ambiguous|group-without-roster):plan:(.*)$/s.exec(decision.id)?.[1];
  return name !== undefined && names.has(name);
}

/** A name that was answered for the whole plan needs no other answer for having been written once more. */
function isAnswered(plan: PlanState, d: DraftDecision): boolean {
  return d.itemKey === null && plan.settled[d.id] !== undefined;
}

/** Whether a question that is not derived any more goes on: of a category that stays blank, of a name that was registered since and is still written. */
function stands(d: DraftDecision, change: DraftItemChange | undefined, named: ReadonlySet<string>): boolean {
  if (d.kind === 'category-inferred') return change?.category === undefined;
  return d.itemKey === null && named.has(d.id.slice(d.id.indexOf(':plan:') + ':plan:'.length));
}

/** What the changes ask anew and what they answer, of all items together: each question is derived once. `added` comes behind all of them, which no question hangs on. */
function questionsAfter(plan: PlanState, changes: ReadonlyMap<string, DraftItemChange>, dropped: ReadonlySet<string>, derive: ChangeGround['derive'], added: readonly DraftItem[] = []): { asked: DraftDecision[]; withdrawn: string[] } {
  const items = [...plan.items.flatMap((i) => (dropped.has(i.key) ? [] : [{ ...i, ...changes.get(i.key) }])), ...added];
  const keys = new Set([...changes.keys(), ...dropped, ...added.map((i) => i.key)]);
  const names = new Set(namesIn([...plan.items, ...items].filter((i) => keys.has(i.key))));
  const named = new Set(namesIn(items));
  const now = new Map(derive(items).map((d) => [d.id, d]));
  const before = new Map(plan.decisions.map((d) => [d.id, d]));
  const options = (d: DraftDecision | undefined): string => JSON.stringify(d?.options.map((o) => o.id));
  const asked = [...now.values()].filter((d) => touches(d, keys, names) && (!before.has(d.id) || options(before.get(d.id)) !== options(d)) && !isAnswered(plan, d));
  const withdrawn = plan.decisions.filter((d) => touches(d, keys, names) && !now.has(d.id) && (dropped.has(d.itemKey ?? '') || !stands(d, changes.get(d.itemKey ?? ''), named))).map((d) => d.id);
  return { asked, withdrawn };
}

function told({ asked, withdrawn }: { asked: DraftDecision[]; withdrawn: string[] }): { asked?: DraftDecision[]; withdrawn?: string[] } {
  return { ...(asked.length > 0 ? { asked } : {}), ...(withdrawn.length > 0 ? { withdrawn } : {}) };
}

/** Changes what is given of an item and leaves the rest as it is. */
export function changeDraftItem(plan: PlanState, itemKey: string, given: DraftItemChange, derive: ChangeGround['derive'], templates: readonly DutyTemplate[] = [], roster: Roster = EMPTY_ROSTER): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  const item = plan.items.find((i) => i.key === itemKey);
  if (!item) return reject('not-found', { field: 'itemKey' });
  const taken = checked(plan, item, given, { templates, roster });
  if ('rejected' in taken) return taken;
  const { change } = taken;
  return [{ type: 'DraftItemChanged', data: { itemKey, change, ...told(questionsAfter(plan, new Map([[itemKey, change]]), new Set(), derive)) } }];
}

/** What a person gives of an item that the reading missed. */
export interface GivenItem extends DraftItemChange {
  title: string;
  /** The words of the paper that it is made of, where they stand in it; left out: the paper has none. */
  quote?: string;
}

/** Nothing of an item but what a person then gives. */
const BLANK: Omit<DraftItem, 'key' | 'quote' | 'place'> = { number: '', title: '', category: null, leads: [], participants: [], units: [], targets: [], deadline: null, deadlineText: null, recurrence: null, content: '' };
const NOWHERE: Place = { fromLine: 0, toLine: 0 };

/** Where the words stand: in what was not understood, in another item that is two, or in prose. */
function passageOf(plan: PlanState, quote: string): { place: Place } | undefined {
  return plan.notUnderstood.find((p) => p.text.includes(quote)) ?? plan.items.find((i) => i.quote.includes(quote)) ?? plan.prose?.find((p) => p.text.includes(quote));
}

/**
 * An item more: one that the reading missed, or part of one that is two. What it leaves open is asked as at an import.
 *
 * @param after key of the item that it follows; null: it is the first
 */
export function addDraftItem(plan: PlanState, { quote = '', ...given }: GivenItem, after: string | null, { derive, templates, roster }: ChangeGround): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  if (after !== null && !plan.items.some((i) => i.key === after)) return reject('not-found', { field: 'after' });
  const passage = quote === '' ? undefined : passageOf(plan, quote);
  // The version makes it one that no item of this draft has had.
  const blank: DraftItem = { ...BLANK, key: `added-${plan.version + 1}`, quote, place: passage?.place ?? NOWHERE };
  const taken = checked({ ...plan, items: [...plan.items, blank] }, blank, given, { templates, roster });
  if ('rejected' in taken) return taken;
  const item = { ...blank, ...taken.change };
  return [{ type: 'DraftItemAdded', data: { item, after, ...told(questionsAfter(plan, new Map(), new Set(), derive, [item])) } }];
}

/**
 * Changes many items in one act, all or none. Who is refused stops all of them, and is named.
 *
 * @param given by key what changes of an item of the draft
 * @param dropped keys of items that are not followed up any more
 */
export function changeDraftItems(plan: PlanState, given: ReadonlyMap<string, DraftItemChange>, dropped: ReadonlySet<string>, { derive, templates, roster }: ChangeGround): Decision {
  const changes = new Map<string, DraftItemChange>();
  for (const item of plan.items) {
    const wanted = given.get(item.key);
    if (wanted === undefined) continue;
    const taken = checked(plan, item, wanted, { templates, roster });
    if ('rejected' in taken) return { rejected: { ...taken.rejected, details: { ...taken.rejected.details, itemKey: item.key, itemNumber: item.number } } };
    changes.set(item.key, taken.change);
  }
  const data: PlanEventData['DraftItemsChanged'] = { items: [...changes].map(([itemKey, change]) => ({ itemKey, change })), dropped: [...dropped], ...told(questionsAfter(plan, changes, dropped, derive)) };
  return changes.size + dropped.size === 0 ? [] : [{ type: 'DraftItemsChanged', data }];
}
