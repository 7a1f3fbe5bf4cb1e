import { createServer, type Server } from 'node:http';

/** What is wrong; `degraded`: the process goes on all the same, and a restart would mend nothing. */
export interface Wrong {
  zh: string;
  en: string;
  degraded?: true;
}

/** What readiness depends on: null where it is as it should be, else what is wrong. */
export type Checks = Readonly<Record<string, () => Promise<Wrong | null>>>;

/** A check that does not answer is a check that failed. */
const LIMIT_MS = 2_000;

async function run(check: Checks[string]): Promise<Wrong | null> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<Wrong>((resolve) => {
    timer = setTimeout(() => resolve({ zh: '没有回应', en: 'does not answer' }), LIMIT_MS);
  });
  try {
    return await Promise.race([check(), silent]);
  } catch (error) {
    return { zh: '不可用', en: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** The state of every check, in the order given. */
export async function readiness(checks: Checks): Promise<{ status: 'ready' | 'degraded' | 'not-ready'; state: Record<string, 'ok' | { zh: string; en: string }> }> {
  const entries = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await run(check)] as const));
  const wrong = entries.flatMap(([, w]) => (w === null ? [] : [w]));
  const status = wrong.some((w) => !w.degraded) ? 'not-ready' : wrong.length > 0 ? 'degraded' : 'ready';
  return { status, state: Object.fromEntries(entries.map(([name, w]) => [name, w === null ? 'ok' : { zh: w.zh, en: w.en }])) };
}

/**
 * Serves /health/live and /health/ready of a process without HTTP of its own. Live says that the process answers; ready asks
 * every check anew, and is 503 with what is wrong where one fails; degraded is 200 with the same words.
 *
 * @param port 0 takes any free one, for tests
 * @throws where the port is taken
 */
export function serveHealth(port: number, checks: Checks, host = '0.0.0.0'): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(body));
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, { status: 'refused' });
    if (request.url === '/health/live') return answer(200, { status: 'live' });
    if (request.url !== '/health/ready') return answer(404, { status: 'no-route' });
    void readiness(checks).then(({ status, state }) => answer(status === 'not-ready' ? 503 : 200, { status, ...state }));
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
