import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { projectRoot } from '#libs/platform/project-root';
import type { Look } from '#workflows/supervision.activities';

const FOLDER = join(projectRoot(), 'test', 'replay', 'histories');
const LIST = join(FOLDER, 'list.json');

/** Digests of the recorded histories: one that was recorded is never changed and never taken away. */
export function listed(): Record<string, string> {
  return existsSync(LIST) ? (JSON.parse(readFileSync(LIST, 'utf8')) as Record<string, string>) : {};
}

export function recorded(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith('.json') && name !== 'list.json').sort();
}

export function digestOf(name: string): string {
  return createHash('sha256').update(readFileSync(join(FOLDER, name))).digest('hex');
}

export type History = temporal.api.history.v1.IHistory;
const { History } = temporal.api.history.v1;

export function readHistory(name: string): History {
  return History.fromObject(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, unknown>);
}

/** The type of workflow that a history is of. */
export function workflowTypeIn(history: History): string {
  return history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '';
}

/** What the workflow learnt at each of its looks, as far as they came to their end. */
export function looksIn(history: History): Look[] {
  const results = (history.events ?? []).flatMap((e) => e.markerRecordedEventAttributes?.details?.['result']?.payloads ?? []);
  return results.flatMap(({ data }) => (data && data.length > 0 ? [JSON.parse(Buffer.from(data).toString('utf8')) as Look] : []));
}

/** Who ran it, and where, is nobody's business: a worker's own queue is named after its machine. */
function withoutPlace(key: string, value: unknown): unknown {
  if (key === 'identity') return 'recorder';
  if (key === 'binaryChecksum') return undefined;
  const queue = value as { kind?: string; name?: string } | null;
  return typeof value === 'object' && queue?.kind === 'TASK_QUEUE_KIND_STICKY' ? { ...queue, name: 'recorder' } : value;
}

/** A line for each event: small, and a difference shows where it is. */
function eventByEvent({ events }: { events: unknown[] }): string {
  return `{"events": [\n${events.map((e) => JSON.stringify(e)).join(',\n')}\n]}\n`;
}

/** Adds a history under the next free number of its scenario; what is there stays. */
export function addHistory(scenario: string, history: History): string {
  const readable: unknown = History.toObject(History.fromObject(history as Record<string, unknown>), { enums: String, longs: String, bytes: String });
  let n = 1;
  while (existsSync(join(FOLDER, `${scenario}.${n}.json`))) n += 1;
  const name = `${scenario}.${n}.json`;
  writeFileSync(join(FOLDER, name), eventByEvent(JSON.parse(JSON.stringify(readable, withoutPlace)) as { events: unknown[] }));
  writeFileSync(LIST, `${JSON.stringify({ ...listed(), [name]: digestOf(name) }, null, 2)}\n`);
  return name;
}
