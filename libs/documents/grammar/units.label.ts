import { fold } from '../text/fold';
import { looksLikeUnit, surelyUnit } from './unit.shape';
import { learntLabel } from './paper.words';
import { parseUnitNames } from './units.list';
import type { UnitRole } from './units.named';

const BODIES = '(?:单位|二级单位|部门|处室|科室|股室|主体|机构|企业|公司|集团|园区|院校|学院|院系|镇街|镇办|乡镇|街道|县区|县市区|县市|区县|旗县区|站所|班子|组|方)';
/** 单位, 企业/部门, 单位（部门）. */
const BODY = `(?:${BODIES}(?:[/、和及或]?${BODIES})*)?`;
const LABELS: readonly [UnitRole, RegExp][] = [
  ['lead', new RegExp(`^(?:总?牵头|主办|主责|主抓|抓总|统筹|主要负责|第一责任|首要责任|主要责任)(?:责任|负责|实施|主办|承办|抓总)?${BODY}$|^总?负责(?:单位|部门|机构)$`)],
  ['participant', new RegExp(`^(?:参与|参加|配合|协办|联办|会签|协作|协同|协助|协管|辅助|联动|会办|会同|合作|共建|共同|共同参与|联合|支持|支撑|保障)(?:责任|实施|落实|配合|参与|协作|协办)?${BODY}$|^(?:各?成员|其他|其它|其他责任|其他参与|其他配合|配合参与|参与配合)(?:单位|部门)$`)],
  ['unmarked', new RegExp(`^(?:责任|实施|承办|落实|执行|完成|主管|负责|推进|任务|承接|承担|任务承担|整改|整改责任|具体责任|属地|属地责任|办理|责任落实|组织实施|具体负责|具体实施|揭榜|承建|直接责任)${BODY}$|^(?:建设|业主|项目|项目建设|项目实施|项目业主|项目承担|项目责任)(?:单位|主体|法人|企业)$|^业主$|^(?:单位|部门)$|^(?:责任|任务|职责|工作|部门)?分工$`)],
];
/** 市级牵头单位, 县直配合单位: of which level it is says nothing of its role. */
const LEVEL = /^(?:国家|省|市|县|区|州|盟|旗|镇|局|院|校|厅|集团)(?:级|直|内)(?=[\u4e00-\u9fa5]{4})/;
const TIME_LABEL = /^(?:时间安排|完成节点|完成时间节点|完成时限要求|进度安排|时序安排|时序进度|进度要求|工作安排时间)$|^(?:完成|办理|办结|落实|推进|工作|整改|起止|计划|要求|预计|目标|任务|最终|截止|截至|最迟|最后|建成|竣工|完工|交付|投用|提交|实施)*(?:时限|时间|期限|时间节点|节点|年限|时序|进度|时间要求|时限要求|日期|期限要求)$/;

const PERSON_LABEL =
  /^(?:第一|主要|直接|具体|分管|包保|包抓|牵头|主管|挂钩|挂帅|挂点|联系|责任|督办|协管|市级|县级|区级|部门|单位|项目)*(?:领导|县领导|市领导|区领导|责任人|负责人|负责同志|联系人|联络员|联络人|经办人|承办人|主管人|专员|人员|电话|联系电话|联系方式|专班班长|组长)$/;
/** 责任单位及责任人: units, with a person beside each. */
const AND_PERSON = /(?<=单位|部门|科室|处室|主体)(?:及其?|和|与|、|\/)(?:具体|主要|直接|第一)?(?:责任人|负责人|联系人|联络员|责任领导|分管领导|人员|领导)$/;
/** 责任单位及完成时限: units, with the day beside or below them. */
const AND_TIME = /(?<=单位|部门|科室|处室|主体)(?:及其?|和|与|、|\/)(?:完成|办结|整改|工作)?(?:时限|时间|期限|节点)(?:要求)?$/;
const WATCHER_LABEL = /^(?:行业)(?:主管|监管)(?:单位|部门)$|^(?:督办|督查|督导|督促|监督|监管|考核|考评|验收|审核|评估|评价)(?:责任|评价|指导)?(?:单位|部门|机构|主体|科室)$/;

export type LabelKind = UnitRole | 'time' | 'person' | 'watcher' | null;

export function kindOfLabel(label: string): LabelKind {
  const words = fold(label).replace(/[\s*【】[\]]|\([^()]*\)/g, '').replace(AND_PERSON, '').replace(AND_TIME, '').replace(LEVEL, '');
  return roleOfLabel(words) ?? (PERSON_LABEL.test(words) ? 'person' : WATCHER_LABEL.test(words) ? 'watcher' : null);
}

/** A label about persons, or about who supervises: known, and nothing that an item is made of. */
export function isApartLabel(label: string): boolean {
  const kind = kindOfLabel(label);
  return kind === 'person' || kind === 'watcher';
}

/** 整改措施：, 工作内容：, 年度目标：: what is to be done or reached, not who does it. */
export function isTextLabel(label: string): boolean {
  return /(?:措施|举措|内容|任务|目标|要求|做法|步骤|要点|标准|成效|成果|指标|类型|问题|事项|情况|形式|安排|计划|说明|清单|方式|重点|项目|规模|地点|亮点|路径|抓手)$/.test(fold(label));
}

/** Whether a label at the head of a line speaks of who carries an item out, or of the time or persons beside it. */
export function isUnitLabel(label: string): boolean {
  return kindOfLabel(label) !== null || /(?:单位|部门)$/.test(fold(label));
}

/** Whether words behind a label that nobody knows are units all the same: by the label's last word or by their own shape. */
export function namesUnitsUnder(label: string, text: string): boolean {
  const { names } = parseUnitNames(text);
  if (names.length === 0) return false;
  return /(?:单位|部门|机构|主体|处室|科室)$/.test(fold(label)) ? names.some(looksLikeUnit) : names.every(surelyUnit);
}

/** 责任单位（牵头）, 责任部门（配合部门）. */
const ROLE_IN_BRACKET = /(?:单位|部门|主体)\((牵头|主办|主责|配合|参与|参加|协办|协同|协作)(?:单位|部门)?\)$/;

/** 责任单位：牵头, 责任部门—配合: as a heading of two rows in one. */
const ROLE_BEHIND = /(?:单位|部门|主体|分工)[:\-—–/](牵头|主办|主责|配合|参与|参加|协办|协同|协作)(?:单位|部门)?$/;

/** The role that a label or a column heading means; null for one that is about something else. */
export function roleOfLabel(label: string): UnitRole | 'time' | null {
  const marked = ROLE_IN_BRACKET.exec(fold(label).replace(/[\s*]/g, ''))?.[1];
  if (marked !== undefined) return roleOfLabel(`${marked}单位`);
  const behind = ROLE_BEHIND.exec(fold(label).replace(/[\s*]/g, ''))?.[1];
  if (behind !== undefined) return roleOfLabel(`${behind}单位`);
  const words = fold(label).replace(/[\s*【】[\]]|\([^()]*\)/g, '').replace(AND_PERSON, '').replace(AND_TIME, '').replace(LEVEL, '');
  if (TIME_LABEL.test(words)) return 'time';
  return LABELS.find(([, pattern]) => pattern.test(words))?.[0] ?? learntLabel(words);
}
