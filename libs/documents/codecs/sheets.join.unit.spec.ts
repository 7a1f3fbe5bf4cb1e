import ExcelJS from 'exceljs';
import { importPlan } from '../import-plan';
import type { Draft } from '#libs/supervision/plan/draft';

const HEAD = ['序号', '任务', '牵头部门', '完成日期'];

async function draftOf(sheets: Record<string, (string | number)[][]>): Promise<Draft> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) workbook.addWorksheet(name).addRows(rows);
  const outcome = await importPlan(new Uint8Array(await workbook.xlsx.writeBuffer()), { fileName: 'plan.xlsx', today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft;
}

describe('a workbook whose sheets go on with one list', () => {
  it('is one plan with the title of its cover, a category each sheet, and places in each sheet', async () => {
    const draft = await draftOf({ 封面: [['某市2031年攻坚任务清单']], 项目攻坚: [HEAD, [1, '开工项目', '市发改委', '6月底前'], [2, '报批用地', '市资源局', '5月底前']], 产业攻坚: [['二、产业发展攻坚'], HEAD, [3, '培育企业', '市工信局', '年底前']] });
    expect(draft.plan).toMatchObject({ title: '某市2031年攻坚任务清单', year: 2031 });
    expect(draft.items.map(({ number, title, category, deadline, place }) => [number, title, category, deadline, place.sheet, place.row])).toEqual([
      ['1', '开工项目', '项目攻坚', '2031-06-30', '项目攻坚', 2], ['2', '报批用地', '项目攻坚', '2031-05-31', '项目攻坚', 3], ['3', '培育企业', '产业发展攻坚', '2031-12-31', '产业攻坚', 3],
    ]);
    expect(draft.notUnderstood.map(({ text }) => text)).toEqual(['封面']);
  });

  it('is one where the titles differ by the names of the sheets alone, though each begins its numbers anew', async () => {
    const draft = await draftOf({ 学前: [['某县2031年任务清单（学前）'], HEAD, [1, '新建园所', '县教体局', '6月底前']], 高中: [['某县2031年任务清单（高中）'], HEAD, [1, '扩建校舍', '县教体局', '年底前']] });
    expect(draft.plan.title).toBe('某县2031年任务清单');
    expect(draft.items.map(({ title, category }) => [title, category])).toEqual([['新建园所', '学前'], ['扩建校舍', '高中']]);
  });

  it('is one where no sheet or each has the same title, though numbers begin anew and columns differ: its numbers are told apart', async () => {
    const sheets = (title: string[][]): Record<string, (string | number)[][]> => ({ 甲: [...title, HEAD, [1, '开工项目', '市发改委', '6月底前'], [2, '报批用地', '市资源局', '5月底前']], 乙: [...title, HEAD, [1, '培育企业', '市工信局', '年底前']], 丙: [...title, ['序号', '目标任务', '责任部门'], [1, '举办比武5场', '市总工会']] });
    for (const title of [[], [['某市2031年攻坚任务清单']]]) {
      const draft = await draftOf(sheets(title));
      expect(draft.items.map(({ number, title: words, category, leads, units }) => [number, words, category, ...leads, ...units])).toEqual([
        ['1-1', '开工项目', '甲', '市发改委'], ['1-2', '报批用地', '甲', '市资源局'], ['2-1', '培育企业', '乙', '市工信局'], ['3-1', '举办比武5场', '丙', '市总工会'],
      ]);
    }
  });

  it('is one where the titles begin alike, with whose and what about', async () => {
    const draft = await draftOf({ 实事: [['霞岭市教育体育民生实事清单'], HEAD, [1, '新建园所', '市教育局', '6月底前']], 行动: [['霞岭市教育体育三年行动计划任务表'], ['行动名称', '序号', '重点任务', '牵头部门'], ['立德行动', 1, '打造金课', '市教育局']] });
    expect(draft.items.map(({ number, title, category }) => [number, title, category])).toEqual([['1-1', '新建园所', '实事'], ['2-1', '打造金课', '立德行动']]);
  });

  it('is not where a sheet has a title about something else, or repeats what stands before it; what a sheet before says of the roles holds', async () => {
    const draft = await draftOf({
      说明: [['责任部门：排在第一位的为牵头单位']],
      甲: [['某市2031年攻坚任务清单'], ['序号', '任务', '责任部门'], [1, '开工项目', '市发改委、市住建局'], [2, '报批用地', '市资源局']],
      汇总: [['序号', '任务', '责任部门'], [1, '开工项目', '市发改委'], [2, '报批用地', '市资源局']],
      乙: [['某县2031年职工体检安排表'], HEAD, [1, '组织体检', '县卫健局', '年底前']],
    });
    expect(draft.items.map(({ title, leads, participants, units }) => [title, leads, participants, units])).toEqual([['开工项目', ['市发改委'], ['市住建局'], []], ['报批用地', [], [], ['市资源局']]]);
    expect(draft.notUnderstood.map(({ text }) => text)).toEqual(['说明', '汇总', '乙']);
  });
});
