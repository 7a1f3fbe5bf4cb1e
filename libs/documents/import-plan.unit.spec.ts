import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import type { Draft } from '#libs/supervision/plan/draft';
import { growth, LINEAR } from './testing/growth';
import { importPlan, withoutItems, type ImportOutcome } from './import-plan';
import { MAX_FILE_BYTES } from './import.limits';

const read = (name: string): string => readFileSync(join(__dirname, 'test-data', name), 'utf8');
const options = { fileName: 'plan.txt', today: '2031-01-15' };
const run = (content: string | Uint8Array, fileName = 'plan.txt'): Promise<ImportOutcome> => importPlan(typeof content === 'string' ? new TextEncoder().encode(content) : content, { ...options, fileName });

async function draftOf(content: string | Uint8Array, fileName?: string): Promise<Draft> {
  const outcome = await run(content, fileName);
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.en}`);
  const { accounted, lines } = outcome.draft.report;
  expect(Object.values(accounted).reduce((sum, count) => sum + count, 0)).toBe(lines);
  return outcome.draft;
}

const brief = (draft: Draft): unknown[] => draft.items.map(({ number, title, category, leads, participants, units, deadline, recurrence, targets }) => [number, title, category, leads, participants, units, deadline, recurrence, targets.map(({ comparison, value, unit }) => `${comparison}${value}${unit}`)]);

describe('a file that was cut off', () => {
  it('is told to be damaged, wherever the cut is; another archive is still of a format that is not read', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('任务');
    sheet.addRows([['序号', '项目名称', '牵头单位'], ['1', '建好示范课堂', '市匠才办']]);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect((await draftOf(bytes, 'a.xlsx')).items).toHaveLength(1);
    for (const share of [0.02, 0.2, 0.5, 0.8, 0.99]) expect(await run(bytes.slice(0, Math.floor(bytes.length * share)), 'a.xlsx')).toMatchObject({ ok: false, code: 'unreadable', zh: expect.stringContaining('重新获取'), en: expect.stringContaining('get it again') });
    const other = Buffer.from(bytes).toString('latin1').replaceAll('xl/workbook', 'wd/workbook');
    expect(await run(new Uint8Array(Buffer.from(other, 'latin1')), 'a.docx')).toMatchObject({ ok: false, code: 'unknown-format' });
  });
});

describe('a column of days', () => {
  it('shows in csv the numbers that a spreadsheet keeps; numbers in other columns are none', async () => {
    const draft = await draftOf('序号,项目名称,主要内容,责任单位,完成时限\n1,建好课堂,新建课堂45000个。,市教育局,48121\n2,健全队伍,选好人。,市总工会,00001\n', 'a.csv');
    expect(brief(draft).map((row) => (row as unknown[])[6])).toEqual(['2031-09-30', null]);
    expect(draft.items[0]?.targets.map(({ value }) => value)).toEqual([45_000]);
    expect(draft.decisions.filter(({ kind }) => kind === 'no-deadline').map(({ itemNumber }) => itemNumber)).toEqual(['2']);
  });
});

describe('tables as offices draw them', () => {
  it('have headings with an ordinal between the rows, breaks in cells, and columns under further names', async () => {
    const draft = await draftOf('# 2031年某省责任清单\n\n| 序号 | 任务清单 | 配合责任单位 | 牵头责任单位 | 起止时间 |\n|---|---|---|---|---|\n| 一 | 稳增长 | | | |\n| 1 | 稳住行业 | 省财政厅<br>省商务厅 | 省发展改革委 | 2031年6月底前 |\n| 二 | 促转型 | | | |\n| 2 | 培育企业 | | 省科技厅 | 每季度 |\n', 'a.md');
    expect(brief(draft).map((row) => (row as unknown[]).slice(0, 8))).toEqual([
      ['1', '稳住行业', '稳增长', ['省发展改革委'], ['省财政厅', '省商务厅'], [], '2031-06-30', null],
      ['2', '培育企业', '促转型', ['省科技厅'], [], [], null, 'quarterly'],
    ]);
  });

  it('may number their rows in Chinese numerals: then those are items', async () => {
    const draft = await draftOf('某市清单\n序号\t重点任务\t牵头单位\n一\t甲事\t市总工会\n二\t乙事\t\n');
    expect(draft.items.map(({ number }) => number)).toEqual(['一', '二']);
  });
});

describe('a note under a table', () => {
  it('tells the bodies by their role what to do; a sentence of boilerplate is no duty', async () => {
    const draft = await draftOf('某市任务清单\n序号\t项目名称\t牵头单位\n1\t甲\t市总工会\n2\t乙\t市教育局\n说明\t1、各牵头单位要于每月25日前报送进展；2、主责单位应制定方案；3、承办单位按规定存档；4、完成时限以文件为准。\n');
    expect(draft.items.slice(2).map(({ title, units, recurrence }) => [title, units, recurrence])).toEqual([['于每月25日前报送进展', ['各牵头单位'], 'monthly'], ['制定方案', ['主责单位'], null], ['按规定存档', ['承办单位'], null]]);
    expect(draft.notUnderstood.map(({ text }) => text)).toEqual(['每月25日前']);
  });
});

describe('a heading of two rows', () => {
  const expected = [['1', '建好示范课堂', null, ['市匠才办'], ['市教育局'], [], '2031-06-30', null, []], ['2', '健全导师队伍', null, ['市总工会'], [], [], null, null, []]];
  const upper = ['序号', '项目名称', '责任单位', '', '完成时限'];
  const lower = ['', '', '牵头单位', '配合单位', ''];
  const rows = [['1', '建好示范课堂', '市匠才办', '市教育局', '2031年6月底前'], ['2', '健全导师队伍', '市总工会', '', '']];

  it.each([['tabs', '\t'], ['csv', ',']])('is read in a table by %s', async (_, by) => {
    const text = [['2031年某市重点任务清单'], upper, lower, ...rows].map((cells) => cells.join(by)).join('\n');
    expect(brief(await draftOf(text, by === ',' ? 'a.csv' : 'a.txt'))).toEqual(expected);
  });

  it('is read in a workbook, whose merged cells show their text in both rows', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('任务');
    sheet.addRows([upper, lower, ...rows]);
    for (const range of ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2']) sheet.mergeCells(range);
    expect(brief(await draftOf(new Uint8Array(await workbook.xlsx.writeBuffer()), 'a.xlsx'))).toEqual(expected);
  });

  it('is not made of a heading and a first row', async () => {
    const draft = await draftOf('序号\t项目名称\t牵头单位\t备注\n1\t任务\t市总工会\t无\n2\t建好课堂\t市教育局\t\n', 'a.txt');
    expect(draft.items.map(({ title }) => title)).toEqual(['任务', '建好课堂']);
  });
});

describe('a table whose columns are set by spaces', () => {
  const pad = (cells: string[]): string => cells.map((c, i) => (i === cells.length - 1 ? c : c + ' '.repeat(Math.max(2, 24 - c.length * 2)))).join('');
  const head = ['类别', '序号', '项目名称', '牵头单位', '完成时限'];
  const rows = [['打牢基础', '1', '建好示范课堂', '市匠才办', '2031年6月底前'], ['', '2', '健全导师队伍', '市总工会', '长期坚持'], ['拓宽通道', '3', '开展技能培训', '市人社局', '2031年10月20日前']];
  const expected = [['1', '建好示范课堂', '打牢基础', ['市匠才办'], [], [], '2031-06-30', null, []], ['2', '健全导师队伍', '打牢基础', ['市总工会'], [], [], null, 'ongoing', []], ['3', '开展技能培训', '拓宽通道', ['市人社局'], [], [], '2031-10-20', null, []]];

  it.each([['as they are', (t: string) => t], ['in full width', (t: string) => t.replace(/ {2}/g, '\u3000\u3000')]])('is read with spaces %s', async (_, spaced) => {
    const text = ['2031年某市重点任务清单', '', pad(head), ...rows.map((r) => (r[0] === '' ? '    ' + pad(r.slice(1)) : pad(r))), '', '注：完成时限以文件为准。'].join('\n');
    const draft = await draftOf(spaced(text), 'a.txt');
    expect(brief(draft)).toEqual(expected);
    expect(draft.notUnderstood).toEqual([]);
  });

  it('is none where only the heading has its columns: nothing is lost', async () => {
    const draft = await draftOf('2031年某市工作要点\n序号  项目名称  牵头单位\n一、总体要求\n1. 建好课堂。（市总工会牵头）\n2. 健全队伍。（市教育局牵头）\n', 'a.txt');
    expect(draft.items.map((i) => i.number)).toEqual(['1', '2']);
  });

  it('keeps a row that has other cells than its heading, for a person to judge', async () => {
    const text = ['2031年某市重点任务清单', pad(head), ...rows.map((r) => pad(r[0] === '' ? ['打牢基础', ...r.slice(1)] : r)), '补充  说明  另行  通知'].join('\n');
    const draft = await draftOf(text, 'a.txt');
    expect(draft.items).toHaveLength(4);
    expect(draft.items[3]?.quote).toContain('另行');
  });
});

describe('a plan of numbered points', () => {
  it('is read with front, categories, roles, figures and dates', async () => {
    const draft = await draftOf(read('points-plan.txt'));
    expect(draft.plan).toEqual({
      title: '2031年青岚市匠才培育工作要点', documentNumber: '青匠组〔2031〕7号', issuer: '青岚市匠才培育协调小组', year: 2031,
      period: { from: '2031-01-01', to: '2031-12-31' }, issuedOn: '2031-03-02', categories: ['打牢匠才培育基础', '拓宽匠才成长通道', '加强组织保障'],
    });
    expect(brief(draft)).toEqual([
      ['1', '建好示范课堂', '打牢匠才培育基础', ['市匠才办', '市人力资源和社会保障局'], ['市经济和信息化局', '市住房和城乡建设局', '团市委', '市妇联', '市文联'], [], null, null, ['=60场', '~1000场', '~20000名']],
      ['2', '健全导师队伍', '打牢匠才培育基础', ['市匠才办'], ['市教育局'], [], '2031-06-30', null, ['>=120名']],
      ['3', '开展技能培训', '拓宽匠才成长通道', [], [], ['市人社局', '市教育局', '各高校'], null, null, ['>=15000人次']],
      ['4', '每季度发布岗位清单', '拓宽匠才成长通道', ['市人社局'], ['市财政局', '市统计局'], [], null, 'quarterly', ['>=95%']],
      ['5', '建设实训基地', '拓宽匠才成长通道', [], [], ['市匠才办'], '2031-10-20', null, ['=3个', '~10处', '<=8000000元']],
      ['6', '压实责任', '加强组织保障', ['市匠才办'], ['市协调小组其他成员单位'], [], null, null, []],
    ]);
    expect(draft.items[0]?.quote).toMatch(/^1\. 建好示范课堂。.*（牵头单位：.*团市委、市妇联、市文联\)$/);
    expect(draft.items[0]?.content).not.toContain('牵头单位');
    expect(draft.items[0]?.place).toMatchObject({ fromLine: 24, toLine: 26 });
    expect(draft.decisions.filter(({ blocking }) => blocking).map(({ id }) => id)).toEqual(['role-unmarked:item-3']);
  });

  it('is the same under every encoding, line end and width of signs', async () => {
    const text = read('points-plan.txt');
    const expected = brief(await draftOf(text));
    const variants: (string | Uint8Array)[] = [
      `\uFEFF${text}`, text.replace(/\n/g, '\r\n'), iconv.encode(text, 'gbk'), iconv.encode(text, 'utf16le', { addBOM: true }), iconv.encode(text, 'utf16be', { addBOM: true }),
      text.replace(/（/g, '(').replace(/）/g, ')').replace(/，/g, ',').replace(/：/g, ':'), text.replace(/\*\*/g, '').replace(/^#+ /gm, ''),
      text.replace(/^(\**)(\d)\. /gm, '$1$2、'), text.replace(/\n\n/g, '\n\n---\n\n'), text.replace(/^(?=[^#*\n])/gm, '　　'),
    ];
    for (const variant of variants) expect(brief(await draftOf(variant))).toEqual(expected);
  });

  it('numbers points by section where each section begins anew', async () => {
    const draft = await draftOf('某市工作要点\n一、甲\n1. 子事项。做。（牵头单位：市总工会）\n2. 丑事项。做。（牵头单位：市总工会）\n二、乙\n1. 寅事项。做。（牵头单位：市妇联）\n2. 卯事项。做。（牵头单位：市妇联）\n');
    expect(draft.items.map(({ number }) => number)).toEqual(['一-1', '一-2', '二-1', '二-2']);
    expect(draft.decisions.some(({ kind }) => kind === 'duplicate-number')).toBe(false);
  });

  it('asks about a number that occurs twice and reports one that is missing', async () => {
    const draft = await draftOf('某市工作要点\n一、甲\n1. 子。做。（市总工会负责）\n2. 丑。做。（市总工会负责）\n2. 寅。做。（市总工会负责）\n5. 卯。做。（市总工会负责）\n');
    expect(draft.items.map(({ key }) => key)).toEqual(['item-1', 'item-2', 'item-2~2', 'item-5']);
    expect(draft.decisions.filter(({ kind, blocking }) => kind === 'duplicate-number' && blocking)).toHaveLength(1);
    expect(draft.report.reconciliation).toContainEqual(expect.objectContaining({ announced: 5, found: 4, agrees: false }));
    expect(draft.decisions.some(({ kind }) => kind === 'count-differs')).toBe(true);
  });

  it('takes sub-sections as items where they name the units', async () => {
    const draft = await draftOf('某市改革任务分工方案\n一、强基础\n（一）建机制。1. 定章程；\n2. 定人员。（责任单位：市总工会、市教育局）\n（二）建队伍。选好人。（责任单位：市妇联）\n二、促提升\n（三）办培训。办好班。（责任单位：市人社局）\n');
    expect(draft.items.map(({ number, title, category }) => [number, title, category])).toEqual([['一', '建机制', '强基础'], ['二', '建队伍', '强基础'], ['三', '办培训', '促提升']]);
  });

  it('makes the first-named unit the lead only where the paper says so', async () => {
    const points = '1. 子。做。（责任单位：市总工会、市妇联）\n2. 丑。做。（责任单位：市教育局、市妇联）\n';
    const draft = await draftOf(`某市工作要点\n${points}（注：责任单位排在第一位的为牵头单位）\n`);
    expect(draft.items[0]).toMatchObject({ leads: ['市总工会'], participants: ['市妇联'], units: [] });
    expect((await draftOf(`某市工作要点\n${points}`)).items[0]).toMatchObject({ leads: [], units: ['市总工会', '市妇联'] });
  });
});

describe('a plan with a table', () => {
  it('is read over torn rows, repeated heads and blank categories', async () => {
    const draft = await draftOf(read('table-plan.txt'));
    expect(draft.plan).toMatchObject({ title: '白桦市匠才培育提升行动方案', issuer: '白桦市推进匠才培育改革暨技能人才工作联席会议办公室', issuedOn: '2031-11-20', year: 2031, period: null, categories: ['凝心聚力', '技能提升', '待遇保障'] });
    expect(brief(draft)).toEqual([
      ['1', '开展“五进”宣讲', '凝心聚力', [], [], ['市委宣传部', '市总工会'], '2031-06-30', null, []],
      ['2', '选树身边榜样', '凝心聚力', [], [], ['市总工会'], '2031-12-31', null, ['=15名']],
      ['3', '办好练兵比武', '技能提升', [], [], ['市人社局', '市总工会'], '2031-09-30', null, ['>=20场', '>=3000人次']],
      ['4', '推进校企合作', '技能提升', [], [], ['市教育局', '各高校'], null, 'ongoing', []],
      ['5', '建设实训中心', '技能提升', [], [], ['市教育局', '白桦职业学院'], '2032-05-30', null, []],
      ['6', '发放技能补贴', null, [], [], ['市人社局'], null, 'monthly', []],
      ['7', '开展走访慰问', '待遇保障', [], [], ['市总工会', '群团组织'], '2031-06-30', null, []],
      ['8', '评价考核', '待遇保障', [], [], ['市匠才办'], '2031-10-20', null, []],
      ['', '全市匠才工作站达到26家以上', null, [], [], [], null, null, ['>=26家']],
      ['', '市、旗区共同打造8个左右重点项目', null, [], [], [], null, null, ['~8个']],
      ['', '每半年汇编一批典型做法', null, [], [], [], null, 'halfYearly', []],
      ['', '举办匠才工作专题培训班', null, [], [], [], null, null, []],
      ['', '适时召开全市现场（观摩）推进会', null, [], [], [], null, null, []],
      ['', '对照以上8个项目，制定任务清单', null, [], [], ['各旗区匠才办'], null, null, []],
      ['', '指导企业编制方案并上报市匠才办', null, [], [], ['各旗区匠才办'], null, null, []],
    ]);
    expect(draft.decisions.filter(({ kind }) => kind === 'category-inferred').map(({ id, options: choices }) => [id, choices[0]?.id])).toEqual([['category-inferred:item-4', 'category:技能提升'], ['category-inferred:item-6', 'category:技能提升']]);
    expect(draft.notUnderstood[0]?.reason.en).toMatch(/middle of a letter/);
    expect(draft.report.reconciliation).toContainEqual(expect.objectContaining({ announced: 8, found: 8, agrees: true }));
  });

  it('reads the columns by their headings, in any order and under other names', async () => {
    const text = '某市任务清单\n\n完成时限\t牵头部门\t配合部门\t重点任务\t编号\t具体措施\t备注\n年底前\t市总工会\t市妇联、团市委\t办好甲事\t1\t办甲事10场。\t无\n每季度\t市教育局\t\t办好乙事\t2\t办乙事。\t\n';
    expect(brief(await draftOf(text))).toEqual([
      ['1', '办好甲事', null, ['市总工会'], ['市妇联', '团市委'], [], '2031-12-31', null, ['=10场']],
      ['2', '办好乙事', null, ['市教育局'], [], [], null, 'quarterly', []],
    ]);
  });

  it('loses no unit and no row: other labels, two columns of helpers, a row of sums', async () => {
    const text = '某市任务清单\n\n序号\t重点任务\t包抓领导\t牵头单位\t配合单位\t协作单位\t对口部门\t责任单位\t时限\t备注\n1\t办好甲事\t王五\t市总工会\t市妇联\t市直各单位\t\t\t6月底\t省定\n2\t办好乙事\t赵六\t市教育局\t市司法局\t无\t市科技局\t市文联\t2026.9\t\n小计\t2项\n合 计\t2项\n';
    const draft = await draftOf(text);
    expect(brief(draft).map((item) => (item as unknown[]).slice(0, 6))).toEqual([
      ['1', '办好甲事', null, ['市总工会'], ['市妇联', '市直各单位'], []],
      ['2', '办好乙事', null, ['市教育局'], ['市司法局'], ['市文联', '市科技局']],
    ]);
    expect(draft.decisions.filter(({ blocking }) => blocking).map(({ id }) => id)).toEqual(['units-without-role:item-2']);
    expect(draft.notUnderstood.map(({ text: words }) => words)).toEqual(['小计 2项', '合 计 2项', '对口部门：市科技局', '包抓领导：王五', '备注：省定']);
  });

  it('says which column it did not use', async () => {
    const draft = await draftOf('某市任务清单\n序号\t项目名称\t主要内容\t实施单位\t神秘栏\n1\t甲\t办甲。\t市总工会\t东西\n');
    expect(draft.notUnderstood).toContainEqual(expect.objectContaining({ text: '神秘栏' }));
  });
});

describe('papers laid out otherwise', () => {
  it('number by 第一项 or A-1, end a title in a half-width stop, and set a date before several aims', async () => {
    const points = await draftOf('关于印发2033年青禾农场职工技能提升工作安排的通知\n\n各分场：\n现将安排印发你们。\n\n第一项 开展技能比武。举办比武３场。牵头部门：农场工会；参与部门：人力资源部。\n第二项 建立导师制度。选聘导师30名左右；责任领导：周某某；责任部门：人力资源部。\n');
    expect(brief(points).map((item) => (item as unknown[]).slice(0, 6))).toEqual([['一', '开展技能比武', null, ['农场工会'], ['人力资源部'], []], ['二', '建立导师制度', null, [], [], ['人力资源部']]]);
    const table = await draftOf('2032年度海棠区重点工作任务清单\n\n任务类别\t任务编号\t工作任务\t主责单位\t协同单位\n老旧小区\tA-1\t改造老旧小区\t区住建局\t区城管局、各街道\n\tA-2\t整治背街小巷\t区城管局\t区交通局\n');
    expect(brief(table).map((item) => (item as unknown[]).slice(0, 5))).toEqual([['A-1', '改造老旧小区', '老旧小区', ['区住建局'], ['区城管局', '各街道']], ['A-2', '整治背街小巷', '老旧小区', ['区城管局'], ['区交通局']]]);
    const plan = await draftOf('柳岸县民宿产业提升三年行动计划（2031—2033年）\n\n一、主要目标\n到2033年底,全县民宿达到300家以上,投诉率≤1%。\n\n二、主要任务\n1.盘活闲置农房.盘活农房不少于２００栋。（县农业农村局）\n2.强化监督\n由县纪委监委会同县审计局负责。\n');
    expect(brief(plan)).toEqual([
      ['1', '盘活闲置农房', '主要任务', [], [], ['县农业农村局'], null, null, ['>=200栋']],
      ['2', '强化监督', '主要任务', ['县纪委监委'], ['县审计局'], [], null, null, []],
      ['', '全县民宿达到300家以上', null, [], [], [], '2033-12-31', null, ['>=300家']],
      ['', '投诉率≤1%', null, [], [], [], '2033-12-31', null, ['<=1%']],
    ]);
  });
});

describe('duties outside the numbered rows', () => {
  const points = '## 二、重点任务\n\n1. 甲任务。培训100人。（牵头单位：市甲局）\n\n2. 乙任务。培训200人。（牵头单位：市乙局）\n';
  const dutiesOf = (draft: Draft): unknown[] => draft.items.filter(({ number }) => number === '').map(({ title, units, deadline, recurrence, targets }) => [title, units, deadline, recurrence, targets.map(({ metric, value }) => `${metric} ${value}`)]);

  it('are read from prose by their time, their rhythm or their event', async () => {
    const draft = await draftOf(`# 2031年某市改革工作方案\n\n请各单位3月15日前报送实施方案。\n\n## 一、目标任务\n\n年底前召开全市现场推进会。10月底前完成首批试点验收。三季度开展一次专题培训。6月、12月各召开一次联席会议。每月10日前报送工作信息2篇。市总工会于9月底前组织评审。提高认识，凝聚共识。\n\n${points}\n## 三、保障措施\n\n各部门每月25日前报送进展。成立工作专班。12月召开总结大会。11月的会议另行通知。2030年12月召开了启动会，已完成试点。\n`);
    expect(dutiesOf(draft)).toEqual([
      ['年底前召开全市现场推进会', [], '2031-12-31', null, []],
      ['10月底前完成首批试点验收', [], '2031-10-31', null, []],
      ['三季度开展一次专题培训', [], '2031-09-30', null, []],
      ['6月、12月各召开一次联席会议', [], '2031-12-31', null, []],
      ['每月10日前报送工作信息2篇', [], null, 'monthly', ['工作信息 2']],
      ['市总工会于9月底前组织评审', ['市总工会'], '2031-09-30', null, []],
      ['各部门每月25日前报送进展', ['各部门'], null, 'monthly', []],
      ['12月召开总结大会', [], '2031-12-31', null, []],
    ]);
    expect(draft.notUnderstood.map(({ text, place }) => [text, place.fromLine])).toEqual([['6月、12月各召开一次联席会议', 7], ['每月10日前', 7], ['每月25日前', 17], ['请各单位3月15日前报送实施方案。', 3], ['成立工作专班。', 17]]);
  });

  it('are read from a note with or without 要; what tells nobody to do anything is shown, not made a duty', async () => {
    const draft = await draftOf('附件：2031年某市重点项目清单\n\n序号\t项目名称\t牵头单位\n1\t项目一\t市甲局\n2\t项目二\t市乙局\n说明\t1.各县区每月5日前报送进展；2.市直单位每季度报送典型案例；3.各县区要结合实际抓好落实；4.有关事项由市政府办公室负责解释；5.本清单自印发之日起施行。\n');
    expect(dutiesOf(draft)).toEqual([
      ['每月5日前报送进展', ['各县区'], null, 'monthly', []],
      ['每季度报送典型案例', ['市直单位'], null, 'quarterly', []],
      ['结合实际抓好落实', ['各县区'], null, null, []],
    ]);
    expect(draft.notUnderstood.map(({ text }) => text)).toEqual(['有关事项由市政府办公室负责解释', '每月5日前']);
  });
});

describe('sheets made by hand', () => {
  const csv = '序号,类别,项目名称,牵头单位,参与单位,主要内容,完成时限\r\n1,甲类,办好事,市总工会,"市妇联、团市委","办班10期,\n讲课20场。",6月底前\r\n2,,再办事,市教育局,,=1+1,\r\n';

  it.each([['commas', csv], ['tabs', csv.replace(/,(?=[^\n]*(?:\r|,|$))/g, '\t')]])('are read with %s', async (name, text) => {
    const draft = await draftOf(text, name === 'tabs' ? 'plan.tsv' : 'plan.csv');
    expect(draft.items[0]).toMatchObject({ number: '1', category: '甲类', leads: ['市总工会'], participants: ['市妇联', '团市委'], deadline: '2031-06-30' });
    expect(draft.items[1]).toMatchObject({ number: '2', category: '甲类', leads: ['市教育局'], title: '再办事' });
  });

  it('are read in GBK, and with the byte order mark of a spreadsheet', async () => {
    const expected = brief(await draftOf(csv, 'plan.csv'));
    expect(brief(await draftOf(iconv.encode(csv, 'gbk'), 'plan.csv'))).toEqual(expected);
    expect(brief(await draftOf(`\uFEFF${csv}`, 'plan.csv'))).toEqual(expected);
    expect(brief(await draftOf(csv, 'plan.txt'))).toEqual(expected);
  });

  it('are read from xlsx, with merged cells, dates, formulas and a title above the heading', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('清单');
    sheet.addRow(['2031年某市重点任务清单']);
    sheet.mergeCells('A1:E1');
    sheet.addRow(['类别', '序号', '项目名称', '实施单位', '完成时限']);
    sheet.addRow(['甲类', 1, '办好事', '市总工会、市妇联', new Date(Date.UTC(2031, 5, 30))]);
    sheet.addRow([null, { formula: 'B3+1', result: 2 }, { richText: [{ text: '再' }, { text: '办事' }] }, '市教育局', '年底前']);
    sheet.mergeCells('A3:A4');
    const draft = await draftOf(new Uint8Array(await workbook.xlsx.writeBuffer()), 'plan.xlsx');
    expect(draft.plan).toMatchObject({ title: '2031年某市重点任务清单', year: 2031 });
    expect(brief(draft)).toEqual([
      ['1', '办好事', '甲类', [], [], ['市总工会', '市妇联'], '2031-06-30', null, []],
      ['2', '再办事', '甲类', [], [], ['市教育局'], '2031-12-31', null, []],
    ]);
  });
});

describe('files that are refused', () => {
  it.each<[string, string | Uint8Array, string, string]>([
    ['an empty file', '', 'a.txt', 'empty'], ['blank lines', ' \n\n', 'a.txt', 'empty'], ['a pdf without anything in it', '%PDF-1.7 ...', 'a.pdf', 'unreadable'],
    ['an old office file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'a.doc', 'old-format'], ['bytes without sense', Uint8Array.from([7, 1, 2, 3]), 'a.txt', 'binary'],
    ['a letter about something else', '亲爱的妈妈：\n\n我今天去公园玩了。天气很好，花开了。\n\n1. 买菜\n2. 做饭\n', 'a.txt', 'no-items'], ['English prose', 'It was the best of times, it was the worst of times.\n', 'a.txt', 'no-items'],
    ['another table', 'name,age,city\nA,1,B\nC,2,D\n', 'a.csv', 'no-items'], ['a program', '{"a": [1, 2, 3], "b": {"c": "d"}}', 'a.json', 'no-items'],
    ['a damaged workbook', Buffer.concat([Buffer.from('PK\u0003\u0004 xl/workbook.xml'), Buffer.alloc(50, 1)]), 'a.xlsx', 'unreadable'],
    ['a huge file', new Uint8Array(MAX_FILE_BYTES + 1), 'a.txt', 'too-large'], ['too many lines', '一\n'.repeat(200_002), 'a.txt', 'too-many-rows'],
  ])('%s', async (_, content, fileName, code) => {
    expect(await run(content, fileName)).toMatchObject({ ok: false, code, zh: expect.stringMatching(/[\u4e00-\u9fa5]/), en: expect.stringMatching(/^[A-Z]/) });
  });
});

describe('a paper that bears a secrecy mark', () => {
  const plan = '2031年某市改革工作要点\n\n1. 建好课堂。（牵头单位：市匠才办）\n2. 健全队伍。（牵头单位：市总工会）\n';
  it.each([['level, star and period', '机密★1年\n\n'], ['with spaces and a copy number', '000012　　秘密 ★ 10年　特急\n'], ['a bare word at the head', '绝  密\n'], ['a label', '密级：秘密\n'], ['a heading', '# **机密★长期**\n']])('is refused: %s', async (_, head) => {
    for (const content of [head + plan, iconv.encode(head + plan, 'gbk'), `${plan}\n附件\n${head.includes('★') ? head : '秘密★5年'}`])
      expect(await run(content)).toMatchObject({ ok: false, code: 'classified', zh: expect.stringContaining('不得上传涉密文件'), en: expect.stringContaining('secrecy') });
  });

  it('is refused as a sheet, and where a row of it is secret', async () => {
    const csv = '序号,项目名称,牵头单位,密级\n1,建好课堂,市匠才办,\n2,健全队伍,市总工会,秘密\n';
    expect(await run(csv, 'a.csv')).toMatchObject({ ok: false, code: 'classified' });
    expect((await run(csv.replace('秘密', '公开'), 'a.csv')).ok).toBe(true);
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('任务').addRows([['秘密★3年'], ['序号', '项目名称', '牵头单位'], ['1', '建好示范课堂', '市匠才办']]);
    expect(await run(new Uint8Array(await workbook.xlsx.writeBuffer()), 'a.xlsx')).toMatchObject({ ok: false, code: 'classified' });
  });

  it.each(['内部资料\n', '内部资料　注意保存\n', '1. 做好保守国家秘密工作。（牵头单位：市保密局）\n', '商业秘密保护\n'])('is not: %s', async (head) => {
    expect((await run(head + plan)).ok).toBe(true);
  });
});

describe('what the paper leaves wrong', () => {
  const item = (text: string): string => `2031年某市改革工作要点\n\n1. 建好课堂。${text}（牵头单位：市匠才办）\n2. 健全队伍。6月底前完成。（牵头单位：市总工会）\n`;

  it('asks about a date that does not exist, naming it and the remedy', async () => {
    const draft = await draftOf(item('2031年13月底前开课，2月30日前上线。'));
    expect(draft.items[0]).toMatchObject({ deadline: null });
    const asked = draft.decisions.filter(({ kind }) => kind === 'impossible-date');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ blocking: false, itemNumber: '1', question: { zh: expect.stringMatching(/“2031年13月”.*“2月30日”.*填写正确日期/), en: expect.stringMatching(/2031年13月.*check the paper/) } });
    const sheet = await draftOf('序号,项目名称,牵头单位,完成时限\n1,建好课堂,市匠才办,2031-02-30\n', 'a.csv');
    expect(sheet.decisions.find(({ kind }) => kind === 'impossible-date')?.question.zh).toContain('2031-02-30');
  });

  it('tells the times that one item cannot hold, and takes no stage for a goal', async () => {
    const draft = await draftOf(item('6月底前完成50%，年底前全部完成，每月5日前报送进展，培训100人。'));
    expect(draft.items[0]).toMatchObject({ deadline: '2031-12-31', recurrence: 'monthly' });
    expect(draft.items[0]?.targets.map(({ value, unit }) => [value, unit])).toEqual([[100, '人']]);
    expect(draft.notUnderstood.map(({ text }) => text)).toEqual(['6月底前完成50%', '每月5日前']);
    const rare = await draftOf(item('每两年评选一次。'));
    expect(rare.decisions.find(({ kind }) => kind === 'other-rhythm')?.question.zh).toMatch(/“每两年”（未采用）/);
    const often = await draftOf(item('每年开展督查2次。'));
    expect(often.decisions.find(({ kind }) => kind === 'other-rhythm')?.question.zh).toMatch(/“每年开展督查2次”（已按“每年”）/);
  });

  it('reads the names of a cell that are parted by line breaks in markup', async () => {
    const draft = await draftOf('序号,项目名称,主要内容,责任单位\n1,清账,清理账目,市总工会<br>市人社局\n', 'a.csv');
    expect(draft.items[0]?.units).toEqual(['市总工会', '市人社局']);
    expect(draft.decisions.map(({ kind }) => kind)).toContain('role-unmarked');
  });

  it('keeps a second rhythm as a question', async () => {
    const draft = await draftOf(item('每季度末前通报一次，每月5日前报送进展，每周调度。'));
    expect(draft.items[0]).toMatchObject({ recurrence: 'quarterly' });
    expect(draft.decisions.filter(({ kind }) => kind === 'other-rhythm').map(({ question }) => question.zh)).toEqual([expect.stringMatching(/“每月5日前”、“每周”（已按“每季度末前”）/)]);
    const cell = await draftOf('序号,项目名称,主要内容,牵头单位,完成时限\n1,清账,每月通报一次。,市匠才办,每季度\n', 'a.csv');
    expect([cell.items[0]?.recurrence, cell.decisions.some(({ kind }) => kind === 'other-rhythm')]).toEqual(['quarterly', true]);
  });

  it('names missing numbers without a gap in the sentence', async () => {
    const draft = await draftOf('某市工作要点\n1. 子。做。（市总工会负责）\n3. 寅。做。（市总工会负责）\n');
    expect(draft.report.reconciliation[0]?.what.en).toBe('Numbering (missing 2)');
  });

  it('is no plan without items, and says so', async () => {
    const draft = await draftOf('2031年某市改革工作要点\n领导小组、联席会议、成员单位要贯彻落实重点任务，加强组织领导，完善工作机制，各级有关部门做好试点。\n');
    expect(withoutItems(draft)).toMatchObject({ ok: false, code: 'no-items' });
  });
});

describe('reading', () => {
  it('takes five thousand points in time that grows with them', async () => {
    const point = (index: number): string => `${index + 1}. 第某项工作。培训职工${index + 10}人次以上，覆盖“三类”企业，6月底前完成首批（含试点）工作。（牵头单位：市总工会，\n\n参与单位：市妇联、团市委）\n`;
    const draft = async (count: number): Promise<Draft> => draftOf(`某市工作要点\n\n一、甲\n${Array.from({ length: count }, (_, i) => point(i)).join('\n')}`);
    expect((await draft(5_000)).items).toHaveLength(5_000);
    expect(await growth((times) => draft(1_250 * times))).toBeLessThan(LINEAR);
  });

  it.each([['open brackets', '（'], ['digits', '1234567890'], ['quotation marks', '“'], ['one long line', '各单位要完成培训'], ['tabs', '\t'], ['ordinals', '1. '], ['commas', '，、'], ['blank words', ' 年 '], ['spaces', '甲  乙  '], ['every', '每季度末']])('is not held up by megabytes of %s', async (_, piece) => {
    expect(await growth((times) => run(piece.repeat(Math.floor((times * 768 * 1024) / Buffer.byteLength(piece)))))).toBeLessThan(LINEAR);
  });
});

describe('what an item says and a draft cannot hold', () => {
  const paper = (words: string): string => `# 2031年某市工作要点\n\n1. 做好甲事。${words}\n2. 做好乙事。年底前完成。（市总工会负责）\n`;

  it.each([
    ['培训职工5000人次（其中女职工3000人次），惠及近10万。', '其中女职工3000人次；惠及近10万', '未登记为指标'],
    ['落实措施。（市总工会、市人社局等部门负责）', '市总工会、市人社局等部门', '只取列出的单位'],
    ['印发后30日内制定方案，年底前完成。', '印发后30日内', '读不成日期'],
    ['每季度末月25日前报送。', '每季度末月25日前', '期内的日期未登记'],
  ])('is told: %s', async (words, text, reason) => {
    const draft = await draftOf(paper(words));
    expect(draft.notUnderstood).toEqual([expect.objectContaining({ text, reason: { zh: expect.stringContaining(reason), en: expect.any(String) } })]);
  });

  it.each([['印发后30个工作日内制定方案。', '“印发后30个工作日内”，未能读成时限日期'], ['国庆节前完成。', '“国庆节前”，未能读成时限日期'], ['办好。', '未写明完成时限']])('is asked where no time was taken: %s', async (words, question) => {
    const draft = await draftOf(paper(words));
    expect(draft.decisions.find(({ kind, itemNumber }) => kind === 'no-deadline' && itemNumber === '1')?.question.zh).toContain(question);
  });
});
