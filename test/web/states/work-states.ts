import type { Looker, State } from './state';

/** The answer of a ledger with ten thousand rows: the API's own first row, that often. */
async function tenThousandRows({ page, known }: Looker): Promise<void> {
  const found = await known.system.as('office').get<{ rows: object[] }>('/ledger', { limit: 50 });
  await page.route(/:\d+\/ledger\?/, async (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const [offset, limit] = [Number(asked.get('offset') ?? 0), Number(asked.get('limit') ?? 50)];
    const rows = Array.from({ length: limit }, (_, n) => ({ ...found.rows[(offset + n) % found.rows.length], itemId: `x-${offset + n}`, number: String(offset + n + 1) }));
    await route.fulfill({ json: { ...found, total: 10_000, offset, limit, rows } });
  });
}

/** Of the office: its Monday, the overview, the ledger. */
export const WORK_STATES: readonly State[] = [
  { name: '01-monday-empty-queues', stage: 'issued', login: 'office', reach: (at) => at.go('/workbench') },
  { name: '01-monday', stage: 'monday', login: 'office', reach: (at) => at.go('/workbench') },
  { name: '01-monday-queue', stage: 'monday', login: 'office', reach: (at) => at.go('/workbench?queue=extension') },
  {
    name: '02-changes-of-lights',
    stage: 'monday',
    login: 'office',
    screen: true,
    reach: async (at) => {
      await at.go('/overview');
      await at.page.getByRole('combobox', { name: at.said('与此前比较', 'Compare') }).click();
      await at.page.getByText(at.said('与一周前比', 'a week ago')).last().click();
      await at.web.settled();
      await at.page.getByRole('heading', { name: at.said('以来的变化', 'since') }).last().scrollIntoViewIfNeeded();
    },
  },
  { name: '03-overview', stage: 'monday', login: 'office', reach: (at) => at.go('/overview') },
  {
    name: '04-big-screen-stale',
    tested: true,
    stage: 'monday',
    login: 'office',
    sizes: ['wall'],
    screen: true,
    reach: async (at) => {
      await at.page.clock.install();
      await at.go('/overview/screen');
      await at.page.route(/\/dashboard/, (route) => route.abort('connectionreset'));
      for (let turn = 0; turn < 40 && (await at.page.getByText(at.said('正在重新连接', 'connecting again')).count()) === 0; turn++) await at.page.clock.runFor(10_000);
      await at.page.getByText(at.said('正在重新连接', 'connecting again')).waitFor();
    },
  },
  {
    name: '05-ledger-ten-thousand',
    stage: 'monday',
    login: 'office',
    screen: true,
    reach: async (at) => {
      await tenThousandRows(at);
      await at.go('/ledger');
      await at.page.evaluate("document.querySelector('[role=grid]').scrollTo({ top: 150_000 })");
      await at.page.locator(at.size === 'phone' ? '[data-row="1563"]:not([aria-busy])' : '[data-row="3410"]:not([aria-busy])').waitFor();
      await at.web.settled();
    },
  },
  {
    name: '05-ledger-filters',
    stage: 'monday',
    login: 'office',
    sizes: ['phone'],
    screen: true,
    reach: async (at) => {
      await at.go('/ledger?light=red');
      await at.page.getByRole('button', { name: at.said('筛选', 'Filter') }).click();
      await at.sheet.waitFor();
      await at.web.settled();
    },
  },
  {
    name: '06-bulk-urge',
    stage: 'monday',
    login: 'office',
    sizes: ['desktop'],
    screen: true,
    reach: async (at) => {
      await at.go('/ledger');
      for (const box of (await at.page.getByRole('row').getByRole('checkbox').all()).slice(0, 10)) await box.check();
      await at.press('催办', 'Urge');
      await at.sheet.waitFor();
      await at.web.settled();
    },
  },
  {
    name: '07-item-red',
    stage: 'monday',
    login: 'office',
    reach: async (at) => {
      await at.go(`/items/${at.known.item(1)}`);
      await at.page.getByRole('button', { name: at.said('现在不能办的', 'Not possible now') }).first().click();
    },
  },
  {
    name: '08-deadline-ledger',
    tested: true,
    stage: 'monday',
    login: 'office',
    screen: true,
    reach: async (at) => {
      await at.go(`/items/${at.known.item(4)}`);
      await at.page.getByRole('region', { name: at.said('期限由来', 'Where the deadline comes from') }).or(at.page.getByRole('article', { name: '产业工人示范学校' })).first().scrollIntoViewIfNeeded();
    },
  },
  { name: '09-why-light', stage: 'monday', login: 'office', reach: (at) => at.go(`/items/${at.known.item(1)}/light`) },
  { name: '09-on-paper', tested: true, stage: 'monday', login: 'office', sizes: ['desktop'], reach: onPaper },
  { name: '09-on-paper-greyscale', stage: 'monday', login: 'office', sizes: ['desktop'], languages: ['zh'], reach: async (at) => (await onPaper(at), await at.seenAs('achromatopsia')) },
  { name: '10-corrected-light', tested: true, stage: 'monday', login: 'education', reach: async (at) => (await at.go(`/items/${at.known.item(7)}/light`), at.page.locator('del').first().waitFor()) },
  { name: '10-corrected-item', stage: 'monday', login: 'education', reach: (at) => at.go(`/items/${at.known.item(7)}`) },
  {
    name: '18-ruling',
    stage: 'monday',
    login: 'office',
    screen: true,
    reach: async (at) => {
      await at.go(`/items/${at.known.item(4)}`);
      await at.press('裁定', 'Give the ruling');
      await at.sheet.getByRole('radio').first().waitFor();
      await at.web.settled();
    },
  },
  { name: '19-import-doubt', stage: 'monday', login: 'office', reach: (at) => at.go(`/plans/${at.known.draftId}/draft?step=check`) },
  { name: '19-import-decide', stage: 'monday', login: 'office', reach: (at) => at.go(`/plans/${at.known.draftId}/draft?step=decide`) },
  {
    name: '20-dry-run',
    stage: 'monday',
    login: 'office',
    sizes: ['desktop'],
    reach: (at) => tried(at),
  },
  {
    name: '20-dry-run-outdated',
    stage: 'monday',
    login: 'office',
    sizes: ['desktop'],
    reach: async (at) => {
      await tried(at);
      await at.page.getByLabel(at.said('签收期限（工作日）', 'Receipt (working days)')).fill('7');
    },
  },
  { name: '22-schedule', stage: 'monday', login: 'office', reach: (at) => at.go('/schedule') },
  { name: '22-schedule-table', stage: 'monday', login: 'office', reach: (at) => at.go('/schedule?view=table') },
  { name: '23-as-of', stage: 'monday', login: 'office', reach: (at) => at.go('/ledger?asOf=2026-02-20') },
  { name: '23-as-of-item', stage: 'monday', login: 'office', reach: (at) => at.go(`/items/${at.known.item(1)}?asOf=2026-02-20`) },
];

/** The explanation of a light as it is printed: one sheet of A4. */
async function onPaper(at: Looker): Promise<void> {
  await at.go(`/items/${at.known.item(1)}/light`);
  const sheets = (await at.page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;
  if (sheets !== 1) throw new Error(`${sheets} sheets`);
  await at.page.emulateMedia({ media: 'print' });
  await at.page.setViewportSize({ width: 703, height: 1009 });
}

async function tried(at: Looker): Promise<void> {
  await at.go('/rules');
  await at.page.getByLabel(at.said('宽限（工作日）', 'Grace (working days)')).fill('1');
  await at.page.getByLabel(at.said('签收期限（工作日）', 'Receipt (working days)')).fill('6');
  await at.page.getByLabel(at.said('依据', 'Basis')).first().fill('联席会议2026年第2次会议纪要');
  await at.press('试算', 'Dry run');
  await at.page.getByRole('region', { name: at.said('试算结果', 'Dry run') }).first().or(at.page.getByText(at.said('个期限移动', 'deadlines move'))).first().waitFor();
  await at.web.settled();
}
