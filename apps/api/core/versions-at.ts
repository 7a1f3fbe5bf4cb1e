import type { Instant } from '#libs/supervision/time/day';
import { asOfMoment } from './as-of';
import type { Core } from './core';
import { notYet } from './known-at';

/** What is kept as whole versions, as known on a day: those that were set by then, newest first, and the moment that is looked at. */
export interface VersionsAt<V> {
  versions: V[];
  at: Instant;
}

/** @throws ProblemError 404 where none was set by then, with since when there is one */
export function versionsAt<V extends { setAt: Instant }>(core: Core, all: V[], asOf: string | undefined): VersionsAt<V> {
  const now = core.clock.now();
  const moment = asOfMoment(asOf, now);
  const versions = moment === null ? all : all.filter(({ setAt }) => setAt <= moment);
  if (versions.length === 0 && all.length > 0) throw notYet(all.at(-1)!.setAt);
  return { versions, at: moment ?? now };
}
