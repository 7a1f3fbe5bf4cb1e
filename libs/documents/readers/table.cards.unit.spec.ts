import { importPlan } from '../import-plan';
import type { Draft } from '#libs/supervision/plan/draft';
import { across, cell, docxOf, paragraph, row, table } from '../testing/docx.make';

async function draftOf(content: string | Uint8Array, fileName: string): Promise<Draft> {
  const outcome = await importPlan(typeof content === 'string' ? Buffer.from(content) : content, { fileName, today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft;
}
const brief = ({ items }: Draft): unknown[] => items.map(({ number, title, category, units, participants, targets, deadline }) => [number, title, category, units.join(), participants.join(), targets.map(({ value, unit }) => `${value}${unit}`).join(), deadline]);

describe('cards', () => {
  it('that are tables of pairs are an item each, whatever stands above them', async () => {
    const card = (no: string, title: string, unit: string): string =>
      paragraph(`任务${no === '01' ? '一' : '二'}：${title}`) +
      table([['任务编号', `RW-${no}`, '所属领域', '营商环境'], row(['任务名称', cell(title, across(3))]), row(['量化目标', cell('办理事项20项', across(3))]), ['责任单位', unit, '协同单位', '市财政局'], ['完成时限', '6月底前', '督导单位', '市委改革办']]);
    const draft = await draftOf(docxOf({ body: paragraph('2031年某市改革任务书') + card('01', '建好窗口', '市司法局') + card('02', '办好热线', '市信访局') }), 'a.docx');
    expect(brief(draft)).toEqual([['RW-01', '建好窗口', '营商环境', '市司法局', '市财政局', '20项', '2031-06-30'], ['RW-02', '办好热线', '营商环境', '市信访局', '市财政局', '20项', '2031-06-30']]);
  });

  it('that are labelled lines are read where there are several', async () => {
    const block = (title: string, unit: string): string => `项目名称：${title}\n建设内容：新建驿站5个\n责任单位：${unit}\n完成时限：9月底前\n`;
    const draft = await draftOf(`2031年某市民生项目清单\n\n${block('建好驿站', '市总工会')}\n${block('改造食堂', '市民政局')}`, 'a.txt');
    expect(brief(draft)).toEqual([['1', '建好驿站', null, '市总工会', '', '5个', '2031-09-30'], ['2', '改造食堂', null, '市民政局', '', '5个', '2031-09-30']]);
    expect(draft.report.accounted.item).toBe(8);
  });

  it('of proposals have their number and their matter, and several labels on one line', async () => {
    const block = (no: string, matter: string, unit: string): string => `提案号：${no}\n案由：${matter}\n主办：${unit}　　会办：市住建局、市财政局\n办理要求：9月底前新增泊位500个\n\n`;
    const draft = await draftOf(`2031年重点提案办理责任分解表\n\n${block('001', '关于停车的提案', '市城管局')}${block('002', '关于养老的提案', '市民政局')}`, 'a.txt');
    expect(draft.items.map(({ number, title, leads, participants, deadline }) => [number, title, leads, participants, deadline])).toEqual([
      ['001', '关于停车的提案', ['市城管局'], ['市住建局', '市财政局'], '2031-09-30'],
      ['002', '关于养老的提案', ['市民政局'], ['市住建局', '市财政局'], '2031-09-30'],
    ]);
  });

  it('are no labels below a number: these are the words of their point', async () => {
    const draft = await draftOf('2031年某市行动计划\n\n行动1：建好驿站\n工作任务：新建驿站5个\n责任单位：市总工会\n完成时限：9月底前\n\n行动2：改造食堂\n工作任务：改造食堂3个\n责任单位：市民政局\n完成时限：9月底前\n', 'a.txt');
    expect(brief(draft).map((each) => (each as string[]).slice(0, 2))).toEqual([['1', '建好驿站'], ['2', '改造食堂']]);
  });
});
