import ExcelJS from 'exceljs';
import fc from 'fast-check';
import type { Entry, LineEntry, RoundForm, RoundLine, RoundState, SavedEntry, Sending } from '#libs/supervision/reporting-round/round.types';
import { times } from '#libs/supervision/testing/times';
import { readForm, type FormRead } from './form.read';
import { writeForm, writeRound } from './form.write';

const target = (targetId: string, reported: number | null = null): RoundLine['targets'][number] => ({ targetId, metric: '培训', comparison: '>=', value: 100, unit: '人次', reported, asOf: reported === null ? null : '2031-02-28' });
const line = (id: string, change: Partial<RoundLine> = {}): RoundLine => ({
  id, itemId: `i-${id}`, assignmentId: 'a1', number: '三-2', title: '技能培训', role: 'lead',
  steps: [{ stepId: 'a1-1', title: '技能培训', day: '2031-06-30' }, { stepId: 'a1-2', title: '总结', day: null }],
  targets: [target('t1', 40), target('t2')], percent: 30, last: { at: '2031-02-28T02:00:00.000Z', text: '办班两期', noProgress: false }, ...change,
});
const LINES = [line('x.a1'), line('y.a1', { targets: [], steps: [], last: null, percent: null }), line('z.a1', { targets: [target('t1')] })];

const saved = (entry: Partial<Entry>): SavedEntry => ({ stepId: null, text: '', percent: null, values: [], noProgressReason: null, at: '2031-03-17T01:00:00.000Z', personId: 'p', version: 2, ...entry });
const formWith = (entries: RoundForm['entries'] = {}, change: Partial<RoundForm> = {}): RoundForm => ({
  unitId: 'hr', lines: LINES, entries, version: 7, event: 2, status: 'open', arming: 1, since: '2031-03-17T01:00:00.000Z', attemptDay: null, soughtBy: null, approvals: [], seekings: 0, sendings: [], returned: null, collected: null, urgedAt: null, dropped: null, ...change,
});
const round = { id: 'r1', planId: 'p1', title: '2031年3月调度', period: { from: '2031-03-01', to: '2031-03-31' }, day: '2031-03-21' } as RoundState;
const name = (id: string): string => `单位${id}`;
const asked = { roundId: 'r1', planId: 'p1', unitId: 'hr', lines: LINES };

async function opened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return book;
}

/** The form with cells changed by heading and row of the table, as somebody would in a spreadsheet. */
async function filledIn(form: RoundForm, change: (cell: (heading: string, row: number) => ExcelJS.Cell, sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = await opened(await writeForm(round, form, name));
  const sheet = book.worksheets[0]!;
  let headingRow = 0;
  sheet.eachRow((row, n) => {
    if (row.getCell(1).value === '序号') headingRow = n;
  });
  const headings = (sheet.getRow(headingRow).values as string[]).slice(1);
  change((heading, row) => sheet.getRow(headingRow + row).getCell(headings.indexOf(heading) + 1), sheet);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function entries(read: FormRead): LineEntry[] {
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.entries;
}
function faults(read: FormRead): { field: string; zh: string; en: string }[] {
  if (read.ok || read.because !== 'faults') throw new Error(JSON.stringify(read));
  return read.faults;
}

const words = fc.array(fc.oneof(fc.constantFrom('=', '+', '-', '@', "'", '＝', '"', '\n', '\r\n', '\t', ' ', '_x0041_', '_x005F_', '_', '&', '<', '=SUM(A1)', '\u0001', '培训 3 场', '30%'), fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 6 }).map((p) => p.join(''));
const value = fc.record({ targetId: fc.constantFrom('t1', 't2'), value: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), asOf: fc.constantFrom('2031-03-01', '2031-03-16') });
const anEntry = fc.record({ stepId: fc.constantFrom(null, 'a1-1', 'a1-2'), text: words, percent: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }), values: fc.array(value, { maxLength: 3 }), noProgressReason: fc.option(words, { nil: null }) });

describe('a unit’s form as a workbook', () => {
  it('comes back as it went out: nothing is changed by a sheet that nobody touched', async () => {
    await fc.assert(fc.asyncProperty(fc.option(anEntry, { nil: undefined }), fc.option(anEntry, { nil: undefined }), async (x, y) => {
      const form = formWith({ ...(x && { 'x.a1': saved(x) }), ...(y && { 'y.a1': saved({ ...y, stepId: null, values: [] }) }) });
      const read = await readForm(await writeForm(round, form, name), asked);
      expect(entries(read)).toEqual([]);
      expect(read).toMatchObject({ ok: true, seen: 7 });
    }), times(60));
  });

  it('gives back exactly what was typed into it, whatever it begins with', async () => {
    const typed = ['=1+1', '+86', '-完成', '@all', "'引号", '=cmd|x!A1', '第一行\n第二行'];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...typed), async (text) => {
      const written = await writeForm(round, formWith({ 'x.a1': saved({ text }) }), name);
      const sheet = (await opened(written)).worksheets[0]!;
      sheet.eachRow((row) => row.eachCell((cell) => expect([cell.type === ExcelJS.ValueType.Formula, /^[=+\-@]/.test(String(cell.value))]).toEqual([false, false])));
      // Without its sum the line counts as touched, and is read whole.
      const again = await filledIn(formWith({ 'x.a1': saved({ text }) }), (cell) => (cell('校验', 1).value = null));
      expect(entries(await readForm(again, asked))).toEqual([{ lineId: 'x.a1', stepId: null, text, percent: null, values: [], noProgressReason: null }]);
    }), { examples: typed.map((t): [string] => [t]), numRuns: typed.length });
  });

  it('shows what was known: number, title, last progress, last values', async () => {
    const sheet = (await opened(await writeForm(round, formWith(), name))).worksheets[0]!;
    const rows = (sheet.getSheetValues() as (unknown[] | undefined)[]).filter((r) => r?.includes('x.a1')).map((r) => r!.slice(1, 11));
    expect(rows).toEqual([
      ['三-2', '技能培训', '牵头', '1. 技能培训（2031-06-30）\n2. 总结', '办班两期', 30, '培训', '>=100人次', 40, '2031-02-28'],
      ['三-2', '技能培训', '牵头', '1. 技能培训（2031-06-30）\n2. 总结', '办班两期', 30, '培训', '>=100人次', undefined, ''],
    ]);
  });

  it('is read from figures, percentages, days and formulas as people write them', async () => {
    const bytes = await filledIn(formWith(), (cell) => {
      cell('本期进展*', 1).value = '已办三期';
      const share = cell('完成%*', 1);
      Object.assign(share, { value: 0.29, style: { ...share.style, numFmt: '0%' } });
      cell('对应步骤*', 1).value = 2;
      cell('本期值*', 1).value = { formula: '40+20', result: 60 };
      cell('截至日期*', 1).value = new Date('2031-03-16T00:00:00Z');
      cell('本期值*', 2).value = '1,200';
      cell('截至日期*', 2).value = '2031年3月6日';
      cell('无新进展原因*', 3).value = '等待资金';
    });
    expect(entries(await readForm(bytes, asked))).toEqual([
      { lineId: 'x.a1', stepId: 'a1-2', text: '已办三期', percent: 29, values: [{ targetId: 't1', value: 60, asOf: '2031-03-16' }, { targetId: 't2', value: 1200, asOf: '2031-03-06' }], noProgressReason: null },
      { lineId: 'y.a1', stepId: null, text: '', percent: null, values: [], noProgressReason: '等待资金' },
    ]);
  });

  it('takes what is merged over the rows of a line once, a day with its time, and a day without its year as that of the period', async () => {
    const bytes = await filledIn(formWith(), (cell, sheet) => {
      sheet.mergeCells(`${cell('本期进展*', 1).address}:${cell('本期进展*', 2).address}`);
      cell('本期进展*', 1).value = '已办三期';
      cell('本期值*', 1).value = 60;
      cell('截至日期*', 1).value = '2031-03-16 23:30';
      cell('本期值*', 2).value = 61;
      cell('截至日期*', 2).value = '3月16日';
    });
    expect(entries(await readForm(bytes, asked))).toEqual([
      { lineId: 'x.a1', stepId: null, text: '已办三期', percent: null, values: [{ targetId: 't1', value: 60, asOf: '2031-03-16' }, { targetId: 't2', value: 61, asOf: '2031-03-16' }], noProgressReason: null },
    ]);
    const timed = await filledIn(formWith(), (cell) => {
      cell('本期值*', 1).value = 60;
      cell('截至日期*', 1).value = new Date('2031-03-16T23:30:00Z');
      cell('本期值*', 2).value = 61;
      cell('截至日期*', 2).value = '12月31日';
    });
    expect(entries(await readForm(timed, asked))).toMatchObject([{ values: [{ asOf: '2031-03-16' }, { asOf: '2030-12-31' }] }]);
  });

  it('refuses a day that stands where words or a figure belong', async () => {
    const shownAsDay = (cell: ExcelJS.Cell): void => {
      Object.assign(cell, { value: new Date('2031-03-20T00:00:00Z'), style: { ...cell.style, numFmt: 'yyyy-mm-dd' } });
    };
    const bytes = await filledIn(formWith(), (cell) => {
      cell('本期进展*', 1).value = new Date('2031-03-16T00:00:00Z');
      shownAsDay(cell('本期值*', 1));
      cell('截至日期*', 1).value = '2031-03-16';
      shownAsDay(cell('无新进展原因*', 3));
    });
    const told = faults(await readForm(bytes, asked));
    expect(told.map((f) => f.zh).join()).toContain('请改成文本后重填');
    expect(told).toHaveLength(3);
  });

  it('tells what cannot be placed by sheet, row and column, in both languages', async () => {
    const bytes = await filledIn(formWith(), (cell) => {
      cell('完成%*', 1).value = '一半';
      cell('对应步骤*', 1).value = 9;
      cell('本期值*', 1).value = 60;
      cell('截至日期*', 2).value = '上周';
      cell('本期值*', 3).value = 5;
      cell('截至日期*', 3).value = '2031-03-16';
      cell('本期值*', 4).value = { formula: 'A1/0', result: { error: '#DIV/0!' } as unknown as number };
      cell('本期进展*', 5).value = '多出来的一行';
    });
    const told = faults(await readForm(bytes, asked));
    expect(told.map((f) => f.field)).toEqual(['报表!L11', '报表!M11', '报表!N11', '报表!O12', '报表!N13', '报表!N14', '报表!Q15']);
    expect(told[0]).toEqual({ field: '报表!L11', zh: '“报表”第 11 行 L 列（完成%*）：“一半”不是数', en: 'Sheet “报表”, row 11, column L (完成%*): “一半” is no number' });
  });

  it('refuses a formula without a saved result', async () => {
    const bytes = await filledIn(formWith(), (cell) => (cell('本期进展*', 1).value = { formula: 'A1&"x"' } as ExcelJS.CellFormulaValue));
    expect(faults(await readForm(bytes, asked))).toEqual([expect.objectContaining({ field: '报表!K11', zh: expect.stringContaining('公式没有计算结果') })]);
  });

  it.each([['round', { roundId: 'r2' }], ['unit', { unitId: 'other' }], ['plan', { planId: 'p2' }]])('of another %s is refused', async (which, other) => {
    expect(await readForm(await writeForm(round, formWith(), name), { ...asked, ...other })).toMatchObject({ ok: false, because: 'foreign', name: which });
  });

  it('finds its columns where somebody has moved them, and its rows in any order', async () => {
    const bytes = await filledIn(formWith(), (cell, sheet) => {
      cell('本期进展*', 4).value = '挪动之后';
      sheet.spliceColumns(3, 1);
      const last = sheet.lastRow!.values;
      sheet.spliceRows(sheet.rowCount, 1);
      sheet.insertRow(11, last);
    });
    expect(entries(await readForm(bytes, asked))).toEqual([expect.objectContaining({ lineId: 'z.a1', text: '挪动之后' })]);
  });

  it('clears what somebody cleared, and leaves lines alone that were given out blank', async () => {
    const bytes = await filledIn(formWith({ 'x.a1': saved({ text: '旧的' }) }), (cell) => (cell('本期进展*', 1).value = null));
    expect(entries(await readForm(bytes, asked))).toEqual([expect.objectContaining({ lineId: 'x.a1', text: '' })]);
  });

  it('says of a fault found later where it stands', async () => {
    const read = await readForm(await filledIn(formWith(), (cell) => (cell('完成%*', 1).value = 130)), asked);
    if (!read.ok) throw new Error('refused');
    expect(read.placed({ field: 'entries.x.a1.percent', zh: '应为 0 至 100', en: 'must be from 0 to 100' })).toMatchObject({ field: '报表!L11', zh: expect.stringContaining('应为 0 至 100') });
    expect(read.placed({ field: 'entries.x.a1', zh: '未填写', en: 'is not filled in' }).field).toBe('报表!K11');
  });

  it.each<[string, Uint8Array, string]>([['empty', new Uint8Array(), 'empty'], ['a text', new TextEncoder().encode('a,b'), 'unknown-format'], ['cut off', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'unreadable']])('that is %s is refused', async (_, bytes, code) => {
    expect(await readForm(bytes, asked)).toMatchObject({ ok: false, because: 'file', code });
  });
});

describe('all forms of a round as one workbook', () => {
  it('has each unit’s standing, and a row for each line and target of what was sent', async () => {
    const sending: Sending = { arming: 1, at: '2031-03-18T02:00:00.000Z', recordedAt: '2031-03-18T02:00:00.000Z', event: 12, personId: 'p', entries: [{ lineId: 'x.a1', stepId: null, text: '=已报', percent: 50, values: [{ targetId: 't1', value: 60, asOf: '2031-03-16' }], noProgressReason: null }], flags: [{ lineId: 'x.a1', flags: [{ rule: 'saysNothing', policyVersion: 1, found: 1, asked: 8 }] }], onBehalf: null, late: true };
    const forms = [formWith({}, { status: 'sent', sendings: [sending] }), formWith({ 'x.a1': saved({ text: '未报送的草稿' }) }, { unitId: 'edu' })];
    const [units, items] = (await opened(await writeRound(round, forms, name))).worksheets as [ExcelJS.Worksheet, ExcelJS.Worksheet];
    const values = (sheet: ExcelJS.Worksheet): unknown[][] => (sheet.getSheetValues() as (unknown[] | undefined)[]).filter((r) => r !== undefined).map((r) => r!.slice(1));
    expect(values(units).slice(1).map((r) => r.slice(0, 3))).toEqual([['单位hr', '已报送', '逾期'], ['单位edu', '填报中', '未报']]);
    expect(values(items)).toHaveLength(1 + 2 * 4);
    expect(values(items)[1]).toEqual(expect.arrayContaining(['单位hr', "'=已报", 60, '内容空泛']));
    // What a unit has not sent is its own.
    expect(JSON.stringify(values(items))).not.toContain('草稿');
  });

  it('that bears a secrecy mark is refused; a report on secrets kept is none', async () => {
    const marked = await filledIn(formWith(), (_, sheet) => (sheet.getRow(sheet.rowCount + 1).getCell(1).value = '机密★1年'));
    expect(await readForm(marked, asked)).toMatchObject({ ok: false, because: 'file', code: 'classified' });
    const plain = await filledIn(formWith(), (cell) => (cell('本期进展*', 1).value = '组织保密教育，未发现泄露国家秘密'));
    expect((await readForm(plain, asked)).ok).toBe(true);
  });
});
