/**
 * Keys of subjects, each wrapped by the installation's master key, which is never in the database. An erased subject keeps its
 * row without a key: so that no new one is made for its id, and so that a restore knows whom not to bring back.
 * `lookup` finds the subject of a name that is written again; `label` is that name under the subject's own key.
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

grant select, insert, update on auth.subject_keys to duban_app;
grant update (login) on auth.accounts to duban_app;
`;
