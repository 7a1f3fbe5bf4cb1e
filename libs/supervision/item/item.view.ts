import { rulesOfUnit, spanAt, type Rules } from '../rules';
import { latest, type Day, type Instant } from '../time/day';
import { outlookOf, type AgendaEntry } from './item.agenda';
import { deadlineOf } from './item.deadline';
import { latenessesOf } from './item.lateness';
import { type Duty } from './item.duties';
import { assignmentLight, assignmentStatus, itemLight, itemStatus, shownLight, type AssignmentStatus, type ItemStatus, type Light } from './item.light';
import { isMet, reached } from './item.reached';
import { stillToQuantify, type ToQuantify } from './item.quantified';
import { settleItem } from './item.settle';
import type { AssignmentRole, ItemState, LastReport, Lateness, Paper, PendingRequest, Step, Target } from './item.types';

export interface StepView {
  id: string;
  assignmentId: string;
  title: string;
  period: string | null;
  status: Step['status'] | 'inApproval';
  attempt: number;
  deadline: Day | null;
  firstDeadline: Day | null;
  light: Light;
  completedLate: boolean;
  percent: number | null;
  approvals: number;
  /** Found late; what was corrected (更正) stays to be seen, as overturned with its basis. */
  lateness: Lateness[];
  submissions: Step['submissions'];
  evidenceRequired: boolean;
  /** What a template of a recurring duty asks for. */
  asks: Step['asks'] | null;
}

export interface AssignmentView {
  id: string;
  unitId: string;
  role: AssignmentRole;
  coordinator: boolean;
  /** The living group by which it came to the item. */
  groupId: string | null;
  status: AssignmentStatus;
  light: Light;
  late: boolean;
  paused: boolean;
  receivedAt: Instant | null;
  receivedOnBehalf: boolean;
  responsiblePersonId: string | null;
  /** With what the rules found wanting in it. */
  lastReport: LastReport | null;
}

/** An item as its readers see it: derived whole from the state, nothing stored twice. */
export interface ItemView {
  id: string;
  planId: string;
  planNumber: string | null;
  number: string;
  title: string;
  category: string | null;
  content: string;
  quote: string;
  place: ItemState['place'];
  status: ItemStatus;
  light: Light;
  late: boolean;
  paused: boolean;
  awaitingQuantification: boolean;
  /** What is still to be given of it; empty once it is closed. */
  stillToQuantify: ToQuantify[];
  deadline: Day | null;
  firstDeadline: Day | null;
  carriedFrom: ItemState['carriedFrom'];
  origins: ItemState['origins'];
  splitOff: ItemState['splitOff'];
  upper: ItemState['upper'];
  deadlineText: string | null;
  recurrence: ItemState['recurrence'];
  dutyTemplate: string | null;
  /** Material version: the ETag. */
  version: number;
  actedUpTo: Instant;
  officeUnitId: string;
  supervisingUnitId: string | null;
  targets: (Target & { reached: number | null; met: boolean; waived: string | null })[];
  assignments: AssignmentView[];
  steps: StepView[];
  requests: PendingRequest[];
  papers: Paper[];
  openGroups: ItemState['openGroups'];
  groups: ItemState['groups'];
  duties: Omit<Duty, 'rules'>[];
  next: AgendaEntry | null;
  closed: ItemState['closed'];
}

/** Draws the item as of now: what is due but not yet acted on is counted in, so that no reader sees an old colour. */
export function viewItem(folded: ItemState, rules: Rules, now: Instant): ItemView {
  const at = latest(now, folded.lastAt);
  return drawn(settleItem(folded, at, rules).state, folded, rules, at);
}

/** Draws the item as it was known at a past moment, folded up to then: what had not been carried out then had told nobody, and lists as of that moment know nothing of it. */
export function viewItemKnown(folded: ItemState, rules: Rules, moment: Instant): ItemView {
  return drawn(folded, folded, rules, latest(moment, folded.lastAt));
}

function drawn(state: ItemState, folded: ItemState, rules: Rules, at: Instant): ItemView {
  const span = spanAt(rules, at);
  const colour = itemLight(state);
  const lights = new Map<string, Light>();
  const { duties, next } = outlookOf(state, span, rules.roster);
  return {
    id: state.id,
    planId: state.planId,
    planNumber: state.planNumber,
    number: state.number,
    title: state.title,
    category: state.category,
    content: state.content,
    quote: state.quote,
    place: state.place,
    status: itemStatus(state),
    light: colour.light,
    late: colour.late,
    paused: colour.paused,
    awaitingQuantification: !state.quantified && state.closed === null,
    stillToQuantify: state.closed === null ? stillToQuantify(state) : [],
    deadline: state.deadline,
    firstDeadline: state.firstDeadline,
    carriedFrom: state.carriedFrom,
    origins: state.origins,
    splitOff: state.splitOff,
    upper: state.upper,
    deadlineText: state.deadlineText,
    recurrence: state.recurrence,
    dutyTemplate: state.dutyTemplate,
    version: folded.materialVersion,
    actedUpTo: folded.lastAt,
    officeUnitId: state.officeUnitId,
    supervisingUnitId: state.supervisingUnitId,
    targets: state.targets.map((t) => {
      const value = reached(state, t.id);
      return { ...t, reached: value, met: isMet(t, value), waived: state.waivedTargets[t.id] ?? null };
    }),
    assignments: Object.values(state.assignments).map((a) => {
      const { light, late, paused } = assignmentLight(state, a);
      lights.set(a.id, light);
      return {
        id: a.id,
        unitId: a.unitId,
        role: a.role,
        coordinator: a.coordinator,
        groupId: a.groupId ?? null,
        status: assignmentStatus(state, a),
        light,
        late,
        paused,
        receivedAt: a.receivedAt,
        receivedOnBehalf: a.receivedBy?.onBehalf ?? false,
        responsiblePersonId: a.responsiblePersonId,
        lastReport: a.lastReport,
      };
    }),
    steps: Object.values(state.steps).map((s) => {
      const unit = state.assignments[s.assignmentId]?.unitId ?? '';
      const account = deadlineOf(s, span.calendar, rulesOfUnit(span, rules.roster, unit), at);
      return {
        id: s.id,
        assignmentId: s.assignmentId,
        title: s.title,
        period: s.period,
        status: s.inApproval ? 'inApproval' : s.status,
        attempt: s.attempt,
        deadline: account.day,
        firstDeadline: account.first,
        light: shownLight(s, lights.get(s.assignmentId)),
        completedLate: s.completedLate,
        percent: s.percent,
        approvals: s.approvals.length,
        lateness: latenessesOf(state, s),
        submissions: s.submissions,
        evidenceRequired: s.evidenceRequired,
        asks: s.asks ?? null,
      };
    }),
    requests: Object.values(state.requests),
    papers: Object.values(state.papers),
    openGroups: state.openGroups,
    groups: state.groups,
    duties: duties.filter((d) => d.since <= at).map(({ rules: _rules, ...duty }) => duty),
    next,
    closed: state.closed,
  };
}
