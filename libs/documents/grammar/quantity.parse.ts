import type { Comparison, DraftTarget } from '#libs/supervision/plan/draft';
import { fold } from '../text/fold';
import { maskQuoted } from '../text/mask';
import { metricOf } from './metric.parse';
import { quantityTokens, UNIT, type QuantityToken } from './quantity.token';
import { withArabicYears } from './time.words';
import { AFTER, BEFORE, CHANGE, DOING, NOT_A_COUNT_AFTER, RECKONED_FROM, REFERENCE, STOCK, WHAT_THERE_IS } from './quantity.vocabulary';

/** A target and where its clause stands in the text it was read from. */
export interface FoundTarget extends DraftTarget {
  at: number;
  /** A doing word or a comparison governs it: it is to be reached, not merely mentioned. */
  governed: boolean;
}

/** A figure of a text, to be reached or told of. */
export interface FoundFigure extends FoundTarget {
  /** It tells what there is: no target. */
  stock: boolean;
}

/** How far back the words that govern a figure are looked for. */
const CLAUSE_REACH = 60;
const ANY_DOING = new RegExp(DOING.join('|'));
const BEFORE_PATTERNS = BEFORE.map((entry) => ({
  ...entry,
  pattern: new RegExp(entry.apart ? `(?:${entry.words})[\\u4e00-\\u9fa5]{2,12}${entry.of ? '的' : ''}$` : `(?:${entry.words})\\s*(?:到|至|为)?\\s*$`),
}));
const AFTER_PATTERNS = AFTER.map((entry) => ({ ...entry, pattern: new RegExp(`^\\s*的?(?:${entry.words})`) }));

/** 30条（含续建5条）: a bracket that says what is among the number. */
const AMONG = /^\s*\((?:其中)?(?:含|包括|包含|其中)[^()]{1,24}\)/;
const AMONG_REACH = 34;
const WITHIN_AMONG = /\((?:其中)?(?:含|包括|包含|其中)[^()]*$|^\s*其中[^()]*$/;

/** 50亿元以上项目3个: which projects, of which there are to be three. */
const SIZE_CLASS = /^(?:及其?)?(?:以上|以下)(?:的|的?[\u4e00-\u9fa5]{2,8})(?:\d|[一二两三四五六七八九十百千数上近]{1,4}(?:[至到—–~-][一二两三四五六七八九十百]{1,3})?[个家项户名人件条座处所])/;
/** 百人以上企业, 亿元以上项目: what is no person and no money is not counted in it. */
const CLASS_NOUN = /^(?:及?以上|以下)?的[\u4e00-\u9fa5]{1,8}(?:占比|比例|比重)|^(?:及?以上|以下)的?[\u4e00-\u9fa5]{0,4}(?:企业|项目|单位|班额|工程|小区|机构|学校|合同|园区|景区|村镇|社区|车间|工地|场所)/;
/** 履约率、开工率分别达到80%、60%: what is said of the first holds for those after it. */
const EACH = /分别[\u4e00-\u9fa5]{0,4}$/;

/** 从立项到验收压缩至60个工作日: how long it takes is the goal, whatever it is reckoned from. */
const SHORTENED = /压缩|缩短|缩减|压减|控制在|不超过|不多于|不高于/;

/** 由60%提高到85%: where it begins is no goal. */
const BASE_BEFORE = /(?:由|从)(?:20\d\d年(?:底|末)?的?)?[^,。;:\d]{0,8}$/;
const BASE_BEHIND = /^[^,。;:\d]{0,6}?(?:提高|提升|增加|增长|增|扩大|扩展|上升|升|压缩|压减|缩短|缩减|减少|降低|下降|降|调整|精简|整合|归并|合并|优化|扩容|扩建|翻)(?:到|至|为|成)|^(?:逐年|逐步|稳步|持续)(?:提高|提升|增加|增长|下降|降低|减少)/;

const YEARS_BOUND = /不少于|不低于|不超过|至少|最长|≥|≤/;
interface Bound {
  comparison: Comparison;
  start: number;
  end: number;
  explicit: boolean;
}

function boundOf(masked: string, token: QuantityToken): Bound {
  const head = masked.slice(Math.max(0, token.start - 16), token.start);
  const among = AMONG.exec(masked.slice(token.end, token.end + AMONG_REACH))?.[0].length ?? 0;
  const tail = masked.slice(token.end + among, token.end + among + 8);
  const before = BEFORE_PATTERNS.find((entry) => entry.pattern.test(head));
  const after = AFTER_PATTERNS.find((entry) => entry.pattern.test(tail));
  const start = token.start - (before && !before.apart ? (before.pattern.exec(head)?.[0].length ?? 0) : 0);
  const end = token.end + among + (after?.pattern.exec(tail)?.[0].length ?? 0);
  const strong = before && !before.weak ? before.comparison : null;
  const comparison: Comparison =
    strong && strong !== '~'
      ? strong
      : after && after.comparison !== '~'
        ? after.comparison
        : strong === '~' || after || token.approximate
          ? '~'
          : before
            ? before.comparison
            : token.upTo !== undefined
              ? '>='
              : '=';
  return { comparison, start, end, explicit: before !== undefined || after !== undefined };
}

function clauseBefore(masked: string, at: number): string {
  const reach = masked.slice(Math.max(0, at - CLAUSE_REACH), at);
  return reach.slice(Math.max(...[',', '。', ';', ':', '!', '?', '\n'].map((mark) => reach.lastIndexOf(mark))) + 1);
}

/** A part of the number before it adds nothing to it, and is to be reached by itself only where a bound is set on it. */
function isPart(masked: string, token: QuantityToken, bound: Bound, before: QuantityToken | null): boolean {
  return !bound.explicit && before?.unit === token.unit && WITHIN_AMONG.test(clauseBefore(masked, bound.start));
}

/** 两个, 三方: at the head of a clause they point at something. */
const AT_HEAD = /^\s*$/;
/** 平台二期: which stage, where a name and no act stands before it. */
const STAGE_UNIT = /^(?:期|届|级)$/;
/** 治理二期工程: the stage of what stands behind it as well. */
const STAGE_OF = /^(?:工程|项目|建设|改造|扩建|用地|规划|厂|[\u4e00-\u9fa5]{1,4}(?:车间|厂房|用地))/;
/** 围绕重点产业组织竞赛20项: what is done stands behind what it refers to. */
const ACT_IN_REFERENCE = /(?:围绕|根据|按照|依据|对照|依照|参照)[^,。;:]{4,20}?(?:组织|开展|举办|新建|新增|培育|打造|培训|改造)[^,。;:]{1,12}$/;
const ACT_BEFORE = new RegExp(`(?:${DOING.join('|')}|班|会|活动|各|共)\\s*$`);
/** 保障房三期, 第二轮: which one, not how many. */
const ORDINAL_UNIT = /^(?:期|批|轮|届|级|类|次)$/;

/** 1个工作日办结: how long it takes, without a word that bounds it. */
const DONE_IN = /^(?:办结|办理完|出证|拿证|发证|领证)/;

/** 完成港口、文旅两个板块整合: the number only sums up the names before it. */
function sumsUp(clause: string, value: number): boolean {
  const list = /[\u4e00-\u9fa5A-Za-z”》]{2,12}(?:[、和与及][\u4e00-\u9fa5A-Za-z“《”》]{2,12})+$/.exec(clause)?.[0];
  return list !== undefined && value >= 2 && list.split(/[、和与及]/).length === value;
}

function isFigure(masked: string, token: QuantityToken, bound: Bound): boolean {
  const clause = clauseBefore(masked, bound.start);
  // 高级工以上不低于35%: a bound that is written out is no pointer.
  const bounded = bound.start < token.start && bound.comparison !== '~';
  // 疗养、体检各1次 counts; 各一次 may be any.
  const each = !token.chinese && /各\s*$/.test(clause);
  if (!bounded && !each && NOT_A_COUNT_AFTER.test(clause)) return false;
  // 二级以上综合医院: which ones, not how high.
  if (token.unit === '级' && /^[\u4e00-\u9fa5]/.test(masked.slice(bound.end, bound.end + 1))) return false;
  // 二类大赛8场: which kind, not how many kinds.
  if (token.unit === '类' && token.chinese) return false;
  // 500吨级航道: which class. 24小时办结率, 15分钟生活圈: a name. 3年以上经历 says who.
  const behind = masked.slice(token.end, token.end + 2);
  if (/^级/.test(behind) || (/^(?:小时|分钟)$/.test(token.unit) && !bound.explicit && /^[\u4e00-\u9fa5]/.test(behind))) return false;
  // 经八路: a road.
  if (token.unit === '路' && token.chinese) return false;
  if (token.unit === '年' && !YEARS_BOUND.test(masked.slice(bound.start, token.start))) return false;
  if (/^[人元吨亩张]$|平方米$/.test(token.unit) && CLASS_NOUN.test(masked.slice(token.end, token.end + 16))) return false;
  if (token.chinese && !bound.explicit && sumsUp(clause, token.value)) return false;
  if (SIZE_CLASS.test(masked.slice(token.end, token.end + 20))) return false;
  if (BASE_BEFORE.test(clause) && BASE_BEHIND.test(masked.slice(bound.end, bound.end + 12))) return false;
  if (token.duration && ((!bound.explicit && !DONE_IN.test(masked.slice(token.end, token.end + 4))) || (!SHORTENED.test(masked.slice(bound.start, token.start)) && RECKONED_FROM.test(clause)))) return false;
  // 九成以上的县区予以通报 says which, not how many.
  if (token.share && ((!bound.explicit && !CHANGE.test(clause)) || /^\s*的/.test(masked.slice(bound.end, bound.end + 4)))) return false;
  // 落实十八项核心制度: rules that there are.
  if (token.chinese && /(?:落实|执行|遵守|贯彻|坚持)\s*$/.test(clause) && /^[\u4e00-\u9fa5]{0,12}(?:制度|规定|禁令|原则|纪律)/.test(masked.slice(bound.end, bound.end + 16))) return false;
  // 零部件: no count of nothing. 年产20万吨某某项目: what the work is called.
  if (token.chinese && token.value === 0) return false;
  if (/年[产处][\u4e00-\u9fa5]{0,4}$/.test(clause) && /^[\u4e00-\u9fa5A-Za-z]{0,16}(?:项目|工程|生产线|基地)/.test(masked.slice(bound.end, bound.end + 24))) return false;
  // 二次供水: a count of two is 两次.
  if (token.unit === '次' && masked.charAt(token.start) === '二' && token.value === 2) return false;
  if (REFERENCE.test(clause) && !ACT_IN_REFERENCE.test(clause) && !bound.explicit && !ANY_DOING.test(clause.replace(REFERENCE, ''))) return false;
  if (!token.chinese || token.value >= 10) return true;
  // 一个, 两个, 三方 are mostly set phrases: small Chinese numerals count only where something is to be reached.
  if (STAGE_UNIT.test(token.unit) && !bound.explicit && (!ACT_BEFORE.test(clause) || STAGE_OF.test(masked.slice(token.end, token.end + 6)))) return false;
  if (token.value === 1) return bound.explicit && bound.comparison !== '~';
  // 公交线路七条。 counts at the end of its clause.
  return bound.explicit || ANY_DOING.test(clause) || (!AT_HEAD.test(clause) && !ORDINAL_UNIT.test(token.unit) && /^\s*(?:$|[,。;、)\n])/.test(masked.slice(bound.end, bound.end + 2)));
}

/** 截至2024年底 holds for each figure up to the end of the statement, whatever clauses stand between. */
const AS_OF = /截[至止]/;
const STATEMENT_REACH = 160;

/** @param at where its words begin, @param number where its number does */
function isStock(masked: string, at: number, number: number): boolean {
  if (STOCK.test(clauseBefore(masked, at))) return true;
  const reach = masked.slice(Math.max(0, number - STATEMENT_REACH), number);
  const statement = reach.slice(Math.max(...['。', ';', '!', '?', '\n'].map((mark) => reach.lastIndexOf(mark))) + 1);
  return AS_OF.test(statement) && !/力争|确保|目标|计划/.test(statement.slice(statement.search(AS_OF)));
}

const YEAR = '(?<!\\d)(?:19|20|21)\\d\\d';
/** A span of years; 2000—2050名 counts. */
const YEARS = `${YEAR}\\s*(?:[—–~-]|至)\\s*${YEAR}(?!\\d|\\s*[余多]?\\s*[百千万亿]?\\s*(?!年)${UNIT})(?:\\s*年度?)?`;
const DATES = new RegExp(`${YEARS}|\\d{4}\\s*年(?:度)?|\\d{1,2}\\s*月(?:份)?(?:\\s*\\d{1,2}\\s*日)?|[一二三四五六七八九十]{1,3}月(?:份)?`, 'g');

/** Years, dates and spans of years look like numbers; they are hidden before figures are read. */
function maskDates(folded: string): string {
  return folded.replace(DATES, (date) => '\uE001'.repeat(date.length));
}

/** The text in which figures are looked for. */
export function maskedForFigures(text: string): string {
  return maskDates(maskQuoted(withArabicYears(fold(text))));
}

/** What {@link readFigures} found: what counts, parts of a number that is counted already, and where all numbers with a unit stand. */
export interface FiguresRead {
  figures: FoundFigure[];
  parts: { at: number; end: number }[];
  spans: { at: number; end: number }[];
}

/** 成交额达到9亿元，同比增长20%: of what, the figure before says. */
const ONLY_CHANGE = /^(?:同比|环比|较上年|比上年|年均|平均)*(?:增长|下降|提高|提升|减少|增加|降低|净增)$/;

/** Figures told one by one, with what is left of the list of what they count. */
interface Each {
  bound: Bound;
  metrics: string[];
}

/** 听证率、审查率均达到100%: what one figure is said of, as a list. */
const ALIKE = /(?:均|都|全部)[\u4e00-\u9fa5]{0,4}$/;
const MEASURE = /(?:率|比例|占比|比重|度|面|数|量|值|时间|时限)$/;

/** The measures that one figure is said of, as written; null where there is but one. */
function alike(text: string, masked: string, token: QuantityToken): string | null {
  const words = ALIKE.exec(masked.slice(Math.max(0, token.start - 12), token.start))?.[0];
  if (words === undefined) return null;
  const end = token.start - words.length;
  const list = text.slice(end - clauseBefore(masked, end).length, end).trim();
  const metrics = list.split(/[、和及与]/).map((metric) => metric.trim());
  return metrics.length > 1 && metrics.every((metric) => MEASURE.test(metric)) ? list : null;
}

function eachFrom(text: string, masked: string, token: QuantityToken, bound: Bound): Each | null {
  const words = EACH.exec(masked.slice(Math.max(0, token.start - 12), token.start))?.[0];
  if (words === undefined) return null;
  const end = token.start - words.length;
  const from = end - clauseBefore(masked, end).length;
  return { bound, metrics: text.slice(from, end).split(/[、和及与]/).map((metric) => metric.trim()) };
}

/** As written, in the usual width: 場 stays, ％ is %. */
function writtenUnit(text: string, { unit, unitAt }: QuantityToken): string {
  if (unitAt === null) return unit;
  const written = text.slice(unitAt, unitAt + unit.length).normalize('NFKC');
  return fold(written) === unit ? written : unit;
}

/**
 * All numbers of a text that have a unit, by what they say. Linear in its length.
 *
 * @param withParts parts of a number are figures of their own (会议10余次，其中推进会6次): told in a narrative, no goals of a plan
 */
export function readFigures(text: string, withParts = false): FiguresRead {
  const masked = maskedForFigures(text);
  const found: FoundFigure[] = [];
  const parts: FiguresRead['parts'] = [];
  const spans: FiguresRead['spans'] = [];
  let before: QuantityToken | null = null;
  let each = null as Each | null;
  let last = null as { metric: string; end: number } | null;
  for (const token of quantityTokens(masked)) {
    const own = boundOf(masked, token);
    const earlier: Each | null = each !== null && /^\s*[、和及]\s*$/.test(masked.slice(each.bound.end, token.start)) ? each : null;
    const bound: Bound = earlier && !own.explicit ? { ...own, comparison: earlier.bound.comparison, explicit: true } : own;
    each = earlier ? { bound, metrics: earlier.metrics.slice(1) } : eachFrom(text, masked, token, bound);
    const part = isPart(masked, token, bound, before);
    before = token;
    spans.push({ at: Math.min(bound.start, token.start), end: Math.max(bound.end, token.end) });
    if (part) parts.push({ at: token.start, end: token.end });
    if ((part && !withParts) || !isFigure(masked, token, bound)) continue;
    const metric: string = each?.metrics[0] ?? alike(text, masked, token) ?? metricOf(text, masked, { start: bound.start, end: bound.end, unit: token.unit });
    // 培训职工1200、1500人, 证照60类、120万条: both count the same.
    const listed: string = last !== null && ONLY_CHANGE.test(metric) ? last.metric : metric === '' && last !== null && /^\s*[、,和及]\s*$/.test(masked.slice(last.end, bound.start)) ? last.metric : metric;
    last = { metric: listed, end: bound.end };
    const figure: FoundFigure = {
      metric: listed,
      comparison: bound.comparison,
      value: bound.comparison.startsWith('<') ? (token.upTo ?? token.value) : token.value,
      unit: writtenUnit(text, token),
      text: text.slice(bound.start, bound.end).trim(),
      at: token.start,
      ...(WHAT_THERE_IS.test(clauseBefore(masked, bound.start)) ? { reckoning: 'stock' as const } : {}),
      stock: isStock(masked, bound.start, token.start),
      governed: bound.explicit || token.approximate || ANY_DOING.test(clauseBefore(masked, bound.start)),
    };
    found.push(figure);
  }
  return { figures: found.sort((a, b) => a.at - b.at), parts, spans };
}

/** All figures of a text that count something, in order; `withParts` as {@link readFigures} has it. */
export function findFigures(text: string, withParts = false): FoundFigure[] {
  return readFigures(text, withParts).figures;
}

/** The counted goals of a text, in order: figures that tell what there is are none. */
export function findTargets(text: string): FoundTarget[] {
  return findFigures(text).flatMap(({ stock, ...target }) => (stock ? [] : [target]));
}

/** {@link findTargets} without positions and repetitions: what a cell or a title said is often said again in the sentences after it. */
export function parseTargets(...texts: string[]): DraftTarget[] {
  const seen = new Set<string>();
  const targets: DraftTarget[] = [];
  for (const text of texts) {
    const before = [...targets];
    for (const { metric, comparison, value, unit, text: words, reckoning } of findTargets(text)) {
      const key = `${metric}|${comparison}|${value}|${unit}`;
      const at = before.findIndex((target) => target.value === value && target.unit === unit);
      const [same] = at < 0 ? [] : before.splice(at, 1);
      // The bound may be written in one of the two places only.
      if (same && same.comparison === '=' && comparison !== '=') Object.assign(same, { comparison, text: words });
      if (!same && !seen.has(key)) targets.push({ metric, comparison, value, unit, text: words, ...(reckoning === undefined ? {} : { reckoning }) });
      seen.add(key);
    }
  }
  return targets;
}
