/* How stable it is around one person: in sentences first, then month by month, and how it is counted. */
#include "continuity_routes.h"
#include "continuity_sql.h"
#include "continuity_views.h"
#include "domain/continuity/internal.h"
#include "domain/work/case_frame.h"
#include "icons.h"
#include "texts.h"

#include <string.h>

enum { MONTHS = 12, HELPER_DAYS = 90 };

/* ── numbers as text ──────────────────────────────────────────────────── */

const char *share_text(struct arena *arena, struct maybe_int share) { return share.has ? arena_printf(arena, "%lld %%", (long long)(share.v + 5) / 10) : "–"; }

const char *mean_text(struct arena *arena, enum lang lang, int64_t sum, int64_t n) {
    if (n <= 0) return "–";
    int64_t tenths = (20 * sum + n) / (2 * n);
    return arena_printf(arena, "%lld%c%lld", (long long)tenths / 10, lang == LANG_EN ? '.' : ',', (long long)tenths % 10);
}

/* The first of the month without its day: every language writes the day first. */
const char *month_text(struct arena *arena, enum lang lang, int64_t month) {
    const char *day = date_long(arena, lang, date_of((int)(month / 100), (int)(month % 100), 1)), *rest = strchr(day, ' ');
    return rest ? rest + 1 : day;
}

int64_t month_before(int64_t month, int64_t n) {
    int64_t months = month / 100 * 12 + month % 100 - 1 - n;
    return months / 12 * 100 + months % 12 + 1;
}

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }

/* ── in sentences ─────────────────────────────────────────────────────── */

static void say(struct visit_marks *lines, int icon, const char *colour, const char *text) { lines->v[lines->n++] = (struct visit_mark){icon, colour, text}; }

static void say_month(struct request *rq, const struct continuity_of_case_row *row, struct visit_marks *lines) {
    struct visit_limits limits = visit_limits();
    const char *month = month_text(rq->arena, rq->lang, row->month), *helpers = number(rq, row->helpers);
    if (row->many)
        say(lines, ICON_WARNING, "warning", text_format(rq->arena, rq->lang, T_continuity_many, "n", helpers, "month", month, "most", number(rq, limits.helpers_month), NULL));
    else say(lines, ICON_OK, "success", text_format(rq->arena, rq->lang, T_continuity_few, "n", helpers, "month", month, NULL));
    if (row->visits >= 2)
        say(lines, ICON_INFO, "neutral",
            text_format(rq->arena, rq->lang, T_continuity_usual, "n", number(rq, (row->upc * row->visits + 500) / 1000), "visits", number(rq, row->visits), NULL));
    if (row->home_most > limits.home_people_day)
        say(lines, ICON_WARNING, "warning", text_format(rq->arena, rq->lang, T_continuity_home_many, "n", number(rq, row->home_most), "month", month, NULL));
}

/* This month, and the one before until there is something in this one. */
static struct continuity_of_case_rows read_months(struct request *rq, struct case_id id, int64_t months) {
    return continuity_of_case(rq->db, id, month_before(continuity_month_of(rq->today), months));
}

void continuity_fill_stability(struct request *rq, struct case_id id, struct visit_stability *ret_stability) {
    struct continuity_of_case_rows rows = read_months(rq, id, 1);
    if (!rows.n) return;
    ret_stability->path = arena_printf(rq->arena, "/sak/%lld/stabilitet", (long long)id.v);
    ret_stability->lines.v = arena_array(rq->arena, 3, sizeof *ret_stability->lines.v);
    say_month(rq, &rows.v[0], &ret_stability->lines);
}

/* ── the page ─────────────────────────────────────────────────────────── */

static struct month_row month_row_of(struct request *rq, const struct continuity_of_case_row *row) {
    struct maybe_int upc = {row->visits > 0, row->upc};
    return (struct month_row){
        .month = month_text(rq->arena, rq->lang, row->month),
        .visits = number(rq, row->visits),
        .helpers = number(rq, row->helpers),
        .upc = share_text(rq->arena, upc),
        .coc = share_text(rq->arena, row->coc),
        .secon = share_text(rq->arena, row->secon),
        .home = mean_text(rq->arena, rq->lang, row->home_people, row->home_days),
        .width = arena_printf(rq->arena, "%.1f", (double)row->upc / 10),
        .many = row->many,
    };
}

static void helpers_read(struct request *rq, struct case_id id, struct stability_view *view) {
    struct continuity_helpers_rows rows = continuity_helpers(rq->db, id, date_add_days(rq->today, -HELPER_DAYS));
    view->helpers = (struct helper_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->helpers.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const char *unit = rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb;
        view->helpers.v[i] = (struct helper_row){arena_printf(rq->arena, "%s, %s", rows.v[i].name, unit), number(rq, rows.v[i].n),
                                                 date_day(rq->arena, rq->lang, rows.v[i].last_on, rq->today),
                                                 arena_printf(rq->arena, "%.1f", 100 * (double)rows.v[i].n / (double)rows.v[0].n)};
    }
}

struct reply stability_page(struct request *rq, const struct stability_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct continuity_of_case_rows rows = read_months(rq, in->case_, MONTHS - 1);
    struct stability_view view = {
        .name = frame.person.given_name,
        .back = arena_printf(rq->arena, "/sak/%lld/oppfolging", (long long)in->case_.v),
        .how.wanted = visit_limits().helpers_month,
        .lines.v = arena_array(rq->arena, 3, sizeof *view.lines.v),
        .months = {arena_array(rq->arena, rows.n + 1, sizeof *view.months.v), rows.n},
    };
    if (rows.n) say_month(rq, &rows.v[0], &view.lines);
    for (size_t i = 0; i < rows.n; i++) view.months.v[i] = month_row_of(rq, &rows.v[i]);
    helpers_read(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_continuity_title);
    stability(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}
