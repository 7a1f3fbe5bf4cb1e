/** A paper built like the one of a city with fifty projects, in invented words: torn pages, roles unmarked, categories missing, duties in its prose. */
export const OFFICE = '市匠才办';
export const UNION = '市总工会';
export const HR = '市人社局';
export const [EAST, WEST, SOUTH] = ['东川旗匠才办', '西原旗匠才办', '南岗旗匠才办'] as const;
export const BANNERS = [EAST, WEST, SOUTH] as const;
export const BANNER_GROUP = '各旗区匠才办';
/** What the office has to do itself. */
export const OWN_ITEMS = ['8', '9', '45', '50'] as const;

const UNITS: Record<string, string> = { 工: UNION, 宣: '市委宣传部', 资: '市国资委', 教: '市教体局', 组: '市委组织部', 人: HR, 科: '市科技局', 匠: OFFICE, 旗: BANNER_GROUP };
export const DEPARTMENTS = [UNION, HR, '市委宣传部', '市国资委', '市教体局', '市委组织部', '市科技局'] as const;

/** Category, then title and units of each row. */
const ROWS: [string, string][] = [
  ['思想铸魂', '开办车间微讲堂:宣工资 组建职工宣讲队:宣工资教 设立匠人讲述日:工 办好班组读书角:工 吸收一线骨干入党:组 建好车间党小组:组 结对共建企业支部:资组 举办匠才专题研修班:匠 选树匠才示范单位:匠 开设匠才专栏:宣工 拍摄匠人短片:宣工 组建职工文艺队:工宣人教'],
  ['岗位建功', '组织行业比武:人工 开展安全知识竞答:工科 征集小发明小改造:工人 建设匠人工作坊:工 评选年度匠人:工 支持一线技术攻关:科 组织校企联合课题:人科 开展岗位轮训:人资工 组织特种作业考核:工科 排查车间隐患:工资'],
  ['技能提升', '建立匠才信息库:组 共建实训车间:人教 送课进企业:人教资 推行订单培养:人教资 举办技能联赛:教工人科 办好匠人学堂:教人 培训进城务工人员:教人'],
  ['待遇保障', '推荐一线代表人选:组工宣 提高一线评优名额:工 建设匠人展陈馆:工 选树巾帼匠人:工宣 健全民主恳谈:工资人 推进工资协商:工 调处劳动争议:人工 推选职工董事:工资科 开展法律宣传:工'],
  ['队伍壮大', '吸纳新业态职工入会:工 扩大技工院校招生:教 帮扶返乡人员就业:人 举办专场招聘:工 开展暖心服务:工 资助职工提升学历:工 探索区域改革路径:匠旗 开通线上入会:工 开展节令慰问:工 提供通勤专线:工 开展队伍状况调查:工 开展年度考核评价:匠'],
];
const HEAD = '类别\t序号\t项目名称\t主要内容\t实施单位';
/** Pages end after these rows; the row after 42 has an empty category on its new page. */
const PAGE_ENDS = new Set([5, 12, 19, 22, 25, 29, 35, 42]);

function table(): string {
  const lines = [HEAD];
  let number = 0;
  for (const [category, row] of ROWS) {
    for (const [i, entry] of row.split(' ').entries()) {
      number += 1;
      const [title, units] = entry.split(':') as [string, string];
      const shown = number === 46 || (number < 43 && (i === 0 || PAGE_ENDS.has(number - 1))) ? category : '';
      lines.push([shown, number, title, `${title}，逐项建立台账。`, [...units].map((u) => UNITS[u]).join('、')].join('\t'));
      if (PAGE_ENDS.has(number)) lines.push('', HEAD);
    }
  }
  return lines.join('\n');
}

export function ordosTwin(): Buffer {
  return Buffer.from(`

补短板、强弱项的要求逐条落到实处，让职工看得见、摸得着，为全市发展增添新的动力。

附件：白桦市匠才培育扩面工作方案

白桦市推进匠才培育改革暨

技能人才工作联席会议办公室

2022年12月20日

附件

# 白桦市匠才培育 扩面工作方案

## 一、总体要求

坚持需求导向，围绕思想、技能、待遇统筹安排。

## 二、目标任务

（一）扩大范围。在巩固原有 14 家试点单位的基础上，全市匠才工作站达到 41 家以上。各旗区要结合实际推进。

（二）抓实项目。市、旗区共同打造 50 个左右重点项目，不断取得新成效。

（三）交流经验。每季度征集一批典型做法，供各地借鉴。

## 三、保障措施

（一）强化领导。各级要高度重视，适时通报情况。

（二）强化清单。各单位要依据市里确定的 50 个重点项目逐项细化，可以全面实施，也可以选择几个项目。

附件：重点项目清单

${table()}
说明\t1、各旗区匠才办要对照以上50个项目，制定任务清单；2、各旗区匠才办要指导企业编制方案并上报市匠才办。\t\t\t
`);
}
