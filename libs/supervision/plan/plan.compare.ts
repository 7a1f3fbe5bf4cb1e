import type { DraftItem, DraftTarget } from './draft';

/**
 * What became of a plan's items in the plan after it: carried on, changed, dropped without a word, new. Items are matched by what they say, since
 * next year's paper counts anew; every match says how sure it is, and a person looks at the doubtful ones.
 */

export type MatchConfidence = 'certain' | 'likely' | 'possible';

export interface ComparedItem {
  key: string;
  number: string;
  title: string;
  category: string | null;
}

export interface FieldChange {
  field: 'title' | 'category' | 'leads' | 'participants' | 'units' | 'targets' | 'deadline' | 'recurrence';
  before: string[];
  after: string[];
}

export interface ItemMatch {
  before: ComparedItem;
  after: ComparedItem;
  confidence: MatchConfidence;
  /** 0 to 1. */
  score: number;
  changes: FieldChange[];
}

export interface PlanComparison {
  carriedOn: ItemMatch[];
  changed: ItemMatch[];
  /** Of the earlier plan, without a counterpart. */
  dropped: ComparedItem[];
  added: ComparedItem[];
}

export interface ComparedPlan {
  year: number | null;
  items: readonly DraftItem[];
}

const TITLE_WEIGHT = 0.8;
const NUMBER_WEIGHT = 0.1;
const CATEGORY_WEIGHT = 0.1;
/** What is done says less than what it is called: much of it is the same in all items. */
const CONTENT_SHARE = 0.8;
const LEAST_SCORE = 0.5;
const LIKELY_SCORE = 0.7;
const CONTENT_LENGTH = 200;
/** A title of fewer pairs is within another too easily. */
const LEAST_PAIRS = 4;
/** Beyond so many pairs of items contents are not compared, only titles: a reader waits for the answer. */
const MOST_CONTENTS = 40_000;

/** Signs, spaces and years do not tell two items apart. */
function bare(text: string): string {
  return text.replace(/20\d\d年?度?/g, '').replace(/[^\p{L}\p{N}]/gu, '');
}

function pairsOf(text: string): Set<string> {
  const words = bare(text);
  return new Set(words.length < 2 ? [words] : Array.from({ length: words.length - 1 }, (_, i) => words.slice(i, i + 2)));
}

/**
 * Common pairs of characters: 1 for equal texts. The mean of what is common among all and among the shorter one, since a title is carried on with
 * words added to it more often than with others.
 */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return common / (a.size + b.size) + common / (2 * Math.max(LEAST_PAIRS, Math.min(a.size, b.size)));
}

interface Prepared {
  item: DraftItem;
  at: number;
  bare: string;
  title: Set<string>;
  content: Set<string>;
}

function prepared(items: readonly DraftItem[]): Prepared[] {
  return items.map((item, at) => ({ item, at, bare: bare(item.title), title: pairsOf(item.title), content: pairsOf(item.content.slice(0, CONTENT_LENGTH)) }));
}

function scoreOf(a: Prepared, b: Prepared, contents: boolean): number {
  const words = Math.max(similarity(a.title, b.title), contents ? CONTENT_SHARE * similarity(a.content, b.content) : 0);
  const number = a.item.number !== '' && a.item.number === b.item.number ? NUMBER_WEIGHT : 0;
  const category = a.item.category !== null && a.item.category === b.item.category ? CATEGORY_WEIGHT : 0;
  return a.bare === b.bare && a.bare !== '' ? Math.max(0.9, TITLE_WEIGHT + number + category) : TITLE_WEIGHT * words + (words > 0 ? number + category : 0);
}

function shown({ key, number, title, category }: DraftItem): ComparedItem {
  return { key, number, title, category };
}

function figure({ metric, comparison, value, unit, reckoning }: DraftTarget): string {
  return `${metric} ${comparison} ${value} ${unit}${reckoning === undefined ? '' : ` ${reckoning}`}`;
}

/** A day a year on is the same day of the next plan. */
function shifted(day: string | null, years: number): string | null {
  if (day === null) return null;
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return moved.endsWith('-02-29') && years % 4 !== 0 ? `${moved.slice(0, 8)}28` : moved;
}

function changesOf(before: DraftItem, after: DraftItem, years: number): FieldChange[] {
  const list = (value: string | null): string[] => (value === null ? [] : [value]);
  const sorted = (names: readonly string[]): string[] => [...names].sort();
  const fields: FieldChange[] = [
    { field: 'title', before: [before.title], after: [after.title] },
    { field: 'category', before: list(before.category), after: list(after.category) },
    { field: 'leads', before: sorted(before.leads), after: sorted(after.leads) },
    { field: 'participants', before: sorted(before.participants), after: sorted(after.participants) },
    { field: 'units', before: sorted(before.units), after: sorted(after.units) },
    { field: 'targets', before: sorted(before.targets.map(figure)), after: sorted(after.targets.map(figure)) },
    { field: 'deadline', before: list(before.deadline), after: list(after.deadline) },
    { field: 'recurrence', before: list(before.recurrence), after: list(after.recurrence) },
  ];
  return fields.filter((change) => {
    if (change.field === 'title') return bare(before.title) !== bare(after.title);
    if (change.field === 'deadline' && (shifted(before.deadline, years) === after.deadline || before.deadline === after.deadline)) return false;
    return JSON.stringify(change.before) !== JSON.stringify(change.after);
  });
}

function confidenceOf(score: number, certain: boolean): MatchConfidence {
  return certain ? 'certain' : score >= LIKELY_SCORE ? 'likely' : 'possible';
}

/**
 * @param earlier the plan before
 * @param later the plan that follows it; its items that were carried over (结转) name theirs, and are matched by that
 * @param idOf the id under which an item of the earlier plan was issued, by its key
 */
export function comparePlans(earlier: ComparedPlan, later: ComparedPlan, idOf: ReadonlyMap<string, string> = new Map()): PlanComparison {
  const [before, after] = [prepared(earlier.items), prepared(later.items)];
  const years = earlier.year !== null && later.year !== null ? later.year - earlier.year : 0;
  const contents = before.length * after.length <= MOST_CONTENTS;
  const byId = new Map(before.map((each) => [idOf.get(each.item.key) ?? each.item.key, each] as const));
  const pairs = after.flatMap((b) => {
    const from = b.item.carriedFrom && byId.get(b.item.carriedFrom.itemId);
    if (from) return [{ a: from, b, score: 1, certain: true }];
    return before.flatMap((a) => {
      const score = Number(Math.min(1, scoreOf(a, b, contents)).toFixed(3));
      return score >= LEAST_SCORE ? [{ a, b, score, certain: a.bare === b.bare && a.bare !== '' }] : [];
    });
  });
  const usedBefore = new Set<number>();
  const usedAfter = new Set<number>();
  const matches: (ItemMatch & { at: number })[] = [];
  // The best matches first; the order of the papers decides between equals.
  for (const { a, b, score, certain } of pairs.sort((x, y) => y.score - x.score || x.a.at - y.a.at || x.b.at - y.b.at)) {
    if (usedBefore.has(a.at) || usedAfter.has(b.at)) continue;
    usedBefore.add(a.at);
    usedAfter.add(b.at);
    matches.push({ at: b.at, before: shown(a.item), after: shown(b.item), confidence: confidenceOf(score, certain), score, changes: changesOf(a.item, b.item, years) });
  }
  const ordered = matches.sort((x, y) => x.at - y.at).map(({ at: _at, ...match }) => match);
  return {
    carriedOn: ordered.filter(({ changes }) => changes.length === 0),
    changed: ordered.filter(({ changes }) => changes.length > 0),
    dropped: before.filter(({ at }) => !usedBefore.has(at)).map(({ item }) => shown(item)),
    added: after.filter(({ at }) => !usedAfter.has(at)).map(({ item }) => shown(item)),
  };
}
