/* The queue of work that waits. A job's effects and its end are one transaction, so it takes effect once, however many processes run it or
 * die running it. Knows nothing of what a job does. */
#include "platform/jobs/jobs.h"
#include "platform/audit/audit.h"
#include "platform/db/unaudited.h"
#include "platform/platform_sql.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH = 8, LEASE_MINUTES = 5, ATTEMPTS_MAX = 10 };

static const struct actor worker = {.kind = ACTOR_SYSTEM, .what = "jobs"};

void job_add(struct db *db, const char *kind, int64_t subject, struct instant due) { job_put(db, kind, subject, due); }

void job_cancel(struct db *db, const char *kind, int64_t subject) { job_delete(db, kind, subject); }

static int earlier_first(const void *left, const void *right) {
    const struct job_claim_row *a = left, *b = right;
    if (a->due_at.ms != b->due_at.ms) return a->due_at.ms < b->due_at.ms ? -1 : 1;
    return a->id.v < b->id.v ? -1 : a->id.v > b->id.v;
}

static const struct job_kind *find_kind(const struct job_kind *kinds, const char *kind) {
    for (; kinds->kind; kinds++) {
        if (strcmp(kinds->kind, kind) == 0) return kinds;
    }
    return NULL;
}

/* Ends the job first, so that its handler may add it anew. */
static bool run_job(struct db_store *store, struct arena *arena, const struct job_kind *kind, const struct job_claim_row *job,
                    struct instant now) {
    struct db *db = db_begin(store, DB_WRITE, arena, &worker, now);
    if (job_finish(db, job->id, job->attempts) == 0) {
        bool failed = db_failed(db);
        db_abort(db);
        return !failed; /* another process has taken it, or it was cancelled */
    }
    kind->run(db, job->subject, now);
    audit_add(db, "job_done", job->kind, job->subject, NULL);
    return db_commit(db) == DB_OK;
}

static void put_off(struct db_store *store, struct arena *arena, const struct job_claim_row *job, struct instant now) {
    bool parked = job->attempts >= ATTEMPTS_MAX;
    int64_t minutes = parked ? 0 : INT64_C(1) << (job->attempts - 1);
    struct db *db = db_begin(store, DB_WRITE, arena, &worker, now);
    job_release(db, job->id, job->attempts, (struct instant){now.ms + minutes * MS_PER_MINUTE}, parked);
    audit_add(db, parked ? "job_parked" : "job_failed", job->kind, job->subject, NULL);
    if (db_commit(db) != DB_OK) log_line(LOG_WARNING, "jobs: %s could not be put off, its lease runs out instead", job->kind);
    if (parked) log_line(LOG_ERROR, "jobs: %s is parked after %d attempts", job->kind, ATTEMPTS_MAX);
}

/* Returns how many were claimed and run, or a negative error. */
static int run_batch(struct db_store *store, struct arena *arena, const struct job_kind *kinds, struct instant now, int limit) {
    struct db *db = db_begin_unaudited(store, arena, &worker, now);
    struct job_claim_rows jobs = job_claim(db, now, (struct instant){now.ms + LEASE_MINUTES * MS_PER_MINUTE}, limit);
    enum db_result result = db_commit(db);
    if (result == DB_CONFLICT) return 0; /* another process was faster */
    if (result != DB_OK) return ERR_IO;
    if (jobs.n > 1) qsort(jobs.v, jobs.n, sizeof *jobs.v, earlier_first);
    for (size_t i = 0; i < jobs.n; i++) {
        struct arena *own = arena_create();
        const struct job_kind *kind = find_kind(kinds, jobs.v[i].kind);
        if (!kind) log_line(LOG_ERROR, "jobs: no handler for %s", jobs.v[i].kind);
        if (!kind || !run_job(store, own, kind, &jobs.v[i], now)) put_off(store, own, &jobs.v[i], now);
        arena_destroy(own);
    }
    return (int)jobs.n;
}

int jobs_run_due(struct db_store *store, const struct job_kind *kinds, struct instant now, int limit) {
    int done = 0;
    while (done < limit) {
        struct arena *arena = arena_create();
        int ran = run_batch(store, arena, kinds, now, limit - done < BATCH ? limit - done : BATCH);
        arena_destroy(arena);
        if (ran < 0) return done ? done : ran;
        if (ran == 0) break;
        done += ran;
    }
    return done;
}

static bool first_due(struct db *db, const struct job_kind *kinds, struct instant until, struct job_first_row *ret_job) {
    struct job_first_rows due = job_first(db, until);
    for (size_t i = 0; i < due.n; i++) {
        if (!find_kind(kinds, due.v[i].kind)) continue;
        *ret_job = due.v[i];
        return true;
    }
    return false;
}

struct instant jobs_first_due(struct db *db, const struct job_kind *kinds, struct instant until) {
    struct job_first_row job;
    return first_due(db, kinds, until, &job) ? job.due_at : INSTANT_NONE;
}

bool jobs_rehearse_first(struct db *db, const struct job_kind *kinds, struct instant until) {
    struct job_first_row job;
    if (!first_due(db, kinds, until, &job)) return false;
    db_rehearse(db, &worker, job.due_at.ms > db_now(db).ms ? job.due_at : db_now(db));
    if (job_finish(db, job.id, job.attempts) == 0) return false;
    find_kind(kinds, job.kind)->run(db, job.subject, db_now(db));
    audit_add(db, "job_done", job.kind, job.subject, NULL);
    return !db_failed(db);
}

int64_t jobs_parked(struct db *db) { return (int64_t)job_parked(db).n; }
