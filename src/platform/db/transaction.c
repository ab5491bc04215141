/* Begin, commit and abort, the sticky failure, and the cursor face over the backend. Knows no SQL. */
#include "base/log.h"
#include "platform/audit/links.h"
#include "platform/auth/access_log.h"
#include "platform/db/backend.h"
#include "platform/db/unaudited.h"

#include <stdio.h>
#include <string.h>

/* Inside a write, a second write of the same thread would wait for itself for ever; so would a read, when every reader waits for the log
 * writer and the log writer for this write. */
static _Thread_local int writing;

bool db_thread_is_writing(void) { return writing > 0; }

void db_record_failure(struct db *db, const struct failure *failure) {
    if (db->failed) return;
    db->failed = true;
    db->failure = *failure;
    const char *what = db->actor.what ? db->actor.what : "-";
    if (failure->result == DB_CONFLICT) log_line(LOG_DEBUG, "db: %s: refused by %s", what, failure->constraint);
    else log_line(LOG_ERROR, "db: %s: %s", what, failure->reason);
}

void db_fail(struct db *db, const char *reason) {
    struct failure failure = {.result = DB_FAILED};
    snprintf(failure.reason, sizeof failure.reason, "%s", reason);
    db_record_failure(db, &failure);
}

static struct db *begin(struct db_store *store, struct pool *pool, struct arena *arena, const struct actor *actor, struct instant now) {
    struct db *db = arena_alloc(arena, sizeof *db);
    db->store = store;
    db->pool = pool;
    db->arena = arena;
    db->actor = *actor;
    db->now = now;
    db->mode = pool == &store->read ? DB_READ : DB_WRITE;
    if (writing) {
        db_fail(db, "a transaction inside a write of the same thread");
        return db;
    }
    struct failure failure = {0};
    db->connection = pool_take(store, pool, &failure);
    if (!db->connection) db_record_failure(db, &failure);
    else if (db->mode == DB_WRITE) writing++;
    return db;
}

struct db *db_begin(struct db_store *store, enum db_mode mode, struct arena *arena, const struct actor *actor, struct instant now) {
    struct db *db = begin(store, mode == DB_WRITE ? &store->write : &store->read, arena, actor, now);
    db->audited = mode == DB_WRITE;
    return db;
}

struct db *db_begin_unaudited(struct db_store *store, struct arena *arena, const struct actor *actor, struct instant now) {
    return begin(store, store->postgresql ? &store->side : &store->write, arena, actor, now);
}

struct db *db_begin_log(struct db_store *store, struct arena *arena, const struct actor *actor, struct instant now) {
    return begin(store, store->postgresql ? &store->side : &store->log, arena, actor, now);
}

struct db *db_begin_on(struct db_store *store, struct connection *connection, struct arena *arena) {
    struct db *db = arena_alloc(arena, sizeof *db);
    db->store = store;
    db->arena = arena;
    db->actor = (struct actor){.kind = ACTOR_SYSTEM, .what = "schema"};
    db->mode = DB_WRITE;
    struct failure failure = {0};
    if (store->backend->begin(connection, &failure)) db->connection = connection;
    else db_record_failure(db, &failure);
    return db;
}

static void close_statement(struct statement *statement) {
    struct db *db = statement->db;
    if (statement->previous) statement->previous->next = statement->next;
    else db->open = statement->next;
    if (statement->next) statement->next->previous = statement->previous;
    db->changed += db->store->backend->close(statement);
}

static void close_all(struct db *db) {
    while (db->open) close_statement(db->open);
}

/* Undone or not, what a write transaction showed was seen: its access-log lines are kept outside it. */
static void keep_access_lines(struct db *db) {
    if (db->mode == DB_WRITE && db->noted) access_keep_after_undo(db);
}

static void give_back(struct db *db, bool drop) {
    struct connection *connection = db->connection;
    db->connection = NULL;
    opened_key_forget(db);
    if (!db->pool) return;
    if (db->mode == DB_WRITE) writing--;
    if (db->has_log) pool_leave(&db->store->log, db->idle_log);
    db->has_log = false;
    pool_give(db->store, db->pool, connection, drop);
}

void db_abort(struct db *db) {
    if (!db->connection) return;
    close_all(db);
    bool usable = db->store->backend->rollback(db->connection);
    give_back(db, !usable || db->failure.drop);
    keep_access_lines(db);
}

enum db_result db_commit(struct db *db) {
    if (!db->connection) return db->failure.result ? db->failure.result : DB_FAILED;
    close_all(db);
    if (!db->failed && db->audited && db->changed > 0 && !db->audit_first) {
        struct failure failure = {.result = DB_UNAUDITED, .reason = "changes without an audit event"};
        db_record_failure(db, &failure);
    }
    if (db->audit_first) audit_append_links(db);
    if (db->failed) {
        enum db_result result = db->failure.result;
        db_abort(db);
        return result;
    }
    struct failure failure = {0};
    if (!db->store->backend->commit(db->connection, &failure)) db_record_failure(db, &failure);
    enum db_result result = db->failure.result;
    give_back(db, failure.drop);
    if (result != DB_OK) keep_access_lines(db);
    return result;
}

void db_rehearse(struct db *db, const struct actor *actor, struct instant now) {
    if (db->mode != DB_WRITE) {
        db_fail(db, "a rehearsal that is no write");
        return;
    }
    db_act_as(db, actor, now);
}

void db_act_as(struct db *db, const struct actor *actor, struct instant now) {
    db->actor = *actor;
    db->now = now;
}

bool db_failed(const struct db *db) { return db->failed; }
const char *db_constraint(const struct db *db) { return db->failure.constraint; }
struct arena *db_arena(struct db *db) {
    return db->arena;
}
struct db_store *db_store_of(struct db *db) {
    return db->store;
}
const struct actor *db_actor(const struct db *db) { return &db->actor; }
struct instant db_now(const struct db *db) {
    return db->now;
}
bool db_is_write(const struct db *db) { return db->mode == DB_WRITE; }

struct recalled {
    struct recalled *next;
    const void *owner;
    _Alignas(16) unsigned char bytes[];
};

void *db_recall(struct db *db, const void *owner, size_t size) {
    if (db->mode == DB_WRITE) return NULL;
    struct recalled *recalled = db->recalled;
    while (recalled && recalled->owner != owner) recalled = recalled->next;
    if (!recalled) {
        recalled = arena_alloc(db->arena, sizeof *recalled + size);
        recalled->next = db->recalled;
        recalled->owner = owner;
        db->recalled = recalled;
    }
    return recalled->bytes;
}

/* ── the cursor ── */

/* A write that comes to the access log waits for the lines that are being written, and those that come for it. */
static bool take_log(struct db *db) {
    struct failure failure = {0};
    db->idle_log = pool_enter(&db->store->log);
    db->has_log = true;
    if (db->store->backend->take_log(db->connection, &failure)) return true;
    db_record_failure(db, &failure);
    return false;
}

void db_open(struct db *db, struct db_cursor *cursor, const struct db_query *query) {
    *cursor = (struct db_cursor){.db = db, .query = query};
    if (db->failed || !db->connection) return;
    struct failure failure = {0};
    struct statement *statement = db->store->backend->open(db->connection, db, query, &failure);
    if (!statement) {
        db_record_failure(db, &failure);
        return;
    }
    statement->db = db;
    statement->query = query;
    statement->next = db->open;
    if (db->open) db->open->previous = statement;
    db->open = statement;
    if (statement->in_log && db->pool == &db->store->write && !db->has_log && !take_log(db)) close_statement(statement);
    else cursor->state = statement;
}

static const struct backend *backend_of(const struct db_cursor *cursor) { return cursor->db->store->backend; }

void db_bind_int(struct db_cursor *cursor, int index, int64_t value) {
    if (cursor->state) backend_of(cursor)->bind_int(cursor->state, index, value);
}
void db_bind_real(struct db_cursor *cursor, int index, double value) {
    if (cursor->state) backend_of(cursor)->bind_real(cursor->state, index, value);
}
void db_bind_text(struct db_cursor *cursor, int index, const char *value) {
    if (cursor->state && value) backend_of(cursor)->bind_text(cursor->state, index, value);
    else db_bind_null(cursor, index);
}
void db_bind_blob(struct db_cursor *cursor, int index, struct blob value) {
    if (cursor->state && value.data) backend_of(cursor)->bind_blob(cursor->state, index, value);
    else db_bind_null(cursor, index);
}
void db_bind_null(struct db_cursor *cursor, int index) {
    if (cursor->state) backend_of(cursor)->bind_null(cursor->state, index);
}

bool db_step(struct db_cursor *cursor) {
    struct statement *statement = cursor->state;
    if (!statement || statement->done || cursor->db->failed) return false;
    struct failure failure = {0};
    int result = backend_of(cursor)->step(statement, &failure);
    if (result > 0) return true;
    statement->done = true;
    if (result < 0) db_record_failure(cursor->db, &failure);
    return false;
}

int64_t db_run(struct db_cursor *cursor) {
    while (db_step(cursor)) {
    }
    int64_t before = cursor->db->changed;
    db_close(cursor);
    return cursor->db->failed ? 0 : cursor->db->changed - before;
}

void db_close(struct db_cursor *cursor) {
    if (cursor->state) close_statement(cursor->state);
    cursor->state = NULL;
}

static bool has_row(const struct db_cursor *cursor) {
    const struct statement *statement = cursor->state;
    return statement && !statement->done && !cursor->db->failed;
}

bool db_is_null(struct db_cursor *cursor, int column) { return !has_row(cursor) || backend_of(cursor)->is_null(cursor->state, column); }
int64_t db_int(struct db_cursor *cursor, int column) { return has_row(cursor) ? backend_of(cursor)->get_int(cursor->state, column) : 0; }
double db_real(struct db_cursor *cursor, int column) { return has_row(cursor) ? backend_of(cursor)->get_real(cursor->state, column) : 0; }

const char *db_text(struct db_cursor *cursor, int column) {
    if (db_is_null(cursor, column)) return NULL;
    struct blob text = backend_of(cursor)->get_text(cursor->state, column);
    return arena_strndup(cursor->db->arena, (const char *)text.data, text.size);
}

struct blob db_blob(struct db_cursor *cursor, int column) {
    if (db_is_null(cursor, column)) return (struct blob){0};
    return backend_of(cursor)->get_blob(cursor->state, column);
}
