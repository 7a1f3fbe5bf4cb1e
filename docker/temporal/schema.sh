#!/bin/sh
# Makes Temporal's two databases and brings their schema up to the version of these tools. May be repeated.
set -eu
tool() {
  temporal-sql-tool --plugin postgres12 --ep temporal-db --port 5432 --user temporal --db "$@"
}
for part in temporal visibility; do
  case "$part" in
    temporal) database=temporal ;;
    visibility) database=temporal_visibility ;;
  esac
  tool "$database" create
  tool "$database" setup-schema -v 0.0
  tool "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/$part/versioned"
done
