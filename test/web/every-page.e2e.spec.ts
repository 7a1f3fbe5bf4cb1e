import { aScheme } from '#libs/scoring/testing/a-scheme';
import { AUDIT, DISCIPLINE, STATISTICS } from '../e2e/an-evaluation';
import { aCity, CONFERENCE, HR, issuedPaper, OFFICE, UNION, WATCH } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import type { WebPage } from '../support/web-page';

jest.setTimeout(600_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年3月底前'].join('\n');

/** Half of a desktop's width is what one sees at 200 %; and a phone's. */
const HALF = { width: 720, height: 450 };
const NARROW = 390;

/** Every page by who has it; ITEM, PLAN and the kinds stand for what the city has of them. No page stands beside itself: they are gone through as by links. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  office: ['/workbench', '/proceedings/reporting-round/ROUND', '/workbench?queue=receipt', '/workbench/report', '/proceedings/inspection/INSPECTION', '/overview', '/overview/screen', '/proceedings/difficulty/DIFFICULTY', '/ledger', '/items/ITEM', '/items/ITEM/light', '/proceedings/meeting/MEETING', '/to-do', '/notices', '/proceedings/instruction/INSTRUCTION', '/notices?view=held', '/schedule', '/proceedings/evaluation/EVALUATION', '/schedule?view=table', '/proceedings/programme/PLAN-2031', '/proceedings', '/rules?from=standard', '/proceedings/survey/SURVEY', '/plans', '/plans/import', '/plans/PLAN/amendments', '/plans/PLAN/year-end', '/levels?planId=PLAN', '/rules', '/rules/calendar', '/rules/checklists', '/rules/schemes', '/rules/schemes/annual', '/briefings', '/units', '/levels?planId=PLAN&view=figures', '/hand-over', '/help', '/levels?planId=PLAN&view=coverage', '/eligibility?planId=PLAN', '/password', '/telling', '/suggestions', '/proceedings/reform-unit/FACTORY', '/nowhere', '/proceedings?kind=reform-unit'],
  signer: ['/brief', '/notices?view=toSign'],
  hr: ['/to-do', '/items/PLAN-1', '/notices', '/telling'],
  union: ['/to-do', '/items/ITEM', '/proceedings/reporting-round/ROUND', '/notices'],
  head: ['/to-do', '/proceedings/inspection/INSPECTION'],
  audit: ['/to-do', '/proceedings/evaluation/EVALUATION'],
  convenor: ['/brief'],
  sysadmin: ['/set-up', '/accounts', '/units', '/hand-over', '/suggestions?all=true'],
  auditor: ['/audit'],
  operator: ['/operations'],
};

/** Words that are data, in whatever language the page is: names of units, papers, people, and what was written by hand. */
const DATA = ['培训调研', '了解培训', '松州机械厂', OFFICE, HR, UNION, WATCH, CONFERENCE, AUDIT, STATISTICS, DISCIPLINE, '技能培训', '劳动竞赛', '4月调度', '台账抽查', '补贴兑现慢', '第 1 次联席会议', '联席会议', '关于台账的批示', '一季度考核', '2031年度考核方案', '培训清单', '市直部门', '企业', '按期完成', '量化指标', '工作质量', '改革创新', '红灯扣分', '优秀', '良好', '不合格', '合格', '标准督办规则', '年度督查计划', '人次', '场', '中文'];

/** Of what one presses, reads above a column or is told by a tag: Chinese that is no datum. Run in the page. */
const CHINESE_LABELS = `(() => {
  const data = ${JSON.stringify([...DATA].sort((a, b) => b.length - a.length))};
  const left = (text) => data.reduce((rest, word) => rest.split(word).join(''), text);
  const said = (e) => {
    const copy = e.cloneNode(true);
    copy.querySelectorAll('[lang="zh-CN"]').forEach((quoted) => quoted.remove());
    return copy.textContent;
  };
  return [...document.querySelectorAll('h1, h2, h3, button, label, legend, th, dt, summary, .ant-tag, .ant-segmented-item, .ant-collapse-header, [role=tab]')]
    .filter((e) => e.checkVisibility() && /[\u4e00-\u9fff]/.test(left(said(e))))
    .map((e) => e.tagName + ': ' + e.textContent.slice(0, 60));
})()`;

/** Names of the program's own and ids, where people read: but for figures that one types into formulas. Run in the page. */
const RAW_CODES = `(() => {
  const shown = (node) => node.parentElement.checkVisibility() && node.parentElement.closest('code, script, style, textarea') === null;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) if (shown(node)) found.push(...(node.textContent.match(/\\b[a-z]+[A-Z][A-Za-z]*\\b|\\bu-[0-9a-z]{4,}\\b|\\bp-[a-z0-9]{4,}\\b|\\b[a-z]+[.][a-z]+[A-Z.][A-Za-z.]*\\b/g) ?? []));
  return found;
})()`;

/** Words in letters on a Chinese page that are no datum, no kind of file, no key and no product's name. Run in the page. */
const LATIN_WORDS = `(() => {
  const known = /^(xlsx|docx|pdf|csv|txt|md|Markdown|Excel|WPS|Word|Ctrl|Enter|Esc|English|API|iCalendar|office|signer|hr|union|head|audit|convenor|sysadmin|auditor|operator|plan|Shift|Tab)$/;
  const shown = (node) => node.parentElement.checkVisibility() && node.parentElement.closest('code, kbd, script, style, textarea, [lang="en"]') === null;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) if (shown(node)) found.push(...(node.textContent.match(/[A-Za-z][A-Za-z-]+[A-Za-z]/g) ?? []).filter((word) => !known.test(word)));
  return found;
})()`;

/** Kinds of notices that begin a line in lower case, and pictures of the frame that are read aloud beside the words that they stand for. Run in the page. */
const READ_ALOUD = `[...document.querySelectorAll('[class*="_kind_"]')].map((e) => e.textContent).filter((words) => /^[a-z]/.test(words))
  .concat([...document.querySelectorAll('header button .anticon:not([aria-hidden])')].map((e) => e.getAttribute('aria-label')))`;

/** A day before the clock went on: some of what there is now was not known then. */
const PAST = '2031-03-20';

/** Pages without a past, which say so; and of no day at all. */
const NO_PAST = /^\/(plans\/import|accounts|hand-over|telling|set-up|operations|suggestions|audit|overview\/screen)/;

/** Counts of now that stand beside those of the day, and are told as such. */
const BESIDE = /^GET \/(ledger|dashboard)\?(?=.*asOf=(&|$))(asOf=|limit=0|current=true|&)+$/;
/** Questions whose answers are of no day: who one is and for whom, and what names its days itself. Days before that one are compared with it. */
const OF_NO_DAY = /^\/(session|live|roster\?asOf=$|dashboard\/trend|schemes\/figures|roster\/units\/[^/]+\/people)/;

/** What one could send or begin something with on the page itself; fields that search, and terms explained, are none. Run in the page. */
const CONTROLS = `[...document.querySelectorAll('#content button, #content textarea, #content input:not([type=search], [type=checkbox], [type=radio], [role=combobox])')]
  .filter((e) => e.checkVisibility() && !e.disabled && e.closest('footer, [role=search], .ant-input-affix-wrapper, .ant-input-search') === null)
  .map((e) => (e.getAttribute('aria-label') ?? (e.textContent || e.closest('label')?.textContent) ?? '').trim() || e.outerHTML.slice(0, 120))`;

/** Of these: what looks closer, narrows, takes a file away, or goes back to now. */
const READS = /^(历史|回到现在|打印|打印全部|导出|下载|大屏|清除筛选|筛选|上一件|下一件|＋条件|视图|列|灯|期限|编号|事项|只看我的|填报内容|逐项说明|有提示|有提示 \d+ 项|全部 \d+ 个单位的灯|显示全部 \d+ 条|启用单键操作)$|是什么意思$|送达$|^(导出|下载|依据|填报内容)/;

/** How far the page reaches beyond its screen. */
const WIDER = 'document.documentElement.scrollWidth - innerWidth';

/** Every page, by those who have it, as English readers, at 200 % and on paper. */
describe('every page', () => {
  const known = new Map<string, string>();
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION, WATCH, CONFERENCE, AUDIT, STATISTICS, DISCIPLINE].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison', 'sectionHead'] },
          { login: 'union', unit: UNION, roles: ['handler', 'liaison'] },
          { login: 'head', unit: WATCH, roles: ['teamLeader'] },
          { login: 'audit', unit: AUDIT, roles: ['evaluator'] },
          { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
          { login: 'sysadmin', unit: OFFICE, roles: ['systemAdmin'] },
          { login: 'auditor', unit: OFFICE, roles: ['auditor'] },
          { login: 'operator', unit: OFFICE, roles: ['operator'] },
        ],
        apis: 1,
      }),
    async (system) => {
      const office = system.as('office');
      const unit = (name: string): string => system.unit(name);
      const planId = await issuedPaper(office, PLAN, 2);
      await system.as('union').post(`/items/${planId}-2/receive`, { assignmentId: 'a1' });
      const opened = async (name: string, path: string, body: object): Promise<void> => {
        const { proceeding } = await office.post<{ proceeding: { id: string } }>(path, { planId, ...body });
        known.set(name, proceeding.id);
      };
      await office.post('/checklists', { name: '培训清单', items: [{ text: '台账是否齐全', basis: '工作要点' }] });
      await office.post('/schemes/annual', { name: '2031年度考核方案', scheme: aScheme(), basis: '联席会议纪要' });
      await opened('ROUND', '/reporting-rounds', { title: '4月调度', period: { from: '2031-04-01', to: '2031-04-30' }, day: '2031-04-14' });
      await opened('INSPECTION', '/inspections', { title: '台账抽查', reason: { kind: 'unit', ref: unit(HR), text: '台账抽查' }, unitIds: [unit(HR)], days: { from: '2031-03-05', to: '2031-03-14' }, team: [{ personId: 'p-head', unitId: unit(WATCH), role: 'leader' }] });
      await opened('DIFFICULTY', '/difficulties', { title: '补贴兑现慢', text: '补贴兑现慢', source: { kind: 'item', ref: `${planId}-1` } });
      await opened('MEETING', '/meetings', { title: '第 1 次联席会议', meetingKind: '联席会议', day: '2031-03-05', memberUnitIds: [unit(HR)], matters: [{ title: '补贴兑现慢' }] });
      await opened('INSTRUCTION', '/instructions', { title: '关于台账的批示', text: '请抓紧补齐', about: { kind: 'unit', ref: unit(HR) }, leaderId: 'p-signer', leaderUnitId: unit(OFFICE), steps: [{ unitId: unit(HR), text: '补齐台账', day: '2031-03-14' }] });
      await opened('EVALUATION', '/evaluations', {
        title: '一季度考核', period: { from: '2031-01-01', to: '2031-03-02' }, schemeId: 'annual', schemeVersion: 1, units: [HR, UNION].map((name) => ({ unitId: unit(name), classId: 'departments' })),
        memberUnitIds: [AUDIT, STATISTICS, DISCIPLINE].map(unit), signing: { kind: 'all' }, signers: [{ unitId: unit(AUDIT) }], approver: { unitId: unit(CONFERENCE) }, schedule: { selfDay: '2031-03-07', verifyDay: '2031-03-14', reviewWorkingDays: 3, signWorkingDays: 2 },
      });
      await opened('SURVEY', '/surveys', { title: '培训调研', text: '了解培训', from: '2031-03-03', until: '2031-03-21', places: [{ name: '松州机械厂' }] });
      await opened('FACTORY', '/reform-units', { name: '松州机械厂', since: '2031-03-01', links: [{ kind: 'contactUnit', unitId: unit(HR), since: '2031-03-01' }] });
      known.set('PLAN', planId).set('ITEM', `${planId}-2`);
      await system.setClock('2031-04-09T02:00:00.000Z');
      const [form] = [`/reporting-rounds/${known.get('ROUND')!}/forms/${unit(HR)}`];
      const { lines } = await system.as('hr').get<{ lines: { id: string }[] }>(form);
      await system.as('hr').post(`${form}/save`, { entries: [{ lineId: lines[0]!.id, text: '已培训一千人次', values: [] }] });
      const { versions } = await office.get<{ versions: { name: string; rules: object; variants: object[] }[] }>('/policies/standard');
      await office.post('/policies/standard', { name: versions[0]!.name, rules: { ...versions[0]!.rules, graceWorkingDays: 3 }, variants: versions[0]!.variants, basis: '联席会议纪要' });
      await until('the papers of what is late, and a list of all', async () => (await system.as('signer').get<{ total: number }>('/papers/to-sign')).total > 0 && (await office.get<{ total: number }>('/proceedings')).total >= 7);
    },
  );
  const placeOf = (path: string): string => [...known].reduce((whole, [name, id]) => whole.replace(name, id), path);

  async function asReader(login: string, language: 'zh' | 'en'): Promise<WebPage> {
    const reader = await city.open(HALF);
    await reader.page.addInitScript(`localStorage.setItem('duban-language', '${language}')`);
    await reader.goTo('/help');
    await reader.page.locator('input').first().waitFor();
    const [name, password] = [reader.page.locator('input').first(), reader.page.locator('input[type=password]')];
    await name.fill(login);
    await password.fill('a-long-test-password');
    await reader.page.locator('button[type=submit]').click();
    await password.waitFor({ state: 'detached' });
    return reader;
  }

  it.each(Object.keys(PAGES))('is in English but for its data, shows no name of the program’s own, has no serious finding of axe, and fits half a screen and a phone: %s', async (login) => {
    const reader = await asReader(login, 'en');
    const { page } = reader;
    await reader.settled();
    const found: Record<string, unknown> = {};
    for (const path of PAGES[login]!) {
      await page.setViewportSize(HALF);
      await reader.goOn(placeOf(path));
      await reader.settled();
      const here = { chinese: await page.evaluate<string[]>(CHINESE_LABELS), codes: await page.evaluate<string[]>(RAW_CODES), aloud: await page.evaluate<string[]>(READ_ALOUD), wider: await page.evaluate<number>(WIDER), serious: await reader.seriousFindings(), widerOnPhone: 0 };
      await page.setViewportSize({ width: NARROW, height: 844 });
      // What is drawn by its place's size is drawn again.
      await until('the page on a phone', async () => (await page.evaluate<number>(WIDER)) <= 0, 15_000).catch(() => undefined);
      here.widerOnPhone = await page.evaluate<number>(WIDER);
      if (here.chinese.length > 0 || here.codes.length > 0 || here.aloud.length > 0 || here.wider > 0 || here.serious.length > 0 || here.widerOnPhone > 0) found[path] = here;
    }
    expect(found).toEqual({});
  });

  it.each(Object.keys(PAGES))('shows what was known on a past day, to be read only, and asks nothing of today; or says why it has no past: %s', async (login) => {
    const reader = await asReader(login, 'zh');
    const { page } = reader;
    await reader.settled();
    let asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (!pathname.startsWith('/app')) asked.push(`${request.method()} ${pathname}${search}`);
    });
    const found: Record<string, unknown> = {};
    for (const path of PAGES[login]!) {
      asked = [];
      await reader.goOn(`${placeOf(path)}${path.includes('?') ? '&' : '?'}asOf=${PAST}`);
      await reader.settled();
      const banner = await page.getByText(`正在查看 ${PAST} 结束时所知`).isVisible();
      const without = await page.getByText('这个页面没有过去某一天的样子').isVisible();
      const today = asked.filter((call) => !call.startsWith('GET ') || (!/[?&]asOf=2031-03-(0\d|1\d|20)(&|$)/.test(call) && !OF_NO_DAY.test(call.slice('GET '.length)) && !BESIDE.test(call)));
      const writes = without || path === '/password' ? [] : (await page.evaluate<string[]>(CONTROLS)).filter((name) => !READS.test(name));
      if (!banner || without !== NO_PAST.test(path) || today.length > 0 || writes.length > 0) found[path] = { banner, without, today, writes };
    }
    expect(found).toEqual({});
  });

  it('shows rules as they were on a past day', async () => {
    const reader = await asReader('office', 'zh');
    await reader.goOn('/rules');
    await reader.settled();
    await reader.page.getByRole('cell', { name: '第 2 版 · 现行' }).waitFor();
    await reader.goOn(`/rules?asOf=${PAST}`);
    await reader.settled();
    expect(await reader.page.getByRole('cell', { name: /^第 \d 版/ }).allInnerTexts()).toEqual(['第 1 版 · 现行']);
  });

  it('shows what stood in the lines of a form on a past day', async () => {
    const hr = await asReader('hr', 'zh');
    await hr.goOn(`${placeOf('/proceedings/reporting-round/ROUND')}?asOf=2031-04-09`);
    await hr.page.getByRole('region', { name: '本单位填报' }).getByText('已培训一千人次').first().waitFor();
    await hr.goOn(`${placeOf('/proceedings/reporting-round/ROUND')}?asOf=${PAST}`);
    await hr.page.getByRole('region', { name: '本单位填报' }).getByRole('row', { name: /技能培训/ }).waitFor();
    expect(await hr.page.getByText('已培训一千人次').count()).toBe(0);
    await hr.page.getByRole('button', { name: '回到现在' }).click();
    await hr.page.getByLabel('本期进展').first().waitFor();
    expect(await hr.page.getByLabel('本期进展').first().inputValue()).toBe('已培训一千人次');
  });

  it('has in Chinese no words but Chinese ones', async () => {
    const found: Record<string, unknown> = {};
    for (const login of Object.keys(PAGES)) {
      const reader = await asReader(login, 'zh');
      await reader.settled();
      for (const path of PAGES[login]!) {
        await reader.goOn(placeOf(path));
        await reader.settled();
        const codes = await reader.page.evaluate<string[]>(LATIN_WORDS);
        if (codes.length > 0) found[path] = codes;
      }
    }
    expect(found).toEqual({});
  });

  it('is printed without menu, bar and buttons of the frame: item, ledger, explanation of the light, briefings', async () => {
    const reader = await asReader('office', 'zh');
    const { page } = reader;
    await reader.settled();
    for (const path of ['/items/ITEM', '/ledger', '/items/ITEM/light', '/briefings']) {
      await reader.goTo(placeOf(path));
      await reader.settled();
      await page.emulateMedia({ media: 'print' });
      expect([path, await page.getByRole('navigation').filter({ visible: true }).count(), await page.getByRole('button', { name: /代表/ }).filter({ visible: true }).count(), await page.evaluate<number>(WIDER)]).toEqual([path, 0, 0, 0]);
      expect(await page.locator('h1').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
    }
  });
});
