/** One line of the report, as it is written to a file. */
export interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  /** The same work without us, measured in the same run and in the same unit. */
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly target: string | null;
  readonly reached: boolean | null;
}

/** What a figure must reach: a bound on its value, or on its ratio to the baseline. */
export interface Target {
  readonly of: 'value' | 'ratio';
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Measured {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly baseline?: number | null;
  readonly target?: Target;
}

/** Judges a measured value. What could not be measured has not reached its target. */
export function figureOf({ name, value, unit, baseline = null, target }: Measured): Figure {
  const ratio = value === null || baseline === null || baseline === 0 ? null : value / baseline;
  if (!target) return { name, value, unit, baseline, ratio, target: null, reached: null };
  const judged = target.of === 'ratio' ? ratio : value;
  const reached = judged !== null && judged >= (target.atLeast ?? -Infinity) && judged <= (target.atMost ?? Infinity);
  return { name, value, unit, baseline, ratio, target: wordsOf(target, unit), reached };
}

function wordsOf({ of, atLeast, atMost }: Target, unit: string): string {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return of === 'ratio' ? `${bound} × baseline` : `${bound} ${unit}`;
}
