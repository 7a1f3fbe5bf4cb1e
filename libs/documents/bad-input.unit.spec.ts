import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import type { Draft } from '#libs/supervision/plan/draft';
import { importPlan, type ImportOutcome } from './import-plan';
import type { ImportFailureCode } from './import.failure';
import { BoundedReader } from './reading/bounded.reader';
import { docxOf, paragraph, table } from './testing/docx.make';
import { pdfOf } from './testing/pdf.make';
import { zipOf } from './testing/zip.make';

/** Files as office programs make them, kept in `test-data/bad`: each is refused with what to do, or read in part with what is missing told. */

const file = (name: string): Uint8Array => new Uint8Array(readFileSync(join(__dirname, 'test-data', 'bad', name)));
const run = (bytes: Uint8Array, fileName: string): Promise<ImportOutcome> => importPlan(bytes, { fileName, today: '2031-01-15' });

async function draftOf(bytes: Uint8Array, fileName: string): Promise<Draft> {
  const outcome = await run(bytes, fileName);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft;
}
const reasons = (draft: Draft): string => draft.notUnderstood.map(({ text, reason }) => `${text}：${reason.zh}`).join('\n');

describe('a file that is refused', () => {
  it.each<[string, ImportFailureCode, RegExp]>([
    ['password.docx', 'locked', /取消密码/], ['password.xlsx', 'locked', /取消密码/], ['password.pdf', 'locked', /取消密码/],
    ['macros.docm', 'macros', /不含宏/], ['macros.xlsm', 'macros', /不含宏/],
    ['corrupt.docx', 'unreadable', /重新获取/], ['truncated.docx', 'unreadable', /重新获取/], ['truncated.xlsx', 'unreadable', /重新获取/], ['truncated.pdf', 'unreadable', /重新获取/],
    ['scan.pdf', 'scanned', /文字识别/], ['bomb.docx', 'too-large', /拆分/],
  ])('%s says %s and what to do, in both languages', async (name, code, remedy) => {
    expect(await run(file(name), name)).toMatchObject({ ok: false, code, zh: expect.stringMatching(remedy), en: expect.stringMatching(/^[A-Z].*(?:save|get it again|split|OCR)/) });
  });

  it('a pdf of which a page unpacks to a thousand times its size takes no more memory than it may', async () => {
    const part = deflateRawSync(Buffer.alloc(16 * 1_024 * 1_024, ' '), { finishFlush: constants.Z_FULL_FLUSH });
    const page = Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array.from({ length: 40 }, () => part), Buffer.from([3, 0, 0, 0, 0, 0])]);
    const bytes = pdfOf([{ texts: [], rules: [] }], { packed: page });
    expect(bytes.length).toBeLessThan(1_024 * 1_024);
    const reading = await new BoundedReader({ bounds: { memoryMb: 512, deadlineMs: 200_000 } }).read<'plan'>({ kind: 'plan', bytes, fileName: 'bomb.pdf', today: '2031-01-15' });
    expect(reading).toMatchObject({ ok: false, code: 'too-demanding', zh: expect.stringContaining('拆分'), en: expect.stringContaining('split') });
  });
});

describe('a file that is read in part', () => {
  it('with links to other files: saved results count, no link is opened', async () => {
    const draft = await draftOf(file('external-links.xlsx'), 'external-links.xlsx');
    expect(draft.items.map(({ number, units, targets }) => [number, units, targets.map(({ value, unit }) => `${value}${unit}`)])).toEqual([['1', ['市总工会'], ['20个']], ['2', ['市人社局'], ['8场']]]);
    expect(reasons(draft)).toContain('链接了其他文件');
  });

  it('with formulas that were never worked out: their cells are named and empty', async () => {
    const draft = await draftOf(file('formulas-unsaved.xlsx'), 'formulas-unsaved.xlsx');
    expect(draft.items.map(({ title, targets }) => [title, targets.length])).toEqual([['建好职工驿站', 0], ['办好技能比武', 1]]);
    expect(reasons(draft)).toMatch(/E2、A3.*公式没有保存结果/);
  });

  it('with a table inside a table: its words are those of its cell, and it is told', async () => {
    const draft = await draftOf(file('nested-table.docx'), 'nested-table.docx');
    expect(draft.items.map(({ number, units }) => [number, units])).toEqual([['1', ['市总工会']], ['2', ['市人社局']]]);
    expect(draft.items[0]?.targets.map(({ value, unit }) => `${value}${unit}`)).toEqual(['20个', '35个']);
    expect(reasons(draft)).toContain('嵌套表格');
  });

  it('with a workbook within the document, packed or not: the document is read, and the workbook told', async () => {
    const name = 'word/embeddings/Microsoft_Excel_Sheet1.xlsx';
    for (const stored of [[], [name]]) {
      const inner = Buffer.from(zipOf({ 'xl/workbook.xml': '<workbook/>' }));
      const draft = await draftOf(docxOf({ body: paragraph('2031年某市改革工作要点') + paragraph('1. 建好课堂。（牵头单位：市匠才办）') + paragraph('2. 健全队伍。（牵头单位：市总工会）'), parts: { [name]: inner }, stored }), 'plan.docx');
      expect(draft.items.map(({ number }) => number)).toEqual(['1', '2']);
      expect(reasons(draft)).toContain('内嵌1个其他文档');
    }
  });

  it('with two plans: the first is read, the second named with its place', async () => {
    const draft = await draftOf(file('two-plans.docx'), 'two-plans.docx');
    expect(draft.plan).toMatchObject({ title: '甲市2031年产业工人队伍建设改革工作要点', documentNumber: '甲产改〔2031〕1号' });
    expect(draft.items.filter(({ number }) => number !== '')).toHaveLength(3);
    const other = draft.notUnderstood.find(({ text }) => text.includes('安全生产专项整治'));
    expect(other).toMatchObject({ reason: { zh: expect.stringContaining('另有一份计划'), en: expect.stringContaining('Another plan') } });
    expect(other?.place.fromLine).toBeGreaterThan(5);
  });

  it('with five thousand rows in a table: all of them', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => [String(i + 1), `第${i + 1}项任务`, '市总工会', '6月底前']);
    const draft = await draftOf(docxOf({ body: paragraph('某市2031年重点任务清单') + table([['序号', '任务名称', '责任单位', '完成时限'], ...rows]) }), 'large.docx');
    expect(draft.items).toHaveLength(5_000);
    expect(draft.items.at(-1)).toMatchObject({ number: '5000', deadline: '2031-06-30', place: { table: 1, row: 5_001 } });
  });
});
