import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年3月7日前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月底前', '3,技能大赛,举办技能大赛12场,市总工会,2031年9月底前'].join('\n');

/** The office on a Monday (3 March 2031): what waits for its hand, each case one step away. */
describe('the workbench of the office', () => {
  let planId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }, { login: 'union', unit: UNION, roles: ['handler', 'liaison'] }],
        apis: 1,
      }),
    async (system) => {
      const office = system.as('office');
      planId = await issuedPaper(office, PLAN, 3);
      const hr = system.as('hr');
      await hr.command(`${planId}-1`, 'receive', { assignmentId: 'a1' });
      const { steps } = await hr.get<{ steps: { id: string }[] }>(`/items/${planId}-1`);
      await hr.command(`${planId}-1`, 'request-extension', { stepId: steps[0]!.id, day: '2031-04-30', reason: '企业停产检修' });
      await system.as('union').command(`${planId}-2`, 'decline', { assignmentId: 'a1', reason: '属于体育部门职责' });
      await system.as('union').command(`${planId}-3`, 'decline', { assignmentId: 'a1', reason: '属于体育部门职责' });
      await until('the requests among the duties', async () => (await office.get<{ total: number }>('/todo', { kind: 'rule' })).total === 3);
    },
  );

  it('is where the office begins: six queues with what waits, by key or by press, and a case opens from them', async () => {
    const office = await city.openAs('office', '/');
    const { page } = office;
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
    const queues = page.getByRole('navigation', { name: '待办队列' }).getByRole('link');
    await page.getByText(/周一（第 10 周）/).waitFor();
    expect((await queues.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim().split(' ').slice(0, 2))).toEqual([['待签发', '0'], ['待审核', '0'], ['申请改派', '2'], ['延期待批', '1'], ['异议待裁', '0'], ['未签收', '2']]);
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('4');
    await page.getByRole('region', { name: '延期待批' }).getByRole('link', { name: /技能培训.*市人力资源和社会保障局/ }).waitFor();
    await page.keyboard.press('1');
    await page.getByText('待签发：没有等待办理的。').waitFor();
    // The first case stands beside its list, with what can be done; its page is one press away.
    await page.getByRole('link', { name: /申请改派/ }).click();
    const beside = page.getByRole('region', { name: '2 劳动竞赛', exact: true });
    await page.getByRole('region', { name: '申请改派' }).getByRole('link', { name: /^2 劳动竞赛.*市总工会/ }).click();
    await beside.getByRole('button', { name: '裁定', exact: true }).waitFor();
    await beside.getByText(/第 [12] 件，共 2 件/).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    await beside.getByRole('link', { name: '2 劳动竞赛', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /劳动竞赛/ }).waitFor();
    await page.goBack();
    await beside.waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('Escape');
    await beside.waitFor({ state: 'detached' });
  });

  it('goes through a queue by the keyboard, and to the next case once one is decided', async () => {
    const { page } = await city.openAs('office', '/workbench?queue=decline');
    const first = page.getByRole('region', { name: '3 技能大赛', exact: true });
    const second = page.getByRole('region', { name: '2 劳动竞赛', exact: true });
    await first.or(second).first().waitFor();
    const [one, other] = (await first.count()) === 1 ? [first, second] : [second, first];
    await one.getByText('第 1 件，共 2 件').waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('j');
    await other.getByText('第 2 件，共 2 件').waitFor();
    await page.keyboard.press('k');
    await one.getByRole('button', { name: '裁定', exact: true }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('radio', { name: '不予' }).check();
    await form.getByLabel('理由').fill('属本单位职责');
    await form.getByRole('button', { name: '裁定', exact: true }).click();
    await other.getByText('第 1 件，共 1 件').waitFor();
    await form.waitFor({ state: 'detached' });
    expect(await one.count()).toBe(0);
  });

  it('says by day what falls due this week, and opens exactly that list', async () => {
    const { page } = await city.openAs('office', '/workbench');
    await page.getByRole('link', { name: '周五 2031-03-07 · 1 项' }).click();
    await page.getByRole('heading', { level: 1, name: '台账' }).waitFor();
    await page.getByText('共 1 条').waitFor();
  });

  it('fits a phone, and has the week on one sheet', async () => {
    const office = await city.openAs('office', '/workbench/report', PHONE);
    const { page } = office;
    await page.getByText(/2031 年第 10 周（2031-03-03 至 2031-03-09）/).waitFor();
    await page.getByRole('region', { name: '本周到期' }).getByRole('link', { name: /技能培训/ }).waitFor();
    await page.getByText('没有红灯和黄灯。').waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    // Any week before, as its Sunday left it, and back.
    await page.getByRole('link', { name: '上一周' }).click();
    await page.getByText(/2031 年第 9 周（2031-02-24 至 2031-03-02） · 截至 2031-03-02$/).waitFor();
    await page.getByRole('link', { name: '下一周' }).click();
    await page.getByText(/2031 年第 10 周/).waitFor();
  });
});
