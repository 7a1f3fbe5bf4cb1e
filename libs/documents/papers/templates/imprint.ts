import type { Day } from '#libs/supervision/time/day';
import type { Imprint } from '../paper';

/** 版记; none where nobody gets a copy. */
export function imprintOf(lines: Imprint['lines'], printedBy: string, printedOn: Day, copies: number | null = null): Imprint | null {
  return lines.every((l) => l.to.length === 0) ? null : { lines, printedBy, printedOn, copies };
}
