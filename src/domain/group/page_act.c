/* What is done with a meeting of the group: asked, answered, opened, agreed, closed, given. */
#include "domain/group/pages.h"

#include "domain/plan/catalogue.h"
#include "domain/plan/reading.h"
#include "domain/work/case_frame.h"
#include "group_routes.h"
#include "group_views.h"
#include "texts.h"

static struct reply kept(struct request *rq, struct case_id id, struct meeting_id meeting, int fault, text_key notice) {
    return fault ? group_refused(rq, fault) : reply_with_notice(reply_see_other(rq, "%s", group_meeting_path(rq, id, meeting)), notice);
}

/* Who leads the meeting, of this case. */
static bool led(struct request *rq, struct case_id id, struct meeting_id meeting, struct group_at *ret_at) {
    return group_meeting_of(rq, id, meeting, ret_at) && group_may_lead(rq, id, &ret_at->meeting);
}

/* ── before it ────────────────────────────────────────────────────────── */

struct reply group_guest_send(struct request *rq, const struct group_guest_send_in *in) {
    struct group_at at;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    int fault = group_say_guest(rq->db, in->meeting, in->guest, in->answer);
    if (fault == GROUP_ANSWER_FOR_KIN) {
        form_error(rq, "answer", T_group_answer_for_kin);
        return reply_invalid(rq);
    }
    return kept(rq, in->case_, in->meeting, fault, T_group_guest_kept);
}

struct reply group_reminded_send(struct request *rq, const struct group_reminded_send_in *in) {
    struct group_at at;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    work_task_done(rq->db, in->case_, TASK_KIND_REMIND_PERSON, in->meeting.v);
    return kept(rq, in->case_, in->meeting, GROUP_DONE, T_group_reminded_now);
}

struct reply group_invite_send(struct request *rq, const struct group_invite_send_in *in) {
    struct group_at at;
    struct group_sent_id sent;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    return kept(rq, in->case_, in->meeting, group_invite(rq->db, in->meeting, in->member, in->way, in->ask, &sent), T_group_invited_now);
}

struct reply group_answer_send(struct request *rq, const struct group_answer_send_in *in) {
    struct group_at at;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    return kept(rq, in->case_, in->meeting, group_answer(rq, in->meeting, &(struct group_reply){in->answers, in->step, in->receipt, in->word}), T_group_answer_kept);
}

struct reply group_seat_send(struct request *rq, const struct group_seat_send_in *in) {
    struct group_at at;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    return kept(rq, in->case_, in->meeting, meeting_seat_add(rq->db, &at.meeting, in->staff, false), T_group_seat_kept);
}

struct reply group_move_send(struct request *rq, const struct group_move_send_in *in) {
    struct group_at at;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    const struct meeting_new to = {.on_date = in->on_date, .from_minute = (int)in->from, .to_minute = (int)in->to, .place = in->place};
    return kept(rq, in->case_, in->meeting, group_move(rq->db, in->meeting, &to, in->version), T_group_moved_now);
}

struct reply group_open_send(struct request *rq, const struct group_open_send_in *in) {
    struct group_at at;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    return kept(rq, in->case_, in->meeting, group_open(rq->db, in->meeting, &(struct group_present){in->here.v, in->here.n, in->there.v, in->there.n}), T_group_opened_now);
}

/* ── in it: who does what by when ─────────────────────────────────────── */

static bool acts(struct request *rq, struct case_id id, struct meeting_id meeting, struct group_at *ret_at) {
    return group_meeting_of(rq, id, meeting, ret_at) && ret_at->meeting.state == MEETING_STATE_OPEN && meeting_zone(rq, id);
}

struct reply group_action_send(struct request *rq, const struct group_action_send_in *in) {
    struct group_at at;
    struct plan_action_id made;
    if (!acts(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    const struct plan_action_new action = {.case_ = in->case_, .kind = in->kind, .what = in->what, .by = group_owner_of(rq, in->meeting, in->who, in->due)};
    const struct access *access = text_empty(in->what) ? NULL : plan_open(rq, in->case_, PLAN_PART_ACTIONS);
    int fault = plan_action_add(rq->db, access, &action, &made);
    if (fault == PLAN_OWNER_MISSING || fault == PLAN_UNIT_NOT_IN_CASE || fault == PLAN_STAFF_NOT_IN_UNIT) {
        form_error(rq, "who", group_fault_text(fault).why);
        return reply_invalid(rq);
    }
    return kept(rq, in->case_, in->meeting, fault, action.by.owner ? T_group_action_kept : T_group_action_proposed);
}

struct reply group_action_page(struct request *rq, const struct group_action_page_in *in) {
    struct case_frame frame;
    struct group_at at;
    struct plan_action_brief action;
    if (!case_frame_read(rq, in->case_, 0, &frame) || !acts(rq, in->case_, in->meeting, &at) || !plan_action_read(rq->db, in->case_, in->action, &action)) return reply_not_found(rq);
    const struct plan_action_briefs one = {&action, 1};
    struct group_action_row row = group_actions(rq, in->case_, &one, group_meeting_path(rq, in->case_, in->meeting)).v[0];
    if (row.settled) return reply_conflict(rq, T_plan_wrong_state);
    struct date later = action.due.days > rq->today.days ? action.due : rq->today;
    struct group_action_view view = {
        .what = row.what, .more = row.more, .owner = row.owner, .path = row.path, .back = group_meeting_path(rq, in->case_, in->meeting),
        .new_day = group_day(rq->arena, date_add_days(later, 14)), .due_day = group_day(rq->arena, date_add_days(rq->today, 14)), .due = row.due, .without = row.without,
        .late = row.late, .who = group_owner_choices(rq, in->case_, in->meeting), .reasons = plan_action_reason_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_group_title);
    group_action_whole(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static bool action_at(struct request *rq, struct case_id id, struct meeting_id meeting, struct plan_action_id action, struct plan_action_brief *ret_action) {
    struct group_at at;
    return acts(rq, id, meeting, &at) && plan_action_read(rq->db, id, action, ret_action);
}

/* A fault of the plan's beside the field of this page that it is about. */
static struct reply plan_refused(struct request *rq, int fault, const char *day, const char *other) {
    struct group_fault_text text = group_fault_text(fault);
    if (!text.field) return group_refused(rq, fault);
    form_error(rq, day && text_equal(text.field, "due") ? day : other, text.why);
    return reply_invalid(rq);
}

struct reply group_action_agree_send(struct request *rq, const struct group_action_agree_send_in *in) {
    struct plan_action_brief action;
    if (!action_at(rq, in->case_, in->meeting, in->action, &action)) return reply_not_found(rq);
    const struct plan_action_owned by = group_owner_of(rq, in->meeting, in->by_who, in->by_day);
    int fault = plan_action_agree(rq->db, &action, &by);
    return fault ? plan_refused(rq, fault, "by_day", "by_who") : kept(rq, in->case_, in->meeting, fault, T_group_action_kept);
}

struct reply group_action_done_send(struct request *rq, const struct group_action_done_send_in *in) {
    struct plan_action_brief action;
    if (!action_at(rq, in->case_, in->meeting, in->action, &action)) return reply_not_found(rq);
    const struct access *access = text_empty(in->result) ? NULL : plan_open(rq, in->case_, PLAN_PART_ACTIONS);
    int fault = plan_action_done(rq->db, access, &action, in->result);
    return fault ? plan_refused(rq, fault, NULL, "result") : kept(rq, in->case_, in->meeting, fault, T_group_action_kept);
}

struct reply group_action_move_send(struct request *rq, const struct group_action_move_send_in *in) {
    struct plan_action_brief action;
    struct plan_action_id made;
    if (!action_at(rq, in->case_, in->meeting, in->action, &action)) return reply_not_found(rq);
    int fault = plan_action_move(rq->db, &action, in->new_day, in->move_reason, &made);
    return fault ? plan_refused(rq, fault, "new_day", "move_reason") : kept(rq, in->case_, in->meeting, fault, T_group_action_kept);
}

struct reply group_action_drop_send(struct request *rq, const struct group_action_drop_send_in *in) {
    struct plan_action_brief action;
    if (!action_at(rq, in->case_, in->meeting, in->action, &action)) return reply_not_found(rq);
    int fault = plan_action_drop(rq->db, &action, in->drop_reason);
    return fault ? plan_refused(rq, fault, NULL, "drop_reason") : kept(rq, in->case_, in->meeting, fault, T_group_action_kept);
}

/* ── what it came to ──────────────────────────────────────────────────── */

struct reply group_close_send(struct request *rq, const struct group_close_send_in *in) {
    struct group_at at;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    const struct group_outcome outcome = {.agreed = in->agreed, .next_on = in->ends ? DATE_NONE : in->next_on, .next_from = (int)in->next_from, .next_to = (int)in->next_to,
                                          .next_place = in->next_place, .ends = in->ends, .hindrance = in->hindrance};
    int fault = group_close(rq, in->meeting, &outcome);
    const char *field = fault ? group_fault_text(fault).field : NULL;
    if (!field || !(text_equal(field, "on_date") || text_equal(field, "to"))) return kept(rq, in->case_, in->meeting, fault, T_group_closed_now);
    form_error(rq, text_equal(field, "to") ? "next_to" : "next_on", group_fault_text(fault).why);
    return reply_invalid(rq);
}

struct reply group_tell_send(struct request *rq, const struct group_tell_send_in *in) {
    struct group_at at;
    struct group_sent_id sent;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    return kept(rq, in->case_, in->meeting, group_tell(rq->db, in->meeting, in->told, in->tell_by, in->tell, &sent), T_group_told_now);
}

struct reply group_given_send(struct request *rq, const struct group_given_send_in *in) {
    struct group_at at;
    if (!led(rq, in->case_, in->meeting, &at)) return reply_not_found(rq);
    return kept(rq, in->case_, in->meeting, group_give(rq->db, in->meeting, in->given), T_group_given_now);
}

/* The leader of the unit that keeps the group. */
struct reply group_looked_send(struct request *rq, const struct group_looked_send_in *in) {
    struct group_at at;
    if (!group_at(rq->db, in->meeting, rq->lang, &at) || at.row.case_id.v != in->case_.v || group_keeper(rq->db, in->case_).unit.v != rq->session->unit.v) return reply_not_found(rq);
    int fault = group_look(rq->db, in->meeting);
    return fault ? group_refused(rq, fault) : reply_with_notice(reply_see_other(rq, "%s", group_path(rq, in->case_)), T_group_looked_now);
}
