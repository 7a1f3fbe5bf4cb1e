/** Which page of a list, in which order. */
export interface Paging<Sort extends string> {
  readonly sort: Sort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface Page<Row> {
  /** All that match, on whatever page. */
  readonly total: number;
  readonly rows: Row[];
}

/** A column to sort by; empty values come last in both directions. */
export interface Order {
  readonly by: string;
  readonly nullable?: boolean;
}

/** `ties` makes the order one and the same each time; it turns with the column, so that an index is read from either end. */
export function orderOf<Sort extends string>(orders: Readonly<Record<Sort, Order>>, { sort, descending, offset, limit }: Paging<Sort>, ties: readonly string[]): string {
  const { by, nullable } = orders[sort];
  const direction = descending ? 'desc' : 'asc';
  const columns = [`${by} ${direction}${nullable ? ' nulls last' : ''}`, ...ties.filter((t) => t !== by).map((t) => `${t} ${direction}`)];
  return `order by ${columns.join(', ')} offset ${offset} limit ${limit}`;
}
