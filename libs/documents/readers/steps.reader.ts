import type { DraftStep } from '#libs/supervision/plan/draft';
import { stateCouncilCalendar } from '#libs/supervision/calendar/state-council';
import { addDays } from '#libs/supervision/time/day';
import { isoDate } from '../grammar/date.parse';
import { findTimeLimit, readTimeLimit } from '../grammar/deadline.parse';
import { fold, withoutLayoutSpaces } from '../text/fold';

/** A cell about what comes after what, with the heading of its column: 实施步骤, 第一季度. */
export interface StepCell {
  heading: string;
  text: string;
}

/** Fewer are no sequence. */
const LEAST_STEPS = 2;
/** Most steps of an item. */
const MOST_STEPS = 60;
const LONGEST_TITLE = 200;
/** A step of a paper that names no duration takes the working days since the one before it, but no more than these. */
const LONGEST_STEP = 250;

/** A cell that says that there is nothing: a stage without anything to do. */
const EMPTY = /^[-—–/\s无]*$/;
const ORDINAL = /^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]|第[一二三四五六七八九十\d]{1,3}(?:步|阶段)[:：、，,]?|[①-⑳])\s*/;
const QUARTER = /^第?([一二三四1234])季度/;
const MONTH = /^(\d{1,2})月(?:份)?(?:底|末)?(?:前)?/;
const CHINESE_DIGITS = '一二三四';

const STEP_HEADING = /^(?:实施|推进|工作|主要|具体|落实|分)?(?:步骤|阶段|阶段任务|阶段安排|步骤安排|阶段划分|推进计划|实施计划|进度计划|工作计划)(?:[及和]?(?:完成)?(?:时限|时间|期限))?$/;
const STAGE_HEADING = /^(?:第?[一二三四1-4]季度|\d{1,2}月(?:份)?(?:底|末)?(?:前)?)(?:目标|任务|进度|计划|工作|安排|节点)*$/;

/** Whether a column is about an item's steps: 实施步骤, or a stage of the year of its own, 第一季度. */
export function isStepHeading(heading: string): boolean {
  const words = fold(heading).replace(/\s|\([^()]*\)$/g, '');
  return STEP_HEADING.test(words) || STAGE_HEADING.test(words);
}

/** The last day of what a heading names: 第一季度, 6月底前; null where it names no time. */
function dayOfHeading(heading: string, year: number): string | null {
  const words = fold(heading);
  const quarter = QUARTER.exec(words)?.[1];
  const month = quarter === undefined ? Number(MONTH.exec(words)?.[1] ?? 0) : 3 * (CHINESE_DIGITS.includes(quarter) ? CHINESE_DIGITS.indexOf(quarter) + 1 : Number(quarter));
  return month < 1 || month > 12 ? null : isoDate(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
}

/** What is done, without its ordinal, the words of its day, and the brackets around them. */
function titleOf(piece: string, words: string | null): string {
  const rest = words === null ? piece : piece.replace(words, '');
  return withoutLayoutSpaces(rest.replace(ORDINAL, '').replace(/[（(][\s：:，,]*(?:完成时限|时限|时间)?[\s：:，,]*[)）]/g, '').replace(/^[\s，,、：:—-]+|[\s，,、；;。：:—-]+$/g, '')).slice(0, LONGEST_TITLE);
}

interface Dated {
  title: string;
  day: string;
}

/** 1.方案制定（3月底前）；2.组织实施（9月底前）: each piece with a day of its own; null where one has none. */
function ofCell(text: string, year: number): Dated[] | null {
  const pieces = text.split(/[；;\n]+|(?<=。)/).map((piece) => piece.trim()).filter((piece) => piece !== '');
  const dated = pieces.map((piece) => {
    const found = findTimeLimit(piece, year);
    const bracket = /[（(]([^（()）]{2,20})[)）]/.exec(piece)?.[1];
    const stated = found.deadline === null && bracket !== undefined ? readTimeLimit(bracket, year) : found;
    return { title: titleOf(piece, stated.text), day: stated.deadline };
  });
  return dated.every((step): step is Dated => step.day !== null && step.title !== '') ? dated : null;
}

/** The steps that the cells list; null where they are none that can be followed, each with its day. */
export function readSteps(cells: readonly StepCell[], year: number): DraftStep[] | null {
  const dated = cells.flatMap(({ heading, text }): (Dated | null)[] => {
    if (EMPTY.test(text)) return [];
    const day = dayOfHeading(heading, year);
    if (day === null) return ofCell(text, year) ?? [null];
    const title = titleOf(text, null);
    return [title === '' ? null : { title, day }];
  });
  if (dated.length < LEAST_STEPS || dated.length > MOST_STEPS || dated.includes(null)) return null;
  const calendar = stateCouncilCalendar(1);
  const ordered = (dated as Dated[]).map((step, at) => ({ ...step, at })).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.at - b.at));
  return ordered.map(({ title, day }, i): DraftStep => {
    const before = ordered.slice(0, i).filter((other) => other.day < day).at(-1)?.day ?? addDays(`${day.slice(0, 4)}-01-01`, -1);
    const workingDays = Math.min(LONGEST_STEP, Math.max(1, calendar.workingDaysBetween(before, day)));
    // The paper says by when each is done, not that one waits for another.
    return { key: `s${i + 1}`, title, unit: null, workingDays, after: [], deadline: day };
  });
}
