import { existsSync, renameSync } from 'node:fs';
import type { Pool } from 'pg';
import type { Sealed } from '#libs/supervision/sealed';
import { inTransaction } from '../accounts/account-store';
import { lookupOf, openField, unwrapKey, wrapKey } from './envelope';
import { KeyRing, type MasterKeyFile } from './key-ring';
import { ensureMasterKey, NEXT } from './master-key';
import { KEYS_LOCK } from './personal-data';

/**
 * Wraps every subject's key anew. The next key is in its file before the first row is written, and takes the old one's place
 * after the last: whoever reads in between, or after a crash, finds the key of a row in one of the two.
 *
 * What was erased before stays readable to who has an old backup *and* the old master key: destroy the old file.
 *
 * @returns how many keys were wrapped, and where the old master key now lies
 */
export async function rotateMasterKey(pool: Pool, place: MasterKeyFile): Promise<{ wrapped: number; oldFile: string }> {
  const next = ensureMasterKey(place.file + NEXT);
  const ring = new KeyRing(place);
  const wrapped = await inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(${KEYS_LOCK})`);
    const { rows } = await client.query<{ subject_id: string; master_id: string; wrapped: Buffer; label: Sealed | null }>('select subject_id, master_id, wrapped, label from auth.subject_keys where wrapped is not null');
    for (const { subject_id, master_id, wrapped: old, label } of rows) {
      if (master_id === next.id) continue;
      const key = unwrapKey(ring.byId(master_id), subject_id, old);
      const lookup = label === null ? null : lookupOf(next, label.field.slice(label.field.indexOf(':') + 1), openField(key, label));
      await client.query('update auth.subject_keys set master_id = $2, wrapped = $3, lookup = $4 where subject_id = $1', [subject_id, next.id, wrapKey(next, subject_id, key), lookup]);
    }
    return rows.length;
  });
  const oldFile = `${place.file}.old`;
  if (existsSync(place.file)) renameSync(place.file, oldFile);
  renameSync(place.file + NEXT, place.file);
  return { wrapped, oldFile };
}
