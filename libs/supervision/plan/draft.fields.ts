import type { DraftDecision, DraftDecisionKind } from './draft';
import { choiceOf, type Choice } from './draft.choices';
import type { DraftField, FieldSource, ItemFields, ReadHow } from './field.source';
import type { DraftItemChange } from './plan.events';

const ASKS: Partial<Record<DraftDecisionKind, DraftField>> = {
  'role-unmarked': 'roles',
  'units-without-role': 'roles',
  'no-unit': 'units',
  'no-deadline': 'deadline',
  'impossible-date': 'deadline',
  'deadline-past': 'deadline',
  'other-rhythm': 'recurrence',
  'no-target': 'targets',
  'category-inferred': 'category',
};

const RANK: Readonly<Record<ReadHow, number>> = { missing: 0, inferred: 1, marked: 2, column: 2, entered: 3 };

/** How the field was read that a question is about; null where it is about none. */
export function howOf({ kind, itemKey }: Pick<DraftDecision, 'kind' | 'itemKey'>, fields: Readonly<Record<string, ItemFields>>): ReadHow | null {
  const field = ASKS[kind];
  return (field !== undefined && itemKey !== null && fields[itemKey]?.[field]?.how) || null;
}

/** What keeps the plan from being issued first, then what the paper leaves least sure; equals in the order of the paper. */
export function leastSureFirst<D extends DraftDecision>(decisions: readonly D[], fields: Readonly<Record<string, ItemFields>>): D[] {
  const rank = (d: D): number => {
    const how = howOf(d, fields);
    return (d.blocking ? 0 : 10) + (how === null ? RANK.inferred : RANK[how]);
  };
  return decisions.map((d) => ({ d, at: rank(d) })).sort((a, b) => a.at - b.at).map(({ d }) => d);
}

/** A question with how its field was read, and with what each of its choices takes beside itself. */
export type ShownDecision<D extends DraftDecision> = Omit<D, 'options'> & { how: ReadHow | null; options: (D['options'][number] & { takes: Choice['takes']; valueNeeded: boolean })[] };

/** Questions as a person sees them: the least sure first. */
export function asShown<D extends DraftDecision>(decisions: readonly D[], fields: Readonly<Record<string, ItemFields>> = {}): ShownDecision<D>[] {
  return leastSureFirst(decisions, fields).map((d) => ({ ...d, how: howOf(d, fields), options: d.options.map((option) => ({ ...option, ...takenBy(d, option.id) })) }));
}

function takenBy({ kind }: DraftDecision, optionId: string): { takes: Choice['takes']; valueNeeded: boolean } {
  const choice = choiceOf(kind, optionId);
  const takes = choice?.takes ?? 'nothing';
  return { takes, valueNeeded: takes !== 'nothing' && choice?.optional !== true };
}

const ENTERED: FieldSource = { how: 'entered', quote: null, place: null };
/** Of an item that a person added: nothing was read. */
export const ALL_ENTERED: ItemFields = { title: ENTERED, category: ENTERED, units: ENTERED, roles: ENTERED, deadline: ENTERED, recurrence: ENTERED, targets: ENTERED };
const CHANGES: readonly [keyof DraftItemChange, readonly DraftField[]][] = [
  ['title', ['title']], ['category', ['category']], ['leads', ['units', 'roles']], ['participants', ['units', 'roles']], ['units', ['units', 'roles']],
  ['deadline', ['deadline']], ['recurrence', ['recurrence']], ['targets', ['targets']],
];

/** Fields after a person's change: what was entered no longer rests on the paper. */
export function fieldsAfter(fields: ItemFields, change: DraftItemChange): ItemFields {
  const entered = CHANGES.flatMap(([key, of]) => (change[key] === undefined ? [] : of));
  return { ...fields, ...Object.fromEntries(entered.map((field) => [field, ENTERED])) };
}
