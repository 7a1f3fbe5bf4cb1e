import type { DraftItem } from '../../api/plans';

/** What is typed of an item of a draft. */
export type Typed = Pick<DraftItem, 'title' | 'number' | 'leads' | 'participants' | 'units' | 'content' | 'recurrence'> & { category: string; deadline: string };

/** An item as it stands in its form. */
export function typedOf({ title, number, leads, participants, units, content, category, deadline, recurrence }: DraftItem): Typed {
  return { title, number, leads, participants, units, content, category: category ?? '', deadline: deadline ?? '', recurrence };
}
