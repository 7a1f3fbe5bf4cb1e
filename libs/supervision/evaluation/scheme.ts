import type { DomainEvent } from '../event';
import type { UnitTraits } from '../roster/unit-traits';

/** A decimal number as text: scores never pass through binary fractions. */
export type DecimalText = string;

/** Half up (四舍五入), half to even (四舍六入五成双), or cut off (截尾). */
export type Rounding = 'halfUp' | 'halfEven' | 'down';

/** `weighted` ones share out the full marks; a bonus (加分) is added, a penalty (扣分) taken off. */
export type IndicatorKind = 'weighted' | 'bonus' | 'penalty';

/** One line of a scheme: either a formula over the system's own figures, or a person's score. */
export interface Indicator {
  id: string;
  name: string;
  kind: IndicatorKind;
  /** Most points that it gives or takes: a weighted one's weight, the cap (封顶) of a bonus or penalty. */
  points: DecimalText;
  /** Points from figures; null where a person scores it (0 up to `points`). */
  formula: string | null;
  /** A condition over figures under which its points count twice (加倍), still within the cap; null: never. */
  doubledWhen: string | null;
}

/** A grade by least score and, where the better ones are few, by the share of units that may have it. */
export interface GradeRule {
  name: string;
  /** Least total. The last grade takes whoever is left, whatever their total. */
  from: DecimalText;
  /** Most units of the class in this grade, in percent, rounded down; null: no quota. */
  quotaPercent: DecimalText | null;
}

/** Units that are scored and ranked among themselves (分类考核). */
export interface SchemeClass {
  id: string;
  name: string;
  /** The units that it is for, by their traits; null or left out: those that are put there by hand. */
  when?: Partial<UnitTraits> | null;
  indicators: Indicator[];
  /** Caps over all bonuses and all penalties together; null: none. */
  bonusCap: DecimalText | null;
  penaltyCap: DecimalText | null;
}

/** A scheme (考核方案) as data. */
export interface Scheme {
  /** Full marks, to which the weights of every class add up. */
  fullMarks: DecimalText;
  /** Decimals of every line and of the total; points, caps and full marks have no more of them. */
  decimals: number;
  rounding: Rounding;
  classes: SchemeClass[];
  /** Best first. */
  grades: GradeRule[];
}

/** A scheme is set whole: each version stands on its own. */
export type SchemeEvent = DomainEvent<'SchemeSet', { name: string; scheme: Scheme; effectiveFrom: string; basis: string }>;

/** Streams of schemes are named by this prefix and the scheme's id; the version of the stream is that of the scheme. */
export const SCHEME_STREAM = 'scheme/';

export interface SchemeVersion {
  version: number;
  name: string;
  scheme: Scheme;
  effectiveFrom: string;
}

export interface SchemeHistory {
  versions: SchemeVersion[];
}

export function evolveScheme(before: SchemeHistory | null, event: SchemeEvent): SchemeHistory {
  const versions = before?.versions ?? [];
  const { name, scheme, effectiveFrom } = event.data;
  return { versions: [...versions, { version: versions.length + 1, name, scheme, effectiveFrom }] };
}
