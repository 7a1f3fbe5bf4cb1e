/** How deep all properties look: each states its runs for an everyday test, and `PROPERTY_FACTOR=10 npm test` looks ten times as long. */
const FACTOR = Number(process.env['PROPERTY_FACTOR'] ?? 1);

/** @param n runs of an everyday test */
export function times(n: number): { numRuns: number } {
  return { numRuns: n * FACTOR };
}
