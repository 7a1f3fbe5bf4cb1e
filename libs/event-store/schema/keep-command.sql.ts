/**
 * Keeps the id of a command that was accepted and found nothing to do, so that a repeat is known however the streams stand by
 * then. The same locks and checks as in log.append, but shared: nothing is written to the streams. Its result is where they stood.
 */
export const keepCommandSql = `
create function log.keep_command(
  p_scope text, p_command_id text, p_body_hash bytea, p_streams text[], p_versions bigint[],
  out r_status text, out r_epoch int, out r_transaction_id xid8, out r_position bigint,
  out r_streams text[], out r_versions bigint[]
)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
as $$
declare
  v_key bigint;
  v_body_hash bytea;
  v_version bigint;
begin
  if pg_current_xact_id_if_assigned() is not null or current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.keep_command must be a statement of its own under READ COMMITTED'
      using errcode = 'active_sql_transaction';
  end if;
  for v_key in select distinct hashtextextended(s, 0) as key from unnest((select p_streams)) s order by key loop
    perform pg_advisory_xact_lock_shared(v_key);
  end loop;

  select c.body_hash, c.epoch, c.transaction_id, c.position, c.streams, c.versions
    into v_body_hash, r_epoch, r_transaction_id, r_position, r_streams, r_versions
    from log.commands c where c.scope = p_scope and c.command_id = p_command_id;
  if found then
    r_status := case when v_body_hash = p_body_hash then 'repeated' else 'different-body' end;
    return;
  end if;

  for i in 1 .. cardinality(p_streams) loop
    select s.version into v_version from log.streams s where s.stream = p_streams[i];
    if coalesce(v_version, 0) <> p_versions[i] then
      r_status := 'conflict';
      r_streams := array[p_streams[i]];
      r_versions := array[coalesce(v_version, 0)];
      return;
    end if;
  end loop;

  select e.epoch, e.transaction_id, e.position into r_epoch, r_transaction_id, r_position
    from unnest((select p_streams), (select p_versions)) as at (stream, version)
    join log.events e on e.stream = at.stream and e.version = at.version
   order by e.epoch desc, e.transaction_id desc, e.position desc limit 1;
  if not found then
    select current, '0'::xid8, 0 into r_epoch, r_transaction_id, r_position from log.epoch where only_row;
  end if;
  insert into log.commands (scope, command_id, body_hash, streams, versions, epoch, transaction_id, position)
  values (p_scope, p_command_id, p_body_hash, p_streams, p_versions, r_epoch, r_transaction_id, r_position);
  r_status := 'kept';
  r_streams := p_streams;
  r_versions := p_versions;
end
$$;
`;
