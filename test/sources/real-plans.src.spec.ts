import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import iconv from 'iconv-lite';
import type { Draft, DraftItem, Narrative } from '#libs/supervision/plan/draft';
import { exportDraftCsv, exportDraftXlsx, exportedOf } from '#libs/documents/export-draft';
import { importPlan } from '#libs/documents/import-plan';
import { docxOfText } from '#libs/documents/testing/docx.make';
import { pdfOfText } from '#libs/documents/testing/pdf.make';
import { substance, withWholeRows } from '#libs/documents/testing/twins';

const SOURCES = resolve(__dirname, '../../../shared/sources');
const ANQING = '003_37132ff275600d1d.txt';
const ORDOS = '000_f57bb1a07ddb3b49.txt';
const NARRATIVES = ['001_3ea4beed8d0e8e77.txt', '002_7e6d23d195f41a03.txt', '004_2f5b44ff293f560c.txt'];

/** The real papers do not belong to the project; without them this suite fails, since a skipped one proves nothing. */
function source(name: string): string {
  const path = join(SOURCES, name);
  if (!existsSync(path)) throw new Error(`The real plan ${name} is not at ${SOURCES}. Put the folder shared/sources beside the project to run this suite.`);
  return readFileSync(path, 'utf8');
}

async function draftOf(content: string | Uint8Array, fileName = 'plan.txt'): Promise<Draft> {
  const outcome = await importPlan(typeof content === 'string' ? new TextEncoder().encode(content) : content, { fileName, today: '2026-01-01' });
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.en}`);
  const { accounted, lines } = outcome.draft.report;
  expect(Object.values(accounted).reduce((sum, count) => sum + count, 0)).toBe(lines);
  return outcome.draft;
}

const numbered = (draft: Draft): DraftItem[] => draft.items.filter(({ number }) => number !== '');
const named = (item: DraftItem): string[] => [...item.leads, ...item.participants, ...item.units];
const figures = (item: DraftItem | undefined): string[] => (item?.targets ?? []).map(({ metric, comparison, value, unit }) => `${metric} ${comparison} ${value} ${unit}`);
const facts = (draft: Draft): unknown[] => draft.items.map((item) => [item.number, item.title, item.category, item.leads, item.participants, item.units, figures(item), item.deadline, item.recurrence].map((fact) => JSON.stringify(fact).replace(/\(/g, '（').replace(/\)/g, '）')));

/** Number, title, leads, participants. */
const ANQING_ITEMS: [string, string, string, string][] = [
  ['1', '强化产业工人队伍党建工作', '市委组织部', '市经济和信息化局、市国资办'],
  ['2', '加强产业工人思想政治工作', '市总工会', '市委宣传部、市委教体工委、市经济和信息化局、市人力资源和社会保障局、市国资办'],
  ['3', '促进产业工人精神生活共同富裕', '市总工会', '市委宣传部、市委教体工委、市文化和旅游局、市国资办、市文联'],
  ['4', '广泛深入持久开展劳动和技能竞赛', '市总工会、市人力资源和社会保障局', '市委教体工委、市经济和信息化局、市国资办、团市委、市妇联、市工商联'],
  ['5', '深化产业工人技术创新活动', '市总工会', '市人力资源和社会保障局、市国资办、团市委、市妇联、市工商联'],
  ['6', '加大产业工人创新创效支持力度', '市人力资源和社会保障局、市总工会', '市科技局、市国资办、团市委、市妇联、市工商联'],
  ['7', '推进职业教育提质培优行动计划', '市委教体工委、市人力资源和社会保障局', '市人大常委会法工委、市发展改革委、市经济和信息化局、市司法局、市财政局'],
  ['8', '加大职业技能培训力度', '市委教体工委、市人力资源和社会保障局', '市发展改革委、市经济和信息化局、市财政局、市国资办、市税务局、市总工会、市工商联、市企联'],
  ['9', '培养更多高技能人才', '市人力资源和社会保障局、市总工会', '市科技局、市经济和信息化局、市财政局、市国资办、团市委、市妇联、市企联'],
  ['10', '落实保证产业工人主人翁地位的制度安排', '市委组织部、市委统战部、市人大常委会人选工委、市政协办公室、市人力资源和社会保障局、市总工会', '市国资办、团市委、市妇联、市工商联、市企联'],
  ['11', '拓宽产业工人发展空间', '市委教体工委、市人力资源和社会保障局', '市科技局、市经济和信息化局、市商务局、市外办、市国资办、市总工会、市工商联、市企联'],
  ['12', '做好产业工人维权服务工作', '市人力资源和社会保障局、市总工会', '市委组织部、市委政研室、市委党校、市司法局、市财政局、市卫生健康委、市应急管理局、市国资办、团市委、市妇联、市工商联、市企联'],
  ['13', '创新面向产业工人的工会工作', '市总工会', '市委组织部、市国资办、市工商联'],
  ['14', '提升面向产业工人的网络服务水平', '市委教体工委、市人力资源和社会保障局、市总工会', '市发展改革委'],
  ['15', '加大产业工人就业服务力度', '市人力资源和社会保障局、市总工会', '市委教体工委、市国资办、市工商联'],
  ['16', '加强组织领导', '市总工会', '市委组织部、市委党校'],
  ['17', '加强统筹协调', '市总工会', '市协调小组其他成员单位'],
  ['18', '加强宣传引导', '市总工会、市委宣传部', '市协调小组其他成员单位'],
];

/** Title, units; the number is the position. */
const ORDOS_ITEMS: [string, string][] = [
  ['用新思想教育引导产业工人', '市委宣传部、市总工会、市国资委'], ['开展理论武装“五进”工作', '市委宣传部、市总工会、市国资委、市教体局'], ['弘扬“三种精神”', '市总工会'],
  ['增强产业工人职业素养', '市总工会'], ['加大在产业工人中发展党员力度', '市委组织部'], ['推动组织党建提质增效', '市委组织部'], ['推进国企党建规范化建设', '市国资委、市委组织部'],
  ['举办产改专题培训班', '市产改办'], ['强化产改典型引领', '市产改办'], ['加大产改宣传力度', '市委宣传部、市总工会'], ['培树宣传产业工人典型', '市委宣传部、市总工会'],
  ['培育基层文化骨干队伍', '市总工会、市委宣传部、市人社局、市教体局、市文旅局、市文联'], ['广泛开展劳动技能竞赛活动', '市人社局、市总工会'], ['深化“安康杯”竞赛活动', '市总工会、市卫健委'],
  ['深化“五小”活动', '市总工会、市人社局'], ['强化职工创新工作室工作', '市总工会'], ['加强“新疆工匠”“鄂尔多斯工匠”培育选树', '市总工会'], ['推动产业工人开展科技创新', '市科技局'],
  ['推动产学研合作', '市人社局、市科技局'], ['强化产业工人岗位培训', '市人社局、市财政局、市总工会'], ['开展特种安全教育培训', '市总工会、市住建局'], ['开展高危行业安全隐患排查治理', '市总工会、市住建局'],
  ['将优秀产业工人纳入党管人才队伍', '市委组织部'], ['加大人才培养基地建设', '市人社局、市教体局'], ['加强企业职业技能培训', '市人社局、市教体局、市国资委、各高校'], ['深化校企合作', '市人社局、市教体局、市国资委、各高校'],
  ['深化产教融合', '市教体局、市总工会、市人社局、市发改委、各高校'], ['发挥工匠学院作用', '市教体局、鄂尔多斯职业学院'], ['培训引导农牧民工', '市教体局、市人社局'],
  ['保障产业工人“两代表一委员”比例', '市委组织部、市政协、群团组织'], ['增加产业工人评先评优的比例', '市总工会'], ['建设劳模(工匠)精神传承基地', '市总工会'], ['培养女性产业工人典型', '市总工会、市妇联'],
  ['畅通产业工人民主参与渠道', '市总工会、市国资委、市工商联'], ['推动集体协商扩面提质', '市总工会'], ['健全产业工人维权机制', '市人社局、市总工会'], ['推动职工董事监事制度', '市总工会、市国资委、市工商联'],
  ['开展普法宣传活动', '市总工会'], ['扩大新就业形态群体入会覆盖面', '市总工会'], ['推进职业院校建设', '市教育局'], ['实施农牧民工专项帮扶计划', '市人社局'], ['扩大上岗就业群体', '市总工会'],
  ['深化关爱产业工人主题活动', '市总工会'], ['开展“求学圆梦”行动', '市总工会'], ['探索全市产改方法', '市产改办、各旗区产改办'], ['打造线上入会服务新模式', '市总工会'], ['开展“四季送”走访慰问活动', '市总工会'],
  ['为产业工人提供多元化通勤服务', '市总工会'], ['提高产改理论研究水平', '市总工会'], ['开展产改工作情况评价考核', '市产改办'],
];
const ORDOS_CATEGORIES: [string, number, number][] = [['思想引领', 1, 12], ['建功立业', 13, 22], ['素质提升', 23, 29], ['地位提高', 30, 38], ['队伍扩大', 39, 50]];

describe('Anqing 2022: eighteen numbered points', () => {
  let draft: Draft;
  beforeAll(async () => { draft = await draftOf(source(ANQING)); });

  it('says what it is', () => {
    expect(draft.plan).toEqual({
      title: '2022年安庆市推进新时代产业工人队伍建设改革工作要点', documentNumber: '庆产改组〔2022〕3号', issuer: '安庆市推进新时代产业工人队伍建设改革协调小组',
      year: 2022, period: { from: '2022-01-01', to: '2022-12-31' }, issuedOn: '2022-06-08',
      categories: ['大力加强产业工人思想引领', '组织动员产业工人建功立业', '不断提升产业工人技能素质', '着力提高产业工人地位待遇', '进一步壮大产业工人队伍', '加大统筹推进力度'],
    });
  });

  it('has every item with its title and its units by role', () => {
    expect(draft.items.map((item) => [item.number, item.title, item.leads.join('、'), item.participants.join('、')])).toEqual(ANQING_ITEMS);
    expect(draft.items.every(({ units }) => units.length === 0)).toBe(true);
    expect(draft.items.filter(({ leads }) => leads.length > 1)).toHaveLength(11);
    expect(draft.report.found).toEqual({ items: 18, unnumbered: 0, categories: 6, units: 28, groups: 1, targets: 7, deadlines: 0 });
  });

  it('has the counted targets and no others', () => {
    expect(Object.fromEntries(draft.items.filter(({ targets }) => targets.length > 0).map((item) => [item.number, figures(item)]))).toEqual({
      4: ['竞赛活动 = 50 场', '各类竞赛 ~ 100 场', '产业工人 ~ 10000 名'], 5: ['市级劳模创新工作室 = 10 家'],
      8: ['政府补贴性职业技能培训 >= 40000 人次'], 9: ['技能人才 >= 12000 人', '安庆工匠 = 10 名'],
    });
  });

  it('leaves open what the paper leaves open, and blocks nothing', () => {
    expect(draft.decisions.filter(({ blocking }) => blocking)).toEqual([]);
    expect(draft.decisions.filter(({ kind }) => kind === 'no-deadline')).toHaveLength(18);
    expect(draft.decisions.filter(({ kind }) => kind === 'no-target')).toHaveLength(14);
    expect(draft.notUnderstood).toEqual([]);
  });

  it('shows where an item stands and keeps its words whole over page breaks', () => {
    const item = draft.items[3];
    expect(item?.place).toMatchObject({ fromLine: 39, toLine: 41 });
    expect(item?.quote).not.toMatch(/\n|\*\*/);
    expect(item?.quote).toMatch(/^4\. /);
    expect(item?.content).not.toMatch(/牵头单位|^广泛深入持久开展劳动和技能竞赛/);
  });
});

describe('Ordos 2022: fifty rows and seven duties of the plan', () => {
  let draft: Draft;
  beforeAll(async () => { draft = await draftOf(source(ORDOS)); });

  it('says what it is, and that it begins in mid-letter', () => {
    expect(draft.plan).toEqual({
      title: '鄂尔多斯市产业工人队伍建设改革扩面提质增效工作方案', documentNumber: null, issuer: '鄂尔多斯市推进产业工人队伍建设改革暨思想政治工作联席会议办公室',
      year: 2022, period: null, issuedOn: '2022-12-08', categories: ['思想引领', '建功立业', '素质提升', '地位提高', '队伍扩大'],
    });
    expect(draft.notUnderstood.map(({ place }) => place.fromLine)).toEqual([5]);
    expect(draft.report.inferred[0]?.what.en).toContain('2022');
  });

  it('has every row with its title, category and units', () => {
    expect(numbered(draft).map((item) => [item.number, item.title, item.units.join('、')])).toEqual(ORDOS_ITEMS.map(([title, units], index) => [String(index + 1), title, units]));
    expect(numbered(draft).map(({ category }) => category)).toEqual(ORDOS_CATEGORIES.flatMap(([name, from, to]) => Array.from({ length: to - from + 1 }, () => name)));
    expect(numbered(draft).every(({ leads, participants, targets, deadline }) => leads.length + participants.length + targets.length === 0 && deadline === null)).toBe(true);
    expect(new Set(numbered(draft).flatMap(named)).size).toBe(22);
    expect(draft.report.found).toMatchObject({ items: 50, unnumbered: 7, categories: 5, units: 19, groups: 3, targets: 2, deadlines: 0 });
  });

  it('infers the category of 43 to 45 and says so', () => {
    expect(draft.report.inferred.flatMap(({ itemNumber }) => itemNumber ?? [])).toEqual(['43', '44', '45']);
    expect(draft.decisions.filter(({ kind }) => kind === 'category-inferred').map(({ itemNumber, blocking }) => [itemNumber, blocking])).toEqual([['43', false], ['44', false], ['45', false]]);
  });

  it('gives the office four projects of its own, for which another body has to speak', () => {
    expect(numbered(draft).filter(({ units }) => units[0] === '市产改办').map(({ number }) => number)).toEqual(['8', '9', '45', '50']);
  });

  it('leaves the lead of twenty-five rows to a person', () => {
    const roles = draft.decisions.filter(({ kind }) => kind === 'role-unmarked');
    expect(roles).toHaveLength(25);
    expect(roles.every(({ blocking, options }) => blocking && options[0]?.id === 'first-leads')).toBe(true);
    expect(roles.map(({ itemNumber }) => itemNumber)).toEqual(ORDOS_ITEMS.flatMap(([, units], index) => (units.includes('、') ? [String(index + 1)] : [])));
    expect(draft.decisions.some(({ kind }) => kind === 'unit-unresolved')).toBe(false);
  });

  it('has the duties of the plan itself, each with its place', () => {
    const duties = draft.items.filter(({ number }) => number === '');
    expect(duties.map(({ title }) => title.slice(0, 12))).toEqual(['全市重点改革单位达到41', '市、旗区两级及试点企业共', '每季度征集一批有实践特色', '举办产改工作专题培训', '适时召开全市产改现场观摩', '对照以上50个项目，结合', '对所属的产改企业进行指导']);
    expect(duties.slice(0, 2).map(figures)).toEqual([['全市重点改革单位 >= 41 家'], ['产改重点项目 ~ 50 个']]);
    expect(duties.map(({ recurrence }) => recurrence)).toEqual([null, null, 'quarterly', null, null, null, null]);
    expect(duties[4]?.deadlineText).toBe('适时');
    expect(duties.slice(5).map(({ units }) => units)).toEqual([['各旗区产改办'], ['各旗区产改办']]);
    expect(duties.map(({ place }) => [place.section, place.fromLine, place.toLine])).toEqual([['目标任务', 29, 29], ['目标任务', 31, 33], ['目标任务', 35, 35], ['目标任务', 37, 37], ['目标任务', 37, 37], ['说明', 118, 118], ['说明', 118, 118]]);
  });

  it('finds the announced fifty', () => {
    expect(draft.report.reconciliation.map(({ announced, found, agrees }) => [announced, found, agrees])).toEqual([[50, 50, true], [50, 50, true]]);
  });
});

describe('narratives', () => {
  it.each(NARRATIVES)('%s gives a partial draft that says what it lacks', async (name) => {
    const draft = await draftOf(source(name), name);
    expect(draft.items).toEqual([]);
    expect(draft.plan.title).not.toBe('');
    expect(draft.notUnderstood.at(-1)?.reason.en).toMatch(/no items were made/);
  });

  it('have their head and foot read', async () => {
    expect((await draftOf(source(NARRATIVES[0] ?? ''))).plan).toMatchObject({ documentNumber: '内产改办发〔2022〕4号', issuer: '自治区推进产业工人队伍建设改革暨思想政治工作联席会议办公室', issuedOn: '2022-12-13' });
    expect((await draftOf(source(NARRATIVES[2] ?? ''))).plan).toMatchObject({ issuer: '云南省新时期产业工人队伍建设改革工作协调领导小组办公室', issuedOn: '2021-05-13' });
    expect((await draftOf(source(NARRATIVES[1] ?? ''))).report.reconciliation).toContainEqual(expect.objectContaining({ announced: 21, found: 0, agrees: false }));
  });
});

describe('what the narratives hold', () => {
  const held = async (at: number): Promise<Narrative> => {
    const { narrative } = await draftOf(source(NARRATIVES[at] ?? ''));
    if (!narrative) throw new Error('no narrative');
    return narrative;
  };
  const byKind = ({ measures }: Narrative): [number, number] => [measures.filter(({ kind }) => kind === 'duty').length, measures.filter(({ kind }) => kind === 'done').length];
  const inOrder = ({ measures }: Narrative): string[] => measures.flatMap(({ ordinal }) => ordinal ?? []);
  const told = ({ facts }: Narrative): string[] => facts.map(({ value, unit, reckoning, asOf }) => `${value}${unit} ${reckoning}${asOf === null ? '' : ` ${asOf}`}`);
  const FOUR = ['一是', '二是', '三是', '四是'];

  it('of 001: twelve measures in three fours, and what is said for two classes of enterprises', async () => {
    const narrative = await held(0);
    expect(inOrder(narrative)).toEqual([...FOUR, ...FOUR, ...FOUR]);
    expect(narrative.measures.filter(({ concerns }) => concerns === '国有企业')).toHaveLength(7);
    expect(narrative.measures.filter(({ concerns }) => concerns === '非公有制企业')).toHaveLength(3);
    expect(byKind(narrative)[1]).toBe(0);
    expect([narrative.facts, narrative.announced]).toEqual([[], []]);
    expect(narrative.lacks.map(({ what }) => what)).toEqual(['items', 'units', 'deadlines', 'targets']);
  });

  it('of 002: a stock as of the end of 2024 apart from what a year gives and from persons; nothing is a target', async () => {
    const narrative = await held(1);
    const figuresTold = told(narrative);
    expect(figuresTold).toEqual(expect.arrayContaining(['40个 stock 2024-12-31', '4060000人次 stock 2024-12-31', '1210000人次 stock 2024-12-31', '24000名 unsaid', '70项 cumulative', '40600家 yearly', '90家 yearly', '97次 yearly', '2966家 yearly', '150000元 unsaid']));
    expect(figuresTold).toHaveLength(24);
    expect(figuresTold.filter((each) => each.includes('stock'))).toHaveLength(3);
    expect(narrative.announced.map(({ count, found }) => [count, found])).toEqual([[21, 0], [27, 0]]);
    expect(narrative.announced[0]?.listedIn).toContain('2025年');
    expect(new Set(narrative.measures.map(({ place }) => place.section)).size).toBe(4);
    expect(narrative.measures.map(({ actor }) => actor)).toEqual(expect.arrayContaining(['包头市总工会', '乌海市总工会', '伊金霍洛旗总工会', '内蒙古电力集团']));
  });

  it('of 004: twelve points of what was done, fourteen figures, and 26 and 14 that are listed elsewhere', async () => {
    const narrative = await held(2);
    expect(inOrder(narrative)).toEqual([['一是', '二是', '三是'], ['一是', '二是', '三是'], ['一是', '二是', '三是'], ['一是', '二是', '三是']].flat());
    expect(byKind(narrative)[0]).toBe(0);
    expect(told(narrative)).toEqual(['30场次 cumulative', '20000名 cumulative', '3次 cumulative', '30件 unsaid', '3次 cumulative', '60次 unsaid', '10次 unsaid', '2次 unsaid', '6次 unsaid', '5次 unsaid', '8个 unsaid', '12家 unsaid', '10名 unsaid', '100人 unsaid']);
    expect(narrative.announced.map(({ count, found, listedIn }) => [count, found, listedIn?.slice(-5)])).toEqual([[26, 0, '点责任清单'.slice(-5)], [14, 0, '进度推进表']]);
    expect(narrative.lacks.filter(({ what }) => what === 'lists')).toHaveLength(2);
  });
});

describe('the same papers changed', () => {
  const plain = (text: string): string => text.replace(/^#+\s*/gm, '').replace(/\*\*/g, '');
  const wrapped = (text: string, width: number): string => plain(text).split('\n').flatMap((line) => (line.includes('\t') ? [line] : line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''])).join('\n');
  const cells = (text: string, change: (cells: string[]) => string[]): string => text.split('\n').map((line) => (line.includes('\t') ? change(line.split('\t')).join('\t') : line)).join('\n');

  const forms: [string, (text: string) => string | Uint8Array][] = [
    ['CRLF', (text) => text.replace(/\n/g, '\r\n')], ['a byte order mark', (text) => `\uFEFF${text}`], ['GBK', (text) => iconv.encode(text, 'gbk')], ['GB 18030', (text) => iconv.encode(text, 'gb18030')],
    ['UTF-16', (text) => iconv.encode(text, 'utf16le', { addBOM: true })], ['no markup', plain], ['half-width signs', (text) => text.replace(/（/g, '(').replace(/）/g, ')').replace(/，/g, ',').replace(/：/g, ':')],
    ['lines of forty', (text) => wrapped(text, 40)], ['lines of twenty-eight', (text) => wrapped(text, 28)], ['page numbers', (text) => text.replace(/\n\n(?=[^\n#])/g, '\n\n\f\n- 3 -\n\n')],
    ['drawn lines', (text) => text.replace(/\n\n/g, '\n\n---\n\n')], ['no blank lines', (text) => text.replace(/\n\n+/g, '\n')], ['columns reversed', (text) => cells(text, (row) => [...row].reverse())],
    ['a markdown table', (text) => text.split('\n').map((line) => (line.includes('\t') ? `| ${line.split('\t').join(' | ')} |` : line)).join('\n')],
  ];

  it.each(forms)('give the same facts: %s', async (_, change) => {
    for (const name of [ANQING, ORDOS]) {
      expect(facts(await draftOf(change(source(name))))).toEqual(facts(await draftOf(source(name))));
    }
  });

  it('follow other unit names', async () => {
    for (const name of [ANQING, ORDOS]) {
      const rename = (text: string): string => text.replace(/市总工会/g, '州匠才服务中心').replace(/市人社局|市人力资源和社会保障局/g, '州人才发展署').replace(/市妇联/g, '云杉集团有限公司');
      const before = await draftOf(source(name));
      const after = await draftOf(rename(source(name)));
      expect(after.items.map((item) => [item.number, item.title, item.leads, item.participants, item.units])).toEqual(before.items.map((item) => [item.number, item.title, item.leads.map(rename), item.participants.map(rename), item.units.map(rename)]));
      expect(after.decisions.map(({ kind }) => kind)).toEqual(before.decisions.map(({ kind }) => kind));
    }
  });

  it('follow other figures, years and comparisons', async () => {
    const text = source(ANQING).replace(/2022/g, '2024').replace('50场竞赛活动', '不少于7５场竞赛活动').replace('10家市级', '二十余家市级').replace('不少于4万人次', '控制在3.5万人次以内').replace('1.2万人以上', '超过9000人');
    const draft = await draftOf(text);
    expect(draft.plan).toMatchObject({ year: 2024, documentNumber: '庆产改组〔2024〕3号', issuedOn: '2024-06-08', period: { from: '2024-01-01', to: '2024-12-31' } });
    expect([4, 5, 8, 9].map((number) => figures(draft.items[number - 1])[0])).toEqual(['竞赛活动 >= 75 场', '市级劳模创新工作室 ~ 20 家', '政府补贴性职业技能培训 <= 35000 人次', '技能人才 > 9000 人']);
  });

  it('follow other counts: a row and a point less', async () => {
    const points = await draftOf(source(ANQING).replace(/\n13\. [^\n]*\n/, '\n'));
    expect(points.items).toHaveLength(17);
    expect(points.decisions.some(({ kind }) => kind === 'count-differs')).toBe(true);
    const rows = await draftOf(source(ORDOS).split('\n').filter((line) => !/^\S*\s?\S*\t13\t/.test(line)).join('\n'));
    expect(numbered(rows)).toHaveLength(49);
    expect(rows.report.reconciliation).toContainEqual(expect.objectContaining({ announced: 50, found: 49 }));
  });

  it('follow another marking of roles', async () => {
    const unmarked = await draftOf(source(ANQING).replace(/牵\s*头单位：/g, '责任单位：').replace(/(?:，|,)参与单位：/g, '、').replace(/\*\*/g, ''));
    expect(unmarked.items.map(({ units }) => units.length)).toEqual(ANQING_ITEMS.map(([, , leads, participants]) => leads.split('、').length + participants.split('、').length));
    expect(unmarked.decisions.filter(({ kind }) => kind === 'role-unmarked')).toHaveLength(18);
    const suffixed = await draftOf(source(ANQING).replace(/牵\s*头单位：/g, '牵头单位：').replace(/（牵头单位：([^（）()]*)，参与单位：([^（）()]*)[）)]/g, '（$1牵头，$2配合）'));
    expect(suffixed.items.map((item) => [item.leads.join('、'), item.participants.join('、')])).toEqual(ANQING_ITEMS.map(([, , leads, participants]) => [leads, participants]));
  });

  it('follow a column of deadlines', async () => {
    const limits = ['6月底前', '年底前', '2022年9月30日前', '上半年', '第三季度末前', '10月中旬', '每季度', '常态化'];
    const draft = await draftOf(cells(source(ORDOS), (row) => (row[0] === '类别' ? [...row, '完成时限'] : row[0] === '说明' || row.length < 5 ? row : [...row, limits[Number(row[1]) % limits.length] ?? ''])));
    const dates = ['2022-06-30', '2022-12-31', '2022-09-30', '2022-06-30', '2022-09-30', '2022-10-20', null, null];
    expect(numbered(draft).filter((item) => item.number !== '45').map(({ deadline }) => deadline)).toEqual(ORDOS_ITEMS.map((_, index) => index + 1).filter((number) => number !== 45).map((number) => dates[number % dates.length] ?? null));
  });

  it('come back unchanged from an export', async () => {
    for (const name of [ANQING, ORDOS]) {
      const draft = await draftOf(source(name));
      const csv = await draftOf(exportDraftCsv(exportedOf(draft)), 'plan.csv');
      const xlsx = await draftOf(await exportDraftXlsx(exportedOf(draft)), 'plan.xlsx');
      for (const read of [csv, xlsx]) {
        expect(exportedOf(read)).toEqual(exportedOf(draft));
      }
    }
  });
});

describe('the real plans as documents', () => {
  it.each([ANQING, ORDOS])('%s gives the same draft as docx and as pdf', async (name) => {
    const text = source(name);
    const expected = substance(await draftOf(text));
    expect(substance(await draftOf(docxOfText(withWholeRows(text)), 'plan.docx'))).toEqual(expected);
    expect(substance(await draftOf(pdfOfText(withWholeRows(text)), 'plan.pdf'))).toEqual(expected);
  });
});
