/* Writing visits down, putting them right, and noticing that nobody has come. The database refuses what breaks the rules, too. */
#include "domain/visit/visit.h"

#include "domain/law/law.h"
#include "domain/responsibility/responsibility.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"
#include "texts.h"
#include "visit_sql.h"

enum { LISTENERS_MOST = 8, WATCH_BATCH = 200, WATCH_MINUTE = 4 * 60, TELL_DAYS = 2 };

static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

struct visit_fault_text visit_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case VISIT_##name: return (struct visit_fault_text){field, T_##key};
        VISIT_FAULTS(X)
#undef X
    }
    return (struct visit_fault_text){0};
}

struct visit_limits visit_limits(void) {
    const struct profile_follow_up *said = &organisation_profile()->follow_up;
    struct visit_limits limits = {14, 28, 3, 3, 8, 3};
    if (said->unseen_days) limits.unseen_days = said->unseen_days;
    if (said->unseen_quiet_days) limits.unseen_quiet_days = said->unseen_quiet_days;
    if (said->helpers_month) limits.helpers_month = said->helpers_month;
    if (said->home_people_day) limits.home_people_day = said->home_people_day;
    if (said->first_weeks) limits.first_weeks = said->first_weeks;
    if (said->first_weekly) limits.first_weekly = said->first_weekly;
    return limits;
}

/* ── who listens ──────────────────────────────────────────────────────── */

static void (*listeners[LISTENERS_MOST])(struct db *db, struct case_id id, struct visit_id visit, struct date on_date);

void visit_on_written(void (*told)(struct db *db, struct case_id id, struct visit_id visit, struct date on_date)) {
    for (int i = 0; i < LISTENERS_MOST; i++) {
        if (listeners[i] == told) return;
        if (listeners[i]) continue;
        listeners[i] = told;
        return;
    }
}

static void tell(struct db *db, struct case_id id, struct visit_id visit, struct date on_date) {
    for (int i = 0; i < LISTENERS_MOST && listeners[i]; i++) listeners[i](db, id, visit, on_date);
}

/* ── writing ──────────────────────────────────────────────────────────── */

struct visit_writer visit_writer_of(struct request *rq, struct case_id id) {
    enum zone zone = secrecy_own_zone(rq, id);
    const struct access *access = zone ? secrecy_open(rq, id, ZONE_BIT(zone), "follow_up") : NULL;
    return access ? (struct visit_writer){access, zone} : (struct visit_writer){0};
}

static bool works_here(struct db *db, struct staff_id staff) {
    struct visit_works_in_row row;
    return visit_works_in(db, actor_unit(db), staff, today_of(db), &row);
}

/* It is of a day that can be remembered, and has begun. */
static int time_fault(struct db *db, const struct visit_new *visit) {
    int days = date_is_none(visit->on_date) ? -1 : date_days_between(visit->on_date, today_of(db));
    if (days < 0 || days > VISIT_DAYS_BACK) return VISIT_DAY_WRONG;
    bool in_day = visit->from_minute >= 0 && visit->from_minute < 1440 && visit->minutes >= 0 && visit->minutes <= 1440;
    if (!in_day || instant_of_oslo(visit->on_date, visit->from_minute).ms > db_now(db).ms) return VISIT_TIME_WRONG;
    return VISIT_DONE;
}

static bool says_something(const struct visit_new *visit) { return visit->went || !text_empty(visit->words); }

static int words_fault(struct db *db, const struct visit_writer *writer, const struct visit_new *visit, struct staff_id worker) {
    if (visit->second.v && (visit->second.v == worker.v || !works_here(db, visit->second))) return VISIT_SECOND_WRONG;
    if (says_something(visit) && !writer->access) return VISIT_NO_ZONE;
    return VISIT_DONE;
}

static int next_fault(struct db *db, const struct visit_next_time *next) {
    if (date_is_none(next->on_date)) return VISIT_DONE;
    if (next->minutes <= 0 || next->from_minute < 0 || next->from_minute + next->minutes > 1440) return VISIT_NEXT_MISSING;
    return instant_of_oslo(next->on_date, next->from_minute).ms <= db_now(db).ms ? VISIT_NEXT_PAST : VISIT_DONE;
}

static void put_note(struct db *db, const struct visit_writer *writer, const struct case_brief *brief, struct visit_id id, const struct visit_new *visit) {
    if (!says_something(visit)) return;
    visit_note_insert(db, writer->access, id, brief->id, brief->person, writer->zone, visit->on_date, visit->went,
                      text_empty(visit->words) ? NULL : visit->words, db_now(db), actor_staff(db));
}

static int make_next(struct db *db, struct case_id id, const struct visit_next_time *next) {
    struct booking_id booking;
    if (date_is_none(next->on_date)) return VISIT_DONE;
    const struct booking_words words = {BOOKING_KIND_VISIT, BOOKING_STATE_PLANNED, next->on_date, next->from_minute, next->from_minute + next->minutes, next->staff, NULL};
    if (booking_add(db, id, &words, &booking) != BOOKING_DONE) return VISIT_NEXT_PAST;
    if (next->why) booking_why_insert(db, booking, next->why);
    return VISIT_DONE;
}

static void seen(struct db *db, const struct case_brief *brief, enum visit_outcome outcome) {
    if (visit_reaches(outcome)) work_tasks_done(db, brief->id, TASK_KIND_SEE_HER);
}

int visit_write(struct db *db, const struct visit_writer *writer, const struct visit_new *visit, struct visit_id *ret_visit) {
    struct case_brief brief;
    struct visit_of_sending_row before;
    if (!text_empty(visit->sending) && visit_of_sending(db, visit->sending, &before)) {
        if (before.by_staff.v != actor_staff(db).v || before.case_id.v != visit->case_.v) return VISIT_NOT_FOUND;
        *ret_visit = before.id;
        return VISIT_DONE;
    }
    if (!work_case(db, visit->case_, &brief)) return VISIT_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return VISIT_CASE_CLOSED;
    int fault = time_fault(db, visit);
    if (!fault) fault = words_fault(db, writer, visit, actor_staff(db));
    if (!fault) fault = next_fault(db, &visit->next);
    if (!fault && visit->booking.v && booking_settle(db, visit->case_, visit->booking, visit_reaches(visit->outcome)) != BOOKING_DONE) fault = VISIT_BOOKING_GONE;
    if (!fault) fault = make_next(db, visit->case_, &visit->next);
    if (fault) return fault;
    *ret_visit = visit_insert(db, visit->case_, actor_unit(db), actor_staff(db), visit->second, visit->booking, visit->on_date, visit->from_minute,
                              visit->minutes, visit->arena, visit->outcome, visit->strain, text_empty(visit->sending) ? NULL : visit->sending,
                              (struct visit_id){0}, false, db_now(db), actor_staff(db));
    put_note(db, writer, &brief, *ret_visit, visit);
    seen(db, &brief, visit->outcome);
    audit_add(db, "visit_written", "visit", ret_visit->v, visit_outcome_code(visit->outcome));
    tell(db, visit->case_, *ret_visit, visit->on_date);
    return VISIT_DONE;
}

/* The row that is wrong, if it is the unit's own and stands. */
static int find_wrong(struct db *db, struct case_id id, struct visit_id wrong, struct visit_get_row *ret_row) {
    struct visit_corrected_row later;
    if (!visit_get(db, id, wrong, ret_row)) return VISIT_NOT_FOUND;
    if (ret_row->unit_id.v != actor_unit(db).v) return VISIT_NOT_OURS;
    return ret_row->struck || visit_corrected(db, wrong, &later) ? VISIT_CORRECTED : VISIT_DONE;
}

int visit_correct(struct db *db, const struct visit_writer *writer, struct visit_id wrong, const struct visit_new *right, struct visit_id *ret_visit) {
    struct case_brief brief;
    struct visit_get_row row;
    if (!work_case(db, right->case_, &brief)) return VISIT_NOT_FOUND;
    int fault = find_wrong(db, right->case_, wrong, &row);
    if (!fault) fault = time_fault(db, right);
    if (!fault) fault = words_fault(db, writer, right, row.staff_id);
    if (fault) return fault;
    *ret_visit = visit_insert(db, right->case_, row.unit_id, row.staff_id, right->second, row.booking_id, right->on_date, right->from_minute, right->minutes,
                              right->arena, right->outcome, right->strain, NULL, wrong, false, db_now(db), actor_staff(db));
    put_note(db, writer, &brief, *ret_visit, right);
    seen(db, &brief, right->outcome);
    audit_add(db, "visit_corrected", "visit", wrong.v, visit_outcome_code(right->outcome));
    tell(db, right->case_, *ret_visit, row.on_date);
    if (row.on_date.days != right->on_date.days) tell(db, right->case_, *ret_visit, right->on_date);
    return VISIT_DONE;
}

int visit_strike(struct db *db, struct case_id id, struct visit_id wrong) {
    struct visit_get_row row;
    int fault = find_wrong(db, id, wrong, &row);
    if (fault) return fault;
    struct visit_id struck = visit_insert(db, id, row.unit_id, row.staff_id, row.second_staff, row.booking_id, row.on_date, row.from_minute, row.minutes,
                                          row.arena, row.outcome, row.strain, NULL, wrong, true, db_now(db), actor_staff(db));
    audit_add(db, "visit_struck", "visit", wrong.v, NULL);
    tell(db, id, struck, row.on_date);
    return VISIT_DONE;
}

int visit_say_day(struct db *db, const struct visit_writer *writer, struct case_id id, enum day_form form) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return VISIT_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return VISIT_CASE_CLOSED;
    if (!writer->access) return VISIT_NO_ZONE;
    visit_day_insert(db, writer->access, id, brief.person, writer->zone, today_of(db), form, db_now(db), actor_staff(db));
    audit_add(db, "day_said", "case", id.v, NULL);
    return VISIT_DONE;
}

/* ── reading ──────────────────────────────────────────────────────────── */

bool visit_last_of(struct db *db, struct case_id id, struct visit_last *ret_last) {
    struct visit_watch_of_row row;
    if (!visit_watch_of(db, id, &row)) return false;
    *ret_last = (struct visit_last){row.since, row.seen_on, row.tried_on, row.last_on, row.open};
    return true;
}

struct visit_watched visit_watched(struct db *db) {
    struct visit_watched_cases_rows rows = visit_watched_cases(db);
    struct visit_watched cases = {arena_array(db_arena(db), rows.n + 1, sizeof *cases.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) cases.v[i] = rows.v[i].case_id;
    return cases;
}

int64_t visit_minutes_of(struct db *db, struct case_id id, struct unit_id unit, struct date first, struct date last) {
    struct visit_minutes_row row;
    return visit_minutes(db, id, unit, first, last, &row) ? row.minutes : 0;
}

/* ── workers ──────────────────────────────────────────────────────────── */

struct worker_frame_brief visit_frame_of(struct db *db, struct staff_id staff) {
    struct worker_frame_get_row row;
    if (!staff.v || !worker_frame_get(db, staff, &row)) return (struct worker_frame_brief){.new_until = DATE_NONE};
    return (struct worker_frame_brief){row.minutes_week, row.new_until};
}

int visit_frame_set(struct db *db, struct staff_id staff, struct maybe_int minutes_week, struct date new_until) {
    if (!works_here(db, staff)) return VISIT_NOT_OURS;
    if (minutes_week.has && (minutes_week.v < 0 || minutes_week.v > 3000)) return VISIT_FRAME_WRONG;
    worker_frame_insert(db, staff, minutes_week, new_until, db_now(db), actor_staff(db));
    audit_add(db, "worker_frame_set", "staff", staff.v, NULL);
    return VISIT_DONE;
}

bool visit_is_new(struct db *db, struct staff_id staff, struct date today) {
    struct date until = visit_frame_of(db, staff).new_until;
    return !date_is_none(until) && until.days >= today.days;
}

/* ── nobody is lost ───────────────────────────────────────────────────── */

static int64_t watch_unseen(struct db *db) {
    struct visit_limits limits = visit_limits();
    struct date today = today_of(db);
    struct visit_unseen_rows rows = visit_unseen(db, date_add_days(today, 1 - limits.unseen_days), date_add_days(today, 1 - limits.unseen_quiet_days));
    for (size_t i = 0; i < rows.n; i++) {
        struct case_id id = rows.v[i].case_id;
        work_task_add(db, id, rows.v[i].holder_unit, TASK_KIND_SEE_HER, id.v, law_add_working_days(law_current(), today, TELL_DAYS));
        struct staff_id who = rows.v[i].holder_staff.v ? rows.v[i].holder_staff : responsibility_leader(db, rows.v[i].holder_unit);
        if (who.v) work_task_give(db, id, TASK_KIND_SEE_HER, id.v, who);
        audit_add(db, "case_unseen", "case", id.v, NULL);
    }
    return (int64_t)rows.n;
}

static int64_t watch_contacts(struct db *db) {
    struct visit_without_contact_rows rows = visit_without_contact(db, organisation_profile()->responsibility.coordinator_is_primary_contact);
    for (size_t i = 0; i < rows.n; i++) {
        struct case_id id = rows.v[i].case_id;
        work_task_add(db, id, rows.v[i].holder_unit, TASK_KIND_FILL_CONTACTS, id.v, law_add_working_days(law_current(), today_of(db), TELL_DAYS));
        struct staff_id leader = responsibility_leader(db, rows.v[i].holder_unit);
        if (leader.v) work_task_give(db, id, TASK_KIND_FILL_CONTACTS, id.v, leader);
        audit_add(db, "contacts_missing", "case", id.v, NULL);
    }
    return (int64_t)rows.n;
}

static struct instant next_night(struct instant now) { return instant_of_oslo(date_add_days(instant_oslo_date(now), 1), WATCH_MINUTE); }

void visit_schedule(struct db *db, struct instant now) { job_add(db, JOB_VISIT_WATCH, 0, next_night(now)); }

void visit_watch_job(struct db *db, int64_t subject, struct instant now) {
    int64_t unseen = watch_unseen(db), contacts = watch_contacts(db);
    bool more = unseen >= WATCH_BATCH || contacts >= WATCH_BATCH;
    job_add(db, JOB_VISIT_WATCH, subject, more ? (struct instant){now.ms + MS_PER_MINUTE} : next_night(now));
}
