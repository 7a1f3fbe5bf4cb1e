import type { CircularFacts } from '#libs/documents/papers/templates/circular';
import type { InspectionReportFacts } from '#libs/documents/papers/templates/inspection.report';
import type { RectificationFacts } from '#libs/documents/papers/templates/rectification.notice';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { figuresOf, isLateFinding } from '#libs/supervision/inspection/inspection.figures';
import { inspectedUnits, reportedTo } from '#libs/supervision/inspection/inspection.parties';
import type { InspectionState } from '#libs/supervision/inspection/inspection.types';
import type { ProceedingPaper } from '#libs/supervision/proceeding/paper.events';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import type { RoundState } from '#libs/supervision/reporting-round/round.types';
import type { Roster } from '#libs/supervision/roster/roster';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { addressees, unitName } from './names';

/** What is said of every paper of a proceeding. */
interface About<S extends ProceedingState> {
  state: S;
  roster: Roster;
  paper: ProceedingPaper;
  number: string | null;
  issuedAt: Instant | null;
}

/** The facts of a rectification notice, from the inspection as it stood when it was signed. */
export function rectificationFacts({ state, roster, paper, number, issuedAt }: About<InspectionState>, item: string | null): RectificationFacts {
  const finding = state.findings[paper.subject ?? ''];
  const notice = finding?.notices.find((n) => n.paperId === paper.id);
  if (!finding || !notice) throw new Error(`inspection ${state.id} has a paper ${paper.id} without its finding`);
  return {
    issuer: unitName(roster, paper.issuerUnitId), number, inspection: state.title, days: { from: state.days.from, to: state.days.to }, unit: unitName(roster, finding.unitId), item, finding: finding.text, severity: finding.severity, basis: finding.basis, repeated: finding.repeated,
    demand: notice.demand, workingDays: notice.workingDays, day: issuedAt === null ? null : finding.day, copies: addressees(roster, paper.to, ['assignee']).copies, issuedOn: issuedAt === null ? null : dayOf(issuedAt),
  };
}

/**
 * The facts of a circular; of a reporting round with its frozen figures, of an evaluation with the result that it publishes.
 *
 * @param classNames of the scheme that the result rests on, by their ids
 */
export function circularFacts({ state, roster, paper, number, issuedAt }: About<ProceedingState>, kind: string, classNames: ReadonlyMap<string, string>): CircularFacts {
  const plain = { issuer: unitName(roster, paper.issuerUnitId), number, title: state.title, text: paper.text ?? '', deadline: paper.deadline, ...addressees(roster, paper.to, ['informed', 'assignee']), issuedOn: issuedAt === null ? null : dayOf(issuedAt), round: null, result: null };
  if (kind === 'reporting-round') {
    const { locked } = state as RoundState;
    if (locked) return { ...plain, round: { figures: locked.figures, unitNames: Object.fromEntries(locked.figures.units.map((u) => [u.unitId, unitName(roster, u.unitId)])) } };
  }
  if (kind === 'evaluation') {
    const { publications, result } = state as EvaluationState;
    const rows = publications.find((p) => p.paperId === paper.id)?.result.rows ?? (paper.subject?.startsWith('result:') ? result?.rows : undefined);
    if (rows) return { ...plain, result: { rows: rows.map((r) => ({ unit: unitName(roster, r.unitId), class: classNames.get(r.classId) ?? r.classId, total: r.total, rank: r.rank, grade: r.grade })) } };
  }
  return plain;
}

/** What is said of an inspection's report beside the inspection. */
interface AboutReport extends Pick<InspectionReportFacts, 'number' | 'asOf' | 'since' | 'plan'> {
  roster: Roster;
  /** Of the team, by person. */
  names: ReadonlyMap<string, string>;
}

/** The facts of an inspection's report, drawn whole from what its events say. */
export function reportFacts(state: InspectionState, { roster, plan, names, asOf, number, since }: AboutReport): InspectionReportFacts {
  const findings = Object.values(state.findings);
  const visits = Object.values(state.visits);
  const higher = reportedTo(state, roster);
  const units = [...new Set([...inspectedUnits(state.scope), ...visits.filter((v) => v.done).map((v) => v.unitId), ...findings.map((f) => f.unitId)])];
  return {
    issuer: unitName(roster, state.officeUnitId), to: higher === null ? [] : [unitName(roster, higher)],
    title: state.title, plan, reason: state.reason.text, days: { from: state.days.from, to: state.days.to }, figures: figuresOf(state), conclusion: state.reported?.conclusion ?? null, reportedOn: state.reported ? dayOf(state.reported.at) : null, asOf, number, since,
    team: state.team.filter((m) => m.left === null).map((m) => ({ name: names.get(m.personId) ?? m.personId, unit: unitName(roster, m.unitId), leads: m.role === 'leader' })),
    units: units.map((unitId) => ({
      name: unitName(roster, unitId),
      visits: visits.flatMap((v) => (v.unitId === unitId && v.done ? [{ day: v.done.day, record: v.done.record }] : [])),
      findings: findings.filter((f) => f.unitId === unitId).map((f) => ({ text: f.text, severity: f.severity, basis: f.basis, status: f.status, day: f.day, late: isLateFinding(f, state), repeated: f.repeated })),
    })),
  };
}
