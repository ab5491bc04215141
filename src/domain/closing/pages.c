/* The pages of a case that rests, of asking her again, and the unit's list. The rules are in rest.c and offer.c. */
#include "domain/closing/internal.h"

#include "closing_routes.h"
#include "closing_views.h"
#include "domain/work/case_frame.h"
#include "texts.h"

const char *closing_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, rest);
}

const char *closing_link(struct request *rq, struct case_id id, const char *rest) {
    return case_frame_may_open(rq->session, rest) ? closing_path(rq, id, rest) : NULL;
}

struct reply closing_no_to(struct request *rq, int fault) {
    struct closing_fault_text text = closing_fault_text(fault);
    if (fault == CLOSING_NOT_FOUND) return reply_not_found(rq);
    if (fault == CLOSING_NOT_HOLDER) return reply_denied(rq, text.why);
    if (!text.field && fault != CLOSING_STILL_OPEN) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static struct reply done(struct request *rq, struct case_id id, const char *rest, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", closing_path(rq, id, rest)), notice);
}

/* ── rest ─────────────────────────────────────────────────────────────── */

static void read_rest(struct request *rq, const struct case_frame *frame, struct rest_view *view) {
    struct rest_last_row rest;
    struct rest_look_task_row task;
    view->waits = frame->brief.state == CASE_STATE_OPEN && rest_look_task(rq->db, frame->brief.id, &task);
    if (!rest_last(rq->db, frame->brief.id, &rest) || !(view->resting || view->waits)) return;
    view->reason = (text_key)rest_reason_text(rest.reason);
    view->look_at = rest.look_at;
    view->looks = rest.staff_name;
    view->by = arena_printf(rq->arena, "%s, %s", rest.by_name, date_day(rq->arena, rq->lang, instant_oslo_date(rest.at), rq->today));
}

struct reply rest_page(struct request *rq, const struct rest_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    int most = organisation_profile()->responsibility.resting_look_days;
    struct rest_view view = {
        .name = frame.person.given_name,
        .path = closing_path(rq, in->case_, "/hvile"),
        .close = closing_link(rq, in->case_, "/avslutning"),
        .offer = closing_link(rq, in->case_, "/spor-igjen"),
        .holder = frame.holder_unit,
        .mine = frame.mine,
        .resting = frame.brief.state == CASE_STATE_RESTING,
        .open = frame.brief.state == CASE_STATE_OPEN || frame.brief.state == CASE_STATE_RESTING,
        .look_at = frame.brief.look_at,
        .suggested = date_iso(rq->arena, date_add_days(rq->today, most < 30 ? most : 30)),
        .latest = date_long(rq->arena, rq->lang, date_add_days(rq->today, most)),
        .reasons = rest_reason_options(rq->arena, rq->lang),
        .staff = organisation_staff_options(rq->db, rq->session->unit, rq->today),
    };
    read_rest(rq, &frame, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_closing_rest_title);
    closing_rest_body(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply rest_start(struct request *rq, const struct rest_start_in *in) {
    int fault = rest_begin(rq->db, in->case_, in->reason, in->look_at, in->staff);
    return fault ? closing_no_to(rq, fault) : done(rq, in->case_, "/hvile", T_closing_rest_begun);
}

struct reply rest_stop(struct request *rq, const struct rest_stop_in *in) {
    int fault = rest_end(rq->db, in->case_);
    return fault ? closing_no_to(rq, fault) : done(rq, in->case_, "", T_closing_rest_ended);
}

/* ── asked again ──────────────────────────────────────────────────────── */

static void read_offers(struct request *rq, struct case_id id, struct offer_view *view) {
    struct declined_now_row now;
    struct offered_list_rows rows = offered_list(rq->db, id);
    view->rows = (struct offered_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->rows.v[i] = (struct offered_row){rows.v[i].on_date, rows.v[i].next_on, rows.v[i].answer,
                                               (text_key)offer_answer_text(rows.v[i].answer), rows.v[i].by_name};
    view->declined = declined_now(rq->db, id, &now);
    if (!view->declined) return;
    view->home_only = now.home_only;
    view->since = instant_oslo_date(now.since);
    view->next_on = now.next_on;
    view->due = now.next_on.days <= rq->today.days;
    view->by = now.by_name;
}

struct reply offer_again_page(struct request *rq, const struct offer_again_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_SERVICES, &frame)) return reply_not_found(rq);
    struct date latest = offer_at_latest(rq->today), month = date_add_days(rq->today, 30);
    struct offer_view view = {
        .name = frame.person.given_name,
        .path = closing_path(rq, in->case_, "/spor-igjen"),
        .service = closing_link(rq, in->case_, "/tjeneste/ny"),
        .closed = frame.brief.state == CASE_STATE_CLOSED,
        .today = date_iso(rq->arena, rq->today),
        .suggested = date_iso(rq->arena, month.days < latest.days ? month : latest),
        .latest = date_long(rq->arena, rq->lang, latest),
        .answers = offer_answer_options(rq->arena, rq->lang),
    };
    read_offers(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_closing_offer_title);
    closing_offer_body(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply help_decline(struct request *rq, const struct help_decline_in *in) {
    int fault = offer_declined(rq->db, in->case_, in->home_only, in->next_on);
    return fault ? closing_no_to(rq, fault) : done(rq, in->case_, "/spor-igjen", T_closing_decline_done);
}

struct reply help_answer(struct request *rq, const struct help_answer_in *in) {
    int fault = offer_answered(rq->db, in->case_, in->answer, in->on_date, in->next_on);
    if (fault) return closing_no_to(rq, fault);
    return done(rq, in->case_, "/spor-igjen", in->answer == OFFER_ANSWER_YES ? T_closing_offer_yes : T_closing_offer_again_later);
}

/* ── the unit's list ──────────────────────────────────────────────────── */

static struct unit_row row_of(struct request *rq, struct case_id id, const char *rest, const char *given, const char *family) {
    const char *name = text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
    return (struct unit_row){.path = closing_path(rq, id, rest), .name = name};
}

static void read_resting(struct request *rq, struct unit_rows *list) {
    struct unit_resting_rows rows = unit_resting(rq->db, rq->session->unit);
    *list = (struct unit_rows){arena_array(rq->arena, rows.n + 1, sizeof *list->v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        list->v[i] = row_of(rq, rows.v[i].id, "/hvile", rows.v[i].given_name, rows.v[i].family_name);
        list->v[i].staff = rows.v[i].staff_name;
        list->v[i].day = rows.v[i].look_at;
        list->v[i].late = rows.v[i].look_at.days <= rq->today.days;
    }
}

static void read_asked(struct request *rq, struct unit_rows *list) {
    struct unit_asked_again_rows rows = unit_asked_again(rq->db, rq->session->unit);
    *list = (struct unit_rows){arena_array(rq->arena, rows.n + 1, sizeof *list->v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        list->v[i] = row_of(rq, rows.v[i].id, "/spor-igjen", rows.v[i].given_name, rows.v[i].family_name);
        list->v[i].staff = rows.v[i].staff_name;
        list->v[i].day = rows.v[i].next_on;
        list->v[i].late = rows.v[i].next_on.days <= rq->today.days;
        list->v[i].note = text_of(rq->lang, rows.v[i].home_only ? T_closing_only_home : T_closing_not_now);
    }
}

static void read_closing(struct request *rq, struct unit_rows *list) {
    struct unit_closing_rows rows = unit_closing(rq->db, rq->session->unit);
    *list = (struct unit_rows){arena_array(rq->arena, rows.n + 1, sizeof *list->v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        list->v[i] = row_of(rq, rows.v[i].id, "/avslutning", rows.v[i].given_name, rows.v[i].family_name);
        list->v[i].staff = rows.v[i].proposer;
        list->v[i].day = instant_oslo_date(rows.v[i].proposed_at);
        list->v[i].note = text_of(rq->lang, closing_ground_text(rows.v[i].ground));
    }
}

struct reply unit_resting_page(struct request *rq, const struct unit_resting_page_in *in) {
    (void)in;
    struct unit_resting_view view = {.unit = rq->session->unit_name};
    read_closing(rq, &view.closing.rows);
    read_asked(rq, &view.asked.rows);
    read_resting(rq, &view.resting.rows);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_closing_unit_title, .nav = "/enhet"});
    closing_unit_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
