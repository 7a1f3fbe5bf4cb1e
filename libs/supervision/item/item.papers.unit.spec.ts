import { simulateItem, signsAfter } from '../simulate';
import type { ItemCommand } from './item.commands';
import { redBecause } from './item.explain';
import { c, given } from '../testing/given';
import { of, officeFor, rulesWith } from '../testing/world';

const lead = of('lead');
const office = of('office');
const yellow = 'step.a1-1.1.yellowPaper';
const late = given().and('2026-01-06', lead, c.receive()).until('2026-07-01');

test('yellow is drawn up when the deadline passes, and waits for a signature; nobody but the office gives it', () => {
  expect(late.state.papers[yellow]).toMatchObject({ status: 'drafted', kind: 'yellowPaper' });
  expect(late.when('2026-07-01', of('supervisor'), c.sign(yellow)).rejected).toBe('not-the-office');
  expect(late.when('2026-07-01', office, c.sign('x')).rejected).toBe('paper-not-found');
  const signed = late.and('2026-07-01', office, c.sign(yellow));
  expect(signed.when('2026-07-02', office, c.sign(yellow)).rejected).toBe('paper-not-drafted');
  expect(late.when('2026-07-01', lead, c.answer(yellow)).rejected).toBe('paper-not-issued');
});

test('voided with a reason, once', () => {
  expect(late.when('2026-07-01', office, { type: 'voidPaper', paperId: yellow, reason: '' }).rejected).toBe('reason-missing');
  expect(late.when('2026-07-01', lead, { type: 'voidPaper', paperId: yellow, reason: '不发' }).rejected).toBe('not-the-office');
  expect(late.when('2026-07-01', office, { type: 'voidPaper', paperId: 'x', reason: '不发' }).rejected).toBe('paper-not-found');
  const gone = late.and('2026-07-01', office, { type: 'voidPaper', paperId: yellow, reason: '不发' });
  expect(gone.when('2026-07-01', office, { type: 'voidPaper', paperId: yellow, reason: '不发' }).rejected).toBe('paper-not-drafted');
});

test('nobody signs: the duty to sign climbs, and the next colour of paper waits', () => {
  const story = late.until('2026-07-20');
  expect(story.events.some((e) => e.type === 'DutyEscalated' && e.data.duty === `sign:${yellow}`)).toBe(true);
  expect(Object.values(story.state.papers).map((p) => p.kind)).toEqual(['yellowPaper']);
  // The light does not wait for paper.
  expect(story.state.steps['a1-1']?.marks.red).toBe('2026-07-02T16:00:00.000Z');
});

test('red only after the real issue of yellow and its grace', () => {
  const signed = late.and('2026-07-10', office, c.sign(yellow));
  expect(signed.until('2026-07-14 23:59').state.papers['step.a1-1.1.redPaper']).toBeUndefined();
  expect(signed.until('2026-07-15 00:00').state.papers['step.a1-1.1.redPaper']?.draftedAt).toBe('2026-07-14T16:00:00.000Z');
});

test('the office records the answer of a unit with nobody registered: on the day on which it was told, not before the paper went out, and how it came', () => {
  const slow = rulesWith({ rules: { graceWorkingDays: 10 } });
  const signed = given({}, slow).and('2026-01-06', lead, c.receive()).until('2026-07-01').and('2026-07-01', office, c.sign(yellow));
  const told = (date: string, channel: 'phone' | 'paper' = 'phone'): ItemCommand => ({ type: 'answerPaper', paperId: yellow, text: '已整改', onBehalf: { date, channel, caller: { subject: 'lead', field: 'caller', alg: 'A256GCM', iv: '', ct: '' }, scanId: null } });
  const recorder = officeFor('lead');
  const answered = signed.and('2026-07-06', recorder, told('2026-07-03'));
  expect(answered.state.papers[yellow]?.answer).toMatchObject({ at: '2026-07-03T04:00:00.000Z', text: '已整改' });
  expect(answered.until('2026-07-10').state.steps['a1-1']?.marks.red).toBeNull();
  expect(signed.when('2026-07-06', recorder, told('2026-06-30')).rejected).toBe('date-invalid');
  expect(signed.when('2026-07-06', recorder, told('2026-07-03', 'paper')).rejected).toBe('scan-missing');
  expect(signed.when('2026-07-06', of('helper'), told('2026-07-03')).rejected).toBe('not-the-assignee');
});

test('an answer that came in time and was recorded after its day takes its red back, and nothing says any more that it was wanting', () => {
  const slow = rulesWith({ rules: { graceWorkingDays: 10 } });
  const signed = given({}, slow).and('2026-01-06', lead, c.receive()).until('2026-07-01').and('2026-07-01', office, c.sign(yellow));
  const told = (date: string): ItemCommand => ({ type: 'answerPaper', paperId: yellow, text: '已整改', onBehalf: { date, channel: 'phone', caller: { subject: 'lead', field: 'caller', alg: 'A256GCM', iv: '', ct: '' }, scanId: null } });
  const redOf = ({ state }: { state: typeof signed.state }): unknown => [state.steps['a1-1']!.marks.red, state.steps['a1-1']!.marks.red === null ? null : redBecause(state, 'a1-1', 1)];
  const marked = signed.until('2026-07-08');
  expect(redOf(marked)).toEqual(['2026-07-06T16:00:00.000Z', 'unanswered']);
  expect(redOf(marked.and('2026-07-08', officeFor('lead'), told('2026-07-03')))).toEqual([null, null]);
  expect(redOf(marked.and('2026-07-08', officeFor('lead'), told('2026-07-07')))).toEqual(['2026-07-06T16:00:00.000Z', 'unanswered']);
  // Past its own grace meanwhile: red by that, and by that alone.
  const longLate = signed.until('2026-07-20');
  expect(redOf(longLate)).toEqual(['2026-07-06T16:00:00.000Z', 'pastGraceAndUnanswered']);
  expect(redOf(longLate.and('2026-07-20', officeFor('lead'), told('2026-07-03')))).toEqual([longLate.state.fired['step:a1-1/1']!['red'], 'pastGrace']);
});

test('unanswered, a yellow paper turns the light red; answered, it does not', () => {
  const slow = rulesWith({ rules: { graceWorkingDays: 10 } });
  const signed = given({}, slow).and('2026-01-06', lead, c.receive()).until('2026-07-01').and('2026-07-01', office, c.sign(yellow));
  expect(signed.until('2026-07-07').state.steps['a1-1']?.marks.red).toBe('2026-07-06T16:00:00.000Z');
  const answered = signed.and('2026-07-03', lead, c.answer(yellow));
  expect(answered.until('2026-07-10').state.steps['a1-1']?.marks.red).toBeNull();
  expect(answered.when('2026-07-03', lead, c.answer(yellow)).rejected).toBe('paper-answered');
  expect(signed.when('2026-07-03', of('helper'), c.answer(yellow)).rejected).toBe('not-the-assignee');
  expect(signed.when('2026-07-03', lead, { type: 'answerPaper', paperId: yellow, text: '', onBehalf: null }).rejected).toBe('reason-missing');
  expect(signed.when('2026-07-03', lead, c.answer('x')).rejected).toBe('paper-not-found');
});

test('a notice is read once by a unit', () => {
  const read = { type: 'readNotice', noticeId: yellow } as const;
  const signed = late.and('2026-07-01', of('office'), c.sign(yellow));
  expect(signed.and('2026-07-02', lead, read).when('2026-07-02 11:00', of('lead', 2), read)).toMatchObject({ rejected: null, types: [] });
});

test.each(['nothing', 'v0', 'v9999', 'assigned.a9', 'assigned.constructor', 'constructor', '__proto__/x', 'step:a1-1/1/never', 'step:a1-1/1/', 'constructor/name', 'step:a1-1/1/toString', 'step.a1-1.1.yellowPaper'])('nothing is read that was never told: %s', (noticeId) => {
  expect(late.when('2026-07-02', lead, { type: 'readNotice', noticeId }).rejected).toBe('not-found');
});

test('submitting stops the rungs; work accepted makes the drafts void', () => {
  const sent = late.and('2026-07-01', lead, c.submit());
  expect(sent.until('2026-07-03').events.slice(sent.events.length).filter((e) => e.type === 'DutyEscalated' && e.data.duty.startsWith('sign:'))).toEqual([]);
  const accepted = sent.when('2026-07-02', of('supervisor'), c.verify());
  expect(accepted.state.papers[yellow]?.status).toBe('void');
  const returned = sent.when('2026-07-02', of('supervisor'), c.return());
  expect(returned.state.papers[yellow]?.status).toBe('void');
});

test('after the last rung still red, weekly, on working days', () => {
  const { notices, state } = simulateItem(late.state, late.rules, '2026-10-15T00:00:00.000Z', signsAfter(20, office));
  const weekly = notices.filter((n) => n.rung.startsWith('weekly') && n.duty === 'step:a1-1');
  expect(weekly.length).toBeGreaterThanOrEqual(10);
  expect(weekly.every((n) => late.rules.spans[0]!.calendar.isWorkingDay(n.at.slice(0, 10)))).toBe(true);
  expect(state.steps['a1-1']?.marks.red).not.toBeNull();
});

test('blue when behind: the mark comes of a report that no longer keeps up, and goes with the next that does', () => {
  const blue = rulesWith({ rules: { papers: ['bluePaper', 'yellowPaper'] } });
  const story = given({}, blue).and('2026-01-06', lead, c.receive()).and('2026-02-02', lead, c.report(null, 20));
  expect(story.state.steps['a1-1']?.marks.behind).toBeNull();
  const behind = story.until('2026-05-06');
  const mark = behind.events.find((e) => e.type === 'BehindMarked');
  expect(mark).toMatchObject({ data: { percent: 20, rung: 'behind-1' } });
  expect((mark?.data as { expectedPercent: number }).expectedPercent).toBeGreaterThan(40);
  expect(behind.state.papers['step.a1-1.1.bluePaper']?.status).toBe('drafted');
  const better = behind.and('2026-05-06', lead, c.report(null, 80));
  expect(better.state.steps['a1-1']?.marks.behind).toBeNull();
  expect(better.state.papers['step.a1-1.1.bluePaper']?.status).toBe('void');
  // Nothing reported as a share: silence is no figure.
  expect(given({}, blue).and('2026-01-06', lead, c.receive()).until('2026-05-06').events.some((e) => e.type === 'BehindMarked')).toBe(false);
});

test('a paper that is moot by the time is not signed, whether or not a timer has run to void it', () => {
  const blue = rulesWith({ rules: { papers: ['bluePaper', 'yellowPaper'] } });
  const drafted = given({}, blue).and('2026-01-06', lead, c.receive()).and('2026-02-02', lead, c.report(null, 20)).until('2026-05-06');
  const sign = { type: 'signPaper' as const, paperId: 'step.a1-1.1.bluePaper' };
  for (const story of [drafted, drafted.until('2026-07-01')]) expect(story.when('2026-07-02', office, sign).rejected).toBe('paper-not-drafted');
  // What voids it is the clock's doing, not the act of whoever came next.
  const next = drafted.when('2026-07-02', lead, c.report(null, 60));
  expect(next.events.find((e) => e.type === 'PaperVoided')?.meta).toMatchObject({ actor: { kind: 'system', name: 'clock' }, reason: 'superseded' });
});
