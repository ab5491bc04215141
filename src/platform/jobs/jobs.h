/* Work that waits: rows with a due time, done by `felles jobs` in its own process. A job is claimed with a lease that expires, run in one
 * write transaction, and retried with growing pauses; a job that fails ten times is parked and shown to the operator. */
#pragma once
#include "platform/db/db.h"

/* Adds a job in the transaction. `kind` is a static code; `subject` an id the handler understands. Same (kind, subject) waiting: kept once,
 * at the earlier time. */
void job_add(struct db *db, const char *kind, int64_t subject, struct instant due);
void job_cancel(struct db *db, const char *kind, int64_t subject);

struct job_kind {
    const char *kind;
    void (*run)(struct db *db, int64_t subject, struct instant now); /* in a write transaction of the system actor */
};
/* Runs everything due at clock_now, up to `limit`; returns how many ran, or a negative error. `kinds` ends with kind NULL. */
int jobs_run_due(struct db_store *store, const struct job_kind *kinds, struct instant now, int limit);
/* For rehearsals: the first job of these kinds that is due by `until`, in the caller's transaction, at its own time or now if that is later (db_rehearse).
 * When it is due; INSTANT_NONE: none is. */
struct instant jobs_first_due(struct db *db, const struct job_kind *kinds, struct instant until);
bool jobs_rehearse_first(struct db *db, const struct job_kind *kinds, struct instant until);
/* Jobs that were given up after ten tries, and wait for the operator; at most 100 are counted. */
int64_t jobs_parked(struct db *db);
