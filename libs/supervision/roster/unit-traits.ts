import type { Instant } from '../time/day';

/** Kinds of unit (单位类别); a policy may differ by them. */
export const UNIT_CLASSES = [
  'partyOrgan', 'governmentOrgan', 'congressOrConsultative', 'massOrganisation', 'industryUnion', 'publicInstitution', 'stateOwnedEnterprise',
  'privateEnterprise', 'parkAdministration', 'verticalOrgan', 'socialOrganisation', 'office',
] as const;
export type UnitClass = (typeof UNIT_CLASSES)[number];

const CLASS_WORDS: Readonly<Record<UnitClass, { zh: string; en: string }>> = {
  partyOrgan: { zh: '党委部门', en: 'party organ' },
  governmentOrgan: { zh: '政府部门', en: 'government organ' },
  congressOrConsultative: { zh: '人大、政协机关', en: 'congress or consultative organ' },
  massOrganisation: { zh: '群团组织', en: 'mass organisation' },
  industryUnion: { zh: '产业工会', en: 'industry union' },
  publicInstitution: { zh: '事业单位、院校', en: 'public institution' },
  stateOwnedEnterprise: { zh: '国有企业', en: 'state-owned enterprise' },
  privateEnterprise: { zh: '非公企业', en: 'private enterprise' },
  parkAdministration: { zh: '园区管委会', en: 'park administration' },
  verticalOrgan: { zh: '垂管单位', en: 'vertical organ' },
  socialOrganisation: { zh: '社会组织', en: 'social organisation' },
  office: { zh: '办公室', en: 'office' },
};

/** What a kind of unit is called. */
export function classInWords(unitClass: UnitClass): { zh: string; en: string } {
  return CLASS_WORDS[unitClass];
}

/** Size of an enterprise (企业规模), as the National Bureau of Statistics' classification of 2017 tells them apart; which thresholds a trade has is for whoever records it. */
export const UNIT_SIZES = ['large', 'medium', 'small', 'micro'] as const;
export type UnitSize = (typeof UNIT_SIZES)[number];

const SIZE_WORDS: Readonly<Record<UnitSize, { zh: string; en: string }>> = { large: { zh: '大型', en: 'large' }, medium: { zh: '中型', en: 'medium' }, small: { zh: '小型', en: 'small' }, micro: { zh: '微型', en: 'micro' } };

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

/** Traits as they are told to readers; what is not known is said to be so. */
export function traitsInWords({ unitClass, size, trade, region }: UnitTraits): { zh: string; en: string } {
  const words = [unitClass === null ? null : CLASS_WORDS[unitClass], size === null ? null : SIZE_WORDS[size], ...[trade, region].map((own) => (own === null ? null : { zh: own, en: own }))].filter((w) => w !== null);
  return words.length === 0 ? { zh: '未填类别、规模、行业、地区', en: 'no kind, size, trade or region recorded' } : { zh: words.map((w) => w.zh).join('，'), en: words.map((w) => w.en).join(', ') };
}

export function sameTraits(a: UnitTraits, b: UnitTraits): boolean {
  return a.unitClass === b.unitClass && a.size === b.size && a.trade === b.trade && a.region === b.region;
}

/** Whether the unit is one of those that the condition names; a trait that it does not name may be anything. */
export function hasTraits(traits: UnitTraits, when: Partial<UnitTraits>): boolean {
  return (Object.keys(when) as (keyof UnitTraits)[]).every((k) => when[k] === undefined || when[k] === null || when[k] === traits[k]);
}
