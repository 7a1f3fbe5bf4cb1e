import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import type { Calendar } from '#libs/supervision/calendar/calendar';
import { addMs, type Instant } from '#libs/supervision/time/day';
import { letterOf, type MailedNotice } from './letter';
import { isUrgent, sendAt, STANDARD_SETTINGS, type MailboxSettings } from './mailbox';

interface Delivery {
  notice_id: string;
  owner_kind: string;
  owner_id: string;
  unit_id: string;
  why: string;
  kind: string;
  deadline: string | null;
  delivered_at: Date;
  settings: MailboxSettings;
}

/** Deliveries of the inbox that have a mailbox and are in no outbox yet: those of the unit, and of the person that is meant. */
const WAITING = `
select x.notice_id, m.owner_kind, m.owner_id, x.unit_id, x.why, n.kind, n.deadline::text as deadline, x.delivered_at, m.settings
  from read.notice n
  join read.inbox x using (notice_id)
  join mail.mailboxes m on (m.owner_kind = 'unit' and m.owner_id = x.unit_id) or (m.owner_kind = 'person' and m.owner_id = x.person_id)
 where not x.held and x.delivered_at >= m.since and cardinality(m.addresses) > 0
   and not exists (select from mail.outbox o where o.notice_id = x.notice_id and o.owner_kind = m.owner_kind and o.owner_id = m.owner_id)`;

/** What reached the inbox longer ago is in the inbox alone: nobody gets months at once when mail is first set up, or was away. */
const STALE_MS = 7 * 86_400_000;

/** What may go into the outbox at all. */
export interface Limits {
  /** On the clock of the domain. */
  now: Instant;
  /** Since when the brake holds notices; null where it is off. */
  heldSince: Instant | null;
}

/**
 * Takes what reached the inbox into the outbox, each notice once for a mailbox and for ever.
 *
 * @param of the items, proceedings and plans that were written, or the moment at which the brake let go
 */
export async function gather(client: ClientBase, of: { itemIds: readonly string[]; proceedings: readonly string[]; planIds: readonly string[] } | { releasedAt: Instant }, { now, heldSince }: Limits, calendar: Calendar): Promise<number> {
  const [which, ...values] = 'itemIds' in of ? ['(n.item_id = any($3) or n.proceeding = any($4) or (n.plan_id = any($5) and n.item_id is null and n.proceeding is null))', of.itemIds, of.proceedings, of.planIds] : ['x.delivered_at = $3', of.releasedAt];
  const { rows } = await client.query<Delivery>(`${WAITING} and ${which} and x.delivered_at >= $1 and ($2::timestamptz is null or x.delivered_at < $2)`, [addMs(now, -STALE_MS), heldSince, ...values]);
  const entries = rows.map((r) => {
    const at = r.delivered_at.toISOString();
    const urgent = isUrgent(r.kind, r.deadline, at);
    return { notice_id: r.notice_id, owner_kind: r.owner_kind, owner_id: r.owner_id, unit_id: r.unit_id, why: r.why, urgent, delivered_at: at, send_at: sendAt(urgent, at, { ...STANDARD_SETTINGS, ...r.settings }, calendar) };
  });
  if (entries.length > 0) await client.query('insert into mail.outbox select * from json_populate_recordset(null::mail.outbox, $1::json) on conflict do nothing', [JSON.stringify(entries)]);
  return entries.length;
}

/** The brake was put on: what was delivered since then and has not gone out goes back, to be gathered when it is let go. */
export async function takeBack(client: ClientBase, since: Instant): Promise<void> {
  await client.query(
    `with held as (select distinct letter_id from mail.outbox where delivered_at >= $1 and letter_id is not null),
          dropped as (update mail.mails m set state = 'dropped', reason = 'held by the brake' from held h where m.letter_id = h.letter_id and m.state = 'waiting' returning m.letter_id)
     delete from mail.outbox o
      where (o.letter_id is null and o.delivered_at >= $1)
         or (o.letter_id in (select letter_id from dropped) and not exists (select from mail.mails m where m.letter_id = o.letter_id and m.state in ('sent', 'dead')))`,
    [since],
  );
}

interface Due {
  owner_kind: string;
  owner_id: string;
  notice_ids: string[];
  addresses: string[] | null;
  settings: MailboxSettings | null;
}

const DUE = `
select o.owner_kind, o.owner_id, array_agg(o.notice_id order by o.delivered_at, o.notice_id) as notice_ids, m.addresses, m.settings
  from mail.outbox o left join mail.mailboxes m using (owner_kind, owner_id)
 where o.letter_id is null and o.send_at <= $1
   and not exists (select from read.inbox x where x.notice_id = o.notice_id and x.unit_id = o.unit_id and x.held)
 group by o.owner_kind, o.owner_id, case when o.urgent or m.settings ->> 'digest' = 'none' then o.notice_id end, m.addresses, m.settings
 order by min(o.send_at) limit 200`;

/** Of the same notices for the same mailbox, the same id: also where the letter is written a second time. */
export function letterIdOf(owner: { kind: string; id: string }, noticeIds: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify([owner.kind, owner.id, [...noticeIds].sort()])).digest('hex').slice(0, 32);
}

function messageIdOf(letterId: string, address: string, domain: string): string {
  return `${letterId}.${createHash('sha256').update(address).digest('hex').slice(0, 12)}@${domain}`;
}

/**
 * Writes the letters that are due, before any is sent: one for what can wait, one for each urgent notice.
 *
 * @param now on the clock of the domain
 * @param domain right side of Message-IDs
 * @returns how many letters were written
 */
export async function writeLetters(pool: Pool, now: Instant, domain: string, link: (path: string) => string): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Two writers would gather a mailbox's notices into different letters.
    const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_xact_lock(hashtextextended('mail.letters', 7)) as alone`);
    const written = rows[0]?.alone ? await writeAlone(client, now, domain, link) : 0;
    await client.query('commit');
    return written;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function writeAlone(client: ClientBase, now: Instant, domain: string, link: (path: string) => string): Promise<number> {
  const { rows } = await client.query<Due>(DUE, [now]);
  for (const due of rows) {
    const letterId = letterIdOf({ kind: due.owner_kind, id: due.owner_id }, due.notice_ids);
    const mails = await mailsOf(client, due, letterId, domain, link);
    await client.query(
      `with mails as (insert into mail.mails (letter_id, address, message_id, owner_kind, owner_id, subject, body)
         select $1, address, message_id, $2, $3, subject, body from json_to_recordset($5::json) as x(address text, message_id text, subject text, body text)
         on conflict (letter_id, address) do update set state = 'waiting', subject = excluded.subject, body = excluded.body, try_at = now(), reason = null where mail.mails.state = 'dropped')
       update mail.outbox set letter_id = $1 where owner_kind = $2 and owner_id = $3 and notice_id = any($4) and letter_id is null`,
      [letterId, due.owner_kind, due.owner_id, due.notice_ids, JSON.stringify(mails)],
    );
  }
  return rows.length;
}

async function mailsOf(client: ClientBase, due: Due, letterId: string, domain: string, link: (path: string) => string): Promise<{ address: string; message_id: string; subject: string; body: string }[]> {
  // The mailbox went meanwhile, or its last address: then the inbox alone has them.
  if (due.addresses === null || due.settings === null || due.addresses.length === 0) return [];
  const { rows } = await client.query<MailedNotice>(
    `select n.notice_id as "noticeId", n.item_id as "itemId", n.proceeding, n.plan_id as "planId", i.number as "itemNumber", coalesce(n.title, i.title, p.title, pl.title) as title, n.kind, o.why, n.deadline::text as deadline, n.text
       from mail.outbox o join read.notice n using (notice_id) left join read.item i on i.item_id = n.item_id and i.known_to = 'infinity'
            left join read.proceeding p on p.kind = split_part(n.proceeding, '/', 1) and p.proceeding_id = split_part(n.proceeding, '/', 2) and p.known_to = 'infinity'
            left join read.plan pl on pl.plan_id = n.plan_id and pl.known_to = 'infinity'
      where o.owner_kind = $1 and o.owner_id = $2 and o.notice_id = any($3) order by o.delivered_at, o.notice_id`,
    [due.owner_kind, due.owner_id, due.notice_ids],
  );
  if (rows.length === 0) throw new Error(`the read models have none of the notices of letter ${letterId}: they are being made anew`);
  const { subject, body } = letterOf(rows, due.settings.greeting ?? '', link);
  return [...new Set(due.addresses)].map((address) => ({ address, message_id: messageIdOf(letterId, address, domain), subject, body }));
}
