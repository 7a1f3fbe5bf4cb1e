import { impossibleDates } from './date.check';
import { findTimeLimit, readTimeLimit } from './deadline.parse';
import { furtherTimes } from './time.further';
import { timesInDoubt, timesUnread } from './time.unread';

const YEAR = 2022;

describe('a cell about time', () => {
  it.each([
    ['6月底前', '2022-06-30'], ['年底前', '2022-12-31'], ['2022年9月30日前', '2022-09-30'], ['上半年', '2022-06-30'], ['第三季度末前', '2022-09-30'],
    ['10月中旬', '2022-10-20'], ['9月上旬', '2022-09-10'], ['11月下旬', '2022-11-30'], ['2月', '2022-02-28'], ['2024年2月底', '2024-02-29'], ['2023年3月', '2023-03-31'],
    ['2022-09-30', '2022-09-30'], ['2022.9.30', '2022-09-30'], ['２０２２年６月底前', '2022-06-30'], ['六月底前', '2022-06-30'], ['2023年底前', '2023-12-31'],
    ['明年3月底前', '2023-03-31'], ['6月底前制定方案，12月底前完成', '2022-12-31'], ['2022年', '2022-12-31'], ['2022年内', '2022-12-31'], ['四季度', '2022-12-31'],
    ['12月10日至20日', '2022-12-20'], ['3月5-20日', '2022-03-20'], ['3月5日—20日', '2022-03-20'], ['6月10日至7月20日', '2022-07-20'], ['2023年3月5号到15号', '2023-03-15'], ['3—6月', '2022-06-30'],
    ['3月至次年2月', '2023-02-28'], ['6月上旬至中旬', '2022-06-20'], ['25年6月底前', '2025-06-30'], ['25年底', '2025-12-31'],
    ['二〇二三年六月底前', '2023-06-30'], ['20220930', '2022-09-30'], ['9/30', '2022-09-30'], ['6.30前', '2022-06-30'], ['2022Q3', '2022-09-30'], ['2022年度内', '2022-12-31'], ['3月起，9月底前完成', '2022-09-30'],
    ['2022-03-01至2022-06-30', '2022-06-30'], ['2022.3.1-2022.6.30', '2022-06-30'], ['2022.3.1—6.30', '2022-06-30'], ['2022.3.5-20', '2022-03-20'], ['2022.3-6月', '2022-06-30'], ['2022-3-5', '2022-03-05'], ['三月五日至二十日', '2022-03-20'],
  ])('%s ends on %s', (words, day) => {
    expect(readTimeLimit(words, YEAR)).toMatchObject({ deadline: day, text: words });
  });

  it.each([
    ['每季度', 'quarterly'], ['每月', 'monthly'], ['每半年', 'halfYearly'], ['每年', 'yearly'], ['常态化', 'ongoing'], ['长期坚持', 'ongoing'], ['持续推进', 'ongoing'],
    ['每季度末前', 'quarterly'], ['全年', 'ongoing'], ['2022年全年', 'ongoing'], ['2022年7月起长期坚持', 'ongoing'], ['月调度', 'monthly'], ['季度通报', 'quarterly'], ['一月一报', 'monthly'], ['每季度末', 'quarterly'], ['每月5日前报送', 'monthly'], ['按季度推进', 'quarterly'], ['半年一次', 'halfYearly'],
  ])('%s returns %s and has no last day', (words, recurrence) => {
    expect(readTimeLimit(words, YEAR)).toEqual({ deadline: null, recurrence, text: words });
  });

  it('keeps the words where there is no date', () => {
    expect(readTimeLimit('适时', YEAR)).toEqual({ deadline: null, recurrence: null, text: '适时' });
    expect(readTimeLimit('2月30日前', YEAR)).toEqual({ deadline: null, recurrence: null, text: '2月30日前' });
    expect(readTimeLimit(' — ', YEAR)).toEqual({ deadline: null, recurrence: null, text: null });
  });
});

describe('time in running text', () => {
  it.each([
    ['6月底前完成方案制定', '2022-06-30', '6月底前'], ['力争2023年底前建成', '2023-12-31', '2023年底前'], ['到2025年底达到100家', '2025-12-31', '2025年底'],
    ['于9月30日前报送', '2022-09-30', '9月30日前'], ['年内举办2期', '2022-12-31', '年内'], ['11月底完成验收', '2022-11-30', '11月底'], ['做好准备，上半年开展一次', '2022-06-30', '上半年'],
    ['3月底前启动，10月中旬前完成', '2022-10-20', '10月中旬前'], ['方案于2022-09-30前报送', '2022-09-30', '2022-09-30前'],
    ['12月10日至20日集中走访', '2022-12-20', '12月10日至20日'], ['3月5-20日办班', '2022-03-20', '3月5-20日'], ['4月—9月开展巡查', '2022-09-30', '9月'], ['2021年1月至6月完成', '2021-06-30', '6月'], ['2021年11月至2月底完成', '2022-02-28', '2月底'], ['2023年3月、6月完成', '2023-06-30', '6月'], ['3月、6月、9月、12月各召开一次', '2022-12-31', '12月'], ['1、4、7、10月各召开一次', '2022-10-31', '10月'],
    ['2021年总结情况，6月底前完成', '2022-06-30', '6月底前'], ['到2025年，建成10处', '2025-12-31', '2025年'], ['力争2024年建成10处', '2024-12-31', '2024年'],
  ])('%s', (text, deadline, words) => {
    expect(findTimeLimit(text, YEAR)).toEqual({ deadline, recurrence: null, text: words });
  });

  it.each(['推进班组常态化学习制度', '劳动竞赛常态化、制度化', '长期坚持党的领导', '持续深入开展服务行动', '截至2021年底建成', '三年内完成', '2022年培育10家', '2021年12月召开的会议', '今年上半年以来', '贯彻《2022年6月底前完成的意见》', '全年培训', '推动宣讲活动常态化', '2023年新建10处', '一年来', '持续推进改革', '10月的会议', '每人每月补助200元', '适时开展督查', '3月5-20家企业参展', '截至3月5日至20日共走访50户', '会议室3—9号楼'])('%s names no time limit', (text) => {
    expect(findTimeLimit(text, YEAR)).toEqual({ deadline: null, recurrence: null, text: null });
  });

  it.each(['健全台账，长期坚持。', '开展走访。持续推进。', '常态化开展', '开展巡查。全年推进。', '宣讲活动常态化。', '开展巡查。【贯穿全年】'])('reads %s as going on', (text) => {
    expect(findTimeLimit(text, YEAR)).toMatchObject({ deadline: null, recurrence: 'ongoing' });
  });

  it.each([['对接活动不少于半年一次', 'halfYearly'], ['按季度通报', 'quarterly'], ['每半年汇总', 'halfYearly'], ['例会一年两次', 'yearly']])('reads the rhythm of %s', (text, recurrence) => {
    expect(findTimeLimit(text, YEAR)).toMatchObject({ deadline: null, recurrence });
  });

  it.each([
    ['每月5日前报送', 'monthly', '每月5日前'], ['每季度首月10日前报送', 'quarterly', '每季度首月10日前'], ['每季度第一个月15日前通报', 'quarterly', '每季度第一个月15日前'], ['每季度结束后10日内报送', 'quarterly', '每季度结束后10日内'],
    ['每年6月30日前报告', 'yearly', '每年6月30日前'], ['每年3月至5月开展', 'yearly', '每年3月至5月'], ['每年3月、9月各开展一次', 'yearly', '每年3月、9月'], ['每月10日、20日前报送', 'monthly', '每月10日、20日前'], ['每季度末月25日前报送', 'quarterly', '每季度末月25日前'], ['每半年末月15日前报送', 'halfYearly', '每半年末月15日前'], ['每季度终了后10日内报送', 'quarterly', '每季度终了后10日内'], ['每半年末总结', 'halfYearly', '每半年末'], ['1个月一次例会', 'monthly', '1个月一次'],
  ])('reads %s with the day within the period', (text, recurrence, words) => {
    expect(findTimeLimit(text, YEAR)).toMatchObject({ deadline: null, recurrence, text: words });
    expect(furtherTimes(text, { deadline: null, year: YEAR, cell: null }).map((each) => each.text)).toEqual(/\d日|年\d/.test(words) ? [words] : []);
  });

  it.each([['每年6月30日前报告', '2022-06-30'], ['每年3月至5月开展', '2022-05-31'], ['每年8月底前完成', '2022-08-31'], ['每年3月、9月各开展一次', undefined], ['每月5日前报送', undefined]])('%s has the day %s in the year', (text, day) => {
    expect(findTimeLimit(text, YEAR).yearlyDay).toBe(day);
    expect(readTimeLimit(text, YEAR).yearlyDay).toBe(day);
    if (day) expect(furtherTimes(text, { deadline: day, year: YEAR, cell: null })).toEqual([]);
  });

  it.each([
    ['每两年评选一次', '每两年'], ['每2个月一次', '每2个月'], ['每三年一届', '每三年'], ['两个月一次例会', '两个月一次'], ['隔周召开例会', '隔周'], ['每半个月碰头', '每半个月'], ['每双月通报', '每双月'],
  ])('rounds no rhythm that no period has: %s', (text, words) => {
    expect(findTimeLimit(text, YEAR)).toEqual({ deadline: null, recurrence: null, text: null, others: [words] });
  });

  it.each([['每年2次', '每年2次'], ['每年开展2次', '每年开展2次'], ['每季度开展督查不少于3次', '每季度开展督查不少于3次'], ['例会一年两次', '一年两次'], ['例会一年四次', '一年四次']])('asks about what is more often than its period: %s', (text, words) => {
    expect(findTimeLimit(text, YEAR).others).toEqual([words]);
  });

  it.each(['每年开展一次', '每季度走访20人次', '每年培训3名', '每月1次'])('asks nothing of %s', (text) => {
    expect(findTimeLimit(text, YEAR).others).toBeUndefined();
  });

  it.each([
    ['6月底前完成50%，年底前全部完成', '2022-12-31', ['6月底前完成50%']], ['5月1日前报送方案，10月1日前报送总结', '2022-10-01', ['5月1日前报送方案']], ['上半年开展一次，下半年开展一次', '2022-12-31', ['上半年开展一次']],
    ['6月10日至7月20日开展', '2022-07-20', []], ['年底前完成投资1500万元（其中上半年完成800万元）', '2022-12-31', ['其中上半年完成800万元']], ['12月10日至20日完成', '2022-12-20', []], ['6月上旬至7月中旬完成', '2022-07-20', []], ['2021年6月底前启动，年底前完成', '2022-12-31', []], ['年底前完成', '2022-12-31', []],
  ])('tells the times beside the last: %s', (text, deadline, clauses) => {
    expect(findTimeLimit(text, YEAR).deadline).toBe(deadline);
    expect(furtherTimes(text, { deadline, year: YEAR, cell: null }).map(({ clause }) => clause)).toEqual(clauses);
  });

  it('names the rhythms beside the first', () => {
    expect(findTimeLimit('每季度末前通报一次，每月5日前报送进展，每周碰头', YEAR)).toEqual({ deadline: null, recurrence: 'quarterly', text: '每季度末前', others: ['每月5日前', '每周'] });
  });

  it.each([
    ['印发后30个工作日内制定方案', ['印发后30个工作日内']], ['自本要点印发之日起30日内制定', ['自本要点印发之日起30日内']], ['限期一个月内整改', ['限期一个月内']], ['国庆节前完成，中秋前慰问', ['国庆节前', '中秋前']], ['收到申请后5日内答复', ['收到申请后5日内']], ['三年内建成', ['三年内']],
    ['审批时限压缩到3个工作日以内', []], ['每月5日前报送，每季度结束后10日内通报', []], ['6月10日前完成', []], ['近三年内的案例', []], ['“五一”奖章', []], ['年内完成', []], ['提前谋划，会后提升', []],
  ])('tells the times that no day can be read from: %s', (text, words) => {
    expect(timesUnread(text)).toEqual(words);
  });

  it.each([['10月召开推进会', ['10月']], ['第三季度的会议', ['第三季度']], ['截至9月已建成', []], ['今年上半年以来', []], ['6月底前完成', []]])('names what may be meant where there is no time: %s', (text, words) => {
    expect(timesInDoubt(text, YEAR)).toEqual(words);
  });

  it('finds the dates that no calendar has', () => {
    expect(impossibleDates('2025年13月底前完成；2025年2月30日前上线；２月３０日前；6月31号；2025-02-30；十三月；2月29日', 2025)).toEqual(['2025年13月', '2025年2月30日', '２月３０日', '6月31号', '2025-02-30', '十三月', '2月29日']);
    expect(impossibleDates('6月底前，2月29日，12个月，36个月内，3—5月，2024-02-29，1.2万，24月龄', null)).toEqual([]);
  });

  it('reads a rhythm as a recurring duty, not as a date', () => {
    expect(findTimeLimit('每季度征集一批案例', YEAR)).toEqual({ deadline: null, recurrence: 'quarterly', text: '每季度' });
    expect(findTimeLimit('每月报送进展，年底前总结', YEAR)).toEqual({ deadline: '2022-12-31', recurrence: 'monthly', text: '年底前' });
  });
});
