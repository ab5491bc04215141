/* One case at a glance: the puzzle, the team, who has been responsible, what happened. Reads the spine; texts of a zone only where the
 * reader may see them. (R-027, R-029, R-045, I-05) */
#include "domain/desk/internal.h"

#include "desk_routes.h"
#include "icons.h"
#include "texts.h"

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }

static const char *side_text(struct request *rq, int64_t days, int64_t refusals) {
    const char *since = text_format(rq->arena, rq->lang, T_overview_ribbon_days, "n", number(rq, days), NULL);
    if (refusals == 0) return since;
    return arena_printf(rq->arena, "%s · %s", since, text_format(rq->arena, rq->lang, T_overview_ribbon_refusals, "n", number(rq, refusals), NULL));
}

static void ribbon_read(struct request *rq, struct case_id id, struct ribbon_view *ret_view) {
    struct overview_periods_rows rows = overview_periods(rq->db, id);
    if (rows.n == 0) return;
    struct ribbon_period *periods = arena_array(rq->arena, rows.n, sizeof *periods);
    for (size_t i = 0; i < rows.n; i++)
        periods[i] = (struct ribbon_period){rows.v[i].unit_id.v, desk_in_language(rq->lang, rows.v[i].name_nb, rows.v[i].name_nn),
                                            rows.v[i].from_at, rows.v[i].until_at};
    struct overview_refusals_row refusals = {0};
    overview_refusals(rq->db, id, &refusals);
    struct ribbon ribbon = ribbon_draw(rq->arena, rq->lang, periods, rows.n, rq->now);
    const char *handovers = number(rq, (int64_t)ribbon.spans.n - 1), *holder = ribbon.back.v[0].unit;
    bool one = ribbon.spans.n == 1;
    *ret_view = (struct ribbon_view){
        .ribbon = ribbon,
        .title = one ? text_format(rq->arena, rq->lang, T_overview_ribbon_one, "unit", holder, NULL)
                     : text_format(rq->arena, rq->lang, T_overview_ribbon_many, "n", handovers, NULL),
        .side = side_text(rq, ribbon.days, refusals.n),
        .described = text_format(rq->arena, rq->lang, T_overview_ribbon_described, "n", number(rq, (int64_t)ribbon.spans.n), "from",
                                 date_long(rq->arena, rq->lang, ribbon.from), "unit", holder, NULL),
    };
}

/* Where she sleeps for the time being: that she does, and until when. Where it is stands in the social zone. */
static void night_read(struct request *rq, const struct case_frame *frame, struct overview_night_view *view) {
    struct overview_night_row stay;
    struct overview_night_asked_row asked;
    view->path = desk_open_path(rq, frame->brief.id, "/akutt");
    if (overview_night(rq->db, frame->brief.id, &stay)) {
        bool red = !stay.has_place || stay.until_date.days <= rq->today.days;
        view->colour = red ? "danger" : "warning";
        view->icon = red ? ICON_DANGER : ICON_CLOCK;
        view->text = !stay.has_place ? text_of(rq->lang, T_desk_alert_night_without)
                                     : text_format(rq->arena, rq->lang, T_overview_night_until, "date", date_day(rq->arena, rq->lang, stay.until_date, rq->today), NULL);
        view->detail = text_format(rq->arena, rq->lang, T_overview_night_by, "unit", desk_in_language(rq->lang, stay.name_nb, stay.name_nn), "n",
                                   number(rq, date_days_between(stay.from_date, rq->today)), NULL);
    } else if (overview_night_asked(rq->db, frame->brief.id, &asked)) {
        view->colour = "danger";
        view->icon = ICON_WAITING;
        view->text = text_format(rq->arena, rq->lang, T_overview_night_asked, "unit", desk_in_language(rq->lang, asked.name_nb, asked.name_nn), NULL);
    } else if (frame->brief.state != CASE_STATE_CLOSED) {
        view->ask_path = desk_open_path(rq, frame->brief.id, "/akutt/be");
    }
}

struct reply overview_page(struct request *rq, const struct overview_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_OVERVIEW, &frame)) return reply_not_found(rq);
    struct overview_view view = {0};
    night_read(rq, &frame, &view.night);
    puzzle_read(rq, &frame, &view.puzzle);
    team_read(rq, &frame, &view.team);
    ribbon_read(rq, in->case_, &view.ribbon);
    timeline_read(rq, in->case_, in->vis ? in->vis : TIMELINE_FILTER_EVERYTHING, in->side.has ? in->side.v : 1, &view.timeline);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_case_tab_overview);
    overview(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}
