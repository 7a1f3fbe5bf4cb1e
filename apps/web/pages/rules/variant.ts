import type { Schemas } from '../../api/client';
import { namedTraits, type Traits } from '../../parts/traits';
import { GROUPS, type RuleField, type Rules } from './fields';

type Differences = Partial<Pick<Rules, RuleField>>;

/** What is laid down for some units (分类指导), under the name that it had when its writer began. */
export interface Variant {
  id: string;
  name: string;
  when: Traits;
  differences: Differences;
  guidance: string | null;
}
/** As it is typed: the rules that are chosen to differ, beside values of these and of others that were chosen before. */
export interface TypedVariant extends Variant {
  fields: RuleField[];
}

const FIELDS = GROUPS.flatMap(({ fields }) => fields.map(([field]) => field));
/** The rules that a variant may have otherwise, in the order in which an office thinks of them; templates are the same for all units. */
export const VARIANT_RULES = new Map(GROUPS.flatMap(({ fields }) => fields));

/** What is typed of a variant, as it would be sent; `id` goes with it. */
export function variantOf({ id, name, when, fields, differences, guidance }: TypedVariant): Variant {
  const differ = FIELDS.filter((field) => fields.includes(field)).map((field) => [field, differences?.[field]]);
  return { id, name: name.trim(), when: namedTraits(when), differences: Object.fromEntries(differ) as Differences, guidance: guidance?.trim() || null };
}

export function typedVariant(variant: Variant): TypedVariant {
  return { ...variant, fields: FIELDS.filter((field) => variant.differences[field] !== undefined) };
}

/** Variants as the policy has them. */
export function variantsOf(variants: readonly Schemas['RulesVariantBody'][]): Variant[] {
  return variants.map(({ name, when, differences, guidance }) => variantOf(typedVariant({ id: name, name, when, differences: differences as Differences, guidance })));
}

export const sentVariant = ({ name, when, differences, guidance }: Variant): Schemas['RulesVariantDto'] => ({ name, when, differences: differences as Schemas['RulesDifferencesDto'], guidance });
