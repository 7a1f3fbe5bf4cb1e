import { lastMomentOf, type Day } from '#libs/supervision/time/day';
import { gramsOfWord, isFoundByGrams, wordsOf } from '../search-text';
import { isTakenUp, worstBelowIs } from './lower-items.query';
import { holds, type Asked } from './scope';
import type { Statement } from './statement';

/** What narrows items down, whichever list they are shown in. */
export interface ItemFilter {
  readonly planId?: string | undefined;
  /** Empty: items without one. */
  readonly category?: string | undefined;
  /** One or several, joined by commas; so too `status`. */
  readonly light?: string | undefined;
  readonly status?: string | undefined;
  /** Words that must all be found in number, title, category, contents and unit names; titles and unit names by their pinyin too. */
  readonly text?: string | undefined;
  /** A unit that has a share in the item. */
  readonly unitId?: string | undefined;
  readonly awaitingQuantification?: boolean | undefined;
  /** The worst light of the items of lower plans that take it up: one or several, joined by commas. */
  readonly lowerLight?: string | undefined;
  /** Whether anything below takes it up. */
  readonly takenUp?: boolean | undefined;
  /** Last day, inclusive, of the item's deadline. */
  readonly dueBefore?: Day | undefined;
  /** First day, inclusive, of the item's deadline. */
  readonly dueFrom?: Day | undefined;
  readonly late?: boolean | undefined;
  /** Its light or status is not what it was at the end of this day, or it was not there then. */
  readonly changedSince?: Day | undefined;
  /** Without what is over: items of plans that were archived by then (归档), and those that were carried over (结转) and go on in another plan. */
  readonly current?: boolean | undefined;
}

/** What counts items instead of listing them is narrowed by. */
export type CountFilter = Pick<ItemFilter, 'planId' | 'current'>;

/** Conditions on items (alias `i`); each stands in brackets or binds by itself. @param at the moment asked about as the statement has it, where it is not that of `asked` */
export function itemConditions(s: Statement, filter: ItemFilter, asked: Asked, at?: string): string[] {
  const where: string[] = [];
  if (filter.planId !== undefined) where.push(`i.plan_id = ${s.p(filter.planId, 'text')}`);
  if (filter.category !== undefined) where.push(filter.category === '' ? 'i.category is null' : `i.category = ${s.p(filter.category, 'text')}`);
  if (filter.unitId !== undefined) where.push(`i.unit_ids @> ${s.p([filter.unitId], 'text[]')}`);
  if (filter.light !== undefined) where.push(`i.light = any(${s.p(filter.light.split(','), 'text[]')})`);
  if (filter.status !== undefined) where.push(`i.status = any(${s.p(filter.status.split(','), 'text[]')})`);
  if (filter.awaitingQuantification !== undefined) where.push(`i.awaiting_quantification = ${s.p(filter.awaitingQuantification, 'boolean')}`);
  if (filter.dueBefore !== undefined) where.push(`i.deadline <= ${s.p(filter.dueBefore, 'date')}`);
  if (filter.dueFrom !== undefined) where.push(`i.deadline >= ${s.p(filter.dueFrom, 'date')}`);
  if (filter.late !== undefined) where.push(`i.late = ${s.p(filter.late, 'boolean')}`);
  if (filter.changedSince !== undefined) where.push(`not exists (select from ${stateAtEndOf(s, filter.changedSince)} b where b.light = i.light and b.status = i.status)`);
  if (filter.current === true) where.push(`not (i.status = 'carriedOver'${at === undefined ? '' : ` and i.known_from <= ${at}`})`, `not exists (select from read.plan p where p.plan_id = i.plan_id and p.known_to = 'infinity' and p.archived_at <= ${at ?? (asked.asOf === null ? `'infinity'` : s.p(asked.asOf, 'timestamptz'))})`);
  if (filter.lowerLight !== undefined) where.push(worstBelowIs(s, 'i', asked, filter.lowerLight.split(',')));
  if (filter.takenUp !== undefined) where.push(isTakenUp(s, 'i', asked, filter.takenUp));
  const words = wordsOf(filter.text ?? '');
  if (words.length > 0) where.push(withWords(s, words, asked));
  return where;
}

/** What item `i` was at the end of a day; no row where it was not there. */
export function stateAtEndOf(s: Statement, day: Day): string {
  return `(select b.light, b.status from read.item b where b.item_id = i.item_id and ${holds(s, 'b', { asOf: lastMomentOf(day) })})`;
}

/** The grams narrow down by their index; a word of three characters or more is then looked for itself. */
function withWords(s: Statement, words: readonly string[], asked: Asked): string {
  const grams = `t.grams @> ${s.p([...new Set(words.flatMap(gramsOfWord))], 'int[]')}`;
  const found = words.filter((w) => !isFoundByGrams(w)).map((w) => `t.search like ${s.p(`%${w.replace(/[\\%_]/g, '\\$&')}%`, 'text')} escape '\\'`);
  return `exists (select from read.item_text t where t.item_id = i.item_id and ${[holds(s, 't', asked), grams, ...found].join(' and ')})`;
}
