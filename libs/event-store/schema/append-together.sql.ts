/**
 * log.append for many requests in one transaction, each to one stream and on its own terms: those that find their stream as
 * expected are appended, the others are not, and their places in the answer are null. Whoever asks then sends those to
 * log.append one by one, which finds out what it is. A command that waits for its commit shares it with those that came
 * meanwhile: at 32 writers a statement of ten costs a third of ten statements.
 *
 * Locks are tried and never waited for, so that no request holds up the others and none can end in a deadlock; where a guard is
 * being written, or has moved, nothing is appended. A unique key that is violated (a command id, an agenda key) rolls all back.
 *
 * One plan for all lengths: the planner would else plan anew at each call, seeing the length of an array that is a parameter.
 */
export const appendTogetherSql = `
create function log.append_together(
  p_scopes text[], p_command_ids text[], p_body_hashes bytea[],
  p_streams text[], p_expected bigint[], p_expected_heads bytea[], p_new_versions bigint[], p_new_heads bytea[],
  p_guards text[], p_guard_versions bigint[],
  p_event_requests int[], p_event_versions bigint[], p_types text[], p_schema_versions int[],
  p_data text[], p_meta text[], p_agenda_keys text[], p_recorded timestamptz[], p_hashes bytea[]
) returns table (r_request int, r_epoch int, r_transaction_id xid8, r_position bigint)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
declare
  v_locked boolean[];
begin
  if pg_current_xact_id_if_assigned() is not null or current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.append_together must be a statement of its own under READ COMMITTED'
      using errcode = 'active_sql_transaction';
  end if;
  v_locked := array(select pg_try_advisory_xact_lock(hashtextextended(s, 0)) from unnest(p_streams) with ordinality as x(s, i) order by i);
  if exists (select from unnest(p_guards) g where not pg_try_advisory_xact_lock_shared(hashtextextended(g, 0))) then
    return;
  end if;
  -- A statement of its own: it sees what was committed before the locks were had.
  if exists (select from unnest(p_guards, p_guard_versions) as g(stream, version)
              where g.version <> coalesce((select s.version from log.streams s where s.stream = g.stream), 0)) then
    return;
  end if;

  return query
  with asked as materialized (
    select i, p_streams[i] as stream, p_expected[i] as expected, p_expected_heads[i] as expected_head, p_new_versions[i] as version, p_new_heads[i] as head
      from generate_subscripts(p_streams, 1) i
     where v_locked[i] and not exists (select from log.commands c where c.scope = p_scopes[i] and c.command_id = p_command_ids[i])
  ), moved as (
    update log.streams s set version = a.version, head_hash = a.head
      from asked a
     where s.stream = a.stream and s.version = a.expected and s.head_hash = a.expected_head
    returning a.i
  ), begun as (
    insert into log.streams (stream, version, head_hash)
    select a.stream, a.version, a.head from asked a where a.expected = 0
        on conflict do nothing
    returning stream
  ), taken as materialized (
    select m.i from moved m
    union all
    select a.i from asked a join begun b on b.stream = a.stream
  ), written as (
    insert into log.events (epoch, stream, version, type, schema_version, data, meta, agenda_key, recorded_at, hash)
    select (select e.current from log.epoch e where e.only_row), p_streams[n.request], n.version, n.type, n.schema_version,
           n.data::json, n.meta::json, n.agenda_key, n.recorded, n.hash
      from unnest(p_event_requests, p_event_versions, p_types, p_schema_versions, p_data, p_meta, p_agenda_keys, p_recorded, p_hashes)
           with ordinality as n(request, version, type, schema_version, data, meta, agenda_key, recorded, hash, place)
     where n.request in (select t.i from taken t)
     order by n.place
    returning stream, epoch, transaction_id, position
  ), placed as materialized (
    select a.i, max(w.epoch) as epoch, pg_current_xact_id() as transaction_id, max(w.position) as position
      from written w join asked a on a.stream = w.stream
     group by a.i
  ), kept as (
    insert into log.commands (scope, command_id, body_hash, streams, versions, epoch, position)
    select p_scopes[p.i], p_command_ids[p.i], p_body_hashes[p.i], array[p_streams[p.i]], array[p_new_versions[p.i]], p.epoch, p.position
      from placed p where p_command_ids[p.i] is not null
  )
  select p.i, p.epoch, p.transaction_id, p.position from placed p;
end
$$;
`;
