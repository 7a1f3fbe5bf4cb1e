import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { webCity } from '../../support/web-city';
import { aMonthOn, cityOfStates, issued, type Known } from './city';
import { DEPARTMENT_STATES } from './department-states';
import { MATTER_STATES } from './matter-states';
import { lookerOf, type Language, type Size, type Stage, type State } from './state';
import { WORK_STATES } from './work-states';

jest.setTimeout(1_800_000);

/** Where pictures of every state go, in every size and language; left out: those that no other test looks at are reached once, in Chinese. */
const PICTURES = process.env['DUBAN_PICTURES'];
/** Part of a name: pictures of those alone. */
const ONLY = process.env['DUBAN_PICTURES_OF'] ?? '';
const STATES = [...WORK_STATES, ...DEPARTMENT_STATES, ...MATTER_STATES]
  .filter(({ name }) => ONLY.split(',').some((part) => name.includes(part)))
  .filter(({ tested }) => PICTURES !== undefined || tested === true);

/** The screen, or the page in its whole length: on a screen of that height, so that what lies at its edge lies at the edge of the picture. */
async function picture(page: Page, path: string, screen: boolean): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  const size = page.viewportSize()!;
  if (!screen && height > size.height) await page.setViewportSize({ width: size.width, height: Math.min(height, 6000) });
  await page.screenshot({ path });
}

/** Every state that the pages are looked at in: that it is reached, has nothing that axe finds serious, and is no wider than its screen. */
describe('the states of the pages', () => {
  let known: Known;
  const city = webCity(cityOfStates);
  const found: Record<string, unknown> = {};

  async function look(state: State, language: Language, size: Size): Promise<void> {
    const at = await lookerOf(city, state, known, language, size);
    const name = `${state.name}-${size}-${language}`;
    try {
      await state.reach(at);
      const wrong = await at.web.seriousFindings();
      const wider = await at.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (wrong.length > 0 || wider > 0) found[name] = { wrong, wider };
    } catch (error) {
      found[name] = String(error);
    }
    if (PICTURES !== undefined) await picture(at.page, join(PICTURES, `${name}.png`), state.screen === true);
    await at.web.close();
  }

  it.each<[Stage, () => Promise<void>]>([
    ['empty', async () => void (known = { system: city.system } as Known)],
    ['issued', async () => void (known = { ...known, planId: await issued(city.system) })],
    ['monday', async () => void (known = await aMonthOn(city.system, known.planId))],
  ])('can be reached: %s', async (stage, begin) => {
    if (PICTURES !== undefined) mkdirSync(PICTURES, { recursive: true });
    await begin();
    for (const state of STATES.filter((s) => s.stage === stage))
      for (const size of state.sizes ?? (['desktop', 'phone'] as const))
        for (const language of state.languages ?? (['zh', 'en'] as const))
          if (PICTURES !== undefined || (language === 'zh' && size === (state.sizes ?? ['desktop'])[0])) await look(state, language, size);
    expect(found).toEqual({});
  });
});
