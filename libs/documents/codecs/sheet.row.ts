/** A row of a sheet or a record of a csv file. */
export interface SheetRow {
  cells: string[];
  /** Counted from 1, inclusive; a csv record may span lines. */
  fromLine: number;
  toLine: number;
}

export function linesOfRow(row: SheetRow): number[] {
  return Array.from({ length: row.toLine - row.fromLine + 1 }, (_, index) => row.fromLine + index);
}

export function isBlankRow(row: SheetRow): boolean {
  return row.cells.every((cell) => cell.trim() === '');
}

/** What a row says, each word of it once: merged cells show the same. */
export function wordsOfRow(row: SheetRow): string {
  return [...new Set(row.cells.map((cell) => cell.trim()))].filter((cell) => cell !== '').join('  ');
}
