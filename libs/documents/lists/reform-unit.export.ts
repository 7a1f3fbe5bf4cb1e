import type { Particulars } from '#libs/supervision/reform-unit/reform-unit.events';
import type { Day } from '#libs/supervision/time/day';
import { formatCsv } from '../codecs/csv.codec';
import { inert } from '../codecs/inert.cell';
import { encodeNames } from '../codecs/list.codec';
import { writeSheets } from '../codecs/xlsx.codec';
import { REFORM_UNIT_COLUMNS, TYPE_WORDS, type ReformUnitColumn } from './reform-unit.columns';

/** A reform unit with its names, to be written. */
export interface ReformUnitOut {
  particulars: Omit<Particulars, 'unitId'>;
  since: Day;
  ownPlan: string | null;
  contactUnits: { name: string; since: Day }[];
  /** By name, or by what tells two of one name apart, and their unit. */
  instructors: { person: string; unit: string; since: Day }[];
  left: { until: Day; reason: string } | null;
}

const COLUMNS = Object.keys(REFORM_UNIT_COLUMNS) as ReformUnitColumn[];
const HEADING = COLUMNS.map((column) => REFORM_UNIT_COLUMNS[column][0]);
const WIDTHS: Partial<Record<ReformUnitColumn, number>> = { name: 28, ownPlan: 28, contactUnits: 24, instructors: 28, leftReason: 24 };

function cellsOf({ particulars, since, ownPlan, contactUnits, instructors, left }: ReformUnitOut): string[] {
  const days = [...contactUnits, ...instructors].map((l) => l.since);
  const one = new Set(days).size <= 1;
  const cells: Record<ReformUnitColumn, string | null> = {
    ...particulars,
    unitType: TYPE_WORDS[particulars.unitType],
    since,
    ownPlan,
    contactUnits: encodeNames(contactUnits.map((c) => c.name)),
    instructors: encodeNames(instructors.map((i) => `${i.person}（${i.unit}）`)),
    linkedSince: one ? (days[0] ?? '') : days.join('、'),
    until: left?.until ?? '',
    leftReason: left?.reason ?? '',
  };
  return COLUMNS.map((column) => cells[column] ?? '');
}

/** The list as csv; read again it is the same list. */
export function reformUnitsCsv(units: readonly ReformUnitOut[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${formatCsv([HEADING, ...units.map((u) => cellsOf(u).map(inert))])}`);
}

/** The same as a workbook. */
export function reformUnitsXlsx(units: readonly ReformUnitOut[]): Promise<Uint8Array> {
  return writeSheets([{ name: '重点改革单位', rows: [HEADING, ...units.map(cellsOf)], headingRow: 1, widths: COLUMNS.map((column) => WIDTHS[column] ?? 12) }]);
}
