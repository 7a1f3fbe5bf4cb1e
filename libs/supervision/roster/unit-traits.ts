import type { Instant } from '../time/day';

/** Kinds of unit (单位类别); a policy may differ by them. */
export const UNIT_CLASSES = [
  'partyOrgan', 'governmentOrgan', 'congressOrConsultative', 'massOrganisation', 'industryUnion', 'publicInstitution', 'stateOwnedEnterprise',
  'privateEnterprise', 'parkAdministration', 'verticalOrgan', 'socialOrganisation', 'office',
] as const;
export type UnitClass = (typeof UNIT_CLASSES)[number];

/** Size of an enterprise (企业规模), as the National Bureau of Statistics' classification of 2017 tells them apart; which thresholds a trade has is for whoever records it. */
export const UNIT_SIZES = ['large', 'medium', 'small', 'micro'] as const;
export type UnitSize = (typeof UNIT_SIZES)[number];

/** By what units are told apart for guidance and rules (分类指导): kind, size, trade and region. Null: not known, or none. */
export interface UnitTraits {
  unitClass: UnitClass | null;
  size: UnitSize | null;
  /** Trade (行业) in the office's own words: 化工, 建筑, 平台企业. */
  trade: string | null;
  /** Region (地区) in the office's own words: 准格尔旗. */
  region: string | null;
}

/** Traits that held until a moment. */
export interface FormerTraits extends UnitTraits {
  until: Instant;
}

export const NO_TRAITS: UnitTraits = { unitClass: null, size: null, trade: null, region: null };

/** The traits alone, of whatever has them. */
export function traitsOf({ unitClass, size, trade, region }: UnitTraits): UnitTraits {
  return { unitClass, size, trade, region };
}

/** What the unit was at a moment: how it was registered holds for all time before too, a change from its recording on. */
export function traitsAt(unit: (UnitTraits & { formerTraits: readonly FormerTraits[] }) | undefined, at: Instant): UnitTraits {
  if (!unit) return NO_TRAITS;
  return unit.formerTraits.find((f) => f.until > at) ?? unit;
}

export function sameTraits(a: UnitTraits, b: UnitTraits): boolean {
  return a.unitClass === b.unitClass && a.size === b.size && a.trade === b.trade && a.region === b.region;
}

/** Whether the unit is one of those that the condition names; a trait that it does not name may be anything. */
export function hasTraits(traits: UnitTraits, when: Partial<UnitTraits>): boolean {
  return (Object.keys(when) as (keyof UnitTraits)[]).every((k) => when[k] === undefined || when[k] === null || when[k] === traits[k]);
}
