import type { Place } from './draft.place';
import type { ItemFields } from './field.source';

export type { Place };

/**
 * A plan as an importer read it, before a person has settled what the paper leaves open.
 *
 * A draft holds names as they are written; resolving them to registered units, and every choice that the paper does not
 * make (who leads, what a torn name means), is a {@link DraftDecision} for a person, never the importer's.
 */

/** How a reported value is compared with the figure: `~` is approximate (多, 余, 近, 上百, 左右); a bare figure is `=`, judged at ≥. */
export type Comparison = '>=' | '>' | '=' | '<' | '<=' | '~';

/** How often a duty returns; `ongoing` (常态化, 长期坚持) has no period of its own. */
export type Recurrence = 'monthly' | 'quarterly' | 'halfYearly' | 'yearly' | 'ongoing';

/** A counted goal as the paper states it (量化指标). */
export interface DraftTarget {
  /** What is counted, in the paper's words, e.g. 政府补贴性职业技能培训. */
  metric: string;
  comparison: Comparison;
  /** In base units: 1.2万 is 12000, 90 % is 90. */
  value: number;
  /** 人次, 人, 家, 场, %, … as written; kinds never add up together. */
  unit: string;
  /** The words that the figure was read from. */
  text: string;
  /** Left out: what comes together over the plan's period. */
  reckoning?: TargetReckoning;
  /** The target of a higher plan's item towards which it counts; `value` is what that one asks for, as it was taken up. */
  upper?: UpperTarget;
}

/** A target of an upper item (上级指标), as it was when its item was taken up. */
export interface UpperTarget {
  targetId: string;
  value: number;
}

/** The item of a higher plan that an item takes up (承接), with its deadline as it then was. */
export interface UpperItem {
  planId: string;
  itemId: string;
  deadline: string | null;
}

/** A step of a draft's item, to be scheduled backwards from the item's last day (倒排工期). */
export interface DraftStep {
  /** Within the item; what `after` names. */
  key: string;
  title: string;
  /** One of the item's units, as the item names it; null: the one that coordinates. */
  unit: string | null;
  workingDays: number;
  /** Keys of steps that are finished before it begins. */
  after: string[];
  /** Its own last day, where it has one before the item's. */
  deadline: string | null;
}

export interface DraftItem {
  /** Key within the draft: stable over re-reading the same file, used by decisions. */
  key: string;
  /** As written ("1", "三-2"); empty for a duty of the plan itself, outside its numbered rows. */
  number: string;
  title: string;
  category: string | null;
  leads: string[];
  participants: string[];
  /** Units whose role the paper does not mark (实施单位, 责任单位). */
  units: string[];
  targets: DraftTarget[];
  /** Last day inclusive, `YYYY-MM-DD`; null where the paper names none. */
  deadline: string | null;
  /** The words that the deadline or its absence was read from (6月底前, 常态化), or null. */
  deadlineText: string | null;
  recurrence: Recurrence | null;
  /** Template of the policy that says what is owed each period, by when and by whom; its cadence is then the recurrence. */
  dutyTemplate?: string | null;
  /** The item's whole text as written, without page breaks, table marks and markup. */
  quote: string;
  /** The text without number, title and units: what is to be done. */
  content: string;
  place: Place;
  /** Set for an item carried over (结转) from an earlier plan: its first deadline stays visible. */
  carriedFrom?: { itemId: string; firstDeadline: string | null };
  /** Set for an item that takes up (承接) one of a higher plan. */
  upper?: UpperItem;
  /** Left out, or none: each unit has the item as its one step. */
  steps?: DraftStep[];
}

export type DraftDecisionKind =
  | 'role-unmarked' // blocking: several units, nobody marked as lead
  | 'unit-unresolved' // blocking: a name that no registered unit, alias or group answers to
  | 'duplicate-number' // blocking
  | 'unit-ambiguous' // blocking: several registered units answer to the name
  | 'no-unit' // nobody is named; blocking for a numbered item, a duty of the plan itself falls to its office
  | 'unit-twice' // blocking: one unit, or group, in two places of an item
  | 'units-without-role' // blocking: beside a marked lead others are named whose role is not marked
  | 'no-deadline'
  | 'impossible-date' // a date that no calendar has: it is no deadline until a person says which day is meant
  | 'other-rhythm' // the text names a second rhythm; a duty has one
  | 'no-target'
  | 'group-without-roster'
  | 'category-inferred'
  | 'count-differs' // the paper announces another number than was found, or numbers are missing
  | 'deadline-past' // blocking: the day is over before the item is issued
  | 'period-past' // blocking: likewise the plan's whole period
  | 'upper-share' // blocking: how much of an upper item's figure this level answers for
  | 'later-than-upper'; // the upper item is due sooner

/** One question for a person. Blocking ones keep the plan from being issued. */
export interface DraftDecision {
  /** `kind:itemKey[:detail]`, stable over re-reading. */
  id: string;
  kind: DraftDecisionKind;
  blocking: boolean;
  /** The item it is about, or null for the plan. */
  itemKey: string | null;
  itemNumber: string | null;
  question: { zh: string; en: string };
  /** What may be chosen; the first is what a bulk decision of this kind would take. */
  options: { id: string; zh: string; en: string }[];
}

/** A person's answer to a question, as a sheet carries it from one draft into the next. */
export interface DraftAnswer {
  decisionId: string;
  optionId: string;
  /** What the option takes beside itself (a day, a number), or null. */
  value: string | null;
}

/** A line or passage that the importer could not place; nothing disappears in silence. */
export interface NotUnderstood {
  text: string;
  place: Place;
  /** Why it was set aside. */
  reason: { zh: string; en: string };
}

/**
 * How a figure that a paper tells is reckoned: what there is (on its as-of day), what came together over a stretch of time, what one year gives, or
 * unsaid. Figures of different reckoning never stand beside one another as one series.
 */
export type Reckoning = 'stock' | 'cumulative' | 'yearly' | 'unsaid';

/** How a figure that is asked for is reckoned; one that does not say is `cumulative`. */
export type TargetReckoning = Exclude<Reckoning, 'unsaid'>;

/** How a target is reckoned that may leave it out. */
export function reckoningOf(target: { reckoning?: TargetReckoning | null }): TargetReckoning {
  return target.reckoning ?? 'cumulative';
}

/** A figure that running text tells (事实数据): what there is or was done, never a target. */
export interface DraftFact {
  metric: string;
  comparison: Comparison;
  /** In base units: 406万 is 4060000. */
  value: number;
  /** As written: 人次 is not 人. */
  unit: string;
  reckoning: Reckoning;
  /** Last day of what 截至 names, `YYYY-MM-DD`; null where the paper names none. */
  asOf: string | null;
  /** The words of time that govern it: 截至2024年底, 今年, 年均. */
  timeText: string | null;
  /** The words that the figure was read from, and their sentence. */
  text: string;
  quote: string;
  place: Place;
}

/** A measure that running text states without number, unit or day. */
export interface DraftMeasure {
  /** `duty`: somebody is to do it; `done`: the paper tells that it was done. */
  kind: 'duty' | 'done';
  /** 一是, 二是 as written; null where none stands there. */
  ordinal: string | null;
  title: string;
  /** Who, in the paper's words; null where the sentence names nobody. */
  actor: string | null;
  /** Whom the paper says it for: 国有企业 of 对于国有企业; else null. */
  concerns: string | null;
  text: string;
  place: Place;
}

/** A number of tasks that a paper speaks of. */
export interface DraftAnnouncement {
  count: number;
  text: string;
  /** The list that is said to hold them, 《》 left out; null where none is named. */
  listedIn: string | null;
  /** Of it in this file. */
  found: number;
  place: Place;
}

/** What a paper in running text holds that lists no tasks (讲话, 快报, 实施意见, 报道). */
export interface Narrative {
  measures: DraftMeasure[];
  facts: DraftFact[];
  /** Announced and not there. */
  announced: DraftAnnouncement[];
  /** What a plan needs and this paper does not say. */
  lacks: { what: 'items' | 'units' | 'deadlines' | 'targets' | 'lists'; zh: string; en: string }[];
}

export interface DraftPlan {
  title: string;
  /** 文号, e.g. 庆产改组〔2022〕3号; null where there is none. */
  documentNumber: string | null;
  issuer: string | null;
  /** The plan's year, and its period as dates inclusive. */
  year: number | null;
  period: { from: string; to: string } | null;
  /** Date of the paper, `YYYY-MM-DD`. */
  issuedOn: string | null;
  categories: string[];
}

/** What was found, what was inferred, and whether the counts agree. */
export interface ImportReport {
  /** `plan`: no file, but items of a higher plan that were taken up. */
  format: 'txt' | 'csv' | 'xlsx' | 'docx' | 'pdf' | 'plan';
  encoding: string;
  lines: number;
  /** Lines by what became of them; the sum is `lines`. */
  accounted: { item: number; heading: number; front: number; prose: number; note: number; blank: number; notUnderstood: number };
  found: { items: number; unnumbered: number; categories: number; units: number; groups: number; targets: number; deadlines: number };
  inferred: { itemNumber: string | null; what: { zh: string; en: string } }[];
  reconciliation: { what: { zh: string; en: string }; announced: number | null; found: number; agrees: boolean }[];
}

/** Words of a paper that stand in no item and in no remark: its head, headings and prose. */
export interface ProseLine {
  text: string;
  place: Place;
}

export interface Draft {
  plan: DraftPlan;
  items: DraftItem[];
  decisions: DraftDecision[];
  /** Answers that the file brings along; only an exported sheet has any. */
  answers?: DraftAnswer[];
  /** By key of the item: where the words of each field stand, and how they were read; none of an exported sheet's rows, nor of what was taken up. */
  fields?: Record<string, ItemFields>;
  /** Of a paper without items: what its running text holds. Such a draft is shown and never stored. */
  narrative?: Narrative;
  notUnderstood: NotUnderstood[];
  /** What of the paper stands neither in an item nor in what was not understood. */
  prose?: ProseLine[];
  report: ImportReport;
}

/** What an importer may know about the units of the place; everything optional, so that a file can be read without a database. */
export interface KnownUnits {
  /** Names and aliases of registered units, and of groups. */
  units: { id: string; name: string; aliases: string[] }[];
  groups: { id: string; name: string; aliases: string[]; hasRoster: boolean }[];
}
