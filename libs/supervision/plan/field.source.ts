import type { Place } from './draft.place';

/** Fields of a draft's item of which the importer says how it read them. */
export type DraftField = 'title' | 'category' | 'units' | 'roles' | 'deadline' | 'recurrence' | 'targets';

/**
 * How sure a field is.
 *
 * - `column`: it stands in a column of its own
 * - `marked`: a label or a heading says what it is (牵头单位：…)
 * - `inferred`: read from running text, or from what stands beside it
 * - `missing`: the paper does not say
 * - `entered`: by a person, since the import
 */
export type ReadHow = 'column' | 'marked' | 'inferred' | 'missing' | 'entered';

/** Where the words of a field stand and how they were read. */
export interface FieldSource {
  how: ReadHow;
  /** As written; null where there are none. */
  quote: string | null;
  place: Place | null;
  /** Heading of the column. */
  column?: string;
}

export type ItemFields = Record<DraftField, FieldSource>;
