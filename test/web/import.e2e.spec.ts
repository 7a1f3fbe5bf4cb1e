import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';
import { aCity, HR, OFFICE, UNION, WATCH, type PlanReply } from '../e2e/the-city';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

/** The office brings a paper in and issues it, in a real browser on the real system. */
describe('the office brings a paper in at the web page', () => {
  let planId: string;
  const city = webCity(
    () =>
      aCity({
        now: '2022-06-09T01:00:00.000Z',
        units: [{ name: OFFICE, staffed: true }, { name: HR, staffed: true }, { name: UNION, staffed: true }, { name: WATCH, staffed: true }],
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }],
        apis: 1,
      }),
  );
  const plan = (): Promise<PlanReply['plan']> => city.system.as('office').get(`/plans/${planId}`);

  it('is told what to do first where there is no plan, and refused what is no paper, in the system’s words', async () => {
    const office = await city.openAs('office', '/plans', PHONE);
    const { page } = office;
    await page.getByRole('heading', { name: '还没有计划' }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('link', { name: '导入文件' }).first().click();
    await page.getByText('不得上传涉密文件。带密级标志的文件').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('机密★1年\n\n2022年工作要点\n\n1. 加强甲工作。（牵头单位：市总工会）\n') });
    await page.getByRole('alert').filter({ hasText: '密' }).last().waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    expect((await city.system.as('office').get<{ rows: unknown[] }>('/plans')).rows).toEqual([]);
  });

  it('tries a paper without keeping anything: what it tells, what it announces and does not list, what it lacks', async () => {
    const office = await city.openAs('office', '/plans/import');
    const { page } = office;
    await page.getByText('只试读，不保存').click();
    await page.locator('input[type=file]').setInputFiles(join(projectRoot(), 'test', 'stories', 'papers', '004-qujing.txt'));
    await page.getByText('正文没有列出任务，不能生成草稿').waitFor();
    await page.getByRole('row', { name: /26项试点内容 26 0 26 松塬开发区匠才培育责任清单/ }).waitFor();
    await page.getByRole('region', { name: '文中的数字' }).first().getByRole('row', { name: /30 场次 累计/ }).waitFor();
    await page.getByRole('region', { name: '作为计划还缺什么' }).getByText('举措没有完成时限').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    expect(await page.getByRole('button', { name: '据此生成草稿' }).count()).toBe(0);
    // What is to be kept, and holds no tasks, is refused, and what it holds is one press away.
    await page.getByText('读成草稿').click();
    await page.locator('input[type=file]').setInputFiles(join(projectRoot(), 'test', 'stories', 'papers', '001-opinion.txt'));
    await page.getByRole('button', { name: '看看读到了什么' }).click();
    await page.getByRole('region', { name: '文中提到但没有列出的' }).getByText('没有。').waitFor();
    expect((await city.system.as('office').get<{ rows: unknown[] }>('/plans')).rows).toEqual([]);
  });

  it('reads the paper into a draft, sees source and draft side by side, and goes from doubt to doubt by a key', async () => {
    const office = await city.openAs('office', '/plans/import');
    const { page } = office;
    await page.locator('input[type=file]').setInputFiles(join(projectRoot(), 'test', 'stories', 'papers', '003-anqing.txt'));
    await page.getByRole('heading', { level: 1, name: '2022年青岚市匠才培育工作要点' }).waitFor();
    planId = /plans\/([^/]+)\/draft/.exec(page.url())![1]!;
    await page.getByRole('heading', { level: 2, name: /建强班组支部/ }).waitFor();
    await page.locator('[aria-current=true] mark').filter({ hasText: '牵头单位：市委组织部' }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.keyboard.press('n');
    await page.getByRole('heading', { level: 2, name: /办好班前课堂/ }).waitFor();
    await page.getByRole('group', { name: /未写明完成时限/ }).getByText('按计划期末').click();
    await page.keyboard.press('a');
    await page.getByText('已采用').first().waitFor();
    expect((await plan()).settled['no-deadline:item-2']).toMatchObject({ optionId: 'period-end' });
    // One returns to the doubt that one left.
    await page.reload();
    await page.getByRole('heading', { level: 2, name: /办好班前课堂/ }).waitFor();
    await page.getByRole('button', { name: /扩大技能培训/ }).click();
    await page.getByText('补贴性技能轮训 ≥ 40,000 人次').waitFor();
  });

  it('corrects what was read, and takes it back', async () => {
    const office = await city.openAs('office', `/plans/${planId}/draft?step=check&item=item-3`);
    const { page } = office;
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.getByRole('dialog').getByLabel('名称', { exact: true }).fill('丰富厂区文化生活');
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '保存修改' }).click();
    await page.getByRole('heading', { level: 2, name: /丰富厂区文化生活/ }).waitFor();
    expect((await plan()).items[2]!.title).toBe('丰富厂区文化生活');
    await page.getByRole('button', { name: '撤销改动' }).click();
    await page.getByRole('heading', { level: 2, name: /丰富厂区生活/ }).waitFor();
    expect((await plan()).items[2]!.title).toBe('丰富厂区生活');
  });

  it('corrects one thing while somebody corrects another of the same item: both stand, and what both changed is told first', async () => {
    const office = await city.openAs('office', `/plans/${planId}/draft?step=check&item=item-3`);
    const { page } = office;
    const form = page.getByRole('dialog');
    const save = form.getByRole('button', { name: '保存修改' });
    const theirs = (change: object): Promise<unknown> => city.system.as('office').post(`/plans/${planId}/change-item`, { itemKey: 'item-3', ...change });
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await form.getByLabel('名称', { exact: true }).fill('丰富厂区文化生活');
    await theirs({ category: '文化建设' });
    await save.click();
    const clashes = page.getByRole('region', { name: '他人的改动与本次填写' });
    await clashes.getByRole('row', { name: /类别 .* 文化建设/ }).waitFor();
    await save.click();
    await form.waitFor({ state: 'detached' });
    expect((await plan()).items[2]).toMatchObject({ title: '丰富厂区文化生活', category: '文化建设' });
    // A draft that was left stays its writer's, and takes up what others made of the rest.
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await form.getByLabel('名称', { exact: true }).fill('丰富职工文化生活');
    await form.getByText('草稿已存本机').waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await theirs({ category: '职工文化' });
    await page.reload();
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await form.getByText(/草稿，存于/).waitFor();
    expect([await form.getByLabel('名称', { exact: true }).inputValue(), await form.getByLabel('类别').inputValue()]).toEqual(['丰富职工文化生活', '职工文化']);
    await form.getByRole('button', { name: '放弃草稿' }).click();
    await form.getByText(/草稿，存于/).waitFor({ state: 'detached' });
    expect(await form.getByLabel('名称', { exact: true }).inputValue()).toBe('丰富厂区文化生活');
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('cannot issue while a doubt keeps it back; settles doubts of a kind at once after it saw the effect', async () => {
    const office = await city.openAs('office', `/plans/${planId}/draft?step=issue`);
    const { page } = office;
    await page.getByText(/还有 \d+ 个疑点须先决定/).waitFor();
    expect(await page.getByRole('button', { name: '下发计划' }).isDisabled()).toBe(true);
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('alert').getByRole('button', { name: '决定' }).click();
    const units = page.getByRole('region', { name: /单位未识别/ });
    await units.getByRole('radio').first().waitFor();
    await units.getByText('登记为新单位').first().click();
    await units.getByRole('button', { name: '看看有何影响' }).click();
    const effect = page.getByRole('dialog', { name: '将有以下改动' });
    await effect.waitFor();
    expect((await plan()).openBlocking).toBeGreaterThan(20);
    await effect.getByRole('button', { name: '一并采用' }).click();
    await effect.waitFor({ state: 'hidden' });
    expect(await office.seriousFindings()).toEqual([]);
    expect((await plan()).openBlocking).toBe(0);
    const figures = page.getByRole('region', { name: /未量化/ });
    await figures.getByText('待量化，由承办单位提出').first().click();
    await figures.getByRole('button', { name: '看看有何影响' }).click();
    await effect.getByRole('button', { name: '一并采用' }).click();
    await page.getByRole('region', { name: /未量化 0\// }).waitFor();
  });

  it('rehearses the year, issues, and sees every item run', async () => {
    const office = await city.openAs('office', `/plans/${planId}/draft?step=rehearse`);
    const { page } = office;
    await page.getByRole('button', { name: '预演一年' }).click();
    await page.getByText(/2022-06-09 至 2022-12-31，18 个事项/).waitFor();
    await page.getByRole('img', { name: '各月通知（按单位）' }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByText('表', { exact: true }).click();
    await page.getByRole('cell', { name: UNION, exact: true }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    // A count opens its notices, each with its item.
    const opens = page.getByRole('button', { name: new RegExp(`${UNION} 合计：打开 \\d+ 条通知`) });
    const count = Number(await opens.innerText());
    await opens.click();
    const opened = page.getByRole('dialog', { name: new RegExp(`${UNION} · ${count} 条通知`) });
    await opened.getByRole('link', { name: /办好班前课堂/ }).first().waitFor();
    expect(await opened.getByRole('row').count()).toBe(count + 1);
    expect(await office.seriousFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await opened.waitFor({ state: 'hidden' });
    await page.getByText('下发', { exact: true }).click();
    await page.getByRole('button', { name: '下发计划' }).click();
    await page.getByText('18 个事项已运行，各单位开始签收。').waitFor();
    await page.getByRole('link', { name: '打开台账' }).click();
    await page.getByText('共 18 条').waitFor();
    expect(await plan()).toMatchObject({ status: 'issued' });
    const item = await city.system.as('hr').get<{ title: string; assignments: { unitId: string; role: string }[] }>(`/items/${planId}-8`);
    expect(item.title).toBe('扩大技能培训');
    expect(item.assignments).toContainEqual(expect.objectContaining({ unitId: city.system.unit(HR), role: 'lead' }));
  });

  it('lays next year’s paper beside the plan that is proposed, and names what is gone without a word', async () => {
    const paper = readFileSync(join(projectRoot(), 'test', 'stories', 'papers', '003-anqing.txt'), 'utf8').replaceAll('2022', '2023');
    const office = await city.openAs('office', '/plans/import');
    const { page } = office;
    await page.getByText('只试读，不保存').click();
    await page.locator('input[type=file]').setInputFiles({ name: '2023.txt', mimeType: 'text/plain', buffer: Buffer.from(paper.replace(/\*\*7\. 办好技工学校[^]*?(?=\*\*8\. )/, '')) });
    const beside = page.getByRole('region', { name: '与往年计划对比' });
    await beside.getByRole('combobox', { name: '与哪个计划对比' }).click();
    await page.getByText('2022年青岚市匠才培育工作要点（建议）').last().click();
    await beside.getByText(/未作说明不再列 1 项/).waitFor();
    await beside.getByRole('region', { name: '未作说明不再列' }).getByRole('cell', { name: /7 办好技工学校/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    expect((await city.system.as('office').get<{ rows: unknown[] }>('/plans')).rows).toHaveLength(1);
  });

  it('is not in the menu of a department, which has no act there', async () => {
    const hr = await city.open();
    await hr.signIn('hr', '/plans');
    await hr.page.getByRole('heading', { level: 1, name: '计划' }).waitFor();
    expect(await hr.page.getByRole('link', { name: '导入文件' }).count()).toBe(0);
    expect(await hr.page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '计划' }).count()).toBe(0);
  });
});
