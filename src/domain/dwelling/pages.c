/* Pages of dwellings: the list with its filters, and one dwelling. They show no person and no group. */
#include "domain/dwelling/dwelling.h"

#include "dwelling_routes.h"
#include "dwelling_sql.h"
#include "dwelling_views.h"
#include "platform/http/http.h"
#include "texts.h"

enum { ROWS_A_PAGE = 25 };

static const char *address_of(struct arena *arena, const char *street, const char *number, const char *letter) {
    return arena_printf(arena, "%s%s%s%s", street, number ? " " : "", number ? number : "", letter ? letter : "");
}

/* The counts of the states for the filter row, and how many the whole filter leaves. */
static void count(struct request *rq, const struct dwelling_list_page_in *in, struct dwelling_list_view *view) {
    struct dwelling_counts_rows counts = dwelling_counts(rq->db);
    int64_t of_state[DWELLING_STATE_COUNT + 1] = {0};
    for (size_t i = 0; i < counts.n; i++) {
        view->all += counts.v[i].n;
        if (in->class && counts.v[i].class != in->class) continue;
        of_state[counts.v[i].state] += counts.v[i].n;
        if (!in->state || counts.v[i].state == in->state) view->shown += counts.v[i].n;
    }
    view->states.v = arena_array(rq->arena, DWELLING_STATE_COUNT, sizeof *view->states.v);
    for (int code = 1; code <= DWELLING_STATE_COUNT; code++) {
        enum dwelling_state state = (enum dwelling_state)code;
        if (!of_state[state] && state != in->state) continue;
        view->states.v[view->states.n++] =
            (struct dwelling_state_view){dwelling_state_code(state), dwelling_state_text(state), of_state[state], state == in->state};
    }
}

static void fill_rows(struct request *rq, const struct dwelling_list_page_in *in, struct dwelling_list_view *view) {
    struct dwelling_page_rows rows = dwelling_page(rq->db, in->state, in->class, (view->page - 1) * ROWS_A_PAGE);
    view->rows = (struct dwelling_rows_view){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct dwelling_page_row *row = &rows.v[i];
        view->rows.v[i] = (struct dwelling_row_view){
            .id = row->id.v,
            .address = address_of(rq->arena, row->street, row->house_number, row->house_letter),
            .unit_number = row->unit_number,
            .postcode = row->postcode,
            .class = dwelling_class_text(row->class),
            .state = dwelling_state_text(row->state),
            .has_bedrooms = row->bedrooms.has,
            .bedrooms = row->bedrooms.v,
            .wheelchair = row->wheelchair,
            .since = row->state_since,
            .has_since = !date_is_none(row->state_since),
        };
    }
}

struct reply dwelling_list_page(struct request *rq, const struct dwelling_list_page_in *in) {
    struct dwelling_list_view view = {.classes = dwelling_class_options(rq->arena, rq->lang)};
    count(rq, in, &view);
    view.pages = (view.shown + ROWS_A_PAGE - 1) / ROWS_A_PAGE;
    view.page = in->page.has && in->page.v <= view.pages ? in->page.v : 1;
    fill_rows(rq, in, &view);
    view.any = view.all > 0;
    view.all_states = !in->state;
    view.state = in->state ? dwelling_state_code(in->state) : "";
    view.class = in->class ? dwelling_class_code(in->class) : "";
    view.first = (view.page - 1) * ROWS_A_PAGE + 1;
    view.last = view.first + (int64_t)view.rows.n - 1;
    view.previous = view.page > 1;
    view.next = view.page < view.pages;
    view.previous_page = view.page - 1;
    view.next_page = view.page + 1;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_list_title, .nav = "/boliger"});
    dwelling_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply dwelling_show_page(struct request *rq, const struct dwelling_show_page_in *in) {
    struct dwelling_get_row row;
    if (!dwelling_get(rq->db, in->dwelling, &row)) return reply_not_found(rq);
    struct dwelling_view view = {
        .address = address_of(rq->arena, row.street, row.house_number, row.house_letter),
        .unit_number = row.unit_number,
        .extra_reference = row.extra_reference,
        .postcode = row.postcode,
        .cadastral = row.cadastral,
        .municipality = row.municipality,
        .class = dwelling_class_text(row.class),
        .state = dwelling_state_text(row.state),
        .since = row.state_since,
        .has_since = !date_is_none(row.state_since),
        .has_bedrooms = row.bedrooms.has,
        .bedrooms = row.bedrooms.v,
        .has_rent = row.rent.has,
        .rent = number_text(rq->arena, rq->lang, row.rent.v),
        .wheelchair = row.wheelchair,
        .shared = row.shared,
        .staffed = row.staffed_day_and_night,
        .staff_base = row.staff_base,
        .imported_on = instant_oslo_date(row.imported_at),
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_one_title, .nav = "/boliger"});
    dwelling_show(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
