/* One meeting of the group: before it who is asked, in it what is to be done, after it what it came to. All on one page, for whoever leads it with a
 * phone in her hand. */
#include "domain/group/pages.h"

#include "domain/law/law.h"
#include "domain/plan/catalogue.h"
#include "domain/work/case_frame.h"
#include "group_routes.h"
#include "group_views.h"
#include "icons.h"
#include "texts.h"

#include <stdlib.h>

enum { NEXT_WEEKS = 4 };

/* ── who can be given something to do ─────────────────────────────────── */

struct options group_owner_choices(struct request *rq, struct case_id id, struct meeting_id meeting) {
    struct meeting_seats seats = meeting_seats_of(rq->db, meeting, rq->lang);
    struct group_case_units_rows units = group_case_units(rq->db, id);
    struct options options = {arena_array(rq->arena, 2 + seats.n + units.n, sizeof *options.v), 0};
    options.v[options.n++] = (struct option){plan_action_owner_code(PLAN_ACTION_OWNER_PERSON), text_of(rq->lang, T_plan_action_owner_person), NULL};
    options.v[options.n++] = (struct option){plan_action_owner_code(PLAN_ACTION_OWNER_CLOSE_ONE), text_of(rq->lang, T_plan_action_owner_close_one), NULL};
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].staff.v && seats.v[i].unit)
            options.v[options.n++] = (struct option){arena_printf(rq->arena, "s%lld", (long long)seats.v[i].staff.v),
                                                     arena_printf(rq->arena, "%s, %s", seats.v[i].name, seats.v[i].unit), NULL};
    for (size_t i = 0; i < units.n; i++)
        options.v[options.n++] = (struct option){arena_printf(rq->arena, "u%lld", (long long)units.v[i].unit_id.v), rq->lang == LANG_NN ? units.v[i].name_nn : units.v[i].name_nb, NULL};
    return options;
}

struct plan_action_owned group_owner_of(struct request *rq, struct meeting_id meeting, const char *value, struct date due) {
    struct plan_action_owned by = {.due = due};
    enum plan_action_owner owner = text_empty(value) ? 0 : plan_action_owner_parse(value);
    int64_t number = !owner && !text_empty(value) ? strtoll(value + 1, NULL, 10) : 0;
    if (owner == PLAN_ACTION_OWNER_PERSON || owner == PLAN_ACTION_OWNER_CLOSE_ONE) by.owner = owner;
    if (number > 0 && value[0] == 'u') by = (struct plan_action_owned){PLAN_ACTION_OWNER_UNIT, {number}, {0}, due};
    struct meeting_seats seats = number > 0 && value[0] == 's' ? meeting_seats_of(rq->db, meeting, rq->lang) : (struct meeting_seats){0};
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].staff.v == number) by = (struct plan_action_owned){PLAN_ACTION_OWNER_UNIT, seats.v[i].unit_id, seats.v[i].staff, due};
    return by;
}

/* ── who is asked ─────────────────────────────────────────────────────── */

struct said {
    text_key words;
    int icon;
    const char *color;
};
static struct said said_of(enum group_step step) {
    switch (step) {
    case GROUP_STEP_INVITED: return (struct said){T_group_is_invited, ICON_WAITING, "neutral"};
    case GROUP_STEP_RECEIVED: return (struct said){T_group_has_received, ICON_WAITING, "neutral"};
    case GROUP_STEP_COMES: return (struct said){T_group_comes, ICON_OK, "success"};
    case GROUP_STEP_SENDS_WORD: return (struct said){T_group_sends_word, ICON_OK, "success"};
    case GROUP_STEP_COMES_NOT: return (struct said){T_group_comes_not, ICON_OFF, "neutral"};
    case GROUP_STEP_WAS_THERE: return (struct said){T_group_was_there, ICON_OK, "success"};
    case GROUP_STEP_TOLD: return (struct said){T_group_is_told, ICON_OK, "success"};
    }
    return (struct said){T_group_not_asked, ICON_WARNING, "warning"};
}

/* Where it stands with one from outside. An invitation to another day is as none. */
static struct group_who_row member_row(struct request *rq, const struct group_at *at, const struct group_members_row *member, const struct group_sent_of_rows *sent) {
    struct group_who_row row = {.name = member->name, .about = text_of(rq->lang, (text_key)group_member_kind_text(member->kind))};
    const struct group_sent_of_row *last = NULL, *invited = NULL;
    const char *path = group_meeting_path(rq, at->row.case_id, at->meeting.id);
    for (size_t i = 0; i < sent->n; i++) {
        if (sent->v[i].member_id.v != member->id.v) continue;
        last = &sent->v[i];
        if (last->step == GROUP_STEP_INVITED || last->step == GROUP_STEP_TOLD) invited = last;
    }
    struct said said = said_of(last ? last->step : 0);
    bool other_day = last && last->on_date.days != at->meeting.on_date.days;
    if (other_day) said = (struct said){T_group_other_day, ICON_WARNING, "warning"};
    row.icon = said.icon;
    row.color = said.color;
    row.status = text_format(rq->arena, rq->lang, said.words, "day", last ? date_long(rq->arena, rq->lang, other_day ? last->on_date : instant_oslo_date(last->at)) : "", "way",
                             last && last->way ? text_of(rq->lang, (text_key)group_way_text(last->way)) : "", "receipt",
                             last && last->step == GROUP_STEP_RECEIVED && last->words ? last->words : "–", NULL);
    if (invited) {
        row.letter = arena_printf(rq->arena, "%s/sendt/%lld/brev.pdf", path, (long long)invited->id.v);
        row.text = arena_printf(rq->arena, "%s/sendt/%lld/melding.txt", path, (long long)invited->id.v);
    }
    return row;
}

static void members_read(struct request *rq, const struct group_at *at, struct group_meeting_view *view) {
    struct group_members_rows rows = group_members(rq->db, at->row.group_id);
    struct group_sent_of_rows sent = group_sent_of(rq->db, at->meeting.id);
    view->members = (struct group_who_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->members.v), rows.n};
    view->members_out = (struct options){arena_array(rq->arena, rows.n + 1, sizeof *view->members_out.v), rows.n};
    view->members_asked = (struct options){arena_array(rq->arena, rows.n + 1, sizeof *view->members_asked.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        view->members.v[i] = member_row(rq, at, &rows.v[i], &sent);
        view->members_out.v[i] = (struct option){group_number(rq->arena, rows.v[i].id.v), rows.v[i].name, NULL};
        if (view->members.v[i].letter) view->members_asked.v[view->members_asked.n++] = view->members_out.v[i];
    }
    view->there = view->members_out;
}

static void seats_read(struct request *rq, const struct group_at *at, struct group_meeting_view *view) {
    struct meeting_seats seats = meeting_seats_of(rq->db, at->meeting.id, rq->lang);
    bool begun = view->open || view->closed;
    view->seats = (struct group_who_rows){arena_array(rq->arena, seats.n + 1, sizeof *view->seats.v), 0};
    view->here = (struct options){arena_array(rq->arena, seats.n + 1, sizeof *view->here.v), 0};
    for (size_t i = 0; i < seats.n; i++) {
        const struct meeting_seat *seat = &seats.v[i];
        bool here = seat->presence == SEAT_PRESENCE_HERE || seat->presence == SEAT_PRESENCE_REMOTE, hers = seat->guest == MEETING_GUEST_PERSON;
        const char *name = seat->name ? seat->name : hers ? view->name : text_of(rq->lang, (text_key)meeting_guest_text(seat->guest));
        view->here.v[view->here.n++] = (struct option){group_number(rq->arena, seat->id.v), seat->unit ? arena_printf(rq->arena, "%s, %s", name, seat->unit) : name, NULL};
        if (seat->staff.v == rq->session->staff.v) view->here_now = group_number(rq->arena, seat->id.v);
        if (hers && !begun) continue; /* what is said of her stands above */
        view->seats.v[view->seats.n++] = (struct group_who_row){.name = name, .about = seat->unit,
                                                                .status = begun || seat->presence == SEAT_PRESENCE_AWAY ? text_of(rq->lang, (text_key)seat_presence_text(seat->presence)) : NULL,
                                                                .icon = here ? ICON_OK : ICON_OFF, .color = here ? "success" : "neutral"};
    }
}

static struct group_guest_view guest_of(struct request *rq, const struct group_at *at, enum meeting_guest guest, const char *name) {
    enum item_guest_answer answer = meeting_guest_said(rq->db, at->row.item_id, guest);
    return (struct group_guest_view){name, answer ? (text_key)item_guest_answer_text(answer) : 0};
}

static void asking_forms(struct request *rq, const struct group_at *at, struct group_meeting_view *view) {
    static const enum meeting_guest who[] = {MEETING_GUEST_PERSON, MEETING_GUEST_NEXT_OF_KIN};
    static const enum group_step steps[] = {GROUP_STEP_RECEIVED, GROUP_STEP_COMES, GROUP_STEP_SENDS_WORD, GROUP_STEP_COMES_NOT};
    struct open_tasks tasks = work_tasks_of(rq->db, at->row.case_id);
    view->guests = (struct options){arena_array(rq->arena, 2, sizeof *view->guests.v), 2};
    view->guests.v[0] = (struct option){meeting_guest_code(who[0]), view->name, NULL};
    view->guests.v[1] = (struct option){meeting_guest_code(who[1]), text_of(rq->lang, T_group_kin), NULL};
    view->answers = item_guest_answer_options(rq->arena, rq->lang);
    view->ways = group_way_options(rq->arena, rq->lang);
    view->steps = (struct options){arena_array(rq->arena, 4, sizeof *view->steps.v), 4};
    for (size_t i = 0; i < 4; i++) view->steps.v[i] = (struct option){group_step_code(steps[i]), text_of(rq->lang, (text_key)group_step_text(steps[i])), NULL};
    view->staff = meeting_seat_choices(rq, at->meeting.id);
    for (size_t i = 0; i < tasks.n; i++) view->remind = view->remind || (tasks.v[i].kind == TASK_KIND_REMIND_PERSON && tasks.v[i].subject == at->meeting.id.v);
}

/* ── what is said and done ────────────────────────────────────────────── */

static void notes_read(struct request *rq, const struct group_at *at, struct group_meeting_view *view) {
    struct meeting_item item;
    if (!meeting_item(rq->db, at->row.item_id, &item)) return;
    struct meeting_note_rows rows = meeting_notes(rq, &item);
    view->words_hidden = !rows.may_read;
    view->notes = (struct group_note_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->notes.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].kind == ITEM_NOTE_KIND_AGREEMENT) view->outcome.agreed = rows.v[i].words;
        else
            view->notes.v[view->notes.n++] = (struct group_note_row){(text_key)item_note_kind_text(rows.v[i].kind), rows.v[i].words,
                                                                     arena_printf(rq->arena, "%s, %s", rows.v[i].who, rows.v[i].unit), rows.v[i].at};
    }
}

/* What was done since the meeting before, up to this one's end. */
static struct group_action_rows settled_rows(struct request *rq, const struct group_at *at) {
    struct instant since = group_since(at);
    struct plan_action_briefs all = plan_actions_settled_since(rq->db, at->row.case_id, since), these = {arena_array(rq->arena, all.n + 1, sizeof *these.v), 0};
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].settled_at.ms > since.ms && (instant_is_none(at->row.closed_at) || all.v[i].settled_at.ms <= at->row.closed_at.ms)) these.v[these.n++] = all.v[i];
    return group_actions(rq, at->row.case_id, &these, NULL);
}

static void close_form(struct request *rq, const struct group_at *at, struct group_meeting_view *view) {
    struct group_progress_row progress = {0};
    struct date next = law_working_day_from(law_current(), date_add_days(at->meeting.on_date, 7 * NEXT_WEEKS));
    (void)group_progress(rq->db, at->row.case_id, group_since(at), rq->now, &progress);
    view->close = (struct group_close_view){
        .path = arena_printf(rq->arena, "%s/avslutt", view->path),
        .name = view->name,
        .next_on = group_day(rq->arena, next),
        .next_from = clock_text(rq->arena, rq->lang, at->meeting.from_minute),
        .next_to = clock_text(rq->arena, rq->lang, at->meeting.to_minute),
        .next_place = at->meeting.place,
        .ends = group_end_options(rq->arena, rq->lang),
        .hindrances = group_hindrance_options(rq->arena, rq->lang),
        .stood_still = group_stood_still(at, &progress),
        .without = progress.n_without > 0,
        .n_done = progress.n_done,
    };
}

static void outcome_read(struct request *rq, const struct group_at *at, struct group_meeting_view *view) {
    struct group_outcome_view *outcome = &view->outcome;
    struct group_meeting_coming_row next;
    outcome->done = settled_rows(rq, at);
    if (!date_is_none(at->row.next_on)) outcome->next_when = date_full(rq->arena, rq->lang, at->row.next_on);
    if (group_meeting_coming(rq->db, at->row.group_id, &next)) outcome->next_path = group_meeting_path(rq, at->row.case_id, next.meeting_id);
    if (at->row.no_progress) outcome->hindrance = (text_key)group_hindrance_text(at->row.hindrance);
    outcome->looked = !instant_is_none(at->row.looked_at);
    outcome->ends = at->row.ends;
    outcome->given = at->row.given ? (text_key)group_given_text(at->row.given) : 0;
    outcome->given_on = at->row.given_on;
    outcome->may_give = view->leads && !outcome->given;
    outcome->givens = group_given_options(rq->arena, rq->lang);
}

static void states_of(struct request *rq, const struct group_at *at, struct group_meeting_view *view) {
    enum meeting_state state = at->meeting.state;
    view->before = state == MEETING_STATE_PLANNED || state == MEETING_STATE_CALLED;
    view->open = state == MEETING_STATE_OPEN;
    view->closed = state == MEETING_STATE_CLOSED || state == MEETING_STATE_MINUTES_SIGNED;
    view->cancelled = state == MEETING_STATE_CANCELLED;
    view->today = view->before && at->meeting.on_date.days <= rq->today.days;
    view->leads = group_may_lead(rq, at->row.case_id, &at->meeting);
    view->may_act = (view->before || view->open) && session_may(rq->session, RIGHT_MEETING_REPORT) && meeting_zone(rq, at->row.case_id);
    view->may_seat = view->leads && (view->before || view->open);
}

struct reply group_meeting_page(struct request *rq, const struct group_meeting_page_in *in) {
    struct case_frame frame;
    struct group_at at;
    if (!case_frame_read(rq, in->case_, 0, &frame) || !group_meeting_of(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    struct group_meeting_view view = {
        .name = frame.person.given_name,
        .title = text_format(rq->arena, rq->lang, T_group_meeting_title, "day", date_long(rq->arena, rq->lang, at.meeting.on_date), NULL),
        .path = group_meeting_path(rq, in->case_, in->meeting),
        .back = group_path(rq, in->case_),
        .when = arena_printf(rq->arena, "%s %s", date_full(rq->arena, rq->lang, at.meeting.on_date), clock_span(rq->arena, rq->lang, at.meeting.from_minute, at.meeting.to_minute)),
        .place = at.meeting.place,
        .state = (text_key)meeting_state_text(at.meeting.state),
        .on_date = group_day(rq->arena, at.meeting.on_date),
        .from = clock_text(rq->arena, rq->lang, at.meeting.from_minute),
        .to = clock_text(rq->arena, rq->lang, at.meeting.to_minute),
        .version = at.meeting.version,
    };
    states_of(rq, &at, &view);
    view.person = guest_of(rq, &at, MEETING_GUEST_PERSON, view.name);
    view.kin = guest_of(rq, &at, MEETING_GUEST_NEXT_OF_KIN, text_of(rq->lang, T_group_kin));
    if (view.before && view.leads) view.invitation_path = arena_printf(rq->arena, "/sak/%lld/mote/%lld/invitasjon.pdf", (long long)in->case_.v, (long long)at.row.item_id.v);
    if (view.closed) view.minutes_path = arena_printf(rq->arena, "%s/referat.pdf", view.path);
    view.file_path = session_may(rq->session, RIGHT_MEETING_SEE) ? arena_printf(rq->arena, "/moter/%lld/fil", (long long)in->meeting.v) : NULL;
    seats_read(rq, &at, &view);
    members_read(rq, &at, &view);
    if (view.leads) asking_forms(rq, &at, &view);
    notes_read(rq, &at, &view);
    struct plan_action_briefs open = plan_actions_open(rq->db, in->case_);
    view.actions = group_actions(rq, in->case_, &open, view.may_act ? view.path : NULL);
    if (view.open) view.settled = settled_rows(rq, &at);
    if (view.may_act) {
        view.kinds = action_kind_choices(rq->arena, rq->lang);
        view.who = group_owner_choices(rq, in->case_, in->meeting);
        view.due = group_day(rq->arena, date_add_days(rq->today, 14));
    }
    if (view.open && view.leads) close_form(rq, &at, &view);
    if (view.closed) outcome_read(rq, &at, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_group_title);
    group_meeting_whole(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}
