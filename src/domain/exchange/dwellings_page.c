/* The page where Husbanken's file of dwellings is tried, taken in and given back. What is wrong comes back with line, column, value and reason, and nothing
 * of the file is kept. */
#include "domain/exchange/exchange.h"

#include "domain/organisation/organisation.h"
#include "exchange_routes.h"
#include "exchange_views.h"
#include "texts.h"

static struct reply draw(struct request *rq, const struct applicants_file_view *view) {
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwellings_file_title, .nav = "/boliger"});
    dwellings_file(h, view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply dwellings_file_page(struct request *rq, const struct dwellings_file_page_in *in) {
    (void)in;
    return draw(rq, &(struct applicants_file_view){0});
}

static void file_faults_read(struct request *rq, const struct csv_faults *faults, struct applicants_file_view *view) {
    size_t shown = faults->n < CSV_FAULTS_KEPT ? (size_t)faults->n : CSV_FAULTS_KEPT;
    view->wrong = faults->n;
    view->faults = (struct file_fault_views){arena_array(rq->arena, shown + 1, sizeof *view->faults.v), shown};
    for (size_t i = 0; i < shown; i++)
        view->faults.v[i] = (struct file_fault_view){faults->v[i].line, faults->v[i].column, faults->v[i].value, faults->v[i].reason};
}

static void read_words(struct request *rq, const struct import_report *report, struct applicants_file_view *view) {
    view->words = (struct file_word_views){arena_array(rq->arena, report->n_unmapped + 1, sizeof *view->words.v), report->n_unmapped};
    for (size_t i = 0; i < report->n_unmapped; i++)
        view->words.v[i] = (struct file_word_view){report->unmapped[i].column, report->unmapped[i].value, report->unmapped[i].rows};
}

struct reply dwellings_file_send(struct request *rq, const struct dwellings_file_send_in *in) {
    struct csv_faults *faults = arena_alloc(rq->arena, sizeof *faults);
    *faults = (struct csv_faults){.arena = rq->arena};
    struct import_report report = {.faults = faults};
    int result = import_dwellings(rq->db, organisation_profile(), in->file, &report);
    struct applicants_file_view view = {.done = true, .tried = in->try, .rows = report.rows, .added = report.added, .changed = report.changed, .unchanged = report.unchanged,
                                        .held = report.held};
    read_words(rq, &report, &view);
    if (result == ERR_INVALID) file_faults_read(rq, faults, &view);
    struct reply reply = draw(rq, &view);
    reply.no_commit = result < 0 || in->try;
    if (result == ERR_INVALID) reply.status = 422;
    return reply;
}

static void add_text(void *context, const char *text, size_t length) { str_add_n(context, text, length); }

struct reply dwellings_file_out(struct request *rq, const struct dwellings_file_out_in *in) {
    (void)in;
    struct str out = str_in(rq->arena);
    export_dwellings(rq->db, organisation_profile(), add_text, &out);
    return reply_file(rq, "text/csv; charset=utf-8", "kobo.csv", (struct blob){(const uint8_t *)str_text(&out), out.length});
}
