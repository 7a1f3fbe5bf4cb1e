/**
 * Failed attempts, by login and by address. Beside the accounts and not in them: an unknown login is counted and locked out like
 * a known one, so that the answer tells nothing. The key of a login is its hash, since people type passwords into that field;
 * rows are dropped a day after the last attempt.
 */
export const attemptsSql = `
create table auth.attempts (
  key text collate "C" primary key,
  failures int not null check (failures >= 0),
  last_at timestamptz not null,
  locked_until timestamptz null
);
create index attempts_by_age on auth.attempts (last_at);
`;
