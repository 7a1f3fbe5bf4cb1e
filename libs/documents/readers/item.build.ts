import type { DraftItem, DraftTarget, Place, Recurrence } from '#libs/supervision/plan/draft';
import { findTimeLimit, readTimeLimit, type Deadline } from '../grammar/deadline.parse';
import { parseTargets } from '../grammar/quantity.parse';
import type { NamedUnits } from '../grammar/units.parse';

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
  /** The words that a date or rhythm is looked for in; by default title and content. */
  timeWords?: string;
  /** A cell about targets. */
  targetCell?: string;
  /** Taken as they are instead of being read from the text. */
  targets?: DraftTarget[];
  recurrenceCell?: string;
}

/** Figures that count nothing by name are about the item itself. */
function named(targets: DraftTarget[], title: string): DraftTarget[] {
  return targets.map((target) => (target.metric.length < 2 ? { ...target, metric: title } : target));
}

const RECURRENCES: readonly Recurrence[] = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'];

function timeOf(raw: RawItem, year: number): Deadline {
  const cell = raw.timeLimit ?? raw.units.timeLimit;
  const stated = cell ? readTimeLimit(cell, year) : null;
  const rhythm = raw.recurrenceCell
    ? (RECURRENCES.find((each) => each === raw.recurrenceCell) ?? readTimeLimit(raw.recurrenceCell, year).recurrence)
    : null;
  const found = findTimeLimit(raw.timeWords ?? `${raw.title}。${raw.content}`, year);
  return {
    deadline: stated ? stated.deadline : found.deadline,
    // 每季度 in the text says more than 长期坚持 beside it.
    recurrence: rhythm ?? (stated?.recurrence === 'ongoing' ? found.recurrence : null) ?? stated?.recurrence ?? found.recurrence,
    text: stated?.text ?? found.text,
  };
}

export type Unkeyed = Omit<DraftItem, 'key'>;

export function buildItem(raw: RawItem, year: number): Unkeyed {
  const time = timeOf(raw, year);
  const targets = raw.targets ?? parseTargets(raw.targetCell ?? '', raw.title, raw.content);
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
