import type { Draft } from '#libs/supervision/plan/draft';
import { importPlan } from '../import-plan';

const HEAD = '滨江市2031年重点工作任务分工方案\n\n　　为做好2031年工作，制定本方案。\n\n';

async function draftOf(text: string, fileName = 'a.txt'): Promise<Draft> {
  const outcome = await importPlan(Buffer.from(text), { fileName, today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.en);
  const { accounted, lines } = outcome.draft.report;
  expect(Object.values(accounted).reduce((sum, count) => sum + count, 0)).toBe(lines);
  return outcome.draft;
}

const brief = ({ items }: Draft): unknown[] => items.map(({ number, title, category, leads, participants, units, deadline }) => [number, title, category, leads.join('、'), participants.join('、'), units.join('、'), deadline]);

const TABLE = [
  ['1', '推行联合验收', null, '市住建局、市城管局', '市人防办', '', '2031-09-30'],
  ['2', '放宽市场准入', null, '市发改委', '市商务局、市财政局', '', '2031-12-31'],
];

describe('a table of plain text', () => {
  it('is read where signs draw it, its cells wrapped', async () => {
    const rows = `┌──┬──────────┬──────────┬──────────┬──────┐
│序号│重点任务            │牵头单位            │配合单位            │完成时限    │
├──┼──────────┼──────────┼──────────┼──────┤
│1   │推行联合验收        │市住建局、市城管    │市人防办            │三季度末前  │
│    │                    │局                  │                    │            │
├──┼──────────┼──────────┼──────────┼──────┤
│2   │放宽市场准入        │市发改委            │市商务局            │年底前      │
│    │                    │                    │市财政局            │            │
└──┴──────────┴──────────┴──────────┴──────┘
`;
    const draft = await draftOf(HEAD + rows);
    expect(brief(draft)).toEqual(TABLE);
    expect(draft.report.accounted.blank).toBe(2);
    const grid = rows.replace(/[┌├└]/g, '+').replace(/[┬┼┴┐┤┘]/g, '+').replace(/─/g, '--').replace(/│/g, '|');
    expect(brief(await draftOf(HEAD + grid))).toEqual(TABLE);
  });

  it('shows a cell drawn over several rows in each of them', async () => {
    const draft = await draftOf(`${HEAD}┌────┬──┬──────┬────┐
│类别    │序号│任务名称    │责任单位│
├────┼──┼──────┼────┤
│优化环境│1   │推行联合验收│市住建局│
│        ├──┼──────┼────┤
│        │2   │放宽市场准入│市发改委│
└────┴──┴──────┴────┘
`);
    expect(draft.items.map(({ category, units }) => [category, units])).toEqual([['优化环境', ['市住建局']], ['优化环境', ['市发改委']]]);
  });

  it('is read where blanks part its columns and cells are wrapped', async () => {
    const draft = await draftOf(`${HEAD}序号  重点任务            牵头单位          配合单位            完成时限
1     推行联合验收        市住建局、市城管  市人防办            三季度末前
                          局
2     放宽市场准入        市发改委          市商务局、市财政局  年底前
`);
    expect(brief(draft)).toEqual(TABLE);
  });

  it('is read in HTML, with cells over several rows', async () => {
    const draft = await draftOf('# 滨江市2031年重点任务清单\n\n<table>\n<tr><th>类别</th><th>序号</th><th>任务名称</th><th>牵头单位</th><th>完成时限</th></tr>\n<tr><td rowspan="2">优化<br>环境</td><td>1</td><td>推行联合验收</td><td>市住建局</td>\n<td>9月底前</td></tr>\n<tr><td>2</td><td>放宽&nbsp;市场准入</td><td>市发改委</td><td>年底前</td></tr>\n</table>\n\n说明：本表由市政府办公室负责解释。\n', 'a.md');
    expect(brief(draft)).toEqual([
      ['1', '推行联合验收', '优化环境', '市住建局', '', '', '2031-09-30'],
      ['2', '放宽市场准入', '优化环境', '市发改委', '', '', '2031-12-31'],
    ]);
  });
});

describe('two columns of plain text', () => {
  const left = ['1. 推行联合验收：完善联合验收机制，推行平台办', '理，联合验收率达到95%。', '2. 放宽市场准入：清理各类壁垒，建立归集和通报', '制度，推动各类主体平等准入。'];
  const units = ['市住建局、市城管局', '三季度末前', '市发改委', '12月底前'];
  const beside = (a: readonly string[], b: readonly string[], width: number): string => a.map((text, i) => `${text}${' '.repeat(Math.max(2, width - [...text].reduce((sum, char) => sum + (char < '\u0100' ? 1 : 2), 0)))}${b[i] ?? ''}`.trimEnd()).join('\n');

  it('are a table under a heading', async () => {
    expect(brief(await draftOf(`${HEAD}${beside(['重点任务'], ['责任单位及时限'], 50)}\n${beside(left, units, 50)}\n`))).toEqual([
      ['1', '推行联合验收', null, '', '', '市住建局、市城管局', '2031-09-30'],
      ['2', '放宽市场准入', null, '', '', '市发改委', '2031-12-31'],
    ]);
  });

  it('are points with who does them beside, without a heading', async () => {
    const draft = await draftOf(`${HEAD}${beside([...left, ...left.map((text) => text.replace('1.', '3.').replace('2.', '4.'))], [...units, ...units], 50)}\n`);
    expect(brief(draft).slice(0, 2)).toEqual([
      ['1', '推行联合验收', null, '', '', '市住建局、市城管局', '2031-09-30'],
      ['2', '放宽市场准入', null, '', '', '市发改委', '2031-12-31'],
    ]);
    expect(draft.items).toHaveLength(4);
  });

  it('are read one after the other where text runs through them', async () => {
    const text = (n: number): string => `${n}.推行第${n}批联合验收。完善联合验收机制，推行平台办理，联合验收率达到95%，各有关方面要密切协作。（牵头单位：市住建局；完成时限：9月底前）`;
    const wrapped = [1, 2, 3, 4, 5, 6].flatMap((n) => text(n).match(/.{1,20}/gu) ?? []);
    const half = Math.ceil(wrapped.length / 2);
    const draft = await draftOf(`${HEAD}${beside(wrapped.slice(0, half), wrapped.slice(half), 46)}\n`);
    expect(draft.items.map(({ number, leads, deadline }) => [number, leads, deadline])).toEqual([1, 2, 3, 4, 5, 6].map((n) => [String(n), ['市住建局'], '2031-09-30']));
  });

  it('are none where lines only have wide gaps', async () => {
    const draft = await draftOf(`${HEAD}1. 推行联合验收。（牵头单位：市住建局）\n2. 放宽市场准入。（牵头单位：市发改委）\n\n附表　　联系人    电话\n`);
    expect(draft.items.map(({ leads }) => leads)).toEqual([['市住建局'], ['市发改委']]);
  });
});
