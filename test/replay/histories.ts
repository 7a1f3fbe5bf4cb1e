import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { projectRoot } from '#libs/platform/project-root';

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

type History = temporal.api.history.v1.IHistory;
const { History } = temporal.api.history.v1;

export function readHistory(name: string): History {
  return History.fromObject(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, unknown>);
}

/** Adds a history under the next free number of its scenario; what is there stays. */
export function addHistory(scenario: string, history: History): string {
  const readable: unknown = History.toObject(History.fromObject(history as Record<string, unknown>), { enums: String, longs: String, bytes: String });
  let n = 1;
  while (existsSync(join(FOLDER, `${scenario}.${n}.json`))) n += 1;
  const name = `${scenario}.${n}.json`;
  // Who ran it, and where, is nobody's business.
  writeFileSync(join(FOLDER, name), `${JSON.stringify(readable, (key, value: unknown) => (key === 'identity' ? 'recorder' : key === 'binaryChecksum' ? undefined : value), 1)}\n`);
  writeFileSync(LIST, `${JSON.stringify({ ...listed(), [name]: digestOf(name) }, null, 2)}\n`);
  return name;
}
