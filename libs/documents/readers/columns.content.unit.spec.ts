import { importPlan } from '../import-plan';

const MATTERS = [
  ['推行联合验收', '联合验收率达到95%。', '市住建局', '市人防办', '6月底前'],
  ['放宽市场准入', '清理各类壁垒，建立通报制度。', '市发改委', '市商务局、市财政局', '9月底前'],
  ['保障企业用工', '举办招聘活动不少于300场。', '市人社局', '市总工会', '年底前'],
  ['降低用能成本', '燃气报装时间压缩到5个工作日。', '市发改委', '国网云澜供电公司', '10月底'],
] as const;

type Row = { title: string; leads: string[]; participants: string[]; units: string[]; deadline: string | null; category: string | null; number: string; targets: { value: number; unit: string }[] };

async function read(rows: readonly (readonly (string | number)[])[], separator: string): Promise<{ items: Row[]; told: string[] }> {
  const text = `滨江市2031年重点工作任务分解表\n\n${rows.map((row) => row.join(separator)).join('\n')}\n`;
  const outcome = await importPlan(Buffer.from(text), { fileName: separator === ',' ? 'a.csv' : 'a.txt', today: '2031-01-15' });
  return outcome.ok ? { items: outcome.draft.items, told: outcome.draft.report.inferred.map(({ what }) => what.zh) } : { items: [], told: [] };
}

const itemsOf = async (table: string): Promise<Row[]> => (await read(table.trim().split('\n').map((row) => row.split('\t')), '\t')).items;

const expected = (role: 'marked' | 'bare'): object[] =>
  MATTERS.map(([title, , lead, others], i) => {
    const helpers = others.split('、');
    return expect.objectContaining({ number: String(i + 1), title, leads: role === 'marked' ? [lead] : [], participants: role === 'marked' ? helpers : [], units: role === 'marked' ? [] : [lead, ...helpers], deadline: ['2031-06-30', '2031-09-30', '2031-12-31', '2031-10-31'][i] });
  });

describe.each(['\t', ','])('a table parted by %j', (separator) => {
  it.each([
    [['序号', '干什么', '干成什么样', '谁来牵头', '谁来配合', '什么时候干完'], 'marked'],
    [['项次', '重点攻坚', '攻坚任务书', '主攻单位', '助攻单位', '交账时间'], 'marked'],
    [['号', '名目', '具体事宜', '领办', '协办', '办毕'], 'marked'],
    [['甲', '乙', '丙', '丁', '戊', '己'], 'bare'],
  ] as const)('whose headings are %s is read by what its cells hold', async (headings, role) => {
    const { items, told } = await read([headings, ...MATTERS.map((matter, i) => [i + 1, ...matter.map((cell) => cell.replaceAll(',', '，'))])], separator);
    expect(items).toEqual(expected(role));
    expect(told.join('')).toContain('按各行内容推定');
  });

  it('with a heading about units over words takes these for words', async () => {
    const { items } = await read([['序号', '任务名称', '任务分工', '牵头单位', '完成时限'], ...MATTERS.map(([title, words, lead, , time], i) => [i + 1, title, `${words.replaceAll(',', '，')}做好总结推广和督促检查。`, lead, time])], separator);
    expect(items.map(({ leads, units }) => ({ leads, units }))).toEqual(MATTERS.map(([, , lead]) => ({ leads: [lead], units: [] })));
  });

  it('takes the name that several numbered rows share for their category', async () => {
    const { items } = await read([['序号', '重点任务', '具体措施', '责任单位'], ...MATTERS.map(([title, , lead], i) => [i + 1, i < 2 ? '优化环境' : '服务企业', `${title}，做好总结推广`, lead])], separator);
    expect(items.map(({ title, category }) => [title.slice(0, 6), category])).toEqual(MATTERS.map(([title], i) => [title.slice(0, 6), i < 2 ? '优化环境' : '服务企业']));
  });

  it('of what is to be put right is named by the problem, whose figures are no goals; by the measures where one problem has several', async () => {
    const items = await itemsOf('序号\t反馈问题\t整改措施\t责任单位\n1\t抽查的52家企业未建会\t建会率达到95%\t市总工会\n2\t资金滞留\t拨付资金300万元\t市财政局\n');
    expect(items.map(({ title, targets }) => [title, targets.map(({ value, unit }) => `${value}${unit}`).join()])).toEqual([['抽查的52家企业未建会', '95%'], ['资金滞留', '3000000元']]);
    const several = await itemsOf('序号\t反馈问题\t整改措施\t责任单位\n1\t资金滞留\t清理账户\t市总工会\n2\t资金滞留\t拨付资金300万元\t市财政局\n');
    expect(several.map(({ title }) => title)).toEqual(['清理账户', '拨付资金300万元']);
  });

  it('whose heading nobody knows, of names that stand once above several rows, is the category; of places it is none', async () => {
    const rows = (names: string[]): string => `序号\t条块\t工作任务\t责任单位\n${['开工项目', '报批用地', '培育企业', '举办比武'].map((task, i) => `${i + 1}\t${names[i] ?? ''}\t${task}\t市总工会`).join('\n')}\n`;
    expect((await itemsOf(rows(['项目攻坚', '', '产业攻坚', '']))).map(({ category }) => category)).toEqual(['项目攻坚', '项目攻坚', '产业攻坚', '产业攻坚']);
    expect((await itemsOf(rows(['东河区', '', '安平县', '']))).map(({ category }) => category)).toEqual([null, null, null, null]);
  });

  it.each([
    [['序号', '干什么', '工作内容', '责任单位', '完成时限']],
    [['序号', '工作任务', '怎么干', '责任单位', '完成时限']],
    [['序号', '干什么', '工作举措', '责任单位', '完成时限']],
    [['序号', '干什么', '年度目标', '责任单位', '完成时限']],
  ])('of which one heading alone is unknown reads it by what stands beside it: %s', async (headings) => {
    const { items, told } = await read([headings, ...MATTERS.map(([title, words, lead, , time], i) => [i + 1, title, `${words}做好总结推广和督促检查。`.replaceAll(',', '，'), lead, time])], separator);
    expect(items.map(({ title, targets }) => [title, targets.length])).toEqual(MATTERS.map(([title], i) => [title, i === 1 ? 0 : 1]));
    expect(told.join('')).toContain('按各行内容推定');
  });

  it('takes no figure of what is built for a goal where a column says what is to be reached of it', async () => {
    const { items } = await read([['序号', '项目名称', '建设规模', '年度建设任务', '责任单位'], ['1', '环湖公路二期', '新建公路22公里', '完成路面12公里', '市交通局'], ['2', '城东大道', '全长3.2公里', '完成路基3公里', '市住建局']], separator);
    expect(items.map(({ title, targets }) => [title, targets.map(({ value }) => value)])).toEqual([['环湖公路二期', [12]], ['城东大道', [3]]]);
  });

  it('has the units that stand behind the names of its rows where no column has them', async () => {
    const { items } = await read([['序号', '重点任务', '工作目标', '完成时限'], ...MATTERS.map(([title, words, lead, , time], i) => [i + 1, `${title}（牵头单位：${lead}；配合单位：市总工会）`, words.replaceAll(',', '，'), time])], separator);
    expect(items.map(({ title, leads, participants }) => [title, leads, participants])).toEqual(MATTERS.map(([title, , lead]) => [title, [lead], ['市总工会']]));
  });

  it('takes no persons beside the work for its name', async () => {
    const { items } = await read([['序号', '对口', '工作内容', '责任单位'], ...MATTERS.map(([title, words, lead], i) => [i + 1, ['王建国', '李卫东', '张明', '赵刚'][i] ?? '', `${title}。${words}`.replaceAll(',', '，'), lead])], separator);
    expect(items.map(({ title }) => title)).toEqual(MATTERS.map(([title]) => title));
  });

  it('of members, of goods or of money is no plan', async () => {
    for (const rows of [
      [['职务', '姓名', '单位及职务'], ['组长', '王建国', '市委副书记'], ['副组长', '李卫东', '副市长'], ['成员', '张明', '市财政局局长'], ['成员', '赵刚', '市司法局局长']],
      [['序号', '摘要', '数额'], ['1', '办公用品采购', '300'], ['2', '差旅费用报销', '2000'], ['3', '会议室改造', '5000']],
    ])
      expect((await read(rows, separator)).items).toEqual([]);
  });
});
