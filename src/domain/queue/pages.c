/* The queue for homes in figures. Counts persons and shows none of them: every column goes through the rule of small cells before it is drawn. (R-144, R-146,
 * I-15) May not take a day, an area or anything else from the reader: two pages that differ in one person could be subtracted. */
#include "base/cells.h"
#include "application_schema.h"
#include "domain/organisation/organisation.h"
#include "offer_schema.h"
#include "proposal_schema.h"
#include "queue_routes.h"
#include "queue_sql.h"
#include "queue_views.h"
#include "texts.h"

enum { LISTS = LIST_TYPE_COUNT + 1, BANDS = 5, TABLES = 8, COLUMNS_MOST = 6, ROWS_MOST = 16 }; /* list 0: not on a list yet */

struct period {
    struct date from, until;
    struct instant from_at, until_at;
};

static struct period last_year(struct date today) {
    struct ymd day = date_ymd(today);
    struct period period = {.until = date_of(day.year, day.month, 1)};
    period.from = date_add_months(period.until, -12);
    period.from_at = instant_of_oslo(period.from, 0);
    period.until_at = instant_of_oslo(period.until, 0);
    return period;
}

static struct queue_table *table(struct request *rq, struct queue_view *view, struct queue_table of, size_t rows) {
    struct queue_table *made = &view->tables.v[view->tables.n++];
    *made = of;
    made->columns.v = arena_array(rq->arena, COLUMNS_MOST, sizeof *made->columns.v);
    made->rows.v = arena_array(rq->arena, rows + 1, sizeof *made->rows.v);
    return made;
}

static void row(struct request *rq, struct queue_table *to, text_key label) {
    to->rows.v[to->rows.n++] =
        (struct queue_row){.label = label, .cells = {arena_array(rq->arena, COLUMNS_MOST, sizeof(struct queue_cell)), 0}};
}

static void put(struct queue_table *to, size_t i, int64_t n, bool hidden) {
    struct queue_cells *cells = &to->rows.v[i].cells;
    cells->v[cells->n++] = (struct queue_cell){hidden ? 0 : n, hidden};
}

/* A column of persons, one cell a row; with a row more, its sum. */
static void persons(struct queue_table *to, text_key name, const int64_t *cells, size_t n) {
    _Static_assert((int)LISTS <= (int)ROWS_MOST && (int)OFFER_STATE_COUNT <= (int)ROWS_MOST && (int)PASSED_REASON_COUNT <= (int)ROWS_MOST, "a cell a row");
    bool hidden[ROWS_MOST];
    int64_t total = 0;
    to->columns.v[to->columns.n++] = name;
    for (size_t i = 0; i < n; i++) total += cells[i];
    bool no_total = cells_hide(cells, n, total, hidden);
    for (size_t i = 0; i < n; i++) put(to, i, cells[i], hidden[i]);
    if (to->rows.n > n) put(to, n, total, no_total);
}

static void now(struct request *rq, const struct period *period, struct queue_view *view) {
    int64_t asked[LISTS] = {0}, lack[LISTS] = {0}, waits[LISTS] = {0}, offered[LISTS] = {0}, came[LISTS] = {0}, vacant[LISTS] = {0},
            between[2] = {0};
    struct queue_now_rows rows = queue_now(rq->db);
    for (size_t i = 0; i < rows.n; i++) {
        enum list_type list = rows.v[i].list_type;
        asked[list] = rows.v[i].asked;
        lack[list] = rows.v[i].lack;
        waits[list] = rows.v[i].waits;
        offered[list] = rows.v[i].offered;
        between[0] += rows.v[i].between_types;
        between[1] += rows.v[i].lack - rows.v[i].between_types;
    }
    struct queue_came_rows new = queue_came(rq->db, period->from, period->until);
    for (size_t i = 0; i < new.n; i++) came[new.v[i].list_type] = new.v[i].n;
    struct queue_vacant_rows homes = queue_vacant(rq->db);
    for (size_t i = 0; i < homes.n; i++) vacant[homes.v[i].list_type] = homes.v[i].n;
    struct queue_table *made = table(
        rq, view, (struct queue_table){.id = "now", .title = T_queue_now, .lead = T_queue_now_lead, .first = T_applicants_list}, LISTS + 1);
    row(rq, made, T_application_no_list);
    for (enum list_type list = LIST_TYPE_ORDINARY; list <= LIST_TYPE_NURSING; list++) row(rq, made, list_type_text(list));
    row(rq, made, T_queue_total);
    persons(made, T_queue_asked, asked, LISTS);
    persons(made, T_queue_lack, lack, LISTS);
    persons(made, T_queue_waits, waits, LISTS);
    persons(made, T_queue_offered, offered, LISTS);
    persons(made, T_queue_came, came, LISTS);
    made->columns.v[made->columns.n++] = T_queue_vacant; /* dwellings, and nobody lives in them */
    int64_t all = 0;
    for (size_t i = 0; i < LISTS; i++) {
        all += vacant[i];
        put(made, i, vacant[i], false);
    }
    put(made, LISTS, all, false);
    made = table(rq, view,
                 (struct queue_table){.id = "between", .title = T_queue_between, .lead = T_queue_between_lead, .first = T_queue_lack}, 3);
    row(rq, made, T_queue_between_rules);
    row(rq, made, T_queue_between_other);
    row(rq, made, T_queue_total);
    persons(made, T_queue_persons, between, 2);
}

static void offers(struct request *rq, const struct period *period, struct queue_view *view) {
    int64_t came[OFFER_STATE_COUNT] = {0}, days[BANDS] = {0};
    struct queue_offers_rows rows = queue_offers(rq->db, period->from_at, period->until_at);
    for (size_t i = 0; i < rows.n; i++) came[rows.v[i].state - 1] = rows.v[i].n;
    struct queue_table *made = table(
        rq, view, (struct queue_table){.id = "offers", .title = T_queue_offers, .lead = T_queue_offers_lead, .first = T_queue_came_of_it},
        OFFER_STATE_COUNT + 1);
    for (int i = 1; i <= OFFER_STATE_COUNT; i++) row(rq, made, offer_state_text((enum offer_state)i));
    row(rq, made, T_queue_total);
    persons(made, T_queue_persons, came, OFFER_STATE_COUNT);
    static const int most[BANDS - 1] = {30, 90, 180, 365};
    static const text_key names[BANDS] = {T_queue_days_30, T_queue_days_90, T_queue_days_180, T_queue_days_365, T_queue_days_more};
    struct queue_first_offers_rows first = queue_first_offers(rq->db, period->from_at, period->until_at);
    for (size_t i = 0; i < first.n; i++) {
        size_t band = 0;
        while (band < BANDS - 1 && date_days_between(first.v[i].received_on, instant_oslo_date(first.v[i].made_at)) > most[band]) band++;
        days[band]++;
    }
    made = table(rq, view, (struct queue_table){.id = "time", .title = T_queue_time, .lead = T_queue_time_lead, .first = T_queue_days},
                 BANDS + 1);
    for (size_t i = 0; i < BANDS; i++) row(rq, made, names[i]);
    row(rq, made, T_queue_total);
    persons(made, T_queue_persons, days, BANDS);
}

/* One person can have several reasons, so they have no sum. */
static void reasons(struct request *rq, const struct period *period, struct queue_view *view) {
    int64_t looked[PASSED_REASON_COUNT] = {0}, said[DECLINE_REASON_COUNT] = {0};
    struct queue_passed_rows passed = queue_passed(rq->db, period->from_at, period->until_at);
    struct queue_declined_rows declined = queue_declined(rq->db, period->from_at, period->until_at);
    for (size_t i = 0; i < passed.n; i++) looked[passed.v[i].why - 1] = passed.v[i].n;
    for (size_t i = 0; i < declined.n; i++) said[declined.v[i].declined_why - 1] = declined.v[i].n;
    struct queue_table *made =
        table(rq, view, (struct queue_table){.id = "passed", .title = T_queue_passed, .lead = T_queue_passed_lead, .first = T_queue_why},
              PASSED_REASON_COUNT);
    for (int i = 1; i <= PASSED_REASON_COUNT; i++) row(rq, made, passed_reason_text((enum passed_reason)i));
    persons(made, T_queue_persons, looked, PASSED_REASON_COUNT);
    made = table(rq, view,
                 (struct queue_table){.id = "declined", .title = T_queue_declined, .lead = T_queue_declined_lead, .first = T_queue_why},
                 DECLINE_REASON_COUNT);
    for (int i = 1; i <= DECLINE_REASON_COUNT; i++) row(rq, made, decline_reason_text((enum decline_reason)i));
    persons(made, T_queue_persons, said, DECLINE_REASON_COUNT);
}

/* What the last proposals had no dwelling for: nothing of what is vacant fits, or what fits went to others. */
static void without(struct request *rq, const struct period *period, struct queue_view *view) {
    int64_t cells[WITHOUT_WHY_COUNT] = {0};
    struct queue_without_rows rows = queue_without(rq->db, period->from_at, period->until_at);
    for (size_t i = 0; i < rows.n; i++) cells[rows.v[i].why - 1] = rows.v[i].n;
    struct queue_table *made =
        table(rq, view, (struct queue_table){.id = "without", .title = T_queue_without, .lead = T_queue_without_lead, .first = T_queue_why}, WITHOUT_WHY_COUNT + 1);
    for (int i = 1; i <= WITHOUT_WHY_COUNT; i++) row(rq, made, without_why_text((enum without_why)i));
    row(rq, made, T_queue_total);
    persons(made, T_queue_persons, cells, WITHOUT_WHY_COUNT);
}

static void grants(struct request *rq, const struct period *period, struct queue_view *view) {
    struct queue_bound_row bound = {0};
    queue_bound(rq->db, period->from_at, period->until_at, &bound);
    const int64_t cells[] = {bound.first, bound.others_ahead};
    struct queue_table *made = table(
        rq, view, (struct queue_table){.id = "grants", .title = T_queue_grants, .lead = T_queue_grants_lead, .first = T_queue_who}, 3);
    row(rq, made, T_queue_grants_first);
    row(rq, made, T_queue_grants_ahead);
    row(rq, made, T_queue_total);
    persons(made, T_queue_persons, cells, 2);
}

struct reply queue_page(struct request *rq, const struct queue_page_in *in) {
    (void)in;
    const struct period period = last_year(rq->today);
    struct queue_view view = {.from = period.from,
                              .until = date_add_days(period.until, -1),
                              .tables = {arena_array(rq->arena, TABLES, sizeof *view.tables.v), 0}};
    now(rq, &period, &view);
    offers(rq, &period, &view);
    without(rq, &period, &view);
    reasons(rq, &period, &view);
    grants(rq, &period, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_queue_title, .nav = "/boligsokere"});
    queue_figures(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
