/* The demonstration at the size of years: as many visits as one wishes, spread over the open cases and the days they have been open, in transactions of some
 * hundred cases. For measuring; the words and the letters are those of the other histories. */
#include "command/demo_story.h"

#include "domain/continuity/continuity.h"
#include "domain/desk/desk.h"
#include "domain/visit/visit.h"
#include "platform/audit/audit.h"

static const struct actor maker = {.kind = ACTOR_SYSTEM, .what = "felles demo"};

/* The n-th worker of the unit who helps; 0: nobody. */
static struct staff_id helper(const struct stage *stage, struct unit_id unit, size_t nth) {
    struct staff_id found[64];
    size_t n = 0;
    for (size_t i = 0; i < stage->n_workers && n < 64; i++)
        if (stage->workers[i].unit.v == unit.v && (stage->workers[i].role == STAFF_ROLE_OFFICER || stage->workers[i].role == STAFF_ROLE_COORDINATOR)) found[n++] = stage->workers[i].staff;
    return n ? found[nth % n] : (struct staff_id){0};
}

static void months_anew(struct db *db, const struct visit_series *series) {
    for (struct date day = series->first; day.days <= series->last.days; day = date_add_months(day, 1)) continuity_refresh(db, series->case_, day);
    continuity_refresh(db, series->case_, series->last);
}

struct bulk {
    struct stage *stage;
    int64_t each, over, written; /* over: how many cases get one more */
    struct case_id after;
    int64_t cases;
};

/* Some hundred cases; false: there are no more. */
static bool some(struct bulk *bulk, struct arena *arena, int *ret_result) {
    struct date until = bulk->stage->wish->until;
    arena_reset(arena);
    struct db *db = db_begin(bulk->stage->store, DB_WRITE, arena, &maker, instant_of_oslo(until, 7 * 60));
    struct visit_open_cases cases = visit_open_after(db, bulk->after);
    desk_wait(db);
    for (size_t i = 0; i < cases.n; i++) {
        const struct visit_open_case *one = &cases.v[i];
        struct date back = date_add_months(until, -12 * bulk->stage->wish->years);
        struct visit_series series = {.case_ = one->id, .unit = one->unit, .usual = helper(bulk->stage, one->unit, (size_t)one->id.v), .other = helper(bulk->stage, one->unit, (size_t)one->id.v + 1),
                                      .first = one->since.days > back.days ? one->since : back, .last = until, .n = bulk->each + (bulk->cases++ < bulk->over)};
        if (!series.usual.v) continue;
        if (series.other.v == series.usual.v) series.other = (struct staff_id){0};
        visit_write_series(db, &series);
        months_anew(db, &series);
        bulk->written += series.n;
        bulk->after = one->id;
    }
    desk_go_on(db);
    if (cases.n) bulk->after = cases.v[cases.n - 1].id;
    audit_add(db, "visits_made", "municipality", 0, NULL);
    *ret_result = db_commit(db) == DB_OK ? ERR_OK : ERR_IO;
    return cases.n > 0 && *ret_result == ERR_OK;
}

static int64_t open_cases(struct stage *stage, struct arena *arena) {
    int64_t n = 0;
    struct case_id after = {0};
    for (;;) {
        arena_reset(arena);
        struct db *db = db_begin(stage->store, DB_READ, arena, &maker, INSTANT_NONE);
        struct visit_open_cases cases = visit_open_after(db, after);
        if (cases.n) after = cases.v[cases.n - 1].id;
        n += (int64_t)cases.n;
        bool more = cases.n > 0;
        if (db_commit(db) != DB_OK) return ERR_IO;
        if (!more) return n;
    }
}

int demo_bulk_visits(struct stage *stage, struct arena *arena, int64_t visits) {
    int64_t cases = open_cases(stage, arena);
    int result = ERR_OK;
    if (cases <= 0 || visits <= 0) return cases < 0 ? (int)cases : ERR_OK;
    struct bulk bulk = {.stage = stage, .each = visits / cases, .over = visits % cases};
    while (some(&bulk, arena, &result))
        if (stage->wish->progress_visits) stage->wish->progress_visits(bulk.written, visits);
    return result;
}
