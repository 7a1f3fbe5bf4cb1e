/** Operations of Temporal's persistence that write; reads, polls and look-ups are left out. */
const WRITES = /^(Create|Update|Append|Add|Complete|RangeComplete|Delete|Upsert|Record|Set|Conflict|ConflictResolve|Put)/;

/**
 * Write operations that Temporal's persistence has done so far. SQLite tells no transactions: these are the server's own
 * counts, one operation being one transaction on its store.
 */
export async function writesOf(metricsUrl: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  let sum = 0;
  for (const [, operation = '', value = '0'] of text.matchAll(/^persistence_requests(?:_total)?\{[^}]*operation="([^"]+)"[^}]*\} (\S+)$/gm)) {
    if (WRITES.test(operation)) sum += Number(value);
  }
  return sum;
}
