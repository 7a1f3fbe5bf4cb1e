import { Pool } from 'pg';
import { EventStore } from '#libs/event-store/event-store';
import { untilSettled } from '#libs/event-store/testing/events';
import { createTestDatabase, type TestDatabase } from '#libs/platform/test-postgres';
import type { Actor } from '#libs/supervision/actor';
import type { DraftItem } from '#libs/supervision/plan/draft';
import type { UpperPlan } from '#libs/supervision/plan/plan.events';
import { settleInBulk } from '#libs/supervision/plan/plan.decide';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { SetClock } from '../clock';
import { KNOWN_EVENTS } from '../event-types';
import { ItemCommands } from '../item-commands';
import { PlanCommands } from '../plan-commands';
import { References } from '../references';
import { RosterCommands } from '../roster-commands';
import { seedReferences } from '../seed';
import { aDraft } from './a-plan';

/** Name of the migrated database that global setup leaves to be copied. */
const MIGRATED = 'migrated';

/** A log of its own on the real server, with the handlers on it and a clock that the test sets. */
export interface TestSystem {
  database: TestDatabase;
  pool: Pool;
  store: EventStore;
  clock: SetClock;
  references: References;
  items: ItemCommands;
  plans: PlanCommands;
  roster: RosterCommands;
  /** Ids by name of the units that were registered. */
  units: Record<string, string>;
  /** A second process on the same log, with caches of its own. */
  another(): ItemCommands;
  close(): Promise<void>;
}

export const OFFICE = '市产改办';
export const SETUP: Actor = { kind: 'system', name: 'test' };

export function person(unitId: string, personId = `p-${unitId}`): Actor {
  return { kind: 'person', personId, unitId };
}

/** Starts at the moment, with the named units registered (besides the office). */
export async function aSystem(now: Instant, unitNames: string[] = ['市总工会', '市人社局', '市财政局']): Promise<TestSystem> {
  const database = await createTestDatabase({ template: MIGRATED });
  const pool = new Pool({ connectionString: database.appUrl, max: 40 });
  pool.on('error', () => undefined);
  const store = new EventStore(pool, KNOWN_EVENTS);
  const clock = new SetClock(now);
  await seedReferences(store, now);
  const references = new References(store);
  const items = new ItemCommands(store, references, clock);
  const roster = new RosterCommands(store, references, clock);
  const registered = await roster.register([OFFICE, ...unitNames].map((name) => ({ name, staffed: true })), SETUP, { scope: 'test', commandId: 'units' });
  if (registered.kind !== 'accepted') throw new Error(`units were not registered: ${registered.kind}`);
  const units = Object.fromEntries(Object.values(registered.state.units).map((u) => [u.name, u.id]));
  return {
    database,
    pool,
    store,
    clock,
    references,
    items,
    roster,
    units,
    plans: new PlanCommands(store, references, clock),
    another: () => new ItemCommands(store, new References(store), clock),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

/**
 * Drafts and issues a plan of those items, days that are past among them; returns their ids in order, once every reader sees them.
 *
 * @param upper the plan that it takes up
 */
export async function issued(system: TestSystem, items: DraftItem[], planId = 'plan1', officeName = OFFICE, upper?: UpperPlan): Promise<string[]> {
  const office = system.units[officeName]!;
  const actor = person(office, 'p-office');
  const source = { name: 'test.txt', sha256: '0'.repeat(64), format: 'txt' };
  const year = Number(system.clock.now().slice(0, 4));
  const drafted = await system.plans.draft({ planId, draft: aDraft(items, year), officeUnitId: office, supervisingUnitId: null, conferenceUnitId: null, source, ...(upper === undefined ? {} : { upper }) }, actor, { scope: 'p-office', commandId: `draft-${planId}` });
  if (drafted.kind !== 'accepted') throw new Error(`not drafted: ${JSON.stringify(drafted)}`);
  const ground = { roster: (await system.references.roster()).state!, today: dayOf(system.clock.now()) };
  await system.plans.decide(planId, (plan) => settleInBulk(plan, 'deadline-past', 'keep', ground), actor, { scope: 'p-office', commandId: `keep-${planId}` }, { today: ground.today });
  const done = await system.plans.issue(planId, actor, { scope: 'p-office', commandId: `issue-${planId}` });
  if (done.kind !== 'accepted') throw new Error(`not issued: ${JSON.stringify(done)}`);
  await untilSettled(system.store, done.cursor);
  return done.state.issueItems.map((i) => i.itemId);
}
