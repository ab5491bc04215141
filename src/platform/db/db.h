/* One face over SQLite and PostgreSQL. Generated query functions (sqlgen) are the only callers of the cursor part.
 *
 * Sticky: after the first failure in a transaction every call does nothing and returns nothing, and db_commit says what happened.
 * A write transaction is alone: SQLite's write lock, PostgreSQL's LOCK TABLE on the audit tail, so that the audit chain
 * and the invariants see one writer at a time on both databases. Reads never wait for it. */
#pragma once
#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

struct db_store; /* a database: connections, master key, migrations */
struct db;       /* one transaction on one connection, used by one thread */

enum db_mode { DB_READ, DB_WRITE };
enum db_result {
    DB_OK = 0,
    DB_CONFLICT = -1, /* a constraint refused it: db_constraint names it */
    DB_FAILED = -2,   /* disk, network, bug; logged */
    DB_UNAUDITED = -3 /* a write without an audit event: a bug */
};

enum actor_kind { ACTOR_SYSTEM = 1, ACTOR_STAFF, ACTOR_PERSON };
struct actor {
    enum actor_kind kind;
    int64_t staff, unit; /* 0 where it does not apply */
    const char *what;    /* route or command, static text, for the access log */
};

struct backend;
struct db_config {
    const char *url;      /* "sqlite:PATH" or "postgresql://…" */
    const char *key_file; /* the master key, outside the database; NULL: no sealed column can be used */
    int connections;      /* readers; 0 means 8 */
    bool migrate;         /* bring the schema up to date, else refuse an old one */
    bool bulk;            /* SQLite only: synchronous=OFF for building a fresh demo database */
    const struct backend *backend; /* NULL: the one that the URL names, as it is (backend.h) */
};
/* Opens, checks (or makes) the schema and its hashes. On failure returns a negative error and an English reason in `ret_reason`. */
int db_store_open(const struct db_config *config, struct arena *arena, struct db_store **ret_store, const char **ret_reason);
void db_store_close(struct db_store *store);
bool db_store_is_postgresql(const struct db_store *store);

struct db *db_begin(struct db_store *store, enum db_mode mode, struct arena *arena, const struct actor *actor, struct instant now);
enum db_result db_commit(struct db *db); /* ends the transaction and gives the connection back, whatever it returns */
void db_abort(struct db *db);            /* same, undoing everything */
bool db_failed(const struct db *db);
/* Name of the index or constraint that refused, or "" ; valid as long as the transaction's arena. "retry": two writes met, and the same may
 * be done again. */
const char *db_constraint(const struct db *db);
void db_fail(struct db *db, const char *reason); /* a rule found something impossible: logged, the commit fails */

/* For demonstrations only: the rest of this write transaction is by another actor and at another time, so that a history of months, or
 * several of them, is one transaction. */
void db_rehearse(struct db *db, const struct actor *actor, struct instant now);

struct arena *db_arena(struct db *db);
struct db_store *db_store_of(struct db *db);
const struct actor *db_actor(const struct db *db);
struct instant db_now(const struct db *db);
bool db_is_write(const struct db *db);
/* For what a page asks again and again: memory of a read transaction, which sees one moment only. Zeroed at first, the same for the same
 * `owner` (the address of something of the caller's). NULL in a write, where an answer may change. */
void *db_recall(struct db *db, const void *owner, size_t size);

/* ── for generated code ─────────────────────────────────────────────── */
struct db_query {
    const char *name, *sqlite, *postgresql;
    int n_params, n_columns;
    uint64_t blob_params; /* bit i: parameter i+1 is bytes */
    int number;           /* unique in the program, from sqlgen: index of the prepared-statement cache */
};
extern const struct db_query *const *const db_all_queries[]; /* a list for each module; each ends with NULL, and so do the lists */
struct db_cursor {
    struct db *db;
    const struct db_query *query;
    void *state;
};
void db_open(struct db *db, struct db_cursor *cursor, const struct db_query *query);
void db_bind_int(struct db_cursor *cursor, int index, int64_t value); /* index from 1 */
void db_bind_real(struct db_cursor *cursor, int index, double value);
void db_bind_text(struct db_cursor *cursor, int index, const char *value); /* NULL binds NULL */
void db_bind_blob(struct db_cursor *cursor, int index, struct blob value); /* data NULL binds NULL */
void db_bind_null(struct db_cursor *cursor, int index);
bool db_step(struct db_cursor *cursor);                /* next row; false at the end or on failure */
int64_t db_run(struct db_cursor *cursor);              /* runs to the end and closes; rows changed */
void db_close(struct db_cursor *cursor);               /* twice is fine */
bool db_is_null(struct db_cursor *cursor, int column); /* column from 0 */
int64_t db_int(struct db_cursor *cursor, int column);
double db_real(struct db_cursor *cursor, int column);
const char *db_text(struct db_cursor *cursor, int column); /* copied into the arena; NULL for NULL */
struct blob db_blob(struct db_cursor *cursor, int column); /* copied into the arena */

/* A migration, embedded by sqlgen in both dialects. The generated array `db_migrations[]` ends with module NULL. */
struct db_migration {
    const char *module;
    int number;
    const char *sqlite, *postgresql;
    const char *sha256; /* of the source file; a database that holds another hash for it is refused */
};
extern const struct db_migration db_migrations[];
/* The columns that hold a code, and the enumeration it is of: for what reads any table. Ends with table NULL. */
struct db_coded {
    const char *table, *column, *enumeration;
};
extern const struct db_coded db_coded[];

/* Commands of the operator. */
/* ERR_CONFLICT, with a reason in `arena`, when the clock stands a day or more before the last audited change: limits and periods would be
 * wrong. */
int db_store_check_clock(struct db_store *store, struct instant now, struct arena *arena, const char **ret_reason);
int db_store_backup(struct db_store *store, const char *path, const char **ret_reason);
/* After an erasure or a rotation: nothing that was written over stays behind in logs or dead rows of the database. */
int db_store_clear_up(struct db_store *store, const char **ret_reason);
int db_store_restore(const char *url, const char *path, const char **ret_reason);
