export const SINCE = ['day', 'week', 'month'] as const;
export type Since = (typeof SINCE)[number];

/** What the address of the overview says. */
export interface OverviewSearch {
  planId?: string;
  /** Compared with when: yesterday unless told. */
  since?: Since;
}

export function readOverviewSearch(found: Record<string, unknown>): OverviewSearch {
  const { planId } = found;
  const since = SINCE.find((s) => s === found['since']);
  return { ...(typeof planId === 'string' && planId !== '' && { planId }), ...(since !== undefined && { since }) };
}
