# Sourced: a private PostgreSQL on a free port, made for this run and thrown away after it.
# Sets FELLES_TEST_POSTGRESQL and FELLES_TEST_TEMPLATES. Gives postgresql_start, postgresql_stop, postgresql_database NAME.
postgresql_bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
postgresql_home=
# PostgreSQL refuses to run as root; then the user its package made runs it.
postgresql_as() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi; }

postgresql_start() {
  postgresql_home=$(mktemp -d "${TMPDIR:-/tmp}/felles-pg.XXXXXX")
  [ "$(id -u)" = 0 ] && chown postgres "$postgresql_home"
  # It holds nothing that must outlive the run, so it need not wait for the disk, nor tidy up after tests that live for a second.
  postgresql_options="-h 127.0.0.1 -k $postgresql_home -c fsync=off -c full_page_writes=off -c max_connections=200 -c autovacuum=off -c jit=off -c max_pred_locks_per_transaction=512 -c checkpoint_timeout=1h -c max_wal_size=4GB"
  postgresql_as "cd $postgresql_home && $postgresql_bin/initdb -D $postgresql_home/data -A trust -U postgres -E UTF8 --locale=C" >"$LOGS/postgresql.log" 2>&1
  for attempt in 1 2 3 4 5; do
    postgresql_port=$((20000 + ($$ + attempt * 977) % 20000))
    if postgresql_as "cd $postgresql_home && $postgresql_bin/pg_ctl -w -D $postgresql_home/data -l $postgresql_home/log \
      -o '-p $postgresql_port $postgresql_options' start" >>"$LOGS/postgresql.log" 2>&1; then
      FELLES_TEST_POSTGRESQL=postgresql://postgres@127.0.0.1:$postgresql_port/postgres
      FELLES_TEST_TEMPLATES=$postgresql_home/templates # thrown away with it
      mkdir "$FELLES_TEST_TEMPLATES"
      export FELLES_TEST_POSTGRESQL FELLES_TEST_TEMPLATES
      return 0
    fi
  done
  tail -n 20 "$LOGS/postgresql.log" "$postgresql_home/log" >&2
  return 1
}

postgresql_database() { psql -X -q -d "$FELLES_TEST_POSTGRESQL" -c "CREATE DATABASE $1"; }

postgresql_stop() {
  [ -n "$postgresql_home" ] || return 0
  postgresql_as "cd $postgresql_home && $postgresql_bin/pg_ctl -m immediate -D $postgresql_home/data stop" >>"$LOGS/postgresql.log" 2>&1 || true
  rm -rf "$postgresql_home"
}
