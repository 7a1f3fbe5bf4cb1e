import ExcelJS from 'exceljs';
import { importPlan } from '../import-plan';
import { unpack, zipEntries } from './zip.entries';
import { zipOf } from './zip.write';
import { apartOf } from './sheets.join';

/** Notes where programs other than the one that we write with put them. */
async function withNotesElsewhere(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('清单');
  sheet.addRows([['序号', '项目名称', '牵头单位', '完成时限'], ['1', '建好课堂', '市总工会', '年底前']]);
  sheet.getCell('B2').note = '请尽快';
  const written = Buffer.from(await workbook.xlsx.writeBuffer());
  const parts: Record<string, Buffer | string> = {};
  for (const entry of zipEntries(written)) {
    const content = unpack(entry, 1_000_000);
    if (entry.name === 'xl/comments1.xml') parts['xl/comments/comment1.xml'] = content;
    else if (entry.name.endsWith('sheet1.xml.rels')) parts[entry.name] = content.toString('utf8').replace('../comments1.xml', '/xl/comments/comment1.xml');
    else if (!entry.name.includes('vmlDrawing')) parts[entry.name] = content;
  }
  return zipOf(parts);
}

describe('a workbook of another program', () => {
  it('with notes at cells in a part of its own is read, and the notes are told', async () => {
    const outcome = await importPlan(await withNotesElsewhere(), { fileName: 'plan.xlsx', today: '2031-01-15' });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.draft.items.map(({ title, leads }) => [title, leads])).toEqual([['建好课堂', ['市总工会']]]);
    expect(outcome.draft.notUnderstood.map(({ text, reason }) => [text, reason.zh])).toEqual([['B2', expect.stringContaining('批注')]]);
  });
});

describe('titles of sheets', () => {
  it.each([
    [['某市农业改革任务表', '某市科技改革任务表'], { own: ['农业', '科技'], common: '某市改革任务表' }],
    [['某市任务表', '某市任务表'], null],
    [['某市任务表', '会议签到'], null],
  ])('%j', (titles, apart) => {
    expect(apartOf(titles)).toEqual(apart);
  });
});
