import type { ItemState } from '../item/item.types';
import type { Roster } from '../roster/roster';
import type { DraftAnswer, DraftItem, DraftStep } from './draft';
import { settledItems, type Drafted, type Named, type SettledItem } from './draft.settled';

/** The name by which the roster will know it again. */
function written({ name, unitId, groupId }: Named, roster: Roster): string {
  return (unitId === null ? undefined : roster.units[unitId]?.name) ?? (groupId === null ? undefined : roster.groups[groupId]?.name) ?? name;
}

function settledRow(plan: Drafted, item: SettledItem, roster: Roster): DraftItem {
  const { names, assignee, figuresNotNeeded: _none, merged: _merged, ...row } = item;
  const open = ['role-unmarked', 'units-without-role'].some((kind) => plan.decisions.some((d) => d.id === `${kind}:${item.key}`) && plan.settled[`${kind}:${item.key}`] === undefined);
  // Who leads is still a question: it stays one.
  const unmarked = new Set(open ? item.units : []);
  const of = (role: Named['role']): string[] => names.filter((n) => n.role === role && !unmarked.has(n.name)).map((n) => written(n, roster));
  const units = [...names.filter((n) => unmarked.has(n.name)).map((n) => written(n, roster)), ...of('implementer')];
  const steps = row.steps?.map((s) => {
    const named = names.find((n) => n.name === s.unit);
    return named ? { ...s, unit: written(named, roster) } : s;
  });
  return { ...row, ...(steps === undefined ? {} : { steps }), leads: of('lead'), participants: of('participant'), units: units.length === 0 && assignee !== null ? [roster.units[assignee]?.name ?? assignee] : units };
}

/** A draft's rows as it would be issued: every answer in its place, what is open still open. */
export function rowsOfDraft(plan: Drafted, roster: Roster): DraftItem[] {
  return settledItems(plan).map((item) => settledRow(plan, item, roster));
}

/** What left the plan is not in it any more. */
function isInForce({ closed }: ItemState): boolean {
  return closed === null || closed.how === 'completed' || closed.how === 'closedUnfulfilled';
}

/** Answers that an issued plan's items have by what they are: no figure is needed. */
export function answersInForce(items: readonly ItemState[]): DraftAnswer[] {
  return items.filter((item) => isInForce(item) && item.targets.length === 0 && item.quantified).map(({ id }) => ({ decisionId: `no-target:${id}`, optionId: 'none', value: null }));
}

/** Its scheduled steps, each with its unit, as they stand; nothing where it has none. */
export function stepsInForce(item: ItemState, roster: Roster): Pick<DraftItem, 'steps'> {
  const scheduled = Object.values(item.steps).filter((s) => s.planned !== undefined && s.workingDays !== undefined && s.status !== 'cancelled');
  if (scheduled.length === 0) return {};
  const keys = new Map(scheduled.map((s, i) => [s.id, `s${i + 1}`]));
  const steps = scheduled.map(({ id, assignmentId, title, workingDays = 1, after = [], planned }): DraftStep => {
    const a = item.assignments[assignmentId];
    const ends = !scheduled.some((s) => s.after?.includes(id));
    return { key: keys.get(id)!, title, unit: a === undefined || a.coordinator ? null : (roster.units[a.unitId]?.name ?? a.unitId), workingDays, after: after.flatMap((other) => keys.get(other) ?? []), deadline: ends || planned === undefined ? null : planned.to };
  });
  return { steps };
}

/** An issued plan's rows as they are in force, under the ids of its items; what left the plan is not in it any more. */
export function rowsInForce(items: readonly ItemState[], roster: Roster): DraftItem[] {
  return items
    .filter(isInForce)
    .map((item) => {
      const standing = Object.values(item.assignments).filter((a) => a.groupId === undefined && (a.status === 'active' || a.status === 'completed'));
      const named = [...item.groups, ...item.openGroups];
      const of = (role: Named['role']): string[] => [...standing.filter((a) => a.role === role).map((a) => roster.units[a.unitId]?.name ?? a.unitId), ...named.filter((g) => g.role === role).map((g) => g.name)];
      const { id, number, title, category, content, quote, place, deadline, deadlineText, recurrence, carriedFrom } = item;
      // Several who implement all answer for it, which a paper says by naming them as leads.
      const alone = of('implementer').length === 1 && of('lead').length === 0;
      return {
        key: id, number, title, category, content, quote, deadline, deadlineText, recurrence,
        leads: [...of('lead'), ...(alone ? [] : of('implementer'))],
        participants: of('participant'),
        units: alone ? of('implementer') : [],
        targets: item.targets.map(({ id: _id, ...target }) => target),
        place: place ?? { fromLine: 0, toLine: 0 },
        ...(item.dutyTemplate ? { dutyTemplate: item.dutyTemplate } : {}),
        ...(carriedFrom ? { carriedFrom } : {}),
        ...(item.upper ? { upper: item.upper } : {}),
        ...stepsInForce(item, roster),
      };
    });
}
