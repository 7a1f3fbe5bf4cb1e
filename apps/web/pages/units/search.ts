/** What the address of the units says: which one is looked at, and as of which day. Anything else in it is dropped. */
export interface UnitsSearch {
  unit?: string;
  asOf?: string;
}

export function readUnitsSearch(found: Record<string, unknown>): UnitsSearch {
  const { unit, asOf } = found;
  return { ...(typeof unit === 'string' && { unit }), ...(typeof asOf === 'string' && /^\d{4}-\d\d-\d\d$/.test(asOf) && { asOf }) };
}
