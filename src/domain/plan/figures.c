/* How planned the work is: shares of the open cases, never a name, and nothing that is so little that it tells of somebody. (R-209, R-210, I-15) */
#include "domain/plan/pages.h"

#include "base/cells.h"
#include "texts.h"

enum { FIGURES = 6, PLANNED = 4 };

/* A share and what is left of it: where one of the two is small, neither is shown. */
static bool hidden(int64_t n, int64_t of) { return cell_is_small(n) || cell_is_small(of - n) || cell_is_small(of); }

/* The six figures of a row: cases, and of them with a plan, a goal, a dated next step, both goal and step, and those that lack an offer. */
struct six {
    int64_t v[FIGURES];
};
static struct six six_of(const struct plan_figures_row *row) {
    return (struct six){{row->n_cases, row->n_plan, row->n_goal, row->n_step, row->n_planned, row->n_lacking}};
}

static struct figure_view figure_of(struct request *rq, const char *name, const struct six *six, const bool *hide) {
    struct figure_view view = {.name = name};
    for (int i = 0; i < FIGURES; i++)
        view.v[i] = (hide && hide[i]) || hidden(six->v[i], six->v[0]) ? text_of(rq->lang, T_plan_too_few) : arena_printf(rq->arena, "%lld", (long long)six->v[i]);
    return view;
}

/* A leader sees the unit she leads, and the municipality's when she leads all of it. A sum is left out where it would tell the one part that is hidden. */
struct reply plan_figures_page(struct request *rq, const struct plan_figures_page_in *in) {
    (void)in;
    struct unit_id unit = session_may(rq->session, RIGHT_TOWN_LEAD) ? (struct unit_id){0} : rq->session->unit;
    struct plan_figures_rows rows = plan_figures(rq->db, unit, rq->today);
    struct six sum = {{0}};
    int n_hidden[FIGURES] = {0};
    bool hide[FIGURES];
    struct plan_figures_view view = {.units = {arena_array(rq->arena, rows.n + 1, sizeof *view.units.v), rows.n}};
    for (size_t i = 0; i < rows.n; i++) {
        struct six six = six_of(&rows.v[i]);
        view.units.v[i] = figure_of(rq, rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, &six, NULL);
        for (int k = 0; k < FIGURES; k++) {
            sum.v[k] += six.v[k];
            n_hidden[k] += hidden(six.v[k], six.v[0]);
        }
    }
    for (int k = 0; k < FIGURES; k++) hide[k] = n_hidden[k] == 1 && rows.n > 1;
    view.total = figure_of(rq, text_of(rq->lang, T_plan_figures_all), &sum, hide);
    view.share = !hide[0] && !hide[PLANNED] && !hidden(sum.v[PLANNED], sum.v[0]) && sum.v[0] > 0;
    view.percent = view.share ? 100 * sum.v[PLANNED] / sum.v[0] : 0;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_plan_figures_title, .nav = "/leder"});
    plan_figures_table(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
