/**
 * Keys of subjects, each wrapped by the installation's master key, which is never in the database. An erased subject keeps its
 * row without a key: so that no new one is made for its id, and so that a restore knows whom not to bring back.
 * `lookup` finds the subject of a name that is written again; `label` is that name under the subject's own key.
 *
 * Erasing is one act of the owner, with its record: the application's role may call it, and can neither change a login nor mark a
 * subject as erased by itself.
 */
export const personalSql = `
create table auth.subject_keys (
  subject_id text collate "C" primary key,
  master_id text null,
  wrapped bytea null,
  lookup bytea null unique,
  label jsonb null,
  created_at timestamptz not null default now(),
  erased_at timestamptz null,
  check ((wrapped is null) = (erased_at is not null)),
  check ((wrapped is null) = (master_id is null)),
  check (wrapped is not null or (lookup is null and label is null))
);

create function auth.keep_erased() returns trigger language plpgsql as $$
begin
  if old.erased_at is not null and new.erased_at is distinct from old.erased_at then
    raise exception 'subject % was erased: it stays erased', old.subject_id using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger keep_erased before update on auth.subject_keys for each row execute function auth.keep_erased();

-- Says whether the subject had been erased before (then nothing is recorded again), and the login that its account had.
create function auth.erase_person(subject text, asked_by text, moment timestamptz, shown_name text, no_password text, out again boolean, out old_login text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if subject = asked_by then
    raise exception 'nobody erases themselves' using errcode = 'insufficient_privilege';
  end if;
  select a.login into old_login from auth.accounts a where a.id = subject for update;
  insert into auth.subject_keys as k (subject_id, erased_at) values (subject, moment)
    on conflict (subject_id) do update set wrapped = null, master_id = null, lookup = null, label = null, erased_at = excluded.erased_at where k.erased_at is null;
  again := not found;
  update auth.accounts set login = 'erased-' || subject, display_name = shown_name, phone = null, password_hash = no_password, status = 'disabled' where id = subject;
  if not again then
    insert into auth.account_changes (at, account_id, by_id, what) values (moment, subject, asked_by, 'erased');
  end if;
end
$$;
revoke execute on function auth.erase_person from public;
grant execute on function auth.erase_person to duban_app;

grant select, insert (subject_id, master_id, wrapped, lookup, label), update (master_id, wrapped, lookup) on auth.subject_keys to duban_app;
`;
