import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { PICTURE } from '../support/picture';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { DESKTOP, PHONE, WebPage } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年3月14日前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月底前'].join('\n');
/** A red dot. */

/** One item from both sides of the table. Later steps stand on earlier ones. */
describe('an item at the web page', () => {
  let itemId: string;
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }, { login: 'union', unit: UNION, roles: ['handler', 'liaison'] }],
        apis: 1,
      }),
    async (system) => {
      itemId = `${await issuedPaper(system.as('office'), PLAN, 2)}-1`;
      await until('the to-do list', async () => (await system.as('hr').get<{ total: number }>('/todo')).total > 0);
    },
  );
  const open = async (login: string, viewport = DESKTOP): Promise<WebPage> => {
    const page = await city.open(viewport);
    await page.signIn(login, `/items/${itemId}`);
    await page.page.getByRole('heading', { level: 1, name: /技能培训/ }).waitFor();
    return page;
  };
  const item = (): Promise<{ deadline: string; steps: { id: string; status: string; deadline: string; submissions: { evidenceIds: string[] }[] }[]; requests: { id: string; status: string }[] }> => city.system.as('office').get(`/items/${itemId}`);

  it('says to a department why it cannot submit yet, and then it can', async () => {
    const { page, seriousFindings } = bound(await open('hr', PHONE));
    await page.getByRole('button', { name: /现在不能办的/ }).click();
    await page.getByRole('listitem').filter({ hasText: '提交审核' }).getByText('请先签收再办理').waitFor();
    expect(await seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: '签收' }).click();
    await page.getByText('已签收').waitFor();
    await page.getByRole('button', { name: '提交审核' }).waitFor();
    // What comes says who does it, and what keeps it from happening.
    const next = page.getByRole('region', { name: '接下来' });
    await next.getByRole('listitem').filter({ hasText: '自动' }).filter({ hasText: '此前提交的除外' }).first().waitFor();
    // First what the unit itself is to do; the office's closing of the year is no news to it.
    await next.getByRole('list', { name: `${HR}要办的` }).getByText('报送 · 2031-03-14 前').waitFor();
    expect(await next.getByText('年终收官').count()).toBe(0);
  });

  it('asks for an extension; what is left out is told before anything is sent', async () => {
    const { page } = await open('hr');
    await page.getByRole('button', { name: '申请延期' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: '申请延期' }).click();
    await sheet.getByRole('alert').filter({ hasText: '有 2 处需要修改' }).waitFor();
    await sheet.getByLabel('申请的新期限').fill('2031-04-30');
    await sheet.getByLabel('理由').fill('企业停产检修，培训顺延');
    await sheet.getByRole('button', { name: '申请延期' }).click();
    await page.getByText('已申请延期').waitFor();
    await page.getByRole('cell', { name: '待裁定' }).waitFor();
    expect((await item()).requests).toMatchObject([{ status: 'open' }]);
  });

  it('shows the office what either ruling would do, and keeps neither answer chosen for it', async () => {
    const office = await open('office');
    const { page } = office;
    await page.getByRole('button', { name: '裁定', exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('企业停产检修，培训顺延').waitFor();
    await sheet.getByText(/：期限 2031-04-30，灯为/).waitFor();
    await sheet.getByText(/催办暂停至/).waitFor();
    expect(await sheet.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await office.seriousFindings()).toEqual([]);
    // What was chosen and left is a draft, said to be one, and done without.
    await sheet.getByRole('radio', { name: '不予' }).check();
    await sheet.getByText('草稿已存本机').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '裁定', exact: true }).click();
    await sheet.getByText(/草稿，存于/).waitFor();
    expect(await sheet.getByRole('radio', { name: '不予', checked: true }).count()).toBe(1);
    await sheet.getByRole('button', { name: '放弃草稿' }).click();
    await sheet.getByText(/草稿，存于/).waitFor({ state: 'detached' });
    expect(await sheet.getByRole('radio', { checked: true }).count()).toBe(0);
    // By when the ruling itself is owed, what follows where it is not given, and what the unit asked for before.
    await sheet.getByText(new RegExp(`^${OFFICE}应于 \\d{4}-\\d{2}-\\d{2} 前裁定`)).waitFor();
    await sheet.getByText(/还剩 \d+ 个工作日.*届时未裁定的，.* 提级督办/).waitFor();
    await sheet.getByText('该单位同类申请：本事项准 0 次、不准 0 次；所有事项（1 项）准 0 次、不准 0 次').waitFor();
    await sheet.getByLabel('理由').fill('情况属实，准予一次');
    await sheet.getByRole('button', { name: '裁定' }).click();
    await sheet.getByRole('alert').filter({ hasText: '请选择准予或不予' }).waitFor();
    await sheet.getByRole('radio', { name: '准予' }).check();
    await sheet.getByRole('button', { name: '裁定' }).click();
    await page.getByText('已裁定').waitFor();
    expect((await item()).steps[0]!.deadline).toBe('2031-04-30');
    await page.getByText('延期至 2031-04-30').waitFor();
  });

  it('submits with a photograph, which is shown inert, and the office accepts what it reads', async () => {
    const hr = await open('hr');
    const { page } = hr;
    await page.getByRole('button', { name: '提交审核' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('不得上传涉密文件').waitFor();
    await sheet.getByLabel('完成情况').fill('四万人次培训全部完成，名册附后');
    await sheet.locator('input[type=file]').setInputFiles({ name: '培训现场.png', mimeType: 'image/png', buffer: PICTURE });
    await sheet.getByRole('checkbox', { name: '培训现场.png', checked: true }).waitFor();
    await sheet.getByRole('button', { name: '提交审核' }).click();
    // No figure of the target was told so far: pointed out, and sent all the same.
    await sheet.getByRole('alert').filter({ hasText: '有指标无数字' }).waitFor();
    await sheet.getByRole('button', { name: '提交审核' }).click();
    await page.getByText('已提交审核').waitFor();
    expect((await item()).steps[0]!.submissions[0]!.evidenceIds).toHaveLength(1);
    await page.getByRole('button', { name: '查看 培训现场.png' }).click();
    await page.locator('img[src^="blob:"]').first().waitFor({ state: 'attached' });

    const office = (await open('office')).page;
    await office.getByRole('button', { name: '审核通过' }).click();
    await office.getByRole('dialog').getByText('四万人次培训全部完成').waitFor();
    await office.getByRole('dialog').getByRole('button', { name: '审核通过' }).click();
    await office.getByText('已审核通过').waitFor();
    expect((await item()).steps[0]!.status).toBe('done');
  });

  it('explains the light on a sheet to print, and a past day is read only', async () => {
    const office = await open('office');
    const { page } = office;
    await page.getByRole('link', { name: '为什么亮灯' }).click();
    await page.getByRole('heading', { level: 1, name: '亮灯说明' }).waitFor();
    await page.getByText('没有逾期记录').waitFor();
    await page.getByText(/依据本事项第 1 至 \d+ 条记录，末条校验值 [0-9a-f]{64}/).waitFor();
    expect(await office.seriousFindings()).toEqual([]);
    const document = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载文书（docx）' }).click();
    expect((await document).suggestedFilename()).toMatch(/\.docx$/);
  });
});

function bound(page: WebPage): { page: WebPage['page']; seriousFindings: () => Promise<string[]> } {
  return { page: page.page, seriousFindings: () => page.seriousFindings() };
}
