import { fold } from '../text/fold';
import { maskQuoted } from '../text/mask';
import { dayOfYearly, timesInCell, timesInText, type TimeFound } from './deadline.parse';
import { pointsOfRhythms } from './rhythm.parse';
import type { Rhythm } from './rhythm.parse';
import { TO } from './time.words';

/** Times that stand beside the one that an item takes: it has one last day and one rhythm, so a person sees what it cannot hold. */

/** A time with the clause that it stands in; the clause is the words alone for a day within a rhythm. */
export interface FurtherTime {
  /** Null for a day within a rhythm: 每月5日前. */
  day: string | null;
  text: string;
  clause: string;
}

const MARK = /[,。;!?()\n]/;
const LONGEST_CLAUSE = 60;
/** Of a span the end counts; its beginning is no limit. */
const SPAN_BEGINS = new RegExp(`^${TO}`);

function clauseAround(text: string, folded: string, { at, end }: TimeFound): string {
  let from = at;
  while (from > 0 && at - from < LONGEST_CLAUSE && !MARK.test(folded.charAt(from - 1))) from -= 1;
  let to = end;
  while (to < folded.length && to - end < LONGEST_CLAUSE && !MARK.test(folded.charAt(to))) to += 1;
  return text.slice(from, to).trim();
}

export interface Taken {
  deadline: string | null;
  /** The plan's year: times before it are an account of the past. */
  year: number;
  /** What a cell or a label says about time; null where none does. */
  cell: string | null;
}

/** What the words of an item say about time and the item does not hold, each clause once, in order. */
export function furtherTimes(text: string, { deadline, year, cell }: Taken): FurtherTime[] {
  const of = (words: string, times: readonly TimeFound[]): FurtherTime[] => {
    const folded = fold(words);
    const counted = times.filter(({ day }) => day === deadline);
    const within = (time: TimeFound): boolean => counted.some(({ at, end }) => time.at < end && at < time.end);
    const further = times.filter((time) => time.day !== deadline && time.day >= `${year}-01-01` && !within(time) && !SPAN_BEGINS.test(folded.slice(time.end, time.end + 8)));
    const inOrder = [...further].sort((a, b) => a.at - b.at);
    const days = inOrder.map((time) => ({ day: time.day, text: words.slice(time.at, time.end).trim(), clause: clauseAround(words, folded, time) }));
    const taken = (rhythm: Rhythm): boolean => deadline !== null && dayOfYearly(rhythm, year) === deadline;
    const points = pointsOfRhythms(words, maskQuoted(folded), taken).map((each) => ({ day: null, text: each, clause: each }));
    return [...days, ...points];
  };
  const all = [...(cell === null ? [] : of(cell, timesInCell(cell, year))), ...of(text, timesInText(text, year))];
  return all.filter(({ clause }, index) => all.findIndex((each) => each.clause === clause) === index && !all.some((each) => each.clause !== clause && each.clause.includes(clause)));
}
