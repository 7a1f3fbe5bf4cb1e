import { parseMark } from './mark.parse';

describe('ordinals', () => {
  it.each([
    ['一、强基', 'section', '一'], ['第二部分 任务', 'section', '二'], ['（三）提质', 'sub', '三'], ['㈢提质', 'sub', '三'], ['2 任务安排', 'section', '2'], ['4. 建好课堂', 'point', '4'], ['４．建好课堂', 'point', '4'], ['⒋ 建好课堂', 'point', '4'], ['⒒建好课堂', 'point', '11'],
    ['第五条 建好课堂', 'point', '五'], ['行动6　建好课堂', 'point', '6'], ['任务7：建好课堂', 'point', '7'], ['责任事项7：建好课堂', 'point', '7'], ['民生实事三：建好课堂', 'sub', '三'], ['【8】建好课堂', 'point', '8'], ['（9）建好课堂', 'subpoint', '9'], ['(1) 建好课堂', 'subpoint', '1'], ['1）建好课堂', 'subpoint', '1'], ['⑴ 建好课堂', 'subpoint', '1'], ['⑿建好课堂', 'subpoint', '12'],
    ['①建好课堂', 'subpoint', '①'], ['❷ 建好课堂', 'subpoint', '2'], ['1.2 建好课堂', 'subpoint', '1.2'], ['1.2.3、建好课堂', 'subpoint', '1.2.3'],
    ['1.2建好课堂', 'subpoint', '1.2'], ['1-2 建好课堂', 'subpoint', '1-2'], ['一是建好课堂', 'subpoint', '一'], ['二是要建好课堂', 'subpoint', '二'], ['01 建好课堂，办好比武。', 'point', '01'], ['【任务3】建好课堂', 'point', '3'], ['【A-1】建好课堂', 'point', 'A-1'], ['B-12 建好课堂', 'point', 'B-12'], ['C3、建好课堂', 'point', 'C3'], ['D　建好课堂', 'section', 'D'], ['E、建好课堂', 'section', 'E'],
  ])('%s', (text, level, ordinal) => {
    expect(parseMark(text)).toMatchObject({ level, ordinal });
    expect(text.slice(parseMark(text)?.length ?? 0)).toMatch(/^[强任提建]/);
  });

  it.each([['5.6月底前建成', '5'], ['17.12月底前建成', '17'], ['3.8月底前完成', '3']])('%s: a number, and then a month', (text, ordinal) => {
    expect(parseMark(text)).toMatchObject({ level: 'point', ordinal, length: ordinal.length + 1 });
  });

  it.each(['附件1：任务表', '专栏1 数字工程', '重点任务12 项', '12 家企业', '3 月底前', '1-6 月完成', '3-5个', '2 建好课堂，办好比武。', '1.2万人以上', '1.5 倍', '3.5%以内', '2026年工作', '任务繁重', '行动起来', '12.5亿元', '1.2公里道路', 'A级景区', 'A 级景区提升，建好课堂', 'B2B平台', 'PM2.5浓度', '十分重要'])('%s has none', (text) => {
    expect(parseMark(text)).toBeNull();
  });
});
