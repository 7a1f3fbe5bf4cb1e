import type { Actor } from '../actor';
import { Course } from '../testing/proceeding';
import { of } from '../testing/world';
import { PROGRAMME } from './programme';
import { budgetOf, offersOf } from './programme.places';
import type { ProgrammeCommand, ProgrammeState } from './programme.types';

const OFFICE = of('office', 9);
const open: ProgrammeCommand = { type: 'openProgramme', place: null, title: '2026 年度督查计划', year: 2026, planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: 'supervisor', conferenceUnitId: 'conference' };
const given = (): Course<ProgrammeState, ProgrammeCommand> => Course.opened(PROGRAMME, '2026-01-05', OFFICE, open);
const entry: ProgrammeCommand = { type: 'setEntry', entryId: null, title: '春季督查', unitIds: ['lead', 'second'], from: '2026-03-02', to: '2026-03-13' };
const take = (inspectionId: string, unitIds: string[], from = '2026-03-02', to = '2026-03-06', entryId: string | null = null): ProgrammeCommand => ({ type: 'takePlace', inspectionId, entryId, unitIds, from, to });
const budget = (places: number | null, unitId: string | null = null): ProgrammeCommand => ({ type: 'setBudget', unitId, places, reason: '减轻基层负担' });

describe('the year’s programme', () => {
  it('has its entries carried out by their last day, or reminds the office and climbs', () => {
    const waited = given().and('2026-01-06', OFFICE, entry).until('2026-03-20');
    expect(waited.state.overdue).toEqual({ 'entry:e1/1': '2026-03-13T16:00:00.000Z' });
    const taken = given().and('2026-01-06', OFFICE, entry).and('2026-02-02', OFFICE, take('x1', ['lead'], '2026-03-02', '2026-03-06', 'e1'));
    expect(taken.state.entries['e1']).toMatchObject({ status: 'planned', covered: { lead: 'x1' } });
    // One of two units was inspected: the other is still owed.
    expect(taken.until('2026-03-20').state.overdue).toEqual({ 'entry:e1/1': '2026-03-13T16:00:00.000Z' });
    const through = taken.and('2026-02-02', OFFICE, take('x2', ['second'], '2026-03-09', '2026-03-11', 'e1'));
    expect(through.state.entries['e1']).toMatchObject({ status: 'taken', covered: { lead: 'x1', second: 'x2' } });
    expect(through.until('2026-03-20').state.overdue).toEqual({});
    // Called off after its notice it keeps its place in the budget, but what was planned has not been done.
    const off = through.and('2026-03-09', OFFICE, { type: 'reopenEntry', inspectionId: 'x2', reason: '突发事件' });
    expect(off.state).toMatchObject({ entries: { e1: { status: 'planned', covered: { lead: 'x1' }, arming: 2 } }, places: { x2: { freed: null } } });
    expect(off.until('2026-03-20').state.overdue).toEqual({ 'entry:e1/2': '2026-03-13T16:00:00.000Z' });
    expect(taken.when('2026-02-03', OFFICE, take('x2', ['lead'], '2026-03-02', '2026-03-06', 'e1')).rejected).toBe('programme-entry-taken');
    // Called off, it is planned again.
    expect(taken.and('2026-02-03', OFFICE, { type: 'freePlace', inspectionId: 'x1', reason: '推迟' }).state.entries['e1']).toMatchObject({ status: 'planned', covered: {}, arming: 1 });
    expect(through.and('2026-02-03', OFFICE, { type: 'freePlace', inspectionId: 'x1', reason: '推迟' }).state.entries['e1']).toMatchObject({ status: 'planned', covered: { second: 'x2' }, arming: 2 });
  });

  it('covers what takes place in its days, with the tolerance of the policy: a spring entry is none for an autumn inspection', () => {
    const planned = given().and('2026-01-06', OFFICE, entry);
    const at = (from: string, to: string) => planned.when('2026-01-07', OFFICE, take('x1', ['lead'], from, to, 'e1'));
    expect(at('2026-11-02', '2026-11-06').rejected).toBe('off-programme');
    // Ten working days: before 2 March there are nine days of Spring Festival, worked on 14 and 28 February.
    expect([at('2026-02-10', '2026-02-11').rejected, at('2026-02-09', '2026-02-11').rejected]).toEqual([null, 'off-programme']);
    expect([at('2026-03-23', '2026-03-27').rejected, at('2026-03-23', '2026-03-30').rejected]).toEqual([null, 'off-programme']);
    const taken = planned.and('2026-01-07', OFFICE, take('x1', ['lead'], '2026-03-02', '2026-03-06', 'e1'));
    expect(taken.when('2026-01-08', OFFICE, { type: 'movePlace', inspectionId: 'x1', from: '2026-11-02', to: '2026-11-06' }).rejected).toBe('off-programme');
    expect(taken.when('2026-01-08', OFFICE, { type: 'movePlace', inspectionId: 'x1', from: '2026-03-16', to: '2026-03-20' }).types).toEqual(['InspectionPlaceMoved']);
  });

  it('gives no unit more places than its budget, counted over the year', () => {
    const bound = given().and('2026-01-06', OFFICE, budget(1)).and('2026-01-06', OFFICE, budget(2, 'second'));
    const once = bound.and('2026-01-07', OFFICE, take('x1', ['lead', 'second']));
    expect(once.when('2026-01-08', OFFICE, take('x2', ['lead'])).rejected).toBe('budget-exhausted');
    const twice = once.and('2026-01-08', OFFICE, take('x2', ['second']));
    expect(twice.when('2026-01-09', OFFICE, take('x3', ['second', 'helper'])).rejected).toBe('budget-exhausted');
    expect(budgetOf(twice.state, 'second')).toEqual({ unitId: 'second', places: 2, boundBy: 'office', taken: 2, byOffice: [{ officeUnitId: 'office', inspectionIds: ['x1', 'x2'] }] });
    expect(twice.and('2026-01-09', OFFICE, { type: 'freePlace', inspectionId: 'x2', reason: '取消' }).when('2026-01-09', OFFICE, take('x3', ['second'])).rejected).toBeNull();
    // The same place is not taken twice, and no bound is set below what was taken.
    expect(twice.when('2026-01-09', OFFICE, take('x1', ['lead'])).types).toEqual([]);
    expect(twice.when('2026-01-09', OFFICE, budget(1, 'second')).rejected).toBe('budget-exhausted');
    expect(twice.when('2026-01-09', OFFICE, budget(null, 'second')).rejected).toBe('budget-exhausted');
  });

  it('counts what other offices took, and holds to the least bound, saying whose it is', () => {
    const bound = given().and('2026-01-06', OFFICE, budget(3)).and('2026-01-06', OFFICE, take('x1', ['lead']));
    const elsewhere = { officeUnitId: 'other', places: { y1: { inspectionId: 'y1', entryId: null, unitIds: ['lead'], from: '2026-05-04', to: '2026-05-06', freed: null } }, budget: 2, budgets: {} };
    expect(budgetOf(bound.state, 'lead', [elsewhere])).toEqual({ unitId: 'lead', places: 2, boundBy: 'other', taken: 2, byOffice: [{ officeUnitId: 'office', inspectionIds: ['x1'] }, { officeUnitId: 'other', inspectionIds: ['y1'] }] });
    expect(bound.when('2026-01-07', OFFICE, { ...take('x2', ['lead']), others: [elsewhere] } as ProgrammeCommand).rejected).toBe('budget-exhausted');
    expect(bound.when('2026-01-07', OFFICE, { ...take('x2', ['lead']), others: [{ ...elsewhere, budget: null }] } as ProgrammeCommand).rejected).toBeNull();
    expect(bound.when('2026-01-07', OFFICE, { ...budget(1), others: [elsewhere] } as ProgrammeCommand).rejected).toBe('budget-exhausted');
    expect(bound.when('2026-01-07', OFFICE, { ...budget(2), others: [elsewhere] } as ProgrammeCommand).rejected).toBeNull();
  });

  it('offers a merge where two hit one unit at once, and gives a place back', () => {
    const two = given().and('2026-01-06', OFFICE, take('x1', ['lead', 'second'])).and('2026-01-06', OFFICE, take('x2', ['second', 'helper'], '2026-03-06', '2026-03-10')).and('2026-01-06', OFFICE, take('x3', ['second'], '2026-04-06', '2026-04-10'));
    expect(offersOf(two.state, 'x1')).toEqual([{ inspectionId: 'x2', unitIds: ['second'], from: '2026-03-06', to: '2026-03-10' }]);
    expect(two.when('2026-01-07', OFFICE, { type: 'mergePlaces', fromId: 'x1', intoId: 'x3' }).rejected).toBe('merge-not-offered');
    const merged = two.and('2026-01-07', OFFICE, { type: 'mergePlaces', fromId: 'x1', intoId: 'x2' });
    expect(['lead', 'second', 'helper'].map((u) => budgetOf(merged.state, u).taken)).toEqual([1, 2, 1]);
    expect(offersOf(merged.state, 'x1')).toEqual([]);
    // What it carries out of the programme stays within the days of its entry.
    const entered = given().and('2026-01-06', OFFICE, entry).and('2026-01-06', OFFICE, take('x1', ['lead'], '2026-03-23', '2026-03-27', 'e1')).and('2026-01-06', OFFICE, take('x2', ['lead'], '2026-03-27', '2026-04-10'));
    expect(entered.when('2026-01-07', OFFICE, { type: 'mergePlaces', fromId: 'x1', intoId: 'x2' }).rejected).toBe('off-programme');
    expect(entered.when('2026-01-07', OFFICE, { type: 'mergeAway', fromId: 'x1', intoId: 'x9', from: '2026-03-27', to: '2026-04-10' }).rejected).toBe('off-programme');
    expect(entered.when('2026-01-07', OFFICE, { type: 'mergePlaces', fromId: 'x2', intoId: 'x1' }).rejected).toBeNull();
    expect(merged.and('2026-01-08', OFFICE, { type: 'movePlace', inspectionId: 'x3', from: '2026-03-09', to: '2026-03-11' }).state.places['x3']).toMatchObject({ from: '2026-03-09' });
  });

  it('ends with the year; what runs on may still be called off', () => {
    const ended = given().and('2026-12-20', OFFICE, take('x1', ['lead'], '2026-12-28', '2026-12-31')).until('2027-01-04');
    expect(ended.state.closed).toMatchObject({ how: 'ended' });
    expect(ended.when('2027-01-05', OFFICE, entry).rejected).toBe('proceeding-closed');
    expect(ended.when('2027-01-05', OFFICE, { type: 'freePlace', inspectionId: 'x1', reason: '取消' }).types).toEqual(['InspectionPlaceFreed']);
  });

  it.each<[string, Actor, ProgrammeCommand, string]>([
    ['by another than the office', of('lead', 1), entry, 'not-the-office'],
    ['beyond its year', OFFICE, { ...entry, to: '2027-01-08' }, 'date-invalid'],
    ['in the past', OFFICE, { ...entry, from: '2026-01-01' }, 'date-in-the-past'],
    ['for a unit that is not there', OFFICE, { ...entry, unitIds: ['constructor'] }, 'unit-unknown'],
    ['for nobody', OFFICE, { ...entry, unitIds: [] }, 'nothing-open'],
    ['in place of an entry that is not there', OFFICE, { ...entry, entryId: 'toString' }, 'not-found'],
    ['with a bound that is none', OFFICE, budget(1.5), 'value-invalid'],
    ['for a body of the office’s own house', OFFICE, budget(0, 'union'), 'own-work'],
    ['without a reason', OFFICE, { type: 'setBudget', unitId: null, places: 2, reason: '' }, 'reason-missing'],
    ['by an inspection beyond its entry', OFFICE, take('x1', ['helper'], '2026-03-02', '2026-03-06', 'e1'), 'unit-not-inspected'],
    ['by an inspection of no entry', OFFICE, take('x1', ['helper'], '2026-03-02', '2026-03-06', 'e9'), 'not-found'],
  ])('is not changed %s', (_, actor, command, code) => {
    expect(given().and('2026-01-06', OFFICE, entry).when('2026-01-06', actor, command).rejected).toBe(code);
  });

  it('is not told to those who are to be inspected', () => {
    const planned = given().and('2026-01-06', OFFICE, entry);
    expect(PROGRAMME.view(planned.state, { kind: 'units', unitIds: ['lead'] })).toEqual({ year: 2026, entries: [], places: [], bounds: [] });
    expect(PROGRAMME.summary(planned.state).unitIds).toEqual(['office']);
  });

  it('plans for the unit that takes another’s place; what was taken stays under the old name', () => {
    const planned = given().and('2026-01-06', OFFICE, entry).and('2026-01-06', OFFICE, { ...entry, title: '秋季督查', unitIds: ['lead', 'spare'] } as ProgrammeCommand).and('2026-02-02', OFFICE, take('x1', ['lead'], '2026-03-02', '2026-03-06', 'e1'));
    const moved = planned.and('2026-02-03', OFFICE, { type: 'handOver', handOverId: 'h1', from: { unitId: 'lead', personId: null }, to: { unitId: 'spare', personId: null }, reason: '机构改革', basis: null });
    expect(moved.state.entries).toMatchObject({ e1: { unitIds: ['lead', 'second'] }, e2: { unitIds: ['spare'] } });
    expect(budgetOf(moved.state, 'lead')).toMatchObject({ taken: 1 });
    expect(planned.when('2026-02-03', OFFICE, { type: 'handOver', handOverId: 'h1', from: { unitId: 'lead', personId: null }, to: { unitId: 'gone', personId: null }, reason: '机构改革', basis: null }).rejected).toBe('unit-dissolved');
  });
});
