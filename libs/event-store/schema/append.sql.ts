/**
 * The only way into the log (law 1): one statement, its own transaction.
 *
 * Order of acts, and why: advisory locks first, in the order of their keys (no deadlock), and before any write (an advisory
 * lock assigns no transaction id, a write does: whoever holds a stream gets a later id than whoever held it before). Then the
 * command id, then every version, then the writes. Each inner statement of a volatile function sees what was committed
 * before it began, which is after the locks; that holds under READ COMMITTED only.
 *
 * log.epoch is read once early, for its table lock, and again in the insert: raise_epoch() waits for every append that has
 * read it, and an append that waited for raise_epoch() sees the new epoch.
 *
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
as $$
declare
  v_lock record;
  v_body_hash bytea;
  v_stream text;
  v_version bigint;
  v_head bytea;
  v_alone boolean := cardinality(p_streams) = 1 and cardinality(p_guards) = 0;
begin
  if pg_current_xact_id_if_assigned() is not null or current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.append must be a statement of its own under READ COMMITTED'
      using errcode = 'active_sql_transaction';
  end if;

  if v_alone then
    -- An expression and not PERFORM: it spares an executor run.
    if pg_advisory_xact_lock(hashtextextended(p_streams[1], 0)) is null then null; end if;
  else
    for v_lock in
      select l.key, bool_or(l.exclusive) as exclusive
        from (select hashtextextended(s, 0) as key, true as exclusive from unnest(p_streams) s
              union all
              select hashtextextended(g, 0), false from unnest(p_guards) g) l
       group by l.key order by l.key
    loop
      if v_lock.exclusive then
        perform pg_advisory_xact_lock(v_lock.key);
      else
        perform pg_advisory_xact_lock_shared(v_lock.key);
      end if;
    end loop;
  end if;

  select c.body_hash, c.epoch, c.transaction_id, c.position, c.streams, c.versions
    into v_body_hash, r_epoch, r_transaction_id, r_position, r_streams, r_versions
    from log.epoch e join log.commands c on c.scope = p_scope and c.command_id = p_command_id;
  if found then
    if v_body_hash = p_body_hash then
      r_status := 'repeated';
    else
      r_status := 'different-body';
    end if;
    return;
  end if;

  if v_alone then
    select s.version, s.head_hash into v_version, v_head from log.streams s where s.stream = p_streams[1];
    v_version := coalesce(v_version, 0);
    if v_version <> p_expected[1] or v_head is distinct from p_expected_heads[1] then
      v_stream := p_streams[1];
    end if;
  else
    select x.stream, x.actual into v_stream, v_version
      from (select n.stream, coalesce(s.version, 0) as actual
              from unnest(p_streams, p_expected, p_expected_heads) as n(stream, expected, head)
              left join log.streams s on s.stream = n.stream
             where coalesce(s.version, 0) <> n.expected or s.head_hash is distinct from n.head
            union all
            select g.stream, coalesce(s.version, 0)
              from unnest(p_guards, p_guard_versions) as g(stream, expected)
              left join log.streams s on s.stream = g.stream
             where coalesce(s.version, 0) <> g.expected) x
     limit 1;
  end if;
  if v_stream is not null then
    r_status := 'conflict';
    r_streams := array[v_stream];
    r_versions := array[v_version];
    return;
  end if;

  if cardinality(p_event_versions) = 1 then
    insert into log.events
      (epoch, stream, version, type, schema_version, data, meta, agenda_key, recorded_at, hash)
    values ((select e.current from log.epoch e), p_event_streams[1], p_event_versions[1], p_types[1], p_schema_versions[1],
            p_data[1], p_meta[1], p_agenda_keys[1], p_recorded[1], p_hashes[1])
    returning epoch, transaction_id, position into r_epoch, r_transaction_id, r_position;
  else
    with inserted as (
      insert into log.events
        (epoch, stream, version, type, schema_version, data, meta, agenda_key, recorded_at, hash)
      select (select e.current from log.epoch e), n.*
        from unnest(p_event_streams, p_event_versions, p_types, p_schema_versions,
                    p_data, p_meta, p_agenda_keys, p_recorded, p_hashes) n
      returning epoch, transaction_id, position
    )
    select i.epoch, i.transaction_id, i.position into r_epoch, r_transaction_id, r_position
      from inserted i order by i.position desc limit 1;
  end if;

  if not v_alone then
    insert into log.streams as s (stream, version, head_hash)
    select n.stream, n.version, n.head from unnest(p_streams, p_new_versions, p_new_heads) as n(stream, version, head)
    on conflict (stream) do update set version = excluded.version, head_hash = excluded.head_hash;
  elsif p_expected[1] = 0 then
    insert into log.streams (stream, version, head_hash) values (p_streams[1], p_new_versions[1], p_new_heads[1]);
  else
    update log.streams s set version = p_new_versions[1], head_hash = p_new_heads[1] where s.stream = p_streams[1];
  end if;

  if p_command_id is not null then
    insert into log.commands (scope, command_id, body_hash, streams, versions, epoch, position)
    values (p_scope, p_command_id, p_body_hash, p_streams, p_new_versions, r_epoch, r_position);
  end if;
  r_status := 'appended';
end
$$;
`;
