import type { Draft } from '#libs/supervision/plan/draft';
import { draftRows } from './codecs/draft.sheet';
import { formatCsv } from './codecs/csv.codec';
import { writeWorkbook } from './codecs/xlsx.codec';

/** A draft as a file that imports again with the same plan and the same items. */

/** UTF-8 with byte order mark, without which spreadsheets take Chinese text for another encoding. */
export function exportDraftCsv(draft: Pick<Draft, 'plan' | 'items'>): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${formatCsv(draftRows(draft.plan, draft.items))}`);
}

export function exportDraftXlsx(draft: Pick<Draft, 'plan' | 'items'>): Promise<Uint8Array> {
  const rows = draftRows(draft.plan, draft.items);
  return writeWorkbook('任务清单', rows, rows.length - draft.items.length);
}
