/* Brings the schema to what the program was built with, forward only: each migration file is one transaction, and its hash is kept and
 * compared at every opening. May not change a row of the modules. */
#include "platform/db/backend.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const struct db_query exists_query = {
    .name = "schema_exists",
    .sqlite = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'",
    .postgresql = "SELECT CASE WHEN to_regclass('schema_migration') IS NULL THEN 0 ELSE 1 END",
    .n_columns = 1,
    .number = -1,
};
static const struct db_query applied_query = {
    .name = "schema_applied",
    .sqlite = "SELECT module, number, sha256 FROM schema_migration ORDER BY module, number",
    .postgresql = "SELECT module, number, sha256 FROM schema_migration ORDER BY module, number",
    .n_columns = 3,
    .number = -1,
};
static const struct db_query record_query = {
    .name = "schema_record",
    .sqlite = "INSERT INTO schema_migration (module, number, sha256, applied_at) VALUES (?1, ?2, ?3, ?4)",
    .postgresql = "INSERT INTO schema_migration (module, number, sha256, applied_at) VALUES ($1, $2, $3, $4)",
    .n_params = 4,
    .number = -1,
};
static const struct db_query foreign_key_query = {
    .name = "foreign_key_check",
    .sqlite = "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1",
    .postgresql = "SELECT 1 WHERE false",
    .n_columns = 1,
    .number = -1,
};
static const char table_sql[] = "CREATE TABLE IF NOT EXISTS schema_migration (module TEXT NOT NULL, number BIGINT NOT NULL,"
                                " sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (module, number))";

static int count_known(void) {
    int n = 0;
    while (db_migrations[n].module) n++;
    return n;
}

static int find_known(const char *module, int64_t number) {
    for (int i = 0; db_migrations[i].module; i++) {
        if (db_migrations[i].number == number && strcmp(db_migrations[i].module, module) == 0) return i;
    }
    return -1;
}

static bool table_exists(struct db *db) {
    struct db_cursor cursor;
    db_open(db, &cursor, &exists_query);
    bool exists = db_step(&cursor) && db_int(&cursor, 0) > 0;
    db_close(&cursor);
    return exists;
}

/* Compares one stored migration with the program's. */
static bool check_one(struct db_cursor *cursor, bool *applied, const char **ret_reason) {
    const char *module = db_text(cursor, 0), *sha256 = db_text(cursor, 2);
    int64_t number = db_int(cursor, 1);
    int known = module ? find_known(module, number) : -1;
    if (known < 0) {
        *ret_reason = reason_text("the database has migration %s/%03lld, which this program does not know: it was made by a newer one",
                                  module ? module : "?", (long long)number);
        return false;
    }
    if (!text_equal(sha256, db_migrations[known].sha256)) {
        *ret_reason = reason_text("migration %s/%03lld was changed after it was applied to this database", module, (long long)number);
        return false;
    }
    applied[known] = true;
    return true;
}

/* Fills `applied` (one flag for each of db_migrations). False: refused. */
static bool read_applied(struct db *db, bool *applied, const char **ret_reason) {
    if (!table_exists(db)) return true;
    struct db_cursor cursor;
    bool good = true;
    db_open(db, &cursor, &applied_query);
    while (good && db_step(&cursor)) good = check_one(&cursor, applied, ret_reason);
    db_close(&cursor);
    return good;
}

/* The first migration that is missing, or -1. */
static int first_missing(const bool *applied) {
    for (int i = 0; db_migrations[i].module; i++) {
        if (!applied[i]) return i;
    }
    return -1;
}

static enum schema_state schema_check(struct db *db, const char **ret_reason) {
    bool *applied = arena_array(db->arena, (size_t)count_known() + 1, sizeof *applied);
    if (!read_applied(db, applied, ret_reason)) return SCHEMA_FOREIGN;
    if (db_failed(db)) {
        *ret_reason = reason_text("the schema cannot be read: %s", db->failure.reason);
        return SCHEMA_FOREIGN;
    }
    int missing = first_missing(applied), n = 0;
    for (int i = 0; db_migrations[i].module; i++) n += applied[i];
    if (n == 0) {
        *ret_reason = "the database holds no Felles schema";
        return SCHEMA_NONE;
    }
    if (missing < 0) return SCHEMA_CURRENT;
    *ret_reason = reason_text("the database is older than this program: it lacks migration %s/%03d", db_migrations[missing].module,
                              db_migrations[missing].number);
    return SCHEMA_OLD;
}

static int64_t system_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void run_script(struct db *db, const char *sql) {
    struct failure failure = {0};
    if (!db->failed && !db->store->backend->script(db->connection, sql, &failure)) db_record_failure(db, &failure);
}

static void apply(struct db *db, const struct db_migration *migration) {
    struct db_cursor cursor;
    run_script(db, table_sql);
    run_script(db, db->store->postgresql ? migration->postgresql : migration->sqlite);
    db_open(db, &cursor, &foreign_key_query);
    if (db_step(&cursor)) db_fail(db, "the migration leaves rows that refer to nothing");
    db_close(&cursor);
    db_open(db, &cursor, &record_query);
    db_bind_text(&cursor, 1, migration->module);
    db_bind_int(&cursor, 2, migration->number);
    db_bind_text(&cursor, 3, migration->sha256);
    db_bind_int(&cursor, 4, system_ms());
    db_run(&cursor);
}

/* One transaction: 1 applied one, 0 nothing is missing, or a negative error. The state is read anew each time, because another process may
 * be doing the same. */
static int apply_next(struct db_store *store, struct connection *connection, struct arena *arena, const char **ret_reason) {
    struct db *db = db_begin_on(store, connection, arena);
    bool *applied = arena_array(arena, (size_t)count_known() + 1, sizeof *applied);
    if (!db->failed && !read_applied(db, applied, ret_reason)) {
        db_abort(db);
        return ERR_INVALID;
    }
    int missing = db->failed ? -1 : first_missing(applied);
    if (missing >= 0) apply(db, &db_migrations[missing]);
    bool failed_before = db->failed;
    if (db_commit(db) == DB_OK) return missing >= 0 ? 1 : 0;
    *ret_reason = missing >= 0 ? reason_text("migration %s/%03d failed%s: %s", db_migrations[missing].module, db_migrations[missing].number,
                                             failed_before ? "" : " at its commit", db->failure.reason)
                               : reason_text("the schema cannot be read: %s", db->failure.reason);
    return ERR_IO;
}

static enum schema_state check_with(struct db_store *store, struct connection *connection, struct arena *arena, const char **ret_reason) {
    struct db *db = db_begin_on(store, connection, arena);
    if (db->failed) {
        *ret_reason = reason_text("the schema cannot be read: %s", db->failure.reason);
        return SCHEMA_FOREIGN;
    }
    enum schema_state state = schema_check(db, ret_reason);
    db_abort(db);
    return state;
}

/* Reads only, on a reader's connection, so that an opening program does not wait for one that writes. */
enum schema_state schema_state_of(struct db_store *store, struct arena *arena, const char **ret_reason) {
    struct failure failure = {0};
    struct connection *connection = store->backend->connect(store, ROLE_READ, &failure);
    if (!connection) {
        *ret_reason = reason_text("%s", failure.reason);
        return SCHEMA_FOREIGN;
    }
    enum schema_state state = check_with(store, connection, arena, ret_reason);
    store->backend->disconnect(connection);
    return state;
}

static int migrate(struct db_store *store, struct arena *arena, const char **ret_reason) {
    struct failure failure = {0};
    struct connection *connection = store->backend->connect(store, ROLE_OPERATOR, &failure);
    if (!connection) {
        *ret_reason = reason_text("%s", failure.reason);
        return ERR_IO;
    }
    int result;
    do result = apply_next(store, connection, arena, ret_reason);
    while (result > 0);
    store->backend->disconnect(connection);
    return result;
}

int schema_prepare(struct db_store *store, bool may_migrate, const char **ret_reason) {
    struct arena *arena = arena_create();
    const char *reason = "";
    int result = ERR_OK;
    if (schema_state_of(store, arena, &reason) != SCHEMA_CURRENT) {
        result = may_migrate ? migrate(store, arena, &reason) : ERR_INVALID;
        *ret_reason = reason;
    }
    arena_destroy(arena);
    return result;
}
