/** What operators ask of the worker, and what the worker says of itself: the API and the command line have no Temporal of their own. */
export const operationsSql = `
create table loop.retries (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('stuck', 'overlooked', 'parked', 'job', 'undelivered')),
  target text not null,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  done_at timestamptz,
  outcome text
);
create index retries_open on loop.retries (id) where done_at is null;
comment on table loop.retries is 'Asked for by an operator, carried out by the worker within seconds.';

create table loop.heartbeat (
  id int primary key default 1 check (id = 1),
  at timestamptz not null,
  epoch int not null,
  skew_ms double precision not null,
  seen_at timestamptz not null default now()
);
comment on table loop.heartbeat is 'When a worker last acted: on the clock of the domain (at) and really (seen_at), in which epoch of the log, and how far its own clock was from that of PostgreSQL.';

grant select, insert, update, delete on loop.retries, loop.heartbeat to duban_app;
`;
