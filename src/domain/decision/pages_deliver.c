/* The way to her as it is corrected and followed: a wrong day of arrival, a digital letter opened or not. (FVL-29, EFV-1) */
#include "domain/decision/pages.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "texts.h"

static bool delivery_in_case(struct request *rq, struct case_id id, struct joint_decision_id decision, struct delivery_id delivery) {
    struct delivery_get_row row;
    return delivery_get(rq->db, delivery, &row) && row.case_id.v == id.v && row.decision_id.v == decision.v;
}

static struct reply to_decision(struct request *rq, struct case_id id, struct joint_decision_id decision, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)id.v, (long long)decision.v), notice);
}

struct reply decision_reached_correct(struct request *rq, const struct decision_reached_correct_in *in) {
    if (!delivery_in_case(rq, in->case_, in->decision, in->delivery)) return reply_not_found(rq);
    int result = decision_correct_reached(rq->db, in->delivery, in->right_day, in->why_wrong);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_changed_meanwhile);
    if (result < 0) {
        form_error(rq, "right_day", T_decision_reached_wrong);
        return reply_invalid(rq);
    }
    return to_decision(rq, in->case_, in->decision, T_decision_reached_corrected);
}

struct reply decision_digital_note(struct request *rq, const struct decision_digital_note_in *in) {
    if (!delivery_in_case(rq, in->case_, in->decision, in->delivery)) return reply_not_found(rq);
    int result = decision_digital(rq->db, in->delivery, in->happened, in->happened_on);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_delivered_already);
    if (result < 0) {
        form_error(rq, "happened_on", T_decision_reached_wrong);
        return reply_invalid(rq);
    }
    return to_decision(rq, in->case_, in->decision, T_decision_digital_noted);
}

struct delivery_rows_view deliveries_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct delivery_list_rows rows = delivery_list(rq->db, sight->joint.id);
    struct delivery_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct delivery_list_row *row = &rows.v[i];
        view.v[i] = (struct delivery_row_view){
            .number = (int64_t)i + 1,
            .recipient = text_of(rq->lang, delivery_recipient_text(row->recipient)),
            .channel = text_of(rq->lang, delivery_channel_text(row->channel)),
            .how = row->reached_how ? text_of(rq->lang, reached_how_text(row->reached_how)) : NULL,
            .path = arena_printf(rq->arena, "%s/levert/%lld", decision_path(rq->arena, &sight->joint), (long long)row->id.v),
            .today = date_iso(rq->arena, rq->today),
            .sent_on = row->sent_on, .reached_on = row->reached_on, .first_reached_on = row->first_reached_on, .opened_on = row->opened_on,
            .second_alert_on = row->second_alert_on, .paper_on = row->paper_on,
            .reached = !date_is_none(row->reached_on),
            .corrected = row->reached_on.days != row->first_reached_on.days,
            .digital = row->channel == DELIVERY_CHANNEL_DIGITAL,
            .opened = !date_is_none(row->opened_on),
            .alerted_again = !date_is_none(row->second_alert_on),
            .on_paper = !date_is_none(row->paper_on),
        };
    }
    return view;
}

struct correction_rows_view arrival_corrections(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct correction_list_rows rows = correction_list(rq->db, sight->joint.id);
    struct correction_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view.v[i] = (struct correction_row_view){text_of(rq->lang, delivery_recipient_text(rows.v[i].recipient)), rows.v[i].reason,
                                                 organisation_staff_name(rq->db, rows.v[i].by_staff), rows.v[i].reached_on,
                                                 instant_oslo_date(rows.v[i].at)};
    return view;
}

struct options digital_kinds_of(struct request *rq) {
    const enum delivery_event_kind kinds[] = {DELIVERY_EVENT_KIND_OPENED, DELIVERY_EVENT_KIND_SECOND_ALERT, DELIVERY_EVENT_KIND_PAPER};
    struct options options = {arena_array(rq->arena, 3, sizeof(struct option)), 3};
    for (size_t i = 0; i < 3; i++)
        options.v[i] = (struct option){delivery_event_kind_code(kinds[i]), text_of(rq->lang, delivery_event_kind_text(kinds[i])), NULL};
    return options;
}
