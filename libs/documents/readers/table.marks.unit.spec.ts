import { importPlan } from '../import-plan';
import { readLegend } from './table.marks';

async function unitsOf(text: string): Promise<unknown[]> {
  const outcome = await importPlan(new Uint8Array(Buffer.from(text)), { fileName: 'plan.txt', today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft.items.map(({ leads, participants, units }) => [leads, participants, units]);
}
const HEAD = ['序号', '重点任务', '县公安局', '县财政局', '县民政局', '各乡镇', '完成时限'].join('\t');
const rows = (...cells: string[][]): string => cells.map((row) => row.join('\t')).join('\n');

describe('a table whose columns are units', () => {
  it('gives each unit the role that the legend gives its sign', async () => {
    const text = `县2031年工作任务分解表\n注：表中△为牵头单位，○表示参与部门。\n${HEAD}\n${rows(['1', '办好夜校。', '', '△', '○', '', '6月底'], ['2', '修好堤坝。', '○', '', '', '△', '年底'])}`;
    expect(await unitsOf(text)).toEqual([
      [['县财政局'], ['县民政局'], []],
      [['各乡镇'], ['县公安局'], []],
    ]);
  });

  it('reads words for roles, and one sign alone as no role', async () => {
    const words = `县2031年工作任务分解表\n${HEAD}\n${rows(['1', '办好夜校。', '牵头', '配合', '', '', '6月底'], ['2', '修好堤坝。', '', '主办', '协办', '—', '年底'])}`;
    expect(await unitsOf(words)).toEqual([
      [['县公安局'], ['县财政局'], []],
      [['县财政局'], ['县民政局'], []],
    ]);
    const ticks = `县2031年工作任务分解表\n${HEAD}\n${rows(['1', '办好夜校。', '√', '√', '', '', '6月底'], ['2', '修好堤坝。', '', '√', '', '', '年底'])}`;
    expect(await unitsOf(ticks)).toEqual([
      [[], [], ['县公安局', '县财政局']],
      [[], [], ['县财政局']],
    ]);
  });

  it('may name its units in a second row of the heading', async () => {
    const text = `|序号|重点任务|责任单位|||完成时限|\n|---|---|---|---|---|---|\n|||县公安局|县财政局|县民政局||\n|1|办好夜校。|●|○||6月底|\n|2|修好堤坝。||●|○|年底|\n`;
    expect(await unitsOf(`# 县2031年工作任务分解表\n\n${text}`)).toEqual([
      [['县公安局'], ['县财政局'], []],
      [['县财政局'], ['县民政局'], []],
    ]);
  });
});

describe('a legend', () => {
  it.each([
    ['★为牵头单位，▲为配合单位', [['★', 'lead'], ['▲', 'participant']]],
    ['“●”表示主办，“○”表示协办', [['●', 'lead'], ['○', 'participant']]],
    ['√为责任单位', [['√', 'unmarked']]],
    ['★星级酒店', []],
  ])('%s', (text, legend) => {
    expect([...readLegend(text)]).toEqual(legend);
  });
});
