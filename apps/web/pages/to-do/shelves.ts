import type { Schemas } from '../../api/client';

type Row = Schemas['TodoRowBody'];
export const SHELVES = ['overdue', 'today', 'thisWeek', 'later', 'noDay'] as const;
export type Shelf = (typeof SHELVES)[number];

const DAY_MS = 86_400_000;

/** Calendar days from one day to another; negative where it is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export function shelfOf(row: Pick<Row, 'due'>, today: string): Shelf {
  if (row.due === null) return 'noDay';
  const days = daysBetween(today, row.due);
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days <= 7 ? 'thisWeek' : 'later';
}
