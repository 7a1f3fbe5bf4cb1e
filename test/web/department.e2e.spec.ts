import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月底前', '3,技能竞赛,举办职业技能竞赛12场,市人力资源和社会保障局,2031年9月底前'].join('\n');
const TRAINING = /技能培训/;
const ENDED = { type: '/problems/unauthenticated', title: 'Sign in', status: 401, code: 'unauthenticated', detail: { zh: '请登录', en: 'Sign in' } };

/** One duty as the list tells it. */
const OWED = { subject: 'item', itemId: 'p1-201', proceeding: null, planId: 'p1', number: '201', title: '', light: 'grey', duty: 'receive:a1', kind: 'receive', unitId: 'u1', post: 'liaison', personId: null, assignmentId: 'a1', stepId: null, part: null, due: null, since: '2031-03-03T01:00:00.000Z', resting: null };

/** A department's person at work, in a real browser on the real system. */
describe('a department at the web page', () => {
  let itemId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }, { login: 'union', unit: UNION, roles: ['handler', 'liaison'] }],
        apis: 1,
      }),
    async (system) => {
      itemId = `${await issuedPaper(system.as('office'), PLAN, 3)}-1`;
      await until('the to-do list', async () => (await system.as('hr').get<{ total: number }>('/todo')).total > 0);
    },
  );
  const item = (): Promise<{ version: number; assignments: { id: string; receivedAt: string | null; lastReport: { text: string; percent: number | null; noProgress: boolean; flags: object[] } | null }[]; targets: { reached: number | null }[] }> => city.system.as('hr').get(`/items/${itemId}`);

  it('signs in: what is missing is told together, where the focus goes; a wrong password in the system’s words; then the page that was asked for', async () => {
    const hr = await city.open();
    const { page } = hr;
    await hr.goTo(`/items/${itemId}`);
    await page.getByRole('button', { name: '登录' }).click();
    const summary = page.getByRole('alert').filter({ hasText: '有 2 处需要修改' });
    await summary.waitFor();
    await page.locator(':focus:has([role=alert])').waitFor();
    await hr.enter('hr', 'not the password');
    await page.getByRole('alert').filter({ hasText: '登录名或密码' }).waitFor();
    expect(await page.getByLabel('登录名').inputValue()).toBe('hr');
    expect(await hr.seriousFindings()).toEqual([]);
    await hr.enter('hr');
    await page.getByRole('heading', { level: 1, name: TRAINING }).waitFor();
    expect((await page.context().cookies()).map(({ name, httpOnly, sameSite, path }) => ({ name, httpOnly, sameSite, path }))).toEqual([{ name: 'duban-refresh', httpOnly: true, sameSite: 'Strict', path: '/session' }]);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toMatch(/eyJ|[A-Za-z0-9_-]{40}/);
  });

  it('reaches what it owes beyond the first two hundred', async () => {
    const hr = await city.open();
    const { page } = hr;
    // As many as no test makes: the list says so, and one more comes after them.
    await page.route(/\/todo\?/, async (route) => {
      const answer = await route.fetch();
      const found = (await answer.json()) as { rows: object[] };
      const further = new URL(route.request().url()).searchParams.get('offset') === '200';
      const rows = further ? [{ ...OWED, title: '第二百零一件' }] : found.rows;
      await route.fulfill({ response: answer, json: { ...found, total: 201, rows } });
    });
    await hr.signIn('hr', '/to-do');
    await page.getByRole('link', { name: /技能培训.*签收/ }).waitFor();
    expect(await page.getByRole('link', { name: /第二百零一件/ }).count()).toBe(0);
    await page.getByRole('button', { name: '再看余下的（1 件）' }).click();
    await page.getByRole('link', { name: /第二百零一件/ }).waitFor();
    await page.getByRole('link', { name: /技能培训.*签收/ }).waitFor();
    expect(await page.getByRole('button', { name: /再看余下的/ }).count()).toBe(0);
    expect(await hr.seriousFindings()).toEqual([]);
  });

  it('finds what it owes, receives it on a phone in two taps, and it is on the list no longer', async () => {
    const hr = await city.openAs('hr', '/to-do', PHONE);
    const { page } = hr;
    await page.getByRole('link', { name: /技能培训.*签收/ }).click();
    expect(await hr.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '签收' }).click();
    await page.getByText('已签收').waitFor();
    expect((await item()).assignments[0]!.receivedAt).not.toBeNull();
    await page.getByRole('link', { name: '待办' }).click();
    await page.getByRole('link', { name: /技能培训.*报送/ }).waitFor();
    await page.getByRole('link', { name: /技能培训.*签收/ }).waitFor({ state: 'detached' });
    expect(await hr.seriousFindings()).toEqual([]);
    // The bar lies at the thumb.
    const bar = await page.getByRole('navigation', { name: '主菜单' }).boundingBox();
    expect(bar!.y + bar!.height).toBeCloseTo(PHONE.height, 0);
  });

  it('reports on a lost network: nothing typed is lost, it is sent once when the network is back', async () => {
    const hr = await city.openAs('hr', `/items/${itemId}`);
    const { page } = hr;
    await page.getByRole('button', { name: '报送进展' }).click();
    await page.getByLabel('进展说明').fill('一季度分三批开班，结业学员已取证');
    await page.getByLabel(/职业技能培训/).fill('12400');
    await page.getByText('草稿已存本机').waitFor();
    const before = (await item()).version;
    // The command arrives, and its answer is lost.
    let sent = 0;
    await page.route('**/report', async (route) => {
      sent += 1;
      if (sent === 1) {
        await route.fetch();
        await route.abort('connectionreset');
      } else await route.continue();
    });
    const send = page.getByRole('dialog').getByRole('button', { name: '报送进展' });
    await send.click();
    await page.getByRole('alert').filter({ hasText: '未能连接服务器' }).waitFor();
    expect(await page.getByLabel('进展说明').inputValue()).toContain('分三批');
    await send.click();
    await page.getByText('已报送进展').waitFor();
    expect(sent).toBe(2);
    const after = await item();
    expect(after.targets[0]!.reached).toBe(12400);
    expect(after.version).toBe(before + 1);
    await page.getByRole('cell', { name: '12,400 人次' }).waitFor();
  });

  it('keeps a half-written report over a closed page, and over a session that ends while it is open', async () => {
    const hr = await city.openAs('hr', `/items/${itemId}`);
    const { page } = hr;
    await page.getByRole('button', { name: '报送进展' }).click();
    await page.getByLabel('进展说明').fill('二季度新增两个培训基地');
    await page.reload();
    await page.getByRole('button', { name: '报送进展' }).click();
    expect(await page.getByLabel('进展说明').inputValue()).toBe('二季度新增两个培训基地');
    await page.context().clearCookies();
    await page.route('**/report', (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(ENDED) }), { times: 1 });
    // The text is looked over first: the item has a target, and no figure is given.
    await page.getByRole('dialog').getByRole('button', { name: '报送进展' }).click();
    await page.getByRole('alert').filter({ hasText: '有指标无数字' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '报送进展' }).click();
    await page.getByRole('dialog', { name: '登录已到期，请重新登录' }).waitFor();
    expect(await page.getByLabel('进展说明').inputValue()).toBe('二季度新增两个培训基地');
    expect(await page.getByText(ENDED.detail.zh, { exact: true }).count()).toBe(0);
    await page.getByLabel('密码').fill('a-long-test-password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('dialog', { name: '登录已到期，请重新登录' }).waitFor({ state: 'hidden' });
    // It goes on by itself, and nothing is left of the refusal.
    await page.getByText('已报送进展').waitFor();
    expect(await page.getByText(ENDED.detail.zh, { exact: true }).count()).toBe(0);
    expect((await item()).assignments[0]!.lastReport!.text).toBe('二季度新增两个培训基地');
  });

  it('is told that the item changed while it wrote, keeps what it wrote, and sends it after a look', async () => {
    const hr = await city.openAs('hr', `/items/${itemId}`);
    const { page } = hr;
    await page.getByRole('button', { name: '报送进展' }).click();
    await page.getByLabel('进展说明').fill('已与三所院校签订协议');
    await page.getByLabel(/职业技能培训/).fill('13000');
    await city.system.as('hr').post(`/items/${itemId}/report`, { assignmentId: 'a1', stepId: null, text: '同事先报了一次进展情况', percent: 20, values: [] });
    const send = page.getByRole('dialog').getByRole('button', { name: '报送进展' });
    await send.click();
    await page.getByRole('alert').filter({ hasText: '在您填写时有了变化' }).waitFor();
    // Before, theirs, mine: what a colleague said meanwhile beside what is in the form.
    const clashes = page.getByRole('region', { name: '他人的改动与本次填写' });
    await clashes.getByRole('row', { name: /进展说明 二季度新增两个培训基地 同事先报了一次进展情况 已与三所院校签订协议/ }).waitFor();
    await clashes.getByRole('row', { name: /进度 未报 20% 没有填/ }).waitFor();
    // Line by line, theirs or one's own, by the keyboard too; what was typed comes back.
    const share = clashes.getByRole('row', { name: /进度 未报 20%/ }).getByRole('radio');
    expect([await share.first().isChecked(), await share.last().isChecked()]).toEqual([false, true]);
    await share.last().focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByLabel('完成比例（%）').inputValue()).toBe('20');
    await clashes.page().getByRole('button', { name: '全部用他人的' }).click();
    expect(await page.getByLabel('进展说明').inputValue()).toBe('同事先报了一次进展情况');
    await page.getByRole('button', { name: '全部用本次填写的' }).click();
    expect(await page.getByLabel('完成比例（%）').inputValue()).toBe('');
    await share.first().check();
    // Typed over, it is one's own again.
    await page.getByLabel('完成比例（%）').fill('25');
    expect([await share.first().isChecked(), await share.last().isChecked()]).toEqual([false, true]);
    expect(await hr.seriousFindings()).toEqual([]);
    expect(await page.getByLabel('进展说明').inputValue()).toBe('已与三所院校签订协议');
    await send.click();
    await page.getByText('已报送进展').waitFor();
    expect((await item()).assignments[0]!.lastReport).toMatchObject({ text: '已与三所院校签订协议', percent: 25 });
  });

  it('looks for items: the filter is the address, a row opens by the keyboard, and back is where one was', async () => {
    const hr = await city.openAs('hr', '/ledger?text=竞赛');
    const { page } = hr;
    await page.getByRole('grid').getByText('技能竞赛').waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
    expect(await hr.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByRole('grid').getByText('技能培训').waitFor();
    await page.getByRole('row', { name: TRAINING }).focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-row="1"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /技能竞赛/ }).waitFor();
    await page.goBack();
    await page.getByRole('grid').getByText('技能培训').waitFor();
    await hr.goTo('/ledger?text=没有这样的事');
    await page.getByText('没有符合条件的事项').waitFor();
  });

  it('says with one hand that nothing moved, and why; what the rules find wanting is told once before it is sent, and keeps nobody', async () => {
    const hr = await city.openAs('hr', `/items/${itemId}`, PHONE);
    const { page } = hr;
    const form = page.getByRole('dialog');
    const send = form.getByRole('button', { name: '报送进展' });
    await page.getByRole('button', { name: '报送进展' }).click();
    await form.getByRole('checkbox', { name: '无新进展' }).check();
    expect(await form.getByLabel('进展说明').count()).toBe(0);
    const { y, height } = (await send.boundingBox())!;
    expect([y > PHONE.height / 2, y + height <= PHONE.height]).toEqual([true, true]);
    await send.click();
    await form.getByRole('alert').filter({ hasText: '请填写无新进展的原因' }).first().waitFor();
    await form.getByLabel('无新进展的原因').fill('推进中');
    await send.click();
    await form.getByRole('alert').filter({ hasText: /内容空泛.*除套话外只有 3 个字，至少应有 8 个.*督办规则第 1 版/s }).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    expect((await item()).assignments[0]!.lastReport!.text).not.toBe('推进中');
    await form.getByLabel('无新进展的原因').fill('培训场地检修，五月中旬恢复开班');
    const before = (await item()).assignments[0]!.lastReport!.percent;
    await send.click();
    await page.getByText('已报送进展').waitFor();
    expect((await item()).assignments[0]!.lastReport).toMatchObject({ noProgress: true, text: '培训场地检修，五月中旬恢复开班', percent: before, flags: [] });
  });

  it('shows what was done by a file that goes with the report', async () => {
    const hr = await city.openAs('hr', `/items/${itemId}`, PHONE);
    const { page } = hr;
    const form = page.getByRole('dialog');
    const send = form.getByRole('button', { name: '报送进展' });
    await page.getByRole('button', { name: '报送进展' }).click();
    await form.getByLabel('进展说明').fill('全年培训任务已全部完成，学员名册备案');
    await form.getByLabel(/职业技能培训/).fill('40100');
    await send.click();
    await form.getByRole('alert').filter({ hasText: /无佐证.*写到已完成 100%，没有新的佐证/s }).waitFor();
    await form.locator('input[type=file]').setInputFiles({ name: '学员名册.txt', mimeType: 'text/plain', buffer: Buffer.from('学员名册') });
    await form.getByRole('checkbox', { name: '学员名册.txt', checked: true }).waitFor();
    await send.click();
    await page.getByText('已报送进展').waitFor();
    expect((await item()).assignments[0]!.lastReport).toMatchObject({ text: '全年培训任务已全部完成，学员名册备案', flags: [] });
    await page.getByRole('button', { name: '下载 学员名册.txt' }).waitFor();
  });

  it('keeps files on the device while there is no network, and sends each once when there is: over a lost answer and a closed page', async () => {
    const hr = await city.openAs('hr', `/items/${itemId}`, PHONE);
    const { page } = hr;
    const form = page.getByRole('dialog');
    const evidence = (): Promise<{ evidence: { name: string }[] }> => city.system.as('hr').get(`/items/${itemId}/evidence`);
    const before = (await evidence()).evidence.length;
    await page.getByRole('button', { name: '报送进展' }).click();
    await form.getByLabel('进展说明').fill('离线时写下的进展：补训两个班，共八十人');
    await page.context().setOffline(true);
    await form.getByText('已离线，草稿已存本机').waitFor();
    expect(await form.getByRole('button', { name: '联网后提交' }).isDisabled()).toBe(true);
    await form.getByText('不得上传涉密文件').waitFor();
    await form.locator('input[type=file]').setInputFiles(['补训名册.txt', '补训照片说明.txt'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })));
    const waiting = form.getByRole('list', { name: '未传完的文件' });
    await waiting.getByText('已存本机，联网后自动上传').nth(1).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    expect((await evidence()).evidence).toHaveLength(before);
    // The first file arrives, and its answer is lost; then the page is gone before it is sent again.
    let arrived = 0;
    await page.route('**/evidence?*', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      arrived += 1;
      if (arrived > 1) return route.abort('connectionreset');
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.context().setOffline(false);
    await form.getByText('网络已恢复，请核对后提交').waitFor();
    await until('the first file', async () => (await evidence()).evidence.length === before + 1);
    await form.getByRole('button', { name: '报送进展' }).click();
    await form.getByRole('alert').filter({ hasText: '还有 2 个文件没有传完' }).waitFor();
    await page.unroute('**/evidence?*');
    await page.reload();
    await page.getByRole('button', { name: '报送进展' }).click();
    for (const name of ['补训名册.txt', '补训照片说明.txt']) await form.getByRole('checkbox', { name, checked: true }).waitFor();
    expect(await form.getByLabel('进展说明').inputValue()).toBe('离线时写下的进展：补训两个班，共八十人');
    expect((await evidence()).evidence).toHaveLength(before + 2);
    await form.getByLabel(/职业技能培训/).fill('40180');
    await form.getByRole('button', { name: '报送进展' }).click();
    await page.getByText('已报送进展').waitFor();
    await page.getByRole('button', { name: '下载 补训名册.txt' }).first().waitFor();
  });

  it('has large type and large targets for who chooses them, kept on the device', async () => {
    const hr = await city.openAs('hr', '/to-do', PHONE);
    const { page } = hr;
    const first = page.locator('#content li').getByRole('link').first();
    await first.waitFor();
    await page.getByRole('button', { name: /代表/ }).click();
    await page.getByRole('button', { name: '大字版（关怀版）' }).click();
    await page.reload();
    await first.waitFor();
    expect(Number.parseFloat(await page.evaluate<string>("getComputedStyle(document.querySelector('#content li a')).fontSize"))).toBeGreaterThanOrEqual(18);
    expect((await first.boundingBox())!.height).toBeGreaterThanOrEqual(60);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await hr.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: /代表/ }).click();
    await page.getByRole('button', { name: '退出大字版' }).click();
    await page.locator('html:not([data-care])').waitFor();
  });

  it('finds on a phone what does not lie at the thumb, one press further and to be seen at once', async () => {
    const hr = await city.openAs('hr', '/to-do', PHONE);
    const { page } = hr;
    await page.getByRole('button', { name: '更多' }).click();
    const schedule = page.getByRole('navigation').getByRole('button', { name: '进度' });
    const { x, y } = (await schedule.boundingBox())!;
    const isOnTop = await page.evaluate<boolean>(`document.elementFromPoint(${x + 5}, ${y + 5})?.textContent === '进度'`);
    expect(isOnTop).toBe(true);
    await page.keyboard.press('Escape');
    await schedule.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '更多' }).click();
    await schedule.click();
    await page.getByRole('heading', { level: 1, name: '进度推进表' }).waitFor();
  });

  it('has no page for an address that there is none for', async () => {
    const hr = await city.open();
    await hr.signIn('hr', '/nowhere');
    await hr.page.getByRole('heading', { name: '没有这个页面' }).waitFor();
  });
});
