import type { Paragraph } from '../text/paragraph.reader';
import { parseMark } from '../grammar/mark.parse';
import { readHeadingWords } from './heading.time';
import type { TableRow } from './table.row';

/** What stands above a row outside of its table: the heading that it is under. */
export interface RowSection {
  /** As written. */
  text: string;
  /** Of several tables, each under a heading of its own: what the rows are about. */
  category: string | null;
  time: string | null;
}

const LONGEST = 60;

/** By row: the short line above its table. Null where there is none. */
export function sectionsOfRows(paragraphs: readonly Paragraph[], rows: readonly TableRow[]): (row: TableRow) => RowSection | null {
  const above = paragraphs.filter(({ text }) => text.length <= LONGEST).map((paragraph) => ({ paragraph, line: paragraph.lines[0] ?? 0 }));
  const paragraphOf = (row: TableRow): Paragraph | null => {
    let [low, high] = [0, above.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((above[middle]?.line ?? 0) < (row.lines[0] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return above[low - 1]?.paragraph ?? null;
  };
  const headings = new Set(rows.map(paragraphOf));
  const isHeading = (paragraph: Paragraph | null): boolean => paragraph !== null && (paragraph.heading > 1 || parseMark(paragraph.text)?.level === 'section' || parseMark(paragraph.text)?.level === 'sub');
  const several = headings.size > 1 && [...headings].every(isHeading);
  return (row) => {
    const paragraph = paragraphOf(row);
    if (paragraph === null) return null;
    const { words, time } = readHeadingWords(paragraph.text);
    return { text: paragraph.text, category: several ? words : null, time: isHeading(paragraph) ? time : null };
  };
}
