import { stateCouncilCalendar } from '../calendar/state-council';
import { STANDARD_RULES } from '../policy/policy';
import { c, given } from '../testing/given';
import { of, rulesWith } from '../testing/world';
import { endOfDay, type Instant } from '../time/day';
import { deadlineOf, isLate } from './item.deadline';
import { explainDeadlines, explainLight, upcoming } from './item.explain';
import type { Pause, Step } from './item.types';
import { viewItem } from './item.view';

const calendar = stateCouncilCalendar();
const pause = (from: string, to: string | null, more: Partial<Pause> = {}): Pause => ({ from: `${from}T02:00:00.000Z`, to: to === null ? null : `${to}T02:00:00.000Z`, cause: 'suspension', annulled: false, ...more });
const step = (change: Partial<Step>): Step => ({ ...given().state.steps['a1-1']!, ...change });
const now: Instant = '2026-12-31T00:00:00.000Z';
const account = (change: Partial<Step>, rules = STANDARD_RULES) => deadlineOf(step(change), calendar, rules, now);

test('a day passes at its end in Shanghai', () => {
  expect(isLate('2026-06-30T15:59:59.999Z', '2026-06-30')).toBe(false);
  expect(isLate('2026-06-30T16:00:00.000Z', '2026-06-30')).toBe(true);
  expect(isLate(now, null)).toBe(false);
});

test('a budget counts working days, make-up weekends among them', () => {
  // Spring Festival 2026: 15–23 February free, Saturday 14 and 28 worked.
  expect(account({ basis: { kind: 'budget', from: '2026-02-12', workingDays: 3 } })).toMatchObject({ day: '2026-02-24', first: '2026-02-24', lines: [{ what: 'start', day: '2026-02-12' }, { what: 'budget', workingDays: 3 }] });
});

test('a fixed date stays on a holiday, unless policy moves it', () => {
  expect(account({ basis: { kind: 'date', day: '2026-10-01' } }).day).toBe('2026-10-01');
  const moved = account({ basis: { kind: 'date', day: '2026-10-01' } }, { ...STANDARD_RULES, deadlineOnHoliday: 'nextWorkingDay' });
  expect(moved).toMatchObject({ day: '2026-10-08', first: '2026-10-01' });
  expect(moved.lines.map((l) => l.what)).toEqual(['date', 'holiday']);
});

test('pauses move it by their working days: suspensions and upheld declines; overlaps once, annulled ones not', () => {
  expect(account({ pauses: [pause('2026-03-02', '2026-03-16')] })).toMatchObject({ day: '2026-07-14' });
  expect(account({ pauses: [pause('2026-03-02', '2026-03-16'), pause('2026-03-09', '2026-03-13', { cause: 'decline' })] }).day).toBe('2026-07-14');
  expect(account({ pauses: [pause('2026-03-02', '2026-03-09', { cause: 'decline' }), pause('2026-03-05', '2026-03-16')] }).day).toBe('2026-07-14');
  expect(account({ pauses: [pause('2026-03-02', '2026-03-16', { annulled: true }), pause('2026-03-02', '2026-03-16', { cause: 'extension' }), pause('2026-03-02', null, { cause: 'decline' })] }).day).toBe('2026-06-30');
});

test('a new day holds, and knows of the pauses before it', () => {
  const extensions: Step['extensions'] = [{ day: '2026-08-31', by: 'extension', requestId: 'r1', grantedAt: '2026-03-09T02:00:00.000Z' }];
  expect(account({ extensions, pauses: [pause('2026-03-02', '2026-03-06')] })).toMatchObject({ day: '2026-08-31', first: '2026-06-30' });
  // Granted in the midst of a pause: what comes after counts.
  expect(account({ extensions, pauses: [pause('2026-03-02', '2026-03-16')] }).day).toBe('2026-09-07');
  expect(account({ extensions }).lines).toEqual([{ what: 'date', day: '2026-06-30' }, { what: 'extension', day: '2026-08-31', requestId: 'r1' }]);
});

test('none is none; past the last notice it is provisional', () => {
  expect(account({ basis: null })).toEqual({ day: null, first: null, lines: [], provisional: false });
  expect(account({ basis: { kind: 'date', day: '2027-03-01' } }).provisional).toBe(true);
});

test('the explanation names the days that the count passed over', () => {
  const story = given({ deadline: '2026-02-27' });
  expect(explainDeadlines(story.state, story.rules, now)[0]).toMatchObject({ unitId: 'lead', account: { day: '2026-02-27' }, policyVersion: 1, calendarVersion: 1 });
  expect(explainDeadlines(story.state, story.rules, now)[0]?.specialDays.map((d) => d.kind)).toContain('makeUpWorkday');
});

test('why the light is red: rule, step, deadline, papers and refused requests, as of any moment, though no timer ran', () => {
  const story = given().and('2026-01-06', of('lead'), c.receive()).and('2026-06-20', of('lead'), c.extend('2026-08-31')).and('2026-06-22', of('supervisor'), c.rule(false));
  expect(explainLight(story.state, story.rules, endOfDay('2026-07-01'))).toMatchObject({ light: 'yellow', late: true, causes: [{ rule: 'pastDeadline', since: '2026-06-30T16:00:00.000Z', deadline: { day: '2026-06-30' } }] });
  const red = explainLight(story.state, story.rules, endOfDay('2026-07-10'));
  expect(red).toMatchObject({ light: 'red', causes: [{ rule: 'pastGrace' }], requests: [{ status: 'refused', ruledBy: 'supervisor-1' }] });
  expect(red.papers).toMatchObject([{ kind: 'yellowPaper', readAt: null }]);
  // Signed at once, its answer falls due before the grace is over or after it; what was answered counts no more.
  const signed = (graceWorkingDays: number, answerWorkingDays: number) => given({}, rulesWith({ rules: { graceWorkingDays, answerWorkingDays } })).and('2026-01-06', of('lead'), c.receive()).until('2026-07-01').and('2026-07-01', of('office'), c.sign('step.a1-1.1.yellowPaper'));
  const ruleAt = ({ state, rules }: ReturnType<typeof signed>, day: string) => explainLight(state, rules, endOfDay(day)).causes[0]?.rule;
  expect([ruleAt(signed(10, 2), '2026-07-06'), ruleAt(signed(10, 2), '2026-07-31'), ruleAt(signed(2, 10), '2026-07-06')]).toEqual(['unanswered', 'pastGraceAndUnanswered', 'pastGrace']);
  expect(ruleAt(signed(2, 10).and('2026-07-02', of('lead'), c.answer('step.a1-1.1.yellowPaper')), '2026-07-31')).toBe('pastGrace');
});

test('the page of the item shows a step in the colour that is explained: as grey as the work that has not begun, green once it has', () => {
  const shown = (story: ReturnType<typeof given>, now: Instant) => [viewItem(story.state, story.rules, now).steps[0]?.light, explainLight(story.state, story.rules, now).causes[0]?.light, viewItem(story.state, story.rules, now).light];
  const story = given();
  expect(shown(story, endOfDay('2026-01-05'))).toEqual(['grey', 'grey', 'grey']);
  expect(shown(story.and('2026-01-06', of('lead'), c.receive()), endOfDay('2026-01-06'))).toEqual(['green', 'green', 'green']);
  expect(shown(story, endOfDay('2026-07-01'))).toEqual(['yellow', 'yellow', 'yellow']);
});

test('what happens next, with who owes it', () => {
  const story = given();
  expect(upcoming(story.state, story.rules, story.state.lastAt)[0]).toMatchObject({ duty: 'receipt:a1', owedBy: 'lead' });
});
