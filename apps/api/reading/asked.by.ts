import type { Identity } from '#libs/identity/identity';
import { readScope } from '#libs/identity/reading';
import { personsOf } from '#libs/identity/standing-in';
import { SUBJECTS, type DutyFilter } from '#libs/projections/queries/duty.query';
import type { CountFilter, ItemFilter } from '#libs/projections/queries/item.filter';
import type { Asked } from '#libs/projections/queries/scope';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { addDays, dayOf, type Instant } from '#libs/supervision/time/day';
import { asOfMoment } from '../core/as-of';
import type { Core } from '../core/core';
import { readOwnWrites } from '../core/read-own-writes';
import { dayIn, flagIn, oneOfIn, type ListQuery } from './list.query';

/** What the caller may list, as of when; `at` is that moment, or now. The same for a page and for a file. */
export async function askedBy(core: Core, query: ListQuery, identity: Identity): Promise<{ asked: Asked; now: Instant; at: Instant; roster: Roster }> {
  await readOwnWrites(core, query['after']);
  const now = core.clock.now();
  const asOf = asOfMoment(query['asOf'], now);
  const roster = (await core.references.roster()).state ?? EMPTY_ROSTER;
  return { asked: { scope: readScope(identity, roster), today: dayOf(now), asOf }, now, at: asOf ?? now, roster };
}

/** @throws ProblemError 400 for a day that there is not */
export function ledgerFilter(query: ListQuery): ItemFilter {
  const { planId, category, unitId, light, status, text, lowerLight } = query;
  return { planId, category, unitId, light, status, text, lowerLight, current: flagIn(query, 'current'), takenUp: flagIn(query, 'takenUp'), dueBefore: dayIn(query, 'dueBefore'), awaitingQuantification: flagIn(query, 'awaitingQuantification'), dueFrom: dayIn(query, 'dueFrom'), late: flagIn(query, 'late'), changedSince: dayIn(query, 'changedSince') };
}

export const countFilter = (query: ListQuery): CountFilter => ({ planId: query['planId'], current: flagIn(query, 'current') });

/** @throws ProblemError 400 for a subject that there is not */
export function dutyFilter(query: ListQuery): DutyFilter {
  const { planId, category, light, status, text, kind } = query;
  return { planId, category, light, status, text, kind, subject: oneOfIn(query, 'subject', SUBJECTS) };
}

/** Of what is owed: what is to do (待办) of the unit acted for. */
export function todoOf(query: ListQuery, identity: Identity): DutyFilter {
  return { unitId: identity.unitId, orByStanding: true, ...(flagIn(query, 'mine') ? { personIds: personsOf(identity) } : {}) };
}

/** Of what is owed: what is past its day at a moment; asked for, also what is not. */
export function overdueAt(query: ListQuery, at: Instant): DutyFilter {
  return { unitId: query['unitId'], ...(flagIn(query, 'notYetDue') ? {} : { dueBy: addDays(dayOf(at), -1) }) };
}
