/* Write transactions a second with audit event, chain and checks, beside the same rows committed raw through SQLite in the same run, both
 * durable on the same disk. bench_write FOLDER [seconds]. Prints figures, judges nothing. */
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

enum { ROUNDS = 5, TURN = 50 }; /* they take turns of fifty, so that what else the machine does meets both alike */

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct raw {
    sqlite3 *handle;
    sqlite3_stmt *begin, *insert, *commit;
};

static sqlite3_stmt *prepared(sqlite3 *handle, const char *sql) {
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    return statement;
}

/* The same settings, the same table. */
static bool raw_open(const char *path, struct raw *raw) {
    if (sqlite3_open(path, &raw->handle) != SQLITE_OK) return false;
    sqlite3_exec(raw->handle,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; CREATE TABLE job (id INTEGER PRIMARY KEY,"
                 " kind TEXT NOT NULL, subject INTEGER NOT NULL, due_at INTEGER NOT NULL, lease_at INTEGER, attempts INTEGER NOT NULL,"
                 " parked INTEGER NOT NULL, UNIQUE (kind, subject)) STRICT; CREATE INDEX job_due ON job (due_at) WHERE parked = 0",
                 NULL, NULL, NULL);
    raw->begin = prepared(raw->handle, "BEGIN IMMEDIATE");
    raw->insert = prepared(raw->handle, "INSERT INTO job (kind, subject, due_at, attempts, parked) VALUES ('bench', ?1, ?2, 0, 0)");
    raw->commit = prepared(raw->handle, "COMMIT");
    return raw->begin && raw->insert && raw->commit;
}

static bool stepped(sqlite3_stmt *statement) { return sqlite3_step(statement) == SQLITE_DONE && sqlite3_reset(statement) == SQLITE_OK; }

static bool raw_write(struct raw *raw, int64_t number) {
    sqlite3_bind_int64(raw->insert, 1, number);
    sqlite3_bind_int64(raw->insert, 2, number);
    return stepped(raw->begin) && stepped(raw->insert) && stepped(raw->commit);
}

static bool felles_write(struct db_store *store, struct arena *arena, int64_t number) {
    static const struct actor actor = {.kind = ACTOR_STAFF, .staff = 7, .unit = 3, .what = "bench"};
    struct db *db = db_begin(store, DB_WRITE, arena, &actor, (struct instant){number + 1});
    job_add(db, "bench", number, (struct instant){number + 1});
    audit_add(db, "bench_written", "job", number, NULL);
    bool good = db_commit(db) == DB_OK;
    arena_reset(arena);
    return good;
}

int main(int count, char **arguments) {
    int64_t seconds = 2, written = 0, number = 0;
    if (count < 2 || (count > 2 && (!parse_int(arguments[2], &seconds) || seconds < 1))) {
        fprintf(stderr, "bench_write FOLDER [seconds]\n");
        return 2;
    }
    struct arena *arena = arena_create(), *turn = arena_create();
    struct db_store *store = NULL;
    struct raw raw;
    const char *reason = "";
    struct db_config config = {.url = arena_printf(arena, "sqlite:%s/write.db", arguments[1]), .migrate = true};
    if (db_store_open(&config, arena, &store, &reason) != ERR_OK || !raw_open(arena_printf(arena, "%s/raw.db", arguments[1]), &raw)) {
        fprintf(stderr, "cannot begin in %s: %s\n", arguments[1], reason);
        return 1;
    }
    double ours = 0, theirs = 0;
    int64_t raw_written = 0;
    for (double end = now() + 2 * ROUNDS * (double)seconds; now() < end;) {
        for (int turns = 0; turns < TURN; turns++, number++, written++) {
            double at = now();
            if (!felles_write(store, turn, number)) return 1;
            ours += now() - at;
        }
        for (int turns = 0; turns < TURN; turns++, number++, raw_written++) {
            double at = now();
            if (!raw_write(&raw, number)) return 1;
            theirs += now() - at;
        }
    }
    double rate = (double)written / ours, raw_rate = (double)raw_written / theirs;
    printf("audited write transactions a second: %.0f\nraw commits of the same row a second: %.0f\nratio: %.2f\n", rate, raw_rate, rate / raw_rate);
    db_store_close(store);
    sqlite3_close_v2(raw.handle);
    arena_destroy(turn);
    arena_destroy(arena);
    return 0;
}
