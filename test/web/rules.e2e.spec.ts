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
        accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }],
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
    await page.getByText('签收期限（工作日）').waitFor();
    expect(await page.getByRole('button', { name: '生效' }).count()).toBe(0);
    expect(await hr.seriousFindings()).toEqual([]);
  });
});
