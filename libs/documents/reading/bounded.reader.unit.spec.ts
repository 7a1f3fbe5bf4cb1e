import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { BoundedReader, type ReadingBounds } from './bounded.reader';

/** A thread's program. */
const program = (code: string): string => `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData, threadId } from 'node:worker_threads'; import { connect } from 'node:net'; ${code}`)}`;
const reader = (code: string, bounds: Partial<ReadingBounds> = {}, onDefect: (stack: string) => void = () => undefined): BoundedReader => new BoundedReader({ entry: program(code), bounds, onDefect });
const job = { kind: 'list', bytes: new Uint8Array([1]), mostRows: 1 } as const;

/** Calls at the gate whose port is its most rows, and waits there until it is let in. */
const HOLD = `connect(workerData.mostRows, '127.0.0.1').once('data', () => { parentPort.postMessage({ reading: { ok: true, rows: [], threadId } }); });`;
let gate: Server;
beforeEach(async () => {
  gate = createServer().listen(0, '127.0.0.1');
  await once(gate, 'listening');
});
afterEach(() => gate.close());
const held = (): typeof job => ({ ...job, mostRows: (gate.address() as AddressInfo).port }) as unknown as typeof job;
const arrival = async (): Promise<Socket> => {
  const [socket] = (await once(gate, 'connection')) as [Socket];
  return socket.on('error', () => undefined);
};

describe('reading files aside', () => {
  it('leaves the process free: a request is answered while a file is held in the middle', async () => {
    const there = arrival();
    const reading = reader(HOLD).read<'list'>(held());
    const waiting = await there;
    const server = createHttpServer((_, answer) => answer.end('here')).listen(0);
    const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await reply.text()).toBe('here');
    server.close();
    waiting.write('in');
    expect(await reading).toMatchObject({ ok: true, threadId: expect.any(Number) });
  });

  it('ends what would never end', async () => {
    expect(await reader('for (;;);', { deadlineMs: 300 }).read<'list'>(job)).toMatchObject({ ok: false, code: 'too-slow', zh: expect.stringContaining('拆分'), en: expect.stringContaining('split') });
  });

  it.each([
    ['of objects', 'const kept = []; for (;;) kept.push(new Array(1_000).fill({}));', { heapMb: 16 }],
    ['of bytes outside the heap', 'const kept = []; for (let i = 0; i < 80; i += 1) kept.push(new Uint8Array(8 * 1_024 * 1_024).fill(1)); parentPort.postMessage({ reading: { ok: true, rows: [kept.length] } });', { heapMb: 16, memoryMb: 256 }],
  ])('ends what asks for too much memory, %s', async (_, code, bounds) => {
    // What the bound is to stop never goes on by itself: it has the time that it needs.
    expect(await reader(`${code} setInterval(() => undefined, 1_000);`, { ...bounds, deadlineMs: 200_000 }).read<'list'>(job)).toMatchObject({ ok: false, code: 'too-demanding', zh: expect.stringContaining('拆分'), en: expect.stringContaining('split') });
  });

  it('gives what a file is read by no secret of the environment', async () => {
    process.env['DUBAN_PROBE'] = 'secret';
    const reading = await reader('parentPort.postMessage({ reading: { ok: true, rows: Object.keys(process.env) } });').read<'list'>(job).finally(() => delete process.env['DUBAN_PROBE']);
    expect(reading).toMatchObject({ ok: true });
    expect(JSON.stringify(reading)).not.toContain('DUBAN');
  });

  it('reads so many at a time; others wait, and more than may wait are sent away', async () => {
    const busy = reader(HOLD, { processes: 1, mostWaiting: 1 });
    const there = arrival();
    const [first, second] = [0, 1].map(() => busy.read<'list'>(held()));
    expect(await busy.read<'list'>(job)).toMatchObject({ ok: false, code: 'busy' });
    const one = await there;
    const next = arrival();
    one.write('in');
    expect(await first).toMatchObject({ ok: true });
    (await next).write('in');
    expect(await second).toMatchObject({ ok: true });
  });

  it('takes a fault of the program, or a thread that is gone, for a file that was not read', async () => {
    for (const code of ["parentPort.postMessage({ defect: 'at fault' });", "throw new Error('at fault');", "process.exit(3);"]) {
      const told: string[] = [];
      expect(await reader(code, {}, (stack) => told.push(stack)).read<'list'>(job)).toMatchObject({ ok: false, code: 'failed', zh: expect.stringContaining('报告管理员') });
      expect(told).toEqual([expect.stringMatching(/at fault|without an answer/)]);
    }
  });
});
