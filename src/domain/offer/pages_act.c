/* What is done with an offer from its pages: each press of a button is one rule, and what it refuses is said beside the field. */
#include "domain/offer/pages.h"

#include "offer_routes.h"
#include "platform/pdf/kept.h"
#include "texts.h"

static const struct access *tenancy(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_TENANCY), "offer"); }

/* The offer in the path is the case's own; else nobody learns that it is another's. */
static bool of_case(struct request *rq, struct case_id id, struct dwelling_offer_id offer) {
    struct offer_brief brief;
    return offer_read(rq->db, offer, &brief) && brief.case_.v == id.v;
}

/* The form has another name for the field than the rule, where two forms stand on one page. */
static struct reply refused_at(struct request *rq, int fault, const char *field) {
    form_error(rq, field, offer_fault_text(fault).why);
    return reply_invalid(rq);
}

/* Of two who offer the same home at once the second hears it here, with what she typed: the state of the dwelling has told. */
struct reply offer_make_send(struct request *rq, const struct offer_make_send_in *in) {
    struct dwelling_offer_id made;
    const struct offer_new offer = {in->case_, in->dwelling, in->choice, in->answer_by, in->forced_why};
    return offer_reply(rq, in->case_, offer_make(rq->db, &offer, &made), T_offer_made_notice);
}

struct reply offer_reserve_send(struct request *rq, const struct offer_reserve_send_in *in) {
    const struct offer_new offer = {in->case_, in->reserved, in->reserve_choice, DATE_NONE};
    int fault = offer_reserve(rq->db, &offer);
    if (fault == OFFER_FORCED_MISSING) {
        form_error(rq, "reserve_choice", T_offer_forced_no_line);
        return reply_invalid(rq);
    }
    if (fault == OFFER_CHOICE_MISSING) return refused_at(rq, fault, "reserve_choice");
    if (fault && offer_fault_text(fault).field) return refused_at(rq, fault, "reserved");
    return offer_reply(rq, in->case_, fault, T_offer_reserved_notice);
}

struct reply offer_pass_send(struct request *rq, const struct offer_pass_send_in *in) {
    return offer_reply(rq, in->case_, offer_pass(rq->db, in->case_, in->passed, in->why), T_offer_passed_notice);
}

struct reply offer_letter_send(struct request *rq, const struct offer_letter_send_in *in) {
    if (!of_case(rq, in->case_, in->offer)) return reply_not_found(rq);
    return offer_reply(rq, in->case_, offer_send(rq->db, tenancy(rq, in->case_), in->offer), T_offer_sent_notice);
}

struct reply offer_letter_page(struct request *rq, const struct offer_letter_page_in *in) {
    struct offer_letter_get_row row;
    struct blob pdf;
    const struct access *access = tenancy(rq, in->case_);
    if (!access || !access_covers(access, ZONE_TENANCY)) return reply_not_found(rq);
    if (!offer_letter_get(rq->db, access, in->case_, in->letter, &row)) return reply_not_found(rq);
    if (pdf_kept(rq->arena, row.pdf, row.sha256, &pdf) < 0) return reply_not_found(rq);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "tilbud-%lld.pdf", (long long)in->letter.v), pdf);
}

struct reply offer_answer_send(struct request *rq, const struct offer_answer_send_in *in) {
    if (!of_case(rq, in->case_, in->offer)) return reply_not_found(rq);
    const struct offer_said answer = {in->offer, in->answer == PART_ANSWER_ACCEPTED, in->way, in->declined};
    int fault = offer_said_to(rq->db, &answer);
    if (fault == OFFER_WHY_MISSING) return refused_at(rq, fault, "declined");
    return offer_reply(rq, in->case_, fault, answer.yes ? T_offer_yes_notice : T_offer_no_notice);
}

struct reply offer_time_send(struct request *rq, const struct offer_time_send_in *in) {
    if (!of_case(rq, in->case_, in->offer)) return reply_not_found(rq);
    return offer_reply(rq, in->case_, offer_more_time(rq->db, in->offer, in->to_date, in->more_time), T_offer_time_notice);
}

struct reply offer_viewing_send(struct request *rq, const struct offer_viewing_send_in *in) {
    if (!of_case(rq, in->case_, in->offer)) return reply_not_found(rq);
    return offer_reply(rq, in->case_, offer_plan_viewing(rq->db, in->offer, in->on_date, (int)in->at), T_offer_viewing_notice);
}

struct reply offer_viewing_result(struct request *rq, const struct offer_viewing_result_in *in) {
    if (!of_case(rq, in->case_, in->offer)) return reply_not_found(rq);
    return offer_reply(rq, in->case_, offer_viewing_went(rq->db, in->offer, in->viewing, in->went), T_offer_viewed_notice);
}

struct reply offer_back_send(struct request *rq, const struct offer_back_send_in *in) {
    if (!of_case(rq, in->case_, in->offer)) return reply_not_found(rq);
    return offer_reply(rq, in->case_, offer_take_back(rq->db, in->offer, in->back), T_offer_back_notice);
}

/* The contract is the lease's own; from here it begins with what is known already. Nothing about help or how she lives can be put into it. (I-10) */
struct reply offer_lease_send(struct request *rq, const struct offer_lease_send_in *in) {
    struct offer_brief offer;
    struct lease_id lease;
    struct lease_rules wrong = {.n = 0};
    struct offer_order_of_row order;
    if (!of_case(rq, in->case_, in->offer) || !offer_read(rq->db, in->offer, &offer)) return reply_not_found(rq);
    if (offer_landlord(rq->db, in->case_, offer.unit).v != rq->session->unit.v) return reply_denied(rq, T_offer_not_yours);
    if (offer.state != OFFER_STATE_ACCEPTED) return reply_conflict(rq, T_offer_wrong_state);
    const struct lease_terms terms = {.case_ = in->case_, .dwelling = offer.dwelling, .kind = LEASE_KIND_FIXED, .from = in->from, .rent = in->rent,
                                      .deposit = in->deposit.has ? in->deposit.v : 0, .deposit_kind = in->deposit_kind, .told_public = in->told_public,
                                      .told_fixed = in->told_fixed,
                                      .part = offer_order_of(rq->db, in->case_, &order) ? order.part_id : (struct decision_part_id){0}};
    int fault = lease_draft(rq->db, tenancy(rq, in->case_), &terms, &lease, &wrong);
    for (size_t i = 0; i < wrong.n; i++) {
        const struct lease_rule_text text = lease_rule_text(wrong.v[i]);
        form_error(rq, text.field, text.why);
    }
    if (fault == LEASE_UNLAWFUL) return reply_invalid(rq);
    if (fault == LEASE_NO_ACCESS) return reply_denied(rq, lease_fault_text(fault).why);
    if (fault) return reply_conflict(rq, lease_fault_text(fault).why);
    return offer_reply(rq, in->case_, OFFER_DONE, T_offer_lease_notice);
}

struct reply offer_point_send(struct request *rq, const struct offer_point_send_in *in) {
    if (!of_case(rq, in->case_, in->offer)) return reply_not_found(rq);
    return offer_reply(rq, in->case_, offer_point_done(rq->db, in->offer, in->point), T_offer_point_notice);
}

struct reply offer_settled_send(struct request *rq, const struct offer_settled_send_in *in) {
    if (!of_case(rq, in->case_, in->offer)) return reply_not_found(rq);
    return offer_reply(rq, in->case_, offer_settled(rq->db, in->offer, in->day, in->result), T_offer_settled_notice);
}

struct reply offer_cluster_send(struct request *rq, const struct offer_cluster_send_in *in) {
    int fault = offer_cluster(rq->db, in->cluster, in->full);
    if (fault) return offer_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/boligtildeling"), in->full ? T_offer_cluster_full_notice : T_offer_cluster_open_notice);
}
