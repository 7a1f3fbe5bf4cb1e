import type { ImportOutcome } from '#libs/documents/import-plan';
import type { ImportProgress } from '#libs/documents/import.progress';
import { BoundedReader } from '#libs/documents/reading/bounded.reader';
import type { KnownUnits } from '#libs/supervision/plan/draft';
import type { Day } from '#libs/supervision/time/day';

const WHAT: Readonly<Record<ImportProgress['what'], { zh: string; en: string }>> = {
  pages: { zh: '页', en: 'pages' },
  lines: { zh: '行（段、表格行）', en: 'lines' },
  rows: { zh: '行', en: 'rows' },
  items: { zh: '项', en: 'items' },
};

/** Shorter papers are read before anybody could look. */
const TOLD_FROM = 200;

/** On the error stream, so that what is printed stays what was asked for. */
function tell({ what, done, of }: ImportProgress): void {
  if ((of ?? done) < TOLD_FROM) return;
  const { zh, en } = WHAT[what];
  const part = of === null || of === done ? String(done) : `${done}/${of}`;
  process.stderr.write(`已读取 ${part} ${zh} / ${part} ${en} read\n`);
}

/** Reads a plan's file in a thread of its own, and says on the way how far it is. */
export function readPlanFile(bytes: Uint8Array, options: { fileName: string; known?: KnownUnits; today: Day }): Promise<ImportOutcome> {
  return new BoundedReader().read<'plan'>({ kind: 'plan', bytes, ...options }, tell);
}
