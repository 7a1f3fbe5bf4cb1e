import type { Bench } from '../part';
import { RAW, SIZES } from '../raw/raw-part';
import { type Issued, issuePlan } from './plans';
import { allLooked, drained } from './progress';
import type { People } from './people';
import type { RunningSystem } from './running-system';

/** Name of the figure that tells how long the first looks of so many items took. */
export const allLookedAfter = (items: number): string => `${items} items issued: until every workflow has looked at its item`;

/** From the request to issue a plan until its items run. */
export async function measureStarts({ report, quick }: Bench, system: RunningSystem, people: People, tokens: ReadonlyMap<string, string>): Promise<Issued> {
  const { starts } = SIZES[quick ? 'quick' : 'full'];
  const few = await issuePlan(system, people, tokens, { planId: 'fifty', items: 50 });
  report.add({ name: '50 items issued: until every workflow has looked at its item', value: ((await allLooked(system.pool, 'fifty', 50)) - few.askedAt) / 1000, unit: 's', target: { of: 'value', atMost: 5 } });
  const many = await issuePlan(system, people, tokens, { planId: 'many', items: starts });
  await drained(system.pool, 'feeder');
  const started = (Date.now() - many.askedAt) / 1000;
  const looked = ((await allLooked(system.pool, 'many', starts)) - many.askedAt) / 1000;
  const raw = report.valueOf(RAW.starts);
  const baseline = raw === null ? null : starts / raw;
  report.add({ name: `${starts} items issued: until every workflow is started`, value: started, unit: 's', baseline, target: { of: 'ratio', atMost: 1.25 } });
  report.add({ name: allLookedAfter(starts), value: looked, unit: 's', baseline, target: { of: 'ratio', atMost: 1.25 } });
  return many;
}
