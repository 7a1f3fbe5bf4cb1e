import type { Roster } from '../roster/roster';
import { accepterOf } from './acting';
import type { Judging, ProceedingKind, ProceedingSight, ProceedingState, ProceedingSummary } from './proceeding';

type Kind<S extends ProceedingState> = Pick<ProceedingKind<S, any>, 'summary' | 'steps' | 'judgings'>;

/** Who decides on whose work: on followed steps from the day they are set, on objections, and on what the kind itself says. */
export function judgingsOf<S extends ProceedingState>(kind: Kind<S>, state: S, roster: Roster): Judging[] {
  const judged = [...Object.values(kind.steps?.(state) ?? {}), ...Object.values(state.latenessObjections)].map(({ unitId: of }) => ({ by: accepterOf(state, of, roster), of }));
  const all = [...judged, ...(kind.judgings?.(state, roster) ?? [])];
  return all.filter((a, i) => all.findIndex((b) => a.by === b.by && a.of === b.of) === i);
}

/** Units whose judges (核验、会签、签发、审定) it asks. */
export function judgeUnits<S extends ProceedingState>(kind: Pick<ProceedingKind<S, any>, 'serving'>, state: S): string[] {
  const { officeUnitId, supervisingUnitId, conferenceUnitId, papers } = state;
  const issuers = Object.values(papers).map((p) => p.issuerUnitId);
  return [...new Set([officeUnitId, supervisingUnitId, conferenceUnitId, ...issuers, ...(kind.serving?.(state) ?? [])].filter((u) => u !== null))];
}

/** Units of a proceeding that a reader is told of. */
export function unitsShown({ unitIds, shared }: ProceedingSummary, sight: ProceedingSight): string[] {
  return sight.kind === 'all' || shared === undefined ? unitIds : unitIds.filter((u) => shared.unitIds.includes(u) || sight.unitIds.includes(u));
}

/** Units whose people find it in their lists and read their part of it: those that it concerns, and those that decide in it. */
export function readerUnits<S extends ProceedingState>(kind: Kind<S>, state: S, roster: Roster): string[] {
  return [...new Set([...kind.summary(state).unitIds, ...judgingsOf(kind, state, roster).map((j) => j.by)])];
}
