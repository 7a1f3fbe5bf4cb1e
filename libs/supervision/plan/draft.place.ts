/**
 * Where something stands in the source: lines counted from 1, inclusive. In a paper without lines of its own (docx, pdf) a paragraph is a
 * line, and so is a row of a table; what else tells a reader where it begins is there where the file tells it, each counted from 1.
 */
export interface Place {
  fromLine: number;
  toLine: number;
  section?: string;
  page?: number;
  /** Paragraph outside of tables, blank ones left out. */
  paragraph?: number;
  table?: number;
  /** Row of that table, or of the sheet. */
  row?: number;
  sheet?: string;
}
