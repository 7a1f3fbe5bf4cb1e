import { memoryOf } from '../memory';
import type { Bench } from '../part';
import { rebuildRate } from '../rebuild-rate';
import { Heap } from '../load/heap';
import { measureCommands } from './commands';
import { measureReadLag, measureToldLag } from './lags';
import { registerPeople } from './people';
import { issuePlan, withTokens } from './plans';
import { workToday } from './policies';
import { allLooked, allSeen, eventCount } from './progress';
import { migrated, runSystem } from './running-system';
import { measureStarts } from './starts';
import { measureBurst, measureLateness } from './timers';

const MORE_ITEMS = { quick: 2_500, full: 3_000 };

/** API and worker running on their own log and a fresh Temporal. */
export async function systemPart(bench: Bench): Promise<void> {
  const { machine, report, quick } = bench;
  const log = await migrated(machine, 'bench_system');
  const deadline = await workToday(log.store, new Date().toISOString());
  const temporal = await machine.temporal('temporal-system');
  const system = await runSystem(machine, log, temporal);
  try {
    const people = await registerPeople(system);
    const first = await people.signIn();
    const many = await measureStarts(bench, system, people, first);
    const burst = await measureBurst(bench, system, people, first, deadline);
    const more = await issuePlan(system, people, first, { planId: 'more', items: MORE_ITEMS[quick ? 'quick' : 'full'] });
    await allLooked(system.pool, 'more', more.items.length);
    await allSeen(system.pool);
    const tokens = await people.signIn();
    const heap = new Heap(withTokens([...many.items, ...burst.items, ...more.items], first, tokens));
    const officeToken = tokens.get(people.office)!;
    const most = await measureCommands(bench, system, temporal.metricsUrl, heap, officeToken);
    await measureReadLag(bench, system, heap, officeToken, most);
    await allSeen(system.pool);
    await measureToldLag(bench, system, people, tokens);
    await measureLateness(bench, system, people, tokens, deadline, heap);
    for (const [name, child] of [['API', system.api], ['worker', system.worker]] as const) {
      const memory = memoryOf(child?.pid);
      report.add({ name: `memory of the ${name} after the load (${await eventCount(system.pool)} events): resident`, value: memory?.residentMiB ?? null, unit: 'MiB' });
      report.add({ name: `memory of the ${name}: most it had`, value: memory?.peakMiB ?? null, unit: 'MiB' });
    }
    const { events, perSecond } = await rebuildRate(system.store, system.database.ownerUrl);
    report.add({ name: `rebuild while the system serves, ${events} events of the load`, value: perSecond, unit: 'events/s', target: { of: 'value', atLeast: 20_000 } });
  } finally {
    await system.stop();
    await temporal.stop();
  }
}
