import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import type { Comparison, Draft, DraftItem, DraftPlan, NotUnderstood, Recurrence, TargetReckoning } from '#libs/supervision/plan/draft';
import { isAboutName } from '#libs/supervision/plan/draft.answers';
import { times } from '#libs/supervision/testing/times';
import { decisionsFor } from '../draft/draft.decisions';
import { reconcileAgain } from '../draft/reconcile';
import { exportDraftCsv, exportDraftXlsx, exportedOf } from '../export-draft';
import { importPlan } from '../import-plan';
import { docxOf, paragraph, table } from '../testing/docx.make';
import { parseCsv } from './csv.codec';

/** Any text that a cell can hold, with what spreadsheets and separators could misread. */
const words = fc.array(fc.oneof(
  fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '，', '、', '；', ';', '\n', '\t', '\\', '|', '（', '）', '(', ')', ' ', '市总工会', '牵头单位：', '10家', '=SUM(A1)', '_x0041_', '_x005f_', '【未读懂】', '\\n', '序号', '说明'),
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
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)), unit: words, text: words, reckoning: fc.constantFrom<TargetReckoning | undefined>(undefined, 'stock', 'cumulative', 'yearly'),
  }).map(({ reckoning, ...t }) => (reckoning === undefined ? t : { ...t, reckoning })), { maxLength: 3 }),
  deadline: orNull(day), deadlineText: orNull(filled), recurrence: orNull(fc.constantFrom<Recurrence>('monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing')),
  quote: words, content: words,
  place: fc.record({ fromLine: fc.nat(99_999), toLine: fc.nat(99_999), section: filled, page: fc.nat(999), paragraph: fc.nat(999), table: fc.nat(99), row: fc.nat(9_999), sheet: filled.filter((name) => name.trim() === name) }, { requiredKeys: ['fromLine', 'toLine'] }),
});
const carried: fc.Arbitrary<DraftItem> = fc.tuple(item, fc.option(fc.record({ itemId: fc.constantFrom('p1-3', 'plan1-T1.2', 'pab12-d4'), firstDeadline: orNull(day) }), { nil: undefined })).map(([i, carriedFrom]) => (carriedFrom === undefined ? i : { ...i, carriedFrom, dutyTemplate: 'monthly-figures' }));
const steps = fc.array(fc.record({ title: filled.filter((t) => t.trim() !== ''), unit: orNull(filled), workingDays: fc.integer({ min: 1, max: 300 }), deadline: orNull(day), follows: fc.boolean() }), { minLength: 1, maxLength: 4 })
  .map((rows) => rows.map(({ follows, ...s }, i) => ({ ...s, key: `s${i + 1}`, after: follows && i > 0 ? [`s${i}`] : [] })));
const planned: fc.Arbitrary<DraftItem> = fc.tuple(carried, fc.option(steps, { nil: undefined })).map(([i, own]) => (own === undefined ? i : { ...i, steps: own }));
/** An item that takes up one of a higher plan: some of its figures count towards figures above. */
const takenUp: fc.Arbitrary<DraftItem> = fc.tuple(planned, fc.option(fc.record({ planId: fc.constantFrom('pab12', 'p0c1d2e3f'), itemId: fc.constantFrom('pab12-3', 'p0c1d2e3f-T1.2'), deadline: orNull(day) }), { nil: undefined }), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 })).map(([i, upper, counts]) =>
  upper === undefined ? i : { ...i, upper, targets: i.targets.map((t, at) => (counts[at] ? { ...t, upper: { targetId: `t${at + 1}`, value: t.value } } : t)) });
const plan: fc.Arbitrary<DraftPlan> = fc.record({
  title: filled, documentNumber: orNull(filled), issuer: orNull(filled), year: orNull(fc.integer({ min: 1990, max: 2099 })),
  period: orNull(fc.tuple(day, day).map(([from, to]) => ({ from, to }))), issuedOn: orNull(day), categories: fc.uniqueArray(filled, { minLength: 1, maxLength: 4 }),
});
const both = fc.tuple(words, words).map(([zh, en]) => ({ zh, en }));
const unread: fc.Arbitrary<NotUnderstood> = fc.record({ text: words, place: item.map(({ place }) => place), reason: both });
const counted = fc.record({ what: fc.tuple(words, fc.constantFrom('The text announces 9 items', 'The text announces 5 categories')).map(([zh, en]) => ({ zh, en })), announced: fc.nat(99), found: fc.nat(99), agrees: fc.boolean() });

/** A draft as an importer leaves it: its questions are those of its rows and counts, some of them answered. */
const draft: fc.Arbitrary<Draft> = fc
  .record({ plan, items: fc.uniqueArray(takenUp, { maxLength: 6, selector: ({ key }) => key }), notUnderstood: fc.array(unread, { maxLength: 3 }), counts: fc.array(counted, { maxLength: 2 }), candidates: fc.uniqueArray(filled, { maxLength: 3 }), picks: fc.array(fc.nat(9), { maxLength: 4 }) })
  .map(({ plan: facts, items, notUnderstood, counts, candidates, picks }) => {
    const blank = items.filter(({ category }) => category === null || candidates.includes(category)).slice(0, 1);
    const reconciliation = reconcileAgain(counts, items, facts.categories.length);
    const decisions = decisionsFor(items, { known: undefined, reconciliation, categoryCandidates: new Map(candidates.length === 0 ? [] : blank.map(({ key }) => [key, candidates])), year: facts.year });
    const questions = decisions.filter((decision) => !isAboutName(decision));
    const answers = new Map(questions.length === 0 ? [] : picks.map((pick, at) => {
      const { id, options } = questions[(pick * 7 + at) % questions.length]!;
      return [id, { decisionId: id, optionId: options[pick % options.length]!.id, value: pick % 2 === 0 ? null : '2031-01-31' }];
    }));
    const given = questions.flatMap(({ id }) => answers.get(id) ?? []);
    return { plan: facts, items, decisions, notUnderstood, ...(given.length === 0 ? {} : { answers: given }), report: { reconciliation } } as unknown as Draft;
  });

async function imported(bytes: Uint8Array, fileName: string): Promise<Draft> {
  const outcome = await importPlan(bytes, { fileName, today: '2030-01-01' });
  if (!outcome.ok) throw new Error(outcome.en);
  return outcome.draft;
}

/** All of a draft but the account of the file it was read from. */
function told({ plan: facts, items, decisions, answers, notUnderstood, report }: Draft): object {
  return { plan: facts, items, decisions, answers, notUnderstood, reconciliation: report.reconciliation };
}

const asCsv = async (given: Draft): Promise<Draft> => imported(exportDraftCsv(exportedOf(given)), 'plan.csv');
const asXlsx = async (given: Draft): Promise<Draft> => imported(await exportDraftXlsx(exportedOf(given)), 'plan.xlsx');

describe('what is exported imports again unchanged', () => {
  it('as csv', async () => {
    await fc.assert(fc.asyncProperty(draft, async (given) => expect(told(await asCsv(given))).toEqual(told(given))), times(300));
  });

  it('as xlsx', async () => {
    await fc.assert(fc.asyncProperty(draft, async (given) => expect(told(await asXlsx(given))).toEqual(told(given))), times(40));
  });

  const papers = ['../test-data/points-plan.txt', '../test-data/table-plan.txt', '../samples/anqing-2022.csv', '../samples/ordos-2022.csv'];
  it.each(papers)('as %s was read', async (name) => {
    const read = await imported(readFileSync(join(__dirname, name)), basename(name));
    expect(read.items.length).toBeGreaterThan(5);
    expect(told(await asCsv(read))).toEqual(told(read));
    expect(told(await asXlsx(read))).toEqual(told(read));
  });

  it('with the page, table and sheet of each item and of what was not understood, as a document or a workbook has them', async () => {
    const body = paragraph('2031年某市任务清单') + paragraph('一、任务') + table([['序号', '任务', '责任单位', '责任人'], ['1', '建好驿站', '市总工会', '甲'], ['2', '办好比武', '市人社局', '乙']]);
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('台账').addRows([['序号', '任务', '责任单位', '责任人'], [1, '建好驿站', '市总工会', '甲'], [2, '办好比武', '市人社局', '乙']]);
    const documents: [Uint8Array, string, object][] = [[docxOf({ body }), 'a.docx', { table: 1, row: 2 }], [new Uint8Array(await workbook.xlsx.writeBuffer()), 'a.xlsx', { sheet: '台账', row: 2 }]];
    for (const [bytes, name, place] of documents) {
      const read = await imported(bytes, name);
      expect(read.items[0]?.place).toMatchObject(place);
      expect(read.notUnderstood.length).toBeGreaterThan(0);
      expect(told(await asCsv(read))).toEqual(told(read));
      expect(told(await asXlsx(read))).toEqual(told(read));
    }
  });

  it('writes no cell that a spreadsheet would run', () => {
    fc.assert(fc.property(draft, (given) => {
      const text = new TextDecoder().decode(exportDraftCsv(exportedOf(given)));
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

  const paper = '2031年某市工作要点\n全市安排9项重点任务。\n一、甲\n1. 子事项。做。（市总工会、市妇联负责）\n2. 丑事项。做。（牵头单位：市总工会；经费来源：自筹）\n';
  const rowOf = (id: string) => (row: ExcelJS.Row) => row.getCell(1).text === id;
  async function changed(give: (row: (id: string) => ExcelJS.Row) => void): Promise<Draft> {
    const read = await imported(new TextEncoder().encode(paper), 'plan.txt');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await exportDraftXlsx(exportedOf(read))).buffer as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['任务清单', '待办事宜', '未读懂', '数目核对']);
    const sheet = workbook.getWorksheet('待办事宜')!;
    give((id) => sheet.getRows(1, sheet.rowCount)!.find(rowOf(id))!);
    return imported(new Uint8Array(await workbook.xlsx.writeBuffer()), 'plan.xlsx');
  }

  it('brings the answers that were written beside the questions, by their words or their ids', async () => {
    const read = await changed((row) => {
      row('role-unmarked:item-1').getCell(7).value = '“市妇联”牵头，其余参与';
      row('no-deadline:item-1').getCell(7).value = 'set';
      row('no-deadline:item-1').getCell(8).value = '2031-09-30';
    });
    expect(read.answers).toEqual([{ decisionId: 'role-unmarked:item-1', optionId: 'lead:市妇联', value: null }, { decisionId: 'no-deadline:item-1', optionId: 'set', value: '2031-09-30' }]);
    expect(read.decisions.find(({ kind }) => kind === 'count-differs')?.question.zh).toContain('9项重点任务');
    expect(read.notUnderstood.map(({ text }) => text)).toEqual(['经费来源：自筹']);
  });

  it('tells an answer that answers nothing', async () => {
    const read = await changed((row) => {
      row('role-unmarked:item-1').getCell(7).value = '随便';
    });
    expect(read.answers).toBeUndefined();
    expect(read.notUnderstood.at(-1)).toMatchObject({ text: expect.stringContaining('随便'), reason: { zh: '所填决定不在可选范围内，未采用' } });
  });
});
