/** What a list's line holds before anybody types into it. */
const GIVEN: ReadonlySet<string> = new Set(['indicatorId', 'planId', 'draftVersion']);

/** What was typed, as a command takes it: what was left empty is left out, and lines into which nothing was typed. */
export function typed(value: Record<string, unknown>): object {
  return (cleaned(value) as object | undefined) ?? {};
}

function cleaned(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value)) return value.map(cleaned).filter((line) => line !== undefined && !isUntouched(line));
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value).map(([key, held]) => [key, key === 'evidence' ? pointers(held) : cleaned(held)] as const);
  return Object.fromEntries(kept.filter(([, held]) => held !== undefined));
}

/** Evidence that was chosen by its id, as a score points at it. */
function pointers(held: unknown): unknown {
  return Array.isArray(held) && held.length > 0 ? held.map((evidenceId) => ({ evidenceId: String(evidenceId) })) : undefined;
}

function isUntouched(line: unknown): boolean {
  return typeof line === 'object' && line !== null && Object.keys(line).every((key) => GIVEN.has(key));
}
