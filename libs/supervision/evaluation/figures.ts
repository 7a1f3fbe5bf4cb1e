import type { FiguresOf } from './evaluation.events';
import type { Count, Period } from './counting';
import { COUNTED, type FigureName } from './figure.names';
import { countItem, type CountedItem } from './item.figures';
import { countProceeding, type CountedProceeding } from './proceeding.figures';
import type { Figure } from './sheet';

export type { CountedItem } from './item.figures';
export type { CountedProceeding } from './proceeding.figures';

/** What is counted: streams of the plan, each up to a stated version. */
export interface Counted {
  items: readonly CountedItem[];
  proceedings: readonly CountedProceeding[];
}

/** By unit and figure: the events counted. The same event may count twice where it says two things, as two targets in one report. */
type Tally = Map<string, Map<FigureName, string[]>>;

/**
 * Counts every unit's figures from the events of items and proceedings, and from nothing else: the same events give the same figures
 * for ever.
 *
 * They are of the period alone: of what happened up to its last day, and of what was put right (更正) in that since. Counted on the
 * day after it or a year later they are the same, unless a correction was recorded. A lateness is dated by what shows it, an
 * acceptance, return, paper, order and lock by its own day; assignments and targets stand as they stood at the end.
 */
export function countFigures({ items, proceedings }: Counted, unitIds: readonly string[], period: Period): FiguresOf[] {
  const tally: Tally = new Map(unitIds.map((unitId) => [unitId, new Map(COUNTED.map((name): [FigureName, string[]] => [name, []]))]));
  const count: Count = (unitId, name, ref) => tally.get(unitId)?.get(name)?.push(ref);
  for (const item of items) countItem(item, period, count);
  for (const proceeding of proceedings) countProceeding(proceeding, period, count);
  return unitIds.map((unitId) => ({ unitId, figures: COUNTED.map((name): Figure => ({ name, value: String(tally.get(unitId)!.get(name)!.length), events: [...new Set(tally.get(unitId)!.get(name))] })) }));
}
