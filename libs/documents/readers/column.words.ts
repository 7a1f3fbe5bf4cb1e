import { fold } from '../text/fold';
import { isApartLabel, roleOfLabel } from '../grammar/units.label';

/** What a column of a plan's table is about. */
export type Column = 'category' | 'number' | 'title' | 'content' | 'lead' | 'participant' | 'unmarked' | 'time' | 'target' | 'measure' | 'recurrence' | 'note' | 'other' | 'unit';

const VOCABULARY: readonly [Column, RegExp][] = [
  ['number', /^(?:序号|编号|编码|项号|序|号|次序|排序|条目|№|代码|项次|no\.?|number|(?:任务|项目|事项|工作|清单|台账|督办|交办|问题|指标|措施|整改|实事|分项|子项|提案|建议|议案|案件|议题)(?:序号|编号|代码|编码|号)|案号|id)$/i],
  ['category', /^(?:(?:任务|项目|工作|改革|事项|所属|重点)?(?:类别|分类|类型|方面|领域|板块|大类|维度|方向|专题|条线|专项|模块|大项|类目|栏目|章节|范畴|板块名称)|一级(?:指标|任务)(?:名称)?|所属(?:行动|专项|工程|任务|项目|章节|部分)|category)$/i],
  ['lead', /^leads?$/i],
  ['participant', /^participants?$/i],
  ['unmarked', /^units?$/i],
  ['time', /^(?:deadline|(?:建设|实施|完成|项目)周期|(?:建设|实施|完成|起止|项目)?年限|计划(?:竣工|完工|建成)|月份|季度|时段)$/i],
  ['measure', /^(?:计量|度量|指标|数量)单位$/],
  ['target', /^(?:(?:量化|工作|预期|年度|具体|任务|绩效|考核|阶段|\d{4}年度?)?(?:目标|指标)(?:任务|要求|值)?|量化目标|量化要求|目标任务及指标|targets?|预期成效|预期成果)$/i],
  ['recurrence', /^(?:频次|周期|定期|报送周期|频率|recurrence)$/i],
  ['title', /^(?:(?:重点|工作|改革|主要|具体|年度|督办|督查|试点)?(?:项目|任务|事项|工作|举措|目标任务|工作任务|工作事项|改革任务|改革举措|重点任务)(?:名称|事项|清单|及(?:工作|目标)?(?:要求|内容|目标))?|[二三四]级(?:任务|指标|事项)(?:名称)?|名称|标题|案由|案名|title|任务要点|工作要点)$/i],
  ['content', /^(?:(?:主要|工作|任务|具体|项目|重点|改革|实施)?(?:内容|措施|要求|任务分解|任务内容|工作内容|工作措施|工作举措|工作要求|做法|要点)(?:及要求|和要求|及措施)?|content|工作内容及要求|推进措施|落实措施)$/i],
  ['note', /^(?:备注|说明|注|remarks?|notes?)$/i],
  ['other', /^(?:责任人|责任领导|牵头领导|分管领导|负责人|联系人|联络员|联系电话|电话|经办人|进展|完成进度|佐证材料|证明材料|支撑材料|投资估算|资金安排|任务出处|进展情况|完成情况|工作进展|状态|资金|经费|来源|依据|文件依据|quote|place|key|原文|时限原文|起始行|结束行|所在章节|标识|结转自|承接自|措施依据|所在位置|督办单位|督查单位|督导单位)$/i],
];

/** When something begins, was told or was written down: no limit. */
const NO_LIMIT = /^(?:(?:计划|预计|拟|实际)?(?:启动|开始|开工|起始|动工)|填报|填表|更新|报送|上报|印发|下达|交办|立项|登记|收文|来文|成立|实际)/;

/**
 * A heading that is no set word, by the noun that it ends in: 年度重点督办事项, 建设内容及规模, 计划竣工时间. Of headings about units only those
 * count whose words tell a role; the others are known by their cells.
 */
const BY_NOUN: readonly [Column, RegExp][] = [
  ['number', /(?:编号|序号|编码|代码)$/],
  ['time', /^(?:节点|时间|时限|进度|工期|时序)(?:要求|安排|计划|目标|表|进度|节点|时限)$/],
  ['other', /(?:领导|责任人|负责人|联系人|联络员|专员|人员|责任科长|电话|签字|签名|姓名|方式|投资|资金|经费|金额|进展|进度|情况|状态|评价|得分|分值|权重|依据|来源|地点|地址|位置|问题|困难|原因|备注|是否.{1,6})$/],
  ['time', /(?:时限|时间|期限|节点|日期|时段|工期|截止日?|时间表|时点|年度安排)$/],
  ['content', /(?:措施|举措|内容|做法|路径)(?:及|和|与|、|暨)(?:年度|工作|预期|具体)?(?:目标|成效|成果|标准|要求)$/],
  ['category', /(?:类别|领域|分类|板块|大类|类型|维度|专题|条线|一级任务)$/],
  ['target', /(?:目标|指标|成效|成果|目标值|成果形式|标志|任务数|任务量|计划数|(?:完成|验收|考核|工作|销号)标准)$/],
  ['recurrence', /(?:频次|频率|周期)$/],
  ['title', /(?:名称|事项|任务|项目|工作|工程|要点|议题|课题|实事|议定事项|提案|建议|行动|重点|清单)$/],
  ['content', /(?:内容|措施|要求|举措|做法|路径|描述|规模|分解|细则)$/],
];
const LONGEST = 14;

/** 企业名称, 责任园区: for whom or where, not what is to be done. */
const WHOSE = /(?:企业|公司|园区|单位|学校|医院|乡镇|街道|村居|村|社区|县区|区县|县市区|项目业主|对象|主体)(?:名称|全称)?$/;

/** 反馈问题, 问题表现: what is to be put right; it names the item where no other column does. */
export function namesProblem(heading: string): boolean {
  return /^(?:存在|反馈|主要|突出|具体|整改|巡察|巡视|督察|审计|检查)*(?:反馈|发现)?(?:的|具体|主要)?问题(?:表现|描述|内容|点|隐患)?$/.test(bareOf(heading));
}

/** Whether a heading names whom the work is for. */
export function namesWhom(heading: string): boolean {
  return WHOSE.test(bareOf(heading));
}

function bareOf(heading: string): string {
  return fold(heading)
    .replace(/[\s*“”"#]/g, '')
    .replace(/\([^()]*\)$/, '');
}

/** The column that a heading cell means by a word of its own; null where the vocabulary does not know it. */
export function columnOf(heading: string): Column | null {
  const words = bareOf(heading);
  if (words === '' || words.length > LONGEST) return null;
  const known = VOCABULARY.find(([, pattern]) => pattern.test(words))?.[0];
  if (known) return known;
  return roleOfLabel(heading) ?? roleOfLabel(words) ?? (isApartLabel(words) ? 'other' : null);
}

/** The column that a heading means by its last noun: only where other cells of the row make sure that it is a heading. */
export function columnByNoun(heading: string): Column | null {
  const words = bareOf(heading);
  if (words.length < 2 || words.length > LONGEST || /[。，,；;：:、]/.test(words)) return null;
  // 一季度目标, 6月底: a stage of the year, which is a step.
  if (/^(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月)/.test(words)) return null;
  if (NO_LIMIT.test(words) && /(?:时间|日期|时限|期限|时点)$/.test(words)) return 'other';
  return BY_NOUN.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** A heading with its unit behind it: 年度投资（万元） counts in 万元. */
export function unitInHeading(heading: string): string | null {
  return /\((?:单位[:：])?([^()\d]{1,6})\)$/.exec(fold(heading).replace(/\s/g, ''))?.[1] ?? null;
}
