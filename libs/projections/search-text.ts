/** Folds widths, brackets and case, so that search finds （） as () and ６ as 6. */
export function searchText(...parts: (string | null)[]): string {
  const words = parts.filter((p) => p !== null).join(' ');
  if (words !== lastSearched.words) lastSearched = { words, text: words.normalize('NFKC').toLowerCase().replace(/[〔［【]/g, '[').replace(/[〕］】]/g, ']') };
  return lastSearched.text;
}

let lastSearched = { words: '', text: '' };

/** Words that must all be found; what comes after the eighth is left out. */
const MOST_WORDS = 8;

export function wordsOf(text: string): string[] {
  return searchText(text).split(/\s+/).filter((w) => w !== '').slice(0, MOST_WORDS);
}

/** Two UTF-16 units in the 32 bits of a PostgreSQL int; a single one stays below 2^16, and no text holds the unit 0. */
function pairAt(word: string, at: number): number {
  return (word.charCodeAt(at) << 16) | word.charCodeAt(at + 1);
}

/** The single characters and the pairs of neighbours of a text, each once: what its index is made of. */
export function gramsOf(search: string): readonly number[] {
  const grams = new Set<number>();
  for (const word of search.split(/\s+/)) {
    for (let at = 0; at < word.length; at++) {
      grams.add(word.charCodeAt(at));
      if (at + 1 < word.length) grams.add(pairAt(word, at));
    }
  }
  return [...grams];
}

/** The grams that every text with the word in it has: its pairs, or the one character that it is. */
export function gramsOfWord(word: string): number[] {
  if (word.length === 1) return [word.charCodeAt(0)];
  return [...new Set(Array.from({ length: word.length - 1 }, (_, at) => pairAt(word, at)))];
}

/** Whether the grams alone find the word: no text has them without having it. */
export function isFoundByGrams(word: string): boolean {
  return word.length <= 2;
}
