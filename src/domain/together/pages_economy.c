/* Tidying the economy: steps with a day, in the zone of Nav, and a task for Nav when Nav is in the case. */
#include "domain/together/together.h"

#include "domain/work/case_frame.h"
#include "texts.h"
#include "together_routes.h"
#include "together_sql.h"
#include "together_views.h"

static const char see[] = "economy";
enum { TIDY_DAYS = 14 }; /* local default, when no step has a day */

static const char *path_of(struct request *rq, struct case_id id) { return arena_printf(rq->arena, "/sak/%lld/okonomi", (long long)id.v); }
static const struct access *social(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_SOCIAL), see); }

static void fill_steps(struct request *rq, const struct access *access, struct case_id id, struct economy_view *view) {
    struct steps_of_rows rows = steps_of(rq->db, access, id);
    view->steps = (struct step_views){arena_array(rq->arena, rows.n + 1, sizeof *view->steps.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->steps.v[i] = (struct step_view){
            .path = arena_printf(rq->arena, "%s/%lld", path_of(rq, id), (long long)rows.v[i].id.v),
            .content = rows.v[i].content,
            .kind = economy_kind_text(rows.v[i].kind),
            .due = rows.v[i].due,
            .done = !instant_is_none(rows.v[i].done_at),
        };
}

struct reply economy_page(struct request *rq, const struct economy_page_in *in) {
    struct case_frame frame;
    struct nav_in_case_row nav;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    const struct access *access = social(rq, in->case_);
    struct economy_view view = {
        .given_name = frame.person.given_name,
        .path = path_of(rq, in->case_),
        .back = arena_printf(rq->arena, "/sak/%lld/sammen", (long long)in->case_.v),
        .open = access != NULL,
        .may_write = session_may(rq->session, RIGHT_ASSESSMENT_WRITE),
        .nav_is_here = nav_in_case(rq->db, in->case_, &nav),
        .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_SOCIAL),
        .kinds = economy_kind_options(rq->arena, rq->lang),
    };
    if (access) fill_steps(rq, access, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_together_economy);
    economy_steps(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* The task is open as long as a step is; it is due with the nearest. */
static void follow_task(struct request *rq, const struct access *access, struct case_id id) {
    struct steps_of_rows rows = steps_of(rq->db, access, id);
    struct nav_in_case_row nav;
    struct unit_id unit = nav_in_case(rq->db, id, &nav) ? nav.id : rq->session->unit;
    struct date due = date_add_days(rq->today, TIDY_DAYS);
    bool open = false;
    for (size_t i = 0; i < rows.n; i++) {
        if (!instant_is_none(rows.v[i].done_at)) continue;
        open = true;
        if (!date_is_none(rows.v[i].due) && rows.v[i].due.days < due.days) due = rows.v[i].due;
    }
    if (open) work_task_add(rq->db, id, unit, TASK_KIND_TIDY_ECONOMY, id.v, due);
    else work_tasks_done(rq->db, id, TASK_KIND_TIDY_ECONOMY);
}

struct reply economy_add(struct request *rq, const struct economy_add_in *in) {
    const struct access *access = social(rq, in->case_);
    struct case_brief brief;
    if (!work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    if (!access) return reply_denied(rq, T_together_denied);
    step_insert(rq->db, access, in->case_, brief.person, in->kind, in->content, in->due, rq->now, rq->session->staff);
    follow_task(rq, access, in->case_);
    return reply_with_notice(reply_see_other(rq, "%s", path_of(rq, in->case_)), T_together_step_added);
}

struct reply economy_done(struct request *rq, const struct economy_done_in *in) {
    const struct access *access = social(rq, in->case_);
    if (!access) return reply_not_found(rq);
    if (!step_done(rq->db, access, in->case_, in->step, rq->now, rq->session->staff)) return reply_not_found(rq);
    follow_task(rq, access, in->case_);
    return reply_with_notice(reply_see_other(rq, "%s", path_of(rq, in->case_)), T_together_step_done);
}
