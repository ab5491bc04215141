/* The audit trail as it stands, whether its chain holds, and what waits for the operator. Codes and numbers only: it names no person. */
#include "admin_routes.h"
#include "admin_views.h"
#include "domain/admin/views.h"
#include "domain/notify/notify.h"
#include "platform/audit/audit.h"
#include "platform/platform_sql.h"
#include "texts.h"

enum { TRAIL_PAGE = 50 };

static void check(struct request *rq, struct admin_trail_view *view) {
    struct audit_verdict verdict = {0};
    int result = audit_verify(rq->db, &verdict);
    view->checked = true;
    view->whole = result == ERR_OK && verdict.first_bad == 0;
    view->n_events = verdict.events;
    view->first_bad = verdict.first_bad;
}

struct reply admin_trail_page(struct request *rq, const struct admin_trail_page_in *in) {
    struct admin_trail_view view = {.tab = {2}};
    struct audit_event_before_rows rows = audit_event_before(rq->db, (struct audit_event_id){in->for_.has ? in->for_.v : INT64_MAX});
    view.rows = (struct admin_event_rows){arena_array(rq->arena, rows.n + 1, sizeof *view.rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct audit_event_before_row *row = &rows.v[i];
        view.rows.v[i] = (struct admin_event_row){row->id.v, row->event, arena_printf(rq->arena, "%s %lld", row->subject, (long long)row->subject_id),
                                                  organisation_staff_name(rq->db, row->staff_id), row->detail, row->at};
    }
    if (rows.n == TRAIL_PAGE) view.older = arena_printf(rq->arena, "/administrasjon/spor?for=%lld", (long long)rows.v[rows.n - 1].id.v);
    if (in->kontroll) check(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_trail, .nav = "/administrasjon"});
    admin_trail_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply admin_system_page(struct request *rq, const struct admin_system_page_in *in) {
    (void)in;
    struct job_parked_rows parked = job_parked(rq->db);
    struct notify_failures failed = notify_failures_read(rq->db);
    struct admin_system_view view = {
        .tab = {3},
        .version = FELLES_VERSION,
        .parked = {arena_array(rq->arena, parked.n + 1, sizeof(struct admin_job_row)), parked.n},
        .notices = {arena_array(rq->arena, failed.n + 1, sizeof(struct admin_job_row)), failed.n},
    };
    for (size_t i = 0; i < parked.n; i++) view.parked.v[i] = (struct admin_job_row){parked.v[i].kind, NULL, parked.v[i].due_at, parked.v[i].attempts};
    for (size_t i = 0; i < failed.n; i++) view.notices.v[i] = (struct admin_job_row){failed.v[i].name, failed.v[i].receipt, failed.v[i].at, 0};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_system, .nav = "/administrasjon"});
    admin_system_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
