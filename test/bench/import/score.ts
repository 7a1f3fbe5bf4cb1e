import { writtenNumber } from '#libs/documents/draft/written.number';
import type { Draft, DraftItem } from '#libs/supervision/plan/draft';
import type { LabelledItem, Labels } from './paper';

/** How much of one kind was read: right ones of all that either side has, so that what is missing and what is invented both count. */
export interface Share {
  right: number;
  of: number;
}

export const KINDS = ['items', 'categories', 'units', 'targets', 'metrics', 'times', 'head'] as const;
export type Kind = (typeof KINDS)[number];

export interface Score {
  shares: Record<Kind, Share>;
  /** What fell short, in words: `units 3: − lead 市人社局`. */
  short: string[];
}

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

const SHORTEST_BEGINNING = 6;

function matches(label: LabelledItem, item: DraftItem): boolean {
  if (label.number === '') return item.number === '' && bare(item.title).includes(bare(label.title));
  const [wanted, title] = [bare(label.title), bare(item.title)];
  // Both are beginnings of one sentence.
  const same = label.sentence ? Math.min(title.length, wanted.length) >= SHORTEST_BEGINNING && (wanted.startsWith(title) || title.startsWith(wanted)) : title === wanted;
  return same && [item.number, writtenNumber(item)].some((number) => [label.number, label.alsoNumber].includes(number));
}

function namesOf(item: LabelledItem | DraftItem): string[] {
  return (['leads', 'participants', 'units'] as const).flatMap((role) => (item[role] ?? []).map((name) => `${role} ${bare(name)}`));
}

const SIGNS = /[“”"'「」、，,。（）()的]/g;

/** What a figure counts is read where its words and the label's hold each other. */
function metricsOf(label: LabelledItem, item: DraftItem): { expected: string[]; read: string[] } {
  const left = [...item.targets];
  const expected = (label.targets ?? []).map(([metric, comparison, value, unit]) => ({ metric, key: `${comparison} ${value} ${unit}` }));
  const read = expected.map(({ metric, key }) => {
    const at = left.findIndex((target) => `${target.comparison} ${target.value} ${target.unit}` === key);
    if (at < 0) return metric;
    const [target] = left.splice(at, 1);
    const [wanted, found] = [bare(metric).replace(SIGNS, ''), bare(target?.metric ?? '').replace(SIGNS, '')];
    return found !== '' && (wanted.includes(found) || found.includes(wanted)) ? metric : `${found}（${metric}）`;
  });
  return { expected: expected.map(({ metric }) => metric), read };
}

/** A target is read when comparison, value and unit are. */
function targetsOf(label: LabelledItem): string[] {
  return (label.targets ?? []).map(([, comparison, value, unit]) => `${comparison} ${value} ${unit}`);
}

function targetsRead(item: DraftItem): string[] {
  return item.targets.map(({ comparison, value, unit }) => `${comparison} ${value} ${unit}`);
}

/** Both sides as bags. */
function compare(expected: readonly string[], read: readonly string[]): { share: Share; missing: string[]; invented: string[] } {
  const left = [...read];
  const missing: string[] = [];
  for (const each of expected) {
    const at = left.indexOf(each);
    if (at < 0) missing.push(each);
    else left.splice(at, 1);
  }
  const right = expected.length - missing.length;
  return { share: { right, of: right + missing.length + left.length }, missing, invented: left };
}

class Scoring {
  readonly shares: Record<Kind, Share> = { items: { right: 0, of: 0 }, categories: { right: 0, of: 0 }, units: { right: 0, of: 0 }, targets: { right: 0, of: 0 }, metrics: { right: 0, of: 0 }, times: { right: 0, of: 0 }, head: { right: 0, of: 0 } };
  readonly short: string[] = [];

  compare(kind: Kind, where: string, expected: readonly string[], read: readonly string[]): void {
    const { share, missing, invented } = compare(expected, read);
    this.shares[kind].right += share.right;
    this.shares[kind].of += share.of;
    for (const each of missing) this.short.push(`${kind} ${where}: − ${each}`);
    for (const each of invented) this.short.push(`${kind} ${where}: + ${each}`);
  }
}

/** Holds a draft against the labels of its paper. */
export function scoreOf(draft: Pick<Draft, 'plan' | 'items'>, labels: Labels): Score {
  const scoring = new Scoring();
  const left = [...draft.items];
  for (const label of labels.items) {
    const where = label.number || label.title;
    const at = left.findIndex((item) => matches(label, item));
    const item = at < 0 ? undefined : left.splice(at, 1)[0];
    scoring.compare('items', where, [label.title], item ? [label.title] : []);
    if (label.category !== undefined) scoring.compare('categories', where, [bare(label.category)], item ? [bare(item.category ?? '')] : []);
    scoring.compare('units', where, namesOf(label), item ? namesOf(item) : []);
    scoring.compare('targets', where, targetsOf(label), item ? targetsRead(item) : []);
    if (item) {
      const { expected, read } = metricsOf(label, item);
      scoring.compare('metrics', where, expected, read);
    }
    scoring.compare('times', where, [`${label.deadline ?? null} ${label.recurrence ?? null}`], item ? [`${item.deadline} ${item.recurrence}`] : []);
  }
  for (const item of left) {
    scoring.compare('items', item.number || item.title, [], [item.title]);
    scoring.compare('units', item.number || item.title, [], namesOf(item));
    scoring.compare('targets', item.number || item.title, [], targetsRead(item));
  }
  for (const [field, value] of Object.entries(labels.plan)) scoring.compare('head', field, [String(value)], [String(draft.plan[field as 'title'])]);
  return scoring;
}

export function percentOf({ right, of }: Share): number {
  return of === 0 ? 100 : (right / of) * 100;
}

export function sumOf(shares: readonly Share[]): Share {
  return { right: shares.reduce((sum, { right }) => sum + right, 0), of: shares.reduce((sum, { of }) => sum + of, 0) };
}
