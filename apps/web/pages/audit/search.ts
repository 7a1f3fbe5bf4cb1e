/** What the address of the audit says: which streams are looked for, from where on, and whose chain is looked at. */
export interface AuditSearch {
  words?: string;
  from?: string;
  stream?: string;
}

export function readAuditSearch(found: Record<string, unknown>): AuditSearch {
  const given = (['words', 'from', 'stream'] as const).flatMap((key) => (typeof found[key] === 'string' && found[key] !== '' ? [[key, found[key]]] : []));
  return Object.fromEntries(given) as AuditSearch;
}
