import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月底前', '3,技能竞赛,举办职业技能竞赛12场,市人力资源和社会保障局,2031年9月底前'].join('\n');

/** At each frame: whether there are rows at three places of the list, and whether they have come. In the browser's own words, which the tests' types do not know. */
const COUNT_FRAMES = `(() => {
  const counted = (globalThis.counted = { frames: 0, blank: 0, coming: 0 });
  const { left, top, height } = document.querySelector('[role=grid]').getBoundingClientRect();
  const look = () => {
    counted.frames++;
    const rows = [0.2, 0.5, 0.9].map((part) => document.elementFromPoint(left + 200, top + height * part)?.closest('[data-row]'));
    if (rows.some((row) => !row)) counted.blank++;
    if (rows.some((row) => row?.getAttribute('aria-busy') === 'true')) counted.coming++;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/** The office at its ledger: found by pinyin, kept as a view, urged together after a look at who gets what. */
describe('the office at the ledger', () => {
  let planId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }],
        apis: 1,
      }),
    async (system) => {
      const office = system.as('office');
      planId = await issuedPaper(office, PLAN, 3);
      await office.command(`${planId}-3`, 'urge', { assignmentId: 'a1', text: '请尽快签收' });
    },
  );
  const urged = async (number: number): Promise<number> => (await city.system.store.readStream(`item/${planId}-${number}`)).filter((e) => e.type === 'AssignmentUrged').length;

  it('is found by the letters of its sounds, by initials and by its unit', async () => {
    const { page } = await city.openAs('office', '/ledger');
    for (const [typed, count] of [['jnpx', 1], ['jingsai', 2], ['szgh', 1], ['xyz', 0]] as const) {
      await page.getByRole('main').getByRole('searchbox').or(page.getByRole('main').getByLabel(/^搜索/)).first().fill(typed);
      await page.keyboard.press('Enter');
      await page.getByText(count === 0 ? '没有符合条件的事项' : `共 ${count} 条`).waitFor();
    }
  });

  it('keeps a filter as a view and the choice of columns, and gives out what is seen', async () => {
    const office = await city.openAs('office', '/ledger?text=竞赛');
    const { page } = office;
    await page.getByText('共 2 条').waitFor();
    await page.getByRole('button', { name: '视图' }).click();
    await page.getByLabel('视图名称').fill('竞赛类');
    await page.getByRole('button', { name: '存为视图' }).click();
    await page.getByRole('button', { name: '竞赛类', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '列', exact: true }).click();
    await page.getByRole('checkbox', { name: '首次期限' }).check();
    await page.getByRole('columnheader', { name: '首次期限' }).waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 xlsx' }).click();
    expect((await file).suggestedFilename()).toMatch(/^台账.*\.xlsx$/);
    await office.goTo('/ledger');
    await page.getByText('共 3 条').waitFor();
    await page.getByRole('columnheader', { name: '首次期限' }).waitFor();
    await page.getByRole('button', { name: '视图' }).click();
    await page.getByRole('button', { name: '竞赛类', exact: true }).click();
    await page.getByText('共 2 条').waitFor();
    expect(new URL(page.url()).searchParams.get('text')).toBe('竞赛');
    await page.getByRole('button', { name: '竞赛类', exact: true }).waitFor({ state: 'hidden' });
    expect(await page.getByRole('main').getByLabel(/^搜索/).first().inputValue()).toBe('竞赛');
  });

  it('urges several at once: first who gets it and who is left out with why, then what came of it', async () => {
    const office = await city.openAs('office', '/ledger');
    const { page } = office;
    // All that is listed at once, or one by one.
    await page.getByRole('checkbox', { name: '选择所列 3 项' }).check();
    await page.getByText('已选 3 项').waitFor();
    await page.getByRole('checkbox', { name: /选择 \d 技能竞赛/ }).uncheck();
    await page.getByText('已选 2 项').waitFor();
    await page.getByRole('checkbox', { name: /选择 \d 技能竞赛/ }).check();
    await page.getByText('已选 3 项').waitFor();
    await page.getByRole('button', { name: '催办' }).click();
    const sheet = page.getByRole('dialog');
    const gets = sheet.getByRole('region', { name: '将收到的单位' });
    await gets.getByText(/市人力资源和社会保障局：1 件（1）/).waitFor();
    await gets.getByText(/市总工会：1 件（2）/).waitFor();
    await sheet.getByRole('region', { name: '不办的 1 件，及原因' }).getByText(/3 · 市人力资源和社会保障局：.*小时/).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    expect(await urged(1)).toBe(0);
    await sheet.getByLabel('内容').fill('请于本周五前签收');
    // Nothing is sent without a network, and the button says so.
    await page.context().setOffline(true);
    await sheet.getByRole('button', { name: '联网后提交', disabled: true }).waitFor();
    await page.context().setOffline(false);
    // The network goes in the middle: the first is done and its answer lost, the second never arrives.
    const asked: string[] = [];
    await page.route('**/urge', async (route) => {
      asked.push(`${new URL(route.request().url()).pathname} ${route.request().headers()['idempotency-key']}`);
      if (asked.length === 1) await route.fetch();
      return asked.length <= 2 ? route.abort('connectionreset') : route.continue();
    });
    await sheet.getByRole('button', { name: '催办 2 个单位，共 2 件' }).click();
    await sheet.getByText('已办 0 件，未办 0 件').waitFor();
    await sheet.getByRole('region', { name: '2 件没有得到答复' }).getByText('2 · 市总工会').waitFor();
    expect([await urged(1), await urged(2)]).toEqual([1, 0]);
    expect(await office.seriousFindings()).toEqual([]);
    await sheet.getByRole('button', { name: '重试这 2 件' }).click();
    await sheet.getByText('已办 2 件，未办 0 件').waitFor();
    expect(await sheet.getByRole('button', { name: /重试/ }).count()).toBe(0);
    // The same commands under the same keys: nobody is urged twice.
    expect(asked.slice(2)).toEqual(asked.slice(0, 2));
    expect([await urged(1), await urged(2), await urged(3)]).toEqual([1, 1, 1]);
    // What was typed is kept no longer.
    await sheet.getByRole('button', { name: '关闭' }).last().click();
    await page.getByRole('button', { name: '催办' }).click();
    await sheet.getByLabel('内容').waitFor();
    expect(await sheet.getByLabel('内容').inputValue()).toBe('');
  });

  it('offers no act on many to a department', async () => {
    const { page } = await city.openAs('hr', '/ledger');
    await page.getByRole('row', { name: /技能培训/ }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });

  it('moves the days of several by one notice: first who moves from which day to which, and who stays with why', async () => {
    const office = await city.openAs('office', '/ledger');
    const { page } = office;
    for (const title of ['技能培训', '劳动竞赛', '技能竞赛']) await page.getByRole('checkbox', { name: new RegExp(`选择 \\d ${title}`) }).check();
    await page.getByRole('button', { name: '延期', exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('新期限（各项同一天）').fill('2031-11-30');
    await sheet.getByLabel('依据').fill('产改办〔2031〕7号');
    await sheet.getByRole('button', { name: '先看会怎样' }).click();
    const moves = sheet.getByRole('region', { name: '将改的期限' }).first();
    await moves.getByRole('row', { name: /2 劳动竞赛 市总工会 期限 2031-10-31 2031-11-30/ }).waitFor();
    await moves.getByRole('row', { name: /3 技能竞赛 .*期限 2031-09-30 2031-11-30/ }).waitFor();
    await sheet.getByRole('region', { name: '不改的 1 件，及原因' }).getByText(/1 技能培训（2031-11-30）：/).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await sheet.getByLabel('依据').fill('产改办〔2031〕8号');
    await sheet.getByRole('button', { name: /^延期 2 个单位/, disabled: true }).waitFor();
    await sheet.getByRole('button', { name: '先看会怎样' }).click();
    // The answer is lost on the way: the notice stands, and is not given twice.
    const keys: (string | undefined)[] = [];
    await page.route('**/amend', async (route) => {
      if ((route.request().postDataJSON() as { preview: boolean }).preview) return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await sheet.getByRole('button', { name: '延期 2 个单位的事项，共 2 件' }).click();
    await sheet.getByRole('region', { name: '2 件没有得到答复' }).waitFor();
    await sheet.getByRole('button', { name: '重试这 2 件' }).click();
    await sheet.getByText('已延期 2 件').waitFor();
    expect(keys[1]).toBe(keys[0]);
    expect((await city.system.store.readStream(`plan/${planId}`)).filter((e) => e.type === 'PlanAmended')).toHaveLength(1);
    const due = async (): Promise<(string | null)[]> => (await city.system.as('office').get<{ rows: { deadline: string | null }[] }>('/ledger', { sort: 'number' })).rows.map((r) => r.deadline);
    await until('the days moved', async () => (await due()).join() === '2031-11-30,2031-11-30,2031-11-30');
  });

  it('is narrowed by further conditions, each of which stands beside as words and can be dropped', async () => {
    const office = await city.openAs('office', `/ledger?planId=${planId}`);
    const { page } = office;
    // A plan that a figure of another page brought along is seen, too.
    await page.getByText(/^计划：/).waitFor();
    await page.getByText('共 3 条').waitFor();
    await page.getByRole('button', { name: '＋条件' }).click();
    await page.getByLabel('期限至').fill('2031-01-31');
    await page.getByText('没有符合条件的事项').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '去掉条件 期限 2031-01-31 止' }).click();
    await page.getByText('共 3 条').waitFor();
  });

  it('groups what is listed, each group with how many it has', async () => {
    const office = await city.openAs('office', '/ledger?group=unit');
    const { page } = office;
    await page.getByRole('button', { name: /市总工会 · 共 1 条/ }).waitFor();
    await page.getByRole('button', { name: /市人力资源和社会保障局 · 共 2 条/ }).click();
    await page.getByRole('row', { name: /技能竞赛/ }).waitFor();
    expect(await page.getByRole('row', { name: /劳动竞赛/ }).count()).toBe(0);
    expect(await office.seriousFindings()).toEqual([]);
    expect(new URL(page.url()).searchParams.get('group')).toBe('unit');
  });

  it('is a list of cards on a phone', async () => {
    const office = await city.openAs('hr', '/ledger', PHONE);
    const { page } = office;
    const card = page.getByRole('row', { name: /技能竞赛/ });
    await card.waitFor();
    expect((await card.boundingBox())!.height).toBeGreaterThan(90);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await office.seriousFindings()).toEqual([]);
    // Conditions on a sheet from below; its button says how many items they leave.
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: '筛选' });
    await sheet.getByRole('button', { name: '查看 2 项' }).waitFor();
    await sheet.getByLabel('期限至').fill('2031-10-15');
    await sheet.getByRole('button', { name: '查看 0 项' }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await sheet.getByRole('button', { name: /^查看/ }).click();
    await sheet.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '筛选 (1)' }).waitFor();
    await page.getByRole('button', { name: '去掉条件 期限 2031-10-15 止' }).click();
    await page.getByText('共 2 条').waitFor();
    await card.click();
    await page.getByRole('heading', { level: 1, name: /技能竞赛/ }).waitFor();
  });

  it('scrolls through ten thousand rows with rows in every frame', async () => {
    const office = await city.openAs('office');
    const { page } = office;
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
    // The API's own row, ten thousand times: what is measured is the page.
    const found = await city.system.as('office').get<{ rows: object[] }>('/ledger');
    await page.route(/:\d+\/ledger\?/, async (route) => {
      const asked = new URL(route.request().url()).searchParams;
      const [offset, limit] = [Number(asked.get('offset') ?? 0), Number(asked.get('limit') ?? 50)];
      const rows = Array.from({ length: limit }, (_, n) => ({ ...found.rows[0], itemId: `x-${offset + n}`, number: String(offset + n + 1) }));
      await route.fulfill({ json: { ...found, total: 10_000, offset, limit, rows } });
    });
    await office.goTo('/ledger');
    const grid = page.getByRole('grid');
    await page.getByText('共 10,000 条', { exact: true }).waitFor();
    await page.evaluate(COUNT_FRAMES);
    await grid.hover();
    for (let turn = 0; turn < 80; turn++) await page.mouse.wheel(0, 600);
    await page.locator('[data-row="1092"]').waitFor();
    const counted = (await page.evaluate('counted')) as { frames: number; blank: number; coming: number };
    process.stderr.write(`ledger of 10,000 rows: ${JSON.stringify(counted)}\n`);
    expect(counted.frames).toBeGreaterThan(10);
    expect(counted.blank).toBe(0);
    await page.evaluate("document.querySelector('[role=grid]').scrollTo({ top: 1e9 })");
    await page.locator('[data-row="9999"]:not([aria-busy])').waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('10001');
  });

  it('prints every row that matches, in the chosen columns, and says what comes next in words', async () => {
    const office = await city.openAs('office', '/ledger');
    const { page } = office;
    await page.getByRole('row', { name: /技能培训/ }).getByText(/（市人力资源和社会保障局：.+）/).waitFor();
    await page.route(/:\d+\/ledger\?/, async (route) => {
      const [offset, limit] = ['offset', 'limit'].map((name) => Number(new URL(route.request().url()).searchParams.get(name)));
      const found = (await (await route.fetch()).json()) as { rows: { itemId: string }[] };
      const { rows: [row] } = { rows: found.rows.length > 0 ? found.rows : [SAMPLE.row!] };
      SAMPLE.row = row!;
      const rows = Array.from({ length: Math.max(0, Math.min(limit!, 640 - offset!)) }, (_, k) => ({ ...row, itemId: `i-${offset! + k}`, number: String(offset! + k + 1) }));
      await route.fulfill({ json: { ...found, total: 640, offset, limit, rows } });
    });
    await page.reload();
    await page.getByText('共 640 条', { exact: true }).waitFor();
    await page.evaluate('window.print = () => document.body.setAttribute("data-printed", document.querySelectorAll("tbody tr").length)');
    await page.getByRole('button', { name: '打印全部' }).click();
    await page.locator('body[data-printed="640"]').waitFor({ state: 'attached' });
    expect(await page.locator('thead th').allInnerTexts()).toContain('进度');
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('cell', { name: '640', exact: true }).waitFor();
    expect(await page.getByText('本页只印前').count()).toBe(0);
  });
});

/** A row to make others of, where the real list has no more. */
const SAMPLE: { row?: { itemId: string } } = {};
