import fc from 'fast-check';
import type { Actor } from '../actor';
import { Course } from '../testing/proceeding';
import { sealedFor } from '../testing/sealed';
import { of, officeFor, rulesWith } from '../testing/world';
import { times } from '../testing/times';
import type { Rules } from '../rules';
import { standingOn } from '../period-coverage/cell';
import { spanAt } from '../rules';
import { coverageOfRound } from './round.coverage';
import { dutiesOfRound } from './round.duties';
import { formsAtLock } from './round.decide';
import { figuresOf } from './round.figures';
import { missingUnits, REPORTING_ROUND } from './round';
import { clashes } from './round.form';
import { noticesOfRound } from './round.notices';
import { wordsOfReason } from '../rule-reason';
import type { LineEntry, Looked, RoundCommand, RoundCommandOf, RoundLine, RoundState } from './round.types';

const office = of('office');
const lead = of('lead');
const NOTHING: Looked = { gone: [], refused: [], evidence: {} };

const line = (id: string, change: Partial<RoundLine> = {}): RoundLine => ({
  id, itemId: `i-${id}`, assignmentId: 'a1', number: '1', title: '技能培训', role: 'lead', steps: [{ stepId: 'a1-1', title: '技能培训', day: '2026-06-30' }],
  targets: [{ targetId: 't1', metric: '培训', comparison: '>=', value: 100, unit: '人次', reported: null, asOf: null, from: '2026-01-01' }], percent: null, last: null, ...change,
});
const entry = (lineId: string, change: Partial<LineEntry> = {}): LineEntry => ({ lineId, stepId: null, text: '举办两期培训班，学员已结业考核', percent: 40, values: [{ targetId: 't1', value: 40, asOf: '2026-03-16' }], noProgressReason: null, ...change });
const idle = (lineId: string): LineEntry => entry(lineId, { text: '', percent: null, values: [], noProgressReason: '企业停产检修，培训顺延' });

const open: RoundCommandOf<'openRound'> = {
  type: 'openRound', title: '2026年3月调度', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: 'supervisor', conferenceUnitId: 'conference',
  period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-25',
  forms: [{ unitId: 'lead', lines: [line('x'), line('y')] }, { unitId: 'second', lines: [line('z')] }, { unitId: 'helper', lines: [line('w')] }],
};
const save = (unitId: string, entries: LineEntry[], seen: number | null = null): RoundCommand => ({ type: 'saveForm', unitId, entries, seen });
const send = (unitId: string, change: Partial<RoundCommandOf<'sendForm'>> = {}): RoundCommand => ({ type: 'sendForm', unitId, seen: null, onBehalf: null, looked: NOTHING, ...change });
const approve = (unitId: string): RoundCommand => ({ type: 'approveForm', unitId, looked: NOTHING });
const lock: RoundCommand = { type: 'lockRound', standing: [], decided: [] };

const begun = (rules?: Rules): Course<RoundState, RoundCommand> => Course.opened(REPORTING_ROUND, '2026-03-16', office, open, rules);
const filled = begun().and('2026-03-18', lead, save('lead', [entry('x'), idle('y')]));
const sent = filled.and('2026-03-19', lead, send('lead'));

describe('a unit’s form', () => {
  test('is opened by the office alone, with a day that is to come', () => {
    expect(begun().state.forms['lead']!.lines.map((l) => l.id)).toEqual(['x', 'y']);
    expect(() => Course.opened(REPORTING_ROUND, '2026-03-16', lead, open)).toThrow('not-the-office');
    expect(() => Course.opened(REPORTING_ROUND, '2026-03-16', office, { ...open, day: '2026-03-15' })).toThrow('date-in-the-past');
    expect(() => Course.opened(REPORTING_ROUND, '2026-03-16', office, { ...open, forms: [] })).toThrow('nothing-open');
  });

  test('says of each line what was done, or why nothing was', () => {
    const half = begun().and('2026-03-18', lead, save('lead', [entry('x')]));
    expect(half.when('2026-03-19', lead, send('lead')).rejected).toBe('form-incomplete');
    const unreasoned = half.and('2026-03-18', lead, save('lead', [{ ...idle('y'), noProgressReason: ' ' }]));
    expect(unreasoned.when('2026-03-19', lead, send('lead')).rejected).toBe('form-incomplete');
    expect(sent.state.forms['lead']).toMatchObject({ status: 'sent', sendings: [{ arming: 1, personId: 'lead-1', late: false, entries: [{ lineId: 'x' }, { lineId: 'y' }] }] });
  });

  test('goes out by its unit, not by another, not twice', () => {
    expect(filled.when('2026-03-19', of('second'), send('lead')).rejected).toBe('not-the-assignee');
    expect(filled.when('2026-03-19', office, send('lead')).rejected).toBe('not-the-assignee');
    expect(sent.when('2026-03-19', lead, send('lead')).rejected).toBe('form-not-open');
    expect(sent.when('2026-03-19', lead, save('lead', [entry('x')], 9)).rejected).toBe('form-not-open');
    expect(begun().when('2026-03-19', of('other'), send('other')).rejected).toBe('form-not-found');
  });

  test.each([
    [{ lineId: 'q' }],
    [{ percent: 101 }],
    [{ stepId: 'other' }],
    [{ values: [{ targetId: 't9', value: 1, asOf: '2026-03-01' }] }],
    [{ values: [{ targetId: 't1', value: -1, asOf: '2026-03-01' }] }],
    [{ values: [{ targetId: 't1', value: 1, asOf: '2026-03-19' }] }],
    // Before the plan began, from which the figure is counted.
    [{ values: [{ targetId: 't1', value: 1, asOf: '2025-12-31' }] }],
  ])('takes no field that cannot be: %p', (change) => expect(begun().when('2026-03-18', lead, save('lead', [entry('x', change)])).rejected).toBe('form-invalid'));

  test('what an item would refuse is told before, what has ended falls away', () => {
    expect(filled.when('2026-03-19', lead, send('lead', { looked: { ...NOTHING, refused: [{ lineId: 'x', code: 'assignment-not-received' }] } })).rejected).toBe('form-incomplete');
    const gone = filled.when('2026-03-19', lead, send('lead', { looked: { ...NOTHING, gone: [{ lineId: 'x', because: 'itemClosed' }], refused: [{ lineId: 'x', code: 'item-closed' }] } }));
    expect(gone.types).toEqual(['FormLinesDropped', 'FormSent']);
    expect(gone.state.forms['lead']!.sendings[0]!.entries.map((e) => e.lineId)).toEqual(['y']);
  });

  test('lines that their items refuse after all are told by title, in both languages', () => {
    const filed = sent.when('2026-03-19 11:00', office, { type: 'fileForm', unitId: 'lead', arming: 1, filing: { reported: [], refused: [{ lineId: 'x', code: 'assignment-not-received' }] } });
    const event = filed.events.find((e) => e.type === 'FormFiled')!;
    const [notice] = noticesOfRound(event, filed.state);
    const title = filed.state.forms['lead']!.lines.find((l) => l.id === 'x')!.title;
    expect(notice).toMatchObject({ kind: 'returned', to: [{ unitId: 'lead' }, { unitId: 'office' }] });
    expect(wordsOfReason(notice!.text!)).toEqual({ zh: expect.stringContaining(title), en: expect.stringContaining(title) });
  });

  test('bears what the rules find wanting in it', () => {
    const thin = begun().and('2026-03-18', of('second'), save('second', [entry('z', { text: '正在推进', percent: 100, values: [] })])).and('2026-03-18', of('second'), send('second'));
    expect(thin.state.forms['second']!.sendings[0]!.flags).toMatchObject([{ lineId: 'z', flags: [{ rule: 'figureMissing' }, { rule: 'evidenceMissing' }, { rule: 'saysNothing' }] }]);
  });
});

describe('two people of a unit at one form', () => {
  const { version } = begun().state.forms['lead']!;
  const other = of('lead', 2);
  const first = begun().and('2026-03-18', lead, save('lead', [entry('x')], version));

  test('who come to the same line are told of both texts, and nothing is overwritten', () => {
    const came = first.when('2026-03-18 10:05', other, save('lead', [entry('x', { text: '另一种说法，参训人数以签到为准' })], version));
    expect(came.rejected).toBe('form-changed');
    const [fault] = clashes(first.state.forms['lead']!, [entry('x', { text: '另一种说法' })], version);
    expect(fault).toMatchObject({ personId: 'lead-1', zh: expect.stringMatching(/^\{person\} 已于 2026-03-18 \d\d:\d\d 存为/) });
    expect(first.state.forms['lead']!.entries['x']!.text).toBe(entry('x').text);
  });

  test('who come to other lines, or say the same, are both saved', () => {
    const both = first.and('2026-03-18 10:05', other, save('lead', [idle('y'), entry('x')], version));
    expect(both.state.forms['lead']!.entries).toMatchObject({ x: { personId: 'lead-1' }, y: { personId: 'lead-2' } });
  });

  test('nobody sends what they did not see', () => expect(first.when('2026-03-18 10:05', other, send('lead', { seen: version })).rejected).toBe('stale'));
});

describe('the unit’s own approvals', () => {
  const two = rulesWith({ rules: { unitApprovals: 2 } });
  const sought = begun(two).and('2026-03-18', lead, save('lead', [entry('x'), idle('y')])).and('2026-03-18', lead, send('lead'));

  test('come first, each by another person, and the last one sends it', () => {
    expect(sought.state.forms['lead']).toMatchObject({ status: 'inApproval', sendings: [] });
    expect(sought.when('2026-03-19', lead, approve('lead')).rejected).toBe('own-work');
    const once = sought.and('2026-03-19', of('lead', 2), approve('lead'));
    expect(once.when('2026-03-19', of('lead', 2), approve('lead')).rejected).toBe('own-work');
    expect(once.when('2026-03-19', of('second'), approve('lead')).rejected).toBe('not-the-assignee');
    expect(once.when('2026-03-19', of('lead', 3), approve('lead')).types).toEqual(['FormApproved', 'FormSent']);
    expect(begun(two).when('2026-03-19', lead, approve('lead')).rejected).toBe('approval-not-due');
  });

  test('are given by a substitute under both names, but not by the hand that wrote it or approved before', () => {
    const stand = (n: number, insteadOf: number): Actor => ({ kind: 'person', personId: `lead-${n}`, unitId: 'lead', insteadOf: `lead-${insteadOf}` });
    // Who wrote it stands in for the section head; the section head stood in for who wrote it.
    expect(sought.when('2026-03-19', stand(1, 2), approve('lead')).rejected).toBe('own-work');
    expect(sought.when('2026-03-19', stand(5, 1), approve('lead')).rejected).toBe('own-work');
    const once = sought.and('2026-03-19', stand(5, 2), approve('lead'));
    expect(once.state.forms['lead']!.approvals).toMatchObject([{ personId: 'lead-5', insteadOf: 'lead-2' }]);
    for (const again of [of('lead', 2), of('lead', 5), stand(3, 2)]) expect(once.when('2026-03-19', again, approve('lead')).rejected).toBe('own-work');
    const written = begun(two).and('2026-03-18', stand(6, 1), save('lead', [entry('x'), idle('y')])).and('2026-03-18', stand(6, 1), send('lead'));
    const out = written.and('2026-03-19', of('lead', 2), approve('lead')).and('2026-03-19', of('lead', 3), approve('lead'));
    expect(out.state.forms['lead']!.sendings[0]).toMatchObject({ personId: 'lead-6', insteadOf: 'lead-1' });
  });

  test('may send it back inside the unit; what waits for them counts as missing', () => {
    expect(sought.when('2026-03-19', of('lead', 2), { type: 'sendBackForm', unitId: 'lead', reason: '' }).rejected).toBe('reason-missing');
    expect(sought.and('2026-03-19', of('lead', 2), { type: 'sendBackForm', unitId: 'lead', reason: '人数不准' }).state.forms['lead']!.status).toBe('open');
    expect(sought.and('2026-03-26', office, lock).state.locked!.figures.units[1]).toMatchObject({ unitId: 'lead', standing: 'missing', event: null });
  });

  test('are not asked of what the office records for a unit (代录)', () => {
    const onBehalf = { date: '2026-03-17', channel: 'phone' as const, caller: sealedFor('s-wang'), scanId: null };
    const filledFor = begun(two).and('2026-03-18', officeFor('helper'), save('helper', [idle('w')]));
    expect(filledFor.and('2026-03-27', officeFor('helper'), send('helper', { onBehalf })).state.forms['helper']!.sendings[0]).toMatchObject({ late: false, onBehalf });
    expect(filledFor.when('2026-03-18', officeFor('helper'), send('helper', { onBehalf: { ...onBehalf, date: '2026-03-19' } })).rejected).toBe('date-invalid');
  });
});

describe('the office', () => {
  const returned = sent.and('2026-03-20', office, { type: 'returnForm', unitId: 'lead', reason: '缺培训名册' });

  test('collects, or returns with the reason: a new arming with days of its own', () => {
    expect(sent.when('2026-03-20', lead, { type: 'collectForm', unitId: 'lead' }).rejected).toBe('not-the-office');
    expect(begun().when('2026-03-20', office, { type: 'collectForm', unitId: 'lead' }).rejected).toBe('form-not-sent');
    expect(sent.when('2026-03-20', office, { type: 'returnForm', unitId: 'lead', reason: ' ' }).rejected).toBe('reason-missing');
    expect(returned.state.forms['lead']).toMatchObject({ status: 'open', arming: 2, attemptDay: '2026-03-27' });
    const collected = sent.and('2026-03-20', office, { type: 'collectForm', unitId: 'lead' });
    expect(collected.when('2026-03-20', office, { type: 'collectForm', unitId: 'lead' })).toMatchObject({ rejected: null, types: [] });
  });

  test('urges whom a form waits for, as often as the rules allow, and changes nothing of the form', () => {
    const urge = (unitId: string): RoundCommand => ({ type: 'urgeForm', unitId });
    const urged = begun().and('2026-03-23 09:00', office, urge('second'));
    expect(urged.state.forms['second']).toMatchObject({ urgedAt: urged.state.lastAt, version: begun().state.forms['second']!.version });
    expect(noticesOfRound(urged.events.at(-1)!, urged.state)).toMatchObject([{ kind: 'urging', to: [{ unitId: 'second', post: 'liaison' }], deadline: '2026-03-25' }]);
    expect(urged.when('2026-03-24 08:59', office, urge('second')).rejected).toBe('urged-too-often');
    expect(urged.when('2026-03-24 09:00', office, urge('second')).rejected).toBeNull();
    expect(begun().when('2026-03-23', lead, urge('second')).rejected).toBe('not-the-office');
    expect(sent.when('2026-03-23', office, urge('lead')).rejected).toBe('form-not-awaited');
  });

  test('locks when the day has passed, or all have sent; then nothing is written any more', () => {
    expect(sent.when('2026-03-25 23:59', office, lock).rejected).toBe('round-not-due');
    const locked = sent.and('2026-03-26', office, lock);
    expect(missingUnits(locked.state)).toEqual(['helper', 'second']);
    for (const [actor, command] of [[of('second'), save('second', [entry('z')])], [of('second'), send('second')], [office, { type: 'returnForm', unitId: 'lead', reason: '补正' }], [office, lock], [office, { type: 'callOff', reason: '不办' }]] as [Actor, RoundCommand][]) {
      expect(locked.when('2026-03-27', actor, command).rejected).toBe('round-locked');
    }
  });

  test('a form sent again after the day is late, in time before it', () => {
    expect(returned.and('2026-03-25', lead, send('lead')).state.forms['lead']!.sendings.at(-1)).toMatchObject({ arming: 2, late: false });
    expect(returned.and('2026-03-26', lead, send('lead')).state.forms['lead']!.sendings.at(-1)).toMatchObject({ arming: 2, late: true });
    expect(returned.and('2026-03-28', office, lock).state.locked!.figures).toMatchObject({ forms: { missing: 3 }, units: [{}, { unitId: 'lead', standing: 'missing', returned: true }, {}] });
  });

  test('a form returned shortly before the day is not missing while its own days last: nothing is locked, and the lock is owed after them', () => {
    const last = sent.and('2026-03-25', office, { type: 'returnForm', unitId: 'lead', reason: '请补充数据' });
    expect(last.state.forms['lead']!.attemptDay).toBe('2026-04-01');
    for (const day of ['2026-03-26', '2026-04-01']) expect(last.when(day, office, lock).rejected).toBe('round-not-due');
    expect(last.and('2026-03-27', lead, send('lead')).and('2026-03-27', office, lock).state.locked!.figures.forms).toMatchObject({ late: 1, missing: 2 });
    const due = (state: RoundState): unknown => dutiesOfRound(state, rulesWith().spans[0]!, rulesWith().roster).filter((d) => d.kind === 'lock').map((d) => [d.arming, d.since, d.day]);
    expect([due(sent.state), due(last.state)]).toEqual([[[1, '2026-03-25T16:00:00.000Z', '2026-04-02']], [[2, '2026-04-01T16:00:00.000Z', '2026-04-10']]]);
    const missing = last.and('2026-04-02', office, lock);
    expect(missing.state.locked!.figures.forms.missing).toBe(3);
    expect(REPORTING_ROUND.latenesses!(missing.state).map((l) => l.id)).toContain('missing:lead');
  });

  test('a form returned early keeps the round’s day: nobody is chased before it', () => {
    const early = begun().and('2026-03-16', lead, save('lead', [entry('x'), idle('y')])).and('2026-03-16', lead, send('lead')).and('2026-03-17', office, { type: 'returnForm', unitId: 'lead', reason: '请补充数据' });
    expect(early.state.forms['lead']!.attemptDay).toBe('2026-03-25');
    const before = early.until('2026-03-25');
    expect(before.events.filter((e) => e.type === 'OverdueMarked' || e.type === 'DutyEscalated')).toEqual([]);
    expect(standingOn(coverageOfRound(before.state, before.rules.spans[0]!).find((c) => c.unitId === 'lead')!, '2026-03-25')).toBe('notDue');
    expect(Object.keys(early.until('2026-03-26').state.overdue)).toContain('fill:lead/2');
  });

  test('tells it in a circular with frozen figures, which its signer signs', () => {
    const locked = sent.and('2026-03-26', office, lock);
    const figures = { forms: { of: 3, inTime: 1, late: 0, missing: 2 }, lines: { of: 4, progress: 1, noProgress: 1, missing: 2 }, totals: [{ itemId: 'i-x', targetId: 't1', value: 40, unit: '人次' }] };
    expect(locked.state.locked!.figures).toMatchObject(figures);
    // Each figure names the event that it is of.
    const { event } = locked.state.locked!.figures.totals[0]!.from[0]!;
    expect(locked.events[event - 1]).toMatchObject({ type: 'FormSent', data: { unitId: 'lead' } });
    expect(sent.when('2026-03-26', office, { type: 'draftBulletin', text: '三月通报' }).rejected).toBe('round-not-locked');
    const drafted = locked.and('2026-03-27', office, { type: 'draftBulletin', text: '三月份报送情况通报' });
    expect(drafted.when('2026-03-27', office, { type: 'draftBulletin', text: '再拟一份' }).rejected).toBe('bulletin-drafted');
    expect(Object.values(drafted.state.papers)).toMatchObject([{ kind: 'circular', series: 'TB', status: 'drafted' }]);
    const signed = drafted.and('2026-03-27', of('office', 2), { type: 'signPaper', paperId: 'p1' } as never);
    expect(signed.state.closed).toMatchObject({ how: 'reported' });
    expect(signed.state.locked).toEqual(locked.state.locked);
  });
});

describe('what is owed', () => {
  test('by units, their approvers and the office, and reminded, marked and carried up', () => {
    const late = sent.until('2026-03-21').until('2026-03-23').until('2026-04-10');
    expect(Object.keys(late.state.overdue).sort()).toEqual(['collect:lead/1', 'fill:helper/1', 'fill:second/1', 'lock/1']);
    expect(late.events.some((e) => e.type === 'DutyEscalated' && (e.data as { duty: string }).duty === 'fill:second')).toBe(true);
    expect(late.events.filter((e) => e.type === 'ReminderIssued').map((e) => (e.data as { duty: string; rung: string })).filter((d) => d.duty === 'fill:second').map((d) => d.rung)).toContain('T-3');
  });

  test('is never nothing while the round is open', () => {
    const rules = rulesWith();
    const span = rules.spans[0]!;
    const locked = sent.and('2026-03-26', office, lock);
    for (const { state } of [begun(), filled, sent, locked]) expect(dutiesOfRound(state, span, rules.roster).length).toBeGreaterThan(0);
    expect(dutiesOfRound(locked.state, span, rules.roster).map((d) => d.kind)).toEqual(['bulletin']);
  });
});

describe('bad luck', () => {
  test('a unit that is dissolved in mid-round owes nothing and is not missing', () => {
    const rules = rulesWith();
    const after = { ...rules, roster: { ...rules.roster, units: { ...rules.roster.units, second: { ...rules.roster.units['second']!, until: '2026-03-20' } } } };
    const gone = new Course(REPORTING_ROUND, after, sent.events, sent.state).and('2026-03-26', office, lock);
    expect(gone.state.locked!.figures.forms).toMatchObject({ of: 2, missing: 1, dropped: 1 });
    // What is looked at before the lock is of the forms that it freezes.
    const { dropped, forms } = formsAtLock(sent.state, after.roster);
    expect(dropped).toEqual([{ unitId: 'second', because: 'unitDissolved' }]);
    expect(figuresOf(forms, [], [], gone.state.locked!.at)).toEqual(gone.state.locked!.figures);
    const settled = new Course(REPORTING_ROUND, after, sent.events, sent.state).until('2026-03-21');
    expect(settled.state.forms['second']).toMatchObject({ status: 'dropped', dropped: { because: 'unitDissolved' } });
    expect(missingUnits(settled.and('2026-03-26', office, lock).state)).toEqual(['helper']);
  });

  test('a round whose items have all ended is over', () => {
    const gone = ['x', 'y', 'z', 'w'].map((lineId) => ({ lineId, because: 'itemClosed' as const }));
    expect(begun().and('2026-03-18', office, { type: 'redraw', forms: [], gone }).state.closed).toMatchObject({ how: 'calledOff' });
    // What was reported before stands, and is told.
    expect(sent.and('2026-03-20', office, { type: 'redraw', forms: [], gone }).state).toMatchObject({ closed: null, forms: { lead: { status: 'sent' }, second: { status: 'dropped' } } });
  });

  test('what joins the plan joins forms that are still open', () => {
    const forms = [{ unitId: 'lead', lines: [line('n')] }, { unitId: 'second', lines: [line('z'), line('n2')] }, { unitId: 'other', lines: [line('n3')] }];
    const { state } = sent.and('2026-03-20', office, { type: 'redraw', forms, gone: [] });
    expect(Object.fromEntries(Object.values(state.forms).map((f) => [f.unitId, f.lines.map((l) => l.id)]))).toEqual({ lead: ['x', 'y'], second: ['z', 'n2'], helper: ['w'], other: ['n3'] });
  });
});

/** Random people at a round. */
const acts = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 60 }), what: fc.nat({ max: 9 }), who: fc.nat({ max: 2 }), n: fc.nat({ max: 3 }) }), { minLength: 10, maxLength: 60 });

test('a locked round never changes, its figures are those of the forms at the lock, and no form counts without its approvals', () => {
  const units = ['lead', 'second', 'helper'];
  const lines: Record<string, string[]> = { lead: ['x', 'y'], second: ['z'], helper: ['w'] };
  let locks = 0;
  fc.assert(
    fc.property(acts, fc.nat({ max: 2 }), (drawn, approvals) => {
      let course = begun(rulesWith({ rules: { unitApprovals: approvals as 0 | 1 | 2 } }));
      let frozen: string | null = null;
      let at = Date.parse('2026-03-16T03:00:00.000Z');
      for (const { wait, what, who, n } of drawn) {
        at += wait * 3_600_000;
        const now = new Date(at).toISOString();
        const unitId = units[who]!;
        const own = of(unitId, n + 1);
        const all = lines[unitId]!.map((id) => (n === 0 ? idle(id) : entry(id, { percent: n * 10 })));
        const choices: [Actor, RoundCommand][] = [
          [own, save(unitId, all, 1e6)], [own, send(unitId)], [own, approve(unitId)], [own, approve(unitId)], [own, { type: 'sendBackForm', unitId, reason: '再核' }], [office, { type: 'collectForm', unitId }],
          [office, { type: 'returnForm', unitId, reason: '补正' }], [office, lock], [office, { type: 'draftBulletin', text: '情况通报' }], [office, { type: 'fileForm', unitId, arming: 1, filing: { reported: [], refused: [] } }],
        ];
        const [actor, command] = choices[what]!;
        const came = course.when(now, actor, command);
        if (came.rejected !== null) continue;
        course = new Course(REPORTING_ROUND, course.rules, [...course.events, ...came.events], came.state);
        const { locked, forms } = course.state;
        if (locked && frozen === null) {
          locks++;
          frozen = JSON.stringify({ locked, forms });
          expect(locked.figures).toEqual(figuresOf(Object.values(forms), [], [], locked.at));
          for (const unit of locked.figures.units) {
            if (unit.event === null) continue;
            // Of this sending: since the form was last sought approval for.
            const before = course.events.slice(0, unit.event - 1).filter((e) => (e.data as { unitId?: string }).unitId === unit.unitId);
            const since = approvals === 0 ? [] : before.slice(before.map((e) => e.type).lastIndexOf('FormApprovalSought'));
            expect(new Set(since.filter((e) => e.type === 'FormApproved').map((e) => (e.data as { personId: string }).personId)).size).toBe(approvals);
            expect(course.events[unit.event - 1]!.type).toBe('FormSent');
          }
        }
        if (frozen !== null) expect(JSON.stringify({ locked, forms })).toBe(frozen);
      }
    }),
    times(150),
  );
  expect(locks).toBeGreaterThan(10);
});

describe('evidence of a line', () => {
  const attach = (evidenceId: string, subject: string | null = null, sha256 = evidenceId) => ({ type: 'attachProceedingEvidence' as const, evidenceId, subject, name: '照片.jpg', mediaType: 'image/jpeg', bytes: 3, sha256 });
  const attached = begun().and('2026-03-17', lead, attach('e1', 'x')).and('2026-03-17', lead, attach('e2')).and('2026-03-17', lead, attach('e3', 'y', 'e2'));
  const both = (x: string[] | undefined, y: string[] | undefined): RoundCommand => save('lead', [entry('x', x && { evidenceIds: x }), { ...idle('y'), ...(y && { evidenceIds: y }) }]);

  test('stays as it is where nothing is said of it, and goes where none is named', () => {
    const saved = attached.and('2026-03-18', lead, both(['e1'], undefined));
    expect(saved.state.forms['lead']!.entries['x']!.evidenceIds).toEqual(['e1']);
    expect(saved.when('2026-03-18', lead, save('lead', [entry('x')], 2)).types).toEqual([]);
    const version = saved.state.forms['lead']!.version;
    expect(saved.and('2026-03-18', lead, save('lead', [entry('x', { evidenceIds: [] })], version)).state.forms['lead']!.entries['x']!.evidenceIds).toBeUndefined();
  });

  test('is the unit’s own, of that line, and shows no other once it has gone out', () => {
    expect(attached.when('2026-03-18', lead, both(['e9'], undefined)).rejected).toBe('evidence-unknown');
    expect(attached.when('2026-03-18', lead, both(['e3'], undefined)).rejected).toBe('evidence-reused');
    expect(attached.when('2026-03-18', of('second'), save('second', [entry('z', { evidenceIds: ['e2'] })])).rejected).toBe('evidence-foreign');
    expect(begun().when('2026-03-18', of('second'), attach('e4', 'x')).rejected).toBe('not-the-assignee');
    // In the making it binds nothing; sent, one file shows one line, also under another id.
    const drafted = attached.and('2026-03-18', lead, both(['e2'], ['e3']));
    expect(drafted.state.evidence['e2']!.cited).toEqual([]);
    expect(drafted.when('2026-03-19', lead, send('lead')).rejected).toBe('evidence-reused');
    const out = attached.and('2026-03-18', lead, both(['e1', 'e2'], undefined)).and('2026-03-19', lead, send('lead'));
    expect([out.state.evidence['e1']!.cited, out.state.evidence['e2']!.cited]).toEqual([['x'], ['x']]);
    expect(out.when('2026-03-19', lead, { type: 'withdrawProceedingEvidence', evidenceId: 'e2', reason: '传错了' }).rejected).toBe('evidence-cited');
  });

  test('that was withdrawn since is refused when the form is sent', () => {
    const withdrawn = attached.and('2026-03-18', lead, both(['e1'], undefined)).and('2026-03-18', lead, { type: 'withdrawProceedingEvidence', evidenceId: 'e1', reason: '传错了' });
    expect(withdrawn.when('2026-03-19', lead, send('lead')).rejected).toBe('evidence-withdrawn');
  });
});

describe('coverage of a round', () => {
  const stands = (course: { state: RoundState }, day: string): Record<string, unknown> => Object.fromEntries(coverageOfRound(course.state, spanAt(rulesWith(), course.state.lastAt)).map((x) => [x.unitId, [standingOn(x, day), x.lateWorkingDays]]));
  test('goes by the sending that counts: in time, late by its working days, missing, excused', () => {
    expect(coverageOfRound(begun().state, spanAt(rulesWith(), begun().state.lastAt))[0]).toMatchObject({ unitId: 'lead', period: '2026-M03', from: '2026-03-01', due: '2026-03-25', state: 'owed', event: 2 });
    expect(stands(sent, '2026-03-25')).toEqual({ lead: ['inTime', null], second: ['notDue', null], helper: ['notDue', null] });
    const late = sent.and('2026-03-27', of('second'), save('second', [entry('z')])).and('2026-03-27 11:00', of('second'), send('second'));
    expect(stands(late, '2026-03-27')).toEqual({ lead: ['inTime', null], second: ['late', 2], helper: ['missing', null] });
    const returned = late.and('2026-03-30', office, { type: 'returnForm', unitId: 'lead', reason: '缺数据' });
    expect(stands(returned, '2026-03-31')['lead']).toEqual(['notDue', null]);
    expect(stands(late.and('2026-03-30', office, { type: 'callOff', reason: '计划终止' }), '2026-04-30')).toEqual({ lead: ['inTime', null], second: ['late', 2], helper: ['excused', null] });
    const locked = late.and('2026-03-30', office, lock);
    const [, , helper] = coverageOfRound(locked.state, spanAt(rulesWith(), locked.state.lastAt));
    expect(locked.events[helper!.event - 1]!.type).toBe('RoundLocked');
  });
});
