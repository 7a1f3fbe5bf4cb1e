import type { ItemEventData, NewAssignment, NewNamedGroup, NewStep } from '../item/item.events';
import { memberRole } from '../item/item.groups';
import type { AssignmentRole, Target } from '../item/item.types';
import { reject, type Rejection } from '../rejection';
import { isGroupName } from '../roster/group-name';
import { groupsNamed, membersAt, unitsNamed, type Roster } from '../roster/roster';
import { LAST_DEADLINE } from '../calendar/calendar';
import { isDay, type Instant } from '../time/day';
import type { DraftItem } from './draft';
import { openBlocking, type PlanState } from './plan.evolve';

/** A name of the paper with the role that the paper or a person gave it. */
interface Named {
  name: string;
  role: AssignmentRole;
}

/** Roles of an item's names after the settled decisions: "first-named leads" and its like. */
function namedUnits(plan: PlanState, item: DraftItem): Named[] {
  const leads: Named[] = item.leads.map((name) => ({ name, role: 'lead' }));
  const participants: Named[] = item.participants.map((name) => ({ name, role: 'participant' }));
  const settled = plan.settled[`role-unmarked:${item.key}`];
  // Beside a marked lead nobody leads by standing first.
  const beside = plan.settled[`units-without-role:${item.key}`]?.optionId;
  const unmarked: Named[] = item.units.map((name, i) => {
    if (leads.length > 0) return { name, role: beside === 'all-lead' || beside === `lead:${name}` ? 'lead' : 'participant' };
    if (item.units.length === 1) return { name, role: 'implementer' };
    if (settled?.optionId === 'all-lead') return { name, role: 'lead' };
    const lead = settled?.optionId.startsWith('lead:') ? settled.optionId === `lead:${name}` : i === 0;
    return { name, role: lead ? 'lead' : 'participant' };
  });
  const removed = (name: string): boolean => plan.settled[`unit-unresolved:plan:${name}`]?.optionId === 'remove';
  return [...leads, ...unmarked, ...participants].filter(({ name }) => !removed(name));
}

/** The unit that a person chose for a name that nothing or too much answered to. */
function chosenUnit(plan: PlanState, item: DraftItem, name: string): string | null {
  for (const kind of ['unit-unresolved', 'unit-ambiguous']) {
    const settled = plan.settled[`${kind}:${item.key}:${name}`] ?? plan.settled[`${kind}:plan:${name}`];
    if (settled?.optionId.startsWith('unit:')) return settled.optionId.slice('unit:'.length);
    if (settled?.value) return settled.value;
  }
  return null;
}

export interface IssuedItem {
  itemId: string;
  data: ItemEventData['ItemIssued'];
}

function targetsOf(item: DraftItem): Target[] {
  return item.targets.map((t, i) => ({ id: `t${i + 1}`, ...t }));
}

/** Assignments of an item: named units, then the members of its groups at the moment, less the item's own units. */
function assignmentsOf(plan: PlanState, item: DraftItem, roster: Roster, at: Instant): Pick<ItemEventData['ItemIssued'], 'assignments' | 'openGroups'> & { groups: NewNamedGroup[] } | { rejected: Rejection } {
  const assignments: NewAssignment[] = [];
  const openGroups: { name: string; role: AssignmentRole }[] = [];
  const groups: Omit<NewNamedGroup, 'except'>[] = [];
  const add = (unitId: string, role: AssignmentRole, groupId?: string): void => {
    if (assignments.some((a) => a.unitId === unitId)) return;
    const coordinator = role !== 'participant' && !assignments.some((a) => a.coordinator);
    assignments.push({ id: `a${assignments.length + 1}`, unitId, role, coordinator, ...(groupId === undefined ? {} : { groupId }) });
  };
  for (const { name, role } of namedUnits(plan, item)) {
    const chosen = chosenUnit(plan, item, name);
    const units = chosen === null ? unitsNamed(roster, name) : [];
    const [group] = chosen === null && units.length === 0 ? groupsNamed(roster, name) : [];
    if (chosen !== null) add(chosen, role);
    else if (units.length === 1) add(units[0]!.id, role);
    else if (group) groups.push({ groupId: group.id, name, role });
    else if (units.length === 0 && isGroupName(name)) openGroups.push({ name, role });
    else return reject('unit-unknown', { field: 'units', details: { name, number: item.number } });
  }
  const except = assignments.map((a) => a.unitId);
  for (const g of groups) for (const unitId of membersAt(roster, roster.groups[g.groupId]!, at)) add(unitId, memberRole(g.role), g.groupId);
  return { assignments, openGroups, groups: groups.map((g) => ({ ...g, except })) };
}

/** The first event of each item of the plan as issued at a moment, or what keeps it from being issued. */
export function itemsToIssue(plan: PlanState, roster: Roster, itemIds: ReadonlyMap<string, string>, at: Instant): IssuedItem[] | { rejected: Rejection } {
  if (plan.status !== 'draft' && plan.status !== 'issuing') return reject('plan-not-draft', { details: { status: plan.status } });
  const open = openBlocking(plan);
  if (open.length > 0) return reject('decisions-open', { details: { count: open.length, first: open[0]!.id } });
  const { period } = plan.plan;
  if (period === null) return reject('period-missing', { field: 'period' });
  if (period.from > period.to || period.to > LAST_DEADLINE) return reject('date-invalid', { field: 'period', details: { to: period.to } });
  const issued: IssuedItem[] = [];
  for (const item of plan.items) {
    if (item.deadline !== null && (!isDay(item.deadline) || item.deadline > LAST_DEADLINE)) return reject('date-invalid', { field: 'deadline', details: { number: item.number, day: item.deadline } });
    if (plan.settled[`no-unit:${item.key}`]?.optionId === 'drop') continue;
    const found = assignmentsOf(plan, item, roster, at);
    if ('rejected' in found) return found;
    let { assignments } = found;
    // A duty of the plan that names nobody is the office's own.
    const nobody = plan.settled[`no-unit:${item.key}`];
    if (assignments.length === 0) assignments = [{ id: 'a1', unitId: nobody?.value ?? plan.officeUnitId, role: 'implementer', coordinator: true }];
    const periodic = item.recurrence !== null && item.recurrence !== 'ongoing';
    const steps: NewStep[] = assignments
      .filter((a) => a.role === 'participant' || !periodic || item.deadline !== null)
      .map((a) => ({ id: `${a.id}-1`, assignmentId: a.id, title: item.title, period: null, basis: item.deadline === null ? null : { kind: 'date', day: item.deadline }, evidenceRequired: false }));
    issued.push({
      itemId: itemIds.get(item.key) ?? `${plan.id}-${item.key}`,
      data: {
        planId: plan.id,
        planNumber: plan.plan.documentNumber,
        policyId: plan.policyId,
        number: item.number,
        title: item.title,
        category: item.category,
        content: item.content,
        quote: item.quote,
        place: item.place,
        officeUnitId: plan.officeUnitId,
        supervisingUnitId: plan.supervisingUnitId,
        conferenceUnitId: plan.conferenceUnitId,
        otherVerification: plan.otherVerification,
        period,
        deadline: item.deadline,
        deadlineText: item.deadlineText,
        recurrence: item.recurrence,
        ...(item.dutyTemplate ? { dutyTemplate: item.dutyTemplate } : {}),
        targets: targetsOf(item),
        assignments,
        steps,
        openGroups: found.openGroups,
        ...(found.groups.length === 0 ? {} : { groups: found.groups }),
        carriedFrom: item.carriedFrom ?? null,
      },
    });
  }
  return issued;
}
