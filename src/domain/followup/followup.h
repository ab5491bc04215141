/* Help that is given, and the rule of fourteen days: a service expected to last longer has its decision before it starts, any other is
 * looked at on day 10 and may not run without one from day 15. (R-021, R-094, R-095, R-106, PBRL-2, I-09) */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "followup_schema.h"

struct service_brief {
    struct service_id id;
    struct case_id case_;
    struct unit_id unit;
    struct staff_id staff; /* 0: nobody by name */
    enum service_kind kind;
    bool informal;         /* help beside the decided services; no rule of days */
    struct date started_on, expected_until, decided_from, ended_on; /* DATE_NONE: unknown, none, runs */
    int64_t version;
};
struct service_briefs {
    struct service_brief *v;
    size_t n;
};
/* What runs first, then what has ended; the newest first. */
struct service_briefs followup_services(struct db *db, struct case_id id);
/* The line if it is of this case. */
bool followup_service(struct db *db, struct case_id id, struct service_id service, struct service_brief *ret_service);

enum service_status { SERVICE_FINE = 1, SERVICE_DECIDE_SOON, SERVICE_DECIDE_NOW, SERVICE_LATE, SERVICE_DECIDED, SERVICE_INFORMAL, SERVICE_ENDED };
/* Where a line stands on a day. Pure but for the law in force. (I-09)
 * DECIDE_NOW: expected to last longer than the law allows without a decision, which should have come before the start (PBRL-2).
 * DECIDE_SOON: day 10 has come. LATE: day 15 has come. A decision whose period begins later than day 14 counts from its first day. */
enum service_status followup_status(const struct service_brief *service, struct date today);
struct date followup_warn_on(const struct service_brief *service);   /* day 10: 17 September gives 27 September */
struct date followup_decide_by(const struct service_brief *service); /* the last day without a decision: 1 October */
text_key followup_status_text(enum service_status status);

struct service_new {
    struct case_id case_;
    struct unit_id unit;
    struct staff_id staff;
    enum service_kind kind;
    bool informal;
    struct date started_on;
    enum duration_measure measure;
    int64_t amount; /* not used when unknown */
};
/* Starts a line, makes its unit part of the case, and sets task and clock. ERR_DENIED: the unit is neither the actor's own nor in the
 * case already (I-04). ERR_INVALID: such help cannot be informal, or the length is missing. */
int followup_start(struct db *db, const struct service_new *service, struct service_id *ret_service);
/* What is expected now, counted from the start of the help; the old expectation stays readable (I-14). ERR_CONFLICT: changed meanwhile. */
int followup_expect(struct db *db, const struct service_brief *service, enum duration_measure measure, int64_t amount);
/* ERR_INVALID: before the start. ERR_CONFLICT: changed meanwhile. ERR_DENIED: an appeal on the decision suspends it (FVL-42). */
int followup_end(struct db *db, const struct service_brief *service, struct date ended_on);
/* A decision on this kind of help is in force from a day: marks the lines it stands behind and finishes their tasks. By decision. */
void followup_decided(struct db *db, struct case_id id, enum service_kind kind, struct date from);

/* One hook: may help of that kind end in the case now? Set by main, since appeals are above. */
void followup_on_end(bool (*may_end)(struct db *db, struct case_id id, enum service_kind kind));

/* One hook: the help in a case that she has said no to, as it stands; set by main, since that is above. The help itself is as it was. */
struct service_nos {
    const struct service_id *v;
    size_t n;
    bool all; /* to all of it */
};
void followup_on_nos(struct service_nos (*read)(struct db *db, struct case_id id));

/* Job "service_due": day 10, or day 15, of one line has come. */
#define JOB_SERVICE_DUE "service_due"
void followup_due_job(struct db *db, int64_t subject, struct instant now);

/* A unit becomes part of another: the help it gives goes on without a break. (I-03) */
void followup_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to);
/* A worker leaves: another in the unit goes on with the help in this case. */
void followup_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to);
