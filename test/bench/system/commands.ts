import type { Bench } from '../part';
import { HAND_WRITTEN } from '../log/log-part';
import { load } from '../load/load';
import type { LoadResult } from '../load/job';
import type { Heap } from '../load/heap';
import type { Scenario } from '../load/scenario';
import { RAW } from '../raw/raw-part';
import { writesOf } from '../temporal-writes';
import { allSeen, drained, transactionIds } from './progress';
import type { RunningSystem } from './running-system';

/** The best of several rounds: whatever else the machine does comes and goes. */
const SECONDS = { quick: { sequential: 4, parallel: 4, rounds: 2 }, full: { sequential: 8, parallel: 6, rounds: 3 } };
const PROJECTOR_AND_FEEDER = ['projector', 'feeder'];

interface Load {
  readonly scenario: Scenario;
  readonly lanes: number;
  readonly seconds: number;
}

/** Commands over HTTP with everything running, one at a time and 32 at once. Gives the most that it did. */
export async function measureCommands({ report, quick }: Bench, system: RunningSystem, metricsUrl: string, heap: Heap, officeToken: string): Promise<number> {
  const seconds = SECONDS[quick ? 'quick' : 'full'];
  let runs = 0;
  const run = async (l: Load): Promise<LoadResult> => {
    const items = heap.take(l.lanes * 10 + l.seconds * 200);
    const result = sound(await load({ port: system.port, officeToken, items, name: `run-${runs++}`, ...l }));
    heap.giveBack(items, result.itemsLeft);
    if (result.itemsLeft === 0) report.say('  (the items were used up before the time)');
    return result;
  };
  await run({ scenario: 'complete-a-step', lanes: 8, seconds: 3 });
  let most = Infinity;
  for (const scenario of ['complete-a-step', 'report-progress'] as const) {
    const one = await run({ scenario, lanes: 1, seconds: seconds.sequential });
    report.add({ name: `${scenario} over HTTP, one at a time: p50`, value: one.all.p50, unit: 'ms', target: { of: 'value', atMost: 3 } });
    report.add({ name: `${scenario} over HTTP, one at a time: p95`, value: one.all.p95, unit: 'ms' });
    report.add({ name: `${scenario} over HTTP, one at a time: p99`, value: one.all.p99, unit: 'ms' });
    const before = { ids: await transactionIds(system.pool), writes: await writesOf(metricsUrl) };
    let many = await run({ scenario, lanes: 32, seconds: seconds.parallel });
    let commands = many.all.count;
    for (let round = 1; round < seconds.rounds; round++) {
      const again = await run({ scenario, lanes: 32, seconds: seconds.parallel });
      commands += again.all.count;
      if (again.perSecond > many.perSecond) many = again;
    }
    const behind = Math.max(...(await Promise.all(PROJECTOR_AND_FEEDER.map((name) => drained(system.pool, name)))));
    most = Math.min(most, many.perSecond);
    report.add({ name: `${scenario} over HTTP, 32 at once`, value: many.perSecond, unit: '/s', baseline: report.valueOf(RAW.updates), target: { of: 'ratio', atLeast: 6 } });
    report.add({ name: `${scenario} over HTTP, 32 at once, against the hand-written append`, value: many.perSecond, unit: '/s', baseline: report.valueOf(HAND_WRITTEN), target: { of: 'ratio', atLeast: 0.25 } });
    report.add({ name: `${scenario} over HTTP, 32 at once: p50`, value: many.all.p50, unit: 'ms' });
    report.add({ name: `${scenario} over HTTP, 32 at once: p95`, value: many.all.p95, unit: 'ms' });
    report.add({ name: `${scenario} over HTTP, 32 at once: p99, against p50`, value: many.all.p99, unit: 'ms', baseline: many.all.p50, target: { of: 'ratio', atMost: 5 } });
    report.add({ name: `${scenario}: backlog of projector and feeder drained after the end`, value: behind, unit: 's', target: { of: 'value', atMost: 60 } });
    const later = await allSeen(system.pool);
    report.add({ name: `${scenario}: every workflow has seen its item as it is, after that`, value: later, unit: 's' });
    const after = { ids: await transactionIds(system.pool), writes: await writesOf(metricsUrl) };
    report.add({ name: `${scenario}: write transactions a command, log (append, read models, feeder, workflows)`, value: (after.ids - before.ids) / commands, unit: 'transactions', target: { of: 'value', atMost: 3 } });
    report.add({ name: `${scenario}: persistence writes a command, Temporal`, value: (after.writes - before.writes) / commands, unit: 'writes' });
  }
  return most;
}

/** @throws where a command was refused: a load that is turned away is no measure */
export function sound(result: LoadResult): LoadResult {
  if (result.refused > 0) throw new Error(`${result.refused} commands were refused, the first: ${result.firstRefusal}`);
  return result;
}
