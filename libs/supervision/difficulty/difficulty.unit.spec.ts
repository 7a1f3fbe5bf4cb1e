import type { Actor } from '../actor';
import { Course } from '../testing/proceeding';
import { of } from '../testing/world';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from './difficulty';

const OFFICE = of('office', 9);
const raise: DifficultyCommand = {
  type: 'raise', title: '技能人才引进难', text: '企业反映高技能人才引进补贴兑现慢', source: { kind: 'visit', ref: '2026-01-04 走访' },
  ofUnitId: 'union', ofName: null, planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: 'conference',
};
const given = (by: Actor = of('union', 1)): Course<DifficultyState, DifficultyCommand> => Course.opened(DIFFICULTY, '2026-01-05', by, raise);
const coordinate: DifficultyCommand = { type: 'coordinate', unitId: 'lead', text: '与财政部门会商，明确兑现时限', day: '2026-01-30' };
const done: DifficultyCommand = { type: 'doStep', stepId: 's1', text: '已会商并印发兑现流程', evidenceIds: [] };

describe('a difficulty', () => {
  it('waits for the office, which is reminded, overdue and then escalated where it does nothing', () => {
    const course = given().until('2026-01-09').until('2026-01-30');
    expect(course.events.map((e) => e.type).slice(0, 4)).toEqual(['DifficultyRaised', 'ReminderIssued', 'OverdueMarked', 'DutyEscalated']);
    expect(course.events.find((e) => e.type === 'DutyEscalated')?.data).toMatchObject({ to: [{ unitId: 'office', post: 'leader' }] });
  });

  it('is coordinated, done, accepted and solved', () => {
    const solved = given().and('2026-01-06', OFFICE, coordinate).and('2026-01-20', of('lead', 2), done).and('2026-01-21', OFFICE, { type: 'takeStep', stepId: 's1' })
      .and('2026-01-21', OFFICE, { type: 'solve', solution: '补贴 15 个工作日内兑现' });
    expect(solved.state).toMatchObject({ closed: { how: 'solved' }, solution: '补贴 15 个工作日内兑现' });
    expect(DIFFICULTY.summary(solved.state)).toMatchObject({ status: 'solved', unitIds: ['office', 'union', 'lead'] });
    expect(solved.until('2026-06-01').events).toHaveLength(solved.events.length);
    expect(solved.when('2026-01-22', OFFICE, coordinate).rejected).toBe('proceeding-closed');
  });

  it('reminds who coordinates it, marks the day gone by and climbs, once each, whenever the clock ran', () => {
    const often = ['2026-01-22', '2026-01-26', '2026-01-30 10:00', '2026-02-02', '2026-02-05', '2026-03-10'].reduce((c, at) => c.until(at), given().and('2026-01-06', OFFICE, coordinate));
    const keys = often.events.flatMap((e) => e.agendaKey ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.slice(0, 5)).toEqual(['do:s1/1/T-7', 'do:s1/1/T-3', 'do:s1/1/T-1', 'do:s1/1/overdue', 'do:s1/1/stop-1']);
    const late = given().and('2026-01-06', OFFICE, coordinate).until('2026-03-10');
    expect(late.state.overdue).toEqual(often.state.overdue);
    // Catching up does not shout: no reminder of a day gone by.
    expect(late.events.filter((e) => e.type === 'ReminderIssued' && String((e.data as { rung: string }).rung).startsWith('T-'))).toEqual([]);
  });

  it('returned is done again, with days of its own and a ladder armed anew; late stays late', () => {
    const returned = given().and('2026-01-06', OFFICE, coordinate).and('2026-02-02', of('lead', 2), done).and('2026-02-03', OFFICE, { type: 'sendBackStep', stepId: 's1', reason: '未附流程文件' });
    expect(returned.state.steps['s1']).toMatchObject({ status: 'open', arming: 2, attemptDay: '2026-02-10', day: '2026-01-30' });
    expect(returned.state.overdue['do:s1/1']).toBe('2026-01-30T16:00:00.000Z');
  });

  it('is carried to the conference, which has a day to decide; its decisions become steps', () => {
    const carried = given().and('2026-01-06', OFFICE, { type: 'carryToConference', reason: '涉及三个部门' });
    expect(DIFFICULTY.summary(carried.state).status).toBe('atConference');
    expect(carried.until('2026-03-01').events.some((e) => e.type === 'OverdueMarked' && (e.data as { duty: string }).duty === 'decide')).toBe(true);
    const decided = carried.and('2026-01-12', OFFICE, { type: 'recordDecision', text: '第 2 次联席会议议定', decisions: [{ unitId: 'lead', text: '修订办法', day: '2026-03-31' }, { unitId: 'union', text: '通报企业', day: '2026-04-10' }] });
    expect(Object.keys(decided.state.steps)).toEqual(['s1', 's2']);
    expect(decided.when('2026-01-13', OFFICE, { type: 'solve', solution: '已解决' }).rejected).toBe('steps-open');
    expect(decided.and('2026-01-13', OFFICE, { type: 'leave', reason: '企业已迁出' }).state).toMatchObject({ closed: { how: 'unsolved' }, steps: { s1: { status: 'dropped' }, s2: { status: 'dropped' } } });
  });

  it.each<[string, Actor, DifficultyCommand, string]>([
    ['coordinated by another than the office', of('union', 1), coordinate, 'not-the-office'],
    ['given to a unit that is not there', OFFICE, { ...coordinate, unitId: 'none' }, 'unit-unknown'],
    ['given to a built-in name', OFFICE, { ...coordinate, unitId: 'constructor' }, 'unit-unknown'],
    ['due in the past', OFFICE, { ...coordinate, day: '2026-01-01' }, 'date-in-the-past'],
    ['due on no day', OFFICE, { ...coordinate, day: '2026-02-30' }, 'date-invalid'],
    ['decided without the conference', OFFICE, { type: 'recordDecision', text: '议定', decisions: [] }, 'not-at-conference'],
    ['done by nobody', of('lead', 2), done, 'step-not-found'],
    ['solved without a word', OFFICE, { type: 'solve', solution: ' ' }, 'nothing-substantial'],
  ])('is not %s', (_, actor, command, code) => {
    expect(given().when('2026-01-06', actor, command).rejected).toBe(code);
  });

  it('is not accepted by who did it, nor by a body under one roof', () => {
    const reported = given().and('2026-01-06', OFFICE, { ...coordinate, unitId: 'union' }).and('2026-01-07', of('union', 1), done);
    // The office is housed in the union: the conference accepts.
    expect(reported.when('2026-01-08', OFFICE, { type: 'takeStep', stepId: 's1' }).rejected).toBe('own-work');
    expect(reported.when('2026-01-08', of('union', 1), { type: 'takeStep', stepId: 's1' }).rejected).toBe('own-work');
    expect(reported.and('2026-01-08', of('conference', 7), { type: 'takeStep', stepId: 's1' }).state.steps['s1']?.status).toBe('accepted');
  });
});
