/**
 * For after a restore, by the owner. The table lock waits for every append that has read the epoch and stops every other
 * one until the new epoch is there: no event of the old epoch is committed after it ended.
 */
export const raiseEpochSql = `
create function log.raise_epoch() returns int language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_current int;
begin
  lock table log.epoch in access exclusive mode;
  update log.epoch set current = current + 1, started_at = clock_timestamp() returning current into v_current;
  return v_current;
end
$$;
`;
