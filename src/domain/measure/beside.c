/* What stands beside the measures: that none fits, what everybody is asked, and everyday help across professions. */
#include "domain/measure/internal.h"

/* ── no measure fits ──────────────────────────────────────────────────── */

int measure_gap_say(struct db *db, struct case_id id, enum gap_why why) {
    struct case_brief brief;
    struct measure_gap_of_row open;
    if (!work_case(db, id, &brief)) return MEASURE_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return MEASURE_CASE_CLOSED;
    if (measure_gap_of(db, id, &open)) return MEASURE_GAP_OPEN;
    struct measure_gap_id gap = measure_gap_insert(db, id, why, measure_today(db), db_now(db), measure_actor(db));
    work_task_add(db, id, brief.holder_unit, TASK_KIND_FIND_MEASURE, -gap.v, date_add_days(measure_today(db), MEASURE_FIND_DAYS));
    audit_add(db, "measure_gap_said", "case", id.v, gap_why_code(why));
    return MEASURE_DONE;
}

/* The task has the gap's number with a minus before it: the numbers of stays are above nothing. */
int measure_gap_end(struct db *db, struct case_id id, enum gap_end how) {
    struct measure_gap_of_row open;
    if (!measure_gap_of(db, id, &open)) return MEASURE_NOT_FOUND;
    measure_gap_close(db, id, measure_today(db), how);
    work_task_done(db, id, TASK_KIND_FIND_MEASURE, -open.id.v);
    audit_add(db, "measure_gap_ended", "case", id.v, gap_end_code(how));
    return MEASURE_DONE;
}

/* ── what everybody is asked ──────────────────────────────────────────── */

int measure_offered(struct db *db, struct case_id id, struct measure_id measure, enum measure_answer answer) {
    struct measure_get_row row;
    struct case_brief brief;
    struct date today = measure_today(db), again = DATE_NONE;
    if (!work_case(db, id, &brief) || !measure_get(db, measure, &row) || !row.offered) return MEASURE_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return MEASURE_CASE_CLOSED;
    if (answer == MEASURE_ANSWER_THINKS) again = date_add_days(today, MEASURE_FIND_DAYS);
    if (answer == MEASURE_ANSWER_WANTS_NOT) again = date_add_days(today, MEASURE_ASK_AGAIN_DAYS);
    measure_offer_insert(db, id, measure, answer, again, today, db_now(db), measure_actor(db));
    work_task_done(db, id, TASK_KIND_OFFER_MEASURE, measure.v);
    if (!date_is_none(again)) work_task_add(db, id, measure_actor_unit(db), TASK_KIND_OFFER_MEASURE, measure.v, again);
    work_event(db, id, CASE_EVENT_KIND_MEASURE_OFFERED, ZONE_SPINE, row.unit_id);
    audit_add(db, "measure_offered", "measure", measure.v, measure_answer_code(answer));
    return MEASURE_DONE;
}

/* ── everyday help across professions ─────────────────────────────────── */

int help_task_ask(struct db *db, const struct help_task_new *task, struct help_task_id *ret_task) {
    struct measure_get_row measure;
    struct case_brief brief;
    struct help_task_open_row open;
    struct date today = measure_today(db);
    if (!work_case(db, task->case_, &brief) || !measure_get(db, task->measure, &measure)) return MEASURE_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return MEASURE_CASE_CLOSED;
    if (!measure.carries_tasks || !measure.open || measure.unit_id.v == measure_actor_unit(db).v) return MEASURE_NO_TASKS;
    if (!task->agreed) return MEASURE_NOT_ASKED;
    if (secrecy_said_no(db, task->case_, measure.unit_id, today)) return MEASURE_SAID_NO;
    if (date_is_none(task->due) || task->due.days < today.days || task->due.days > today.days + MEASURE_FORWARD_DAYS) return MEASURE_DAY_WRONG;
    if (help_task_open(db, task->case_, measure.unit_id, task->kind, &open)) return MEASURE_TASK_OPEN;
    const struct maybe_int every = {task->every_weeks > 0, task->every_weeks};
    *ret_task = help_task_insert(db, task->case_, measure_actor_unit(db), measure.unit_id, task->measure, task->kind, every, task->due, db_now(db),
                                 measure_actor(db));
    measure_involve(db, task->case_, measure.unit_id);
    work_task_add(db, task->case_, measure.unit_id, TASK_KIND_ANSWER_HELP_TASK, ret_task->v, law_add_working_days(law_current(), today, MEASURE_ANSWER_DAYS));
    work_event(db, task->case_, CASE_EVENT_KIND_HELP_TASK_GIVEN, ZONE_SPINE, measure.unit_id);
    audit_add(db, "help_task_asked", "help_task", ret_task->v, help_task_kind_code(task->kind));
    return MEASURE_DONE;
}

/* The task, when it is the actor's unit's to answer and in that state. */
static int ours(struct db *db, struct case_id id, struct help_task_id task, enum help_task_state state, struct help_task_get_row *ret_task) {
    if (!help_task_get(db, id, task, ret_task)) return MEASURE_NOT_FOUND;
    if (ret_task->to_unit.v != measure_actor_unit(db).v) return MEASURE_NOT_YOURS;
    return ret_task->state == state ? MEASURE_DONE : MEASURE_WRONG_STATE;
}

/* A no goes back to the unit that asked: it still owes what is decided. */
int help_task_say(struct db *db, struct case_id id, struct help_task_id task, bool takes) {
    struct help_task_get_row row;
    int fault = ours(db, id, task, HELP_TASK_STATE_ASKED, &row);
    if (fault) return fault;
    if (!help_task_answer(db, task, takes ? HELP_TASK_STATE_TAKEN : HELP_TASK_STATE_DECLINED, db_now(db), measure_actor(db))) return MEASURE_CHANGED;
    work_task_done(db, id, TASK_KIND_ANSWER_HELP_TASK, task.v);
    if (takes) work_task_add(db, id, row.to_unit, TASK_KIND_DO_HELP_TASK, task.v, row.due);
    else {
        work_task_add(db, id, row.from_unit, TASK_KIND_DO_HELP_TASK, task.v, row.due);
        measure_leave_unit(db, id, row.to_unit);
    }
    work_event(db, id, CASE_EVENT_KIND_HELP_TASK_ANSWERED, ZONE_SPINE, row.from_unit);
    audit_add(db, "help_task_answered", "help_task", task.v, takes ? "taken" : "declined");
    return MEASURE_DONE;
}

int help_task_did(struct db *db, struct case_id id, struct help_task_id task, bool last) {
    struct help_task_get_row row;
    if (!help_task_get(db, id, task, &row)) return MEASURE_NOT_FOUND;
    if (row.state == HELP_TASK_STATE_DECLINED && row.from_unit.v == measure_actor_unit(db).v) { /* the asking unit did it itself */
        audit_add(db, "help_task_done", "help_task", task.v, NULL);
        work_task_done(db, id, TASK_KIND_DO_HELP_TASK, task.v);
        return MEASURE_DONE;
    }
    int fault = ours(db, id, task, HELP_TASK_STATE_TAKEN, &row);
    if (fault) return fault;
    work_task_done(db, id, TASK_KIND_DO_HELP_TASK, task.v);
    audit_add(db, "help_task_done", "help_task", task.v, NULL);
    if (row.every_weeks.has && !last) {
        struct date today = measure_today(db), next = date_add_days(row.due, (int)row.every_weeks.v * 7);
        while (next.days <= today.days) next = date_add_days(next, (int)row.every_weeks.v * 7);
        help_task_again(db, task, next);
        work_task_add(db, id, row.to_unit, TASK_KIND_DO_HELP_TASK, task.v, next);
        return MEASURE_DONE;
    }
    help_task_finish(db, task);
    measure_leave_unit(db, id, row.to_unit);
    return MEASURE_DONE;
}
