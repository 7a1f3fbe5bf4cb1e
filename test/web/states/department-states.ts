import type { Looker, State } from './state';

/** The box that a finger needs, drawn round everything that one presses. */
const DRAW_BOXES = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('a[href], button, [role=switch], input { outline: 1px dashed #b3261e; outline-offset: 0 }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
})()`;

const LARGER_TYPE = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html { -webkit-text-size-adjust: 140%; zoom: 1.4 }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
})()`;

/** The form of a report, filled in. */
async function reporting(at: Looker): Promise<void> {
  await at.go(`/items/${at.known.item(1)}`);
  await at.press('报送进展', 'Report progress');
  await at.page.getByLabel(at.said('进展说明', 'What was done')).fill('三月新开两个班次，结业学员1400人');
  await at.sheet.getByRole('spinbutton').first().fill('26200');
}

/** Of a department: what it owes, on a phone above all, and its forms in every trouble. */
export const DEPARTMENT_STATES: readonly State[] = [
  {
    name: '11-to-do',
    stage: 'monday',
    login: 'hr',
    reach: async (at) => {
      await at.go('/to-do');
      if (at.size === 'phone') await at.page.evaluate(DRAW_BOXES);
    },
  },
  { name: '11-case', stage: 'monday', login: 'hr', screen: true, reach: (at) => at.go(`/items/${at.known.item(1)}`) },
  {
    name: '12-to-do-larger-type',
    stage: 'monday',
    login: 'hr',
    sizes: ['phone'],
    reach: async (at) => {
      await at.go('/to-do');
      await at.page.evaluate(LARGER_TYPE);
    },
  },
  {
    name: '12-to-do-careful',
    stage: 'monday',
    login: 'hr',
    sizes: ['phone'],
    reach: async (at) => {
      await at.go('/to-do');
      await at.page.evaluate("localStorage.setItem('duban-care', 'on')");
      await at.go('/to-do');
    },
  },
  {
    name: '12-form-careful',
    stage: 'monday',
    login: 'hr',
    sizes: ['phone'],
    screen: true,
    reach: async (at) => {
      await at.go('/to-do');
      await at.page.evaluate("localStorage.setItem('duban-care', 'on')");
      await reporting(at);
    },
  },
  {
    name: '13-offline',
    stage: 'monday',
    login: 'hr',
    screen: true,
    reach: async (at) => {
      await reporting(at);
      await at.page.context().setOffline(true);
      await at.sheet.locator('input[type=file]').setInputFiles(['三月班次学员名册.xlsx', '开班现场.jpg'].map((name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(name) })));
      await at.sheet.getByRole('listitem').nth(1).waitFor();
    },
  },
  {
    name: '14-form-with-errors',
    stage: 'monday',
    login: 'hr',
    screen: true,
    reach: async (at) => {
      await at.go(`/items/${at.known.item(10)}`);
      await at.press('申请延期', 'Request extension');
      await at.press('申请延期', 'Request extension', at.sheet);
      await at.sheet.getByRole('alert').first().waitFor();
    },
  },
  {
    name: '15-conflict',
    stage: 'monday',
    login: 'hr',
    screen: true,
    reach: async (at) => {
      await reporting(at);
      await at.known.system.as('hr').post(`/items/${at.known.item(1)}/report`, { assignmentId: 'a1', stepId: null, text: `同事先报的一条：证书已核发${Date.now() % 1000}份`, percent: 64, values: [] });
      await at.press('报送进展', 'Report progress', at.sheet);
      await at.sheet.getByRole('alert').first().waitFor();
      if ((await at.sheet.getByRole('region').count()) === 0) await at.press('报送进展', 'Report progress', at.sheet);
      await at.sheet.getByRole('region').first().waitFor();
    },
  },
  {
    name: '16-session-ended',
    stage: 'monday',
    login: 'hr',
    screen: true,
    reach: async (at) => {
      await reporting(at);
      await at.page.context().clearCookies();
      await at.page.route('**/report*', (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify({ status: 401, code: 'unauthenticated', detail: { zh: '请先登录', en: 'Sign in first' } }) }));
      await at.page.route('**/report/check', (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify({ status: 401, code: 'unauthenticated', detail: { zh: '请先登录', en: 'Sign in first' } }) }));
      await at.press('报送进展', 'Report progress', at.sheet);
      await at.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: '17-round-of-a-unit',
    stage: 'monday',
    login: 'hr',
    reach: async (at) => {
      await at.go(`/proceedings/reporting-round/${at.known.roundId}`);
      await at.page.getByRole('checkbox', { name: at.said('无新进展', 'No new progress') }).first().check();
      await at.press('全部送审', 'Send for approval');
      await at.page.getByRole('alert').first().waitFor();
    },
  },
];
