/* The SQLite backend: one file and the access log's beside it, one writer, readers that never wait. WAL with full synchronisation, foreign
 * keys on, and an authorizer as a second lock: at run time no statement can attach a file, change the schema or set a pragma. */
#include "platform/db/backend.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 10000 }; /* another process of ours may be writing */

/* Of a new file. A commit writes whole pages, and most of ours touch six small rows on six of them. (docs/decisions/0010) */
#define PAGE_SIZE "PRAGMA main.page_size=2048; PRAGMA log.page_size=2048; "

struct cached {
    sqlite3_stmt *statement;
    bool busy, in_log;
};
struct connection {
    sqlite3 *handle;
    enum role role;
    bool in_log;          /* what was prepared last touches the access log */
    struct cached *cache; /* by db_query.number */
    int n_cache;
    sqlite3_stmt *begin, *commit, *rollback, *lock, *lock_log; /* prepared when first used: every page asks for two of them */
};
struct sqlite_statement {
    struct statement base;
    struct connection *connection;
    sqlite3_stmt *statement;
    int cached; /* index in the cache, or -1: finalised at close */
    int64_t changed;
};

static sqlite3_stmt *prepared(struct statement *statement) { return ((struct sqlite_statement *)statement)->statement; }

/* Those that only tell about the schema or look for loose references. */
static bool harmless_pragma(const char *name) {
    static const char *const harmless[] = {"index_list", "index_info", "table_info", "foreign_key_list", "foreign_key_check"};
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (strcmp(name, harmless[i]) == 0) return true;
    return false;
}

/* parameters ok: sqlite3_set_authorizer asks for these */
static int authorize(void *context, int action, const char *first, const char *second, const char *database, const char *trigger) {
    (void)trigger;
    if (database && strcmp(database, "log") == 0) ((struct connection *)context)->in_log = true;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
    case SQLITE_TRANSACTION:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return second && strcmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA: return first && harmless_pragma(first) ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

static bool is_constraint(int code) { return (code & 0xff) == SQLITE_CONSTRAINT; }

static void describe(struct connection *connection, int code, const char *where, struct failure *ret_failure) {
    if (is_constraint(code)) {
        sqlite_constraint_name(connection->handle, code, ret_failure->constraint, sizeof ret_failure->constraint);
        failure_set(ret_failure, DB_CONFLICT, "%s: refused by %s", where, ret_failure->constraint);
        return;
    }
    failure_set(ret_failure, DB_FAILED, "%s: %s (SQLite %d)", where, sqlite3_errmsg(connection->handle), code);
    if ((code & 0xff) == SQLITE_BUSY) ret_failure->drop = false;
}

static bool script(struct connection *connection, const char *sql, struct failure *ret_failure) {
    int code = sqlite3_exec(connection->handle, sql, NULL, NULL, NULL);
    if (code == SQLITE_OK) return true;
    describe(connection, sqlite3_extended_errcode(connection->handle), "statement", ret_failure);
    return false;
}

static void disconnect(struct connection *connection) {
    for (int i = 0; i < connection->n_cache; i++) sqlite3_finalize(connection->cache[i].statement);
    sqlite3_finalize(connection->begin);
    sqlite3_finalize(connection->commit);
    sqlite3_finalize(connection->lock);
    sqlite3_finalize(connection->lock_log);
    sqlite3_finalize(connection->rollback);
    sqlite3_close_v2(connection->handle);
    free(connection->cache);
    free(connection);
}

const char *sqlite_log_file(struct arena *arena, const char *location) { return arena_printf(arena, "%s.access", location); }

/* The only file that is ever attached. */
static bool attach_log(const struct db_store *store, struct connection *connection, struct failure *ret_failure) {
    struct arena *arena = arena_create();
    sqlite3_stmt *attach = NULL;
    sqlite3_limit(connection->handle, SQLITE_LIMIT_ATTACHED, 1);
    int code = sqlite3_prepare_v2(connection->handle, "ATTACH ?1 AS log", -1, &attach, NULL);
    if (code == SQLITE_OK) {
        sqlite3_bind_text(attach, 1, sqlite_log_file(arena, store->location), -1, SQLITE_TRANSIENT);
        sqlite3_step(attach);
        code = sqlite3_finalize(attach);
    }
    arena_destroy(arena);
    if (code != SQLITE_OK) describe(connection, code, "the file of the access log", ret_failure);
    return code == SQLITE_OK;
}

/* The database and, attached, the log. */
static bool set_up_both(const struct db_store *store, struct connection *connection, struct failure *ret_failure) {
    /* A migration may rebuild a table that others refer to; it is followed by foreign_key_check. */
    const char *foreign_keys = connection->role == ROLE_OPERATOR ? "PRAGMA foreign_keys=OFF;" : "PRAGMA foreign_keys=ON;";
    /* What is erased is written over; a database of invented persons that is being made has nothing to hide. */
    const char *care = store->bulk
                           ? "PRAGMA main.synchronous=OFF; PRAGMA log.synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA secure_delete=OFF;"
                           : "PRAGMA main.synchronous=FULL; PRAGMA log.synchronous=FULL; PRAGMA cache_size=-4096; PRAGMA secure_delete=ON;";
    if (!attach_log(store, connection, ret_failure)) return false;
    if (connection->role != ROLE_READ &&
        !script(connection, PAGE_SIZE "PRAGMA main.journal_mode=WAL; PRAGMA log.journal_mode=WAL", ret_failure))
        return false;
    return script(connection, foreign_keys, ret_failure) && script(connection, care, ret_failure) &&
           script(connection, "PRAGMA log.cache_size=-1024; PRAGMA log.journal_size_limit=67108864;", ret_failure);
}

/* The log's file alone. */
static bool set_up_log(const struct db_store *store, struct connection *connection, struct failure *ret_failure) {
    const char *care = store->bulk ? "PRAGMA synchronous=OFF;" : "PRAGMA synchronous=FULL;";
    sqlite3_limit(connection->handle, SQLITE_LIMIT_ATTACHED, 0);
    return script(connection, "PRAGMA journal_mode=WAL; PRAGMA cache_size=-1024;", ret_failure) && script(connection, care, ret_failure);
}

static bool set_up(const struct db_store *store, struct connection *connection, struct failure *ret_failure) {
    sqlite3 *handle = connection->handle;
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, BUSY_MS);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    bool (*files)(const struct db_store *, struct connection *, struct failure *) = connection->role == ROLE_LOG ? set_up_log : set_up_both;
    if (!files(store, connection, ret_failure)) return false;
    /* Not mapped: SQLite takes the whole map down in every reader each time another connection has written, and the access log writes all
     * day. Checkpoints are rarer than SQLite's own choice, for the reader whose line makes one waits for it. */
    if (!script(connection,
                "PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=8000; PRAGMA journal_size_limit=67108864;",
                ret_failure))
        return false;
    if (connection->role == ROLE_READ && !script(connection, "PRAGMA query_only=ON", ret_failure)) return false;
    if (connection->role != ROLE_OPERATOR) sqlite3_set_authorizer(handle, authorize, connection);
    return true;
}

/* The file is made here and not by SQLite, so that only its owner may read it; the WAL file inherits the mode. */
static bool make_file(const char *path, struct failure *ret_failure) {
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        failure_set(ret_failure, DB_FAILED, "cannot make the database file");
        return false;
    }
    close(file);
    return true;
}

/* SQLite's own count of its memory takes a lock that all connections share, and nobody reads it. */
static void configure(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static bool make_files(const struct db_store *store, struct failure *ret_failure) {
    struct arena *arena = arena_create();
    bool made = make_file(store->location, ret_failure) && make_file(sqlite_log_file(arena, store->location), ret_failure);
    arena_destroy(arena);
    return made;
}

static struct connection *connect_file(const struct db_store *store, enum role role, struct failure *ret_failure) {
    if (store->create && role == ROLE_OPERATOR && !make_files(store, ret_failure)) return NULL;
    static pthread_once_t configured = PTHREAD_ONCE_INIT;
    pthread_once(&configured, configure);
    struct connection *connection = calloc(1, sizeof *connection);
    if (!connection) abort();
    connection->role = role;
    struct arena *arena = arena_create();
    const char *file = role == ROLE_LOG ? sqlite_log_file(arena, store->location) : store->location;
    int code = sqlite3_open_v2(file, &connection->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    arena_destroy(arena);
    if (code != SQLITE_OK) failure_set(ret_failure, DB_FAILED, "cannot open the database file: %s", sqlite3_errstr(code));
    if (code == SQLITE_OK && set_up(store, connection, ret_failure)) return connection;
    disconnect(connection);
    return NULL;
}

/* One statement without rows, kept prepared. */
static bool run_kept(struct connection *connection, sqlite3_stmt **kept, const char *sql, struct failure *ret_failure) {
    int code = *kept ? SQLITE_OK : sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
    if (code == SQLITE_OK) {
        sqlite3_step(*kept);
        code = sqlite3_reset(*kept);
    }
    if (code == SQLITE_OK) return true;
    describe(connection, sqlite3_extended_errcode(connection->handle), "statement", ret_failure);
    return false;
}

static bool rollback(struct connection *connection) {
    /* A full disk has SQLite roll back by itself. */
    struct failure failure = {0};
    return sqlite3_get_autocommit(connection->handle) || run_kept(connection, &connection->rollback, "ROLLBACK", &failure);
}

static bool commit(struct connection *connection, struct failure *ret_failure) {
    if (run_kept(connection, &connection->commit, "COMMIT", ret_failure)) return true;
    if (!rollback(connection)) ret_failure->drop = true;
    return false;
}

/* BEGIN IMMEDIATE locks every file there is. A write locks the database at once, and the log's file only when it touches that: an UPDATE of no row
 * locks the file its table is in. */
static bool begin(struct connection *connection, struct failure *ret_failure) {
    bool at_once = connection->role == ROLE_LOG || connection->role == ROLE_OPERATOR;
    if (!run_kept(connection, &connection->begin, at_once ? "BEGIN IMMEDIATE" : "BEGIN", ret_failure)) return false;
    if (connection->role != ROLE_WRITE || run_kept(connection, &connection->lock, "UPDATE audit_tail SET one = one WHERE 0", ret_failure))
        return true;
    if (!rollback(connection)) ret_failure->drop = true;
    return false;
}

/* Before the log is read, for a read that has seen an older state of the file could not become a write of it. */
static bool take_log(struct connection *connection, struct failure *ret_failure) {
    return run_kept(connection, &connection->lock_log, "UPDATE access_log SET id = id WHERE 0", ret_failure);
}

/* ── statements ── */

static struct cached *slot(struct connection *connection, int number) {
    if (number < 0) return NULL;
    if (number >= connection->n_cache) {
        int size = number + 64;
        struct cached *cache = realloc(connection->cache, (size_t)size * sizeof *cache);
        if (!cache) abort();
        memset(cache + connection->n_cache, 0, (size_t)(size - connection->n_cache) * sizeof *cache);
        connection->cache = cache;
        connection->n_cache = size;
    }
    return &connection->cache[number];
}

static struct statement *open_statement(struct connection *connection, struct db *db, const struct db_query *query,
                                        struct failure *ret_failure) {
    struct cached *cached = slot(connection, query->number);
    bool own = !cached || cached->busy; /* the same query inside a row function of itself */
    sqlite3_stmt *prepared_statement = own ? NULL : cached->statement;
    if (!prepared_statement) {
        connection->in_log = false;
        int code =
            sqlite3_prepare_v3(connection->handle, query->sqlite, -1, own ? 0 : SQLITE_PREPARE_PERSISTENT, &prepared_statement, NULL);
        if (code != SQLITE_OK) {
            describe(connection, code, query->name, ret_failure);
            return NULL;
        }
    }
    struct sqlite_statement *statement = arena_alloc(db->arena, sizeof *statement);
    statement->connection = connection;
    statement->statement = prepared_statement;
    statement->cached = own ? -1 : query->number;
    if (!own) {
        if (!cached->statement) cached->in_log = connection->in_log;
        cached->statement = prepared_statement;
        cached->busy = true;
    }
    statement->base.in_log = own ? connection->in_log : cached->in_log;
    return &statement->base;
}

static void count_changes(struct sqlite_statement *statement) {
    if (!sqlite3_stmt_readonly(statement->statement)) statement->changed = sqlite3_changes64(statement->connection->handle);
}

static int64_t close_statement(struct statement *statement) {
    struct sqlite_statement *own = (struct sqlite_statement *)statement;
    bool midway = sqlite3_stmt_busy(own->statement);
    if (sqlite3_reset(own->statement) == SQLITE_OK && midway)
        count_changes(own); /* INSERT … RETURNING has done its work before its first row */
    if (own->cached < 0) {
        sqlite3_finalize(own->statement);
    } else {
        sqlite3_clear_bindings(own->statement);
        own->connection->cache[own->cached].busy = false;
    }
    return own->changed;
}

static int step(struct statement *statement, struct failure *ret_failure) {
    struct sqlite_statement *own = (struct sqlite_statement *)statement;
    int code = sqlite3_step(own->statement);
    if (code == SQLITE_ROW) return 1;
    if (code == SQLITE_DONE) {
        count_changes(own);
        return 0;
    }
    describe(own->connection, code, statement->query->name, ret_failure);
    return -1;
}

/* A bind fails only on an index that sqlgen never makes or out of memory; the step then fails or the query's check does. */
static void bind_int(struct statement *statement, int index, int64_t value) { sqlite3_bind_int64(prepared(statement), index, value); }
static void bind_real(struct statement *statement, int index, double value) { sqlite3_bind_double(prepared(statement), index, value); }
static void bind_text(struct statement *statement, int index, const char *value) {
    sqlite3_bind_text(prepared(statement), index, value, -1, SQLITE_STATIC);
}
static void bind_blob(struct statement *statement, int index, struct blob value) {
    sqlite3_bind_blob64(prepared(statement), index, value.data, value.size, SQLITE_STATIC);
}
static void bind_null(struct statement *statement, int index) { sqlite3_bind_null(prepared(statement), index); }

static bool is_null(struct statement *statement, int column) { return sqlite3_column_type(prepared(statement), column) == SQLITE_NULL; }
static int64_t get_int(struct statement *statement, int column) { return sqlite3_column_int64(prepared(statement), column); }
static double get_real(struct statement *statement, int column) { return sqlite3_column_double(prepared(statement), column); }
static struct blob get_text(struct statement *statement, int column) {
    const uint8_t *data = sqlite3_column_text(prepared(statement), column);
    return (struct blob){data, (size_t)sqlite3_column_bytes(prepared(statement), column)};
}
static struct blob get_blob(struct statement *statement, int column) {
    const void *data = sqlite3_column_blob(prepared(statement), column);
    size_t size = (size_t)sqlite3_column_bytes(prepared(statement), column);
    uint8_t *copy = arena_alloc(statement->db->arena, size + 1); /* empty bytes are not NULL */
    if (size) memcpy(copy, data, size);
    return (struct blob){copy, size};
}

const struct backend sqlite_backend = {
    .connect = connect_file,
    .disconnect = disconnect,
    .begin = begin,
    .commit = commit,
    .take_log = take_log,
    .rollback = rollback,
    .script = script,
    .open = open_statement,
    .close = close_statement,
    .step = step,
    .bind_int = bind_int,
    .bind_real = bind_real,
    .bind_text = bind_text,
    .bind_blob = bind_blob,
    .bind_null = bind_null,
    .is_null = is_null,
    .get_int = get_int,
    .get_real = get_real,
    .get_text = get_text,
    .get_blob = get_blob,
};
