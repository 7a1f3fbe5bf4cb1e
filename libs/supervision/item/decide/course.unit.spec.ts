import { c, given, moment } from '../../testing/given';
import { FOUR, of, rulesWith, TARGET } from '../../testing/world';
import type { CommandOf, ItemCommand } from '../item.commands';
import { deadlineOf } from '../item.deadline';
import { decideItem } from '../item.decide';
import { dutiesOf } from '../item.duties';
import { itemLight, itemStatus } from '../item.light';
import { stillToQuantify } from '../item.quantified';
import type { ItemState } from '../item.types';
import { viewItem } from '../item.view';

const lead = of('lead');
const office = of('office');
const sup = of('supervisor');
const received = given().and('2026-01-06', lead, c.receive());
const done = received.and('2026-03-02', lead, c.report(120)).and('2026-03-02 11:00', lead, c.submit()).and('2026-03-03', sup, c.verify());
const span = rulesWith().spans[0]!;
const dayOfStep = (state: ItemState, id = 'a1-1') => deadlineOf(state.steps[id]!, span.calendar, span.policy.rules, state.lastAt).day;

describe('completing', () => {
  test('when all work is accepted and all targets met', () => {
    expect(done.state.closed).toMatchObject({ how: 'completed' });
    expect(itemStatus(done.state)).toBe('completed');
  });

  test('targets not met: the office has to settle the outcome; figures may still come, and close it', () => {
    const open = received.and('2026-03-02', lead, c.submit()).and('2026-03-03', sup, c.verify());
    expect(open.events.map((e) => e.type)).toEqual(expect.arrayContaining(['AssignmentCompleted', 'OutcomeOpened']));
    expect(open.state.closed).toBeNull();
    expect(open.until('2026-03-20').events.some((e) => e.type === 'DutyEscalated' && e.data.duty.startsWith('outcome:'))).toBe(true);
    expect(open.when('2026-03-04', lead, c.report(100, null, 'a1', null)).types).toEqual(expect.arrayContaining(['ProgressReported', 'ItemClosed']));
    expect(open.when('2026-03-04', lead, { type: 'correctValue', assignmentId: 'a1', targetId: 't1', value: 100, asOf: '2026-03-03', reason: '补报' }).types).toContain('ItemClosed');
    const waive = { type: 'waiveTarget', targetId: 't1', reason: '政策调整' } as const;
    expect(open.when('2026-03-04', office, waive).types).toContain('ItemClosed');
    expect(open.when('2026-03-04', sup, waive).rejected).toBe('not-the-office');
    expect(open.when('2026-03-04', office, { ...waive, targetId: 't9' }).rejected).toBe('target-not-found');
    expect(open.when('2026-03-04', office, { ...waive, reason: '' }).rejected).toBe('reason-missing');
  });

  test('not before it is quantified, or found to need no figures', () => {
    const story = given({ targets: [], deadline: null }).and('2026-01-06', lead, c.receive()).and('2026-01-07', lead, c.submit()).and('2026-01-08', sup, c.verify());
    expect(story.state.closed).toBeNull();
    const none: CommandOf<'quantify'> = { type: 'quantify', targets: [], deadline: null, steps: [], notNeeded: '常规工作' };
    expect(story.when('2026-01-09', office, none).types).toContain('ItemClosed');
  });

  test('several units: each its own, the item when all', () => {
    let story = given({ assignments: FOUR, targets: [] , recurrence: 'ongoing' }).and('2026-01-05 11:00', office, { type: 'quantify', targets: [], deadline: null, steps: [], notNeeded: '常规工作' });
    for (const [id, unit, verifier] of [['a1', 'lead', 'supervisor'], ['a2', 'second', 'supervisor'], ['a3', 'helper', 'lead']] as const) {
      story = story.and('2026-01-06', of(unit), c.receive(id)).and('2026-01-06', of(unit), c.submit(`${id}-1`)).and('2026-01-06', of(verifier), c.verify(`${id}-1`));
      expect(story.state.closed).toBeNull();
    }
    const drop: CommandOf<'amend'> = { type: 'amend', amendment: 1, basis: '调整通知1号', addUnits: [], dropAssignments: ['a4'], drop: false };
    expect(story.and('2026-01-07', office, drop).state.closed).toMatchObject({ how: 'completed' });
  });
});

describe('transferring', () => {
  test('by the office, with a reason; the account of the deadline goes along', () => {
    const command = c.transfer('spare');
    expect(received.when('2026-03-02', sup, command).rejected).toBe('not-the-office');
    expect(received.when('2026-03-02', office, { ...command, reason: '' } as never).rejected).toBe('reason-missing');
    expect(received.when('2026-03-02', office, c.transfer('spare', 'a9')).rejected).toBe('assignment-not-found');
    expect(received.when('2026-03-02', office, c.transfer('gone')).rejected).toBe('unit-dissolved');
    expect(received.when('2026-03-02', office, { ...command, newAssignmentId: 'a1' } as never).rejected).toBe('name-taken');
    const paused = received.and('2026-03-02', office, c.suspend).and('2026-03-16', office, c.resume);
    const extended = paused.and('2026-06-01', lead, c.extend('2026-08-31')).and('2026-06-02', sup, c.rule(true));
    expect(dayOfStep(paused.and('2026-03-17', office, command).state, 'n1-a1-1')).toBe('2026-07-14');
    expect(dayOfStep(extended.and('2026-06-03', office, command).state, 'n1-a1-1')).toBe('2026-08-31');
  });

  test('the coordinator: its place goes along, and it verifies from then on', () => {
    const story = given({ assignments: FOUR }).and('2026-01-06', office, c.transfer('spare')).and('2026-01-07', of('helper'), c.receive('a3')).and('2026-01-08', of('helper'), c.submit('a3-1'));
    expect(story.state.assignments.n1?.coordinator).toBe(true);
    expect(story.when('2026-01-09', lead, c.verify('a3-1')).rejected).toBe('not-the-verifier');
    expect(story.when('2026-01-09', of('spare'), c.verify('a3-1')).types).toContain('StepAccepted');
  });

  test('what was late stays late for the item', () => {
    const story = received.until('2026-07-02').and('2026-07-02', office, c.transfer('spare'));
    expect(itemLight(story.state).late).toBe(true);
    expect(story.state.lateness[0]).toMatchObject({ duty: 'step:a1-1', overturned: null });
  });

  test('after the deadline: the new unit has the days of a return, and is late only when these pass', () => {
    const story = received.until('2026-07-02').and('2026-07-02', office, c.transfer('spare'));
    expect(dayOfStep(story.state, 'n1-a1-1')).toBe('2026-07-09');
    expect(story.state.firstDeadline).toBe('2026-06-30');
    const spare = of('spare');
    const begun = story.and('2026-07-03', spare, c.receive('n1'));
    expect(itemLight(begun.until('2026-07-09 23:59').state)).toMatchObject({ light: 'blue', late: true });
    expect(begun.until('2026-07-09 23:59').state.lateness.map((l) => l.duty)).toEqual(['step:a1-1']);
    expect(begun.until('2026-07-10').state.lateness.map((l) => [l.duty, l.dueAt])).toEqual([['step:a1-1', '2026-06-30T16:00:00.000Z'], ['step:n1-a1-1', '2026-07-09T16:00:00.000Z']]);
    const done = begun.and('2026-07-09', spare, c.submit('n1-a1-1')).and('2026-07-15', sup, c.verify('n1-a1-1'));
    expect(done.state.steps['n1-a1-1']).toMatchObject({ status: 'done', completedLate: false });
    // Handed on once more, in time: the day stands.
    expect(dayOfStep(begun.and('2026-07-06', office, { ...c.transfer('other', 'n1'), newAssignmentId: 'n2' } as never).state, 'n2-n1-a1-1')).toBe('2026-07-09');
  });

  test('who gets its own work back gets no new days, however often it goes to and fro', () => {
    const away = received.and('2026-06-29', office, c.transfer('spare'));
    const back = away.and('2026-07-02', office, { ...c.transfer('lead', 'n1'), newAssignmentId: 'n2' } as never);
    expect(dayOfStep(back.state, 'n2-n1-a1-1')).toBe('2026-06-30');
    expect(back.until('2026-07-03').state.lateness.map((l) => l.duty)).toContain('step:n2-n1-a1-1');
    const late = received.until('2026-07-20').and('2026-07-20', office, c.transfer('spare')).and('2026-07-20 11:00', office, { ...c.transfer('lead', 'n1'), newAssignmentId: 'n2' } as never);
    expect(dayOfStep(late.state, 'n2-n1-a1-1')).toBe('2026-06-30');
    expect(itemLight(late.until('2026-07-21').state).light).toBe('red');
  });

  test('of a unit of the office’s own house, or to one: by who directs the item', () => {
    const union = given({ assignments: [{ id: 'a1', unitId: 'union', role: 'lead', coordinator: true }] }).and('2026-01-06', of('union'), c.receive());
    expect(union.when('2026-03-02', office, c.transfer('spare')).rejected).toBe('own-house');
    expect(union.when('2026-03-02', sup, c.transfer('spare')).types).toContain('AssignmentTransferred');
    // Nobody is set up who could: the office lets it go, and cannot give it back with new days.
    const alone = given({ assignments: [{ id: 'a1', unitId: 'union', role: 'lead', coordinator: true }], supervisingUnitId: null, otherVerification: { unitId: null, basis: null } as never, conferenceUnitId: null }).until('2026-07-20');
    const moved = alone.and('2026-07-20', office, c.transfer('spare')).and('2026-07-20 11:00', office, { ...c.transfer('union', 'n1'), newAssignmentId: 'n2' } as never);
    expect(dayOfStep(moved.state, 'n2-n1-a1-1')).toBe('2026-06-30');
  });

  test('on the last day: the day stands', () => {
    expect(dayOfStep(received.and('2026-06-30 23:59', office, c.transfer('spare')).state, 'n1-a1-1')).toBe('2026-06-30');
  });

  test('during the attempt after a return, the first deadline gone by: nobody new is late for it', () => {
    const back = received.and('2026-06-29', lead, c.submit()).and('2026-07-02', sup, c.return()).and('2026-07-03', office, c.transfer('spare'));
    expect(dayOfStep(back.state, 'n1-a1-1')).toBe('2026-07-10');
    expect(back.until('2026-07-10 12:00').state.lateness.map((l) => l.duty)).toEqual(['step:a1-1']);
  });
});

describe('suspending', () => {
  test('by the office, with a reason, and back', () => {
    expect(received.when('2026-03-02', lead, c.suspend).rejected).toBe('not-the-office');
    expect(received.when('2026-03-02', office, { type: 'suspend', reason: '' }).rejected).toBe('reason-missing');
    expect(received.when('2026-03-02', office, c.resume).rejected).toBe('item-not-suspended');
    const off = received.and('2026-03-02', office, c.suspend);
    expect(off.when('2026-03-03', office, c.suspend).rejected).toBe('item-suspended');
    expect(off.when('2026-03-03', lead, c.resume).rejected).toBe('not-the-office');
    expect(itemStatus(off.state)).toBe('suspended');
    expect(off.until('2026-04-20').events.filter((e) => e.type === 'DutyEscalated').map((e) => e.data.duty)).toEqual(['review-suspension']);
  });

  test('the deadline moves by the working days of the pause, and the ladder is armed anew', () => {
    const story = received.and('2026-06-22', office, c.suspend).and('2026-07-06', office, c.resume);
    expect(story.state.steps['a1-1']).toMatchObject({ arming: 2 });
    expect(dayOfStep(story.state)).toBe('2026-07-14');
    expect(story.state.lateness).toEqual([]);
    expect(story.until('2026-07-14').state.lateness).toEqual([]);
    expect(story.until('2026-07-15').state.lateness).toMatchObject([{ arming: 2, dueAt: '2026-07-14T16:00:00.000Z' }]);
  });

  test('so do the days of every other duty: a receipt is not owed while the clocks stand still', () => {
    const story = given().and('2026-01-06', office, c.suspend).and('2026-01-20', office, c.resume);
    expect(story.state.overdueDuties).toEqual({});
    const after = story.until('2026-01-23');
    expect(after.state.overdueDuties).toEqual({ 'receipt:a1/2': '2026-01-22T16:00:00.000Z' });
  });

  test('no paper is signed meanwhile; one drawn up before is void when the clocks run again', () => {
    const off = received.until('2026-07-01').and('2026-07-01', office, c.suspend);
    const paperId = 'step.a1-1.1.yellowPaper';
    expect(off.when('2026-07-02', office, c.sign(paperId)).rejected).toBe('item-suspended');
    expect(off.when('2026-07-02', office, { type: 'voidPaper', paperId, reason: '中止' }).types).toEqual(['PaperVoided']);
    expect(off.and('2026-07-08', office, c.resume).state.papers[paperId]?.status).toBe('void');
  });

  test('late before, late once', () => {
    const story = received.until('2026-07-03').and('2026-07-03', office, c.suspend).and('2026-07-17', office, c.resume);
    expect(story.state.lateness).toHaveLength(1);
    expect(itemLight(story.state).light).toBe('red');
  });
});

describe('the office’s own house', () => {
  const unions = (change: Parameters<typeof given>[0] = {}) => given({ assignments: [{ id: 'a1', unitId: 'union', role: 'lead', coordinator: true }], deadline: '2026-03-31', ...change });
  const amend = (more: Partial<CommandOf<'amend'>>): CommandOf<'amend'> => ({ type: 'amend', amendment: 1, basis: '调整通知1号', addUnits: [], dropAssignments: [], drop: false, ...more });
  const refusal = (story: ReturnType<typeof given>, command: ItemCommand, actor = office) => {
    const decided = decideItem(story.state, command, { now: moment('2026-03-30'), actor, rules: story.rules });
    return 'rejected' in decided ? decided.rejected : null;
  };

  test('its deadline is not moved by the office, neither by suspending nor by amending', () => {
    for (const command of [c.suspend, amend({ deadline: '2026-06-30' }), amend({ deadline: null }), amend({ targets: [] }), amend({ drop: true })]) {
      expect(refusal(unions(), command)).toEqual({ code: 'own-house', details: { house: 'union', who: 'supervisor、other、conference' } });
    }
    expect(unions().when('2026-03-30', office, amend({ title: '技能竞赛' })).rejected).toBeNull();
    expect(unions({ deadline: null }).when('2026-03-30', office, amend({ deadline: '2026-06-30' })).rejected).toBeNull();
  });

  test('but by a body apart from it, which also looks at it again', () => {
    for (const by of ['supervisor', 'other', 'conference']) {
      const off = unions().and('2026-03-30', of(by), c.suspend);
      expect(dutiesOf(off.state, span, off.rules.roster).find((d) => d.kind === 'reviewSuspension')?.owedBy.unitId).toBe('supervisor');
      expect(off.when('2026-04-30', office, c.resume).rejected).toBe('own-house');
      expect(off.and('2026-04-30', of(by), c.resume).state.suspended).toBeNull();
      expect(unions().when('2026-03-30', of(by), amend({ deadline: '2026-06-30' })).types).toContain('ItemAmended');
      expect(unions().when('2026-03-30', of(by), amend({ title: '技能竞赛' })).rejected).toBe('not-the-office');
    }
    expect(unions().when('2026-03-30', of('union'), c.suspend).rejected).toBe('not-the-office');
  });

  test('where nobody stands apart, it says so', () => {
    const none = { supervisingUnitId: null, conferenceUnitId: null, otherVerification: { unitId: null, standing: null } };
    expect(refusal(unions(none), c.suspend)?.code).toBe('own-house-alone');
    expect(refusal(unions({ ...none, conferenceUnitId: 'union' }), c.suspend)?.code).toBe('own-house-alone');
  });

  test('an item of other units stays the office’s alone', () => {
    for (const by of ['supervisor', 'other', 'conference']) {
      expect(received.when('2026-03-30', of(by), c.suspend).rejected).toBe('not-the-office');
      expect(received.when('2026-03-30', of(by), amend({ deadline: '2026-09-30' })).rejected).toBe('not-the-office');
    }
  });
});

describe('withdrawing, closing the year, carrying over', () => {
  test('each with its reason', () => {
    expect(received.when('2026-03-02', of('conference'), { type: 'withdraw', reason: '' }).rejected).toBe('reason-missing');
    expect(received.and('2026-03-02', of('conference'), { type: 'withdraw', reason: '上级撤销' }).state.closed).toMatchObject({ how: 'withdrawn', reason: '上级撤销' });
  });

  test('withdrawing: by a leader apart from all who work on it, one roof is one body', () => {
    const withdraw = { type: 'withdraw', reason: '不再需要' } as const;
    const red = given({ assignments: FOUR }).until('2026-08-03');
    expect(itemLight(red.state).light).toBe('red');
    for (const unit of ['lead', 'second', 'helper']) expect([unit, red.when('2026-08-03', of(unit), withdraw).rejected]).toEqual([unit, 'own-work']);
    expect(red.when('2026-08-03', of('conference'), withdraw).types).toContain('ItemClosed');
    const unions = given({ assignments: [{ id: 'a1', unitId: 'union', role: 'lead', coordinator: true }] });
    expect(unions.when('2026-03-02', of('office'), withdraw).rejected).toBe('own-work');
    // Whose work is accepted still stood behind it; whom the office has released did not.
    const accepted = given({ assignments: FOUR }).and('2026-01-06', lead, c.receive()).and('2026-01-07', lead, c.submit()).and('2026-01-08', sup, c.verify());
    expect(accepted.when('2026-01-09', lead, withdraw).rejected).toBe('own-work');
    expect(accepted.and('2026-01-09', office, c.transfer('spare', 'a2')).when('2026-01-12', of('second'), withdraw).rejected).toBeNull();
    // The whole plan was withdrawn, on which its own leader ruled.
    expect(red.when('2026-08-03', lead, { ...withdraw, basis: '第1号' }).types).toContain('ItemClosed');
  });

  test.each([{ type: 'closeUnfulfilled', reason: '未完成' } as const, { type: 'carryOver', toPlanId: 'p2', reason: '结转' } as const])('$type: after the period, by the office', (command) => {
    expect(received.when('2026-12-31', office, command).rejected).toBe('too-early');
    expect(received.when('2027-01-01', lead, command).rejected).toBe('not-the-office');
    expect(received.when('2027-01-04', office, { ...command, reason: '' }).rejected).toBe('reason-missing');
    const closed = received.when('2027-01-04', office, command);
    expect(closed.types.at(-1)).not.toBe('ItemClosed');
    expect(closed.types).toEqual(expect.arrayContaining(['ItemClosed', 'PaperVoided']));
    expect(closed.state.lateness).toHaveLength(1);
  });

  test('what was closed as unfulfilled is carried over once, and stays unfulfilled', () => {
    const carry = { type: 'carryOver', toPlanId: 'p2', reason: '结转' } as const;
    const unfulfilled = received.and('2027-01-04', office, { type: 'closeUnfulfilled', reason: '未完成' });
    expect(unfulfilled.when('2027-01-05', lead, carry).rejected).toBe('not-the-office');
    expect(unfulfilled.when('2027-01-05', office, { ...carry, reason: '' }).rejected).toBe('reason-missing');
    const carried = unfulfilled.and('2027-01-05', office, carry);
    expect(carried.events.at(-1)?.type).toBe('UnfulfilledCarriedOver');
    expect(carried.state.closed).toMatchObject({ how: 'closedUnfulfilled', reason: '未完成', carriedTo: { planId: 'p2', itemId: null } });
    expect(carried.when('2027-01-06', office, carry).rejected).toBe('item-closed');
    const once = received.and('2027-01-04', office, carry);
    expect(once.when('2027-01-05', office, carry).rejected).toBe('item-closed');
    expect(done.when('2027-01-05', office, carry).rejected).toBe('item-closed');
  });

  test('nobody closes it: the office hears of it, up the path, then week after week', () => {
    const rungs = [];
    let story = received;
    for (const day of ['2027-01-18', '2027-01-25', '2027-02-01', '2027-03-01', '2027-03-15']) {
      const next = story.until(day);
      rungs.push(...next.events.slice(story.events.length).filter((e) => e.type === 'DutyEscalated' || e.type === 'ReminderIssued').map((e) => e.data).filter((d) => d.duty === 'close-year').map((d) => d.rung));
      story = next;
    }
    expect(rungs).toEqual(['stop-1', 'stop-2', 'stop-3', 'weekly-1', 'weekly-2']);
  });
});

describe('reopening', () => {
  test('what was accepted, with a reason, by the office; in other hands by who has it now', () => {
    expect(done.when('2026-03-10', lead, c.reopen()).rejected).toBe('not-the-office');
    expect(done.when('2026-03-10', office, c.reopen(null, 'x')).rejected).toBe('step-not-found');
    expect(done.when('2026-03-10', office, c.reopen('2026-03-09')).rejected).toBe('date-in-the-past');
    expect(done.when('2026-03-10', office, { ...c.reopen(), reason: '' } as never).rejected).toBe('reason-missing');
    expect(received.when('2026-03-10', office, c.reopen()).rejected).toBe('step-not-open');
    const two = received.and('2026-01-07', office, { type: 'addStep', stepId: 's2', assignmentId: 'a1', title: '二', day: null, evidenceRequired: false }).and('2026-01-08', lead, c.submit('s2')).and('2026-01-09', sup, c.verify('s2')).and('2026-01-12', office, c.transfer('spare'));
    expect(two.and('2026-01-13', office, c.reopen(null, 's2')).state.steps).toMatchObject({ s2: { status: 'done' }, 'n1-s2': { status: 'open', assignmentId: 'n1', redoes: 's2' } });
    expect(received.and('2026-03-02', of('conference'), { type: 'withdraw', reason: '撤销' }).when('2026-03-03', office, c.reopen()).rejected).toBe('item-closed');
  });

  test('in time before is not late for being asked again: a day of its own, or the days of a return', () => {
    const open = done.and('2026-09-07', office, c.reopen());
    expect(open.state).toMatchObject({ closed: null, lateness: [], steps: { 'a1-1': { status: 'open', arming: 2, attempt: 2 } } });
    expect(dayOfStep(open.state)).toBe('2026-09-14');
    expect(dayOfStep(done.and('2026-09-07', office, c.reopen('2026-10-30')).state)).toBe('2026-10-30');
    expect(dayOfStep(done.and('2026-03-10', office, c.reopen()).state)).toBe('2026-06-30');
    expect(open.until('2026-09-15').state.lateness).toMatchObject([{ arming: 2 }]);
    const again = open.and('2026-09-10', lead, c.submit()).and('2026-09-11', sup, c.verify());
    expect(again.state.closed?.how).toBe('completed');
  });

  test('an undated step gets its day too', () => {
    const story = given({ deadline: null, recurrence: 'ongoing' }).and('2026-01-06', lead, c.receive()).and('2026-01-07', lead, c.report(120)).and('2026-01-07 11:00', lead, c.submit()).and('2026-01-08', sup, c.verify());
    const open = story.and('2026-01-12', office, c.reopen('2026-01-30'));
    expect(dayOfStep(open.state)).toBe('2026-01-30');
    expect(open.until('2026-02-02').state.lateness).toHaveLength(1);
  });

  test('while the outcome is being settled: that duty goes, and comes again with the work', () => {
    const open = received.and('2026-03-02', lead, c.submit()).and('2026-03-03', sup, c.verify()).and('2026-03-04', office, c.reopen('2026-04-30'));
    expect(open.state.outcomeFrom).toBeNull();
    const again = open.and('2026-03-05', lead, c.submit()).and('2026-03-06', sup, c.verify());
    expect(again.state.outcomeFrom).not.toBeNull();
    expect(again.state.closed).toBeNull();
  });
});

describe('quantifying', () => {
  const bare = given({ targets: [], deadline: null }).and('2026-01-06', lead, c.receive());
  const quantify = (more: Partial<CommandOf<'quantify'>> = {}): CommandOf<'quantify'> => ({ type: 'quantify', targets: [TARGET], deadline: '2026-05-29', steps: [], notNeeded: null, ...more });

  test('is a duty of the lead, then of the path', () => {
    expect(itemLight(bare.state).light).toBe('grey');
    expect(bare.until('2026-02-10').events.some((e) => e.type === 'DutyEscalated' && e.data.duty === 'quantify')).toBe(true);
  });

  test('gives figures, date and steps, known from then on: no reminder for days gone', () => {
    const story = bare.and('2026-05-25', lead, quantify());
    expect(story.state).toMatchObject({ quantified: true, deadline: '2026-05-29', firstDeadline: '2026-05-29' });
    expect(dayOfStep(story.state)).toBe('2026-05-29');
    const due = story.events.filter((e) => e.type === 'DueSoonMarked');
    expect(due[0]?.meta.dueAt).toBe('2026-05-25T02:00:00.000Z');
    expect(story.events.filter((e) => e.type === 'ReminderIssued' && e.data.duty === 'step:a1-1')).toEqual([]);
  });

  test('by whom and with what', () => {
    expect(bare.when('2026-01-07', of('helper'), quantify()).rejected).toBe('not-the-assignee');
    expect(bare.when('2026-01-07', lead, quantify({ notNeeded: '不需要' })).rejected).toBe('not-the-office');
    expect(bare.when('2026-01-07', office, quantify({ notNeeded: '' })).rejected).toBe('reason-missing');
    expect(bare.when('2026-01-07', lead, quantify({ targets: [], deadline: null })).rejected).toBe('nothing-quantified');
    expect(bare.when('2026-01-07', lead, quantify({ deadline: '2025-01-01' })).rejected).toBe('date-in-the-past');
    expect(bare.when('2026-01-07', lead, quantify({ deadline: '2060-06-01' })).rejected).toBe('date-invalid');
    const step = { id: 'q1', assignmentId: 'a1', title: '方案', day: '2026-03-31', evidenceRequired: false };
    expect(bare.when('2026-01-07', lead, quantify({ steps: [step] })).types).toContain('ItemQuantified');
    expect(bare.when('2026-01-07', lead, quantify({ steps: [{ ...step, assignmentId: 'a9' }] })).rejected).toBe('assignment-not-found');
    expect(bare.when('2026-01-07', lead, quantify({ steps: [{ ...step, day: '2026-02-30' }] })).rejected).toBe('date-invalid');
    expect(bare.when('2026-01-07', lead, quantify({ steps: [{ ...step, id: 'a1-1' }] })).rejected).toBe('name-taken');
    // A date that stands moves by an extension or an amendment, not by quantifying again.
    expect(received.when('2026-01-07', office, quantify({ targets: [], deadline: '2026-12-31' })).rejected).toBe('date-invalid');
  });

  test('a part is taken, and the duty goes on for the rest', () => {
    const step = { id: 'q1', assignmentId: 'a1', title: '方案', day: null, evidenceRequired: false };
    const nothingYet = bare.and('2026-01-07', lead, quantify({ targets: [], deadline: null, steps: [step] }));
    expect(nothingYet.state.quantified).toBe(false);
    expect(viewItem(nothingYet.state, nothingYet.rules, nothingYet.state.lastAt).stillToQuantify).toEqual(['figures', 'deadline']);
    expect(nothingYet.until('2026-12-30').events.filter((e) => e.type === 'DutyEscalated' && e.data.duty === 'quantify').length).toBeGreaterThan(0);

    const figures = bare.and('2026-01-07', lead, quantify({ deadline: null }));
    expect(figures.state.quantified).toBe(false);
    expect(stillToQuantify(figures.state)).toEqual(['deadline']);
    expect(itemLight(figures.until('2026-02-10').state).light).not.toBe('green');
    const dated = bare.and('2026-01-07', lead, quantify({ targets: [] }));
    expect(stillToQuantify(dated.state)).toEqual(['figures']);
    for (const whole of [figures.and('2026-01-08', lead, quantify({ targets: [] })), dated.and('2026-01-08', lead, quantify({ deadline: null })), dated.and('2026-01-08', office, quantify({ targets: [], deadline: null, notNeeded: '常规工作' }))]) {
      expect(whole.state.quantified).toBe(true);
      expect(stillToQuantify(whole.state)).toEqual([]);
      expect(dutiesOf(whole.state, span, whole.rules.roster).map((d) => d.kind)).not.toContain('quantify');
    }
    expect(dated.when('2026-01-08', lead, quantify({ targets: [] })).rejected).toBe('nothing-quantified');
  });

  test('what an amendment takes away is to be given again, on a count of its own', () => {
    const amend = (more: Partial<CommandOf<'amend'>>): CommandOf<'amend'> => ({ type: 'amend', amendment: 1, basis: '调整通知1号', addUnits: [], dropAssignments: [], drop: false, ...more });
    const undated = bare.until('2026-02-10').and('2026-02-10', lead, quantify()).and('2026-03-02', office, amend({ deadline: null }));
    expect(stillToQuantify(undated.state)).toEqual(['deadline']);
    const told = undated.until('2026-04-30').events.slice(undated.events.length).filter((e) => e.type === 'DutyEscalated').map((e) => e.data.duty);
    expect(told).toContain(`quantify:${undated.state.quantifyFrom}`);
    expect(given({ targets: [] }).and('2026-03-02', office, amend({ targets: [TARGET] })).state.quantified).toBe(true);
  });

  test('figures that stand are not overwritten in silence, and none is out of bounds', () => {
    const first = given({ deadline: null }).and('2026-01-06', lead, c.receive());
    const refused = (more: Partial<CommandOf<'quantify'>>) => {
      const decided = decideItem(first.state, quantify(more), { now: moment('2026-01-07'), actor: lead, rules: first.rules });
      return 'rejected' in decided ? [decided.rejected.code, decided.rejected.field] : null;
    };
    expect(refused({ targets: [{ ...TARGET, value: 500 }] })).toEqual(['figure-stands', 'targets[0].id']);
    expect(refused({ targets: [{ ...TARGET, id: 't2' }, { ...TARGET, id: 't2' }] })).toEqual(['name-taken', 'targets[1].id']);
    expect(refused({ targets: [{ ...TARGET, id: 't2', value: -5 }] })).toEqual(['value-invalid', 'targets[0].value']);
    expect(refused({ targets: [], deadline: '2027-01-01' })).toEqual(['date-after-period', 'deadline']);
    expect(refused({ targets: [], steps: [{ id: 'q1', assignmentId: 'a1', title: '方案', day: '2027-01-01', evidenceRequired: false }] })).toEqual(['date-after-period', 'steps[0].day']);
    // Said again as it stands, a figure is no news.
    expect(refused({ targets: [TARGET] })).toBeNull();
  });
});

describe('amending', () => {
  const amend = (more: Partial<CommandOf<'amend'>> = {}): CommandOf<'amend'> => ({ type: 'amend', amendment: 1, basis: '调整通知1号', addUnits: [], dropAssignments: [], drop: false, ...more });
  const add = (unitId: string, coordinator = false) => ({ assignmentId: 'b1', unitId, role: 'participant' as const, coordinator });

  test('refusals', () => {
    expect(received.when('2026-03-02', sup, amend({ title: '新' })).rejected).toBe('not-the-office');
    expect(received.when('2026-03-02', office, amend({ title: '新', basis: '' })).rejected).toBe('reason-missing');
    expect(received.when('2026-03-02', office, amend()).rejected).toBe('amendment-empty');
    expect(received.when('2026-03-02', office, amend({ deadline: '2026-06-30' })).rejected).toBe('amendment-empty');
    expect(received.when('2026-03-02', office, amend({ deadline: '2026-02-30' })).rejected).toBe('date-invalid');
    expect(received.when('2026-03-02', office, amend({ deadline: '2026-03-01' })).rejected).toBe('date-in-the-past');
    expect(received.when('2026-03-02', office, amend({ dropAssignments: ['a9'] })).rejected).toBe('assignment-not-found');
    expect(received.when('2026-03-02', office, amend({ dropAssignments: ['a1'] })).rejected).toBe('no-unit-left');
    expect(received.when('2026-03-02', office, amend({ addUnits: [add('nobody')] })).rejected).toBe('unit-unknown');
    expect(received.when('2026-03-02', office, amend({ addUnits: [add('gone')] })).rejected).toBe('unit-dissolved');
    expect(received.when('2026-03-02', office, amend({ addUnits: [add('lead')] })).rejected).toBe('unit-already-assigned');
    expect(received.when('2026-03-02', office, amend({ addUnits: [{ ...add('spare'), assignmentId: 'a1' }] })).rejected).toBe('name-taken');
    expect(received.when('2026-03-02', office, amend({ addUnits: [add('spare'), add('spare')] })).rejected).toBe('named-twice');
    expect(received.when('2026-03-02', office, amend({ addUnits: [add('spare', true)] })).rejected).toBe('coordinator-twice');
  });

  test('a unit of the office’s own house is let go by who directs the item, and all else stays the office’s', () => {
    const both = given({ assignments: [...FOUR, { id: 'u1', unitId: 'union', role: 'participant', coordinator: false }] });
    expect(both.when('2026-03-02', office, amend({ dropAssignments: ['u1'], addUnits: [add('spare')] })).rejected).toBe('own-house');
    expect(both.when('2026-03-02', sup, amend({ dropAssignments: ['u1'] })).types).toContain('ItemAmended');
    expect(both.when('2026-03-02', sup, amend({ dropAssignments: ['u1', 'a4'] })).rejected).toBe('not-the-office');
    expect(both.when('2026-03-02', office, amend({ dropAssignments: ['a4'] })).types).toContain('ItemAmended');
  });

  test('who joins after the day has the days of a return; who was let go and joins again has not', () => {
    const joined = received.until('2026-07-20').and('2026-07-20', office, amend({ addUnits: [add('spare')] }));
    expect(dayOfStep(joined.state, 'b1-1')).toBe('2026-07-27');
    expect(joined.until('2026-07-27 12:00').state.lateness.map((l) => l.duty)).toEqual(['step:a1-1']);
    const again = joined.and('2026-07-20 11:00', office, amend({ amendment: 2, dropAssignments: ['a1'] })).and('2026-07-20 12:00', office, amend({ amendment: 3, addUnits: [{ ...add('lead'), assignmentId: 'b2' }] }));
    expect(dayOfStep(again.state, 'b2-1')).toBe('2026-06-30');
  });

  test('no date lies beyond the plan’s period', () => {
    expect(received.when('2026-03-02', office, amend({ deadline: '2027-01-01' })).rejected).toBe('date-after-period');
    expect(given({ deadline: null }).when('2026-03-02', office, amend({ steps: [{ stepId: 'a1-1', day: '2031-01-30' }] })).rejected).toBe('date-after-period');
  });

  test('a new date holds, also after an extension; the first stays visible; a step with a day of its own keeps it', () => {
    const own = received.and('2026-01-07', office, { type: 'addStep', stepId: 's2', assignmentId: 'a1', title: '中期', day: '2026-04-30', evidenceRequired: false });
    const story = own.and('2026-02-02', lead, c.extend('2026-08-31')).and('2026-02-03', sup, c.rule(true)).and('2026-03-02', office, amend({ deadline: '2026-09-30' }));
    const account = deadlineOf(story.state.steps['a1-1']!, span.calendar, span.policy.rules, story.state.lastAt);
    expect(account).toMatchObject({ day: '2026-09-30', first: '2026-06-30' });
    expect(account.lines.at(-1)).toEqual({ what: 'amendment', day: '2026-09-30' });
    expect(dayOfStep(story.state, 's2')).toBe('2026-04-30');
    expect(story.state).toMatchObject({ deadline: '2026-09-30', firstDeadline: '2026-06-30' });
    const again = story.and('2026-03-03', office, amend({ amendment: 2, deadline: null }));
    expect(dayOfStep(again.state)).toBeNull();
    expect(again.until('2026-11-02').state.lateness.map((l) => l.duty)).toEqual(['step:s2']);
  });

  test('also for what is submitted; a paper drawn up by the old date is void', () => {
    const story = received.until('2026-07-01').and('2026-07-01', office, amend({ deadline: '2026-09-30' }));
    expect(story.state.papers['step.a1-1.1.yellowPaper']?.status).toBe('void');
    const sent = received.and('2026-06-01', lead, c.submit()).and('2026-06-02', office, amend({ deadline: '2026-06-15' }));
    expect(dayOfStep(sent.state)).toBe('2026-06-15');
  });

  test('units come and go; who joins has duties from then on', () => {
    const story = received.and('2026-03-02', office, amend({ addUnits: [add('spare')] }));
    expect(story.state.assignments.b1).toMatchObject({ unitId: 'spare', status: 'active', createdAt: '2026-03-02T02:00:00.000Z' });
    expect(story.until('2026-03-09').events.some((e) => e.type === 'DutyEscalated' && e.data.duty === 'receipt:b1')).toBe(true);
    expect(story.and('2026-03-03', office, amend({ dropAssignments: ['b1'] })).state.steps['b1-1']?.status).toBe('cancelled');
    const replaced = received.and('2026-03-02', office, amend({ addUnits: [{ ...add('spare', true), role: 'lead' }], dropAssignments: ['a1'] }));
    expect(Object.values(replaced.state.assignments).filter((a) => a.status === 'active').map((a) => a.unitId)).toEqual(['spare']);
  });

  test('targets met by it close what waited for them; the item may go as a whole', () => {
    const open = received.and('2026-03-02', lead, c.report(60)).and('2026-03-02 11:00', lead, c.submit()).and('2026-03-03', sup, c.verify());
    expect(open.when('2026-03-04', office, amend({ targets: [{ ...TARGET, value: 50 }] })).types).toContain('ItemClosed');
    expect(received.and('2026-03-02', office, amend({ drop: true })).state.closed).toMatchObject({ how: 'dropped' });
  });
});
