import { aCity, HR, issuedPaper, OFFICE } from '../e2e/the-city';
import { HttpClient } from '../support/http-client';
import { until } from '../support/until';
import { webCity } from '../support/web-city';

jest.setTimeout(300_000);

const PLAN = '序号,项目名称,工作内容,牵头单位,完成时限\n1,技能培训,开展职业技能培训,市人力资源和社会保障局,2031年11月28日前';
interface SetUp {
  done: boolean;
  steps: { step: string; done: boolean; count: number | null }[];
}

/** A new system in which nobody but its administrators is, in a real browser. */
describe('the first steps at the web page', () => {
  const city = webCity(() =>
    aCity({
      units: [{ name: OFFICE, staffed: true }],
      accounts: [{ login: 'sysadmin', unit: OFFICE, roles: ['systemAdmin'] }, { login: 'secadmin', unit: OFFICE, roles: ['securityAdmin'] }],
      apis: 1,
    }),
  );
  const state = async (): Promise<unknown[]> => (await city.system.as('sysadmin').get<SetUp>('/set-up')).steps.map(({ step, done, count }) => [step, done, count]);

  const signedIn = async (login: string, password: string): Promise<HttpClient> => {
    const { base } = city.system.apis[0]!;
    const { accessToken } = await new HttpClient(base).post<{ accessToken: string }>('/session', { login, password });
    return new HttpClient(base, accessToken);
  };

  it('say which is next and whose it is, count those that are done, and go away after the last', async () => {
    expect(await state()).toEqual([['units', false, 1], ['accounts', false, 0], ['grants', false, 0], ['rules', false, null], ['plan', false, null]]);
    const admin = await city.openAs('sysadmin');
    const { page } = admin;
    await page.getByText('下一步由您办理：登记单位').waitFor();
    expect(await page.getByText('由安全保密管理员办理').count()).toBe(1);
    expect(await page.getByText('由产改办办理').count()).toBe(2);
    expect(await admin.seriousFindings()).toEqual([]);

    const sysadmin = city.system.as('sysadmin');
    await sysadmin.post('/roster/units', { units: [{ name: HR, aliases: [], staffed: true }] });
    const { personId } = await sysadmin.post<{ personId: string }>('/accounts', { login: 'office-1', displayName: '产改办甲', password: 'first-of-the-office' });
    const security = await city.openAs('secadmin');
    await security.page.getByText('下一步由您办理：授予角色').waitFor();
    await security.page.getByText('已有 1 个').waitFor();
    await city.system.as('secadmin').post(`/accounts/${personId}/grants`, { role: 'office', unitId: city.system.unit(OFFICE) });
    expect(await state()).toEqual([['units', true, 2], ['accounts', true, 1], ['grants', true, 1], ['rules', false, null], ['plan', false, null]]);

    await security.page.reload();
    await security.page.getByText('下一步：核对规则与日历，请产改办办理').waitFor();
    const office = await signedIn('office-1', 'first-of-the-office');
    await office.post('/session/password', { present: 'first-of-the-office', next: 'own-one-of-the-office' });
    await issuedPaper(office, PLAN, 1);
    await until('the last step', async () => (await sysadmin.get<SetUp>('/set-up')).done);

    await page.reload();
    await page.getByRole('heading', { level: 1, name: '单位' }).waitFor();
    expect(await page.getByRole('link', { name: '开始使用' }).count()).toBe(0);
    expect((await city.system.as('secadmin').ask('GET', '/plans')).status).toBe(403);
  });
});
