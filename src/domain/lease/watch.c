/* The clock of a fixed term: reminders before its end, red from the day after, and open by law when it has run on for three months. (HLL-1, I-13) */
#include "domain/lease/internal.h"

#include "lease_sql.h"
#include "platform/audit/audit.h"

enum { JOB_MINUTES = 7 * 60 };
static int usual_months[] = {9, 6, 3, 1};

struct months {
    const int *v;
    unsigned n;
};
static struct months months_before(void) {
    const struct profile_leases *chosen = &organisation_profile()->leases;
    return chosen->review_months_before_count ? (struct months){chosen->review_months_before, chosen->review_months_before_count}
                                              : (struct months){usual_months, 4};
}

struct date lease_open_from(struct date until) {
    return deadline_end(law_current(), CLOCK_LEASE_INDEFINITE, until);
}

static void sooner(struct date *next, struct date day, struct date today) {
    if (day.days > today.days && (date_is_none(*next) || day.days < next->days)) *next = day;
}

struct date lease_next_watch(struct date until, struct date today) {
    struct date next = DATE_NONE;
    if (date_is_none(until)) return next;
    struct months before = months_before();
    for (unsigned i = 0; i < before.n; i++) sooner(&next, date_add_months(until, -before.v[i]), today);
    sooner(&next, date_add_days(until, 1), today);
    sooner(&next, date_add_days(lease_open_from(until), 1), today);
    return next;
}

void lease_watch(struct db *db, const struct lease_brief *lease) {
    struct date next = lease_next_watch(lease->until, lease_today(db));
    job_cancel(db, JOB_LEASE_DUE, lease->id.v);
    if (!date_is_none(next)) job_add(db, JOB_LEASE_DUE, lease->id.v, instant_of_oslo(next, JOB_MINUTES));
}

/* The first of the profile's months before the end has come. */
static bool is_near(struct date until, struct date today) {
    struct months before = months_before();
    for (unsigned i = 0; i < before.n; i++)
        if (date_add_months(until, -before.v[i]).days <= today.days) return true;
    return false;
}

void lease_watch_from_start(struct db *db, const struct lease_brief *lease) {
    lease_watch(db, lease);
    /* Written down late in its term: what should have been said already is said now. */
    if (!date_is_none(lease->until) && is_near(lease->until, lease_today(db))) job_add(db, JOB_LEASE_DUE, lease->id.v, db_now(db));
}

static void nears_its_end(struct db *db, struct lease_brief *lease) {
    if (lease->state == LEASE_STATE_RUNNING &&
        lease_set_state(db, lease->id, LEASE_STATE_RUNNING, LEASE_STATE_EXPIRING, db_now(db), (struct staff_id){0}) == 1)
        lease->state = LEASE_STATE_EXPIRING;
}

/* Each reminder gives the review its next date, the last one the end of the term. */
static void remind(struct db *db, const struct lease_brief *lease, struct date today) {
    struct date next = lease_next_watch(lease->until, today);
    work_task_add(db, lease->case_, lease->unit, TASK_KIND_REVIEW_LEASE, lease->id.v, next.days < lease->until.days ? next : lease->until);
}

/* Her home goes on; what is late is ours. It stays red until there is a decision, at the latest until the law makes the lease open. */
static void run_on(struct db *db, const struct lease_brief *lease) {
    work_task_done(db, lease->case_, TASK_KIND_REVIEW_LEASE, lease->id.v);
    work_task_add(db, lease->case_, lease->unit, TASK_KIND_LEASE_RUNS_ON, lease->id.v, lease->until);
}

void lease_due_job(struct db *db, int64_t subject, struct instant now) {
    struct lease_brief lease;
    struct date today = instant_oslo_date(now);
    if (!lease_read(db, (struct lease_id){subject}, &lease) || date_is_none(lease.until)) return;
    if (!lease_runs(lease.state) || lease.state == LEASE_STATE_NOTICE_GIVEN || lease.state == LEASE_STATE_INDEFINITE) return;
    audit_add(db, "lease_watched", "lease", subject, NULL);
    if (is_near(lease.until, today)) nears_its_end(db, &lease);
    if (lease.until.days < today.days) run_on(db, &lease);
    else if (is_near(lease.until, today)) remind(db, &lease, today);
    bool asked = !date_is_none(lease.asked_to_move_on); /* in writing: then it does not become open by itself */
    if (lease_open_from(lease.until).days < today.days && !asked) lease_becomes_open(db, lease.id);
    else lease_watch(db, &lease);
}
