/** Whatever somebody owes by a day. */
interface Duty {
  readonly id: string;
  readonly kind: string;
  readonly owedBy: { readonly unitId: string };
  readonly day: string | null;
  readonly resting: string | null;
}

/** What a unit itself is to do, what falls first at the top, what has no day last. */
export function dutiesOfUnit<D extends Duty>(duties: readonly D[], unitId: string): D[] {
  return duties.filter(({ owedBy }) => owedBy.unitId === unitId).sort((a, b) => (a.day ?? '9') < (b.day ?? '9') ? -1 : (a.day ?? '9') > (b.day ?? '9') ? 1 : 0);
}

/** How a duty's day stands on a day; a corrected lateness makes none. */
export function dayOfDuty({ day, resting }: Duty, today: string, corrected: boolean): 'dutyBy' | 'dutyPast' | 'dutyCorrected' | 'dutyNoDay' | 'dutyRests' {
  if (resting !== null) return 'dutyRests';
  if (day === null) return 'dutyNoDay';
  if (day >= today) return 'dutyBy';
  return corrected ? 'dutyCorrected' : 'dutyPast';
}

/** What comes as a reader is told it: the office's closing of the year is no news to a unit that has a share and does not close it. */
export function comingFor<E extends { readonly kind: string; readonly owedBy: string | null }>(entries: readonly E[], unitId: string, hasShare: boolean): E[] {
  return entries.filter(({ kind, owedBy }) => kind !== 'closeYear' || !hasShare || owedBy === unitId);
}
