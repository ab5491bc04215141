/* The shared list: what one unit has to do today, who is to see a home, and where everyone stands who has a yes to one. Nobody falls between who decides and
 * who has the keys. Says nothing of why anyone needs a home. */
#include "domain/offer/pages.h"

#include "icons.h"
#include "offer_routes.h"
#include "texts.h"

static const char *full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}

static const char *dated(struct request *rq, text_key key, struct date date) {
    return text_format(rq->arena, rq->lang, key, "date", date_long(rq->arena, rq->lang, date), NULL);
}

static void read_today(struct request *rq, struct offer_list_view *view) {
    struct offer_today_rows rows = offer_today(rq->db, rq->session->unit, rq->today);
    view->today = (struct offer_task_views){arena_array(rq->arena, rows.n + 1, sizeof *view->today.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        bool find = rows.v[i].kind == TASK_KIND_FIND_DWELLING && session_may(rq->session, RIGHT_OFFER_MAKE);
        view->today.v[i] = (struct offer_task_view){full_name(rq, rows.v[i].given_name, rows.v[i].family_name),
                                                    offer_path(rq, rows.v[i].case_id, find ? "/finn" : ""), task_kind_text(rows.v[i].kind), rows.v[i].due,
                                                    rows.v[i].due.days < rq->today.days};
    }
}

static void read_coming(struct request *rq, struct offer_list_view *view) {
    struct offer_viewings_coming_rows rows = offer_viewings_coming(rq->db, rq->session->unit);
    view->viewings = (struct offer_coming_views){arena_array(rq->arena, rows.n + 1, sizeof *view->viewings.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->viewings.v[i] = (struct offer_coming_view){full_name(rq, rows.v[i].given_name, rows.v[i].family_name), offer_path(rq, rows.v[i].case_id, ""),
                                                         offer_home_on_page(rq, rows.v[i].dwelling_id, true), offer_clock(rq, rows.v[i].from_minute),
                                                         rows.v[i].on_date};
}

/* One sentence for everyone: the same one who decides and who has the keys read. */
static void say_where(struct request *rq, const struct offer_status_row *row, struct offer_row_view *view) {
    if (!row->offer_id.v) {
        bool waits = row->status == APPLICATION_STATUS_WAITING;
        view->mark = (struct offer_mark_view){ICON_SEARCH, "warning", waits ? T_offer_stands_waiting : T_offer_stands_approved};
        view->next = text_of(rq->lang, T_offer_next_find);
        return;
    }
    bool open = row->offer_state == OFFER_STATE_OPEN, late = open && row->answer_by.days < rq->today.days;
    if (open) {
        view->mark = (struct offer_mark_view){late ? ICON_WARNING : ICON_WAITING, late ? "warning" : "info", late ? T_offer_stands_late : T_offer_stands_offered};
        view->next = date_is_none(row->sent_on) ? text_of(rq->lang, T_offer_next_send) : dated(rq, T_offer_next_answer, row->answer_by);
        return;
    }
    view->mark = (struct offer_mark_view){ICON_OK, "success", row->lease_state == LEASE_STATE_SIGNED ? T_offer_stands_signed : T_offer_stands_accepted};
    view->next = !row->lease_state ? text_of(rq->lang, T_offer_next_lease)
                 : row->lease_state == LEASE_STATE_SIGNED ? dated(rq, T_offer_next_keys, row->lease_from)
                                                          : text_of(rq->lang, T_offer_next_sign);
}

static void read_rows(struct request *rq, struct offer_list_view *view) {
    struct offer_status_rows rows = offer_status(rq->db, rq->session->unit);
    view->rows = (struct offer_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct offer_status_row *row = &rows.v[i];
        struct unit_brief holder = {0};
        organisation_unit(rq->db, row->holder_unit, rq->lang, &holder);
        struct offer_row_view *to = &view->rows.v[i];
        *to = (struct offer_row_view){.name = full_name(rq, row->given_name, row->family_name), .path = offer_path(rq, row->case_id, ""), .holder = holder.name,
                                      .days = instant_is_none(row->since) ? 0 : date_days_between(instant_oslo_date(row->since), rq->today)};
        if (row->offer_id.v) to->home = offer_home_on_page(rq, row->dwelling_id, row->address_grade == ADDRESS_GRADE_OPEN || row->unit_id.v == rq->session->unit.v);
        else if (session_may(rq->session, RIGHT_OFFER_MAKE) && offer_may_make(rq->db, row->case_id)) to->find_path = offer_path(rq, row->case_id, "/finn");
        say_where(rq, row, to);
    }
}

static void read_clusters(struct request *rq, struct offer_list_view *view) {
    view->may_close = session_may(rq->session, RIGHT_OFFER_CLOSE) && rq->session->unit.v == application_unit(rq->db).v;
    if (!view->may_close) return;
    struct offer_clusters_rows rows = offer_clusters(rq->db);
    view->clusters = (struct offer_cluster_views){arena_array(rq->arena, rows.n + 1, sizeof *view->clusters.v), rows.n};
    const struct application_limits limits = application_limits(rq->db);
    for (size_t i = 0; i < rows.n; i++)
        view->clusters.v[i] = (struct offer_cluster_view){.id = rows.v[i].id.v, .name = rows.v[i].name, .full = rows.v[i].full.has && rows.v[i].full.v,
                                                          .by_share = application_place_full(&limits, rows.v[i].id, rows.v[i].area_id)};
    view->may_close = rows.n > 0;
}

struct reply offer_list_page(struct request *rq, const struct offer_list_page_in *in) {
    (void)in;
    struct offer_list_view view = {.unit = rq->session->unit_name};
    read_today(rq, &view);
    read_coming(rq, &view);
    read_rows(rq, &view);
    read_clusters(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_offer_list_title, .nav = "/boligtildeling"});
    offer_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── the calendar ─────────────────────────────────────────────────────── */

enum { VIEWING_MINUTES = 30 };

struct calendar_others offer_calendar_others(struct request *rq, bool whole_unit, struct date first, struct date last) {
    if (!session_may(rq->session, RIGHT_OFFER_SEE)) return (struct calendar_others){0};
    struct offer_viewings_between_rows rows =
        offer_viewings_between(rq->db, rq->session->unit, whole_unit ? (struct staff_id){0} : rq->session->staff, first, last);
    struct calendar_others others = {arena_array(rq->arena, rows.n + 1, sizeof *others.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        others.v[i] = (struct calendar_other){.uid = arena_printf(rq->arena, "viewing-%lld@felles", (long long)rows.v[i].id.v),
                                              .path = offer_path(rq, rows.v[i].case_id, ""),
                                              .name = text_of(rq->lang, T_offer_viewing_of_home),
                                              .summary = text_of(rq->lang, T_offer_viewing_of_home),
                                              .kind = T_offer_viewing,
                                              .on_date = rows.v[i].on_date,
                                              .from_minute = (int)rows.v[i].from_minute,
                                              .to_minute = (int)rows.v[i].from_minute + VIEWING_MINUTES,
                                              .changed_at = rows.v[i].at};
    return others;
}

struct calendar_others offer_calendar_of_case(struct request *rq, struct case_id id, enum lang lang, struct date first, struct date last) {
    struct offer_viewings_of_case_rows rows = offer_viewings_of_case(rq->db, id, first, last);
    struct calendar_others others = {arena_array(rq->arena, rows.n + 1, sizeof *others.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        others.v[i] = (struct calendar_other){.name = lang == LANG_NN ? rows.v[i].letter_name_nn : rows.v[i].letter_name_nb,
                                              .kind = T_offer_viewing_of_home,
                                              .on_date = rows.v[i].on_date,
                                              .from_minute = (int)rows.v[i].from_minute,
                                              .to_minute = (int)rows.v[i].from_minute + VIEWING_MINUTES,
                                              .changed_at = rows.v[i].at};
    return others;
}
