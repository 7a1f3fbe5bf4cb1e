import type { Schemas } from '../api/client';

/** Kind, size, trade and region of units; what is left out may be anything. */
export type Traits = Schemas['TraitsConditionDto'];
const TRAITS = ['unitClass', 'size', 'trade', 'region'] as const;

/** The traits that are named, in one order, without the spaces around them. */
export function namedTraits(traits: Traits = {}): Traits {
  return Object.fromEntries(TRAITS.map((trait) => [trait, traits[trait]?.trim()]).filter(([, value]) => Boolean(value))) as Traits;
}

/** Whether a unit is one of those that the condition names. */
export function hasTraits(unit: Traits, when: Traits): boolean {
  return Object.entries(namedTraits(when)).every(([trait, value]) => unit[trait as keyof Traits] === value);
}
