/* The page of meeting places: the week for whoever looks, the number and the plan for those who run a place. */
#include "domain/gathering/gathering.h"

#include "gathering_routes.h"
#include "gathering_sql.h"
#include "gathering_views.h"
#include "texts.h"

enum { SINCE_DAYS = 60 };

static struct reply refused(struct request *rq, int fault) {
    struct place_fault_text text = place_fault_text(fault);
    if (fault == PLACE_NOT_FOUND) return reply_not_found(rq);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static struct reply done(struct request *rq, int fault, text_key notice) {
    return fault ? refused(rq, fault) : reply_with_notice(reply_see_other(rq, "/treffsted"), notice);
}

/* Place by place, and there day by day. */
static void read_week(struct request *rq, struct place_page_view *view) {
    struct activity_week_rows rows = activity_week(rq->db);
    view->places.v = arena_array(rq->arena, rows.n + 1, sizeof *view->places.v);
    for (size_t first = 0, next; first < rows.n; first = next) {
        for (next = first; next < rows.n && rows.v[next].unit_id.v == rows.v[first].unit_id.v;) next++;
        struct place_view *place = &view->places.v[view->places.n++];
        *place = (struct place_view){.name = rq->lang == LANG_NN ? rows.v[first].name_nn : rows.v[first].name_nb,
                                     .phone = text_empty(rows.v[first].phone) ? NULL : rows.v[first].phone,
                                     .anchor = arena_printf(rq->arena, "place-%zu", view->places.n),
                                     .week = {arena_array(rq->arena, next - first + 1, sizeof *place->week.v), 0}};
        for (int day = 1; day <= PLACE_DAY_COUNT; day++)
            for (size_t i = first; i < next; i++)
                if ((int)rows.v[i].day == day)
                    place->week.v[place->week.n++] = (struct place_activity_view){rows.v[i].id.v, (text_key)place_day_text(rows.v[i].day),
                                                                                  clock_span(rq->arena, rq->lang, rows.v[i].from_minute, rows.v[i].to_minute), rows.v[i].what,
                                                                                  rows.v[i].unit_id.v == rq->session->unit.v};
    }
}

static void read_counted(struct request *rq, struct place_page_view *view) {
    struct place_days_rows rows = place_days(rq->db, rq->session->unit, date_add_days(rq->today, -SINCE_DAYS));
    view->counted = (struct place_day_views){arena_array(rq->arena, rows.n + 1, sizeof *view->counted.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) view->counted.v[i] = (struct place_day_view){rows.v[i].on_date, rows.v[i].visitors};
}

struct reply place_page(struct request *rq, const struct place_page_in *in) {
    (void)in;
    struct place_page_view view = {.unit = rq->session->unit_name,
                                   .today = date_iso(rq->arena, rq->today),
                                   .may_write = session_may(rq->session, RIGHT_PLACE_WRITE) && place_is(rq->db, rq->session->unit),
                                   .days = place_day_options(rq->arena, rq->lang)};
    read_week(rq, &view);
    if (view.may_write) read_counted(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_place_title, .nav = "/treffsted"});
    place_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply place_activity_send(struct request *rq, const struct place_activity_send_in *in) {
    return done(rq, place_add_activity(rq->db, in->day, in->from, in->to, in->what), T_place_added);
}

struct reply place_activity_stop(struct request *rq, const struct place_activity_stop_in *in) { return done(rq, place_end_activity(rq->db, in->activity), T_place_stopped); }

struct reply place_count_send(struct request *rq, const struct place_count_send_in *in) {
    return done(rq, place_count_visitors(rq->db, in->on_date, in->visitors), T_place_saved);
}
