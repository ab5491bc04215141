/* What is done about an appeal: from form to rule, and back to the page of the part. The rules are in the other files. */
#include "domain/appeal/pages.h"

#include "texts.h"

/* How an act is answered: what is said when it is done, and beside which field what when a rule refuses it. */
struct say {
    text_key done;
    const char *field;
    text_key wrong;
};

static struct reply refused(struct request *rq, int result, const struct say *say) {
    switch (result) {
    case ERR_NOT_FOUND: return reply_not_found(rq);
    case ERR_DENIED: return reply_denied(rq, T_appeal_not_yours);
    case ERR_INVALID: form_error(rq, say->field, say->wrong); return reply_invalid(rq);
    case ERR_CONFLICT: return reply_conflict(rq, T_appeal_moved_on);
    }
    return reply_conflict(rq, T_appeal_letter_failed);
}

static struct reply to_part(struct request *rq, struct case_id id, struct appeal_part_id part, int result, const struct say *say) {
    if (result < 0) return refused(rq, result, say);
    return reply_with_notice(reply_see_other(rq, "%s", appeal_part_path(rq, id, part)), say->done);
}

static struct reply to_list(struct request *rq, struct case_id id, int result, const struct say *say) {
    if (result < 0) return refused(rq, result, say);
    return reply_with_notice(reply_see_other(rq, "%s", appeal_base(rq, id)), say->done);
}

static bool is_of_case(struct request *rq, struct case_id id, struct appeal_part_id part) {
    struct appeal_part_get_row row;
    return appeal_part_get(rq->db, part, &row) && row.case_id.v == id.v;
}

static const struct access *access_of(struct request *rq, struct case_id id) { return appeal_access(rq, id, appeal_zones()); }

#define PART_OF_CASE(in) \
    if (!is_of_case(rq, (in)->case_, (in)->part)) return reply_not_found(rq)

/* ── first instance ───────────────────────────────────────────────────── */

struct reply appeal_add_words(struct request *rq, const struct appeal_add_words_in *in) {
    PART_OF_CASE(in);
    int result = appeal_comment(rq->db, access_of(rq, in->case_), in->part, in->words);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_words_added, "words", T_field_required});
}

struct reply appeal_start(struct request *rq, const struct appeal_start_in *in) {
    PART_OF_CASE(in);
    return to_part(rq, in->case_, in->part, appeal_begin(rq->db, in->part), &(struct say){.done = T_appeal_begun});
}

struct reply appeal_lacks(struct request *rq, const struct appeal_lacks_in *in) {
    PART_OF_CASE(in);
    unsigned faults =
        (in->no_signature ? FAULT_SIGNATURE : 0u) | (in->no_decision ? FAULT_DECISION : 0u) | (in->no_change ? FAULT_CHANGE : 0u);
    int result = appeal_ask_correction(rq->db, access_of(rq, in->case_), in->part, faults);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_fix_asked, "no_signature", T_appeal_choose_fault});
}

struct reply appeal_fix(struct request *rq, const struct appeal_fix_in *in) {
    PART_OF_CASE(in);
    int result = appeal_corrected(rq->db, access_of(rq, in->case_), in->part, in->correction, in->is_signed);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_fix_noted, "correction", T_appeal_nothing_corrected});
}

struct reply appeal_accept(struct request *rq, const struct appeal_accept_in *in) {
    PART_OF_CASE(in);
    struct appeal_part_get_row part;
    struct appeal_get_row appeal;
    bool known = appeal_part_get(rq->db, in->part, &part) && appeal_get(rq->db, part.appeal_id, &appeal);
    bool late = known && part.timely == APPEAL_TIME_LATE;
    text_key wrong = known && !appeal.signed_ ? T_appeal_sign_first : late ? T_appeal_late_needs_reason : T_appeal_too_late_about;
    int result = appeal_take_in(rq->db, access_of(rq, in->case_), in->part, in->late_ground, in->late_reason);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_taken_in, late && appeal.signed_ ? "late_reason" : NULL, wrong});
}

struct reply appeal_reject(struct request *rq, const struct appeal_reject_in *in) {
    PART_OF_CASE(in);
    int result = appeal_dismiss(rq->db, access_of(rq, in->case_), in->part, in->ground, in->why);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_dismissed, "ground", T_appeal_ground_wrong});
}

struct reply appeal_alter(struct request *rq, const struct appeal_alter_in *in) {
    PART_OF_CASE(in);
    int result = appeal_change(rq->db, access_of(rq, in->case_), in->part, in->extent == CHANGE_EXTENT_IN_FULL, in->reasons);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_changed_now, "reasons", T_field_required});
}

struct reply appeal_send_on(struct request *rq, const struct appeal_send_on_in *in) {
    PART_OF_CASE(in);
    enum appeal_document *documents = arena_array(rq->arena, in->documents.n + 1, sizeof *documents);
    struct appeal_case_file file = {documents, 0};
    for (size_t i = 0; i < in->documents.n; i++)
        if (in->documents.v[i]) documents[file.n++] = in->documents.v[i];
    int result = appeal_forward(rq->db, access_of(rq, in->case_), in->part, file, in->statement);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_forwarded_now, "documents", T_appeal_choose_documents});
}

struct reply appeal_content(struct request *rq, const struct appeal_content_in *in) {
    PART_OF_CASE(in);
    int result = appeal_settle(rq->db, access_of(rq, in->case_), in->part, in->said);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_settled, "said", T_field_required});
}

struct reply appeal_take_back(struct request *rq, const struct appeal_take_back_in *in) {
    PART_OF_CASE(in);
    int result = appeal_withdraw(rq->db, access_of(rq, in->case_), in->part, in->withdrawal);
    return to_part(rq, in->case_, in->part, result, &(struct say){.done = T_appeal_withdrawn});
}

/* ── second instance and the end ──────────────────────────────────────── */

static struct appeal_decision decision_of(enum appeal_outcome outcome, struct date decided_on, struct date notice_sent_on,
                                          const char *reasons) {
    struct appeal_decision decision = {.decided_on = decided_on, .notice_sent_on = notice_sent_on, .reasons = reasons};
    switch (outcome) {
    case APPEAL_OUTCOME_UPHELD: decision.result = APPEAL_RESULT_UPHELD; break;
    case APPEAL_OUTCOME_QUASHED: decision.result = APPEAL_RESULT_QUASHED; break;
    case APPEAL_OUTCOME_CHANGED_IN_FAVOUR:
        decision.result = APPEAL_RESULT_CHANGED;
        decision.direction = RESULT_DIRECTION_IN_FAVOUR;
        break;
    case APPEAL_OUTCOME_CHANGED_TO_DETRIMENT:
        decision.result = APPEAL_RESULT_CHANGED;
        decision.direction = RESULT_DIRECTION_TO_DETRIMENT;
        break;
    }
    return decision;
}

static struct reply decided(struct request *rq, struct case_id id, struct appeal_part_id part, const struct appeal_decision *decision) {
    bool detriment = decision->direction == RESULT_DIRECTION_TO_DETRIMENT;
    int result = appeal_decide(rq->db, access_of(rq, id), part, decision);
    return to_part(rq, id, part, result,
                   &(struct say){T_appeal_decided_now, detriment ? "notice_sent_on" : "decided_on",
                                 detriment ? T_appeal_detriment_needs_notice : T_appeal_decided_day_wrong});
}

struct reply appeal_board_decides(struct request *rq, const struct appeal_board_decides_in *in) {
    struct appeal_part_get_row part;
    if (!appeal_part_get(rq->db, in->part, &part) || part.case_id.v != in->case_.v) return reply_not_found(rq);
    if (part.state == APPEAL_STATE_FORWARDED && !part.board_unit.v) return reply_denied(rq, T_appeal_not_yours);
    struct appeal_decision decision = decision_of(in->outcome, in->decided_on, in->notice_sent_on, in->result_reasons);
    return decided(rq, in->case_, in->part, &decision);
}

struct reply appeal_body_answered(struct request *rq, const struct appeal_body_answered_in *in) {
    struct appeal_part_get_row part;
    if (!appeal_part_get(rq->db, in->part, &part) || part.case_id.v != in->case_.v) return reply_not_found(rq);
    if (part.board_unit.v) return reply_denied(rq, T_appeal_not_yours);
    struct appeal_decision decision = decision_of(in->outcome, in->decided_on, in->notice_sent_on, in->result_reasons);
    return decided(rq, in->case_, in->part, &decision);
}

struct reply appeal_carried_out(struct request *rq, const struct appeal_carried_out_in *in) {
    PART_OF_CASE(in);
    int result = appeal_implement(rq->db, in->part);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_implemented_now, NULL, T_appeal_waits_for_issue});
}

struct reply appeal_end(struct request *rq, const struct appeal_end_in *in) {
    PART_OF_CASE(in);
    return to_part(rq, in->case_, in->part, appeal_close(rq->db, in->part),
                   &(struct say){T_appeal_closed_now, NULL, T_appeal_waits_for_letter});
}

/* ── suspension and costs ─────────────────────────────────────────────── */

struct reply suspension_ask(struct request *rq, const struct suspension_ask_in *in) {
    PART_OF_CASE(in);
    int result = appeal_ask_suspension(rq->db, in->part, in->asked_on);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_suspension_noted, "asked_on", T_appeal_day_to_come});
}

struct reply suspension_reply(struct request *rq, const struct suspension_reply_in *in) {
    PART_OF_CASE(in);
    int result =
        appeal_answer_suspension(rq->db, access_of(rq, in->case_), in->part, in->granted == SUSPENSION_REPLY_GRANTED, in->suspension_why);
    return to_part(rq, in->case_, in->part, result,
                   &(struct say){T_appeal_suspension_answered, "suspension_why", T_appeal_no_needs_reasons});
}

struct reply costs_ask(struct request *rq, const struct costs_ask_in *in) {
    PART_OF_CASE(in);
    int result = appeal_claim_costs(rq->db, access_of(rq, in->case_), in->part, in->amount, in->claimed_on, in->costs_for);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_costs_noted, "claimed_on", T_appeal_day_to_come});
}

struct reply costs_reply(struct request *rq, const struct costs_reply_in *in) {
    PART_OF_CASE(in);
    int result = appeal_answer_costs(rq->db, access_of(rq, in->case_), in->part, in->amount_granted, in->costs_why);
    return to_part(rq, in->case_, in->part, result, &(struct say){T_appeal_costs_answered_now, "amount_granted", T_appeal_costs_too_much});
}

/* ── limits, letters, and what is not an appeal ───────────────────────── */

static bool part_is_of_case(struct request *rq, struct case_id id, struct decision_part_id part) {
    struct part_decided_row row;
    return part_decided(rq->db, part, &row) && row.case_id.v == id.v;
}

struct reply reasons_ask(struct request *rq, const struct reasons_ask_in *in) {
    if (!part_is_of_case(rq, in->case_, in->part)) return reply_not_found(rq);
    return to_list(rq, in->case_, appeal_ask_reasons(rq->db, in->part, in->asked_on),
                   &(struct say){T_appeal_reasons_asked_now, "asked_on", T_appeal_reasons_too_late});
}

struct reply reasons_give(struct request *rq, const struct reasons_give_in *in) {
    struct limit_change_get_row change;
    if (!limit_change_get(rq->db, in->change, &change) || change.case_id.v != in->case_.v) return reply_not_found(rq);
    int result = appeal_give_reasons(rq->db, access_of(rq, in->case_), in->change, in->reasons);
    return to_list(rq, in->case_, result, &(struct say){T_appeal_reasons_given_now, NULL, T_field_required});
}

struct reply limit_extend(struct request *rq, const struct limit_extend_in *in) {
    if (!part_is_of_case(rq, in->case_, in->limit_part)) return reply_not_found(rq);
    int result = appeal_extend(rq->db, in->limit_part, in->until);
    return to_list(rq, in->case_, result, &(struct say){T_appeal_extended_now, "until", T_appeal_extend_wrong});
}

struct reply grant_explain(struct request *rq, const struct grant_explain_in *in) {
    return to_list(rq, in->case_, appeal_explain_grant(rq->db, in->case_, in->way), &(struct say){.done = T_appeal_explained_now});
}

/* The name of the file says nothing of her or of what is in it. */
struct reply appeal_letter_file(struct request *rq, const struct appeal_letter_file_in *in) {
    struct appeal_letter_get_row letter;
    struct blob pdf;
    if (!appeal_letter_get(rq->db, in->letter, &letter) || letter.case_id.v != in->case_.v) return reply_not_found(rq);
    const struct access *access = letter.zone == ZONE_SPINE ? NULL : appeal_access(rq, in->case_, ZONE_BIT(letter.zone));
    int result = notice_stored(rq->db, access, &letter, &pdf);
    if (result == ERR_DENIED) return reply_denied(rq, T_appeal_letter_hidden);
    if (result < 0) return reply_conflict(rq, T_appeal_letter_failed);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "brev-k%lld.pdf", (long long)in->letter.v), pdf);
}

struct reply appeal_letter_sent(struct request *rq, const struct appeal_letter_sent_in *in) {
    struct appeal_letter_get_row letter;
    if (!appeal_letter_get(rq->db, in->letter, &letter) || letter.case_id.v != in->case_.v) return reply_not_found(rq);
    struct appeal_delivery delivery = {in->channel, in->sent_on, in->reached_on};
    if (in->channel == DELIVERY_CHANNEL_HANDED_OVER && date_is_none(delivery.reached_on)) delivery.reached_on = delivery.sent_on;
    int result = appeal_letter_deliver(rq->db, in->letter, &delivery);
    return to_list(rq, in->case_, result, &(struct say){T_appeal_letter_noted, NULL, T_appeal_letter_day_wrong});
}
