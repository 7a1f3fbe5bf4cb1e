import { RATES } from '#libs/supervision/evaluation/figure.names';
import { Dec } from './decimal';
import type { Formula } from './formula';

/** A formula is tried with every count up to this. */
const SWEPT = 60;
/** Values around which a formula may turn; of many, the first. */
const MOST_TURNS = 60;
const MOST_FIXED = 12;
/** What the other figures are while one is swept. */
const OTHERS = [0, 1, 7].map((n) => new Dec(n));
const LARGE = [500, 100_000].map((n) => new Dec(n));

/**
 * Figures with which a formula is tried before it is used, so that one that divides by what may be nothing is found: every count up to a
 * few dozen, what lies at and beside each number that the formula names and their sums, differences, products and quotients; all
 * figures alike, each by itself where the others are few, and those turning points of up to three figures in every combination.
 */
export function* trialsOf(formula: Formula): Generator<ReadonlyMap<string, Dec>> {
  const { names } = formula;
  const turns = turningPoints(formula);
  const single = [...Array(SWEPT + 1).keys()].map((n) => new Dec(n)).concat(LARGE, turns);
  const trial = (of: (name: string) => Dec): ReadonlyMap<string, Dec> => new Map(names.map((name) => [name, fitting(name, of(name))]));
  for (const value of single) yield trial(() => value);
  if (names.length < 2) return;
  for (const alone of names) for (const value of single) for (const other of OTHERS) yield trial((name) => (name === alone ? value : other));
  if (names.length > 3) return;
  const few = [...OTHERS, new Dec(2), ...turns].slice(0, MOST_FIXED);
  for (const a of few) for (const b of few) for (const c of names.length === 3 ? few : [a]) yield trial((name) => [a, b, c][names.indexOf(name)]!);
}

/** A rate lies between nothing and one, whatever was asked for. */
function fitting(name: string, value: Dec): Dec {
  return isRate(name) ? Dec.min(value.gt(1) ? value.mod(2).div(2) : value, new Dec(1)) : value;
}

function isRate(name: string): boolean {
  return RATES.some((r) => r.name === name);
}

function turningPoints(formula: Formula): Dec[] {
  const literals = [...new Set(literalsIn(formula.tree))].slice(0, 8).map((raw) => new Dec(raw));
  const joined = literals.flatMap((a) => literals.flatMap((b) => [a.plus(b), a.minus(b), a.times(b), ...(b.isZero() ? [] : [a.div(b)])]));
  const beside = [...literals, ...joined].flatMap((n) => [n, n.minus(1), n.plus(1)]).flatMap((n) => (n.isInteger() ? [n] : [n, n.floor(), n.ceil()]));
  const seen = new Map(beside.filter((n) => n.gte(0) && n.lte(1e9)).map((n) => [n.toString(), n]));
  return [...seen.values()].slice(0, MOST_TURNS);
}

function literalsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(literalsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, raw } = node as { type?: string; raw?: string };
  return type === 'Literal' && typeof raw === 'string' ? [raw] : Object.values(node).flatMap(literalsIn);
}
