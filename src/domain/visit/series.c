/* Visits in bulk: what a municipality has after years, made in minutes. */
#include "domain/visit/visit.h"
#include "visit_sql.h"

enum { MORNING = 8 * 60, SHARED_BY_OTHER = 5 };

void visit_write_series(struct db *db, const struct visit_series *series) {
    static const enum visit_arena arenas[] = {VISIT_ARENA_HOME, VISIT_ARENA_HOME, VISIT_ARENA_OUTDOORS, VISIT_ARENA_PHONE, VISIT_ARENA_CAFE};
    int64_t days = date_days_between(series->first, series->last);
    if (days < 0) return;
    for (int64_t i = 0; i < series->n; i++) {
        struct date day = date_add_days(series->first, (int)(days * i / series->n));
        bool other = series->other.v && i % SHARED_BY_OTHER == SHARED_BY_OTHER - 1;
        struct staff_id staff = other ? series->other : series->usual;
        enum visit_outcome outcome = i % 9 == 8 ? VISIT_OUTCOME_NO_ANSWER : VISIT_OUTCOME_MET;
        (void)visit_insert(db, series->case_, series->unit, staff, (struct staff_id){0}, (struct booking_id){0}, day, MORNING + 45 * (i % 10), 30 + 15 * (i % 3),
                           arenas[(size_t)i % (sizeof arenas / sizeof *arenas)], outcome, 0, NULL, (struct visit_id){0}, false, db_now(db), staff);
    }
}

struct visit_open_cases visit_open_after(struct db *db, struct case_id after) {
    struct visit_open_cases_after_rows rows = visit_open_cases_after(db, after);
    struct visit_open_cases cases = {arena_array(db_arena(db), rows.n + 1, sizeof *cases.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) cases.v[i] = (struct visit_open_case){rows.v[i].id, rows.v[i].holder_unit, instant_oslo_date(rows.v[i].opened_at)};
    return cases;
}
