import { actingUnit, didIt, handsOf } from '../actor';
import type { NewDomainEvent } from '../event';
import { dayAfterReturn, dayProblem } from '../proceeding/given-days';
import { isOffice, personOf, says } from '../proceeding/acting';
import { drawUp } from '../proceeding/papers';
import type { ProceedingContext, ProceedingDecision, ToldOne } from '../proceeding/proceeding';
import { toldAt } from '../on-behalf';
import { reject, type Rejection } from '../rejection';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, spanAt } from '../rules';
import { dayOf, isDay } from '../time/day';
import { countingForms, dayOfForm, figuresOf } from './round.figures';
import { clashes, entriesOf, flagsOfForm, notReady, sameEntry, wrongEntries } from './round.form';
import type { FormOnBehalf, LineEntry, Looked, RoundCommand, RoundCommandOf, RoundEventData, RoundForm, RoundState } from './round.types';

const HOUR_MS = 3_600_000;

/** Lines in one event, so that none grows without bound. */
const LINES_AN_EVENT = 200;

export function openRound(command: RoundCommandOf<'openRound'>, context: ProceedingContext): ProceedingDecision {
  const { type: _type, forms, ...data } = command;
  if (context.actor.kind === 'person' && context.actor.unitId !== data.officeUnitId) return reject('not-the-office');
  if (!says(data.title)) return reject('nothing-substantial', { field: 'title' });
  const { from, to } = data.period;
  if (!isDay(from)) return reject('date-invalid', { field: 'period.from' });
  if (!isDay(to) || to < from) return reject('date-invalid', { field: 'period.to' });
  const problem = dayProblem(data.day, 'day', context);
  if (problem) return problem;
  if (forms.length === 0) return reject('nothing-open');
  return [{ type: 'RoundOpened', data }, ...forms.flatMap(drawn)];
}

function drawn({ unitId, lines }: RoundCommandOf<'openRound'>['forms'][number]): NewDomainEvent[] {
  const events: NewDomainEvent[] = [];
  for (let i = 0; i < lines.length; i += LINES_AN_EVENT) events.push({ type: 'FormDrawn', data: { unitId, lines: lines.slice(i, i + LINES_AN_EVENT) } });
  return events;
}

/** Once locked, nothing is written any more. */
const AFTER_LOCK: ReadonlySet<RoundCommand['type']> = new Set(['draftBulletin', 'endRound', 'fileForm']);

export function decideRound(state: RoundState, command: RoundCommand, context: ProceedingContext): ProceedingDecision {
  if (state.locked && !AFTER_LOCK.has(command.type)) return reject('round-locked', { details: { at: state.locked.at } });
  switch (command.type) {
    case 'openRound': throw new Error('a round is opened once');
    case 'redraw': return redraw(state, command, context);
    case 'saveForm': return saveForm(state, command, context);
    case 'sendForm': return sendForm(state, command, context);
    case 'approveForm': return approveForm(state, command, context);
    case 'sendBackForm': return sendBackForm(state, command, context);
    case 'urgeForm': return urgeForm(state, command, context);
    case 'collectForm': return collectForm(state, command, context);
    case 'returnForm': return returnForm(state, command, context);
    case 'fileForm': return fileForm(state, command);
    case 'lockRound': return lockRound(state, command, context);
    case 'draftBulletin': return draftBulletin(state, command, context);
    case 'endRound': return endRound(state, command, context);
    case 'callOff':
      if (!isOffice(state, context)) return reject('not-the-office');
      return says(command.reason) ? [{ type: 'RoundCalledOff', reason: command.reason, data: { reason: command.reason, personId: personOf(context) } }] : reject('reason-missing', { field: 'reason' });
  }
}

function formOf(state: RoundState, unitId: string): RoundForm | { rejected: Rejection } {
  const form = Object.hasOwn(state.forms, unitId) ? state.forms[unitId] : undefined;
  return form ?? reject('form-not-found', { field: 'unitId' });
}

/** The unit's own form, in the given status. */
function ownForm(state: RoundState, unitId: string, status: RoundForm['status'], context: ProceedingContext): RoundForm | { rejected: Rejection } {
  const form = formOf(state, unitId);
  if ('rejected' in form) return form;
  if (actingUnit(context.actor) !== unitId) return reject('not-the-assignee', { details: { unitId } });
  if (form.status !== status) return reject(status === 'inApproval' ? 'approval-not-due' : 'form-not-open', { field: 'unitId', details: { status: form.status } });
  return form;
}

function saveForm(state: RoundState, { unitId, entries: given, seen }: RoundCommandOf<'saveForm'>, context: ProceedingContext): ProceedingDecision {
  const form = ownForm(state, unitId, 'open', context);
  if ('rejected' in form) return form;
  const entries = given.map((e) => withEvidence(form, e));
  const wrong = wrongEntries(form, entries, context);
  if (wrong.length > 0) return reject('form-invalid', { fields: wrong, details: { count: wrong.length } });
  const clashing = clashes(form, entries, seen);
  if (clashing.length > 0) return reject('form-changed', { fields: clashing, details: { seen: seen ?? 0, now: form.version } });
  const changed = entries.filter((e) => !form.entries[e.lineId] || !sameEntry(form.entries[e.lineId]!, e));
  return changed.length === 0 ? [] : [{ type: 'FormSaved', data: { unitId, entries: changed, personId: personOf(context) } }];
}

/** Who says nothing of evidence leaves it as it is: a workbook has no column for it. */
function withEvidence(form: RoundForm, entry: LineEntry): LineEntry {
  const { evidenceIds = form.entries[entry.lineId]?.evidenceIds ?? [], ...said } = entry;
  return evidenceIds.length > 0 ? { ...said, evidenceIds } : said;
}

function approvalsNeeded(unitId: string, context: ProceedingContext): number {
  return rulesOfUnit(spanAt(context.rules, context.now), context.rules.roster, unitId).unitApprovals;
}

/** The event by which the form goes out, after what is gone has fallen away. */
function sent(state: RoundState, form: RoundForm, personId: string, onBehalf: FormOnBehalf | null, { evidence }: Looked, context: ProceedingContext): NewDomainEvent {
  const late = (onBehalf?.date ?? dayOf(context.now)) > state.day;
  const flags = flagsOfForm(form, evidence, context);
  return { type: 'FormSent', data: { unitId: form.unitId, arming: form.arming, personId, entries: entriesOf(form), flags, onBehalf, late } };
}

function without(form: RoundForm, { gone }: Looked): { form: RoundForm; dropped: NewDomainEvent[] } {
  const ids = new Set(gone.map((g) => g.lineId));
  const lines = gone.filter((g) => form.lines.some((l) => l.id === g.lineId));
  return { form: { ...form, lines: form.lines.filter((l) => !ids.has(l.id)) }, dropped: lines.length === 0 ? [] : [{ type: 'FormLinesDropped', data: { unitId: form.unitId, lines } }] };
}

/** Sends the form out, or, where the unit's own approvals are asked for, to the first of them. */
function sendForm(state: RoundState, { unitId, seen, onBehalf, looked }: RoundCommandOf<'sendForm'>, context: ProceedingContext): ProceedingDecision {
  const own = ownForm(state, unitId, 'open', context);
  if ('rejected' in own) return own;
  // Whoever sends stands for what they saw.
  if (seen !== null && seen !== own.version) return reject('stale', { details: { seen, now: own.version } });
  const told = toldAt(onBehalf, state.openedAt, context.now);
  if (typeof told !== 'string') return told;
  const problem = notReady(own, looked);
  if (problem) return problem;
  const { form, dropped } = without(own, looked);
  if (form.lines.length === 0) return dropped;
  const personId = personOf(context);
  if (onBehalf === null && approvalsNeeded(unitId, context) > 0) return [...dropped, { type: 'FormApprovalSought', data: { unitId, personId } }];
  return [...dropped, sent(state, form, personId, onBehalf, looked, context)];
}

/** One of the unit's own approvals (经办人 → 科室负责人 → 分管领导), each by another person; the last one sends the form out. */
function approveForm(state: RoundState, { unitId, looked }: RoundCommandOf<'approveForm'>, context: ProceedingContext): ProceedingDecision {
  const own = ownForm(state, unitId, 'inApproval', context);
  if ('rejected' in own) return own;
  const personId = personOf(context);
  const hands = handsOf(context.actor);
  if ([...(own.soughtBy ? [own.soughtBy] : []), ...own.approvals].some((done) => didIt(hands, done))) return reject('own-work');
  const problem = notReady(own, looked);
  if (problem) return problem;
  const stage = own.approvals.length + 1;
  const approved: NewDomainEvent = { type: 'FormApproved', data: { unitId, stage, personId } };
  const { form, dropped } = without(own, looked);
  if (form.lines.length === 0) return dropped;
  if (stage < approvalsNeeded(unitId, context)) return [...dropped, approved];
  return [...dropped, approved, sent(state, form, own.soughtBy?.personId ?? personId, null, looked, context)];
}

function sendBackForm(state: RoundState, { unitId, reason }: RoundCommandOf<'sendBackForm'>, context: ProceedingContext): ProceedingDecision {
  const form = ownForm(state, unitId, 'inApproval', context);
  if ('rejected' in form) return form;
  return says(reason) ? [{ type: 'FormSentBack', data: { unitId, personId: personOf(context), reason } }] : reject('reason-missing', { field: 'reason' });
}

/** 催报: as often as the rules let the office urge, by whom it waits for. */
function urgeForm(state: RoundState, { unitId }: RoundCommandOf<'urgeForm'>, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const form = formOf(state, unitId);
  if ('rejected' in form) return form;
  if (form.status !== 'open' && form.status !== 'inApproval') return reject('form-not-awaited', { field: 'unitId', details: { status: form.status } });
  const { urgingIntervalHours: hours } = rulesOfUnit(spanAt(context.rules, context.now), context.rules.roster, unitId);
  if (form.urgedAt !== null && Date.parse(context.now) - Date.parse(form.urgedAt) < hours * HOUR_MS) return reject('urged-too-often', { details: { hours, last: form.urgedAt } });
  return [{ type: 'FormUrged', data: { unitId, personId: personOf(context), awaits: form.status === 'open' ? 'unit' : 'approval' } }];
}

function collectForm(state: RoundState, { unitId }: RoundCommandOf<'collectForm'>, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const form = formOf(state, unitId);
  if ('rejected' in form) return form;
  if (form.status === 'collected') return [];
  if (form.status !== 'sent') return reject('form-not-sent', { field: 'unitId', details: { status: form.status } });
  return [{ type: 'FormCollected', data: { unitId, arming: form.arming, personId: personOf(context) } }];
}

function returnForm(state: RoundState, { unitId, reason }: RoundCommandOf<'returnForm'>, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const form = formOf(state, unitId);
  if ('rejected' in form) return form;
  if (form.status !== 'sent' && form.status !== 'collected') return reject('form-not-sent', { field: 'unitId', details: { status: form.status } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const day = dayAfterReturn(unitId, dayOfForm(state, form), context);
  return [{ type: 'FormReturned', reason, data: { unitId, arming: form.arming, personId: personOf(context), reason, day } }];
}

/** What became of a sent form in the items: noted once. */
function fileForm(state: RoundState, { unitId, arming, filing }: RoundCommandOf<'fileForm'>): ProceedingDecision {
  return state.filings[`${unitId}/${arming}`] ? [] : [{ type: 'FormFiled', data: { unitId, arming, ...filing } }];
}

/** Lines that are gone fall away from forms that did not go out; new ones join those, or begin a unit's form. */
function redraw(state: RoundState, { forms, gone }: RoundCommandOf<'redraw'>, context: ProceedingContext): ProceedingDecision {
  if (context.actor.kind === 'person' && !isOffice(state, context)) return reject('not-the-office');
  const events: NewDomainEvent[] = [];
  const because = new Map(gone.map((g) => [g.lineId, g.because]));
  const isOut = (f: RoundForm): boolean => f.status === 'sent' || f.status === 'collected';
  for (const form of Object.values(state.forms)) {
    if (isOut(form)) continue;
    const lines = form.lines.flatMap(({ id }) => (because.has(id) ? [{ lineId: id, because: because.get(id)! }] : []));
    if (lines.length > 0) events.push({ type: 'FormLinesDropped', data: { unitId: form.unitId, lines } });
  }
  for (const { unitId, lines } of forms) {
    const form = state.forms[unitId];
    // A form with its approver is what its writer sent there; it grows only when it comes back.
    if (form && (isOut(form) || form.status === 'inApproval' || form.dropped?.because === 'unitDissolved')) continue;
    const fresh = lines.filter((l) => !form?.lines.some((x) => x.id === l.id));
    if (fresh.length > 0) events.push(...drawn({ unitId, lines: fresh }));
  }
  return events;
}

/** Forms that nobody owes any more: their unit is dissolved, or none of their lines is left. */
export function fallen(state: RoundState, roster: Roster): RoundEventData['FormDropped'][] {
  return Object.values(state.forms).flatMap(({ unitId, status, lines }): RoundEventData['FormDropped'][] => {
    if (status !== 'open' && status !== 'inApproval') return [];
    if ((roster.units[unitId]?.until ?? null) !== null) return [{ unitId, because: 'unitDissolved' }];
    return lines.length === 0 ? [{ unitId, because: 'nothingLeft' }] : [];
  });
}

/** What counts at a lock, and what falls away by it: a preview of the figures is of the same forms. */
export function formsAtLock(state: RoundState, roster: Roster): { dropped: RoundEventData['FormDropped'][]; forms: RoundForm[] } {
  const dropped = fallen(state, roster);
  return { dropped, forms: countingForms(state).map((f): RoundForm => (dropped.some((d) => d.unitId === f.unitId) ? { ...f, status: 'dropped' } : f)) };
}

/** 锁定: nobody is missing before the day has passed, and who had a form returned not before the day that came with it. */
function lockRound(state: RoundState, { standing, decided }: RoundCommandOf<'lockRound'>, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const { dropped, forms } = formsAtLock(state, context.rules.roster);
  const days = forms.filter((f) => f.status === 'open' || f.status === 'inApproval').map((f) => dayOfForm(state, f)).filter((day) => dayOf(context.now) <= day).sort();
  if (days.length > 0) return reject('round-not-due', { details: { day: days.at(-1)!, count: days.length } });
  const locked: NewDomainEvent = { type: 'RoundLocked', data: { personId: personOf(context), figures: figuresOf(forms, standing, decided, context.now) } };
  return [...dropped.map((data): NewDomainEvent => ({ type: 'FormDropped', data })), locked];
}

/** Everybody who had a form hears the 通报, those who are missing first of all; the supervising unit is informed. */
function bulletinTo(state: RoundState): ToldOne[] {
  const units = Object.values(state.forms).filter((f) => f.status !== 'dropped').map((f): ToldOne => ({ unitId: f.unitId, post: 'liaison', personId: null, why: 'informed' }));
  return state.supervisingUnitId === null || units.some((u) => u.unitId === state.supervisingUnitId) ? units : [...units, { unitId: state.supervisingUnitId, post: 'liaison', personId: null, why: 'supervision' }];
}

function draftBulletin(state: RoundState, { text }: RoundCommandOf<'draftBulletin'>, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (!state.locked) return reject('round-not-locked');
  if (!says(text)) return reject('nothing-substantial', { field: 'text' });
  if (Object.values(state.papers).some((p) => p.status === 'drafted')) return reject('bulletin-drafted');
  return [drawUp(state, { kind: 'circular', to: bulletinTo(state), text })];
}

function endRound(state: RoundState, { reason }: RoundCommandOf<'endRound'>, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (!state.locked) return reject('round-not-locked');
  if (Object.values(state.papers).some((p) => p.status === 'drafted')) return reject('bulletin-drafted');
  return says(reason) ? [{ type: 'RoundEnded', reason, data: { reason, personId: personOf(context) } }] : reject('reason-missing', { field: 'reason' });
}
