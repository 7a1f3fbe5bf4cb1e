import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { projectRoot } from '#libs/platform/project-root';
import type { Comparison, Recurrence } from '#libs/supervision/plan/draft';

/** What an office clerk reads in an invented paper, written down before any program read it. */
export interface LabelledItem {
  /** As written; empty for a duty outside the numbered rows. */
  number: string;
  /** The same number where the paper numbers anew under each heading: with more of the headings above it. */
  alsoNumber?: string;
  title: string;
  /** The paper gives no title: `title` is its first sentence, and a beginning of it is as good. */
  sentence?: true;
  /** Looked at where the label names one. */
  category?: string;
  leads?: string[];
  participants?: string[];
  units?: string[];
  /** Metric, comparison, value in base units, unit. */
  targets?: [string, Comparison, number, string][];
  deadline?: string;
  recurrence?: Recurrence;
}

export interface Labels {
  plan: Partial<Record<'title' | 'documentNumber' | 'year' | 'issuedOn', string | number | null>>;
  items: LabelledItem[];
}

export interface LabelledPaper {
  name: string;
  fileName: string;
  bytes: Uint8Array;
  labels: Labels;
}

const FOLDER = join(projectRoot(), 'test', 'bench', 'import', 'papers');

/** A cell that a workbook keeps as a day, shown in a form of its own. */
interface DayCell {
  day: string;
  shown: string;
}

interface Sheet {
  sheet: string;
  rows: (string | number | DayCell)[][];
  merges: string[];
}

/** A workbook is kept as the rows of its sheet, or of its sheets, which a review can read. */
async function workbookOf(content: Sheet | { sheets: Sheet[] }): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  for (const { sheet: name, rows, merges } of 'sheets' in content ? content.sheets : [content]) {
    const sheet = workbook.addWorksheet(name);
    for (const cells of rows) {
      const row = sheet.addRow(cells.map((cell) => (typeof cell === 'object' ? new Date(`${cell.day}T00:00:00Z`) : cell)));
      cells.forEach((cell, i) => {
        if (typeof cell === 'object') row.getCell(i + 1).numFmt = cell.shown;
      });
    }
    for (const range of merges) sheet.mergeCells(range);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** The papers of the labelled set, by name: each beside a file of the same name with its labels. */
export async function labelledPapers(): Promise<LabelledPaper[]> {
  const files = readdirSync(FOLDER).sort();
  const papers = files.filter((file) => !file.endsWith('.json') || file.endsWith('.sheet.json'));
  return Promise.all(
    papers.map(async (file) => {
      const name = file.split('.')[0] ?? file;
      const content = readFileSync(join(FOLDER, file));
      const labels = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Labels;
      const isSheet = file.endsWith('.sheet.json');
      const bytes = isSheet ? await workbookOf(JSON.parse(content.toString('utf8')) as Sheet) : new Uint8Array(content);
      return { name, fileName: isSheet ? `${name}.xlsx` : file, bytes, labels };
    }),
  );
}
