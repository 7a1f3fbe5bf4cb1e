import { dayOf } from '../../time/day';
import { c, given } from '../../testing/given';
import { FOUR, of, officeFor, rulesWith } from '../../testing/world';
import { itemLight } from '../item.light';
import { sealedFor } from '../../testing/sealed';

const lead = of('lead');
const sup = of('supervisor');
const received = given().and('2026-01-06', lead, c.receive());
const rungsOf = (events: readonly { type: string; data: unknown }[]) => events.filter((e) => e.type === 'PaperDrafted' || e.type === 'ReminderIssued').map((e) => (e.data as { rung: string }).rung);

describe('extension', () => {
  test('names a later day, for a reason, once at a time', () => {
    expect(received.when('2026-06-01', lead, c.extend('2026-08-31')).types).toContain('RequestMade');
    expect(received.when('2026-06-01', lead, c.extend('2026-06-30')).rejected).toBe('date-invalid');
    expect(received.when('2026-06-01', lead, c.extend('2026-05-30')).rejected).toBe('date-in-the-past');
    expect(received.when('2026-06-01', lead, { ...c.extend('2026-08-31'), reason: '' } as never).rejected).toBe('reason-missing');
    const asked = received.and('2026-06-01', lead, c.extend('2026-08-31'));
    expect(asked.when('2026-06-02', lead, c.extend('2026-08-31', 'r2')).rejected).toBe('request-open');
    expect(asked.when('2026-06-02', lead, c.reason('2026-08-31', 'r2')).rejected).toBe('request-open');
    expect(asked.when('2026-06-02', lead, c.decline(null, 'r2')).rejected).toBe('request-open');
    const ruled = asked.and('2026-06-02', sup, c.rule(false));
    expect(ruled.when('2026-06-03', lead, c.extend('2026-08-31', 'r1')).rejected).toBe('name-taken');
    expect(given({ deadline: null }).and('2026-01-06', lead, c.receive()).when('2026-06-01', lead, c.extend('2026-08-31')).rejected).toBe('deadline-none');
  });

  test('asked in time and granted after the deadline: not late', () => {
    const story = received.and('2026-06-30', lead, c.extend('2026-08-31')).and('2026-07-06', sup, c.rule(true));
    expect(story.state.lateness).toEqual([]);
    expect(story.state.steps['a1-1']).toMatchObject({ arming: 2, extensions: [{ day: '2026-08-31', by: 'extension', requestId: 'r1' }] });
    const done = story.and('2026-08-31', lead, c.submit()).and('2026-09-02', sup, c.verify());
    expect(done.state.steps['a1-1']?.completedLate).toBe(false);
  });

  test('refused: late as of the original deadline, no rung for the days gone, the ladder goes on with its grace', () => {
    const asked = received.and('2026-06-29', lead, c.extend('2026-08-31'));
    const waited = asked.until('2026-07-08');
    expect(rungsOf(waited.events).filter((r) => r !== 'T-7' && r !== 'T-3' && r !== 'T-1')).toEqual([]);
    const ruled = waited.when('2026-07-08', sup, c.rule(false));
    expect(ruled.state.lateness).toMatchObject([{ dueAt: '2026-06-30T16:00:00.000Z' }]);
    expect(ruled.state.steps['a1-1']?.marks).toMatchObject({ overdue: '2026-06-30T16:00:00.000Z', red: '2026-07-02T16:00:00.000Z' });
    expect(rungsOf(ruled.events)).toEqual([]);
    const after = waited.and('2026-07-08', sup, c.rule(false));
    expect(rungsOf(after.until('2026-07-10').events).slice(-1)).not.toContain('yellowPaper');
    expect(rungsOf(after.until('2026-07-11').events).slice(-1)).toEqual(['yellowPaper']);
  });

  test('refused after the rules changed meanwhile: late as of the original deadline all the same', () => {
    const rules = rulesWith({}, { from: '2026-07-05T00:00:00.000Z', rules: { graceWorkingDays: 5 } });
    const story = given({}, rules).and('2026-01-06', lead, c.receive()).and('2026-06-30', lead, c.extend('2026-08-31')).and('2026-07-08', sup, c.rule(false));
    expect(story.state.lateness).toMatchObject([{ dueAt: '2026-06-30T16:00:00.000Z' }]);
  });

  test('sent in late while the request waited, then refused: the lateness that it hid comes out', () => {
    const sent = received.and('2026-06-30', lead, c.extend('2026-08-31')).and('2026-07-03', lead, c.submit());
    expect(sent.state.lateness).toEqual([]);
    const ruled = sent.and('2026-07-06', sup, c.rule(false));
    expect(ruled.state.lateness).toMatchObject([{ dueAt: '2026-06-30T16:00:00.000Z', arming: 1 }]);
    expect(itemLight(ruled.state)).toMatchObject({ light: 'yellow', late: true });
    const accepted = sent.when('2026-07-06', sup, c.verify());
    expect(accepted.types).toEqual(expect.arrayContaining(['OverdueMarked', 'StepAccepted', 'RequestLapsed']));
    expect(accepted.state).toMatchObject({ steps: { 'a1-1': { completedLate: true } }, requests: { r1: { status: 'lapsed' } } });
    const granted = sent.and('2026-07-06', sup, c.rule(true)).and('2026-07-07', sup, c.verify());
    expect(granted.state.steps['a1-1']?.completedLate).toBe(false);
  });

  test('asked late: the lateness stays, though a new date runs', () => {
    const story = received.and('2026-07-02', lead, c.extend('2026-08-31')).and('2026-07-03', sup, c.rule(true));
    expect(story.state.requests.r1).toMatchObject({ askedInTime: false, status: 'granted' });
    expect(story.state.lateness).toMatchObject([{ overturned: null }]);
    expect(itemLight(story.state)).toMatchObject({ light: 'green', late: true });
    const done = story.and('2026-08-20', lead, c.submit()).and('2026-08-21', sup, c.verify());
    expect(done.state.steps['a1-1']?.completedLate).toBe(true);
  });

  test('ruled on by another day; never by an earlier one, nor one gone by', () => {
    const asked = received.and('2026-06-01', lead, c.extend('2026-08-31'));
    expect(asked.and('2026-06-02', sup, c.rule(true, 'r1', { day: '2026-07-31' })).state.steps['a1-1']?.extensions.at(-1)?.day).toBe('2026-07-31');
    expect(asked.when('2026-06-02', sup, c.rule(true, 'r1', { day: '2026-06-15' })).rejected).toBe('date-invalid');
    expect(asked.when('2026-09-02', sup, c.rule(true)).rejected).toBe('date-in-the-past');
    expect(asked.when('2026-09-02', sup, c.rule(true, 'r1', { day: '2026-09-30' })).rejected).toBeNull();
  });
});

describe('ruling', () => {
  const asked = received.and('2026-06-01', lead, c.extend('2026-08-31'));
  test('by the office, the supervising or the other unit, once, with a reason', () => {
    expect(Object.keys(asked.state.requests['r1'] ?? {}).filter((k) => /id$/i.test(k))).toEqual(['assignmentId', 'stepId', 'personId', 'unitId', 'proposedUnitId', 'id']);
    expect(asked.when('2026-06-02', of('helper'), c.rule(true)).rejected).toBe('not-the-office');
    expect(asked.when('2026-06-02', { kind: 'system', name: 'x' }, c.rule(true)).rejected).toBe('not-the-office');
    expect(asked.when('2026-06-02', sup, { ...c.rule(true), reason: '' } as never).rejected).toBe('reason-missing');
    expect(asked.when('2026-06-02', sup, c.rule(true, 'r9')).rejected).toBe('not-found');
    expect(asked.and('2026-06-02', sup, c.rule(true)).when('2026-06-03', sup, c.rule(true)).rejected).toBe('request-not-open');
  });

  test('never by one\'s own roof: then it is the supervising unit\'s duty', () => {
    const union = given({ assignments: [{ id: 'a1', unitId: 'union', role: 'implementer', coordinator: true }] }).and('2026-01-06', of('union'), c.receive()).and('2026-06-01', of('union'), c.extend('2026-08-31'));
    expect(union.when('2026-06-02', of('office'), c.rule(true)).rejected).toBe('own-work');
    const reminded = union.until('2026-06-03').events.filter((e) => e.type === 'ReminderIssued' && e.data.duty === 'rule:r1');
    expect(reminded[0]?.data).toMatchObject({ to: [{ unitId: 'supervisor', why: 'ruling' }] });
  });

  test('left undone it escalates', () => {
    const rungs = asked.until('2026-06-20').events.filter((e) => e.type === 'DutyEscalated' && e.data.duty === 'rule:r1').map((e) => e.data);
    expect(rungs.length).toBeGreaterThan(0);
  });
});

describe('stated reason', () => {
  test('accepted: the rungs rest until the day named, the lateness stays', () => {
    const story = received.until('2026-07-02').and('2026-07-02', lead, c.reason('2026-07-31')).and('2026-07-03', of('office'), c.rule(true));
    expect(story.state.lateness).toMatchObject([{ overturned: null }]);
    const drafted = story.state.papers['step.a1-1.1.yellowPaper'];
    expect(drafted?.status).toBe('drafted');
    const later = story.until('2026-07-31');
    expect(rungsOf(later.events.slice(story.events.length))).toEqual([]);
    expect(later.events.slice(story.events.length).filter((e) => e.type === 'DutyEscalated' && e.data.duty.startsWith('sign:'))).toEqual([]);
  });

  test('its marks are not kept back while it waits', () => {
    const story = received.and('2026-06-29', lead, c.reason('2026-07-31')).until('2026-07-02');
    expect(story.state.lateness).toHaveLength(1);
  });

  test('it also quiets the weekly notices that follow the last rung', () => {
    const story = given({}, rulesWith({ rules: { papers: [] } })).and('2026-01-06', lead, c.receive()).until('2026-07-20').and('2026-07-20', lead, c.reason('2026-09-30')).and('2026-07-20 11:00', sup, c.rule(true));
    const weekly = story.until('2026-09-30').events.slice(story.events.length).filter((e) => e.type === 'ReminderIssued' && e.data.duty === 'step:a1-1');
    expect(weekly).toEqual([]);
    expect(story.until('2026-10-12').events.slice(story.events.length).some((e) => e.type === 'ReminderIssued' && e.data.duty === 'step:a1-1')).toBe(true);
  });
});

describe('decline (申请改派)', () => {
  const asked = given().and('2026-01-06', lead, c.decline('spare'));

  test('by the unit, with a reason', () => {
    expect(given().when('2026-01-06', of('helper'), c.decline()).rejected).toBe('not-the-assignee');
    expect(given().when('2026-01-06', lead, { ...c.decline(), reason: '' } as never).rejected).toBe('reason-missing');
  });

  test('accepted: the other unit receives anew, with the days that the ruling took', () => {
    const story = asked.and('2026-01-12', of('office'), c.rule(true));
    expect(story.state.assignments.a1?.status).toBe('declined');
    expect(story.state.assignments['n-r1']).toMatchObject({ unitId: 'spare', role: 'lead', coordinator: true, receivedAt: null });
    expect(story.state.steps['n-r1-a1-1']?.pauses).toMatchObject([{ cause: 'decline', annulled: false }]);
    expect(story.state.steps['a1-1']?.status).toBe('cancelled');
  });

  test('accepted after the deadline: the days of the ruling first, then those of a return, whichever leaves the unit in time', () => {
    const near = given({ deadline: '2026-01-12' }).and('2026-01-09', lead, c.decline('spare'));
    // Two working days of waiting, 9 and 12 January, carry the date to the 14th; ruled on after that, it takes new days.
    expect(near.and('2026-01-13', of('office'), c.rule(true)).state.steps['n-r1-a1-1']?.extensions).toEqual([]);
    const late = given({ deadline: '2026-01-12' }).and('2026-01-06', lead, c.receive()).until('2026-01-14').and('2026-01-14', lead, c.decline('spare')).and('2026-01-15', of('office'), c.rule(true));
    expect(late.state.steps['n-r1-a1-1']?.extensions).toMatchObject([{ day: '2026-01-22', by: 'transfer', requestId: null }]);
    expect(late.until('2026-01-22').state.lateness.map((l) => l.duty)).toEqual(['step:a1-1']);
  });

  test('to nobody, the unknown, the dissolved or one at it already', () => {
    const none = given().and('2026-01-06', lead, c.decline());
    expect(none.when('2026-01-07', of('office'), c.rule(true)).rejected).toBe('unit-unknown');
    expect(none.when('2026-01-07', of('office'), c.rule(true, 'r1', { toUnitId: 'nobody' })).rejected).toBe('unit-unknown');
    expect(none.when('2026-01-07', of('office'), c.rule(true, 'r1', { toUnitId: 'gone' })).rejected).toBe('unit-dissolved');
    expect(none.when('2026-01-07', of('office'), c.rule(true, 'r1', { toUnitId: 'lead' })).rejected).toBe('unit-already-assigned');
  });

  test('refused: the receipt is owed by its first day, no rung before the grace', () => {
    const waited = asked.until('2026-01-15');
    expect(waited.events.filter((e) => e.type === 'DutyEscalated' && e.data.duty === 'receipt:a1')).toEqual([]);
    const refused = waited.and('2026-01-15', of('office'), c.rule(false));
    expect(refused.state.overdueDuties['receipt:a1/1']).toBe('2026-01-08T16:00:00.000Z');
    const rungs = refused.until('2026-01-23').events.filter((e) => e.type === 'DutyEscalated' && e.data.duty === 'receipt:a1');
    expect(rungs[0]?.meta.dueAt).toBe('2026-01-19T16:00:00.000Z');
  });

  test('moot once the office transfers the work itself', () => {
    const moved = asked.when('2026-01-07', of('office'), c.transfer('other'));
    expect(moved.types).toEqual(expect.arrayContaining(['AssignmentTransferred', 'RequestLapsed']));
    expect(moved.state.requests.r1?.status).toBe('lapsed');
  });

  test('ruled on while the item is suspended: the new step rests with it', () => {
    const story = asked.and('2026-01-07', of('office'), c.suspend).and('2026-01-08', of('office'), c.rule(true));
    expect(story.state.steps['n-r1-a1-1']?.pauses.some((p) => p.cause === 'suspension' && p.to === null)).toBe(true);
    const resumed = story.and('2026-01-15', of('office'), c.resume);
    expect(resumed.state.steps['n-r1-a1-1']?.pauses.every((p) => p.to !== null)).toBe(true);
  });
});

describe('who asks again and again wins no rest by it: the ladder climbs as if nobody had asked a second time', () => {
  const DAYS = ['2026-07-02', '2026-07-03', '2026-07-06', '2026-07-07', '2026-07-08', '2026-07-09', '2026-07-10', '2026-07-13', '2026-07-14', '2026-07-15', '2026-07-16', '2026-07-17'];
  const late = received.until('2026-07-01').and('2026-07-01', of('office'), c.sign('step.a1-1.1.yellowPaper'));
  const papersOf = ({ events }: typeof late): [string, string][] => events.flatMap((e) => (e.type === 'PaperDrafted' ? [[e.data.paper, dayOf(e.meta.occurredAt)] as [string, string]] : []));
  const asks = { extend: (id: string) => c.extend('2026-12-01', id), reason: (id: string) => c.reason('2026-12-01', id), decline: (id: string) => c.decline('spare', id) };

  test.each([['extend', 1], ['extend', 4], ['reason', 1], ['reason', 4], ['decline', 1], ['decline', 4]] as const)('%s, ruled on after %i days', (kind, days) => {
    const refused = late.and('2026-07-01', lead, asks[kind]('r1')).and('2026-07-01 11:00', sup, c.rule(false, 'r1'));
    const patient = DAYS.reduce((story, day) => story.until(`${day} 11:00`), refused);
    const papers = papersOf(patient);
    expect(papers.map(([paper]) => paper)).toContain('redPaper');
    const pressing = DAYS.reduce((story, day, i) => {
      const asked = i % days === 0 ? story.and(day, lead, asks[kind](`n${i}`)) : story;
      return i % days === days - 1 ? asked.and(`${day} 11:00`, sup, c.rule(false, `n${i - days + 1}`)) : asked.until(`${day} 11:00`);
    }, refused);
    expect(papersOf(pressing)).toEqual(papers);
  });
});

describe('objection', () => {
  const late = received.until('2026-07-01');

  test('to a lateness: upheld it is struck through, leaves the light and is not marked again', () => {
    const story = late.and('2026-07-02', lead, c.object('lateness')).and('2026-07-03', sup, c.rule(true, 'o1'));
    expect(story.state.lateness).toMatchObject([{ overturned: { basis: '经研究' } }]);
    expect(itemLight(story.state)).toMatchObject({ late: false });
    expect(story.state.papers['step.a1-1.1.yellowPaper']?.status).toBe('void');
    const later = story.until('2026-08-31');
    expect(itemLight(later.state).light).not.toBe('red');
    expect(later.state.lateness).toHaveLength(1);
    expect(later.events.slice(story.events.length).some((e) => e.type === 'ReminderIssued' && e.data.rung.startsWith('weekly'))).toBe(true);
    const done = later.and('2026-09-01', lead, c.submit()).and('2026-09-02', sup, c.verify());
    expect(done.state.steps['a1-1']?.completedLate).toBe(false);
  });

  test('to the lateness of a later date: the light is put right though the first lateness stands', () => {
    const again = received.and('2026-07-02', lead, c.extend('2026-07-31')).and('2026-07-03', sup, c.rule(true)).until('2026-08-03');
    expect(itemLight(again.state)).toMatchObject({ light: 'yellow', late: true });
    const story = again.and('2026-08-03', lead, c.object('lateness')).and('2026-08-04', sup, c.rule(true, 'o1'));
    expect(story.state.lateness).toMatchObject([{ overturned: null }, { overturned: { basis: '经研究' } }]);
    expect(story.state.steps['a1-1']?.marks).toMatchObject({ overdue: null, red: null });
    expect(['yellow', 'red']).not.toContain(itemLight(story.state).light);
    expect(itemLight(story.state).late).toBe(true);
  });

  test('refused: nothing changes', () => {
    const story = late.and('2026-07-02', lead, c.object('lateness')).and('2026-07-03', sup, c.rule(false, 'o1'));
    expect(story.state.lateness).toMatchObject([{ overturned: null }]);
  });

  test('once ruled on it is not made again about the same: a unit that will not have it wins no time', () => {
    const refused = late.and('2026-07-02', lead, c.object('lateness')).and('2026-07-03', sup, c.rule(false, 'o1'));
    expect(refused.when('2026-07-03 11:00', lead, c.object('lateness', 'o2')).rejected).toBe('request-not-open');
    const back = received.and('2026-06-29', lead, c.submit()).and('2026-07-02', sup, c.return()).and('2026-07-03', lead, c.object('return')).and('2026-07-06', of('supervisor', 2), c.rule(false, 'o1'));
    expect(back.when('2026-07-07', lead, c.object('return', 'o2')).rejected).toBe('request-not-open');
    // The next return is another one.
    const again = back.and('2026-07-07', lead, c.submit()).and('2026-07-08', sup, c.return());
    expect(again.when('2026-07-09', lead, c.object('return', 'o2')).rejected).toBeNull();
    const attribution = given().and('2026-01-06', lead, c.object('attribution')).and('2026-01-07', of('supervisor', 2), c.rule(false, 'o1'));
    expect(attribution.when('2026-01-08', lead, c.object('attribution', 'o2')).rejected).toBe('request-not-open');
  });

  test('within its days, about something that is, once at a time', () => {
    expect(late.when('2026-07-09', lead, c.object('lateness')).rejected).toBe('objection-too-late');
    expect(late.when('2026-07-08', lead, c.object('lateness')).rejected).toBeNull();
    expect(received.when('2026-03-02', lead, c.object('lateness')).rejected).toBe('not-found');
    expect(received.when('2026-03-02', lead, c.object('return')).rejected).toBe('not-found');
    expect(late.when('2026-07-02', of('helper'), c.object('lateness')).rejected).toBe('not-the-assignee');
    expect(late.and('2026-07-02', lead, c.object('lateness')).when('2026-07-02 11:00', lead, c.object('lateness', 'o2')).rejected).toBe('request-open');
  });

  test('its days count from when the lateness was really recorded: a timer that came late costs the unit none', () => {
    const outage = received.until('2026-07-20');
    expect(outage.state.lateness).toMatchObject([{ dueAt: '2026-06-30T16:00:00.000Z', recordedAt: '2026-07-20T02:00:00.000Z' }]);
    expect(outage.when('2026-07-27', lead, c.object('lateness')).rejected).toBeNull();
    expect(outage.when('2026-07-28', lead, c.object('lateness')).rejected).toBe('objection-too-late');
    // Nothing had recorded it before the objection itself did.
    expect(received.when('2026-07-28', lead, c.object('lateness')).rejected).toBeNull();
  });

  test('nor does it gain any: what is recorded once is not recorded again by looking later, nor by a submission dated back', () => {
    const seen = late.until('2026-07-20');
    expect(seen.state.lateness).toHaveLength(1);
    expect(seen.when('2026-07-20', lead, c.object('lateness')).rejected).toBe('objection-too-late');
    const told = given({ assignments: FOUR }).and('2026-01-06', officeFor('helper2'), { type: 'receive', assignmentId: 'a4', onBehalf: { date: '2026-01-06', channel: 'phone' as const, caller: sealedFor('s-told'), scanId: null } }).until('2026-07-01');
    const sent = told.and('2026-07-06', officeFor('helper2'), { type: 'submit', stepId: 'a4-1', text: '已完成', evidenceIds: [], onBehalf: { date: '2026-07-02', channel: 'phone', caller: '李', scanId: null } } as never);
    expect(sent.when('2026-07-09', officeFor('helper2'), c.object('lateness', 'o1', 'a4', 'a4-1')).rejected).toBe('objection-too-late');
  });

  test('a lateness that a refused request had hidden: from the ruling that brought it out', () => {
    const ruled = received.and('2026-06-30', lead, c.extend('2026-08-31')).until('2026-07-13').and('2026-07-13', sup, c.rule(false));
    expect(ruled.state.lateness).toMatchObject([{ dueAt: '2026-06-30T16:00:00.000Z', recordedAt: '2026-07-13T02:00:00.000Z' }]);
    expect(ruled.when('2026-07-20', lead, c.object('lateness')).rejected).toBeNull();
    expect(ruled.when('2026-07-21', lead, c.object('lateness')).rejected).toBe('objection-too-late');
  });

  test('to a return: not by who returned; upheld, the submission lies with its verifier again', () => {
    const back = received.and('2026-06-29', lead, c.submit()).and('2026-07-02', sup, c.return()).and('2026-07-03', lead, c.object('return'));
    expect(back.state.lateness).toHaveLength(1);
    expect(back.when('2026-07-06', sup, c.rule(true, 'o1')).rejected).toBe('first-decider');
    const upheld = back.and('2026-07-06', of('supervisor', 2), c.rule(true, 'o1'));
    expect(upheld.state.steps['a1-1']).toMatchObject({ status: 'submitted', handIns: 2 });
    expect(upheld.state.lateness).toMatchObject([{ overturned: { basis: '经研究' } }]);
    const done = upheld.and('2026-07-07', of('supervisor', 2), c.verify());
    expect(done.state.steps['a1-1']).toMatchObject({ status: 'done', completedLate: false });
  });

  test('to a return, upheld when the next attempt is already in: the lateness that it brought goes', () => {
    const back = received.and('2026-06-29', lead, c.submit()).and('2026-07-02', sup, c.return()).and('2026-07-03', lead, c.object('return')).and('2026-07-06', lead, c.submit()).and('2026-07-07', sup, c.verify());
    expect(back.state.steps['a1-1']?.completedLate).toBe(true);
    const upheld = back.and('2026-07-08', of('office'), c.rule(true, 'o1'));
    expect(upheld.state.steps['a1-1']).toMatchObject({ status: 'done', completedLate: false });
  });

  test('to an attribution: not by who assigned; upheld it may move the work', () => {
    const story = given().and('2026-01-07', lead, c.object('attribution'));
    expect(story.state.requests.o1).toMatchObject({ stepId: null, disputed: { decidedBy: 'office-9' } });
    expect(story.when('2026-01-08', of('office', 9), c.rule(true, 'o1')).rejected).toBe('first-decider');
    expect(story.when('2026-01-08', of('office', 1), c.rule(true, 'o1')).types).toContain('RequestGranted');
    const moved = story.and('2026-01-08', of('office', 1), c.rule(true, 'o1', { toUnitId: 'spare' }));
    expect(moved.state.assignments.a1?.status).toBe('transferred');
    expect(given().when('2026-01-20', lead, c.object('attribution')).rejected).toBe('objection-too-late');
  });

  test('after the item is closed it is still ruled on, and still somebody\'s duty', () => {
    const closed = received.and('2026-07-02', lead, c.report(120)).and('2026-07-02 11:00', lead, c.submit()).and('2026-07-03', sup, c.verify());
    expect(closed.state.closed?.how).toBe('completed');
    const asked = closed.and('2026-07-06', lead, c.object('lateness'));
    const waited = asked.until('2026-07-20');
    expect(waited.events.some((e) => e.type === 'DutyEscalated' && e.data.duty === 'rule:o1')).toBe(true);
    expect(waited.and('2026-07-21', sup, c.rule(true, 'o1')).state.steps['a1-1']?.completedLate).toBe(false);
  });

  test('corrected by the office without one, with its basis; never for its own roof', () => {
    const correct = { type: 'correct', duty: 'step:a1-1', arming: 1, basis: '日历发布滞后' } as const;
    expect(late.when('2026-07-02', of('office'), correct).types).toContain('LatenessOverturned');
    expect(late.when('2026-07-02', sup, correct).rejected).toBe('not-the-office');
    expect(late.when('2026-07-02', of('office'), { ...correct, basis: '' }).rejected).toBe('reason-missing');
    expect(late.when('2026-07-02', of('office'), { ...correct, arming: 2 }).rejected).toBe('not-found');
    expect(late.and('2026-07-02', of('office'), correct).when('2026-07-03', of('office'), correct)).toMatchObject({ rejected: null, types: [] });
    const union = given({ assignments: [{ id: 'a1', unitId: 'union', role: 'implementer', coordinator: true }] }).until('2026-07-01');
    expect(union.when('2026-07-02', of('office'), correct).rejected).toBe('own-work');
  });
});

test('the office asks in the name of a unit that told it', () => {
  const story = given({ assignments: FOUR }).and('2026-01-06', officeFor('helper2'), { type: 'receive', assignmentId: 'a4', onBehalf: { date: '2026-01-06', channel: 'phone' as const, caller: sealedFor('s-li'), scanId: null } });
  expect(story.and('2026-06-01', officeFor('helper2'), c.extend('2026-08-31', 'r1', 'a4-1')).state.requests.r1).toMatchObject({ unitId: 'helper2', personId: 'office-1' });
});
