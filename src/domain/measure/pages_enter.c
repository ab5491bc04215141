/* Choosing a measure, entering it or waiting for it, and switching from one to another: what fits, what does not and why, and one press. */
#include "domain/measure/pages.h"

#include "domain/organisation/profile.h"
#include "icons.h"
#include "measure_routes.h"
#include "measure_views.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

/* ── choosing ─────────────────────────────────────────────────────────── */

/* Why she cannot choose it, or NULL. Being full is no reason: then she may wait. */
static const char *why_not(struct request *rq, const struct case_frame *frame, const struct measure_list_row *row, bool switching) {
    struct measure_stay_open_in_row in_it;
    if (!row->open) return text_of(rq->lang, T_measure_not_open);
    if (measure_stay_open_in(rq->db, frame->brief.id, row->id, &in_it)) return text_of(rq->lang, T_measure_already);
    if (!measure_age_fits(row->age_from, row->age_to, frame->person.born, rq->today)) return text_of(rq->lang, T_measure_age_no);
    if (secrecy_said_no(rq->db, frame->brief.id, row->unit_id, rq->today)) return text_of(rq->lang, T_measure_said_no);
    if (switching && row->run_by == MEASURE_RUN_BY_OWN && !measure_is_ours(rq->db, row->unit_id)) return text_of(rq->lang, T_measure_other_unit);
    if (switching && row->places.has && row->taken >= row->places.v) return text_of(rq->lang, T_measure_is_full);
    return NULL;
}

static struct measure_line_views tickets_of(struct request *rq, const struct measure_tickets_all_rows *all, struct measure_id id) {
    struct measure_line_views views = {arena_array(rq->arena, all->n + 1, sizeof *views.v), 0};
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].measure_id.v == id.v) views.v[views.n++] = (struct measure_line_view){.words = measure_in(rq, all->v[i].words_nb, all->v[i].words_nn)};
    return views;
}

static struct measure_row_view row_of(struct request *rq, const struct measure_list_row *row, const struct measure_tickets_all_rows *tickets, const char *path) {
    return (struct measure_row_view){
        .path = path,
        .name = measure_titled(rq, row->name_nb, row->name_nn),
        .target = measure_in(rq, row->target_nb, row->target_nn),
        .unit = measure_in(rq, row->unit_nb, row->unit_nn),
        .room = measure_room_text(rq, row->places, row->taken),
        .run_by = row->run_by == MEASURE_RUN_BY_OWN ? 0 : measure_run_by_text(row->run_by),
        .harm_reducing = row->harm_reducing,
        .field_based = row->field_based,
        .offered = row->offered,
        .waiting = row->waiting,
        .tickets = tickets_of(rq, tickets, row->id),
        .mark = measure_room_mark(row->open, row->places, row->taken),
    };
}

/* The measure she would switch from; its name only to whoever may read it. */
static bool read_from(struct request *rq, struct case_id id, struct measure_stay_id stay, struct measure_stays_of_row *ret_row, const char **ret_name) {
    struct measure_stays_of_rows rows = measure_stays_of(rq->db, id);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].id.v != stay.v || rows.v[i].state != MEASURE_STATE_RUNNING) continue;
        struct measure_sight sight = measure_see(rq, id, rows.v[i].zone);
        if (sight.access) (void)measure_tickets_said(rq->db, sight.access, stay, rows.v[i].zone); /* the name is read with what was answered at its door */
        *ret_row = rows.v[i];
        *ret_name = sight.access ? measure_in(rq, rows.v[i].name_nb, rows.v[i].name_nn) : measure_in(rq, rows.v[i].plain_nb, rows.v[i].plain_nn);
        return true;
    }
    return false;
}

struct reply measure_choose_page(struct request *rq, const struct measure_choose_page_in *in) {
    struct case_frame frame;
    struct measure_stays_of_row from;
    struct measure_choose_view view = {.back = measure_path(rq, in->case_, "")};
    if (!case_frame_read(rq, in->case_, TAB_SERVICES, &frame)) return reply_not_found(rq);
    if (in->bytt.v && !read_from(rq, in->case_, in->bytt, &from, &view.now)) return reply_not_found(rq);
    if (in->bytt.v && !measure_may_switch(organisation_profile()->flexibility)) return reply_conflict(rq, T_measure_no_switch);
    struct measure_list_rows rows = measure_list(rq->db);
    struct measure_tickets_all_rows tickets = measure_tickets_all(rq->db, rq->today);
    view.given_name = frame.person.given_name;
    view.fit.v = arena_array(rq->arena, rows.n + 1, sizeof *view.fit.v);
    view.not_now.v = arena_array(rq->arena, rows.n + 1, sizeof *view.not_now.v);
    for (size_t i = 0; i < rows.n; i++) {
        const char *rest = in->bytt.v ? arena_printf(rq->arena, "/%lld/bytt/%lld", (long long)in->bytt.v, (long long)rows.v[i].id.v)
                                      : arena_printf(rq->arena, "/ny/%lld", (long long)rows.v[i].id.v);
        struct measure_row_view row = row_of(rq, &rows.v[i], &tickets, measure_path(rq, in->case_, rest));
        row.why_not = why_not(rq, &frame, &rows.v[i], in->bytt.v != 0);
        if (row.why_not) view.not_now.v[view.not_now.n++] = row;
        else view.fit.v[view.fit.n++] = row;
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, in->bytt.v ? T_measure_switch_title : T_measure_new);
    measure_choose(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── what it may rest on ──────────────────────────────────────────────── */

struct options measure_grounds(struct request *rq, struct case_id id, const struct measure_get_row *measure) {
    struct measure_parts_rows parts = measure_parts(rq->db, id);
    struct measure_services_rows lines = measure_services(rq->db, id);
    struct options grounds = {arena_array(rq->arena, parts.n + lines.n + 1, sizeof *grounds.v), 0};
    if (measure->low_threshold) grounds.v[grounds.n++] = (struct option){"low", text_of(rq->lang, measure_ground_text(MEASURE_GROUND_LOW_THRESHOLD)), NULL};
    for (size_t i = 0; i < parts.n; i++) {
        const struct amount amount = measure_amount(&parts.v[i]);
        const char *help = parts.v[i].service_kind ? text_of(rq->lang, service_kind_text(parts.v[i].service_kind)) : text_of(rq->lang, T_measure_help);
        grounds.v[grounds.n++] = (struct option){arena_printf(rq->arena, "p%lld", (long long)parts.v[i].id.v),
                                                 text_format(rq->arena, rq->lang, T_measure_ground_choice, "n", measure_number(rq, parts.v[i].number), "help", help, "unit",
                                                             measure_in(rq, parts.v[i].unit_nb, parts.v[i].unit_nn), NULL),
                                                 amount_short(rq->arena, rq->lang, &amount)};
    }
    for (size_t i = 0; i < lines.n; i++) {
        if (lines.v[i].informal) continue;
        grounds.v[grounds.n++] = (struct option){arena_printf(rq->arena, "s%lld", (long long)lines.v[i].id.v),
                                                 text_format(rq->arena, rq->lang, T_measure_ground_line, "help", text_of(rq->lang, service_kind_text(lines.v[i].kind)),
                                                             "unit", measure_in(rq, lines.v[i].unit_nb, lines.v[i].unit_nn), NULL),
                                                 NULL};
    }
    return grounds;
}

void measure_ground_read(const char *value, struct measure_entry *entry) {
    int64_t id = 0;
    entry->ground = 0;
    if (text_empty(value)) return;
    if (text_equal(value, "low")) entry->ground = MEASURE_GROUND_LOW_THRESHOLD;
    else if (*value == 'p' && parse_int(value + 1, &id)) {
        entry->ground = MEASURE_GROUND_DECIDED;
        entry->part.v = id;
    } else if (*value == 's' && parse_int(value + 1, &id)) {
        entry->ground = MEASURE_GROUND_BEFORE_DECISION;
        entry->service.v = id;
    }
}

/* ── entering ─────────────────────────────────────────────────────────── */

static void put_about(struct request *rq, const struct measure_get_row *measure, struct measure_enter_view *view) {
    view->name = measure_titled(rq, measure->name_nb, measure->name_nn);
    view->target = measure_in(rq, measure->target_nb, measure->target_nn);
    view->content = measure_in(rq, measure->content_nb, measure->content_nn);
    view->unit = measure_in(rq, measure->unit_nb, measure->unit_nn);
    view->from = date_iso(rq->arena, rq->today);
    view->asks_unit = measure->run_by == MEASURE_RUN_BY_OWN && !measure_is_ours(rq->db, measure->unit_id);
    view->may_start = !view->asks_unit;
    view->full = measure->places.has && measure->taken >= measure->places.v;
    view->contacts = organisation_staff_options(rq->db, measure->unit_id, rq->today);
    view->rules = measure_rules_view(rq, measure->id, NULL);
    view->asked = measure_tickets_view(rq, measure->id, NULL);
    view->tickets = measure_ticket_options(rq, measure->id);
}

static struct reply enter_page(struct request *rq, struct case_id id, struct measure_id measure_id, struct measure_stay_id from) {
    struct case_frame frame;
    struct measure_get_row measure;
    struct measure_stays_of_row old;
    struct measure_enter_view view = {0};
    if (!case_frame_read(rq, id, TAB_SERVICES, &frame) || !measure_get(rq->db, measure_id, &measure)) return reply_not_found(rq);
    if (from.v && !read_from(rq, id, from, &old, &view.now)) return reply_not_found(rq);
    view.given_name = frame.person.given_name;
    view.path = from.v ? measure_path(rq, id, arena_printf(rq->arena, "/%lld/bytt/%lld", (long long)from.v, (long long)measure_id.v))
                       : measure_path(rq, id, arena_printf(rq->arena, "/ny/%lld", (long long)measure_id.v));
    view.back = from.v ? measure_path(rq, id, arena_printf(rq->arena, "/ny?bytt=%lld", (long long)from.v)) : measure_path(rq, id, "/ny");
    put_about(rq, &measure, &view);
    struct measure_sight sight = measure_see(rq, id, measure.zone);
    view.hidden = sight.hidden;
    view.has_tickets = sight.access && view.tickets.n > 0;
    if (view.may_start && !sight.access && view.tickets.n) view.may_start = false; /* what is asked at the door cannot be written down here */
    view.grounds = measure_grounds(rq, id, &measure);
    view.one_ground = view.grounds.n == 1;
    view.first_ground = view.grounds.n ? view.grounds.v[0].value : "";
    view.ground_name = view.grounds.n ? view.grounds.v[0].label : "";
    view.help_path = session_may(rq->session, RIGHT_SERVICE_WRITE) ? arena_printf(rq->arena, "/sak/%lld/tjeneste/ny", (long long)id.v) : NULL;
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, from.v ? T_measure_switch_title : T_measure_new);
    measure_enter_page_of(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply measure_enter_page(struct request *rq, const struct measure_enter_page_in *in) { return enter_page(rq, in->case_, in->measure, (struct measure_stay_id){0}); }

struct reply measure_switch_page(struct request *rq, const struct measure_switch_page_in *in) { return enter_page(rq, in->case_, in->measure, in->stay); }

/* What is ticked is met; the rest nobody knows yet. */
static void put_tickets(struct request *rq, struct measure_id measure, const struct measure_ticket_id *ticked, size_t n, struct measure_entry *entry) {
    struct measure_tickets_of_rows rows = measure_tickets_of(rq->db, measure);
    struct ticket_said *said = arena_array(rq->arena, rows.n + 1, sizeof *said);
    for (size_t i = 0; i < rows.n; i++) {
        if (!date_is_none(rows.v[i].until_date)) continue;
        said[entry->n_tickets] = (struct ticket_said){rows.v[i].id, TICKET_ANSWER_NOT_KNOWN};
        for (size_t j = 0; j < n; j++)
            if (ticked[j].v == rows.v[i].id.v) said[entry->n_tickets].answer = TICKET_ANSWER_MET;
        entry->n_tickets++;
    }
    entry->tickets = said;
}

struct reply measure_enter_send(struct request *rq, const struct measure_enter_send_in *in) {
    struct measure_get_row measure;
    struct measure_stay_id stay;
    if (!measure_get(rq->db, in->measure, &measure)) return reply_not_found(rq);
    struct measure_sight sight = measure_see(rq, in->case_, measure.zone);
    struct measure_entry entry = {.case_ = in->case_, .measure = in->measure, .contact = in->contact, .from = in->from, .agreed = in->agreed, .words = in->words};
    measure_ground_read(in->ground, &entry);
    if (sight.access) put_tickets(rq, in->measure, in->tickets.v, in->tickets.n, &entry);
    bool starts = text_equal(in->how, "start");
    int fault = starts ? measure_enter(rq->db, sight.access, &entry, &stay) : measure_queue(rq->db, sight.access, &entry, &stay);
    return measure_reply(rq, in->case_, fault ? (struct measure_stay_id){0} : starts ? stay : (struct measure_stay_id){0}, fault,
                         starts ? T_measure_started_notice : T_measure_queued_notice);
}

struct reply measure_switch_send(struct request *rq, const struct measure_switch_send_in *in) {
    struct measure_get_row measure;
    struct measure_stay_id stay;
    if (!measure_get(rq->db, in->measure, &measure)) return reply_not_found(rq);
    struct measure_sight sight = measure_see(rq, in->case_, measure.zone);
    struct measure_entry entry = {.case_ = in->case_, .measure = in->measure, .contact = in->contact, .from = in->from, .agreed = in->agreed, .words = in->words};
    if (sight.access) put_tickets(rq, in->measure, in->tickets.v, in->tickets.n, &entry);
    int fault = measure_switch(rq->db, sight.access, in->stay, &entry, &stay);
    if (fault == MEASURE_NEEDS_CHANGE || fault == MEASURE_GROUND_MISSING) return reply_conflict(rq, measure_fault_text(fault).why);
    return measure_reply(rq, in->case_, fault ? (struct measure_stay_id){0} : stay, fault, T_measure_switched_notice);
}

struct reply measure_admit_send(struct request *rq, const struct measure_admit_send_in *in) {
    struct measure_stay_get_row stay;
    if (!measure_stay_get(rq->db, in->case_, in->stay, &stay)) return reply_not_found(rq);
    struct measure_sight sight = measure_see(rq, in->case_, stay.zone);
    struct measure_entry entry = {.case_ = in->case_, .contact = in->contact, .from = in->from};
    measure_ground_read(in->ground, &entry);
    if (sight.access) put_tickets(rq, stay.measure_id, in->tickets.v, in->tickets.n, &entry);
    int fault = measure_admit(rq->db, sight.access, in->stay, &entry);
    if (fault == MEASURE_FULL) return measure_refused_at(rq, fault, "from");
    return measure_reply(rq, in->case_, in->stay, fault, T_measure_started_notice);
}
