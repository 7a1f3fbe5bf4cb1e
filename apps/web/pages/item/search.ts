/** What the address of an item says; anything else in it is dropped. */
export interface ItemSearch {
  /** As known at the end of this day. */
  asOf?: string;
}

export function readItemSearch(found: Record<string, unknown>): ItemSearch {
  const asOf = found['asOf'];
  return typeof asOf === 'string' && /^\d{4}-\d\d-\d\d$/.test(asOf) ? { asOf } : {};
}
