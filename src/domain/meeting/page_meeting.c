/* One meeting: called, opened, led, closed and signed. */
#include "domain/law/law.h"
#include "domain/meeting/pages.h"
#include "domain/notify/notify.h"
#include "meeting_routes.h"
#include "meeting_views.h"
#include "platform/audit/audit.h"
#include "texts.h"

static struct reply done(struct request *rq, struct meeting_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", meeting_address(rq, id)), notice);
}

/* ── the page ─────────────────────────────────────────────────────────── */

static const char *outcome_of(struct request *rq, const struct item_of_meeting_row *row, const char *put_off) {
    if (put_off) return put_off;
    if (row->choice) return text_of(rq->lang, (text_key)agenda_choice_text(row->choice));
    return row->agreement ? text_of(rq->lang, (text_key)item_agreement_text(row->agreement)) : NULL;
}

static void agenda_read(struct request *rq, const struct meeting_brief *meeting, struct meeting_view *view) {
    struct item_of_meeting_rows rows = item_of_meeting(rq->db, meeting->id);
    struct meeting_items items = meeting_items_of(rq->db, meeting->id);
    view->items = (struct item_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->items.v), rows.n};
    for (size_t i = 0; i < rows.n && i < items.n; i++) {
        view->items.v[i] = item_row_of(rq, &items.v[i], rows.v[i].heading);
        view->items.v[i].need = (text_key)item_need_text(rows.v[i].need);
        view->items.v[i].urgent = rows.v[i].need == ITEM_NEED_NOW && !view->items.v[i].settled;
        view->items.v[i].outcome = outcome_of(rq, &rows.v[i], view->items.v[i].outcome);
    }
    if (meeting->slots <= 0) return;
    view->load = text_format(rq->arena, rq->lang, T_meeting_load_of, "n", plain_number(rq->arena, (int64_t)rows.n), "slots", plain_number(rq->arena, meeting->slots), NULL);
    view->load_full = (int64_t)rows.n > meeting->slots;
}

static void waiting_options(struct request *rq, const struct meeting_brief *meeting, struct meeting_view *view) {
    struct item_waiting_rows rows = item_waiting(rq->db, meeting->series);
    view->waiting = (struct options){arena_array(rq->arena, rows.n + 1, sizeof *view->waiting.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct item_waiting_row *row = &rows.v[i];
        const struct meeting_item item = {.id = row->id, .kind = row->kind, .case_ = row->case_id, .person = row->person_id, .subject = row->subject};
        view->waiting.v[i] = (struct option){plain_number(rq->arena, row->id.v), item_line(rq, &item, row->heading),
                                             arena_printf(rq->arena, "%s, %s", rq->lang == LANG_NN ? row->name_nn : row->name_nb,
                                                          text_of(rq->lang, (text_key)item_need_text(row->need)))};
    }
}

static void record_read(struct request *rq, const struct meeting_brief *meeting, struct meeting_view *view) {
    struct meeting_lines_rows lines = meeting_lines(rq->db, meeting->id);
    struct minutes_signatures_rows signed_by = minutes_signatures(rq->db, meeting->id);
    view->lines = (struct line_rows){arena_array(rq->arena, lines.n + 1, sizeof *view->lines.v), lines.n};
    view->signatures = (struct line_rows){arena_array(rq->arena, signed_by.n + 1, sizeof *view->signatures.v), signed_by.n};
    for (size_t i = 0; i < lines.n; i++)
        view->lines.v[i] = (struct line_row){time_text(rq->arena, rq->lang, lines.v[i].at), lines.v[i].words, lines.v[i].staff_name};
    for (size_t i = 0; i < signed_by.n; i++)
        view->signatures.v[i].words = text_format(rq->arena, rq->lang, T_meeting_signed_by, "role", text_of(rq->lang, (text_key)minutes_signer_text(signed_by.v[i].signer)),
                                                  "name", signed_by.v[i].staff_name, NULL);
}

static struct options guests(struct request *rq, const struct meeting_brief *meeting) {
    struct options all = meeting_guest_options(rq->arena, rq->lang);
    return meeting->state <= MEETING_STATE_OPEN ? all : (struct options){0};
}

static struct options answers(struct request *rq) {
    static const enum seat_presence said[] = {SEAT_PRESENCE_EXPECTED, SEAT_PRESENCE_AWAY};
    struct options options = {arena_array(rq->arena, 2, sizeof *options.v), 2};
    for (size_t i = 0; i < 2; i++)
        options.v[i] = (struct option){seat_presence_code(said[i]), text_of(rq->lang, i ? T_meeting_answer_no : T_meeting_answer_yes), NULL};
    return options;
}

/* What the one who leads can do as the meeting stands now. */
static void lead_read(struct request *rq, const struct meeting_brief *meeting, struct meeting_view *view) {
    struct date today = rq->today;
    bool coming = meeting->state == MEETING_STATE_PLANNED || meeting->state == MEETING_STATE_CALLED;
    view->call = meeting->state == MEETING_STATE_PLANNED;
    view->move = view->cancel = coming;
    view->open = meeting->state == MEETING_STATE_CALLED && meeting->on_date.days <= today.days;
    view->line = meeting->state == MEETING_STATE_OPEN || meeting->state == MEETING_STATE_CLOSED;
    struct item_left_in_row left;
    bool none_left = !item_left_in(rq->db, meeting->id, &left) || left.n == 0;
    view->close = meeting->state == MEETING_STATE_OPEN && none_left;
    if (view->call) view->chairs = organisation_staff_options(rq->db, rq->session->unit, today);
    if (coming || meeting->state == MEETING_STATE_OPEN) waiting_options(rq, meeting, view);
    struct quorum quorum = meeting_quorum_now(rq->db, meeting, NULL);
    view->stop = meeting->state == MEETING_STATE_OPEN && !none_left && !quorum.met;
    view->stop_on = date_typed(rq->arena, meeting_day_after_stop(rq->db, meeting, &view->stop_extra));
    view->stop_units = quorum_said(rq, &quorum).missing;
    struct meeting_next_of_row next;
    if (meeting_next_of(rq->db, meeting->series, date_add_days(meeting->on_date, 1), &next)) view->next_on = date_typed(rq->arena, next.on_date);
}

static void seat_forms(struct request *rq, const struct meeting_brief *meeting, struct meeting_view *view) {
    struct seat_of_staff_row seat;
    struct meeting_part_of_row part;
    bool before = meeting->state == MEETING_STATE_PLANNED || meeting->state == MEETING_STATE_CALLED;
    bool own = meeting_part_of(rq->db, meeting->id, rq->session->unit, &part) && part.part != MEETING_PART_INFORMED;
    if (before && seat_of_staff(rq->db, meeting->id, rq->session->staff, &seat)) {
        view->may_answer = true;
        view->answers = answers(rq);
        view->my_answer = seat_presence_code(seat.presence == SEAT_PRESENCE_AWAY ? SEAT_PRESENCE_AWAY : SEAT_PRESENCE_EXPECTED);
    }
    view->may_give_seat = (before || meeting->state == MEETING_STATE_OPEN) && (own || view->leads);
    if (!view->may_give_seat) return;
    if (view->leads) {
        struct seat_candidates_rows rows = seat_candidates(rq->db, meeting->id, rq->today);
        view->candidates = (struct options){arena_array(rq->arena, rows.n + 1, sizeof *view->candidates.v), rows.n};
        for (size_t i = 0; i < rows.n; i++)
            view->candidates.v[i] = (struct option){plain_number(rq->arena, rows.v[i].id.v),
                                                    arena_printf(rq->arena, "%s, %s", rows.v[i].name, rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb), NULL};
        view->guests = guests(rq, meeting);
    } else view->candidates = organisation_staff_options(rq->db, rq->session->unit, rq->today);
}

/* A meeting around one person has a page in her case. */
static const char *page_in_case(struct request *rq, const struct meeting_brief *meeting) {
    struct meeting_items items = meeting->case_.v ? meeting_items_of(rq->db, meeting->id) : (struct meeting_items){0};
    const struct meeting_hook *hook = items.n ? meeting_hook_of(items.v[0].kind) : NULL;
    return hook && hook->path ? hook->path(rq, &items.v[0]) : NULL;
}

struct reply meeting_page(struct request *rq, const struct meeting_page_in *in) {
    struct meeting_brief meeting;
    if (!meeting_read(rq->db, in->meeting, rq->lang, &meeting)) return reply_not_found(rq);
    const char *own = rq->form ? NULL : page_in_case(rq, &meeting);
    if (own) return reply_see_other(rq, "%s", own);
    struct meeting_view view = {
        .title = meeting_heading(rq, &meeting),
        .path = meeting_address(rq, meeting.id),
        .when = arena_printf(rq->arena, "%s %s", date_full(rq->arena, rq->lang, meeting.on_date), clock_span(rq->arena, rq->lang, meeting.from_minute, meeting.to_minute)),
        .place = meeting.place,
        .series_path = meeting.case_.v ? arena_printf(rq->arena, "/sak/%lld/mote", (long long)meeting.case_.v)
                                       : arena_printf(rq->arena, "/moter/serie/%lld", (long long)meeting.series.v),
        .series_name = meeting.name,
        .state = (text_key)meeting_state_text(meeting.state),
        .leads = meeting_leads(rq, &meeting),
        .individual = meeting.individual_cases,
        .minutes = meeting.state == MEETING_STATE_CLOSED || meeting.state == MEETING_STATE_MINUTES_SIGNED,
        .strip = meeting_strip_of(rq, &meeting),
        .on_date = date_typed(rq->arena, meeting.on_date),
        .from = clock_text(rq->arena, rq->lang, meeting.from_minute),
        .to = clock_text(rq->arena, rq->lang, meeting.to_minute),
        .me = plain_number(rq->arena, rq->session->staff.v),
        .version = meeting.version,
    };
    agenda_read(rq, &meeting, &view);
    record_read(rq, &meeting, &view);
    if (view.leads) lead_read(rq, &meeting, &view);
    seat_forms(rq, &meeting, &view);
    bool signer = rq->session->staff.v == meeting.chair.v || rq->session->staff.v == meeting.secretary.v;
    view.sign = meeting.state == MEETING_STATE_CLOSED && signer;
    struct minutes_signatures_rows signed_by = minutes_signatures(rq->db, meeting.id);
    for (size_t i = 0; i < signed_by.n; i++) view.sign = view.sign && signed_by.v[i].staff_id.v != rq->session->staff.v;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title_text = view.title, .nav = "/moter"});
    meeting_whole(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── its posts ────────────────────────────────────────────────────────── */

static bool led(struct request *rq, struct meeting_id id, struct meeting_brief *ret_meeting) {
    return meeting_read(rq->db, id, rq->lang, ret_meeting) && meeting_leads(rq, ret_meeting);
}

static struct reply ended(struct request *rq, struct meeting_id id, int fault, text_key notice) {
    return fault ? meeting_refused(rq, fault) : done(rq, id, notice);
}

struct reply meeting_call_post(struct request *rq, const struct meeting_call_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    return ended(rq, in->meeting, meeting_call(rq->db, &meeting, in->chair, in->secretary), T_meeting_called_now);
}

struct reply meeting_move_post(struct request *rq, const struct meeting_move_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    const struct meeting_new to = {.on_date = in->on_date, .from_minute = (int)in->from, .to_minute = (int)in->to, .place = in->place};
    return ended(rq, in->meeting, meeting_set_day(rq->db, &meeting, &to, in->version), T_meeting_moved_now);
}

struct reply meeting_cancel_post(struct request *rq, const struct meeting_cancel_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    return ended(rq, in->meeting, meeting_cancel(rq->db, &meeting, in->next_on), T_meeting_cancelled_now);
}

struct reply meeting_accept_post(struct request *rq, const struct meeting_accept_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    for (size_t i = 0; i < in->item.n; i++) {
        int fault = meeting_accept(rq->db, in->item.v[i], in->meeting);
        if (fault) return meeting_refused(rq, fault);
    }
    return done(rq, in->meeting, T_meeting_accepted_now);
}

/* A unit says who comes for it; the one who leads may say it for any. */
struct reply meeting_seat_post(struct request *rq, const struct meeting_seat_post_in *in) {
    struct meeting_brief meeting;
    struct seat_unit_of_row unit;
    if (!meeting_read(rq->db, in->meeting, rq->lang, &meeting)) return reply_not_found(rq);
    bool for_own = seat_unit_of(rq->db, in->meeting, in->staff, rq->today, &unit) && unit.unit_id.v == rq->session->unit.v;
    if (!for_own && !meeting_leads(rq, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    return ended(rq, in->meeting, meeting_seat_add(rq->db, &meeting, in->staff, in->substitute), T_meeting_seat_given);
}

struct reply meeting_guest_post(struct request *rq, const struct meeting_guest_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    if (meeting.state > MEETING_STATE_OPEN) return meeting_refused(rq, MEETING_WRONG_STATE);
    meeting_seat_insert(rq->db, in->meeting, (struct unit_id){0}, (struct staff_id){0}, in->guest, false);
    return done(rq, in->meeting, T_meeting_seat_given);
}

struct reply meeting_answer_post(struct request *rq, const struct meeting_answer_post_in *in) {
    struct meeting_brief meeting;
    struct seat_of_staff_row seat;
    if (!meeting_read(rq->db, in->meeting, rq->lang, &meeting) || !seat_of_staff(rq->db, in->meeting, rq->session->staff, &seat)) return reply_not_found(rq);
    bool says = in->presence == SEAT_PRESENCE_EXPECTED || in->presence == SEAT_PRESENCE_AWAY;
    if (!says || meeting.state >= MEETING_STATE_OPEN) return meeting_refused(rq, MEETING_WRONG_STATE);
    meeting_seat_set(rq->db, in->meeting, seat.id, in->presence, rq->now);
    if (in->presence == SEAT_PRESENCE_AWAY) notify_unit(rq->db, meeting.chair_unit);
    return done(rq, in->meeting, T_meeting_answer_kept);
}

static const char *marked(struct request *rq, const struct seats_of_rows *seats, enum seat_presence presence) {
    struct str ids = str_in(rq->arena);
    for (size_t i = 0; i < seats->n; i++)
        if (seats->v[i].presence == presence) str_addf(&ids, "%s%lld", str_text(&ids)[0] ? "," : "", (long long)seats->v[i].id.v);
    return str_text(&ids);
}

struct reply attendance_page(struct request *rq, const struct attendance_page_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return reply_not_found(rq);
    struct seats_of_rows seats = seats_of(rq->db, meeting.id);
    struct attendance_view view = {
        .title = meeting_heading(rq, &meeting),
        .path = arena_printf(rq->arena, "%s/oppmote", meeting_address(rq, meeting.id)),
        .back = meeting_address(rq, meeting.id),
        .seats = {arena_array(rq->arena, seats.n + 1, sizeof *view.seats.v), seats.n},
        .here = marked(rq, &seats, SEAT_PRESENCE_HERE),
        .remote = marked(rq, &seats, SEAT_PRESENCE_REMOTE),
    };
    for (size_t i = 0; i < seats.n; i++) {
        const struct seats_of_row *seat = &seats.v[i];
        const char *unit = rq->lang == LANG_NN ? seat->name_nn : seat->name_nb;
        const char *name = seat->staff_name ? seat->staff_name : text_capital(rq->arena, text_of(rq->lang, (text_key)meeting_guest_text(seat->guest)));
        view.seats.v[i] = (struct option){plain_number(rq->arena, seat->id.v), unit ? arena_printf(rq->arena, "%s, %s", name, unit) : name, NULL};
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_meeting_attendance, .nav = "/moter"});
    attendance(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply attendance_post(struct request *rq, const struct attendance_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return reply_not_found(rq);
    if (meeting.state != MEETING_STATE_CALLED && meeting.state != MEETING_STATE_OPEN) return meeting_refused(rq, MEETING_WRONG_STATE);
    struct seats_of_rows seats = seats_of(rq->db, meeting.id);
    for (size_t i = 0; i < seats.n; i++) {
        enum seat_presence presence = SEAT_PRESENCE_AWAY;
        for (size_t k = 0; k < in->here.n; k++)
            if (in->here.v[k].v == seats.v[i].id.v) presence = SEAT_PRESENCE_HERE;
        for (size_t k = 0; k < in->remote.n; k++)
            if (in->remote.v[k].v == seats.v[i].id.v) presence = SEAT_PRESENCE_REMOTE;
        if (presence != seats.v[i].presence) meeting_seat_set(rq->db, in->meeting, seats.v[i].id, presence, rq->now);
    }
    return done(rq, in->meeting, T_meeting_attendance_kept);
}

/* The record tells when it began and whether it could decide, in the language of the municipality's letters. */
static void tell(struct request *rq, const struct meeting_brief *meeting, text_key key) {
    enum lang lang = organisation_profile()->letter_lang;
    struct quorum quorum = meeting_quorum_now(rq->db, meeting, NULL);
    meeting_line_insert(rq->db, meeting->id, rq->now,
                text_format(rq->arena, lang, key, "there", plain_number(rq->arena, (int64_t)quorum.there), "members", plain_number(rq->arena, (int64_t)quorum.members), NULL),
                rq->session->staff);
}

struct reply meeting_open_post(struct request *rq, const struct meeting_open_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    if (meeting.on_date.days > rq->today.days) return meeting_refused(rq, MEETING_WRONG_STATE);
    int fault = meeting_open(rq->db, &meeting);
    if (fault) return meeting_refused(rq, fault);
    tell(rq, &meeting, meeting_quorum_now(rq->db, &meeting, NULL).met ? T_meeting_record_opened : T_meeting_record_opened_short);
    return done(rq, in->meeting, T_meeting_opened_now);
}

/* The extra meeting is made first, so that what is stopped goes straight into it. */
struct reply meeting_stop_post(struct request *rq, const struct meeting_stop_post_in *in) {
    struct meeting_brief meeting;
    struct meeting_on_day_row day;
    struct meeting_id made;
    bool extra = false;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    (void)meeting_day_after_stop(rq->db, &meeting, &extra);
    if (extra && !meeting_on_day(rq->db, meeting.series, in->next_on, &day)) {
        int planned = meeting_plan(rq->db, &(struct meeting_new){meeting.series, {0}, true, in->next_on, meeting.from_minute, meeting.to_minute, meeting.place}, &made);
        if (planned) {
            form_error(rq, "next_on", meeting_fault_text(planned).why);
            return reply_invalid(rq);
        }
    }
    int fault = meeting_stop_all(rq->db, &meeting, in->next_on);
    if (fault) return meeting_refused(rq, fault);
    tell(rq, &meeting, T_meeting_record_stopped);
    return done(rq, in->meeting, T_meeting_stopped_now);
}

struct reply meeting_line_post(struct request *rq, const struct meeting_line_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    if (meeting.state != MEETING_STATE_OPEN && meeting.state != MEETING_STATE_CLOSED) return meeting_refused(rq, MEETING_WRONG_STATE);
    meeting_line_insert(rq->db, in->meeting, rq->now, in->words, rq->session->staff);
    return done(rq, in->meeting, T_meeting_line_kept);
}

struct reply meeting_close_post(struct request *rq, const struct meeting_close_post_in *in) {
    struct meeting_brief meeting;
    if (!led(rq, in->meeting, &meeting)) return meeting_refused(rq, MEETING_NOT_LEADER);
    int fault = meeting_close(rq->db, &meeting);
    if (fault) return meeting_refused(rq, fault);
    tell(rq, &meeting, T_meeting_record_closed);
    return done(rq, in->meeting, T_meeting_closed_now);
}

struct reply meeting_sign_post(struct request *rq, const struct meeting_sign_post_in *in) {
    struct meeting_brief meeting;
    if (!meeting_read(rq->db, in->meeting, rq->lang, &meeting)) return reply_not_found(rq);
    return ended(rq, in->meeting, meeting_sign(rq->db, &meeting), T_meeting_signed_now);
}
