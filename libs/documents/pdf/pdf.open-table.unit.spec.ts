import { importPlan } from '../import-plan';
import type { Draft } from '#libs/supervision/plan/draft';
import { pdfOf, widthOf, type PrintedPage } from '../testing/pdf.make';

const SIZE = 10;
const LEADING = 14;
const LEFTS = [40, 80, 170, 330, 440];
const WIDTHS = [30, 80, 150, 100, 110];
const HEAD = ['序号', '任务名称', '工作目标', '责任单位', '完成时限'];

type Row = readonly string[];
type Align = 'top' | 'middle';

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const char of text) {
    if (widthOf(line + char, SIZE) > width) {
      lines.push(line);
      line = '';
    }
    line += char;
  }
  return [...lines, line];
}

/** Rows set close together, with nothing drawn between them. */
function tableAt(y: number, rows: readonly Row[], align: Align): { texts: PrintedPage['texts']; end: number } {
  const texts: PrintedPage['texts'] = [];
  let top = y;
  for (const row of rows) {
    const cells = row.map((text, c) => wrapped(text, WIDTHS[c] ?? 0));
    const lines = Math.max(...cells.map(({ length }) => length));
    cells.forEach((cell, c) => cell.forEach((text, k) => {
      const down = align === 'top' ? k : k + (lines - cell.length) / 2;
      if (text !== '') texts.push({ x: LEFTS[c] ?? 0, y: top + down * LEADING, text, size: SIZE });
    }));
    top += lines * LEADING;
  }
  return { texts, end: top };
}

async function draftOf(pages: readonly PrintedPage[]): Promise<Draft> {
  const outcome = await importPlan(pdfOf(pages), { fileName: 'a.pdf', today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft;
}
const brief = ({ items }: Draft): unknown[] => items.map(({ number, title, units, deadline, targets }) => [number, title, units.join(), deadline, targets.map(({ value, unit }) => `${value}${unit}`).join()]);

const TITLE = { x: 200, y: 50, text: '2031年某市重点任务责任清单', size: 16 };
const ROWS: Row[] = [
  ['1', '建好驿站', '新建户外劳动者驿站60个，改造提升旧驿站20个以上', '市总工会、市城市管理局、市住房城乡建设局', '2031年6月底前'],
  ['2', '开展补贴性职业技能培训', '培训4万人次', '市人社局', '2031年12月底前完成全部任务'],
  ['3', '办好比武', '举办比武100场', '市总工会', '9月底前'],
];
const READ = [
  ['1', '建好驿站', '市总工会,市城市管理局,市住房城乡建设局', '2031-06-30', '60个,20个'],
  ['2', '开展补贴性职业技能培训', '市人社局', '2031-12-31', '40000人次'],
  ['3', '办好比武', '市总工会', '2031-09-30', '100场'],
];

describe('a printed table without lines', () => {
  it.each<Align>(['top', 'middle'])('is read by where its words stand, cells from the %s', async (align) => {
    const { texts, end } = tableAt(80, [HEAD, ...ROWS], align);
    const note = { x: 40, y: end + 20, text: '注：完成时限以本清单为准，各责任单位每月25日前报送进展情况。', size: SIZE };
    const draft = await draftOf([{ texts: [TITLE, ...texts, note], rules: [] }]);
    expect(draft.plan.title).toBe('2031年某市重点任务责任清单');
    expect(brief(draft).slice(0, 3)).toEqual(READ);
    expect(draft.items[0]?.place).toMatchObject({ page: 1, table: 1 });
  });

  it('goes on over a page, with its heading again or without, and page numbers are none of its cells', async () => {
    const again: Row[] = [['4', '推进集体协商', '签订率达到90%以上', '市总工会', '常态化'], ['5', '建设技能人才队伍', '新增技能人才3000人', '市人社局、市教育局', '年底前']];
    for (const rows of [again, [HEAD, ...again]]) {
      const foot = (no: string): PrintedPage['texts'][number] => ({ x: 290, y: 820, text: no, size: SIZE });
      const draft = await draftOf([{ texts: [TITLE, ...tableAt(80, [HEAD, ...ROWS], 'middle').texts, foot('1')], rules: [] }, { texts: [...tableAt(60, rows, 'middle').texts, foot('2')], rules: [] }]);
      expect(brief(draft)).toEqual([...READ, ['4', '推进集体协商', '市总工会', null, '90%'], ['5', '建设技能人才队伍', '市人社局,市教育局', '2031-12-31', '3000人']]);
    }
  });

  it('is not seen in running text that only looks like a heading', async () => {
    const texts = [TITLE, { x: 40, y: 90, text: '1. 建好驿站。新建驿站60个。（市总工会负责）', size: SIZE }, { x: 40, y: 110, text: '2. 办好比武。举办比武100场。（市人社局负责）', size: SIZE }];
    expect(brief(await draftOf([{ texts, rules: [] }])).map((item) => (item as string[])[1])).toEqual(['建好驿站', '办好比武']);
  });
});
