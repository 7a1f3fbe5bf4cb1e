import { useEffect, useRef } from 'react';
import type { Draft } from '../api/drafts';
import type { Refused } from '../api/problem';
import { changedOf, compared, othersChanges, takenUp, type OthersChange } from './merge';

/** What somebody has before them who changes it. */
export interface Before<T> {
  version: number;
  values: T;
}
export interface Seen<T> {
  /** What they changed of it; once they were told what others changed, what they say otherwise than those: their own value too, where they chose what was there before. */
  changed: (typed: T) => Partial<T>;
  /**
   * The version to send it for: that of now where nobody changed any of it, else the one that its writer began with, so that it is
   * refused; once they were told of it, the one that they were told of.
   */
  version: () => number;
  /** What others changed since they began. */
  others: () => OthersChange<T>[];
  /** For a draft: what of it holds now. */
  takeUp: (draft: Draft<T>) => T;
  /** What their form is compared with: what they began with, or were told of since. For a draft: kept beside it. */
  basis: () => Before<T>;
}

/**
 * Several may change the same: each as they saw it. Who changes one field takes back no other's change of another; where both changed
 * something, the later is told of it first.
 *
 * @param now as it is now
 * @param refused the last answer to what was sent
 */
export function useSeen<T extends object>(now: Before<T>, refused: Refused | null): Seen<T> {
  const seen = useRef(now);
  const told = useRef<T>(undefined);
  const stale = refused?.problem.status === 412;
  useEffect(() => {
    if (!stale) return;
    seen.current = { ...seen.current, version: now.version };
    told.current = now.values;
  }, [stale, now.version]);
  const basis = (): Before<T> => ({ ...seen.current, values: compared(seen.current.values, told.current) });
  const others = (): OthersChange<T>[] => othersChanges(seen.current.values, now.values);
  return {
    changed: (typed) => changedOf(basis().values, typed),
    version: () => (others().length === 0 ? now.version : seen.current.version),
    others,
    takeUp: ({ typed, basis }) => {
      const began = basis as Before<T> | undefined;
      if (began === undefined) return typed;
      told.current = undefined;
      const up = takenUp(began.values, now.values, typed);
      seen.current = { version: othersChanges(up.before, now.values).length === 0 ? now.version : began.version, values: up.before };
      return up.typed;
    },
    basis,
  };
}
