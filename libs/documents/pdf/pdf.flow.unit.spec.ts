import { importPlan } from '../import-plan';
import type { Draft } from '#libs/supervision/plan/draft';
import { pdfOf, type PrintedPage } from '../testing/pdf.make';

const [LEFT, WIDTH, TOP, LEADING, SIZE] = [70, 455, 120, 20, 10] as const;
const UNITS = ['市发改委', '市商务局', '市工信局', '市科技局', '市统计局', '市司法局'];

/** Points with short lines below them, six a page, set in columns. */
function page(columns: number, ordinal: (at: number) => string): PrintedPage {
  const lines = UNITS.flatMap((unit, i) => [`${ordinal(i)}推进第${'甲乙丙丁戊己'.charAt(i)}项改革`, `完成试点${i + 2}个`, `牵头单位：${unit}`, '完成时限：6月底前']);
  const rows = lines.length / columns;
  const texts = lines.map((text, i) => ({ x: LEFT + Math.floor(i / rows) * (WIDTH / columns), y: TOP + (i % rows) * LEADING, text, size: SIZE }));
  return { texts: [{ x: 150, y: 80, text: '某市2031年重点工作任务清单', size: 18 }, ...texts], rules: [] };
}

async function draftOf(printed: PrintedPage): Promise<Draft> {
  const outcome = await importPlan(pdfOf([printed]), { fileName: 'a.pdf', today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft;
}

describe('a page in columns', () => {
  it.each([2, 3])('is read one column after the other where the points go on: %d', async (columns) => {
    const draft = await draftOf(page(columns, (i) => `${i + 1}.`));
    expect(draft.items.map(({ number, leads, targets, deadline }) => [number, ...leads, targets[0]?.value, deadline])).toEqual(UNITS.map((unit, i) => [String(i + 1), unit, i + 2, '2031-06-30']));
    expect(draft.notUnderstood).toEqual([]);
  });

  it('is told where nothing says whether these are columns', async () => {
    const draft = await draftOf(page(2, (i) => `${(i % 3) + 1}.`));
    expect(draft.notUnderstood.map(({ reason }) => reason.zh)).toContainEqual(expect.stringContaining('左右并列'));
  });
});
