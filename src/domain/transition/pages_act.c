/* What is done with one transition: each a rule, and a receipt. */
#include "domain/transition/pages.h"

#include "texts.h"
#include "transition_routes.h"
#include "transition_sql.h"

static struct reply answered(struct request *rq, int fault, struct case_id id, struct transition_id transition, text_key notice) {
    return fault ? transition_refused(rq, fault) : transition_back(rq, id, transition, notice);
}

struct reply transition_claim_send(struct request *rq, const struct transition_claim_send_in *in) {
    return answered(rq, transition_claim(rq->db, in->case_, in->transition), in->case_, in->transition, T_transition_claimed_now);
}

struct reply transition_day_send(struct request *rq, const struct transition_day_send_in *in) {
    return answered(rq, transition_set_day(rq->db, in->case_, in->transition, in->expected_on), in->case_, in->transition, T_transition_saved);
}

struct reply transition_home_send(struct request *rq, const struct transition_home_send_in *in) {
    return answered(rq, transition_set_home(rq->db, in->case_, in->transition, in->home, in->home_from), in->case_, in->transition, T_transition_home_saved);
}

struct reply transition_contact_send(struct request *rq, const struct transition_contact_send_in *in) {
    return answered(rq, transition_set_contact(rq->db, in->case_, in->transition, in->staff), in->case_, in->transition, T_transition_contact_saved);
}

struct reply transition_point_send(struct request *rq, const struct transition_point_send_in *in) {
    return answered(rq, transition_plan_point(rq->db, in->case_, in->transition, in->point, in->point_state), in->case_, in->transition, T_transition_saved);
}

struct reply transition_ready_send(struct request *rq, const struct transition_ready_send_in *in) {
    return answered(rq, transition_ready(rq->db, in->case_, in->transition, in->by), in->case_, in->transition, T_transition_ready_now);
}

struct reply transition_not_ready_send(struct request *rq, const struct transition_not_ready_send_in *in) {
    return answered(rq, transition_not_ready(rq->db, in->case_, in->transition), in->case_, in->transition, T_transition_not_ready_now);
}

struct reply transition_stay_send(struct request *rq, const struct transition_stay_send_in *in) {
    return answered(rq, transition_say_stay(rq->db, in->case_, in->transition, in->said, in->municipality), in->case_, in->transition, T_transition_stay_saved);
}

struct reply transition_moved_send(struct request *rq, const struct transition_moved_send_in *in) {
    return answered(rq, transition_moved(rq->db, in->case_, in->transition, in->moved_on), in->case_, in->transition, T_transition_moved_now);
}

struct reply transition_met_send(struct request *rq, const struct transition_met_send_in *in) {
    int fault = transition_met(rq->db, in->case_, in->contact, in->result, in->met_on);
    if (fault == TRANSITION_MOVED_FUTURE || fault == TRANSITION_MOVED_BEFORE) {
        form_error(rq, "met_on", transition_fault_text(fault).why);
        return reply_invalid(rq);
    }
    return answered(rq, fault, in->case_, in->transition, in->result == TRANSITION_RESULT_NOT_REACHED ? T_transition_tried_now : T_transition_met_now);
}

struct reply transition_complete_send(struct request *rq, const struct transition_complete_send_in *in) {
    return answered(rq, transition_complete(rq->db, in->case_, in->transition), in->case_, in->transition, T_transition_completed_now);
}

struct reply transition_break_off_send(struct request *rq, const struct transition_break_off_send_in *in) {
    return answered(rq, transition_break_off(rq->db, in->case_, in->transition, in->why), in->case_, in->transition, T_transition_broken_off_now);
}

struct reply transition_words_send(struct request *rq, const struct transition_words_send_in *in) {
    struct transition t;
    if (!transition_get(rq->db, in->case_, in->transition, &t)) return reply_not_found(rq);
    if (!transition_write(rq, in->case_, in->transition, in->word, in->words)) return reply_denied(rq, T_transition_no_access);
    return transition_back(rq, in->case_, in->transition, T_transition_saved);
}

/* ── the answer, with the whole picture before it ─────────────── */

struct reply transition_answer_page(struct request *rq, const struct transition_answer_page_in *in) {
    struct case_frame frame;
    struct transition t;
    if (!case_frame_read(rq, in->case_, 0, &frame) || !transition_get(rq->db, in->case_, in->transition, &t)) return reply_not_found(rq);
    if (instant_is_none(t.ready_at) || !date_is_none(t.moved_on) || !transition_is_open(t.state)) return reply_conflict(rq, T_transition_wrong_state);
    struct date due = t.state == TRANSITION_STATE_CANNOT_UNTIL ? t.cannot_until : instant_oslo_date(t.answer_due);
    int home = transition_home_check(t.home, t.home_from, rq->today);
    struct transition_answer_view view = {
        .given_name = frame.person.given_name,
        .version = t.version,
        .back = transition_path(rq, in->case_, in->transition),
        .path = arena_printf(rq->arena, "%s/svar", transition_path(rq, in->case_, in->transition)),
        .kind = (text_key)transition_kind_text(t.kind),
        .home = transition_home_mark(rq, t.home, t.home_from).text,
        .contact = organisation_staff_name(rq->db, t.contact),
        .home_missing = home ? transition_fault_text(home).why : 0,
        .contact_missing = t.contact.v ? 0 : T_transition_contact_missing,
        .can = !home && t.contact.v,
        .due = date_full(rq->arena, rq->lang, due),
        .late = due.days < rq->today.days,
        .others = transition_rows(rq, in->transition, true),
    };
    struct transition_stay stay;
    if (t.stays_elsewhere && transition_is_ours(&t, rq->session->unit) && transition_stay_of(rq->db, t.id, &stay)) view.elsewhere = stay.municipality;
    if (transition_from_ward(t.from) && !view.elsewhere) {
        struct transition_cost cost = transition_cost_now(rq, t.id);
        view.price = cost.days ? transition_cost_text(rq, cost) : text_of(rq->lang, T_transition_no_costs);
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_transition_answer_title);
    transition_answer_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply transition_answer_send(struct request *rq, const struct transition_answer_send_in *in) {
    struct transition t;
    bool can = in->answer == TRANSITION_ANSWER_CAN;
    if (!transition_get(rq->db, in->case_, in->transition, &t)) return reply_not_found(rq);
    if (t.version != in->version) return transition_refused(rq, TRANSITION_ANSWERED_MEANWHILE); /* whoever answers has seen what stands */
    int fault = can ? transition_can_receive(rq->db, in->case_, in->transition) : transition_cannot_until(rq->db, in->case_, in->transition, in->cannot_until);
    if (can && fault && transition_fault_text(fault).field) { /* what is missing stands on the transition itself, not on this form */
        form_error(rq, "answer", transition_fault_text(fault).why);
        return reply_invalid(rq);
    }
    return answered(rq, fault, in->case_, in->transition, can ? T_transition_can_now : T_transition_cannot_now);
}
