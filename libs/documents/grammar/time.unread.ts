import { fold } from '../text/fold';
import { maskQuoted } from '../text/mask';
import { timesInText } from './deadline.parse';
import { findFigures } from './quantity.parse';
import { withoutRhythm } from './rhythm.parse';
import { N } from './time.words';

/** Words about time that no calendar day can be read from: reckoned from an event (印发后30日内), by a festival (国庆节前), or a month that may be either an account or a limit. */

const COUNT = '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3}|半)';
const FROM = '(?:(?:自|从)[^,。;:、()]{1,20}|[\\u4e00-\\u9fa5\uE000]{0,8})(?:之日|[后起])\\s*(?:起|后|的)?\\s*|限期?\\s*|在?';
const WITHIN = new RegExp(`(?:${FROM})(?<![\\d.一二三四五六七八九十月近余多第])${COUNT}\\s*个?(?:工作日|自然日|小时|星期|日|天|周|月|年)(?:之|以)?[内前](?!容|设|部|提|期|述|后|所)`, 'g');
const FEASTS = '元旦|春节|元宵节?|清明节?|五一|五四|端午节?|七一|八一|中秋节?|国庆节?|十一|劳动节|教师节|重阳节?|双节|两节|两会|汛期|暑期|暑假|寒假|开学|入冬|供暖[季期]?|采暖[季期]?|主汛期|冬季|夏季|春季|秋季|学期末?|假期|届末|任期';
const BY_FEAST = new RegExp(`(?:${FEASTS})(?:来临|到来|结束|召开)?(?:之前|以前|前夕?|期间|之后|以后|后)(?!提|续|期|勤|备|台|沿|列|三|五|十)`, 'g');
const BARE = new RegExp(`(?:(?:20\\d\\d|[今明本当])年)?(?<![\\d一二三四五六七八九十个])(?:${N}\\s*月(?!龄|嫂|子|亮|球|度|报|均)(?:份)?(?:\\s*${N}\\s*[日号]|\\s*(?:上旬|中旬|下旬|初|底|末))?|[上下]半年|第?[一二三四]季度)`, 'g');
const PAST = /(?:已|截至|截止|去年|上年|以来)[^,。;]*$/;
const PAST_REACH = 20;

interface Words {
  at: number;
  end: number;
}

function shown(text: string, words: readonly Words[]): string[] {
  return [...new Set([...words].sort((a, b) => a.at - b.at).map(({ at, end }) => text.slice(at, end).trim()))];
}

const spansOf = (folded: string, pattern: RegExp): Words[] => [...folded.matchAll(pattern)].map((match) => ({ at: match.index, end: match.index + match[0].length }));

/** The words of a text that set a limit without naming a day. What a target holds (办理时限压缩到3个工作日以内) and rhythms are none. */
export function timesUnread(text: string): string[] {
  const folded = withoutRhythm(maskQuoted(fold(text)));
  const figures = findFigures(text);
  const held = ({ at, end }: Words): boolean => figures.some((figure) => figure.at >= at && figure.at < end);
  return shown(text, [...spansOf(folded, WITHIN).filter((words) => !held(words)), ...spansOf(folded, BY_FEAST)]);
}

/** {@link timesUnread}, and months, quarters and halves that nothing marks as a limit: what may be meant where an item has no time at all. */
export function timesInDoubt(text: string, year: number): string[] {
  const folded = withoutRhythm(maskQuoted(fold(text)));
  const taken = timesInText(text, year);
  const bare = spansOf(folded, BARE).filter(
    ({ at, end }) => !taken.some((time) => at < time.end && time.at < end) && !PAST.test(folded.slice(Math.max(0, at - PAST_REACH), at)) && !/^(?:以来|来|已)/.test(folded.slice(end, end + 2)),
  );
  return [...new Set([...timesUnread(text), ...shown(text, bare)])];
}
