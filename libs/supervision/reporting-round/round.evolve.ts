import { standIn } from '../actor';
import type { DomainEvent } from '../event';
import { atTime, type Instant } from '../time/day';
import type { RoundEventData, RoundForm, RoundState, SavedEntry } from './round.types';

type RoundEvent = { [T in keyof RoundEventData]: DomainEvent<T, RoundEventData[T]> }[keyof RoundEventData];

function changeForm(state: RoundState, unitId: string, change: (form: RoundForm) => Partial<RoundForm>): RoundState {
  const form = state.forms[unitId];
  if (!form) return state;
  return { ...state, forms: { ...state.forms, [unitId]: { ...form, ...change(form), version: form.version + 1 } } };
}

function blank(unitId: string, at: Instant, event: number): RoundForm {
  return { unitId, event, lines: [], entries: {}, version: 0, status: 'open', arming: 1, since: at, attemptDay: null, soughtBy: null, approvals: [], seekings: 0, sendings: [], returned: null, collected: null, urgedAt: null, dropped: null };
}

/** What was typed, with who typed it and the version of the form that it came with; kept where it says the same as before. */
function saved(form: RoundForm, { entries, personId }: RoundEventData['FormSaved'], at: Instant): RoundForm['entries'] {
  const all: Record<string, SavedEntry> = { ...form.entries };
  for (const { lineId, ...entry } of entries) all[lineId] = { ...entry, at, personId, version: form.version + 1 };
  return all;
}

/** The forms that did not go out: nothing can be sent any more. */
function over(state: RoundState, event: number): RoundState['forms'] {
  return Object.fromEntries(Object.entries(state.forms).map(([id, f]) => [id, f.status === 'open' || f.status === 'inApproval' ? { ...f, event } : f]));
}

/** Folds an event of a round; needs the event alone. */
export function foldRound(state: RoundState, happened: DomainEvent): RoundState {
  const event = happened as RoundEvent;
  const at = event.meta.recordedAt;
  const here = state.version + 1;
  switch (event.type) {
    case 'FormDrawn': {
      const { unitId, lines } = event.data;
      const form = state.forms[unitId] ?? blank(unitId, at, here);
      const back = form.status === 'dropped' ? { status: 'open' as const, dropped: null, since: at, event: here } : {};
      return { ...state, forms: { ...state.forms, [unitId]: { ...form, ...back, lines: [...form.lines, ...lines], version: form.version + 1 } } };
    }
    case 'FormLinesDropped': {
      const gone = new Set(event.data.lines.map((l) => l.lineId));
      return changeForm(state, event.data.unitId, (f) => ({ lines: f.lines.filter((l) => !gone.has(l.id)) }));
    }
    case 'FormDropped':
      return changeForm(state, event.data.unitId, () => ({ status: 'dropped', event: here, soughtBy: null, approvals: [], dropped: { at, because: event.data.because } }));
    case 'FormSaved':
      return changeForm(state, event.data.unitId, (f) => ({ entries: saved(f, event.data, at) }));
    case 'FormApprovalSought':
      return changeForm(state, event.data.unitId, (f) => ({ status: 'inApproval', soughtBy: { personId: event.data.personId, ...standIn(event.meta.actor), at }, approvals: [], seekings: f.seekings + 1 }));
    case 'FormApproved':
      return changeForm(state, event.data.unitId, (f) => ({ approvals: [...f.approvals, { personId: event.data.personId, ...standIn(event.meta.actor), at }] }));
    case 'FormSentBack':
      return changeForm(state, event.data.unitId, () => ({ status: 'open', soughtBy: null, approvals: [] }));
    case 'FormSent': {
      const { unitId, arming, personId, entries, flags, onBehalf, late } = event.data;
      const sentAt = onBehalf === null ? at : atTime(onBehalf.date, '12:00');
      const sending = { arming, at: sentAt < at ? sentAt : at, recordedAt: at, event: state.version + 1, personId, entries, flags, onBehalf, late };
      // Approved and sent by another, it is still the report of who wrote it.
      const instead = (f: RoundForm): { insteadOf?: string } => (f.soughtBy === null ? standIn(event.meta.actor) : f.soughtBy.insteadOf === undefined ? {} : { insteadOf: f.soughtBy.insteadOf });
      return changeForm(state, unitId, (f) => ({ status: 'sent', soughtBy: null, sendings: [...f.sendings, { ...sending, ...instead(f) }], since: at }));
    }
    case 'FormUrged': {
      // Nothing of the form is another: who fills it in may go on sending what they saw.
      const form = state.forms[event.data.unitId];
      return form ? { ...state, forms: { ...state.forms, [form.unitId]: { ...form, urgedAt: at } } } : state;
    }
    case 'FormCollected':
      return changeForm(state, event.data.unitId, () => ({ status: 'collected', collected: { at, personId: event.data.personId } }));
    case 'FormReturned': {
      const { unitId, personId, reason, day } = event.data;
      return changeForm(state, unitId, (f) => ({ status: 'open', event: here, arming: f.arming + 1, since: at, attemptDay: day, approvals: [], returned: { at, personId, reason }, collected: null }));
    }
    case 'FormFiled': {
      const { unitId, arming, reported, refused } = event.data;
      return { ...state, filings: { ...state.filings, [`${unitId}/${arming}`]: { reported, refused } } };
    }
    case 'RoundLocked':
      return { ...state, forms: over(state, here), locked: { at, personId: event.data.personId, figures: event.data.figures } };
    case 'RoundReported':
      return { ...state, closed: { at, how: 'reported', reason: null } };
    case 'RoundEnded':
      return { ...state, closed: { at, how: 'ended', reason: event.data.reason } };
    case 'RoundCalledOff':
      return { ...state, forms: over(state, here), closed: { at, how: 'calledOff', reason: event.data.reason } };
    case 'RoundOpened':
      return state;
  }
}
