/* What another unit owes: given by the holder, answered by the unit. Amounts are shown and taken only inside the social zone. */
#include "domain/responsibility/pages.h"

#include "domain/secrecy/secrecy.h"
#include "responsibility_routes.h"
#include "responsibility_views.h"
#include "texts.h"

struct reply duty_form(struct request *rq, const struct duty_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    if (!frame.mine) return reply_conflict(rq, T_responsibility_not_holder);
    struct duty_form_view view = {
        .number = frame.case_number,
        .name = frame.person.given_name,
        .units = organisation_unit_options(rq->db, rq->lang, frame.brief.holder_unit),
        .kinds = CHOICES(rq, duty_kind, DUTY_KIND_OTHER),
    };
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_duty_give);
    responsibility_duty_form(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

struct reply duty_give(struct request *rq, const struct duty_give_in *in) {
    struct unit_duty_id duty;
    int fault = duty_add(rq->db, in->case_, in->unit, in->kind, in->due, &duty);
    return fault ? baton_refused(rq, fault) : back_to_responsibility(rq, in->case_, T_responsibility_duty_given);
}

/* Access to the amounts of a duty: only its own unit, and only for what is about money. (SOT-13) */
static const struct access *money_access(struct request *rq, struct case_id id, const struct duty_get_row *duty) {
    bool about_money = duty->kind == DUTY_KIND_DEPOSIT || duty->kind == DUTY_KIND_ECONOMY;
    if (!about_money || duty->unit_id.v != rq->session->unit.v) return NULL;
    return secrecy_open(rq, id, ZONE_BIT(ZONE_SOCIAL), "economy");
}

static struct options next_states(struct request *rq, enum duty_state now) {
    struct options all = CHOICES(rq, duty_state, DUTY_STATE_DONE);
    struct options next = {arena_array(rq->arena, all.n, sizeof(struct option)), 0};
    for (size_t i = 0; i < all.n; i++) {
        enum duty_state state = duty_state_parse(all.v[i].value);
        bool from_start = now == DUTY_STATE_IN_PROCESS && state != DUTY_STATE_IN_PROCESS;
        if (from_start || (now == DUTY_STATE_GRANTED && state == DUTY_STATE_DONE)) next.v[next.n++] = all.v[i];
    }
    return next;
}

static struct detail_rows details_of(struct request *rq, const struct access *access, struct unit_duty_id duty) {
    struct duty_details_rows rows = duty_details(rq->db, access, duty);
    struct detail_rows details = {arena_array(rq->arena, rows.n + 1, sizeof *details.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct duty_details_row *row = &rows.v[i];
        const char *amount = row->amount.has ? text_format(rq->arena, rq->lang, T_responsibility_kroner, "amount", number_text(rq->arena, rq->lang, row->amount.v), NULL) : NULL;
        details.v[details.n++] = (struct detail_row){.amount = amount, .note = row->note, .by = row->by_name, .day = instant_oslo_date(row->at)};
    }
    return details;
}

struct reply duty_page(struct request *rq, const struct duty_page_in *in) {
    struct case_frame frame;
    struct duty_get_row duty;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame) || !duty_get(rq->db, in->case_, in->duty, &duty)) return reply_not_found(rq);
    const struct access *access = money_access(rq, in->case_, &duty);
    struct duty_view view = {
        .number = frame.case_number,
        .id = duty.id.v,
        .version = duty.version,
        .name = frame.person.given_name,
        .unit = name_in(rq, duty.name_nb, duty.name_nn),
        .kind = (text_key)duty_kind_text(duty.kind),
        .state = (text_key)duty_state_text(duty.state),
        .value = duty.state,
        .since = instant_oslo_date(duty.since),
        .due = duty.due,
        .may_answer = duty.unit_id.v == rq->session->unit.v && instant_is_none(duty.ended_at),
        .sees_amounts = access != NULL,
        .states = next_states(rq, duty.state),
    };
    if (access) view.details = details_of(rq, access, duty.id);
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_duty);
    responsibility_duty(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

struct reply duty_answer(struct request *rq, const struct duty_answer_in *in) {
    struct duty_get_row duty;
    if (!duty_get(rq->db, in->case_, in->duty, &duty)) return reply_not_found(rq);
    bool noted = in->amount.has || !text_empty(in->note);
    const struct access *access = noted ? money_access(rq, in->case_, &duty) : NULL;
    if (noted && !access) {
        form_error(rq, in->amount.has ? "amount" : "note", T_responsibility_no_amounts);
        return reply_invalid(rq);
    }
    int fault = duty_change(rq->db, in->case_, in->duty, in->state, in->version);
    if (fault) return baton_refused(rq, fault);
    if (access) duty_note(rq->db, access, in->duty, in->amount, in->note);
    if (session_may(rq->session, RIGHT_CASE_SEE) && instant_is_none(duty.ended_at) && in->state == DUTY_STATE_GRANTED)
        return back_to_responsibility(rq, in->case_, T_responsibility_duty_answered);
    return reply_with_notice(reply_see_other(rq, "/"), T_responsibility_duty_answered); /* the case may no longer be this unit's to see */
}
