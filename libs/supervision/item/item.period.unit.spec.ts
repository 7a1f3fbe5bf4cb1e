import fc from 'fast-check';
import { c, given } from '../testing/given';
import { of } from '../testing/world';
import { addDays, dayNumber, dayOfNumber } from '../time/day';
import { periodsIn } from './item.period';

const lead = of('lead');
const monthly = given({ deadline: null, recurrence: 'monthly', targets: [], steps: [], period: { from: '2026-01-01', to: '2026-04-30' } })
  .and('2026-01-05 11:00', of('office'), { type: 'quantify', targets: [], deadline: null, steps: [], notNeeded: '按月报送' })
  .and('2026-01-06', lead, c.receive());

test('periods lie side by side and cover the span', () => {
  const day = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2028-12-31') });
  fc.assert(
    fc.property(fc.constantFrom('monthly' as const, 'quarterly' as const, 'halfYearly' as const, 'yearly' as const), day, fc.nat({ max: 900 }), (recurrence, n, length) => {
      const from = dayOfNumber(n);
      const to = dayOfNumber(n + length);
      const periods = periodsIn(recurrence, from, to);
      expect(periods[0]!.from <= from && periods.at(-1)!.to === to).toBe(true);
      periods.slice(1).forEach((p, i) => expect(p.from).toBe(addDays(periods[i]!.to, 1)));
      expect(new Set(periods.map((p) => p.name)).size).toBe(periods.length);
    }),
  );
  expect(periodsIn('quarterly', '2026-01-01', '2026-12-31').map((p) => p.name)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
  expect(periodsIn('halfYearly', '2026-05-01', '2026-08-15')).toEqual([{ name: '2026-H1', from: '2026-01-01', to: '2026-06-30' }, { name: '2026-H2', from: '2026-07-01', to: '2026-08-15' }]);
  expect(periodsIn('ongoing', '2026-01-01', '2026-12-31')).toEqual([]);
});

test('each period opens its own step; a missing one stays 缺报 for ever; it ends with the plan', () => {
  const year = monthly.until('2026-12-31');
  expect(year.state.periodsOpened).toEqual(['2026-M01', '2026-M02', '2026-M03', '2026-M04']);
  expect(year.state.lateness.map((l) => l.dueAt.slice(0, 10))).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  let late = year;
  for (const m of ['M01', 'M02', 'M03', 'M04']) late = late.and('2026-12-31 11:00', lead, c.submit(`a1-2026-${m}`)).and('2026-12-31 12:00', of('supervisor'), c.verify(`a1-2026-${m}`));
  expect(late.state.closed?.how).toBe('completed');
  expect(Object.values(late.state.steps).every((s) => s.completedLate)).toBe(true);
});

test('the unit is not done before the last period', () => {
  const early = monthly.and('2026-01-20', lead, c.submit('a1-2026-M01')).and('2026-01-21', of('supervisor'), c.verify('a1-2026-M01'));
  expect(early.state.assignments.a1?.status).toBe('active');
  expect(early.state.closed).toBeNull();
});

test('opened by a timer that ran late, it has been open since it was due', () => {
  const late = monthly.until('2026-03-20');
  expect(late.state.steps['a1-2026-M02']?.openedAt).toBe('2026-01-31T16:00:00.000Z');
  expect(late.state.lateness.find((l) => l.duty === 'step:a1-2026-M02')?.dueAt).toBe('2026-02-28T16:00:00.000Z');
});

test('a period that went by while the item was suspended was not owed; the last one being so, the work is done', () => {
  const story = monthly.and('2026-01-20', lead, c.submit('a1-2026-M01')).and('2026-01-21', of('supervisor'), c.verify('a1-2026-M01')).and('2026-01-26', of('office'), c.suspend);
  const resumed = story.and('2026-03-16', of('office'), c.resume);
  expect(resumed.state.periodsOpened).toEqual(['2026-M01', '2026-M03']);
  expect(resumed.state.steps['a1-2026-M03']?.openedAt).toBe('2026-03-16T02:00:00.000Z');
  expect(resumed.state.lateness).toEqual([]);
  const toEnd = story.and('2026-05-06', of('office'), c.resume);
  expect(toEnd.events.filter((e) => e.type === 'EntrySkipped' && e.data.duty === 'periods')).toHaveLength(3);
  expect(toEnd.state.closed?.how).toBe('completed');
});

test('a plan that begins after it was issued has no period before it', () => {
  const story = given({ deadline: null, recurrence: 'quarterly', steps: [], period: { from: '2026-04-01', to: '2026-12-31' } });
  expect(story.until('2026-04-02').state.periodsOpened).toEqual(['2026-Q2']);
});
