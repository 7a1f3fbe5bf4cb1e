import type { PaperBuilder } from '../text/paper';
import type { Unshown } from './docx.text';

/** What a document holds beside the text that its reader sees, each kind told once. */
export interface BesideText extends Unshown {
  nested: number;
  /** Other documents that were put in whole. */
  foreign: number;
  comments: number;
}

type Telling = readonly [keyof BesideText | 'revisions', (count: number) => string, (count: number) => string];

const TELLINGS: readonly Telling[] = [
  ['revisions', (n) => `文件带有修订痕迹（${n}处）：插入的文字已计入，删除的文字未计入；请确认是否定稿`, (n) => `The file keeps ${n} tracked changes: what was inserted is in, what was deleted is out. Check that it is final`],
  ['comments', (n) => `文件有${n}条批注，未读取`, (n) => `${n} comments were not read`],
  ['hidden', (n) => `文件有隐藏文字（${n}处），未读取`, (n) => `Hidden words in ${n} places were not read`],
  ['pictures', (n) => `文件有${n}张图片或图形，其中文字无法读取`, (n) => `${n} pictures or drawings: words in them cannot be read`],
  ['contents', () => '目录未作为正文读取', () => 'The table of contents was not read as text'],
  ['nested', (n) => `单元格内有嵌套表格（${n}个）：有表头的单独读取，其余并入单元格文字，请核对`, (n) => `${n} tables inside cells: those with a heading are read by themselves, others as words of the cell. Check them`],
  ['foreign', (n) => `文件内嵌${n}个其他文档，未读取：请单独导入`, (n) => `${n} other documents are embedded and were not read: import them by themselves`],
];

export function tellUnshown(paper: PaperBuilder, beside: BesideText): void {
  const counts = { ...beside, revisions: beside.insertions + beside.deletions };
  for (const [kind, zh, en] of TELLINGS) if (counts[kind] > 0) paper.tell('', zh(counts[kind]), en(counts[kind]));
}
