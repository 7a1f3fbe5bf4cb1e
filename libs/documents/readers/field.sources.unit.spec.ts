import type { Draft } from '#libs/supervision/plan/draft';
import { leastSureFirst } from '#libs/supervision/plan/draft.fields';
import { importPlan } from '../import-plan';

async function read(words: string | Uint8Array, fileName = 'a.txt'): Promise<Draft> {
  const outcome = await importPlan(typeof words === 'string' ? new TextEncoder().encode(words) : words, { fileName, today: '2031-01-05' });
  if (!outcome.ok) throw new Error(outcome.en);
  return outcome.draft;
}
/** `field how line quote` of an item. */
const told = ({ items, fields }: Draft, at: number): string[] =>
  Object.entries(fields![items[at]!.key]!).map(([field, { how, quote, place, column }]) => [field, how, place === null ? '-' : place.fromLine === place.toLine ? place.fromLine : `${place.fromLine}-${place.toLine}`, quote ?? '-', ...(column === undefined ? [] : [`<${column}>`])].join(' '));

describe('how each field of an item was read', () => {
  it('of numbered points: by a label, by a heading, from the sentence, or not at all', async () => {
    const draft = await read('某市工作要点\n2031年\n一、强基工程\n1. 建好示范课堂。年底前建好10个示范课堂，\n每季度通报。\n（牵头单位：市总工会，参与单位：市人社局）\n2. 开展宣讲。（市总工会、市教育局）\n3. 办好技能比武，提高水平（市人社局负责，完成时限：6月底前）\n');
    expect(told(draft, 0)).toEqual([
      'title marked 4 建好示范课堂', 'category marked 3 强基工程', 'units marked 6 牵头单位：市总工会，参与单位：市人社局', 'roles marked 6 牵头单位：市总工会，参与单位：市人社局',
      'deadline inferred 4 年底前', 'recurrence inferred 5 每季度', 'targets inferred 4 10个',
    ]);
    expect(told(draft, 1).slice(2)).toEqual(['units inferred 7 市总工会、市教育局', 'roles missing 7 市总工会、市教育局', 'deadline missing - -', 'recurrence missing - -', 'targets missing - -']);
    expect(told(draft, 2).filter((line) => /^(?:title|units|roles|deadline)/.test(line))).toEqual(['title inferred 8 办好技能比武', 'units marked 8 市人社局负责，完成时限：6月底前', 'roles inferred 8 市人社局负责，完成时限：6月底前', 'deadline marked 8 6月底前']);
  });

  it('of a table: from which column, and what came from beside it', async () => {
    const draft = await read('类别,序号,项目名称,主要内容,责任单位,完成时限\n强基,1,清账,清理账目20本,市总工会,2031年6月底前\n,2,建账,建立台账,"市总工会、市人社局",\n', 'a.csv');
    expect(told(draft, 0)).toEqual(['title column 2 清账 <项目名称>', 'category column 2 强基 <类别>', 'units column 2 市总工会 <责任单位>', 'roles inferred 2 市总工会 <责任单位>', 'deadline column 2 2031年6月底前 <完成时限>', 'recurrence missing - -', 'targets inferred 2 20本']);
    expect(told(draft, 1).filter((line) => /^(?:category|roles|deadline)/.test(line))).toEqual(['category marked 3 强基', 'roles missing 3 市总工会、市人社局 <责任单位>', 'deadline missing - -']);
  });

  it.each([['强基', 'inferred'], ['提质', 'missing']])('a category that a page tore from its row: before one of %s it is %s', async (next, how) => {
    const head = '类别\t序号\t项目名称\t主要内容\t责任单位';
    const draft = await read(`某市2031年任务清单\n${head}\n强基\t1\t清账\t清理账目\t市总工会\n\t2\t建账\t建立台账\t市总工会\n\f\n${head}\n\t3\t评比\t开展评比\t市总工会\n${next}\t4\t表彰\t开展表彰\t市总工会\n`);
    expect(draft.items.map(({ key }) => draft.fields![key]!.category.how)).toEqual(['column', 'marked', how, 'column']);
    expect(draft.decisions.filter(({ kind }) => kind === 'category-inferred').map(({ itemNumber }) => itemNumber)).toEqual(['3']);
  });

  it('asks first what blocks, then what is least sure', async () => {
    const draft = await read('类别,序号,项目名称,主要内容,责任单位,完成时限\n强基,1,清账,清理账目,市总工会,\n强基,2,建账,建立台账,"市总工会、市人社局",2031年6月底前\n', 'a.csv');
    const asked = leastSureFirst(draft.decisions, draft.fields!);
    expect(asked[0]?.kind).toBe('role-unmarked');
    const blocking = asked.map((d) => d.blocking);
    expect(blocking).toEqual([...blocking].sort((a, b) => Number(b) - Number(a)));
  });
});
