/** Spelt out: the names of units are read with what is learnt here. */
type LearntRole = 'lead' | 'participant' | 'unmarked' | 'time';

/** What a paper itself teaches while it is read: names that stand where units stand in most of its items, and labels that nobody else knows. */
export interface PaperWords {
  names: ReadonlySet<string>;
  labels: ReadonlyMap<string, LearntRole>;
}

const NONE: PaperWords = { names: new Set(), labels: new Map() };
let current: PaperWords = NONE;

/** Reads with the words of one paper; what is read behind it knows nothing of them. */
export function withWordsOf<T>(words: PaperWords, read: () => T): T {
  const before = current;
  current = words;
  try {
    return read();
  } finally {
    current = before;
  }
}

export const isLearntName = (name: string): boolean => current.names.has(name);
export const learntLabel = (label: string): LearntRole | null => current.labels.get(label) ?? null;
