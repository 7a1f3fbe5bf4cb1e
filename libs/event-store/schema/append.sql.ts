/**
 * The way into the log (law 1): one statement, its own transaction.
 *
 * Order of acts, and why: advisory locks first, in the order of their keys (no deadlock), and before any write (an advisory
 * lock assigns no transaction id, a write does: whoever holds a stream gets a later id than whoever held it before). Then the
 * command id, then every version, then the writes. Each inner statement of a volatile function sees what was committed
 * before it began, which is after the locks; that holds under READ COMMITTED only.
 *
 * log.epoch is read in the insert: its table lock makes raise_epoch() wait for every append that has read the epoch, and an
 * append that had to wait for raise_epoch() takes its snapshot, and so the epoch, after that.
 *
 * Loops and not joins on unnest(), and unnest((select …)) where it is needed: the planner sees the length of an array that
 * is a parameter, takes the plan made for it to be the cheaper one, and would plan such a statement anew at each call.
 * Sequential scans are off so that look-ups by key stay on their index also with a plan made while the tables were small.
 */
export const appendSql = `
create function log.append(
  p_scope text, p_command_id text, p_body_hash bytea,
  p_streams text[], p_expected bigint[], p_expected_heads bytea[], p_new_versions bigint[], p_new_heads bytea[],
  p_guards text[], p_guard_versions bigint[],
  p_event_streams text[], p_event_versions bigint[], p_types text[], p_schema_versions int[],
  p_data json[], p_meta json[], p_agenda_keys text[], p_recorded timestamptz[], p_hashes bytea[],
  out r_status text, out r_epoch int, out r_transaction_id xid8, out r_position bigint,
  out r_streams text[], out r_versions bigint[]
)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
as $$
declare
  v_lock record;
  v_body_hash bytea;
  v_version bigint;
  v_head bytea;
begin
  if pg_current_xact_id_if_assigned() is not null or current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.append must be a statement of its own under READ COMMITTED'
      using errcode = 'active_sql_transaction';
  end if;

  for v_lock in
    select l.key, bool_or(l.exclusive) as exclusive
      from (select hashtextextended(s, 0) as key, true as exclusive from unnest((select p_streams)) s
            union all
            select hashtextextended(g, 0), false from unnest((select p_guards)) g) l
     group by l.key order by l.key
  loop
    if v_lock.exclusive then
      perform pg_advisory_xact_lock(v_lock.key);
    else
      perform pg_advisory_xact_lock_shared(v_lock.key);
    end if;
  end loop;

  if p_command_id is not null then
    select c.body_hash, c.epoch, c.transaction_id, c.position, c.streams, c.versions
      into v_body_hash, r_epoch, r_transaction_id, r_position, r_streams, r_versions
      from log.commands c where c.scope = p_scope and c.command_id = p_command_id;
    if found then
      r_status := case when v_body_hash = p_body_hash then 'repeated' else 'different-body' end;
      return;
    end if;
  end if;

  for i in 1 .. cardinality(p_streams) loop
    select s.version, s.head_hash into v_version, v_head from log.streams s where s.stream = p_streams[i];
    if coalesce(v_version, 0) <> p_expected[i] or v_head is distinct from p_expected_heads[i] then
      r_status := 'conflict';
      r_streams := array[p_streams[i]];
      r_versions := array[coalesce(v_version, 0)];
      return;
    end if;
  end loop;
  for i in 1 .. cardinality(p_guards) loop
    select s.version into v_version from log.streams s where s.stream = p_guards[i];
    if coalesce(v_version, 0) <> p_guard_versions[i] then
      r_status := 'conflict';
      r_streams := array[p_guards[i]];
      r_versions := array[coalesce(v_version, 0)];
      return;
    end if;
  end loop;

  for i in 1 .. cardinality(p_event_versions) loop
    insert into log.events (epoch, stream, version, type, schema_version, data, meta, agenda_key, recorded_at, hash)
    values ((select e.current from log.epoch e where e.only_row), p_event_streams[i], p_event_versions[i], p_types[i], p_schema_versions[i],
            p_data[i], p_meta[i], p_agenda_keys[i], p_recorded[i], p_hashes[i])
    returning epoch, transaction_id, position into r_epoch, r_transaction_id, r_position;
  end loop;
  for i in 1 .. cardinality(p_streams) loop
    if p_expected[i] = 0 then
      insert into log.streams (stream, version, head_hash) values (p_streams[i], p_new_versions[i], p_new_heads[i]);
    else
      update log.streams s set version = p_new_versions[i], head_hash = p_new_heads[i] where s.stream = p_streams[i];
    end if;
  end loop;
  if p_command_id is not null then
    insert into log.commands (scope, command_id, body_hash, streams, versions, epoch, position)
    values (p_scope, p_command_id, p_body_hash, p_streams, p_new_versions, r_epoch, r_position);
  end if;
  r_status := 'appended';
end
$$;
`;
