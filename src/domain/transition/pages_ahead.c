/* The municipality's next thirty days, for those who see the whole: when, what kind, whether a home is known and whose. No name and no case. */
#include "domain/transition/pages.h"

#include "texts.h"
#include "transition_routes.h"
#include "transition_sql.h"

enum { DAYS_AHEAD = 30, LEFT = 20, WIDE = 1200, LINE = 70, PER_DAY = WIDE / DAYS_AHEAD, STACK = 20, STACKS = 3 };

static enum ahead_shape shape_of(enum transition_kind kind) {
    switch (kind) {
    case TRANSITION_KIND_DISCHARGE:
    case TRANSITION_KIND_TREATMENT_END: return AHEAD_CIRCLE;
    case TRANSITION_KIND_RELEASE: return AHEAD_DIAMOND;
    case TRANSITION_KIND_MOVE_IN:
    case TRANSITION_KIND_MOVE_OUT: return AHEAD_SQUARE;
    case TRANSITION_KIND_ADMISSION:
    case TRANSITION_KIND_AGEING_OUT:
    case TRANSITION_KIND_NEW_WORKER:
    case TRANSITION_KIND_NEW_MEASURE: break;
    }
    return AHEAD_TRIANGLE;
}

static bool homeless(const struct transitions_ahead_row *row) {
    bool leaves = transition_leaves(row->kind);
    return !leaves && (!row->home || row->home == TRANSITION_HOME_NOTHING_YET);
}

/* Several on one day stand above each other. */
static struct ahead_mark mark_of(struct request *rq, const struct transitions_ahead_row *row, int above) {
    struct date day = row->expected_on.days < rq->today.days ? rq->today : row->expected_on;
    int x = LEFT + PER_DAY * date_days_between(rq->today, day), y = LINE - STACK * (above < STACKS ? above : STACKS - 1);
    enum ahead_shape shape = shape_of(row->kind);
    struct ahead_mark mark = {
        .shape = shape,
        .danger = homeless(row),
        .kind = (text_key)transition_kind_text(row->kind),
        .day = day,
        .unit = transition_name_in(rq, row->holder_nb, row->holder_nn),
        .x = arena_printf(rq->arena, "%d", x),
        .y = arena_printf(rq->arena, "%d", y),
        .x0 = arena_printf(rq->arena, "%d", x - 7),
        .y0 = arena_printf(rq->arena, "%d", y - 7),
    };
    mark.path = shape == AHEAD_DIAMOND ? arena_printf(rq->arena, "M%d %dl9 9-9 9-9-9z", x, y - 9) : arena_printf(rq->arena, "M%d %dl9 16h-18z", x, y - 9);
    return mark;
}

static void read_marks(struct request *rq, struct ahead_view *view) {
    struct transitions_ahead_rows rows = transitions_ahead(rq->db, rq->today, date_add_days(rq->today, DAYS_AHEAD));
    int above = 0;
    view->marks = (struct ahead_marks){arena_array(rq->arena, rows.n + 1, sizeof *view->marks.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        above = i && rows.v[i].expected_on.days == rows.v[i - 1].expected_on.days ? above + 1 : 0;
        view->marks.v[i] = mark_of(rq, &rows.v[i], above);
        view->without += view->marks.v[i].danger;
    }
}

/* The Mondays of the line, with the week's number. */
static void read_weeks(struct request *rq, struct ahead_view *view) {
    enum { WEEKS = 6 };
    view->weeks.v = arena_array(rq->arena, WEEKS, sizeof *view->weeks.v);
    for (int day = 1; day <= DAYS_AHEAD && view->weeks.n < WEEKS; day++) {
        struct date date = date_add_days(rq->today, day);
        if (date_weekday(date) != MONDAY) continue;
        view->weeks.v[view->weeks.n++] = (struct ahead_week){arena_printf(rq->arena, "%d", LEFT + PER_DAY * day), date_iso_week(date), date};
    }
}

struct reply transitions_ahead_page(struct request *rq, const struct transitions_ahead_page_in *in) {
    (void)in;
    struct transitions_whole_row whole;
    struct ahead_view view = {.until = date_add_days(rq->today, DAYS_AHEAD)};
    read_marks(rq, &view);
    read_weeks(rq, &view);
    if (transitions_whole(rq->db, rq->today, &whole))
        view.open = whole.open_now, view.no_day = whole.no_day, view.overdue = whole.overdue, view.no_home = whole.no_home, view.paying = whole.paying;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_ahead_title, .nav = "/overganger"});
    ahead_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
