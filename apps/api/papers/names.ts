import type { Roster } from '#libs/supervision/roster/roster';

/** What a unit is called. */
export function unitName(roster: Roster, unitId: string): string {
  return roster.units[unitId]?.name ?? unitId;
}

/** Those told, as a paper lists them: main recipients, and who gets a copy. Each unit once. */
export function addressees(roster: Roster, to: readonly { unitId: string; why: string }[], main: readonly string[]): { to: string[]; copies: string[] } {
  const units = [...new Set(to.map((t) => t.unitId))];
  const first = units.filter((unitId) => to.some((t) => t.unitId === unitId && main.includes(t.why)));
  const mains = first.length === 0 ? units : first;
  const names = (ids: readonly string[]): string[] => ids.map((id) => unitName(roster, id));
  return { to: names(mains), copies: names(units.filter((u) => !mains.includes(u))) };
}
