import type { ItemView } from '#libs/supervision/item/item.view';
import { aCity, approvedAndIssued, EDUCATION, HR, importFile, OFFICE, UNION, type PlanReply } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE, type WebPage } from '../support/web-page';

jest.setTimeout(300_000);

const EAST = '东旗产改办';
const CSV = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局、市教育局,2031年11月底前', '2,劳动竞赛,举办劳动竞赛60场，职工满意率达到90%以上,市总工会,2031年10月底前'].join('\n');
const PAPER = ['2031年匠才培育工作要点', '', '市总工会同步开展女职工关爱行动。', '', '一、重点工作', '1. 扩大技能培训。全年开展职业技能培训不少于4万人次，并举办劳动竞赛60场。（牵头单位：市教育局，参与单位：市总工会）', '2. 加强宣讲。（牵头单位：市总工会）'].join('\n');

/** What a draft lacks is mended at the page, and a plan goes through its levels there. */
describe('drafts mended and plans taken up at the web page', () => {
  let cityPlan: string;
  let draft: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, EDUCATION, UNION, EAST].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
          { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
          { login: 'east', unit: EAST, roles: ['office', 'handler', 'liaison'] },
        ],
        apis: 1,
      }),
    async (system) => {
      const office = system.as('office');
      const { plan } = await importFile(office, Buffer.from(CSV), 'city.csv');
      await office.post(`/plans/${plan.id}/period`, { from: '2031-01-01', to: '2031-12-31' });
      await office.post(`/plans/${plan.id}/change-item`, { itemKey: 'item-2', steps: [{ key: 's1', title: '制定方案', workingDays: 5, after: [] }] });
      cityPlan = (await office.post<PlanReply>(`/plans/${plan.id}/issue`)).plan.id;
      draft = (await importFile(office, Buffer.from(PAPER), 'points.txt')).plan.id;
      await until('the ledger', async () => (await office.get<{ total: number }>('/ledger', { planId: cityPlan })).total === 2);
    },
  );
  const items = async (): Promise<PlanReply['plan']['items']> => (await city.system.as('office').get<PlanReply['plan']>(`/plans/${draft}`)).items;
  const item = (number: number): Promise<ItemView> => city.system.as('office').get<ItemView>(`/items/${cityPlan}-${number}`);

  /** Receives where that is due, and tells a value. */
  async function told(login: string, itemId: string, unit: string, value: number): Promise<void> {
    const by = city.system.as(login);
    const found = await by.get<ItemView>(`/items/${itemId}`);
    const share = found.assignments.find((a) => a.unitId === city.system.unit(unit))!;
    if (share.receivedAt === null) await by.command(itemId, 'receive', { assignmentId: share.id });
    await by.command(itemId, 'report', { assignmentId: share.id, text: `截至2月底已培训${value}人次，分批开班`, values: [{ targetId: found.targets[0]!.id, value, asOf: '2031-02-28' }] });
  }
  const save = (page: WebPage['page'], name: string): Promise<void> => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  describe('a draft', () => {
    it('shows what stands in no item, and gains an item from it; the item is asked about', async () => {
      const office = await city.openAs('office', `/plans/${draft}/draft`);
      const { page } = office;
      await page.getByRole('heading', { level: 2, name: /扩大技能培训/ }).waitFor();
      await page.getByText('未列为事项').first().waitFor();
      expect(await office.seriousFindings()).toEqual([]);
      await page.locator('[class*=passage]').filter({ hasText: '女职工关爱行动' }).getByRole('button', { name: '据此增加一项' }).click();
      const form = page.getByRole('dialog', { name: '增加事项' });
      expect(await form.getByLabel('原文').inputValue()).toContain('女职工关爱行动');
      await form.getByLabel('名称', { exact: true }).fill('关爱女职工');
      expect(await office.seriousFindings()).toEqual([]);
      await save(page, '增加');
      await page.getByRole('heading', { level: 2, name: /关爱女职工/ }).waitFor();
      await page.getByText('已增加为：关爱女职工').waitFor();
      expect((await items()).map((i) => i.title)).toEqual(['关爱女职工', '扩大技能培训', '加强宣讲']);
      await page.getByRole('group', { name: /未写明完成时限/ }).waitFor();
    });

    it('is split: the part has the units of the whole; a figure is corrected, and a step given', async () => {
      const { page } = await city.openAs('office', `/plans/${draft}/draft?item=item-1`);
      await page.getByRole('heading', { level: 2, name: /扩大技能培训/ }).waitFor();
      await page.getByRole('button', { name: '拆分出一项' }).click();
      await page.getByRole('dialog').getByLabel('名称', { exact: true }).fill('举办劳动竞赛');
      await page.getByRole('dialog').getByLabel('原文').fill('举办劳动竞赛60场');
      await save(page, '增加');
      await page.getByRole('heading', { level: 2, name: /举办劳动竞赛/ }).waitFor();
      const part = (await items()).find((i) => i.title === '举办劳动竞赛')!;
      expect(part).toMatchObject({ leads: ['市教育局'], participants: ['市总工会'], quote: '举办劳动竞赛60场' });
      expect(part.place.fromLine).toBeGreaterThan(0);
      await page.getByRole('button', { name: /全年开展职业技能培训/ }).click();
      await page.getByRole('heading', { level: 2, name: /扩大技能培训/ }).waitFor();
      await page.getByRole('button', { name: '修改', exact: true }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel('数值').first().fill('50000');
      await form.getByRole('button', { name: '加一个步骤' }).click();
      await form.getByLabel('做什么').fill('制定方案');
      await form.getByLabel('需要几个工作日').fill('5');
      await save(page, '保存修改');
      await page.getByText('1. 制定方案 · 5 个工作日').waitFor();
      const whole = (await items()).find((i) => i.key === 'item-1')!;
      expect(whole.targets[0]).toMatchObject({ value: 50_000, unit: '人次', text: expect.stringContaining('4万人次') });
      expect(whole.steps).toMatchObject([{ title: '制定方案', workingDays: 5 }]);
    });

    it('loses what is no item, gets it back, and is changed in bulk after its effect was seen', async () => {
      const office = await city.openAs('office', `/plans/${draft}/draft?item=item-2`);
      const { page } = office;
      await page.getByRole('heading', { level: 2, name: /加强宣讲/ }).waitFor();
      await page.getByRole('button', { name: '不再列为事项' }).click();
      await page.getByText('已删去，可以撤销').waitFor();
      await until('the item is gone', async () => !(await items()).some((i) => i.key === 'item-2'));
      await page.getByRole('button', { name: '撤销改动' }).click();
      await until('the item is back', async () => (await items()).some((i) => i.key === 'item-2'));
      await page.getByRole('button', { name: '批量修改' }).click();
      const form = page.getByRole('dialog', { name: '批量修改草稿' });
      await form.getByRole('combobox', { name: '改什么' }).click();
      await page.getByTitle('期限改为').click();
      await form.getByLabel('改为', { exact: true }).fill('2031-11-30');
      await form.getByRole('button', { name: '看看有何影响' }).click();
      await form.getByRole('cell', { name: '2031-11-30' }).first().waitFor();
      expect(await office.seriousFindings()).toEqual([]);
      expect((await items()).some((i) => i.deadline !== null)).toBe(false);
      await form.getByRole('button', { name: '采用', exact: true }).click();
      await form.waitFor({ state: 'hidden' });
      expect((await items()).every((i) => i.deadline === '2031-11-30')).toBe(true);
    });
  });

  it('a draft without steps gets those that the rules’ template proposes: looked at, accepted in one act, adjusted', async () => {
    const office = await city.openAs('office', `/plans/${draft}/draft?step=schedule`);
    const { page } = office;
    await page.getByText(/已有步骤 1 项 · 模板可建议 \d+ 项/).waitFor();
    const rows = page.getByRole('region', { name: '模板建议' }).first();
    const accept = rows.getByRole('button', { name: /^采用 \d+ 项$/ });
    expect(await accept.isDisabled()).toBe(true);
    await rows.getByRole('button', { name: /^看看有何影响/ }).click();
    await rows.getByText(/采用后，以下 \d+ 项的步骤期限为/).waitFor();
    await rows.getByRole('region', { name: /加强宣讲/ }).getByRole('row', { name: / – 2031-11-\d\d/ }).last().waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    expect((await items()).find((i) => i.key === 'item-2')!.steps ?? []).toEqual([]);
    await accept.click();
    await page.getByText('没有可建议的。').waitFor();
    const steps = (await items()).find((i) => i.key === 'item-2')!.steps!;
    expect(steps.length).toBeGreaterThan(1);
    await page.getByRole('button', { name: /^调整 .*加强宣讲/ }).click();
    await page.getByRole('dialog').getByLabel('需要几个工作日').first().fill('3');
    await save(page, '保存修改');
    await until('the step is adjusted', async () => (await items()).find((i) => i.key === 'item-2')!.steps![0]!.workingDays === 3);
    await page.getByRole('region', { name: /加强宣讲/ }).getByRole('row', { name: new RegExp(`^${steps[0]!.title} 3 `) }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('the schedule tells what was planned beside what came of it', async () => {
    const { page } = await city.openAs('office', `/schedule?planId=${cityPlan}&view=table`);
    const step = page.getByRole('row', { name: /制定方案/ });
    await step.getByRole('cell', { name: /^2031-10-\d\d—2031-10-31$/ }).waitFor();
    await page.getByRole('columnheader', { name: '实际起止' }).waitFor();
  });

  describe('a plan through its levels', () => {
    it('is taken up by a lower office: some of its items become a draft of its own', async () => {
      const east = await city.openAs('east', `/levels?planId=${cityPlan}`);
      const { page } = east;
      await page.getByRole('checkbox', { name: '1 技能培训' }).check();
      expect(await east.seriousFindings()).toEqual([]);
      await page.getByRole('button', { name: '承接 1 项' }).click();
      await page.getByRole('heading', { level: 2, name: /技能培训/ }).waitFor();
      const lower = /plans\/([^/]+)\/draft/.exec(page.url())![1]!;
      const by = city.system.as('east');
      await by.post(`/plans/${lower}/settle`, { settlements: [{ decisionId: 'upper-share:u1/t1', optionId: 'share', value: '25000' }, { decisionId: 'no-unit:u1', optionId: 'issuer' }] });
      const { plan } = await approvedAndIssued(by, city.system.as('office'), lower);
      await told('east', plan.issueItems[0]!.itemId, EAST, 9000);
    });

    it('shows the upper office who took it up and who did not, what the figures come to, and what is missing; on a phone too', async () => {
      await told('hr', `${cityPlan}-1`, HR, 12_000);
      await told('education', `${cityPlan}-1`, EDUCATION, 12_000);
      const office = await city.openAs('office', `/levels?planId=${cityPlan}`);
      const { page } = office;
      await page.getByRole('region', { name: '下级计划' }).first().getByRole('cell', { name: EAST, exact: true }).waitFor();
      await page.getByRole('cell', { name: '1/2 项' }).waitFor();
      await page.getByRole('region', { name: '尚未承接的单位' }).first().getByRole('cell', { name: UNION, exact: true }).waitFor();
      expect(await office.seriousFindings()).toEqual([]);
      await page.getByText('汇总', { exact: true }).click();
      await page.getByRole('row', { name: /技能培训/ }).getByRole('cell', { name: '25,000 人次' }).waitFor();
      await page.getByRole('row', { name: /技能培训/ }).getByRole('cell', { name: '15,000 人次' }).waitFor();
      // A rate never adds up, and what may be counted twice waits for a person.
      await page.getByRole('row', { name: /^2 劳动竞赛 .*满意率.*不相加/ }).waitFor();
      await page.getByRole('region', { name: '待裁定：可能重复计数' }).first().getByRole('row', { name: /市人力资源和社会保障局 12,000、市教育局 12,000 同一事项由几家报送 12,000 人次/ }).getByRole('link', { name: /去裁定/ }).waitFor();
      expect(await office.seriousFindings()).toEqual([]);
      await page.getByText('缺报', { exact: true }).click();
      await page.getByRole('region', { name: '缺报' }).first().waitFor();
      expect(await office.seriousFindings()).toEqual([]);
      const phone = await city.openAs('office', `/levels?planId=${cityPlan}&view=figures`, PHONE);
      await phone.page.getByRole('row', { name: /^1 技能培训 职业技能培训 累计/ }).waitFor();
      expect(await phone.seriousFindings()).toEqual([]);
      expect(await phone.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(PHONE.width);
    });

    it('asks the office whether two told one thing; its answer is what counts', async () => {
      const office = await city.openAs('office', `/items/${cityPlan}-1`);
      const { page } = office;
      const levels = page.getByRole('region', { name: '各级汇总' });
      const question = levels.locator('p').filter({ hasText: '同一事项由几家报送' });
      await question.getByRole('button', { name: '是否同一件事' }).click();
      await page.getByRole('dialog').getByText('不是同一件事，相加').click();
      await page.getByRole('dialog').getByLabel('依据').fill('两家各开各的班，名册不重复');
      expect(await office.seriousFindings()).toEqual([]);
      await save(page, '裁定');
      await question.waitFor({ state: 'detached' });
      await levels.getByText('24,000 人次').first().waitFor();
    });

    it('names a person for a unit’s share, and shows who it is', async () => {
      const hr = await city.openAs('hr', `/items/${cityPlan}-1`);
      const { page } = hr;
      const share = page.getByRole('row').filter({ hasText: HR });
      await share.getByRole('cell', { name: '未指定' }).first().waitFor();
      await page.getByRole('button', { name: '其他可办事项' }).click();
      await page.getByRole('button', { name: '指定责任人' }).click();
      await page.getByRole('dialog').getByRole('combobox', { name: '责任人' }).click();
      await page.locator('.ant-select-item-option').first().click();
      await save(page, '指定责任人');
      await share.getByRole('cell', { name: '未指定' }).waitFor({ state: 'detached' });
      expect((await item(1)).assignments.find((a) => a.unitId === city.system.unit(HR))?.responsiblePersonId).toEqual(expect.any(String));
      expect(await hr.seriousFindings()).toEqual([]);
    });

    it('shows what a figure was known to be before a value was corrected, beside what it is now', async () => {
      await city.system.setClock('2031-03-05T02:00:00.000Z');
      const hr = city.system.as('hr');
      const found = await item(1);
      await hr.command(`${cityPlan}-1`, 'correct-value', { assignmentId: found.assignments.find((a) => a.unitId === city.system.unit(HR))!.id, targetId: found.targets[0]!.id, value: 13_000, asOf: '2031-02-28', reason: '补录一个班' });
      const office = await city.openAs('office', `/levels?planId=${cityPlan}&view=figures`);
      const { page } = office;
      await page.getByLabel('与某日所知对比').fill('2031-03-03');
      await page.getByRole('columnheader', { name: '2031-03-03 所知' }).waitFor();
      await page.getByRole('row', { name: /^1 技能培训 / }).getByText('已变：24,000 人次 → 25,000 人次').waitFor();
      await page.getByRole('row', { name: /^2 劳动竞赛 劳动竞赛/ }).getByText('未变').waitFor();
      expect(await office.seriousFindings()).toEqual([]);
      // As true of a day before all that was told nothing was reached; what is of before a day is old.
      await page.getByLabel('与某日所知对比').fill('');
      await page.getByLabel('数据截至哪日').fill('2031-02-27');
      await page.getByText('只计 2031-02-27 及以前的数据').waitFor();
      await page.getByRole('row', { name: /^1 技能培训 / }).getByRole('cell', { name: '未报' }).first().waitFor();
      await page.getByLabel('数据截至哪日').fill('');
      await page.getByLabel('早于何日算旧数').fill('2031-03-01');
      await page.getByRole('columnheader', { name: '2031-03-01 前的旧数' }).waitFor();
      await page.getByRole('row', { name: `${EAST} 1 1 1 0` }).waitFor();
      await page.getByLabel('早于何日算旧数').fill('2031-02-28');
      await page.getByRole('row', { name: `${EAST} 1 1 0 0` }).waitFor();
      expect(await office.seriousFindings()).toEqual([]);
    });

    it('says how many there are, where they are more than a page, and turns to the others', async () => {
      const { page } = await city.openAs('office', `/levels?planId=${cityPlan}`);
      await page.getByRole('region', { name: '尚未承接的单位' }).first().waitFor();
      const unitId = city.system.unit(UNION);
      await page.route(/\/not-taken-up\?/, (route) => {
        const offset = Number(new URL(route.request().url()).searchParams.get('offset'));
        return route.fulfill({ json: { asOf: '2031-03-05T02:00:00.000Z', incomplete: false, total: 51, offset, limit: 50, rows: [{ unitId, groupIds: [], items: offset === 50 ? 77 : 1 }] } });
      });
      await page.reload();
      await page.getByText('共 51').waitFor();
      await page.getByTitle('2', { exact: true }).click();
      await page.getByRole('region', { name: '尚未承接的单位' }).getByRole('cell', { name: '77', exact: true }).waitFor();
    });

    it('a figure given after its item was taken up counts towards the one above, and goes on to do so when it is raised', async () => {
      const east = city.system.as('east');
      const taken = await east.post<PlanReply>('/plans/take-up', { upperPlanId: cityPlan, itemIds: [`${cityPlan}-2`] });
      await east.post(`/plans/${taken.plan.id}/settle`, { settlements: taken.plan.decisions.flatMap(({ id, kind }) => (kind === 'upper-share' ? [{ decisionId: id, optionId: 'none' }] : [])) });
      await east.post(`/plans/${taken.plan.id}/change-item`, { itemKey: 'u1', leads: [HR] });
      const { plan } = await approvedAndIssued(east, city.system.as('office'), taken.plan.id);
      const itemId = plan.issueItems[0]!.itemId;
      const hr = await city.openAs('hr', `/items/${itemId}`);
      await hr.page.getByRole('button', { name: '量化', exact: true }).first().click();
      const form = hr.page.getByRole('dialog');
      if ((await form.getByLabel('数值').count()) === 0) await form.getByRole('button', { name: '加一个指标' }).click();
      await form.getByLabel('指标', { exact: true }).fill('劳动竞赛');
      await form.getByLabel('数值').fill('12.5');
      await form.getByLabel('单位（量）').fill('场');
      await form.getByLabel('计入上级指标').click();
      await hr.page.getByTitle(/^劳动竞赛.* 60 场$/).click();
      expect(await hr.seriousFindings()).toEqual([]);
      await save(hr.page, '量化');
      await until('the figure is given', async () => (await east.get<ItemView>(`/items/${itemId}`)).targets.length === 1);
      const above = async (): Promise<{ promised: number | null; gap: number | null }> => (await city.system.as('office').get<{ targets: { itemId: string; unit: string; promised: number | null; gap: number | null }[] }>(`/plans/${cityPlan}/roll-up`)).targets.find((f) => f.itemId === `${cityPlan}-2` && f.unit === '场')!;
      await until('it counts above', async () => (await above()).promised === 12.5);
      expect(await above()).toMatchObject({ gap: 47.5 });

      const banner = await city.openAs('east', `/plans/${plan.id}/amendments`);
      const { page } = banner;
      await page.getByLabel('依据').fill('旗产改办〔2031〕3号');
      await page.getByLabel('事项', { exact: true }).click();
      await page.getByTitle('2 劳动竞赛').click();
      await page.getByRole('button', { name: '修改指标' }).click();
      await page.getByLabel('数值').fill('13.5');
      await page.getByText(/^劳动竞赛.* 60 场$/).first().waitFor();
      await page.getByRole('button', { name: '看看有何影响' }).click();
      await page.getByRole('row', { name: /指标.*劳动竞赛不少于12.5场.*劳动竞赛不少于13.5场/ }).waitFor();
      expect(await page.getByRole('row', { name: /不再计入上级指标/ }).count()).toBe(0);
      expect(await banner.seriousFindings()).toEqual([]);
      await page.getByRole('button', { name: '发出调整通知' }).click();
      await page.getByRole('region', { name: '第 1 次' }).first().waitFor();
      await until('the raised figure counts above', async () => (await above()).promised === 13.5);
      expect((await east.get<ItemView>(`/items/${itemId}`)).targets[0]).toMatchObject({ value: 13.5, upper: { targetId: expect.any(String), value: 60 } });

      // Cut loose on purpose, it is said before it is done.
      await page.getByLabel('依据').fill('旗产改办〔2031〕4号');
      await page.getByLabel('事项', { exact: true }).click();
      await page.getByTitle('2 劳动竞赛').click();
      await page.getByRole('button', { name: '修改指标' }).click();
      await page.getByRole('button', { name: '去掉' }).first().click();
      await page.getByRole('button', { name: '看看有何影响' }).click();
      await page.getByRole('row', { name: /不再计入上级指标.*劳动竞赛不少于13.5场/ }).waitFor();
    });

    it('offers the plan as it stands: what an amendment added can be taken up, what it dropped not', async () => {
      await city.system.as('office').post(`/plans/${cityPlan}/amend`, { basis: '市产改办〔2031〕9号', preview: false, changes: [{ itemId: `${cityPlan}-2`, withoutDeadline: false, addUnits: [], dropAssignments: [], drop: true }], adds: [{ number: '3', title: '新就业形态建会', content: '组建联合会不少于30家', targets: [{ id: 't1', metric: '联合会', comparison: '>=', value: 30, unit: '家', text: '不少于30家' }], units: [{ unitId: city.system.unit(UNION), role: 'lead' }] }] });
      const east = await city.openAs('east', `/levels?planId=${cityPlan}`);
      const { page } = east;
      await page.getByRole('checkbox', { name: '3 新就业形态建会' }).check();
      await page.getByRole('cell', { name: '联合会 ≥ 30 家' }).waitFor();
      expect(await page.getByRole('checkbox', { name: '2 劳动竞赛' }).count()).toBe(0);
      await page.getByRole('button', { name: '承接 1 项' }).click();
      await page.getByRole('heading', { level: 2, name: /新就业形态建会/ }).waitFor();
    });
  });
});
