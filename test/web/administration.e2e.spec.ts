import { aCity, EDUCATION, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月28日前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月31日前'].join('\n');

interface Roster {
  units: { id: string; name: string; parentId: string | null; aliases: string[] }[];
  groups: { name: string; members: { unitId: string; until: string | null }[] }[];
}
interface Accounts {
  rows: { login: string; status: string; grants: { role: string; unitId: string; until: string | null }[] }[];
}

/** Who is who and who may act, kept by three people in a real browser on the real system. */
describe('administration at the web page', () => {
  let planId = '';
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION, EDUCATION].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
          { login: 'hr-next', unit: HR, roles: ['handler'] },
          { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
          { login: 'sysadmin', unit: OFFICE, roles: ['systemAdmin'] },
          { login: 'secadmin', unit: OFFICE, roles: ['securityAdmin'] },
          { login: 'operator', unit: OFFICE, roles: ['operator'] },
        ],
        apis: 1,
      }),
    async (system) => {
      planId = await issuedPaper(system.as('office'), PLAN, 2);
      await system.as('hr').post(`/items/${planId}-1/receive`, { assignmentId: 'a1' });
      await system.as('hr').post(`/items/${planId}-1/name-person`, { assignmentId: 'a1', personId: 'p-hr' });
    },
  );
  const roster = (): Promise<Roster> => city.system.as('office').get('/roster');
  const account = async (login: string): Promise<Accounts['rows'][number] | undefined> => (await city.system.as('sysadmin').get<Accounts>('/accounts')).rows.find((a) => a.login === login);

  it('begins where the administrator works, once the first steps are done; units are registered and get other names; the past is read and not changed', async () => {
    const admin = await city.openAs('sysadmin');
    const { page } = admin;
    await page.getByRole('heading', { level: 1, name: '单位' }).waitFor();
    await page.getByRole('textbox', { name: '名称', exact: true }).fill('市工商业联合会');
    await page.getByRole('button', { name: '登记单位' }).click();
    await page.getByRole('tree').getByText('市工商业联合会').click();
    await page.getByRole('textbox', { name: '加别名' }).fill('市工商联');
    await page.getByRole('button', { name: '加别名' }).click();
    await page.getByText('市工商联', { exact: true }).waitFor();
    expect((await roster()).units.find((u) => u.name === '市工商业联合会')!.aliases).toContain('市工商联');
    const card = page.getByRole('region', { name: '市工商业联合会' });
    await card.getByRole('combobox', { name: '隶属' }).fill(OFFICE);
    await card.getByRole('combobox', { name: '隶属' }).press('Enter');
    await card.getByRole('button', { name: '变更隶属' }).click();
    await card.getByRole('button', { name: OFFICE, exact: true }).waitFor();
    const moved = (await roster()).units;
    expect(moved.find((u) => u.name === '市工商业联合会')!.parentId).toBe(moved.find((u) => u.name === OFFICE)!.id);
    expect(await admin.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '粘贴表格登记' }).click();
    const paste = page.getByRole('dialog');
    await paste.getByRole('textbox').fill('名称\t类别\t隶属\t别名\n市招生考试中心\t事业单位、院校\t市文化局\t市招考中心\n市文化局\t政府部门\t\t\n市工商联\t\t\t');
    await paste.getByText('将登记 2 个，不登记 1 行').waitFor();
    await paste.getByRole('cell', { name: '已有，不重复登记' }).waitFor();
    expect(await admin.seriousFindings()).toEqual([]);
    await paste.getByRole('button', { name: '登记 2 个单位' }).click();
    await page.getByRole('tree').getByText('市招生考试中心').waitFor();
    const { units } = await city.system.as('office').get<{ units: { id: string; name: string; parentId: string | null; unitClass: string | null; aliases: string[] }[] }>('/roster');
    expect(units.find((u) => u.name === '市招生考试中心')).toMatchObject({ parentId: units.find((u) => u.name === '市文化局')!.id, unitClass: 'publicInstitution', aliases: ['市招考中心'] });
    await page.goto(new URL('/app/units?asOf=2031-03-03', page.url()).href);
    await page.getByText('正在查看 2031-03-03 结束时所知 · 只读').waitFor();
    await page.getByRole('tree').getByText('市工商业联合会').waitFor();
    expect(await page.getByRole('button', { name: '登记单位' }).count()).toBe(0);
  });

  it('one creates the account, another gives it its role, and neither does the other’s', async () => {
    const admin = await city.open();
    await admin.signIn('sysadmin', '/accounts');
    await admin.page.getByRole('button', { name: '新建账号' }).click();
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByLabel('登录名').fill('wang');
    await dialog.getByLabel('姓名').fill('王某');
    await dialog.getByLabel('初始密码').fill('short');
    await dialog.getByRole('button', { name: '新建账号' }).click();
    await dialog.getByRole('alert').filter({ hasText: '密码至少 10 个字符' }).first().waitFor();
    expect(await admin.beside('初始密码')).toContain('密码至少 10 个字符');
    expect(await admin.seriousFindings()).toEqual([]);
    await dialog.getByLabel('初始密码').fill('a-long-first-password');
    expect(await admin.page.evaluate('JSON.stringify(localStorage)')).not.toContain('password');
    await dialog.getByRole('button', { name: '新建账号' }).click();
    await admin.page.getByRole('listitem', { name: 'wang' }).waitFor();
    // Also without a role, so that no unit leads to it.
    await admin.page.getByLabel('按登录名、姓名查找').fill('王某');
    await admin.page.getByText('共 1 条').waitFor();
    expect(await admin.page.getByRole('listitem', { name: 'hr' }).count()).toBe(0);
    expect(await admin.page.getByRole('button', { name: '授予角色' }).count()).toBe(0);
    expect(await account('wang')).toMatchObject({ status: 'active', grants: [] });

    const security = await city.openAs('secadmin', '/accounts');
    const { page } = security;
    const row = page.getByRole('listitem', { name: 'wang' });
    await row.getByRole('combobox', { name: /^角色/ }).click();
    await page.getByTitle('经办人').click();
    await row.getByRole('combobox', { name: /^单位/ }).click();
    await page.getByTitle(UNION).last().click();
    await row.getByRole('button', { name: '授予角色' }).click();
    await row.getByText(`经办人 · ${UNION}`).waitFor();
    expect(await page.getByRole('button', { name: '新建账号' }).count()).toBe(0);
    expect((await account('wang'))!.grants).toMatchObject([{ role: 'handler', unitId: city.system.unit(UNION) }]);
    expect(await security.seriousFindings()).toEqual([]);
  });

  it('what one person holds passes to a colleague in one act, after it was listed, and goes back the same way; leave has a substitute', async () => {
    const { system } = city;
    const responsible = async (): Promise<string | null> => (await system.as('hr').get<{ assignments: { id: string; responsiblePersonId: string | null }[] }>(`/items/${planId}-1`)).assignments[0]!.responsiblePersonId;
    expect(await responsible()).toBe('p-hr');
    await until('the list of what hr holds', async () => (await system.as('hr').get<{ total: number }>('/todo?mine=true')).total > 0);
    const office = await city.openAs('office', '/hand-over');
    const { page } = office;
    const choose = async (label: string, title: string): Promise<void> => {
      await page.getByLabel(label, { exact: true }).click();
      await page.locator('.ant-select-dropdown:visible').getByTitle(title, { exact: true }).click();
    };
    await choose('所在单位', HR);
    await choose('移交人', 'hr');
    await choose('接手人', 'hr-next');
    await page.getByLabel('原因', { exact: true }).fill('岗位调整');
    await page.getByRole('button', { name: '看看移交什么' }).click();
    await page.getByRole('region', { name: '移交的事情' }).getByText('技能培训').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '移交', exact: true }).click();
    await until('the item with who took it over', async () => (await responsible()) === 'p-hr-next');

    await page.getByRole('button', { name: /^交回 hr-next/ }).click();
    await page.getByLabel('原因', { exact: true }).and(page.locator('input[value="交回：岗位调整"]')).waitFor();
    await page.getByRole('button', { name: '看看移交什么' }).click();
    await page.getByRole('region', { name: '移交的事情' }).getByText('技能培训').waitFor();
    await page.getByRole('button', { name: '移交', exact: true }).click();
    await until('the item with who had it', async () => (await responsible()) === 'p-hr');

    const hr = await city.openAs('hr', '/hand-over');
    await hr.page.getByRole('heading', { level: 1, name: '交接与请假代理' }).waitFor();
    expect(await hr.page.getByLabel('移交人').count()).toBe(0);
    await hr.page.getByRole('button', { name: '指定代理人' }).click();
    await hr.page.getByText('请选择代理人').first().waitFor();
    await hr.page.getByLabel('代理人', { exact: true }).click();
    await hr.page.locator('.ant-select-dropdown:visible').getByTitle('hr-next', { exact: true }).click();
    await hr.page.getByLabel('自', { exact: true }).fill('2031-03-03');
    await hr.page.getByLabel('至（含当日）').fill('2031-03-14');
    await hr.page.getByLabel('请假原因').fill('年休假');
    await hr.page.getByRole('button', { name: '指定代理人' }).click();
    await hr.page.getByRole('row', { name: /hr hr-next 2031-03-03 – 2031-03-14 年休假 代理中/ }).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await hr.page.getByRole('button', { name: '提前结束 hr' }).click();
    await hr.page.getByLabel('提前结束的原因').fill('提前返岗');
    await hr.page.getByRole('button', { name: '提前结束', exact: true }).click();
    await hr.page.getByText('已提前结束').waitFor();
  });

  it('the office forms a group, and hands over what a unit holds after it saw what moves', async () => {
    const office = await city.openAs('office', '/units');
    const { page } = office;
    await page.getByRole('textbox', { name: '组名' }).fill('各成员单位');
    await page.getByRole('combobox', { name: '成员' }).click();
    await page.getByTitle(HR).last().click();
    await page.getByTitle(UNION).last().click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '组建单位组' }).click();
    await page.getByRole('region', { name: '各成员单位' }).getByText(UNION).waitFor();
    expect((await roster()).groups.find((g) => g.name === '各成员单位')!.members).toHaveLength(2);
    // What nobody needs is taken away again, after a look at who uses it: a group, another name.
    await page.getByRole('button', { name: '撤销单位组 各成员单位' }).click();
    const away = page.getByRole('dialog', { name: '撤销单位组 各成员单位' });
    await away.getByText('没有草案或在办事项用到它。').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await away.getByRole('button', { name: '撤销单位组' }).click();
    await page.getByText('还没有单位组。').waitFor();
    expect((await roster()).groups).toEqual([]);
    await page.getByRole('tree').getByText('市工商业联合会').click();
    await page.getByRole('button', { name: '去掉别名 市工商联' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '去掉别名' }).click();
    await page.getByText('市工商联', { exact: true }).waitFor({ state: 'detached' });
    expect((await roster()).units.find((u) => u.name === '市工商业联合会')!.aliases).toEqual([]);

    await page.getByRole('link', { name: '交接与请假代理' }).click();
    await page.getByRole('radio', { name: '整个单位的' }).check();
    await page.getByLabel('移交单位').click();
    await page.getByTitle(HR).last().click();
    await page.getByLabel('接收单位').click();
    await page.getByTitle(EDUCATION).last().click();
    await page.getByRole('button', { name: '看看移交什么' }).click();
    await page.getByText('请写明原因').first().waitFor();
    await page.getByLabel('原因').fill('机构改革，职责划转');
    await page.getByRole('button', { name: '看看移交什么' }).click();
    await page.getByRole('row', { name: '事项 1 0' }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '移交', exact: true }).click();
    await page.getByText(/已办理 (\d+)\/\1/).waitFor();
    await until('the item with its new holder', async () => (await city.system.as('education').get<{ total: number }>('/todo')).total > 0);
  });

  it('anybody says on any page what is wrong with it; the administrator answers and sees no name', async () => {
    const hr = await city.openAs('hr', '/to-do', PHONE);
    await hr.page.getByRole('button', { name: '意见建议' }).click();
    const form = hr.page.getByRole('dialog');
    await form.getByRole('button', { name: '提出' }).click();
    await form.getByRole('alert').getByText('请写明具体是什么').waitFor();
    await form.getByRole('radio', { name: '增加了不必要的负担' }).check();
    await form.getByRole('textbox', { name: '具体是什么' }).fill('每月要填两张一样的表');
    expect(await hr.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '提出' }).click();
    await form.waitFor({ state: 'detached' });

    const admin = await city.openAs('sysadmin', '/suggestions');
    const row = admin.page.getByRole('listitem').filter({ hasText: '每月要填两张一样的表' });
    await row.getByText(`${HR} · /to-do`).waitFor();
    expect(await row.textContent()).not.toMatch(/hr\b/);
    await row.getByRole('button', { name: '答复' }).click();
    await admin.page.getByRole('dialog').getByRole('textbox').fill('已合并为一张表，下月起使用');
    await admin.page.getByRole('dialog').getByRole('button', { name: '答复', exact: true }).click();
    await admin.page.getByText('没有待答复的意见建议').waitFor();
    expect(await admin.seriousFindings()).toEqual([]);

    await hr.page.getByRole('button', { name: '意见建议' }).click();
    await hr.page.getByRole('dialog').getByText('已合并为一张表，下月起使用').waitFor();
    await expect(city.system.as('hr').get('/suggestions')).rejects.toThrow();
    expect((await city.system.as('education').get<{ total: number }>('/suggestions/own')).total).toBe(0);
  });

  it('words of the field are explained beside them and all together; keys lead on, until they are turned off', async () => {
    const office = await city.openAs('office', '/workbench');
    const { page } = office;
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
    await page.keyboard.press('Shift+Slash');
    await page.getByRole('heading', { level: 1, name: '帮助' }).waitFor();
    await page.getByRole('searchbox', { name: '查找用语' }).fill('替它录入');
    await page.getByText('Record on behalf').waitFor();
    expect(await page.getByRole('term').count()).toBe(1);
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('heading', { level: 1, name: '台账' }).waitFor();

    const { rows } = await city.system.as('office').get<{ rows: { itemId: string }[] }>('/ledger');
    await office.goTo(`/items/${rows[0]!.itemId}`);
    await page.getByRole('button', { name: '“期限由来”是什么意思' }).click();
    await page.getByRole('note').getByText('首次期限一直保留').waitFor();
    expect(await office.seriousFindings()).toEqual([]);

    await office.goTo('/help');
    await page.getByRole('switch', { name: '启用单键操作' }).click();
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('switch', { name: '启用单键操作', checked: false }).waitFor();
    expect(page.url()).toContain('/help');
  });

  it('whoever runs the system sees that all is well, on a phone too', async () => {
    const operator = await city.open(PHONE);
    await operator.signIn('operator');
    await operator.page.getByRole('heading', { level: 1, name: '运行状况' }).waitFor();
    await operator.page.getByRole('region', { name: '运行' }).first().waitFor();
    await operator.page.getByRole('cell', { name: '台账与清单更新' }).waitFor();
    expect(await operator.seriousFindings()).toEqual([]);
  });
});
