import type { Settled } from '../roll-up/adding-up';
import type { Day, Instant } from '../time/day';

/** An item's standing at the lock, with the version by which it is known. */
export interface ItemStanding {
  itemId: string;
  number: string;
  title: string;
  version: number;
  light: string;
  status: string;
  late: boolean;
}

/** A value that a unit reported, with the event of the round's stream that it stands in. */
export interface FigureSource {
  unitId: string;
  event: number;
}

/** What one unit reported of an item. */
export interface ItemEntryFigure extends FigureSource {
  lineId: string;
  percent: number | null;
  values: { targetId: string; value: number; asOf: Day }[];
  noProgressReason: string | null;
}

/** What units reported for a target together. Values of one target may be one thing told by several: it counts once until the office says that they add up. */
export interface TargetTotal {
  itemId: string;
  targetId: string;
  metric: string;
  unit: string;
  value: number;
  from: (FigureSource & { assignmentId: string; value: number })[];
  /** Several told of it, and of two of them nobody has said whether they are one thing. */
  undecided: boolean;
}

/** What the office has said of values told by several of one target: whether they are one thing or add up. */
export interface DecidedOverlap extends Settled {
  itemId: string;
  targetId: string;
  /** Version of the decision in the item's stream; 0 in a round of when values were added up without being asked about. */
  event: number;
}

/** How a unit stands in the round. */
export interface UnitFigure {
  unitId: string;
  standing: 'inTime' | 'late' | 'missing' | 'dropped';
  /** Returned, and not sent again. */
  returned: boolean;
  /** Sent again after a return. */
  afterReturn: boolean;
  /** The event that the figures are of; null where nothing was sent. */
  event: number | null;
  lines: number;
  progress: number;
  noProgress: number;
}

/** The round's figures as of its lock: frozen, each traceable to the events that it is of. */
export interface RoundFigures {
  asOf: Instant;
  /** `of` leaves out forms that fell away. */
  forms: { of: number; inTime: number; late: number; missing: number; afterReturn: number; dropped: number };
  lines: { of: number; progress: number; noProgress: number; missing: number };
  units: UnitFigure[];
  items: { itemId: string; entries: ItemEntryFigure[] }[];
  totals: TargetTotal[];
  /** What the office had said by then, on which the totals rest. */
  decided: DecidedOverlap[];
  /** Items by light; each item's version says by which events. */
  lights: Record<string, number>;
  standing: ItemStanding[];
}
