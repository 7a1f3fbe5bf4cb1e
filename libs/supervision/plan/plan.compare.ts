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
/** Beyond so many pairs of items contents are not compared, only titles, and of these the nearest. */
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

interface Pair {
  a: Prepared;
  b: Prepared;
  score: number;
  certain: boolean;
}

/**
 * What each later item may go on from. Of small plans all are looked at; of large ones only those that share its rarest pairs of characters, and the best of
 * these, so that time and memory grow with the plans and not with their product, whatever their titles have in common.
 */
function pairsBetween(before: readonly Prepared[], after: readonly Prepared[], carried: ReadonlyMap<Prepared, Prepared>): Pair[] {
  const small = before.length * after.length <= MOST_CONTENTS;
  const near = small ? null : new Nearest(before, after);
  const paired = (a: Prepared, b: Prepared): Pair => ({ a, b, score: Number(Math.min(1, scoreOf(a, b, small)).toFixed(3)), certain: a.bare === b.bare && a.bare !== '' });
  return after.flatMap((b) => {
    const from = carried.get(b);
    if (from) return [{ a: from, b, score: 1, certain: true }];
    const scored = (near?.of(b) ?? before).map((a) => paired(a, b)).filter(({ score }) => score >= LEAST_SCORE);
    return near === null ? scored : scored.sort((x, y) => y.score - x.score || x.a.at - y.a.at).slice(0, MOST_MATCHES);
  });
}

/** So many of an item's possible counterparts are kept, and so many places of an earlier item in the index are looked at for it. */
const MOST_MATCHES = 20;
const MOST_LOOKED_AT = 200;

/** Earlier items by what their titles say. */
class Nearest {
  private readonly byPair = new Map<string, Prepared[]>();
  private readonly sameTitle = new Map<string, Prepared[]>();
  private readonly sameNumber = new Map<string, Prepared>();
  private readonly byNumber = new Map<string, Prepared>();
  /** How many of a title came before: the third of one goes on from the third. */
  private readonly nth = new Map<Prepared, number>();

  constructor(before: readonly Prepared[], after: readonly Prepared[]) {
    for (const a of before) {
      for (const pair of a.title) listed(this.byPair, pair).push(a);
      listed(this.sameTitle, a.bare).push(a);
      this.sameNumber.set(`${a.bare} ${a.item.number}`, a);
      if (a.item.number !== '') this.byNumber.set(a.item.number, a);
    }
    const counted = new Map<string, number>();
    for (const b of after) {
      const n = counted.get(b.bare) ?? 0;
      this.nth.set(b, n);
      counted.set(b.bare, n + 1);
    }
  }

  /** Those called the same, by number and by place; else the one of its number and those that share its rarest pairs, as far as there is room to look. */
  of(b: Prepared): Prepared[] {
    const same = this.sameTitle.get(b.bare);
    if (same) return [...new Set([this.sameNumber.get(`${b.bare} ${b.item.number}`), same[this.nth.get(b)!]])].filter((a) => a !== undefined);
    const lists = [...b.title].flatMap((pair) => { const list = this.byPair.get(pair); return list ? [list] : []; }).sort((x, y) => x.length - y.length);
    const numbered = this.byNumber.get(b.item.number);
    const found = new Set(numbered === undefined ? [] : [numbered]);
    let room = MOST_LOOKED_AT;
    for (const list of lists) {
      if (room <= 0) break;
      for (const a of list.slice(0, room)) found.add(a);
      room -= list.length;
    }
    return [...found];
  }
}

function listed<T>(into: Map<string, T[]>, key: string): T[] {
  const list = into.get(key) ?? [];
  if (list.length === 0) into.set(key, list);
  return list;
}

/**
 * @param earlier the plan before
 * @param later the plan that follows it; its items that were carried over (结转) name theirs, and are matched by that
 * @param idOf the id under which an item of the earlier plan was issued, by its key
 */
export function comparePlans(earlier: ComparedPlan, later: ComparedPlan, idOf: ReadonlyMap<string, string> = new Map()): PlanComparison {
  const [before, after] = [prepared(earlier.items), prepared(later.items)];
  const years = earlier.year !== null && later.year !== null ? later.year - earlier.year : 0;
  const byId = new Map(before.map((each) => [idOf.get(each.item.key) ?? each.item.key, each] as const));
  const carried = new Map(after.flatMap((b) => {
    const from = b.item.carriedFrom && byId.get(b.item.carriedFrom.itemId);
    return from ? [[b, from] as const] : [];
  }));
  const pairs = pairsBetween(before, after, carried);
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
