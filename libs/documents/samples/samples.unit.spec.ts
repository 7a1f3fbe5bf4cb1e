import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from '../import-plan';

describe('the sample plans', () => {
  it.each([
    ['anqing-2022.csv', '2022年安庆市推进新时代产业工人队伍建设改革工作要点', { items: 18, unnumbered: 0, categories: 6, units: 28, groups: 1, targets: 7, deadlines: 0 }, 0],
    ['ordos-2022.csv', '鄂尔多斯市产业工人队伍建设改革扩面提质增效工作方案', { items: 50, unnumbered: 7, categories: 5, units: 19, groups: 3, targets: 2, deadlines: 0 }, 25],
  ])('%s imports through the csv reader', async (name, title, found, unmarked) => {
    const outcome = await importPlan(readFileSync(join(__dirname, name)), { fileName: name, today: '2022-12-31' });
    if (!outcome.ok) throw new Error(outcome.en);
    expect(outcome.draft.plan).toMatchObject({ title, year: 2022 });
    expect(outcome.draft.report.found).toEqual(found);
    expect(outcome.draft.notUnderstood).toEqual([]);
    expect(outcome.draft.decisions.filter(({ kind }) => kind === 'role-unmarked')).toHaveLength(unmarked);
    expect(outcome.draft.items.every(({ title: words, quote, content }) => words === quote && words === content && words.length <= 40)).toBe(true);
  });
});
