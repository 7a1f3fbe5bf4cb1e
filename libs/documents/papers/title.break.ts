import { widthOf } from './words';

/** What does not begin a line: a title that is broken before one of these reads wrongly. */
const NOT_FIRST = /^[的之了和与及、，。；：！？》）】〉」』”’]/u;
/** What does not end one. */
const NOT_LAST = /[《（【〈「『“‘和与及第]$/u;
const OPENING = '《（【〈「『“‘';
const CLOSING = '》）】〉」』”’';

/** How well a line may end here, 0 best; null: never. Rules of sense alone, so that every machine breaks it alike. */
function penaltyAt(title: string, at: number): number | null {
  const before = title.slice(0, at);
  const after = title.slice(at);
  if (NOT_FIRST.test(after) || NOT_LAST.test(before)) return null;
  // A number, a year, a Latin word stay whole, with the mark behind them.
  if (/[A-Za-z0-9.%〔〕]$/.test(before) && /^[A-Za-z0-9.%〔〕年月日号期项]/.test(after)) return null;
  let depth = 0;
  for (const char of before) depth += OPENING.includes(char) ? 1 : CLOSING.includes(char) ? -1 : 0;
  const inside = depth > 0 ? 6 : 0;
  if (/^(关于|转发|印发)/.test(after)) return inside;
  if (before.endsWith('的') || /[》”]$/.test(before)) return inside + 1;
  if (/[，、；：]$/.test(before)) return inside / 2 + 1;
  if (/^[《“]/.test(after)) return inside + 2;
  if (/(情况|工作|方案|办公室|领导小组|联席会议|年度)$/.test(before)) return inside + 2;
  return inside + 5;
}

/**
 * Breaks a title by sense into as few lines as it needs, none much longer than the others, with no word of a name torn off
 * where that can be helped (GB/T 9704: 回行时要做到词意完整、排列对称、长短适宜).
 *
 * @param most characters of a line
 */
export function breakTitle(title: string, most: number): string[] {
  const chars = [...title];
  if (widthOf(title) <= most) return [title];
  const lines = Math.ceil(widthOf(title) / most);
  for (let n = lines; n <= chars.length; n++) {
    const found = broken(title, n, most);
    if (found) return found;
  }
  return chunks(chars, Math.floor(most));
}

/** The best way into exactly so many lines; null where there is none. */
function broken(title: string, lines: number, most: number): string[] | null {
  const ideal = widthOf(title) / lines;
  let best: { cost: number; lines: string[] } | null = null;
  const go = (rest: string, left: number, from: number, cost: number, taken: string[]): void => {
    if (best && cost >= best.cost) return;
    if (left === 1) {
      if (widthOf(rest) <= most) {
        const whole = cost + Math.abs(widthOf(rest) - ideal) / 2;
        if (!best || whole < best.cost) best = { cost: whole, lines: [...taken, rest] };
      }
      return;
    }
    let at = 0;
    for (const char of rest) {
      at += char.length;
      const line = rest.slice(0, at);
      if (widthOf(line) > most || at >= rest.length) return;
      if (widthOf(line) < 4) continue;
      const penalty = penaltyAt(title, from + at);
      if (penalty !== null) go(rest.slice(at), left - 1, from + at, cost + penalty + Math.abs(widthOf(line) - ideal) / 2, [...taken, line]);
    }
  };
  // A title of many lines is nobody's: it is cut where it must be.
  if (lines <= 5) go(title, lines, 0, 0, []);
  return best === null ? null : (best as { lines: string[] }).lines;
}

function chunks(chars: readonly string[], size: number): string[] {
  return Array.from({ length: Math.ceil(chars.length / size) }, (_, i) => chars.slice(i * size, (i + 1) * size).join(''));
}
