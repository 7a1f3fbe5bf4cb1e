import type { Bench } from '../part';
import { commitLimit } from './commit-limit';
import { measureInChild } from './child';

const ROUND_SECONDS = { quick: 3, full: 5 };
const ROUNDS = { quick: 2, full: 4 };
const READER_EVENTS = { quick: 60_000, full: 1_000_000 };

/** What a commit costs, what the least that our columns can cost, and what the log's append costs beside it. */
export async function logPart({ machine, report, quick }: Bench): Promise<void> {
  const length = quick ? 'quick' : 'full';
  const seconds = ROUND_SECONDS[length];
  report.add({ name: 'commit limit: one insert a commit, 32 connections', value: await commitLimit(machine, seconds), unit: '/s' });
  const lines = await measureInChild('test/log/append-bench.js', [String(seconds), String(ROUNDS[length])], machine.superuserUrl);
  const rate = (name: string): number => Number(lines.find((l) => l.startsWith(`${name} `))?.slice(name.length).trim().split('/s')[0] ?? Number.NaN);
  const handWritten = rate('hand-written (event, stream)');
  report.add({ name: HAND_WRITTEN, value: handWritten, unit: '/s' });
  report.add({ name: 'hand-written append with a command id', value: rate('hand-written (event, stream, command)'), unit: '/s' });
  report.add({ name: 'EventStore.append', value: rate('EventStore.append (no command)'), unit: '/s', baseline: handWritten, target: { of: 'ratio', atLeast: 0.6 } });
  report.add({ name: 'EventStore.append with a command id', value: rate('EventStore.append (command)'), unit: '/s', baseline: handWritten });
  report.add({ name: 'EventStore.append with a command id and a guard', value: rate('EventStore.append (command, a guard)'), unit: '/s', baseline: handWritten });
}

export const HAND_WRITTEN = 'hand-written append: event and stream in one statement, 32 at once';

/** Whether readers of the log miss, double or disorder anything, with writers at it. */
export async function readersPart({ machine, report, quick }: Bench): Promise<void> {
  const events = READER_EVENTS[quick ? 'quick' : 'full'];
  const lines = await measureInChild('test/bench/log/readers.js', [String(events)], machine.superuserUrl);
  const [last = ''] = lines.slice(-1);
  const found = JSON.parse(last) as Record<'appended' | 'missed' | 'twice' | 'outOfOrder' | 'lostByPositionAlone' | 'heldOpen' | 'conflicts' | 'multiStreamAppends', number>;
  report.configured('readers', `${found.appended} events, 32 writers, ${found.conflicts} conflicts, ${found.multiStreamAppends} multi-stream appends, ${found.heldOpen} held open`);
  for (const [what, name] of [['missed', 'missed'], ['twice', 'given twice'], ['outOfOrder', 'out of order']] as const) {
    report.add({ name: `readers of the log: events ${name}`, value: found[what], unit: 'events', target: { of: 'value', atMost: 0 } });
  }
  report.add({ name: 'readers of the log: lost by position alone (the load proves something)', value: found.lostByPositionAlone, unit: 'events', target: { of: 'value', atLeast: 1 } });
}
