import { reject, type Rejection } from '../rejection';
import type { InspectionPlace, ProgrammeState } from './programme.types';

/** How a unit's budget stands. `places` null: no bound. */
export interface UnitBudget {
  unitId: string;
  places: number | null;
  taken: number;
  inspectionIds: string[];
}

export function placesOf(state: ProgrammeState): InspectionPlace[] {
  return Object.values(state.places).filter((p) => p.freed === null);
}

export function budgetOf(state: ProgrammeState, unitId: string): UnitBudget {
  const inspectionIds = placesOf(state).filter((p) => p.unitIds.includes(unitId)).map((p) => p.inspectionId);
  const own = Object.hasOwn(state.budgets, unitId) ? state.budgets[unitId]! : state.budget;
  return { unitId, places: own, taken: inspectionIds.length, inspectionIds };
}

/** What keeps the units from being inspected once more this year. */
export function exhausted(state: ProgrammeState, unitIds: readonly string[]): { rejected: Rejection } | null {
  for (const unitId of unitIds) {
    const { places, taken } = budgetOf(state, unitId);
    if (places !== null && taken >= places) return reject('budget-exhausted', { field: 'scope', details: { unitId, taken, places } });
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

/** 合并: what an inspection could be merged with, the one that begins first at the top. Whether it was told already is the inspection's to say. */
export function offersOf(state: ProgrammeState, inspectionId: string): OfferedMerge[] {
  const own = state.places[inspectionId];
  if (!own || own.freed) return [];
  return placesOf(state)
    .filter((p) => p.inspectionId !== inspectionId && p.from <= own.to && p.to >= own.from)
    .map((p) => ({ inspectionId: p.inspectionId, unitIds: p.unitIds.filter((u) => own.unitIds.includes(u)), from: p.from, to: p.to }))
    .filter((offer) => offer.unitIds.length > 0)
    .sort((a, b) => (a.from === b.from ? (a.inspectionId < b.inspectionId ? -1 : 1) : a.from < b.from ? -1 : 1));
}
