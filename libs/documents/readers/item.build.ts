import type { DraftItem, DraftTarget, Place, Recurrence } from '#libs/supervision/plan/draft';
import { findTimeLimit, readTimeLimit, type Deadline } from '../grammar/deadline.parse';
import { parseTargets } from '../grammar/quantity.parse';
import { furtherTimes, type FurtherTime } from '../grammar/time.further';
import { timesUnread } from '../grammar/time.unread';
import type { NamedUnits } from '../grammar/units.named';
import type { Ledger } from './ledger';
import { readSteps, type StepCell } from './steps.reader';
import type { RowCells } from './table.columns';
import type { PlanYear } from './year.infer';

/** What a reader found out about an item, before its sentences are read for figures and dates. */
export interface RawItem {
  number: string;
  title: string;
  category: string | null;
  units: NamedUnits;
  content: string;
  quote: string;
  place: Place;
  /** A cell or label about time; null where the text has none. */
  timeLimit?: string | null;
  /** By when all under a heading is due; it counts where the item itself says nothing of time. */
  headingTime?: string | null;
  /** The words that a date or rhythm is looked for in; by default title and content. */
  timeWords?: string;
  /** The title says what is to be put right: its figures are no goals, its days no limits. */
  titleIsState?: true;
  /** The content says what is built, and another column how much of it is to be reached: its figures are no goals. */
  contentIsState?: true;
  /** A cell about targets. */
  targetCell?: string;
  /** Taken as they are instead of being read from the text. */
  targets?: DraftTarget[];
  recurrenceCell?: string;
  /** What the row says in which column; none of running text. */
  cells?: RowCells;
  /** A blank cell between two categories: which one it is in was inferred. */
  doubtfulCategory?: boolean;
  /** What columns about steps say of it. */
  stepCells?: readonly StepCell[];
  /** The first-named was made lead by what the paper says of all items. */
  firstLeads?: boolean;
}

/** Figures that count nothing by name are about the item itself. */
function named(targets: DraftTarget[], title: string): DraftTarget[] {
  return targets.map((target) => (target.metric.length < 2 ? { ...target, metric: title } : target));
}

/** The year for dates that name none, and the plan's span where its title tells it. */
export type Reckoning = Pick<PlanYear, 'reckoningYear' | 'period'>;

const RECURRENCES: readonly Recurrence[] = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'];

function timeOf(raw: RawItem, { reckoningYear: year, period }: Reckoning): Deadline {
  const cell = raw.timeLimit ?? raw.units.timeLimit;
  const own = cell ? readTimeLimit(cell, year) : null;
  const rhythm = raw.recurrenceCell
    ? (RECURRENCES.find((each) => each === raw.recurrenceCell) ?? readTimeLimit(raw.recurrenceCell, year).recurrence)
    : null;
  const found = findTimeLimit(raw.timeWords ?? `${raw.title}。${raw.content}`, year);
  const silent = own === null && found.deadline === null && found.recurrence === null;
  const stated = silent && raw.headingTime ? readTimeLimit(raw.headingTime, year) : own;
  const taken = stated ?? found;
  // 每年8月底前: in a plan of one year that day is the last one.
  const oneYear = period === null || period.from.slice(0, 4) === period.to.slice(0, 4);
  return {
    deadline: taken.deadline ?? (oneYear ? (taken.yearlyDay ?? null) : null),
    // 每季度 in the text says more than 长期坚持 beside it; 每年 does not.
    recurrence: rhythm ?? (stated?.recurrence === 'ongoing' && found.recurrence !== 'yearly' ? found.recurrence : null) ?? stated?.recurrence ?? found.recurrence,
    text: stated?.text ?? found.text,
  };
}

/** What an item says of time and has no place for. */
function furtherOf(raw: RawItem, deadline: string | null, year: number): FurtherTime[] {
  const cell = raw.timeLimit ?? raw.units.timeLimit ?? null;
  return furtherTimes(raw.timeWords ?? `${raw.title}。${raw.content}`, { deadline, year, cell });
}

/** 6月底前完成50%，年底前全部完成: how far the work is by then, which is no goal of the item. */
const BARE_PROGRESS = /^(?:累计)?(?:完成|达到|实现|推进|进度)?(?:进度|任务|任务量|工程量|总量)?$/;

const THE_REST = /^(?:完成)?(?:剩余|余下|其余)(?:的|部分|任务|工程)*$/;

function withoutStages(targets: DraftTarget[], further: readonly FurtherTime[]): DraftTarget[] {
  return targets.filter(({ metric, unit, text }) => !(unit === '%' && THE_REST.test(metric)) && !(unit === '%' && BARE_PROGRESS.test(metric) && further.some(({ day, clause }) => day !== null && clause.includes(text))));
}

/** Tells the times of an item beside the one that it took. */
export function tellFurtherTimes(raws: readonly RawItem[], items: readonly DraftItem[], year: number, ledger: Ledger): void {
  raws.forEach((raw, index) => {
    const item = items[index];
    if (item === undefined) return;
    const further = furtherOf(raw, item.deadline, year);
    const [days, points] = [further.filter(({ day }) => day !== null), further.filter(({ day }) => day === null)];
    const of = raw.number === '' ? `“${raw.title}”` : `第${raw.number}项`;
    const ofEn = raw.number === '' ? `“${raw.title}”` : `item ${raw.number}`;
    const said = (times: readonly FurtherTime[]): string => times.map(({ clause }) => clause).join('；');
    if (days.length > 0) {
      const taken = item.deadline === null ? ['未取为时限', 'no deadline was taken'] : [`时限取${item.deadline}`, `its deadline is ${item.deadline}`];
      ledger.setAside(said(days), raw.place, `${of}还写有这些时间（${taken[0]}），一项只有一个时限；需分段督办的请另立一项`, `Further times of ${ofEn} (${taken[1]}): one item has one deadline. Make a stage that is to be followed an item of its own`);
    }
    // Where an item has no time at all, the question about it names these words.
    const unread = item.deadline === null && item.recurrence === null ? [] : timesUnread(`${raw.timeLimit ?? raw.units.timeLimit ?? ''}\n${raw.timeWords ?? `${raw.title}。${raw.content}`}`);
    if (unread.length > 0)
      ledger.setAside(unread.join('；'), raw.place, `${of}还写有这些时间，读不成日期，未登记；需要督办的请填写日期，或另立一项`, `Times of ${ofEn} that no day can be read from were not kept: enter a date, or make it an item of its own, if it is to be followed`);
    if (points.length > 0)
      ledger.setAside(said(points), raw.place, `${of}只登记周期，以每期期末为限；期内的日期未登记`, `Of ${ofEn} the rhythm alone is kept, due by the end of each period: the day within it is not`);
  });
}

export type Unkeyed = Omit<DraftItem, 'key'>;

/** 企业概况：, 主要困难：, 存在问题：: lines that say how things are; their figures are no goals. */
const STATE_LINE = /^\s*[\u4e00-\u9fa5]{0,6}(?:概况|现状|简介|基本情况|困难|问题|背景|原因|基础|进展情况|完成情况)\s*[:：]/;
const ANY_LABEL = /^\s*[\u4e00-\u9fa5]{2,8}\s*[:：]/;

function withoutState(content: string): string {
  let state = false;
  return content
    .split('\n')
    .map((line) => {
      state = STATE_LINE.test(line) || (state && !ANY_LABEL.test(line));
      return state ? '' : line;
    })
    .join('\n');
}

export function buildItem(raw: RawItem, reckoning: Reckoning): Unkeyed {
  const { reckoningYear: year } = reckoning;
  const time = timeOf(raw, reckoning);
  const found = raw.targets ?? parseTargets(raw.targetCell ?? '', raw.titleIsState ? '' : raw.title, raw.contentIsState ? '' : withoutState(raw.content));
  const steps = raw.stepCells === undefined ? null : readSteps(raw.stepCells, year);
  const targets = withoutStages(found, furtherOf(raw, time.deadline, year));
  return {
    number: raw.number,
    title: raw.title,
    category: raw.category,
    leads: raw.units.leads,
    participants: raw.units.participants,
    units: raw.units.units,
    targets: named(targets, raw.title),
    deadline: time.deadline,
    deadlineText: time.text,
    recurrence: time.recurrence,
    quote: raw.quote,
    content: raw.content,
    place: raw.place,
    ...(steps === null ? {} : { steps }),
  };
}

/** Gives each item its key: by number, and where numbers repeat or are missing, by position among their like. */
export function withKeys(items: readonly Unkeyed[]): DraftItem[] {
  const used = new Map<string, number>();
  return items.map((item) => {
    const stem = item.number === '' ? 'duty' : `item-${item.number.replace(/[\s:]/g, '')}`;
    const count = (used.get(stem) ?? 0) + 1;
    used.set(stem, count);
    const key = item.number === '' ? `${stem}-${count}` : count === 1 ? stem : `${stem}~${count}`;
    return { key, ...item };
  });
}
