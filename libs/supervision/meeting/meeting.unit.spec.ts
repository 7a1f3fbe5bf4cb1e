import type { Actor } from '../actor';
import { Course } from '../testing/proceeding';
import { of } from '../testing/world';
import { MEETING, type MeetingCommand, type MeetingState } from './meeting';

const OFFICE = of('office', 9);
const call: MeetingCommand = {
  type: 'call', title: '第 3 次联席会议', meetingKind: '联席会议', number: '第 3 次', day: '2026-01-20', place: null, memberUnitIds: ['lead', 'union'],
  planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: 'conference',
  matters: [{ title: '技能人才引进难', text: '', difficultyId: 'd1' }, { title: '全年工作安排', text: '', difficultyId: null }],
};
const called = (): Course<MeetingState, MeetingCommand> => Course.opened(MEETING, '2026-01-12', OFFICE, call);
const held = (): Course<MeetingState, MeetingCommand> => called().and('2026-01-20', OFFICE, { type: 'hold', day: '2026-01-20', presentUnitIds: ['lead', 'union', 'conference'] });
const decideOther: MeetingCommand = { type: 'decideMatter', matterId: 'm2', text: '按计划推进', decisions: [{ unitId: 'lead', text: '报送季度安排', day: '2026-02-27' }], stepIds: null };
const decideDifficulty: MeetingCommand = { type: 'decideMatter', matterId: 'm1', text: '限期兑现', decisions: [{ unitId: 'lead', text: '修订办法', day: '2026-02-27' }], stepIds: ['s1'] };
const minutes: MeetingCommand = { type: 'recordMinutes', text: '会议议定两项', evidenceIds: [] };

describe('a meeting', () => {
  it('is to be held on its day: the office is reminded, and it is overdue where nobody says that it was', () => {
    expect(called().until('2026-01-21').events.filter((e) => e.agendaKey !== undefined).map((e) => e.agendaKey)).toEqual(expect.arrayContaining(['hold/1/overdue']));
    const moved = called().and('2026-01-19', OFFICE, { type: 'move', day: '2026-01-28', reason: '召集人出差' });
    expect(moved.until('2026-01-21').state.overdue).toEqual({});
    expect(moved.until('2026-01-29').state.overdue['hold/2']).toBeDefined();
  });

  it('follows each decision to its end, and closes with the last one and its minutes', () => {
    const decided = held().and('2026-01-20', OFFICE, decideOther).and('2026-01-20', OFFICE, decideDifficulty).and('2026-01-21', OFFICE, minutes);
    expect(decided.state).toMatchObject({ steps: { s1: { unitId: 'lead', day: '2026-02-27' } }, matters: { m1: { status: 'decided', decisions: [{ stepId: 's1' }] }, m2: { status: 'decided', decisions: [{ stepId: 's1' }] } } });
    // The difficulty's step is owed in the difficulty, not twice.
    expect(Object.keys(decided.state.steps)).toEqual(['s1']);
    const late = decided.and('2026-03-02', of('lead', 2), { type: 'doStep', stepId: 's1', text: '已报送安排', evidenceIds: [] }).and('2026-03-03', OFFICE, { type: 'takeStep', stepId: 's1' });
    expect(late.state).toMatchObject({ closed: null, matters: { m2: { status: 'settled' } } });
    const closed = late.and('2026-03-04', OFFICE, { type: 'followDifficulty', settled: ['m1'], withdrawn: null });
    expect(closed.state).toMatchObject({ closed: { how: 'settled' } });
    expect(MEETING.summary(closed.state)).toMatchObject({ status: 'settled', facts: { decisions: 2, openDecisions: 0, lateSteps: 1 } });
    expect(closed.until('2026-12-01').events).toHaveLength(closed.events.length);
  });

  it('closes where a decision is dropped with a reason, where nothing is to be done, and not before it has minutes', () => {
    const none = held().and('2026-01-20', OFFICE, { ...decideDifficulty, decisions: [], stepIds: [] } as MeetingCommand).and('2026-01-20', OFFICE, decideOther);
    expect(none.state.matters['m1']?.status).toBe('settled');
    const dropped = none.and('2026-01-22', OFFICE, { type: 'dropStep', stepId: 's1', reason: '并入年度计划' });
    expect(dropped.state.closed).toBeNull();
    expect(dropped.and('2026-01-23', OFFICE, minutes).state.closed).toMatchObject({ how: 'settled' });
  });

  it('asks for what it left open: minutes, and matters without a decision', () => {
    const late = held().until('2026-02-10');
    expect(Object.keys(late.state.overdue).sort()).toEqual(['decide:m1/1', 'decide:m2/1', 'minutes/1']);
    const withdrawn = late.and('2026-02-11', OFFICE, { type: 'withdrawMatter', matterId: 'm1', reason: '已另行解决' }).and('2026-02-11', OFFICE, { type: 'withdrawMatter', matterId: 'm2', reason: '下次再议' }).and('2026-02-11', OFFICE, minutes);
    expect(withdrawn.state.closed).toMatchObject({ how: 'settled' });
  });

  it('is called by the office or the conference, and by nobody else', () => {
    expect(Course.opened(MEETING, '2026-01-12', of('conference', 3), call).state.held).toBeNull();
    expect(() => Course.opened(MEETING, '2026-01-12', of('lead', 2), call)).toThrow('not-the-office');
  });

  it('shows members all of it, and a unit that only carries something out its own part', () => {
    const { state } = held().and('2026-01-20', OFFICE, { ...decideOther, decisions: [{ unitId: 'helper', text: '统计名单', day: '2026-02-27' }] } as MeetingCommand).and('2026-01-21', OFFICE, minutes);
    const seen = (unitId: string): { minutes: unknown; steps: unknown[]; matters: { outcome: string | null; decisions: unknown[] }[] } => MEETING.view(state, { kind: 'units', unitIds: [unitId] }) as never;
    expect(seen('lead')).toMatchObject({ minutes: { text: '会议议定两项' }, steps: [{ unitId: 'helper' }] });
    expect(seen('helper')).toMatchObject({ minutes: null, steps: [{ unitId: 'helper' }], matters: [{ decisions: [] }, { outcome: null, decisions: [{ unitId: 'helper' }] }] });
    expect(seen('other')).toMatchObject({ minutes: null, steps: [], matters: [{ decisions: [] }, { decisions: [] }] });
  });

  it.each<[string, () => Course<MeetingState, MeetingCommand>, Actor, MeetingCommand, string]>([
    ['held by another than the office or the conference', called, of('lead', 2), { type: 'hold', day: '2026-01-13', presentUnitIds: [] }, 'not-the-office'],
    ['held before it was called', called, OFFICE, { type: 'hold', day: '2026-01-11', presentUnitIds: [] }, 'date-invalid'],
    ['held tomorrow', called, OFFICE, { type: 'hold', day: '2026-01-14', presentUnitIds: [] }, 'date-invalid'],
    ['held with who is not there', called, OFFICE, { type: 'hold', day: '2026-01-13', presentUnitIds: ['gone'] }, 'unit-unknown'],
    ['held twice', held, OFFICE, { type: 'hold', day: '2026-01-20', presentUnitIds: [] }, 'meeting-held'],
    ['decided before it was held', called, OFFICE, decideOther, 'meeting-not-held'],
    ['decided in a matter that is not there', held, OFFICE, { ...decideOther, matterId: 'constructor' } as MeetingCommand, 'matter-not-found'],
    ['decided twice in a matter', () => held().and('2026-01-20', OFFICE, decideOther), OFFICE, decideOther, 'matter-not-open'],
    ['given minutes before it was held', called, OFFICE, minutes, 'meeting-not-held'],
    ['cancelled afterwards', held, OFFICE, { type: 'cancel', reason: '不开了' }, 'meeting-held'],
    ['moved afterwards', held, OFFICE, { type: 'move', day: '2026-02-02', reason: '改期' }, 'meeting-held'],
    ['moved into the past', called, OFFICE, { type: 'move', day: '2026-01-02', reason: '改期' }, 'date-in-the-past'],
  ])('is not %s', (_, course, actor, command, code) => {
    expect(course().when(command.type === 'hold' && code !== 'meeting-held' ? '2026-01-13' : '2026-01-20', actor, command).rejected).toBe(code);
  });

  it('is kept by the conference as well', () => {
    expect(called().and('2026-01-20', of('conference', 3), { type: 'hold', day: '2026-01-20', presentUnitIds: [] }).state.held).not.toBeNull();
  });
});
