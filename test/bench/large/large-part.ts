import { Client } from 'pg';
import { addDays, dayOf, startOfDay } from '#libs/supervision/time/day';
import { Lane } from '../load/lane';
import { memoryOf } from '../memory';
import type { Bench } from '../part';
import { rebuildRate } from '../rebuild-rate';
import { spreadOf } from '../statistics';
import { registerPeople } from '../system/people';
import { migrated, runSystem } from '../system/running-system';
import { fillLargeLog } from './large-log';

const ITEMS = 100_000;
const REPEATS = { quick: 40, full: 150 };

interface Question {
  readonly name: string;
  readonly atMostMs: number;
  /** The path of the n-th time it is asked. */
  readonly path: (n: number) => string;
}

/** The questions of a page, asked over HTTP, of a log of 100,000 items. */
export async function largePart({ machine, report, quick }: Bench): Promise<void> {
  const from = addDays(dayOf(new Date().toISOString()), -320);
  const log = await migrated(machine, 'bench_large', startOfDay(from));
  const system = await runSystem(machine, log, null);
  try {
    const people = await registerPeople(system);
    const began = performance.now();
    const events = await fillLargeLog(log.store, { items: ITEMS, units: people.units.map((u) => u.id), office: people.office, from });
    report.add({ name: `bulk appends, ${events} events of ${ITEMS} items`, value: (events * 1000) / (performance.now() - began), unit: 'events/s' });
    const { perSecond } = await rebuildRate(log.store, log.database.ownerUrl);
    report.add({ name: `rebuild, ${events} events of ${ITEMS} items`, value: perSecond, unit: 'events/s', target: { of: 'value', atLeast: 20_000 } });
    await settle(log.database.superuserUrl);
    const unit = (n: number): string => people.units[n % people.units.length]!.id;
    const day = (n: number): string => addDays(from, 10 + ((n * 37) % 300));
    const questions: Question[] = [
      { name: 'ledger page', atMostMs: 50, path: (n) => `/ledger?limit=50&offset=${(n % 20) * 50}` },
      { name: 'ledger page of a plan', atMostMs: 50, path: (n) => `/ledger?limit=50&planId=large${n % 100}` },
      { name: 'ledger page of a unit, by deadline', atMostMs: 50, path: (n) => `/ledger?limit=50&sort=deadline&unitId=${unit(n)}` },
      { name: 'ledger page of a light', atMostMs: 50, path: (n) => `/ledger?limit=50&light=${['red', 'yellow', 'blue'][n % 3]}` },
      { name: 'ledger page, full text', atMostMs: 50, path: (n) => `/ledger?limit=50&text=${encodeURIComponent(`第 ${1000 + n}`)}` },
      { name: 'ledger page as of a day', atMostMs: 300, path: (n) => `/ledger?limit=50&asOf=${day(n)}` },
      { name: 'dashboard', atMostMs: 100, path: () => '/dashboard' },
      { name: 'dashboard of a plan', atMostMs: 100, path: (n) => `/dashboard?planId=large${n % 100}` },
      { name: 'dashboard as of a day', atMostMs: 300, path: (n) => `/dashboard?asOf=${day(n)}` },
    ];
    const tokens = await people.signIn();
    const lane = new Lane(system.port);
    for (const { name, atMostMs, path } of questions) {
      const took: number[] = [];
      for (let n = 0; n < REPEATS[quick ? 'quick' : 'full'] + 3; n++) {
        const asked = performance.now();
        const answer = await lane.ask({ method: 'GET', path: path(n), token: tokens.get(people.office)! });
        if (answer.status !== 200) throw new Error(`${path(n)}: ${answer.status} ${answer.body}`);
        if (n >= 3) took.push(performance.now() - asked);
      }
      report.add({ name: `${name} over HTTP, ${ITEMS} items: p95`, value: spreadOf(took).p95, unit: 'ms', target: { of: 'value', atMost: atMostMs } });
    }
    lane.close();
    report.add({ name: `memory of the API after questions of ${ITEMS} items: resident`, value: memoryOf(system.api.pid)?.residentMiB ?? null, unit: 'MiB' });
  } finally {
    await system.stop();
  }
}

/** What autovacuum does within minutes of such a load. */
async function settle(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
