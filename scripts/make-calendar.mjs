// Writes libs/supervision/calendar/state-council.generated.json from the chinese-days package: the kept source of the State
// Council's notices, used as data only. Run after raising the package's version, and review the difference.
import { readFileSync, writeFileSync } from 'node:fs';

const source = JSON.parse(readFileSync(new URL('../node_modules/chinese-days/dist/chinese-days.json', import.meta.url), 'utf8'));
const name = (text) => text.split(',')[1];
const days = [
  ...Object.entries(source.holidays).map(([day, text]) => ({ day, kind: 'holiday', name: name(text) })),
  ...Object.entries(source.workdays).map(([day, text]) => ({ day, kind: 'workday', name: name(text) })),
]
  .filter(({ day }) => day >= '2018')
  .sort((a, b) => (a.day < b.day ? -1 : 1));
const publishedThrough = Number(days.at(-1).day.slice(0, 4));
const lines = days.map((d) => `    ${JSON.stringify(d)}`).join(',\n');
writeFileSync(
  new URL('../libs/supervision/calendar/state-council.generated.json', import.meta.url),
  `{\n  "publishedThrough": ${publishedThrough},\n  "days": [\n${lines}\n  ]\n}\n`,
);
