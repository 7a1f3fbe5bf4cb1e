/**
 * Mailboxes, and what goes out to them. No read model and no part of the loop, which may be lost: what was sent cannot be found
 * out again from the log, and nobody shall get a year's notices twice.
 *
 * - A row of `outbox` is a notice for a mailbox, once for ever; `send_at` is on the clock of the domain.
 * - A letter gathers what goes to one mailbox at one time; it is a row of `mails` for each address, written before it is sent,
 *   so that a repeat is the same mail under the same Message-ID. Its body goes when it was sent. Real time.
 */
export const mailSql = `
create schema mail;
grant usage on schema mail to duban_app;

create table mail.mailboxes (
  owner_kind text not null check (owner_kind in ('unit', 'person')),
  owner_id text not null,
  addresses text[] not null,
  settings jsonb not null,
  version int not null check (version > 0),
  since timestamptz not null,
  primary key (owner_kind, owner_id)
);
comment on column mail.mailboxes.since is 'On the clock of the domain: notices delivered before were in the inbox alone.';

create table mail.mailbox_changes (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  owner_kind text not null,
  owner_id text not null,
  by_id text not null,
  version int not null,
  settings jsonb not null
);

create table mail.outbox (
  notice_id text not null,
  owner_kind text not null,
  owner_id text not null,
  unit_id text not null,
  why text not null,
  urgent boolean not null,
  delivered_at timestamptz not null,
  send_at timestamptz not null,
  letter_id text null,
  primary key (notice_id, owner_kind, owner_id)
);
create index outbox_next on mail.outbox (send_at) where letter_id is null;
create index outbox_letter on mail.outbox (letter_id) where letter_id is not null;

create table mail.mails (
  letter_id text not null,
  address text not null,
  message_id text not null unique,
  owner_kind text not null,
  owner_id text not null,
  subject text not null,
  body text null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'dropped')),
  attempts int not null default 0,
  made_at timestamptz not null default now(),
  try_at timestamptz not null default now(),
  leased_until timestamptz null,
  sent_at timestamptz null,
  reason text null,
  primary key (letter_id, address)
);
create index mails_next on mail.mails (try_at) where state = 'waiting';
create index mails_dead on mail.mails (made_at) where state = 'dead';

grant select, insert, update, delete on mail.mailboxes, mail.outbox to duban_app;
grant select, insert, update on mail.mails to duban_app;
grant select, insert on mail.mailbox_changes to duban_app;
`;
