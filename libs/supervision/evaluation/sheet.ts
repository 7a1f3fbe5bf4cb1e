import type { DecimalText, IndicatorKind } from './scheme';

/** A figure of a unit, with the events that it was counted from (`item/<id>@<version>`, `inspection/<id>@<version>`, …). */
export interface Figure {
  name: string;
  value: DecimalText;
  events: string[];
}

/** What a person gave for an indicator, and why. */
export interface Judged {
  indicatorId: string;
  score: DecimalText;
  reason: string;
}

/** Points that a granted review counts in place of what a formula gave (裁定调整), and why. */
export interface Adjusted {
  indicatorId: string;
  /** The indicator's name, for who reads of it without the scheme. */
  name: string;
  points: DecimalText;
  reason: string;
}

/** One line of a score sheet. */
export interface SheetLine {
  indicatorId: string;
  kind: IndicatorKind;
  /** What the formula or the person gave, before doubling and caps; at full precision. */
  raw: DecimalText;
  doubled: boolean;
  /** What counts: within 0 and the indicator's points, rounded as the scheme says. */
  points: DecimalText;
  /** What would count without an adjustment, which is kept beside it; left out where nothing was adjusted. */
  computed?: DecimalText;
}

/** How one unit's total came about: every number can be followed by hand. */
export interface ScoreSheet {
  lines: SheetLine[];
  base: DecimalText;
  bonus: DecimalText;
  penalty: DecimalText;
  /** Base plus bonus minus penalty, never below nothing. */
  total: DecimalText;
}

/** An adjustment as it is told: beside what the formula gave. */
export interface ToldAdjustment extends Adjusted {
  unitId: string;
  computed: DecimalText;
}

/** A unit's place in its class. */
export interface ResultRow {
  unitId: string;
  classId: string;
  total: DecimalText;
  /** 1, 2, 2, 4: who is equal shares a rank. */
  rank: number;
  grade: string;
}
