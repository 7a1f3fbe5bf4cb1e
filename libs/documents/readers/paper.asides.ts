import type { Draft, Place } from '#libs/supervision/plan/draft';
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

/** The draft with each place told as a reader of the file finds it. */
export function withWhere(draft: Draft, { where }: Paper): Draft {
  if (where.size === 0) return draft;
  const told = <T extends { place: Place }>(of: T): T => ({ ...of, place: { ...of.place, ...where.get(of.place.fromLine) } });
  const { narrative } = draft;
  const beside = narrative && { ...narrative, measures: narrative.measures.map(told), facts: narrative.facts.map(told), announced: narrative.announced.map(told) };
  return { ...draft, items: draft.items.map(told), notUnderstood: draft.notUnderstood.map(told), ...(beside ? { narrative: beside } : {}) };
}
