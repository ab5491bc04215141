/* What the landlord's unit does with a lease from its page: each a rule of the module, with its receipt. */
#include "domain/lease/pages.h"

#include "lease_routes.h"
#include "lease_sql.h"
#include "texts.h"

/* The lease of the address, or why not. */
static int step_on(struct request *rq, struct case_id id, struct lease_id lease, struct lease_brief *ret_lease) {
    return lease_in_case(rq, id, lease, ret_lease) ? LEASE_DONE : LEASE_NOT_FOUND;
}

static const struct lease_letter_facts nothing_more = {.date = {INT32_MIN}, .date2 = {INT32_MIN}, .minute = -1};

struct reply lease_give_to_read(struct request *rq, const struct lease_give_to_read_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault) fault = lease_offer(rq->db, in->lease);
    if (!fault) fault = lease_write_letter(rq->db, lease_access(rq, in->case_), &lease, LEASE_LETTER_KIND_CONTRACT, &nothing_more);
    return lease_done(rq, in->case_, fault, T_lease_was_given_to_read);
}

struct reply lease_take_signature(struct request *rq, const struct lease_take_signature_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault) fault = lease_sign(rq->db, in->lease, in->signed_on);
    return lease_done(rq, in->case_, fault, T_lease_was_signed);
}

struct reply lease_move_in(struct request *rq, const struct lease_move_in_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault) fault = lease_begin(rq->db, in->lease, in->info);
    if (!fault && in->info && in->info != LEASE_INFO_WAY_TALK)
        fault = lease_write_letter(rq->db, lease_access(rq, in->case_), &lease, LEASE_LETTER_KIND_WAY_ON, &nothing_more);
    return lease_done(rq, in->case_, fault, lease.renews.v ? T_lease_was_renewed : T_lease_was_begun);
}

struct reply lease_drop(struct request *rq, const struct lease_drop_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault) fault = lease_withdraw(rq->db, in->lease);
    return lease_done(rq, in->case_, fault, T_lease_was_dropped);
}

struct reply lease_notice_taken(struct request *rq, const struct lease_notice_taken_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault) fault = lease_give_notice(rq->db, in->lease, LEASE_NOTICE_BY_TENANT, in->notice_on);
    return lease_done(rq, in->case_, fault, T_lease_notice_was_taken);
}

struct reply lease_moved_out(struct request *rq, const struct lease_moved_out_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    /* By the landlord's notice or the bailiff only through the steps that protect her. */
    bool by_force = in->how == LEASE_END_EVICTED || in->how == LEASE_END_TERMINATED;
    if (!fault && by_force) fault = LEASE_NOT_DECIDED;
    if (!fault) fault = lease_finish_tenancy(rq->db, in->lease, in->ended_on, in->how);
    if (!fault && in->how != LEASE_END_DIED)
        fault = lease_write_letter(rq->db, lease_access(rq, in->case_), &lease, LEASE_LETTER_KIND_ENDED,
                                   &(struct lease_letter_facts){.date = in->ended_on, .date2 = DATE_NONE, .minute = -1});
    return lease_done(rq, in->case_, fault, T_lease_was_ended);
}

struct reply lease_made_open(struct request *rq, const struct lease_made_open_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault && !lease_is_ours(&lease, rq->session->unit)) fault = LEASE_NOT_YOURS;
    if (!fault) fault = lease_becomes_open(rq->db, in->lease);
    if (!fault) fault = lease_write_letter(rq->db, lease_access(rq, in->case_), &lease, LEASE_LETTER_KIND_OPEN_NOW, &nothing_more);
    return lease_done(rq, in->case_, fault, T_lease_was_made_open);
}

struct reply lease_letter_make(struct request *rq, const struct lease_letter_make_in *in) {
    struct lease_brief lease;
    int fault = lease_of_case(rq->db, in->case_, &lease) && lease.id.v == in->lease.v ? LEASE_DONE : LEASE_NOT_FOUND;
    bool alone = in->kind == LEASE_LETTER_KIND_CONTRACT || in->kind == LEASE_LETTER_KIND_WAY_ON ||
                 in->kind == LEASE_LETTER_KIND_REVIEW_INVITATION || in->kind == LEASE_LETTER_KIND_RUNS_ON;
    if (!fault && !alone) fault = LEASE_WRONG_STATE;
    if (!fault && !lease_is_ours(&lease, rq->session->unit)) fault = LEASE_NOT_YOURS;
    if (!fault)
        fault = lease_write_letter(rq->db, lease_access(rq, in->case_), &lease, in->kind,
                                   &(struct lease_letter_facts){.date = lease.until, .date2 = DATE_NONE, .minute = -1});
    return lease_done(rq, in->case_, fault, T_lease_letter_was_made);
}

/* ── not renewed ──────────────────────────────────────────────────────── */

struct reply lease_heard(struct request *rq, const struct lease_heard_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault) fault = lease_prior_answer(rq->db, lease_access(rq, in->case_), in->lease, in->her_words);
    return lease_done(rq, in->case_, fault, T_lease_was_heard);
}

struct reply lease_notice_drop(struct request *rq, const struct lease_notice_drop_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault) fault = lease_prior_drop(rq->db, in->lease);
    return lease_done(rq, in->case_, fault, T_lease_notice_was_dropped);
}

struct reply lease_move_ask(struct request *rq, const struct lease_move_ask_in *in) {
    struct lease_brief lease;
    int fault = step_on(rq, in->case_, in->lease, &lease);
    if (!fault) fault = lease_ask_to_move(rq->db, lease_access(rq, in->case_), in->lease);
    return lease_done(rq, in->case_, fault, T_lease_was_asked_to_move);
}

struct reply lease_inspection_result(struct request *rq, const struct lease_inspection_result_in *in) {
    struct lease_brief lease;
    int fault = lease_of_case(rq->db, in->case_, &lease) ? LEASE_DONE : LEASE_NOT_FOUND;
    if (!fault)
        fault = lease_inspected(rq->db, lease_access(rq, in->case_), lease.id,
                                &(struct lease_seen){in->inspection, in->went, in->found, in->words});
    return lease_done(rq, in->case_, fault, T_lease_was_inspected);
}
