import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '#libs/platform/project-root';
import { apiInProcess, type ApiInProcess } from '../contracts/api-in-process';

const BUILT = join(projectRoot(), 'dist', 'web');

interface Chunk {
  file: string;
  imports?: string[];
  /** Loaded when it is wanted: what a page is, and a part of one. */
  isDynamicEntry?: boolean;
}
const MANIFEST = JSON.parse(readFileSync(join(BUILT, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
const PAGES = Object.keys(MANIFEST).filter((name) => MANIFEST[name]!.isDynamicEntry && name.startsWith('pages/'));
/** What comes with the sign-in in a language; with every page of who is signed in; and with all of these but those that do without the component library. */
const FIRST = { zh: ['index.html', 'main.tsx', 'words/zh/zh.ts'], en: ['index.html', 'main.tsx', 'words/en/en.ts'] } as const;
const SIGNED = 'shell/signed.tsx';
const LIBRARY = { zh: ['shell/library.tsx', ...Object.keys(MANIFEST).filter((name) => name.endsWith('antd/locale/zh_CN.js'))], en: ['shell/library.tsx'] } as const;

/** Compressed script in kB, with everything that it loads before it is whole. */
function kilobytes(...names: string[]): number {
  const wanted = new Set<string>();
  const take = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    MANIFEST[name]!.imports?.forEach(take);
  };
  for (const name of names) take(name);
  return [...wanted].reduce((sum, name) => sum + gzipSync(readFileSync(join(BUILT, MANIFEST[name]!.file))).length, 0) / 1000;
}

/** In kB: where one begins and what one comes to once a week, neither of which holds the component library (more than 80 by itself). */
const PLAIN = 200;
/** In kB: the ledger, and everything else. */
function budget(page: string): number {
  return page === 'pages/ledger/ledger.tsx' ? 650 : 800;
}

/** How the web page is served, and how much of it. */
describe('the web page as it is served', () => {
  let api: ApiInProcess;
  beforeAll(async () => {
    api = await apiInProcess();
  });
  afterAll(() => api?.close());

  it.each(['zh', 'en'] as const)('every page is within its budget, and so is the sign-in: %s', (language) => {
    const beside: Readonly<Record<string, string[]>> = { 'pages/schedule/schedule.tsx': ['pages/schedule/chart.tsx'] };
    const found = [['sign-in', kilobytes(...FIRST[language]), PLAIN] as const, ['to-do', kilobytes(...FIRST[language], SIGNED), PLAIN] as const, ...PAGES.map((page) => [page, kilobytes(...FIRST[language], SIGNED, ...LIBRARY[language], page, ...(beside[page] ?? [])), budget(page)] as const)];
    // What stands around the pages, their words and the pages have been found.
    expect([LIBRARY.zh.length, PAGES.includes('pages/workbench/workbench.tsx'), found.every(([, kB]) => kB > 100)]).toEqual([2, true, true]);
    expect(found.filter(([, kB, most]) => kB > most)).toEqual([]);
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
    // Compressed for whoever takes it so, and the same as it is for others.
    const asked = async (encoding: string): Promise<(string | null)[]> => {
      const { status, headers } = await fetch(`${api.base}${script}`, { headers: { 'accept-encoding': encoding } });
      return [String(status), headers.get('content-encoding'), headers.get('content-type'), headers.get('vary')];
    };
    expect(await Promise.all(['gzip, br', 'gzip', 'identity'].map(asked))).toEqual(['br', 'gzip', null].map((encoding) => ['200', encoding, 'text/javascript; charset=utf-8', expect.stringContaining('Accept-Encoding')]));
    const front = await fetch(`${api.base}/`, { redirect: 'manual' });
    expect([front.status, front.headers.get('location')]).toEqual([302, '/app/']);
  });

  it('sends the cookie that renews a session to its own pages alone, and lets no other site read an answer or send a command as JSON', async () => {
    const { token } = await api.signedIn('csrf', Object.values(api.system.units)[0]!, ['office']);
    const elsewhere = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    const entered = await fetch(`${api.base}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'csrf', password: 'a-long-test-password', inCookie: true }) });
    const cookie = entered.headers.getSetCookie().find((c) => /httponly/i.test(c))!;
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).toMatch(/Path=\/session/i);
    // No browser sends the cookie along from elsewhere; a command without its sign-in in the header is nobody's, cookie or not.
    for (const path of ['/plans/none/issue', '/items/none/receive']) {
      const sent = await fetch(`${api.base}${path}`, { method: 'POST', headers: { ...elsewhere, cookie: cookie.split(';')[0]!, 'content-type': 'application/json', 'idempotency-key': 'from-elsewhere' }, body: '{}' });
      expect([path, sent.status]).toEqual([path, 401]);
    }
    for (const method of ['OPTIONS', 'GET']) {
      const answered = await fetch(`${api.base}/plans`, { method, headers: { ...elsewhere, ...(method === 'GET' ? { authorization: `Bearer ${token}` } : { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization, idempotency-key' }) } });
      expect([method, answered.headers.get('access-control-allow-origin'), answered.headers.get('access-control-allow-credentials')]).toEqual([method, null, null]);
    }
  });
});
