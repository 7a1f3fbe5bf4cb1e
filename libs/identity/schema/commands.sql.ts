/**
 * Commands on accounts, roles and feeds that were carried out, by who sent them and under which id: one that is sent again is answered
 * as it was, and does nothing to what came after. Written with what the command did, in one transaction; dropped after thirty days.
 * A password is no part of the digest, which is quick to try: it is kept as the account's own is.
 */
export const commandsSql = `
create table auth.commands (
  by_id text collate "C" not null,
  command_id text collate "C" not null,
  body_hash bytea not null check (length(body_hash) = 32),
  password_hash text null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (by_id, command_id)
);
create index commands_by_age on auth.commands (at);
grant select, insert, delete on auth.commands to duban_app;
`;
