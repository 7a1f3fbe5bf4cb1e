import type { Browser } from 'playwright-core';
import { startBrowser } from './browser';
import type { RunningSystem } from './running-system';
import { DESKTOP, WebPage } from './web-page';

/** A running city and a browser before it, as long as the tests of one file. */
export interface WebCity {
  readonly system: RunningSystem;
  /** A page in a profile of its own, closed after the test; a test fails on what went wrong in it. */
  open(viewport?: { width: number; height: number }): Promise<WebPage>;
  /** The same with somebody signed in, where `path` leads. */
  openAs(login: string, path?: string, viewport?: { width: number; height: number }): Promise<WebPage>;
}

/** Starts a browser and the city before the tests of a file, prepares what they need there, and ends both after them. */
export function webCity(start: () => Promise<RunningSystem>, prepare: (system: RunningSystem) => Promise<void> = async () => undefined): WebCity {
  let browser: Browser | undefined;
  let system: RunningSystem | undefined;
  const opened: WebPage[] = [];

  beforeAll(async () => {
    browser = await startBrowser();
    system = await start();
    await prepare(system);
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  afterEach(async () => {
    if ((globalThis as { testFailed?: boolean }).testFailed) for (const page of opened) console.error(await page.seen());
    const errors = opened.flatMap((page) => page.errors);
    for (const page of opened.splice(0)) await page.close();
    expect(errors).toEqual([]);
  });

  const open: WebCity['open'] = async (viewport = DESKTOP) => {
    const page = await WebPage.open(browser!, system!.apis[0]!.base, viewport);
    opened.push(page);
    return page;
  };
  return {
    get system() {
      return system!;
    },
    open,
    openAs: async (login, path = '/', viewport) => {
      const page = await open(viewport);
      await page.signIn(login, path);
      return page;
    },
  };
}
