import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from '../part';
import { Lane } from '../load/lane';
import type { Heap } from '../load/heap';
import { load } from '../load/load';
import { stepsOf } from '../load/scenario';
import { spreadOf } from '../statistics';
import { sound } from './commands';
import { lagWhile } from './lag';
import type { People } from './people';
import { issuePlan } from './plans';
import { patient } from './policies';
import { allLooked, allSeen } from './progress';
import type { RunningSystem } from './running-system';

const SECONDS = { quick: 8, full: 20 };
const STEADY = 300;
const TOLD = { quick: 60, full: 200 };

/** Lag from commit to read model at a steady rate, and near the maximum. */
export async function measureReadLag({ report, quick }: Bench, system: RunningSystem, heap: Heap, officeToken: string, most: number): Promise<void> {
  const seconds = SECONDS[quick ? 'quick' : 'full'];
  for (const [what, perSecond] of [[`${STEADY} commands/s`, STEADY], ['70 % of the maximum', Math.round(most * 0.7)]] as const) {
    const items = heap.take(Math.ceil((perSecond * seconds) / 16) + 40);
    const { result, lag } = await lagWhile(system.database.ownerUrl, () => load({ port: system.port, officeToken, scenario: 'mixed', lanes: 32, seconds, perSecond, items, name: `lag-${perSecond}` }));
    sound(result);
    heap.giveBack(items, result.itemsLeft);
    const target = perSecond === STEADY ? ({ of: 'value', atMost: 200 } as const) : undefined;
    report.say(`  ${what}: ${Math.round(result.perSecond)}/s were reached`);
    report.add({ name: `commit → read model at ${what}: p50`, value: lag.p50, unit: 'ms' });
    report.add({ name: `commit → read model at ${what}: p99`, value: lag.p99, unit: 'ms', target });
  }
}

/** Lag from commit to the workflow having looked again, for commands that bring the next due moment nearer. */
export async function measureToldLag({ report, quick }: Bench, system: RunningSystem, people: People, tokens: ReadonlyMap<string, string>): Promise<void> {
  const count = TOLD[quick ? 'quick' : 'full'];
  await patient(system.store, 'patient');
  const { items } = await issuePlan(system, people, tokens, { planId: 'told', items: count, leads: 1, policyId: 'patient' });
  await allLooked(system.pool, 'told', count);
  const lane = new Lane(system.port);
  for (const kind of ['receive', 'submit'] as const) {
    for (const item of items) {
      const step = [...stepsOf('complete-a-step', item, '')].find((s) => s.kind === kind)!;
      const answer = await lane.ask({ method: 'POST', path: step.path, token: step.token, key: `told-${kind}-${item.itemId}`, body: step.body });
      if (answer.status !== 200) throw new Error(`${step.path}: ${answer.status} ${answer.body}`);
      if (kind === 'submit') await delay(40);
    }
    await allSeen(system.pool);
  }
  lane.close();
  const { rows } = await system.pool.query<{ ms: number }>(
    `select (extract(epoch from a.asked_at - e.stored_at) * 1000)::float8 as ms from loop.asks a join log.events e on e.stream = a.stream where e.type = 'StepSubmitted' and a.stream like 'item/told-%' and a.asked_at >= e.stored_at`,
  );
  const lag = spreadOf(rows.map((r) => r.ms));
  report.add({ name: 'commit → workflow, the next due moment came nearer: p50', value: lag.p50, unit: 'ms' });
  report.add({ name: 'commit → workflow, the next due moment came nearer: p99', value: lag.p99, unit: 'ms' });
}
