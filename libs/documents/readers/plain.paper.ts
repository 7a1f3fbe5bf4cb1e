import { textPaper, type Paper } from '../text/paper';
import { withoutColumns } from '../text/text.columns';
import { withoutBoxes } from './boxed.tables';
import { withoutHtml } from './html.tables';
import { withPrintedTables } from './printed.tables';

/** A plain or markdown text as a paper: its tables, however they are drawn, as lines of cells, and columns one after the other. */
export function plainPaper(text: string, encoding: string, cut: boolean): Paper {
  const written = textPaper(text, encoding, cut);
  const paper = { ...written, lines: withoutBoxes(withoutHtml(written.lines)) };
  const tabled = withPrintedTables(paper, text);
  return tabled === paper ? { ...paper, lines: withoutColumns(paper.lines, text) } : tabled;
}
