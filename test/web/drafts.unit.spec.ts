import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGES = join(__dirname, '../../apps/web');

/** Forms that keep nothing, and why. */
const KEEPS_NOTHING: Readonly<Record<string, string>> = {
  'pages/accounts/account-acts.tsx': 'a password',
  'pages/password/password-form.tsx': 'a password',
  'pages/sign-in/sign-in-form.tsx': 'a password',
  'pages/accounts/grants.tsx': 'choices on one line',
  'pages/draft/facts.tsx': 'choices on one line',
  'pages/units/classify.tsx': 'choices, tried before they are taken',
  'pages/units/dissolve.tsx': 'one choice',
  'pages/units/groups.tsx': 'one name on one line',
  'pages/units/unit-acts.tsx': 'one name on one line',
  'pages/units/units.tsx': 'one name on one line',
  'pages/calendar/corrections.tsx': 'one line beneath what was looked at, which another look brings',
  'pages/calendar/day-list.tsx': 'one line of a list that is kept',
  'pages/draft/issue.tsx': 'one line',
  'pages/ledger/filters.tsx': 'kept in the address',
  'shell/find.tsx': 'a search',
};

const sources = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));
const read = (path: string): string => readFileSync(join(PAGES, path), 'utf8');
/** It is a form, not only fields of one. */
const isForm = (path: string): boolean => /<Form(<[^>]+>)?\s(?!\.)|<form\b|<ActForm/.test(read(path));
const keeps = (path: string): boolean => /<ActForm|useKept|useFilling/.test(read(path));

/** Where something is written, it outlives a lost network, an ended session and a closed page. */
describe('what is typed', () => {
  it('is kept on the device by every form, but for those that have nothing to keep', () => {
    const forms = sources.filter(isForm);
    expect(forms.length).toBeGreaterThan(40);
    expect(forms.filter((path) => !keeps(path)).sort()).toEqual(Object.keys(KEEPS_NOTHING).sort());
  });

  it('is kept wherever there is room for more than a line', () => {
    const long = sources.filter((path) => /TextArea|<textarea/.test(read(path)));
    expect(long.length).toBeGreaterThan(20);
    expect(long.filter((path) => isForm(path) && !keeps(path))).toEqual([]);
  });
});
