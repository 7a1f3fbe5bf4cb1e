/**
 * Who signed in or tried to, and who changed which account. Append-only for the owner too. An attempt on an unknown login is
 * kept without what was typed.
 */
export const auditSql = `
create table auth.sign_ins (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id text null,
  session_id text null,
  outcome text not null,
  address text null,
  user_agent_hash bytea null
);
create index sign_ins_of_account on auth.sign_ins (account_id, at);

create table auth.account_changes (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id text not null,
  by_id text not null,
  what text not null,
  details jsonb not null default '{}'
);
create index account_changes_of_account on auth.account_changes (account_id, at);

create function auth.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of auth.% refused: this record is append-only', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$$;
create trigger append_only before update or delete or truncate on auth.sign_ins
  for each statement execute function auth.refuse_change();
create trigger append_only before update or delete or truncate on auth.account_changes
  for each statement execute function auth.refuse_change();
`;
