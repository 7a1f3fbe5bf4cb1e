import type { Place } from '#libs/supervision/plan/draft';

/** Where an item stands in its paper, beside the lines: 第3页第2段, 第4页表1第5行, 第6行工作表：台账. One cell, for people to read, and read back as it was. */

export const PLACE_HEADING = '所在位置';

const PATTERN = /^(?:第(\d{1,9})页)?(?:第(\d{1,9})段)?(?:表(\d{1,9}))?(?:第(\d{1,9})行)?(?:工作表：([\s\S]+))?$/;

export function hasPlace({ page, paragraph, table, row, sheet }: Place): boolean {
  return [page, paragraph, table, row, sheet].some((part) => part !== undefined);
}

export function writePlace({ page, paragraph, table, row, sheet }: Place): string {
  const part = (before: string, value: number | string | undefined, behind = ''): string => (value === undefined ? '' : `${before}${value}${behind}`);
  return [part('第', page, '页'), part('第', paragraph, '段'), part('表', table), part('第', row, '行'), part('工作表：', sheet)].join('');
}

/** Null where the cell says no place. */
export function readPlace(cell: string): Partial<Place> | null {
  const match = PATTERN.exec(cell);
  if (!match) return null;
  const [, page, paragraph, table, row, sheet] = match;
  const number = (name: keyof Place, value: string | undefined): Partial<Place> => (value === undefined ? {} : { [name]: Number(value) });
  return { ...number('page', page), ...number('paragraph', paragraph), ...number('table', table), ...number('row', row), ...(sheet === undefined ? {} : { sheet }) };
}
