/** A text as it is compared: no widths, no spaces, no punctuation, no figures, one case. */
function letters(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}]/gu, '');
}

/** Pairs of neighbouring characters, each with how often it occurs. */
function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const all = Array.from(letters(text));
  for (let i = 0; i + 1 < all.length; i++) {
    const pair = all[i]! + all[i + 1]!;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/**
 * How alike two texts are, in percent: the share of pairs of neighbouring characters that they have in common (Sørensen–Dice), rounded
 * down. 100 only where all pairs agree. Texts of fewer than two characters are alike where they are the same.
 */
export function likenessPercent(a: string, b: string): number {
  const [x, y] = [pairs(a), pairs(b)];
  const total = sum(x) + sum(y);
  if (total === 0) return letters(a) === letters(b) ? 100 : 0;
  let common = 0;
  for (const [pair, n] of x) common += Math.min(n, y.get(pair) ?? 0);
  return Math.floor((200 * common) / total);
}

function sum(counts: ReadonlyMap<string, number>): number {
  let all = 0;
  for (const n of counts.values()) all += n;
  return all;
}
