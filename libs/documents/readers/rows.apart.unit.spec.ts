import { importPlan } from '../import-plan';
import { widthApart } from './rows.apart';

describe('a cell with a name above its words', () => {
  it('gives a title and its content; a wrapped name stays whole', async () => {
    const lines = ['|序号|项目名称及内容|责任单位|', '|---|---|---|', '|1|建好课堂<br>新建课堂20间，年底前投用。|市总工会|', '|2|办好产业工人<br>技能比武|市财政局|'];
    const outcome = await importPlan(new Uint8Array(Buffer.from(`# 某市2031年民生实事任务表\n\n${lines.join('\n')}\n`)), { fileName: 'plan.md', today: '2031-01-15' });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.draft.items.map(({ title, content }) => [title, content.replace(/\s/g, '')])).toEqual([
      ['建好课堂', '新建课堂20间，年底前投用。'],
      ['办好产业工人技能比武', expect.stringContaining('技能比武')],
    ]);
  });
});

describe('a table with two items a row', () => {
  it.each(['\t', '|'])('gives each of them, parted by %j', async (mark) => {
    const row = (...cells: string[]): string => (mark === '|' ? `|${cells.join('|')}|` : cells.join('\t'));
    const lines = [row('序号', '项目名称', '责任单位', '序号', '项目名称', '责任单位'), row('1', '建好课堂', '市总工会', '2', '办好比武', '市财政局'), row('3', '管好经费', '市审计局', '', '', '')];
    const outcome = await importPlan(new Uint8Array(Buffer.from(`某市2031年民生实事任务表\n\n${lines.join('\n')}\n`)), { fileName: 'plan.txt', today: '2031-01-15' });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.draft.items.map(({ number, title, units }) => [number, title, units])).toEqual([
      ['1', '建好课堂', ['市总工会']],
      ['2', '办好比武', ['市财政局']],
      ['3', '管好经费', ['市审计局']],
    ]);
  });

  it.each([
    [['序号', '事项', '单位', '序号', '事项', '单位'], 3],
    [['序号', '事项', '单位', '时限'], null],
    [['姓名', '电话', '姓名', '电话'], null],
  ])('%j', (cells, width) => {
    expect(widthApart(cells)).toBe(width);
  });
});
