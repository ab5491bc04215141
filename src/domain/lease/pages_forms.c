/* The landlord's forms: a lease, the talk about what comes after, a notice beforehand, a new rent, an inspection. */
#include "domain/lease/pages.h"

#include "lease_routes.h"
#include "lease_sql.h"
#include "texts.h"

static struct lease_form_view form_view(struct request *rq, const struct lease_frame *frame, const char *end) {
    struct case_id id = frame->frame.brief.id;
    return (struct lease_form_view){
        .given_name = frame->frame.person.given_name,
        .path = lease_path(rq, id, end),
        .back = lease_path(rq, id, ""),
        .today = date_iso(rq->arena, rq->today),
        .kinds = lease_kind_options(rq->arena, rq->lang),
        .deposits = lease_deposit_options(rq->arena, rq->lang),
        .shorts = lease_short_why_options(rq->arena, rq->lang),
        .buys = lease_can_buy_options(rq->arena, rq->lang),
        .results = lease_review_result_options(rq->arena, rq->lang),
        .changes = rent_change_kind_options(rq->arena, rq->lang),
        .reasons = inspection_reason_options(rq->arena, rq->lang),
    };
}

static struct reply draw(struct request *rq, const struct lease_frame *frame, const struct lease_form_view *view, text_key title,
                         void (*form)(struct html *, const struct lease_form_view *)) {
    struct html *h = html_new(rq);
    lease_frame_begin(h, rq, frame, title);
    form(h, view);
    lease_frame_end(h, frame);
    return reply_html(rq, h);
}

/* The lease that the form is about, and that this unit may do something with. */
static int ours(struct request *rq, struct case_id id, struct lease_frame *ret_frame, struct lease_brief *ret_lease) {
    if (!lease_frame_read(rq, id, ret_frame) || !lease_of_case(rq->db, id, ret_lease)) return LEASE_NOT_FOUND;
    if (!lease_access(rq, id)) return LEASE_NO_ACCESS;
    return lease_is_ours(ret_lease, rq->session->unit) ? LEASE_DONE : LEASE_NOT_YOURS;
}

/* ── a lease ──────────────────────────────────────────────────────────── */

/* More time for the lease that is looked at, after the decision about it. */
static bool is_renewal(struct request *rq, struct case_id id, struct lease_brief *ret_old, struct decision_part_id *ret_part) {
    bool granted = false;
    if (!lease_of_case(rq->db, id, ret_old) || ret_old->state != LEASE_STATE_REVIEW) return false;
    *ret_part = lease_decision_after_talk(rq->db, ret_old, &granted);
    return ret_part->v && granted;
}

struct reply lease_new_page(struct request *rq, const struct lease_new_page_in *in) {
    struct lease_frame frame;
    struct lease_brief old;
    struct decision_part_id part;
    if (!lease_frame_read(rq, in->case_, &frame)) return reply_not_found(rq);
    if (!lease_access(rq, in->case_)) return reply_denied(rq, T_lease_no_access);
    struct lease_form_view view = form_view(rq, &frame, "/ny");
    view.kind = lease_kind_code(LEASE_KIND_FIXED);
    view.months = arena_printf(rq->arena, "%lld", (long long)lease_months(&(struct lease_terms){0}));
    view.deposit_kind = lease_deposit_code(LEASE_DEPOSIT_NONE);
    view.renewing = is_renewal(rq, in->case_, &old, &part);
    if (view.renewing) {
        struct lease_dwelling_row home;
        if (lease_dwelling(rq->db, old.dwelling, &home)) view.object_number = home.object_number;
        view.from = date_iso(rq->arena, date_add_days(old.until, 1));
        view.rent = arena_printf(rq->arena, "%lld", (long long)lease_rent_on(rq->db, &old, rq->today));
    }
    return draw(rq, &frame, &view, view.renewing ? T_lease_renew_title : T_lease_new_title, lease_form);
}

static struct lease_terms terms_of(const struct lease_new_in *in) {
    return (struct lease_terms){
        .case_ = in->case_,
        .kind = in->kind,
        .from = in->from,
        .months = in->months.has ? in->months.v : 0,
        .rent = in->rent,
        .deposit = in->deposit.has ? in->deposit.v : 0,
        .deposit_kind = in->deposit_kind,
        .told_public = in->told_public,
        .told_fixed = in->told_fixed,
        .except_term = in->except_term,
        .except_sublet = in->except_sublet,
        .except_household = in->except_household,
        .short_why = in->short_why,
        .terms = in->terms,
        .short_reason = in->short_reason,
        .again_reason = in->again_reason,
    };
}

struct reply lease_new(struct request *rq, const struct lease_new_in *in) {
    struct lease_dwelling_by_number_row home;
    struct lease_brief old;
    struct lease_id lease;
    struct lease_rules wrong = {.n = 0};
    struct lease_terms terms = terms_of(in);
    if (!lease_dwelling_by_number(rq->db, in->dwelling_number, &home)) {
        form_error(rq, "dwelling_number", T_lease_home_unknown);
        return reply_invalid(rq);
    }
    terms.dwelling = home.id;
    if (is_renewal(rq, in->case_, &old, &terms.part)) terms.renews = old.id;
    int fault = lease_draft(rq->db, lease_access(rq, in->case_), &terms, &lease, &wrong);
    for (size_t i = 0; i < wrong.n; i++) {
        struct lease_rule_text text = lease_rule_text(wrong.v[i]);
        form_error(rq, text.field, text.why);
    }
    if (wrong.n) return reply_invalid(rq);
    return lease_done(rq, in->case_, fault, T_lease_was_drafted);
}

/* ── what comes after ─────────────────────────────────────────────────── */

struct reply lease_talk_page(struct request *rq, const struct lease_talk_page_in *in) {
    struct lease_frame frame;
    struct lease_brief lease;
    int fault = ours(rq, in->case_, &frame, &lease);
    if (fault) return lease_refused(rq, fault);
    struct lease_form_view view = form_view(rq, &frame, "/samtale");
    view.until = lease.until;
    return draw(rq, &frame, &view, T_lease_talk_title, lease_talk_form);
}

struct reply lease_talk_save(struct request *rq, const struct lease_talk_save_in *in) {
    struct lease_brief lease;
    const struct lease_talk talk = {in->met_on,       in->income_steady, in->debt_in_order, in->has_savings,
                                    in->wants_to_own, in->can_buy,       in->result,        in->words};
    if (!lease_of_case(rq->db, in->case_, &lease)) return reply_not_found(rq);
    return lease_done(rq, in->case_, lease_review_add(rq->db, lease_access(rq, in->case_), lease.id, &talk), T_lease_was_talked);
}

struct reply lease_told_page(struct request *rq, const struct lease_told_page_in *in) {
    struct lease_frame frame;
    struct lease_brief lease;
    int fault = ours(rq, in->case_, &frame, &lease);
    if (fault) return lease_refused(rq, fault);
    if (lease.state != LEASE_STATE_REVIEW) return reply_conflict(rq, T_lease_wrong_state);
    struct lease_form_view view = form_view(rq, &frame, "/forhandsvarsel");
    view.answer_by = date_iso(rq->arena, deadline_end(law_current(), CLOCK_PRIOR_NOTICE, rq->today));
    view.until = lease.until;
    return draw(rq, &frame, &view, T_lease_told_title, lease_told_form);
}

struct reply lease_told_save(struct request *rq, const struct lease_told_save_in *in) {
    struct lease_brief lease;
    if (!lease_of_case(rq->db, in->case_, &lease)) return reply_not_found(rq);
    return lease_done(rq, in->case_, lease_tell_beforehand(rq->db, lease_access(rq, in->case_), lease.id, in->answer_by, in->words),
                      T_lease_was_told);
}

/* ── rent and inspections ─────────────────────────────────────────────── */

struct reply lease_rent_page(struct request *rq, const struct lease_rent_page_in *in) {
    struct lease_frame frame;
    struct lease_brief lease;
    int fault = ours(rq, in->case_, &frame, &lease);
    if (fault) return lease_refused(rq, fault);
    struct lease_form_view view = form_view(rq, &frame, "/leie");
    view.old_rent = lease_rent_on(rq->db, &lease, rq->today);
    view.rent = number_text(rq->arena, rq->lang, view.old_rent);
    return draw(rq, &frame, &view, T_lease_rent_title, lease_rent_form);
}

struct reply lease_rent_save(struct request *rq, const struct lease_rent_save_in *in) {
    struct lease_brief lease;
    const struct lease_rent_new change = {
        in->kind, in->told_on, in->from, in->new_rent, in->kpi_from.has ? in->kpi_from.v : 0, in->kpi_to.has ? in->kpi_to.v : 0};
    if (!lease_of_case(rq->db, in->case_, &lease)) return reply_not_found(rq);
    return lease_done(rq, in->case_, lease_rent_change(rq->db, lease_access(rq, in->case_), lease.id, &change), T_lease_rent_was_changed);
}

struct reply lease_inspection_page(struct request *rq, const struct lease_inspection_page_in *in) {
    struct lease_frame frame;
    struct lease_brief lease;
    int fault = ours(rq, in->case_, &frame, &lease);
    if (fault) return lease_refused(rq, fault);
    struct lease_form_view view = form_view(rq, &frame, "/befaring");
    return draw(rq, &frame, &view, T_lease_inspect_title, lease_inspect_form);
}

struct reply lease_inspection_save(struct request *rq, const struct lease_inspection_save_in *in) {
    struct lease_brief lease;
    const struct lease_visit visit = {in->reason, in->told_on, in->on_date, in->at};
    if (!lease_of_case(rq->db, in->case_, &lease)) return reply_not_found(rq);
    return lease_done(rq, in->case_, lease_inspect(rq->db, lease_access(rq, in->case_), lease.id, &visit), T_lease_inspection_was_told);
}
