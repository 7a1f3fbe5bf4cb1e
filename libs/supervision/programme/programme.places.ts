import { reject, type Rejection } from '../rejection';
import type { InspectionPlace, ProgrammeState } from './programme.types';

/** How a unit's budget stands. `places` null: no bound. */
export interface UnitBudget {
  unitId: string;
  places: number | null;
  taken: number;
  inspectionIds: string[];
}

/** What counts of a programme: its places and the budgets that it sets. */
export type Counted = Pick<ProgrammeState, 'places' | 'budget' | 'budgets'>;

export function placesOf(state: Pick<ProgrammeState, 'places'>): InspectionPlace[] {
  return Object.values(state.places).filter((p) => p.freed === null);
}

/** A unit's budget in the year. @param others the same office's programmes of its other plans: all of their places count, and the least bound holds */
export function budgetOf(state: Counted, unitId: string, others: readonly Counted[] = []): UnitBudget {
  const all = [state, ...others];
  const inspectionIds = all.flatMap(placesOf).filter((p) => p.unitIds.includes(unitId)).map((p) => p.inspectionId);
  const bounds = all.map((p) => (Object.hasOwn(p.budgets, unitId) ? p.budgets[unitId]! : p.budget)).filter((n) => n !== null);
  return { unitId, places: bounds.length === 0 ? null : Math.min(...bounds), taken: inspectionIds.length, inspectionIds };
}

/** What keeps the units from being inspected once more this year. */
export function exhausted(state: Counted, unitIds: readonly string[], others: readonly Counted[] = []): { rejected: Rejection } | null {
  for (const unitId of unitIds) {
    const { places, taken, inspectionIds } = budgetOf(state, unitId, others);
    if (places !== null && taken >= places) return reject('budget-exhausted', { field: 'scope', details: { unitId, taken, places, inspections: inspectionIds.join('、') } });
  }
  return null;
}

/** Another inspection that would hit the same units in the same days. */
export interface OfferedMerge {
  inspectionId: string;
  unitIds: string[];
  from: string;
  to: string;
}

/** 合并: what an inspection could be merged with, of its own programme and of the office's others, the one that begins first at the top. Whether it was told already is the inspection's to say. */
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
