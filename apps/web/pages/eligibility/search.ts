export const PURPOSES = ['all', 'assessments', 'honours'] as const;

/** What the address of the eligibility page says; anything else in it is dropped. */
export interface EligibilitySearch {
  /** The plan issued last, unless told. */
  planId?: string;
  /** Whom the facts are for; all enterprises unless told. */
  for?: Exclude<(typeof PURPOSES)[number], 'all'>;
  /** First and last day; those of the plan unless told. */
  from?: string;
  to?: string;
  unitId?: string;
  asOf?: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

export function readEligibilitySearch(found: Record<string, unknown>): EligibilitySearch {
  const purpose = PURPOSES.find((p) => p === found['for']);
  const words = (['planId', 'unitId'] as const).flatMap((key) => (typeof found[key] === 'string' && found[key] !== '' ? [[key, found[key]]] : []));
  const days = (['from', 'to', 'asOf'] as const).flatMap((key) => (typeof found[key] === 'string' && DAY.test(found[key]) ? [[key, found[key]]] : []));
  return { ...(Object.fromEntries([...words, ...days]) as EligibilitySearch), ...(purpose && purpose !== 'all' && { for: purpose }) };
}
