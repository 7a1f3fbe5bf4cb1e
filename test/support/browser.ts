import { execFileSync, spawnSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';

/** Where a Chromium may lie; `CHROMIUM` names another. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium on this machine; undefined where there is none. */
function present(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  for (const name of NAMES) {
    const found = spawnSync('which', [name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return undefined;
}

/** Chromium and Chinese letters, installed where they are missing. Throws with what to install where that cannot be done from here. */
export function chromiumPath(): string {
  const found = present();
  if (found !== undefined) return found;
  try {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  } catch (error) {
    throw new Error('Tests of the web page need Chromium: install the packages chromium and fonts-noto-cjk, or set CHROMIUM to its path', { cause: error });
  }
  const installed = present();
  if (installed === undefined) throw new Error('Chromium was installed and is not found: set CHROMIUM to its path');
  return installed;
}

/** A browser of the test's own, with a fresh profile. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'] });
}
