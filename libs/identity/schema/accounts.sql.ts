/**
 * Accounts and grants. The only personal attributes of the system: an event names a person by `accounts.id` alone.
 * Logins are stored in lower case. Grants are never deleted: who held what, when, and who gave it, stays.
 */
export const accountsSql = `
create schema auth;

create table auth.accounts (
  id text collate "C" primary key check (id ~ '^p-[a-z0-9-]{1,60}$'),
  login text not null unique check (login = lower(login) and login <> ''),
  password_hash text not null,
  display_name text not null check (display_name <> ''),
  phone text null,
  status text not null default 'active' check (status in ('active', 'locked', 'disabled')),
  must_change_password boolean not null,
  created_at timestamptz not null,
  created_by text not null,
  password_changed_at timestamptz not null
);

create table auth.grants (
  id bigint generated always as identity primary key,
  account_id text collate "C" not null references auth.accounts (id),
  role text not null,
  unit_id text not null check (unit_id <> ''),
  plan_id text null,
  since timestamptz not null,
  until timestamptz null check (until >= since),
  granted_by text not null,
  ended_by text null
);
create index grants_of_account on auth.grants (account_id);
`;
