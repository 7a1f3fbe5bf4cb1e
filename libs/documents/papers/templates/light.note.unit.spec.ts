import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { firstPageHolds } from '../page.fit';
import type { Block, NotePaper } from '../paper';
import { aLightNote } from '../testing/samples';
import { lightNote, type LightNoteFacts } from './light.note';

const begins = (b: Block): boolean => b.kind === 'heading' && b.newPage === true;
/** The page, and what follows from the next one on. */
function parted(note: NotePaper): { page: NotePaper; annex: readonly Block[] } {
  const at = note.blocks.findIndex(begins);
  return at < 0 ? { page: note, annex: [] } : { page: { ...note, blocks: note.blocks.slice(0, at) }, annex: note.blocks.slice(at) };
}
const rowsOf = (blocks: readonly Block[], heading: string): readonly (readonly string[])[] => blocks.flatMap((b) => (b.kind === 'table' && b.heading[0] === heading ? b.rows : []));
const wordsOf = (blocks: readonly Block[]): string => blocks.map((b) => (b.kind === 'table' ? b.rows.flat().join(' ') : b.text)).join('\n');
const many = (n: number, kind: 'reminder' | 'escalation' = 'reminder'): LightNoteFacts['notices'] => Array.from({ length: n }, (_, i) => ({ kind, unit: '市人力资源和社会保障局', sent: new Date(Date.parse('2026-01-05T01:00:00.000Z') + i * 86_400_000).toISOString(), read: null }));

test('what a red light usually has behind it stands on a page, whole', () => {
  const note = lightNote(aLightNote());
  expect(firstPageHolds(note)).toBe(true);
  expect(note.blocks.some(begins)).toBe(false);
  expect([rowsOf(note.blocks, '单位').length, rowsOf(note.blocks, '通知').length, rowsOf(note.blocks, '申请').length]).toEqual([1, 3, 1]);
});

test('with half a year of notices the page shows the newest, says how many it leaves out, and the annex has all', () => {
  const { page, annex } = parted(lightNote(aLightNote({ notices: many(120) })));
  const shown = rowsOf(page.blocks, '通知');
  expect(shown.length).toBeGreaterThanOrEqual(5);
  expect(wordsOf(page.blocks)).toContain(`另有${121 - shown.length}份更早的通知见附页。`);
  expect(shown.at(-1)![0]).toBe('黄色督办单');
  expect(rowsOf(annex, '通知')).toHaveLength(121);
  expect(wordsOf(page.blocks)).toContain('亮灯结论');
});

test.each([
  ['pastGrace', { workingDays: 14, days: 20 }, null, '逾期超过宽限期，已逾期14个工作日（20天），宽限为5个工作日，自'],
  ['pastGrace', { workingDays: 6, days: 8 }, '2026-07-08T02:00:00.000Z', '报送时已逾期6个工作日（8天），宽限为5个工作日，已于2026年7月8日报送，待审核，自'],
  ['unanswered', { workingDays: 3, days: 3 }, null, '黄色督办单未按期答复，已逾期3个工作日（3天），自'],
  ['dueSoon', { workingDays: -3, days: -5 }, null, '临近期限，距期限还有3个工作日（5天），自'],
  ['dueSoon', { workingDays: 0, days: 0 }, null, '临近期限，今日到期，自'],
  ['dueSoon', { workingDays: 2, days: 4 }, null, '临近期限，期限已过2个工作日（4天），未记逾期，自'],
  ['dueSoon', { workingDays: -1, days: -1 }, '2026-06-29T02:00:00.000Z', '临近期限，已于2026年6月29日报送，待审核，自'],
  ['corrected', null, null, '逾期已更正，不再按该期限亮灯，自'],
] as const)('%s, %j past, sent at %s: the conclusion counts the days', (rule, past, sentAt, said) => {
  const [cause] = aLightNote().causes;
  const light = rule === 'dueSoon' ? ('blue' as const) : rule === 'corrected' ? ('green' as const) : ('red' as const);
  expect(wordsOf(lightNote(aLightNote({ light, causes: [{ ...cause!, light, rule, past, sentAt }] })).blocks)).toContain(said);
});

const words = (most: number) => fc.string({ unit: fc.constantFrom('市', '局', '培', '训', 'A', '1', '，'), minLength: 1, maxLength: most });
const light = fc.constantFrom('red' as const, 'yellow' as const, 'blue' as const, 'green' as const, 'grey' as const);
const at = fc.integer({ min: 0, max: 300 }).map((n) => new Date(Date.parse('2026-01-01T02:00:00.000Z') + n * 86_400_000).toISOString());
const facts: fc.Arbitrary<LightNoteFacts> = fc.record({
  plan: words(200), itemNumber: words(6), itemTitle: words(200), light,
  causes: fc.array(fc.record({ unit: words(60), step: words(500), light, since: fc.option(at), lines: fc.integer({ min: 0, max: 12 }) }), { maxLength: 40 }),
  lateness: fc.array(fc.record({ step: words(500), dueAt: at, overturned: fc.option(at) }), { maxLength: 30 }),
  notices: fc.array(fc.record({ kind: fc.constantFrom('reminder' as const, 'escalation' as const), unit: words(60), sent: at, read: fc.option(at) }), { maxLength: 80 }),
  requests: fc.array(fc.record({ kind: fc.constant('extension'), unit: words(60), at, status: fc.constant('refused'), ruledAt: fc.option(at), ruledBy: fc.option(words(20)) }), { maxLength: 30 }),
}).map(({ causes, ...f }) => aLightNote({
  ...f,
  causes: causes.map(({ unit, step, light: lit, since, lines }) => ({ unit, step, light: lit, rule: 'normal', since, sentAt: null, past: null, graceWorkingDays: 5, deadline: { day: '2026-06-30', first: null, lines: Array.from({ length: lines }, () => ({ what: 'extension', day: '2026-06-30' })), provisional: false } })),
}));

test('however much there is to tell, the explanation stands on its first page, and nothing is lost', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const { page, annex } = parted(lightNote(f));
      expect(firstPageHolds(page)).toBe(true);
      const all = annex.length === 0 ? page.blocks : annex;
      const gone = [rowsOf(all, '通知').length - f.notices.length - f.papers.length, rowsOf(all, '申请').length - f.requests.length];
      expect(gone).toEqual([0, 0]);
      for (const n of f.notices) expect(wordsOf(all)).toContain(n.unit);
      for (const l of f.lateness) expect(wordsOf(all)).toContain(l.step);
      for (const c of f.causes) if (c.light === f.light) expect(wordsOf(all)).toContain(c.step);
    }),
    { numRuns: 60 },
  );
});

test('and so it is laid out by a word processor', () => {
  const rendering = (name: string): boolean => existsSync(join(__dirname, '..', 'renderings', `${name}.png`));
  expect([rendering('light-note-1'), rendering('light-note-2')]).toEqual([true, false]);
  // Its page, and its annex on two.
  expect([1, 2, 3, 4].map((n) => rendering(`light-note-annex-${n}`))).toEqual([true, true, true, false]);
});
