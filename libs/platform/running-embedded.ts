import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_NAME } from './embedded-postgres';
import { isRecord, readJson } from './files';
import { LOCALHOST } from './ports';

/**
 * Addresses of the servers that `npm start` runs on a data folder, for the command line of the same installation: so that
 * `duban verify` needs no variables beside a running system. Undefined where the folder has no embedded server.
 */
export function embeddedAddresses(dataFolder: string): { DATABASE_URL: string; DATABASE_OWNER_URL: string; TEMPORAL_ADDRESS?: string } | undefined {
  const secrets = join(dataFolder, 'secrets.json');
  const ports = join(dataFolder, 'ports.json');
  if (!existsSync(secrets) || !existsSync(ports)) return undefined;
  const passwords = readJson(secrets);
  const book = readJson(ports);
  if (!isRecord(passwords) || !isRecord(book) || typeof book['postgres'] !== 'number') return undefined;
  const url = (role: string): string => `postgres://${role}:${encodeURIComponent(String(passwords[role]))}@${LOCALHOST}:${String(book['postgres'])}/${DATABASE_NAME}`;
  return {
    DATABASE_URL: url('duban_app'),
    DATABASE_OWNER_URL: url('duban_owner'),
    ...(typeof book['temporal'] === 'number' ? { TEMPORAL_ADDRESS: `${LOCALHOST}:${book['temporal']}` } : {}),
  };
}
