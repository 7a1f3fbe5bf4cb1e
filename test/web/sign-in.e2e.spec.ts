import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import type { Request, Route } from 'playwright-core';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE, type WebPage } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月底前'].join('\n');
const [TRAINING, CONTEST] = [/技能培训/, /劳动竞赛/];
const GIVEN = 'given-by-the-administrator';
const ENDED = { status: 401, code: 'invalid-token', detail: { zh: '登录已失效', en: 'The session has ended' } };
const OWN = 'only wang knows this one';

/** Who signs in, changes, leaves and comes after somebody else at one device, and what is seen when the page breaks. */
describe('a person at the web page', () => {
  let itemId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
          { login: 'colleague', unit: HR, roles: ['handler'] },
          { login: 'union', unit: UNION, roles: ['handler', 'liaison'] },
          { login: 'sysadmin', unit: OFFICE, roles: ['systemAdmin'] },
          { login: 'secadmin', unit: OFFICE, roles: ['securityAdmin'] },
        ],
        apis: 1,
      }),
    async (system) => {
      itemId = `${await issuedPaper(system.as('office'), PLAN, 2)}-1`;
      for (const login of ['wang', 'both']) {
        const { personId } = await system.as('sysadmin').post<{ personId: string }>('/accounts', { login, displayName: login, password: GIVEN });
        for (const name of [HR, UNION]) await system.as('secadmin').post(`/accounts/${personId}/grants`, { role: 'handler', unitId: system.unit(name) });
      }
      await until('the to-do lists', async () => (await Promise.all(['hr', 'union'].map((login) => system.as(login).get<{ total: number }>('/todo')))).every(({ total }) => total > 0));
    },
  );

  /** Holds back the answers to the to-do list; what is on the page until then is nobody's. */
  async function withoutList({ page }: WebPage, meanwhile: () => Promise<void>): Promise<void> {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/todo?*', async (route) => {
      await released;
      await route.continue();
    });
    await meanwhile();
    release();
  }
  async function fromMenu({ page }: WebPage, entry: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: /代表/ }).click();
    await page.getByRole('button', { name: entry }).click();
  }

  it('changes a password that somebody else gave, after what is asked of one, and goes where they were headed', async () => {
    const wang = await city.open(PHONE);
    const { page } = wang;
    await wang.goTo(`/items/${itemId}`);
    await wang.enter('wang', GIVEN);
    await page.getByRole('heading', { level: 1, name: '请先修改初始密码' }).waitFor();
    await page.getByText('至少 10 个字符').waitFor();
    expect(await page.getByRole('heading', { name: TRAINING }).count()).toBe(0);
    expect(await wang.seriousFindings()).toEqual([]);
    const change = page.getByRole('button', { name: '修改密码' });
    await change.click();
    await page.getByText('有 2 处需要修改').waitFor();
    await page.getByLabel('现密码').fill('not the given one');
    await page.getByLabel('新密码').fill(OWN);
    await change.click();
    await page.getByRole('alert').filter({ hasText: '现密码不正确' }).first().waitFor();
    expect(await wang.beside('现密码')).toContain('现密码不正确');
    await page.getByLabel('现密码').fill(GIVEN);
    await page.getByLabel('新密码').fill('wang-wang-wang');
    await page.getByLabel('新密码').fill('1234567890');
    await change.click();
    await page.getByRole('alert').filter({ hasText: '过于常见' }).first().waitFor();
    expect([await wang.beside('现密码'), await wang.beside('新密码')]).toEqual(['', expect.stringContaining('过于常见')]);
    await page.getByLabel('新密码').fill(OWN);
    await change.click();
    await page.getByRole('heading', { level: 1, name: TRAINING }).waitFor();
    // Of one's own will, from the menu.
    await fromMenu(wang, '修改密码');
    await page.getByRole('heading', { level: 1, name: '修改密码' }).waitFor();
    expect(await wang.seriousFindings()).toEqual([]);
    await page.getByLabel('现密码').fill(OWN);
    await page.getByLabel('新密码').fill(`${OWN}, and nobody else`);
    await change.click();
    await page.getByText('密码已修改').waitFor();
    await city.system.nobody().post('/session', { login: 'wang', password: `${OWN}, and nobody else` });
  });

  it('acts for another of their units, and is shown nothing of the first one there', async () => {
    const both = await city.open();
    const { page } = both;
    await both.goTo('/to-do');
    await both.enter('both', GIVEN);
    await page.getByLabel('现密码').fill(GIVEN);
    await page.getByLabel('新密码').fill(OWN);
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByRole('link', { name: TRAINING }).first().waitFor();
    await withoutList(both, async () => {
      await fromMenu(both, `代表 ${UNION}`);
      await page.getByRole('button', { name: `代表 ${UNION}` }).waitFor();
      expect(await page.getByRole('link', { name: TRAINING }).count()).toBe(0);
    });
    await page.getByRole('link', { name: CONTEST }).first().waitFor();
    expect(await page.getByRole('link', { name: TRAINING }).count()).toBe(0);

    // Their session ends: who signs in again goes on for the same unit, over the form that was open.
    await page.getByRole('button', { name: '意见建议' }).click();
    const form = page.getByRole('dialog', { name: '意见建议' });
    await form.getByRole('textbox').fill('写到一半的建议');
    await page.context().clearCookies();
    const ended = (route: Route): Promise<void> => route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(ENDED) });
    await page.route('**/suggestions', ended, { times: 1 });
    await form.getByRole('button', { name: '提出' }).click();
    await page.getByRole('dialog', { name: '登录已到期，请重新登录' }).waitFor();
    await page.getByLabel('密码').fill(OWN);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('dialog', { name: '登录已到期，请重新登录' }).waitFor({ state: 'hidden' });
    // What was under way goes on by itself.
    await page.getByText('已提出').first().waitFor();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: `代表 ${UNION}` }).waitFor();

    // Whoever leaves after a long time asks for a token that still holds, so that the server ends their session too.
    const asked: string[] = [];
    page.on('request', (request) => {
      if (/\/session(\/refresh)?$/.test(request.url())) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await page.clock.setFixedTime(new Date(Date.now() + 3_600_000));
    const left = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await fromMenu(both, '退出登录');
    expect((await left).ok()).toBe(true);
    expect(asked).toEqual(['POST /session/refresh', 'DELETE /session']);
  });

  it('leaves nothing behind for who signs in after them, in this tab and in others, and finds their own drafts again', async () => {
    await city.system.as('hr').post(`/items/${itemId}/receive`, { assignmentId: 'a1' });
    const shared = await city.openAs('hr', `/items/${itemId}`);
    const { page } = shared;
    const text = page.getByLabel('进展说明');
    const open = async (): Promise<void> => {
      await page.getByRole('button', { name: '报送进展' }).click();
      await text.waitFor();
    };
    await open();
    await text.fill('只有自己看得到的草稿');
    await page.getByText('草稿已存本机').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '待办' }).click();
    await page.getByRole('link', { name: TRAINING }).first().waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('link', { name: TRAINING }).first().waitFor();

    await fromMenu(shared, '退出登录');
    await page.getByLabel('登录名').waitFor();
    await other.getByLabel('登录名').waitFor();
    await withoutList(shared, async () => {
      await shared.enter('union');
      await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
      expect(await page.getByRole('link', { name: TRAINING }).count()).toBe(0);
    });
    await page.getByRole('link', { name: CONTEST }).first().waitFor();
    await other.getByRole('link', { name: CONTEST }).first().waitFor();
    await other.close();

    // A colleague of the same unit has the same form, and not what was typed into it.
    for (const [login, typed] of [['colleague', ''], ['hr', '只有自己看得到的草稿']] as const) {
      await fromMenu(shared, '退出登录');
      await shared.enter(login);
      await page.getByRole('link', { name: TRAINING }).first().click();
      await open();
      expect([login, await text.inputValue()]).toEqual([login, typed]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  it('sends nothing of theirs where somebody else signs in over their page, and keeps it for them', async () => {
    const shared = await city.openAs('hr', `/items/${itemId}`);
    const { page } = shared;
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && /\/report$/.test(request.url()) && sent.push(request.url()));
    await page.getByRole('button', { name: '报送进展' }).click();
    await page.getByLabel('进展说明').fill('登录到期前写下的进展');
    await page.context().clearCookies();
    await page.route('**/report/check', (route) => route.fulfill({ json: { flags: [] } }));
    await page.route('**/report', (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(ENDED) }), { times: 1 });
    await page.getByRole('dialog').getByRole('button', { name: '报送进展' }).click();
    await page.getByRole('dialog', { name: '登录已到期，请重新登录' }).waitFor();
    await shared.enter('union');
    await page.getByRole('button', { name: `代表 ${UNION}` }).waitFor();
    await shared.settled();
    expect(sent).toHaveLength(1);
    await fromMenu(shared, '退出登录');
    await shared.enter('hr');
    await shared.settled();
    await shared.goTo(`/items/${itemId}`);
    await page.getByRole('button', { name: '报送进展' }).click();
    expect(await page.getByLabel('进展说明').inputValue()).toBe('登录到期前写下的进展');
  });

  it('asks for no new token at every step on a device whose clock is an hour fast', async () => {
    const fast = await city.open();
    const { page } = fast;
    await page.clock.setFixedTime(new Date(Date.now() + 3_600_000));
    const renewed: string[] = [];
    page.on('request', (request) => request.url().endsWith('/session/refresh') && renewed.push(request.url()));
    await fast.signIn('hr', '/to-do');
    await page.getByRole('link', { name: TRAINING }).first().click();
    await page.getByRole('heading', { level: 1, name: TRAINING }).waitFor();
    expect(renewed).toEqual([]);
  });

  it('is told what happened where a page breaks, can report it, and goes on: the frame stays', async () => {
    const hr = await city.open(PHONE);
    const { page } = hr;
    await page.route('**/todo?*', (route) => route.fulfill({ json: { rows: null, total: 1, now: 'never', incomplete: false } }));
    await hr.signIn('hr', '/to-do');
    await page.getByRole('alert').filter({ hasText: '此页未能显示' }).waitFor();
    await page.getByRole('navigation', { name: '主菜单' }).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '报告此问题' }).click();
    expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toMatch(/^页面未能显示：.*Error/);
    await page.getByRole('dialog').getByRole('button', { name: '提出' }).click();
    await page.getByText('已提出').first().waitFor();
    await page.unroute('**/todo?*');
    await page.getByRole('button', { name: '重新载入' }).click();
    await page.getByRole('link', { name: TRAINING }).first().waitFor();
    // What was reported of it is expected here.
    hr.errors.splice(0);
  });

  it('has what a page asks first asked while its script is on its way, and asked once', async () => {
    const hr = await city.openAs('hr', '/help');
    const { page } = hr;
    await page.getByRole('navigation', { name: '主菜单' }).waitFor();
    const firsts = [
      { path: '/ledger', question: '/ledger', script: /\/assets\/ledger-[^/]*\.js/, seen: page.getByRole('grid').getByText('技能培训') },
      { path: `/items/${itemId}`, question: `/items/${itemId}`, script: /\/assets\/item-[^/]*\.js/, seen: page.getByRole('heading', { level: 1, name: TRAINING }) },
    ];
    for (const { path, question, script, seen } of firsts) {
      const times: string[] = [];
      let hear = (): void => undefined;
      const heard = new Promise<void>((resolve) => (hear = resolve));
      const listen = (request: Request): void => {
        if (request.resourceType() !== 'fetch' || new URL(request.url()).pathname !== question) return;
        times.push(request.url());
        hear();
      };
      page.on('request', listen);
      // The script does not come before the question was heard.
      await page.route(script, async (route) => {
        await heard;
        await route.continue();
      });
      await hr.goTo(path);
      await seen.waitFor();
      await hr.settled();
      expect([path, times.length]).toEqual([path, 1]);
      page.off('request', listen);
      await page.unroute(script);
    }
  });

  it('is told of a newer version where a part of the page is gone, and of a lost server where it is not; drafts outlive both', async () => {
    const hr = await city.openAs('hr', `/items/${itemId}`);
    const { page } = hr;
    const menu = page.getByRole('navigation', { name: '主菜单' });
    await page.getByRole('button', { name: '报送进展' }).click();
    await page.getByLabel('进展说明').fill('更新前写下的进展');
    await page.getByText('草稿已存本机').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.route('**/assets/ledger-*.js', (route) => route.fulfill({ status: 404 }));
    await menu.getByRole('link', { name: '台账' }).click();
    await page.getByRole('alert').filter({ hasText: '此部分未能载入' }).waitFor();
    await menu.getByRole('link', { name: '待办' }).click();
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    await page.route(/\/app\/$/, (route) => route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/app/assets/index-newer.js"></script>' }));
    await menu.getByRole('link', { name: '台账' }).click();
    await page.getByRole('alert').filter({ hasText: '系统已更新，请重新载入' }).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await page.unroute('**/assets/ledger-*.js');
    await page.getByRole('button', { name: '重新载入' }).click();
    await page.getByRole('grid').getByText('技能培训').waitFor();
    await hr.goTo(`/items/${itemId}`);
    await page.getByRole('button', { name: '报送进展' }).click();
    expect(await page.getByLabel('进展说明').inputValue()).toBe('更新前写下的进展');
    hr.errors.splice(0);
  });
});
