import { useState } from 'react';

/** What an act may be about, and which of it was chosen. */
export interface About {
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: string;
  choose: (chosen: string) => void;
}

/**
 * One of several that an act may be about, by a key that stays its own whatever becomes of the others: what is typed for one is never
 * taken for another.
 *
 * @param of at least one
 */
export function useAbout<A>(of: readonly A[], keyOf: (one: A) => string, label: string, words: (one: A) => string): { one: A; about: About } {
  const [chosen, choose] = useState(() => keyOf(of[0]!));
  return { one: of.find((one) => keyOf(one) === chosen) ?? of[0]!, about: { label, options: of.map((one) => ({ value: keyOf(one), label: words(one) })), chosen, choose } };
}
