import type { Entry, LineTarget, RoundForm, RoundLine, RoundState } from '#libs/supervision/reporting-round/round.types';
import { countingSending } from '#libs/supervision/reporting-round/round.figures';
import type { QualityRule } from '#libs/supervision/feedback/report.quality';
import { writeSheets, type SheetOut } from '../codecs/xlsx.codec';
import { carried, checkOf } from './form.entry';
import { COLUMN_ORDER, COLUMNS, FACTS, HELP, OPEN, WIDTHS, type Column } from './form.layout';

type Cell = string | number | null;
type NameOf = (unitId: string) => string;

const ROLES: Record<RoundLine['role'], string> = { lead: '牵头', participant: '参与', implementer: '实施' };
const STATUSES: Record<RoundForm['status'], string> = { open: '填报中', inApproval: '本单位审批中', sent: '已报送', collected: '已收表', dropped: '不再报送' };
const FLAGS: Record<QualityRule, string> = { repeatsLast: '重复填报', figureMissing: '有指标无数字', evidenceMissing: '无佐证', saysNothing: '内容空泛' };

/** What the log knew of a line and one of its targets. */
function knownCells(line: RoundLine, target: LineTarget | null): Partial<Record<Column, Cell>> {
  const { last } = line;
  return {
    number: line.number,
    title: line.title,
    role: ROLES[line.role],
    steps: line.steps.map((s, i) => `${i + 1}. ${s.title}${s.day === null ? '' : `（${s.day}）`}`).join('\n'),
    last: last === null ? '' : `${last.noProgress ? '无新进展：' : ''}${last.text}`,
    lastPercent: line.percent,
    metric: target?.metric ?? '',
    goal: target === null ? '' : `${target.comparison === '=' ? '' : target.comparison}${target.value}${target.unit}`,
    reported: target?.reported ?? null,
    reportedAsOf: target?.asOf ?? '',
    lineId: line.id,
    targetId: target?.targetId ?? '',
  };
}

/** What the unit says of it; what belongs to the line stands in its first row. */
function saidCells(line: RoundLine, target: LineTarget | null, entry: Entry | null, first: boolean): Partial<Record<Column, Cell>> {
  const value = entry?.values.findLast((v) => v.targetId === target?.targetId) ?? null;
  const step = line.steps.findIndex((s) => s.stepId === entry?.stepId);
  return {
    value: value?.value ?? null,
    asOf: value?.asOf ?? '',
    ...(first ? { text: entry?.text ?? '', percent: entry?.percent ?? null, step: step < 0 ? null : step + 1, noProgressReason: entry?.noProgressReason ?? '', check: checkOf(entry) } : {}),
  };
}

function rowsOf(line: RoundLine, entry: Entry | null): Partial<Record<Column, Cell>>[] {
  const targets = line.targets.length === 0 ? [null] : line.targets;
  return targets.map((target, i) => ({ ...knownCells(line, target), ...saidCells(line, target, entry, i === 0) }));
}

function cells(row: Partial<Record<Column, Cell>>, columns: readonly Column[]): Cell[] {
  return columns.map((column) => {
    const cell = row[column] ?? null;
    return typeof cell === 'string' ? carried(cell) : cell;
  });
}

/** A unit's form as a workbook: what is known, what is saved so far, and room for the rest. Read back by {@link readForm}. */
export function writeForm(round: RoundState, form: RoundForm, nameOf: NameOf): Promise<Uint8Array> {
  const facts: [string, Cell][] = [
    [FACTS.round, carried(round.title)],
    [FACTS.unit, nameOf(form.unitId)],
    [FACTS.period, `${round.period.from}至${round.period.to}`],
    [FACTS.day, form.attemptDay ?? round.day],
    [FACTS.roundId, round.id],
    [FACTS.planId, round.planId ?? ''],
    [FACTS.unitId, form.unitId],
    [FACTS.version, form.version],
    [FACTS.help, HELP],
  ];
  const heading = COLUMN_ORDER.map((c) => COLUMNS[c]);
  const lines = form.lines.flatMap((line) => rowsOf(line, form.entries[line.id] ?? null)).map((row) => cells(row, COLUMN_ORDER));
  const open = OPEN.map((c) => COLUMN_ORDER.indexOf(c));
  return writeSheets([{ name: '报表', rows: [...facts, heading, ...lines], headingRow: facts.length + 1, widths: COLUMN_ORDER.map((c) => WIDTHS[c]), open }]);
}

/** Of the long table: what stands in a unit's form, without what only the way back needs. */
const TOLD: readonly Column[] = COLUMN_ORDER.filter((c) => c !== 'check' && c !== 'steps' && c !== 'step');

/**
 * All forms of a round for the office: how each unit stands, and one long table, to sort and filter, of what was sent. A form that
 * is not out, or was returned, has said nothing yet: its lines stand there without an answer.
 */
export function writeRound(round: RoundState, forms: readonly RoundForm[], nameOf: NameOf): Promise<Uint8Array> {
  const standing = forms.map((form): Cell[] => {
    const sending = countingSending(form);
    const noProgress = sending?.entries.filter((e) => e.noProgressReason !== null).length ?? 0;
    const late = sending === null ? (form.status === 'dropped' ? '' : '未报') : sending.late ? '逾期' : '按时';
    return [nameOf(form.unitId), STATUSES[form.status], late, sending?.at ?? '', form.lines.length, sending === null ? null : sending.entries.length - noProgress, sending === null ? null : noProgress, form.arming - 1, sending?.event ?? null, form.unitId];
  });
  const units: SheetOut = {
    name: '报送情况',
    rows: [['单位', '状态', '是否按时', '报送时间', '应报事项', '有进展', '无新进展', '退回次数', '依据事件', '单位标识'], ...standing],
    headingRow: 1,
    widths: [24, 14, 10, 24, 10, 8, 10, 10, 10, 16],
  };
  const table = forms.flatMap((form) => {
    const sending = countingSending(form);
    return form.lines.flatMap((line) => {
      const entry = sending?.entries.find((e) => e.lineId === line.id) ?? null;
      const flags = sending?.flags.find((f) => f.lineId === line.id)?.flags.map((f) => FLAGS[f.rule]).join('、') ?? '';
      return rowsOf(line, entry).map((row): Cell[] => [nameOf(form.unitId), ...cells(row, TOLD), flags]);
    });
  });
  const items: SheetOut = { name: '事项进展', rows: [['单位', ...TOLD.map((c) => COLUMNS[c].replace('*', '')), '提示'], ...table], headingRow: 1, widths: [24, ...TOLD.map((c) => WIDTHS[c]), 16] };
  return writeSheets([units, items]);
}
