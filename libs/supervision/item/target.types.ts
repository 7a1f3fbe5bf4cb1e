import type { Comparison, TargetReckoning, UpperTarget } from '../plan/draft';
import type { Instant } from '../time/day';

export interface Target {
  id: string;
  metric: string;
  comparison: Comparison;
  value: number;
  unit: string;
  text: string;
  /** Left out: what comes together over the plan's period. */
  reckoning?: TargetReckoning;
  /** The target of the upper item towards which it counts. */
  upper?: UpperTarget;
  /** Figures of items that went into this one by a split or merge: what counted towards them counts towards this. */
  continues?: TargetRef[];
}

export interface TargetRef {
  itemId: string;
  targetId: string;
}

/**
 * What a person decided about values told by several of one target: they are one thing told several times (once), or different things
 * that add up (apart).
 */
export interface Overlap {
  targetId: string;
  /** Who told them: an assignment's id, or ITEM/TARGET of an item of a lower plan. */
  sources: string[];
  how: 'once' | 'apart';
  reason: string;
  personId: string;
  at: Instant;
  event: number;
}
