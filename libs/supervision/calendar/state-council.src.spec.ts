import { existsSync, readFileSync } from 'node:fs';
import { STATE_COUNCIL } from './state-council';

/** Where the announced days are kept beside the project. */
const SOURCE = '../shared/data/state-council-calendar.csv';

test('the generated calendar is the announced one, 2018–2026', () => {
  if (!existsSync(SOURCE)) throw new Error(`${SOURCE} is not there: run from the project's root, with the shared data beside it`);
  const rows = readFileSync(SOURCE, 'utf8').split(/\r?\n/).filter((line) => /^\d{4}-/.test(line));
  const announced = rows.map((line) => {
    const [day, kind, name] = line.split(',');
    return { day, kind, name };
  });
  expect(announced.length).toBeGreaterThan(250);
  expect(STATE_COUNCIL.days).toEqual(announced);
  expect([announced[0]?.day?.slice(0, 4), announced.at(-1)?.day?.slice(0, 4)]).toEqual(['2018', '2026']);
  expect(STATE_COUNCIL.publishedThrough).toBe(2026);
});
