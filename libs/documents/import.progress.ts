/** How far the reading of a file has come. */
export interface ImportProgress {
  /** Pages of a pdf, lines of any paper, rows of a sheet, items found. */
  what: 'pages' | 'lines' | 'rows' | 'items';
  done: number;
  /** Null where it is not known beforehand. */
  of: number | null;
}
