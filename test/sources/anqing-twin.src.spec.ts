import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { importPlan } from '#libs/documents/import-plan';
import type { Draft } from '#libs/supervision/plan/draft';
import { projectRoot } from '#libs/platform/project-root';

const REAL = resolve(__dirname, '../../../shared/sources/003_37132ff275600d1d.txt');
const TWIN = join(projectRoot(__dirname), 'test', 'stories', 'papers', '003-anqing.txt');

async function draftOf(path: string): Promise<Draft> {
  if (!existsSync(path)) throw new Error(`There is no paper at ${path}. Put the folder shared/sources beside the project to run this suite.`);
  const outcome = await importPlan(readFileSync(path), { fileName: 'plan.txt', today: '2022-06-08' });
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.en}`);
  return outcome.draft;
}

/** Longest run of characters that two texts share. */
function longestShared(a: string, b: string): string {
  let longest = '';
  for (let from = 0; from < a.length; from++) {
    while (from + longest.length < a.length && b.includes(a.slice(from, from + longest.length + 1))) longest = a.slice(from, from + longest.length + 1);
  }
  return longest;
}

describe('the invented paper of the story', () => {
  let real: Draft, twin: Draft;
  beforeAll(async () => {
    [real, twin] = await Promise.all([draftOf(REAL), draftOf(TWIN)]);
  });

  it('has the structure of the real one: points, units by role, figures, what is open', () => {
    const structure = ({ items, plan, report, decisions, notUnderstood }: Draft): unknown => ({
      items: items.map((i) => [i.number, plan.categories.indexOf(i.category ?? ''), i.leads, i.participants, i.units, i.targets.map((t) => [t.comparison, t.value, t.unit]), i.deadline, i.recurrence]),
      found: report.found,
      period: plan.period,
      issuedOn: plan.issuedOn,
      open: decisions.map((d) => [d.kind, d.itemNumber, d.blocking]),
      notUnderstood,
    });
    expect(structure(twin)).toEqual(structure(real));
  });

  it('and none of its sentences', () => {
    for (const [i, item] of twin.items.entries()) {
      expect(item.title).not.toBe(real.items[i]!.title);
      for (const { title, content } of real.items) {
        expect(longestShared(item.title, title).length).toBeLessThan(5);
        expect(longestShared(item.content, content).length).toBeLessThan(9);
      }
    }
  });
});
