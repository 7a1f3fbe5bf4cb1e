import type { Pool } from 'pg';
import type { Courier, Mail } from './courier';

/** A mail that is being handed over belongs to one sender for so long; after that another takes it, under the same id. */
const LEASE = '2 minutes';
const AT_ONCE = 20;
/** Some two days: 15 s, 30 s, 1 min … 1 h, and every hour from then on. */
export const MOST_ATTEMPTS = 56;

/** Seconds until the next try, after so many. */
export function backOffSeconds(attempts: number): number {
  return Math.min(15 * 2 ** (attempts - 1), 3_600);
}

interface Leased extends Mail {
  letterId: string;
  attempts: number;
}

/**
 * Hands over what waits, a few at a time. The lease is committed before a mail goes out and its end after: a sender that dies in
 * between has its mails sent again, the same under the same Message-ID.
 *
 * @returns how many were tried
 */
export async function sendWaiting(pool: Pool, courier: Courier): Promise<number> {
  const { rows } = await pool.query<Leased>(
    `update mail.mails m set leased_until = now() + $1::interval, attempts = attempts + 1
      where (letter_id, address) in (
        select letter_id, address from mail.mails
         where state = 'waiting' and try_at <= now() and (leased_until is null or leased_until < now())
         order by try_at limit $2 for update skip locked)
     returning letter_id as "letterId", address as "to", message_id as "messageId", subject, body, attempts`,
    [LEASE, AT_ONCE],
  );
  await Promise.all(rows.map((mail) => sendOne(pool, courier, mail)));
  return rows.length;
}

async function sendOne(pool: Pool, courier: Courier, mail: Leased): Promise<void> {
  const outcome = await courier.send(mail);
  const [state, reason] = outcome.kind === 'accepted' ? ['sent', null] : outcome.kind === 'refused' || mail.attempts >= MOST_ATTEMPTS ? ['dead', outcome.reason] : ['waiting', outcome.reason];
  await pool.query(
    `update mail.mails set state = $3, reason = $4, leased_until = null, sent_at = case when $3 = 'sent' then now() end,
            body = case when $3 = 'sent' then null else body end, try_at = now() + make_interval(secs => $5)
      where letter_id = $1 and address = $2 and (state = 'waiting' or $3 = 'sent')`,
    [mail.letterId, mail.to, state, reason, backOffSeconds(mail.attempts)],
  );
}

/** Has a mail that nobody took tried again now. @returns false where there is no such mail */
export async function sendAgain(pool: Pool, messageId: string): Promise<boolean> {
  const { rowCount } = await pool.query(`update mail.mails set state = 'waiting', attempts = 0, try_at = now(), leased_until = null where message_id = $1 and state = 'dead'`, [messageId]);
  return rowCount === 1;
}
