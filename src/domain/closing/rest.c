/* A case that rests: never without a day on which somebody looks at it again. May not close anything. (MODEL 3.1) */
#include "domain/closing/internal.h"

#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"
#include "texts.h"

enum { MORNING = 6 * 60 };

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

struct closing_fault_text closing_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case CLOSING_##name: return (struct closing_fault_text){field, T_##key};
        CLOSING_FAULTS(X)
#undef X
    }
    return (struct closing_fault_text){0};
}

int closing_held(struct db *db, struct case_id id, struct case_brief *ret_case) {
    if (!work_case(db, id, ret_case)) return CLOSING_NOT_FOUND;
    return ret_case->holder_unit.v == db_actor(db)->unit ? CLOSING_FINE : CLOSING_NOT_HOLDER;
}

static bool works_here(struct db *db, struct unit_id unit, struct staff_id staff) {
    struct options workers = organisation_staff_options(db, unit, today_of(db));
    const char *number = arena_printf(db_arena(db), "%lld", (long long)staff.v);
    for (size_t i = 0; i < workers.n; i++)
        if (text_equal(workers.v[i].value, number)) return true;
    return false;
}

static void set_look(struct db *db, struct case_id id, struct unit_id unit, struct staff_id staff, struct date day) {
    work_task_add(db, id, unit, TASK_KIND_LOOK_AT_CASE, id.v, day);
    if (staff.v) work_task_give(db, id, TASK_KIND_LOOK_AT_CASE, id.v, staff);
}

int rest_begin(struct db *db, struct case_id id, enum rest_reason reason, struct date look_at, struct staff_id staff) {
    struct case_brief brief;
    int fault = closing_held(db, id, &brief), days = date_days_between(today_of(db), look_at);
    if (fault) return fault;
    if (days < 1) return CLOSING_LOOK_TOO_SOON;
    if (days > organisation_profile()->responsibility.resting_look_days) return CLOSING_LOOK_TOO_LATE;
    if (staff.v && !works_here(db, brief.holder_unit, staff)) return CLOSING_WORKER_UNKNOWN;
    if (work_rest(db, id, look_at) < 0) return CLOSING_WRONG_STATE;
    rest_insert(db, id, reason, look_at, staff, db_now(db), (struct staff_id){db_actor(db)->staff});
    work_tasks_done(db, id, TASK_KIND_LOOK_AT_CASE);
    set_look(db, id, brief.holder_unit, staff, look_at);
    job_cancel(db, JOB_REST_LOOK, id.v);
    job_add(db, JOB_REST_LOOK, id.v, instant_of_oslo(look_at, MORNING));
    return CLOSING_FINE;
}

int rest_end(struct db *db, struct case_id id) {
    struct case_brief brief;
    struct rest_look_task_row task;
    int fault = closing_held(db, id, &brief);
    if (fault) return fault;
    bool waits = brief.state == CASE_STATE_OPEN && rest_look_task(db, id, &task);
    if (brief.state != CASE_STATE_RESTING && !waits) return CLOSING_WRONG_STATE;
    if (!work_wake(db, id)) work_tasks_done(db, id, TASK_KIND_LOOK_AT_CASE);
    job_cancel(db, JOB_REST_LOOK, id.v);
    audit_add(db, "case_looked_at", "case", id.v, NULL);
    return CLOSING_FINE;
}

void rest_look_job(struct db *db, int64_t subject, struct instant now) {
    struct case_brief brief;
    struct rest_last_row rest;
    struct case_id id = {subject};
    if (!work_case(db, id, &brief) || brief.state != CASE_STATE_RESTING || brief.look_at.days > instant_oslo_date(now).days) return;
    struct date day = brief.look_at;
    struct staff_id staff = rest_last(db, id, &rest) ? rest.staff_id : brief.holder_staff;
    work_wake(db, id);
    set_look(db, id, brief.holder_unit, works_here(db, brief.holder_unit, staff) ? staff : brief.holder_staff, day);
}
