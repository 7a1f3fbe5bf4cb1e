/** What the address of the suggestions says: those without an answer, unless all are asked for. Anything else in it is dropped. */
export interface SuggestionsSearch {
  all?: true;
}

export function readSuggestionsSearch(found: Record<string, unknown>): SuggestionsSearch {
  return found['all'] === true ? { all: true } : {};
}
