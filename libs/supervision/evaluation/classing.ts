import { reject, type FieldFault, type Rejection } from '../rejection';
import type { Roster, Unit } from '../roster/roster';
import { hasTraits, traitsAt, traitsInWords, traitsOf, type UnitTraits } from '../roster/unit-traits';
import type { Instant } from '../time/day';
import type { SchemeClass } from './scheme';

/** What of a scheme's class decides who belongs to it. */
export type ClassRule = Pick<SchemeClass, 'id' | 'name' | 'when'>;

/** A unit that is to be evaluated; without a class it is put where its traits put it. */
export interface ToClass {
  unitId: string;
  classId: string | null;
}

/** A unit in its class, with the traits by which it belongs there. */
export interface Classed {
  unitId: string;
  classId: string;
  traits: UnitTraits;
}

/** A unit that belongs to no one class, and to which of them it might. */
export interface Unclassed {
  /** Its place among those that were asked about. */
  index: number;
  unitId: string;
  name: string;
  classIds: string[];
  zh: string;
  en: string;
}

/** Classes whose condition the traits meet. */
export function classesFor<C extends ClassRule>(classes: readonly C[], traits: UnitTraits): C[] {
  return classes.filter(({ when }) => when != null && hasTraits(traits, when));
}

/**
 * Puts units into the classes of a scheme. A class with a condition takes the units that meet it and no others; one without takes those
 * that are put there by hand and meet none. A unit that meets two conditions is in neither: whoever draws the scheme tells them apart, not
 * whoever opens a round.
 *
 * @param traits of each unit, in their order
 */
export function putInClasses(classes: readonly ClassRule[], units: readonly (ToClass & { name: string; traits: UnitTraits })[]): { classed: Classed[]; unclassed: Unclassed[] } {
  const classed: Classed[] = [];
  const unclassed: Unclassed[] = [];
  for (const [index, { unitId, classId, name, traits }] of units.entries()) {
    const found = classesFor(classes, traits);
    const asked = classes.find((c) => c.id === classId);
    const its = classOf(found, asked);
    if (its) classed.push({ unitId, classId: its.id, traits: traitsOf(traits) });
    else unclassed.push({ index, unitId, name, classIds: found.map((c) => c.id), ...why(name, traits, found, classes.every((c) => c.when == null)) });
  }
  return { classed, unclassed };
}

/** The one class that a unit is of, by those that its traits put it into and the one that was asked for, if any. */
function classOf(found: readonly ClassRule[], asked: ClassRule | undefined): ClassRule | undefined {
  if (found.length === 0) return asked?.when == null ? asked : undefined;
  return found.length === 1 && (asked === undefined || asked === found[0]) ? found[0] : undefined;
}

function why(name: string, traits: UnitTraits, found: readonly ClassRule[], byHand: boolean): { zh: string; en: string } {
  const { zh, en } = traitsInWords(traits);
  const named = (mark: string): string => found.map((c) => `“${c.name}”`).join(mark);
  if (found.length > 1) return { zh: `“${name}”（${zh}）同时符合${named('、')}：请修改方案中各类的条件，使其互不重叠`, en: `“${name}” (${en}) meets the conditions of ${named(', ')}: change the scheme so that they exclude each other` };
  if (found.length === 1) return { zh: `“${name}”（${zh}）按方案属于${named('、')}，不能列入其他类`, en: `“${name}” (${en}) belongs to ${named(', ')} by the scheme, and to no other class` };
  if (byHand) return { zh: `方案的类别没有设定条件：请写明“${name}”属于哪一类`, en: `the classes of the scheme have no conditions: name the class of “${name}”` };
  return { zh: `“${name}”（${zh}）不符合方案中任何一类的条件：请在单位名册中更正其类别、规模、行业、地区，或修改方案`, en: `“${name}” (${en}) meets the condition of no class: correct its kind, size, trade or region in the roster, or change the scheme` };
}

/** Units of the roster as they are at a moment, for {@link putInClasses}. */
export function toClass(roster: Roster, units: readonly ToClass[], at: Instant): (ToClass & { name: string; traits: UnitTraits })[] {
  const there = (unitId: string): Unit | undefined => (Object.hasOwn(roster.units, unitId) ? roster.units[unitId] : undefined);
  return units.map(({ unitId, classId }) => ({ unitId, classId, name: there(unitId)?.name ?? unitId, traits: traitsAt(there(unitId), at) }));
}

/**
 * The units in their classes; refused by each that belongs to no one class, or was put into a class that there is not.
 *
 * @param field the field that a unit's class was given in
 */
export function classedOr(classes: readonly ClassRule[], units: readonly (ToClass & { name: string; traits: UnitTraits })[], field: (index: number) => string = (i) => `units[${i}].classId`): Classed[] | { rejected: Rejection } {
  const stray = units.findIndex((u) => u.classId !== null && !classes.some((c) => c.id === u.classId));
  if (stray >= 0) return reject('class-unknown', { field: field(stray), details: { name: units[stray]!.classId! } });
  const { classed, unclassed } = putInClasses(classes, units);
  if (unclassed.length === 0) return classed;
  return reject('class-unfit', { fields: unclassed.map(({ index, zh, en }): FieldFault => ({ field: field(index), zh, en })) });
}
