import type { Draft, Place } from '#libs/supervision/plan/draft';
import type { FieldSource, ItemFields } from '#libs/supervision/plan/field.source';
import type { Paper } from '../text/paper';
import { placeOf, type Ledger } from './ledger';

/** Tells what of the paper was left out of its text, or cannot be read. */
export function tellAsides({ asides, count }: Paper, ledger: Ledger): void {
  for (const { line, lines, text, zh, en } of asides) {
    if (lines) {
      ledger.use(lines, 'notUnderstood');
      ledger.setAside(text, placeOf(lines), zh, en);
    } else if (line === null) {
      ledger.setAside(text, { fromLine: 1, toLine: Math.max(count, 1) }, zh, en);
    } else {
      ledger.use([line], 'notUnderstood');
      ledger.setAside(text, placeOf([line]), zh, en);
    }
  }
}

type Told = <T extends { place: Place }>(of: T) => T;

function whereOf(fields: NonNullable<Draft['fields']>, told: Told): NonNullable<Draft['fields']> {
  const of = (source: FieldSource): FieldSource => (source.place === null ? source : told({ ...source, place: source.place }));
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, Object.fromEntries(Object.entries(item).map(([field, source]) => [field, of(source)])) as ItemFields]));
}

/** The draft with each place told as a reader of the file finds it. */
export function withWhere(draft: Draft, { where }: Paper): Draft {
  if (where.size === 0) return draft;
  const told = <T extends { place: Place }>(of: T): T => ({ ...of, place: { ...of.place, ...where.get(of.place.fromLine) } });
  const { narrative, fields } = draft;
  const beside = narrative && { ...narrative, measures: narrative.measures.map(told), facts: narrative.facts.map(told), announced: narrative.announced.map(told) };
  return { ...draft, ...(draft.prose ? { prose: draft.prose.map(told) } : {}), items: draft.items.map(told), notUnderstood: draft.notUnderstood.map(told), ...(beside ? { narrative: beside } : {}), ...(fields ? { fields: whereOf(fields, told) } : {}) };
}
