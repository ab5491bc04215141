/* What a meeting of the group comes to. It does not close while something that is to be done is nobody's or has no day, and when nothing was done since last time
 * that is said, and the leader looks at it. (R-204, MODEL 3.9) */
#include "domain/group/internal.h"

#include "platform/audit/audit.h"
#include "texts.h"

/* ── would it close? ──────────────────────────────────────────────────── */

static int next_fault(const struct group_at *at, const struct group_outcome *outcome) {
    bool next = !date_is_none(outcome->next_on);
    if (outcome->ends) return next ? GROUP_NEXT_AND_END : GROUP_DONE;
    if (!next || outcome->next_from < 0 || outcome->next_to < 0 || outcome->next_on.days <= at->meeting.on_date.days) return GROUP_NEXT_MISSING;
    return outcome->next_on.days > group_due_after(at->meeting.on_date).days ? GROUP_NEXT_TOO_LATE : GROUP_DONE;
}

static int close_fault(struct request *rq, const struct group_at *at, const struct group_outcome *outcome, const struct group_progress_row *progress) {
    if (at->meeting.state != MEETING_STATE_OPEN) return GROUP_WRONG_STATE;
    if (!meeting_zone(rq, at->row.case_id)) return GROUP_NO_ZONE;
    if (progress->n_without > 0) return GROUP_ACTION_WITHOUT;
    if (group_stood_still(at, progress) && !outcome->hindrance) return GROUP_HINDRANCE_MISSING;
    return next_fault(at, outcome);
}

/* ── what follows ─────────────────────────────────────────────────────── */

static void tell_leader(struct db *db, const struct group_at *at) {
    struct group_keeper leader = group_leader(db, at->row.case_id);
    work_task_add(db, at->row.case_id, leader.unit, TASK_KIND_LOOK_AT_PROGRESS, at->meeting.id.v, date_add_days(group_today(db), GROUP_LOOK_DAYS));
    if (leader.staff.v) work_task_give(db, at->row.case_id, TASK_KIND_LOOK_AT_PROGRESS, at->meeting.id.v, leader.staff);
    work_event(db, at->row.case_id, CASE_EVENT_KIND_GROUP_STOOD_STILL, ZONE_SPINE, leader.unit);
    audit_add(db, "group_no_progress", "meeting", at->meeting.id.v, NULL);
}

/* The words of a decision of the group, in her case. */
static int conclude(struct request *rq, const struct group_at *at, const char *agreed) {
    struct meeting_item item;
    if (!meeting_item(rq->db, at->row.item_id, &item)) return GROUP_NOT_FOUND;
    if (!meeting_note(rq, &item, ITEM_NOTE_KIND_AGREEMENT, agreed)) return GROUP_NO_ZONE;
    if (item.state != AGENDA_ITEM_STATE_READY) return GROUP_DONE; /* on the engine's own page */
    const struct meeting_outcome outcome = {.review_on = DATE_NONE, .words = agreed};
    return meeting_decide(rq->db, item.id, &outcome);
}

/* The same people meet again. She hears it there; what is known of her next of kin holds until she says otherwise. */
static int meet_again(struct db *db, const struct group_at *at, const struct group_outcome *outcome) {
    struct meeting_units_list units = meeting_units_list(db, at->meeting.id);
    size_t still = 0;
    for (size_t i = 0; i < units.n; i++)
        if (secrecy_involved(db, at->row.case_id, units.v[i])) units.v[still++] = units.v[i];
    units.n = still;
    struct meeting_id made;
    struct agenda_item_id item;
    const struct meeting_around around = {.case_ = at->row.case_id, .on_date = outcome->next_on, .from_minute = outcome->next_from, .to_minute = outcome->next_to,
                                          .place = outcome->next_place, .units = units.v, .n_units = units.n, .chair = group_actor(db), .chair_unit = group_actor_unit(db),
                                          .seats_of = at->meeting.id};
    int fault = meeting_around_plan(db, &around, &made, &item);
    if (fault) return fault;
    group_meeting_add(db, at->row.group_id, at->row.case_id, made, item);
    enum item_guest_answer kin = meeting_guest_said(db, at->row.item_id, MEETING_GUEST_NEXT_OF_KIN);
    return kin ? group_say_guest(db, made, MEETING_GUEST_NEXT_OF_KIN, kin) : GROUP_DONE;
}

static void after_closing(struct db *db, const struct group_at *at, bool still) {
    struct case_id id = at->row.case_id;
    group_set_due(db, at->row.group_id, group_due_after(at->meeting.on_date));
    work_task_done(db, id, TASK_KIND_PLAN_GROUP, at->row.group_id.v);
    if (!still) work_tasks_done(db, id, TASK_KIND_LOOK_AT_PROGRESS);
    work_task_add(db, id, group_actor_unit(db), TASK_KIND_GIVE_MINUTES, at->meeting.id.v, date_add_days(group_today(db), GROUP_GIVE_DAYS));
    work_task_give(db, id, TASK_KIND_GIVE_MINUTES, at->meeting.id.v, group_actor(db));
    work_event(db, id, CASE_EVENT_KIND_GROUP_MET, ZONE_SPINE, (struct unit_id){0});
}

int group_close(struct request *rq, struct meeting_id id, const struct group_outcome *outcome) {
    struct db *db = rq->db;
    struct group_at at;
    struct group_progress_row progress;
    if (!group_at(db, id, LANG_NB, &at) || !group_progress(db, at.row.case_id, group_since(&at), rq->now, &progress)) return GROUP_NOT_FOUND;
    int fault = close_fault(rq, &at, outcome, &progress);
    if (fault) return fault;
    bool still = group_stood_still(&at, &progress);
    group_meeting_set_closed(db, id, rq->now, progress.n_done, still, still ? outcome->hindrance : 0, outcome->ends ? DATE_NONE : outcome->next_on, outcome->ends != 0);
    fault = conclude(rq, &at, outcome->agreed);
    if (!fault) fault = meeting_close(db, &at.meeting);
    if (fault) return fault;
    after_closing(db, &at, still);
    if (still) tell_leader(db, &at);
    return outcome->ends ? group_stop(db, at.row.case_id, outcome->ends) : meet_again(db, &at, outcome);
}

int group_give(struct db *db, struct meeting_id id, enum group_given given) {
    struct group_at at;
    if (!group_at(db, id, LANG_NB, &at)) return GROUP_NOT_FOUND;
    if (group_meeting_set_given(db, id, group_today(db), given) != 1) return GROUP_WRONG_STATE;
    work_task_done(db, at.row.case_id, TASK_KIND_GIVE_MINUTES, id.v);
    return GROUP_DONE;
}

int group_look(struct db *db, struct meeting_id id) {
    struct group_at at;
    if (!group_at(db, id, LANG_NB, &at)) return GROUP_NOT_FOUND;
    if (group_meeting_set_looked(db, id, db_now(db), group_actor(db)) != 1) return GROUP_WRONG_STATE;
    work_task_done(db, at.row.case_id, TASK_KIND_LOOK_AT_PROGRESS, id.v);
    return GROUP_DONE;
}

/* ── what the engine asks ─────────────────────────────────────────────── */

static const char *page_of(struct request *rq, const struct meeting_item *item) {
    struct group_meeting_get_row row;
    if (!item->case_.v || !group_meeting_get(rq->db, item->meeting, &row)) return NULL;
    return arena_printf(rq->arena, "/sak/%lld/gruppe/%lld", (long long)item->case_.v, (long long)item->meeting.v);
}

static text_key may_close(struct db *db, const struct meeting_item *item) {
    struct group_meeting_get_row row;
    struct group_progress_row progress;
    if (!group_meeting_get(db, item->meeting, &row)) return 0;
    if (instant_is_none(row.closed_at)) return T_meeting_not_finished;
    return group_progress(db, row.case_id, row.closed_at, db_now(db), &progress) && progress.n_without > 0 ? T_group_action_without : 0;
}

/* She is reminded by a person: whoever leads the group gets it to do. */
static void soon(struct db *db, const struct meeting_item *item, struct date on_date) {
    struct meeting_brief meeting;
    (void)on_date;
    if (!meeting_read(db, item->meeting, LANG_NB, &meeting)) return;
    enum item_guest_answer said = meeting_guest_said(db, item->id, MEETING_GUEST_PERSON);
    if (said == ITEM_GUEST_ANSWER_WISHES_NOT) return;
    struct group_keeper keeper = group_keeper(db, item->case_);
    work_task_add(db, item->case_, keeper.unit, TASK_KIND_REMIND_PERSON, item->meeting.v, group_today(db));
    if (keeper.staff.v) work_task_give(db, item->case_, TASK_KIND_REMIND_PERSON, item->meeting.v, keeper.staff);
}

/* Called off with a new day: the same people meet then. */
static void moved(struct db *db, const struct meeting_item *item, struct date next_on) {
    struct group_at at;
    if (!group_at(db, item->meeting, LANG_NB, &at)) return;
    const struct group_outcome same = {.next_on = next_on, .next_from = at.meeting.from_minute, .next_to = at.meeting.to_minute, .next_place = at.meeting.place};
    (void)meet_again(db, &at, &same);
}

void group_on_meetings(void) {
    static const struct meeting_hook hook = {
        .kind = AGENDA_ITEM_KIND_GROUP, .path = page_of, .case_page = "/gruppe", .may_close = may_close, .soon = soon, .moved = moved, .own_events = true};
    meeting_on(&hook);
}
