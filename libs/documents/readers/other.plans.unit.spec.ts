import ExcelJS from 'exceljs';
import type { Draft } from '#libs/supervision/plan/draft';
import { importPlan } from '../import-plan';
import { cell, docxOf, docxOfText, paragraph, table } from '../testing/docx.make';
import { pdfOfText } from '../testing/pdf.make';

async function draftOf(content: string | Uint8Array, fileName = 'plan.txt'): Promise<Draft> {
  const outcome = await importPlan(typeof content === 'string' ? new TextEncoder().encode(content) : content, { fileName, today: '2031-01-15' });
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.en}`);
  const { accounted, lines } = outcome.draft.report;
  expect(Object.values(accounted).reduce((sum, count) => sum + count, 0)).toBe(lines);
  return outcome.draft;
}

const FIRST = `松州匠组〔2031〕3号

松州市匠才队伍建设2031年工作要点

一、强基
1. 建好示范课堂。新建示范课堂10个。（牵头单位：市总工会，参与单位：市教育局）
2. 选好带头人。全年选树带头人20名。（牵头单位：市人社局）
二、提质
3. 办好比武。举办技能比武8场。（牵头单位：市总工会，参与单位：市工信局）

松州市匠才办
2031年3月1日
`;
const SECOND = `松州市数字企业培育行动方案

一、主要任务
1. 培育龙头。培育龙头企业5家。（牵头单位：市工信局）
2. 建好平台。建成平台3个。（牵头单位：市数据局，参与单位：市工信局）
`;
const titles = (draft: Draft): string[] => draft.items.map(({ number, title }) => `${number} ${title}`);
const OWN = ['1 建好示范课堂', '2 选好带头人', '3 办好比武'];
const others = (draft: Draft): string[] => draft.notUnderstood.filter(({ reason }) => reason.zh.includes('另有一份计划')).map(({ text }) => text);

describe('two plans in one file', () => {
  it.each([
    ['text', (text: string) => text, 'a.txt'],
    ['docx', docxOfText, 'a.docx'],
    ['pdf', pdfOfText, 'a.pdf'],
  ] as const)('give the first, and name the second with its place: %s', async (_, make, fileName) => {
    const draft = await draftOf(make(`${FIRST}\n${SECOND}`), fileName);
    expect(titles(draft)).toEqual(OWN);
    expect([draft.plan.title, draft.plan.documentNumber, draft.plan.issuer, draft.plan.issuedOn]).toEqual(['松州市匠才队伍建设2031年工作要点', '松州匠组〔2031〕3号', '松州市匠才办', '2031-03-01']);
    expect(others(draft)).toEqual(['松州市数字企业培育行动方案']);
    expect(draft.decisions.filter(({ kind }) => kind === 'duplicate-number' || kind === 'count-differs')).toEqual([]);
  });

  it('tell the lines from the head of the second to its end', async () => {
    const draft = await draftOf(`${FIRST}\n松州数组〔2031〕8号\n\n${SECOND}`);
    const told = draft.notUnderstood.find(({ text }) => text === '松州市数字企业培育行动方案');
    expect(told?.place).toEqual({ fromLine: 14, toLine: 20 });
    expect(told?.reason).toEqual({ zh: expect.stringContaining('自第14行起'), en: expect.stringContaining('from line 14 on') });
    expect(draft.report.accounted.notUnderstood).toBe(5);
  });

  it('of one office, for two years and without a signature between them, are two; a third is named too', async () => {
    const bare = FIRST.replace(/\n松州市匠才办[^]*/, '\n').replace(/^.*\n\n/, '');
    const draft = await draftOf(`${bare}\n${bare.replace(/2031/g, '2032')}\n${SECOND}`);
    expect(titles(draft)).toEqual(OWN);
    expect(others(draft)).toEqual(['松州市匠才队伍建设2032年工作要点', '松州市数字企业培育行动方案']);
  });

  it('are told in a sheet as well, below one another or on sheets of their own', async () => {
    const rows = (title: string, tasks: string[]): string => `${title},,\n序号,项目名称,牵头单位\n${tasks.map((task, i) => `${i + 1},${task},市总工会`).join('\n')}\n`;
    const draft = await draftOf(`${rows('松州市匠才2031年任务清单', ['建好课堂', '办好比武'])},,\n${rows('松州市数字企业2031年任务清单', ['培育龙头'])}${rows('松州市绿色工厂2031年任务清单', ['建好工厂'])}`, 'a.csv');
    expect(titles(draft)).toEqual(['1 建好课堂', '2 办好比武']);
    expect(others(draft)).toEqual(['松州市数字企业2031年任务清单', '松州市绿色工厂2031年任务清单']);
    const workbook = new ExcelJS.Workbook();
    for (const [name, title, task] of [['匠才', '松州市匠才2031年任务清单', '建好课堂'], ['数字', '松州市数字企业培育行动方案', '培育龙头']] as const) workbook.addWorksheet(name).addRows([[title], ['序号', '项目名称', '牵头单位'], ['1', task, '市总工会']]);
    const first = await draftOf(new Uint8Array(await workbook.xlsx.writeBuffer()), 'a.xlsx');
    expect(titles(first)).toEqual(['1 建好课堂']);
    expect(first.notUnderstood.map(({ text, reason }) => text + reason.zh).join()).toContain('数字');
  });
});

describe('one plan in one file', () => {
  it.each([
    ['a letter that carries it', `松州市总工会关于印发《松州市匠才队伍建设2031年工作要点》的通知\n\n各单位：\n现印发给你们，请认真落实。\n一、请及时报送进展。\n二、请明确专人。\n\n松州市总工会\n2031年3月2日\n\n附件：\n${FIRST.replace(/^.*\n\n/, '')}`, OWN],
    ['a list of its points attached to it, of the same subject', `${FIRST}\n附件\n松州市匠才队伍建设2031年工作要点任务分解表\n序号\t任务\t牵头单位\n4\t验收课堂\t市教育局\n`, [...OWN, '4 验收课堂']],
    ['an appendix that lists no tasks', `${FIRST}\n附件：松州市匠才队伍建设2031年考核评价实施方案\n\n一、总则\n考核坚持客观公正。\n二、附则\n本方案由市匠才办解释。\n`, OWN],
    ['headings without ordinals', FIRST.replace('一、强基', '夯实基础工作安排').replace('二、提质\n3.', '提升质量工作安排\n1.'), ['1 建好示范课堂', '2 选好带头人', '1 办好比武']],
  ])('is read whole: %s', async (_, text, expected) => {
    const draft = await draftOf(text);
    expect(titles(draft).filter((title) => !title.startsWith(' '))).toEqual(expected);
    expect(others(draft)).toEqual([]);
  });
});

describe('tables inside tables', () => {
  const head = ['序号', '工作内容', '牵头单位', '完成时限'];

  it('with a heading are items of their own; any other is words of its cell, and its figures are read', async () => {
    const inner = table([['序号', '项目名称', '责任单位'], ['11', '建好课堂', '市教育局'], ['12', '办好比武', '市工信局']]);
    const plain = table([['培训', '10场'], ['宣讲', '20场']]);
    const body = paragraph('松州市2031年任务清单') + table([head, ['1', cell(paragraph('开展下列培训') + plain + paragraph('')), '市总工会', '6月底前'], ['2', cell(paragraph('抓好下列项目') + inner + paragraph('')), '市人社局', '年底前']]);
    const draft = await draftOf(docxOf({ body }), 'a.docx');
    expect(draft.items.map(({ number, leads, units, deadline }) => [number, [...leads, ...units].join(), deadline])).toEqual([['1', '市总工会', '2031-06-30'], ['2', '市人社局', '2031-12-31'], ['11', '市教育局', null], ['12', '市工信局', null]]);
    expect(draft.items[0]?.quote).toContain('培训 10场\n宣讲 20场');
    expect(draft.items[0]?.targets.map(({ value, unit }) => `${value}${unit}`)).toEqual(['10场', '20场']);
    expect(draft.notUnderstood.map(({ reason }) => reason.zh).join()).toContain('嵌套表格（2个）');
  });

  it('within tables within tables lose no word', async () => {
    const nest = (depth: number): string => (depth === 0 ? cell('最内层') : cell(paragraph(`第${depth}层`) + table([[nest(depth - 1), `旁${depth}`]]) + paragraph('')));
    const draft = await draftOf(docxOf({ body: paragraph('松州市2031年任务清单') + table([head, ['1', nest(6), '市总工会', '年底前']]) }), 'a.docx');
    for (const word of ['最内层', ...[1, 2, 3, 4, 5, 6].flatMap((depth) => [`第${depth}层`, `旁${depth}`])]) expect(draft.items[0]?.quote).toContain(word);
  });
});

describe('a table of five thousand rows', () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => [String(i + 1), `第${i + 1}项课堂`, '市总工会、市教育局', '年底前']);
  const head = ['序号', '项目名称', '责任单位', '完成时限'];

  it.each([
    ['csv', () => [head, ...rows].map((row) => row.join(',')).join('\n'), 'a.csv'],
    ['text', () => `松州市2031年任务清单\n${[head, ...rows].map((row) => row.join('\t')).join('\n')}`, 'a.txt'],
    ['docx', () => docxOf({ body: paragraph('松州市2031年任务清单') + table([head, ...rows]) }), 'a.docx'],
    ['xlsx', async () => {
      const workbook = new ExcelJS.Workbook();
      workbook.addWorksheet('任务').addRows([head, ...rows]);
      return new Uint8Array(await workbook.xlsx.writeBuffer());
    }, 'a.xlsx'],
  ] as const)('is read to its last row: %s', async (_, make, fileName) => {
    const draft = await draftOf(await make(), fileName);
    expect(draft.items).toHaveLength(5_000);
    expect(draft.items[4_999]).toMatchObject({ number: '5000', title: '第5000项课堂', units: ['市总工会', '市教育局'], deadline: '2031-12-31' });
  });
});
