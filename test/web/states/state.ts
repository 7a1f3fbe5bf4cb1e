import type { Locator, Page } from 'playwright-core';
import type { WebCity } from '../../support/web-city';
import { DESKTOP, PHONE, type WebPage } from '../../support/web-page';
import type { Known } from './city';

export type Language = 'zh' | 'en';
export type Stage = 'empty' | 'issued' | 'monday';
export const SIZES = { desktop: DESKTOP, phone: PHONE, wall: { width: 1920, height: 1080 } } as const;
export type Size = keyof typeof SIZES;

/** A state that a page can be in, and how it is reached without leaving a trace in the system. */
export interface State {
  /** Begins with its number in the list of states. */
  readonly name: string;
  /** How far the city's life has gone. */
  readonly stage: Stage;
  readonly login: string;
  /** Left out: desktop and phone. */
  readonly sizes?: readonly Size[];
  readonly languages?: readonly Language[];
  /** Reached by the tests too: no other test looks at it. */
  readonly tested?: true;
  reach(at: Looker): Promise<void>;
  /** What the picture is of; left out: the whole page, or the screen where something lies over it. */
  readonly screen?: boolean;
}

/** Who looks: a signed-in person at a page, in one language and size. */
export class Looker {
  constructor(
    readonly web: WebPage,
    readonly known: Known,
    readonly language: Language,
    readonly size: Size,
  ) {}

  get page(): Page {
    return this.web.page;
  }

  said(zh: string, en: string): string {
    return this.language === 'zh' ? zh : en;
  }

  button(zh: string, en: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: this.said(zh, en), exact: true }).first();
  }

  async press(zh: string, en: string, within?: Page | Locator): Promise<void> {
    await this.button(zh, en, within).click();
  }

  /** As somebody sees it who tells no red from green, or no colours at all. */
  async seenAs(type: 'deuteranopia' | 'achromatopsia'): Promise<void> {
    const cdp = await this.page.context().newCDPSession(this.page);
    await cdp.send('Emulation.setEmulatedVisionDeficiency', { type });
  }

  get sheet(): Locator {
    return this.page.getByRole('dialog').last();
  }

  async go(path: string): Promise<void> {
    await this.web.goTo(path);
    await this.web.settled();
  }
}

/** A signed-in person's page, with nothing of what they did before. */
export async function lookerOf(city: WebCity, state: Pick<State, 'login'>, known: Known, language: Language, size: Size): Promise<Looker> {
  const web = await city.open(SIZES[size]);
  await web.page.addInitScript(`localStorage.setItem('duban-language', '${language}')`);
  if (state.login !== '') {
    await web.goTo('/help');
    const password = web.page.locator('input[type=password]');
    await password.waitFor();
    await web.page.locator('input').first().fill(state.login);
    await password.fill('a-long-test-password');
    await web.page.locator('button[type=submit]').click();
    await password.waitFor({ state: 'detached' });
  }
  return new Looker(web, known, language, size);
}
