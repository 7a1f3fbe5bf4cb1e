/** What the application's role may do: nothing is deleted but what expires; of a grant it may set the end alone. */
export const grantsSql = `
grant usage on schema auth to duban_app;
grant select, insert on auth.accounts, auth.grants, auth.sessions, auth.access_tokens, auth.attempts, auth.sign_ins, auth.account_changes to duban_app;
grant update (password_hash, display_name, phone, status, must_change_password, password_changed_at) on auth.accounts to duban_app;
grant update (until, ended_by) on auth.grants to duban_app;
grant update (unit_id, refresh_hash, previous_refresh_hash, rotated_at, last_seen_at, expires_at, revoked_at, revoked_because) on auth.sessions to duban_app;
grant update (failures, last_at, locked_until) on auth.attempts to duban_app;
grant delete on auth.sessions, auth.access_tokens, auth.attempts to duban_app;
`;
