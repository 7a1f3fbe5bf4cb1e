/** Spelt out: units and ordinals are read with what is learnt here. */
type LearntRole = 'lead' | 'participant' | 'unmarked' | 'time';
type LearntLevel = 'section' | 'sub' | 'point' | 'subpoint';

/** A mark that the paper counts with; its first group is the ordinal. */
export interface LearntMark {
  pattern: RegExp;
  level: LearntLevel;
}

/** What a paper itself teaches while it is read: names that stand where units stand in most of its items, and labels that nobody else knows. */
export interface PaperWords {
  names: ReadonlySet<string>;
  labels: ReadonlyMap<string, LearntRole>;
  marks: readonly LearntMark[];
}

const NONE: PaperWords = { names: new Set(), labels: new Map(), marks: [] };
let current: PaperWords = NONE;

/** Reads with the words of one paper; what is read behind it knows nothing of them. */
export function withWordsOf<T>(words: Partial<PaperWords>, read: () => T): T {
  const before = current;
  current = { ...before, ...words };
  try {
    return read();
  } finally {
    current = before;
  }
}

export const isLearntName = (name: string): boolean => current.names.has(name);
export const learntLabel = (label: string): LearntRole | null => current.labels.get(label) ?? null;

/** The ordinal that a text begins with by a mark of this paper's own. */
export function learntMark(head: string): { level: LearntLevel; ordinal: string; length: number } | null {
  for (const { pattern, level } of current.marks) {
    const match = pattern.exec(head);
    if (match?.[1] !== undefined) return { level, ordinal: match[1], length: match[0].length };
  }
  return null;
}
