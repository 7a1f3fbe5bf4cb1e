import type { DutyOut } from '#libs/documents/lists/duty.export';
import { LIGHTS, STATUSES, type LedgerOut } from '#libs/documents/lists/ledger.export';
import type { SeenRow } from '#libs/documents/lists/ledger.seen';
import type { DutyListRow } from '#libs/projections/queries/duty.query';
import type { ItemFilter } from '#libs/projections/queries/item.filter';
import type { LedgerRow } from '#libs/projections/queries/ledger.query';
import type { AssignmentRole, ItemState } from '#libs/supervision/item/item.types';
import type { DraftItem } from '#libs/supervision/plan/draft';
import type { Roster } from '#libs/supervision/roster/roster';
import { dayOf, minuteOf, type Instant } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { itemAsOf } from '../items/item-known-at';
import { unitName } from '../papers/names';

/** Items that are read at a time: people wait for the connections too. */
const AT_ONCE = 8;

/** Titles of the plans that rows are of. */
export async function planTitles(core: Core, planIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const planId of new Set(planIds)) if (planId !== null) titles.set(planId, (await core.plans.load(planId)).state?.plan.title ?? planId);
  return titles;
}

export function ledgerOut(r: LedgerRow, roster: Roster, plans: ReadonlyMap<string, string>): LedgerOut {
  const names = (ids: readonly string[]): string[] => ids.map((id) => unitName(roster, id));
  const { number, category, title, deadline, recurrence, firstDeadline, status, light, late, lowerItems, lowerLight } = r;
  return { plan: plans.get(r.planId) ?? r.planId, number, category, title, leads: names(r.leadUnitIds), participants: names(r.unitIds.filter((id) => !r.leadUnitIds.includes(id))), deadline, recurrence, firstDeadline, status, light, late, lowerItems, lowerLight };
}

/** A row as it is seen on the page, with the names of its units. */
export function seenOut(r: LedgerRow, roster: Roster, plans: ReadonlyMap<string, string>): SeenRow {
  const next = r.next === null ? null : { act: r.next.act, kind: r.next.kind, unit: r.next.unitId === null ? null : unitName(roster, r.next.unitId) };
  return { ...ledgerOut(r, roster, plans), nextAt: r.nextDue === null ? '' : minuteOf(r.nextDue.toISOString()), next, progress: r.progress, paused: r.paused };
}

/** The conditions of a list in words, one each. */
export function filterWords(filter: ItemFilter, roster: Roster, plans: ReadonlyMap<string, string>): string[] {
  const several = (words: Readonly<Record<string, string>>, of: string): string => of.split(',').map((one) => words[one] ?? one).join('、');
  const { planId, category, unitId, light, status, text, late, dueFrom, dueBefore, changedSince, awaitingQuantification, takenUp, lowerLight, current } = filter;
  const said: (string | false | undefined)[] = [
    planId !== undefined && `计划 ${plans.get(planId) ?? ''}`,
    category !== undefined && (category === '' ? '未分类别' : `类别 ${category}`),
    unitId !== undefined && `单位 ${unitName(roster, unitId)}`,
    light !== undefined && `亮灯 ${several(LIGHTS, light)}`,
    status !== undefined && `状态 ${several(STATUSES, status)}`,
    dueFrom !== undefined && `期限 ${dueFrom} 起`,
    dueBefore !== undefined && `期限至 ${dueBefore}`,
    late !== undefined && (late ? '迟' : '未迟'),
    changedSince !== undefined && `${changedSince} 以来有变化`,
    awaitingQuantification !== undefined && (awaitingQuantification ? '待量化' : '不待量化'),
    current === true && '不含已归档、已结转',
    takenUp !== undefined && (takenUp ? '下级已承接' : '下级未承接'),
    lowerLight !== undefined && `下级最差亮灯 ${several(LIGHTS, lowerLight)}`,
    text !== undefined && text !== '' && `含“${text}”`,
  ];
  return said.filter((one) => typeof one === 'string');
}

export function dutyOut(r: DutyListRow, roster: Roster, plans: ReadonlyMap<string, string>, persons: ReadonlyMap<string, string>): DutyOut {
  const plan = r.planId === null ? '' : (plans.get(r.planId) ?? r.planId);
  const person = r.personId === null ? null : (persons.get(r.personId) ?? r.personId);
  return { plan, number: r.number, title: r.title, kind: r.kind, unit: unitName(roster, r.unitId), person, since: dayOf(r.since.toISOString()), due: r.due, path: r.itemId === null ? `proceedings/${r.proceeding ?? ''}` : `items/${r.itemId}` };
}

/** The items behind rows of one plan's ledger as a draft has them, as they now are or were known at a moment, in the order of the rows. */
export async function draftItems(core: Core, rows: readonly LedgerRow[], roster: Roster, asOf: Instant | null): Promise<DraftItem[]> {
  const read = async ({ itemId }: LedgerRow): Promise<DraftItem> => {
    const state = asOf === null ? (await core.items.load(itemId)).state : await itemAsOf(core.store, itemId, asOf);
    if (!state) throw new Error(`the ledger has ${itemId}, the log has not`);
    return draftItem(state, roster);
  };
  const items: DraftItem[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE) items.push(...(await Promise.all(rows.slice(at, at + AT_ONCE).map(read))));
  return items;
}

function draftItem(state: ItemState, roster: Roster): DraftItem {
  const { id, number, title, category, content, quote, deadline, deadlineText, recurrence, dutyTemplate, carriedFrom, upper } = state;
  const held = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
  const names = (role: AssignmentRole): string[] => [...new Set(held.filter((a) => a.role === role).map((a) => unitName(roster, a.unitId)))];
  return {
    key: id.startsWith(`${state.planId}-`) ? id.slice(state.planId.length + 1) : id, number, title, category, leads: names('lead'), participants: names('participant'), units: names('implementer'),
    targets: state.targets.map(({ id: _id, ...target }) => target), deadline, deadlineText, recurrence, quote, content, place: state.place ?? { fromLine: 1, toLine: 1 },
    ...(dutyTemplate === null ? {} : { dutyTemplate }), ...(carriedFrom === null ? {} : { carriedFrom }), ...(upper === null ? {} : { upper }),
  };
}
