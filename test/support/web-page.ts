import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { TEST_PASSWORD } from './running-system';
import { until } from './until';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** An answer is drawn, and what follows of it asked, well within this. */
const QUIET_MS = 300;

/** What the page is looked at on. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** The component library measures scroll bars by a style of its own, which the policy refuses: see docs/decisions/0032. */
const KNOWN = /Applying inline style violates/;

/** A page of somebody's, with what went wrong in it. */
export class WebPage {
  /** Errors of scripts, and what the browser reported; nothing of what a test brings about itself. */
  readonly errors: string[] = [];
  /** What was asked and is not answered yet, but for the stream of changes, which has no end. */
  private readonly underWay = new Set<Request>();
  private lastAsked = 0;
  /** What the system answered, in its order. */
  private readonly answers: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly base: string,
  ) {
    page.on('response', (response) => this.answers.push(`${response.status()} ${response.request().method()} ${response.url()}`));
    page.on('request', (request) => {
      this.lastAsked = Date.now();
      if (!request.url().endsWith('/live')) this.underWay.add(request);
    });
    page.on('requestfinished', (request) => this.underWay.delete(request));
    page.on('requestfailed', (request) => this.underWay.delete(request));
    page.on('requestfailed', (request) => this.answers.push(`failed ${request.method()} ${request.url()}`));
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !KNOWN.test(message.text()) && !/Failed to load resource/.test(message.text())) this.errors.push(message.text());
    });
  }

  /** Without motion: a control that still moves while it is pressed is no matter of what a test asks. */
  static async open(browser: Browser, base: string, viewport = DESKTOP): Promise<WebPage> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
    return new WebPage(await context.newPage(), context, base);
  }

  async signIn(login: string, path = '/'): Promise<void> {
    await this.goTo(path);
    await this.enter(login);
  }

  /** Types into the sign-in that is on the page. */
  async enter(login: string, password = TEST_PASSWORD): Promise<void> {
    await this.page.getByLabel('登录名').fill(login);
    await this.page.getByLabel('密码').fill(password);
    await this.page.getByRole('button', { name: '登录' }).click();
  }

  /** What stands beside a field, as it is read out with it: what is wrong with it, and its help. */
  async beside(label: string | RegExp): Promise<string> {
    const ids = (await this.page.getByLabel(label).first().getAttribute('aria-describedby')) ?? '';
    const texts = await Promise.all(ids.split(' ').filter(Boolean).map((id) => this.page.locator(`[id="${id}"]`).innerText()));
    return texts.join(' ');
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.base}/app${path}`);
  }

  /** The same as a link within the page does, without loading the program anew. To another page: one page at another address keeps its heading, and is not seen to have come. */
  async goOn(path: string): Promise<void> {
    await this.page.evaluate(`document.querySelectorAll('h1').forEach((heading) => heading.setAttribute('data-left', '')); history.pushState({}, '', ${JSON.stringify(`/app${path}`)})`);
    await this.page.locator('h1:not([data-left])').first().waitFor();
    this.lastAsked = Date.now();
  }

  /** Waits for a page that has come whole: its heading is there, and nothing is asked or drawn any more. */
  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await until('the page, whole', async () => this.underWay.size === 0 && Date.now() - this.lastAsked > QUIET_MS && (await this.page.locator('[aria-busy=true], .ant-skeleton, .ant-spin-spinning').count()) === 0);
  }

  /** What axe finds on the page as it is now that is serious, in words. */
  async seriousFindings(): Promise<string[]> {
    if (!(await this.page.evaluate<boolean>(`'axe' in globalThis`))) await this.page.evaluate(AXE);
    const found = await this.page.evaluate(() => (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }).axe.run());
    return found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
  }

  /** Where somebody is, what is there to read, and what was answered last: for the report of a test that failed. */
  async seen(): Promise<string> {
    return [this.page.url(), await this.page.locator('body').ariaSnapshot(), ...this.answers.filter((a) => !a.includes('/assets/')).slice(-15)].join('\n');
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
