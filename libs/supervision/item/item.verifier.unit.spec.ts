import { evolveRoster } from '../roster/roster.events';
import { given } from '../testing/given';
import { FOUR, ROSTER } from '../testing/world';
import { directorsOf, rulerOf, verifierOf } from './item.verifier';

const without = (...units: string[]) => units.reduce((roster, unitId) => evolveRoster(roster, { type: 'UnitDissolved', data: { unitId, until: '2026-02-01', successorId: null } }), ROSTER);
const { state } = given({ assignments: FOUR });
const [lead, second, helper] = ['a1', 'a2', 'a3'].map((id) => state.assignments[id]!);

test('who verifies and rules is a unit that still is: one dissolved without a successor is passed over', () => {
  expect(verifierOf(state, lead!, ROSTER)).toBe('supervisor');
  expect(verifierOf(state, lead!, without('supervisor'))).toBe('office');
  expect(verifierOf(state, helper!, ROSTER)).toBe('lead');
  expect(verifierOf(state, helper!, without('lead', 'supervisor'))).toBe('office');
  expect(rulerOf({ ...state, supervisingUnitId: 'supervisor' }, 'union', without('supervisor'))).toBe('other');
});

test('where none is left the office names one', () => {
  expect(verifierOf(state, second!, without('supervisor', 'office', 'other'))).toBeNull();
  const union = { ...state, assignments: { a1: { ...lead!, unitId: 'union' } } };
  expect(directorsOf(union, ROSTER)).toEqual(['supervisor', 'other', 'conference']);
  expect(directorsOf(union, without('supervisor', 'conference'))).toEqual(['other']);
});
