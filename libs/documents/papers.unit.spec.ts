import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '#libs/supervision/plan/draft';
import { importPlan, type ImportOutcome } from './import-plan';
import { growth, LINEAR } from './testing/growth';
import { across, cell, docxOf, docxOfText, down, headPart, numbered, numberingPart, paragraph, row, table } from './testing/docx.make';
import { pdfOf, pdfOfText, type PrintedPage } from './testing/pdf.make';
import { substance, withWholeRows } from './testing/twins';
import { zipOf } from './testing/zip.make';

const run = (bytes: Uint8Array, fileName = 'plan.docx'): Promise<ImportOutcome> => importPlan(bytes, { fileName, today: '2031-01-15' });
async function draftOf(bytes: Uint8Array): Promise<Draft> {
  const outcome = await run(bytes);
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.en}`);
  const { accounted, lines } = outcome.draft.report;
  expect(Object.values(accounted).reduce((sum, count) => sum + count, 0)).toBe(lines);
  return outcome.draft;
}
const brief = (draft: Draft): unknown[] => draft.items.map(({ number, title, category, leads, participants, units, deadline, recurrence, targets }) => [number, title, category, leads, participants, units, deadline, recurrence, targets.map(({ comparison, value, unit }) => `${comparison}${value}${unit}`)]);
const reasons = (draft: Draft): string[] => draft.notUnderstood.map(({ reason }) => reason.zh);

describe('one paper in three formats', () => {
  it.each(['points-plan.txt', 'table-plan.txt'])('%s gives one draft as txt, docx and pdf', async (name) => {
    const text = readFileSync(join(__dirname, 'test-data', name), 'utf8');
    const expected = substance(await draftOf(new TextEncoder().encode(text)));
    const whole = withWholeRows(text);
    expect(substance(await draftOf(docxOfText(whole)))).toEqual(expected);
    expect(substance(await draftOf(pdfOfText(whole)))).toEqual(expected);
  });
});

describe('a document', () => {
  const numbering = numberingPart([[['chineseCounting', '%1、'], ['decimal', '%2.']]]);
  const points = paragraph('2031年某市匠才培育工作要点') + numbered(1, 0, '打牢基础') + numbered(1, 1, '建好示范课堂。开课60场。（牵头单位：市匠才办，参与单位：市教育局）') + numbered(1, 1, '健全导师队伍。6月底前完成。（市总工会负责）') + numbered(1, 0, '拓宽通道') + numbered(1, 1, '开展技能培训。培训1.5万人次以上。（责任单位：市人社局）');

  it('numbered by itself is read like one numbered by hand, with places that its reader finds', async () => {
    const draft = await draftOf(docxOf({ body: points, numbering }));
    expect(brief(draft)).toEqual([
      ['一-1', '建好示范课堂', '打牢基础', ['市匠才办'], ['市教育局'], [], null, null, ['=60场']],
      ['一-2', '健全导师队伍', '打牢基础', [], [], ['市总工会'], '2031-06-30', null, []],
      ['二-1', '开展技能培训', '拓宽通道', [], [], ['市人社局'], null, null, ['>=15000人次']],
    ]);
    expect(draft.items.map(({ quote, place }) => [quote.slice(0, 9), place.paragraph])).toEqual([['1. 建好示范课堂', 3], ['2. 健全导师队伍', 4], ['1. 开展技能培训', 6]]);
    expect(draft.report).toMatchObject({ format: 'docx', lines: 6 });
  });

  it('with merged cells, a heading of two rows and its table on two pages is read by the table', async () => {
    const head = [row([cell('类别', down()), cell('序号', down()), cell('项目名称', down()), cell('责任单位', across(2)), cell('完成时限', down())]), row([cell('', down(true)), cell('', down(true)), cell('', down(true)), '牵头单位', '配合单位', cell('', down(true))])];
    const first = table([...head, row([cell('强基', down()), '1', '建好课堂', '市总工会', '市教育局\n市妇联', '6月底前']), row([cell('', down(true)), '2', '健全队伍', '市教育局', '', '长期坚持'])]);
    const second = table([...head, row(['', '3', '开展培训', '市人社局', '各县区', '年底前'])]);
    const draft = await draftOf(docxOf({ body: paragraph('2031年某市重点任务清单') + first + paragraph('') + second + paragraph('联系人：王某，电话：12345') }));
    expect(brief(draft).map((item) => (item as unknown[]).slice(0, 8))).toEqual([
      ['1', '建好课堂', '强基', ['市总工会'], ['市教育局', '市妇联'], [], '2031-06-30', null],
      ['2', '健全队伍', '强基', ['市教育局'], [], [], null, 'ongoing'],
      ['3', '开展培训', '强基', ['市人社局'], ['各县区'], [], '2031-12-31', null],
    ]);
    expect(draft.items.map(({ place }) => [place.table, place.row])).toEqual([[1, 3], [1, 4], [2, 3]]);
  });

  it('with another table behind the plan’s does not take its rows for items', async () => {
    const draft = await draftOf(docxOf({ body: table([['序号', '项目名称', '牵头单位', '完成时限'], ['1', '建好课堂', '市总工会', '年底前'], ['2', '健全队伍', '市教育局', '年底前']]) + paragraph('联系表') + table([['姓名', '电话'], ['王某', '123'], ['李某', '456']]) }));
    expect(draft.items).toHaveLength(2);
  });

  it('of five hundred items is read whole, in time that grows with it', async () => {
    const rows = (count: number): string[][] => Array.from({ length: count }, (_, i) => [String(i + 1), `第${i + 1}件事`, `办好第${i + 1}件事，培训${i + 10}人次以上。`, '市总工会', '6月底前']);
    const paper = (count: number): Uint8Array => docxOf({ body: table([['序号', '项目名称', '主要内容', '牵头单位', '完成时限'], ...rows(count)]) });
    expect((await draftOf(paper(5_000))).items).toHaveLength(5_000);
    expect(await growth((times) => draftOf(paper(500 * times)))).toBeLessThan(LINEAR);
  });
});

describe('a printed paper', () => {
  const text = `2031年某市匠才培育工作要点\n一、打牢基础\n${Array.from({ length: 40 }, (_, i) => `${i + 1}. 办好第${i + 1}件事。面向一线职工开展宣讲，覆盖全市各类企业，培训职工${i + 100}人次以上，把各项安排做细做实，6月底前完成。（牵头单位：市总工会，参与单位：市教育局、市妇联）`).join('\n')}`;

  it('is put together over lines and pages; running heads and page numbers are left out and told', async () => {
    const draft = await draftOf(pdfOfText(text, { head: '某市产业工人队伍建设改革文件汇编', foot: '— # —' }));
    expect(draft.items.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, i) => String(i + 1)));
    expect(draft.items.every(({ leads, participants, targets, deadline }) => leads.length === 1 && participants.length === 2 && targets.length === 1 && deadline === '2031-06-30')).toBe(true);
    expect(draft.items[39]?.place.page).toBeGreaterThan(2);
    expect(draft.items[0]?.quote).toContain('培训职工100人次以上，把各项安排做细做实，6月底前完成。');
    expect(draft.notUnderstood).toEqual([expect.objectContaining({ text: expect.stringContaining('文件汇编；— 1 —'), reason: expect.objectContaining({ zh: expect.stringContaining('页眉、页脚和页码') }) })]);
    expect(draft.items.some(({ content }) => /汇编|—/.test(content))).toBe(false);
  });

  it('with merged cells drawn by lines is read by the lines', async () => {
    const columns = [80, 140, 180, 300, 420, 515];
    const ys = [100, 130, 170, 210];
    const texts = (y: number, cells: string[]): PrintedPage['texts'] => cells.flatMap((words, i) => words.split('\n').map((part, k) => ({ x: columns[i]! + 4, y: y + k * 14, text: part, size: 10 })).filter((each) => each.text !== ''));
    const levels: PrintedPage['rules'] = ys.map((y) => [y === 170 ? 140 : 80, y, 515, y]);
    const uprights: PrintedPage['rules'] = columns.map((x) => [x, 100, x, 210]);
    const page: PrintedPage = { texts: [{ x: 200, y: 80, text: '2031年某市重点任务清单' }, ...texts(118, ['类别', '序号', '项目名称', '牵头单位', '完成时限']), ...texts(146, ['', '1', '建好示范课堂并开展\n好', '市总工会\n市教育局', '6月底前']), ...texts(190, ['强基', '2', '健全队伍', '市妇联', '年底前'])], rules: [...levels, ...uprights] };
    const draft = await draftOf(pdfOf([page]));
    expect(brief(draft).map((item) => (item as unknown[]).slice(0, 4))).toEqual([['1', '建好示范课堂并开展好', '强基', ['市总工会', '市教育局']], ['2', '健全队伍', '强基', ['市妇联']]]);
    expect(draft.items[1]?.place).toMatchObject({ page: 1, table: 1, row: 3 });
  });

  it('tells pages without text, and a file that ends too soon', async () => {
    const half = await draftOf(pdfOf([{ texts: [{ x: 80, y: 100, text: '2031年某市改革工作要点' }, { x: 80, y: 130, text: '1. 建好课堂。（牵头单位：市匠才办）' }], rules: [] }, { texts: [], rules: [] }]));
    expect(reasons(half)).toEqual([expect.stringContaining('第2页没有文字')]);
    const bytes = pdfOfText(text);
    const cut = await run(bytes.subarray(0, Math.floor(bytes.length * 0.97)));
    expect(cut.ok ? reasons(cut.draft) : [cut.zh]).toContainEqual(expect.stringMatching(/不完整|损坏/));
  });
});

describe('files that are refused', () => {
  const body = paragraph('2031年某市改革工作要点') + paragraph('1. 建好课堂。（牵头单位：市匠才办）') + paragraph('2. 健全队伍。（牵头单位：市总工会）');
  const compound = (...names: string[]): Uint8Array => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), ...names.map((name) => Buffer.from(name, 'utf16le'))]);
  it.each<[string, Uint8Array, string]>([
    ['a document under a password', compound('EncryptionInfo', 'EncryptedPackage'), 'locked'], ['a pdf under a password', pdfOf([{ texts: [{ x: 80, y: 80, text: '要点' }], rules: [] }], { locked: true }), 'locked'],
    ['doc', compound('WordDocument'), 'old-format'], ['xls', compound('Workbook'), 'old-format'], ['wps', compound('WpsContent'), 'old-format'], ['rtf', Buffer.from('{\\rtf1 \\ansi }'), 'old-format'],
    ['a document with macros', docxOf({ body, parts: { 'word/vbaProject.bin': 'x' } }), 'macros'], ['a workbook with macros', zipOf({ 'xl/workbook.xml': '<x/>', 'xl/vbaProject.bin': 'x' }), 'macros'],
    ['a scan', pdfOf([{ texts: [], rules: [[10, 10, 100, 10]] }]), 'scanned'], ['a pdf of nothing', Buffer.from('%PDF-1.7\nnothing here'), 'unreadable'],
    ['a document whose main part is broken', docxOf({ body: '', parts: { 'word/document.xml': '<w:document' } }), 'unreadable'], ['a document cut off', docxOf({ body }).subarray(0, 700), 'unreadable'],
    ['an archive that is none of these', zipOf({ 'a.txt': 'x' }), 'unknown-format'], ['slides', zipOf({ 'ppt/presentation.xml': '<x/>' }), 'unknown-format'],
    ['a document that grows a thousandfold', docxOf({ body, parts: { 'word/media/a.bin': Buffer.alloc(30 * 1024 * 1024) } }), 'too-large'], ['one of too many parts', zipOf(Object.fromEntries(['word/document.xml', ...Array.from({ length: 2_001 }, (_, i) => `word/${i}`)].map((name) => [name, 'x']))), 'too-large'],
    ['a document marked secret in its running head', docxOf({ body, header: headPart('机密★3年') }), 'classified'], ['an empty document', docxOf({ body: paragraph('') }), 'empty'],
    ['a pdf about something else', pdfOfText('今天天气很好\n我们去公园玩'), 'no-items'],
  ])('%s', async (_, bytes, code) => {
    expect(await run(bytes)).toMatchObject({ ok: false, code, zh: expect.stringMatching(/[\u4e00-\u9fa5]/), en: expect.stringMatching(/^[A-Z]/) });
  });

  it('never throw, however they are cut or spoilt', async () => {
    for (const whole of [docxOf({ body }), pdfOfText('2031年某市改革工作要点\n1. 建好课堂。（牵头单位：市匠才办）')])
      for (let i = 1; i < 24; i += 1) {
        const spoilt = Uint8Array.from(whole);
        const at = Math.floor((whole.length * i) / 24);
        spoilt.fill(i * 7, at, at + 6);
        expect(typeof (await run(spoilt)).ok).toBe('boolean');
        expect(typeof (await run(whole.subarray(0, at))).ok).toBe('boolean');
      }
  });
});
