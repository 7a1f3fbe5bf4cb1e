#!/bin/sh
# Writes .env with a password of its own for every variable of env.example. Never writes over one.
set -eu
cd "$(dirname "$0")"
umask 077
if [ -e .env ]; then
  echo "docker/.env is there already: remove it first if you mean it (the databases keep their old passwords)" >&2
  exit 1
fi
sed -n 's/^\([A-Z_]*\)=$/\1/p' env.example | while read -r name; do
  printf '%s=%s\n' "$name" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
done > .env
echo "docker/.env written"
