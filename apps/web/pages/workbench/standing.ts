/** The case that is open beside its queue, and the paper that it is about where it waits for a signature. */
export interface Standing<C, P> {
  /** Where in the queue it stands, or stood. */
  at: number;
  one: C | undefined;
  paper: P | undefined;
}

/** The chosen case as it is now; one that is no longer in its queue as it was last, with its paper: a form may still be open over it. */
export function standing<C extends { key: string }, P>(last: Standing<C, P>, cases: readonly C[], papers: ReadonlyMap<string, P>, chosen: string | undefined): Standing<C, P> {
  const at = cases.findIndex(({ key }) => key === chosen);
  const one = cases[at];
  return one === undefined ? last : { at, one, paper: papers.get(one.key) };
}
