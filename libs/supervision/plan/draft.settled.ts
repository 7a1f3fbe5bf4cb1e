import type { AssignmentRole } from '../item/item.types';
import type { Day } from '../time/day';
import { chosen } from './draft.choices';
import type { DraftItem, Recurrence } from './draft';
import { dayBesideUpper, targetsBesideUpper } from './draft.upper';
import { numberKey } from './item-number';
import type { PlanState } from './plan.evolve';

/** What of a plan's state the draft is: also a file's that is only looked at. */
export type Drafted = Pick<PlanState, 'plan' | 'items' | 'decisions' | 'settled' | 'carriedOver'>;

/** A name of the paper with the role that the paper or a person gave it, and what a person said that it is. */
export interface Named {
  name: string;
  role: AssignmentRole;
  unitId: string | null;
  groupId: string | null;
  /** It comes from an item that was merged into this one, where a unit that is here already keeps its role. */
  merged?: true;
}

/** An item as a person's answers leave it; what is not answered stays as the paper has it. */
export interface SettledItem extends DraftItem {
  names: Named[];
  /** The unit that a person named where the paper names none. */
  assignee: string | null;
  /** A person said that it needs no figure. */
  figuresNotNeeded: boolean;
  /** Keys of later items that were merged into it. */
  merged: string[];
}

function settlementOf(plan: Drafted, kind: string, key: string): { optionId: string; value: string | null } | undefined {
  return plan.settled[`${kind}:${key}`];
}

/** When the item is to be done, before anybody was asked about a day that is past. */
export function datesOf(plan: Drafted, item: DraftItem): { deadline: Day | null; recurrence: Recurrence | null } {
  const rhythm = settlementOf(plan, 'other-rhythm', item.key);
  const recurrence = rhythm?.optionId === 'set' ? (rhythm.value as Recurrence) : item.recurrence;
  const impossible = settlementOf(plan, 'impossible-date', item.key);
  const missing = item.deadline === null && item.recurrence === null ? settlementOf(plan, 'no-deadline', item.key) : undefined;
  const answer = missing ?? impossible;
  switch (answer?.optionId) {
    case 'period-end': return { deadline: plan.plan.period?.to ?? null, recurrence };
    case 'ongoing': return { deadline: null, recurrence: 'ongoing' };
    case 'set': return { deadline: answer.value, recurrence };
    case 'none': return { deadline: null, recurrence };
    default: return { deadline: item.deadline, recurrence };
  }
}

/** What a person said that the name is; null where nobody did. */
function meantBy(plan: Drafted, name: string): Pick<Named, 'unitId' | 'groupId'> {
  for (const kind of ['unit-unresolved', 'unit-ambiguous']) {
    const optionId = settlementOf(plan, kind, `plan:${name}`)?.optionId ?? '';
    const unitId = chosen(optionId, 'unit');
    const groupId = chosen(optionId, 'group');
    if (unitId !== null || groupId !== null) return { unitId, groupId };
  }
  return { unitId: null, groupId: null };
}

/** The item's names without those that a person took away because they say one unit twice. */
function namedOnce(plan: Drafted, item: DraftItem): Record<'leads' | 'units' | 'participants', string[]> {
  const lists: Record<string, string[]> = { leads: [...item.leads], units: [...item.units], participants: [...item.participants] };
  for (let n = 1; n < item.leads.length + item.units.length + item.participants.length; n++) {
    const [, list = '', name = ''] = /^(\w+):(.*)$/s.exec(chosen(settlementOf(plan, 'unit-twice', `${item.key}:${n}`)?.optionId ?? '', 'drop') ?? '') ?? [];
    const names = Object.hasOwn(lists, list) ? lists[list]! : [];
    const at = names.lastIndexOf(name);
    if (at !== -1) names.splice(at, 1);
  }
  return lists as ReturnType<typeof namedOnce>;
}

/** Roles of an item's names after the settled decisions: "first-named leads" and its like. Who was said to be no unit is gone. */
function namesOf(plan: Drafted, item: DraftItem): Named[] {
  const once = namedOnce(plan, item);
  const [leads, units, participants] = [once.leads, once.units, once.participants].map((names) => names.filter((name) => settlementOf(plan, 'unit-unresolved', `plan:${name}`)?.optionId !== 'remove')) as [string[], string[], string[]];
  const answer = settlementOf(plan, 'role-unmarked', item.key)?.optionId ?? '';
  const beside = settlementOf(plan, 'units-without-role', item.key)?.optionId;
  const asked = chosen(answer, 'lead');
  const lead = asked !== null && units.includes(asked) ? asked : units[0];
  const unmarked = (name: string): AssignmentRole => {
    // Beside a marked lead nobody leads by standing first.
    if (leads.length > 0) return beside === 'all-lead' || beside === `lead:${name}` ? 'lead' : 'participant';
    if (units.length === 1) return 'implementer';
    return answer === 'all-lead' || name === lead ? 'lead' : 'participant';
  };
  const named = (names: readonly string[], roleOf: (name: string) => AssignmentRole): Named[] => names.map((name) => ({ name, role: roleOf(name), ...meantBy(plan, name) }));
  return [...named(leads, () => 'lead'), ...named(units, unmarked), ...named(participants, () => 'participant')];
}

/** Whether a person answered that the item is not followed up; one that has the number of an earlier one is dropped beside that one. */
function isDropped(plan: Drafted, item: DraftItem): boolean {
  return ['no-unit', 'deadline-past', 'duplicate-number'].some((kind) => settlementOf(plan, kind, item.key)?.optionId === 'drop');
}

function settledItem(plan: Drafted, item: DraftItem): SettledItem {
  const { deadline, recurrence } = datesOf(plan, item);
  const late = settlementOf(plan, 'deadline-past', item.key);
  const category = settlementOf(plan, 'category-inferred', item.key)?.optionId;
  const nobody = settlementOf(plan, 'no-unit', item.key);
  return {
    ...item,
    category: category === undefined ? item.category : chosen(category, 'category'),
    deadline: late?.optionId === 'set' ? late.value : dayBesideUpper(plan, item, deadline),
    targets: targetsBesideUpper(plan, item),
    recurrence,
    // What a template says holds for its own rhythm.
    ...(recurrence === item.recurrence ? {} : { dutyTemplate: null }),
    names: namesOf(plan, item),
    assignee: nobody?.optionId === 'assign' ? nobody.value : null,
    figuresNotNeeded: settlementOf(plan, 'no-target', item.key)?.optionId === 'none',
    merged: [],
  };
}

/**
 * The next number of the series, e.g. 三-5 after 三-2 … 三-4; a number that is no series gets a place behind it.
 *
 * @param taken numbers by their keys
 */
function nextNumber(number: string, taken: ReadonlySet<string>): string {
  const plain = number.normalize('NFKC').trim().replace(/[、.。]+$/, '');
  const [, prefix, digits] = /^(.*?)(\d+)$/.exec(plain) ?? [undefined, `${plain}-`, '1'];
  let next = Number(digits) + 1;
  while (taken.has(numberKey(`${prefix}${next}`))) next += 1;
  return `${prefix}${next}`;
}

function earlier(a: Day | null, b: Day | null): Day | null {
  return a === null || b === null ? (a ?? b) : a < b ? a : b;
}

/** Both items in one: nothing that either says is lost, and the earlier day holds. */
function merge(first: SettledItem, later: SettledItem): SettledItem {
  const joined = (a: string, b: string): string => (b === '' || a.includes(b) ? a : a === '' ? b : `${a}\n${b}`);
  return {
    ...first,
    title: first.title === later.title ? first.title : `${first.title}；${later.title}`,
    content: joined(first.content, later.content),
    quote: joined(first.quote, later.quote),
    leads: [...new Set([...first.leads, ...later.leads])],
    participants: [...new Set([...first.participants, ...later.participants])],
    units: [...new Set([...first.units, ...later.units])],
    names: [...first.names, ...later.names.filter((n) => !first.names.some((other) => other.name === n.name)).map((n) => ({ ...n, merged: true as const }))],
    assignee: first.assignee ?? later.assignee,
    targets: [...first.targets, ...later.targets],
    deadline: earlier(first.deadline, later.deadline),
    recurrence: first.recurrence ?? later.recurrence,
    figuresNotNeeded: first.figuresNotNeeded && later.figuresNotNeeded,
    merged: [...first.merged, later.key, ...later.merged],
  };
}

/** The items as they would be issued, in the order of the paper: every answer that was given has taken effect. */
export function settledItems(plan: Drafted): SettledItem[] {
  const settled: SettledItem[] = [];
  const taken = new Set(plan.items.map((i) => numberKey(i.number)));
  const first = new Map<string, number>();
  for (const raw of plan.items) {
    if (isDropped(plan, raw)) continue;
    const item = settledItem(plan, raw);
    const answer = settlementOf(plan, 'duplicate-number', raw.key);
    const before = raw.number === '' ? undefined : first.get(numberKey(raw.number));
    if (answer?.optionId === 'merge' && before !== undefined) {
      settled[before] = merge(settled[before]!, item);
      continue;
    }
    if (answer?.optionId === 'renumber') {
      item.number = answer.value ?? nextNumber(raw.number, taken);
      taken.add(numberKey(item.number));
    } else if (before === undefined) {
      first.set(numberKey(raw.number), settled.length);
    }
    settled.push(item);
    const rhythm = settlementOf(plan, 'other-rhythm', raw.key);
    if (rhythm?.optionId === 'split') {
      const number = item.number === '' ? '' : nextNumber(`${item.number}-1`, taken);
      taken.add(numberKey(number));
      settled.push({ ...item, key: `${raw.key}+rhythm`, number, recurrence: rhythm.value as Recurrence, dutyTemplate: null, deadline: null, deadlineText: null, merged: [] });
    }
  }
  return settled;
}
