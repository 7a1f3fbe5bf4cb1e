/** Law 7: the application reads, and writes through log.append and its kin alone. Checkpoints and parking are its own bookkeeping. */
export const grantsSql = `
revoke all on all functions in schema log from public;
grant usage on schema log to duban_app;
grant select on all tables in schema log to duban_app;
grant insert, update, delete on log.checkpoints, log.parked to duban_app;
grant insert on log.seals to duban_app;
grant execute on function log.append, log.append_one, log.append_together, log.keep_command to duban_app;
`;
