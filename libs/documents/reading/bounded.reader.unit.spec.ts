import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BoundedReader, type ReadingBounds } from './bounded.reader';

/** A thread's program; `gate` is a word of shared memory that the test holds. */
const program = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort, workerData, threadId } from 'node:worker_threads'; ${code}`)}`);
const reader = (code: string, bounds: Partial<ReadingBounds> = {}, onDefect: (stack: string) => void = () => undefined): BoundedReader => new BoundedReader({ entry: program(code), bounds, onDefect });
const job = { kind: 'list', bytes: new Uint8Array([1]), mostRows: 1 } as const;
const held = (gate: Int32Array): typeof job => ({ ...job, gate }) as typeof job;
const HOLD = `Atomics.store(workerData.gate, 1, 1); Atomics.notify(workerData.gate, 1); Atomics.wait(workerData.gate, 0, 0); parentPort.postMessage({ reading: { ok: true, rows: [], threadId } });`;
const gateOf = (): Int32Array => new Int32Array(new SharedArrayBuffer(8));
const release = (gate: Int32Array): void => {
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
};

describe('reading files aside', () => {
  it('leaves the process free: a request is answered while a file is held in the middle', async () => {
    const gate = gateOf();
    const reading = reader(HOLD).read<'list'>(held(gate));
    await Atomics.waitAsync(gate, 1, 0).value;
    const server = createServer((_, answer) => answer.end('here')).listen(0);
    const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await reply.text()).toBe('here');
    server.close();
    release(gate);
    expect(await reading).toMatchObject({ ok: true, threadId: expect.any(Number) });
  });

  it('ends what would never end, and what asks for too much memory', async () => {
    expect(await reader('for (;;);', { deadlineMs: 300 }).read<'list'>(job)).toMatchObject({ ok: false, code: 'too-slow', zh: expect.stringContaining('拆分'), en: expect.stringContaining('split') });
    expect(await reader('const kept = []; for (;;) kept.push(new Array(1_000).fill({}));', { heapMb: 16 }).read<'list'>(job)).toMatchObject({ ok: false, code: 'too-demanding' });
  });

  it('reads so many at a time; others wait, and more than may wait are sent away', async () => {
    const gates = [gateOf(), gateOf()];
    const busy = reader(HOLD, { threads: 1, mostWaiting: 1 });
    const [first, second] = gates.map((gate) => busy.read<'list'>(held(gate)));
    expect(await busy.read<'list'>(job)).toMatchObject({ ok: false, code: 'busy' });
    release(gates[0]!);
    expect(await first).toMatchObject({ ok: true });
    await Atomics.waitAsync(gates[1]!, 1, 0).value;
    release(gates[1]!);
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
