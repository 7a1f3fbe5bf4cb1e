import { isMet, reached } from '../item/item.light';
import type { AssignmentRole, ItemState } from '../item/item.types';
import { LAST_DEADLINE } from '../calendar/calendar';
import { reject, type Rejection } from '../rejection';
import type { Roster } from '../roster/roster';
import { dayOf, isDay, type Day, type Instant } from '../time/day';
import type { DraftItem } from './draft';
import type { NewPlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';
import { underReview } from './plan.review.gate';
import { notStanding } from './plan.withdraw';
import { newItemData, type NewItem } from './plan.new-item';
import type { ItemEventData } from '../item/item.events';

/** What the next plan gets of an item that is carried over (结转). */
export interface CarriedIn {
  /** The item that it goes on as; null where the plan is a draft, which gives it its id when it is issued. */
  toItemId: string | null;
  planEvent: NewPlanEvent;
  issued: ItemEventData['ItemIssued'] | null;
}

/** Units whose work is not accepted, or all of them where only figures are missing; a dissolved one hands over to its successor. */
function unitsOf(item: ItemState, roster: Roster): NewItem['units'] | { rejected: Rejection } {
  const standing = Object.values(item.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
  const active = standing.filter((a) => a.status === 'active');
  const units: NewItem['units'] = [];
  for (const a of active.length > 0 ? active : standing) {
    const unitId = livingUnit(roster, a.unitId);
    if (unitId === null) return reject('unit-dissolved', { details: { name: roster.units[a.unitId]?.name ?? a.unitId } });
    if (!units.some((u) => u.unitId === unitId)) units.push({ unitId, role: a.role, ...(a.groupId === undefined ? {} : { groupId: a.groupId }) });
  }
  // Somebody leads: where only participants are left, the first of them.
  const [first] = units;
  if (first && units.every((u) => u.role === 'participant')) units[0] = { ...first, role: 'lead' };
  return units.length > 0 ? units : [{ unitId: item.officeUnitId, role: 'implementer' }];
}

function livingUnit(roster: Roster, unitId: string): string | null {
  let unit = roster.units[unitId];
  for (let n = 0; unit && unit.until !== null && n < 8; n++) unit = unit.successorId === null ? undefined : roster.units[unit.successorId];
  return unit && unit.until === null ? unit.id : null;
}

function draftItem(item: NewItem, from: ItemState, roster: Roster): DraftItem {
  const names = (role: AssignmentRole): string[] => item.units.filter((u) => u.role === role).map((u) => roster.units[u.unitId]?.name ?? u.unitId);
  const implementers = names('implementer');
  // Roles are settled: several who implement all answer for it, which a paper would say by naming them as leads.
  const alone = implementers.length === 1 && item.units.length === 1;
  return {
    key: `carried-${from.id}`,
    number: item.number,
    title: item.title,
    category: item.category,
    leads: [...names('lead'), ...(alone ? [] : implementers)],
    participants: names('participant'),
    units: alone ? implementers : [],
    targets: item.targets.map(({ metric, comparison, value, unit, text }) => ({ metric, comparison, value, unit, text })),
    deadline: item.deadline,
    deadlineText: null,
    recurrence: item.recurrence,
    ...(item.dutyTemplate ? { dutyTemplate: item.dutyTemplate } : {}),
    quote: from.quote,
    content: item.content,
    place: { fromLine: 0, toLine: 0 },
    carriedFrom: { itemId: from.id, firstDeadline: from.firstDeadline },
  };
}

/**
 * What the next plan gets: a draft one more item; an issued one an item that runs at once. Targets that were met or waived stay
 * behind, the first deadline goes along and stays visible for ever.
 *
 * @param deadline the new last day; null: to be given in the next plan, where quantifying is a duty
 */
export function carryInto(plan: PlanState, item: ItemState, deadline: Day | null, roster: Roster, now: Instant): CarriedIn | { rejected: Rejection } {
  if (plan.id === item.planId) return reject('name-taken', { field: 'toPlanId' });
  if (plan.officeUnitId !== item.officeUnitId) return reject('not-the-office', { field: 'toPlanId' });
  const ended = plan.status === 'draft' ? underReview(plan) : notStanding(plan, 'toPlanId');
  if (ended) return ended;
  const { period } = plan.plan;
  if (plan.status === 'issued' && (period === null || period.to < dayOf(now))) return reject('date-in-the-past', { field: 'toPlanId', details: { day: period?.to ?? null } });
  if (deadline !== null && (!isDay(deadline) || deadline > LAST_DEADLINE)) return reject('date-invalid', { field: 'deadline' });
  if (deadline !== null && deadline < dayOf(now)) return reject('date-in-the-past', { field: 'deadline', details: { day: deadline } });
  if (deadline !== null && period !== null && deadline > period.to) return reject('date-after-period', { field: 'deadline', details: { day: deadline, to: period.to } });
  const units = unitsOf(item, roster);
  if ('rejected' in units) return units;
  const targets = item.targets.filter((t) => item.waivedTargets[t.id] === undefined && !isMet(t, reached(item, t.id)));
  const { title, category, content, recurrence } = item;
  // Whose share was settled in the old item has none in the new one by its groups.
  const settled = Object.values(item.assignments).map((a) => a.unitId).filter((unitId) => !units.some((u) => u.unitId === unitId));
  const groups = item.groups.map(({ groupId, name, role, except }) => ({ groupId, name, role, except: [...new Set([...except, ...settled])] }));
  const next: NewItem = { number: item.number === '' ? '' : `结转${item.number}`, title, category, content, targets, deadline, recurrence, ...(item.dutyTemplate === null ? {} : { dutyTemplate: item.dutyTemplate }), units, groups };
  if (plan.status === 'draft' || period === null) {
    return { toItemId: null, planEvent: { type: 'DraftItemsRead', data: { items: [draftItem(next, item, roster)], decisions: [], carriedOver: true } }, issued: null };
  }
  const toItemId = `${plan.id}-J${plan.carriedIn.length + 1}`;
  return {
    toItemId,
    planEvent: { type: 'ItemsCarriedIn', data: { items: [{ itemId: toItemId, from: { planId: item.planId, itemId: item.id } }] } },
    issued: newItemData(plan, period, next, { itemId: item.id, firstDeadline: item.firstDeadline }),
  };
}
