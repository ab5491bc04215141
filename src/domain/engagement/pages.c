/* The page of a case about yes and no to help: where it stands, who keeps in touch, what is tried. The forms of her no and yes are in pages_answer.c. */
#include "domain/engagement/pages.h"

#include "domain/roles/roles.h"
#include "engagement_routes.h"
#include "followup_schema.h"
#include "icons.h"
#include "texts.h"

#include <string.h>

/* ── shared ───────────────────────────────────────────────────────────── */

struct reply engagement_refused(struct request *rq, int fault) {
    struct engagement_fault_text text = engagement_fault_text(fault);
    if (fault == ENGAGEMENT_NOT_FOUND || fault == CLOSING_NOT_FOUND) return reply_not_found(rq);
    if (fault == ENGAGEMENT_NO_ZONE) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct reply engagement_back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", engagement_path(rq, id, "")), notice);
}

int engagement_write_words(struct request *rq, struct case_id id, const char *words) {
    struct case_brief brief;
    if (text_empty(words)) return ENGAGEMENT_DONE;
    enum zone zone = secrecy_own_zone(rq, id);
    const struct access *access = zone ? secrecy_open(rq, id, ZONE_BIT(zone), ENGAGEMENT_PURPOSE) : NULL;
    if (!access || !work_case(rq->db, id, &brief)) return ENGAGEMENT_NO_ZONE;
    engagement_words_insert(rq->db, access, id, brief.person, zone, words, rq->now, rq->session->staff);
    return ENGAGEMENT_DONE;
}

struct options caretaker_options(struct request *rq) {
    struct caretaker_staff_rows rows = caretaker_staff(rq->db, rq->today);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        options.v[i] = (struct option){arena_printf(rq->arena, "%lld", (long long)rows.v[i].staff_id.v),
                                       arena_printf(rq->arena, "%s, %s", rows.v[i].name, name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn)), NULL};
    return options;
}

const char *engagement_series_name(struct request *rq) {
    struct series_named_row row;
    struct meeting_series_id series = engagement_series(rq->db);
    return series.v && series_named(rq->db, series, &row) ? name_in(rq, row.name_nb, row.name_nn) : NULL;
}

static struct engagement_lines lines_of(struct request *rq, size_t n) {
    return (struct engagement_lines){arena_array(rq->arena, n + 1, sizeof(struct engagement_line)), n};
}

/* ── where it stands ──────────────────────────────────────────────────── */

static void mark_state(enum engagement_state state, struct engagement_page_view *view) {
    view->state = (text_key)engagement_state_text(state);
    view->color = "neutral";
    switch (state) {
    case ENGAGEMENT_STATE_NOT_STARTED: view->icon = ICON_NOT_BEGUN; break;
    case ENGAGEMENT_STATE_BUILDING: view->icon = ICON_WAITING; view->color = "info"; break;
    case ENGAGEMENT_STATE_ACTIVE: view->icon = ICON_OK; view->color = "success"; break;
    case ENGAGEMENT_STATE_PAUSED: view->icon = ICON_WAITING; break;
    case ENGAGEMENT_STATE_DECLINED_PARTLY: view->icon = ICON_PARTLY; break;
    case ENGAGEMENT_STATE_DECLINED: view->icon = ICON_OFF; view->color = "warning"; break;
    case ENGAGEMENT_STATE_WATCH: view->icon = ICON_SEEN; view->color = "info"; break;
    }
}

static void read_contact(struct request *rq, struct case_id id, const struct engagement_now *now, struct engagement_page_view *view) {
    struct role_person contact = roles_contacts(rq->db, id).contact;
    bool before = engagement_says_no(now->state) && now->contact.v;
    view->contact = before ? now->contact_name : contact.name;
    view->contact_phone = !before || now->contact.v == contact.staff.v ? contact.phone : NULL;
    view->contact_left = before && !now->contact_works;
}

static void read_asked(struct request *rq, struct case_id id, struct engagement_page_view *view) {
    struct asked_next_row row;
    view->has_asked = asked_next(rq->db, id, &row);
    if (!view->has_asked) return;
    view->asked_on = row.next_on;
    view->asked_due = row.next_on.days <= rq->today.days;
    view->home_only = row.home_only;
    view->again = case_frame_may_open(rq->session, "/spor-igjen") ? arena_printf(rq->arena, "/sak/%lld/spor-igjen", (long long)id.v) : NULL;
}

static void read_nos(struct request *rq, struct case_id id, struct engagement_page_view *view) {
    struct help_no_now_rows rows = help_no_now(rq->db, id);
    struct engagement_services_rows services = engagement_services(rq->db, id);
    view->nos = lines_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        struct engagement_line *line = &view->nos.v[i];
        *line = (struct engagement_line){.id = rows.v[i].id.v, .on = rows.v[i].since, .who = rows.v[i].staff_name};
        for (size_t k = 0; k < services.n; k++) {
            if (services.v[k].id.v != rows.v[i].service_id.v) continue;
            line->what = (text_key)service_kind_text(services.v[k].kind);
            line->name = name_in(rq, services.v[k].name_nb, services.v[k].name_nn);
        }
        if (rows.v[i].service_id.v && !line->what) line->what = T_engagement_help_over;
    }
}

static void read_steps(struct request *rq, struct engagement_id id, struct engagement_page_view *view) {
    struct engagement_steps_rows rows = engagement_steps(rq->db, id);
    view->steps = lines_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        view->steps.v[i] = (struct engagement_line){.what = (text_key)engagement_state_text(rows.v[i].to_state), .on = rows.v[i].on_date, .who = rows.v[i].staff_name};
}

/* ── meanwhile ────────────────────────────────────────────────────────── */

static void read_meanwhile(struct request *rq, struct case_id id, struct engagement_page_view *view) {
    struct meanwhile_now_rows rows = meanwhile_now(rq->db, id);
    view->meanwhile = lines_of(rq, rows.n);
    view->ways.v = arena_array(rq->arena, MEANWHILE_KIND_COUNT, sizeof *view->ways.v);
    unsigned runs = 1u << MEANWHILE_KIND_CARETAKER; /* he is asked by name */
    for (size_t i = 0; i < rows.n; i++) {
        view->meanwhile.v[i] = (struct engagement_line){.what = (text_key)meanwhile_kind_text(rows.v[i].kind), .on = rows.v[i].from_on};
        runs |= 1u << rows.v[i].kind;
    }
    for (int kind = 1; kind <= MEANWHILE_KIND_COUNT; kind++)
        if (!(runs & (1u << kind)))
            view->ways.v[view->ways.n++] = (struct option){meanwhile_kind_code((enum meanwhile_kind)kind), text_of(rq->lang, (text_key)meanwhile_kind_text((enum meanwhile_kind)kind)), NULL};
}

static void read_caretaker(struct request *rq, struct case_id id, struct engagement_page_view *view) {
    struct caretaker_now_row row;
    view->caretakers = caretaker_options(rq);
    if (!caretaker_now(rq->db, id, &row)) return;
    view->caretaker_unit = name_in(rq, row.name_nb, row.name_nn);
    view->caretaker = row.staff_name ? row.staff_name : text_of(rq->lang, T_staff_role_caretaker);
    view->caretaker_phone = row.phone;
    view->caretaker_since = row.from_on;
    view->caretaker_next = row.next_on;
    struct caretaker_notes_rows notes = caretaker_notes(rq->db, row.id);
    view->caretaker_did = lines_of(rq, notes.n);
    for (size_t i = 0; i < notes.n; i++)
        view->caretaker_did.v[i] = (struct engagement_line){.what = (text_key)caretaker_did_text(notes.v[i].did), .on = notes.v[i].on_date, .who = notes.v[i].staff_name};
}

static void read_meeting(struct request *rq, struct case_id id, struct engagement_page_view *view) {
    struct waits_in_meeting_row row;
    view->series = engagement_series_name(rq);
    if (waits_in_meeting(rq->db, id, &row)) view->in_meeting = arena_printf(rq->arena, "/sak/%lld/mote", (long long)id.v);
}

/* ── what is tried, and what happens ──────────────────────────────────── */

static void read_rethinks(struct request *rq, struct case_id id, struct engagement_page_view *view) {
    struct rethink_of_rows rows = rethink_of(rq->db, id);
    view->rethinks = lines_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        view->rethinks.v[i] = (struct engagement_line){
            .what = (text_key)rethink_kind_text(rows.v[i].kind), .on = rows.v[i].on_date, .next = rows.v[i].next_on, .who = rows.v[i].staff_name};
}

static void read_events(struct request *rq, struct case_id id, struct engagement_page_view *view) {
    struct life_event_of_rows rows = life_event_of(rq->db, id);
    view->events = lines_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct life_event_of_row *row = &rows.v[i];
        bool met = !date_is_none(row->met_on);
        view->events.v[i] = (struct engagement_line){.id = row->id.v,
                                                     .what = (text_key)life_event_kind_text(row->kind),
                                                     .on = row->on_date,
                                                     .next = met ? row->met_on : row->touch_by,
                                                     .who = row->met_name,
                                                     .done = met,
                                                     .late = !met && row->touch_by.days < rq->today.days};
    }
}

/* ── what is written in zones ─────────────────────────────────────────── */

static void read_limits(struct request *rq, struct case_id id, const struct access *access, enum zone zone, struct engagement_page_view *view) {
    struct help_limit_of_rows rows = help_limit_of(rq->db, access, id, zone);
    for (size_t i = 0; i < rows.n && view->limits.n < 20; i++) {
        const struct help_limit_of_row *row = &rows.v[i];
        bool ours = row->unit_id.v == rq->session->unit.v;
        view->limits.v[view->limits.n++] = (struct help_limit_view){
            .id = row->id.v,
            .unit = name_in(rq, row->name_nb, row->name_nn),
            .who = row->staff_name,
            .gives = row->gives,
            .gives_not = row->gives_not,
            .instead = row->instead,
            .path = ours ? engagement_path(rq, id, arena_printf(rq->arena, "/grenser/%lld", (long long)row->id.v)) : NULL,
            .on = instant_oslo_date(row->at),
            .shown_on = row->shown_on,
            .shown = !date_is_none(row->shown_on),
        };
    }
}

static void read_words(struct request *rq, struct case_id id, const struct access *access, enum zone zone, struct engagement_page_view *view) {
    struct engagement_words_of_rows rows = engagement_words_of(rq->db, access, id, zone);
    for (size_t i = 0; i < rows.n && view->said.n < 20; i++)
        view->said.v[view->said.n++] = (struct engagement_said){rows.v[i].words, rows.v[i].staff_name, instant_oslo_date(rows.v[i].at)};
}

static void read_zones(struct request *rq, struct case_id id, struct engagement_page_view *view) {
    const struct access *access = secrecy_open(rq, id, ENGAGEMENT_ZONES, ENGAGEMENT_PURPOSE);
    view->limits.v = arena_array(rq->arena, 20, sizeof *view->limits.v);
    view->said.v = arena_array(rq->arena, 20, sizeof *view->said.v);
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(ENGAGEMENT_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        read_limits(rq, id, access, zone, view);
        read_words(rq, id, access, zone, view);
    }
}

/* ── the page ─────────────────────────────────────────────────────────── */

struct reply engagement_page(struct request *rq, const struct engagement_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct engagement_now now = engagement_now(rq->db, in->case_);
    struct engagement_page_view view = {
        .name = frame.person.given_name,
        .path = engagement_path(rq, in->case_, ""),
        .may_write = session_may(rq->session, RIGHT_ENGAGEMENT_WRITE) && frame.brief.state != CASE_STATE_CLOSED,
        .says_no = engagement_says_no(now.state),
        .partly = now.state == ENGAGEMENT_STATE_DECLINED_PARTLY,
        .begun = now.id.v != 0,
        .may_build = now.state == ENGAGEMENT_STATE_NOT_STARTED,
        .may_begin = now.state == ENGAGEMENT_STATE_BUILDING,
        .may_pause = now.state == ENGAGEMENT_STATE_ACTIVE,
        .may_go_on = now.state == ENGAGEMENT_STATE_PAUSED,
        .since = now.since,
        .rethink_on = now.rethink_on,
        .has_rethink = !date_is_none(now.rethink_on),
        .rethink_due = !date_is_none(now.rethink_on) && now.rethink_on.days <= rq->today.days,
        .tries = rethink_kind_options(rq->arena, rq->lang),
        .happenings = life_event_kind_options(rq->arena, rq->lang),
        .tolds = no_told_options(rq->arena, rq->lang),
        .today = date_iso(rq->arena, rq->today),
        .rethink_next = date_iso(rq->arena, date_add_days(rq->today, 30)),
    };
    mark_state(now.state, &view);
    read_contact(rq, in->case_, &now, &view);
    read_asked(rq, in->case_, &view);
    read_nos(rq, in->case_, &view);
    read_caretaker(rq, in->case_, &view);
    read_meanwhile(rq, in->case_, &view);
    read_meeting(rq, in->case_, &view);
    read_rethinks(rq, in->case_, &view);
    read_events(rq, in->case_, &view);
    read_zones(rq, in->case_, &view);
    if (view.begun) read_steps(rq, now.id, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_engagement_title);
    engagement_body(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── what is done on it ───────────────────────────────────────────────── */

static struct reply done(struct request *rq, struct case_id id, int fault, text_key notice) {
    return fault ? engagement_refused(rq, fault) : engagement_back(rq, id, notice);
}

struct reply engagement_move(struct request *rq, const struct engagement_move_in *in) {
    return done(rq, in->case_, engagement_go(rq->db, in->case_, in->to), T_engagement_moved);
}

struct reply engagement_yes_part(struct request *rq, const struct engagement_yes_part_in *in) {
    return done(rq, in->case_, engagement_say_yes(rq->db, in->case_, in->no), T_engagement_yes_done);
}

struct reply engagement_meeting_send(struct request *rq, const struct engagement_meeting_send_in *in) {
    struct meeting_series_id series = engagement_series(rq->db);
    bool no = engagement_says_no(engagement_now(rq->db, in->case_).state);
    int fault = !no ? ENGAGEMENT_WRONG_STATE : series.v ? engagement_to_meeting(rq->db, in->case_, series) : ENGAGEMENT_NO_MEETING;
    return done(rq, in->case_, fault, T_engagement_taken_up);
}

struct reply engagement_meanwhile_send(struct request *rq, const struct engagement_meanwhile_send_in *in) {
    return done(rq, in->case_, engagement_meanwhile(rq->db, in->case_, in->kind.v, in->kind.n), T_engagement_meanwhile_done);
}

struct reply engagement_caretaker_send(struct request *rq, const struct engagement_caretaker_send_in *in) {
    return done(rq, in->case_, engagement_ask_caretaker(rq->db, in->case_, in->caretaker, in->knows), T_engagement_caretaker_done);
}

struct reply engagement_caretaker_stop(struct request *rq, const struct engagement_caretaker_stop_in *in) {
    return done(rq, in->case_, engagement_end_caretaker(rq->db, in->case_), T_engagement_caretaker_stopped);
}

struct reply engagement_think_send(struct request *rq, const struct engagement_think_send_in *in) {
    return done(rq, in->case_, engagement_think_again(rq->db, in->case_, in->try, in->next_on), T_engagement_think_done);
}

struct reply engagement_event_send(struct request *rq, const struct engagement_event_send_in *in) {
    return done(rq, in->case_, engagement_life_event(rq->db, in->case_, in->happened, in->on_date), T_engagement_event_done);
}

struct reply engagement_event_met(struct request *rq, const struct engagement_event_met_in *in) {
    return done(rq, in->case_, engagement_met_after(rq->db, in->case_, in->happening, in->met_on), T_engagement_met_done);
}
