import { aCity, HR, issuedPaper, OFFICE, UNION } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月28日前', '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年3月5日前'].join('\n');

/** How one is told, in a real browser on the real system. */
describe('calendar feeds and mailboxes at the web page', () => {
  const city = webCity(
    () =>
      aCity({
        units: [OFFICE, HR, UNION].map((name) => ({ name, staffed: true })),
        accounts: [
          { login: 'office', unit: OFFICE, roles: ['office'] },
          { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
          { login: 'clerk', unit: HR, roles: ['handler'] },
          { login: 'sysadmin', unit: OFFICE, roles: ['systemAdmin'] },
        ],
        apis: 1,
      }),
    async (system) => {
      await issuedPaper(system.as('office'), PLAN, 2);
    },
  );

  it('makes the address of a calendar feed, shows it once with what it holds and that it is a secret, and revokes it', async () => {
    const hr = await city.openAs('hr', '/telling');
    const { page } = hr;
    await page.getByText('还没有日历地址').waitFor();
    await page.getByText('地址中含有密钥').waitFor();
    await page.getByRole('button', { name: '新建本单位的日历地址' }).click();
    const address = await page.getByLabel('日历地址').inputValue();
    await page.getByRole('row', { name: /本单位全部待办 .* 使用中/ }).waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await until('the feed holds the unit’s duty', async () => (await (await fetch(address)).text()).includes('技能培训'));
    // It is shown when it is made, and never again.
    await page.reload();
    await page.getByRole('row', { name: /本单位全部待办/ }).waitFor();
    expect(await page.getByLabel('日历地址').count()).toBe(0);
    await page.getByRole('button', { name: /停用 本单位全部待办/ }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '停用', exact: true }).click();
    await page.getByRole('row', { name: /本单位全部待办 .* 已停用/ }).waitFor();
    expect((await fetch(address)).status).toBe(404);
  });

  it('sets how mail goes to the unit, tells what is wrong at its field, and shows those who may not change it how it goes', async () => {
    const hr = await city.openAs('hr', '/telling', PHONE);
    const { page } = hr;
    const unit = page.getByRole('region', { name: `单位信箱：${HR}` });
    await unit.getByText('未填，不发邮件').waitFor();
    await unit.getByText('本系统未配置邮件发送').waitFor();
    await unit.getByRole('button', { name: /修改/ }).click();
    const form = page.getByRole('dialog');
    const addresses = form.getByRole('combobox', { name: '邮件地址' });
    await addresses.fill('hr.city');
    await addresses.press('Enter');
    await form.getByLabel('每日汇总时间').fill('9点');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('请按 08:30 的格式填写').first().waitFor();
    await form.getByLabel('每日汇总时间').fill('09:00');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('不是邮件地址').first().waitFor();
    expect(await hr.seriousFindings()).toEqual([]);
    await addresses.press('Backspace');
    await form.getByText('hr.city').waitFor({ state: 'detached' });
    await addresses.fill('hr@city.example');
    await addresses.press('Enter');
    await form.getByRole('button', { name: '保存' }).click();
    await unit.getByText('hr@city.example').waitFor();
    await unit.getByText('每个工作日 09:00 一封').waitFor();
    expect(await city.system.as('hr').get(`/mailboxes/${city.system.unit(HR)}`)).toMatchObject({ addresses: ['hr@city.example'], digest: 'daily', digestAt: '09:00', hours: { from: '08:30', to: '17:30' }, version: 1 });

    const clerk = await city.openAs('clerk', '/telling');
    const read = clerk.page.getByRole('region', { name: `单位信箱：${HR}` });
    await read.getByText('hr@city.example').waitFor();
    await read.getByText('由本单位联络员、分管领导或督办办公室修改。').waitFor();
    expect(await read.getByRole('button', { name: /修改/ }).count()).toBe(0);
    expect(await clerk.page.getByRole('region', { name: '我的信箱' }).getByRole('button', { name: /修改/ }).count()).toBe(1);
  });

  it('shows an administrator, who has nothing to do by a day, their own mailbox alone', async () => {
    const admin = await city.openAs('sysadmin', '/telling');
    await admin.page.getByRole('region', { name: '我的信箱' }).getByText('未填，不发邮件').waitFor();
    expect(await admin.page.getByRole('button', { name: /日历地址/ }).count()).toBe(0);
  });
});
