import type { Holder } from '../holding';
import type { ProceedingState } from '../proceeding/proceeding';
import type { OnBehalf } from '../on-behalf';
import type { Day, Instant } from '../time/day';

/** 企业、园区、集群. */
export const REFORM_UNIT_TYPES = ['enterprise', 'park', 'cluster'] as const;
export type ReformUnitType = (typeof REFORM_UNIT_TYPES)[number];

/** What the roster says of a reform unit; words as the place uses them, by which it is counted. */
export interface Particulars {
  name: string;
  unitType: ReformUnitType;
  /** 国有、非公、… */
  ownership: string | null;
  /** 行业. */
  trade: string | null;
  /** 规模. */
  size: string | null;
  /** 地区. */
  region: string | null;
  /** 批次. */
  batch: string | null;
  /** 级别: 国家级、省级、市级. */
  level: string | null;
  /** The unit of the roster that it is, where it has an account or a share in items. */
  unitId: string | null;
}

/** 一企一策: its own plan, by reference. */
export interface OwnPlan {
  title: string;
  /** Plan in the system, where it is one. */
  planId: string | null;
  evidenceId: string | null;
}

/** A contact unit (挂钩联系单位) or an instructor (改革指导员) of it. */
export interface Link {
  id: string;
  kind: 'contactUnit' | 'instructor';
  unitId: string;
  /** An instructor's person; of a contact unit null, or who is named for it. */
  personId: string | null;
  since: Day;
  /** Last day, inclusive. */
  until: Day | null;
  reason: string | null;
  /** Who had it before, by hand-over: both names stay. */
  former: Holder[];
}

/** A visit that is owed: by policy each link owes some a quarter. One that nobody makes stays missed for ever. */
export interface OwedVisit {
  /** `l1:2026Q1:1` */
  id: string;
  linkId: string;
  quarter: string;
  day: Day;
  owedSince: Instant;
  doneBy: string | null;
  /** Its quarter and the next went by, or the link ended after its day. */
  missed: boolean;
}

export interface Visit {
  id: string;
  linkId: string;
  day: Day;
  /** Who went; opaque ids. */
  personIds: string[];
  /** What was found. */
  findings: string;
  difficultyIds: string[];
  evidenceIds: string[];
  recordedAt: Instant;
}

/** A reform unit (重点改革单位) for as long as it is on the roster: one stream each time that it is on it. */
export interface ReformUnitState extends ProceedingState {
  particulars: Particulars;
  since: Day;
  /** Last day on the roster, inclusive. */
  until: Day | null;
  ownPlan: OwnPlan | null;
  links: Readonly<Record<string, Link>>;
  visits: Readonly<Record<string, Visit>>;
  owed: readonly OwedVisit[];
  /** The newest quarter for which visits were counted: `2026Q1`. */
  quarter: string | null;
  /** From when it has been without a link; null while it has one. */
  unlinkedSince: Instant | null;
  /** Times that it was left without a link. */
  gaps: number;
  /** Links that are entered and still to begin, with the day: until then they close no gap. */
  pending: Readonly<Record<string, Day>>;
}

export type ReformUnitEventData = {
  ReformUnitListed: { title: string; particulars: Particulars; since: Day; ownPlan: OwnPlan | null; planId: string | null; policyId: string; officeUnitId: string; supervisingUnitId: string | null; conferenceUnitId: string | null };
  ReformUnitChanged: { particulars: Particulars; reason: string };
  OwnPlanSet: OwnPlan;
  LinkBegun: { linkId: string; kind: Link['kind']; unitId: string; personId: string | null; since: Day };
  /** One that was entered before its day has begun. */
  LinkTookEffect: { linkId: string };
  LinkEnded: { linkId: string; until: Day; reason: string };
  VisitsOwed: { quarter: string; visits: { visitDueId: string; linkId: string; day: Day }[] };
  VisitRecorded: { visitId: string; linkId: string; day: Day; personIds: string[]; findings: string; difficultyIds: string[]; evidenceIds: string[]; onBehalf?: OnBehalf };
  ReformUnitLeft: { until: Day; reason: string; personId: string };
};

export type ReformUnitCommand =
  /** `left`: it was on the roster until a day that has passed, and is taken over with its reason. */
  | { type: 'list'; data: ReformUnitEventData['ReformUnitListed']; links: { kind: Link['kind']; unitId: string; personId: string | null; since: Day }[]; left?: { until: Day; reason: string } | null }
  | { type: 'change'; particulars: Omit<Particulars, 'name'>; reason: string }
  | { type: 'setOwnPlan'; ownPlan: OwnPlan }
  | { type: 'link'; kind: Link['kind']; unitId: string; personId: string | null; since: Day }
  | { type: 'unlink'; linkId: string; until: Day; reason: string }
  /** `difficultyIds`: those that the same command raises. */
  | { type: 'recordVisit'; linkId: string; day: Day; personIds: string[]; findings: string; difficultyIds: string[]; evidenceIds: string[] }
  | { type: 'remove'; until: Day; reason: string };
