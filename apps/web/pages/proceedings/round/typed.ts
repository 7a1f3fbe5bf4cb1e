/** What is typed for one line. */
export interface TypedLine {
  text?: string;
  percent?: number | null;
  values?: Record<string, number | null>;
  noProgress?: boolean;
  noProgressReason?: string;
  evidenceIds?: string[];
}
export type Typed = Record<string, TypedLine>;
