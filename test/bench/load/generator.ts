import { setTimeout as delay } from 'node:timers/promises';
import { spreadOf } from '../statistics';
import type { Job, LoadResult } from './job';
import { Lane } from './lane';
import { stepsOf } from './scenario';

/** Sends the commands of a job; each item belongs to one lane, so that commands of one item keep their order. */
export async function generate(job: Job): Promise<LoadResult> {
  const took = new Map<string, number[]>();
  const all: number[] = [];
  let refused = 0;
  let firstRefusal: string | null = null;
  let next = 0;
  let sent = 0;
  const began = performance.now();
  const end = began + job.seconds * 1000;
  const slot = async (): Promise<void> => {
    const n = sent++;
    if (job.perSecond === undefined) return;
    const wait = began + (n * 1000) / job.perSecond - performance.now();
    if (wait > 1) await delay(wait);
  };
  const lane = async (): Promise<void> => {
    const connection = new Lane(job.port);
    try {
      while (next < job.items.length && performance.now() < end) {
        const item = job.items[next++]!;
        let n = 0;
        for (const step of stepsOf(job.scenario, item, job.officeToken)) {
          await slot();
          if (performance.now() >= end) return;
          const asked = performance.now();
          const answer = await connection.ask({ method: 'POST', path: step.path, token: step.token, key: `${job.name}-${item.itemId}-${n++}`, body: step.body });
          const ms = performance.now() - asked;
          if (answer.status !== 200) {
            refused += 1;
            firstRefusal ??= `${step.path}: ${answer.status} ${answer.body}`;
            break;
          }
          all.push(ms);
          const ofKind = took.get(step.kind);
          if (ofKind) ofKind.push(ms);
          else took.set(step.kind, [ms]);
        }
      }
    } finally {
      connection.close();
    }
  };
  await Promise.all(Array.from({ length: job.lanes }, lane));
  const seconds = (performance.now() - began) / 1000;
  return { seconds, perSecond: all.length / seconds, all: spreadOf(all), kinds: Object.fromEntries([...took].map(([kind, ms]) => [kind, spreadOf(ms)])), refused, firstRefusal, itemsLeft: job.items.length - next };
}

process.once('message', (job: Job) => {
  void generate(job).then((result) => process.send?.(result, () => process.exit(0)));
});
