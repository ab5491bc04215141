/* One person in one measure: what is agreed, what is looked at again, what is said of it, and each thing that can be done with it. */
#include "domain/measure/pages.h"

#include "domain/organisation/profile.h"
#include "icons.h"
#include "measure_routes.h"
#include "measure_views.h"
#include "texts.h"

#include <stdlib.h>

/* ── reading ──────────────────────────────────────────────────────────── */

static bool find(struct request *rq, struct case_id id, struct measure_stay_id stay, struct measure_stays_of_row *ret_row) {
    struct measure_stays_of_rows rows = measure_stays_of(rq->db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].id.v == stay.v) {
            *ret_row = rows.v[i];
            return true;
        }
    return false;
}

static struct measure_mark_view ticket_mark(enum ticket_answer answer) {
    switch (answer) {
    case TICKET_ANSWER_MET: return (struct measure_mark_view){ICON_OK, "success", ticket_answer_text(answer)};
    case TICKET_ANSWER_NOT_MET: return (struct measure_mark_view){ICON_REMOVE, "neutral", ticket_answer_text(answer)};
    case TICKET_ANSWER_NOT_KNOWN: return (struct measure_mark_view){ICON_HELP, "warning", ticket_answer_text(answer)};
    }
    return (struct measure_mark_view){0};
}

static void put_said(struct request *rq, const struct access *access, const struct measure_stays_of_row *row, struct measure_stay_page_view *view) {
    struct measure_said_of_rows said = measure_said_of(rq->db, access, row->id, row->zone);
    struct measure_tickets_said_rows tickets = measure_tickets_said(rq->db, access, row->id, row->zone);
    view->readable = true;
    view->said = (struct measure_said_views){arena_array(rq->arena, said.n + 1, sizeof *view->said.v), said.n};
    for (size_t i = 0; i < said.n; i++)
        view->said.v[i] = (struct measure_said_view){measure_said_kind_text(said.v[i].kind), said.v[i].words, said.v[i].staff_name, said.v[i].at};
    view->tickets.v = arena_array(rq->arena, tickets.n + 1, sizeof *view->tickets.v);
    for (size_t i = 0; i < tickets.n; i++) {
        struct measure_line_view *line = NULL; /* the newest answer to a ticket stands */
        for (size_t j = 0; j < view->tickets.n; j++)
            if (view->tickets.v[j].id == tickets.v[i].ticket_id.v) line = &view->tickets.v[j];
        if (!line) line = &view->tickets.v[view->tickets.n++];
        *line = (struct measure_line_view){.id = tickets.v[i].ticket_id.v,
                                           .words = measure_in(rq, tickets.v[i].words_nb, tickets.v[i].words_nn),
                                           .from = instant_oslo_date(tickets.v[i].at),
                                           .mark = ticket_mark(tickets.v[i].answer)};
    }
}

static int newest_first(const void *a, const void *b) {
    const struct measure_event_view *one = a, *other = b;
    return other->on.days - one->on.days;
}

static void put_history(struct request *rq, struct case_id id, const struct measure_stays_of_row *row, struct measure_stay_page_view *view) {
    struct measure_contacts_of_rows contacts = measure_contacts_of(rq->db, row->id);
    struct measure_reviews_of_rows reviews = measure_reviews_of(rq->db, row->id);
    struct help_agreements_of_rows agreements = help_agreements_of(rq->db, id);
    view->history.v = arena_array(rq->arena, contacts.n + reviews.n + agreements.n + 1, sizeof *view->history.v);
    for (size_t i = 0; i < contacts.n; i++) {
        const char *text = contacts.v[i].staff_name ? text_format(rq->arena, rq->lang, T_measure_history_contact, "name", contacts.v[i].staff_name, NULL)
                                                    : text_of(rq->lang, T_measure_history_nobody);
        view->history.v[view->history.n++] = (struct measure_event_view){text, NULL, contacts.v[i].from_date};
    }
    for (size_t i = 0; i < reviews.n; i++)
        view->history.v[view->history.n++] =
            (struct measure_event_view){text_of(rq->lang, measure_result_text(reviews.v[i].result)), reviews.v[i].staff_name, reviews.v[i].on_date};
    for (size_t i = 0; i < agreements.n; i++) {
        if (agreements.v[i].stay_id.v != row->id.v) continue;
        const char *text = text_format(rq->arena, rq->lang, T_measure_history_agreed, "time", minutes_plain(rq->arena, rq->lang, agreements.v[i].minutes), NULL);
        view->history.v[view->history.n++] = (struct measure_event_view){text, agreements.v[i].staff_name, agreements.v[i].valid_from};
    }
    qsort(view->history.v, view->history.n, sizeof *view->history.v, newest_first);
}

static void put_phases(struct request *rq, const struct measure_stays_of_row *row, struct measure_stay_page_view *view) {
    struct measure_phases_of_rows rows = measure_phases_of(rq->db, row->id);
    unsigned done = 0;
    for (size_t i = 0; i < rows.n; i++) done |= 1u << rows.v[i].phase;
    view->phases = (struct measure_phase_views){arena_array(rq->arena, MEASURE_PHASE_COUNT, sizeof *view->phases.v), MEASURE_PHASE_COUNT};
    for (int i = 1; i <= MEASURE_PHASE_COUNT; i++) {
        enum measure_phase phase = (enum measure_phase)i;
        struct measure_phase_view *shown = &view->phases.v[i - 1];
        *shown = (struct measure_phase_view){.name = measure_phase_text(phase), .next = measure_phase_next(done, phase), .code = measure_phase_code(phase)};
        for (size_t j = 0; j < rows.n; j++)
            if (rows.v[j].phase == phase) {
                shown->done = true;
                shown->on = rows.v[j].on_date;
                shown->by = rows.v[j].staff_name;
            }
    }
}

/* Where a change of the decision itself is asked for, by the unit that gives the help. */
static const char *wish_path(struct request *rq, struct case_id id, const struct measure_stays_of_row *row) {
    struct measure_parts_row part;
    if (!row->part_number.has || !session_may(rq->session, RIGHT_DECISION_INPUT) || !measure_part_numbered(rq->db, id, row->part_number.v, &part)) return NULL;
    if (part.unit_id.v != rq->session->unit.v) return NULL;
    return arena_printf(rq->arena, "/sak/%lld/vedtak/%lld/del/%lld/onske", (long long)id.v, (long long)part.decision_id.v, (long long)part.id.v);
}

static struct options end_reasons(struct request *rq) {
    struct options all = measure_over_options(rq->arena, rq->lang), some = {arena_array(rq->arena, all.n, sizeof *some.v), 0};
    for (size_t i = 0; i < all.n; i++)
        if (!text_equal(all.v[i].value, measure_over_code(MEASURE_OVER_SWITCHED))) some.v[some.n++] = all.v[i];
    return some;
}

static void put_choices(struct request *rq, struct case_id id, const struct measure_get_row *measure, struct measure_stay_page_view *view) {
    view->contacts = organisation_staff_options(rq->db, measure->unit_id, rq->today);
    view->results = measure_result_options(rq->arena, rq->lang);
    view->whys = end_reasons(rq);
    view->ticket_options = measure_ticket_options(rq, measure->id);
    view->has_tickets = view->readable && view->ticket_options.n > 0;
    view->grounds = measure_grounds(rq, id, measure);
    view->one_ground = view->grounds.n == 1;
    view->first_ground = view->grounds.n ? view->grounds.v[0].value : "";
    view->ground_name = view->grounds.n ? view->grounds.v[0].label : "";
    view->help_path = session_may(rq->session, RIGHT_SERVICE_WRITE) ? arena_printf(rq->arena, "/sak/%lld/tjeneste/ny", (long long)id.v) : NULL;
    view->from = date_iso(rq->arena, rq->today);
    view->until_default = date_iso(rq->arena, date_add_days(rq->today, (int)measure->agreement_days));
}

/* The usual amount of the decision is where an agreement begins. */
static const char *minutes_default(struct request *rq, struct case_id id, const struct measure_stays_of_row *row) {
    struct help_agreement_now_row now;
    struct measure_parts_row part;
    if (help_agreement_now(rq->db, row->id, &now)) return measure_number(rq, now.minutes);
    if (!row->part_number.has || !measure_part_numbered(rq->db, id, row->part_number.v, &part) || !part.minutes_usual.has) return NULL;
    const struct amount amount = measure_amount(&part);
    return measure_number(rq, (int64_t)(amount_week(&amount, amount.usual) + 0.5));
}

struct reply measure_stay_page(struct request *rq, const struct measure_stay_page_in *in) {
    enum { REVIEW_DAYS = 14 };
    struct case_frame frame;
    struct measure_stays_of_row row;
    struct measure_get_row measure;
    if (!find(rq, in->case_, in->stay, &row) || !measure_get(rq->db, row.measure_id, &measure)) return reply_not_found(rq);
    if (!case_frame_read(rq, in->case_, TAB_SERVICES, &frame)) return reply_not_found(rq);
    struct measure_sight sight = measure_see(rq, in->case_, row.zone);
    struct measure_stay_page_view view = {
        .given_name = frame.person.given_name,
        .path = measure_path(rq, in->case_, arena_printf(rq->arena, "/%lld", (long long)row.id.v)),
        .back = measure_path(rq, in->case_, ""),
        .stay = measure_stay_line(rq, in->case_, &row, sight.access != NULL),
        .version = row.version,
        .may_write = frame.brief.state != CASE_STATE_CLOSED && session_may(rq->session, RIGHT_MEASURE_WRITE),
        .housing_first = row.kind == MEASURE_KIND_HOUSING_FIRST,
        .hidden = sight.hidden,
        .wish = wish_path(rq, in->case_, &row),
        .minutes_default = minutes_default(rq, in->case_, &row),
    };
    view.may_switch = view.stay.switch_path && view.may_write;
    view.may_tailor = row.state == MEASURE_STATE_RUNNING && view.may_write && sight.access && measure_may_tailor(organisation_profile()->flexibility);
    view.asks_review = view.stay.has_review && date_days_between(rq->today, row.review_on) <= REVIEW_DAYS;
    if (sight.access) { /* what the measure is, and its rules, tell which it is */
        put_said(rq, sight.access, &row, &view);
        view.content = measure_in(rq, measure.content_nb, measure.content_nn);
        view.catalogue = session_may(rq->session, RIGHT_MEASURE_SEE) ? arena_printf(rq->arena, "/tiltak/%lld", (long long)measure.id.v) : NULL;
        view.rules = measure_rules_view(rq, measure.id, NULL);
        view.sheet = arena_printf(rq->arena, "%s/ark.pdf", view.path);
    }
    measure_agreement_read(rq, sight.access, in->case_, &row, &view.stay.agreement);
    put_history(rq, in->case_, &row, &view);
    if (view.housing_first) put_phases(rq, &row, &view);
    put_choices(rq, in->case_, &measure, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_measure_title);
    measure_stay_page_of(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── doing ────────────────────────────────────────────────────────────── */

static const struct access *zone_access(struct request *rq, struct case_id id, struct measure_stay_id stay) {
    struct measure_stay_get_row row;
    return measure_stay_get(rq->db, id, stay, &row) ? measure_see(rq, id, row.zone).access : NULL;
}

struct reply measure_agree_send(struct request *rq, const struct measure_agree_send_in *in) {
    struct help_agreement_id made;
    const struct agreement_new agreement = {in->case_, in->stay, in->minutes, in->until, in->what, in->her_words};
    int fault = measure_agree(rq->db, zone_access(rq, in->case_, in->stay), &agreement, &made);
    if (fault == MEASURE_WORDS_MISSING) return measure_refused_at(rq, fault, "what");
    if (fault == MEASURE_GROUND_MISSING) return measure_refused_at(rq, fault, "minutes");
    return measure_reply(rq, in->case_, in->stay, fault, T_measure_agreed_notice);
}

struct reply measure_confirm_send(struct request *rq, const struct measure_confirm_send_in *in) {
    int fault = measure_confirm(rq->db, in->case_, in->agreement, in->version);
    if (fault == MEASURE_OUTSIDE_BAND || fault == MEASURE_GROUND_MISSING) return reply_conflict(rq, measure_fault_text(fault).why);
    if (fault) return measure_refused(rq, fault);
    if (in->week) return reply_with_notice(reply_see_other(rq, "/tiltak/uka"), T_measure_confirmed_notice);
    return measure_reply(rq, in->case_, (struct measure_stay_id){0}, fault, T_measure_confirmed_notice);
}

struct reply measure_tailor_send(struct request *rq, const struct measure_tailor_send_in *in) {
    return measure_reply(rq, in->case_, in->stay, measure_tailor(rq->db, zone_access(rq, in->case_, in->stay), in->case_, in->stay, in->words), T_measure_tailored_notice);
}

struct reply measure_contact_send(struct request *rq, const struct measure_contact_send_in *in) {
    return measure_reply(rq, in->case_, in->stay, measure_change_contact(rq->db, in->case_, in->stay, in->version, in->contact), T_measure_contact_notice);
}

struct reply measure_review_send(struct request *rq, const struct measure_review_send_in *in) {
    int fault = measure_reviewed(rq->db, zone_access(rq, in->case_, in->stay), in->case_, in->stay, in->result, in->how_it_went);
    return measure_reply(rq, in->case_, in->stay, fault, in->result == MEASURE_RESULT_FITS_NOT ? T_measure_reviewed_not : T_measure_reviewed_notice);
}

struct reply measure_phase_send(struct request *rq, const struct measure_phase_send_in *in) {
    int fault = measure_phase(rq->db, in->case_, in->stay, in->phase);
    if (fault == MEASURE_PHASE_ORDER) return reply_conflict(rq, measure_fault_text(fault).why);
    return measure_reply(rq, in->case_, in->stay, fault, T_measure_phase_notice);
}

struct reply measure_end_send(struct request *rq, const struct measure_end_send_in *in) {
    const struct measure_ending ending = {in->case_, in->stay, in->version, in->why, in->on_date, in->last_words};
    int fault = measure_end(rq->db, zone_access(rq, in->case_, in->stay), &ending);
    if (fault == MEASURE_DAY_WRONG) return measure_refused_at(rq, fault, "on_date");
    return measure_reply(rq, in->case_, (struct measure_stay_id){0}, fault, T_measure_ended_notice);
}

struct reply measure_withdraw_send(struct request *rq, const struct measure_withdraw_send_in *in) {
    return measure_reply(rq, in->case_, (struct measure_stay_id){0}, measure_leave_queue(rq->db, in->case_, in->stay, in->version), T_measure_withdrawn_notice);
}
