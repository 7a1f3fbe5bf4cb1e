import { isTimeLimit } from '../grammar/deadline.parse';
import { parseMark } from '../grammar/mark.parse';
import { fold, withoutLayoutSpaces } from '../text/fold';

/** A heading whose words say by when what stands below it is due: 二、限期办理事项（6月底前）, 三、长期坚持事项. */
export interface HeadingWords {
  /** Without its ordinal and its time. */
  words: string;
  time: string | null;
}

const BRACKET = /\(([^()]{2,20})\)$/;
/** 【一季度】, 3月份重点工作: nothing but a time, or a time before a general word. */
const ONLY_TIME = /^[【[(]?((?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?))(?:的?(?:重点|主要)?(?:工作|任务|事项|安排|计划|清单)*)?[】\])]?:?$/;
/** （共4项）: how many stand below. */
const COUNTED = /\((?:共)?\d{1,3}[项条件个]\)$/;
const GOES_ON = /^(?:长期坚持|长期推进|常态化推进|常态推进|持续推进)/;

export function readHeadingWords(heading: string): HeadingWords {
  const bare = withoutLayoutSpaces(heading.slice(parseMark(heading)?.length ?? 0)).replace(/^#+\s*/, '');
  const folded = fold(bare);
  const counted = COUNTED.exec(folded);
  if (counted) return readHeadingWords(bare.slice(0, counted.index));
  const bracket = BRACKET.exec(folded);
  const inside = bracket?.[1] === undefined ? null : bare.slice(bracket.index + 1, bare.length - 1);
  if (bracket && inside !== null && isTimeLimit(inside)) return { words: bare.slice(0, bracket.index), time: inside };
  const only = ONLY_TIME.exec(folded)?.[1];
  if (only !== undefined) return { words: bare.replace(/^[【[(（]|[】\])）:：]+$/g, ''), time: only };
  const boxed = /^【([^【】]+)】$/.exec(bare)?.[1];
  if (boxed !== undefined) return readHeadingWords(boxed);
  return { words: bare, time: GOES_ON.exec(folded)?.[0] ?? null };
}
