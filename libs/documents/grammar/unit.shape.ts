import { isGroupName } from '#libs/supervision/roster/group-name';
import { comparable, fold } from '../text/fold';
import { isLearntName } from './paper.words';

/** How names of units and of groups of units look, for reading without a register. Lenient on purpose: a false alarm costs more than a miss. */

const SUFFIX = new RegExp(`(?:${[
  '局', '委', '办', '办公室', '会', '部', '院', '校', '厅', '中心', '公司', '集团', '银行', '大学', '学院', '团市委', '联', '园区', '开发区', '新区', '经开区', '高新区', '工业区', '管委会', '政府', '党委', '党组', '党工委',
  '政协', '人大', '署', '处', '科', '室', '站', '所', '队', '社', '馆', '厂', '矿', '行', '协', '组', '小组', '专班', '工委', '纪委', '监委', '法院', '检察院', '总工会', '工会', '妇联', '科协', '残联', '文联', '社科联', '工商联', '企联', '侨联',
  '旗', '县', '区', '市', '镇', '乡', '街道', '苏木', '盟', '州', '省', '医院', '党校', '报社', '电视台', '台', '基金会', '协会', '商会', '联合会', '研究院', '机构', '部门', '单位', '企业', '国企', '央企', '高校', '院所', '成员', '组织', '分局', '支队', '税务', '海关', '移动', '联通', '电信', '基地', '中学', '小学', '分公司', '合作社', '指挥部', '机关', '总社', '总队', '大队', '供电', '烟草', '气象', '邮政', '关工委', '红十字会', '团委',
].join('|')})$`);

/** Words that no unit's name has: an act or a sentence ended in a suffix by chance. */
const NO_NAME = /[。；;！!？?]|(?:负责|牵头|完成|推动|加强|提升|开展|进一步|按照|根据|按职责)|(?:施|执|实|进|举|推|运|试)行$|^(?:推进|落实|做好|抓好|强化|深化|加快|确保|全面|积极|实施)/;
const LONGEST_NAME = 40;

/** *市住建局, 市住建局★: a sign at a name is none of it. */
const withoutSign = (name: string): string => name.replace(/^[★☆▲△●○◎■□◆◇√※#*]|[★☆▲△●○◎■□◆◇√※#*]$/g, '');

/** 清理各类壁垒 is an act: before 各 stands nothing, a place or a body. */
const ACT_ON_ALL = /^[^各]*[^各省市区县旗盟州镇乡直级属内全系统局委办会部和及与、驻的]各/;

export const isActOnAll = (name: string): boolean => ACT_ON_ALL.test(name);

export function looksLikeUnit(name: string): boolean {
  const words = withoutSign(comparable(name));
  if (isLearntName(words)) return true;
  if (words.length < 2 || words.length > LONGEST_NAME || NO_NAME.test(words) || isActOnAll(words) || /^\d/.test(words)) return false;
  return SUFFIX.test(words.replace(/\([^()]*\)$/, '')) || SUFFIX.test(words) || isGroupName(name);
}

/** 产改办, 经济部: offices within a body, as a bracket behind a sentence names them. */
export function isInnerOffice(name: string): boolean {
  return !/的/.test(name) && /^[\u4e00-\u9fa5]{2,8}(?:办|办公室|部|处|科|室|股|中心|专班|指挥部|工会|支部|党委)$/.test(name) && looksLikeUnit(name);
}

/** What departments are for: 教育局, 财政部, 省卫生健康委 need no place before their name to be known. */
const FIELDS = [
  '发展改革', '发展和改革', '发改', '经济和信息化', '经信', '工业和信息化', '工业信息化', '工信', '教育', '教体', '教科', '科技', '科学技术', '科工', '民族', '民宗', '公安', '民政', '司法', '财政', '人力资源', '人社', '自然资源', '资源规划',
  '规划', '生态环境', '环保', '住房', '住建', '建设', '城乡建设', '城管', '城市管理', '综合执法', '交通', '水利', '水务', '农业', '农牧', '畜牧', '林业', '林草', '园林', '商务', '文化', '文旅', '文体', '卫生', '卫健', '退役军人', '应急', '审计', '国资',
  '市场监管', '市场监督', '广电', '广播电视', '体育', '统计', '医保', '医疗保障', '信访', '数据', '大数据', '政务', '行政审批', '营商', '金融', '税务', '气象', '邮政', '烟草', '乡村振兴', '机关事务', '外事', '侨务', '台港澳', '档案', '保密', '能源', '粮食',
  '药监', '药品监管', '知识产权', '文物', '消防', '公积金', '疾控', '供销', '人防', '地震', '海洋', '渔业', '铁路', '民航', '海事', '外汇', '移民', '编', '组织', '宣传', '统战', '政法', '网信', '政研', '老干部', '直属机关', '监督管理',
].join('|');
const DEPARTMENT = new RegExp(`^(?:${FIELDS})[\\u4e00-\\u9fa5]{0,12}(?:局|委|办|部|厅|署|处|科|委员会|办公室|总局|总署|总社)$`);
/** Names that can only be one body's, wherever they stand. */
const OWN_NAME = /^(?:国务院|中央|最高人民|人民银行|审计署|税务总局|海关总署|共青团|银保监会|证监会|国资委|卫生健康委|工商联|武警|中华)|^[\u4e00-\u9fa5]{2,}(?:有限公司|有限责任公司|集团公司|供电公司|自来水公司|燃气公司|分公司|分行|支行|总工会|管委会|人民法院|检察院|(?<!各|高等)大学|职业学院|技师学院|师范学院|人民政府|日报社|融媒体中心|广播电视台)$/;

/** Stricter than {@link looksLikeUnit}: for a bare list in brackets, where nothing else says that units are meant. */
export function surelyUnit(name: string): boolean {
  const words = withoutSign(comparable(name));
  return looksLikeUnit(name) && words.length <= 20 && (isLearntName(words) || /^(?:市|省|区|县|旗|盟|州|自治区|国家|团|各|全国|中国|镇|乡|街道|苏木|新区|高新区|经开区|开发区|示范区|度假区|兵团|师市|校|院)/.test(words) || DEPARTMENT.test(words) || OWN_NAME.test(words) || isGroupName(name));
}
