/* A month of a case made anew from its visits. What is read is one month, whatever the history. */
#include "domain/continuity/continuity.h"

#include "continuity_sql.h"
#include "domain/continuity/measures.h"

int64_t continuity_month_of(struct date day) {
    struct ymd ymd = date_ymd(day);
    return (int64_t)ymd.year * 100 + ymd.month;
}

struct month_read {
    int64_t *helpers, *everyone; /* in order of the visits; everyone: with those who came along, 0 where nobody did */
    size_t n, n_everyone;
    struct unit_id unit;
};

/* The unit that came most; of two the first. */
static struct unit_id most_often(const struct continuity_visits_rows *rows) {
    struct unit_id best = {0};
    size_t most = 0;
    for (size_t i = 0; i < rows->n; i++) {
        size_t n = 0;
        for (size_t k = 0; k < rows->n; k++) n += rows->v[k].unit_id.v == rows->v[i].unit_id.v;
        if (n <= most) continue;
        most = n;
        best = rows->v[i].unit_id;
    }
    return best;
}

static struct month_read read_month(struct db *db, const struct continuity_visits_rows *rows) {
    struct month_read month = {arena_array(db_arena(db), rows->n + 1, sizeof(int64_t)), arena_array(db_arena(db), 2 * rows->n + 1, sizeof(int64_t)), 0, 0, most_often(rows)};
    for (size_t i = 0; i < rows->n; i++) {
        if (!visit_reaches(rows->v[i].outcome)) continue;
        month.helpers[month.n++] = rows->v[i].staff_id.v;
        month.everyone[month.n_everyone++] = rows->v[i].staff_id.v;
        month.everyone[month.n_everyone++] = rows->v[i].second_staff.v;
    }
    return month;
}

/* Everyone who came to her door counts, whether or not she opened. The rows are in order of days. */
static void count_home(struct db *db, const struct continuity_visits_rows *rows, struct continuity_figures *figures) {
    int64_t *people = arena_array(db_arena(db), 2 * rows->n + 1, sizeof *people);
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->v[i].arena == VISIT_ARENA_HOME) {
            people[n++] = rows->v[i].staff_id.v;
            people[n++] = rows->v[i].second_staff.v;
        }
        bool last = i + 1 == rows->n || rows->v[i + 1].on_date.days != rows->v[i].on_date.days;
        if (!last || !n) continue;
        int64_t different = continuity_different(db_arena(db), people, n);
        figures->home_days++;
        figures->home_people += different;
        if (different > figures->home_most) figures->home_most = different;
        n = 0;
    }
}

static struct maybe_int maybe(int64_t share) { return (struct maybe_int){share != CONTINUITY_TOO_FEW, share == CONTINUITY_TOO_FEW ? 0 : share}; }

void continuity_refresh(struct db *db, struct case_id id, struct date day) {
    struct ymd ymd = date_ymd(day);
    struct date first = date_of(ymd.year, ymd.month, 1), last = date_add_days(date_add_months(first, 1), -1);
    struct continuity_visits_rows rows = continuity_visits(db, id, first, last);
    struct month_read month = read_month(db, &rows);
    struct continuity_figures figures = {.month = continuity_month_of(day), .visits = (int64_t)month.n};
    continuity_month_delete(db, id, figures.month);
    if (!rows.n) return;
    figures.helpers = continuity_different(db_arena(db), month.everyone, month.n_everyone);
    figures.upc = month.n ? continuity_upc(db_arena(db), month.helpers, month.n) : 0;
    figures.coc = maybe(continuity_coc(db_arena(db), month.helpers, month.n));
    figures.secon = maybe(continuity_secon(month.helpers, month.n));
    count_home(db, &rows, &figures);
    continuity_month_insert(db, id, figures.month, month.unit, figures.visits, figures.helpers, figures.helpers > visit_limits().helpers_month, figures.upc,
                            figures.coc, figures.secon, figures.home_days, figures.home_people, figures.home_most);
}

void continuity_on_visit(struct db *db, struct case_id id, struct visit_id visit, struct date on_date) {
    (void)visit;
    continuity_refresh(db, id, on_date);
}
