import type { Day, Instant } from '../time/day';

/**
 * What is known of one period that a unit owes. `owed` becomes missing (缺报) by the passing of its day alone, and so is told by whoever
 * asks about a day: see {@link standingOn}.
 */
export type CoverageState = 'owed' | 'inTime' | 'late' | 'excused';

/** How a cell stands on a day. */
export const COVERAGE_STANDINGS = ['inTime', 'late', 'missing', 'excused', 'notDue'] as const;
export type CoverageStanding = (typeof COVERAGE_STANDINGS)[number];

/**
 * Why a period is not held against the unit: the item, or the round, ended before its day; the work went to another unit, or the unit was
 * dropped from it; it fell into a suspension; its lateness was corrected (更正).
 */
export type CoverageExcuse = 'closed' | 'handedOn' | 'dropped' | 'suspended' | 'corrected' | 'calledOff';

/** One cell of the coverage view (缺报一览): a unit × a period of a duty. */
export interface CoverageCell {
  unitId: string;
  /** The assignment that owes it; of a round the unit again. */
  part: string;
  /** The step that was opened for it; null before, and of a round. */
  stepId: string | null;
  /** 2026-M03, 2026-Q2, 2026-H1, 2026; of a round over other days 2026-03-05~2026-03-20. */
  period: string;
  from: Day;
  to: Day;
  /** Last day, inclusive; null while a suspension lasts. */
  due: Day | null;
  state: CoverageState;
  reportedAt: Instant | null;
  /** Of what came late: working days after the day. */
  lateWorkingDays: number | null;
  excuse: CoverageExcuse | null;
  /** Version of the event in its stream that the cell rests on. */
  event: number;
}

/** How a cell stands on a day: what is owed and past its day is missing. */
export function standingOn({ state, due }: Pick<CoverageCell, 'state' | 'due'>, day: Day): CoverageStanding {
  if (state !== 'owed') return state;
  return due !== null && due < day ? 'missing' : 'notDue';
}
