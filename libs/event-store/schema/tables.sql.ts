/**
 * The tables of the log. Stream names are compared by bytes ("C"): the order of seals must not depend on a server's locale.
 * `data` and `meta` are json and not jsonb: the text is kept as it was hashed.
 * Two times: `recorded_at` is the domain's clock (which a demo may run faster), `stored_at` the server's own, for lag alone.
 */
export const tablesSql = `
create schema log;

create table log.epoch (
  only_row boolean primary key default true check (only_row),
  current int not null check (current >= 1),
  started_at timestamptz not null default now()
);
insert into log.epoch (current) values (1);

create table log.streams (
  stream text collate "C" primary key,
  version bigint not null check (version >= 1),
  head_hash bytea not null
) with (fillfactor = 70);

create table log.events (
  epoch int not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity,
  stream text collate "C" not null,
  version bigint not null check (version >= 1),
  type text not null,
  schema_version int not null check (schema_version >= 1),
  data json not null,
  meta json not null,
  agenda_key text null,
  recorded_at timestamptz not null,
  stored_at timestamptz not null default clock_timestamp(),
  hash bytea not null,
  constraint events_pkey primary key (stream, version)
);
create unique index events_agenda_key on log.events (stream, agenda_key) where agenda_key is not null;
create index events_in_order on log.events (epoch, transaction_id, position);

create table log.commands (
  scope text not null,
  command_id text not null,
  body_hash bytea not null,
  streams text[] not null,
  versions bigint[] not null,
  epoch int not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  position bigint not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint commands_pkey primary key (scope, command_id)
);

-- log_epoch is the epoch in which the subscriber last acknowledged the log as its own; the cursor may lie in an older one,
-- as it does all through a rebuild.
create table log.checkpoints (
  name text primary key,
  log_epoch int not null,
  epoch int not null,
  transaction_id xid8 not null,
  position bigint not null,
  -- How often another than the subscription has set it.
  moves int not null default 0,
  updated_at timestamptz not null default now()
) with (fillfactor = 50);

-- A parked stream is unread by this subscription from this version on: a newer program wrote it, or what it says cannot be
-- written where this subscription writes. The reason is in English and in Chinese.
create table log.parked (
  subscription text not null,
  stream text collate "C" not null,
  version bigint not null,
  cause text not null check (cause in ('unknown', 'failed')),
  reason text not null,
  reason_zh text not null,
  since timestamptz not null default now(),
  primary key (subscription, stream)
);

-- Covers every event whose (epoch, transaction id) is less than the two given here.
create table log.seals (
  number bigint primary key check (number >= 1),
  epoch int not null,
  transaction_id xid8 not null,
  streams bigint not null,
  events bigint not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null
);
`;
