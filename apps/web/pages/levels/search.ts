export const VIEWS = ['taken', 'figures', 'coverage'] as const;

/** What the address of the levels page says; anything else in it is dropped. */
export interface LevelsSearch {
  /** The plan issued last, unless told. */
  planId?: string;
  view?: (typeof VIEWS)[number];
  /** A past day: figures stand beside what was known at its end. */
  known?: string;
  /** Figures as true of this day: what was told of later days does not count. */
  day?: string;
  /** What was told of days before this one is old. */
  since?: string;
}

const DAYS = ['known', 'day', 'since'] as const;

export function readLevelsSearch(found: Record<string, unknown>): LevelsSearch {
  const view = VIEWS.find((v) => v === found['view']);
  return { ...(typeof found['planId'] === 'string' && found['planId'] !== '' && { planId: found['planId'] }), ...(view && { view }), ...Object.fromEntries(DAYS.flatMap((name) => (/^\d{4}-\d\d-\d\d$/.test(String(found[name])) ? [[name, found[name]]] : []))) };
}
