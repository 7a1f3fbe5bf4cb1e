// node scripts/screenshots.mjs: pictures of the pages by role, desktop and phone, Chinese and English, of a system that runs with the sample (npm start).
// Written to .duban/screenshots, beside a list of what a machine can see: what is wider than the screen, untranslated, wrong by axe.
// An argument: only pages whose name holds it. `readme`: the three pictures of the README, into docs/pictures.
// `states`: the pages in each state of the numbered list (a form with faults, a network that is gone, an outdated dry run, …), in a city that the
// tests start: no running system is needed. A further argument: parts of names, joined by commas.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
if (process.argv[2] === 'states') {
  const folder = join(root, '.duban', 'screenshots', 'states');
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--selectProjects', 'int', '--', 'test/web/states'], { cwd: root, stdio: 'inherit', env: { ...process.env, DUBAN_PICTURES: folder, DUBAN_PICTURES_OF: process.argv[3] ?? '' } });
  console.log(`Pictures in ${folder}`);
  process.exit(status ?? 1);
}
const data = process.env.DUBAN_DATA ?? join(root, '.duban');
const base = process.env.DUBAN_BASE ?? 'http://127.0.0.1:3000';
const accounts = join(data, 'sample-accounts.txt');
if (!existsSync(accounts)) {
  console.error(`No sample accounts in ${data}: run npm start first; DUBAN_DATA and DUBAN_BASE name another place and address`);
  process.exit(1);
}
const password = /: (\S{8,})\s*$/m.exec(readFileSync(accounts, 'utf8'))?.[1] ?? '';
const require = createRequire(import.meta.url);
const { startBrowser } = require(join(root, 'dist/test/support/browser.js'));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const target = join(data, 'screenshots');
mkdirSync(target, { recursive: true });

/** By login: name of the picture, address, and what is pressed first, in both languages. `ITEM` and `PLAN` stand for the first of them. */
const PAGES = {
  '': [['sign-in', '/']],
  office: [
    ['workbench', '/workbench'],
    ['workbench-queue', '/workbench?queue=receipt'],
    ['weekly-report', '/workbench/report'],
    ['overview', '/overview'],
    ['big-screen', '/overview/screen'],
    ['ledger', '/ledger'],
    ['ledger-none', '/ledger?text=zzzz'],
    ['item', '/items/ITEM'],
    ['why-light', '/items/ITEM/light'],
    ['notices', '/notices'],
    ['held', '/notices?view=held'],
    ['schedule', '/schedule'],
    ['proceedings', '/proceedings'],
    ['plans', '/plans'],
    ['import', '/plans/import'],
    ['amendments', '/plans/PLAN/amendments'],
    ['year-end', '/plans/PLAN/year-end'],
    ['rules', '/rules'],
    ['calendar', '/rules/calendar'],
    ['checklists', '/rules/checklists'],
    ['schemes', '/rules/schemes'],
    ['scheme-new', '/rules/schemes/new'],
    ['round-begin', '/proceedings?begin=reporting-round'],
    ['instruction-begin', '/proceedings?begin=instruction'],
    ['programme-begin', '/proceedings?begin=programme'],
    ['briefings', '/briefings'],
    ['units', '/units'],
    ['hand-over', '/hand-over'],
    ['help', '/help'],
    ['not-found', '/nowhere'],
  ],
  signer: [
    ['brief', '/brief'],
    ['to-sign', '/notices?view=toSign'],
  ],
  hr: [
    ['to-do', '/to-do'],
    ['feedback', '/to-do', { zh: '意见建议', en: 'Feedback' }],
    ['own-item', '/items/ITEM'],
  ],
  sysadmin: [
    ['set-up', '/set-up'],
    ['accounts', '/accounts'],
    ['feedback-list', '/suggestions?all=true'],
  ],
  auditor: [['audit', '/audit']],
  operator: [['operations', '/operations']],
};
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const LANGUAGES = ['zh', 'en'];
const [only] = process.argv.slice(2);

/** Chinese in an English page that is no datum: of buttons, headings, labels. */
const untranslated = (data) =>
  [...document.querySelectorAll('h1, h2, button, label, th, legend, .ant-segmented-item')]
    .filter((e) => e.checkVisibility() && e.closest('[lang="zh-CN"] [lang], table tbody, article, a') === null && /[\u4e00-\u9fff]/.test(data.reduce((rest, word) => rest.split(word).join(''), e.textContent ?? '')))
    .map((e) => e.textContent.trim().slice(0, 40));

const api = async (path, token, body) => (await fetch(base + path, { method: body ? 'POST' : 'GET', headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }, ...(body && { body: JSON.stringify(body) }) })).json();
const signedIn = await api('/session', undefined, { login: 'office', password });
const [{ rows: plans }, { rows: items }, { units }] = await Promise.all([api('/plans', signedIn.accessToken), api('/ledger?limit=500&sort=light', signedIn.accessToken), api('/roster', signedIn.accessToken)]);
/** What is Chinese in either language: names of units, titles of plans and items; the longest first, since one may hold another. */
const names = [...units.map(({ name }) => name), ...plans.map(({ title }) => title), ...items.map(({ title }) => title), '中文'].sort((a, b) => b.length - a.length);
const place = (path) => path.replace('ITEM', items[0]?.itemId ?? 'none').replace('PLAN', plans.find((p) => p.issuedAt !== null)?.planId ?? 'none');

/** By login: what the README shows. The whole screen, in Chinese, small enough for a repository. */
const README = [
  ['office', 'workbench', '/workbench', { width: 1200, height: 620 }],
  ['office', 'item', '/items/ITEM', { width: 1200, height: 720 }],
  ['union', 'to-do', '/to-do', { width: 390, height: 780 }],
];
const MOST_BYTES = 150_000;

/** Whether the page has come whole: nothing is asked any more, but for the stream of changes, which has no end, and nothing is still to be drawn. */
async function settled(page) {
  for (const until = Date.now() + 10_000; Date.now() < until; ) {
    await page.waitForTimeout(300);
    if (page.underWay.size === 0 && (await page.locator('[aria-busy=true], .ant-skeleton').count()) === 0) return true;
  }
  return false;
}

async function openedBy(login, language, viewport) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('duban-language', '${language}')`);
  const page = Object.assign(await context.newPage(), { underWay: new Set() });
  page.on('request', (request) => !request.url().endsWith('/live') && page.underWay.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => page.underWay.delete(request));
  if (login !== '') {
    await page.goto(`${base}/app/help`);
    await page.locator('input').first().fill(login);
    await page.locator('input[type=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.locator('input[type=password]').waitFor({ state: 'detached' });
    await page.locator('h1').waitFor();
  }
  return { context, page };
}

async function picturesOfReadme() {
  const folder = join(root, 'docs', 'pictures');
  mkdirSync(folder, { recursive: true });
  for (const [login, name, path, viewport] of README) {
    const { context, page } = await openedBy(login, 'zh', viewport);
    await page.goto(`${base}/app${place(path)}`);
    await page.locator('h1').first().waitFor();
    await settled(page);
    const picture = await page.screenshot({ path: join(folder, `${name}.png`) });
    if (picture.length > MOST_BYTES) found.push(`${name}.png has ${picture.length} bytes, ${MOST_BYTES} at most`);
    await context.close();
  }
}

const browser = await startBrowser();
const found = [];
try {
  if (only === 'readme') await picturesOfReadme();
  else
  for (const language of LANGUAGES)
    for (const [size, viewport] of Object.entries(SIZES))
      for (const [login, pages] of Object.entries(PAGES)) {
        const wanted = pages.filter(([name]) => only === undefined || name.includes(only));
        if (wanted.length === 0) continue;
        const { context, page } = await openedBy(login, language, viewport);
        page.on('pageerror', (error) => found.push(`${login} ${language} ${size}: ${error}`));
        for (const [name, path, press] of wanted) {
          await page.goto(`${base}/app${place(path)}`);
          await page.locator('h1, form').first().waitFor();
          if (press) {
            await page.getByRole('button', { name: press[language] }).click();
            await page.getByRole('dialog').waitFor();
          }
          if (!(await settled(page))) found.push(`${name} ${language} ${size}: still loading`);
          await page.screenshot({ path: join(target, `${name}-${size}-${language}.png`), fullPage: !press });
          const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          if (wider > 0) found.push(`${name} ${language} ${size}: ${wider} px wider than the screen`);
          if (language === 'en') for (const words of new Set(await page.evaluate(untranslated, names))) found.push(`${name} ${size}: not in English: ${words}`);
          await page.evaluate(axe);
          const { violations } = await page.evaluate('axe.run()');
          for (const { id, impact, nodes } of violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')) found.push(`${name} ${language} ${size}: ${impact} ${id} ${nodes[0].html.slice(0, 120)}`);
        }
        await context.close();
      }
} finally {
  await browser.close();
}
writeFileSync(join(target, 'found.txt'), found.join('\n'));
const where = only === 'readme' ? 'docs/pictures' : target;
console.log(found.length === 0 ? `Pictures in ${where}; nothing found` : `Pictures in ${where}\n${found.join('\n')}`);
