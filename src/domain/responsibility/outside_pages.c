/* Asking someone outside the system, and writing down what they answer. */
#include "domain/responsibility/pages.h"

#include "responsibility_routes.h"
#include "responsibility_views.h"
#include "texts.h"

static text_key or_none(bool is, text_key key) { return is ? key : 0; }

void outside_fill(struct request *rq, const struct case_frame *frame, struct responsibility_view *view) {
    struct outside_list_rows rows = outside_list(rq->db, frame->brief.id);
    bool may = session_may(rq->session, RIGHT_DUTY_WRITE);
    view->may_ask_outside = may && frame->brief.state != CASE_STATE_CLOSED;
    view->outside.v = arena_array(rq->arena, rows.n + 1, sizeof *view->outside.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct outside_list_row *row = &rows.v[i];
        bool asked = row->state == OUTSIDE_STATE_ASKED;
        view->outside.v[view->outside.n++] = (struct outside_row){
            .id = row->id.v,
            .party = row->party,
            .what = row->what,
            .unit = name_in(rq, row->name_nb, row->name_nn),
            .name = row->answered_name,
            .words = row->answer_words,
            .by = row->registered_by_name,
            .kind = (text_key)outside_kind_text(row->kind),
            .asked_for = (text_key)outside_asked_text(row->asked_for),
            .duty = or_none(row->duty, row->duty ? (text_key)duty_kind_text(row->duty) : 0),
            .state = (text_key)outside_state_text(row->state),
            .way = or_none(row->answered_way, row->answered_way ? (text_key)outside_way_text(row->answered_way) : 0),
            .refusal = or_none(row->refusal, row->refusal ? (text_key)refusal_reason_text(row->refusal) : 0),
            .value = row->state,
            .asked = instant_oslo_date(row->asked_at),
            .due = row->answer_due,
            .answered = row->answered_on,
            .late = asked && row->answer_due.days < rq->today.days,
            .may_answer = asked && may,
        };
    }
}

struct reply outside_form(struct request *rq, const struct outside_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    struct outside_form_view view = {
        .number = frame.case_number,
        .name = frame.person.given_name,
        .kinds = CHOICES(rq, outside_kind, OUTSIDE_KIND_OTHER),
        .asked = CHOICES(rq, outside_asked, OUTSIDE_ASKED_DUTY),
        .duties = CHOICES(rq, duty_kind, DUTY_KIND_OTHER),
        .grounds = CHOICES(rq, outside_ground, OUTSIDE_GROUND_NO_NAME),
        .ways = CHOICES(rq, outside_way, OUTSIDE_WAY_MEETING),
    };
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_outside_ask);
    responsibility_outside_form(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

struct reply outside_send(struct request *rq, const struct outside_send_in *in) {
    struct outside_request_id request;
    struct outside_new new = {in->kind, in->party, in->asked_for, in->duty, in->what, in->ground, in->way};
    int fault = outside_ask(rq->db, in->case_, &new, &request);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_outside_asked);
}

/* What can be written down: everything but that it waits. */
static struct options answers(struct request *rq) {
    struct options all = CHOICES(rq, outside_state, OUTSIDE_STATE_WITHDRAWN);
    return (struct options){all.v + 1, all.n - 1};
}

struct reply outside_answer_form(struct request *rq, const struct outside_answer_form_in *in) {
    struct case_frame frame;
    struct outside_get_row row;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame) || !outside_get(rq->db, in->case_, in->outside, &row))
        return reply_not_found(rq);
    if (row.state != OUTSIDE_STATE_ASKED) return reply_conflict(rq, T_responsibility_outside_answered);
    struct outside_answer_view view = {
        .number = frame.case_number,
        .id = row.id.v,
        .name = frame.person.given_name,
        .party = row.party,
        .what = row.what,
        .asked_for = (text_key)outside_asked_text(row.asked_for),
        .states = answers(rq),
        .ways = CHOICES(rq, outside_way, OUTSIDE_WAY_MEETING),
        .refusals = CHOICES(rq, refusal_reason, REFUSAL_REASON_OTHER),
    };
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_outside_write);
    responsibility_outside_answer(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

struct reply outside_answer_write(struct request *rq, const struct outside_answer_write_in *in) {
    struct outside_answer answer = {in->state, in->answered_on, in->answered_name, in->answered_way, in->refusal, in->words};
    int fault = in->state == OUTSIDE_STATE_ASKED ? BATON_OUTSIDE_ANSWERED : outside_register(rq->db, in->case_, in->outside, &answer);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_outside_written_down);
}
