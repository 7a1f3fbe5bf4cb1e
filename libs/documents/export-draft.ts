import type { Draft } from '#libs/supervision/plan/draft';
import { draftRows } from './codecs/draft.sheet';
import { sectionsOf, sectionTitle, type Beside, type Section } from './codecs/draft.sections';
import { formatCsv } from './codecs/csv.codec';
import { writeTextSheets } from './codecs/xlsx.codec';

/** A draft as a file that imports again with the same plan and items, and the same questions and answers. */

/** What is written. Without questions and the rest it is a list of items alone. */
export type Exported = Pick<Draft, 'plan' | 'items'> & Partial<Beside>;

function sections({ decisions = [], answers = [], notUnderstood = [], reconciliation = [] }: Exported): Section[] {
  return sectionsOf({ decisions, answers, notUnderstood, reconciliation });
}

/** UTF-8 with byte order mark, without which spreadsheets take Chinese text for another encoding. What is beside the rows stands below them. */
export function exportDraftCsv(draft: Exported): Uint8Array {
  const below = sections(draft).flatMap(({ name, heading, rows }) => [[''], [sectionTitle(name)], heading, ...rows]);
  return new TextEncoder().encode(`\uFEFF${formatCsv([...draftRows(draft.plan, draft.items), ...below])}`);
}

/** The rows in the first sheet, what is beside them in a sheet each. */
export function exportDraftXlsx(draft: Exported): Promise<Uint8Array> {
  const rows = draftRows(draft.plan, draft.items);
  return writeTextSheets([
    { name: '任务清单', rows, boldRow: rows.length - draft.items.length },
    ...sections(draft).map(({ name, heading, rows: below }) => ({ name, rows: [heading, ...below], boldRow: 1 })),
  ]);
}

/** What a draft that was just read says, for export. */
export function exportedOf(draft: Draft): Exported {
  const { plan, items, decisions, answers = [], notUnderstood, report } = draft;
  return { plan, items, decisions, answers, notUnderstood, reconciliation: report.reconciliation };
}
