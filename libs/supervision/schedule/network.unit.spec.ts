import * as fc from 'fast-check';
import { stateCouncilCalendar } from '../calendar/state-council';
import { addDays } from '../time/day';
import { checkedSchedule, circular, inOrder, lengthOf, problemsOfTasks, scheduledBackward, scheduledForward, type Task } from './network';

const calendar = stateCouncilCalendar(1);
const task = (id: string, workingDays: number, after: string[] = [], by: string | null = null): Task => ({ id, workingDays, after, by });

/** Steps that wait only for earlier ones, as nobody could draw a circle. */
const tasks = fc.array(fc.record({ workingDays: fc.integer({ min: 1, max: 30 }), before: fc.array(fc.nat(11), { maxLength: 3 }) }), { minLength: 1, maxLength: 12 }).map((rows) =>
  rows.map(({ workingDays, before }, i) => task(`s${i}`, workingDays, [...new Set(before.filter((k) => k < i).map((k) => `s${k}`))])),
);
/** Last days around the holidays of 2021–2026. */
const ends = fc.record({ year: fc.integer({ min: 2021, max: 2026 }), days: fc.integer({ min: -30, max: 60 }) }).map(({ year, days }) => addDays(`${year}-10-01`, days));

describe('backward scheduling', () => {
  test('counts working days across the October holiday and its make-up days', () => {
    // 2022: 1 to 7 October off, Saturday the 8th and Sunday the 9th worked.
    const bars = scheduledBackward([task('plan', 5), task('do', 3, ['plan'])], '2022-10-09', calendar);
    expect(bars.get('do')).toEqual({ from: '2022-09-30', to: '2022-10-09' });
    expect(bars.get('plan')).toEqual({ from: '2022-09-23', to: '2022-09-29' });
  });

  test.each([
    // Ten working days that end on 15 October, counted by hand from the notices of the State Council.
    [2021, '2021-10-15', '2021-09-28'],
    [2022, '2022-10-14', '2022-09-28'],
    [2023, '2023-10-13', '2023-09-26'],
    [2024, '2024-10-15', '2024-09-27'],
    [2025, '2025-10-15', '2025-09-26'],
    [2026, '2026-10-15', '2026-09-28'],
  ])('%i: ten working days until %s begin on %s', (_year, end, from) => {
    const bar = scheduledBackward([task('s', 10)], end, calendar).get('s')!;
    expect([bar.from, lengthOf(calendar, bar)]).toEqual([from, 10]);
  });

  test('an end on a day off: the work ends before it; a step’s own day comes first', () => {
    expect(scheduledBackward([task('s', 1)], '2025-11-30', calendar).get('s')).toEqual({ from: '2025-11-28', to: '2025-11-28' });
    expect(scheduledBackward([task('s', 1, [], '2025-11-20'), task('t', 2, ['s'])], '2025-11-28', calendar).get('s')!.to).toBe('2025-11-20');
  });

  test('a step lies before the first of those that wait for it', () => {
    const bars = scheduledBackward([task('a', 2), task('b', 1, ['a']), task('c', 5, ['a'])], '2026-06-30', calendar);
    expect(bars.get('c')!.from).toBe('2026-06-24');
    expect(bars.get('a')!.to).toBe('2026-06-23');
  });

  test('every follower begins after what it waits for is finished, and every step has its working days', () => {
    fc.assert(fc.property(tasks, ends, (steps, end) => {
      const bars = scheduledBackward(steps, end, calendar);
      for (const s of steps) {
        const bar = bars.get(s.id)!;
        expect(lengthOf(calendar, bar)).toBe(s.workingDays);
        expect([bar.from, bar.to].every((day) => calendar.isWorkingDay(day))).toBe(true);
        expect(bar.to <= end).toBe(true);
        for (const id of s.after) expect(bars.get(id)!.to < bar.from).toBe(true);
      }
    }));
  });

  test('backward then forward moves nothing', () => {
    fc.assert(fc.property(tasks, ends, (steps, end) => {
      const bars = scheduledBackward(steps, end, calendar);
      const starts = new Map([...bars].map(([id, bar]) => [id, bar.from]));
      const first = [...starts.values()].sort()[0]!;
      expect(scheduledForward(steps, first, calendar, starts)).toEqual(bars);
    }));
  });
});

describe('what cannot be held', () => {
  test('says by how many working days, and of which steps', () => {
    const rows = checkedSchedule([task('plan', 5), task('do', 10, ['plan']), task('aside', 1)], '2026-06-30', '2026-06-15', calendar);
    // 15 June to 30 June are eleven working days, the Dragon Boat Festival (19 June) off; fifteen are needed.
    expect(rows.map((r) => [r.id, r.shortWorkingDays, r.critical])).toEqual([['plan', 4, true], ['do', 4, true], ['aside', 0, false]]);
    expect(rows[0]!.slackWorkingDays).toBe(-4);
  });

  test('begun early enough nothing is short, and the least slack is the critical path', () => {
    const rows = checkedSchedule([task('plan', 5), task('do', 10, ['plan']), task('aside', 3, ['plan'])], '2026-06-30', '2026-06-01', calendar);
    expect(rows.map((r) => [r.shortWorkingDays, r.critical])).toEqual([[0, true], [0, true], [0, false]]);
    expect(rows[2]!.slackWorkingDays - rows[1]!.slackWorkingDays).toBe(7);
  });

  test('is short by exactly what its earliest end lies after its planned one', () => {
    fc.assert(fc.property(tasks, ends, fc.integer({ min: 0, max: 200 }), (steps, end, before) => {
      for (const r of checkedSchedule(steps, end, addDays(end, -before), calendar)) {
        expect(r.shortWorkingDays).toBe(Math.max(0, calendar.workingDaysBetween(r.planned.to, r.earliest.to)));
      }
    }));
  });
});

describe('refused by field', () => {
  const fields = (steps: Task[]) => problemsOfTasks(steps, '2026-06-30').map((p) => p.field);

  test('a circle, a step that is not there, itself, twice the same, no duration, too long', () => {
    expect(fields([task('a', 1, ['c']), task('b', 1, ['a']), task('c', 1, ['b']), task('d', 1, ['c'])])).toEqual(['steps[0].after', 'steps[1].after', 'steps[2].after']);
    expect(fields([task('a', 1, ['x'])])).toEqual(['steps[0].after[0]']);
    expect(fields([task('a', 1, ['a'])])).toEqual(['steps[0].after[0]']);
    expect(fields([task('a', 1), task('a', 1)])).toEqual(['steps[1].key']);
    for (const days of [0, -3, 1.5, Number.NaN]) expect(fields([task('a', days)])).toEqual(['steps[0].workingDays']);
    expect(fields([task('a', 1_251)])).toEqual(['steps']);
    expect(fields(Array.from({ length: 61 }, (_, i) => task(`s${i}`, 1)))).toEqual(['steps']);
    expect(fields([task('a', 1, [], '2026-02-30')])).toEqual(['steps[0].deadline']);
  });

  test('whatever is not refused can be scheduled', () => {
    const any = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), workingDays: fc.integer({ min: -1, max: 700 }), after: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'x'), { maxLength: 3 }), by: fc.constantFrom(null, '2016-01-01', '2026-05-01', '2026-02-30') }), { maxLength: 5 });
    fc.assert(fc.property(any, fc.constantFrom('2015-06-01', '2021-12-31', '2026-06-30', '2055-12-31'), (steps, end) => {
      if (problemsOfTasks(steps, end).length > 0) return;
      expect(scheduledBackward(steps, end, calendar).size).toBe(steps.length);
      expect(circular(steps).size).toBe(0);
      expect(inOrder(steps)).toHaveLength(steps.length);
    }));
  });
});
