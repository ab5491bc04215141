/* Worries: who reports gets a receipt and nothing more; who follows up reads it in the case; what has no case waits at the first door. */
#include "domain/request/request.h"

#include "domain/work/case_frame.h"
#include "request_routes.h"
#include "request_sql.h"
#include "request_views.h"
#include "texts.h"

/* ── reporting ────────────────────────────────────────────────────────── */

struct reply concern_form(struct request *rq, const struct concern_form_in *in) {
    (void)in;
    bool property = session_may(rq->session, RIGHT_ORDER_SEE);
    struct concern_form_view view = {
        .reporters = concern_reporter_options(rq->arena, rq->lang),
        .reporter = property ? concern_reporter_code(CONCERN_REPORTER_CARETAKER) : NULL,
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_request_concern_new, .nav = "/bekymring/ny"});
    concern_new(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* The receipt is the same whether or not she is known. */
struct reply concern_report(struct request *rq, const struct concern_report_in *in) {
    request_take_concern(rq->db, &(struct concern_new){in->reporter, in->reporter_name, in->about, in->place, in->said});
    return reply_with_notice(reply_see_other(rq, "/bekymringer/mine"), T_request_concern_thanks);
}

struct reply concerns_mine_page(struct request *rq, const struct concerns_mine_page_in *in) {
    (void)in;
    struct concerns_mine_rows rows = concerns_mine(rq->db, rq->session->staff);
    struct concern_list_view view = {.concerns = {arena_array(rq->arena, rows.n + 1, sizeof(struct concern_view)), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.concerns.v[i] = (struct concern_view){.number = rows.v[i].id.v, .received_at = rows.v[i].received_at};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_request_concerns_mine, .nav = "/bekymring/ny"});
    concerns_own(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── at the first door ────────────────────────────────────────────────── */

struct reply concerns_inbox_page(struct request *rq, const struct concerns_inbox_page_in *in) {
    (void)in;
    struct concerns_inbox_rows rows = concerns_inbox(rq->db, rq->session->unit);
    struct concern_list_view view = {.concerns = {arena_array(rq->arena, rows.n + 1, sizeof(struct concern_view)), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.concerns.v[i] = (struct concern_view){
            .number = rows.v[i].id.v,
            .reporter = concern_reporter_text(rows.v[i].reporter),
            .reporter_name = rows.v[i].reporter_name ? rows.v[i].reporter_name : rows.v[i].staff_name,
            .about = rows.v[i].about,
            .place = rows.v[i].place,
            .said = rows.v[i].said,
            .received_at = rows.v[i].received_at,
            .path = arena_printf(rq->arena, "/bekymringer/%lld", (long long)rows.v[i].id.v),
        };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_request_concerns, .nav = "/bekymringer"});
    concerns_door(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* One that waits at this unit, and at no other. */
static bool waits_here(struct request *rq, struct concern_id id) {
    struct concern_get_row row;
    return concern_get(rq->db, id, &row) && !row.case_id.v && row.state == CONCERN_STATE_RECEIVED && row.to_unit.v == rq->session->unit.v;
}

struct reply concern_send(struct request *rq, const struct concern_send_in *in) {
    if (!waits_here(rq, in->concern)) return reply_not_found(rq);
    if (request_send_concern(rq->db, in->concern, in->name) < 0) {
        form_error(rq, "name", T_request_concern_nobody);
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "/bekymringer"), T_request_concern_sent);
}

struct reply concern_close(struct request *rq, const struct concern_close_in *in) {
    if (!waits_here(rq, in->concern)) return reply_not_found(rq);
    request_handle_concern(rq->db, in->concern, in->note);
    return reply_with_notice(reply_see_other(rq, "/bekymringer"), T_request_concern_closed);
}

/* ── in the case ──────────────────────────────────────────────────────── */

enum { CONCERN_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH) };

/* Whoever has a task of its own in the case, but property: what a caretaker saw is not for the landlord's file. The reading is logged. (I-05, I-06) */
static bool may_read(struct request *rq, struct case_id id) {
    const struct access *access = secrecy_open(rq, id, CONCERN_ZONES, "concern");
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(CONCERN_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        access_note(rq->db, access, zone, "concerns_of");
        return true;
    }
    return false;
}

struct reply concerns_page(struct request *rq, const struct concerns_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PEOPLE, &frame)) return reply_not_found(rq);
    struct concern_list_view view = {.given_name = frame.person.given_name,
                                     .readable = may_read(rq, in->case_),
                                     .may_handle = session_may(rq->session, RIGHT_INFORMATION_ASK)};
    struct concerns_of_rows rows = {0};
    if (view.readable) rows = concerns_of(rq->db, in->case_);
    view.concerns.v = arena_array(rq->arena, rows.n + 1, sizeof *view.concerns.v);
    for (size_t i = 0; i < rows.n; i++)
        view.concerns.v[view.concerns.n++] = (struct concern_view){
            .reporter = concern_reporter_text(rows.v[i].reporter),
            .reporter_name = rows.v[i].reporter_name,
            .place = rows.v[i].place,
            .said = rows.v[i].said,
            .received_at = rows.v[i].received_at,
            .handled = rows.v[i].state == CONCERN_STATE_HANDLED,
            .handled_at = rows.v[i].handled_at,
            .handler = rows.v[i].handler,
            .note = rows.v[i].note,
            .path = arena_printf(rq->arena, "/sak/%lld/bekymringer/%lld", (long long)in->case_.v, (long long)rows.v[i].id.v),
        };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_request_concerns);
    concerns_case(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply concern_finish(struct request *rq, const struct concern_finish_in *in) {
    struct concern_get_row row;
    if (!concern_get(rq->db, in->concern, &row) || row.case_id.v != in->case_.v || !may_read(rq, in->case_)) return reply_not_found(rq);
    if (request_handle_concern(rq->db, in->concern, in->note) < 0) return reply_conflict(rq, T_request_concern_handled_already);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/bekymringer", (long long)in->case_.v), T_request_concern_handled);
}
