import type { ImportReport, Place } from '#libs/supervision/plan/draft';
import { withoutStrayBlanks } from './text.blanks';
import { splitLines, type SourceLine } from './source.lines';

/** Where a reader of the paper finds a line: beyond its count. */
export type Where = Pick<Place, 'page' | 'paragraph' | 'table' | 'row'>;

/** Something of the paper that is no running text and was left out of it, or cannot be read: told, never dropped in silence. */
export interface PaperAside {
  /** Null: of the paper as a whole. */
  line: number | null;
  /** Where it is more than a line: all of them. */
  lines?: number[];
  text: string;
  zh: string;
  en: string;
}

/**
 * A paper as lines, whichever file it came from: what the readers of points and tables take. A row of a table is one line with its
 * cells parted by tabs.
 */
export interface Paper {
  format: ImportReport['format'];
  encoding: string;
  lines: SourceLine[];
  /** Lines of the paper, those that were left out included. */
  count: number;
  /** The file ends within a character. */
  cut: boolean;
  where: ReadonlyMap<number, Where>;
  asides: PaperAside[];
  /** Words that stand outside the running text, such as running heads: only looked at for marks of secrecy. */
  margins: string[];
}

/** Puts a paper together from what a file's reader finds, in order. */
export class PaperBuilder {
  private readonly lines: SourceLine[] = [];
  private readonly where = new Map<number, Where>();
  private readonly asides: PaperAside[] = [];
  private readonly margins: string[] = [];
  count = 0;

  line(text: string, where: Where, table?: number): void {
    this.count += 1;
    this.lines.push({ no: this.count, text, ...(table === undefined ? {} : { table }) });
    this.where.set(this.count, where);
  }

  /** A break that is no line of its own. */
  gap(): void {
    this.lines.push({ no: Math.max(this.count, 1), text: '' });
  }

  /** A line that is told and not read. */
  leaveOut(text: string, where: Where, zh: string, en: string): void {
    this.count += 1;
    this.where.set(this.count, where);
    this.asides.push({ line: this.count, text, zh, en });
  }

  /** About the paper as a whole. */
  tell(text: string, zh: string, en: string): void {
    this.asides.push({ line: null, text, zh, en });
  }

  margin(text: string): void {
    if (text.trim() !== '') this.margins.push(text);
  }

  build(format: Paper['format'], encoding: string): Paper {
    return { format, encoding, lines: this.lines, count: this.count, cut: false, where: this.where, asides: this.asides, margins: this.margins };
  }
}

/** A text as it was written: its lines are the file's own. */
export function textPaper(text: string, encoding: string, cut: boolean): Paper {
  return { format: 'txt', encoding, ...splitLines(withoutStrayBlanks(text)), cut, where: new Map(), asides: [], margins: [] };
}
