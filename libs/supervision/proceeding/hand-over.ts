import type { DomainEvent, NewDomainEvent } from '../event';
import { holds, type HandedOverData, type HandOver, type Holder, type Movable, type Moved } from '../holding';
import { reject, type Rejection } from '../rejection';
import { spanAt } from '../rules';
import { says } from '../text/says';
import { SIGN_PAPER } from './papers';
import type { ProceedingContext, ProceedingKind, ProceedingState } from './proceeding';

/** What somebody holds in a proceeding, each with whether it could go to the new holder. */
export function movables<S extends ProceedingState>(kind: ProceedingKind<S, any>, state: S, from: Holder, to: Holder, context: ProceedingContext): Movable[] {
  if (state.closed !== null) return [];
  const { handsOver } = kind;
  if (!handsOver) return owedOnly(kind, state, from, context);
  const held = handsOver.holdings(state, from).map((holding): Movable => {
    const moved = handsOver.move(state, holding, to, context);
    return 'rejected' in moved ? { holding, day: null, refusal: moved.rejected } : { holding, day: moved.day, refusal: null };
  });
  return [...held, ...unsigned(state, from)];
}

/** Drafts speak in the name of the unit that was to issue them: they stay, to be voided there and drawn up anew in the other's name. */
function unsigned({ papers }: ProceedingState, from: Holder): Movable[] {
  const drafts = Object.values(papers).filter((p) => p.status === 'drafted' && from.personId === null && p.issuerUnitId === from.unitId);
  return drafts.map((p) => ({ holding: { id: SIGN_PAPER + p.id, kind: 'sign', text: p.text }, day: null, refusal: { code: 'holding-stays' } }));
}

/** Of a kind that does not hand over: the duties that fall to them by name. */
function owedOnly<S extends ProceedingState>(kind: ProceedingKind<S, any>, state: S, from: Holder, { rules, now }: ProceedingContext): Movable[] {
  return kind
    .duties(state, spanAt(rules, now), rules.roster)
    .filter(({ owedBy }) => holds(from, owedBy.unitId, owedBy.personId))
    .map((duty) => ({ holding: { id: duty.id, kind: duty.kind, text: duty.subject }, day: null, refusal: { code: 'holding-stays' } }));
}

/** Moves all that may move; what may not stays with its holder and is told by the next look. Nothing held: nothing to do. */
export function decideHandOver<S extends ProceedingState>(kind: ProceedingKind<S, any>, state: S, command: HandOver, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  const { handOverId, from, to, reason, basis } = command;
  const { actor } = context;
  const may = actor.kind === 'person' && (actor.unitId === state.officeUnitId || (from.personId !== null && actor.unitId === from.unitId));
  if (!may) return reject('not-the-office');
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const all = movables(kind, state, from, to, context);
  const moved: Moved[] = all.filter((m) => m.refusal === null).map(({ holding, day }) => ({ id: holding.id, kind: holding.kind, day }));
  if (moved.length > 0) return [{ type: 'HandedOver', reason, data: { handOverId, from, to, moved, reason, basis } satisfies HandedOverData }];
  const stays = all.find((m) => m.refusal !== null);
  return stays ? { rejected: stays.refusal! } : [];
}

export function foldHandOver<S extends ProceedingState>(kind: ProceedingKind<S, any>, state: S, event: DomainEvent): S {
  return kind.handsOver ? kind.handsOver.moved(state, event.data as HandedOverData, event.meta.recordedAt) : state;
}

/** A unit or person that may take something on: a registered unit that is not dissolved. */
export function cannotTake(to: Holder, { rules }: Pick<ProceedingContext, 'rules'>): Rejection | null {
  const unit = Object.hasOwn(rules.roster.units, to.unitId) ? rules.roster.units[to.unitId] : undefined;
  if (!unit) return { code: 'unit-unknown', details: { name: to.unitId } };
  return unit.until === null ? null : { code: 'unit-dissolved', details: { name: unit.name } };
}
