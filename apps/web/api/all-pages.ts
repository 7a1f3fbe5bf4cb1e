/**
 * A list that comes page by page, whole.
 *
 * @param page the one after this row; the first where there is none
 * @param place what the next page begins after
 */
export async function allPages<R>(page: (after: string | undefined) => Promise<readonly R[]>, place: (row: R) => string): Promise<R[]> {
  const all: R[] = [];
  for (;;) {
    const last = all.at(-1);
    const rows = await page(last === undefined ? undefined : place(last));
    if (rows.length === 0) return all;
    all.push(...rows);
  }
}
