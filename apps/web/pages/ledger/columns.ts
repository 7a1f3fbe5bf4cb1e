import { useState } from 'react';

export const COLUMNS = ['number', 'light', 'title', 'lead', 'deadline', 'firstDeadline', 'status', 'category', 'progress', 'nextDue'] as const;
export type Column = (typeof COLUMNS)[number];
/** Without these a row could not be told from another. */
export const ALWAYS: ReadonlySet<Column> = new Set<Column>(['number', 'title']);
const USUAL: readonly Column[] = ['number', 'light', 'title', 'lead', 'deadline', 'status', 'progress', 'nextDue'];
/** Kept under a name of its own since the progress is among the usual ones. */
const KEPT = 'duban-ledger-columns-2';

function kept(): readonly Column[] {
  const named = localStorage.getItem(KEPT)?.split(',') ?? USUAL;
  return COLUMNS.filter((c) => ALWAYS.has(c) || named.includes(c));
}

/** Which columns are shown, in their own order; the choice is kept on this device. */
export function useColumns(): [readonly Column[], (chosen: readonly Column[]) => void] {
  const [columns, setColumns] = useState(kept);
  return [
    columns,
    (chosen) => {
      localStorage.setItem(KEPT, chosen.join(','));
      setColumns(kept());
    },
  ];
}
