import type { FieldProblem } from '../schedule/network';
import { groupsNamed, livingGroup, unitsNamed, type Roster } from '../roster/roster';
import type { DraftItem } from './draft';
import { settledItems, type Drafted, type Named } from './draft.settled';
import type { PlanState } from './plan.evolve';

/** Who a name of the item stands for as far as is known while drafting: units that can do a step; null where nobody can say yet. */
function unitsBehind({ name, unitId, groupId }: Pick<Named, 'name' | 'unitId' | 'groupId'>, roster: Roster): string[] | null {
  if (unitId !== null) return [unitId];
  const units = unitsNamed(roster, name);
  if (units.length > 0) return units.map((u) => u.id);
  const groups = groupId === null ? groupsNamed(roster, name) : [livingGroup(roster, groupId)].flatMap((g) => g ?? []);
  return groups.length === 0 ? null : groups.flatMap((g) => g.members.map((m) => m.unitId));
}

/**
 * Steps of a draft's item whose unit is none of the item's: they could not be issued. A registered unit may still turn out to be one
 * of the item's where a name of the item says nothing yet (a group without members, a name that is not registered).
 *
 * @param plan with the item as it is to be
 */
export function problemsOfStepUnits(plan: Drafted & Pick<PlanState, 'officeUnitId'>, { key, steps = [] }: Pick<DraftItem, 'key' | 'steps'>, roster: Roster): FieldProblem[] {
  const item = steps.some((s) => s.unit !== null) ? settledItems(plan).find((i) => i.key === key) : undefined;
  if (!item) return [];
  const known = item.names.map((named) => unitsBehind(named, roster));
  // What names nobody is the office's own.
  const assignee = item.assignee ?? (item.names.length === 0 ? plan.officeUnitId : null);
  const own = new Set([...known.flatMap((units) => units ?? []), ...(assignee === null ? [] : [assignee])]);
  const unsaid = known.includes(null);
  const isOwn = (unit: string): boolean => {
    if (item.names.some((n) => n.name === unit)) return true;
    const meant = Object.hasOwn(roster.units, unit) ? [unit] : unitsNamed(roster, unit).map((u) => u.id);
    return meant.some((id) => own.has(id)) || (unsaid && meant.length > 0);
  };
  return steps.flatMap(({ unit }, i) =>
    unit === null || isOwn(unit) ? [] : [{ field: `steps[${i}].unit`, zh: `“${unit}”不是本事项的单位：请改填本事项的单位，或先把它列入本事项`, en: `“${unit}” is no unit of the item: name one of its units, or add it to the item first` }],
  );
}
