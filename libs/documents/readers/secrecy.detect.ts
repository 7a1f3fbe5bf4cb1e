import { fold } from '../text/fold';

/**
 * Whether a paper bears the mark of a state secret (绝密, 机密, 秘密; with ★ and a period, GB/T 9704). 内部资料 and 内部使用 are no secrecy
 * levels, and a sentence about secrets is no mark.
 */

/** A mark stands at the head, on a line of its own or beside the copy number and the urgency. */
const HEAD_LINES = 15;
const LONGEST_MARK_LINE = 40;
const STAR = '[★☆✩✭⭐*]';
const ALONE = /^(?:密级[::]?)?[\[【(]?(?:绝密|机密|秘密)[\]】)]?$/;
const STARRED = new RegExp(`(?:^|[^\\u4e00-\\u9fa5])(?:密级[::]?)?(?:绝密|机密|秘密)${STAR}`);
const LABELLED = /密级[::](?:绝密|机密|秘密)/;

function bearsMark(line: string, atHead: boolean): boolean {
  if (line.length > LONGEST_MARK_LINE) return false;
  const words = fold(line)
    .replace(/[#>*_]{2,}|^#+|^>/g, '')
    .replace(/\s+/g, '');
  return STARRED.test(words) || LABELLED.test(words) || (atHead && ALONE.test(words));
}

/** Cells of a column 密级 that name a level. */
function hasColumn(rows: readonly (readonly string[])[]): boolean {
  const columns = new Set<number>();
  for (const row of rows) {
    row.forEach((cell, at) => {
      if (/^密\s*级$/.test(cell.trim())) columns.add(at);
    });
    for (const at of columns) if (ALONE.test((row[at] ?? '').trim())) return true;
  }
  return false;
}

/** A starred or labelled mark counts anywhere (an annex has its own), a bare word only at the head, or in a column for it. */
export function isClassified(rows: readonly (readonly string[])[]): boolean {
  let filled = 0;
  for (const cell of rows.flat()) {
    if (cell.trim() === '') continue;
    filled += 1;
    if (bearsMark(cell.trim(), filled <= HEAD_LINES)) return true;
  }
  return hasColumn(rows);
}
