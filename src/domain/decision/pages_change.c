/* Changing a part that is in force: the quick change, the prior notice and her answer, a part that comes later still, the agreement. */
#include "domain/decision/adjust.h"
#include "domain/decision/agreement.h"
#include "domain/decision/notice.h"
#include "domain/decision/pages.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "decision_views.h"
#include "texts.h"

/* ── the page ─────────────────────────────────────────────────────────── */

static struct options directions_of(struct request *rq) {
    const enum amendment directions[] = {AMENDMENT_IN_FAVOUR, AMENDMENT_AS_ASKED};
    struct options options = {arena_array(rq->arena, 2, sizeof(struct option)), 2};
    for (size_t i = 0; i < 2; i++)
        options.v[i] = (struct option){amendment_code(directions[i]), text_of(rq->lang, amendment_text(directions[i])), NULL};
    return options;
}

static struct notice_view notice_of(const struct sight *sight, const struct part *part) {
    struct request *rq = sight->rq;
    struct notice_brief notice;
    struct notice_words words = {0};
    struct decision_part_id root = part_root(rq->db, part->id);
    if (!prior_notice_of_part(rq->db, root, &notice)) return (struct notice_view){0};
    bool readable = prior_notice_read(rq->db, sight->access, notice.id, part->zone, &words);
    return (struct notice_view){
        .stands = true,
        .ready = prior_notice_ready(rq->db, root, rq->today),
        .answered = !date_is_none(notice.answered_on),
        .readable = readable,
        .plan = text_of(rq->lang, notice_plan_text(notice.plan)),
        .channel = text_of(rq->lang, delivery_channel_text(notice.channel)),
        .answer = notice.answer ? text_of(rq->lang, prior_answer_text(notice.answer)) : NULL,
        .way = notice.way ? text_of(rq->lang, answer_way_text(notice.way)) : NULL,
        .planned = words.planned, .why = words.why, .her_answer = words.her_answer,
        .letter = part_path(rq->arena, &sight->joint, part, "/varsel/brev"),
        .from = notice.from, .sent_on = notice.sent_on, .answer_by = notice.answer_by, .answered_on = notice.answered_on,
        .has_from = !date_is_none(notice.from),
    };
}

static void fill_amount(const struct sight *sight, const struct part *part, struct change_view *view) {
    struct part_form_view form;
    fill_form(sight, part, &form);
    view->amount_kind = form.amount_kind;
    view->least = form.least;
    view->least_in = form.least_in;
    view->most = form.most;
    view->most_in = form.most_in;
    view->usual = form.usual;
    view->usual_in = form.usual_in;
    view->per = form.per;
    view->contact = form.contact;
    view->amount_kinds = form.amount_kinds;
    view->time_units = form.time_units;
    view->periods = form.periods;
    view->staff = form.staff;
    view->hidden = form.hidden;
}

static void fill_agreement(const struct sight *sight, const struct part *part, struct change_view *view) {
    struct request *rq = sight->rq;
    struct agreement_brief agreement = agreement_of(rq->db, sight->access, part);
    view->agreement_states = agreement_state_options(rq->arena, rq->lang);
    view->agreement_state = agreement_state_code(agreement.state ? agreement.state : AGREEMENT_STATE_MAPPING);
    view->agreement_words = agreement.words;
    if (!agreement.state) return;
    bool agreed = agreement.state == AGREEMENT_STATE_AGREED;
    const char *text = arena_printf(rq->arena, "%s, %s", text_of(rq->lang, agreement_state_text(agreement.state)),
                                    date_long(rq->arena, rq->lang, agreement.on));
    view->agreement_mark = status_mark(agreed ? "success" : "neutral", text);
}

struct reply decision_change_page(struct request *rq, const struct decision_change_page_in *in) {
    struct sight sight;
    if (!sight_read(rq, in->case_, in->decision, &sight)) return reply_not_found(rq);
    const struct part *part = sight_part(&sight, in->part);
    if (!part || joint_open(sight.joint.state)) return reply_not_found(rq);
    struct change_view view = {
        .name = part_name(rq->lang, part),
        .given_name = sight.frame.person.given_name,
        .path = part_path(rq->arena, &sight.joint, part, ""),
        .back = decision_path(rq->arena, &sight.joint),
        .amount = amount_plain(rq->arena, rq->lang, &part->amount),
        .content = part->text.content,
        .today = date_iso(rq->arena, rq->today),
        .answer_by = date_iso(rq->arena, deadline_end(law_current(), CLOCK_PRIOR_NOTICE, rq->today)),
        .from = part->from, .until = part->until, .later_by = part_due(rq->db, part),
        .readable = part->readable,
        .granted = part->state == PART_STATE_SIGNED && part->outcome == PART_OUTCOME_GRANTED,
        .later = part->state == PART_STATE_LATER,
        .timed = kind_is_service(part->kind),
        .service = kind_is_service(part->kind),
        .suspended = decision_suspended(rq->db, part_root(rq->db, part->id)),
        .directions = directions_of(rq),
        .plans = notice_plan_options(rq->arena, rq->lang),
        .channels = delivery_channel_options(rq->arena, rq->lang),
        .replies = prior_answer_options(rq->arena, rq->lang),
        .ways = answer_way_options(rq->arena, rq->lang),
        .delays = delay_reason_options(rq->arena, rq->lang),
        .notice = notice_of(&sight, part),
    };
    fill_amount(&sight, part, &view);
    if (view.service) fill_agreement(&sight, part, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &sight.frame, T_decision_change_title);
    decision_change(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── the quick change ─────────────────────────────────────────────────── */

static struct amount amount_in(const struct decision_quick_change_in *in) {
    struct amount amount = {in->amount_kind, minutes_in(in->least, in->least_in), minutes_in(in->most, in->most_in), minutes_in(in->usual, in->usual_in), in->per};
    if (amount.kind == AMOUNT_KIND_FIXED) amount.least = amount.most;
    return amount;
}

static void check_amount(struct request *rq, const struct amount *amount) {
    if (amount->kind != AMOUNT_KIND_FIXED && amount->kind != AMOUNT_KIND_BAND) return;
    if (amount->most <= 0) form_error(rq, "most", T_decision_most_missing);
    if (amount->least < 0) form_error(rq, "least", T_decision_least_missing);
    if (amount->most > 0 && amount->least > amount->most) form_error(rq, "least", T_decision_least_more_than_most);
    if (!amount->per) form_error(rq, "per", T_field_required);
}

static text_key adjusted_notice(enum adjusted adjusted) {
    switch (adjusted) {
    case ADJUSTED_ISSUED: return T_decision_adjusted_issued;
    case ADJUSTED_TO_SIGN: return T_decision_adjusted_to_sign;
    case ADJUSTED_TO_FINISH: return T_decision_adjusted_to_finish;
    }
    return T_decision_saved;
}

struct reply decision_quick_change(struct request *rq, const struct decision_quick_change_in *in) {
    struct joint_decision_id draft;
    enum adjusted adjusted;
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    struct adjustment adjustment = {
        .part = in->part, .direction = in->direction, .contact = in->contact, .amount = amount_in(in), .from = in->from, .until = in->until,
        .why = in->why, .her_view = in->her_view, .weight = in->weight, .impartial = in->impartial,
    };
    check_amount(rq, &adjustment.amount);
    if (!in->impartial) form_error(rq, "impartial", T_decision_impartial_missing);
    if (in->direction == AMENDMENT_AS_ASKED && text_empty(in->her_view)) form_error(rq, "her_view", T_decision_gap_view);
    if (rq->form->refused) return reply_invalid(rq);
    int result = decision_adjust(rq->db, decision_access(rq, in->decision), &adjustment, &draft, &adjusted);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_changed_meanwhile);
    if (result == ERR_DENIED) return reply_denied(rq, T_decision_gap_unreadable);
    if (result < 0) {
        form_error(rq, "direction", T_decision_adjust_refused);
        return reply_invalid(rq);
    }
    if (adjusted == ADJUSTED_ISSUED) decision_tell_given(rq->db, draft);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)in->case_.v, (long long)draft.v), adjusted_notice(adjusted));
}

/* ── the prior notice ─────────────────────────────────────────────────── */

static struct reply back_to_change(struct request *rq, const struct case_id id, struct joint_decision_id decision, struct decision_part_id part) {
    return reply_see_other(rq, "/sak/%lld/vedtak/%lld/del/%lld/endring", (long long)id.v, (long long)decision.v, (long long)part.v);
}

struct reply decision_notice_send(struct request *rq, const struct decision_notice_send_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    struct notice_new notice = {in->part, in->plan, in->plan_from, in->channel, in->sent_on, in->answer_by, in->planned, in->because};
    if (in->sent_on.days > rq->today.days) form_error(rq, "sent_on", T_decision_notice_in_future);
    if (in->answer_by.days < deadline_end(law_current(), CLOCK_PRIOR_NOTICE, in->sent_on).days) form_error(rq, "answer_by", T_decision_notice_too_short);
    if (rq->form->refused) return reply_invalid(rq);
    int result = prior_notice_send(rq->db, decision_access(rq, in->decision), &notice);
    if (result == ERR_DENIED) return reply_denied(rq, T_decision_gap_unreadable);
    if (result == ERR_INVALID) {
        form_error(rq, "sent_on", T_decision_notice_in_future);
        return reply_invalid(rq);
    }
    if (result < 0) return reply_conflict(rq, T_decision_notice_stands);
    return reply_with_notice(back_to_change(rq, in->case_, in->decision, in->part), T_decision_notice_noted);
}

static bool open_notice(struct request *rq, struct decision_part_id part, struct notice_brief *ret_notice) {
    return prior_notice_of_part(rq->db, part_root(rq->db, part), ret_notice);
}

struct reply decision_notice_answered(struct request *rq, const struct decision_notice_answered_in *in) {
    struct notice_brief notice;
    if (!part_in_case(rq, in->case_, in->decision, in->part) || !open_notice(rq, in->part, &notice)) return reply_not_found(rq);
    int result = prior_notice_take_answer(rq->db, decision_access(rq, in->decision), notice.id, in->reply, in->reply_way, in->reply_words);
    if (result == ERR_DENIED) return reply_denied(rq, T_decision_gap_unreadable);
    if (result < 0) return reply_conflict(rq, T_decision_notice_answered_already);
    return reply_with_notice(back_to_change(rq, in->case_, in->decision, in->part), T_decision_answer_noted);
}

struct reply decision_notice_withdrawn(struct request *rq, const struct decision_notice_withdrawn_in *in) {
    struct notice_brief notice;
    if (!part_in_case(rq, in->case_, in->decision, in->part) || !open_notice(rq, in->part, &notice)) return reply_not_found(rq);
    if (prior_notice_drop(rq->db, notice.id) < 0) return reply_conflict(rq, T_decision_changed_meanwhile);
    return reply_with_notice(back_to_change(rq, in->case_, in->decision, in->part), T_decision_notice_is_withdrawn);
}

/* The letter about a part's notice. ERR_NOT_FOUND: there is none, or it is not readable. */
static int notice_letter_of(const struct sight *sight, struct decision_part_id id, struct letter **ret_letter) {
    struct request *rq = sight->rq;
    struct notice_brief notice;
    const struct part *part = sight_part(sight, id);
    if (!part || !open_notice(rq, id, &notice)) return ERR_NOT_FOUND;
    return notice_letter(rq->db, sight->access, &(struct notice_letter_wish){&sight->joint, part, &notice}, ret_letter);
}

struct reply decision_notice_page(struct request *rq, const struct decision_notice_page_in *in) {
    struct sight sight;
    struct letter *letter;
    if (!sight_read(rq, in->case_, in->decision, &sight) || notice_letter_of(&sight, in->part, &letter) < 0) return reply_not_found(rq);
    const char *change = part_path(rq->arena, &sight.joint, sight_part(&sight, in->part), "/endring");
    struct notice_letter_view view = {change, part_path(rq->arena, &sight.joint, sight_part(&sight, in->part), "/varsel/brev.pdf")};
    struct html *h = html_new(rq);
    case_frame_begin(h, &sight.frame, T_decision_notice_letter_title);
    decision_notice_top(h, &view);
    letter_html(h, letter);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply decision_notice_file(struct request *rq, const struct decision_notice_file_in *in) {
    struct sight sight;
    struct letter *letter;
    struct blob pdf;
    if (!sight_read(rq, in->case_, in->decision, &sight) || notice_letter_of(&sight, in->part, &letter) < 0) return reply_not_found(rq);
    if (letter_pdf(letter, rq->arena, &pdf) < 0) return reply_conflict(rq, T_decision_letter_failed);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "varsel-%lld.pdf", (long long)in->part.v), pdf);
}

/* ── later still; the agreement ───────────────────────────────────────── */

struct reply decision_part_delayed(struct request *rq, const struct decision_part_delayed_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    int result = decision_delay(rq->db, in->part, in->new_by, in->delay, rq->today);
    if (result == ERR_INVALID) {
        form_error(rq, "new_by", T_decision_delay_not_later);
        return reply_invalid(rq);
    }
    if (result < 0) return reply_conflict(rq, T_decision_changed_meanwhile);
    return reply_with_notice(back_to_change(rq, in->case_, in->decision, in->part), T_decision_delay_noted);
}

struct reply decision_agreement(struct request *rq, const struct decision_agreement_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    int result = agreement_step(rq->db, decision_access(rq, in->decision), in->part, in->agreement, in->agreed);
    if (result == ERR_DENIED) return reply_denied(rq, T_decision_gap_unreadable);
    if (result < 0) {
        form_error(rq, "agreed", T_decision_agreement_empty);
        return reply_invalid(rq);
    }
    struct part_get_row row;
    bool draft = part_get(rq->db, in->part, &row) && joint_open(row.joint_state);
    struct reply reply = draft ? reply_see_other(rq, "/sak/%lld/vedtak/%lld/del/%lld", (long long)in->case_.v, (long long)in->decision.v, (long long)in->part.v)
                               : back_to_change(rq, in->case_, in->decision, in->part);
    return reply_with_notice(reply, T_decision_agreement_noted);
}
