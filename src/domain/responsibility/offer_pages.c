/* Asking another unit to take over, saying no to it, taking the question back. Every form is checked by the rules of baton.c. */
#include "domain/responsibility/pages.h"

#include "domain/law/law.h"
#include "responsibility_routes.h"
#include "responsibility_views.h"
#include "texts.h"

static struct date answer_due(const struct request *rq) {
    return law_add_working_days(law_current(), rq->today, organisation_profile()->responsibility.handover_answer_days);
}

static struct options units_that_may_hold(struct request *rq, struct unit_id except) {
    struct unit_may_hold_rows rows = unit_may_hold(rq->db, except);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < rows.n; i++)
        options.v[options.n++] =
            (struct option){arena_printf(rq->arena, "%lld", (long long)rows.v[i].id.v), name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn), NULL};
    return options;
}

static const char *unit_name_of(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : "";
}

static bool (*propose)(struct request *rq, struct case_id id, struct baton_proposal *ret_proposal);

void responsibility_on_proposal(bool (*fill)(struct request *rq, struct case_id id, struct baton_proposal *ret_proposal)) { propose = fill; }

/* Shown with its reason, and chosen beforehand; whoever offers decides. The level is health information, so it is read, and the reading logged, only
 * when the proposal is asked for. (R-035, I-05) */
static void fill_proposal(struct request *rq, const struct case_frame *frame, struct offer_form_view *view) {
    struct baton_proposal proposal;
    if (!propose || !propose(rq, frame->brief.id, &proposal)) return;
    view->level = proposal.level;
    view->measured_on = proposal.held_on;
    view->proposed = unit_name_of(rq, proposal.unit);
    view->proposed_is_us = proposal.unit.v == frame->brief.holder_unit.v;
    if (!view->proposed_is_us) view->proposed_value = arena_printf(rq->arena, "%lld", (long long)proposal.unit.v);
}

/* ── the question ─────────────────────────────────────────────────────── */

struct reply handover_offer_form(struct request *rq, const struct handover_offer_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    if (!frame.mine) return reply_conflict(rq, T_responsibility_not_holder);
    struct handover_open_of_row open;
    if (handover_open_of(rq->db, in->case_, &open)) return reply_conflict(rq, T_responsibility_already_offered);
    struct offer_form_view view = {
        .number = frame.case_number,
        .name = frame.person.given_name,
        .from = frame.holder_unit,
        .answer_due = answer_due(rq),
        .units = units_that_may_hold(rq, frame.brief.holder_unit),
        .reasons = CHOICES(rq, handover_reason, HANDOVER_REASON_OTHER),
        .keeps = CHOICES(rq, duty_kind, DUTY_KIND_OTHER),
        .asked = CHOICES(rq, person_asked, PERSON_ASKED_NOT_REACHED),
    };
    view.may_propose = propose && organisation_profile()->responsibility.functioning_count > 0;
    view.asked_to_propose = in->forslag;
    if (in->forslag) fill_proposal(rq, &frame, &view);
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_pass_on);
    responsibility_offer(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

static struct reply check_page(struct request *rq, const struct handover_offer_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    struct offer_check_view view = {
        .number = frame.case_number,
        .name = frame.person.given_name,
        .from = frame.holder_unit,
        .to = unit_name_of(rq, in->to_unit),
        .what = in->what,
        .says = in->person_says,
        .reason = (text_key)handover_reason_text(in->reason),
        .keeps = in->keeps ? (text_key)duty_kind_text(in->keeps) : 0,
        .asked = (text_key)person_asked_text(in->person_asked),
        .to_value = arena_printf(rq->arena, "%lld", (long long)in->to_unit.v),
        .reason_value = handover_reason_code(in->reason),
        .keeps_value = in->keeps ? duty_kind_code(in->keeps) : "",
        .asked_value = person_asked_code(in->person_asked),
        .answer_due = answer_due(rq),
    };
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_pass_on);
    responsibility_check(html, &view);
    case_frame_end(html);
    struct reply reply = reply_html(rq, html);
    reply.no_commit = true;
    return reply;
}

/* One form, three steps: looked at before it is sent, sent, or changed again. */
struct reply handover_offer(struct request *rq, const struct handover_offer_in *in) {
    struct baton_offer offer = {
        .to = in->to_unit, .reason = in->reason, .what = in->what, .keeps = in->keeps, .asked = in->person_asked, .says = in->person_says};
    struct handover_id handover;
    if (text_equal(in->step, "edit")) {
        struct reply reply = handover_offer_form(rq, &(struct handover_offer_form_in){.case_ = in->case_});
        reply.no_commit = true;
        return reply;
    }
    bool send = text_equal(in->step, "send");
    int fault = send ? baton_offer(rq->db, in->case_, &offer, &handover) : baton_offer_check(rq->db, in->case_, &offer);
    if (fault) return baton_refused(rq, fault);
    return send ? back_to_responsibility(rq, in->case_, T_responsibility_offered) : check_page(rq, in);
}

/* ── the answers that need words ──────────────────────────────────────── */

/* The offer as its answer forms show it; false: it is not one of this case or not waiting. */
static bool waiting_offer(struct request *rq, struct case_id id, struct handover_id handover, struct handover_history_row *ret_row) {
    struct handover_history_rows rows = handover_history(rq->db, id);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].id.v != handover.v) continue;
        *ret_row = rows.v[i];
        return rows.v[i].state == HANDOVER_STATE_OFFERED || rows.v[i].state == HANDOVER_STATE_ESCALATED;
    }
    return false;
}

static struct answer_form_view answer_view(struct request *rq, const struct case_frame *frame, const struct handover_history_row *row) {
    return (struct answer_form_view){
        .number = frame->case_number,
        .handover = row->id.v,
        .name = frame->person.given_name,
        .from = name_in(rq, row->from_nb, row->from_nn),
        .to = name_in(rq, row->to_nb, row->to_nn),
        .what = row->what,
    };
}

struct reply handover_refuse_form(struct request *rq, const struct handover_refuse_form_in *in) {
    struct case_frame frame;
    struct handover_history_row row;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    if (!waiting_offer(rq, in->case_, in->handover, &row)) return reply_conflict(rq, T_responsibility_answered);
    if (row.to_unit.v != rq->session->unit.v) return reply_conflict(rq, T_responsibility_not_receiver);
    struct answer_form_view view = answer_view(rq, &frame, &row);
    view.reasons = CHOICES(rq, refusal_reason, REFUSAL_REASON_OTHER);
    view.units = organisation_unit_options(rq->db, rq->lang, rq->session->unit);
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_say_no);
    responsibility_refuse(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

struct reply handover_refuse(struct request *rq, const struct handover_refuse_in *in) {
    struct baton_refusal refusal = {.reason = in->refusal, .text = in->refusal_text, .proposed = in->proposed};
    int fault = baton_refuse(rq->db, in->case_, in->handover, &refusal);
    if (fault) return baton_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/"), T_responsibility_refused); /* the case is no longer this unit's to see */
}

struct reply handover_withdraw_form(struct request *rq, const struct handover_withdraw_form_in *in) {
    struct case_frame frame;
    struct handover_history_row row;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    if (!waiting_offer(rq, in->case_, in->handover, &row)) return reply_conflict(rq, T_responsibility_answered);
    if (row.from_unit.v != rq->session->unit.v) return reply_conflict(rq, T_responsibility_not_holder);
    struct answer_form_view view = answer_view(rq, &frame, &row);
    view.reasons = CHOICES(rq, withdrawal_reason, WITHDRAWAL_REASON_OTHER);
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_take_back);
    responsibility_withdraw(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

struct reply handover_withdraw(struct request *rq, const struct handover_withdraw_in *in) {
    if (in->withdrawal > WITHDRAWAL_REASON_OTHER) {
        form_error(rq, "withdrawal", T_responsibility_choose_reason);
        return reply_invalid(rq);
    }
    int fault = baton_withdraw(rq->db, in->case_, in->handover, in->withdrawal, in->withdrawal_text);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_withdrawn);
}
