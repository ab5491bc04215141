/* The page where a file is tried and taken in, and that of applications. What is wrong comes back with line, column, value and reason, and nothing of the file is
 * kept. */
#include "domain/exchange/exchange.h"

#include "domain/application/application.h"
#include "domain/exchange/csv.h"
#include "domain/exchange/parts.h"
#include "exchange_routes.h"
#include "exchange_views.h"
#include "texts.h"

static struct reply draw(struct request *rq, const struct applicants_file_view *view) {
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = view->title, .nav = view->back});
    applicants_file(h, view);
    page_end(h);
    return reply_html(rq, h);
}

static void read_faults(struct request *rq, const struct csv_faults *faults, struct applicants_file_view *view) {
    size_t shown = faults->n < CSV_FAULTS_KEPT ? (size_t)faults->n : CSV_FAULTS_KEPT;
    view->wrong = faults->n;
    view->faults = (struct file_fault_views){arena_array(rq->arena, shown + 1, sizeof *view->faults.v), shown};
    for (size_t i = 0; i < shown; i++)
        view->faults.v[i] = (struct file_fault_view){faults->v[i].line, faults->v[i].column, faults->v[i].value, faults->v[i].reason};
}

struct reply file_page(struct request *rq, const struct applicants_file_view *view) { return draw(rq, view); }

struct reply file_read(struct request *rq, const struct applicants_file_view *which,
                       int (*import)(struct db *db, const struct profile *profile, struct blob file, struct import_report *report), const struct file_sent *sent) {
    struct csv_faults *faults = arena_alloc(rq->arena, sizeof *faults);
    *faults = (struct csv_faults){.arena = rq->arena};
    struct import_report report = {.faults = faults};
    int result = import(rq->db, organisation_profile(), sent->file, &report);
    struct applicants_file_view view = *which;
    view.done = true, view.tried = sent->try;
    view.rows = report.rows, view.added = report.added, view.changed = report.changed, view.unchanged = report.unchanged;
    if (result == ERR_INVALID) read_faults(rq, faults, &view);
    struct reply reply = draw(rq, &view);
    reply.no_commit = result < 0 || sent->try;
    if (result == ERR_INVALID) reply.status = 422;
    return reply;
}

static const struct applicants_file_view applicants = {.title = T_applicants_file_title, .lead = T_applicants_file_lead, .hint = T_applicants_file_hint,
                                                       .back_name = T_applicants_title, .path = "/boligsokere/fil", .back = "/boligsokere"};

struct reply applicants_file_page(struct request *rq, const struct applicants_file_page_in *in) {
    (void)in;
    return file_page(rq, &applicants);
}

struct reply applicants_file_send(struct request *rq, const struct applicants_file_send_in *in) {
    if (rq->session->unit.v != application_unit(rq->db).v) return reply_denied(rq, T_application_other_unit_decides);
    return file_read(rq, &applicants, import_applicants, &(struct file_sent){in->file, in->try});
}
