/** One thing that others changed while a form was open. Of a value null is: there is none, an empty one: nothing was filled in. */
export interface Clash {
  id: string;
  label: string;
  /** As it was when the form was opened; null where there was no such thing. */
  before: string | null;
  /** Null where they removed it. */
  theirs: string | null;
  /** As the form says it; null where it changes nothing of it. */
  mine: string | null;
  /** Where the form says the same thing in a field: its writer may take either. */
  choice?: Choice | undefined;
}

/** The field of a form that says what others changed too. */
export interface Choice {
  /** What stands in the form now. */
  now: () => unknown;
  set: (value: unknown) => void;
  /** It was set by its writer: what they have typed is another now. */
  chosen: () => void;
  theirs: unknown;
  /** What the form began with, where it follows the others in what its writer left as it was. */
  began?: { with: unknown };
}

/** One fact of something, in words. */
export interface Fact {
  label: string;
  value: string;
}

/** What others changed between two looks at something, beside what a form says of the same. */
export function between(was: ReadonlyMap<string, Fact>, is: ReadonlyMap<string, Fact>, mine: Readonly<Record<string, string | number | null | undefined>>): Clash[] {
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((id) => was.get(id)?.value !== is.get(id)?.value)
    .map((id) => ({ id, label: (is.get(id) ?? was.get(id))!.label, before: was.get(id)?.value ?? null, theirs: is.get(id)?.value ?? null, mine: id in mine ? String(mine[id] ?? '') : null }));
}
