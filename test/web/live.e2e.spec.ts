import { aCity, HR, importFile, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import type { WebPage } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月底前'].join('\n');

/** What one does, another sees without loading the page anew; nothing that they read or type moves under their hands. */
describe('what others do meanwhile', () => {
  let planId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }, { login: 'union', unit: UNION, roles: ['handler', 'liaison'] }, { login: 'auditor', unit: OFFICE, roles: ['auditor'] }],
        apis: 1,
      }),
    async (system) => {
      planId = await issuedPaper(system.as('office'), PLAN, 2);
    },
  );
  const open = async (login: string, path: string): Promise<WebPage> => {
    const page = await city.open();
    const listening = page.page.waitForResponse('**/live');
    await page.signIn(login, path);
    await listening;
    return page;
  };

  it('shows on the page of the item by itself', async () => {
    const { page } = await open('office', `/items/${planId}-1`);
    await page.getByRole('region', { name: '时间线' }).getByText('下发').waitFor();
    await city.system.as('hr').command(`${planId}-1`, 'receive', { assignmentId: 'a1' });
    await page.getByRole('region', { name: '承办单位' }).getByText('办理中').first().waitFor();
  });

  it('waits in a list until its reader wants to see it', async () => {
    const office = await open('office', '/ledger');
    const { page } = office;
    const row = page.getByRole('row', { name: /劳动竞赛/ });
    await row.getByText('待签收').waitFor();
    const { position } = await city.system.as('union').command(`${planId}-2`, 'receive', { assignmentId: 'a1' });
    await city.system.as('office').get('/ledger', { after: position });
    await page.getByRole('button', { name: '1 项有新变化，显示' }).waitFor();
    expect(await row.getByText('待签收').isVisible()).toBe(true);
    expect(await office.seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '1 项有新变化，显示' }).click();
    await row.getByText('办理中').waitFor();
    await page.getByRole('button', { name: /有新变化/ }).waitFor({ state: 'detached' });
  });

  it('says on the page of a draft that somebody else changes it, and shows it when its reader asks', async () => {
    const { plan } = await importFile(city.system.as('office'), Buffer.from(PLAN.replaceAll('技能', '安全')), 'draft.csv');
    const office = await open('office', `/plans/${plan.id}/draft?step=check&item=item-1`);
    const { page } = office;
    await page.getByRole('heading', { level: 2, name: /安全培训/ }).waitFor();
    await city.system.as('office').post(`/plans/${plan.id}/change-item`, { itemKey: 'item-1', title: '安全生产培训' });
    const shows = page.getByRole('button', { name: '计划有新变化，显示' });
    await shows.waitFor();
    expect(await page.getByRole('heading', { level: 2, name: /安全生产培训/ }).count()).toBe(0);
    expect(await office.seriousFindings()).toEqual([]);
    await shows.click();
    await page.getByRole('heading', { level: 2, name: /安全生产培训/ }).waitFor();
    await shows.waitFor({ state: 'detached' });
    // One's own change of it is no news.
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.getByRole('dialog').getByLabel('名称', { exact: true }).fill('安全生产轮训');
    await page.getByRole('dialog').getByRole('button', { name: '保存修改' }).click();
    await page.getByRole('heading', { level: 2, name: /安全生产轮训/ }).waitFor();
    await city.system.as('union').command(`${planId}-2`, 'report', { assignmentId: 'a1', stepId: null, text: '第一季度举办劳动竞赛十二场', percent: 20, values: [] });
    // Later in the stream than the own change: had that been news, it would stand beside it.
    await page.getByRole('button', { name: '1 项有新变化，显示' }).waitFor();
  });

  it('is heard by who reads no items, too', async () => {
    const page = await city.open();
    const listening = page.page.waitForResponse('**/live');
    await page.signIn('auditor', '/audit');
    expect((await listening).status()).toBe(200);
  });

  it('changes nothing of a form that is open, and is told before the form overwrites it', async () => {
    const { page } = await open('hr', `/items/${planId}-1`);
    await page.getByRole('button', { name: '报送进展' }).click();
    await page.getByLabel('进展说明').fill('已与三所院校签订协议');
    await page.getByLabel(/职业技能培训/).fill('12400');
    await city.system.as('hr').command(`${planId}-1`, 'report', { assignmentId: 'a1', stepId: null, text: '同事先报了一次进展情况', percent: 20, values: [] });
    // The page behind the form knows of it already.
    await page.getByRole('region', { name: '承办单位' }).getByText('20%').waitFor();
    expect(await page.getByLabel('进展说明').inputValue()).toBe('已与三所院校签订协议');
    const send = page.getByRole('dialog').getByRole('button', { name: '报送进展' });
    await send.click();
    await page.getByRole('alert').filter({ hasText: '在您填写时有了变化' }).waitFor();
    await send.click();
    await page.getByText('已报送进展').waitFor();
  });

  it('says how old the page is by the clock of the system, where the device has another', async () => {
    const office = await city.open();
    const { page } = office;
    await page.clock.install({ time: new Date('2020-01-01T00:00:00Z') });
    let asked = 0;
    await page.route('**/live', (route) => (asked++ === 0 ? route.fulfill({ contentType: 'text/event-stream', body: ': open\nid: p0\n\nevent: clock\ndata: {"now":"2031-03-03T01:05:00.000Z"}\n\n' }) : route.abort('connectionreset')));
    await office.signIn('office', '/ledger');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const strip = page.getByText('数据截至 2031-03-03 09:05，连接中断');
    for (let turn = 0; turn < 40 && (await strip.count()) === 0; turn++) await page.clock.runFor(5_000);
    await strip.waitFor();
  });

  it('is no news to who did it', async () => {
    const { page } = await open('hr', `/items/${planId}-1`);
    await page.getByRole('button', { name: '报送进展' }).click();
    await page.getByLabel('进展说明').fill('四月新增两个培训基地');
    await page.getByLabel(/职业技能培训/).fill('12900');
    await page.getByRole('dialog').getByRole('button', { name: '报送进展' }).click();
    await page.getByText('已报送进展').waitFor();
    expect(await page.getByRole('button', { name: /有新变化/ }).count()).toBe(0);
    // What a colleague does comes after it in the stream: by then its own would have been counted.
    await city.system.as('hr').command(`${planId}-1`, 'report', { assignmentId: 'a1', stepId: null, text: '五月新增一个培训基地', percent: 30, values: [] });
    await page.getByRole('region', { name: '承办单位' }).getByText('30%').waitFor();
    await page.getByRole('button', { name: '1 项有新变化，显示' }).waitFor();
  });
});
