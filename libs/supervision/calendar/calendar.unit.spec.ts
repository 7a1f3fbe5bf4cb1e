import fc from 'fast-check';
import { addDays, dayNumber, dayOfNumber } from '../time/day';
import { calendarOf, LAST_DEADLINE, type SpecialDay } from './calendar';
import { problemsOfDays } from './calendar.events';
import { STATE_COUNCIL, stateCouncilCalendar } from './state-council';
import { times } from '../testing/times';

/** Day by day, as a clerk would count. */
function oracle(specials: readonly SpecialDay[]) {
  const works = (day: string): boolean => {
    const special = specials.find((s) => s.day === day);
    if (special) return special.kind === 'workday';
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  };
  return {
    works,
    add(day: string, n: number): string {
      let at = day;
      if (n === 0) while (!works(at)) at = addDays(at, 1);
      for (let left = Math.abs(n); left > 0; ) {
        at = addDays(at, Math.sign(n));
        if (works(at)) left -= 1;
      }
      return at;
    },
    between(from: string, to: string): number {
      if (to < from) return 0 - this.between(to, from);
      let count = 0;
      for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (works(at)) count += 1;
      return count;
    },
  };
}

const day = fc.integer({ min: dayNumber('2018-01-01'), max: dayNumber('2027-12-31') }).map(dayOfNumber);
const special = fc.record({ day, kind: fc.constantFrom<SpecialDay['kind']>('holiday', 'workday'), name: fc.constant('x') });
const specials = fc.uniqueArray(special, { selector: (s) => s.day, maxLength: 40 });
const span = fc.integer({ min: -60, max: 60 });

test('counting agrees with counting day by day, whatever the special days', () => {
  fc.assert(
    fc.property(specials, day, span, (days, from, n) => {
      const calendar = calendarOf(1, 2026, days);
      const naive = oracle(days);
      expect(calendar.isWorkingDay(from)).toBe(naive.works(from));
      expect(calendar.addWorkingDays(from, n)).toBe(naive.add(from, n));
      expect(calendar.workingDaysBetween(from, addDays(from, n))).toBe(naive.between(from, addDays(from, n)));
    }),
    times(150),
  );
});

test('and so it does on the State Council\'s own days', () => {
  const calendar = stateCouncilCalendar();
  const naive = oracle(STATE_COUNCIL.days);
  fc.assert(fc.property(day, span, (from, n) => calendar.addWorkingDays(from, n) === naive.add(from, n)), times(150));
});

test('a count there and one back: between undoes add', () => {
  const calendar = stateCouncilCalendar();
  fc.assert(fc.property(day, fc.integer({ min: 1, max: 250 }), (from, n) => calendar.workingDaysBetween(from, calendar.addWorkingDays(from, n)) === n));
});

test('a make-up weekend is worked, a holiday in the week is not', () => {
  const calendar = stateCouncilCalendar();
  expect(calendar.special('2026-02-14')).toMatchObject({ kind: 'workday' });
  expect(new Date('2026-02-14T00:00:00Z').getUTCDay()).toBe(6);
  expect(calendar.isWorkingDay('2026-02-14')).toBe(true);
  expect(calendar.isWorkingDay('2026-10-01')).toBe(false);
});

test('dates past the last notice are provisional', () => {
  const calendar = stateCouncilCalendar();
  expect(calendar.isProvisional('2026-12-31')).toBe(false);
  expect(calendar.isProvisional('2027-01-01')).toBe(true);
});

test('a day outside the calendar is a defect, and no deadline comes near its end', () => {
  const calendar = stateCouncilCalendar();
  expect(() => calendar.isWorkingDay('2061-01-01')).toThrow(RangeError);
  expect(() => calendar.addWorkingDays('2060-12-31', 1)).toThrow(RangeError);
  expect(() => calendar.addWorkingDays(LAST_DEADLINE, 1000)).not.toThrow();
});

test('days proposed for a calendar are checked', () => {
  const of = (text: string): SpecialDay => ({ day: text, kind: 'holiday', name: 'x' });
  expect(problemsOfDays([of('2026-01-01'), of('2026-02-30'), of('2026-01-01')]).map((p) => p.field)).toEqual(['days[1].day', 'days[2].day']);
});
