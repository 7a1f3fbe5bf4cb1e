import { existsSync, readFileSync } from 'node:fs';
import { addDays, dayNumber } from '../time/day';
import { calendarOf, type SpecialDay } from './calendar';
import { STATE_COUNCIL, stateCouncilCalendar } from './state-council';

/** Where the announced days are kept beside the project. */
const SOURCE = '../shared/data/state-council-calendar.csv';

function announced(): SpecialDay[] {
  if (!existsSync(SOURCE)) throw new Error(`${SOURCE} is not there: run from the project's root, with the shared data beside it`);
  const rows = readFileSync(SOURCE, 'utf8').split(/\r?\n/).filter((line) => /^\d{4}-/.test(line));
  return rows.map((line) => {
    const [day = '', kind, name = ''] = line.split(',');
    return { day, kind: kind === 'workday' ? 'workday' : 'holiday', name };
  });
}

/** 中秋 and 中秋节 are one. */
const stem = (name: string): string => name.replace(/节$/, '');
const isWeekend = (day: string): boolean => [0, 6].includes((dayNumber(day) + 4) % 7);

test('every day of 2018–2026 is worked or free as announced', () => {
  const ours = stateCouncilCalendar();
  const theirs = calendarOf(1, 2026, announced());
  const differ: string[] = [];
  let days = 0;
  for (let day = '2018-01-01'; day <= '2026-12-31'; day = addDays(day, 1), days++) if (ours.isWorkingDay(day) !== theirs.isWorkingDay(day)) differ.push(day);
  expect(differ).toEqual([]);
  expect(days).toBe(3287);
  expect(STATE_COUNCIL.publishedThrough).toBe(2026);
});

test('every special day is an announced one of the same name; none is missing but free weekends, which change no count', () => {
  const source = new Map(announced().map((d) => [d.day, d]));
  for (const d of STATE_COUNCIL.days) expect({ ...d, name: stem(d.name) }).toEqual({ ...source.get(d.day), name: stem(source.get(d.day)?.name ?? '') });
  const ours = new Set(STATE_COUNCIL.days.map((d) => d.day));
  expect([...source.values()].filter((d) => !ours.has(d.day) && !(d.kind === 'holiday' && isWeekend(d.day)))).toEqual([]);
});
