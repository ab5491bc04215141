/* PostgreSQL's databases for tests, used again: making one with two thousand relations and removing it costs the server more than most tests do. A
 * test's database is emptied when it ends and given to the next one, with the connections to it, which know its tables and their questions already; one
 * whose schema was touched, or that grew large, is dropped. For tests only. */
#pragma once
#include "platform/db/backend.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The one that waits for its next test: none when the name is "". `schema` is how all of them stand when they are made. */
static struct {
    char name[60], schema[200];
    PGconn *server;
} spare_database;

/* Rows go without a trigger and without a look at who refers to them, and numbers begin anew; what grew beyond 16 MB is refused. */
static const char spare_empty[] =
    "SET lock_timeout = '5s'; SET session_replication_role = replica; "
    "DO $$ DECLARE filled regclass; size bigint := 0; BEGIN "
    "FOR filled IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'schema_migration'"
    " AND pg_relation_size(oid) > 0 LOOP "
    "size := size + pg_relation_size(filled); ASSERT size < 16000000; EXECUTE format('DELETE FROM %s', filled); END LOOP; "
    "PERFORM setval(seqrelid, 1, false) FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL; END $$";

/* Tests drop triggers, rename tables, tell of another program's migrations and set a database's ways, to see what happens then: that shows here. */
static const char spare_schema[] =
    "SELECT concat_ws(' ', (SELECT concat(count(*), '/', max(xmin::text::bigint)) FROM pg_class),"
    " (SELECT concat(count(*), '/', max(xmin::text::bigint)) FROM pg_trigger), (SELECT concat(count(*), '/', max(xmin::text::bigint)) FROM pg_proc),"
    " (SELECT concat(count(*), '/', max(xmin::text::bigint)) FROM pg_constraint),"
    " (SELECT concat(count(*), '/', max(xmin::text::bigint)) FROM schema_migration),"
    " (SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()))";

static inline bool spare_did(PGconn *server, const char *sql) {
    PGresult *result = PQexec(server, sql);
    bool did = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return did;
}

/* "" when it cannot be told. */
static inline void spare_schema_of(PGconn *server, char ret_schema[static sizeof spare_database.schema]) {
    PGresult *result = PQexec(server, spare_schema);
    snprintf(ret_schema, sizeof spare_database.schema, "%s", PQntuples(result) == 1 ? PQgetvalue(result, 0, 0) : "");
    PQclear(result);
}

static inline void spare_leave(void) {
    PQfinish(spare_database.server);
    spare_database.server = NULL;
}
/* What looks through a database and empties it. It stays for the next time, since it has read much of the catalogue by then. */
static inline PGconn *spare_server(const char *name, const char *url) {
    if (spare_database.server && strcmp(PQdb(spare_database.server), name) != 0) spare_leave();
    if (!spare_database.server) spare_database.server = PQconnectdb(url);
    return spare_database.server;
}

/* A database that was just made: how it stands is how its like will have to stand when their tests are over. */
static inline void spare_made(const char *name, const char *url) {
    if (*spare_database.schema) return;
    spare_schema_of(spare_server(name, url), spare_database.schema);
    spare_leave();
}

/* ── connections ──────────────────────────────────────────────────────── */

/* Those of this process to the one database; a child that was forked makes its own. */
static struct {
    struct spare_link { struct connection *connection; enum role role; bool out; } v[16];
    size_t n;
    pid_t of;
    char location[200];
    pthread_mutex_t lock;
} spare_links = {.lock = PTHREAD_MUTEX_INITIALIZER};

static inline struct connection *spare_connect(const struct db_store *store, enum role role, struct failure *ret_failure) {
    struct connection *connection = NULL;
    bool ours = spare_links.of == getpid() && role != ROLE_OPERATOR && strcmp(spare_links.location, store->location) == 0;
    pthread_mutex_lock(&spare_links.lock);
    for (size_t i = 0; ours && !connection && i < spare_links.n; i++) {
        if (spare_links.v[i].out || spare_links.v[i].role != role) continue;
        connection = spare_links.v[i].connection;
        spare_links.v[i].out = true;
    }
    if (!connection && (connection = postgresql_backend.connect(store, role, ret_failure)) && ours && spare_links.n < sizeof spare_links.v / sizeof *spare_links.v)
        spare_links.v[spare_links.n++] = (struct spare_link){connection, role, true};
    pthread_mutex_unlock(&spare_links.lock);
    return connection;
}

/* One that was lost is not kept: a rollback, which does nothing here, tells. */
static inline void spare_disconnect(struct connection *connection) {
    bool stays = false;
    pthread_mutex_lock(&spare_links.lock);
    for (size_t i = 0; spare_links.of == getpid() && i < spare_links.n; i++) {
        if (spare_links.v[i].connection != connection) continue;
        stays = postgresql_backend.rollback(connection);
        if (stays) spare_links.v[i].out = false;
        else spare_links.v[i] = spare_links.v[--spare_links.n];
        break;
    }
    pthread_mutex_unlock(&spare_links.lock);
    if (!stays) postgresql_backend.disconnect(connection);
}

/* What a store there is opened with: it takes what is kept, unless another database's connections are. */
static inline const struct backend *spare_backend(const char *location) {
    static struct backend backend;
    if (spare_links.n == 0) {
        snprintf(spare_links.location, sizeof spare_links.location, "%s", location);
        spare_links.of = getpid();
    }
    backend = postgresql_backend;
    backend.connect = spare_connect;
    backend.disconnect = spare_disconnect;
    return &backend;
}

static inline void spare_end(const char *location) {
    if (strcmp(spare_links.location, location) != 0) return;
    for (size_t i = 0; spare_links.of == getpid() && i < spare_links.n; i++) postgresql_backend.disconnect(spare_links.v[i].connection);
    spare_links.n = 0;
}

/* True: it is as it was made, and waits for the next test. False: it must be dropped, and nothing holds it any more. */
static inline bool spare_keep(const char *name, const char *url) {
    char schema[sizeof spare_database.schema];
    bool ours = !*spare_database.name; /* a test may make a second one: that is dropped */
    if (ours) spare_schema_of(spare_server(name, url), schema);
    bool good = ours && *schema && strcmp(schema, spare_database.schema) == 0 && spare_did(spare_server(name, url), spare_empty);
    if (good) snprintf(spare_database.name, sizeof spare_database.name, "%s", name);
    else if (ours) spare_leave();
    if (!good) spare_end(url);
    return good;
}

/* The name of one that waits, which is the caller's from now on. False: none does. */
static inline bool spare_take(char ret_name[static sizeof spare_database.name]) {
    if (!*spare_database.name) return false;
    memcpy(ret_name, spare_database.name, sizeof spare_database.name);
    *spare_database.name = '\0';
    return true;
}
