import type { DraftItem, Place } from '#libs/supervision/plan/draft';
import type { FieldSource, ItemFields, ReadHow } from '#libs/supervision/plan/field.source';
import { rhythmIn } from '../grammar/rhythm.parse';
import { fold } from '../text/fold';
import { maskQuoted } from '../text/mask';
import type { RawItem, Unkeyed } from './item.build';
import type { Column } from './column.words';

/** Words that tell that names are units that carry something out. */
const ROLE_WORDS = /牵头|牽頭|主办|主責|主责|承办|协办|负责|負責|配合|参与|參與|责任|責任|落实|实施|单位[:：]|單位[:：]|部门[:：]|会同/;
const UNIT_COLUMNS = ['lead', 'participant', 'unmarked'] as const;

const bare = (text: string): string => text.replace(/\s+/g, '');

/** The stretch of a text that holds all of the names, to the ends of the bracket or sentence around them; null where one is not found. */
function stretchOf(text: string, names: readonly string[]): string | null {
  let [from, to] = [text.length, 0];
  for (const name of names) {
    const at = text.lastIndexOf(name);
    if (at < 0) return null;
    from = Math.min(from, at);
    to = Math.max(to, at + name.length);
  }
  if (from >= to) return null;
  const begin = Math.max(...['（', '(', '【', '。', '；', '\n'].map((sign) => text.lastIndexOf(sign, from - 1) + 1), 0);
  const ends = ['）', ')', '。', '\n'].map((sign) => text.indexOf(sign, to)).filter((at) => at >= 0);
  return text.slice(begin, Math.min(...ends, text.length)).trim();
}

function source(how: ReadHow, quote: string | null, place: Place | null, column?: string): FieldSource {
  return { how, quote: quote === '' ? null : quote, place: how === 'missing' && !quote ? null : place, ...(column === undefined ? {} : { column }) };
}

/** Words of a cell that stand for a field; null where the table has no such column or the cell is blank. */
function cellOf({ cells }: RawItem, column: Column, place: Place): FieldSource | null {
  const cell = cells?.[column];
  return cell === undefined || cell.text === '' ? null : source('column', cell.text, place, cell.heading);
}

function titleOf(raw: RawItem, { title, content, place }: Unkeyed): FieldSource {
  const cut = content.startsWith(title) && content.length > title.length;
  return cellOf(raw, 'title', place) ?? source(cut ? 'inferred' : 'marked', title, place, raw.cells?.content?.heading);
}

function categoryOf(raw: RawItem, { category, place }: Unkeyed): FieldSource {
  if (category === null) return source('missing', null, null);
  const cell = cellOf(raw, 'category', place);
  if (cell !== null && bare(cell.quote ?? '') === bare(category)) return cell;
  // A blank cell below a written one is the same cell, unless a page tore it.
  return source(raw.doubtfulCategory || raw.cells?.category ? 'inferred' : 'marked', category, place);
}

function unitCells(raw: RawItem): { heading: string; text: string }[] {
  return UNIT_COLUMNS.flatMap((column) => {
    const cell = raw.cells?.[column];
    return cell === undefined || cell.text === '' ? [] : [cell];
  });
}

function unitsOf(raw: RawItem, { leads, participants, units, quote, place }: Unkeyed): FieldSource {
  const names = [...leads, ...participants, ...units];
  if (names.length === 0) return source('missing', null, null);
  const cells = unitCells(raw);
  if (cells.length > 0) return source('column', cells.map(({ text }) => text).join('；'), place, cells.map(({ heading }) => heading).join('、'));
  const words = stretchOf(quote, names);
  return source(words !== null && ROLE_WORDS.test(words) ? 'marked' : 'inferred', words ?? names.join('、'), place);
}

function rolesOf(raw: RawItem, { leads, participants, units }: Unkeyed, named: FieldSource): FieldSource {
  const { quote, place, column } = named;
  if (leads.length + participants.length === 0) return units.length === 1 ? source('inferred', quote, place, column) : source('missing', quote, units.length === 0 ? null : place, column);
  if (units.length > 0) return source('missing', quote, place, column);
  const guessed = raw.units.asides.some(({ kind }) => kind === 'contrast') || raw.firstLeads === true;
  if (guessed) return source('inferred', quote, place, column);
  const byColumn = raw.cells?.lead?.text || raw.cells?.participant?.text;
  return source(named.how === 'column' && !byColumn ? 'marked' : named.how === 'inferred' ? 'inferred' : named.how, quote, place, column);
}

/** The words of a rhythm that stands beside a deadline. */
function rhythmWords(text: string): string | null {
  const found = rhythmIn(maskQuoted(fold(text)));
  return found === null ? null : text.slice(found.start, found.end).trim();
}

function timeOf(raw: RawItem, item: Unkeyed, column: 'time' | 'recurrence', there: boolean): FieldSource {
  const { deadlineText, place } = item;
  const cell = cellOf(raw, column, place) ?? (column === 'recurrence' ? cellOf(raw, 'time', place) : null);
  if (!there) return source('missing', column === 'time' ? deadlineText : null, deadlineText === null ? null : place);
  // The words may stand in the text although there is a column.
  if (cell !== null && (column === 'recurrence' || deadlineText === null || bare(cell.quote ?? '').includes(bare(deadlineText)))) return cell;
  if (column === 'recurrence' && item.deadline !== null) return source('inferred', rhythmWords(`${item.title}。${item.content}`), place);
  const labelled = raw.units.timeLimit ?? (raw.cells === undefined ? raw.timeLimit : null);
  return labelled ? source('marked', deadlineText ?? labelled, place) : source('inferred', deadlineText, place);
}

function targetsOf(raw: RawItem, { targets, place }: Unkeyed): FieldSource {
  if (targets.length === 0) return source('missing', null, null);
  const words = targets.map(({ text }) => text).join('；');
  const cell = raw.cells?.target;
  const fromCell = cell !== undefined && targets.some(({ text }) => text !== '' && bare(cell.text).includes(bare(text)));
  return fromCell ? source('column', words, place, cell.heading) : source('inferred', words, place);
}

/** Where the words of each field of an item stand, and how they were read. */
export function fieldsOf(raw: RawItem, item: Unkeyed): ItemFields {
  const units = unitsOf(raw, item);
  return {
    title: titleOf(raw, item),
    category: categoryOf(raw, item),
    units,
    roles: rolesOf(raw, item, units),
    deadline: timeOf(raw, item, 'time', item.deadline !== null),
    recurrence: timeOf(raw, item, 'recurrence', item.recurrence !== null),
    targets: targetsOf(raw, item),
  };
}

export type FieldsByKey = Record<string, ItemFields>;

/** By the key of the item that each became. */
export function fieldsByKey(raws: readonly RawItem[], items: readonly DraftItem[]): FieldsByKey {
  return Object.fromEntries(items.flatMap((item, at) => (raws[at] ? [[item.key, fieldsOf(raws[at], item)]] : [])));
}

/** Within the lines of a place those that hold the words; the place itself where they are not found in them. */
function narrowed(place: Place, words: string, lines: ReadonlyMap<number, string>): Place {
  if (place.fromLine === place.toLine) return place;
  const wanted = bare(words);
  let joined = '';
  const starts: { no: number; at: number }[] = [];
  for (let no = place.fromLine; no <= place.toLine; no += 1) {
    starts.push({ no, at: joined.length });
    joined += bare(lines.get(no) ?? '');
  }
  const at = wanted === '' ? -1 : joined.indexOf(wanted);
  if (at < 0) return place;
  const lineAt = (offset: number): number => starts.filter((s) => s.at <= offset).at(-1)?.no ?? place.fromLine;
  return { ...place, fromLine: lineAt(at), toLine: lineAt(at + wanted.length - 1) };
}

/** The heading above an item: the nearest line before it that holds the words. */
const FARTHEST_HEADING = 2_000;

function above(place: Place, words: string, lines: ReadonlyMap<number, string>): Place {
  const wanted = bare(words);
  for (let no = place.fromLine - 1; no >= Math.max(1, place.fromLine - FARTHEST_HEADING); no -= 1) {
    if (bare(lines.get(no) ?? '').includes(wanted)) return { fromLine: no, toLine: no };
  }
  return place;
}

/** Each field's place as near as the lines of the paper tell it. */
export function placed(fields: FieldsByKey, lines: ReadonlyMap<number, string>): FieldsByKey {
  const near = (field: string, source: FieldSource): FieldSource => {
    const { quote, place, how, column } = source;
    if (quote === null || place === null) return source;
    if (field === 'category' && how !== 'column' && column === undefined) return { ...source, place: above(place, quote, lines) };
    return { ...source, place: narrowed(place, quote, lines) };
  };
  return Object.fromEntries(Object.entries(fields).map(([key, of]) => [key, Object.fromEntries(Object.entries(of).map(([field, each]) => [field, near(field, each)])) as ItemFields]));
}
