import { findTimeLimit } from '../grammar/deadline.parse';
import { findTargets, parseTargets } from '../grammar/quantity.parse';
import { noUnits, type NamedUnits } from '../grammar/units.named';
import { parseUnitNames, splitOutsideBrackets } from '../grammar/units.list';
import { isGroupName } from '#libs/supervision/roster/group-name';
import { isLearntName } from '../grammar/paper.words';
import { isActOnAll, surelyUnit } from '../grammar/unit.shape';
import { fold, withoutLayoutSpaces } from '../text/fold';
import { withArabicYears } from '../grammar/time.words';
import { maskQuoted } from '../text/mask';
import type { RawItem } from './item.build';
import { placeOf, type Ledger } from './ledger';

/**
 * Duties of the plan itself, outside its numbered rows: a figure to be reached, a rhythm, or an event to be held, in a
 * section about aims or safeguards. Conservative: a sentence of intent without any of these stays prose.
 */

const SECTION = /目标|任务|保障|措施|要求|机制|安排|组织实施|推进|调度|考核|督查|督导|督办|检查/;
const NOT_SECTION = /总体要求|指导思想|基本原则|重要意义|重大意义/;
const MONTHS = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?(?:底|末|初|上旬|中旬|下旬)?(?:[、和及](?:\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?(?:底|末)?)*';
const WHEN = `(?:(?:于|在|到)?(?:20\\d\\d年|今年|明年)?(?:年[底末]|年内|${MONTHS}|第?[一二三四1-4]季度|[上下]半年)(?:之前|以前|前|末|底)?)`;
const EVENT = new RegExp(
  `^(?:要|将|并|还要|及时)?(?:适时|定期|按期|年内|每[\\u4e00-\\u9fa5]{1,3}|${WHEN})?(?:各|分别)?(?:组织)?(?:举办|召开|举行|承办)(.{2,40})$`,
);
/** A bare month at the head of a clause is a time only where somebody is to act: 12月召开总结大会, not 10月的会议. */
const MONTH_ACT = new RegExp(`^(?:要|将)?(${MONTHS})(?:各|分别|组织|集中)*(?:召开|举办|举行|开展|完成|启动|报送|上报|组织|进行|发布|印发|评选|验收)`);
/** What a note may say without telling anybody to do anything. */
const BOILERPLATE = /为准|自(?:印发|发布|公布|下发)之日|施行|有效期|排(?:在|名)?第一|列(?:在)?首位|为牵头单位/;
/** Accounts of what was done. */
const PAST = /已|截至|截止|去年|上年|(?:召开|举办|举行|完成|开展|成立|报送)了/;
/** Acts and times that a sentence cannot have by chance: what is not read as a duty is shown to a person. */
const TELLING = /报送|上报(?!道)|召开|成立[^,。;]{0,12}(?:专班|小组|机构)/;
const EVENT_NOUN = /(?:培训|培训班|会|大会|会议|竞赛|比赛|大赛|论坛|讲座|评选|推进会|现场会|展示|展览|晚会)$/;
const REFERRING = /(?:依据|对照|按照|根据|围绕)[^,]*$/;
const LONGEST_TITLE = 40;

export function isDutySection(title: string): boolean {
  return SECTION.test(title) && !NOT_SECTION.test(title);
}

function tidy(clause: string): string {
  return withoutLayoutSpaces(clause.trim().replace(/^(?:并|且|同时|要|其中)/, ''));
}

/** Whether one clause is a duty that can be followed up. */
function isDuty(clause: string): boolean {
  const masked = maskQuoted(fold(clause)).trim();
  if (PAST.test(masked)) return false;
  const event = EVENT.exec(masked);
  if (event?.[1] && EVENT_NOUN.test(event[1].replace(/\s+/g, ''))) return true;
  if (MONTH_ACT.test(masked)) return true;
  const time = findTimeLimit(clause, 2000);
  if ((time.deadline !== null || (time.recurrence !== null && time.recurrence !== 'ongoing')) && masked.length >= 6) return true;
  return findTargets(clause).some((target) => target.governed && !REFERRING.test(masked.slice(0, target.at)));
}

export interface ProseText {
  /** One paragraph without its ordinal. */
  text: string;
  lines: number[];
  section: string;
  /** Only sentences that set an aim (到2028年…) count: the paragraph speaks of grounds and principles. */
  aimsOnly?: boolean;
}

const AIM = /(?:^|[,。;:])\s*(?:力争|确保|争取)?[到至]\s*20\d\d\s*年|(?:预期|总体|工作|年度|主要|发展|奋斗)目标(?:任务)?(?:是|为)?:/;

/** The duties in a paragraph; each keeps its whole sentence as quote. */
export function readDuties({ text, lines, section, aimsOnly = false }: ProseText): RawItem[] {
  const duties: RawItem[] = [];
  for (const sentence of text.split(/(?<=[。！？\n])/)) {
    const whole = sentence.trim();
    if (aimsOnly && !AIM.test(maskQuoted(withArabicYears(fold(whole))))) continue;
    // 到2033年底，…: a clause of time alone holds for those behind it.
    let until = '';
    // 各单位要制定方案，每月报送进展: who does what is no duty by itself does what follows.
    let before: NamedUnits | null = null;
    for (const part of splitOutsideBrackets(whole, ',;。!?')) {
      // 主要预期目标是：增加值增长7%: the aim stands behind the colon.
      const clause = part.replace(/^.*目标(?:任务)?(?:是|为)?[:：]/, '');
      const limit = findTimeLimit(clause, 2000);
      if (limit.deadline !== null && clause.trim().replace(/^(?:力争|确保|争取)/, '').length - (limit.text?.length ?? 0) <= 2) {
        until = clause;
        continue;
      }
      const subject: NamedUnits | null = subjectOf(clause)?.units ?? null;
      if (!isDuty(clause)) {
        before = subject ?? before;
        continue;
      }
      const at = /适时|定期/.exec(clause.slice(0, 6))?.[0] ?? MONTH_ACT.exec(maskQuoted(fold(clause)).trim())?.[1] ?? null;
      duties.push({
        number: '',
        title: tidy(clause).slice(0, LONGEST_TITLE),
        category: null,
        units: subject ?? before ?? noUnits(),
        content: whole,
        quote: whole,
        place: placeOf(lines, section),
        timeLimit: at,
        timeWords: until === '' ? clause : `${until}，${clause}`,
        targets: parseTargets(clause),
      });
      before = null;
    }
  }
  return duties;
}

/** What follows the subject of a sentence: a word of duty, a time, or an act. */
const AFTER_SUBJECT =
  /(?<modal>要|应当|应|须|需|必须|负责)(?=[\u4e00-\u9fa5])|每|(?:20\d\d年|今年)?(?:\d{1,2}月|年底|年内|[上下]半年|第?[一二三四]季度)|[于在](?=[\d每])|按|定期|适时|报送|上报|报告|制定|开展|组织|召开|举办|完成|落实|建立|指导|抓好|做好|汇总|统筹|筹集|投入|提供|审核|督促|协调|牵头|调度|通报/g;
const LONGEST_SUBJECT = 60;

/** Who does it, at the head of a sentence: 各旗区产改办要…, 市总工会、市人社局应当…, 各县区每月5日前报送…. Null where no units stand there. */
export function subjectOf(sentence: string): { units: NamedUnits; act: string } | null {
  const folded = fold(sentence);
  const lead = folded.length - folded.trimStart().length;
  for (const match of folded.slice(0, LONGEST_SUBJECT + lead).matchAll(AFTER_SUBJECT)) {
    const words = sentence.slice(lead, match.index).replace(/^请/, '');
    if (words.length < 2 || words.includes('由')) continue;
    const { names, open } = parseUnitNames(words);
    if (names.length === 0 || !names.every((name) => (surelyUnit(name) && !isLearntName(name)) || (isGroupName(name) && !isActOnAll(name)))) continue;
    return { units: { ...noUnits(), units: names, open }, act: sentence.slice(match.index + (match.groups?.modal?.length ?? 0)).trim() };
  }
  return null;
}

/** A note under a table, split at its own ordinals; sentences that tell somebody to do something are duties, the others are shown to a person. */
export function readNoteDuties(text: string, lines: number[], section: string | undefined, ledger: Ledger): RawItem[] {
  const parts = text
    .split(/(?:^|(?<=[;；。\s]))\s*(?:\d{1,2}\s*[、.．](?!\d)|[（(]\d{1,2}[)）]|[①-⑨])\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    const words = part.replace(/[;；]$/, '');
    const subject = /解释/.test(words) ? null : subjectOf(words);
    if (!subject) {
      if (!BOILERPLATE.test(words)) ledger.setAside(words, placeOf(lines, section), '说明中的这句话未读为任务', 'This sentence of the note was not read as a duty');
      return [];
    }
    const title = splitOutsideBrackets(subject.act, ',;。')
      .filter((clause) => clause.trim() !== '')
      .reduce((sofar, clause) => (sofar === '' ? clause : `${sofar}，${clause}`.length <= LONGEST_TITLE ? `${sofar}，${clause}` : sofar), '');
    return [
      {
        number: '',
        title: tidy(title).replace(/。$/, '').slice(0, LONGEST_TITLE),
        category: null,
        units: subject.units,
        content: subject.act,
        quote: words,
        place: placeOf(lines, section),
        timeLimit: null,
      },
    ];
  });
}

/** Sentences of a paragraph that carry a time or an act like a duty and were not read as one. Accounts of the past and of other years are none. */
export function unreadDuties(text: string, quotes: readonly string[], year: number): string[] {
  return text.split(/(?<=[。！？\n])/).flatMap((sentence) => {
    const words = sentence.trim();
    const masked = maskQuoted(fold(words));
    if (words.length < 6 || quotes.some((quote) => quote.includes(words)) || PAST.test(masked)) return [];
    const { deadline, recurrence } = findTimeLimit(words, year);
    const timed = (deadline !== null && deadline >= `${year}-01-01`) || (recurrence !== null && recurrence !== 'ongoing');
    return timed || TELLING.test(masked) || splitOutsideBrackets(masked, ',;。').some((clause) => MONTH_ACT.test(clause.trim())) ? [words] : [];
  });
}
