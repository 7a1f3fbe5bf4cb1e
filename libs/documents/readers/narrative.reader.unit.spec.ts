import type { Draft, Narrative } from '#libs/supervision/plan/draft';
import { figureTime } from '../grammar/as-of.parse';
import { parseTargets } from '../grammar/quantity.parse';
import { importPlan } from '../import-plan';
import { docxOfText } from '../testing/docx.make';

async function draftOf(content: string | Uint8Array, fileName = 'a.txt'): Promise<Draft> {
  const outcome = await importPlan(typeof content === 'string' ? new TextEncoder().encode(content) : content, { fileName, today: '2031-01-15' });
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.en}`);
  const { accounted, lines } = outcome.draft.report;
  expect(Object.values(accounted).reduce((sum, count) => sum + count, 0)).toBe(lines);
  return outcome.draft;
}

async function heldIn(text: string | Uint8Array, fileName?: string): Promise<Narrative> {
  const { narrative, items } = await draftOf(text, fileName);
  expect(items).toEqual([]);
  if (!narrative) throw new Error('no narrative');
  return narrative;
}

/** Invented, in the manner of a bulletin that tells what was done. */
const BULLETIN = `# 松州省匠才队伍建设改革协调领导小组办公室 改革快报

2031 年第 4 期（总第 21 期）

2031 年 9 月 13 日

## 云岭高新区匠才队伍建设改革经验

云岭高新区把匠才队伍建设改革作为重点任务，认真贯彻落实改革方案，健全工作机制，压实各级责任。

## **一、高位推动，着力加强组织领导**

**一是强机制。**高新区建立了齐抓共管的工作机制，先后召开推进会7次，解决难题40余件。截至2031年8月底，高新区持证匠才总量达到3.6万人次；今年新增持证人员4200人。

**二是强落实。**按照改革方案，制作了《云岭高新区改革责任清单》，从4个方面33项试点内容进行了任务分解，年均培训匠才1.1万人次。

**三是强宣传。**高新区坚持正确导向，组织巡回宣讲，全

方位营造氛围，累计宣讲90余场。

报：松州省总工会。
`;

describe('a bulletin', () => {
  it.each([['as text', BULLETIN, 'a.txt'], ['as a document', docxOfText(BULLETIN), 'a.docx']] as const)('gives points, figures by their reckoning, and what it announces: %s', async (_, content, fileName) => {
    const { measures, facts, announced, lacks } = await heldIn(content, fileName);
    expect(measures.filter(({ ordinal }) => ordinal !== null).map(({ kind, ordinal, title, actor }) => [kind, ordinal, title, actor])).toEqual([['done', '一是', '强机制', '高新区'], ['done', '二是', '强落实', null], ['done', '三是', '强宣传', '高新区']]);
    expect(measures.at(-1)?.text).toContain('全方位营造氛围，累计宣讲');
    expect(facts.map(({ value, unit, comparison, reckoning, asOf }) => [value, unit, comparison, reckoning, asOf])).toEqual([
      [7, '次', '=', 'cumulative', null], [40, '件', '~', 'unsaid', null], [36_000, '人次', '=', 'stock', '2031-08-31'], [4200, '人', '=', 'yearly', null], [11_000, '人次', '=', 'yearly', null], [90, '场', '~', 'cumulative', null],
    ]);
    expect(announced.map(({ count, text, listedIn, found }) => [count, text, listedIn, found])).toEqual([[33, '33项试点内容', '云岭高新区改革责任清单', 0]]);
    expect(lacks.map(({ what }) => what)).toEqual(['items', 'units', 'deadlines', 'targets', 'lists']);
    expect(facts.every(({ quote, text }) => quote.includes(text))).toBe(true);
  });
});

test('who wrote a bulletin, named behind its last words, has no task; below several points the same form is none, and stays to be seen', async () => {
  const signed = BULLETIN.replace('\n报：', '\n（云岭高新区总工会 李松岭）\n\n---\n\n报：');
  expect((await heldIn(signed)).measures.at(-1)?.text).not.toContain('李松岭');
  const points = ['健全机制', '落实方案', '组织宣讲'].map((words, n) => `${n + 1}. ${words}。全年至少${n + 2}次。\n\n（高新区总工会 李松岭）\n`);
  const draft = await draftOf(`高新区2031年匠才工作要点\n\n${points.join('\n')}`);
  expect(draft.items).toHaveLength(3);
  expect(JSON.stringify([draft.items, draft.prose, draft.notUnderstood]).match(/李松岭/g)!.length).toBeGreaterThanOrEqual(3);
});

test('what a number is made of is told figure by figure, as the number is', async () => {
  const { facts } = await heldIn(`${BULLETIN}\n高新区召开各种会议10余次，其中领导小组会2次，推进会6次，办公室会5次。\n`);
  expect(facts.slice(-4).map(({ metric, value }) => [metric, value])).toEqual([['各种会议', 10], ['领导小组会', 2], ['推进会', 6], ['办公室会', 5]]);
});

describe('opinions without tasks', () => {
  const OPINION = `松州省总工会关于发挥企业主体作用推进改革的意见

各成员单位：
为贯彻落实改革方案，健全工作机制，压实领导小组和各级工会责任，现提出如下意见。
一、压实责任，推动改革
推进改革涉及方方面面，必须层层压实责任。一是要高度重视。企业负责人要亲自部署。二是要注重发挥企业工会作用。企业工会要牵头抓总。
二、分类指导，激发动力
对于国有企业，要发挥带动作用。加强班组建设。
对于民营企业，要强化社会责任。
`;

  it('give duties with whom they name and whom they concern; 需要 and 要求 make none', async () => {
    const { measures, facts } = await heldIn(`${OPINION}改革的需要和群众的要求是一致的，这一认识十分重要。\n`);
    expect(measures.map(({ kind, ordinal, actor, concerns, place }) => [kind, ordinal, actor, concerns, place.section])).toEqual([
      ['duty', null, null, null, '压实责任，推动改革'], ['duty', '一是', '企业负责人', null, '压实责任，推动改革'], ['duty', '二是', '企业工会', null, '压实责任，推动改革'],
      ['duty', null, null, '国有企业', '分类指导，激发动力'], ['duty', null, null, '国有企业', '分类指导，激发动力'], ['duty', null, null, '民营企业', '分类指导，激发动力'],
    ].map((row) => (row[1] === '一是' ? ['duty', '一是', null, null, row[4]] : row)));
    expect(facts).toEqual([]);
  });

  it('tell where a sentence breaks off before a heading', async () => {
    const torn = `${OPINION}省总工会会同有关部门组成调研组赴云岭、松江、青川三地开展专项调研，通过实地走访与集中座谈相结合的方式了解企业改革进展，就\n\n思想引领强根基 凝心聚力促发展\n\n${'加强思想引领是匠才队伍建设改革的首要任务，也是各方面工作的基础。各级工会坚持一体推进，广泛开展宣讲活动，把力量汇聚起来。'}\n`;
    const draft = await draftOf(torn);
    expect(draft.notUnderstood.filter(({ reason }) => reason.zh.includes('句子中断')).map(({ text }) => text.slice(-3))).toEqual(['展，就']);
    expect(draft.narrative?.measures.at(-1)).toMatchObject({ kind: 'done', actor: '各级工会', place: { section: '思想引领强根基凝心聚力促发展' } });
  });
});

describe('a plan with tasks', () => {
  it('has no narrative, and takes no stock for a target', async () => {
    const draft = await draftOf('松州市匠才队伍建设2031年工作要点\n\n1. 建好课堂。截至2030年底，全市出台文件40个，技能人才总量达到406万人次；2031年新增课堂10个。（牵头单位：市总工会）\n2. 办好比武。全年办好比武8场。（牵头单位：市人社局）\n');
    expect(draft.narrative).toBeUndefined();
    expect(draft.items.map(({ targets }) => targets.map(({ value, unit }) => `${value}${unit}`))).toEqual([['10个'], ['8场']]);
  });

  it('keeps a goal that is set beside what there is', () => {
    expect(parseTargets('截至目前已建成50家，力争达到80家').map(({ value }) => value)).toEqual([80]);
  });
});

describe('the time of a figure', () => {
  it.each([
    ['截至2024年底,全区总量', 2025, '2024-12-31', 'stock'], ['截至2031年8月底,', 2031, '2031-08-31', 'stock'], ['截止2031年8月15日,', null, '2031-08-15', 'stock'], ['截至去年底,', 2031, '2030-12-31', 'stock'], ['截至6月底,', 2031, '2031-06-30', 'stock'],
    ['截至6月底,', null, null, 'stock'], ['截至目前,', 2031, null, 'stock'], ['年均带动', 2031, null, 'yearly'], ['累计开展', 2031, null, 'cumulative'], ['开展', 2031, null, 'unsaid'], ['2023年,全市培训', 2031, null, 'yearly'],
  ] as const)('%s in a paper of %s', (statement, year, asOf, reckoning) => {
    const { asOf: day, reckoning: how } = figureTime(statement, statement.slice(statement.lastIndexOf(',') + 1), year);
    expect([day, how]).toEqual([asOf, reckoning]);
  });
});
