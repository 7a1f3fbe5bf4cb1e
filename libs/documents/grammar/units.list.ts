import { fold, withoutLayoutSpaces } from '../text/fold';
import { looksLikeUnit, surelyUnit } from './unit.shape';

/** Cuts a text at separators that stand outside brackets: 各县（市、区）总工会 is one name. A backslash keeps a separator in. */
export function splitOutsideBrackets(text: string, separators: string): string[] {
  const parts: string[] = [];
  const folded = fold(text);
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = folded.charAt(i);
    if (char === '(' || char === '[' || char === '〔') depth += 1;
    else if (char === ')' || char === ']' || char === '〕') depth = Math.max(0, depth - 1);
    else if (depth === 0 && separators.includes(char)) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const JOINED = /(?:以及|和|及|与)/g;

/** 市总工会和市妇联 are two, 市人力资源和社会保障局 is one: cut only where both sides are names by themselves. */
function splitJoined(name: string): string[] {
  const folded = fold(name);
  for (const match of folded.matchAll(JOINED)) {
    const left = name.slice(0, match.index);
    const right = name.slice(match.index + match[0].length);
    if (looksLikeUnit(left) && /^(?:市|省|区|县|旗|盟|各|自治区|团|国|其他|有关|相关)/.test(right) && looksLikeUnit(right.replace(JOINED, '')))
      return [left, ...splitJoined(right)];
  }
  return [name];
}

/** 县自然资源局县税务局, 县自然资源局各乡镇: lines of a cell that ran into each other. The next name begins with the place that the first one begins with. */
function splitRunOn(name: string): string[] {
  const place = /^[市省区县旗州盟]/.exec(name)?.[0];
  if (place === undefined) return [name];
  for (const end of name.matchAll(/局|委员会|办公室|部|中心|院|会|公司|支队|大队/g)) {
    const at = end.index + end[0].length;
    const [left, right] = [name.slice(0, at), name.slice(at)];
    if (left.length >= 4 && (right.startsWith(place) || /^各(?:乡|镇|街道|县|区|旗|市|学校|部门|股室|科室|处室)/.test(right)) && right.length >= 3 && surelyUnit(left) && looksLikeUnit(right)) return [left, ...splitRunOn(right)];
  }
  return [name];
}

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';
/** 王刚, 各乡镇长（主任）, 张三13800000000: who answers in a unit, beside its name. */
function isPerson(words: string): boolean {
  const bare = words.replace(/[\d\s:：-]+$/, '');
  return (/^[\u4e00-\u9fa5]{2,4}$/.test(bare) && SURNAMES.includes(bare.charAt(0))) || /^[\u4e00-\u9fa5（()）]{2,12}$/.test(bare) && /(?:长|主任|书记|负责人|负责同志|责任人|经理|专员|同志)[)）]?$/.test(bare) || /^\d{7,12}$/.test(words);
}

/** 市商务局（李强）: who answers for it there. */
const withoutPerson = (name: string): string => {
  const [, words = '', inside = ''] = /^(.+?)[（(]([^（()）]{2,4})[)）]$/.exec(name) ?? [];
  return looksLikeUnit(words) && isPerson(inside) && !looksLikeUnit(inside) ? words : name;
};

/** A cell may set names below each other without a mark; the space is a separator where every part is a name, else it is layout. */
function splitSpaced(name: string): string[] {
  const parts = name.trim().split(/\s+/);
  if (parts.length > 1 && parts.every(looksLikeUnit)) return parts.filter((part, at) => at === 0 || !isPerson(part));
  const whole = withoutLayoutSpaces(name);
  const [first = '', ...rest] = parts;
  return rest.length > 0 && looksLikeUnit(first) && !looksLikeUnit(whole) && rest.every(isPerson) ? [first] : [whole];
}

const PLACED = /^(?:市|省|区|县|旗|盟|州|各|自治区|团|国)/;

/** 市住建局/市城管局 are two, 市企业联合会/企业家协会 is one body of two names. */
function splitSlashed(name: string): string[] {
  const parts = name.split(/[/／]/);
  const [first = '', ...rest] = parts.map((part) => part.trim());
  return rest.length === 0 || (PLACED.test(first) && rest.some((part) => part !== '' && !PLACED.test(part))) ? [name] : parts;
}

/** 等部门, 等5个单位, 等市直有关部门. */
const OPEN_ENDED = /等(?:(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[个家])?(?:[\u4e00-\u9fa5]{0,6}(?:单位|部门|机构|企业|处室|科室|团体|组织|院校|高校))?$/;

export interface UnitNames {
  names: string[];
  /** The list ends in 等: the paper names examples only. */
  open: boolean;
}

/** The names in a list, as written but for layout; 、 ， ； and line ends separate. */
export function parseUnitNames(text: string): UnitNames {
  let open = false;
  const names = splitOutsideBrackets(text.replace(/\*\*/g, ''), '、,;。\n|')
    .flatMap(splitSlashed)
    .flatMap(splitSpaced)
    .map((name) => {
      const bare = name.trim().replace(/^(?:[:：]|由|会同|联合|并由|商(?=市|省|县|区|州|国|各|有关))+|[。.:：]+$/g, '');
      const shorter = bare.replace(OPEN_ENDED, '');
      if (shorter !== bare && looksLikeUnit(shorter)) open = true;
      return shorter !== bare && looksLikeUnit(shorter) ? shorter : bare;
    })
    .flatMap(splitJoined)
    .flatMap(splitRunOn)
    .map((name) => withoutPerson(name.trim()))
    .filter((name) => name !== '' && !/^[-—–/无]+$/.test(name));
  return { names, open };
}
