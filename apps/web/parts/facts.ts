/** One thing that others changed while a form was open. */
export interface Clash {
  id: string;
  label: string;
  /** As it was when the form was opened. */
  before: string;
  theirs: string;
  /** As the form says it; empty where it says nothing of it. */
  mine: string;
}

/** One fact of something, in words. */
export interface Fact {
  label: string;
  value: string;
}

/**
 * What others changed between two looks at something, beside what a form says of the same.
 *
 * @param none said where there was nothing before, or is nothing any more
 */
export function between(was: ReadonlyMap<string, Fact>, is: ReadonlyMap<string, Fact>, mine: Readonly<Record<string, string | number | null | undefined>>, none: string): Clash[] {
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((id) => was.get(id)?.value !== is.get(id)?.value)
    .map((id) => ({ id, label: (is.get(id) ?? was.get(id))!.label, before: was.get(id)?.value ?? none, theirs: is.get(id)?.value ?? none, mine: String(mine[id] ?? '') }));
}
