import type { Recurrence } from '#libs/supervision/plan/draft';
import { N, TO } from './time.words';

/** What comes back: 每季度, 按月, 半年一次; and where within the period it is due: 每月5日前, 每季度首月10日前. */

const EVERY =
  /(?<!每[人户名位家]|人均|户均)每(?:个)?(半年|季度|季|月|年)(?!级|龄|轻|代|产)|按(半年|季度|季|月)(?!亮)|逐(月|季度|季)|一(月|季度|季)一|(?<![上下今本去前明当全两几多近第个双半\d一二三四五六七八九十])(?:[一1]个?)?(半年|季度|季|月|年)(?:不少于|不低于|至少)?[一两二三1-3]次/g;
const MONTH = `${N}\\s*月(?:份)?(?:\\s*${N}\\s*[日号]|\\s*(?:上旬|中旬|下旬|初|底|末))?`;
/** What may stand right behind a rhythm and belongs to it. */
const POINT = `(?:的?(?:首|末|次|第[一二三]个?|最后一?个?|下一?个?)月(?:份)?)?\\s*(?:的?第?${N}\\s*(?:个?工作日|[日号])(?:(?:${TO}|[、和])${N}\\s*[日号])*|上旬|中旬|下旬|初|末|底)?`;
const EVERY_POINT = new RegExp(
  `^\\s*(?:${MONTH}(?:(?:${TO}|[、和])${MONTH})*|(?:结束|终了|届满)?后的?\\s*${N}\\s*个?(?:工作日|[日天])|第?[一二三四]季度(?:末|底)?|季?度?末(?!的?月)|${POINT})\\s*(?:[之以]?前|[之以]?内)?`,
);
/** The end of the period is what a rhythm means anyway. */
const PERIOD_END = /^\s*(?:季?度?末|底)?\s*[之以]?(?:前|内)?\s*$/;
const RHYTHM: Record<string, Recurrence> = { 月: 'monthly', 季: 'quarterly', 季度: 'quarterly', 半年: 'halfYearly', 年: 'yearly' };

/** Rhythms that no period of the system has; they are told, not rounded. */
const MANY = '(?:[两二三四五六七八九十]|[2-9]|1\\d)';
const UNKEPT = new RegExp(`每(?:${MANY})?个?(?:周|星期|礼拜|旬|日(?!常)|天)|每个?(?:双月|工作日|学期|学年)|每半个?月|每(?:隔)?${MANY}个?(?:月|季度|年)|隔[周月年]|逐周|按周|(?<![每\\d一二三四五六七八九十])${MANY}个?(?:周|月|季度|年)(?:不少于|至少)?[一1两二2]次`, 'g');
/** 每年2次, 每季度开展督查不少于3次: more often than the period says. */
const MORE_OFTEN = new RegExp(`每个?(?:半年|季度|季|月|年)[^,。;:、\\d一二两三四五六七八九十]{0,12}(?:[2-9]|\\d{2,}|[二两三四五六七八九十]{1,3})\\s*(?:至\\s*${N})?次(?![序要])|(?<![两几多近第个双半\\d二三四五六七八九十])[一1]个?(?:半年|季度|月|年)(?:不少于|至少)?[两二三四五六2-9]次`, 'g');

/** A rhythm with where it stands, and its words together with the point within the period. */
export interface Rhythm {
  recurrence: Recurrence;
  start: number;
  end: number;
  /** Where within the period it is due, as written: 5日前, 8月底前. Empty where that is not said. */
  point: string;
}

function wordOf(match: RegExpMatchArray): string {
  return match.slice(1).find((each) => each !== undefined) ?? '';
}

function pointBehind(folded: string, at: number): string {
  return EVERY_POINT.exec(folded.slice(at, at + 40))?.[0].trimEnd() ?? '';
}

/** All rhythms of a text that a period of the system holds, each with its point. */
function rhythmsIn(folded: string): Rhythm[] {
  return [...folded.matchAll(EVERY)].flatMap((match) => {
    const recurrence = RHYTHM[wordOf(match)];
    if (recurrence === undefined) return [];
    const end = match.index + match[0].length;
    const point = pointBehind(folded, end);
    return [{ recurrence, start: match.index, end: end + point.length, point }];
  });
}

export function rhythmIn(folded: string): Rhythm | null {
  return rhythmsIn(folded)[0] ?? null;
}

/** By what a word alone means under a heading about time: 季度, 年度. */
export function rhythmOfWord(word: string): Recurrence | null {
  return RHYTHM[word] ?? RHYTHM[word.replace('度', '')] ?? null;
}

/** The words of every rhythm in a text but the one that counts, each once; what happens more often than its period among them. */
export function otherRhythms(original: string, folded: string, counted: Recurrence | null): string[] {
  const words = (from: number, to: number): string => original.slice(from, to).trim();
  const kept = rhythmsIn(folded).filter(({ recurrence }) => recurrence !== counted);
  const others = [...folded.matchAll(UNKEPT), ...folded.matchAll(MORE_OFTEN)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return [...new Set([...kept, ...others].map(({ start, end }) => words(start, end)))];
}

/** Whether words name a rhythm that an item of this recurrence holds in full. */
export function holdsRhythm(folded: string, recurrence: Recurrence | null): boolean {
  const own = rhythmIn(folded);
  return own !== null && own.recurrence === recurrence && !new RegExp(MORE_OFTEN.source).test(folded);
}

/** Days within a period, which an item has no place for: 每月5日前, 每季度首月10日前. Those that it took are left out. */
export function pointsOfRhythms(original: string, folded: string, taken: (rhythm: Rhythm) => boolean): string[] {
  return rhythmsIn(folded)
    .filter((rhythm) => !PERIOD_END.test(rhythm.point) && !taken(rhythm))
    .map(({ start, end }) => original.slice(start, end).trim());
}

/** 每季度末前, 每月5日前: the point belongs to the rhythm, it is no deadline of its own. */
export function withoutRhythm(folded: string): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of rhythmsIn(folded)) {
    if (start < from) continue;
    rest += folded.slice(from, start) + '\uE002'.repeat(end - start);
    from = end;
  }
  return rest + folded.slice(from);
}
