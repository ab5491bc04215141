/* Everyone who applies for a home, as one unit finds them: which list, how long, and where each application stands. Says nothing of
 * why anyone applies. */
#include "domain/application/pages.h"

#include "application_routes.h"
#include "texts.h"

enum { ROWS_A_PAGE = 50 };

static const char *full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}

static void count(struct request *rq, const struct applicants_page_in *in, struct applicants_view *view) {
    struct applicant_counts_rows rows = applicant_counts(rq->db, rq->session->unit);
    int64_t of_list[LIST_TYPE_COUNT + 1] = {0}, of_status[APPLICATION_STATUS_COUNT + 1] = {0};
    for (size_t i = 0; i < rows.n; i++) {
        bool list = !in->list || rows.v[i].list_type == in->list, status = !in->status || rows.v[i].status == in->status;
        view->all += rows.v[i].n;
        if (status) of_list[rows.v[i].list_type] += rows.v[i].n;
        if (list) of_status[rows.v[i].status] += rows.v[i].n;
        if (list && status) view->shown += rows.v[i].n;
    }
    view->lists.v = arena_array(rq->arena, LIST_TYPE_COUNT, sizeof *view->lists.v);
    for (enum list_type list = LIST_TYPE_ORDINARY; list <= LIST_TYPE_NURSING; list++)
        if (of_list[list] || list == in->list)
            view->lists.v[view->lists.n++] = (struct applicant_filter_view){list_type_text(list), list_type_code(list), of_list[list], list == in->list};
    view->statuses.v = arena_array(rq->arena, APPLICATION_STATUS_COUNT, sizeof *view->statuses.v);
    for (enum application_status status = APPLICATION_STATUS_REGISTERED; status <= APPLICATION_STATUS_WITHDRAWN; status++)
        if (of_status[status] || status == in->status)
            view->statuses.v[view->statuses.n++] = (struct applicant_filter_view){application_status_text(status), application_status_code(status),
                                                                                 of_status[status], status == in->status};
}

static void fill_rows(struct request *rq, const struct applicants_page_in *in, struct applicants_view *view) {
    struct applicants_rows rows = applicants(rq->db, rq->session->unit, in->list, in->status, (view->page - 1) * ROWS_A_PAGE);
    view->rows = (struct applicant_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->rows.v[i] = (struct applicant_row_view){
            .name = full_name(rq, rows.v[i].given_name, rows.v[i].family_name),
            .path = application_path(rq, rows.v[i].case_id, ""),
            .mark = application_status_mark(rq, rows.v[i].status),
            .list = rows.v[i].list_type ? list_type_text(rows.v[i].list_type) : T_application_no_list,
            .kind = application_kind_text(rows.v[i].kind),
            .received = rows.v[i].received_on,
            .postponed_to = rows.v[i].postponed_to,
            .days = date_days_between(rows.v[i].received_on, rq->today),
            .persons = application_persons(rq, rows.v[i].adults, rows.v[i].children),
        };
}

struct reply applicants_page(struct request *rq, const struct applicants_page_in *in) {
    struct applicants_view view = {.unit = rq->session->unit_name};
    count(rq, in, &view);
    int64_t pages = (view.shown + ROWS_A_PAGE - 1) / ROWS_A_PAGE;
    view.page = in->page.has && in->page.v <= pages ? in->page.v : 1;
    fill_rows(rq, in, &view);
    view.may_import = session_may_open(rq->session, METHOD_GET, "/boligsokere/fil") && rq->session->unit.v == application_unit(rq->db).v;
    view.may_figures = session_may_open(rq->session, METHOD_GET, "/boligsokere/tall");
    view.all_lists = !in->list;
    view.all_statuses = !in->status;
    view.list = in->list ? list_type_code(in->list) : "";
    view.status = in->status ? application_status_code(in->status) : "";
    view.first = (view.page - 1) * ROWS_A_PAGE + 1;
    view.last = view.first + (int64_t)view.rows.n - 1;
    view.previous = view.page > 1;
    view.next = view.page < pages;
    view.previous_page = view.page - 1;
    view.next_page = view.page + 1;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_applicants_title, .nav = "/boligsokere"});
    applicants_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
