import type { DraftItem, ImportReport } from '#libs/supervision/plan/draft';
import { parseNumber } from '#libs/supervision/text/numeral';
import type { Announced } from '../readers/announced.reader';

type Reconciliation = ImportReport['reconciliation'];

/** 约50个 agrees with a count no further off than this share. */
const APPROXIMATE_SHARE = 0.1;

function announcedAgainstFound(announced: readonly Announced[], items: number, categories: number): Reconciliation {
  const seen = new Set<string>();
  return announced.flatMap(({ count, of, approximate, text }) => {
    const key = `${of}:${count}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const found = of === 'items' ? items : categories;
    const agrees = approximate ? Math.abs(found - count) <= count * APPROXIMATE_SHARE : found === count;
    return [{ what: { zh: `文中“${text}”`, en: `The text announces ${count} ${of}` }, announced: count, found, agrees }];
  });
}

/** Missing and repeated numbers in plain numbering 1, 2, 3 … or 一, 二, 三 …; composite numbers are compared within their section. */
function numbering(items: readonly DraftItem[]): Reconciliation {
  const series = new Map<string, number[]>();
  for (const { number } of items) {
    const match = /^(.*?)(\d+|[一二三四五六七八九十百]+)$/.exec(number);
    const value = parseNumber(match?.[2] ?? '');
    if (match && value !== null) series.set(match[1] ?? '', [...(series.get(match[1] ?? '') ?? []), value]);
  }
  const all = new Set(items.map(({ number }) => number));
  return [...series].map(([prefix, numbers]) => {
    // 2-2 beside 2: what was split off counts on from the item itself.
    const present = new Set(all.has(prefix.replace(/-$/, '')) ? [1, ...numbers] : numbers);
    const highest = numbers.reduce((a, b) => Math.max(a, b), 0);
    const lowest = numbers.reduce((a, b) => Math.min(a, b), highest);
    const missing: number[] = [];
    for (let n = Math.min(lowest, 1); n <= highest && missing.length < 20; n += 1) if (n > 0 && !present.has(n)) missing.push(n);
    const repeated = numbers.length - new Set(numbers).size;
    const zh = `${prefix}编号连续性${missing.length > 0 ? `（缺${missing.join('、')}）` : ''}${repeated > 0 ? `（重复${repeated}处）` : ''}`;
    const en =
      `Numbering${prefix === '' ? '' : ` ${prefix}`}${missing.length > 0 ? ` (missing ${missing.join(', ')})` : ''}${repeated > 0 ? ` (${repeated} repeated)` : ''}`.trim();
    return { what: { zh, en }, announced: highest, found: numbers.length, agrees: missing.length === 0 && repeated === 0 };
  });
}

/** Compares what the paper says of itself with what was read. */
export function reconcile(announced: readonly Announced[], items: readonly DraftItem[], categories: number): Reconciliation {
  const numbered = items.filter(({ number }) => number !== '');
  return [...announcedAgainstFound(announced, numbered.length, categories), ...numbering(numbered)];
}

const NUMBERING = /^Numbering/;

/** The same of an exported sheet, whose paper is not there: what the paper announced is kept, what was found is counted anew. */
export function reconcileAgain(stored: Reconciliation, items: readonly DraftItem[], categories: number): Reconciliation {
  const numbered = items.filter(({ number }) => number !== '');
  const announced = stored.filter(({ what }) => !NUMBERING.test(what.en));
  return [
    ...announced.map((entry) => {
      const found = /categories$/.test(entry.what.en) ? categories : numbered.length;
      return found === entry.found ? entry : { ...entry, found, agrees: found === entry.announced };
    }),
    ...numbering(numbered),
  ];
}
