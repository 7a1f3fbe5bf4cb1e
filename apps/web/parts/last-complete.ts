/** What was complete last, while it is asked anew. */
export function lastComplete<T>(): (now: T | undefined) => T | undefined {
  let last: T | undefined;
  return (now) => (last = now ?? last);
}
