import type { DraftItem } from '#libs/supervision/plan/draft';
import { buildItem } from '../readers/item.build';
import { placeOf, type Ledger } from '../readers/ledger';
import { readHeader } from '../readers/table.columns';
import { readTableItems } from '../readers/table.reader';
import { toRow } from '../readers/table.row';
import { readCarried, readDraftRow } from './draft.sheet';
import { restored } from './inert.cell';
import { decodeTargets } from './list.codec';
import { isBlankRow, linesOfRow, type SheetRow } from './sheet.row';

/** A row that a person changed or added in an exported sheet: read by the vocabulary, like any sheet made by hand. */
function readChangedRow(row: SheetRow, heading: readonly string[], year: number, ledger: Ledger): DraftItem | null {
  const header = readHeader(heading);
  if (!header) return null;
  const cells = row.cells.map(restored);
  const [item] = readTableItems([toRow(cells, header, linesOfRow(row), false)], { firstLeads: false }, ledger);
  if (!item) return null;
  const targets = item.targetCell?.includes('|') ? decodeTargets(item.targetCell) : null;
  const key = cells[heading.findIndex((cell) => cell.trim() === '标识')] || `row-${row.fromLine}`;
  const number = cells[heading.findIndex((cell) => cell.trim() === '序号')]?.trim() ?? '';
  const built = { key, ...buildItem({ ...item, number, ...(targets ? { targets } : {}) }, { reckoningYear: year, period: null }) };
  return readCarried(heading, row.cells, built) ? built : null;
}

/** Items of an exported sheet: unchanged rows exactly as they were, changed ones as they can be read. */
export function readExportedRows(
  rows: readonly SheetRow[],
  heading: readonly string[],
  at: readonly number[],
  year: number,
  ledger: Ledger,
): DraftItem[] {
  return rows.flatMap((row) => {
    if (isBlankRow(row)) return [];
    const same = readDraftRow(row.cells, at);
    const exact = same && readCarried(heading, row.cells, same) ? same : null;
    const item = exact ?? readChangedRow(row, heading, year, ledger);
    ledger.use(linesOfRow(row), item ? 'item' : 'notUnderstood');
    if (!item) {
      ledger.setAside(
        row.cells.filter((cell) => cell !== '').join(' '),
        placeOf(linesOfRow(row)),
        '此行有单元格与栏目不符',
        'A cell of this row does not hold what its column says',
      );
    } else if (!exact) {
      ledger.infer(
        item.number,
        `第${row.fromLine}行经人工改动，按栏目含义读取`,
        `Row ${row.fromLine} was changed by hand and is read by its headings`,
      );
    }
    return item ? [item] : [];
  });
}
