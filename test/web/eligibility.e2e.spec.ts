import { aCity, issuedPaper, OFFICE } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const MILL = '河套冶金集团';
const DAIRY = '北原乳业公司';
const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', `1,带徒传技,全年带徒不少于100人,${MILL},2031年11月28日前`, `2,劳动竞赛,举办劳动竞赛6场,${DAIRY},2031年3月5日前`].join('\n');

/** 结果运用, in a real browser on the real system. */
describe('facts about enterprises at the web page', () => {
  let planId = '';
  const city = webCity(
    () =>
      aCity({
        units: [
          { name: OFFICE, staffed: true },
          { name: MILL, staffed: true, unitClass: 'stateOwnedEnterprise' },
          { name: DAIRY, staffed: true, unitClass: 'privateEnterprise' },
        ],
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'dairy', unit: DAIRY, roles: ['handler', 'liaison'] }],
        apis: 1,
      }),
    async (system) => {
      const office = system.as('office');
      planId = await issuedPaper(office, PLAN, 2);
      await system.as('dairy').post(`/items/${planId}-2/receive`, { assignmentId: 'a1' });
      await system.setClock('2031-03-20T02:00:00.000Z');
      await until('the late step is a fact', async () => (await office.get<{ rows: { name: string; facts: { name: string; value: string }[] }[] }>('/eligibility', { planId })).rows.some((r) => r.name === DAIRY && r.facts.some((f) => f.name === 'lateCount' && f.value !== '0')));
    },
  );

  it('lists each enterprise by whom it is for, opens the records behind a figure in plain words, and gives it out as a table', async () => {
    const office = await city.openAs('office', '/proceedings');
    const { page } = office;
    await page.getByRole('link', { name: '结果运用' }).click();
    await page.getByRole('heading', { level: 2, name: `${MILL}（国有企业）` }).waitFor();
    await page.getByText('非公表彰参考').click();
    await page.getByRole('heading', { level: 2, name: `${MILL}（国有企业）` }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /任务落实 逾期次数 \d+ 次/ }).getByRole('button', { name: /逾期次数：打开 \d+ 条记录/ }).click();
    const opened = page.getByRole('dialog');
    await opened.getByRole('heading', { name: '事项 2 劳动竞赛' }).waitFor();
    await opened.getByText(/逾期/).first().waitFor();
    expect(await opened.getByRole('link', { name: /打开/ }).getAttribute('href')).toContain(`/items/${planId}-2`);
    expect(await office.seriousFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出表格（xlsx）' }).click()]);
    expect(file.suggestedFilename()).toBe(`eligibility-${planId}-honours.xlsx`);
    const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出文书（docx）' }).click()]);
    expect(paper.suggestedFilename()).toBe(`eligibility-${planId}-honours.docx`);
  });

  it('tells it of a past day as it was known then', async () => {
    const office = await city.openAs('office', `/eligibility?planId=${planId}&for=honours&asOf=2031-03-04`, PHONE);
    const { page } = office;
    await page.getByText('正在查看 2031-03-04 结束时所知 · 只读').waitFor();
    await page.getByRole('heading', { level: 2, name: `${DAIRY}（非公企业）` }).waitFor();
    await page.getByRole('row', { name: /逾期次数 0 次/ }).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
  });

  it('shows an enterprise its own facts and nobody else’s', async () => {
    const dairy = await city.openAs('dairy', '/eligibility');
    await dairy.page.getByRole('heading', { level: 2, name: `${DAIRY}（非公企业）` }).waitFor();
    expect(await dairy.page.getByRole('heading', { level: 2, name: new RegExp(MILL) }).count()).toBe(0);
  });
});
