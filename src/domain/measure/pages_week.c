/* The week of a unit, for a phone: with whom what is agreed and until when, said once more in one press; who waits for an answer; everyday help to do. */
#include "domain/measure/pages.h"

#include "icons.h"
#include "measure_routes.h"
#include "measure_views.h"
#include "texts.h"

static const char *full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}

static struct measure_mark_view week_mark(struct request *rq, const struct help_week_of_unit_row *row) {
    enum { SOON_DAYS = 3 };
    if (!row->agreement_id.v) return (struct measure_mark_view){ICON_NOT_BEGUN, "neutral", T_measure_nothing_agreed};
    int left = date_days_between(rq->today, row->valid_until);
    if (left < 0) return (struct measure_mark_view){ICON_WARNING, "warning", T_measure_agreement_late};
    if (left <= SOON_DAYS) return (struct measure_mark_view){ICON_CLOCK, "info", T_measure_agreement_soon};
    return (struct measure_mark_view){ICON_OK, "success", T_measure_agreement_holds};
}

/* It may be said once more a week before it runs out; earlier there is nothing to say. */
enum { CONFIRM_DAYS = 7 };

static void put_week(struct request *rq, struct measure_week_view *view) {
    struct help_week_of_unit_rows rows = help_week_of_unit(rq->db, rq->session->unit, rq->session->staff, view->mine);
    view->rows = (struct measure_week_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct help_week_of_unit_row *row = &rows.v[i];
        const char *path = measure_path(rq, row->case_id, arena_printf(rq->arena, "/%lld", (long long)row->stay_id.v));
        struct measure_week_row_view *shown = &view->rows.v[i];
        *shown = (struct measure_week_row_view){
            .name = full_name(rq, row->given_name, row->family_name),
            .path = path,
            .confirm = arena_printf(rq->arena, "%s/bekreft", path),
            .measure = measure_in(rq, row->plain_nb, row->plain_nn),
            .contact = row->contact,
            .agreement = row->agreement_id.v,
            .version = row->version,
            .has_agreement = row->agreement_id.v != 0,
            .mark = week_mark(rq, row),
        };
        if (!shown->has_agreement) continue;
        shown->minutes = minutes_plain(rq->arena, rq->lang, row->minutes.v);
        shown->until_text = text_format(rq->arena, rq->lang, T_measure_until_day, "date", date_day(rq->arena, rq->lang, row->valid_until, rq->today), NULL);
        shown->may_confirm = date_days_between(rq->today, row->valid_until) <= CONFIRM_DAYS;
        view->late += row->valid_until.days < rq->today.days;
    }
}

static void put_waiting(struct request *rq, struct measure_week_view *view) {
    struct measure_waiting_of_unit_rows rows = measure_waiting_of_unit(rq->db, rq->session->unit);
    view->waiting = (struct measure_wait_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view->waiting.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->waiting.v[i] = (struct measure_wait_row_view){
            .name = full_name(rq, rows.v[i].given_name, rows.v[i].family_name),
            .path = measure_path(rq, rows.v[i].case_id, arena_printf(rq->arena, "/%lld", (long long)rows.v[i].stay_id.v)),
            .measure = measure_in(rq, rows.v[i].plain_nb, rows.v[i].plain_nn),
            .by = measure_in(rq, rows.v[i].by_nb, rows.v[i].by_nn),
            .why = measure_wait_text(rows.v[i].waits_for),
            .since = rows.v[i].waits_since,
        };
}

static void put_tasks(struct request *rq, struct measure_week_view *view) {
    struct help_tasks_of_unit_rows rows = help_tasks_of_unit(rq->db, rq->session->unit);
    view->tasks = (struct measure_task_views){arena_array(rq->arena, rows.n + 1, sizeof *view->tasks.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->tasks.v[i] = (struct measure_task_view){
            .name = full_name(rq, rows.v[i].given_name, rows.v[i].family_name),
            .name_path = measure_path(rq, rows.v[i].case_id, ""),
            .path = measure_path(rq, rows.v[i].case_id, arena_printf(rq->arena, "/oppgave/%lld", (long long)rows.v[i].id.v)),
            .from = measure_in(rq, rows.v[i].from_nb, rows.v[i].from_nn),
            .to = rq->session->unit_name,
            .kind = help_task_kind_text(rows.v[i].kind),
            .state = help_task_state_text(rows.v[i].state),
            .every = rows.v[i].every_weeks.has ? rows.v[i].every_weeks.v : 0,
            .due = rows.v[i].due,
            .ours = true,
            .asked = rows.v[i].state == HELP_TASK_STATE_ASKED,
            .taken = rows.v[i].state == HELP_TASK_STATE_TAKEN,
            .late = rows.v[i].due.days < rq->today.days,
        };
}

struct reply measure_week_page(struct request *rq, const struct measure_week_page_in *in) {
    struct help_minutes_of_unit_row sum = {0};
    struct measure_week_view view = {.unit = rq->session->unit_name, .mine = in->mine};
    help_minutes_of_unit(rq->db, rq->session->unit, &sum);
    view.sum = text_format(rq->arena, rq->lang, T_measure_week_sum, "time", minutes_plain(rq->arena, rq->lang, sum.minutes.has ? sum.minutes.v : 0), "n",
                           measure_number(rq, sum.people), NULL);
    put_week(rq, &view);
    put_waiting(rq, &view);
    put_tasks(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_measure_week_title, .nav = "/tiltak"});
    measure_week(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
