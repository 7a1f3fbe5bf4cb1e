import type { ItemEventData, NewAssignment, NewStep } from '../item/item.events';
import { periodsIn } from '../item/item.period';
import type { AssignmentRole, Target } from '../item/item.types';
import { reject, type Rejection } from '../rejection';
import { livingGroup, type Roster } from '../roster/roster';
import type { Day } from '../time/day';
import type { Recurrence } from './draft';
import type { PlanState } from './plan.evolve';

/** An item that joins a plan after its issue: by an amendment, or carried over from an earlier plan. Units by id. */
export interface NewItem {
  number: string;
  title: string;
  category: string | null;
  content: string;
  targets: Target[];
  deadline: Day | null;
  recurrence: Recurrence | null;
  /** Its cadence is then the recurrence. */
  dutyTemplate?: string | null;
  /** `groupId`: a member's share that goes on in another item. */
  units: { unitId: string; role: AssignmentRole; groupId?: string }[];
  /** Living groups: their members join at once, but for those that the item has beside them. */
  groups?: { groupId: string; name: string; role: AssignmentRole; except?: string[] }[];
  /** Steps that are scheduled already (倒排工期), of the assignments that {@link assignmentsOf} gives; left out: each unit has the item as its one step. */
  scheduled?: NewStep[];
}

/** What keeps the units from taking the item on: each is registered, not dissolved, and named once. */
export function wrongUnits(units: NewItem['units'], field: string, roster: Roster): { rejected: Rejection } | null {
  if (units.length === 0) return reject('no-units', { field });
  for (const [i, { unitId }] of units.entries()) {
    const unit = roster.units[unitId];
    if (!unit) return reject('unit-unknown', { field: `${field}[${i}].unitId`, details: { name: unitId } });
    if (unit.until !== null) return reject('unit-dissolved', { field: `${field}[${i}].unitId`, details: { name: unit.name } });
    if (units.some((other, k) => k < i && other.unitId === unitId)) return reject('unit-already-assigned', { field: `${field}[${i}].unitId`, details: { name: unit.name } });
  }
  return null;
}

/** What keeps groups from being named: each is formed, and named once. */
export function wrongGroups(groups: readonly { groupId: string }[], field: string, roster: Roster): { rejected: Rejection } | null {
  for (const [i, { groupId }] of groups.entries()) {
    if (livingGroup(roster, groupId) === null) return reject('group-unknown', { field: `${field}[${i}].groupId`, details: { name: groupId } });
    if (groups.some((other, k) => k < i && other.groupId === groupId)) return reject('named-twice', { field: `${field}[${i}].groupId` });
  }
  return null;
}

/** What a new item goes on from. */
export type NewItemFrom = Pick<ItemEventData['ItemIssued'], 'carriedFrom' | 'origins' | 'upper'>;

/** An assignment a unit; as at issue the first that leads coordinates. */
export function assignmentsOf(units: NewItem['units']): NewAssignment[] {
  const coordinator = units.findIndex((u) => u.role !== 'participant');
  return units.map((u, i) => ({ id: `a${i + 1}`, unitId: u.unitId, role: u.role, coordinator: i === coordinator, ...(u.groupId === undefined ? {} : { groupId: u.groupId }) }));
}

/** The item's first event. As at issue: the first unit that leads coordinates, and who leads a recurring duty delivers by its periods. */
export function newItemData(plan: PlanState, period: { from: Day; to: Day }, item: NewItem, from: NewItemFrom): ItemEventData['ItemIssued'] {
  const { number, title, category, content, targets, deadline, recurrence } = item;
  const assignments = assignmentsOf(item.units);
  const scheduled = item.scheduled ?? [];
  const own = item.units.filter((u) => u.groupId === undefined).map((u) => u.unitId);
  const groups = (item.groups ?? []).map(({ groupId, name, role, except = [] }) => ({ groupId, name, role, except: [...new Set([...own, ...except])] }));
  const periodic = periodsIn(recurrence, period.from, period.to).length > 0;
  const plain: NewStep[] = assignments
    .filter((a) => !scheduled.some((s) => s.assignmentId === a.id))
    .filter((a) => a.role === 'participant' || !periodic || deadline !== null)
    .map((a) => ({ id: `${a.id}-1`, assignmentId: a.id, title, period: null, basis: deadline === null ? null : { kind: 'date', day: deadline }, evidenceRequired: false }));
  return {
    planId: plan.id,
    planNumber: plan.plan.documentNumber,
    policyId: plan.policyId,
    number,
    title,
    category,
    content,
    quote: content,
    place: null,
    officeUnitId: plan.officeUnitId,
    supervisingUnitId: plan.supervisingUnitId,
    conferenceUnitId: plan.conferenceUnitId,
    otherVerification: plan.otherVerification,
    period,
    deadline,
    deadlineText: null,
    recurrence,
    ...(item.dutyTemplate ? { dutyTemplate: item.dutyTemplate } : {}),
    targets,
    assignments,
    steps: [...scheduled, ...plain],
    openGroups: [],
    ...(groups.length === 0 ? {} : { groups }),
    ...from,
  };
}
