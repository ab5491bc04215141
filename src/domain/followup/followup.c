/* The rule of fourteen days, and the tasks and clock that follow from it. May not decide what stands in a decision. */
#include "domain/followup/followup.h"

#include "domain/law/law.h"
#include "followup_sql.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"
#include "texts.h"

static const char due_job[] = "service_due";
enum { JOB_MINUTES = 6 * 60 }; /* early in the morning, before anyone looks at the day */

/* The part of a decision that each kind of help belongs to (law/part_kinds.yaml), and whether it may be given informally. */
static const struct {
    const char *part;
    bool may_be_informal;
} kinds[] = {
    [SERVICE_KIND_TALKS_AT_HOME] = {"hol_tjeneste", true},   [SERVICE_KIND_FOLLOW_UP_IN_DWELLING] = {"hol_tjeneste", true},
    [SERVICE_KIND_PRACTICAL_HELP] = {"hol_tjeneste", true},  [SERVICE_KIND_MEDICATION] = {"hol_tjeneste", false},
    [SERVICE_KIND_SUPPORT_CONTACT] = {"hol_tjeneste", true}, [SERVICE_KIND_ECONOMIC_ADVICE] = {"sosial_rad", true},
    [SERVICE_KIND_ACTIVITY] = {"hol_annen", true},           [SERVICE_KIND_OTHER_HELP] = {"hol_annen", true},
};

/* ── the rule ─────────────────────────────────────────────────────────── */

struct date followup_warn_on(const struct service_brief *service) {
    return deadline_end(law_current(), CLOCK_SERVICE_WARNING, service->started_on);
}

struct date followup_decide_by(const struct service_brief *service) {
    return deadline_end(law_current(), CLOCK_SERVICE_DECISION, service->started_on);
}

/* Some help is always given by decision, however short: the law of its part says so. */
static bool needs_decision_first(const struct service_brief *service) {
    const struct law_part_kind *part = law_part_kind(law_current(), kinds[service->kind].part);
    if (part && part->formal == FORMAL_ALWAYS) return true;
    return !date_is_none(service->expected_until) && service->expected_until.days > followup_decide_by(service).days;
}

static bool is_decided(const struct service_brief *service, struct date today) {
    if (date_is_none(service->decided_from)) return false;
    return service->decided_from.days <= today.days || service->decided_from.days <= followup_decide_by(service).days;
}

enum service_status followup_status(const struct service_brief *service, struct date today) {
    if (!date_is_none(service->ended_on) && service->ended_on.days <= today.days) return SERVICE_ENDED;
    if (service->informal) return SERVICE_INFORMAL;
    if (is_decided(service, today)) return SERVICE_DECIDED;
    if (today.days > followup_decide_by(service).days) return SERVICE_LATE;
    if (needs_decision_first(service)) return SERVICE_DECIDE_NOW;
    return today.days >= followup_warn_on(service).days ? SERVICE_DECIDE_SOON : SERVICE_FINE;
}

text_key followup_status_text(enum service_status status) {
    switch (status) {
    case SERVICE_FINE: return T_service_status_fine;
    case SERVICE_DECIDE_SOON: return T_service_status_decide_soon;
    case SERVICE_DECIDE_NOW: return T_service_status_decide_now;
    case SERVICE_LATE: return T_service_status_late;
    case SERVICE_DECIDED: return T_service_status_decided;
    case SERVICE_INFORMAL: return T_service_status_informal;
    case SERVICE_ENDED: return T_service_status_ended;
    }
    return 0;
}

/* ── tasks and clock ──────────────────────────────────────────────────── */

static void set_task(struct db *db, const struct service_brief *service, enum task_kind kind, struct date due) {
    work_task_add(db, service->case_, service->unit, kind, service->id.v, due);
    if (service->staff.v) work_task_give(db, service->case_, kind, service->id.v, service->staff);
}

static void finish_tasks(struct db *db, const struct service_brief *service) {
    work_task_done(db, service->case_, TASK_KIND_DECIDE_SERVICE, service->id.v);
    work_task_done(db, service->case_, TASK_KIND_SERVICE_WITHOUT_DECISION, service->id.v);
}

/* Wakes on the next day that can change the line: day 10, day 15, or the first day of a decision that begins late. */
static void set_clock(struct db *db, const struct service_brief *service, struct date next) {
    job_add(db, due_job, service->id.v, instant_of_oslo(next, JOB_MINUTES));
}

static struct date later(struct date a, struct date b) { return a.days >= b.days ? a : b; }

static void follow_rule(struct db *db, const struct service_brief *service, struct date today) {
    job_cancel(db, due_job, service->id.v);
    struct date by = followup_decide_by(service);
    struct date late_on = date_add_days(by, 1);
    switch (followup_status(service, today)) {
    case SERVICE_FINE:
        work_task_done(db, service->case_, TASK_KIND_SERVICE_WITHOUT_DECISION, service->id.v);
        set_task(db, service, TASK_KIND_DECIDE_SERVICE, followup_warn_on(service));
        set_clock(db, service, followup_warn_on(service));
        break;
    case SERVICE_DECIDE_SOON:
        set_task(db, service, TASK_KIND_DECIDE_SERVICE, by);
        set_clock(db, service, late_on);
        break;
    case SERVICE_DECIDE_NOW:
        set_task(db, service, TASK_KIND_DECIDE_SERVICE, later(today, service->started_on));
        set_clock(db, service, late_on);
        break;
    case SERVICE_LATE:
        work_task_done(db, service->case_, TASK_KIND_DECIDE_SERVICE, service->id.v);
        set_task(db, service, TASK_KIND_SERVICE_WITHOUT_DECISION, by);
        if (!date_is_none(service->decided_from)) set_clock(db, service, service->decided_from);
        break;
    case SERVICE_DECIDED:
    case SERVICE_INFORMAL:
    case SERVICE_ENDED: finish_tasks(db, service); break;
    }
}

/* ── reading ──────────────────────────────────────────────────────────── */

/* The three queries give the same columns; their row types have different names. */
#define BRIEF_OF(row)                                                                                                                       \
    ((struct service_brief){.id = (row)->id, .case_ = (row)->case_id, .unit = (row)->unit_id, .staff = (row)->staff_id, .kind = (row)->kind, \
                            .informal = (row)->informal, .started_on = (row)->started_on, .expected_until = (row)->expected_until,          \
                            .decided_from = (row)->decided_from, .ended_on = (row)->ended_on, .version = (row)->version})

struct service_briefs followup_services(struct db *db, struct case_id id) {
    struct service_of_case_rows rows = service_of_case(db, id);
    struct service_briefs services = {arena_array(db_arena(db), rows.n + 1, sizeof *services.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) services.v[i] = BRIEF_OF(&rows.v[i]);
    return services;
}

bool followup_service(struct db *db, struct case_id id, struct service_id service, struct service_brief *ret_service) {
    struct service_get_row row;
    if (!service_get(db, id, service, &row)) return false;
    *ret_service = BRIEF_OF(&row);
    return true;
}

/* ── changing ─────────────────────────────────────────────────────────── */

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* A length counts from the first day of the help: "10 days" from 17 September ends on 27 September. */
static struct date until_of(struct date start, enum duration_measure measure, int64_t amount) {
    switch (measure) {
    case DURATION_MEASURE_DAYS: return date_add_days(start, (int)amount);
    case DURATION_MEASURE_WEEKS: return date_add_days(start, (int)amount * 7);
    case DURATION_MEASURE_MONTHS: return date_add_months(start, (int)amount);
    case DURATION_MEASURE_UNKNOWN: break;
    }
    return DATE_NONE;
}

static bool length_valid(enum duration_measure measure, int64_t amount) {
    return measure == DURATION_MEASURE_UNKNOWN || (measure && amount >= 1 && amount <= 1000);
}

static void say_expectation(struct db *db, const struct service_brief *service, enum duration_measure measure, int64_t amount) {
    struct maybe_int said = {measure != DURATION_MEASURE_UNKNOWN, amount};
    expectation_insert(db, service->id, said, measure, service->expected_until, db_now(db), (struct staff_id){db_actor(db)->staff});
}

int followup_start(struct db *db, const struct service_new *service, struct service_id *ret_service) {
    bool own = service->unit.v == db_actor(db)->unit;
    if (!own && !secrecy_involved(db, service->case_, service->unit)) return ERR_DENIED;
    if (service->informal && !kinds[service->kind].may_be_informal) return ERR_INVALID;
    enum duration_measure measure = service->informal && !service->measure ? DURATION_MEASURE_UNKNOWN : service->measure;
    if (!length_valid(measure, service->amount)) return ERR_INVALID;
    struct service_brief line = {
        .case_ = service->case_,
        .unit = service->unit,
        .staff = service->staff,
        .kind = service->kind,
        .informal = service->informal,
        .started_on = service->started_on,
        .expected_until = until_of(service->started_on, measure, service->amount),
        .decided_from = DATE_NONE,
        .ended_on = DATE_NONE,
        .version = 1,
    };
    line.id = service_insert(db, line.case_, line.unit, line.staff, line.kind, line.informal, line.started_on, line.expected_until);
    say_expectation(db, &line, measure, service->amount);
    secrecy_involve(db, line.case_, line.unit, INVOLVEMENT_SERVICE);
    work_event(db, line.case_, CASE_EVENT_KIND_SERVICE_STARTED, ZONE_SPINE, line.unit);
    follow_rule(db, &line, today_of(db));
    *ret_service = line.id;
    return ERR_OK;
}

int followup_expect(struct db *db, const struct service_brief *service, enum duration_measure measure, int64_t amount) {
    if (!length_valid(measure, amount)) return ERR_INVALID;
    struct service_brief line = *service;
    line.expected_until = until_of(line.started_on, measure, amount);
    if (service_set_expected(db, line.id, line.version, line.expected_until) == 0) return ERR_CONFLICT;
    say_expectation(db, &line, measure, amount);
    work_event(db, line.case_, CASE_EVENT_KIND_SERVICE_CHANGED, ZONE_SPINE, line.unit);
    follow_rule(db, &line, today_of(db));
    return ERR_OK;
}

static bool (*may_end_hook)(struct db *db, struct case_id id, enum service_kind kind);

void followup_on_end(bool (*may_end)(struct db *db, struct case_id id, enum service_kind kind)) { may_end_hook = may_end; }

int followup_end(struct db *db, const struct service_brief *service, struct date ended_on) {
    if (ended_on.days < service->started_on.days || ended_on.days > today_of(db).days) return ERR_INVALID;
    if (may_end_hook && !may_end_hook(db, service->case_, service->kind)) return ERR_DENIED;
    if (service_set_ended(db, service->id, service->version, ended_on) == 0) return ERR_CONFLICT;
    struct service_brief line = *service;
    line.ended_on = ended_on;
    follow_rule(db, &line, today_of(db));
    struct service_open_of_unit_row other;
    if (!service_open_of_unit(db, line.case_, line.unit, &other)) secrecy_end_involvement(db, line.case_, line.unit, INVOLVEMENT_SERVICE);
    work_event(db, line.case_, CASE_EVENT_KIND_SERVICE_CHANGED, ZONE_SPINE, line.unit);
    return ERR_OK;
}

void followup_decided(struct db *db, struct case_id id, enum service_kind kind, struct date from) {
    struct service_undecided_rows rows = service_undecided(db, id, kind);
    for (size_t i = 0; i < rows.n; i++) {
        struct service_brief line = BRIEF_OF(&rows.v[i]);
        if (date_is_none(line.decided_from) || from.days < line.decided_from.days) line.decided_from = from;
        service_set_decided(db, line.id, from);
        audit_add(db, "service_decided", "case", id.v, NULL);
        follow_rule(db, &line, today_of(db));
    }
}

void followup_due_job(struct db *db, int64_t subject, struct instant now) {
    struct service_by_id_row row;
    if (!service_by_id(db, (struct service_id){subject}, &row)) return;
    struct service_brief line = BRIEF_OF(&row);
    follow_rule(db, &line, instant_oslo_date(now));
}

void followup_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to) { service_succeed(db, from, to); }

void followup_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to) {
    service_change_staff(db, id, unit, from, to);
}
