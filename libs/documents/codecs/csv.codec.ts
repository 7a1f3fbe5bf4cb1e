/** Comma-separated text after RFC 4180; on reading also tabs and semicolons, and quotation marks used loosely. */

export interface CsvRecord {
  cells: string[];
  /** Lines of the file, counted from 1, inclusive. */
  fromLine: number;
  toLine: number;
}

/** Linear in the text; an unclosed quotation mark takes in the rest, which then shows as one long cell. */
export function parseCsv(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let from = 0;
  let quoted = false;
  let line = 1;
  let fromLine = 1;
  const endRecord = (): void => {
    cells.push(cell);
    records.push({ cells, fromLine, toLine: line });
    cells = [];
    cell = '';
  };
  let i = 0;
  while (i < text.length) {
    const char = text.charAt(i);
    if (quoted) {
      const close = text.indexOf('"', i);
      const end = close < 0 ? text.length : close;
      for (from = text.indexOf('\n', i); from >= 0 && from < end; from = text.indexOf('\n', from + 1)) line += 1;
      cell += text.slice(i, end);
      if (text.charAt(end + 1) === '"') {
        cell += '"';
        i = end + 2;
      } else {
        quoted = false;
        i = end + 1;
      }
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
      i += 1;
    } else if (char === delimiter) {
      cells.push(cell);
      cell = '';
      i += 1;
    } else if (char === '\n' || char === '\r') {
      endRecord();
      i += char === '\r' && text.charAt(i + 1) === '\n' ? 2 : 1;
      line += 1;
      fromLine = line;
    } else {
      const next = text.slice(i + 1, i + 4096).search(/[",\t;\r\n]/);
      const end = next < 0 ? Math.min(text.length, i + 4096) : i + 1 + next;
      cell += text.slice(i, Math.max(end, i + 1));
      i = Math.max(end, i + 1);
    }
  }
  if (cell !== '' || cells.length > 0) endRecord();
  return records;
}

/** Quotes only where needed; line ends are CRLF as the standard has them. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string): string => (/[",\r\n\t;]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  return rows.map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}

/** The separator that occurs most in the first lines, outside quotation marks. */
export function detectDelimiter(text: string): string {
  const head = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counts = [',', '\t', ';'].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((a, b) => (b.count > a.count ? b : a)).mark;
}
