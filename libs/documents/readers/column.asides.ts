import type { Header } from './table.columns';
import type { TableRow } from './table.row';
import { placeOf, type Ledger } from './ledger';
import { holdsUnits } from './unit.column';

const EMPTY = /^[-—–/\s无]*$/;

/** Says once for each column what was not taken from it: headings that the vocabulary does not know, and known ones that a draft has no place for. */
export function tellColumns(rows: readonly TableRow[], headers: readonly Header[], ledger: Ledger): void {
  const unknown = new Map<string, number>();
  const unused = new Map<string, { line: number; sample: string }>();
  const apart = new Set(headers.flatMap(({ columns, headings }) => headings.filter((_, at) => columns[at] === 'other' || columns[at] === 'note')));
  for (const row of rows) {
    const line = row.lines[0] ?? 1;
    for (const { heading, text } of row.unknown) if (!unknown.has(heading) && !holdsUnits(heading, text)) unknown.set(heading, line);
    for (const { heading, text } of row.apart) if (apart.has(heading) && !EMPTY.test(text) && !unused.has(heading)) unused.set(heading, { line, sample: text });
  }
  for (const [heading, line] of unknown)
    ledger.setAside(heading, placeOf([line]), '此栏含义不明，内容未采用', 'The meaning of this column is unknown; its cells were not used');
  for (const [heading, { line, sample }] of unused)
    ledger.setAside(
      `${heading}：${sample}`,
      placeOf([line]),
      '此栏不是事项要素，未采用，原文留在引文中（以首个有内容的单元格为例）',
      'This column holds nothing that an item is made of: not taken, but kept in the quotes (its first filled cell is shown)',
    );
}
