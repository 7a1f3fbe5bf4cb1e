import { isGroupName } from '#libs/supervision/roster/group-name';
import { comparable, fold } from '../text/fold';

/** How names of units and of groups of units look, for reading without a register. Lenient on purpose: a false alarm costs more than a miss. */

const SUFFIX = new RegExp(`(?:${[
  '局', '委', '办', '办公室', '会', '部', '院', '校', '厅', '中心', '公司', '集团', '银行', '大学', '学院', '团市委', '联', '园区', '开发区', '新区', '经开区', '高新区', '工业区', '管委会', '政府', '党委', '党组', '党工委',
  '政协', '人大', '署', '处', '科', '室', '站', '所', '队', '社', '馆', '厂', '矿', '行', '协', '组', '小组', '专班', '工委', '纪委', '监委', '法院', '检察院', '总工会', '工会', '妇联', '科协', '残联', '文联', '社科联', '工商联', '企联', '侨联',
  '旗', '县', '区', '市', '镇', '乡', '街道', '苏木', '盟', '州', '省', '医院', '党校', '报社', '电视台', '台', '基金会', '协会', '商会', '联合会', '研究院', '机构', '部门', '单位', '企业', '成员', '组织', '分局', '支队', '税务', '海关', '移动', '联通', '电信', '基地', '中学', '小学', '分公司', '合作社', '指挥部', '机关', '总社', '总队', '大队', '供电', '烟草', '气象', '邮政', '关工委', '红十字会', '团委',
].join('|')})$`);

/** Words that no unit's name has: an act or a sentence ended in a suffix by chance. */
const NO_NAME = /[。；;！!？?]|(?:负责|牵头|完成|推动|加强|提升|开展|进一步|按照|根据|按职责)/;
const LONGEST_NAME = 40;

export function looksLikeUnit(name: string): boolean {
  const words = comparable(name);
  if (words.length < 2 || words.length > LONGEST_NAME || NO_NAME.test(words) || /^\d/.test(words)) return false;
  return SUFFIX.test(words.replace(/\([^()]*\)$/, '')) || SUFFIX.test(words) || isGroupName(name);
}

/** Stricter than {@link looksLikeUnit}: for a bare list in brackets, where nothing else says that units are meant. */
export function surelyUnit(name: string): boolean {
  const words = comparable(name);
  return looksLikeUnit(name) && words.length <= 20 && (/^(?:市|省|区|县|旗|盟|州|自治区|国家|团|各|全国|中国)/.test(words) || isGroupName(name));
}
