#!/bin/sh
# Runs once, in an empty log database: the owner migrates, the application appends and reads. What each may do is the migrations' matter.
set -eu
: "${DUBAN_OWNER_PASSWORD:?}" "${DUBAN_APP_PASSWORD:?}"
# Passwords go by psql variables, and a statement that fails does not carry them into the server's log.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$DUBAN_OWNER_PASSWORD" --set app_password="$DUBAN_APP_PASSWORD" <<'SQL'
set log_min_error_statement = 'panic';
create role duban_owner login nosuperuser nocreatedb nocreaterole noreplication password :'owner_password';
create role duban_app login nosuperuser nocreatedb nocreaterole noreplication password :'app_password';
create database duban owner duban_owner;
SQL
