/** Whether `held` says in every column what `row` says. */
export function saysTheSame<R extends object>(held: R, row: R): boolean {
  for (const column in row) {
    const [x, y] = [held[column], row[column]];
    if (x !== y && !(isObject(x) && isObject(y) && sameWithin(x, y))) return false;
  }
  return true;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function sameWithin(x: object, y: object): boolean {
  if (Array.isArray(x) && Array.isArray(y)) return x.length === y.length && x.every((v, i) => v === y[i] || (isObject(v) && isObject(y[i]) && sameWithin(v, y[i] as object)));
  return JSON.stringify(x) === JSON.stringify(y);
}

/** Which of the rows that held each row takes the place of, if any, and those that nothing takes the place of. Both lists are of one stream, and small. */
export function paired<R, H extends { readonly row: R }>(before: readonly H[], after: readonly R[], alike: (a: R, b: R) => boolean): { places: (H | undefined)[]; gone: H[] } {
  const left: (H | undefined)[] = [...before];
  const places = after.map((row, i) => {
    const there = left[i];
    // Mostly a row is where it was.
    const k = there && alike(there.row, row) ? i : left.findIndex((h) => h !== undefined && alike(h.row, row));
    if (k < 0) return undefined;
    const held = left[k];
    left[k] = undefined;
    return held;
  });
  return { places, gone: left.filter((h) => h !== undefined) };
}
