import { Decimal } from 'decimal.js';
import type { DecimalText, Rounding } from '#libs/supervision/evaluation/scheme';

/** Thirty-four significant digits, as decimal128 has: what a formula divides is rounded once there, and once as the scheme says. */
export const Dec = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 40 });
export type Dec = Decimal;

/** Up to twelve digits before the point and twelve behind it. */
const DECIMAL = /^-?\d{1,12}(\.\d{1,12})?$/;

const MODES: Readonly<Record<Rounding, Decimal.Rounding>> = { halfUp: Decimal.ROUND_HALF_UP, halfEven: Decimal.ROUND_HALF_EVEN, down: Decimal.ROUND_DOWN };

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** @throws RangeError for what is no decimal number in plain digits */
export function decimal(text: DecimalText): Dec {
  if (!isDecimal(text)) throw new RangeError(`no decimal number: ${text}`);
  return new Dec(text);
}

/** With exactly so many decimals: 9.5 is told as 9.50. */
export function rounded(value: Dec, decimals: number, rounding: Rounding): DecimalText {
  const text = value.toFixed(decimals, MODES[rounding]);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** Rounded, and never past the most that there may be: where rounding would go over it, it is cut off. */
export function roundedUpTo(most: Dec, value: Dec, decimals: number, rounding: Rounding): DecimalText {
  const text = rounded(value, decimals, rounding);
  return new Dec(text).gt(most) ? rounded(most, decimals, 'down') : text;
}

/** Plain digits, no exponent, nothing cut off. */
export function plain(value: Dec): DecimalText {
  const text = value.toFixed();
  return text === '-0' ? '0' : text;
}

export function sum(values: readonly Dec[]): Dec {
  return values.reduce<Dec>((a, b) => a.plus(b), new Dec(0));
}

export function within(value: Dec, least: Dec, most: Dec): Dec {
  return Dec.min(Dec.max(value, least), most);
}
