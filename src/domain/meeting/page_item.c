/* One item of a meeting: what is asked, who is asked to come, what is said, and what it comes to. */
#include "domain/meeting/pages.h"
#include "meeting_routes.h"
#include "meeting_views.h"
#include "domain/work/case_frame.h"
#include "texts.h"

struct at_item {
    struct meeting_brief meeting;
    struct meeting_item item;
    struct item_get_row row;
    bool leads, ours, sees, takes_part; /* ours: this session's unit reported or presents it; sees: whom it is about */
};

static bool item_at(struct request *rq, struct meeting_id meeting, struct agenda_item_id id, struct at_item *ret_at) {
    struct meeting_part_of_row part;
    struct seat_of_staff_row seat;
    if (!meeting_read(rq->db, meeting, rq->lang, &ret_at->meeting) || !meeting_item(rq->db, id, &ret_at->item) || ret_at->item.meeting.v != meeting.v ||
        !item_get(rq->db, id, &ret_at->row))
        return false;
    ret_at->leads = meeting_leads(rq, &ret_at->meeting);
    ret_at->ours = rq->session->unit.v == ret_at->item.reported_unit.v || rq->session->unit.v == ret_at->item.presented_by.v;
    ret_at->sees = !ret_at->item.case_.v || item_person(rq, &ret_at->item) != NULL;
    ret_at->takes_part = ret_at->leads || seat_of_staff(rq->db, meeting, rq->session->staff, &seat) ||
                         (meeting_part_of(rq->db, meeting, rq->session->unit, &part) && part.part != MEETING_PART_INFORMED);
    return true;
}

/* Written by who takes part and may know whom it is about. */
static bool may_write(const struct at_item *at) { return at->takes_part && at->sees && at->meeting.state != MEETING_STATE_MINUTES_SIGNED; }

/* ── reading ──────────────────────────────────────────────────────────── */

static void notes_read(struct request *rq, const struct at_item *at, struct item_view *view) {
    struct meeting_note_rows rows = at->sees ? meeting_notes(rq, &at->item) : (struct meeting_note_rows){NULL, 0, false};
    view->may_read = rows.may_read;
    view->notes = (struct note_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->notes.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->notes.v[i] = (struct note_row){.kind = (text_key)item_note_kind_text(rows.v[i].kind),
                                             .words = rows.v[i].words,
                                             .who = arena_printf(rq->arena, "%s, %s", rows.v[i].who, rows.v[i].unit),
                                             .at = rows.v[i].at};
}

static void quorum_read(struct request *rq, const struct at_item *at, struct item_view *view) {
    struct meeting_units_for_item_rows rows = meeting_units_for_item(rq->db, at->meeting.id, at->item.id);
    struct quorum quorum = meeting_quorum_now(rq->db, &at->meeting, &at->item);
    struct quorum_words words = quorum_said(rq, &quorum);
    struct step_outs_of_rows outs = step_outs_of(rq->db, at->item.id);
    view->met = quorum.met;
    view->quorum = words.about;
    view->stop_units = words.missing;
    view->units = (struct unit_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->units.v), 0};
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].part != MEETING_PART_INFORMED)
            view->units.v[view->units.n++] =
                (struct unit_row){rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, (text_key)meeting_part_text(rows.v[i].part), rows.v[i].here};
    view->outs = (struct out_rows){arena_array(rq->arena, outs.n + 1, sizeof *view->outs.v), outs.n};
    for (size_t i = 0; i < outs.n; i++)
        view->outs.v[i] = (struct out_row){outs.v[i].staff_name ? outs.v[i].staff_name : text_of(rq->lang, (text_key)meeting_guest_text(outs.v[i].guest)),
                                           (text_key)step_out_why_text(outs.v[i].why)};
}

static void guests_read(struct request *rq, const struct at_item *at, struct item_view *view) {
    static const enum meeting_guest who[] = {MEETING_GUEST_PERSON, MEETING_GUEST_NEXT_OF_KIN};
    for (size_t i = 0; i < 2; i++) {
        struct item_guest_last_row row;
        bool said = item_guest_last(rq->db, at->item.id, who[i], &row);
        view->guests[i] = (struct guest_row){text_capital(rq->arena, text_of(rq->lang, (text_key)meeting_guest_text(who[i]))), said ? (text_key)item_guest_answer_text(row.answer) : 0};
    }
}

static void outcome_read(struct request *rq, const struct at_item *at, struct item_view *view) {
    struct item_votes_rows votes = item_votes(rq->db, at->item.id);
    struct item_next_of_row next;
    struct item_review_of_row review;
    const struct item_get_row *row = &at->row;
    view->treated = row->state >= AGENDA_ITEM_STATE_DECIDED && row->state != AGENDA_ITEM_STATE_WITHDRAWN;
    view->choice = row->choice ? (text_key)agenda_choice_text(row->choice) : 0;
    view->agreement = row->agreement ? (text_key)item_agreement_text(row->agreement) : 0;
    view->wait = row->wait ? (text_key)item_wait_text(row->wait) : 0;
    view->decided_by = unit_in(rq, row->decided_by);
    view->delegation = row->delegation;
    view->outcome = row->outcome;
    view->next_on = row->next_on;
    view->review_on = row->review_on;
    if (item_next_of(rq->db, row->id, &next) && next.meeting_id.v)
        view->goes_on = arena_printf(rq->arena, "/moter/%lld/sak/%lld", (long long)next.meeting_id.v, (long long)next.id.v);
    if (item_review_of(rq->db, row->id, &review)) view->review = (text_key)review_result_text(review.result);
    view->votes = (struct vote_rows){arena_array(rq->arena, votes.n + 1, sizeof *view->votes.v), votes.n};
    for (size_t i = 0; i < votes.n; i++)
        view->votes.v[i] = (struct vote_row){rq->lang == LANG_NN ? votes.v[i].name_nn : votes.v[i].name_nb, (text_key)item_position_text(votes.v[i].position),
                                             votes.v[i].position == ITEM_POSITION_DISSENTS};
}

static void actions_read(struct request *rq, const struct at_item *at, struct item_view *view) {
    struct item_actions_of_rows rows = item_actions_of(rq->db, at->item.id);
    view->actions = (struct action_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->actions.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->actions.v[i] = (struct action_row){.unit = rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb,
                                                 .task = (text_key)item_task_text(rows.v[i].task),
                                                 .due = rows.v[i].due,
                                                 .done = !instant_is_none(rows.v[i].done_at)};
}

/* ── what may be done now ─────────────────────────────────────────────── */

static struct options units_there(struct request *rq, const struct at_item *at) {
    struct meeting_units_for_item_rows rows = meeting_units_for_item(rq->db, at->meeting.id, at->item.id);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), 0};
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].here && rows.v[i].part != MEETING_PART_INFORMED)
            options.v[options.n++] = (struct option){plain_number(rq->arena, rows.v[i].unit_id.v), rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, NULL};
    return options;
}

static void conclude_forms(struct request *rq, const struct at_item *at, struct item_view *view) {
    struct meeting_decider decider = meeting_decider_of(rq->db, &at->meeting);
    enum dissent_rule rule = quorum_dissent(at->meeting.decides, decider.unit.v != 0);
    bool home = at->item.kind == AGENDA_ITEM_KIND_HOUSING_APPLICATION || at->item.kind == AGENDA_ITEM_KIND_INDIVIDUAL;
    view->conclude = at->leads && at->item.state == AGENDA_ITEM_STATE_READY && view->met;
    if (home) view->choices = agenda_choice_options(rq->arena, rq->lang);
    view->dissents = units_there(rq, at);
    view->one_decides = rule == DISSENT_ONE_DECIDES;
    view->consensus_only = rule == DISSENT_NO_DECISION;
    view->advises_only = rule == DISSENT_ADVICE;
    view->decider = unit_in(rq, decider.unit);
    view->delegation_now = decider.reference;
    view->review_value = NULL;
}

static void put_off_forms(struct request *rq, const struct at_item *at, struct item_view *view) {
    bool left = at->item.state == AGENDA_ITEM_STATE_ACCEPTED || at->item.state == AGENDA_ITEM_STATE_READY;
    bool extra = false;
    struct date next = meeting_day_after_stop(rq->db, &at->meeting, &extra);
    struct meeting_next_of_row row;
    view->stop = at->leads && left && view->begun && at->meeting.state == MEETING_STATE_OPEN && !view->met;
    view->stop_extra = extra;
    view->postpone = at->leads && left && !view->stop && at->meeting.state <= MEETING_STATE_OPEN;
    if (!view->stop && meeting_next_of(rq->db, at->meeting.series, date_add_days(at->meeting.on_date, 1), &row)) next = row.on_date;
    view->next_value = date_typed(rq->arena, next);
    view->waits = item_wait_options(rq->arena, rq->lang);
}

static struct options case_units_options(struct request *rq, const struct at_item *at) {
    if (!at->item.case_.v) return units_there(rq, at);
    struct meeting_case_units_rows rows = meeting_case_units(rq->db, at->item.case_);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        options.v[i] = (struct option){plain_number(rq->arena, rows.v[i].unit_id.v), rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, NULL};
    return options;
}

static struct options seats_there(struct request *rq, const struct at_item *at) {
    struct seats_of_rows seats = seats_of(rq->db, at->meeting.id);
    struct options options = {arena_array(rq->arena, seats.n + 1, sizeof *options.v), 0};
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].staff_id.v && (at->leads || seats.v[i].staff_id.v == rq->session->staff.v))
            options.v[options.n++] = (struct option){plain_number(rq->arena, seats.v[i].id.v), seats.v[i].staff_name, NULL};
    return options;
}

static struct options two_guests(struct request *rq) {
    static const enum meeting_guest who[] = {MEETING_GUEST_PERSON, MEETING_GUEST_NEXT_OF_KIN};
    struct options options = {arena_array(rq->arena, 2, sizeof *options.v), 2};
    for (size_t i = 0; i < 2; i++) options.v[i] = (struct option){meeting_guest_code(who[i]), text_capital(rq->arena, text_of(rq->lang, (text_key)meeting_guest_text(who[i]))), NULL};
    return options;
}

static struct options note_kinds(struct request *rq) {
    static const enum item_note_kind kinds[] = {ITEM_NOTE_KIND_QUESTION, ITEM_NOTE_KIND_DISCUSSION, ITEM_NOTE_KIND_AGREEMENT};
    struct options options = {arena_array(rq->arena, 3, sizeof *options.v), 3};
    for (size_t i = 0; i < 3; i++) options.v[i] = (struct option){item_note_kind_code(kinds[i]), text_of(rq->lang, (text_key)item_note_kind_text(kinds[i])), NULL};
    return options;
}

static void writing_forms(struct request *rq, const struct at_item *at, struct item_view *view) {
    bool left = at->item.state == AGENDA_ITEM_STATE_ACCEPTED || at->item.state == AGENDA_ITEM_STATE_READY;
    enum zone zone = at->item.case_.v && at->sees ? meeting_zone(rq, at->item.case_) : 0;
    view->note = may_write(at) && (!at->item.case_.v || zone);
    if (zone) view->zone_note = text_format(rq->arena, rq->lang, T_meeting_note_zone, "zone", text_of(rq->lang, (text_key)zone_text(zone)), NULL);
    view->note_kinds = note_kinds(rq);
    view->ready = at->item.state == AGENDA_ITEM_STATE_ACCEPTED && (at->leads || at->ours) && at->sees;
    view->say_guest = left && at->item.case_.v && at->sees && (at->leads || at->ours);
    view->guest_options = two_guests(rq);
    view->answers = item_guest_answer_options(rq->arena, rq->lang);
    view->step_out = left && at->takes_part && at->meeting.state == MEETING_STATE_OPEN;
    view->seats = seats_there(rq, at);
    view->step_out = view->step_out && view->seats.n;
    view->whys = step_out_why_options(rq->arena, rq->lang);
    view->agree_action = may_write(at) && at->meeting.state == MEETING_STATE_OPEN;
    view->case_units = case_units_options(rq, at);
    view->tasks = item_task_options(rq->arena, rq->lang);
    view->order = at->leads && left && at->meeting.state <= MEETING_STATE_OPEN;
    view->place_value = plain_number(rq->arena, at->row.place);
    view->do_review = at->leads && !date_is_none(at->row.review_on) && !view->review && at->row.review_on.days <= rq->today.days;
    view->results = review_result_options(rq->arena, rq->lang);
}

static const char *case_page(struct request *rq, enum agenda_item_kind kind) {
    const char *page = meeting_hook_of(kind)->case_page;
    return page && case_frame_may_open(rq->session, page) ? page : "/mote";
}

struct reply item_page(struct request *rq, const struct item_page_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at)) return reply_not_found(rq);
    struct item_view view = {
        .title = text_format(rq->arena, rq->lang, T_meeting_item_title, "number", plain_number(rq->arena, at.item.number), NULL),
        .line = item_line(rq, &at.item, at.row.heading),
        .path = arena_printf(rq->arena, "/moter/%lld/sak/%lld", (long long)in->meeting.v, (long long)in->item.v),
        .meeting_path = meeting_address(rq, in->meeting),
        .meeting_title = meeting_heading(rq, &at.meeting),
        .case_path = at.item.case_.v && at.sees ? arena_printf(rq->arena, "/sak/%lld%s", (long long)at.item.case_.v, case_page(rq, at.item.kind)) : NULL,
        .paper_path = at.item.case_.v && at.sees ? arena_printf(rq->arena, "/sak/%lld/mote/%lld/saksframlegg.pdf", (long long)at.item.case_.v, (long long)at.item.id.v) : NULL,
        .body = at.row.body,
        .by = rq->lang == LANG_NN ? at.row.name_nn : at.row.name_nb,
        .kind = (text_key)agenda_item_kind_text(at.item.kind),
        .state = (text_key)agenda_item_state_text(at.item.state),
        .need = (text_key)item_need_text(at.row.need),
        .individual = at.item.case_.v != 0,
        .sees = at.sees,
        .needs_all = at.item.needs_all,
        .begun = at.meeting.state >= MEETING_STATE_OPEN && at.meeting.state != MEETING_STATE_CANCELLED,
    };
    if (view.case_path && session_may(rq->session, RIGHT_MEETING_REPORT) && at.sees)
        view.invitation_path = arena_printf(rq->arena, "/sak/%lld/mote/%lld/invitasjon.pdf", (long long)at.item.case_.v, (long long)at.item.id.v);
    notes_read(rq, &at, &view);
    quorum_read(rq, &at, &view);
    guests_read(rq, &at, &view);
    outcome_read(rq, &at, &view);
    actions_read(rq, &at, &view);
    conclude_forms(rq, &at, &view);
    put_off_forms(rq, &at, &view);
    writing_forms(rq, &at, &view);
    if (view.treated && at.row.state != AGENDA_ITEM_STATE_NO_QUORUM) view.stop_units = NULL;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title_text = view.title, .nav = "/moter"}); /* the number only: a title is in histories and on shared screens */
    item_whole(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── its posts ────────────────────────────────────────────────────────── */

static struct reply kept(struct request *rq, const struct at_item *at, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/moter/%lld/sak/%lld", (long long)at->meeting.id.v, (long long)at->item.id.v), notice);
}

static struct reply settled(struct request *rq, const struct at_item *at, int fault, text_key notice) {
    return fault ? meeting_refused(rq, fault) : kept(rq, at, notice);
}

struct reply item_ready_post(struct request *rq, const struct item_ready_post_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at) || !at.sees) return reply_not_found(rq);
    if (!at.leads && !at.ours) return meeting_refused(rq, MEETING_NOT_LEADER);
    return settled(rq, &at, item_ready(rq->db, &at.item), T_meeting_ready_now);
}

struct reply item_guest_post(struct request *rq, const struct item_guest_post_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at) || !at.sees || !at.item.case_.v) return reply_not_found(rq);
    if (!at.leads && !at.ours) return meeting_refused(rq, MEETING_NOT_LEADER);
    if (in->guest != MEETING_GUEST_PERSON && in->guest != MEETING_GUEST_NEXT_OF_KIN) return meeting_refused(rq, MEETING_WRONG_STATE);
    bool kin_only = in->answer == ITEM_GUEST_ANSWER_NO_CONSENT || in->answer == ITEM_GUEST_ANSWER_NOBODY;
    if (kin_only && in->guest == MEETING_GUEST_PERSON) {
        form_error(rq, "answer", T_meeting_answer_for_kin);
        return reply_invalid(rq);
    }
    item_guest_add(rq->db, at.item.id, in->guest, in->answer, rq->now, rq->session->staff);
    return kept(rq, &at, T_meeting_guest_kept);
}

struct reply item_place_post(struct request *rq, const struct item_place_post_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at)) return reply_not_found(rq);
    if (!at.leads) return meeting_refused(rq, MEETING_NOT_LEADER);
    if (at.meeting.state > MEETING_STATE_OPEN) return meeting_refused(rq, MEETING_WRONG_STATE);
    item_set_place(rq->db, at.item.id, in->place);
    return kept(rq, &at, T_meeting_order_kept);
}

struct reply item_step_out_post(struct request *rq, const struct item_step_out_post_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at) || !at.takes_part) return reply_not_found(rq);
    if (at.meeting.state != MEETING_STATE_OPEN || at.item.state > AGENDA_ITEM_STATE_READY) return meeting_refused(rq, MEETING_WRONG_STATE);
    struct seats_of_rows seats = seats_of(rq->db, at.meeting.id);
    for (size_t i = 0; i < seats.n; i++) {
        if (seats.v[i].id.v != in->seat.v || !seats.v[i].staff_id.v) continue;
        if (!at.leads && seats.v[i].staff_id.v != rq->session->staff.v) return meeting_refused(rq, MEETING_NOT_LEADER);
        step_out_add(rq->db, at.item.id, in->seat, in->why, rq->now, rq->session->staff);
        return kept(rq, &at, T_meeting_stepped_out_now);
    }
    return reply_not_found(rq);
}

struct reply item_note_post(struct request *rq, const struct item_note_post_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at) || !may_write(&at)) return reply_not_found(rq);
    if (in->note_kind > ITEM_NOTE_KIND_AGREEMENT) return meeting_refused(rq, MEETING_WRONG_STATE);
    if (!meeting_note(rq, &at.item, in->note_kind, in->note)) return reply_denied(rq, T_meeting_no_zone);
    return kept(rq, &at, T_meeting_note_kept);
}

struct reply item_conclude_post(struct request *rq, const struct item_conclude_post_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at)) return reply_not_found(rq);
    if (!at.leads) return meeting_refused(rq, MEETING_NOT_LEADER);
    if (at.item.case_.v && (!at.sees || !meeting_zone(rq, at.item.case_))) return reply_denied(rq, T_meeting_no_zone);
    const struct meeting_outcome outcome = {.choice = in->choice, .dissents = in->dissent.v, .n_dissents = in->dissent.n, .delegation = in->delegation,
                                            .review_on = in->review_on, .advises = in->advises, .words = in->agreement};
    if (in->dissent.n && text_empty(in->dissent_words)) {
        form_error(rq, "dissent_words", T_meeting_dissent_words_missing);
        return reply_invalid(rq);
    }
    int fault = meeting_decide(rq->db, at.item.id, &outcome);
    if (fault) return meeting_refused(rq, fault);
    (void)meeting_note(rq, &at.item, ITEM_NOTE_KIND_AGREEMENT, in->agreement);
    if (in->dissent.n) (void)meeting_note(rq, &at.item, ITEM_NOTE_KIND_DISSENT, in->dissent_words);
    return kept(rq, &at, T_meeting_concluded_now);
}

struct reply item_postpone_post(struct request *rq, const struct item_postpone_post_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at)) return reply_not_found(rq);
    if (!at.leads) return meeting_refused(rq, MEETING_NOT_LEADER);
    return settled(rq, &at, meeting_postpone(rq->db, at.item.id, in->wait, in->next_on), T_meeting_postponed_now);
}

struct reply item_stop_post(struct request *rq, const struct item_stop_post_in *in) {
    struct at_item at;
    struct meeting_on_day_row day;
    struct meeting_id made;
    bool extra = false;
    if (!item_at(rq, in->meeting, in->item, &at)) return reply_not_found(rq);
    if (!at.leads) return meeting_refused(rq, MEETING_NOT_LEADER);
    (void)meeting_day_after_stop(rq->db, &at.meeting, &extra);
    if (extra && !meeting_on_day(rq->db, at.meeting.series, in->next_on, &day)) {
        int fault = meeting_plan(
            rq->db, &(struct meeting_new){at.meeting.series, {0}, true, in->next_on, at.meeting.from_minute, at.meeting.to_minute, at.meeting.place}, &made);
        if (fault) {
            form_error(rq, "next_on", meeting_fault_text(fault).why);
            return reply_invalid(rq);
        }
    }
    return settled(rq, &at, meeting_stop(rq->db, at.item.id, in->next_on), T_meeting_stopped_now);
}

/* Only a unit that is in the case can be given something to do in it: being named in a meeting is no ground to learn of her. (I-04) */
struct reply item_action_post(struct request *rq, const struct item_action_post_in *in) {
    struct at_item at;
    if (!item_at(rq, in->meeting, in->item, &at) || !may_write(&at)) return reply_not_found(rq);
    if (in->due.days < rq->today.days) {
        form_error(rq, "due", T_meeting_past);
        return reply_invalid(rq);
    }
    if (at.item.case_.v && !secrecy_involved(rq->db, at.item.case_, in->unit)) return meeting_refused(rq, MEETING_UNIT_NOT_IN_CASE);
    struct item_action_id action = item_action_insert(rq->db, at.item.id, at.item.case_, in->unit, in->task, in->due);
    if (at.item.case_.v) work_task_add(rq->db, at.item.case_, in->unit, TASK_KIND_DO_AGREED, action.v, in->due);
    return kept(rq, &at, T_meeting_action_kept);
}

struct reply item_review_post(struct request *rq, const struct item_review_post_in *in) {
    struct at_item at;
    struct item_review_of_row before;
    if (!item_at(rq, in->meeting, in->item, &at) || date_is_none(at.row.review_on)) return reply_not_found(rq);
    if (!at.leads) return meeting_refused(rq, MEETING_NOT_LEADER);
    if (item_review_of(rq->db, at.item.id, &before) || at.row.review_on.days > rq->today.days) return meeting_refused(rq, MEETING_WRONG_STATE);
    item_review_insert(rq->db, at.item.id, in->result, rq->today, rq->session->staff);
    if (!text_empty(in->review_words) && !meeting_note(rq, &at.item, ITEM_NOTE_KIND_REVIEW, in->review_words)) return reply_denied(rq, T_meeting_no_zone);
    return kept(rq, &at, T_meeting_reviewed_now);
}
