/* The spine of a case, in the caller's write transaction. Who may do it is decided before it comes here. */
#include "domain/work/work.h"

#include "domain/notify/notify.h"
#include "platform/audit/audit.h"
#include "work_sql.h"

static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

/* "2026-000123": the year and a running number in it. One writer at a time, so the next number is free. */
static const char *next_number(struct db *db) {
    struct arena *arena = db_arena(db);
    int year = date_ymd(instant_oslo_date(db_now(db))).year;
    struct case_last_number_row last;
    int64_t number = 0;
    bool found = case_last_number(db, arena_printf(arena, "%d-", year), arena_printf(arena, "%d.", year), &last);
    if (found && last.number) parse_int(last.number + 5, &number);
    return arena_printf(arena, "%d-%06lld", year, (long long)number + 1);
}

int work_open_case(struct db *db, struct person_id person, struct unit_id unit, struct staff_id staff, bool asks_housing, struct case_id *ret_case) {
    struct case_open_of_row open;
    if (case_open_of(db, person, &open)) return ERR_CONFLICT;
    struct case_id id = case_insert(db, person, next_number(db), db_now(db), asks_housing, unit, staff);
    if (db_failed(db)) return ERR_IO;
    work_event(db, id, CASE_EVENT_KIND_CASE_OPENED, ZONE_SPINE, unit);
    audit_add(db, "case_opened", "case", id.v, NULL);
    *ret_case = id;
    return ERR_OK;
}

void work_pass_baton(struct db *db, struct case_id id, struct unit_id unit, struct staff_id staff) {
    case_set_holder(db, id, unit, staff, db_now(db));
    audit_add(db, "baton_passed", "case", id.v, NULL);
}

void work_set_asks_housing(struct db *db, struct case_id id) { case_set_asks_housing(db, id); }

static bool read_case(struct db *db, struct case_id id, struct case_brief *ret_case) {
    struct case_get_row row;
    if (!case_get(db, id, &row)) return false;
    *ret_case = (struct case_brief){
        .id = row.id,
        .person = row.person_id,
        .number = row.number,
        .state = row.state,
        .opened_at = row.opened_at,
        .held_since = row.held_since,
        .asks_housing = row.asks_housing,
        .holder_unit = row.holder_unit,
        .holder_staff = row.holder_staff,
        .look_at = row.look_at,
        .joined_to = row.joined_to,
        .version = row.version,
    };
    return true;
}

bool work_case(struct db *db, struct case_id id, struct case_brief *ret_case) {
    static const char last_case_owner;
    struct case_brief *last = db_recall(db, &last_case_owner, sizeof *last); /* every part of a page asks for the same case */
    if (!last || !id.v) return read_case(db, id, ret_case);
    if ((last->id.v != id.v || db_failed(db)) && !read_case(db, id, last)) return false;
    *ret_case = *last;
    return true;
}

struct case_id work_open_case_of(struct db *db, struct person_id person) {
    struct case_open_of_row row;
    return case_open_of(db, person, &row) ? row.id : (struct case_id){0};
}

void work_event(struct db *db, struct case_id id, enum case_event_kind kind, enum zone zone, struct unit_id other) {
    event_insert(db, id, db_now(db), kind, zone, actor_unit(db), actor_staff(db), other);
}

void work_task_add(struct db *db, struct case_id id, struct unit_id unit, enum task_kind kind, int64_t subject, struct date due) {
    if (kind != TASK_KIND_GIVE_ACCESS && kind != TASK_KIND_ANSWER_CORRECTION) work_open_again(db, id);
    unit = organisation_unit_now(db, unit); /* a date that was set before the unit became part of another */
    task_upsert(db, id, unit, kind, subject, due, db_now(db));
    if (unit.v != db_actor(db)->unit) notify_unit(db, unit);
}

void work_task_done(struct db *db, struct case_id id, enum task_kind kind, int64_t subject) {
    task_finish(db, id, kind, subject, db_now(db), actor_staff(db));
}

void work_tasks_done(struct db *db, struct case_id id, enum task_kind kind) { task_finish_all(db, id, kind, db_now(db), actor_staff(db)); }

void work_task_give(struct db *db, struct case_id id, enum task_kind kind, int64_t subject, struct staff_id staff) {
    task_give(db, id, kind, subject, staff);
    notify_staff(db, staff);
}

void work_tasks_follow(struct db *db, struct case_id id, struct unit_id from, struct unit_id to, struct staff_id staff) {
    task_follow(db, id, from, to, staff);
}

void work_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to) {
    case_succeed(db, from, to, db_now(db));
    case_succeed_event(db, from, to, db_now(db), actor_staff(db));
    task_succeed(db, from, to);
}

struct unit_work work_of_unit(struct db *db, struct unit_id unit) {
    struct unit_work_row row;
    return unit_work(db, unit, &row) ? (struct unit_work){row.n_cases, row.n_tasks} : (struct unit_work){0};
}

int64_t work_cases_of_staff(struct db *db, struct staff_id staff) {
    struct staff_case_count_row row;
    return staff_case_count(db, staff, &row) ? row.n : 0;
}

void work_tasks_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to) {
    task_change_staff(db, id, unit, from, to);
}

struct open_tasks work_tasks_of(struct db *db, struct case_id id) {
    struct tasks_open_of_rows rows = tasks_open_of(db, id);
    struct open_tasks tasks = {arena_array(db_arena(db), rows.n + 1, sizeof *tasks.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        tasks.v[i] = (struct open_task){rows.v[i].unit_id, rows.v[i].kind, rows.v[i].subject, rows.v[i].due, instant_oslo_date(rows.v[i].made_at)};
    return tasks;
}
