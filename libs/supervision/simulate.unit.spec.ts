import { simulateItem, signsAfter, type Behaviour } from './simulate';
import { progressClass } from './item/item.progress';
import { c, given } from './testing/given';
import { FOUR, of, rulesWith } from './testing/world';
import { settleItem } from './item/item.settle';

const YEAR = '2027-01-05T00:00:00.000Z';

test('a year of an item: each notice at its moment', () => {
  const story = given().and('2026-01-06', of('lead'), c.receive());
  const { notices, state } = simulateItem(story.state, story.rules, YEAR, signsAfter(24, of('office')));
  expect(notices.slice(0, 6).map((n) => [n.at.slice(0, 16), n.what, n.rung])).toEqual([
    ['2026-06-18T01:00', 'reminder', 'T-7'],
    ['2026-06-25T01:00', 'reminder', 'T-3'],
    ['2026-06-29T01:00', 'reminder', 'T-1'],
    ['2026-06-30T16:00', 'paperDrafted', 'yellowPaper'],
    ['2026-07-01T16:00', 'paperIssued', 'yellowPaper'],
    ['2026-07-06T01:00', 'reminder', 'T-1'],
  ]);
  expect(Object.values(state.papers).map((p) => [p.kind, p.status])).toEqual([['yellowPaper', 'issued'], ['redPaper', 'issued'], ['admonition', 'issued']]);
});

test('people may do anything; what is refused is left out', () => {
  // Twice the same act: the second comes to nothing and is let go.
  const submits: Behaviour = (state) => {
    const step = state.steps['a1-1']!;
    if (step.status === 'submitted') return [{ at: state.lastAt, id: 'verify', command: c.verify(), actor: of('supervisor') }];
    return step.marks.overdue === null ? [] : ['one', 'two'].map((id) => ({ at: '2026-07-03T02:00:00.000Z', id, command: c.submit(), actor: of('lead') }));
  };
  const story = given().and('2026-01-06', of('lead'), c.receive()).and('2026-01-06', of('lead'), c.report(100));
  const { state, events } = simulateItem(story.state, story.rules, YEAR, submits);
  expect(state.closed?.how).toBe('completed');
  expect(events.filter((e) => e.type === 'StepSubmitted')).toHaveLength(1);
});

test('rehearsed is as lived: the marks of a rehearsal are those of one late settling', () => {
  const rules = rulesWith({}, { from: '2026-04-01T00:00:00.000Z', rules: { graceWorkingDays: 4, blueWithinWorkingDays: 12 } });
  const { state } = given({ assignments: FOUR }, rules);
  const lazy = settleItem(state, YEAR, rules).state;
  const rehearsed = simulateItem(state, rules, YEAR).state;
  expect(Object.values(rehearsed.steps).map((s) => s.marks)).toEqual(Object.values(lazy.steps).map((s) => s.marks));
});

test('fifty items through a year', () => {
  // One to four units each, and nobody does a thing: no year has more notices.
  const stories = [1, 2, 3, 4].map((units) => given({ assignments: FOUR.slice(0, units) }));
  const before = process.cpuUsage();
  let notices = 0;
  for (let n = 0; n < 50; n++) {
    const { state, rules } = stories[n % 4]!;
    notices += simulateItem(state, rules, YEAR, signsAfter(24, of('office'))).notices.length;
  }
  const used = process.cpuUsage(before);
  // Told, not asserted: clocks of test machines differ.
  process.stdout.write(`50 items, ${notices} notices, ${Math.round((used.user + used.system) / 1000)} ms of CPU\n`);
  expect(notices).toBeGreaterThan(1000);
});

describe('progress class', () => {
  const lead = of('lead');
  const received = given().and('2026-01-06', lead, c.receive());
  const at = '2026-04-01T00:00:00.000Z';
  const reported = (percent: number) => received.and('2026-03-30', lead, c.report(null, percent));
  test.each([[95, 'ahead'], [50, 'onTrack'], [10, 'behind']] as const)('%d % at half time is %s', (percent, expected) => {
    expect(progressClass(reported(percent).state, received.rules, at)).toBe(expected);
  });

  test('nothing reported is on track; past the deadline overdue, though no timer ran', () => {
    expect(progressClass(received.state, received.rules, at)).toBe('onTrack');
    expect(progressClass(received.state, received.rules, '2026-07-02T00:00:00.000Z')).toBe('overdue');
  });

  test('suspended, withdrawn, completed, unfulfilled', () => {
    const office = of('office');
    expect(progressClass(received.and('2026-03-30', office, c.suspend).state, received.rules, at)).toBe('suspended');
    expect(progressClass(received.and('2026-03-30', of('conference'), { type: 'withdraw', reason: '撤销' }).state, received.rules, at)).toBe('suspended');
    expect(progressClass(received.and('2027-01-04', office, { type: 'closeUnfulfilled', reason: '未完成' }).state, received.rules, '2027-01-05T00:00:00.000Z')).toBe('overdue');
    const done = received.and('2026-03-02', lead, c.report(100)).and('2026-03-02 11:00', lead, c.submit()).and('2026-03-03', of('supervisor'), c.verify());
    expect(progressClass(done.state, received.rules, at)).toBe('completed');
  });
});
