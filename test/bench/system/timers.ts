import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '#libs/platform/readiness';
import type { Day, Instant } from '#libs/supervision/time/day';
import type { Heap } from '../load/heap';
import { load } from '../load/load';
import type { Bench } from '../part';
import { RAW, SIZES } from '../raw/raw-part';
import { allLookedAfter } from './starts';
import { type Spread, spreadOf } from '../statistics';
import { sound } from './commands';
import type { People } from './people';
import { type Issued, issuePlan } from './plans';
import { remindAt } from './policies';
import { allLooked, allSeen } from './progress';
import type { RunningSystem } from './running-system';

const FEW = 60;
const MINUTE_MS = 60_000;

/** The first full minute that leaves so much time; never across midnight, since a reminder belongs to a day. */
async function minuteAfter(ms: number): Promise<Instant> {
  for (;;) {
    const at = Math.ceil((Date.now() + ms) / MINUTE_MS) * MINUTE_MS;
    const shanghai = (moment: number): number => Math.floor((moment + 8 * 3_600_000) / 86_400_000);
    if (shanghai(at) === shanghai(Date.now())) return new Date(at).toISOString();
    await delay(1_000);
  }
}

/** Waits until every workflow of the plan sleeps towards the moment; an item that was still to be looked at when it came would measure the look, not the timer. */
async function asleep(system: RunningSystem, planId: string, count: number, at: Instant): Promise<void> {
  const looked = await allLooked(system.pool, planId, count);
  if (looked > Date.parse(at) - 2_000) throw new Error('not every item slept before its moment came');
}

/** Waits until every item of the plan was reminded of; how late each was, by when the event was stored. */
async function lateness(system: RunningSystem, planId: string, count: number): Promise<Spread> {
  const rows = await waitFor(
    { zh: '等待提醒', en: 'waiting for the reminders' },
    async () => {
      const found = await system.pool.query<{ ms: number }>(
        `select (extract(epoch from stored_at - (meta->>'dueAt')::timestamptz) * 1000)::float8 as ms from log.events where type = 'ReminderIssued' and stream like $1`,
        [`item/${planId}-%`],
      );
      return found.rows.length >= count ? found.rows : undefined;
    },
    { deadlineMs: 300_000, everyMs: 500 },
  );
  return spreadOf(rows.map((r) => r.ms));
}

/** Many deadlines of one instant, against Temporal's own timers. The items stay for later parts. */
export async function measureBurst({ report, quick }: Bench, system: RunningSystem, people: People, tokens: ReadonlyMap<string, string>, deadline: Day): Promise<Issued> {
  const { timers, starts } = SIZES[quick ? 'quick' : 'full'];
  // First looks come at a pace: the moment must lie beyond the last of them.
  const lookedSeconds = report.valueOf(allLookedAfter(starts)) ?? 60;
  const at = await minuteAfter((timers / starts) * lookedSeconds * 1_500 + 10_000);
  await remindAt(system.store, 'burst', at);
  const issued = await issuePlan(system, people, tokens, { planId: 'burst', items: timers, policyId: 'burst', deadline });
  await asleep(system, 'burst', timers, at);
  const late = await lateness(system, 'burst', timers);
  report.add({ name: `${timers} items due at one instant: until all were acted on`, value: late.most / 1000, unit: 's', baseline: report.valueOf(RAW.timers), target: { of: 'ratio', atMost: 1.1 } });
  return issued;
}

/** A few moments of an ordinary day, the system idle and at a steady rate. */
export async function measureLateness({ report, quick }: Bench, system: RunningSystem, people: People, tokens: ReadonlyMap<string, string>, deadline: Day, heap: Heap): Promise<void> {
  for (const busy of quick ? [true] : [false, true]) {
    const planId = busy ? 'busy' : 'idle';
    const at = await minuteAfter(45_000);
    await remindAt(system.store, planId, at);
    await issuePlan(system, people, tokens, { planId, items: FEW, policyId: planId, deadline });
    await asleep(system, planId, FEW, at);
    const seconds = (Date.parse(at) - Date.now()) / 1000 + 3;
    const working = busy ? load({ port: system.port, officeToken: tokens.get(people.office)!, scenario: 'mixed', lanes: 32, perSecond: 300, seconds, items: heap.take(Math.ceil((seconds * 300) / 16) + 40), name: `lateness-${planId}` }) : null;
    const late = await lateness(system, planId, FEW);
    if (working) sound(await working);
    report.add({ name: `${FEW} items due, ${busy ? '300 commands/s' : 'the system idle'}: late by, p99`, value: late.p99, unit: 'ms', target: { of: 'value', atMost: 1_000 } });
    if (busy) await allSeen(system.pool);
  }
}
