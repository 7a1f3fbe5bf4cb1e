/**
 * Sessions. Tokens are kept as SHA-256 alone: 256 random bits need no salt, and a stolen table opens no session.
 * One row is one family of refresh tokens. The family's name is part of the token, so that any token it ever had is recognised,
 * however often it has rotated since; `previous_refresh_hash` tells the last one, for two tabs that refresh at once.
 * Several access tokens of a session may be alive: what was under way while it refreshed is not cut off.
 */
export const sessionsSql = `
create table auth.sessions (
  id text collate "C" primary key,
  account_id text collate "C" not null references auth.accounts (id),
  unit_id text not null,
  family text collate "C" not null unique,
  refresh_hash bytea not null,
  previous_refresh_hash bytea null,
  rotated_at timestamptz not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  absolute_expires_at timestamptz not null check (expires_at <= absolute_expires_at),
  revoked_at timestamptz null,
  revoked_because text null check (revoked_because in ('signed-out', 'signed-out-everywhere', 'reuse', 'password-changed', 'account-closed')),
  address text null,
  user_agent_hash bytea null
);
create index sessions_of_account on auth.sessions (account_id) where revoked_at is null;
create index sessions_by_end on auth.sessions (absolute_expires_at);

create table auth.access_tokens (
  hash bytea primary key,
  session_id text collate "C" not null references auth.sessions (id) on delete cascade,
  expires_at timestamptz not null
);
create index access_tokens_of_session on auth.access_tokens (session_id);
create index access_tokens_by_end on auth.access_tokens (expires_at);
`;
