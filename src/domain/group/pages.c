/* The group of a case: what is to be done, when it meets, who is in it. */
#include "domain/group/pages.h"

#include "domain/law/law.h"
#include "domain/plan/catalogue.h"
#include "domain/work/case_frame.h"
#include "group_routes.h"
#include "group_views.h"
#include "texts.h"

/* ── shared ───────────────────────────────────────────────────────────── */

const char *group_path(struct request *rq, struct case_id id) { return arena_printf(rq->arena, "/sak/%lld/gruppe", (long long)id.v); }
const char *group_meeting_path(struct request *rq, struct case_id id, struct meeting_id meeting) {
    return arena_printf(rq->arena, "/sak/%lld/gruppe/%lld", (long long)id.v, (long long)meeting.v);
}
const char *group_day(struct arena *arena, struct date date) { return date_is_none(date) ? NULL : date_iso(arena, date); }
const char *group_number(struct arena *arena, int64_t n) { return arena_printf(arena, "%lld", (long long)n); }

struct reply group_refused(struct request *rq, int fault) {
    struct group_fault_text text = group_fault_text(fault);
    if (fault == GROUP_NOT_FOUND || fault == MEETING_NOT_FOUND || fault == PLAN_NOT_FOUND) return reply_not_found(rq);
    if (fault == GROUP_NO_ZONE) return reply_denied(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

bool group_meeting_of(struct request *rq, struct case_id id, struct meeting_id meeting, struct group_at *ret_at) {
    return group_at(rq->db, meeting, rq->lang, ret_at) && ret_at->row.case_id.v == id.v && meeting_may(rq, meeting) == VERDICT_ALLOWED;
}

static struct reply back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", group_path(rq, id)), notice);
}

/* ── what is to be done ───────────────────────────────────────────────── */

static const char *owner_of(struct request *rq, const struct group_owner_names_rows *names, const struct plan_action_brief *action) {
    if (action->owner == PLAN_ACTION_OWNER_PERSON || action->owner == PLAN_ACTION_OWNER_CLOSE_ONE) return text_of(rq->lang, (text_key)plan_action_owner_text(action->owner));
    for (size_t i = 0; i < names->n; i++) {
        const struct group_owner_names_row *row = &names->v[i];
        if (row->unit_id.v != action->unit.v || row->staff_id.v != action->staff.v) continue;
        const char *unit = rq->lang == LANG_NN ? row->name_nn : row->name_nb;
        return row->staff_name ? arena_printf(rq->arena, "%s, %s", row->staff_name, unit) : unit;
    }
    return NULL;
}

static const char *action_path(struct request *rq, const char *meeting_path, const struct plan_action_brief *action) {
    bool settled = !instant_is_none(action->settled_at);
    return meeting_path && !settled ? arena_printf(rq->arena, "%s/tiltak/%lld", meeting_path, (long long)action->id.v) : NULL;
}

struct group_action_rows group_actions(struct request *rq, struct case_id id, const struct plan_action_briefs *actions, const char *meeting_path) {
    struct group_action_rows rows = {arena_array(rq->arena, actions->n + 1, sizeof *rows.v), actions->n};
    if (actions->n == 0) return rows;
    struct plan_action_words_list words = plan_actions_words(rq, id);
    struct group_owner_names_rows names = group_owner_names(rq->db, id);
    for (size_t i = 0; i < actions->n; i++) {
        const struct plan_action_brief *action = &actions->v[i];
        const struct plan_action_words *said = plan_action_words_of(&words, action);
        const char *path = action_path(rq, meeting_path, action);
        rows.v[i] = (struct group_action_row){
            .what = action_kind_words(action->kind, rq->lang),
            .more = said ? said->what : NULL,
            .owner = owner_of(rq, &names, action),
            .path = path,
            .done_path = path && action->state == PLAN_ACTION_STATE_AGREED ? arena_printf(rq->arena, "%s/gjort", path) : NULL,
            .due = action->due,
            .state = (text_key)plan_action_state_text(action->state),
            .moved = action->moved,
            .without = instant_is_none(action->settled_at) && (!action->owner || date_is_none(action->due)),
            .late = plan_action_late(action, rq->today),
            .settled = !instant_is_none(action->settled_at),
            .done = action->state == PLAN_ACTION_STATE_DONE,
        };
    }
    return rows;
}

/* ── the page ─────────────────────────────────────────────────────────── */

static struct group_held_row held_row(struct request *rq, struct case_id id, const struct group_meetings_of_row *row) {
    bool closed = !instant_is_none(row->closed_at), cancelled = row->state == MEETING_STATE_CANCELLED;
    return (struct group_held_row){
        .path = meeting_may(rq, row->meeting_id) == VERDICT_ALLOWED ? group_meeting_path(rq, id, row->meeting_id) : NULL,
        .when = date_full(rq->arena, rq->lang, row->on_date),
        .clock = clock_span(rq->arena, rq->lang, row->from_minute, row->to_minute),
        .state = (text_key)meeting_state_text(row->state),
        .outcome = closed && row->n_done.v > 0 ? text_format(rq->arena, rq->lang, T_group_done_n, "n", group_number(rq->arena, row->n_done.v), NULL) : NULL,
        .coming = !closed && !cancelled,
        .missed = !closed && !cancelled && row->on_date.days < rq->today.days,
        .stood_still = row->no_progress,
        .looked = !instant_is_none(row->looked_at),
        .not_given = closed && date_is_none(row->given_on),
        .cancelled = cancelled,
    };
}

static void meetings_read(struct request *rq, struct case_id id, struct group_view *view) {
    struct group_meetings_of_rows rows = group_meetings_of(rq->db, id);
    bool looks = session_may(rq->session, RIGHT_UNIT_LEAD) && rq->session->unit.v == group_leader(rq->db, id).unit.v;
    view->meetings = (struct group_held_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->meetings.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        struct group_held_row row = held_row(rq, id, &rows.v[i]);
        if (looks && row.stood_still && !row.looked) row.look_path = arena_printf(rq->arena, "%s/sett", group_meeting_path(rq, id, rows.v[i].meeting_id));
        if (row.coming && view->runs && !view->next.when) view->next = row;
        else view->meetings.v[view->meetings.n++] = row;
    }
}

static void members_read(struct request *rq, struct responsibility_group_id group, struct group_view *view) {
    struct group_members_rows rows = group_members(rq->db, group);
    view->members = (struct group_who_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->members.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->members.v[i] = (struct group_who_row){
            .name = rows.v[i].name,
            .about = text_of(rq->lang, (text_key)group_member_kind_text(rows.v[i].kind)),
            .status = text_format(rq->arena, rq->lang, T_group_agreed_since, "name", view->name, "day", date_long(rq->arena, rq->lang, rows.v[i].agreed_on), NULL),
            .out_path = view->leads ? arena_printf(rq->arena, "%s/med/%lld/ut", view->path, (long long)rows.v[i].id.v) : NULL,
        };
}

struct reply group_page(struct request *rq, const struct group_page_in *in) {
    struct case_frame frame;
    struct group_last_row last;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct group_view view = {
        .name = frame.person.given_name,
        .path = group_path(rq, in->case_),
        .leads = group_may_lead(rq, in->case_, NULL),
        .any_series = meeting_series_around(rq->db).v != 0,
        .ends = group_end_options(rq->arena, rq->lang),
    };
    if (case_frame_may_open(rq->session, "/plan")) view.plan_path = arena_printf(rq->arena, "/sak/%lld/plan", (long long)in->case_.v);
    if (group_last(rq->db, in->case_, &last)) {
        view.runs = instant_is_none(last.ended_at);
        view.ended = !view.runs;
        view.overdue = view.runs && last.due_on.days < rq->today.days;
        view.since = date_long(rq->arena, rq->lang, instant_oslo_date(last.started_at));
        meetings_read(rq, in->case_, &view);
        if (view.runs) members_read(rq, last.id, &view);
    }
    view.can_plan = view.leads && view.any_series && !view.next.when;
    struct plan_action_briefs open = plan_actions_open(rq->db, in->case_);
    bool acts = session_may(rq->session, RIGHT_MEETING_REPORT) && meeting_zone(rq, in->case_);
    view.actions = group_actions(rq, in->case_, &open, acts ? view.next.path : NULL);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_group_title);
    group_whole(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── a meeting is planned ─────────────────────────────────────────────── */

static struct options case_units(struct request *rq, struct case_id id) {
    struct group_case_units_rows rows = group_case_units(rq->db, id);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        options.v[i] = (struct option){group_number(rq->arena, rows.v[i].unit_id.v), rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, NULL};
    return options;
}

struct reply group_new_form(struct request *rq, const struct group_new_form_in *in) {
    struct case_frame frame;
    struct group_running_row running;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    if (!group_may_lead(rq, in->case_, NULL)) return reply_denied(rq, T_group_not_leader);
    if (!meeting_series_around(rq->db).v) return reply_conflict(rq, T_group_no_series);
    struct options answers = item_guest_answer_options(rq->arena, rq->lang);
    struct group_new_view view = {
        .name = frame.person.given_name,
        .path = arena_printf(rq->arena, "%s/ny", group_path(rq, in->case_)),
        .back = group_path(rq, in->case_),
        .first = group_day(rq->arena, law_add_working_days(law_current(), rq->today, 5)),
        .from = "09.00",
        .to = "10.00",
        .units = case_units(rq, in->case_),
        .answers_person = {answers.v, ITEM_GUEST_ANSWER_NOT_REACHED}, /* the others are about next of kin */
        .answers_kin = answers,
        .begins = !group_running(rq->db, in->case_, &running),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_group_new);
    group_new(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply group_new_send(struct request *rq, const struct group_new_send_in *in) {
    struct meeting_id made;
    if (!group_may_lead(rq, in->case_, NULL)) return reply_denied(rq, T_group_not_leader);
    const struct group_new_meeting new = {.case_ = in->case_, .on_date = in->on_date, .from_minute = (int)in->from, .to_minute = (int)in->to, .place = in->place,
                                          .units = in->unit.v, .n_units = in->unit.n, .person = in->person, .kin = in->kin};
    int fault = group_plan(rq->db, &new, &made);
    if (fault) return group_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "%s", group_meeting_path(rq, in->case_, made)), T_group_planned_now);
}

/* ── those from outside ───────────────────────────────────────────────── */

struct reply group_member_form(struct request *rq, const struct group_member_form_in *in) {
    struct case_frame frame;
    struct group_running_row running;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    if (!group_may_lead(rq, in->case_, NULL)) return reply_denied(rq, T_group_not_leader);
    if (!group_running(rq->db, in->case_, &running)) return reply_conflict(rq, T_group_none_runs);
    struct group_member_view view = {
        .name = frame.person.given_name,
        .path = arena_printf(rq->arena, "%s/med", group_path(rq, in->case_)),
        .back = group_path(rq, in->case_),
        .today = group_day(rq->arena, rq->today),
        .kinds = group_member_kind_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_group_member_new);
    group_member_new_page(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply group_member_send(struct request *rq, const struct group_member_send_in *in) {
    struct group_member_id made;
    if (!group_may_lead(rq, in->case_, NULL)) return reply_denied(rq, T_group_not_leader);
    const struct group_member_new new = {in->case_, in->kind, in->name, in->address, in->agreed_on};
    int fault = group_member_join(rq->db, &new, &made);
    return fault ? group_refused(rq, fault) : back(rq, in->case_, T_group_member_kept);
}

struct reply group_member_out(struct request *rq, const struct group_member_out_in *in) {
    if (!group_may_lead(rq, in->case_, NULL)) return reply_denied(rq, T_group_not_leader);
    int fault = group_member_leave(rq->db, in->case_, in->member);
    return fault ? group_refused(rq, fault) : back(rq, in->case_, T_group_member_left_now);
}

struct reply group_end_send(struct request *rq, const struct group_end_send_in *in) {
    if (!group_may_lead(rq, in->case_, NULL)) return reply_denied(rq, T_group_not_leader);
    int fault = group_stop(rq->db, in->case_, in->how);
    return fault ? group_refused(rq, fault) : back(rq, in->case_, T_group_ended_now);
}
