import { applyDecorators } from '@nestjs/common';
import type { Paging } from '#libs/projections/queries/paging';
import { isDay, type Day } from '#libs/supervision/time/day';
import { Ask, MOST_OFFSET, MOST_ROWS, USUAL_ROWS } from '../core/ask';
import { ITEM_STATUSES, LIGHTS } from '../core/shown';
import { problem, type ProblemError } from '../problems/problem';
import { SORTS } from './lists.dto';

export type ListQuery = Record<string, string | undefined>;

/** What `current` asks of a list of items, or of their counts. */
export const CURRENT = 'Without what is over: items of plans archived by then (归档), and those carried over (结转), which go on in another plan';

/** What every list of items is narrowed and paged by, as the document says it. */
export function ListQueries(sorts: readonly string[]): MethodDecorator {
  return applyDecorators(
    Ask.id('planId', 'The plan'),
    Ask.text('category', 'Category (类别); empty: items without one'),
    Ask.several('light', LIGHTS, 'Lights (亮灯)'),
    Ask.several('status', ITEM_STATUSES, 'Statuses of items'),
    Ask.text('text', 'Words that must all be found in number, title, category, contents and unit names; titles and unit names in pinyin too, whole or by initials'),
    Ask.sort([...sorts]),
    Ask.offset(),
    Ask.limit(),
    Ask.asOf(),
    Ask.after(),
  );
}

/** What the ledger is narrowed by, as a page and as a file. */
export function LedgerQueries(): MethodDecorator {
  return applyDecorators(
    Ask.id('unitId', 'A unit that has a share in the item'),
    Ask.flag('awaitingQuantification', 'Whether figures are still to be set for it (待量化)'),
    Ask.day('dueBefore', 'Its day is this one or before'),
    Ask.day('dueFrom', 'Its day is this one or after'),
    Ask.flag('late', 'Whether it is late or was completed late (迟)'),
    Ask.day('changedSince', 'Its light or status is not what it was at the end of this day, or it was not there then'),
    Ask.flag('current', CURRENT),
    Ask.flag('takenUp', 'Whether items of lower plans take it up (承接)'),
    Ask.several('lowerLight', LIGHTS, 'The worst light of the items of lower plans that take it up'),
    ListQueries(SORTS.ledger),
  );
}

function malformed(field: string, zh: string, en: string): ProblemError {
  return problem(400, 'malformed', `${field} ${zh}`, `${field} ${en}`, { fields: [{ field, zh, en }] });
}

function wholeNumber(query: ListQuery, name: string, otherwise: number, most: number): number {
  const text = query[name];
  if (text === undefined || text === '') return otherwise;
  if (!/^\d{1,9}$/.test(text) || Number(text) > most) throw malformed(name, `应为 0 至 ${most} 的整数`, `must be a whole number from 0 to ${most}`);
  return Number(text);
}

/** @throws ProblemError 400 for an offset or a limit that there is not */
export function pageOf(query: ListQuery): { offset: number; limit: number } {
  return { offset: wholeNumber(query, 'offset', 0, MOST_OFFSET), limit: wholeNumber(query, 'limit', USUAL_ROWS, MOST_ROWS) };
}

/** @throws ProblemError 400 for an order, an offset or a limit that there is not */
export function pagingOf<Sort extends string>(query: ListQuery, sorts: readonly Sort[], usual: Sort): Paging<Sort> {
  const asked = query['sort'] ?? usual;
  const sort = sorts.find((s) => s === asked.replace(/^-/, ''));
  if (sort === undefined) throw malformed('sort', `应为 ${sorts.join('、')} 之一`, `must be one of ${sorts.join(', ')}`);
  return { sort, descending: asked.startsWith('-'), ...pageOf(query) };
}

/** A year that must be named. @throws ProblemError 400 where it is left out, or lies outside of those that there are plans for */
export function yearIn(query: ListQuery, name: string): number {
  const text = query[name] ?? '';
  if (!/^20(1[5-9]|[2-4]\d|5[0-5])$/.test(text)) throw malformed(name, '应为 2015 至 2055 的年份', 'must be a year from 2015 to 2055');
  return Number(text);
}

/** @throws ProblemError 400 for a day that there is not */
export function dayIn(query: ListQuery, name: string): Day | undefined {
  const day = query[name];
  if (day !== undefined && !isDay(day)) throw malformed(name, '应为存在的日期 YYYY-MM-DD', 'must be a day that exists, YYYY-MM-DD');
  return day;
}

/** Days joined by commas, in their order. @throws ProblemError 400 for a day that there is not, for none and for too many */
export function daysIn(query: ListQuery, name: string, most: number): Day[] {
  const days = [...new Set((query[name] ?? '').split(',').filter((d) => d !== ''))].sort();
  if (days.length === 0 || days.length > most || !days.every(isDay)) throw malformed(name, `应为 1 至 ${most} 个存在的日期 YYYY-MM-DD，以逗号分隔`, `must be 1 to ${most} days that exist, YYYY-MM-DD, joined by commas`);
  return days;
}

export function flagIn(query: ListQuery, name: string): boolean | undefined {
  const text = query[name];
  return text === undefined ? undefined : text === 'true';
}

/** @throws ProblemError 400 for a value that there is not */
export function oneOfIn<T extends string>(query: ListQuery, name: string, values: readonly T[]): T | undefined {
  const text = query[name];
  if (text === undefined || text === '') return undefined;
  const found = values.find((v) => v === text);
  if (found === undefined) throw malformed(name, `应为 ${values.join('、')} 之一`, `must be one of ${values.join(', ')}`);
  return found;
}

/** @throws ProblemError 400 for one that there is not */
export function severalIn<T extends string>(query: ListQuery, name: string, values: readonly T[]): T[] | undefined {
  const text = query[name];
  if (text === undefined || text === '') return undefined;
  return text.split(',').flatMap((one) => oneOfIn({ [name]: one }, name, values) ?? []);
}

/** A whole number from 1. @throws ProblemError 400 for one that there is not */
export function wholeIn(query: ListQuery, name: string, most: number): number | undefined {
  const text = query[name];
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1 || Number(text) > most) throw malformed(name, `应为 1 至 ${most} 的整数`, `must be a whole number from 1 to ${most}`);
  return Number(text);
}
