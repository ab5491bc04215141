/* What went wrong: written down in the case, raised by the unit that has it, and one list of what is still to be raised or answered. */
#include "domain/transition/pages.h"

#include "icons.h"
#include "texts.h"
#include "transition_routes.h"
#include "transition_sql.h"

static struct transition_mark_view mark_of(struct request *rq, enum transition_deviation_state state) {
    const char *text = text_of(rq->lang, (text_key)transition_deviation_state_text(state));
    if (state == TRANSITION_DEVIATION_STATE_LOGGED) return (struct transition_mark_view){ICON_WARNING, "warning", text};
    if (state == TRANSITION_DEVIATION_STATE_RAISED) return (struct transition_mark_view){ICON_WAITING, "neutral", text};
    return (struct transition_mark_view){ICON_OK, "success", text};
}

static const char *path_of(struct request *rq, struct case_id id, struct transition_deviation_id deviation, const char *end) {
    return arena_printf(rq->arena, "/sak/%lld/overganger/avvik/%lld/%s", (long long)id.v, (long long)deviation.v, end);
}

void transition_read_deviations(struct request *rq, struct case_id id, struct transition_case_view *view) {
    struct transition_deviations_of_rows rows = transition_deviations_of(rq->db, id);
    view->deviations = (struct transition_deviation_views){arena_array(rq->arena, rows.n + 1, sizeof *view->deviations.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        bool logged = rows.v[i].state == TRANSITION_DEVIATION_STATE_LOGGED, raised = rows.v[i].state == TRANSITION_DEVIATION_STATE_RAISED;
        view->deviations.v[i] = (struct transition_deviation_view){
            .kind = (text_key)transition_deviation_kind_text(rows.v[i].kind),
            .party = (text_key)transition_party_text(rows.v[i].party),
            .on = rows.v[i].on_date,
            .by = rows.v[i].staff_name,
            .raise = view->may_write && logged ? path_of(rq, id, rows.v[i].id, "tatt-opp") : NULL,
            .answer = view->may_write && raised ? path_of(rq, id, rows.v[i].id, "besvart") : NULL,
            .mark = mark_of(rq, rows.v[i].state),
        };
    }
    view->kinds = transition_deviation_kind_options(rq->arena, rq->lang);
    view->parties = transition_party_options(rq->arena, rq->lang);
}

static struct reply back(struct request *rq, struct case_id id, int fault, text_key notice) {
    return fault ? transition_refused(rq, fault) : transition_back(rq, id, (struct transition_id){0}, notice);
}

struct reply deviation_send(struct request *rq, const struct deviation_send_in *in) {
    transition_deviate(rq->db, &(struct transition_wrong){in->case_, {0}, in->deviation, in->party});
    return back(rq, in->case_, TRANSITION_DONE, T_transition_deviation_logged_now);
}

struct reply deviation_raise_send(struct request *rq, const struct deviation_raise_send_in *in) {
    return back(rq, in->case_, transition_raise(rq->db, in->case_, in->deviation), T_transition_deviation_raised_now);
}

struct reply deviation_answer_send(struct request *rq, const struct deviation_answer_send_in *in) {
    return back(rq, in->case_, transition_deviation_answered(rq->db, in->case_, in->deviation), T_transition_deviation_answered_now);
}

struct reply deviations_page(struct request *rq, const struct deviations_page_in *in) {
    (void)in;
    struct deviations_of_unit_rows rows = deviations_of_unit(rq->db, rq->session->unit);
    struct deviations_view view = {.unit = rq->session->unit_name, .rows = {arena_array(rq->arena, rows.n + 1, sizeof *view.rows.v), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.rows.v[i] = (struct transition_deviation_view){
            .name = transition_full_name(rq, rows.v[i].given_name, rows.v[i].family_name),
            .path = transition_path(rq, rows.v[i].case_id, (struct transition_id){0}),
            .kind = (text_key)transition_deviation_kind_text(rows.v[i].kind),
            .party = (text_key)transition_party_text(rows.v[i].party),
            .on = rows.v[i].on_date,
            .mark = mark_of(rq, rows.v[i].state),
        };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_deviations_title, .nav = "/overganger"});
    deviation_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
