import fc from 'fast-check';
import type { Comparison, DraftItem, DraftPlan, Recurrence } from '#libs/supervision/plan/draft';
import { times } from '#libs/supervision/testing/times';
import { exportDraftCsv, exportDraftXlsx } from '../export-draft';
import { importPlan } from '../import-plan';
import { parseCsv } from './csv.codec';

/** Any text that a cell can hold, with what spreadsheets and separators could misread. */
const words = fc.array(fc.oneof(
  fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '，', '、', '；', ';', '\n', '\t', '\\', '|', '（', '）', '(', ')', ' ', '市总工会', '牵头单位：', '10家', '=SUM(A1)', '\\n', '序号', '说明'),
  fc.string({ unit: fc.constantFrom(...'改革工作方案一二三abcXYZ019') }),
), { maxLength: 8 }).map((parts) => parts.join(''));
const filled = words.filter((text) => text !== '');
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const names = fc.uniqueArray(filled, { maxLength: 4 });

const item: fc.Arbitrary<DraftItem> = fc.record({
  key: filled, number: words, title: words, category: orNull(filled), leads: names, participants: names, units: names,
  targets: fc.array(fc.record({
    metric: words, comparison: fc.constantFrom<Comparison>('>=', '>', '=', '<', '<=', '~'),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)), unit: words, text: words,
  }), { maxLength: 3 }),
  deadline: orNull(day), deadlineText: orNull(filled), recurrence: orNull(fc.constantFrom<Recurrence>('monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing')),
  quote: words, content: words,
  place: fc.tuple(fc.nat(99_999), fc.nat(99_999), fc.option(filled, { nil: undefined })).map(([fromLine, toLine, section]) => (section === undefined ? { fromLine, toLine } : { fromLine, toLine, section })),
});
const carried: fc.Arbitrary<DraftItem> = fc.tuple(item, fc.option(fc.record({ itemId: fc.constantFrom('p1-3', 'plan1-T1.2', 'pab12-d4'), firstDeadline: orNull(day) }), { nil: undefined })).map(([i, carriedFrom]) => (carriedFrom === undefined ? i : { ...i, carriedFrom, dutyTemplate: 'monthly-figures' }));
const plan: fc.Arbitrary<DraftPlan> = fc.record({
  title: filled, documentNumber: orNull(filled), issuer: orNull(filled), year: orNull(fc.integer({ min: 1990, max: 2099 })),
  period: orNull(fc.tuple(day, day).map(([from, to]) => ({ from, to }))), issuedOn: orNull(day), categories: fc.uniqueArray(filled, { minLength: 1, maxLength: 4 }),
});
const draft = fc.record({ plan, items: fc.array(carried, { maxLength: 6 }) });

async function again(bytes: Uint8Array, fileName: string): Promise<{ items: DraftItem[]; plan: DraftPlan }> {
  const outcome = await importPlan(bytes, { fileName, today: '2030-01-01' });
  if (!outcome.ok) throw new Error(outcome.en);
  expect(outcome.draft.notUnderstood).toEqual([]);
  return { items: outcome.draft.items, plan: outcome.draft.plan };
}

describe('what is exported imports again unchanged', () => {
  it('as csv', async () => {
    await fc.assert(fc.asyncProperty(draft, async ({ plan: facts, items }) => {
      const read = await again(exportDraftCsv({ plan: facts, items }), 'plan.csv');
      expect(read.items).toEqual(items);
      expect(read.plan.title).toBe(facts.title);
      if (facts.year !== null) expect(read.plan).toEqual({ ...facts, period: facts.period ?? read.plan.period });
    }), times(300));
  });

  it('as xlsx', async () => {
    await fc.assert(fc.asyncProperty(draft, async ({ plan: facts, items }) => {
      expect((await again(await exportDraftXlsx({ plan: facts, items }), 'plan.xlsx')).items).toEqual(items);
    }), times(30));
  });

  it('writes no cell that a spreadsheet would run', () => {
    fc.assert(fc.property(draft, ({ plan: facts, items }) => {
      const text = new TextDecoder().decode(exportDraftCsv({ plan: facts, items }));
      for (const { cells } of parseCsv(text.replace(/^\uFEFF/, ''), ',')) for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }), times(50));
  });
});

describe('an exported sheet that a person changed', () => {
  it('keeps the unchanged rows and reads a new one by its headings', async () => {
    const items: DraftItem[] = [{
      key: 'item-1', number: '1', title: '甲', category: '类', leads: ['市总工会'], participants: [], units: [], targets: [], deadline: null, deadlineText: null,
      recurrence: null, quote: '甲', content: '甲', place: { fromLine: 7, toLine: 8 },
    }];
    const facts: DraftPlan = { title: '某计划', documentNumber: null, issuer: null, year: 2031, period: null, issuedOn: null, categories: ['类'] };
    const text = `${new TextDecoder().decode(exportDraftCsv({ plan: facts, items }))}2,类,乙,办乙事10场。,市教育局,市妇联、团市委,,,6月底前\r\n`;
    const outcome = await importPlan(new TextEncoder().encode(text), { fileName: 'plan.csv', today: '2031-01-01' });
    if (!outcome.ok) throw new Error(outcome.en);
    expect(outcome.draft.items[0]).toEqual(items[0]);
    expect(outcome.draft.items[1]).toMatchObject({ key: 'row-10', number: '2', category: '类', title: '乙', leads: ['市教育局'], participants: ['市妇联', '团市委'], deadline: '2031-06-30', deadlineText: '6月底前' });
  });
});
