import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '#libs/platform/project-root';
import { apiInProcess, type ApiInProcess } from '../contracts/api-in-process';

const BUILT = join(projectRoot(), 'dist', 'web');

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

/** Compressed script of a page in kB, with everything that it loads before it is whole. */
function kilobytes(...pages: string[]): number {
  const manifest = JSON.parse(readFileSync(join(BUILT, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const wanted = new Set<string>();
  const take = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    manifest[name]!.imports?.forEach(take);
  };
  for (const page of pages) take(page);
  return [...wanted].reduce((sum, name) => sum + gzipSync(readFileSync(join(BUILT, manifest[name]!.file))).length, 0) / 1000;
}

/** How the web page is served, and how much of it. */
describe('the web page as it is served', () => {
  let api: ApiInProcess;
  beforeAll(async () => {
    api = await apiInProcess();
  });
  afterAll(() => api?.close());

  // The shell with the words of one language comes with every page.
  it.each([
    ['sign-in', [], 350],
    ['to-do', ['pages/to-do/to-do.tsx'], 350],
    ['ledger', ['pages/ledger/ledger.tsx'], 650],
    ['item', ['pages/item/item.tsx'], 800],
    ['plans', ['pages/plans/plans.tsx'], 800],
    ['upload', ['pages/plans/upload.tsx'], 800],
    ['draft', ['pages/draft/draft.tsx'], 800],
    ['policy', ['pages/rules/rules.tsx'], 800],
    ['calendar', ['pages/calendar/calendar.tsx'], 800],
    ['checklists', ['pages/checklists/checklists.tsx'], 800],
    ['scheme', ['pages/schemes/scheme.tsx'], 800],
    ['year end', ['pages/year-end/year-end.tsx'], 800],
    ['amendments', ['pages/amendments/amendments.tsx'], 800],
    ['briefings', ['pages/briefings/briefings.tsx'], 800],
    ['audit', ['pages/audit/audit.tsx'], 800],
    ['units', ['pages/units/units.tsx'], 800],
    ['accounts', ['pages/accounts/accounts.tsx'], 800],
    ['hand-over', ['pages/hand-over/hand-over.tsx'], 800],
    ['operations', ['pages/operations/operations.tsx'], 800],
    ['brief', ['pages/brief/brief.tsx'], 800],
    ['help', ['pages/help/help.tsx'], 800],
    ['feedback', ['pages/suggestions/suggestions.tsx'], 800],
    ['overview', ['pages/overview/overview.tsx'], 800],
    ['notices', ['pages/notices/notices.tsx'], 800],
    ['matters', ['pages/proceedings/proceedings.tsx'], 800],
    ['matter', ['pages/proceedings/proceeding.tsx'], 800],
    ['schedule', ['pages/schedule/schedule.tsx', 'pages/schedule/chart.tsx'], 800],
    ['large screen', ['pages/overview/screen.tsx'], 800],
  ])('is within its budget: %s', (_, pages, most) => {
    const found = kilobytes('index.html', 'words/zh/zh.ts', ...pages);
    expect(found).toBeGreaterThan(100);
    expect(found).toBeLessThanOrEqual(most);
  });

  it('comes with a policy that names a nonce of this answer alone, and runs nothing but what the system serves', async () => {
    const ask = async (path: string): Promise<{ policy: string; html: string }> => {
      const response = await fetch(`${api.base}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      return { policy: response.headers.get('content-security-policy')!, html: await response.text() };
    };
    const [one, other] = await Promise.all([ask('/app/'), ask('/app/items/p1-1')]);
    const nonce = /'nonce-([^']+)'/.exec(one.policy)![1]!;
    expect(one.html).toContain(`nonce="${nonce}"`);
    expect(other.policy).not.toContain(nonce);
    expect(one.policy).toContain("script-src 'self';");
    expect(one.policy).not.toContain('unsafe');
    expect(one.html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(one.html).not.toContain('__NONCE__');
    for (const [, address] of one.html.matchAll(/(?:src|href)="([^"]+)"/g)) expect(address).toMatch(/^\/app\/assets\//);
  });

  it('keeps files with a hash in their name for ever, says that there is no such file, and leads there from the front door', async () => {
    const { html } = { html: await (await fetch(`${api.base}/app`)).text() };
    const script = /src="(\/app\/assets\/[^"]+\.js)"/.exec(html)![1]!;
    expect((await fetch(`${api.base}${script}`)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${api.base}/app/assets/none.js`)).status).toBe(404);
    const front = await fetch(`${api.base}/`, { redirect: 'manual' });
    expect([front.status, front.headers.get('location')]).toEqual([302, '/app/']);
  });
});
