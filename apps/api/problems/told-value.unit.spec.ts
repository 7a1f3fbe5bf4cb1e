import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rejected } from './rejection.table';
import { toldValue } from './told-value';

const SUPERVISION = join(__dirname, '../../../libs/supervision');

test('a moment is told by the city’s clock, and as its day where the day begins with it', () => {
  expect(rejected({ code: 'date-in-the-past', field: 'effectiveFrom', details: { day: '2026-02-28T16:00:00.000Z' } }).problem.detail.zh).toContain('2026-03-01');
  expect(rejected({ code: 'already-received', details: { at: '2026-03-01T17:05:00.000Z' } }).problem.detail).toEqual({ zh: '已于 2026-03-02 01:05 签收', en: 'It was received already, at 2026-03-02 01:05' });
  expect(rejected({ code: 'already-received', details: { at: '2026-03-01T17:05:00.000Z' } }).problem['details']).toEqual({ at: '2026-03-01T17:05:00.000Z' });
});

test('how something stands is told in words of each language; what somebody wrote stays as it is', () => {
  expect(rejected({ code: 'item-closed', details: { how: 'closedUnfulfilled' } }).problem.detail).toEqual({ zh: '该事项已办结或终止（未完成），不能再办理', en: 'The item is closed (closed unfulfilled): nothing more can be done on it' });
  expect(toldValue('name', 'open', 'zh')).toBe('open');
});

test('a plan is handed down, a paper signed', () => {
  expect(rejected({ code: 'plan-not-draft', details: { status: 'issued' } }).problem.detail).toEqual({ zh: '该计划不是草案（已下发）', en: 'The plan is not a draft (issued)' });
  expect(rejected({ code: 'paper-not-drafted', details: { status: 'issued' } }).problem.detail.zh).toBe('该文书不在待签发状态（已签发）');
});

/** The words between bars of a union of how something stands. */
function standings(): string[] {
  const files = readdirSync(SUPERVISION, { recursive: true, encoding: 'utf-8' }).filter((f) => f.endsWith('.ts') && !f.includes('spec'));
  const unions = files.flatMap((f) => [...readFileSync(join(SUPERVISION, f), 'utf-8').matchAll(/(?:type \w*(?:Status|Stage|Closure)\b[^=\n]*=|\b(?:status|stage): |how: )((?: ?'\w+' ?\|?)+)/g)].map((m) => m[1]!));
  return [...new Set(unions.flatMap((u) => [...u.matchAll(/'(\w+)'/g)].map((m) => m[1]!)))];
}

/** `how` of other things than of how something ended: how a field of a paper was read. */
const NOT_TOLD = ['column', 'marked', 'inferred', 'entered'];

test('every way in which something of the domain may stand has its words', () => {
  const words = standings();
  expect(words.length).toBeGreaterThan(50);
  expect(words.filter((w) => !NOT_TOLD.includes(w) && toldValue('status', w, 'zh') === w)).toEqual([]);
});
