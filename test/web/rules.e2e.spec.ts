import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月28日前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月31日前'].join('\n');

/** The office changes what everything runs by, in a real browser on the real system. */
describe('the office changes rules at the web page', () => {
  const city = webCity(
    () =>
      aCity({
        now: '2031-03-03T01:00:00.000Z',
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }, { login: 'union', unit: UNION, roles: ['handler', 'liaison'] }],
        apis: 1,
      }),
    async (system) => {
      await issuedPaper(system.as('office'), PLAN, 2);
    },
  );
  const versions = async (path: string): Promise<{ basis: string; rules: { receiptWorkingDays: number }; days: { day: string; kind: string }[] }[]> => (await city.system.as('office').get<{ versions: never[] }>(path)).versions;

  it('sees which deadlines a rule moves before it takes effect, and tries again what it changed since', async () => {
    const office = await city.openAs('office', '/rules');
    const { page } = office;
    await page.getByLabel('签收期限（工作日）').fill('5');
    expect(await page.getByRole('button', { name: '生效' }).isDisabled()).toBe(true);
    // What is missing is said at its field.
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText('请写明依据').waitFor();
    await page.getByLabel('依据').fill('联席会议2031年第1次会议纪要');
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText(/2 个期限移动 · 0 个转为逾期/).waitFor();
    await page.getByRole('region', { name: '期限移动' }).getByRole('row', { name: /技能培训/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByLabel('签收期限（工作日）').fill('6');
    await page.getByText('试算之后又有改动').waitFor();
    expect(await page.getByRole('button', { name: '生效' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText('试算之后又有改动').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '生效' }).click();
    await page.getByText('第 2 版已保存').waitFor();
    expect((await versions('/policies/standard'))[0]).toMatchObject({ basis: '联席会议2031年第1次会议纪要', rules: { receiptWorkingDays: 6 } });
    await page.getByRole('row', { name: /第 2 版 · 现行/ }).waitFor();
  });

  it('keeps what is typed where somebody else sets a version meanwhile, tells what they set, and takes none of it back', async () => {
    const office = await city.openAs('office', '/rules');
    const { page } = office;
    const take = page.getByRole('button', { name: '生效' });
    await page.getByLabel('宽限（工作日）').fill('7');
    await page.getByLabel('依据').fill('联席会议2031年第2次会议纪要');
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText(/个期限移动|没有期限移动/).first().waitFor();
    const { versions: now } = await city.system.as('office').get<{ versions: { name: string; rules: { quantifyWorkingDays: number }; variants: unknown[] }[] }>('/policies/standard');
    const [{ name, rules, variants }] = now as [(typeof now)[number]];
    await city.system.as('office').post('/policies/standard', { name, rules: { ...rules, quantifyWorkingDays: 9 }, variants, basis: '同事先改', effectiveFrom: null });
    await take.click();
    await page.getByRole('region', { name: '他人的改动与本次填写' }).getByRole('row', { name: /量化期限（工作日） \d+ 9 本次未改/ }).waitFor();
    expect([await page.getByLabel('宽限（工作日）').inputValue(), await page.getByLabel('依据').inputValue(), await page.getByLabel('量化期限（工作日）').inputValue()]).toEqual(['7', '联席会议2031年第2次会议纪要', '9']);
    expect(await office.seriousFindings()).toEqual([]);
    // A closed page loses nothing of it.
    await page.reload();
    await page.getByText(/草稿，存于/).waitFor();
    expect(await page.getByLabel('宽限（工作日）').inputValue()).toBe('7');
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText(/个期限移动|没有期限移动/).first().waitFor();
    await take.click();
    await page.getByText(/第 4 版已保存/).waitFor();
    expect((await versions('/policies/standard'))[0]).toMatchObject({ basis: '联席会议2031年第2次会议纪要', rules: { graceWorkingDays: 7, quantifyWorkingDays: 9 } });
  });

  it('reads what two versions say otherwise, and begins another policy from one that there is', async () => {
    const office = await city.openAs('office', '/rules');
    const { page } = office;
    await page.getByRole('region', { name: '版本对比' }).first().getByRole('row', { name: /宽限（工作日） \d+ 7/ }).waitFor();
    await page.getByRole('button', { name: '据此新建一套规则' }).click();
    await page.getByText(/为底本新建/).waitFor();
    await page.getByLabel('依据').fill('联席会议2031年第2次会议纪要');
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText('请填写名称').waitFor();
    await page.getByLabel('名称', { exact: true }).fill('重点项目督办规则');
    await page.getByLabel('签收期限（工作日）').fill('2');
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText('没有期限移动，灯色不变。').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '生效' }).click();
    await page.getByText('第 1 版已保存').waitFor();
    await page.getByTitle('重点项目督办规则 · 第 1 版').waitFor();
    const { policies } = await city.system.as('office').get<{ policies: { policyId: string; name: string; version: number }[] }>('/policies');
    expect(policies.find((p) => p.name === '重点项目督办规则')).toMatchObject({ version: 1 });
    expect((await versions('/policies/standard'))[0]).toMatchObject({ rules: { receiptWorkingDays: 6 } });
    // A plan that is imported now may be supervised by it.
    await office.goTo('/plans/import');
    await page.getByRole('combobox', { name: '适用的督办规则' }).click();
    await page.getByTitle('重点项目督办规则').last().click();
    const { policyId } = policies.find((p) => p.name === '重点项目督办规则')!;
    const sent = page.waitForRequest((request) => request.url().includes('/plans/import/followed'));
    await page.locator('input[type=file]').setInputFiles({ name: '方案.csv', mimeType: 'text/csv', buffer: Buffer.from(PLAN.replace('不少于4万人次', '不少于5万人次')) });
    expect(new URL((await sent).url()).searchParams.get('policyId')).toBe(policyId);
  });

  it('lays down duties that return and how time is shared out, line by line, and is told beside the line what does not hold', async () => {
    const office = await city.openAs('office', '/rules');
    const { page } = office;
    await page.getByText(/^任务下达后 \d+ 个工作日内签收/).waitFor();
    const monthly = page.getByRole('group', { name: '定期任务模板 1', exact: true });
    await monthly.getByLabel('期末之后几个工作日内报').fill('4');
    expect(await monthly.getByLabel('多久一次').isDisabled()).toBe(true);
    await page.getByRole('button', { name: '加一个定期任务模板' }).click();
    const added = page.getByRole('group', { name: '定期任务模板 5', exact: true });
    await added.getByLabel('模板名称').fill('月度简报');
    await added.getByLabel('报什么').fill('一件典型做法');
    await page.getByRole('button', { name: '加一个倒排工期模板' }).click();
    const shared = page.getByRole('group', { name: '倒排工期模板 2', exact: true });
    await shared.getByLabel('工期模板名称').fill('两段推进');
    await shared.getByLabel('用于哪些类别').fill('劳动竞赛');
    await page.keyboard.press('Enter');
    await shared.getByLabel('阶段名称').fill('部署');
    await shared.getByLabel('占工作日（%）').fill('40');
    await page.getByLabel('依据').fill('联席会议2031年第3次会议纪要');
    await page.getByRole('button', { name: '试算' }).click();
    await shared.getByText('合计 40%，应为 100%').waitFor();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByRole('button', { name: '生效' }).isDisabled()).toBe(true);
    await shared.getByRole('button', { name: '加一个阶段' }).click();
    await shared.getByLabel('阶段名称').last().fill('收官');
    await shared.getByText('合计 100%').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText(/个期限移动|没有期限移动/).first().waitFor();
    await page.getByRole('button', { name: '生效' }).click();
    await page.getByText(/版已保存/).waitFor();
    const { versions: now } = await city.system.as('office').get<{ versions: { rules: { dutyTemplates: object[]; scheduleTemplates: object[] } }[] }>('/policies/standard');
    expect(now[0]!.rules.dutyTemplates).toMatchObject([{ id: 'monthly-figures', dueWorkingDays: 4 }, {}, {}, {}, { name: '月度简报', cadence: 'monthly', owedBy: 'leads', contents: '一件典型做法', retired: false }]);
    expect(now[0]!.rules.scheduleTemplates).toMatchObject([{ id: 'three-parts' }, { name: '两段推进', categories: ['劳动竞赛'], parts: [{ title: '部署', percent: 40 }, { title: '收官', percent: 60 }] }]);
  });

  it('lays down rules and guidance for some kinds of unit, sees what moves for them alone, and they read what is laid down for them', async () => {
    const office = await city.openAs('office', '/rules');
    const { page } = office;
    await page.getByText(/^任务下达后 \d+ 个工作日内签收/).waitFor();
    await page.getByRole('button', { name: '加一条分类指导' }).click();
    const variant = page.getByRole('group', { name: '分类指导 1', exact: true });
    await variant.getByLabel('分类名称').fill('群团组织从宽');
    await page.getByLabel('依据').fill('联席会议2031年第4次会议纪要');
    await page.getByRole('button', { name: '试算' }).click();
    // Whom it is for and what it says is missing: each told at its field.
    await variant.getByText('至少写明一项：单位类别、规模、行业或地区').waitFor();
    await variant.getByText('没有不同的规则，也没有指导意见').waitFor();
    await variant.getByRole('combobox', { name: '单位类别' }).click();
    await page.getByTitle('群团组织', { exact: true }).last().click();
    await variant.getByText('现在没有符合的单位').waitFor();
    await variant.getByLabel('指导意见').fill('每季度至少一次集体协商');
    await variant.getByRole('combobox', { name: '另定哪些规则' }).fill('签收期限');
    await page.keyboard.press('Enter');
    await variant.getByRole('combobox', { name: '另定哪些规则' }).fill('宽限');
    await page.keyboard.press('Enter');
    await variant.getByLabel('宽限（工作日）').fill('9');
    // What is no longer chosen to differ is as for all, though it was typed.
    await variant.getByRole('combobox', { name: '另定哪些规则' }).press('Backspace');
    await variant.getByLabel('宽限（工作日）').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await variant.getByLabel('签收期限（工作日）').fill('20');
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText('没有期限移动，灯色不变。').waitFor();
    await page.getByRole('button', { name: '生效' }).click();
    await page.getByText(/版已保存/).waitFor();
    const { versions: now } = await city.system.as('office').get<{ versions: { variants: object[] }[] }>('/policies/standard');
    expect(now[0]!.variants).toEqual([{ name: '群团组织从宽', when: { unitClass: 'massOrganisation' }, differences: { receiptWorkingDays: 20 }, guidance: '每季度至少一次集体协商' }]);
    await page.getByRole('region', { name: '版本对比' }).first().getByRole('row', { name: /分类指导 — 群团组织从宽 · 群团组织 · 签收期限（工作日）：20 · 每季度至少一次集体协商/ }).waitFor();
    // A unit is recorded as one of them: what moves is of that unit alone.
    const { units } = await city.system.as('office').get<{ units: { id: string; name: string }[] }>('/roster');
    await office.goTo(`/units?unit=${units.find(({ name }) => name === UNION)!.id}`);
    await page.getByRole('combobox', { name: '单位类别' }).click();
    await page.getByTitle('群团组织', { exact: true }).last().click();
    await page.getByRole('button', { name: '试算分类变更' }).click();
    const moved = page.getByRole('region', { name: '期限移动' });
    await moved.getByRole('row', { name: /劳动竞赛/ }).waitFor();
    expect(await moved.getByRole('row', { name: /技能培训/ }).count()).toBe(0);
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '单位分类', exact: true }).click();
    await page.getByRole('region', { name: '分类指导' }).getByText(/每季度至少一次集体协商/).waitFor();
    const reader = await city.openAs('union', '/rules');
    await reader.page.getByRole('region', { name: '对本单位另定的规则和指导意见' }).getByText(/群团组织从宽/).waitFor();
    expect(await reader.seriousFindings()).toEqual([]);
  });

  it('is told in the system’s words what does not hold', async () => {
    const office = await city.openAs('office', '/rules');
    const { page } = office;
    await page.getByLabel('提醒发出时间').fill('');
    await page.getByLabel('依据').fill('误填的规则');
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByLabel('依据').inputValue()).toBe('误填的规则');
    expect(await page.getByRole('button', { name: '生效' }).isDisabled()).toBe(true);
  });

  it('adds days off to the calendar, sees what moves, and lets it take effect', async () => {
    const office = await city.openAs('office', '/rules/calendar');
    const { page } = office;
    await page.getByRole('heading', { name: '历次版本' }).waitFor();
    await page.getByRole('combobox', { name: '年份' }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByLabel('放假安排已公布到').fill('2031');
    await page.getByLabel('日期').fill('2031-03-05');
    await page.getByLabel('至').fill('2031-03-06');
    await page.getByLabel('名称').fill('临时放假');
    await page.getByRole('button', { name: '加入' }).click();
    await page.getByLabel('依据').fill('市政府办公室通知〔2031〕3号');
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText(/[1-9]\d* 个期限移动/).waitFor();
    await page.getByRole('button', { name: '生效' }).click();
    await page.getByText(/第 \d+ 版已保存/).waitFor();
    expect((await versions('/calendar'))[0]!.days).toEqual(expect.arrayContaining([{ day: '2031-03-05', kind: 'holiday', name: '临时放假' }, { day: '2031-03-06', kind: 'holiday', name: '临时放假' }]));
    await page.getByRole('button', { name: '看看哪些应更正' }).click();
    await page.getByText('没有需要更正的逾期').waitFor();
  });

  it('is read by everybody, on a phone too, and changed there by nobody', async () => {
    const hr = await city.openAs('hr', '/rules', PHONE);
    const { page } = hr;
    await page.getByText('由产改办修改').waitFor();
    await page.getByRole('region', { name: '签收与量化' }).getByText('签收期限（工作日）').waitFor();
    expect(await page.getByRole('button', { name: '生效' }).count()).toBe(0);
    expect(await hr.seriousFindings()).toEqual([]);
  });

  it('lays down checklists by versions: a template is added, changed, and offered when an inspection begins', async () => {
    const office = await city.openAs('office', '/rules/checklists');
    const { page } = office;
    await page.getByRole('button', { name: '新增模板' }).click();
    const form = page.getByRole('dialog', { name: '新增模板' });
    await form.getByRole('button', { name: '新增模板' }).click();
    await form.getByRole('alert').filter({ hasText: '请填写“模板名称”' }).waitFor();
    await form.getByLabel('模板名称').fill('培训台账清单');
    await form.getByRole('group', { name: '第 1 项' }).getByLabel('问题').fill('培训台账是否齐全');
    expect(await office.seriousFindings()).toEqual([]);
    await form.getByRole('button', { name: '新增模板' }).click();
    await page.getByRole('button', { name: '培训台账清单' }).click();
    const change = page.getByRole('dialog', { name: '培训台账清单' });
    await change.getByRole('button', { name: '再加一项' }).click();
    await change.getByRole('group', { name: '第 2 项' }).getByLabel('问题').fill('补贴是否按时发放');
    await change.getByRole('button', { name: '保存新版本' }).click();
    await page.getByRole('row', { name: /培训台账清单 2 第 2 版 .* 可选用/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('sets an evaluation scheme: from an example, told field by field what is wrong, tried on current data, then set', async () => {
    const office = await city.openAs('office', '/rules/schemes');
    const { page } = office;
    await page.getByRole('link', { name: '新增方案' }).click();
    await page.getByRole('button', { name: '填入示例' }).click();
    await page.getByLabel('方案名称').fill('2031年度考核方案');
    const indicator = page.getByRole('group', { name: '指标 1' });
    await indicator.getByLabel('公式').fill('onTimeRates * 40');
    await page.getByLabel('开始日期').fill('2031-01-01');
    await page.getByLabel('结束日期').fill('2031-03-03');
    await page.getByLabel('“市直部门”类单位').click();
    await page.getByTitle(HR, { exact: true }).last().click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '试算' }).click();
    // Where the focus goes, and beside the field.
    await page.getByRole('alert').filter({ hasText: /考核方案不正确/ }).waitFor();
    await indicator.getByText('没有名为“onTimeRates”的数据项').waitFor();
    await indicator.getByLabel('公式').fill('onTimeRate * 40');
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByRole('region', { name: '试算结果' }).getByRole('row', { name: new RegExp(`${HR} 市直部门 .*按期完成`) }).waitFor();
    await page.getByText('由人评分：工作质量、改革创新').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByLabel('依据').fill('联席会议2031年第1次会议纪要');
    // Indicators stand in the order in which the office wants them; a class says which units it is for.
    await page.getByRole('group', { name: '指标 2' }).getByRole('button', { name: '上移' }).click();
    await page.getByRole('combobox', { name: '单位类别' }).click();
    await page.getByTitle('政府部门', { exact: true }).last().click();
    await page.getByRole('button', { name: '设定方案' }).click();
    await page.getByText('第 1 版已保存').waitFor();
    await page.getByRole('heading', { level: 1, name: '2031年度考核方案' }).waitFor();
    const { schemes } = await city.system.as('office').get<{ schemes: { schemeId: string; name: string; version: number }[] }>('/schemes');
    expect(schemes).toMatchObject([{ name: '2031年度考核方案', version: 1 }]);
    const { versions: set } = await city.system.as('office').get<{ versions: { scheme: { classes: { when: object | null; indicators: { id: string; formula: string | null }[] }[] } }[] }>(`/schemes/${schemes[0]!.schemeId}`);
    expect(set[0]!.scheme.classes[0]!.indicators.map(({ id, formula }) => [id, formula])).toEqual([['i2', 'targetRate * 30'], ['i1', 'onTimeRate * 40'], ['i3', null], ['i4', null], ['i5', 'redCount * 3']]);
    expect(set[0]!.scheme.classes[0]!.when).toMatchObject({ unitClass: 'governmentOrgan' });
    // Who is no office reads it.
    const reader = await city.openAs('hr', `/rules/schemes/${schemes[0]!.schemeId}`, PHONE);
    await reader.page.getByText('由办公室设定').waitFor();
    expect(await reader.page.getByRole('button', { name: '设定方案' }).count()).toBe(0);
    expect(await reader.page.getByLabel('方案名称').isDisabled()).toBe(true);
  });
});
