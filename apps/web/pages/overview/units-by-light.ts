interface Row {
  unitId: string;
  light: string;
  count: number;
}
export interface UnitLights {
  unitId: string;
  counts: { light: string; count: number }[];
}

/** Units on a list of the worst at most. */
const MOST = 10;

const countOf = ({ counts }: UnitLights, light: string): number => counts.filter((c) => c.light === light).reduce((sum, { count }) => sum + count, 0);

/** Every unit with its lights: most red first, then most yellow. */
export function unitsByLight({ byUnit }: { byUnit: readonly Row[] }): UnitLights[] {
  return [...new Set(byUnit.map(({ unitId }) => unitId))]
    .map((unitId) => ({ unitId, counts: byUnit.filter((r) => r.unitId === unitId) }))
    .sort((a, b) => countOf(b, 'red') - countOf(a, 'red') || countOf(b, 'yellow') - countOf(a, 'yellow') || a.unitId.localeCompare(b.unitId));
}

/** Those with red or yellow items, no more than can be looked over. */
export function worstUnits(found: { byUnit: readonly Row[] }): UnitLights[] {
  return unitsByLight(found)
    .filter((unit) => countOf(unit, 'red') + countOf(unit, 'yellow') > 0)
    .slice(0, MOST);
}
