import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text as it stands on the page: points from the left and from the top. */
export interface Chunk {
  text: string;
  left: number;
  right: number;
  /** Where the letters stand. */
  base: number;
  /** Height of a character. */
  size: number;
  /** From where to where the lines of its column reach, on a page of several. */
  column?: { left: number; right: number };
}

/** A drawn line, upright or level. */
export interface Rule {
  upright: boolean;
  /** Across its direction. */
  at: number;
  from: number;
  to: number;
}

type Matrix = readonly [number, number, number, number, number, number];

interface Operators {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

/** Numbers of the operators that are read here. */
export type OperatorNumbers = Readonly<Record<'save' | 'restore' | 'transform' | 'constructPath' | 'endPath' | 'clip' | 'eoClip' | 'paintFormXObjectBegin' | 'paintFormXObjectEnd', number>>;

const SHORTEST_RULE = 4;
const LEVEL = 0.8;

function times(a: Matrix, b: Matrix): Matrix {
  return [a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5]];
}

function isMatrix(value: unknown): value is Matrix {
  return value !== null && typeof value === 'object' && 'length' in value && value.length === 6;
}

/** The page's pieces of text that stand upright, and how many do not (watermarks). */
export async function chunksOf(page: PDFPageProxy): Promise<{ chunks: Chunk[]; slanted: number }> {
  const view = page.getViewport({ scale: 1 }).transform as unknown as Matrix;
  const { items } = await page.getTextContent({ disableNormalization: false });
  const chunks: Chunk[] = [];
  let slanted = 0;
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, , d, x, y] = times(view, item.transform as unknown as Matrix);
    const size = Math.abs(d) || Math.abs(a);
    if (Math.abs(b) > Math.abs(a) * 0.05) {
      slanted += 1;
      continue;
    }
    chunks.push({ text: item.str, left: x, right: x + item.width, base: y, size });
  }
  return { chunks, slanted };
}

/** The lines that are drawn on the page, and the edges of filled boxes, which are how many producers draw theirs. */
export async function rulesOf(page: PDFPageProxy, ops: OperatorNumbers): Promise<Rule[]> {
  const view = page.getViewport({ scale: 1 }).transform as unknown as Matrix;
  const operators = (await page.getOperatorList()) as unknown as Operators;
  const rules: Rule[] = [];
  const saved: Matrix[] = [];
  let matrix = view;
  operators.fnArray.forEach((operator, i) => {
    const args = operators.argsArray[i];
    if (operator === ops.save) saved.push(matrix);
    else if (operator === ops.restore || operator === ops.paintFormXObjectEnd) matrix = saved.pop() ?? view;
    else if (operator === ops.transform && isMatrix(args)) matrix = times(matrix, args);
    else if (operator === ops.paintFormXObjectBegin) {
      saved.push(matrix);
      const [own] = args as [unknown];
      if (isMatrix(own)) matrix = times(matrix, own);
    } else if (operator === ops.constructPath) {
      const [painted, [path]] = args as [number, [ArrayLike<number> | null]];
      if (painted !== ops.endPath && path) addRules(path, matrix, rules);
    }
  });
  return rules;
}

/** 0 moves, 1 draws a line, 2 a curve, 3 closes: each with its points. */
function addRules(path: ArrayLike<number>, matrix: Matrix, rules: Rule[]): void {
  let start: [number, number] = [0, 0];
  let at: [number, number] = [0, 0];
  const point = (i: number): [number, number] => {
    const [x, y] = [path[i] ?? 0, path[i + 1] ?? 0];
    return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
  };
  for (let i = 0; i < path.length; ) {
    const operator = path[i];
    i += 1;
    if (operator === 0) {
      start = at = point(i);
      i += 2;
    } else if (operator === 1) {
      const next = point(i);
      addRule(at, next, rules);
      at = next;
      i += 2;
    } else if (operator === 2) {
      at = point(i + 4);
      i += 6;
    } else {
      addRule(at, start, rules);
      at = start;
    }
  }
}

function addRule([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number], rules: Rule[]): void {
  const width = Math.abs(x1 - x0);
  const height = Math.abs(y1 - y0);
  if (height <= LEVEL && width >= SHORTEST_RULE) rules.push({ upright: false, at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
  else if (width <= LEVEL && height >= SHORTEST_RULE) rules.push({ upright: true, at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
}
