/* What must not be overlooked today: an offer nobody answers, a no, help without a decision, a yes that ends, a message that needs an
 * answer. Each is one query over all the unit's cases. (R-032, I-09, GDPR-1, FVL-11a) */
#include "domain/desk/internal.h"

#include "domain/followup/followup.h"
#include "icons.h"
#include "texts.h"

#include <stdlib.h>

enum { NIGHT_NEAR_DAYS = 7, REPLY_NEAR_DAYS = 7, CONSENT_NEAR_DAYS = 30, REFUSED_DAYS = 30, ALERTS_MOST = 120 };

static struct alert_row *add(struct request *rq, struct alert_rows *alerts, struct case_id id, const char *name) {
    static struct alert_row spare;
    if (alerts->n >= ALERTS_MOST) return &spare;
    struct alert_row *row = &alerts->v[alerts->n++];
    *row = (struct alert_row){.colour = "warning", .icon = ICON_WARNING, .name = name, .path = desk_path(rq, id, "")};
    return row;
}

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }

static void unanswered(struct request *rq, struct alert_rows *alerts) {
    struct desk_unanswered_rows rows = desk_unanswered(rq->db, rq->session->unit, rq->today);
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_unanswered_row *row = &rows.v[i];
        struct alert_row *alert = add(rq, alerts, row->case_id, desk_name(rq->arena, row->given_name, row->family_name));
        alert->colour = "danger";
        alert->icon = ICON_BACK_AND_FORTH;
        alert->title = text_of(rq->lang, T_desk_alert_unanswered);
        alert->why = text_format(rq->arena, rq->lang, T_desk_alert_unanswered_why, "unit", desk_in_language(rq->lang, row->to_nb, row->to_nn), "date",
                                 date_day(rq->arena, rq->lang, row->answer_due, rq->today), NULL);
        alert->act = T_desk_see_responsibility;
        alert->act_path = desk_open_path(rq, row->case_id, "/ansvar");
        alert->order = row->answer_due.days;
    }
}

static void refused(struct request *rq, struct alert_rows *alerts) {
    struct instant since = {rq->now.ms - REFUSED_DAYS * MS_PER_DAY};
    struct desk_refused_rows rows = desk_refused(rq->db, rq->session->unit, since);
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_refused_row *row = &rows.v[i];
        struct alert_row *alert = add(rq, alerts, row->case_id, desk_name(rq->arena, row->given_name, row->family_name));
        alert->icon = ICON_BACK_AND_FORTH;
        alert->title = text_of(rq->lang, T_desk_alert_refused);
        alert->why = text_format(rq->arena, rq->lang, T_desk_alert_refused_why, "unit", desk_in_language(rq->lang, row->to_nb, row->to_nn), "reason",
                                 text_of(rq->lang, refusal_reason_text(row->refusal)), NULL);
        alert->act = T_desk_see_responsibility;
        alert->act_path = desk_open_path(rq, row->case_id, "/ansvar");
        alert->order = rq->today.days + 1;
    }
}

static void disputes(struct request *rq, struct alert_rows *alerts) {
    struct desk_disputes_rows rows = desk_disputes(rq->db, rq->session->unit);
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_disputes_row *row = &rows.v[i];
        struct alert_row *alert = add(rq, alerts, row->case_id, desk_name(rq->arena, row->given_name, row->family_name));
        bool late = row->decide_by.days < rq->today.days;
        alert->colour = late ? "danger" : "warning";
        alert->icon = late ? ICON_DANGER : ICON_BACK_AND_FORTH;
        alert->title = text_of(rq->lang, late ? T_desk_alert_dispute_late : T_desk_alert_dispute);
        alert->why = text_format(rq->arena, rq->lang, late ? T_desk_alert_dispute_late_why : T_desk_alert_dispute_why, "unit",
                                 desk_in_language(rq->lang, row->name_nb, row->name_nn), "date", date_day(rq->arena, rq->lang, row->decide_by, rq->today), NULL);
        alert->act = row->authority_unit.v == rq->session->unit.v ? T_desk_decide : T_desk_see_responsibility;
        alert->act_path = desk_open_path(rq, row->case_id, "/ansvar");
        alert->order = row->decide_by.days;
    }
}

static text_key service_title(enum service_status status) {
    switch (status) {
    case SERVICE_LATE: return T_desk_alert_service_late;
    case SERVICE_DECIDE_NOW: return T_desk_alert_service_now;
    case SERVICE_DECIDE_SOON: return T_desk_alert_service_soon;
    case SERVICE_FINE:
    case SERVICE_DECIDED:
    case SERVICE_INFORMAL:
    case SERVICE_ENDED: break;
    }
    return 0;
}

static const char *service_why(struct request *rq, const struct desk_undecided_row *row, enum service_status status, struct date decide_by) {
    const char *service = text_of(rq->lang, service_kind_text(row->kind)), *unit = desk_in_language(rq->lang, row->name_nb, row->name_nn);
    const char *since = date_long(rq->arena, rq->lang, row->started_on);
    if (status == SERVICE_DECIDE_NOW)
        return text_format(rq->arena, rq->lang, T_desk_alert_service_now_why, "service", service, "unit", unit, "since", since, NULL);
    return text_format(rq->arena, rq->lang, T_desk_alert_service_why, "service", service, "unit", unit, "since", since, "due",
                       date_long(rq->arena, rq->lang, decide_by), NULL);
}

static void undecided(struct request *rq, struct alert_rows *alerts) {
    struct desk_undecided_rows rows = desk_undecided(rq->db, rq->session->unit);
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_undecided_row *row = &rows.v[i];
        const struct service_brief service = {.id = row->id, .case_ = row->case_id, .unit = row->unit_id, .kind = row->kind, .informal = row->informal,
                                              .started_on = row->started_on, .expected_until = row->expected_until,
                                              .decided_from = row->decided_from, .ended_on = row->ended_on};
        enum service_status status = followup_status(&service, rq->today);
        text_key title = service_title(status);
        if (!title) continue;
        struct alert_row *alert = add(rq, alerts, row->case_id, desk_name(rq->arena, row->given_name, row->family_name));
        bool red = status != SERVICE_DECIDE_SOON;
        alert->colour = red ? "danger" : "warning";
        alert->icon = red ? ICON_DANGER : ICON_WARNING;
        alert->title = text_of(rq->lang, title);
        alert->why = service_why(rq, row, status, followup_decide_by(&service));
        alert->act = T_desk_see_services;
        alert->act_path = desk_open_path(rq, row->case_id, "/tjenester");
        alert->order = red ? row->started_on.days : followup_decide_by(&service).days;
    }
}

static void ending_consents(struct request *rq, struct alert_rows *alerts) {
    struct date until = date_add_days(rq->today, CONSENT_NEAR_DAYS);
    struct desk_ending_consents_rows rows = desk_ending_consents(rq->db, rq->session->unit, rq->today, until);
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_ending_consents_row *row = &rows.v[i];
        struct alert_row *alert = add(rq, alerts, row->case_id, desk_name(rq->arena, row->given_name, row->family_name));
        int days = date_days_between(rq->today, row->until);
        alert->icon = ICON_CONSENT_EXPIRING;
        alert->title = days == 0 ? text_of(rq->lang, T_desk_alert_consent_today)
                                 : text_format(rq->arena, rq->lang, T_desk_alert_consent, "n", number(rq, days), NULL);
        alert->why = text_format(rq->arena, rq->lang, T_desk_alert_consent_why, "unit", desk_in_language(rq->lang, row->name_nb, row->name_nn), "date",
                                 date_long(rq->arena, rq->lang, row->until), NULL);
        alert->act = T_desk_ask_again;
        alert->act_path = desk_open_path(rq, row->case_id, "/samtykke");
        alert->order = row->until.days;
    }
}

static void replies(struct request *rq, struct alert_rows *alerts) {
    struct desk_replies_rows rows = desk_replies(rq->db, rq->session->unit, date_add_days(rq->today, REPLY_NEAR_DAYS));
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_replies_row *row = &rows.v[i];
        struct alert_row *alert = add(rq, alerts, row->case_id, desk_name(rq->arena, row->given_name, row->family_name));
        bool late = row->due.days < rq->today.days;
        alert->colour = late ? "danger" : "warning";
        alert->icon = late ? ICON_DANGER : ICON_CLOCK;
        alert->title = text_format(rq->arena, rq->lang, late ? T_desk_alert_reply_late : T_desk_alert_reply, "date",
                                   date_day(rq->arena, rq->lang, row->due, rq->today), NULL);
        alert->why = text_of(rq->lang, T_desk_alert_reply_why);
        alert->act = T_desk_answer;
        alert->act_path = desk_open_path(rq, row->case_id, "/svar");
        alert->order = row->due.days;
    }
}

static void nights_asked(struct request *rq, struct alert_rows *alerts) {
    struct desk_nights_asked_rows rows = desk_nights_asked(rq->db, rq->session->unit);
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_nights_asked_row *row = &rows.v[i];
        struct alert_row *alert = add(rq, alerts, row->case_id, desk_name(rq->arena, row->given_name, row->family_name));
        alert->colour = "danger";
        alert->icon = ICON_DANGER;
        alert->title = text_of(rq->lang, T_desk_alert_night_asked);
        alert->why = text_format(rq->arena, rq->lang, T_desk_alert_night_asked_why, "unit", desk_in_language(rq->lang, row->name_nb, row->name_nn), NULL);
        alert->act = T_desk_answer;
        alert->act_path = desk_open_path(rq, row->case_id, "/akutt");
        alert->order = instant_oslo_date(row->asked_at).days;
    }
}

/* A stay never ends by itself: red from its last day until somebody has done something. */
static void nights(struct request *rq, struct alert_rows *alerts) {
    struct desk_nights_rows rows = desk_nights(rq->db, rq->session->unit, date_add_days(rq->today, NIGHT_NEAR_DAYS));
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_nights_row *row = &rows.v[i];
        struct alert_row *alert = add(rq, alerts, row->case_id, desk_name(rq->arena, row->given_name, row->family_name));
        bool red = !row->has_place || row->until_date.days <= rq->today.days, over = row->until_date.days < rq->today.days;
        alert->colour = red ? "danger" : "warning";
        alert->icon = red ? ICON_DANGER : ICON_CLOCK;
        alert->title = text_of(rq->lang, !row->has_place ? T_desk_alert_night_without : over ? T_desk_alert_night_over : T_desk_alert_night_ends);
        alert->why = text_format(rq->arena, rq->lang, T_desk_alert_night_why, "date", date_day(rq->arena, rq->lang, row->until_date, rq->today), NULL);
        alert->act = T_desk_see_night;
        alert->act_path = desk_open_path(rq, row->case_id, "/akutt");
        alert->order = row->until_date.days;
    }
}

/* Red before amber, the nearest limit first. */
static int by_urgency(const void *a, const void *b) {
    const struct alert_row *left = a, *right = b;
    bool left_red = text_equal(left->colour, "danger"), right_red = text_equal(right->colour, "danger");
    if (left_red != right_red) return left_red ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

struct alert_rows desk_alerts(struct request *rq) {
    struct alert_rows alerts = {arena_array(rq->arena, ALERTS_MOST, sizeof *alerts.v), 0};
    nights_asked(rq, &alerts);
    nights(rq, &alerts);
    unanswered(rq, &alerts);
    undecided(rq, &alerts);
    replies(rq, &alerts);
    refused(rq, &alerts);
    disputes(rq, &alerts);
    ending_consents(rq, &alerts);
    qsort(alerts.v, alerts.n, sizeof *alerts.v, by_urgency);
    return alerts;
}
