import fc from 'fast-check';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '../difficulty/difficulty';
import type { HandOver, Holder } from '../holding';
import { Course } from '../testing/proceeding';
import { of, rulesWith } from '../testing/world';
import { movables } from './hand-over';
import { proceedingNoticesOf } from './proceeding.notices';
import { ROSTER } from '../testing/world';

const OFFICE = of('office', 9);
const raise: DifficultyCommand = {
  type: 'raise', title: '技能人才引进难', text: '补贴兑现慢', category: null, source: { kind: 'survey', ref: null },
  ofUnitId: null, ofName: null, planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: 'conference',
};
const assign = (unitId: string, day = '2026-01-30'): DifficultyCommand => ({ type: 'coordinate', unitId, text: `${unitId} 会商`, day });
const given = (): Course<DifficultyState, DifficultyCommand> => Course.opened(DIFFICULTY, '2026-01-05', OFFICE, raise).and('2026-01-06', OFFICE, assign('lead')).and('2026-01-06', OFFICE, assign('helper'));
const unit = (unitId: string): Holder => ({ unitId, personId: null });
const handOver = (from: Holder, to: Holder): HandOver => ({ type: 'handOver', handOverId: 'h1', from, to, reason: '机构改革', basis: '机构改革方案' });

describe('handing over followed steps', () => {
  it('moves a person’s steps and nobody else’s, and says both names', () => {
    const named = given().and('2026-01-07', of('lead', 2), { type: 'nameStepPerson', stepId: 's1', personId: 'lead-1' });
    const came = named.when('2026-01-08', of('lead', 2), handOver({ unitId: 'lead', personId: 'lead-1' }, { unitId: 'lead', personId: 'lead-3' }));
    expect(came.state.steps['s1']).toMatchObject({ unitId: 'lead', personId: 'lead-3', former: [{ unitId: 'lead', personId: 'lead-1' }], attemptDay: null });
    expect(came.state.steps['s2']).toMatchObject({ unitId: 'helper', personId: null, former: [] });
    expect(came.events.at(-1)).toMatchObject({ type: 'HandedOver', data: { from: { personId: 'lead-1' }, to: { personId: 'lead-3' }, reason: '机构改革', basis: '机构改革方案' } });
    expect(proceedingNoticesOf(DIFFICULTY, came.events.at(-1)!, came.state, ROSTER)).toEqual([expect.objectContaining({ kind: 'handedOver', to: [{ unitId: 'lead', post: 'responsible', personId: 'lead-3', why: 'assignee' }] })]);
    expect(came.state.materialVersion).toBe(came.state.version);
    // Of a whole unit's work too it stays known whose it was.
    const reformed = named.when('2026-01-08', OFFICE, handOver(unit('lead'), unit('second')));
    expect(reformed.state.steps['s1']).toMatchObject({ unitId: 'second', personId: null, former: [{ unitId: 'lead', personId: 'lead-1' }] });
  });

  it('moves a unit’s steps; one past its day gets the days of a return, and the lateness stays', () => {
    const late = given().until('2026-02-05');
    const came = late.when('2026-02-05', OFFICE, handOver(unit('lead'), unit('spare')));
    expect(came.state.steps['s1']).toMatchObject({ unitId: 'spare', day: '2026-01-30', arming: 2, attemptDay: '2026-02-12' });
    expect(came.state.overdue['do:s1/1']).toBeDefined();
    const again = new Course(DIFFICULTY, late.rules, [...late.events, ...came.events], came.state);
    expect(again.when('2026-02-06', of('lead', 2), { type: 'doStep', stepId: 's1', text: '已办', evidenceIds: [] }).rejected).toBe('not-the-assignee');
    expect(again.when('2026-02-06', of('spare', 2), { type: 'doStep', stepId: 's1', text: '已办', evidenceIds: [] }).rejected).toBeNull();
    expect(DIFFICULTY.summary(came.state).unitIds).toEqual(expect.arrayContaining(['lead', 'spare']));
  });

  it.each<[string, string, ReturnType<typeof of>, HandOver, string]>([
    ['a dissolved unit', '2026-01-08', OFFICE, handOver(unit('lead'), unit('gone')), 'unit-dissolved'],
    ['an unknown unit', '2026-01-08', OFFICE, handOver(unit('lead'), unit('nobody')), 'unit-unknown'],
    ['one who may not', '2026-01-08', of('lead', 1), handOver(unit('lead'), unit('spare')), 'not-the-office'],
    ['another unit’s head', '2026-01-08', of('helper', 1), handOver({ unitId: 'lead', personId: 'lead-1' }, { unitId: 'lead', personId: 'lead-2' }), 'not-the-office'],
    ['no reason', '2026-01-08', OFFICE, { ...handOver(unit('lead'), unit('spare')), reason: ' ' }, 'reason-missing'],
  ])('is refused: %s', (_, at, actor, command, code) => {
    expect(given().when(at, actor, command).rejected).toBe(code);
  });

  it('does not hand work to whoever would have nobody to accept it', () => {
    const alone = Course.opened(DIFFICULTY, '2026-01-05', OFFICE, { ...raise, conferenceUnitId: null } as DifficultyCommand).and('2026-01-06', OFFICE, assign('lead'));
    expect(alone.when('2026-01-08', OFFICE, handOver(unit('lead'), unit('union'))).rejected).toBe('no-verifier-left');
    expect(given().when('2026-01-08', OFFICE, handOver(unit('lead'), unit('union'))).rejected).toBeNull();
    // The office itself did it: the office would then accept its own work.
    const office = Course.opened(DIFFICULTY, '2026-01-05', OFFICE, raise).and('2026-01-06', OFFICE, assign('office')).and('2026-01-07', of('office', 1), { type: 'doStep', stepId: 's1', text: '已办', evidenceIds: [] });
    expect(office.when('2026-01-08', OFFICE, handOver(unit('office'), unit('lead'))).rejected).toBe('no-verifier-left');
  });

  it('leaves what is closed, and finds nothing the second time', () => {
    const command = handOver(unit('lead'), unit('spare'));
    const moved = given().and('2026-01-08', OFFICE, command);
    expect(moved.when('2026-01-09', OFFICE, command)).toMatchObject({ rejected: null, events: [] });
    const left = given().and('2026-01-08', OFFICE, { type: 'leave', reason: '不再办理' });
    expect(left.when('2026-01-09', OFFICE, command).rejected).toBe('proceeding-closed');
  });

  it('property: afterwards nothing that may move is held by the old holder, and nothing is held twice or lost', () => {
    const units = ['lead', 'helper', 'spare', 'union', 'second'];
    const one = fc.record({ unitId: fc.constantFrom(...units), person: fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }), done: fc.boolean(), early: fc.boolean() });
    const byUnit = fc.record({ from: fc.constantFrom(...units).map(unit), to: fc.constantFrom(...units, 'gone').map(unit) });
    const byPerson = fc.constantFrom(...units).map((u) => ({ from: { unitId: u, personId: `${u}-1` }, to: { unitId: u, personId: `${u}-2` } }));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), fc.oneof(byUnit, byPerson), (steps, { from, to }) => {
        fc.pre(from.unitId !== to.unitId || from.personId !== to.personId);
        let course = Course.opened(DIFFICULTY, '2026-01-05', OFFICE, raise);
        steps.forEach(({ unitId, person, done, early }, i) => {
          course = course.and('2026-01-06', OFFICE, assign(unitId, early ? '2026-01-12' : '2026-02-27'));
          if (person !== null) course = course.and('2026-01-06', of(unitId, 9), { type: 'nameStepPerson', stepId: `s${i + 1}`, personId: `${unitId}-${person}` });
          if (done) course = course.and('2026-01-07', of(unitId, 3), { type: 'doStep', stepId: `s${i + 1}`, text: '已办', evidenceIds: [] });
        });
        const context = { now: '2026-01-20T02:00:00.000Z', actor: OFFICE, rules: rulesWith() };
        const holders = (state: DifficultyState): string[] => Object.values(state.steps).map((s) => `${s.id} ${s.unitId} ${s.personId}`);
        const before = movables(DIFFICULTY, course.state, from, to, context);
        const came = course.when(context.now, OFFICE, handOver(from, to));
        const after = movables(DIFFICULTY, came.state, from, to, context);
        expect(after.every((m) => m.refusal !== null)).toBe(true);
        expect(after.map((m) => m.holding.id)).toEqual(before.filter((m) => m.refusal !== null).map((m) => m.holding.id));
        expect(holders(came.state)).toHaveLength(steps.length);
        const moved = before.filter((m) => m.refusal === null).map((m) => m.holding.id);
        for (const s of Object.values(course.state.steps)) {
          const now = came.state.steps[s.id]!;
          expect([now.unitId, now.personId]).toEqual(moved.includes(`step:${s.id}`) ? [to.unitId, to.personId] : [s.unitId, s.personId]);
        }
      }),
    );
  });
});
