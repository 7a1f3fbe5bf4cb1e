import type { Draft, KnownUnits } from '#libs/supervision/plan/draft';
import { importFailure, type ImportFailure } from './import.failure';
import type { ImportProgress } from './import.progress';
import { MAX_FILE_BYTES, MAX_ITEMS, MAX_LINES } from './import.limits';
import { detectFormat } from './codecs/format.detect';
import { refuseFormat } from './codecs/format.refuse';
import { readCsvPlan } from './codecs/csv.plan.reader';
import { readXlsxPlan } from './codecs/xlsx.plan.reader';
import { isClassified } from './readers/secrecy.detect';
import { readFirstPlan } from './readers/other.plans';
import { plainPaper } from './readers/plain.paper';
import { looksLikePlan } from './readers/subject.detect';
import { readDocxPaper } from './docx/docx.paper';
import { readPdfPaper } from './pdf/pdf.paper';
import type { Paper } from './text/paper';
import { decodeText } from './text/text.decode';

export interface ImportOptions {
  fileName: string;
  /** Registered units and groups; without them names are judged by their shape only. */
  known?: KnownUnits;
  /** `YYYY-MM-DD` in Asia/Shanghai: the year for dates in a paper that names no year at all. */
  today: string;
  /** Told how far the reading has come. */
  progress?: ((told: ImportProgress) => void) | undefined;
}

export type ImportOutcome = { ok: true; draft: Draft } | ImportFailure;

function checked(draft: Draft): ImportOutcome {
  if (draft.items.length > MAX_ITEMS) return importFailure('too-many-rows', `${draft.items.length} > ${MAX_ITEMS}`);
  return { ok: true, draft };
}

/** Why a draft cannot become a plan by itself: it names no item. Such a draft is shown, never stored. Null where it names some. */
export function withoutItems(draft: Draft): ImportFailure | null {
  return draft.items.length === 0 ? importFailure('no-items', '正文未列出任务 / the text lists no tasks') : null;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/**
 * Reads a plan from a file's bytes: text, csv, xlsx, docx, or pdf with a text layer. Never throws for what a file holds: a file that cannot be read is
 * an {@link ImportFailure}, a paper that can be read in part is a draft that says what it lacks.
 */
export async function importPlan(bytes: Uint8Array, options: ImportOptions): Promise<ImportOutcome> {
  if (bytes.length === 0) return importFailure('empty');
  if (bytes.length > MAX_FILE_BYTES) return importFailure('too-large', `${megabytes(bytes.length)} > ${megabytes(MAX_FILE_BYTES)}`);
  const format = detectFormat(bytes);
  if (format === 'docx') return importPaper(readDocxPaper(bytes), options);
  if (format === 'pdf') return importPaper(await readPdfPaper(bytes, options.progress), options);
  if (format !== 'xlsx' && format !== 'text') return refuseFormat(format);
  if (format === 'xlsx') {
    const read = await readXlsxPlan(bytes, options);
    return read.ok ? checked(read.draft) : read;
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) return importFailure(decoded.code);
  if (decoded.text.trim() === '') return importFailure('empty');
  if ((decoded.text.match(/\n/g)?.length ?? 0) > MAX_LINES) return importFailure('too-many-rows', `> ${MAX_LINES}`);
  if (isClassified(decoded.text.split(/[\r\n\f]+/).map((line) => line.split(/[\t,|]/)))) return importFailure('classified');
  const csv = readCsvPlan(decoded.text, { ...options, encoding: decoded.encoding });
  if (csv) return csv.ok ? checked(csv.draft) : csv;
  return importPaper(plainPaper(decoded.text, decoded.encoding, decoded.cut), options);
}

/** The same for every paper, whichever file its lines came from. */
function importPaper(paper: Paper | ImportFailure, { fileName, known, today, progress }: ImportOptions): ImportOutcome {
  if ('ok' in paper) return paper;
  const words = paper.lines.map(({ text }) => text).join('\n');
  if (words.trim() === '') return importFailure('empty');
  if (paper.count > MAX_LINES) return importFailure('too-many-rows', `${paper.count} > ${MAX_LINES}`);
  const beside = [...paper.margins, ...paper.asides.map(({ text }) => text)];
  if ([paper.lines.map(({ text }) => text), beside].some((lines) => isClassified(lines.map((line) => line.split(/[\t,|]/))))) return importFailure('classified');
  progress?.({ what: 'lines', done: paper.count, of: paper.count });
  const draft = readFirstPlan(paper, { fileName, known, today });
  if (draft.items.length === 0 && !looksLikePlan(words, draft)) return importFailure('no-items');
  progress?.({ what: 'items', done: draft.items.length, of: draft.items.length });
  return checked(draft);
}
