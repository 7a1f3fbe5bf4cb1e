import { Worker, type ReplayWorkerOptions } from '@temporalio/worker';
import * as workflows from '#workflows/index';
import { digestOf, listed, looksIn, readHistory, recorded, workflowTypeIn } from './histories';
import { BUILT_BUNDLE, quietRuntime, variantBundle } from './variant';

/** Open and closed lives of items, recorded once, go on under the workflow as it is built now. */
describe('the replay gate', () => {
  beforeAll(quietRuntime);
  const replay = (name: string, options: ReplayWorkerOptions): Promise<void> => Worker.runReplayHistory(options, readHistory(name), name);
  const built: ReplayWorkerOptions = { workflowBundle: { codePath: BUILT_BUNDLE } };

  it('has histories of open and of closed items', () => {
    for (const kind of ['open-', 'closed-']) expect(recorded().filter((name) => name.startsWith(kind)).length).toBeGreaterThan(1);
  });

  it.each(Object.keys(workflows))('has an open and a closed life under %s as the running system led it: looks, timers, what was overdue', (type) => {
    const lives = recorded().filter((name) => name.includes('-life-of-') && workflowTypeIn(readHistory(name)) === type);
    expect(lives.map((name) => name.split('-')[0]).sort()).toEqual(['closed', 'open']);
    const looks = looksIn(readHistory(lives.find((name) => name.startsWith('closed-'))!));
    expect(looks.length).toBeGreaterThan(3);
    expect(looks.some((l) => l.light === (type === 'superviseItem' ? 'red' : 'yellow'))).toBe(true);
    expect(looks.at(-1)).toMatchObject({ open: false });
  });

  it('keeps each history as it was recorded', () => {
    expect(Object.fromEntries(recorded().map((name) => [name, digestOf(name)]))).toEqual(listed());
  });

  it.each(recorded())('replays %s', (name) => replay(name, built));

  it.each<[string, [string | RegExp, string][]]>([
    ['sleeps before it looks', [['const seen = wakes;', 'const seen = wakes; await (0, workflow_1.sleep)(10);']]],
    ['shows nothing', [[/\n\s+show\(look, before\);/, '']]],
    ['asks twice', [['look = await attend(kept);', 'await attend(kept); look = await attend(kept);']]],
  ])('fails for a workflow that %s', async (_, changes) => {
    const broken: ReplayWorkerOptions = { workflowBundle: await variantBundle(changes) };
    const outcomes = await Promise.allSettled(recorded().map((name) => replay(name, broken)));
    const refused = outcomes.filter((o) => o.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const o of refused) expect((o.reason as Error).name).toBe('DeterminismViolationError');
    // Of every kind, not of some: one that replays under any change guards nothing.
    const kept = recorded().filter((name, i) => name.startsWith('closed-life-of-') && outcomes[i]!.status === 'fulfilled');
    expect(kept).toEqual([]);
  });
});
