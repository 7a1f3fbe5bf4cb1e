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
