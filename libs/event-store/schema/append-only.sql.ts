/**
 * What is in the log stays, for its owner too. Only a superuser's restore goes around it, knowingly:
 * `set session_replication_role = replica` in that session (pg_restore --disable-triggers does the like), and then
 * `select log.raise_epoch()`.
 */
export const appendOnlySql = `
create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of log.% refused: the log is append-only', tg_op, tg_table_name
    using errcode = 'restrict_violation',
          hint = 'A correction is a new event. A restore runs as superuser with session_replication_role = replica.';
end
$$;

create trigger append_only before update or delete or truncate on log.events
  for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.commands
  for each statement execute function log.refuse_change();
create trigger append_only before update or delete or truncate on log.seals
  for each statement execute function log.refuse_change();
create trigger no_delete before delete or truncate on log.streams
  for each statement execute function log.refuse_change();
`;
