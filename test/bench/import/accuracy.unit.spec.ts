import { importPlan } from '#libs/documents/import-plan';
import { lostLines } from './lost.lines';
import { figuresOf, measure } from './measure';
import { labelledPapers, type LabelledPaper } from './paper';
import { scoreOf } from './score';
import type { Draft } from '#libs/supervision/plan/draft';

describe('invented papers with labels', () => {
  it('are read as a clerk reads them', async () => {
    const measured = await measure();
    expect(measured.length).toBeGreaterThanOrEqual(12);
    expect(figuresOf(measured).filter(({ reached }) => !reached)).toEqual([]);
  });
});

describe('lost lines', () => {
  const paper = async (name: string): Promise<LabelledPaper> => (await labelledPapers()).find((each) => each.name.startsWith(name))!;
  it.each([['40-', 'docx'], ['39-', 'pdf'], ['106-', 'xlsx'], ['06-', 'csv'], ['03-', 'md']])('%s %s: what a draft no longer shows is counted', async (name) => {
    const of = await paper(name);
    const outcome = await importPlan(of.bytes, { fileName: of.fileName, today: '2031-02-01' });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(await lostLines(of, outcome.draft)).toEqual([]);
    const [, ...items] = outcome.draft.items;
    expect((await lostLines(of, { ...outcome.draft, items })).length).toBeGreaterThan(0);
  });
});

describe('a score', () => {
  const item = { number: '1', title: '办班', quote: '1 办班', leads: ['市总工会'], participants: [], units: [], deadline: null, recurrence: null, targets: [{ metric: '班', comparison: '=', value: 5, unit: '期', text: '5期' }] };
  const draft = { plan: { title: '甲' }, items: [item] } as unknown as Draft;

  it('counts what is missing and what is invented', () => {
    const right = scoreOf(draft, { plan: { title: '甲' }, items: [{ number: '1', title: '办 班', leads: ['市总工会'], targets: [['班', '=', 5, '期']] }] });
    expect(right.short).toEqual([]);
    const wrong = scoreOf(draft, { plan: {}, items: [{ number: '1', title: '办班', units: ['市总工会'], targets: [['班', '>=', 5, '期']], deadline: '2031-06-30' }, { number: '2', title: '办会' }] });
    expect(wrong.shares).toMatchObject({ items: { right: 1, of: 2 }, units: { right: 0, of: 2 }, targets: { right: 0, of: 2 }, times: { right: 0, of: 3 } });
    expect(wrong.short).toContain('units 1: + leads 市总工会');
  });
});
