import type { ItemEventData, NewAssignment, NewNamedGroup, NewStep } from '../item/item.events';
import { memberRole } from '../item/item.groups';
import type { AssignmentRole, Target } from '../item/item.types';
import type { PolicyRules } from '../policy/policy';
import { reject, type Rejection } from '../rejection';
import { isGroupName } from '../roster/group-name';
import { groupsNamed, livingGroup, membersAt, normaliseName, unitsNamed, type Roster, type UnitGroup } from '../roster/roster';
import { LAST_DEADLINE, type Calendar } from '../calendar/calendar';
import { stepsToIssue } from '../schedule/draft.steps';
import { dayOf, type Day, type Instant } from '../time/day';
import type { DraftItem } from './draft';
import { isDeadline, openBlocking } from './draft.questions';
import { settledItems, type Drafted, type Named, type SettledItem } from './draft.settled';
import type { NewPlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';
import { notApproved } from './plan.review.gate';

export interface IssuedItem {
  itemId: string;
  data: ItemEventData['ItemIssued'];
}

function targetsOf(item: DraftItem): Target[] {
  return item.targets.map((t, i) => ({ id: `t${i + 1}`, ...t }));
}

/** The unit, if it can be given work. */
function living(roster: Roster, unitId: string, item: DraftItem): { unitId: string } | { rejected: Rejection } {
  const unit = roster.units[unitId];
  if (!unit) return reject('unit-unknown', { field: 'units', details: { name: unitId, number: item.number } });
  return unit.until === null ? { unitId } : reject('unit-dissolved', { field: 'units', details: { name: unit.name, number: item.number } });
}

/** How an item is named in a refusal. */
const labelOf = ({ number, title }: DraftItem): string => (number === '' ? `“${title}”` : `${number}“${title}”`);

/** A person answered that the name is a group, which is dissolved. @param items that say the name */
function groupGone({ name, groupId }: Named, items: readonly DraftItem[], roster: Roster): { rejected: Rejection } {
  const group = roster.groups[groupId ?? ''];
  if (!group) return reject('group-unknown', { field: 'units', details: { name: groupId ?? '' } });
  const shown = items.slice(0, 5).map(labelOf).join('、');
  return reject('group-dissolved', { field: 'units', details: { name: group.name, said: name, items: items.length > 5 ? `${shown}…（${items.length}）` : shown } });
}

/** The first answer of the draft that means a group which is none any more, with all the items that it holds for. */
function answeredGone(plan: Drafted, roster: Roster): { rejected: Rejection } | null {
  const items = settledItems(plan);
  const gone = items.flatMap(({ names }) => names).find(({ unitId, groupId }) => unitId === null && groupId !== null && livingGroup(roster, groupId) === null);
  return gone ? groupGone(gone, items.filter(({ names }) => names.some(({ name, groupId }) => name === gone.name && groupId === gone.groupId)), roster) : null;
}

/** Who a name is: as a person said, else by the roster. */
function answersTo(named: Named, item: DraftItem, roster: Roster): { unitId: string } | { group: UnitGroup } | 'open' | { rejected: Rejection } {
  const { name, unitId, groupId } = named;
  if (unitId !== null) return living(roster, unitId, item);
  if (groupId !== null) {
    const group = livingGroup(roster, groupId);
    return group ? { group } : groupGone(named, [item], roster);
  }
  const units = unitsNamed(roster, name);
  const [group] = groupsNamed(roster, name);
  if (units.length === 1) return { unitId: units[0]!.id };
  if (units.length === 0 && group) return { group };
  return units.length === 0 && isGroupName(name) ? 'open' : reject(units.length > 1 ? 'unit-ambiguous' : 'unit-unknown', { field: 'units', details: { name, number: item.number } });
}

type Assigned = Pick<ItemEventData['ItemIssued'], 'assignments' | 'openGroups'> & { groups: NewNamedGroup[] };

/** Assignments of an item: named units, then the members of its groups at the moment, less the item's own units. */
function assignmentsOf(item: SettledItem, roster: Roster, at: Instant): Assigned | { rejected: Rejection } {
  const assignments: NewAssignment[] = [];
  const openGroups: { name: string; role: AssignmentRole }[] = [];
  const groups: Omit<NewNamedGroup, 'except'>[] = [];
  const add = (unitId: string, role: AssignmentRole, groupId?: string): void => {
    if (assignments.some((a) => a.unitId === unitId)) return;
    const coordinator = role !== 'participant' && !assignments.some((a) => a.coordinator);
    assignments.push({ id: `a${assignments.length + 1}`, unitId, role, coordinator, ...(groupId === undefined ? {} : { groupId }) });
  };
  for (const named of item.names) {
    const { name, role } = named;
    const who = answersTo(named, item, roster);
    if (typeof who === 'object' && 'rejected' in who) return who;
    const before = who === 'open' ? openGroups.some((g) => normaliseName(g.name) === normaliseName(name)) : 'unitId' in who ? assignments.some((a) => a.unitId === who.unitId) : groups.some((g) => g.groupId === who.group.id);
    if (before && named.merged) continue;
    if (before) return reject('unit-named-twice', { field: 'units', details: { name, number: item.number || item.title } });
    if (who === 'open') openGroups.push({ name, role });
    else if ('unitId' in who) add(who.unitId, role);
    else groups.push({ groupId: who.group.id, name, role });
  }
  const except = assignments.map((a) => a.unitId);
  for (const g of groups) for (const unitId of membersAt(roster, roster.groups[g.groupId]!, at)) add(unitId, memberRole(g.role), g.groupId);
  return { assignments, openGroups, groups: groups.map((g) => ({ ...g, except })) };
}

/** The item's own steps, scheduled backwards; none where it has none. */
function scheduledSteps(item: SettledItem, assignments: readonly NewAssignment[], periodEnd: Day, roster: Roster, today: Day, calendar: Calendar): NewStep[] | { rejected: Rejection } {
  const { steps = [] } = item;
  if (steps.length === 0) return [];
  const assignmentNamed = (name: string): NewAssignment | undefined => {
    const named = item.names.find((n) => n.name === name) ?? { name, role: 'participant' as const, unitId: Object.hasOwn(roster.units, name) ? name : null, groupId: null };
    const who = answersTo(named, item, roster);
    return typeof who === 'object' && 'unitId' in who ? assignments.find((a) => a.unitId === who.unitId) : undefined;
  };
  return stepsToIssue(steps, { item, assignments, assignmentNamed, end: item.deadline ?? periodEnd, calendar, today });
}

/** Answers by which a person holds the issue back until something outside the draft is done. */
export function heldBack(plan: Drafted, roster: Roster, at: Instant): { rejected: Rejection } | null {
  for (const { id, kind } of plan.decisions) {
    const optionId = plan.settled[id]?.optionId;
    if (kind === 'count-differs' && optionId === 'check') return reject('paper-to-be-checked', { details: { id } });
    const name = id.slice('group-without-roster:plan:'.length);
    if (kind !== 'group-without-roster' || optionId !== 'now' || !settledItems(plan).some((i) => i.names.some((n) => n.name === name))) continue;
    if (!groupsNamed(roster, name).some((g) => membersAt(roster, g, at).length > 0)) return reject('group-without-members', { field: 'units', details: { name } });
  }
  return null;
}

/** The first event of each item of the plan as issued at a moment, or what keeps it from being issued. */
export function itemsToIssue(plan: PlanState, roster: Roster, itemIds: ReadonlyMap<string, string>, at: Instant, calendar: Calendar): IssuedItem[] | { rejected: Rejection } {
  if (plan.status !== 'draft' && plan.status !== 'issuing') return reject('plan-not-draft', { details: { status: plan.status } });
  const open = openBlocking(plan, dayOf(at));
  if (open.length > 0) return reject('decisions-open', { details: { count: open.length, first: open[0]!.id } });
  return heldBack(plan, roster, at) ?? itemsAsSettled(plan, roster, itemIds, at, calendar);
}

/** An id for each item that is issued, by its number where it has one. */
function idsOf(plan: PlanState): { key: string; itemId: string }[] {
  const taken = new Set<string>();
  return settledItems(plan).map((item, i) => {
    const id = `${plan.id}-${item.number ? item.number.replace(/[^0-9A-Za-z.-]/g, '') || i + 1 : `d${i + 1}`}`;
    let itemId = id;
    for (let n = 2; taken.has(itemId); n++) itemId = `${id}.${n}`;
    taken.add(itemId);
    return { key: item.key, itemId };
  });
}

/** By what a draft is looked at before it is issued: names, working days, the moment. */
export interface IssueGround {
  roster: Roster;
  calendar: Calendar;
  now: Instant;
}

/** Begins the issue (下发). A plan that takes up a higher one is approved above first. @param rule of the higher plan's policy; null where there is none */
export function beginIssue(plan: PlanState, { roster, calendar, now }: IssueGround, rule: PolicyRules['lowerPlans'] | null): NewPlanEvent[] | { rejected: Rejection } {
  // Begun already, by whomever: what is missing is done.
  if (plan.status === 'issuing') return [];
  const checked = itemsToIssue(plan, roster, new Map(), now, calendar);
  if ('rejected' in checked) return checked;
  return notApproved(plan, rule ?? 'approve') ?? [{ type: 'IssueBegun', data: { items: idsOf(plan) } }];
}

/** The same whatever is still open of the draft: what issuing would take by itself. */
export function itemsAsSettled(plan: PlanState, roster: Roster, itemIds: ReadonlyMap<string, string>, at: Instant, calendar: Calendar): IssuedItem[] | { rejected: Rejection } {
  const { period } = plan.plan;
  if (period === null) return reject('period-missing', { field: 'period' });
  if (period.from > period.to || period.to > LAST_DEADLINE) return reject('date-invalid', { field: 'period', details: { to: period.to } });
  const gone = answeredGone(plan, roster);
  if (gone) return gone;
  const issued: IssuedItem[] = [];
  for (const item of settledItems(plan)) {
    if (item.deadline !== null && !isDeadline(item.deadline)) return reject('date-invalid', { field: 'deadline', details: { number: item.number, day: item.deadline } });
    const found = assignmentsOf(item, roster, at);
    if ('rejected' in found) return found;
    let { assignments } = found;
    if (assignments.length === 0) {
      // A duty of the plan that names nobody is the office's own.
      const nobody = item.assignee === null ? { unitId: plan.officeUnitId } : living(roster, item.assignee, item);
      if ('rejected' in nobody) return nobody;
      assignments = [{ id: 'a1', unitId: nobody.unitId, role: 'implementer', coordinator: true }];
    }
    const periodic = item.recurrence !== null && item.recurrence !== 'ongoing';
    const scheduled = scheduledSteps(item, assignments, period.to, roster, dayOf(at), calendar);
    if ('rejected' in scheduled) return scheduled;
    const plain: NewStep[] = assignments
      .filter((a) => !scheduled.some((s) => s.assignmentId === a.id))
      .filter((a) => a.role === 'participant' || !periodic || item.deadline !== null)
      .map((a) => ({ id: `${a.id}-1`, assignmentId: a.id, title: item.title, period: null, basis: item.deadline === null ? null : { kind: 'date', day: item.deadline }, evidenceRequired: false }));
    const steps = [...scheduled, ...plain];
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
        ...(item.figuresNotNeeded ? { figuresNotNeeded: true as const } : {}),
        carriedFrom: item.carriedFrom ?? null,
        ...(item.upper === undefined ? {} : { upper: item.upper }),
      },
    });
  }
  return issued;
}
