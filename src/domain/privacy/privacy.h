/* Her rights to what is written about her: to have all of it, to have it corrected, and that it goes away when its time is over.
 * Sources: PBRL-11, FVL-18, FVL-19, GDPR-3, HPL 42, R-025, ARK-1, PJL-7. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "domain/work/case_frame.h"
#include "privacy_schema.h"

/* ── everything about her ── */
/* Builds the package of a request: each row about her in every table there is, as a readable PDF and as JSON, but what somebody has decided to
 * keep back. */
#define JOB_ACCESS_PACKAGE "access_package"
void privacy_package_job(struct db *db, int64_t subject, struct instant now);

/* ── beside what stands ── */
/* For the frame of case pages: what she has written, and what is corrected, beside the page's own. */
void privacy_fill_beside(struct request *rq, struct case_frame *frame);

/* ── erasure ── */
/* Why not yet. X(name, text key) */
#define RETENTION_FAULTS(X)           \
    X(CASE_RUNS, privacy_case_runs)   \
    X(TASKS_OPEN, privacy_tasks_open) \
    X(KEPT_STILL, privacy_kept_still) \
    X(NOT_KNOWN, privacy_not_known)   \
    X(SAME_PERSON, privacy_same_person)
enum retention_fault {
    RETENTION_OVER = 0,
#define X(name, key) RETENTION_##name,
    RETENTION_FAULTS(X)
#undef X
};
struct retention {
    struct date last_activity, kept_until; /* kept_until: the last day of the duty to keep */
    int64_t running, tasks;
    bool known; /* she is there, and has had a case */
};
struct retention privacy_retention(struct db *db, struct person_id person);
/* Pure: may she be erased that day? (ARK-1) */
enum retention_fault privacy_may_erase(const struct retention *retention, struct date day);
/* One proposes … */
enum retention_fault privacy_propose(struct db *db, struct person_id person, struct erasure_id *ret_erasure);
/* … and another decides. With yes her key is destroyed at once. The duty to keep is looked at again. */
enum retention_fault privacy_decide(struct db *db, struct erasure_id erasure, bool yes);
