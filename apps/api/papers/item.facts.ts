import type { LightNoteFacts } from '#libs/documents/papers/templates/light.note';
import type { SlipFacts } from '#libs/documents/papers/templates/supervision.slip';
import { deadlineOf } from '#libs/supervision/item/item.deadline';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { redBecause, type LightExplanation } from '#libs/supervision/item/item.explain';
import type { NoticeTold } from '#libs/supervision/item/item.notices-told';
import type { Assignment, ItemState, Paper, Recipient, Step } from '#libs/supervision/item/item.types';
import { rulesOfUnit, spanAt, type Rules } from '#libs/supervision/rules';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { escalatedDuty, owedWords } from './escalated.duty';
import { addressees, unitName } from './names';

/** What is said of every paper on an item. */
interface About {
  state: ItemState;
  rules: Rules;
  plan: string;
  number: string | null;
}

/** The facts of a coloured slip or an admonition, from the item as it stood when it was signed. */
export function slipFacts({ state, rules, plan, number }: About, paper: Paper, issuedAt: Instant | null): SlipFacts {
  const at = issuedAt ?? state.lastAt;
  const span = spanAt(rules, at);
  const unitId = state.assignments[paper.assignmentId]?.unitId ?? '';
  const step = state.steps[paper.stepId];
  const own = rulesOfUnit(span, rules.roster, unitId);
  const deadline = step ? deadlineOf(step, span.calendar, own, at) : null;
  const since = paper.kind === 'bluePaper' ? (step?.marks.behind ?? null) : (step?.marks.overdue ?? null);
  // Only the yellow one sets days for its answer.
  const answerBy = paper.kind === 'yellowPaper' && issuedAt !== null ? span.calendar.addWorkingDays(dayOf(issuedAt), own.answerWorkingDays) : null;
  return {
    kind: paper.kind, issuer: unitName(rules.roster, state.officeUnitId), number, plan, itemNumber: state.number, itemTitle: state.title, unit: unitName(rules.roster, unitId), duty: null, because: paper.kind === 'redPaper' ? redBecause(state, paper.stepId, paper.arming) : null, step: step && step.title !== state.title ? step.title : null,
    deadline: deadline?.day ?? null, firstDeadline: deadline?.first ?? null, since, percent: step?.percent ?? null, answerBy, text: null, ...addressees(rules.roster, paper.to, ['assignee', 'onBehalf']), issuedOn: issuedAt === null ? null : dayOf(issuedAt),
  };
}

/** The facts of an urging (催办单), from the event that told it; what it is about is said where only one step is open. */
export function urgingFacts(about: About, told: { assignmentId: string; text: string; to: readonly Recipient[] }, at: Instant): SlipFacts {
  const { state, rules } = about;
  const assignment = state.assignments[told.assignmentId];
  const open = Object.values(state.steps).filter((s) => s.assignmentId === assignment?.id && (s.status === 'open' || s.status === 'submitted'));
  return { ...toldOf(about, 'urging', assignment, open.length === 1 ? open[0] : undefined, at), text: told.text, ...addressees(rules.roster, told.to, ['assignee', 'onBehalf']) };
}

/** The facts of an escalation (督办通知单): of which duty, and of whom. @param about with the item as it stood before the event */
export function escalationFacts(about: About, event: Extract<ItemEvent, { type: 'DutyEscalated' }>): SlipFacts {
  const { state, rules } = about;
  const { to, deadline, duty: id, arming } = event.data;
  const duty = escalatedDuty(state, event, rules);
  const facts = toldOf(about, 'escalation', state.assignments[duty?.assignmentId ?? ''], state.steps[duty?.stepId ?? ''], event.meta.recordedAt);
  const told = { ...facts, deadline, ...addressees(rules.roster, to, ['escalation']) };
  if (duty?.kind === 'deliver') return told;
  const owed = duty === null ? { by: '有关单位', what: '办理一项应办' } : { by: unitName(rules.roster, duty.owedBy.unitId), what: owedWords(duty, state, rules) };
  return { ...told, duty: owed, firstDeadline: null, since: state.overdueDuties[`${id}/${arming}`] ?? null };
}

/** What an urging and an escalation have in common: told at once, signed by nobody. */
function toldOf({ state, rules, plan, number }: About, kind: 'urging' | 'escalation', assignment: Assignment | undefined, step: Step | undefined, at: Instant): Omit<SlipFacts, 'to' | 'copies'> {
  const span = spanAt(rules, at);
  const deadline = step && assignment ? deadlineOf(step, span.calendar, rulesOfUnit(span, rules.roster, assignment.unitId), at) : null;
  return {
    kind, issuer: unitName(rules.roster, state.officeUnitId), number, plan, itemNumber: state.number, itemTitle: state.title, unit: assignment ? unitName(rules.roster, assignment.unitId) : null, duty: null, because: null, step: step && step.title !== state.title ? step.title : null,
    deadline: deadline?.day ?? null, firstDeadline: deadline?.first ?? null, since: step?.marks.overdue ?? null, percent: step?.percent ?? null, answerBy: null, text: null, issuedOn: dayOf(at),
  };
}

/** The facts of 亮灯说明, as the reader may see them. */
export function lightFacts({ state, rules, plan, number }: Omit<About, 'number'> & { number: number }, explained: LightExplanation & { notices: readonly NoticeTold[] }, names: ReadonlyMap<string, string>): LightNoteFacts {
  const unitOf = (assignmentId: string): string => unitName(rules.roster, state.assignments[assignmentId]?.unitId ?? '');
  return {
    plan, number, itemNumber: state.number, itemTitle: state.title, light: explained.light, paused: explained.paused, late: explained.late, asOf: explained.asOf, policyVersion: explained.policyVersion, calendarVersion: explained.calendarVersion,
    causes: explained.causes.map((c) => ({ unit: unitName(rules.roster, c.unitId), step: c.title, light: c.light, rule: c.rule, since: c.since, sentAt: c.sentAt, past: c.past, graceWorkingDays: c.graceWorkingDays, deadline: c.deadline })),
    lateness: explained.lateness.map((l) => ({ step: state.steps[l.duty.slice('step:'.length)]?.title ?? l.duty, dueAt: l.dueAt, overturned: l.overturned?.at ?? null })),
    papers: explained.papers.map((p) => ({ kind: p.kind, unit: unitOf(p.assignmentId), drafted: p.draftedAt, issued: p.signedBy === null ? null : p.settledAt, void: p.status === 'void', read: p.readAt, answered: p.answer?.at ?? null })),
    notices: explained.notices.flatMap((n) => n.to.map((t) => ({ kind: n.kind, unit: unitName(rules.roster, t.unitId), sent: n.sentAt, read: t.readAt }))),
    requests: explained.requests.map((r) => ({ kind: r.kind, unit: unitName(rules.roster, r.unitId), at: r.at, status: r.status, ruledAt: r.ruledAt, ruledBy: r.ruledBy === null ? null : (names.get(r.ruledBy) ?? null) })),
  };
}
