import type { OtherVerification } from '../item/item.types';
import type { Calendar } from '../calendar/calendar';
import { reject, type Rejection } from '../rejection';
import { groupsNamed, livingGroup, normaliseName, unitsNamed, type Roster } from '../roster/roster';
import { proposedFor, type ProposedSchedule } from '../schedule/propose';
import type { ScheduleTemplate } from '../schedule/schedule-template';
import { isDay, type Day } from '../time/day';
import type { DraftAnswer, DraftDecision, Recurrence } from './draft';
import { CHOICES, choiceOf, chosen } from './draft.choices';
import { isDeadline, openQuestions, questionsOf } from './draft.questions';
import { settledItems, type Drafted } from './draft.settled';
import { numberKey } from './item-number';
import type { NewPlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';
import { inReview, underReview } from './plan.review.gate';

type Decision = NewPlanEvent[] | { rejected: Rejection };
export type Settlement = DraftAnswer;

/** Why the draft takes no changes: it is none any more, or it lies with a level above. */
export function drafting(plan: Pick<PlanState, 'status' | 'officeUnitId' | 'reviews'>): { rejected: Rejection } | null {
  return plan.status === 'draft' ? underReview(plan) : reject('plan-not-draft', { details: { status: plan.status } });
}

/** How often a duty may return. */
const RHYTHMS: readonly string[] = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'] satisfies Recurrence[];

/** A figure in base units: digits with or without a fraction, more than nothing. */
function isFigure(value: string): boolean {
  return /^\d{1,15}(?:\.\d{1,6})?$/.test(value) && Number(value) > 0;
}

/** By what a person's answers are judged: the roster for names, the day for dates. */
export interface Ground {
  roster: Roster;
  today: Day;
}

/** The unit that a value names, by id or by what it answers to. */
function unitMeant(value: string, field: string, roster: Roster): { value: string } | { rejected: Rejection } {
  const byId = Object.hasOwn(roster.units, value) ? roster.units[value] : undefined;
  const named = byId ? [byId] : unitsNamed(roster, value);
  if (named.length > 1) return reject('unit-ambiguous', { field, details: { name: value } });
  const [unit] = named;
  if (unit) return unit.until === null ? { value: unit.id } : reject('unit-dissolved', { field, details: { name: unit.name } });
  if (livingGroup(roster, value) !== null || groupsNamed(roster, value).length > 0) return reject('unit-is-group', { field, details: { name: value } });
  const gone = Object.values(roster.units).find((u) => [u.name, ...u.aliases].some((n) => normaliseName(n) === normaliseName(value)));
  return gone ? reject('unit-dissolved', { field, details: { name: gone.name } }) : reject('unit-unknown', { field, details: { name: value } });
}

/** The value as it is recorded: a unit by its id, nothing where the choice takes none. */
function valueOf(plan: Drafted, decision: DraftDecision, settlement: Settlement, field: string, { roster, today }: Ground): { value: string | null } | { rejected: Rejection } {
  const { id, kind, itemKey } = decision;
  const { optionId } = settlement;
  const choice = choiceOf(kind, optionId);
  if (!choice) return reject('option-unknown', { field: `${field}.optionId`, details: { id, option: optionId } });
  const unitId = chosen(optionId, 'unit');
  if (unitId !== null) {
    const meant = unitMeant(unitId, `${field}.optionId`, roster);
    if ('rejected' in meant) return meant;
  }
  const groupId = chosen(optionId, 'group');
  if (groupId !== null && livingGroup(roster, groupId) === null) return reject('group-unknown', { field: `${field}.optionId`, details: { name: groupId } });
  const value = settlement.value?.trim() ?? '';
  field = `${field}.value`;
  if (choice.takes === 'nothing') return value === '' ? { value: null } : reject('value-not-taken', { field, details: { id, option: optionId } });
  if (value === '') return choice.optional ? { value: null } : reject('value-missing', { field, details: { id, option: optionId, takes: choice.takes } });
  if (choice.takes === 'unit') return unitMeant(value, field, roster);
  if (choice.takes === 'number') return value.length <= 60 && !settledItems(plan).some((i) => numberKey(i.number) === numberKey(value) && i.key !== itemKey) ? { value } : reject('name-taken', { field });
  if (choice.takes === 'figure') return isFigure(value) ? { value } : reject('value-invalid', { field, details: { value } });
  if (choice.takes === 'rhythm') return RHYTHMS.includes(value) ? { value } : reject('option-unknown', { field, details: { id, option: value } });
  if (!isDeadline(value)) return reject('date-invalid', { field });
  return kind === 'deadline-past' && value < today ? reject('date-in-the-past', { field, details: { day: value } }) : { value };
}

/** Records a person's answers to open questions, each with what it takes. */
export function settleDecisions(plan: Drafted & Pick<PlanState, 'status' | 'officeUnitId' | 'reviews'>, settlements: readonly Settlement[], ground: Ground): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  const questions = new Map(questionsOf(plan, ground.today).map((d) => [d.id, d]));
  const settled: Settlement[] = [];
  for (const [i, s] of settlements.entries()) {
    const field = `settlements[${i}]`;
    const decision = questions.get(s.decisionId);
    if (!decision) return reject('decision-unknown', { field: `${field}.decisionId`, details: { id: s.decisionId } });
    if (!decision.options.some((o) => o.id === s.optionId)) return reject('option-unknown', { field: `${field}.optionId`, details: { id: s.decisionId, option: s.optionId } });
    const value = valueOf(plan, decision, s, field, ground);
    if ('rejected' in value) return value;
    settled.push({ decisionId: s.decisionId, optionId: s.optionId, value: value.value });
  }
  return settled.length === 0 ? [] : [{ type: 'DecisionsSettled', data: { settlements: settled, bulk: null } }];
}

/** The open questions of a kind that offer the option: what a bulk decision would settle. */
export function bulkOf(plan: PlanState, kind: string, optionId: string, today: Day): DraftDecision[] {
  return openQuestions(plan, today).filter((d) => d.kind === kind && d.options.some((o) => o.id === optionId));
}

/** Settles all open questions of a kind in one act, recorded as this person's. A kind that there is not, or an option that none of them has, is refused; where none is open nothing is to be settled. */
export function settleInBulk(plan: PlanState, kind: string, optionId: string, ground: Ground): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  const settlements = bulkOf(plan, kind, optionId, ground.today).map((d) => ({ decisionId: d.id, optionId, value: null }));
  if (settlements.length === 0) {
    if (!Object.hasOwn(CHOICES, kind)) return reject('decision-unknown', { field: 'kind', details: { id: kind } });
    if (openQuestions(plan, ground.today).some((d) => d.kind === kind)) return reject('option-unknown', { field: 'optionId', details: { id: kind, option: optionId } });
  }
  const decided = settleDecisions(plan, settlements, ground);
  // What asks for a value of its own for each is no bulk decision.
  if ('rejected' in decided) return decided.rejected.code === 'value-missing' ? { rejected: { ...decided.rejected, field: 'optionId' } } : decided;
  return decided.map((e) => (e.type === 'DecisionsSettled' ? { ...e, data: { ...e.data, bulk: { kind, optionId } } } : e));
}

/** Names that the answers say another unit or group goes by: the roster learns them, so that the next paper is not asked about. */
export function aliasesIn(plan: PlanState, settlements: readonly Settlement[]): { name: string; unitId: string | null; groupId: string | null }[] {
  return settlements.flatMap(({ decisionId, optionId }) => {
    const decision = plan.decisions.find((d) => d.id === decisionId);
    const [unitId, groupId] = [chosen(optionId, 'unit'), chosen(optionId, 'group')];
    return decision?.kind === 'unit-unresolved' && (unitId !== null || groupId !== null) ? [{ name: decisionId.slice('unit-unresolved:plan:'.length), unitId, groupId }] : [];
  });
}

/** Items in one event. */
const PART = 200;

/** The schedules that the templates propose for the draft's items, as they would be issued, that have none. */
export function proposedSchedules(plan: PlanState, templates: readonly ScheduleTemplate[], today: Day, calendar: Calendar): ProposedSchedule[] {
  return settledItems(plan).flatMap((item) => {
    const proposed = proposedFor(item, plan.plan.period, templates, today, calendar);
    // What a split or a merge makes of an item is no row of its own.
    return typeof proposed === 'string' || !plan.items.some((i) => i.key === item.key) ? [] : [proposed];
  });
}

/** A person accepts what is proposed: of the items named, or of all; each step can still be changed. */
export function acceptSchedules(plan: PlanState, itemKeys: readonly string[] | null, templates: readonly ScheduleTemplate[], today: Day, calendar: Calendar): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  const all = proposedSchedules(plan, templates, today, calendar);
  const missing = (itemKeys ?? []).findIndex((key) => !all.some((p) => p.itemKey === key));
  if (missing >= 0) return reject('not-found', { field: `itemKeys[${missing}]` });
  const items = all.filter((p) => itemKeys === null || itemKeys.includes(p.itemKey));
  const parts = Array.from({ length: Math.ceil(items.length / PART) }, (_, i) => items.slice(i * PART, (i + 1) * PART));
  return items.length === 0 ? reject('nothing-open') : parts.map((part) => ({ type: 'DraftScheduled', data: { items: part } }));
}

export function setPeriod(plan: PlanState, from: Day, to: Day): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  if (!isDay(from)) return reject('date-invalid', { field: 'from' });
  if (!isDay(to) || to < from) return reject('date-invalid', { field: 'to' });
  return [{ type: 'PlanPeriodSet', data: { period: { from, to }, year: Number(to.slice(0, 4)) } }];
}

/** Who supervises, and which body leads (联席会议): difficulties go before it, and meetings are its own. */
export function setParties(plan: PlanState, parties: { supervisingUnitId: string | null; conferenceUnitId: string | null }): Decision {
  return drafting(plan) ?? [{ type: 'PlanPartiesSet', data: parties }];
}

/** Who accepts where the usual verifier shares the assignee's roof: set up once for a plan. */
export function arrangeVerification(plan: PlanState, otherVerification: OtherVerification): Decision {
  return drafting(plan) ?? [{ type: 'VerificationArranged', data: { otherVerification } }];
}

export function discardDraft(plan: PlanState, reason: string): Decision {
  // What was carried over from last year is supervised here or nowhere; a copy of the draft that was imported again holds nothing of its own.
  const carriedOver = plan.items.filter((i) => plan.carriedOver.includes(i.key)).length;
  if (carriedOver > 0) return reject('not-empty', { field: 'items', details: { carriedOver } });
  return drafting(plan) ?? inReview(plan) ?? [{ type: 'PlanDraftDiscarded', reason, data: { reason } }];
}
