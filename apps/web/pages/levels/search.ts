export const VIEWS = ['taken', 'figures', 'coverage'] as const;

/** What the address of the levels page says; anything else in it is dropped. */
export interface LevelsSearch {
  /** The plan issued last, unless told. */
  planId?: string;
  view?: (typeof VIEWS)[number];
  /** A past day: figures stand beside what was known at its end. */
  known?: string;
}

export function readLevelsSearch(found: Record<string, unknown>): LevelsSearch {
  const view = VIEWS.find((v) => v === found['view']);
  return { ...(typeof found['planId'] === 'string' && found['planId'] !== '' && { planId: found['planId'] }), ...(view && { view }), ...(typeof found['known'] === 'string' && /^\d{4}-\d\d-\d\d$/.test(found['known']) && { known: found['known'] }) };
}
