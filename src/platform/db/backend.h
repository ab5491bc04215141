/* Private to the storage platform: what a store and a transaction consist of, and the table of functions that SQLite and PostgreSQL
 * each fill. Nothing above src/platform may include this. */
#pragma once
#include "platform/db/db.h"

#include <pthread.h>

struct connection; /* each backend's own */
struct master_key;
struct batch;
struct audit_pending;
struct access_noted;

/* What a connection is for. SIDE, PostgreSQL only, writes without the lock on the audit tail. LOG, SQLite only, has the access log's file and no
 * other. OPERATOR may change the schema. */
enum role { ROLE_READ, ROLE_WRITE, ROLE_SIDE, ROLE_LOG, ROLE_OPERATOR };

struct failure {
    enum db_result result;
    bool drop; /* the connection is of no more use */
    char constraint[128];
    char reason[256]; /* for the log: never a value from a row */
};

/* One open statement; a backend's own begins with this. Lives in the transaction's arena. */
struct statement {
    struct statement *previous, *next;
    struct db *db;
    const struct db_query *query;
    bool done;
    bool in_log; /* touches the access log, which on SQLite is a file of its own that a write locks when it comes to it */
};

struct backend {
    struct connection *(*connect)(const struct db_store *store, enum role role, struct failure *ret_failure); /* NULL on failure */
    void (*disconnect)(struct connection *connection);
    bool (*begin)(struct connection *connection, struct failure *ret_failure);
    bool (*commit)(struct connection *connection, struct failure *ret_failure);                  /* has rolled back when false */
    bool (*take_log)(struct connection *connection, struct failure *ret_failure); /* NULL where no statement is `in_log` */
    bool (*rollback)(struct connection *connection);                                             /* false: drop the connection */
    bool (*script)(struct connection *connection, const char *sql, struct failure *ret_failure); /* several statements, no parameters */
    struct statement *(*open)(struct connection *connection, struct db *db, const struct db_query *query, struct failure *ret_failure);
    int64_t (*close)(struct statement *statement);                         /* rows changed */
    int (*step)(struct statement *statement, struct failure *ret_failure); /* 1 a row, 0 the end, -1 failed */
    void (*bind_int)(struct statement *statement, int index, int64_t value);
    void (*bind_real)(struct statement *statement, int index, double value);
    void (*bind_text)(struct statement *statement, int index, const char *value);
    void (*bind_blob)(struct statement *statement, int index, struct blob value);
    void (*bind_null)(struct statement *statement, int index);
    bool (*is_null)(struct statement *statement, int column);
    int64_t (*get_int)(struct statement *statement, int column);
    double (*get_real)(struct statement *statement, int column);
    struct blob (*get_text)(struct statement *statement, int column); /* the backend's memory, good until the next step */
    struct blob (*get_blob)(struct statement *statement, int column); /* copied into the transaction's arena */
};
extern const struct backend sqlite_backend, postgresql_backend;

/* The free connections of one role, handed out in the order they are asked for. */
struct pool {
    pthread_mutex_t mutex;
    pthread_cond_t freed;
    enum role role;
    int limit, out, n_idle;
    uint64_t next_ticket, serving;
    struct connection *idle[64];
};

struct db_store {
    struct arena *arena;
    const struct backend *backend;
    const char *location; /* SQLite: the file; PostgreSQL: the whole URL */
    bool postgresql, bulk, create;
    struct pool read, write, side, log;
    struct master_key *key;
    struct batch *access_lines, *asked; /* of readers, and of who only asks */
};

/* The person's key that a transaction opened last: wiped when it ends. In the transaction itself, for its arena may be emptied on the way. */
struct opened_key {
    bool is_open;
    uint8_t wrapped[81], key[32];
};

struct db {
    struct db_store *store;
    struct connection *connection; /* NULL when none could be had: the transaction has failed */
    struct pool *pool;             /* NULL for the operator's own connection */
    struct arena *arena;
    struct actor actor;
    struct instant now;
    enum db_mode mode;
    bool has_log; /* the turn to write there, and what was idle meanwhile */
    struct connection *idle_log;
    bool audited; /* changes must come with an audit event */
    bool failed;
    struct failure failure;
    int64_t changed;
    struct statement *open;
    struct audit_pending *audit_first, *audit_last;
    struct access_noted *noted;
    struct recalled *recalled;
    struct opened_key opened;
};

/* pool.c */
void pool_init(struct pool *pool, enum role role, int limit);
struct connection *pool_take(struct db_store *store, struct pool *pool, struct failure *ret_failure);
/* The turn of a pool of one, for who has a connection of her own. */
struct connection *pool_enter(struct pool *pool);
void pool_leave(struct pool *pool, struct connection *idle);
void pool_give(struct db_store *store, struct pool *pool, struct connection *connection, bool drop);
void pool_close(struct db_store *store, struct pool *pool);

/* store.c */
int db_url_read(const char *url, bool *ret_postgresql, const char **ret_location, const char **ret_reason);

/* transaction.c */
struct db *db_begin_on(struct db_store *store, struct connection *connection, struct arena *arena); /* the operator's, unaudited */
void db_record_failure(struct db *db, const struct failure *failure);
bool db_thread_is_writing(void);

/* platform/crypt/seal.c: wipes the key that a transaction opened; called when it ends. */
void opened_key_forget(struct db *db);

/* migrate.c */
enum schema_state { SCHEMA_CURRENT, SCHEMA_OLD, SCHEMA_NONE, SCHEMA_FOREIGN };
enum schema_state schema_state_of(struct db_store *store, struct arena *arena, const char **ret_reason); /* reads only */
int schema_prepare(struct db_store *store, bool may_migrate, const char **ret_reason);

/* reason.c: text in this thread's buffer, good until the next one. */
const char *reason_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
void failure_set(struct failure *failure, enum db_result result, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* backup.c */
int backup_verify(bool postgresql, const char *location, const char **ret_reason); /* opens it and compares its schema */
bool file_sync(const char *path);
bool file_move_new(const char *from, const char *to); /* never over a file; durable */

/* process.c: runs a program without a shell, its output thrown away, with these NAME=VALUE texts added to the environment. Both lists end
 * with NULL. Returns the exit status, or a negative error. */
int process_run(const char *const *arguments, const char *const *environment);

/* backup_sqlite.c, backup_postgresql.c: `location` as in struct db_store. */
/* sqlite.c: where the access log is, beside its database. */
const char *sqlite_log_file(struct arena *arena, const char *location);
int sqlite_backup(const char *location, const char *path, const char **ret_reason);
int sqlite_restore(const char *location, const char *path, const char **ret_reason);
int postgresql_backup(const char *location, const char *path, const char **ret_reason);
int postgresql_restore(const char *location, const char *path, const char **ret_reason);

/* sqlite_names.c: the name PostgreSQL would give for SQLite's refusal. `handle` is a sqlite3 *. */
struct sqlite3;
void sqlite_constraint_name(struct sqlite3 *handle, int code, char *ret_name, size_t size);
