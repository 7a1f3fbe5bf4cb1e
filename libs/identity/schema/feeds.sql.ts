/**
 * Addresses of calendar feeds. A calendar program cannot sign in: its address carries a token of its own, which opens this feed and
 * nothing else. Kept as SHA-256 alone, as tokens of sessions are; a revoked one stays as the record that it was there.
 *
 * Whoever's account is closed, by whatever way, has no feed any more: also where it is opened again.
 */
export const feedsSql = `
create table auth.feeds (
  id text collate "C" primary key,
  account_id text collate "C" not null references auth.accounts (id),
  unit_id text not null check (unit_id <> ''),
  kind text not null check (kind in ('unit', 'person')),
  hash bytea not null unique check (length(hash) = 32),
  created_at timestamptz not null,
  last_used_at timestamptz null,
  revoked_at timestamptz null,
  revoked_because text null check (revoked_because in ('owner', 'password-set', 'account-closed')),
  check ((revoked_at is null) = (revoked_because is null))
);
create index feeds_of_account on auth.feeds (account_id);

create function auth.end_feeds() returns trigger language plpgsql as $$
begin
  update auth.feeds set revoked_at = now(), revoked_because = 'account-closed' where account_id = new.id and revoked_at is null;
  return null;
end
$$;
create trigger end_feeds after update of status on auth.accounts
  for each row when (new.status <> 'active') execute function auth.end_feeds();

grant select, insert on auth.feeds to duban_app;
grant update (last_used_at, revoked_at, revoked_because) on auth.feeds to duban_app;
`;
