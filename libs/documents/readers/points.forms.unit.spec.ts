import { importPlan } from '../import-plan';

const HEAD = '滨江市2031年重点工作任务分工方案\n\n为做好2031年工作，制定本方案。\n\n';

async function read(text: string, fileName = 'a.txt'): Promise<string[]> {
  const outcome = await importPlan(Buffer.from(HEAD + text), { fileName, today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.en);
  return outcome.draft.items.map(({ number, title, category, leads, participants, units, deadline }) => [number, title, category, leads.join('、'), participants.join('、'), units.join('、'), deadline].join('|'));
}

describe('points in the forms of offices', () => {
  it('are items whether they have parts or not', async () => {
    expect(await read('一、优化环境\n1.提升政务外网。\n（1）升级骨干网。（市数据局牵头，6月底前完成）\n（2）建设村级节点。（市数据局牵头，9月底前完成）\n2.推行联合验收。完善机制。（市住建局牵头，9月底前完成）\n')).toEqual([
      '一-1-1|升级骨干网|优化环境|市数据局|||2031-06-30',
      '一-1-2|建设村级节点|优化环境|市数据局|||2031-09-30',
      '一-2|推行联合验收|优化环境|市住建局|||2031-09-30',
    ]);
  });

  it('are of the headings below the only one above them all', async () => {
    const points = (outer: string, n: number): string => `${outer}（${n === 1 ? '一' : '二'}）${n === 1 ? '优化环境' : '保障民生'}\n${n}.${n === 1 ? '推行联合验收' : '保障企业用工'}。完善机制。（市住建局负责）\n`;
    expect((await read(`一、行动目标\n环境明显改善。\n${points('二、攻坚内容之重点\n', 1)}${points('', 2)}`)).map((item) => item.split('|')[2])).toEqual(['优化环境', '保障民生']);
    expect((await read(`${points('一、攻坚\n', 1)}${points('二、提升\n', 2)}`)).map((item) => item.split('|')[2])).toEqual(['攻坚', '提升']);
  });

  it('are missed where their numerals leave a gap, as figures are', async () => {
    const gap = async (numbers: string[]): Promise<string[]> => {
      const outcome = await importPlan(Buffer.from(HEAD + numbers.map((number) => `（${number}）推行联合验收${number}。完善机制。（市住建局负责）\n`).join('')), { fileName: 'a.txt', today: '2031-01-15' });
      return outcome.ok ? outcome.draft.decisions.filter(({ kind }) => kind === 'count-differs').map(({ question }) => question.zh) : [];
    };
    expect(await gap(['一', '二', '四'])).toEqual([expect.stringContaining('缺3')]);
    expect(await gap(['一', '二', '三'])).toEqual([]);
  });

  it('have the units and the day of their heading where they say nothing of them', async () => {
    expect(await read('一、优化环境（牵头单位：市发改委）\n1.推行联合验收。9月底前完成。（配合单位：市住建局）\n二、保障民生（牵头单位：市人社局；完成时限：12月底前）\n1.保障企业用工。举办招聘会。（配合单位：市总工会）\n')).toEqual([
      '一-1|推行联合验收|优化环境|市发改委|市住建局||2031-09-30',
      '二-1|保障企业用工|保障民生|市人社局|市总工会||2031-12-31',
    ]);
  });

  it('have the units that lines below their heading name, where numbers go on or a point names its own; else the heading is the item', async () => {
    const lines = (numbers: string[], own: string): string => `一、优化环境\n牵头单位：市发改委；配合单位：市住建局\n${numbers[0]}.推行联合验收20次。\n${numbers[1]}.放宽市场准入。${own}\n二、保障民生\n牵头单位：市人社局\n${numbers[2]}.保障企业用工，6月底前完成。\n${numbers[3]}.举办招聘会。\n`;
    const below = (numbers: string[], access: string): string[] => [`${numbers[0]}|推行联合验收20次|优化环境|市发改委|市住建局||`, `${numbers[1]}|放宽市场准入|优化环境|${access}||`, `${numbers[2]}|保障企业用工，6月底前完成|保障民生|市人社局|||2031-06-30`, `${numbers[3]}|举办招聘会|保障民生|市人社局|||`];
    expect(await read(lines(['1', '2', '3', '4'], ''))).toEqual(below(['1', '2', '3', '4'], '市发改委|市住建局'));
    expect(await read(lines(['1', '2', '1', '2'], '（牵头单位：市商务局）'))).toEqual(below(['一-1', '一-2', '二-1', '二-2'], '市商务局|'));
    expect(await read(lines(['1', '2', '1', '2'], ''))).toEqual(['一|优化环境||市发改委|市住建局||', '二|保障民生||市人社局|||2031-06-30']);
  });

  it.each([
    ['names', '市发改委\n1.放宽市场准入。\n2.降低用能成本。\n市人社局\n1.保障企业用工。\n', ['1-1|放宽市场准入||||市发改委|', '1-2|降低用能成本||||市发改委|', '2-1|保障企业用工||||市人社局|']],
    ['labels', '责任单位：市发改委\n任务1：放宽市场准入。\n任务2：降低用能成本。\n\n牵头单位：市人社局\n任务3：保障企业用工。\n', ['1|放宽市场准入||||市发改委|', '2|降低用能成本||||市发改委|', '3|保障企业用工||市人社局|||']],
  ])('stand under the %s of their units', async (_, text, expected) => {
    expect(await read(text)).toEqual(expected);
  });

  it.each([['lines', '\n'], ['one paragraph', '']])('are counted in words, in %s', async (_, gap) => {
    expect(await read(`一、优化环境\n一是推行联合验收。完善机制。（市住建局牵头，9月底前）${gap}二是放宽市场准入。清理壁垒。（市发改委牵头，12月底前）\n`)).toEqual([
      '一|推行联合验收|优化环境|市住建局|||2031-09-30',
      '二|放宽市场准入|优化环境|市发改委|||2031-12-31',
    ]);
  });

  it.each([['colons', '：'], ['full stops', '。']])('may number their fields, before %s', async (_, stop) => {
    const point = (n: string, title: string, unit: string): string => `（${n}）${title}\n1.主要任务${stop}完善机制。\n2.责任分工${stop}${unit}牵头。\n3.完成时限${stop}9月底前。\n`;
    expect(await read(`一、优化环境\n${point('一', '推行联合验收', '市住建局')}${point('二', '放宽市场准入', '市发改委')}`)).toEqual(['一|推行联合验收|优化环境|市住建局|||2031-09-30', '二|放宽市场准入|优化环境|市发改委|||2031-09-30']);
  });

  it('are named by what is done, not by who does it', async () => {
    expect(await read('（一）由市住建局牵头，市人防办配合，加快推行联合验收，9月底前完成。\n（二）由市发改委负责，放宽市场准入。\n')).toEqual(['一|加快推行联合验收，9月底前完成||市住建局|市人防办||2031-09-30', '二|放宽市场准入||||市发改委|']);
  });

  it('have the units that are asked to: 请…牵头，…配合', async () => {
    expect(await read('1.推行联合验收，9月底前完成。请市住建局牵头，市人防办、市发改委配合。\n2.放宽市场准入。请市发改委负责。\n')).toEqual(['1|推行联合验收，9月底前完成||市住建局|市人防办、市发改委||2031-09-30', '2|放宽市场准入||||市发改委|']);
  });

  it('keep their lead where a line ends within its label', async () => {
    expect(await read('1.推行联合验收。完善各项机制，全面推行联合验收，新建窗口20个。牵头\n单位：市住建局；配合单位：市人防办\n2.放宽市场准入。清理壁垒。牵头单位：市发改委\n')).toEqual(['1|推行联合验收||市住建局|市人防办||', '2|放宽市场准入||市发改委|||']);
  });

  it('are reckoned in the only year that the paper names, and the title may run over its line', async () => {
    const outcome = await importPlan(Buffer.from('滨江市重点民生实事办理方\n案\n\n2030年第3号\n\n1.推行联合验收，9月底前完成。（市住建局牵头）\n2.放宽市场准入。（市发改委牵头）\n'), { fileName: 'a.txt', today: '2031-01-15' });
    expect(outcome.ok && [outcome.draft.plan.title, outcome.draft.plan.year, outcome.draft.items[0]?.deadline]).toEqual(['滨江市重点民生实事办理方案', 2030, '2030-09-30']);
  });

  it('fall under the months and quarters that head them', async () => {
    expect(await read('【一季度】\n1.推行联合验收。（市住建局牵头）\n【二季度】\n2.放宽市场准入。（市发改委牵头）\n')).toEqual(['1|推行联合验收|一季度|市住建局|||2031-03-31', '2|放宽市场准入|二季度|市发改委|||2031-06-30']);
  });

  it('have leads that a sign marks, as a note explains', async () => {
    expect(await read('1.推行联合验收。完善机制。（责任单位：*市住建局、市人防办）\n2.放宽市场准入。清理壁垒。（责任单位：市商务局、*市发改委）\n注：带“*”的为牵头单位。\n')).toEqual(['1|推行联合验收||市住建局|市人防办||', '2|放宽市场准入||市发改委|市商务局||']);
  });

  it('are not read out of an act on all of a kind', async () => {
    expect(await read('1.放宽市场准入。清理各类壁垒，建立制度。（市发改委牵头）\n2.完善制度。清理各类壁垒，建立通报制度。\n')).toEqual(['1|放宽市场准入||市发改委|||', '2|完善制度|||||']);
  });
});

describe('a table whose units or months stand before the work', () => {
  it.each([
    ['责任单位', '市发改委', ['|放宽市场准入|市发改委|', '|降低用能成本|市发改委|', '|保障企业用工|市人社局|']],
    ['月份', '3月', ['2031-03-31|放宽市场准入||', '2031-03-31|降低用能成本||', '2031-06-30|保障企业用工||']],
  ])('%s: a blank cell goes on', async (heading, first, expected) => {
    const last = heading === '月份' ? '6月' : '市人社局';
    const outcome = await importPlan(Buffer.from(`# 滨江市2031年任务清单\n\n| ${heading} | 重点任务 | 备注 | 配合单位 |\n|---|---|---|---|\n| ${first} | 放宽市场准入 | | 市商务局 |\n| | 降低用能成本 | | 市商务局 |\n| ${last} | 保障企业用工 | | 市商务局 |\n`), { fileName: 'a.md', today: '2031-01-15' });
    expect(outcome.ok && outcome.draft.items.map(({ title, deadline, units }) => `${deadline ?? ''}|${title}|${units.join('、')}|`)).toEqual(expected);
  });
});
