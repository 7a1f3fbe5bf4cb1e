import type { Recurrence } from '#libs/supervision/plan/draft';
import { fold } from '../text/fold';
import { maskQuoted } from '../text/mask';
import { isoDate, lastOfMonth } from './date.parse';
import { parseChineseNumeral } from '#libs/supervision/text/numeral';
import { otherRhythms, rhythmIn, rhythmOfWord, withoutRhythm, type Rhythm } from './rhythm.parse';
import { N, TO, withArabicYears } from './time.words';

export interface Deadline {
  /** Last day inclusive. */
  deadline: string | null;
  recurrence: Recurrence | null;
  /** The words that it was read from; null where there are none. */
  text: string | null;
  /** Further rhythms in the same words (每季度末前通报，每月5日前报送): a duty has one, so a person sees the others. */
  others?: string[];
  /** Of 每年8月底前 the day in the plan's year: its last one where the plan is of one year. */
  yearlyDay?: string;
}

/** A point of time with its last day, and where its words stand in the text. */
export interface TimeFound {
  day: string;
  at: number;
  end: number;
  /** Of a part only: 其中上半年完成800万元. */
  among?: true;
}

const NONE: Deadline = { deadline: null, recurrence: null, text: null };

const YEAR = '(?:(?<year>20\\d\\d|(?<![\\d.])[2-4]\\d(?=\\s*年)|今|本|当|明|次)\\s*年度?\\s*)?';
const POINT = [
  // Of a span within one month the last day counts: 12月10日至20日, 3月5-20日, 6月上旬至中旬.
  `(?<month>${N})\\s*月(?:份)?(?:\\s*(?:${N}\\s*[日号]?${TO})?(?<day>${N})\\s*[日号]|\\s*(?:(?:[上中下]旬|初|中)${TO})?(?<part>底|末|上旬|中旬|下旬|初|中))?`,
  '(?<half>上|下)半年(?:末|底)?',
  '第?(?<quarter>[一二三四1-4])季度(?:末|底)?',
  '(?<end>(?<=20\\d\\d\\s*年度?|(?<!\\d)[2-4]\\d年(?=[底末])|[今本当明次]年度?)[底末内]|(?<![\\d一二三四五六七八九十两几多近学财])(?:年[底末]|年内|年度内))',
  '[Qq](?<q>[1-4])',
].join('|');
/** In running text 全年完成 says by when; alone in a cell it says that the work goes on through the year. */
const WHEN = `${YEAR}(?:${POINT}|全年)`;

const CELL = [
  /(?<=^|(?:至|到|[—–~-])\s*|[,;、\s])(?<iso>(?<year>20\d\d)\s*(?<sep>[-/.])\s*(?<month>\d{1,2})(?:\s*\k<sep>\s*(?<day>\d{1,2})(?!\d))?)/,
  new RegExp(`${YEAR}(?:${POINT})`),
  /(?<year>20\d\d)\s*[Qq](?<q>[1-4])/,
  /^(?<year>20\d\d)(?<month>0\d|1[0-2])(?<day>[0-3]\d)$/,
  /^(?<month>\d{1,2})[./](?<day>\d{1,2})(?=日?(?:[之以]?前)?$)/,
  /^(?<year>20\d\d)\s*年度?\s*(?:内|完成)?$/,
];
/** 7月起: when it begins is no limit. */
const BEGINNING = /^\s*(?:份|底|末|初)?(?:起|开始|启动|以来)/;
const ONGOING = /常态化|常态|长期|持续|经常性|日常|全年|贯穿|一直|不间断/;

/** 2031-06-30前 in running text; a bare one may be anything. */
const ISO_LIMITED = /(?<![\d.])(?<year>20\d\d)[-/.](?<month>\d{1,2})(?:[-/.](?<day>\d{1,2}))?\s*日?(?:(?:之|以)?前|止)/g;
const LIMITED = new RegExp(`${WHEN}\\s*(?:(?:之|以)?前|止|内|(?=[^,。;]{0,16}(?:完成|建成|办结|达到|完毕|到位)))`, 'g');
const BY = new RegExp(`(?:(?<![截自从])(?:到|至|于)|(?<=[月日号旬初底末]\\s*)[-—–~]+)\\s*(?<when>${WHEN})`, 'g');
/** 到2033年, 力争2028年: a year alone says by when only behind such a word. */
const BY_YEAR = /(?:(?<![截自从])[到至]|力争|确保|争取)\s*(?<year>20\d\d)\s*年度?(?!\s*(?:[底末初前内度\d一二三四五六七八九十第上下]|以?来))/g;
/** 12月10日至20日, 3月5-20日: a span says until when, without 前 or 内. */
const SPAN = new RegExp(`${YEAR}(?<month>${N})\\s*月(?:份)?\\s*${N}\\s*[日号]?${TO}(?<day>${N})\\s*[日号]`, 'g');
const YEAR_END = /(?<!\d|[一二三四五六七八九十两几多近学财])\s*(?:20\d\d\s*年|[今本当]?年)(?:[底末](?:之|以)?前?|内)(?!容|在|部)/g;

/** 3月、6月、9月各召开一次; 1、4、7、10月各一次: each month of a list is one by whose end it is done. */
const LISTED = new RegExp(`(?<![\\d.])${N}(?:\\s*月(?:份)?)?(?:\\s*[、和及]\\s*${N}(?:\\s*月(?:份)?)?)*\\s*[、和及]\\s*${N}\\s*月(?:份)?(?=\\s*(?:各|分别))`, 'g');

/** 2026年1月至〔6月〕, 2026年3月、〔6月〕: a point of time behind another without a year is in the same one; a span may go beyond New Year. */
const CARRIED = new RegExp(
  `(?<year>20\\d\\d|(?<![\\d.])[2-4]\\d(?=\\s*年)|明|次)\\s*年度?(?:\\s|${N}|[月日号份旬上中下初底末第前]|半年|季度|至|到|[-—–~、和及])*(?:(?<to>至|到|[-—–~])|[、和及])\\s*$`,
);
const BEGINS = new RegExp(`(${N})\\s*月[^月]*$`);
const CARRIED_REACH = 40;

/** The groups of a point of time with the year of the one before it, where it names none. */
function inYearBefore(folded: string, at: number, groups: Record<string, string | undefined>, planYear: number): Record<string, string | undefined> {
  if (groups.year !== undefined) return groups;
  const before = CARRIED.exec(folded.slice(Math.max(0, at - CARRIED_REACH), at));
  if (!before?.groups) return groups;
  const year = yearOf(before.groups.year, planYear);
  const [begins, ends] = [num(BEGINS.exec(before[0])?.[1]), num(groups.month)];
  const beyond = before.groups.to !== undefined && begins !== null && ends !== null && ends < begins;
  return { ...groups, year: String(beyond ? year + 1 : year) };
}

/** A clause that begins with 上半年, 第三季度 or 10月中旬 says when; a bare month may be an account of the past. */
const OPENING = new RegExp(
  `(?<=^|[,。;:、(\\n])\\s*(?:在|于)?${YEAR}(?:(?<half>上|下)半年|第?(?<quarter>[一二三四1-4])季度|(?<month>${N})\\s*月(?:份)?\\s*(?<part>底|末|上旬|中旬|下旬))(?!以来|已|的|度|末?前)`,
  'g',
);

function num(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^\d/.test(text) ? Number(text) : parseChineseNumeral(text);
}

function yearOf(word: string | undefined, year: number): number {
  if (word === undefined || word === '今' || word === '本' || word === '当') return year;
  if (word === '明' || word === '次') return year + 1;
  return word.length === 2 ? 2000 + Number(word) : Number(word);
}

/** The last day that a point of time in words means; null for a day that no calendar has. */
function lastDay(groups: Record<string, string | undefined>, planYear: number): string | null {
  const year = yearOf(groups.year, planYear);
  const month = num(groups.month);
  if (month !== null) {
    const day = num(groups.day);
    if (day !== null) return isoDate(year, month, day);
    const tenth = { 上旬: 10, 初: 10, 中旬: 20, 中: 20 }[groups.part ?? ''];
    return tenth ? isoDate(year, month, tenth) : lastOfMonth(year, month);
  }
  if (groups.half) return groups.half === '上' ? isoDate(year, 6, 30) : isoDate(year, 12, 31);
  const quarter = num(groups.quarter ?? groups.q);
  return quarter ? lastOfMonth(year, quarter * 3) : isoDate(year, 12, 31);
}

/** A clause that says nothing else: …，长期坚持。 */
const ONGOING_CLAUSE = /(?<=^|[,。;:、(\n【])\s*((?:要|并)?(?:适时|常态化?|长期|持续|长期持续|全年)(?:坚持|推进|开展|实施|落实|进行|抓好)(?:(?:并)?常态化?)?|常态化?(?:长期)?|长期(?:有效)?|贯穿全年)\s*(?=$|[,。;、)\n】])/;

/** 宣传活动常态化。: a predicate says how it goes on; 常态化学习制度 names a thing, 推动活动常态化 an aim. */
const ONGOING_PREDICATE = /(?:^|[,。;:、(\n])\s*(?!推动|推进|促进|实现|探索)[^,。;:、\s]{2,20}(常态化)(?=\s*(?:$|[。;)\n]))/;

/** 2022.3.1-6.30, 2022.3.5-20, 2022.3-6: the end of a span that leaves out what its beginning says. */
const SHORT_SPAN = /^(20\d\d)([/.])(\d{1,2})(?:\2(\d{1,2}))?(?:至|到|[-—–~])+(?:(\d{1,2})\2)?(\d{1,2})[月日]?(?:[之以]?前)?$/;

function shortSpan(folded: string, planYear: number): string | null {
  const match = SHORT_SPAN.exec(folded.replace(/\s/g, ''));
  if (!match) return null;
  const [year, last] = [Number(match[1] ?? planYear), Number(match[6])];
  if (match[5] !== undefined) return isoDate(year, Number(match[5]), last);
  return match[4] === undefined ? lastOfMonth(year, last) : isoDate(year, Number(match[3]), last);
}

function cellTimes(rest: string, pattern: RegExp, year: number): TimeFound[] {
  return [...rest.matchAll(new RegExp(pattern.source, 'g'))].flatMap((match) => {
    const end = match.index + match[0].length;
    const day = BEGINNING.test(rest.slice(end, end + 6)) ? null : lastDay(inYearBefore(rest, match.index, match.groups ?? {}, year), year);
    return day === null ? [] : [{ day, at: match.index, end }];
  });
}

/** 每年8月底前 has a day in each year; 每年3月、9月 has two. */
export function dayOfYearly({ recurrence, point }: Rhythm, year: number): string | null {
  if (recurrence !== 'yearly' || !/月/.test(point) || /[、和]/.test(point)) return null;
  return cellTimes(point, new RegExp(`${YEAR}(?:${POINT})`), year).map(({ day }) => day).sort().at(-1) ?? null;
}

function yearlyDay(rhythm: Rhythm | null, year: number): Pick<Deadline, 'yearlyDay'> {
  const day = rhythm && dayOfYearly(rhythm, year);
  return day ? { yearlyDay: day } : {};
}

/** All points of time in a cell or label about time. */
export function timesInCell(text: string, year: number): TimeFound[] {
  const rest = withoutRhythm(withArabicYears(fold(text)));
  const pattern = CELL.find((each) => each.test(rest));
  return pattern === undefined || shortSpan(rest, year) !== null ? [] : cellTimes(rest, pattern, year);
}

/** 月度, 季度报送, 半年一次, 月调度: alone in a cell these are rhythms. */
function ofCellWord(folded: string): { recurrence: Recurrence | null } | null {
  const word = /^(月|季|半年|年)(度?)(?:$|(?:一次|1次|调度|通报|报送|报告|报|小结|汇报|更新|推进))/.exec(folded);
  if (!word?.[1] || (word[2] === '' && /^[年月季]$/.test(folded))) return null;
  return { recurrence: rhythmOfWord(word[1]) };
}

/**
 * Reads a cell or a label that is about time only (完成时限：…). Everything in it speaks of time, so a bare 2022年 or 常态化 counts.
 *
 * @param year the plan's year, for words that name none
 */
export function readTimeLimit(text: string, year: number): Deadline {
  const words = text.trim();
  const folded = withArabicYears(fold(words));
  if (words === '' || /^[-—–/无]+$/.test(folded)) return NONE;
  const own = rhythmIn(folded);
  const every = own ?? ofCellWord(folded);
  const rest = withoutRhythm(folded);
  for (const pattern of CELL) {
    const match = pattern.exec(rest);
    if (!match?.groups) continue;
    const last = shortSpan(rest, year) ?? cellTimes(rest, pattern, year).map(({ day }) => day).sort().at(-1) ?? null;
    return { deadline: last, recurrence: every?.recurrence ?? (ONGOING.test(folded) ? 'ongoing' : null), text: words };
  }
  if (every?.recurrence) return { deadline: null, recurrence: every.recurrence, text: words, ...yearlyDay(own, year) };
  if (ONGOING.test(folded)) return { deadline: null, recurrence: 'ongoing', text: words };
  return { deadline: null, recurrence: null, text: words };
}

/** 每季度开展一次, but not 每季度向县政府报告风险情况, which says what is done. */
function isRhythmAlone(folded: string): boolean {
  const rhythm = rhythmIn(folded);
  return rhythm?.start === 0 && /^(?:[\u4e00-\u9fa5]{0,4}(?:不少于|至少)?(?:[一二两三1-3]次)?)$/.test(folded.slice(rhythm.end));
}

/** Whether words that stand alone speak of time only (9月底前完成, 长期坚持), so that they are no unit's name. */
export function isTimeLimit(text: string): boolean {
  const folded = withArabicYears(fold(text)).replace(/\s/g, '');
  return (
    folded.length <= 20 &&
    (new RegExp(`^(?:于|在)?${WHEN}`).test(folded) ||
      /^20\d\d[-/.]\d/.test(folded) ||
      isRhythmAlone(folded) ||
      /^(?:适时|常态化?|长期|持续|全年)(?:坚持|推进|开展|实施|落实|进行|抓好)*$/.test(folded))
  );
}

/** A time behind it is one of a part. */
const AMONG = /(?:^|[,。;:(])\s*其中[^,。;()]*$/;
const AMONG_REACH = 40;

/** All points of time in running text by which something is to be done, those of one kind of words after another. */
export function timesInText(text: string, year: number): TimeFound[] {
  const rest = withoutRhythm(maskQuoted(withArabicYears(fold(text)))).replace(/(?:截至|截止)[^,。;]{0,20}/g, (words) => '\uE002'.repeat(words.length));
  const found: TimeFound[] = [];
  const startOf = (match: RegExpExecArray): number => match.index + (/^(?:[-—–~\s]|[至到]|力争|确保|争取)*/.exec(match[0])?.[0].length ?? 0);
  const dayOf = (match: RegExpExecArray): string | null => lastDay(inYearBefore(rest, startOf(match), match.groups ?? {}, year), year);
  const add = (match: RegExpExecArray, day: string | null): void => {
    const at = startOf(match);
    const among = AMONG.test(rest.slice(Math.max(0, at - AMONG_REACH), at));
    if (day !== null) found.push({ day, at, end: match.index + match[0].length, ...(among ? { among } : {}) });
  };
  for (const pattern of [ISO_LIMITED, LIMITED, BY, BY_YEAR, SPAN]) for (const match of rest.matchAll(pattern)) add(match, dayOf(match));
  for (const match of rest.matchAll(YEAR_END)) add(match, isoDate(yearOf(/(20\d\d)年/.exec(match[0])?.[1], year), 12, 31));
  for (const match of rest.matchAll(OPENING)) if (yearOf(match.groups?.year, year) >= year) add(match, dayOf(match));
  for (const list of rest.matchAll(LISTED))
    for (const month of list[0].matchAll(new RegExp(N, 'g'))) {
      const at = list.index + month.index;
      const day = lastDay(inYearBefore(rest, at, { month: month[0] }, year), year);
      const end = at + month[0].length + (/^\s*月(?:份)?/.exec(rest.slice(at + month[0].length))?.[0].length ?? 0);
      if (day !== null) found.push({ day, at, end });
    }
  return found;
}

/**
 * Finds a time limit or a rhythm in running text. Careful: a date counts only with 前, 内, 到 or an act of completing;
 * 常态化 and 长期 in a sentence describe a manner and are left alone. Of several dates the last one ends the item.
 */
export function findTimeLimit(text: string, year: number): Deadline {
  const folded = maskQuoted(fold(text));
  const every = rhythmIn(folded);
  const found = timesInText(text, year).filter(({ among }) => !among);
  // The first of equals: it has the fuller words.
  const last = found.reduce<TimeFound | null>((best, each) => (best === null || each.day > best.day ? each : best), null);
  const others = otherRhythms(text, folded, every?.recurrence ?? null);
  const more = others.length > 0 ? { others } : {};
  if (last !== null) return { deadline: last.day, recurrence: every?.recurrence ?? null, text: text.slice(last.at, last.end).trim(), ...more };
  if (every) return { deadline: null, recurrence: every.recurrence, text: text.slice(every.start, every.end).trim(), ...yearlyDay(every, year), ...more };
  const ongoing = ONGOING_CLAUSE.exec(folded) ?? ONGOING_PREDICATE.exec(folded);
  if (ongoing && !/适时/.test(ongoing[1] ?? '')) {
    const at = ongoing.index + ongoing[0].lastIndexOf(ongoing[1] ?? '');
    return { deadline: null, recurrence: 'ongoing', text: text.slice(at, at + (ongoing[1] ?? '').length), ...more };
  }
  return { ...NONE, ...more };
}
