import fc from 'fast-check';
import { addDays, atTime, dayNumber, dayOf, dayOfNumber, earliest, endOfDay, instantOf, isDay, latest, msOf, startOfDay } from './day';

const numbers = fc.integer({ min: dayNumber('1992-01-01'), max: dayNumber('2099-12-31') });

describe('days', () => {
  test('numbers and days are each other\'s inverse', () => {
    fc.assert(fc.property(numbers, (n) => dayNumber(dayOfNumber(n)) === n && isDay(dayOfNumber(n))));
  });

  test('order as text as they order in time', () => {
    fc.assert(fc.property(numbers, numbers, (a, b) => dayOfNumber(a) < dayOfNumber(b) === a < b));
  });

  test('adding days goes there and back', () => {
    fc.assert(fc.property(numbers, fc.integer({ min: -5000, max: 5000 }), (n, k) => addDays(addDays(dayOfNumber(n), k), -k) === dayOfNumber(n)));
  });

  test.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1', '26-01-01', '2026-01-01T00:00', '', '２０２６-01-01'])('%p is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });

  test.each(['2024-02-29', '2026-12-31', '2000-02-29'])('%s is one', (text) => expect(isDay(text)).toBe(true));
});

describe('moments in Shanghai', () => {
  test('a day begins at 16:00 UTC of the day before and ends where the next begins', () => {
    expect(startOfDay('2026-03-01')).toBe('2026-02-28T16:00:00.000Z');
    expect(endOfDay('2026-06-30')).toBe('2026-06-30T16:00:00.000Z');
    fc.assert(fc.property(numbers, (n) => endOfDay(dayOfNumber(n)) === startOfDay(dayOfNumber(n + 1))));
  });

  test('every moment falls on the day whose bounds hold it', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 86_399_999 }), (n, ms) => {
        const day = dayOfNumber(n);
        const at = instantOf(msOf(startOfDay(day)) + ms);
        return dayOf(at) === day && at >= startOfDay(day) && at < endOfDay(day);
      }),
    );
  });

  test('a time of day', () => {
    expect(atTime('2026-06-30', '09:30')).toBe('2026-06-30T01:30:00.000Z');
    expect(dayOf(atTime('2026-06-30', '00:00'))).toBe('2026-06-30');
  });

  test('the later and the earlier of moments, leaving out what is not there', () => {
    expect(latest('b', null, 'c', undefined, 'a')).toBe('c');
    expect(earliest('b', null, 'c', undefined, 'a')).toBe('a');
  });
});
