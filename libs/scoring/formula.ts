import jsep = require('jsep');
import { Dec, isDecimal } from './decimal';

/** What is wrong with a formula, or with what it was given. */
export type FormulaFault =
  | { kind: 'unreadable'; why: string }
  | { kind: 'not-allowed'; what: string }
  | { kind: 'unknown-figure'; name: string }
  | { kind: 'divides-by-nothing' }
  | { kind: 'not-a-number' }
  | { kind: 'not-a-condition' }
  | { kind: 'too-large' };

export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  constructor(readonly fault: FormulaFault) {
    super(fault.kind);
  }
}

type Value = Dec | boolean;
type Node = { type: string; [part: string]: unknown };

/** Nobody reads a longer one; it also bounds the depth. */
const LONGEST = 500;
/** Far above any score; a product of products is refused rather than written out. */
const MOST = new Dec('1e15');

const ARITHMETIC: Readonly<Record<string, (a: Dec, b: Dec) => Dec>> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  '/': (a, b) => {
    if (b.isZero()) throw new FormulaError({ kind: 'divides-by-nothing' });
    return a.div(b);
  },
};
const COMPARING: Readonly<Record<string, (a: Dec, b: Dec) => boolean>> = {
  '<': (a, b) => a.lt(b),
  '<=': (a, b) => a.lte(b),
  '>': (a, b) => a.gt(b),
  '>=': (a, b) => a.gte(b),
  '==': (a, b) => a.eq(b),
  '!=': (a, b) => !a.eq(b),
};
const JOINING: readonly string[] = ['&&', '||'];
const FUNCTIONS: Readonly<Record<string, (...values: Dec[]) => Dec>> = {
  min: (...values) => Dec.min(...values),
  max: (...values) => Dec.max(...values),
  abs: (value) => value!.abs(),
};

/** A formula that was read: its text, the figures that it names, and its tree. */
export interface Formula {
  readonly text: string;
  readonly names: readonly string[];
  readonly tree: unknown;
}

/**
 * Reads a formula. The grammar is jsep's, which makes a tree and runs nothing; of its trees only numbers, names of figures,
 * arithmetic, comparisons, `&&`, `||`, `!`, `a ? b : c`, `min`, `max` and `abs` pass.
 *
 * @throws FormulaError for what cannot be read, or reads as more than that
 */
export function readFormula(text: string): Formula {
  if (text.trim() === '') throw new FormulaError({ kind: 'unreadable', why: 'empty' });
  if (text.length > LONGEST) throw new FormulaError({ kind: 'unreadable', why: `more than ${LONGEST} characters` });
  let tree: Node;
  try {
    tree = jsep(text) as unknown as Node;
  } catch (error) {
    throw new FormulaError({ kind: 'unreadable', why: error instanceof Error ? error.message : String(error) });
  }
  const names = new Set<string>();
  check(tree, names);
  return { text, names: [...names], tree };
}

/** The parts of a node that may stand there; refuses every other kind of node. */
function check(node: Node, names: Set<string>): void {
  const refuse = (what: string): never => {
    throw new FormulaError({ kind: 'not-allowed', what });
  };
  switch (node.type) {
    case 'Literal':
      if (typeof node['raw'] !== 'string' || !isDecimal(node['raw'])) refuse(String(node['raw']));
      return;
    case 'Identifier':
      names.add(node['name'] as string);
      return;
    case 'UnaryExpression':
      if (!['-', '+', '!'].includes(node['operator'] as string)) refuse(node['operator'] as string);
      return check(node['argument'] as Node, names);
    case 'BinaryExpression':
      if (!Object.hasOwn(ARITHMETIC, node['operator'] as string) && !Object.hasOwn(COMPARING, node['operator'] as string) && !JOINING.includes(node['operator'] as string)) refuse(node['operator'] as string);
      check(node['left'] as Node, names);
      return check(node['right'] as Node, names);
    case 'ConditionalExpression':
      for (const part of ['test', 'consequent', 'alternate']) check(node[part] as Node, names);
      return;
    case 'CallExpression': {
      const callee = node['callee'] as Node;
      const args = node['arguments'] as Node[];
      if (callee.type !== 'Identifier' || !Object.hasOwn(FUNCTIONS, callee['name'] as string) || node['optional'] === true) refuse(`${String(callee['name'] ?? callee.type)}()`);
      if (args.length === 0 || (callee['name'] === 'abs' && args.length !== 1)) refuse(`${String(callee['name'])}()`);
      args.forEach((arg) => check(arg, names));
      return;
    }
    default:
      refuse(node.type);
  }
}

/** @throws FormulaError where a figure is not there, something is divided by nothing, or the outcome is no number */
export function pointsBy(formula: Formula, figures: ReadonlyMap<string, Dec>): Dec {
  return asNumber(valueOf(formula.tree as Node, figures));
}

/** @throws FormulaError as {@link pointsBy}, and where the outcome is no condition */
export function holdsBy(formula: Formula, figures: ReadonlyMap<string, Dec>): boolean {
  return asCondition(valueOf(formula.tree as Node, figures));
}

function asNumber(value: Value): Dec {
  if (typeof value === 'boolean') throw new FormulaError({ kind: 'not-a-number' });
  if (!value.isFinite() || value.abs().gt(MOST)) throw new FormulaError({ kind: 'too-large' });
  return value;
}

function asCondition(value: Value): boolean {
  if (typeof value !== 'boolean') throw new FormulaError({ kind: 'not-a-condition' });
  return value;
}

/** Only the branch that is taken is looked at: `due == 0 ? 20 : 20 * done / due` divides by nothing nowhere. */
function valueOf(node: Node, figures: ReadonlyMap<string, Dec>): Value {
  const of = (part: string): Value => valueOf(node[part] as Node, figures);
  const operator = node['operator'] as string;
  switch (node.type) {
    case 'Literal':
      return new Dec(node['raw'] as string);
    case 'Identifier': {
      const value = figures.get(node['name'] as string);
      if (value === undefined) throw new FormulaError({ kind: 'unknown-figure', name: node['name'] as string });
      return value;
    }
    case 'UnaryExpression':
      if (operator === '!') return !asCondition(of('argument'));
      return operator === '-' ? asNumber(of('argument')).neg() : asNumber(of('argument'));
    case 'ConditionalExpression':
      return asCondition(of('test')) ? of('consequent') : of('alternate');
    case 'CallExpression':
      return FUNCTIONS[(node['callee'] as Node)['name'] as string]!(...(node['arguments'] as Node[]).map((arg) => asNumber(valueOf(arg, figures))));
    default: {
      if (operator === '&&') return asCondition(of('left')) && asCondition(of('right'));
      if (operator === '||') return asCondition(of('left')) || asCondition(of('right'));
      const [left, right] = [asNumber(of('left')), asNumber(of('right'))];
      return Object.hasOwn(COMPARING, operator) ? COMPARING[operator]!(left, right) : asNumber(ARITHMETIC[operator]!(left, right));
    }
  }
}
