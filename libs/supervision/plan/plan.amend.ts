import { isOffice, isRejected, missingReason } from '../item/decide/deciding';
import type { ItemState } from '../item/item.types';
import { reject, type Rejection } from '../rejection';
import { itemsNamed, MOST_AMENDED, type Amendment, type DecidedAmendment } from './amendment';
import { Amending, label, type AmendContext } from './plan.amending';
import { commonUpper, earliestFirst, figuresThatGoOn, named, originsOf, withContinued } from './plan.goes-on';
import type { PlanState } from './plan.evolve';
import { notStanding } from './plan.withdraw';

/**
 * Decides an amendment whole: the changes in words, and what each item gets. Nothing is done in part: the first refusal refuses all,
 * and names the part at fault.
 *
 * @param states the items that it names, and those that earlier amendments began
 */
export function amendPlan(plan: PlanState, states: ReadonlyMap<string, ItemState>, amendment: Amendment, context: AmendContext): DecidedAmendment | { rejected: Rejection } {
  const ended = notStanding(plan);
  if (ended) return ended;
  // Others amend items that are not for the office to amend; each item says whether it is such a one.
  const begins = amendment.adds.length + amendment.splits.length + amendment.merges.length > 0;
  if (begins && !isOffice({ officeUnitId: plan.officeUnitId }, context)) return reject('not-the-office');
  const missing = missingReason(amendment.basis, 'basis');
  if (missing) return missing;
  const begun = amendment.adds.length + amendment.splits.reduce((n, s) => n + s.into.length, 0) + amendment.merges.filter((m) => 'item' in m.into).length;
  const count = itemsNamed(amendment).length + begun;
  if (count === 0) return reject('amendment-empty');
  if (count > MOST_AMENDED) return reject('amendment-too-large', { details: { max: MOST_AMENDED, count } });
  const amending = new Amending(plan, states, amendment.basis, context);
  const refused = carryOut(amending, amendment);
  if (refused) return refused;
  return { number: amending.number, changes: amending.changes, items: [...amending.items.values()] };
}

function carryOut(amending: Amending, amendment: Amendment): { rejected: Rejection } | null {
  const { changes, drops, adds, splits, merges } = amendment;
  for (const [i, c] of changes.entries()) {
    if (changes.some((other, k) => k < i && other.itemId === c.itemId)) return reject('named-twice', { field: `changes[${i}].itemId` });
    const refused = amending.change(c, `changes[${i}]`);
    if (refused) return refused;
  }
  // What ends comes before what begins: its number is free again.
  for (const [i, itemId] of drops.entries()) {
    const refused = amending.drop(itemId, `drops[${i}]`, null);
    if (refused) return refused;
  }
  for (const [i, s] of splits.entries()) {
    const refused = split(amending, s, `splits[${i}]`);
    if (refused) return refused;
  }
  for (const [i, m] of merges.entries()) {
    const refused = merge(amending, m, `merges[${i}]`);
    if (refused) return refused;
  }
  for (const [i, item] of adds.entries()) {
    const refused = amending.add(amending.newId(), item, `adds[${i}]`, { carriedFrom: null });
    if (refused) return refused;
  }
  return null;
}

function split(amending: Amending, { itemId, keep, into }: Amendment['splits'][number], field: string): { rejected: Rejection } | null {
  if (into.length < (keep ? 1 : 2)) return reject('split-too-few', { field: `${field}.into` });
  const state = amending.item(itemId, `${field}.itemId`);
  if (isRejected(state)) return state;
  if (state.closed) return reject('item-closed', { field: `${field}.itemId`, details: { how: state.closed.how } });
  const parts = into.map(({ number, title }) => ({ itemId: amending.newId(), number, title }));
  if (keep) amending.note({ itemId, kind: 'split', before: label(state), after: parts.map(label).join('；') });
  const refused = keep ? amending.goOn(itemId, `${field}.itemId`, { splitOff: parts }) : amending.drop(itemId, `${field}.itemId`, { by: 'split', items: parts });
  if (refused) return refused;
  const { from, end } = figuresThatGoOn(keep ? [] : [state], into.map((i) => i.targets));
  const figures = into.map((item, k) => withContinued(item.targets, from[k]!, [state]));
  const past = { carriedFrom: { itemId, firstDeadline: state.firstDeadline }, origins: originsOf([state], 'split', amending.number, !keep), ...(state.upper === null ? {} : { upper: state.upper }) };
  for (const [k, item] of into.entries()) {
    const wrong = amending.add(parts[k]!.itemId, { ...item, targets: figures[k]! }, `${field}.into[${k}]`, past);
    if (wrong) return wrong;
  }
  amending.noteEnds(end);
  if (!keep) amending.noteUntied(state, () => figures.flat());
  return null;
}

function merge(amending: Amending, { itemIds, into }: Amendment['merges'][number], field: string): { rejected: Rejection } | null {
  const kept = 'itemId' in into ? amending.item(into.itemId, `${field}.into`) : null;
  if (kept !== null && isRejected(kept)) return kept;
  if (kept?.closed) return reject('item-closed', { field: `${field}.into`, details: { how: kept.closed.how } });
  const merged = itemIds.map((itemId, k) => ({ itemId, at: `${field}.itemIds[${k}]` })).filter((m) => m.itemId !== kept?.id);
  if (merged.length < (kept ? 1 : 2)) return reject('merge-too-few', { field: `${field}.itemIds` });
  const states: ItemState[] = [];
  for (const { itemId, at } of merged) {
    const state = amending.item(itemId, at);
    if (isRejected(state)) return state;
    states.push(state);
  }
  const made = 'item' in into ? { itemId: amending.newId(), number: into.item.number, title: into.item.title } : null;
  const goesOnIn = { by: 'merge' as const, items: [made ?? named(kept!)] };
  for (const { itemId, at } of merged) {
    const refused = amending.drop(itemId, at, goesOnIn);
    if (refused) return refused;
  }
  const taken = commonUpper(kept ? [kept, ...states] : states, `${field}.itemIds`);
  if ('rejected' in taken) return taken;
  const origins = originsOf(states, 'merge', amending.number, true);
  const targets = 'item' in into ? into.item.targets : kept!.targets;
  const { from, end } = figuresThatGoOn(states, [targets]);
  amending.noteEnds(end);
  const goOn = made ? withContinued(targets, from[0]!, states) : targets;
  for (const state of states) amending.noteUntied(state, () => goOn);
  if (made && 'item' in into) return amending.add(made.itemId, { ...into.item, targets: goOn }, `${field}.into`, { carriedFrom: { itemId: states[0]!.id, firstDeadline: earliestFirst(states) }, origins, ...taken });
  const figures = targets.map((t, k) => ({ targetId: t.id, from: from[0]![k]! })).filter((f) => f.from.length > 0);
  return amending.goOn(kept!.id, `${field}.into`, { takesIn: { origins, figures, ...(kept!.upper === null ? taken : {}) } });
}
