import type { Schemas } from '../../api/client';
import type { DraftItem } from '../../api/plans';

export type TypedStep = Omit<Schemas['DraftStepBody'], 'unit' | 'deadline'> & { unit?: string | null; deadline?: string | null };

/** What is typed of an item of a draft: what is left empty is an empty string or an empty list. */
export type TypedItem = Pick<DraftItem, 'title' | 'number' | 'leads' | 'participants' | 'units' | 'content' | 'recurrence' | 'targets'> & { category: string; deadline: string; steps: TypedStep[] };

export const NOTHING_TYPED: TypedItem = { number: '', title: '', category: '', leads: [], participants: [], units: [], deadline: '', recurrence: null, content: '', targets: [], steps: [] };

/** An item as it stands in its form. */
export function typedOf({ title, number, leads, participants, units, content, category, deadline, recurrence, targets, steps = [] }: DraftItem): TypedItem {
  return inOrder({ title, number, leads, participants, units, content, category: category ?? '', deadline: deadline ?? '', recurrence, targets, steps });
}

/** Each line with its fields in one order, so that what was not touched is the same. */
export function inOrder({ recurrence, targets, steps, ...rest }: TypedItem): TypedItem {
  return {
    ...rest,
    recurrence: recurrence ?? null,
    targets: targets.map(({ metric, comparison, value, unit, text, reckoning, upper }) => ({ metric, comparison, value, unit: unit ?? '', text, reckoning, upper })),
    steps: steps.map(({ key, title, unit, workingDays, after, deadline }) => ({ key, title, unit: unit || null, workingDays, after: after ?? [], deadline: deadline || null })),
  };
}

/** What is typed, as the command takes it. */
export function commanded({ category, deadline, steps, ...rest }: Partial<TypedItem>): Omit<Schemas['ChangeItemBody'], 'itemKey'> {
  return {
    ...rest,
    ...(category !== undefined && { category: category || null }),
    ...(deadline !== undefined && { deadline: deadline || null }),
    ...(steps !== undefined && { steps: steps.map((step) => ({ ...step, unit: step.unit ?? null, deadline: step.deadline ?? null })) }),
  };
}
