import { formatCsv } from '../codecs/csv.codec';
import { inert } from '../codecs/inert.cell';
import { dutyWords } from './duty.words';

/** A row of a list of duties with its names, to be written. */
export interface DutyOut {
  plan: string;
  number: string | null;
  title: string;
  kind: string;
  unit: string;
  person: string | null;
  since: string;
  due: string | null;
  /** Where it is opened, below the interface's address. */
  path: string;
}

/** To-do and overdue lists as csv. */
export function dutyCsv(rows: readonly DutyOut[]): Uint8Array {
  const cells = rows.map((r) => [r.plan, r.number ?? '', r.title, dutyWords(r.kind), r.unit, r.person ?? '', r.since, r.due ?? '', r.path].map(inert));
  return new TextEncoder().encode(`\uFEFF${formatCsv([['计划', '序号', '事项', '应办', '单位', '责任人', '起始', '期限', '地址'], ...cells])}`);
}
