import { judgeUnits, readerUnits } from '#libs/supervision/proceeding/judging';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { outlookOfProceeding } from '#libs/supervision/proceeding/proceeding.agenda';
import { spanAt, type Rules } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import { proceedingCoverageRows, type ProceedingCoverageRow } from './coverage.rows';
import { searchText } from './search-text';

/** A proceeding as lists show it. */
export interface ProceedingRow {
  kind: string;
  proceeding_id: string;
  plan_id: string | null;
  title: string;
  status: string;
  overdue: boolean;
  closed_how: string | null;
  next_due: string | null;
  next_key: string | null;
  /** Units that it concerns. */
  unit_ids: string[];
  /** Those, and units that decide in it: they find it. */
  reader_unit_ids: string[];
  office_unit_id: string;
  supervising_unit_id: string | null;
  /** Units that it is held over, told or not. */
  over_unit_ids: string[];
  /** Units whose judges it asks. */
  judge_unit_ids: string[];
  facts: Record<string, string | number | boolean | null>;
  /** Items and difficulties that it is about, by their streams. */
  about: string[];
  opened_at: string;
  search: string;
  /** What of units, facts and text is shown to who sees a part of it alone, beside their own units. */
  shared_unit_ids: string[];
  shared_facts: Record<string, string | number | boolean | null>;
  shared_search: string;
  /** `item/i1@u1` where the unit u1 alone is shown it. */
  shared_about: string[];
}

/** What is owed in a proceeding. */
export interface ProceedingDutyRow {
  kind: string;
  proceeding_id: string;
  duty: string;
  arming: number;
  plan_id: string | null;
  duty_kind: string;
  unit_id: string;
  post: string;
  person_id: string | null;
  subject: string | null;
  since: string;
  due: string | null;
}

export interface ProceedingRows {
  proceeding: ProceedingRow;
  duties: ProceedingDutyRow[];
  coverage: ProceedingCoverageRow[];
}

/** The rows that show a proceeding, from its state and the rules at a moment alone. */
export function proceedingRows<S extends ProceedingState>(kind: ProceedingKind<S>, state: S, rules: Rules, at: Instant): ProceedingRows {
  const { duties, agenda } = outlookOfProceeding(kind, state, spanAt(rules, at), rules.roster);
  const { status, unitIds, facts, text, about = [], shared = { unitIds, facts: Object.keys(facts), text, about } } = kind.summary(state);
  const next = agenda[0] ?? null;
  const base = { kind: kind.name, proceeding_id: state.id, plan_id: state.planId };
  return {
    proceeding: {
      ...base,
      title: state.title,
      status,
      overdue: duties.some((d) => state.overdue[`${d.id}/${d.arming}`] !== undefined),
      closed_how: state.closed?.how ?? null,
      next_due: next?.at ?? null,
      next_key: next?.key ?? null,
      unit_ids: [...unitIds].sort(),
      reader_unit_ids: readerUnits(kind, state, rules.roster).sort(),
      office_unit_id: state.officeUnitId,
      supervising_unit_id: state.supervisingUnitId,
      over_unit_ids: [...new Set(kind.over?.(state) ?? [])].sort(),
      judge_unit_ids: judgeUnits(kind, state).sort(),
      facts,
      about: [...new Set(about)].sort(),
      opened_at: state.openedAt,
      search: searchText(state.title, text),
      shared_unit_ids: [...shared.unitIds].sort(),
      shared_facts: Object.fromEntries(Object.entries(facts).filter(([name]) => shared.facts.includes(name))),
      shared_search: searchText(state.title, shared.text),
      shared_about: [...new Set(shared.about ?? [])].sort(),
    },
    coverage: proceedingCoverageRows(kind, state, rules, at),
    duties: duties.map((d) => ({ ...base, duty: d.id, arming: d.arming, duty_kind: d.kind, unit_id: d.owedBy.unitId, post: d.owedBy.post, person_id: d.owedBy.personId, subject: d.subject, since: d.since, due: d.day })),
  };
}
