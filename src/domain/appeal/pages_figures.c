/* Figures of appeals for leaders: how many, how long, what came of them, by kind of part. No cell tells of one to four persons. (I-15) */
#include "base/cells.h"
#include "domain/appeal/pages.h"

#include "texts.h"

static const struct {
    const char *code;
    text_key name;
} outcomes[] = {
    {"running", T_appeal_figure_running},     {"changed_here", T_appeal_figure_changed_here},
    {"changed", T_appeal_figure_changed},     {"quashed", T_appeal_figure_quashed},
    {"upheld", T_appeal_figure_upheld},       {"dismissed", T_appeal_figure_dismissed},
    {"withdrawn", T_appeal_figure_withdrawn},
};
enum { OUTCOMES = sizeof outcomes / sizeof *outcomes };

static size_t outcome_at(const char *code) {
    size_t at = 0;
    while (at + 1 < OUTCOMES && !text_equal(outcomes[at].code, code)) at++;
    return at;
}

static const char *cell_text(struct request *rq, int64_t cell, bool hidden) {
    return hidden ? text_of(rq->lang, T_appeal_figure_hidden) : number_text(rq->arena, rq->lang, cell);
}

static const char *days_text(struct request *rq, int64_t days) {
    if (days == FIGURE_HIDDEN) return text_of(rq->lang, T_appeal_figure_too_few);
    return text_format(rq->arena, rq->lang, T_appeal_figure_days, "n", arena_printf(rq->arena, "%lld", (long long)days), NULL);
}

static void fill_table(struct request *rq, const struct figures_outcomes_rows *rows, int64_t total, struct figures_view *view) {
    int64_t *cells = arena_array(rq->arena, (size_t)PART_KIND_COUNT * OUTCOMES + OUTCOMES, sizeof *cells);
    size_t n_kinds = 0;
    enum part_kind kinds[PART_KIND_COUNT + 1] = {0};
    for (size_t i = 0; i < rows->n; i++) {
        size_t k = 0;
        while (k < n_kinds && kinds[k] != rows->v[i].kind) k++;
        if (k == n_kinds) kinds[n_kinds++] = rows->v[i].kind;
        cells[k * OUTCOMES + outcome_at(rows->v[i].outcome)] = rows->v[i].persons;
    }
    bool *hidden = arena_array(rq->arena, n_kinds * OUTCOMES + 1, sizeof *hidden);
    view->total = cell_text(rq, total, cells_hide(cells, n_kinds * OUTCOMES, total, hidden));
    view->rows.v = arena_array(rq->arena, n_kinds + 1, sizeof *view->rows.v);
    for (size_t k = 0; k < n_kinds; k++) {
        struct figure_row *row = &view->rows.v[view->rows.n++];
        *row = (struct figure_row){text_of(rq->lang, part_kind_text(kinds[k])),
                                   {arena_array(rq->arena, OUTCOMES, sizeof(struct figure_cell)), OUTCOMES}};
        for (size_t i = 0; i < OUTCOMES; i++) row->cells.v[i].text = cell_text(rq, cells[k * OUTCOMES + i], hidden[k * OUTCOMES + i]);
    }
}

/* Days, and of how many persons: the rows come person by person. */
struct days {
    int64_t *v;
    size_t n, persons;
    struct person_id last;
};

static void add_days(struct days *days, struct person_id person, int64_t n) {
    days->persons += days->last.v != person.v;
    days->last = person;
    days->v[days->n++] = n;
}

static const char *median_text(struct request *rq, struct days *days) {
    bool enough = figures_median(days->v, days->persons) != FIGURE_HIDDEN;
    return days_text(rq, enough ? figures_median(days->v, days->n) : FIGURE_HIDDEN);
}

static void fill_times(struct request *rq, struct date from, struct date to, struct figures_view *view) {
    struct figures_times_rows rows = figures_times(rq->db, from, to);
    struct days first = {.v = arena_array(rq->arena, rows.n + 1, sizeof(int64_t))},
                whole = {.v = arena_array(rq->arena, rows.n + 1, sizeof(int64_t))};
    for (size_t i = 0; i < rows.n; i++) {
        const struct figures_times_row *row = &rows.v[i];
        if (!instant_is_none(row->first_done_at))
            add_days(&first, row->person_id, date_days_between(row->received_on, instant_oslo_date(row->first_done_at)));
        if (!date_is_none(row->ended_on)) add_days(&whole, row->person_id, date_days_between(row->received_on, row->ended_on));
    }
    view->first_median = median_text(rq, &first);
    view->whole_median = median_text(rq, &whole);
}

struct reply appeal_figures_page(struct request *rq, const struct appeal_figures_page_in *in) {
    struct ymd today = date_ymd(rq->today);
    struct date from = date_is_none(in->from) ? date_of(today.year, 1, 1) : in->from, to = date_is_none(in->to) ? rq->today : in->to;
    struct figures_outcomes_rows rows = figures_outcomes(rq->db, from, to);
    struct figures_persons_row persons = {0};
    figures_persons(rq->db, from, to, &persons);
    const char **names = arena_array(rq->arena, OUTCOMES, sizeof *names);
    for (size_t i = 0; i < OUTCOMES; i++) names[i] = text_of(rq->lang, outcomes[i].name);
    struct figures_view view = {.path = "/klager/tall",
                                .from = date_iso(rq->arena, from),
                                .to = date_iso(rq->arena, to),
                                .any = rows.n > 0,
                                .outcomes = {names, OUTCOMES}};
    fill_table(rq, &rows, persons.persons, &view);
    fill_times(rq, from, to, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_appeal_figures_title, .nav = "/klager/tall"});
    appeal_figures(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
