import type { Actor } from '../actor';
import { Course } from '../testing/proceeding';
import { of, rulesWith } from '../testing/world';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from './difficulty';

const OFFICE = of('office', 9);
const raise: DifficultyCommand = {
  type: 'raise', title: '技能人才引进难', text: '企业反映高技能人才引进补贴兑现慢', category: '素质提升', source: { kind: 'survey', ref: '2026 年调研' },
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
      .and('2026-01-21', OFFICE, { type: 'solve', solution: '补贴 15 个工作日内兑现', shared: true });
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

  it('is accepted and extended by nobody who recorded it for the unit, nor by who stood in for them', () => {
    const recorder: Actor = { kind: 'person', personId: 'office-9', unitId: 'office', onBehalfOf: 'lead' };
    const substitute: Actor = { kind: 'person', personId: 'office-8', unitId: 'office', insteadOf: 'office-9' };
    const coordinated = given().and('2026-01-06', OFFICE, coordinate);
    const recorded = coordinated.and('2026-01-20', recorder, done);
    for (const actor of [OFFICE, substitute]) {
      expect(recorded.when('2026-01-20', actor, { type: 'takeStep', stepId: 's1' }).rejected).toBe('own-work');
      expect(recorded.when('2026-01-20', actor, { type: 'sendBackStep', stepId: 's1', reason: '未附流程文件' }).rejected).toBe('own-work');
    }
    expect(recorded.when('2026-01-20', of('office', 7), { type: 'takeStep', stepId: 's1' }).rejected).toBeNull();
    const asked = coordinated.and('2026-01-20', { ...recorder, personId: 'office-6', insteadOf: 'office-9' }, { type: 'requestStepExtension', stepId: 's1', day: '2026-02-27', reason: '需要时间' });
    const grant: DifficultyCommand = { type: 'ruleStepExtension', stepId: 's1', grant: true, day: null, reason: '同意' };
    for (const actor of [OFFICE, of('office', 6), substitute]) expect(asked.when('2026-01-20', actor, grant).rejected).toBe('own-work');
    expect(asked.when('2026-01-20', of('office', 7), grant).rejected).toBeNull();
  });

  it('is carried to the conference, which has a day to decide; its decisions become steps', () => {
    const carried = given().and('2026-01-06', OFFICE, { type: 'carryToConference', reason: '涉及三个部门' });
    expect(DIFFICULTY.summary(carried.state).status).toBe('atConference');
    expect(carried.until('2026-03-01').events.some((e) => e.type === 'OverdueMarked' && (e.data as { duty: string }).duty === 'decide')).toBe(true);
    const decided = carried.and('2026-01-12', OFFICE, { type: 'recordDecision', text: '第 2 次联席会议议定', decisions: [{ unitId: 'lead', text: '修订办法', day: '2026-03-31' }, { unitId: 'union', text: '通报企业', day: '2026-04-10' }], meetingId: null, matterId: null });
    expect(Object.keys(decided.state.steps)).toEqual(['s1', 's2']);
    expect(decided.when('2026-01-13', OFFICE, { type: 'solve', solution: '已解决', shared: false }).rejected).toBe('steps-open');
    expect(decided.and('2026-01-13', OFFICE, { type: 'leave', reason: '企业已迁出' }).state).toMatchObject({ closed: { how: 'unsolved' }, steps: { s1: { status: 'dropped' }, s2: { status: 'dropped' } } });
  });

  it.each<[string, Actor, DifficultyCommand, string]>([
    ['coordinated by another than the office', of('union', 1), coordinate, 'not-the-office'],
    ['given to a unit that is not there', OFFICE, { ...coordinate, unitId: 'none' }, 'unit-unknown'],
    ['given to a built-in name', OFFICE, { ...coordinate, unitId: 'constructor' }, 'unit-unknown'],
    ['due in the past', OFFICE, { ...coordinate, day: '2026-01-01' }, 'date-in-the-past'],
    ['due on no day', OFFICE, { ...coordinate, day: '2026-02-30' }, 'date-invalid'],
    ['decided without the conference', OFFICE, { type: 'recordDecision', text: '议定', decisions: [], meetingId: null, matterId: null }, 'not-at-conference'],
    ['done by nobody', of('lead', 2), done, 'step-not-found'],
    ['solved without a word', OFFICE, { type: 'solve', solution: ' ', shared: true }, 'nothing-substantial'],
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

  describe('whose step needs more time', () => {
    const ask: DifficultyCommand = { type: 'requestStepExtension', stepId: 's1', day: '2026-02-27', reason: '财政部门会商推迟' };
    const rule = (grant: boolean, day: string | null = null): DifficultyCommand => ({ type: 'ruleStepExtension', stepId: 's1', grant, day, reason: '经研究' });
    const set = (): Course<DifficultyState, DifficultyCommand> => given().and('2026-01-06', OFFICE, coordinate);

    it('asked in time and granted is not late by the first day, which stays visible', () => {
      const granted = set().and('2026-01-30', of('lead', 2), ask).and('2026-02-03', OFFICE, rule(true));
      expect(granted.state.steps['s1']).toMatchObject({ day: '2026-01-30', deadline: '2026-02-27', attemptDay: '2026-02-27', arming: 2, request: null });
      expect(granted.state.overdue).toEqual({});
      const kept = granted.and('2026-02-26', of('lead', 2), done);
      expect(DIFFICULTY.summary(kept.state).facts['lateSteps']).toBe(0);
      const late = granted.and('2026-02-28', of('lead', 2), done);
      expect(DIFFICULTY.summary(late.state).facts['lateSteps']).toBe(1);
    });

    it('refused, ran on all the time: late from its day, with no rung for the days gone by', () => {
      const refused = set().and('2026-01-30', of('lead', 2), ask).and('2026-02-04', OFFICE, rule(false));
      expect(refused.state.overdue['do:s1/1']).toBe('2026-01-30T16:00:00.000Z');
      expect(refused.events.filter((e) => e.type === 'DutyEscalated')).toEqual([]);
      expect(refused.until('2026-02-09').events.filter((e) => e.type === 'DutyEscalated')).toHaveLength(1);
    });

    it('asked for after the day, again and again, wins no rest: it climbs as if nobody had asked', () => {
      const DAYS = ['2026-02-02', '2026-02-03', '2026-02-04', '2026-02-05', '2026-02-06', '2026-02-09'];
      const climbed = (c: ReturnType<typeof set>): string[] => c.events.filter((e) => e.type === 'DutyEscalated').map((e) => (e.data as { rung: string }).rung);
      const quiet = DAYS.reduce((c, day) => c.until(`${day} 11:00`), set());
      const pressing = DAYS.reduce((c, day) => c.and(day, of('lead', 2), { ...ask, day: '2026-03-31' }).and(`${day} 11:00`, OFFICE, rule(false)), set());
      expect(climbed(quiet).length).toBeGreaterThan(1);
      expect(climbed(pressing)).toEqual(climbed(quiet));
    });

    it('asked late and granted has more time, and stays late', () => {
      const granted = set().and('2026-02-02', of('lead', 2), ask).and('2026-02-03', OFFICE, rule(true, '2026-02-20'));
      expect(granted.state.steps['s1']).toMatchObject({ deadline: '2026-01-30', attemptDay: '2026-02-20' });
      expect(DIFFICULTY.summary(granted.and('2026-02-10', of('lead', 2), done).state).facts['lateSteps']).toBe(1);
    });

    it('left without a ruling is a duty of who rules, and lapses when the step is done', () => {
      const asked = set().and('2026-01-08', of('lead', 2), ask);
      expect(asked.until('2026-02-01').events.some((e) => e.type === 'OverdueMarked' && (e.data as { duty: string }).duty === 'rule:s1')).toBe(true);
      expect(asked.and('2026-01-09', of('lead', 2), done).state.steps['s1']).toMatchObject({ status: 'done', request: null });
    });

    it.each<[string, (c: Course<DifficultyState, DifficultyCommand>) => Course<DifficultyState, DifficultyCommand>, Actor, DifficultyCommand, string]>([
      ['for another unit', (x) => x, of('union', 1), ask, 'not-the-assignee'],
      ['to an earlier day', (x) => x, of('lead', 2), { ...ask, day: '2026-01-30' } as DifficultyCommand, 'date-not-later'],
      ['without a reason', (x) => x, of('lead', 2), { ...ask, reason: ' ' } as DifficultyCommand, 'reason-missing'],
      ['twice', (x) => x.and('2026-01-07', of('lead', 2), ask), of('lead', 2), ask, 'request-open'],
    ])('is not asked for %s', (_, so, actor, command, code) => {
      expect(so(set()).when('2026-01-08', actor, command).rejected).toBe(code);
    });

    it.each<[string, Actor, DifficultyCommand, string]>([
      ['by who asked', of('lead', 2), rule(true), 'own-work'],
      ['by another unit', of('union', 1), rule(true), 'not-the-verifier'],
      ['to a day before', OFFICE, rule(true, '2026-01-20'), 'date-not-later'],
      ['without a reason', OFFICE, { ...rule(false), reason: '' } as DifficultyCommand, 'reason-missing'],
    ])('is not ruled on %s', (_, actor, command, code) => {
      expect(set().and('2026-01-07', of('lead', 2), ask).when('2026-01-08', actor, command).rejected).toBe(code);
      expect(set().when('2026-01-08', OFFICE, rule(true)).rejected).toBe('request-not-open');
    });
  });

  it('sent in time, returned and sent again after its day, is late; sent late within the returned attempt’s day, too', () => {
    const again = given().and('2026-01-06', OFFICE, coordinate).and('2026-01-29', of('lead', 2), done).and('2026-01-30', OFFICE, { type: 'sendBackStep', stepId: 's1', reason: '未附文件' }).and('2026-02-03', of('lead', 2), done);
    expect(DIFFICULTY.summary(again.state).facts['lateSteps']).toBe(1);
  });

  it('done early and returned keeps its day: its unit is not late before that', () => {
    const back = given().and('2026-01-06', OFFICE, coordinate).and('2026-01-08', of('lead', 2), done).and('2026-01-09', OFFICE, { type: 'sendBackStep', stepId: 's1', reason: '未附文件' });
    expect(back.state.steps['s1']).toMatchObject({ status: 'open', arming: 2, attemptDay: '2026-01-30' });
    expect(back.until('2026-01-30').events.filter((e) => e.type === 'OverdueMarked' || e.type === 'DutyEscalated')).toEqual([]);
    expect(back.until('2026-01-31').state.overdue['do:s1/2']).toBeDefined();
  });

  it('dropped by the office with a reason needs no more of its unit', () => {
    const set = given().and('2026-01-06', OFFICE, coordinate);
    expect(set.when('2026-01-07', of('lead', 2), { type: 'dropStep', stepId: 's1', reason: '合并办理' }).rejected).toBe('not-the-office');
    expect(set.and('2026-01-07', OFFICE, { type: 'dropStep', stepId: 's1', reason: '合并办理' }).state.steps['s1']?.status).toBe('dropped');
  });

  it('on a meeting’s agenda is decided there, once', () => {
    const carried = given().and('2026-01-06', OFFICE, { type: 'carryToConference', reason: '涉及三个部门' });
    const listed = carried.and('2026-01-07', OFFICE, { type: 'putOnAgenda', meetingId: 'm1', matterId: 'i1' });
    expect(listed.when('2026-01-08', OFFICE, { type: 'putOnAgenda', meetingId: 'm2', matterId: 'i1' }).rejected).toBe('on-agenda');
    expect(listed.when('2026-01-08', OFFICE, { type: 'recordDecision', text: '议定', decisions: [], meetingId: null, matterId: null }).rejected).toBe('on-agenda');
    const decided = listed.and('2026-01-08', OFFICE, { type: 'recordDecision', text: '议定', decisions: [{ unitId: 'lead', text: '修订办法', day: '2026-03-31' }], meetingId: 'm1', matterId: 'i1' });
    expect(decided.state).toMatchObject({ conference: null, decisions: [{ meetingId: 'm1', matterId: 'i1', stepIds: ['s1'] }] });
    const off = listed.and('2026-01-08', OFFICE, { type: 'takeOffAgenda', meetingId: 'm1', reason: '会议取消' });
    expect(off.state.conference).toMatchObject({ meetingId: null, arming: 1 });
    expect(given().when('2026-01-07', OFFICE, { type: 'putOnAgenda', meetingId: 'm1', matterId: 'i1' }).rejected).toBe('not-at-conference');
  });

  it('is put on an agenda by the conference that it was carried to, and taken off by whoever keeps the meeting', () => {
    const carried = given().and('2026-01-06', OFFICE, { type: 'carryToConference', reason: '涉及三个部门' });
    expect(carried.when('2026-01-07', of('lead', 2), { type: 'putOnAgenda', meetingId: 'm1', matterId: 'i1' }).rejected).toBe('not-the-office');
    const listed = carried.and('2026-01-07', of('conference', 3), { type: 'putOnAgenda', meetingId: 'm1', matterId: 'i1' });
    expect(listed.state.conference).toMatchObject({ meetingId: 'm1' });
    expect(listed.and('2026-01-08', of('conference', 3), { type: 'takeOffAgenda', meetingId: 'm1', reason: '会议取消' }).state.conference).toMatchObject({ meetingId: null });
  });

  it('shared as a case names nobody', () => {
    const of_ = { ...raise, ofName: '某某机械厂', title: '某某机械厂引进人才难' } as DifficultyCommand;
    const solved = (shared: boolean): DifficultyState => Course.opened(DIFFICULTY, '2026-01-05', of('union', 1), of_).and('2026-01-06', OFFICE, { type: 'solve', solution: '为某某机械厂开通绿色通道', shared }).state;
    expect(DIFFICULTY.summary(solved(true)).facts).toMatchObject({ caseTitle: '某单位引进人才难', caseSolution: '为某单位开通绿色通道' });
    expect(DIFFICULTY.summary(solved(false)).facts).toMatchObject({ caseTitle: null, caseSolution: null });
  });

  it('shared as a case says no name of who had it, however the roster calls it', () => {
    const rules = rulesWith();
    const named = { ...rules.roster, units: { ...rules.roster.units, lead: { ...rules.roster.units['lead']!, name: '市人力资源和社会保障局', aliases: ['市人社局', '人社局'] } } };
    const solved = (who: { ofUnitId: string | null; ofName: string | null }): DifficultyState =>
      Course.opened(DIFFICULTY, '2026-01-05', of('union', 1), { ...raise, ...who, title: '市人社局技能补贴兑现慢' } as DifficultyCommand, { ...rules, roster: named }).and('2026-01-06', OFFICE, { type: 'solve', solution: '市人力资源和社会保障局（人社局）限时办结', shared: true }).state;
    for (const who of [{ ofUnitId: 'lead', ofName: null }, { ofUnitId: null, ofName: '市人力资源和社会保障局' }, { ofUnitId: 'lead', ofName: '人社局' }]) {
      expect(DIFFICULTY.summary(solved(who)).facts).toMatchObject({ caseTitle: '某单位技能补贴兑现慢', caseSolution: '某单位（某单位）限时办结' });
    }
  });
});
