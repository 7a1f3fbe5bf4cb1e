import { importPlan } from '../import-plan';
import { writtenNumber } from '../draft/written.number';
import { numbersByPart } from './table.numbers';

const part = (name: string, ...numbers: string[]): { number: string; part: string }[] => numbers.map((number) => ({ number, part: name }));

describe('numbers of a table', () => {
  it.each([
    ['have their part before them where each part begins anew', [...part('甲', '1', '2'), ...part('乙', '1', '2')], ['1-1', '1-2', '2-1', '2-2']],
    ['stay where they go on', [...part('甲', '1', '2'), ...part('乙', '3')], null],
    ['stay where one was given twice', [...part('甲', '1', '2'), ...part('乙', '3', '4'), ...part('丙', '4')], null],
    ['stay where a part holds one twice', [...part('甲', '1', '1'), ...part('乙', '1')], null],
  ])('%s', (_, rows, numbers) => {
    expect(numbersByPart(rows)).toEqual(numbers);
  });

  it('raise no question where each enterprise has its own, and are shown as written', async () => {
    const rows = [['企业名称', '序号', '诉求事项', '牵头部门', '办结时限'], ['滨江机械公司', '1', '扩建用地不足', '市自然资源局', '6月底前'], ['滨江机械公司', '2', '技工短缺', '市人社局', '9月底前'], ['云澜新材料公司', '1', '蒸汽供应不稳', '市住建局', '10月底前']];
    const outcome = await importPlan(Buffer.from(`滨江市2031年一企一策任务清单\n\n${rows.map((cells) => cells.join('\t')).join('\n')}\n`), { fileName: 'a.txt', today: '2031-01-15' });
    const draft = outcome.ok ? outcome.draft : null;
    expect(draft?.items.map(({ number, title, category }) => [number, title, category])).toEqual([['1-1', '扩建用地不足', '滨江机械公司'], ['1-2', '技工短缺', '滨江机械公司'], ['2-1', '蒸汽供应不稳', '云澜新材料公司']]);
    expect(draft?.items.map(writtenNumber)).toEqual(['1', '2', '1']);
    expect(draft?.decisions.filter(({ kind }) => kind === 'duplicate-number')).toEqual([]);
  });
});
