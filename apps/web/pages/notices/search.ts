export const VIEWS = ['unread', 'all', 'toSign', 'held'] as const;
export type View = (typeof VIEWS)[number];

/** What the address of the notices says: which of them, and which is open. */
export interface NoticesSearch {
  view?: View;
  notice?: string;
  page?: number;
}

export function readNoticesSearch(found: Record<string, unknown>): NoticesSearch {
  const view = VIEWS.find((v) => v === found['view']);
  const { notice, page } = found;
  return { ...(view !== undefined && { view }), ...(typeof notice === 'string' && notice !== '' && { notice }), ...(typeof page === 'number' && page > 1 && Number.isInteger(page) && { page }) };
}
