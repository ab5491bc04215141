/* Writing on an application: a new one, what is known, wishes, calls about it, and its steps. */
#include "domain/application/pages.h"

#include "application_routes.h"
#include "texts.h"

/* ── a new one ────────────────────────────────────────────────────────── */

struct reply application_new_page(struct request *rq, const struct application_new_page_in *in) {
    struct case_frame frame;
    struct application open;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    if (application_open(rq->db, in->case_, &open) == APPLICATION_FINE) return reply_conflict(rq, T_application_open_already);
    struct application_new_view view = {
        .given_name = frame.person.given_name,
        .path = application_path(rq, in->case_, "/ny"),
        .back = application_path(rq, in->case_, ""),
        .today = date_iso(rq->arena, rq->today),
        .adults = "1",
        .children = "0",
        .kinds = application_kind_options(rq->arena, rq->lang),
        .ways = application_way_options(rq->arena, rq->lang),
    };
    view.ways.n--; /* her own page is not filled in by a worker */
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_application_new_title);
    application_new_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply application_new_send(struct request *rq, const struct application_new_send_in *in) {
    const struct application_new new = {.case_ = in->case_,
                                        .kind = in->kind,
                                        .way = in->way,
                                        .helper = in->helper,
                                        .situation = in->situation,
                                        .received_on = in->received_on,
                                        .adults = in->adults,
                                        .children = in->children.has ? in->children.v : 0};
    struct housing_application_id made;
    return application_answer(rq, in->case_, application_register(rq->db, application_access(rq, in->case_), &new, &made), T_application_written);
}

/* ── steps ────────────────────────────────────────────────────────────── */

struct reply application_list_send(struct request *rq, const struct application_list_send_in *in) {
    struct application application;
    int fault = application_open(rq->db, in->case_, &application);
    if (!fault)
        fault = application.status == APPLICATION_STATUS_REGISTERED ? application_assess(rq->db, in->case_, in->list_type)
                                                                    : application_set_list(rq->db, in->case_, in->list_type);
    return application_answer(rq, in->case_, fault, T_application_on_list);
}

struct reply application_meeting_send(struct request *rq, const struct application_meeting_send_in *in) {
    return application_answer(rq, in->case_, application_to_meeting(rq->db, in->case_), T_application_reported);
}

struct reply application_decide_send(struct request *rq, const struct application_decide_send_in *in) {
    struct application application;
    int fault = application_open(rq->db, in->case_, &application);
    if (fault) return application_refused(rq, fault);
    if (rq->session->unit.v != application_unit(rq->db).v) return reply_denied(rq, T_application_other_unit_decides);
    const struct application_outcome outcome = {.application = application.id,
                                                .status = in->status,
                                                .refused_why = in->status == APPLICATION_STATUS_REFUSED ? in->refused_why : 0,
                                                .postponed_why = in->status == APPLICATION_STATUS_POSTPONED ? in->postponed_why : 0,
                                                .postponed_to = in->postponed_to,
                                                .why = in->why};
    return application_answer(rq, in->case_, application_decide(rq->db, application_access(rq, in->case_), &outcome), T_application_decided);
}

struct reply application_wait_send(struct request *rq, const struct application_wait_send_in *in) {
    struct application application;
    int fault = application_open(rq->db, in->case_, &application);
    if (!fault) fault = application_move(rq->db, application.id, APPLICATION_STATUS_WAITING);
    return application_answer(rq, in->case_, fault, T_application_waits);
}

struct reply application_withdraw_send(struct request *rq, const struct application_withdraw_send_in *in) {
    return application_answer(rq, in->case_, application_withdraw(rq->db, in->case_, in->withdrawn_why), T_application_is_withdrawn);
}

struct reply application_check_send(struct request *rq, const struct application_check_send_in *in) {
    return application_answer(rq, in->case_, application_recheck(rq->db, in->case_, in->result), T_application_is_checked);
}

/* ── wishes and calls ─────────────────────────────────────────────────── */

struct reply application_wish_send(struct request *rq, const struct application_wish_send_in *in) {
    int fault = application_wish(rq->db, application_access(rq, in->case_), in->case_, in->wish, in->area, in->words);
    return application_answer(rq, in->case_, fault, T_application_wish_written);
}

struct reply application_wish_result_send(struct request *rq, const struct application_wish_result_send_in *in) {
    const struct application_wish_answer answer = {in->wish, in->met, in->met == WISH_RESULT_UNMET ? in->unmet : 0, in->answer};
    int fault = application_wish_result(rq->db, application_access(rq, in->case_), in->case_, &answer);
    return application_answer(rq, in->case_, fault, T_application_wish_answered);
}

struct reply application_wish_up_send(struct request *rq, const struct application_wish_up_send_in *in) {
    return application_answer(rq, in->case_, application_wish_up(rq->db, application_access(rq, in->case_), in->case_, in->wish), T_application_wish_is_moved);
}

struct reply application_wish_back_send(struct request *rq, const struct application_wish_back_send_in *in) {
    return application_answer(rq, in->case_, application_wish_back(rq->db, application_access(rq, in->case_), in->case_, in->wish), T_application_wish_is_back);
}

struct reply application_member_send(struct request *rq, const struct application_member_send_in *in) {
    const struct application_lives_with who = {in->member_name, in->birth_year, in->nights.has ? in->nights.v : 7};
    return application_answer(rq, in->case_, application_member(rq->db, application_access(rq, in->case_), in->case_, &who), T_application_member_is_written);
}

struct reply application_member_out_send(struct request *rq, const struct application_member_out_send_in *in) {
    return application_answer(rq, in->case_, application_member_out(rq->db, application_access(rq, in->case_), in->case_, in->member), T_application_member_is_out);
}

struct reply application_pressure_send(struct request *rq, const struct application_pressure_send_in *in) {
    int fault = application_pressure(rq->db, application_access(rq, in->case_), in->case_, in->from, in->said);
    return application_answer(rq, in->case_, fault, T_application_pressure_noted);
}
