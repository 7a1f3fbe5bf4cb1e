/** What the address of the units says: which one is looked at. */
export interface UnitsSearch {
  unit?: string;
}

export function readUnitsSearch(found: Record<string, unknown>): UnitsSearch {
  const { unit } = found;
  return typeof unit === 'string' ? { unit } : {};
}
