import type { Draft, KnownUnits } from '#libs/supervision/plan/draft';
import { importFailure, type ImportFailure } from './import.failure';
import { MAX_FILE_BYTES, MAX_ITEMS, MAX_LINES } from './import.limits';
import { detectFormat } from './codecs/format.detect';
import { readCsvPlan } from './codecs/csv.plan.reader';
import { readXlsxPlan } from './codecs/xlsx.plan.reader';
import { isClassified } from './readers/secrecy.detect';
import { readTextPlan } from './readers/text.plan.reader';
import { looksLikePlan } from './readers/subject.detect';
import { decodeText } from './text/text.decode';

export interface ImportOptions {
  fileName: string;
  /** Registered units and groups; without them names are judged by their shape only. */
  known?: KnownUnits;
  /** `YYYY-MM-DD` in Asia/Shanghai: the year for dates in a paper that names no year at all. */
  today: string;
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
 * Reads a plan from a file's bytes: text, csv or xlsx. Never throws for what a file holds: a file that cannot be read is
 * an {@link ImportFailure}, a paper that can be read in part is a draft that says what it lacks.
 */
export async function importPlan(bytes: Uint8Array, options: ImportOptions): Promise<ImportOutcome> {
  if (bytes.length === 0) return importFailure('empty');
  if (bytes.length > MAX_FILE_BYTES) return importFailure('too-large', `${megabytes(bytes.length)} > ${megabytes(MAX_FILE_BYTES)}`);
  const format = detectFormat(bytes);
  if (format === 'cut') return importFailure('unreadable');
  if (format === 'unknown') return importFailure('unknown-format');
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
  const draft = readTextPlan(decoded.text, {
    fileName: options.fileName,
    encoding: decoded.encoding,
    cut: decoded.cut,
    known: options.known,
    today: options.today,
  });
  if (draft.items.length === 0 && !looksLikePlan(decoded.text, draft)) return importFailure('no-items');
  return checked(draft);
}
