import type { GridCell } from '../readers/table.grid';
import { boxText, roomOf, widestLine } from './pdf.lines';
import type { Chunk, Rule } from './pdf.page';

/** A table as its lines are drawn. */
export interface DrawnTable {
  top: number;
  bottom: number;
  /** Edges of the columns, from the left. */
  columns: number[];
  rows: GridCell[][];
  chunks: Set<Chunk>;
}

/** Lines nearer than this are one: thick ones are drawn as boxes, double ones twice. */
const NEAR = 3;
const MOST_EDGES = 400;
const LEAST_COVER = 0.6;

/** Sets of lines that touch each other: each is a table, or a frame. */
function connected(rules: readonly Rule[]): Rule[][] {
  const parent = rules.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  const upright = rules.map((rule, i) => ({ rule, i })).filter(({ rule }) => rule.upright);
  const level = rules.map((rule, i) => ({ rule, i })).filter(({ rule }) => !rule.upright);
  for (const u of upright)
    for (const l of level)
      if (u.rule.at >= l.rule.from - NEAR && u.rule.at <= l.rule.to + NEAR && l.rule.at >= u.rule.from - NEAR && l.rule.at <= u.rule.to + NEAR) parent[root(u.i)] = root(l.i);
  const groups = new Map<number, Rule[]>();
  rules.forEach((rule, i) => groups.set(root(i), [...(groups.get(root(i)) ?? []), rule]));
  return [...groups.values()];
}

/** Where lines lie, those near each other as one. */
function edges(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) if (found.length === 0 || value - (found.at(-1) ?? 0) > NEAR) found.push(value);
  return found;
}

/** Whether the lines at an edge cover the way from one point to another. */
function covered(rules: readonly Rule[], at: number, from: number, to: number): boolean {
  const pieces = rules.filter((rule) => Math.abs(rule.at - at) <= NEAR).map((rule): [number, number] => [Math.max(rule.from, from), Math.min(rule.to, to)]);
  let sum = 0;
  let end = from;
  for (const [start, stop] of pieces.filter(([start, stop]) => stop > start).sort((a, b) => a[0] - b[0])) {
    sum += Math.max(0, stop - Math.max(start, end));
    end = Math.max(end, stop);
  }
  return sum >= (to - from) * LEAST_COVER;
}

/** The tables of a page, from top to bottom. A frame around text is none. */
export function drawnTables(rules: readonly Rule[], chunks: readonly Chunk[]): DrawnTable[] {
  const tables: DrawnTable[] = [];
  for (const group of connected(rules)) {
    const upright = group.filter((rule) => rule.upright);
    const level = group.filter((rule) => !rule.upright);
    const xs = edges(upright.map((rule) => rule.at));
    const ys = edges(level.map((rule) => rule.at));
    if (xs.length < 3 || ys.length < 2 || xs.length > MOST_EDGES || ys.length > MOST_EDGES) continue;
    const table = read(xs, ys, upright, level, chunks);
    if (table.rows.length > 0) tables.push(table);
  }
  return tables.sort((a, b) => a.top - b.top);
}

function read(xs: readonly number[], ys: readonly number[], upright: readonly Rule[], level: readonly Rule[], chunks: readonly Chunk[]): DrawnTable {
  const width = xs.length - 1;
  const height = ys.length - 1;
  const x = (i: number): number => xs[i] ?? 0;
  const y = (i: number): number => ys[i] ?? 0;
  const inside = chunks.filter((chunk) => {
    const middle = (chunk.left + chunk.right) / 2;
    const line = chunk.base - chunk.size * 0.35;
    return middle > x(0) && middle < x(width) && line > y(0) && line < y(height);
  });
  // Each box is known by its upper left cell.
  const owner = Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c) => r * width + c));
  for (let r = 0; r < height; r += 1)
    for (let c = 0; c < width; c += 1) {
      const row = owner[r]!;
      const joinsLeft = c > 0 && !covered(upright, x(c), y(r), y(r + 1));
      const joinsAbove = r > 0 && !covered(level, y(r), x(c), x(c + 1));
      if (joinsAbove) row[c] = owner[r - 1]![c]!;
      else if (joinsLeft) row[c] = row[c - 1]!;
    }
  const held = new Map<number, Chunk[]>();
  const sides = new Map<number, { from: number; to: number }>();
  owner.forEach((row) => row.forEach((box, c) => sides.set(box, { from: Math.min(sides.get(box)?.from ?? c, c), to: Math.max(sides.get(box)?.to ?? 0, c + 1) })));
  const columnOf = (box: number): string => `${sides.get(box)?.from}-${sides.get(box)?.to}`;
  for (const chunk of inside) {
    const line = chunk.base - chunk.size * 0.35;
    const c = xs.findLastIndex((edge) => edge <= (chunk.left + chunk.right) / 2);
    const r = ys.findLastIndex((edge) => edge <= line);
    const box = owner[Math.min(r, height - 1)]?.[Math.min(c, width - 1)];
    if (box !== undefined) held.set(box, [...(held.get(box) ?? []), chunk]);
  }
  const widest = new Map<string, number>();
  for (const [box, within] of held) widest.set(columnOf(box), Math.max(widest.get(columnOf(box)) ?? 0, widestLine(within)));
  const roomIn = (box: number): number => roomOf(x(sides.get(box)?.to ?? 0) - x(sides.get(box)?.from ?? 0), widest.get(columnOf(box)) ?? 0);
  const texts = new Map([...held].map(([box, within]) => [box, boxText(within, roomIn(box))]));
  const rows = owner.map((row, r) => row.map((box, c): GridCell => ({ text: texts.get(box) ?? '', down: r > 0 && owner[r - 1]![c] === box, across: c > 0 && row[c - 1] === box })));
  return { top: y(0), bottom: y(height), columns: [...xs], rows: rows.filter((row) => row.some((cell) => cell.text !== '')), chunks: new Set(inside) };
}
