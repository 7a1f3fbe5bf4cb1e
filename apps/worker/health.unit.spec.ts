import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { serveHealth, type Checks } from './health';

describe('the worker’s health', () => {
  let server: Server;
  const ask = async (checks: Checks, path: string, method = 'GET'): Promise<{ status: number; body: unknown }> => {
    server = await serveHealth(0, checks, '127.0.0.1');
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });
    return { status: response.status, body: await response.json() };
  };
  afterEach(() => new Promise((resolve) => server.close(resolve)));
  const ok = async (): Promise<null> => null;

  it('is ready when everything that it needs is', async () => {
    expect(await ask({ postgresql: ok, temporal: ok }, '/health/ready')).toEqual({ status: 200, body: { status: 'ready', postgresql: 'ok', temporal: 'ok' } });
  });

  it('says what is wrong: refused, thrown or silent', async () => {
    const checks: Checks = {
      schema: async () => ({ zh: '缺少一步', en: 'lacks a step' }),
      postgresql: async () => Promise.reject(new Error('connection refused')),
      temporal: () => new Promise(() => undefined),
      worker: ok,
    };
    expect(await ask(checks, '/health/ready')).toEqual({
      status: 503,
      body: { status: 'not-ready', schema: { zh: '缺少一步', en: 'lacks a step' }, postgresql: { zh: '不可用', en: 'connection refused' }, temporal: { zh: '没有回应', en: 'does not answer' }, worker: 'ok' },
    });
  });

  it('is alive whatever it lacks', async () => {
    expect(await ask({ postgresql: async () => Promise.reject(new Error('away')) }, '/health/live')).toEqual({ status: 200, body: { status: 'live' } });
  });

  it('answers nothing else', async () => {
    expect(await ask({}, '/metrics')).toMatchObject({ status: 404 });
    server.close();
    expect(await ask({}, '/health/live', 'POST')).toMatchObject({ status: 405 });
  });
});
