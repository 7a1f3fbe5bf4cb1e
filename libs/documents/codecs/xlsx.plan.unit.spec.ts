import ExcelJS from 'exceljs';
import { importPlan } from '../import-plan';
import type { Draft } from '#libs/supervision/plan/draft';

const HEAD = ['序号', '项目名称', '牵头单位', '完成时限'];

async function draftOf(fill: (workbook: ExcelJS.Workbook) => void): Promise<Draft> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  const outcome = await importPlan(new Uint8Array(await workbook.xlsx.writeBuffer()), { fileName: 'plan.xlsx', today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft;
}
const told = (draft: Draft): [string, string][] => draft.notUnderstood.map(({ text, reason }) => [text, reason.zh]);

describe('a workbook', () => {
  it('of several sheets tells which one was read, which others hold a plan and which are hidden', async () => {
    const draft = await draftOf((workbook) => {
      workbook.addWorksheet('说明').addRow(['请各单位核对']);
      workbook.addWorksheet('清单').addRows([HEAD, ['1', '建好课堂', '市总工会', '年底前']]);
      workbook.addWorksheet('清单二').addRows([['某市体检安排表'], HEAD, ['1', '另一件', '市总工会', '年底前']]);
      workbook.addWorksheet('旧稿', { state: 'hidden' }).addRows([HEAD, ['1', '旧的', '市总工会', '年底前']]);
    });
    expect(draft.items.map(({ title, place }) => [title, place.sheet, place.row])).toEqual([['建好课堂', '清单', 2]]);
    expect(told(draft)).toEqual([['说明', expect.stringContaining('没有任务表')], ['清单二', expect.stringContaining('请分别导入')], ['旧稿', expect.stringContaining('隐藏的工作表')]]);
  });

  it('tells hidden rows and formulas whose result is not known; dates and results are read', async () => {
    const draft = await draftOf((workbook) => {
      const sheet = workbook.addWorksheet('清单');
      sheet.addRows([HEAD, [1, '甲', '市总工会', new Date(Date.UTC(2031, 5, 30))], [{ formula: 'A2+1', result: 2 }, '乙', '市教育局', { formula: '[1]Sheet1!A1' } as ExcelJS.CellFormulaValue], [3, '丙', '市妇联', { formula: '1/0', result: { error: '#DIV/0!' } }]]);
      sheet.getRow(4).hidden = true;
    });
    expect(draft.items.map(({ number, deadline }) => [number, deadline])).toEqual([['1', '2031-06-30'], ['2', null], ['3', null]]);
    expect(told(draft)).toEqual([['4', expect.stringContaining('隐藏的行')], ['D3、D4', expect.stringContaining('公式')]]);
  });

  it('gives figures as they are shown: percentages, words of a number format, and no noise of binary numbers', async () => {
    const draft = await draftOf((workbook) => {
      const sheet = workbook.addWorksheet('清单');
      sheet.addRows([['序号', '项目名称', '主要内容', '目标值', '计量单位', '牵头单位', '完成时限'], [1, '稳定就业', '稳定就业率', 0.9, '%', '市人社局', '年底前'], [2, '职工培训', '开展职工培训', 4, '', '市总工会', '年底前'], [3, '建设驿站', '建设驿站', 0.1 + 0.2, '万个', '市总工会', '年底前']]);
      sheet.getCell('D2').numFmt = '0%';
      sheet.getCell('D3').numFmt = '0"万人次"';
    });
    expect(draft.items.map(({ targets }) => targets.map(({ value, unit }) => [value, unit]))).toEqual([[[90, '%']], [[40_000, '人次']], [[3_000, '个']]]);
  });

  it('of five thousand rows is read whole', async () => {
    const draft = await draftOf((workbook) => {
      const sheet = workbook.addWorksheet('清单');
      sheet.addRow(HEAD);
      for (let i = 1; i <= 5_000; i += 1) sheet.addRow([i, `第${i}件事`, '市总工会', '年底前']);
    });
    expect(draft.items).toHaveLength(5_000);
  });
});
