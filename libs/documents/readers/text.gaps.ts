import { parseUnitNames } from '../grammar/units.list';
import type { Paragraph } from '../text/paragraph.reader';
import { tellColumns } from './column.asides';
import type { Front } from './front.reader';
import type { RawItem } from './item.build';
import { placeOf, type Ledger } from './ledger';
import type { TableReading } from './table.rows';

interface Gaps {
  ledger: Ledger;
  /** The file ends within a character. */
  cut: boolean;
  front: Front;
  table: TableReading;
  numbered: readonly RawItem[];
  paragraphs: readonly Paragraph[];
  count: number;
}

/** The lists of units in the words of an item that end in 等. */
function openLists(quote: string): string {
  const lists = quote.split(/[，,；;。：:（）()【】\n\t|]/).map((words) => words.trim().replace(/(?:共同|具体|按职责|分工)*(?:负责|牵头|配合|参与|协办|承办|落实|实施|组织)+$/, ''));
  return lists.filter((words) => words.includes('等') && parseUnitNames(words).open).join('；');
}

/** Says what is missing or could not be placed. */
export function tellGaps({ ledger, cut, front, table, numbered, paragraphs, count }: Gaps): void {
  if (front.beginsMidway) {
    ledger.use(front.beginsMidway.lines, 'notUnderstood');
    ledger.setAside(
      front.beginsMidway.text,
      placeOf(front.beginsMidway.lines),
      '文件从公文正文中间开始，前文缺失',
      'The file begins in the middle of a letter: what comes before is missing',
    );
  }
  if (front.title === null) ledger.infer(null, '未见标题，以文件名代替', 'No title was found: the file name stands in');
  if (cut) ledger.setAside('', placeOf([count]), '文件末尾不完整', 'The end of the file is cut off');
  const last = paragraphs.at(-1);
  const lastRow = table.rows.at(-1)?.lines.at(-1) ?? 0;
  if (last && (last.lines.at(-1) ?? 0) > lastRow && last.text.length > 60 && /[\u4e00-\u9fa5、，]$/.test(last.text) && !front.used.has(last)) {
    ledger.setAside(
      last.text.slice(-40),
      placeOf(last.lines.slice(-1)),
      '文件在句子中间结束，后文缺失',
      'The file ends in the middle of a sentence: what follows is missing',
    );
  }
  tellColumns(table.rows, table.headers, ledger);
  for (const item of numbered) {
    if (item.units.open)
      ledger.setAside(
        openLists(item.quote) || item.title,
        item.place,
        '单位名单以“等”结尾，只取列出的单位；还有其他单位的请补录',
        'The list of units is open-ended (等): only those named are taken. Add the others, if there are any',
      );
  }
  if (numbered.length === 0) {
    const longest = paragraphs[0];
    ledger.setAside(
      longest?.text ?? '',
      placeOf(longest?.lines ?? [1]),
      '文中没有编号的事项或任务表：未生成事项',
      'The text has no numbered items and no task table: no items were made',
    );
  }
}
