import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { isRecord, readJson, writeJson } from './files';

export interface Secrets<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  /** Names that were made just now: whatever used an older value must be told. */
  readonly created: readonly Name[];
}

/**
 * Random secrets of this installation, made once and kept in a file that only its owner can read. Other names in the file
 * stay as they are. Never log what this returns.
 */
export function readOrCreateSecrets<Name extends string>(file: string, names: readonly Name[]): Secrets<Name> {
  const found = readJson(file);
  const known: Record<string, unknown> = isRecord(found) ? found : {};
  const created = names.filter((name) => typeof known[name] !== 'string' || known[name] === '');
  for (const name of created) known[name] = randomBytes(24).toString('base64url');
  if (created.length > 0) writeJson(file, known, 0o600);
  chmodSync(file, 0o600);
  return { values: Object.fromEntries(names.map((name) => [name, known[name]])) as Record<Name, string>, created };
}
