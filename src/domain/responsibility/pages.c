/* The page «Ansvar»: who holds, what waits for an answer, what others owe, who held before; and the short answers given there. */
#include "domain/responsibility/pages.h"

#include "responsibility_routes.h"
#include "responsibility_views.h"
#include "texts.h"

struct reply baton_refused(struct request *rq, int fault) {
    struct baton_fault_text text = baton_fault_text(fault);
    if (fault == BATON_NOT_FOUND) return reply_not_found(rq);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct reply back_to_responsibility(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/ansvar", (long long)id.v), notice);
}

/* ── filling ──────────────────────────────────────────────────────────── */

static bool is_open(enum handover_state state) { return state == HANDOVER_STATE_OFFERED || state == HANDOVER_STATE_ESCALATED; }

static struct waiting_view waiting_of(struct request *rq, const struct handover_history_row *row) {
    const struct session *session = rq->session;
    return (struct waiting_view){
        .id = row->id.v,
        .from = name_in(rq, row->from_nb, row->from_nn),
        .to = name_in(rq, row->to_nb, row->to_nn),
        .what = row->what,
        .says = row->person_says,
        .offered_by = row->offered_by_name,
        .reason = (text_key)handover_reason_text(row->reason),
        .keeps = row->keeps ? (text_key)duty_kind_text(row->keeps) : 0,
        .asked = (text_key)person_asked_text(row->person_asked),
        .offered = instant_oslo_date(row->offered_at),
        .due = row->answer_due,
        .late = row->answer_due.days < rq->today.days,
        .may_answer = session->unit.v == row->to_unit.v && session_may(session, RIGHT_BATON_ANSWER),
        .may_withdraw = session->unit.v == row->from_unit.v && session_may(session, RIGHT_BATON_OFFER),
    };
}

static text_key answer_of(const struct handover_history_row *row) {
    if (row->refusal) return (text_key)refusal_reason_text(row->refusal);
    return row->withdrawal ? (text_key)withdrawal_reason_text(row->withdrawal) : 0;
}

static void fill_answers(struct request *rq, struct case_id id, struct responsibility_view *view) {
    struct handover_history_rows rows = handover_history(rq->db, id);
    view->answers.v = arena_array(rq->arena, rows.n + 1, sizeof *view->answers.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct handover_history_row *row = &rows.v[i];
        if (is_open(row->state)) {
            view->has_waiting = true;
            view->waiting = waiting_of(rq, row);
            continue;
        }
        view->answers.v[view->answers.n++] = (struct answer_row){
            .from = name_in(rq, row->from_nb, row->from_nn),
            .to = name_in(rq, row->to_nb, row->to_nn),
            .what = row->what,
            .why = row->refusal_text ? row->refusal_text : row->withdrawal_text,
            .proposed = row->proposed_nb ? name_in(rq, row->proposed_nb, row->proposed_nn) : NULL,
            .offered = instant_oslo_date(row->offered_at),
            .answered = day_or_none(row->answered_at),
            .state = (text_key)handover_state_text(row->state),
            .reason = (text_key)handover_reason_text(row->reason),
            .answer = answer_of(row),
            .value = row->state,
        };
    }
}

static void fill_duties(struct request *rq, struct case_id id, struct responsibility_view *view) {
    struct duty_list_rows rows = duty_list(rq->db, id);
    view->duties.v = arena_array(rq->arena, rows.n + 1, sizeof *view->duties.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct duty_list_row *row = &rows.v[i];
        view->duties.v[view->duties.n++] = (struct duty_row){
            .id = row->id.v,
            .unit = name_in(rq, row->name_nb, row->name_nn),
            .kind = (text_key)duty_kind_text(row->kind),
            .state = (text_key)duty_state_text(row->state),
            .value = row->state,
            .since = instant_oslo_date(row->since),
            .due = row->due,
            .ended = day_or_none(row->ended_at),
            .mine = row->unit_id.v == rq->session->unit.v && instant_is_none(row->ended_at) && session_may(rq->session, RIGHT_DUTY_WRITE),
            .late = row->state == DUTY_STATE_IN_PROCESS && !date_is_none(row->due) && row->due.days < rq->today.days,
        };
    }
}

static void fill_periods(struct request *rq, struct case_id id, struct responsibility_view *view) {
    struct baton_periods_rows rows = baton_periods(rq->db, id);
    view->periods.v = arena_array(rq->arena, rows.n + 1, sizeof *view->periods.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct baton_periods_row *row = &rows.v[i];
        struct date from = instant_oslo_date(row->from_at);
        struct date until = day_or_none(row->until_at);
        bool now = date_is_none(until);
        view->periods.v[view->periods.n++] = (struct period_row){
            .unit = name_in(rq, row->name_nb, row->name_nn),
            .staff = row->staff_name,
            .from = from,
            .until = until,
            .days = date_days_between(from, now ? rq->today : until),
            .now = now,
        };
    }
}

static void fill_formers(struct request *rq, struct case_id id, struct responsibility_view *view) {
    struct former_holders_rows rows = former_holders(rq->db, id, rq->today);
    view->formers.v = arena_array(rq->arena, rows.n + 1, sizeof *view->formers.v);
    for (size_t i = 0; i < rows.n; i++)
        view->formers.v[view->formers.n++] = (struct former_row){name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn), rows.v[i].ends_on};
}

static bool on_duty(struct request *rq) {
    struct unit_brief unit;
    if (!organisation_unit(rq->db, rq->session->unit, rq->lang, &unit)) return false;
    const struct profile_unit *known = profile_unit(organisation_profile(), unit.code);
    return known && known->does & PROFILE_TASK(HOME_SERVICES);
}

static void fill_choices(struct request *rq, const struct case_frame *frame, struct responsibility_view *view) {
    const struct session *session = rq->session;
    struct handover_open_of_row open;
    struct takeover_waiting_row takeover;
    bool closed = view->closed = frame->brief.state == CASE_STATE_CLOSED;
    if (!closed && case_frame_may_open(session, "/hvile")) view->rest_path = arena_printf(rq->arena, "/sak/%lld/hvile", (long long)view->number);
    if (case_frame_may_open(session, "/avslutning")) view->close_path = arena_printf(rq->arena, "/sak/%lld/avslutning", (long long)view->number);
    view->may_offer = frame->mine && !closed && session_may(session, RIGHT_BATON_OFFER) && !view->has_dispute && !handover_open_of(rq->db, frame->brief.id, &open);
    view->may_give_duty = frame->mine && session_may(session, RIGHT_DUTY_WRITE);
    view->may_choose_worker = frame->mine && session_may(session, RIGHT_UNIT_LEAD);
    view->may_take_over = !frame->mine && session_may(session, RIGHT_BATON_ANSWER) && on_duty(rq);
    view->may_confirm = frame->mine && session_may(session, RIGHT_BATON_ANSWER) && takeover_waiting(rq->db, frame->brief.id, &takeover);
    struct warm_handover_waiting_row warm;
    view->may_hand_over = frame->mine && session_may(session, RIGHT_BATON_ANSWER) && warm_handover_waiting(rq->db, frame->brief.id, &warm);
    if (!view->may_choose_worker) return;
    view->staff = organisation_staff_options(rq->db, session->unit, rq->today);
    view->staff_now = arena_printf(rq->arena, "%lld", (long long)frame->brief.holder_staff.v);
}

struct reply responsibility_page(struct request *rq, const struct responsibility_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    struct responsibility_view view = {.number = frame.case_number, .name = frame.person.given_name, .holder = frame.holder_unit};
    fill_answers(rq, in->case_, &view);
    fill_duties(rq, in->case_, &view);
    fill_periods(rq, in->case_, &view);
    disputes_fill(rq, &frame, &view);
    outside_fill(rq, &frame, &view);
    fill_formers(rq, in->case_, &view);
    fill_choices(rq, &frame, &view);
    view.bounce = responsibility_bounce(rq->db, in->case_);
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_case_tab_responsibility);
    responsibility_overview(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

/* ── the answers given on it ──────────────────────────────────────────── */

struct reply handover_accept(struct request *rq, const struct handover_accept_in *in) {
    int fault = baton_accept(rq->db, in->case_, in->handover, rq->session->staff);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_accepted);
}

struct reply baton_worker(struct request *rq, const struct baton_worker_in *in) {
    int fault = baton_reassign(rq->db, in->case_, in->staff);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_worker_chosen);
}

struct reply baton_emergency(struct request *rq, const struct baton_emergency_in *in) {
    int fault = baton_take_over(rq->db, in->case_);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_taken_over);
}

struct reply baton_confirm(struct request *rq, const struct baton_confirm_in *in) {
    int fault = baton_confirm_takeover(rq->db, in->case_);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_confirmed);
}

struct reply baton_handed_over(struct request *rq, const struct baton_handed_over_in *in) {
    int fault = baton_warm_handover_done(rq->db, in->case_);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_handed_over);
}
