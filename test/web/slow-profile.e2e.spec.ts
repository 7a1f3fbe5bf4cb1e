import type { Page } from 'playwright-core';
import { aCity, HR, issuedPaper, OFFICE } from '../e2e/the-city';
import { until } from '../support/until';
import { webCity } from '../support/web-city';
import { PHONE } from '../support/web-page';

jest.setTimeout(300_000);

const PLAN = ['序号,项目名称,工作内容,牵头单位,完成时限', '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局,2031年11月底前'].join('\n');

/** A phone of the middle on a poor mobile network, as page audits have it: 1.6 Mbit/s down, 150 ms to and fro, a processor four times slower than this machine's. */
const SLOW = { offline: false, latency: 150, downloadThroughput: (1.6 * 1_000_000) / 8, uploadThroughput: (750 * 1_000) / 8 };
const SLOWER_BY = 4;

async function slowed(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', SLOW);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_BY });
}

/** How long the pages that most people open take on a slow profile: measured and printed. What is tested is that they come. */
describe('pages on a slow profile', () => {
  const city = webCity(
    () => aCity({ units: [OFFICE, HR].map((name) => ({ name, staffed: true })), accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'hr', unit: HR, roles: ['handler', 'liaison'] }], apis: 1 }),
    async (system) => {
      await issuedPaper(system.as('office'), PLAN, 1);
      await until('the to-do list', async () => (await system.as('hr').get<{ total: number }>('/todo')).total > 0);
    },
  );

  it('come, and tell after how long one can use them', async () => {
    const took: Record<string, string> = {};
    const first = await city.open(PHONE);
    const measured = async (name: string, path: string, wanted: (page: Page) => Promise<unknown>): Promise<void> => {
      const page = await first.page.context().newPage();
      await slowed(page);
      await page.goto(new URL(`/app${path}`, city.system.apis[0]!.base).href, { waitUntil: 'commit' });
      await wanted(page);
      took[name] = await page.evaluate<string>(`Math.round(performance.now()) + ' ms, ' + Math.round(performance.getEntriesByType('resource').reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000) + ' kB'`);
      await page.close();
    };
    await measured('sign-in, first visit', '/', (page) => page.getByLabel('登录名').fill('hr'));
    await measured('sign-in, again', '/', (page) => page.getByLabel('登录名').fill('hr'));
    await first.signIn('hr', '/help');
    await first.settled();
    await measured('to-do, signed in', '/to-do', (page) => page.getByRole('link', { name: /技能培训/ }).first().waitFor());
    await measured('to-do, again', '/to-do', (page) => page.getByRole('link', { name: /技能培训/ }).first().waitFor());
    await measured('ledger, first time', '/ledger', (page) => page.getByRole('row', { name: /技能培训/ }).waitFor());
    await measured('ledger, again', '/ledger', (page) => page.getByRole('row', { name: /技能培训/ }).waitFor());
    await first.page.context().newCDPSession(first.page).then((cdp) => cdp.send('Network.clearBrowserCache'));
    await measured('to-do, nothing kept', '/to-do', (page) => page.getByRole('link', { name: /技能培训/ }).first().waitFor());
    process.stderr.write(`on a slow profile: ${JSON.stringify(took)}\n`);
    expect(Object.keys(took)).toHaveLength(7);
  });
});
