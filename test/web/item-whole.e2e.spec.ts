import { aFinding, findingOf, Inspecting, type InspectionReply } from '../e2e/an-inspection';
import { aCity, HR, issuedPaper, OFFICE, UNION, WATCH } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年3月14日前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月底前'].join('\n');
const RELATED = '督查、会议、批示与困难问题';

/** An item that is long overdue and was inspected: what its page gathers. Later steps stand on earlier ones. */
describe('the page of an item with a long course', () => {
  let itemId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION, WATCH].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
          { login: 'head', unit: WATCH, roles: ['teamLeader'] },
        ],
        apis: 1,
      }),
    async (system) => {
      const office = system.as('office');
      const planId = await issuedPaper(office, PLAN, 2);
      itemId = `${planId}-1`;
      await office.post('/difficulties', { planId, title: '补贴兑现慢', text: '补贴兑现慢', source: { kind: 'item', ref: itemId } });
      await office.post('/difficulties', { planId, title: '场地不足', text: '竞赛场地不足', source: { kind: 'item', ref: `${planId}-2` } });
      const { act, sign } = new Inspecting(system);
      const team = [{ personId: 'p-head', unitId: system.unit(WATCH), role: 'leader' }];
      const opened = await office.post<InspectionReply>('/inspections', { planId, title: '台账抽查', reason: { kind: 'unit', ref: system.unit(HR), text: '台账抽查' }, unitIds: [system.unit(HR)], itemIds: [itemId], days: { from: '2031-03-05', to: '2031-03-14' }, team });
      const { id } = opened.proceeding;
      await act('signer', `${id}/approve`, { grant: true, text: '同意' });
      await act('head', `${id}/give-notice`, { text: '督查通知' });
      const found = await act('head', `${id}/findings`, aFinding(system.unit(HR), itemId, '培训名册与台账不符'));
      await sign('signer', id, findingOf(found, 'f1').notices[0]!.paperId);
      const hr = system.as('hr');
      await hr.post(`/items/${itemId}/receive`, { assignmentId: 'a1' });
      const report = (percent: number): Promise<unknown> => hr.post(`/items/${itemId}/report`, { assignmentId: 'a1', stepId: null, text: `培训名册已汇总至百分之${percent}`, percent, values: [] });
      await report(5);
      await system.setClock('2031-05-14T02:00:00.000Z');
      await until('the paper on what is late', async () => (await office.get<{ entries: { type: string }[] }>(`/items/${itemId}/timeline`)).entries.some((e) => e.type === 'PaperDrafted'));
      await report(10);
    },
  );

  it('shows what was inspected and found, and what is difficult, each a link', async () => {
    const { page } = await city.openAs('office', `/items/${itemId}`);
    const related = page.getByRole('region', { name: RELATED });
    await related.getByRole('listitem').filter({ hasText: '培训名册与台账不符' }).getByText('整改中').first().waitFor();
    await related.getByRole('link', { name: '补贴兑现慢' }).waitFor();
    expect(await related.getByText('场地不足').count()).toBe(0);
    await related.getByRole('link', { name: '台账抽查' }).click();
    await page.getByRole('heading', { level: 1, name: /台账抽查/ }).waitFor();
  });

  it('shows the unit at fault the finding that it was told of', async () => {
    const { page } = await city.openAs('hr', `/items/${itemId}`);
    await page.getByRole('region', { name: RELATED }).getByText('培训名册与台账不符').waitFor();
  });

  it('folds a long course to its newest ten entries, and narrows it down by kind', async () => {
    const office = await city.openAs('office', `/items/${itemId}`);
    const { page } = office;
    const course = page.getByRole('region', { name: '时间线' });
    const whole = course.getByRole('button', { name: /^全部 \d+ 条$/ });
    await whole.waitFor();
    const entries = course.getByRole('listitem').filter({ visible: true });
    expect(await entries.count()).toBe(10);
    const total = Number(/\d+/.exec(await whole.innerText())![0]);
    await whole.click();
    await course.getByRole('button', { name: '收起' }).waitFor();
    expect(await entries.count()).toBe(total);
    await course.getByText('拟黄色督办单').waitFor();
    await course.getByText('期限与亮灯').click();
    await course.getByText('拟黄色督办单').waitFor({ state: 'detached' });
    await course.getByText(/^逾期 · /).first().waitFor();
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('concludes in a sentence why its light is red, and is one sheet with who printed it', async () => {
    const office = await city.openAs('office', `/items/${itemId}/light`);
    const { page } = office;
    const conclusion = page.getByRole('region', { name: '结论' });
    await conclusion.getByText(new RegExp(`^红灯：${HR}“技能培训”逾期超过宽限：期限 2031-03-14，已逾期 \\d+ 个工作日（61 天），宽限为 \\d+ 个工作日。$`)).waitFor();
    await conclusion.getByText('督办规则第 1 版').waitFor();
    expect(await page.getByText(/office 于 2031-05-14 \d\d:\d\d 打印/).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    await page.getByText(/office 于 2031-05-14 \d\d:\d\d 打印/).waitFor();
    const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g);
    expect(sheets).toHaveLength(1);
  });

  it('has one meaning for each share that it shows: what the unit told last and when, and what it told of a step', async () => {
    const { page } = await city.openAs('office', `/items/${itemId}`);
    const units = page.getByRole('region', { name: '承办单位' }).first();
    await units.getByRole('columnheader', { name: '单位上报进度' }).waitFor();
    await units.getByText(/^10% 2031-05-14 报$/).waitFor();
    const steps = page.getByRole('region', { name: '步骤' }).first();
    await steps.getByRole('columnheader', { name: '本步骤进度' }).waitFor();
    await steps.getByText('未按步骤报').waitFor();
  });

  it('tells of each entry which duty it is about and whose', async () => {
    await city.system.setClock('2031-06-13T02:00:00.000Z');
    await until('the signature that was left', async () => (await city.system.as('office').get<{ entries: { zh: string }[] }>(`/items/${itemId}/timeline`)).entries.some((e) => e.zh === '签发逾期'));
    const { page } = await city.openAs('office', `/items/${itemId}`);
    const course = page.getByRole('region', { name: '时间线' });
    await course.getByRole('button', { name: /^全部 \d+ 条$/ }).click();
    await course.getByText(new RegExp(`^签发逾期 · ${OFFICE}`)).waitFor();
    expect(await course.getByText(/^逾期 · 系统/).count()).toBe(0);
  });

  it('shows a corrected light struck beside the one that holds, with what put it right; nothing counts it', async () => {
    const basis = '经核，3月10日已线下报送';
    await city.system.as('office').post(`/items/${itemId}/correct`, { duty: 'step:a1-1', arming: 1, basis });
    const unit = await city.openAs('hr', `/items/${itemId}`);
    const { page } = unit;
    const head = page.getByRole('main').locator('p').filter({ hasText: '现期限' }).first();
    await head.locator('del').filter({ hasText: '严重逾期' }).waitFor();
    await head.getByText('逾期已更正').waitFor();
    await head.getByText(basis).waitFor();
    await head.getByText('● 正常').waitFor();
    expect(await unit.seriousFindings()).toEqual([]);
    await page.getByRole('link', { name: '为什么亮灯' }).click();
    await page.getByRole('region', { name: '结论' }).getByText(/逾期已更正，不再按该期限亮灯/).waitFor();
    await page.getByRole('region', { name: '逾期记录' }).locator('del').waitFor();
    expect(await unit.seriousFindings()).toEqual([]);

    const office = await city.openAs('office', '/schedule?view=table');
    await office.page.getByRole('row').filter({ hasText: '技能培训' }).filter({ hasText: HR }).getByText('逾期已更正').waitFor();
    await office.page.getByText('没有步骤比计划推迟').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
  });
});
