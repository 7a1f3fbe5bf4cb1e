import { LAST_DEADLINE } from '../calendar/calendar';
import type { DomainEvent, NewDomainEvent } from '../event';
import { reject, type Rejection } from '../rejection';
import { says } from '../text/says';
import { addDays, dayOf, isDay, startOfDay, type Day, type Instant } from '../time/day';

/** During leave a substitute acts for a person in one unit; what they do says both names. */
export interface Substitution {
  id: string;
  unitId: string;
  /** Who is away. */
  personId: string;
  substituteId: string;
  /** First and last day, both inclusive. */
  from: Day;
  until: Day;
  reason: string;
  namedBy: string;
  namedAt: Instant;
  /** Set when it was ended before its last day. */
  ended: { at: Instant; by: string; reason: string } | null;
}

export type SubstitutionEventData = {
  SubstituteNamed: { substitutionId: string; unitId: string; personId: string; substituteId: string; from: Day; until: Day; reason: string };
  SubstitutionEnded: { substitutionId: string; reason: string };
};
export type SubstitutionEvent = { [T in keyof SubstitutionEventData]: DomainEvent<T, SubstitutionEventData[T]> }[keyof SubstitutionEventData];
export type NewSubstitutionEvent = { [T in keyof SubstitutionEventData]: NewDomainEvent<T, SubstitutionEventData[T]> }[keyof SubstitutionEventData];

/** All that were ever named, in order; one stream holds them. */
export type Substitutions = readonly Substitution[];
export const SUBSTITUTION_STREAM = 'substitutions';

export function evolveSubstitutions(before: Substitutions, event: SubstitutionEvent): Substitutions {
  const { actor, recordedAt: at } = event.meta;
  const by = actor.kind === 'person' ? actor.personId : actor.name;
  if (event.type === 'SubstituteNamed') {
    const { substitutionId: id, ...rest } = event.data;
    return [...before, { id, ...rest, namedBy: by, namedAt: at, ended: null }];
  }
  const { substitutionId, reason } = event.data;
  return before.map((s) => (s.id === substitutionId ? { ...s, ended: { at, by, reason } } : s));
}

/** Whether it holds at the moment: from the beginning of its first day to the end of its last, unless it was ended. */
export function isInForce(s: Substitution, at: Instant): boolean {
  return startOfDay(s.from) <= at && at < startOfDay(addDays(s.until, 1)) && s.ended === null;
}

/** Whom a person stands in for in a unit at the moment. */
export function standsInFor(all: Substitutions, substituteId: string, unitId: string, at: Instant): string[] {
  return all.filter((s) => s.substituteId === substituteId && s.unitId === unitId && isInForce(s, at)).map((s) => s.personId);
}

export interface NewSubstitution extends Pick<Substitution, 'id' | 'unitId' | 'personId' | 'substituteId' | 'from' | 'until' | 'reason'> {}

const meets = (a: Pick<Substitution, 'from' | 'until'>, b: Pick<Substitution, 'from' | 'until'>): boolean => a.from <= b.until && b.from <= a.until;

/** Names a substitute. Whether both belong to the unit, and whether powers that must stay apart would meet, is asked of the accounts. */
export function nameSubstitute(all: Substitutions, wanted: NewSubstitution, now: Instant): NewSubstitutionEvent[] | { rejected: Rejection } {
  const { id, unitId, personId, substituteId, from, until, reason } = wanted;
  if (personId === substituteId) return reject('same-holder', { field: 'substituteId' });
  if (!isDay(from) || from > LAST_DEADLINE) return reject('date-invalid', { field: 'from' });
  if (!isDay(until) || until > LAST_DEADLINE || until < from) return reject('date-invalid', { field: 'until' });
  if (from < dayOf(now)) return reject('date-in-the-past', { field: 'from', details: { day: from } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const there = all.filter((s) => s.unitId === unitId && s.ended === null && meets(s, wanted));
  const own = there.find((s) => s.personId === personId);
  if (own) return reject('substitute-named', { field: 'from', details: { from: own.from, until: own.until } });
  // Who is away stands in for nobody: neither the one named, nor the one who goes.
  const away = there.find((s) => s.personId === substituteId || s.substituteId === personId);
  if (away) return reject('substitute-away', { field: 'substituteId', details: { from: away.from, until: away.until } });
  return [{ type: 'SubstituteNamed', reason, data: { substitutionId: id, unitId, personId, substituteId, from, until, reason } }];
}

/** Ends one before its last day; one that is over needs no end. */
export function endSubstitution(all: Substitutions, id: string, reason: string, now: Instant): NewSubstitutionEvent[] | { rejected: Rejection } {
  const found = all.find((s) => s.id === id);
  if (!found) return reject('not-found', { field: 'id' });
  if (found.ended !== null || now >= startOfDay(addDays(found.until, 1))) return [];
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'SubstitutionEnded', reason, data: { substitutionId: id, reason } }];
}
