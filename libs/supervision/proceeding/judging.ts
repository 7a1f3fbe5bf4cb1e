import type { Roster } from '../roster/roster';
import { accepterOf } from './followed-step';
import type { Judging, ProceedingKind, ProceedingState } from './proceeding';

type Kind<S extends ProceedingState> = Pick<ProceedingKind<S, any>, 'summary' | 'steps' | 'judgings'>;

/** Who decides on whose work: on followed steps from the day they are set, on objections, and on what the kind itself says. */
export function judgingsOf<S extends ProceedingState>(kind: Kind<S>, state: S, roster: Roster): Judging[] {
  const judged = [...Object.values(kind.steps?.(state) ?? {}), ...Object.values(state.latenessObjections)].map(({ unitId: of }) => ({ by: accepterOf(state, of, roster), of }));
  const all = [...judged, ...(kind.judgings?.(state, roster) ?? [])];
  return all.filter((a, i) => all.findIndex((b) => a.by === b.by && a.of === b.of) === i);
}

/** Units whose people find it in their lists and read their part of it: those that it concerns, and those that decide in it. */
export function readerUnits<S extends ProceedingState>(kind: Kind<S>, state: S, roster: Roster): string[] {
  return [...new Set([...kind.summary(state).unitIds, ...judgingsOf(kind, state, roster).map((j) => j.by)])];
}
