import type { DraftItem } from '#libs/supervision/plan/draft';
import { parseMark } from '../grammar/mark.parse';
import { fold } from '../text/fold';

/** An item's number as the paper prints it. Where the paper numbers anew under each heading, the plan's own number has the heading's before it (二-1), so that it names one item. */
export function writtenNumber({ number, quote }: Pick<DraftItem, 'number' | 'quote'>): string {
  const own = parseMark(quote)?.ordinal ?? '';
  if (own !== '' && number.endsWith(`-${own}`)) return own;
  // A row of a table shows its number among its cells.
  const tail = /^\d{1,3}-(.+)$/.exec(number)?.[1];
  const cells = quote.split(/\s+/).map((cell) => fold(cell).replace(/^\((.*)\)$/, '$1').replace(/[.、)]+$/, ''));
  return tail !== undefined && cells.includes(tail) && !cells.includes(number) ? tail : number;
}
