import { join } from 'node:path';
import type { Pool } from 'pg';
import type { By } from '#libs/identity/accounts/once-only';
import { inTransaction } from '#libs/identity/accounts/account-store';
import { REAL_CLOCK } from '#libs/identity/clock';
import { eraseHere, erasePerson, type AlsoErase, type EraseOutcome } from '#libs/identity/personal/erase-person';
import { noteOutside, OUTSIDE, readOutside } from './outside';

interface Erasure {
  subject: string;
  at: string;
}

/** A person's mailbox, and the addresses and texts of what was or is to be sent to it. */
const mailOf: AlsoErase = async (client, subject) => {
  await client.query(`delete from mail.mailboxes where owner_kind = 'person' and owner_id = $1`, [subject]);
  await client.query(
    `update mail.mails set address = 'erased-' || message_id, body = null, subject = '', reason = null, state = case state when 'sent' then 'sent' else 'dropped' end
      where owner_kind = 'person' and owner_id = $1`,
    [subject],
  );
};

/** Erases a person and notes it outside the database first. @param dataFolder of this installation */
export function eraseAndNote(pool: Pool, dataFolder: string, subject: string, by: By): Promise<EraseOutcome> {
  const folder = join(dataFolder, OUTSIDE);
  const note = (): void => noteOutside(folder, 'erasures', [{ subject, at: new Date().toISOString() } satisfies Erasure]);
  return erasePerson(pool, REAL_CLOCK, subject, by, note, mailOf);
}

/** After a restore: erases again whom an older backup has brought back. @returns how many it had to erase */
export async function eraseAgain(pool: Pool, folders: readonly string[]): Promise<number> {
  const subjects = new Set(folders.flatMap((folder) => readOutside<Erasure>(folder, 'erasures')).map((e) => e.subject));
  let count = 0;
  for (const subject of subjects) {
    const again = await inTransaction(pool, (client) => eraseHere(client, subject, 'restore', REAL_CLOCK.now(), mailOf));
    if (!again) count += 1;
  }
  return count;
}
