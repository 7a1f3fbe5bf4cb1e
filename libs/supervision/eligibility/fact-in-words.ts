/** A fact about an enterprise in the words of a table (结果运用). */
export interface FactInWords {
  unit: string;
  /** 国有企业, 非公企业 */
  unitClass: string;
  /** 任务落实, 考核结果 */
  group: string;
  fact: string;
  value: string;
  /** What one of it is; empty where it has none. */
  measure: string;
  /** What was put right (更正) of it, in words, with the events. */
  putRight: string[];
  events: readonly string[];
}
