/* Who stays somewhere for the time being, as one unit sees it: what waits for an answer, and every stay, what ends first at the top. */
#include "domain/emergency/pages.h"

#include "emergency_routes.h"
#include "emergency_sql.h"
#include "texts.h"

static const char *full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}

static void read_waiting(struct request *rq, struct night_list_view *view) {
    struct night_needs_waiting_rows rows = night_needs_waiting(rq->db, rq->session->unit);
    view->waiting = (struct night_waiting_views){arena_array(rq->arena, rows.n + 1, sizeof *view->waiting.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->waiting.v[i] = (struct night_waiting_view){
            .name = full_name(rq, rows.v[i].given_name, rows.v[i].family_name),
            .path = night_path(rq, rows.v[i].case_id, ""),
            .unit = night_name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn),
            .at = rows.v[i].asked_at,
            .late = instant_oslo_date(rows.v[i].asked_at).days < rq->today.days,
        };
}

static void read_stays(struct request *rq, struct night_list_view *view) {
    struct night_stays_running_rows rows = night_stays_running(rq->db, rq->session->unit);
    view->rows = (struct night_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct night_stays_running_row *row = &rows.v[i];
        view->late += row->until_date.days < rq->today.days || !row->has_place;
        view->rows.v[i] = (struct night_row_view){
            .name = full_name(rq, row->given_name, row->family_name),
            .path = night_path(rq, row->case_id, ""),
            .unit = night_name_in(rq, row->name_nb, row->name_nn),
            .holder = night_name_in(rq, row->holder_nb, row->holder_nn),
            .from = row->from_date,
            .until = row->until_date,
            .days = date_days_between(row->from_date, rq->today),
            .children = row->children,
            .mark = night_stay_mark(rq, row->until_date, row->has_place),
        };
    }
}

struct reply night_list_page(struct request *rq, const struct night_list_page_in *in) {
    (void)in;
    struct night_list_view view = {.unit = rq->session->unit_name};
    read_waiting(rq, &view);
    read_stays(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_night_list_title, .nav = "/enhet"});
    night_rows(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
