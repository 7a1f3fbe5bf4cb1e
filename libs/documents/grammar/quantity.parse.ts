import type { Comparison, DraftTarget } from '#libs/supervision/plan/draft';
import { fold } from '../text/fold';
import { maskQuoted } from '../text/mask';
import { metricOf } from './metric.parse';
import { quantityTokens, UNIT, type QuantityToken } from './quantity.token';
import { AFTER, BEFORE, DOING, NOT_A_COUNT_AFTER, RECKONED_FROM, REFERENCE, STOCK } from './quantity.vocabulary';

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
  pattern: new RegExp(entry.apart ? `(?:${entry.words})[\\u4e00-\\u9fa5]{2,12}$` : `(?:${entry.words})\\s*(?:到|至|为)?\\s*$`),
}));
const AFTER_PATTERNS = AFTER.map((entry) => ({ ...entry, pattern: new RegExp(`^\\s*的?(?:${entry.words})`) }));

/** 30条（含续建5条）: a bracket that says what is among the number. */
const AMONG = /^\s*\((?:其中)?(?:含|包括|包含|其中)[^()]{1,24}\)/;
const AMONG_REACH = 34;
const WITHIN_AMONG = /\((?:其中)?(?:含|包括|包含|其中)[^()]*$/;

/** 50亿元以上项目3个: which projects, of which there are to be three. */
const SIZE_CLASS = /^(?:及其?)?(?:以上|以下)的?[\u4e00-\u9fa5]{2,8}\d/;
/** 履约率、开工率分别达到80%、60%: what is said of the first holds for those after it. */
const EACH = /分别[\u4e00-\u9fa5]{0,4}$/;

/** 由60%提高到85%: where it begins is no goal. */
const BASE_BEFORE = /(?:由|从)[^,。;:\d]{0,8}$/;
const BASE_BEHIND = /^[^,。;:\d]{0,6}?(?:提高|提升|增加|增长|增|扩大|扩展|上升|升|压缩|压减|缩短|缩减|减少|降低|下降|降|调整)(?:到|至|为)/;

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

function isFigure(masked: string, token: QuantityToken, bound: Bound): boolean {
  const clause = clauseBefore(masked, bound.start);
  // 高级工以上不低于35%: a bound that is written out is no pointer.
  const bounded = bound.start < token.start && bound.comparison !== '~';
  if (!bounded && NOT_A_COUNT_AFTER.test(clause)) return false;
  if (SIZE_CLASS.test(masked.slice(token.end, token.end + 20))) return false;
  if (BASE_BEFORE.test(clause) && BASE_BEHIND.test(masked.slice(bound.end, bound.end + 12))) return false;
  if (token.duration && (!bound.explicit || RECKONED_FROM.test(clause))) return false;
  // 九成以上的县区予以通报 says which, not how many.
  if (token.share && (!bound.explicit || /^\s*的/.test(masked.slice(bound.end, bound.end + 4)))) return false;
  if (REFERENCE.test(clause) && !bound.explicit && !ANY_DOING.test(clause.replace(REFERENCE, ''))) return false;
  if (!token.chinese || token.value >= 10) return true;
  // 一个, 两个, 三方 are mostly set phrases: small Chinese numerals count only where something is to be reached.
  if (token.value === 1) return bound.explicit && bound.comparison !== '~';
  return bound.explicit || ANY_DOING.test(clause);
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
const YEARS = `${YEAR}\\s*(?:[—–~-]|至)\\s*${YEAR}(?!\\d|\\s*[余多]?\\s*[百千万亿]?\\s*${UNIT})(?:\\s*年度?)?`;
const DATES = new RegExp(`${YEARS}|\\d{4}\\s*年(?:度)?|\\d{1,2}\\s*月(?:份)?(?:\\s*\\d{1,2}\\s*日)?|[一二三四五六七八九十]{1,3}月(?:份)?`, 'g');

/** Years, dates and spans of years look like numbers; they are hidden before figures are read. */
function maskDates(folded: string): string {
  return folded.replace(DATES, (date) => '\uE001'.repeat(date.length));
}

/** The text in which figures are looked for. */
export function maskedForFigures(text: string): string {
  return maskDates(maskQuoted(fold(text)));
}

/** What {@link readFigures} found: what counts, parts of a number that is counted already, and where all numbers with a unit stand. */
export interface FiguresRead {
  figures: FoundFigure[];
  parts: { at: number; end: number }[];
  spans: { at: number; end: number }[];
}

/** Figures told one by one, with what is left of the list of what they count. */
interface Each {
  bound: Bound;
  metrics: string[];
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
  const written = text.slice(unitAt, unitAt + unit.length).normalize('NFKC');
  return fold(written) === unit ? written : unit;
}

/** All numbers of a text that have a unit, by what they say. Linear in its length. */
export function readFigures(text: string): FiguresRead {
  const masked = maskedForFigures(text);
  const found: FoundFigure[] = [];
  const parts: FiguresRead['parts'] = [];
  const spans: FiguresRead['spans'] = [];
  let before: QuantityToken | null = null;
  let each = null as Each | null;
  for (const token of quantityTokens(masked)) {
    const own = boundOf(masked, token);
    const earlier: Each | null = each !== null && /^\s*[、和及]\s*$/.test(masked.slice(each.bound.end, token.start)) ? each : null;
    const bound: Bound = earlier && !own.explicit ? { ...own, comparison: earlier.bound.comparison, explicit: true } : own;
    each = earlier ? { bound, metrics: earlier.metrics.slice(1) } : eachFrom(text, masked, token, bound);
    const part = isPart(masked, token, bound, before);
    before = token;
    spans.push({ at: Math.min(bound.start, token.start), end: Math.max(bound.end, token.end) });
    if (part) parts.push({ at: token.start, end: token.end });
    if (part || !isFigure(masked, token, bound)) continue;
    found.push({
      metric: each?.metrics[0] ?? metricOf(text, masked, { start: bound.start, end: bound.end, unit: token.unit }),
      comparison: bound.comparison,
      value: bound.comparison.startsWith('<') ? (token.upTo ?? token.value) : token.value,
      unit: writtenUnit(text, token),
      text: text.slice(bound.start, bound.end).trim(),
      at: token.start,
      stock: isStock(masked, bound.start, token.start),
      governed: bound.explicit || token.approximate || ANY_DOING.test(clauseBefore(masked, bound.start)),
    });
  }
  return { figures: found.sort((a, b) => a.at - b.at), parts, spans };
}

/** All figures of a text that count something, in order. */
export function findFigures(text: string): FoundFigure[] {
  return readFigures(text).figures;
}

/** The counted goals of a text, in order: figures that tell what there is are none. */
export function findTargets(text: string): FoundTarget[] {
  return findFigures(text).flatMap(({ stock, ...target }) => (stock ? [] : [target]));
}

/** {@link findTargets} without positions and repetitions: a title is often said again in the first sentence. */
export function parseTargets(...texts: string[]): DraftTarget[] {
  const seen = new Set<string>();
  const targets: DraftTarget[] = [];
  for (const { metric, comparison, value, unit, text } of texts.flatMap(findTargets)) {
    const key = `${metric}|${comparison}|${value}|${unit}`;
    if (!seen.has(key)) targets.push({ metric, comparison, value, unit, text });
    seen.add(key);
  }
  return targets;
}
