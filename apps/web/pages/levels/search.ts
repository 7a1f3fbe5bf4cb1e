export const VIEWS = ['taken', 'figures', 'coverage'] as const;

/** What the address of the levels page says; anything else in it is dropped. */
export interface LevelsSearch {
  /** The plan issued last, unless told. */
  planId?: string;
  view?: (typeof VIEWS)[number];
}

export function readLevelsSearch(found: Record<string, unknown>): LevelsSearch {
  const view = VIEWS.find((v) => v === found['view']);
  return { ...(typeof found['planId'] === 'string' && found['planId'] !== '' && { planId: found['planId'] }), ...(view && { view }) };
}
