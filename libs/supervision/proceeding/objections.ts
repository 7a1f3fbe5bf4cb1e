import type { NoticeKind } from '../notice-kind';
import { didIt, handsOf, standIn } from '../actor';
import type { DomainEvent, NewDomainEvent } from '../event';
import { reject } from '../rejection';
import { underOneRoof, type Roster } from '../roster/roster';
import { rulesOfUnit, spanAt, type RulesSpan } from '../rules';
import { dayOf, type Day } from '../time/day';
import { accepterOf, personOf, says, unitOf } from './acting';
import type { FoundLateness, LatenessObjection, ObjectionCommand, ObjectionEventData } from './objection.events';
import type { ProceedingContext, ProceedingDecision, ProceedingDuty, ProceedingKind, ProceedingNotice, ProceedingState, Words } from './proceeding';

export type LatenessObjections = Readonly<Record<string, LatenessObjection>>;

/** Whether each changes what a person acts on. */
export const OBJECTIONS: Readonly<Record<keyof ObjectionEventData, true>> = { LatenessObjected: true, LatenessObjectionRuled: true };

export const OBJECTION_WORDS: Readonly<Record<keyof ObjectionEventData, Words>> = {
  LatenessObjected: { zh: '对逾期认定提出异议', en: 'objection to a lateness' },
  LatenessObjectionRuled: { zh: '裁定异议', en: 'objection ruled on' },
};

const COMMANDS: Readonly<Record<ObjectionCommand['type'], true>> = { objectToLateness: true, ruleOnLateness: true };

export function isObjectionCommand(command: { type: string }): command is ObjectionCommand {
  return Object.hasOwn(COMMANDS, command.type);
}

/** Last day to object, by the working days of the unit's class from when the log recorded the lateness. */
export function lastDayToObject({ unitId, foundAt }: FoundLateness, span: RulesSpan, roster: Roster): { last: Day; days: number } {
  const days = rulesOfUnit(span, roster, unitId).objectionWorkingDays;
  return { last: span.calendar.addWorkingDays(dayOf(foundAt), days), days };
}

/** Decides on an objection to a lateness; the same for every kind that finds such, in a closed proceeding too. */
export function decideObjection<S extends ProceedingState>(kind: Pick<ProceedingKind<S, any>, 'latenesses'>, state: S, command: ObjectionCommand, context: ProceedingContext): ProceedingDecision {
  return command.type === 'objectToLateness' ? object(kind.latenesses?.(state) ?? [], state, command, context) : rule(state, command, context);
}

function object(found: readonly FoundLateness[], state: ProceedingState, command: Extract<ObjectionCommand, { type: 'objectToLateness' }>, context: ProceedingContext): ProceedingDecision {
  const before = Object.values(state.latenessObjections).find((o) => o.lateness === command.lateness);
  const late = found.find((l) => l.id === command.lateness);
  if (!late && !before) return reject('lateness-unknown', { field: 'lateness', details: { id: command.lateness } });
  const { unitId } = late ?? before!;
  if (unitOf(context) !== unitId) return reject('not-the-assignee', { details: { unitId } });
  if (before) return before.status === 'open' ? reject('request-open') : reject('request-not-open', { field: 'lateness', details: { status: before.status } });
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  const { last, days } = lastDayToObject(late!, spanAt(context.rules, context.now), context.rules.roster);
  if ((command.onBehalf?.date ?? dayOf(context.now)) > last) return reject('objection-too-late', { details: { last, days } });
  const objectionId = `o${Object.keys(state.latenessObjections).length + 1}`;
  const { lateness, reason, evidenceIds } = command;
  return [{ type: 'LatenessObjected', data: { objectionId, lateness, unitId, personId: personOf(context), reason, evidenceIds, decidedBy: late!.decidedBy } }];
}

/** By the office, or the unit in its place where a roof is shared; by nobody who decided first, who objected, or who recorded the objection. */
function rule(state: ProceedingState, { objectionId, upheld, reason }: Extract<ObjectionCommand, { type: 'ruleOnLateness' }>, context: ProceedingContext): ProceedingDecision {
  const objection = Object.hasOwn(state.latenessObjections, objectionId) ? state.latenessObjections[objectionId] : undefined;
  if (!objection) return reject('not-found', { field: 'objectionId' });
  if (objection.status !== 'open') return reject('request-not-open', { details: { status: objection.status } });
  const { actor, rules } = context;
  const hands = handsOf(actor);
  if (objection.decidedBy !== null && hands.includes(objection.decidedBy)) return reject('first-decider');
  if (didIt(hands, objection) || (actor.kind === 'person' && underOneRoof(rules.roster, actor.unitId, objection.unitId))) return reject('own-work', { details: { unitId: objection.unitId } });
  const ruler = accepterOf(state, objection.unitId, rules.roster);
  if (unitOf(context) !== ruler) return reject('not-the-verifier', { details: { unitId: ruler } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'LatenessObjectionRuled', reason, data: { objectionId, upheld, personId: personOf(context), reason } }];
}

export function foldObjections(all: LatenessObjections, event: DomainEvent): LatenessObjections {
  const { recordedAt } = event.meta;
  if (event.type === 'LatenessObjected') {
    const { objectionId: id, onBehalf, ...made } = event.data as ObjectionEventData['LatenessObjected'];
    return { ...all, [id]: { id, at: event.meta.occurredAt, recordedAt, told: onBehalf?.channel ?? null, ...made, ...standIn(event.meta.actor), status: 'open', ruling: null } };
  }
  const { objectionId, upheld, personId, reason } = event.data as ObjectionEventData['LatenessObjectionRuled'];
  const objection = all[objectionId];
  return objection ? { ...all, [objectionId]: { ...objection, status: upheld ? 'upheld' : 'rejected', ruling: { at: recordedAt, personId, ...standIn(event.meta.actor), reason } } } : all;
}

/** Each open objection is owed a ruling, also in a proceeding that is closed. */
export function dutiesOfObjections(state: ProceedingState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  return Object.values(state.latenessObjections)
    .filter((o) => o.status === 'open')
    .map(({ id, unitId, recordedAt, lateness }): ProceedingDuty => {
      const ruler = accepterOf(state, unitId, roster);
      const rules = rulesOfUnit(span, roster, ruler);
      return { id: `objection:${id}`, kind: 'rule', arming: 1, owedBy: { unitId: ruler, personId: null, post: ruler === state.officeUnitId ? 'office' : 'liaison' }, since: recordedAt, day: span.calendar.addWorkingDays(dayOf(recordedAt), rules.rulingWorkingDays), restUntil: null, rules, subject: lateness };
    });
}

/** Who rules hears of an objection, and its unit of the ruling; null for every other event. */
export function noticesOfObjections(event: Pick<NewDomainEvent, 'type' | 'data'>, state: ProceedingState, roster: Roster): ProceedingNotice[] | null {
  const notice = (kind: NoticeKind, to: ProceedingNotice['to'], text: string, subject: string): ProceedingNotice[] => [{ id: `v${state.version}`, kind, to, text, deadline: null, subject }];
  if (event.type === 'LatenessObjected') {
    const { unitId, reason, lateness } = event.data as ObjectionEventData['LatenessObjected'];
    const ruler = accepterOf(state, unitId, roster);
    return notice('latenessObjected', [{ unitId: ruler, post: ruler === state.officeUnitId ? 'office' : 'liaison', personId: null, why: 'ruling' }], reason, lateness);
  }
  if (event.type !== 'LatenessObjectionRuled') return null;
  const { objectionId, reason } = event.data as ObjectionEventData['LatenessObjectionRuled'];
  const objection = state.latenessObjections[objectionId]!;
  return notice(objection.status === 'upheld' ? 'latenessOverturned' : 'latenessStands', [{ unitId: objection.unitId, post: 'liaison', personId: null, why: 'assignee' }], reason, objection.lateness);
}
