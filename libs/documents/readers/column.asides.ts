import type { DraftItem } from '#libs/supervision/plan/draft';
import type { Header } from './table.columns';
import type { RawItem } from './item.build';
import type { TableRow } from './table.row';
import { placeOf, type Ledger } from './ledger';
import { isStepHeading } from './steps.reader';
import { holdsUnits } from './unit.column';

const EMPTY = /^[-—–/\s无]*$/;

/** Says once for each column what was not taken from it: headings that the vocabulary does not know, and known ones that a draft has no place for. */
export function tellColumns(rows: readonly TableRow[], headers: readonly Header[], ledger: Ledger): void {
  const unknown = new Map<string, number>();
  const unused = new Map<string, { line: number; sample: string }>();
  const apart = new Set(headers.flatMap(({ columns, headings }) => headings.filter((_, at) => columns[at] === 'other' || columns[at] === 'note')));
  for (const row of rows) {
    const line = row.lines[0] ?? 1;
    for (const { heading, text } of row.unknown) if (!unknown.has(heading) && !isStepHeading(heading) && !holdsUnits(heading, text)) unknown.set(heading, line);
    for (const { heading, text } of row.apart) if (apart.has(heading) && !EMPTY.test(text) && !unused.has(heading)) unused.set(heading, { line, sample: text });
  }
  for (const [heading, line] of unknown)
    ledger.setAside(heading, placeOf([line]), '此栏含义不明，内容未采用', 'The meaning of this column is unknown; its cells were not used');
  for (const [heading, { line, sample }] of unused)
    ledger.setAside(
      `${heading}：${sample}`,
      placeOf([line]),
      '此栏不是事项要素，未采用，原文留在引文中（以首个有内容的单元格为例）',
      'This column holds nothing that an item is made of: not taken, but kept in the quotes (its first filled cell is shown)',
    );
}

/** Tells the cells about steps that give none that can be followed, and says how long those are taken to be that do. */
export function tellSteps(raws: readonly RawItem[], items: readonly Pick<DraftItem, 'number' | 'steps'>[], ledger: Ledger): void {
  const taken: string[] = [];
  raws.forEach(({ stepCells = [], place }, at) => {
    const item = items[at];
    const said = stepCells.filter(({ text }) => !EMPTY.test(text) && !text.includes('|'));
    if (said.length === 0 || item === undefined) return;
    if (item.steps) taken.push(item.number);
    else ledger.setAside(said.map(({ heading, text }) => `${heading}：${text}`).join('；'), place, '此栏所写步骤没有逐步写明时限，未登记为步骤，原文留在引文中', 'The steps of this column have no day each: they were not taken as steps, and are kept in the quote');
  });
  if (taken.length > 0) ledger.infer(null, `${taken.length}项按原文登记了步骤和时限；原文未写工期，按与前一步时限之间的工作日计，可修改：${taken.join('、')}`, `Steps with their days were taken for ${taken.length} item(s); the paper names no durations, each takes the working days since the day before it, which can be changed: ${taken.join(', ')}`);
}
