import { SetupProblem } from './messages';
import { waitFor } from './readiness';

const what = { zh: '等待甲', en: 'waiting for A' };

describe('waitFor', () => {
  it('returns what the probe finds', async () => {
    let asked = 0;
    await expect(waitFor(what, () => (++asked === 3 ? 'found' : undefined), { deadlineMs: 5_000, everyMs: 1 })).resolves.toBe('found');
  });

  it('names what it waited for and the last reason at the deadline', async () => {
    const waiting = waitFor(what, () => Promise.reject(new Error('refused')), { deadlineMs: 20, everyMs: 1 });
    await expect(waiting).rejects.toThrow(/等待甲.*refused[\s\S]*waiting for A.*refused/);
    await expect(waiting).rejects.toBeInstanceOf(SetupProblem);
  });

  it('does not wait for what cannot come any more', async () => {
    const waiting = waitFor(what, () => undefined, { deadlineMs: 60_000, everyMs: 1, hopeless: () => ({ zh: '已死', en: 'dead' }) });
    await expect(waiting).rejects.toThrow('waiting for A: dead');
  });

  it('stops when told', async () => {
    const stop = new AbortController();
    const waiting = waitFor(what, () => undefined, { deadlineMs: 60_000, everyMs: 30_000, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow();
  });

  it('tells that it still waits', async () => {
    const told: number[] = [];
    await waitFor(what, () => told.length >= 2, { deadlineMs: 5_000, everyMs: 1, progressEveryMs: 5, onProgress: (ms) => told.push(ms) });
    expect(told.length).toBeGreaterThanOrEqual(2);
  });
});
