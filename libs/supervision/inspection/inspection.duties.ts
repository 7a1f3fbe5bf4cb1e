import { accepterOf } from '../proceeding/acting';
import type { OwnMoment, ProceedingDuty } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { atTime, dayOf, latest, type Day, type Instant } from '../time/day';
import { approverOf, leaderOf, ruleOnEscalationOf } from './inspection.parties';
import { isOpenFinding, type Finding, type InspectionState } from './inspection.types';

type Owed = Pick<ProceedingDuty, 'id' | 'kind' | 'arming' | 'owedBy' | 'since' | 'subject'> & { day: (rules: ProceedingDuty['rules']) => Day; reminders?: 'ladder' };

/** Everything that is owed in an inspection, by whom and by when. */
export function dutiesOfInspection(state: InspectionState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const { calendar } = span;
  const owed = state.closed ? [] : [...settingUp(state, span, roster), ...visits(state), ...Object.values(state.findings).flatMap((f) => [...ofFinding(state, f, span), ...escalation(state, f, span, roster)])];
  owed.push(...rulings(state, span, roster), ...lookBack(state, span));
  return owed.map(({ day, reminders, ...duty }) => {
    const rules = rulesOfUnit(span, roster, duty.owedBy.unitId);
    const by = day(rules);
    // Nobody is late with what came to them after its day.
    return { ...duty, day: by < dayOf(duty.since) ? calendar.addWorkingDays(dayOf(duty.since), 1) : by, restUntil: null, rules, ...(reminders === 'ladder' ? { reminders: rules.reminderWorkingDays } : {}) };
  });
}

function byLeader(state: InspectionState): ProceedingDuty['owedBy'] {
  const { unitId, personId } = leaderOf(state);
  return { unitId, personId, post: 'responsible' };
}

function byUnit(state: InspectionState, unitId: string, post: ProceedingDuty['owedBy']['post']): ProceedingDuty['owedBy'] {
  return { unitId, personId: null, post: unitId === state.officeUnitId && post === 'liaison' ? 'office' : post };
}

/** Approval, notice and report. */
function settingUp(state: InspectionState, { calendar }: RulesSpan, roster: Roster): Owed[] {
  const { days, clearedAt, noticed } = state;
  if (state.approval === 'pending') {
    // Where nobody is left who could approve, the office sets somebody up.
    const approver = approverOf(state, roster);
    const owedBy = byUnit(state, approver ?? state.officeUnitId, approver === null ? 'liaison' : 'leader');
    return [{ id: 'approve', kind: 'approve', arming: 1, owedBy, since: state.openedAt, day: (rules) => calendar.addWorkingDays(dayOf(state.openedAt), rules.rulingWorkingDays), subject: null }];
  }
  const arming = state.dayChanges + 1;
  if (!noticed) return [{ id: 'notice', kind: 'notice', arming, owedBy: byLeader(state), since: latest(clearedAt ?? state.openedAt, state.daysSetAt), day: () => days.from, subject: null }];
  if (state.reported) return [];
  const since = latest(noticed.at, state.daysSetAt);
  const last = days.to > dayOf(since) ? days.to : dayOf(since);
  return [{ id: 'report', kind: 'report', arming, owedBy: byLeader(state), since, day: (rules) => calendar.addWorkingDays(last, rules.outcomeWorkingDays), subject: null }];
}

function visits(state: InspectionState): Owed[] {
  return Object.values(state.visits)
    .filter((v) => v.status === 'planned')
    .map((v) => {
      const member = state.team.find((m) => m.personId === v.personId && m.left === null) ?? leaderOf(state);
      return { id: `visit:${v.id}`, kind: 'visit', arming: v.arming, owedBy: { unitId: member.unitId, personId: member.personId, post: 'responsible' as const }, since: v.plannedAt, day: () => v.day, subject: v.id };
    });
}

/** What is owed for a finding; the signature of its notice is owed as that of any paper. */
function ofFinding(state: InspectionState, f: Finding, { calendar }: RulesSpan): Owed[] {
  const notice = f.notices.at(-1);
  const within = (since: Instant, days: (rules: ProceedingDuty['rules']) => number) => (rules: ProceedingDuty['rules']): Day => calendar.addWorkingDays(dayOf(since), days(rules));
  switch (f.status) {
    case 'recorded': {
      const since = notice?.endedAt ?? f.recordedAt;
      return [{ id: `draft:${f.id}`, kind: 'draft', arming: f.notices.length + 1, owedBy: byLeader(state), since, day: within(since, (r) => r.signWorkingDays), subject: f.id }];
    }
    case 'rectifying': {
      const day = f.attemptDay ?? f.day;
      if (day === null) return [];
      return [{ id: `rectify:${f.id}`, kind: 'rectify', arming: f.arming, owedBy: byUnit(state, f.unitId, 'liaison'), since: f.attemptSince ?? f.recordedAt, day: () => day, reminders: 'ladder', subject: f.id }];
    }
    case 'replied': {
      const since = latest(f.replies.at(-1)?.recordedAt ?? f.recordedAt, f.attemptSince);
      return [{ id: `accept:${f.id}`, kind: 'accept', arming: f.arming, owedBy: byLeader(state), since, day: within(since, (r) => r.verifyWorkingDays), subject: f.id }];
    }
    default:
      return [];
  }
}

/** 提级: the higher unit decides, beside the new attempt. */
function escalation(state: InspectionState, f: Finding, { calendar }: RulesSpan, roster: Roster): Owed[] {
  const unitId = ruleOnEscalationOf(state, f, roster);
  if (unitId === null || f.escalated === null || !isOpenFinding(f)) return [];
  const { at } = f.escalated;
  return [{ id: `escalation:${f.id}`, kind: 'decide', arming: f.escalations, owedBy: byUnit(state, unitId, 'leader'), since: at, day: (rules) => calendar.addWorkingDays(dayOf(at), rules.rulingWorkingDays), reminders: 'ladder', subject: f.id }];
}

/** 回头看: owed from its day on until it is opened, or dropped with a reason. */
function lookBack(state: InspectionState, { calendar }: RulesSpan): Owed[] {
  const since = state.lookBackDueAt;
  if (since === null || state.lookBack !== null) return [];
  return [{ id: 'openLookBack', kind: 'openLookBack', arming: state.lookBackArming, owedBy: byUnit(state, state.officeUnitId, 'liaison'), since, day: (rules) => calendar.addWorkingDays(dayOf(since), rules.outcomeWorkingDays), reminders: 'ladder', subject: null }];
}

/** Rulings on objections; those to what a closed inspection found among them. */
function rulings(state: InspectionState, { calendar }: RulesSpan, roster: Roster): Owed[] {
  return Object.values(state.objections)
    .filter((o) => o.status === 'open')
    .map((o) => {
      const unitId = accepterOf(state, state.findings[o.findingId]!.unitId, roster);
      return { id: `rule:${o.id}`, kind: 'rule', arming: 1, owedBy: byUnit(state, unitId, 'liaison'), since: o.recordedAt, day: (rules) => calendar.addWorkingDays(dayOf(o.recordedAt), rules.rulingWorkingDays), subject: o.id };
    });
}

/** 回头看 falls due on its day, or once what was found is struck off where that is later; and where nobody has opened it by then. */
export function momentsOfInspection(state: InspectionState, span: RulesSpan): OwnMoment[] {
  const day = state.reported?.lookBackOn ?? null;
  if (day === null || state.closed?.how !== 'closed' || state.lookBack !== null) return [];
  const event = { type: 'LookBackFellDue', data: { day } };
  return [{ duty: 'lookBack', arming: 1, rung: 'due', at: latest(atTime(day, span.policy.rules.noticeTime), state.closed.at), event }];
}
