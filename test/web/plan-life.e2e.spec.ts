import { aCity, EDUCATION, HR, issuedPaper, OFFICE, type PlanReply, UNION } from '../e2e/the-city';
import { PICTURE } from '../support/picture';
import { projected } from '../support/projected';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月28日前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月31日前'].join('\n');

/** What becomes of a plan after its issue, in a real browser on the real system: amended, told of, audited, closed, archived. */
describe('the life of a plan at the web page', () => {
  let planId: string;
  let today: string;
  const city = webCity(
    () =>
      aCity({
        units: [...[OFFICE, HR, UNION].map((name) => ({ name, staffed: true })), { name: EDUCATION, staffed: false }],
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }, { login: 'auditor', unit: OFFICE, roles: ['auditor'] }],
        apis: 1,
      }),
    async (system) => {
      planId = await issuedPaper(system.as('office'), PLAN, 2);
    },
  );

  it('is amended after a look at what changes', async () => {
    const office = await city.openAs('office', '/plans');
    const { page } = office;
    await page.getByRole('link', { name: '调整情况' }).click();
    await page.getByText('还没有调整。').waitFor();
    await page.getByLabel('依据').fill('联席会议2031年第2次会议纪要');
    await page.getByLabel('事项', { exact: true }).click();
    await page.getByTitle('2 劳动竞赛').click();
    await page.getByLabel('新期限').fill('2031-11-14');
    // A long form outlives a closed page.
    await page.reload();
    await page.getByText(/草稿，存于/).waitFor();
    expect([await page.getByLabel('依据').inputValue(), await page.getByLabel('新期限').inputValue()]).toEqual(['联席会议2031年第2次会议纪要', '2031-11-14']);
    await page.getByRole('button', { name: '看看有何影响' }).click();
    await page.getByRole('row', { name: /期限.*2031-10-31.*2031-11-14/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '发出调整通知' }).click();
    await page.getByRole('region', { name: '第 1 次' }).first().waitFor();
    await page.getByText(/草稿，存于/).waitFor({ state: 'detached' });
    expect(await page.getByLabel('依据').inputValue()).toBe('');
    expect((await city.system.as('office').get<{ deadline: string }>(`/items/${planId}-2`)).deadline).toBe('2031-11-14');
  });

  it('gets a new item, one split, another figure and another unit, shown as what was and what will be', async () => {
    const office = await city.openAs('office', `/plans/${planId}/amendments`);
    const { page } = office;
    await page.getByLabel('依据').fill('产改办〔2031〕7号');
    const change = page.getByRole('group', { name: '修改事项' });
    await change.getByLabel('事项', { exact: true }).click();
    await page.getByTitle('1 技能培训').click();
    await change.getByLabel('增加参与单位').fill(UNION);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await change.getByRole('button', { name: '修改指标' }).click();
    await change.getByLabel('数值').fill('50000');
    await page.getByRole('button', { name: '新增一项' }).click();
    const added = page.getByRole('group', { name: '新增事项' });
    await added.getByLabel('编号').fill('3');
    await page.getByRole('button', { name: '看看有何影响' }).click();
    await added.getByText('请填写名称').waitFor();
    await added.getByLabel('名称').fill('新就业形态劳动者建会入会');
    await added.getByLabel('期限').fill('2031-09-30');
    await added.getByLabel('牵头单位').fill(EDUCATION);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '拆分一项' }).click();
    const split = page.getByRole('group', { name: '拆分事项' });
    await split.getByLabel('拆分哪一项').click();
    await page.getByTitle('2 劳动竞赛').last().click();
    await split.getByLabel('名称').fill('班组竞赛');
    await split.getByLabel('牵头单位').fill(UNION);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await split.getByRole('checkbox', { name: '原事项继续办理' }).check();
    await page.getByRole('button', { name: '看看有何影响' }).click();
    const shown = page.getByRole('region', { name: '看看有何影响' });
    await shown.getByRole('row', { name: /新增.*新就业形态劳动者建会入会/ }).waitFor();
    await shown.getByRole('row', { name: /指标.*4.*5/ }).waitFor();
    await shown.getByRole('row', { name: /拆分/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '发出调整通知' }).click();
    await page.getByRole('region', { name: '第 2 次' }).first().waitFor();
    await projected(city.system.store);
    const { rows } = await city.system.as('office').get<{ rows: { title: string }[] }>('/ledger', { planId });
    expect(rows.map(({ title }) => title)).toEqual(expect.arrayContaining(['新就业形态劳动者建会入会', '班组竞赛', '劳动竞赛', '技能培训']));
  });

  it('is followed for a unit with nobody registered by what it tells the office, which shows as such', async () => {
    const { rows } = await city.system.as('office').get<{ rows: { itemId: string; title: string }[] }>('/ledger', { planId });
    const itemId = rows.find(({ title }) => title === '新就业形态劳动者建会入会')!.itemId;
    const office = await city.openAs('office', `/items/${itemId}`);
    const { page } = office;
    await page.getByRole('region', { name: '代录' }).getByRole('button', { name: `代 ${EDUCATION} 录入` }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '代录' }).click();
    await form.getByRole('alert').getByText('请填写告知之日').waitFor();
    const { now } = await city.system.as('office').get<{ now: string }>(`/items/${itemId}/agenda`);
    today = new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10);
    await form.getByLabel('告知之日').fill(today);
    await form.getByLabel('由谁告知').fill('教育局联系人王某');
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '代录' }).click();
    await page.getByText(`代 ${EDUCATION} 办理`).first().waitFor();
    expect((await city.system.as('office').get<{ assignments: { status: string }[] }>(`/items/${itemId}`)).assignments).toMatchObject([{ status: 'inProgress' }]);
    await city.system.as('office').post(`/items/${itemId}/quantify`, { targets: [{ id: 't1', metric: '新增会员', comparison: '>=', value: 200, unit: '人', text: '不少于200人' }], deadline: null, steps: [] });
    await page.reload();
    // A report that came on paper, with its scan, a figure and what shows it.
    await page.getByRole('region', { name: '代录' }).getByRole('button', { name: `代 ${EDUCATION} 录入` }).click();
    await form.getByRole('radio', { name: '进展' }).check();
    await form.getByLabel('告知之日').fill(today);
    await form.getByRole('radio', { name: '纸质材料' }).check();
    await form.getByLabel('由谁告知').fill('教育局联系人王某');
    await form.getByLabel('告知的内容').fill('已组建工会联合会，吸收会员入会');
    await form.getByLabel(/新增会员/).fill('120');
    await form.getByRole('button', { name: '代录' }).click();
    await form.getByRole('alert').getByText('纸质材料请附扫描件').waitFor();
    await form.locator('input[type=file]').first().setInputFiles({ name: '报告扫描件.png', mimeType: 'image/png', buffer: PICTURE });
    await form.getByTitle('报告扫描件.png').waitFor();
    await form.locator('input[type=file]').last().setInputFiles({ name: '入会名册.txt', mimeType: 'text/plain', buffer: Buffer.from('会员 120 人') });
    await form.getByRole('checkbox', { name: '入会名册.txt', checked: true }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '代录' }).click();
    await form.waitFor({ state: 'detached' });
    const item = await city.system.as('office').get<{ targets: { reached: number | null }[] }>(`/items/${itemId}`);
    expect(item.targets).toMatchObject([{ reached: 120 }]);
  });

  it('has a form of a reporting round filled in and sent for a unit with nobody registered', async () => {
    const { proceeding } = await city.system.as('office').post<{ proceeding: { id: string } }>('/reporting-rounds', { planId, title: '3月调度', period: { from: '2031-03-01', to: '2031-03-31' }, day: '2031-03-31' });
    const office = await city.openAs('office', `/proceedings/reporting-round/${proceeding.id}`);
    const { page } = office;
    await page.getByRole('row', { name: new RegExp(EDUCATION) }).getByRole('button', { name: '代录' }).click();
    const filling = page.getByRole('dialog', { name: `代 ${EDUCATION} 填报` });
    await filling.getByLabel('本期进展').fill('又有两家企业建会，会员继续增加');
    await filling.getByLabel(/新增会员/).fill('150');
    await filling.getByRole('button', { name: '全部送审' }).click();
    const told = page.getByRole('dialog', { name: `代 ${EDUCATION} 录入` });
    await told.getByLabel('告知之日').fill(today);
    await told.getByLabel('由谁告知').fill('教育局联系人王某');
    expect(await office.seriousFindings()).toEqual([]);
    await told.getByRole('button', { name: '全部送审' }).click();
    await page.getByRole('row', { name: new RegExp(`${EDUCATION}.*已报送`) }).waitFor();
    await city.system.as('office').post(`/reporting-rounds/${proceeding.id}/call-off`, { reason: '并入下月调度' });
  });

  it('is told of in a briefing; published, it has its number', async () => {
    const office = await city.openAs('office', '/briefings');
    const { page } = office;
    await page.getByText('先设置简报名称和报送发范围，再起草。').waitFor();
    await page.getByLabel('简报名称').fill('匠才培育工作简报');
    await page.getByRole('button', { name: '保存设置' }).click();
    await page.getByRole('button', { name: '起草简报' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '保存草稿' }).click();
    await form.getByRole('alert').filter({ hasText: '请填写标题' }).waitFor();
    await form.getByLabel('标题', { exact: true }).fill('一季度进展');
    await form.getByLabel('所述期间起').fill('2031-01-01');
    await form.getByLabel('止', { exact: true }).fill('2031-03-31');
    await form.getByText('此期间没有可引用的数字。').waitFor();
    await form.getByLabel('段落').fill('各单位已部署全年工作，责任到人');
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '保存草稿' }).click();
    await page.getByRole('region', { name: '一季度进展' }).getByRole('button', { name: '发布' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '发布' }).click();
    await page.getByText(/已发布：2031 年第 1 期/).waitFor();
    const { briefings } = await city.system.as('office').get<{ briefings: object[] }>(`/briefings/${city.system.unit(OFFICE)}`);
    expect(briefings[0]).toMatchObject({ status: 'published', sections: [{ paragraphs: [{ text: '各单位已部署全年工作，责任到人' }] }] });
    // What was published stays; what was wrong in it is corrected by an issue of its own, which begins with its words.
    await page.getByRole('button', { name: '起草更正' }).click();
    await form.getByLabel('更正理由').fill('责任分工有误');
    expect(await form.getByLabel('标题', { exact: true }).inputValue()).toBe('一季度进展');
    await form.getByLabel('段落').fill('各单位已部署全年工作，责任到岗');
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('更正前一期。理由：责任分工有误').waitFor();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '发布' }).click();
    await page.getByText(/已发布：2031 年第 2 期/).waitFor();
    await page.getByText('已由后一期更正').waitFor();
  });

  it('the auditor reads who did what and that the chain holds, and no contents', async () => {
    const auditor = await city.openAs('auditor');
    const { page } = auditor;
    await page.getByRole('heading', { level: 1, name: '审计' }).waitFor();
    await page.getByRole('searchbox').fill(`item/${planId}`);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: `item/${planId}-2` }).click();
    await page.getByText(/链完好/).waitFor();
    await page.getByRole('cell', { name: /✓ 一致/ }).first().waitFor();
    expect(await page.getByText('劳动竞赛').count()).toBe(0);
    expect(await auditor.seriousFindings()).toEqual([]);
    const refused = await city.system.as('office').ask('GET', '/audit/chain', { query: { stream: `item/${planId}-2` } });
    expect(refused.status).toBe(403);
  });

  it('ends: what is open is closed as unfulfilled after a look, and the plan is archived', async () => {
    await city.system.setClock('2032-01-06T01:00:00.000Z');
    const office = await city.openAs('office', `/plans/${planId}/year-end`);
    const { page } = office;
    await page.getByRole('checkbox', { name: /技能培训/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByLabel('原因').fill('年度内未完成，转入下一年度统筹');
    await page.getByRole('button', { name: '看看有何影响' }).click();
    await page.getByText('将办理 4 项，0 项不能办理').waitFor();
    await page.getByRole('button', { name: '办理这 4 项' }).click();
    await page.getByRole('heading', { name: '全部了结' }).waitFor();
    await page.getByRole('button', { name: '归档计划' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '归档计划' }).click();
    await page.getByText('档案完好').waitFor();
    expect((await city.system.as('office').get<PlanReply['plan']>(`/plans/${planId}`)).status).toBe('archived');
  });

  it('counts no more among what stands now, and is found where one asks for what is over, for its plan, or for a day before', async () => {
    const api = city.system.as('office');
    const counted = async (question: string): Promise<number> => (await api.get<{ total: number }>(`/dashboard?${question}`)).total;
    const all = await counted('');
    await until('what stands now', async () => (await counted('current=true')) === 0);
    expect(all).toBeGreaterThan(3);
    expect([await counted(`planId=${planId}`), await counted('current=true&asOf=2032-01-05')]).toEqual([all, all]);
    expect((await api.get<{ total: number }>('/ledger?current=true')).total).toBe(0);
    const { points } = await api.get<{ points: { day: string; total: number; due: number }[] }>('/dashboard/trend?current=true&days=2032-01-05,2032-01-06');
    const due = (await api.get<{ total: number }>('/ledger?dueBefore=2032-01-05')).total;
    expect(due).toBeGreaterThan(0);
    expect(points.map((point) => [point.total, point.due])).toEqual([[all, due], [0, 0]]);
    const office = await city.openAs('office', '/ledger');
    const { page } = office;
    await page.getByText('还没有事项').waitFor();
    await office.goTo('/ledger?past=true');
    await page.getByRole('grid').getByText('技能培训').first().waitFor();
    await page.getByText('含已归档、已结转的').waitFor();
    await office.goTo('/overview');
    await office.settled();
    expect(await page.getByRole('main').innerText()).not.toContain('技能培训');
  });

  it('is read on a phone by those whom it concerns', async () => {
    const office = await city.open(PHONE);
    await office.signIn('office', `/plans/${planId}/amendments`);
    await office.page.getByRole('heading', { name: /第 1 次/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    expect(await office.page.getByRole('button', { name: '发出调整通知' }).count()).toBe(0);
  });
});
