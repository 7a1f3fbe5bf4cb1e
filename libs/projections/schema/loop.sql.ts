/** What the loop between the log and Temporal keeps: asks, what is stuck, the virtual clock. */
export const loopSql = `
create schema loop;
grant usage on schema loop to duban_app;

create table loop.asks (
  stream text primary key,
  workflow_id text not null,
  open boolean not null,
  version_seen bigint not null,
  next_key text,
  next_due timestamptz,
  asked_at timestamptz not null default now()
);
comment on table loop.asks is 'Every ask of a workflow: which version it saw and what falls due next, on the clock of the domain.';
create index asks_due on loop.asks (next_due) where open;

create table loop.stuck (
  stream text not null,
  key text not null,
  version bigint not null,
  times int not null default 1,
  reason text not null,
  since timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (stream, key)
);

create table loop.clock (
  id int primary key default 1 check (id = 1),
  at timestamptz not null,
  days_per_second double precision not null
);
comment on table loop.clock is 'The virtual clock of the demo: present only there. It is set forward by its driver and never passes a due moment that was not acted on.';

grant select, insert, update, delete on loop.asks, loop.stuck, loop.clock to duban_app;
`;
