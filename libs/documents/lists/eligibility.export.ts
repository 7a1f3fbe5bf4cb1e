import type { FactInWords } from '#libs/supervision/eligibility/fact-in-words';
import { formatCsv } from '../codecs/csv.codec';
import { inert } from '../codecs/inert.cell';
import { writeSheets } from '../codecs/xlsx.codec';

const HEADING = ['企业', '性质', '类别', '事实', '数值', '单位', '更正', '依据事件'];
const WIDTHS = [28, 12, 18, 28, 10, 8, 60, 60];
/** What a cell of a sheet holds of events; the csv, and the API, have all. */
const MOST_EVENTS_OF_A_CELL = 200;

function cellsOf({ unit, unitClass, group, fact, value, measure, putRight, events }: FactInWords, most: number): string[] {
  const shown = events.slice(0, most);
  return [unit, unitClass, group, fact, value, measure, putRight.join('；'), [...shown, ...(events.length > most ? [`…共${events.length}件`] : [])].join(' ')];
}

/** A row a fact, for machines. */
export function eligibilityCsv(facts: readonly FactInWords[]): Uint8Array {
  const rows = facts.map((f) => cellsOf(f, Number.MAX_SAFE_INTEGER).map(inert));
  return new TextEncoder().encode(`\uFEFF${formatCsv([HEADING, ...rows])}`);
}

/**
 * For who assesses: a sheet of facts, and one of what was put right in them.
 *
 * @param said what the table is, over which days and as known when
 */
export function eligibilityXlsx(facts: readonly FactInWords[], said: string): Promise<Uint8Array> {
  const corrected = facts.filter((f) => f.putRight.length > 0);
  return writeSheets([
    { name: '事实', rows: [[said], HEADING, ...facts.map((f) => cellsOf(f, MOST_EVENTS_OF_A_CELL))], headingRow: 2, widths: WIDTHS },
    { name: '更正', rows: [['企业', '事实', '现数值', '更正'], ...corrected.flatMap((f) => f.putRight.map((words) => [f.unit, f.fact, f.value, words]))], headingRow: 1, widths: [28, 28, 10, 90] },
  ]);
}
