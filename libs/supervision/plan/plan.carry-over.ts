import { isMet, reached } from '../item/item.reached';
import type { AssignmentRole, ItemState } from '../item/item.types';
import { LAST_DEADLINE } from '../calendar/calendar';
import { reject, type Rejection } from '../rejection';
import type { Roster } from '../roster/roster';
import { dayOf, isDay, type Day } from '../time/day';
import type { DraftItem, DraftStep } from './draft';
import { numberKey } from './item-number';
import type { NewPlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';
import { underReview } from './plan.review.gate';
import { notStanding } from './plan.withdraw';
import { assignmentsOf, newItemData, type NewItem } from './plan.new-item';
import type { IssueGround } from './plan.issue';
import { stepsToIssue } from '../schedule/draft.steps';
import type { ItemEventData, NewAssignment } from '../item/item.events';

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

/** The number with 结转 before it, and a place behind it where another plan's item has come in with the same. */
function carriedNumber(plan: PlanState, number: string): string {
  if (number === '') return '';
  const taken = new Set([...plan.items, ...plan.carriedIn].map((i) => numberKey(i.number ?? '')));
  const wanted = `结转${number}`;
  let free = wanted;
  for (let n = 2; taken.has(numberKey(free)); n++) free = `${wanted}-${n}`;
  return free;
}

/** Its scheduled steps that are still to be done, without their days: they are laid backwards anew. What waited for a step that is done waits for it no more. */
function stepsLeft(item: ItemState, units: NewItem['units'], roster: Roster): DraftStep[] {
  const left = Object.values(item.steps).filter((s) => s.planned !== undefined && (s.status === 'open' || s.status === 'submitted'));
  const unitOf = (assignmentId: string): string | null => livingUnit(roster, item.assignments[assignmentId]?.unitId ?? '');
  const going = left.filter((s) => units.some((u) => u.unitId === unitOf(s.assignmentId)));
  const keys = new Map(going.map((s, i) => [s.id, `s${i + 1}`]));
  return going.map(({ id, assignmentId, title, workingDays = 1, after = [] }) => {
    const unitId = unitOf(assignmentId)!;
    return { key: keys.get(id)!, title, unit: roster.units[unitId]?.name ?? unitId, workingDays, after: after.flatMap((other) => keys.get(other) ?? []), deadline: null };
  });
}

function draftItem(item: NewItem, steps: DraftStep[], from: ItemState, roster: Roster): DraftItem {
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
    targets: item.targets.map(({ metric, comparison, value, unit, text, reckoning }) => ({ metric, comparison, value, unit, text, ...(reckoning === undefined ? {} : { reckoning }) })),
    deadline: item.deadline,
    deadlineText: null,
    recurrence: item.recurrence,
    ...(item.dutyTemplate ? { dutyTemplate: item.dutyTemplate } : {}),
    quote: from.quote,
    content: item.content,
    ...(steps.length === 0 ? {} : { steps }),
    place: { fromLine: 0, toLine: 0 },
    carriedFrom: { itemId: from.id, firstDeadline: from.firstDeadline },
  };
}

/** How an item goes on. */
export interface CarriedHow {
  /** The new last day; null: to be given in the next plan, where quantifying is a duty. */
  deadline: Day | null;
  /** Its steps stay behind, though some are still to be done. */
  withoutSteps: boolean;
}

/**
 * What the next plan gets: a draft one more item; an issued one an item that runs at once. Targets that were met or waived stay
 * behind, and so do steps that are done; what is still to be done is laid backwards from the new day. The first deadline goes along and stays
 * visible for ever.
 */
export function carryInto(plan: PlanState, item: ItemState, { deadline, withoutSteps }: CarriedHow, { roster, calendar, now }: IssueGround): CarriedIn | { rejected: Rejection } {
  if (plan.id === item.planId) return reject('carried-into-own-plan', { field: 'toPlanId' });
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
  const next: NewItem = { number: carriedNumber(plan, item.number), title, category, content, targets, deadline, recurrence, ...(item.dutyTemplate === null ? {} : { dutyTemplate: item.dutyTemplate }), units, groups };
  const steps = withoutSteps ? [] : stepsLeft(item, units, roster);
  if (plan.status === 'draft' || period === null) {
    return { toItemId: null, planEvent: { type: 'DraftItemsRead', data: { items: [draftItem(next, steps, item, roster)], decisions: [], carriedOver: true } }, issued: null };
  }
  const assignments = assignmentsOf(units);
  const assignmentNamed = (name: string): NewAssignment | undefined => assignments.find((a) => (roster.units[a.unitId]?.name ?? a.unitId) === name);
  const scheduled = stepsToIssue(steps, { item: next, assignments, assignmentNamed, end: deadline ?? period.to, calendar, today: dayOf(now) });
  if ('rejected' in scheduled) return scheduled;
  const toItemId = `${plan.id}-J${plan.carriedIn.length + 1}`;
  return {
    toItemId,
    planEvent: { type: 'ItemsCarriedIn', data: { items: [{ itemId: toItemId, number: next.number, from: { planId: item.planId, itemId: item.id } }] } },
    issued: newItemData(plan, period, { ...next, scheduled }, { carriedFrom: { itemId: item.id, firstDeadline: item.firstDeadline } }),
  };
}
