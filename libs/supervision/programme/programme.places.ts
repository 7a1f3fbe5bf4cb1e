import { reject, type Rejection } from '../rejection';
import type { Roster } from '../roster/roster';
import type { Counted, InspectionPlace, ProgrammeState } from './programme.types';

/** How a unit's budget stands. */
export interface UnitBudget {
  unitId: string;
  /** Inspections that it may have in the year; null: no bound. */
  places: number | null;
  /** The office that laid the bound down. */
  boundBy: string | null;
  taken: number;
  /** How many of them each office's are. */
  byOffice: { officeUnitId: string; inspectionIds: string[] }[];
}

export function placesOf(state: Pick<ProgrammeState, 'places'>): InspectionPlace[] {
  return Object.values(state.places).filter((p) => p.freed === null);
}

/** A unit's budget in the year. @param others the programmes of all other plans and offices: all of their places count, and the least bound holds */
export function budgetOf(state: Counted, unitId: string, others: readonly Counted[] = []): UnitBudget {
  const all = [state, ...others];
  const byOffice = new Map<string, string[]>();
  for (const { officeUnitId, ...programme } of all) {
    const ids = placesOf(programme).filter((p) => p.unitIds.includes(unitId)).map((p) => p.inspectionId);
    if (ids.length > 0) byOffice.set(officeUnitId, [...(byOffice.get(officeUnitId) ?? []), ...ids]);
  }
  const bounds = all.flatMap((p) => {
    const places = Object.hasOwn(p.budgets, unitId) ? p.budgets[unitId]! : p.budget;
    return places === null ? [] : [{ places, boundBy: p.officeUnitId }];
  });
  const least = bounds.reduce<(typeof bounds)[number] | null>((a, b) => (a === null || b.places < a.places ? b : a), null);
  const taken = [...byOffice.values()].reduce((n, ids) => n + ids.length, 0);
  return { unitId, places: least?.places ?? null, boundBy: least?.boundBy ?? null, taken, byOffice: [...byOffice].map(([officeUnitId, inspectionIds]) => ({ officeUnitId, inspectionIds })) };
}

/** Why there is no place: whose bound it is, and who took how many. An office's own inspections by their ids, those of another, which may not be told yet, by number. */
function usedUp({ unitId, places, boundBy, taken, byOffice }: UnitBudget, officeUnitId: string, field: string, { units }: Roster): { rejected: Rejection } {
  const name = (id: string | null): string => (id !== null && Object.hasOwn(units, id) ? units[id]!.name : (id ?? ''));
  const inspections = byOffice.map((o) => `${name(o.officeUnitId)} ${o.officeUnitId === officeUnitId ? o.inspectionIds.join('、') : `× ${o.inspectionIds.length}`}`).join('；');
  return reject('budget-exhausted', { field, details: { unitId, name: name(unitId), taken, places, boundBy: name(boundBy), inspections: inspections === '' ? '—' : inspections } });
}

/** What keeps the units from being inspected once more this year. */
export function exhausted(state: Counted, unitIds: readonly string[], others: readonly Counted[], roster: Roster): { rejected: Rejection } | null {
  const full = unitIds.map((u) => budgetOf(state, u, others)).find(({ places, taken }) => places !== null && taken >= places);
  return full ? usedUp(full, state.officeUnitId, 'scope', roster) : null;
}

/** What keeps a bound from being laid down: more was taken already, by whichever office, and it would be broken from the start. */
export function brokenFromTheStart(after: Counted, others: readonly Counted[], roster: Roster): { rejected: Rejection } | null {
  const units = [...new Set([after, ...others].flatMap(placesOf).flatMap((p) => p.unitIds))];
  // Bounds that others laid down are not this one's to answer for.
  const unbound = others.map((o) => ({ ...o, budget: null, budgets: {} }));
  const broken = units.map((u) => budgetOf(after, u, unbound)).find((b) => b.places !== null && b.taken > b.places);
  return broken ? usedUp(broken, after.officeUnitId, 'places', roster) : null;
}

/** Another inspection that would hit the same units in the same days. */
export interface OfferedMerge {
  inspectionId: string;
  unitIds: string[];
  from: string;
  to: string;
}

/** 合并: what an inspection could be merged with, of its own programme and of all others, the one that begins first at the top. Whether it was told already is the inspection's to say. */
export function offersOf(state: Pick<ProgrammeState, 'places'>, inspectionId: string, others: readonly Pick<ProgrammeState, 'places'>[] = []): OfferedMerge[] {
  const own = state.places[inspectionId];
  if (!own || own.freed) return [];
  return [state, ...others]
    .flatMap(placesOf)
    .filter((p) => p.inspectionId !== inspectionId && p.from <= own.to && p.to >= own.from)
    .map((p) => ({ inspectionId: p.inspectionId, unitIds: p.unitIds.filter((u) => own.unitIds.includes(u)), from: p.from, to: p.to }))
    .filter((offer) => offer.unitIds.length > 0)
    .sort((a, b) => (a.from === b.from ? (a.inspectionId < b.inspectionId ? -1 : 1) : a.from < b.from ? -1 : 1));
}
