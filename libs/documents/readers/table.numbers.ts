/** Numbers of a table's rows: where they begin anew in each part of it, the part's place is put before them, so that each names one item. */

export interface Numbered {
  number: string;
  /** What the row stands under: its category, or the heading above it. */
  part: string;
}

/** The plan's number of each row, or null where no number recurs, or parts do not tell the rows apart. */
export function numbersByPart(rows: readonly Numbered[]): string[] | null {
  const numbered = rows.filter(({ number }) => number !== '');
  const alone = new Set(numbered.map(({ number }) => number));
  const together = new Set(numbered.map(({ number, part }) => `${part}\n${number}`));
  if (alone.size === numbered.length || together.size < numbered.length) return null;
  const parts = [...new Set(numbered.map(({ part }) => part))];
  const firsts = parts.map((part) => numbered.find((row) => row.part === part)?.number);
  // Each part begins with the number that the first one begins with: anything else is a number that was given twice.
  if (parts.length < 2 || firsts.filter((first) => first === firsts[0]).length * 2 <= parts.length) return null;
  return rows.map(({ number, part }) => (number === '' ? '' : `${parts.indexOf(part) + 1}-${number}`));
}
