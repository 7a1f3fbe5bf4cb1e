import type { Pool } from 'pg';
import type { Instant } from '#libs/supervision/time/day';
import { STANDARD_SETTINGS, type MailboxOwner, type MailboxSettings } from './mailbox';

export interface Mailbox {
  addresses: string[];
  settings: MailboxSettings;
  /** 0: nobody has set it up; notices are in the inbox alone. */
  version: number;
}

export async function readMailbox(pool: Pool, owner: MailboxOwner): Promise<Mailbox> {
  const { rows } = await pool.query<Mailbox>('select addresses, settings, version from mail.mailboxes where owner_kind = $1 and owner_id = $2', [owner.kind, owner.id]);
  const row = rows[0];
  return row ? { ...row, settings: { ...STANDARD_SETTINGS, ...row.settings } } : { addresses: [], settings: STANDARD_SETTINGS, version: 0 };
}

/**
 * Sets a mailbox as a whole. What waits to be gathered follows the new settings from the next notice on.
 *
 * @param seen version that was read; null where another one does not matter
 * @param now on the clock of the domain: notices delivered before a mailbox had its first address are not mailed
 * @returns the mailbox, or null where it is another version by now
 */
export async function writeMailbox(pool: Pool, owner: MailboxOwner, addresses: readonly string[], settings: MailboxSettings, seen: number | null, by: string, now: Instant): Promise<Mailbox | null> {
  const { rows } = await pool.query<Mailbox>(
    `with written as (
       insert into mail.mailboxes as m (owner_kind, owner_id, addresses, settings, version, since)
       select $1, $2, $3::text[], $4::jsonb, 1, $5 where coalesce($6, 0) = 0 or exists (select from mail.mailboxes where owner_kind = $1 and owner_id = $2)
       on conflict (owner_kind, owner_id) do update
         set addresses = excluded.addresses, settings = excluded.settings, version = m.version + 1,
             since = case when cardinality(m.addresses) = 0 then excluded.since else m.since end
         where $6::int is null or m.version = $6
       returning addresses, settings, version),
     noted as (insert into mail.mailbox_changes (owner_kind, owner_id, by_id, version, settings) select $1, $2, $7, version, settings from written)
     select * from written`,
    [owner.kind, owner.id, addresses, JSON.stringify(settings), now, seen, by],
  );
  return rows[0] ?? null;
}

/** Who set that version of the mailbox; null where there is no such version. */
export async function setBy(pool: Pool, owner: MailboxOwner, version: number): Promise<string | null> {
  const { rows } = await pool.query<{ by_id: string }>('select by_id from mail.mailbox_changes where owner_kind = $1 and owner_id = $2 and version = $3', [owner.kind, owner.id, version]);
  return rows[0]?.by_id ?? null;
}
