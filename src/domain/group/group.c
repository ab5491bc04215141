/* The group itself: begun with its first meeting, who is in it, and that it goes on meeting. May not say what is to be done: that is the plan's. */
#include "domain/group/internal.h"

#include "domain/plan/plan.h"
#include "domain/responsibility/responsibility.h"
#include "platform/audit/audit.h"
#include "texts.h"

#define FAULT(name, field, key) [GROUP_##name - GROUP_FAULT_FIRST] = {field, T_##key},
static const struct group_fault_text faults[] = {GROUP_FAULTS(FAULT)};
#undef FAULT

struct group_fault_text group_fault_text(int fault) {
    size_t at = (size_t)(fault - GROUP_FAULT_FIRST);
    if (fault >= GROUP_FAULT_FIRST && at < sizeof faults / sizeof *faults) return faults[at];
    if (fault >= PLAN_FAULT_FIRST && fault < MEETING_FAULT_FIRST) return (struct group_fault_text){plan_fault_text(fault).field, plan_fault_text(fault).why};
    struct meeting_fault_text text = meeting_fault_text(fault);
    return (struct group_fault_text){text.field, text.why};
}

struct date group_due_after(struct date held_on) { return date_add_days(held_on, 7 * GROUP_WEEKS); }

/* ── who keeps it going ───────────────────────────────────────────────── */

struct group_keeper group_keeper(struct db *db, struct case_id id) {
    struct coordinator_brief coordinator;
    struct case_brief brief;
    if (plan_coordinator(db, id, LANG_NB, &coordinator)) return (struct group_keeper){coordinator.unit, coordinator.staff};
    if (!work_case(db, id, &brief)) return (struct group_keeper){0};
    return (struct group_keeper){brief.holder_unit, brief.holder_staff};
}

bool group_may_lead(struct request *rq, struct case_id id, const struct meeting_brief *meeting) {
    struct case_brief brief;
    if (!session_may(rq->session, RIGHT_MEETING_LEAD) || !meeting_zone(rq, id) || !work_case(rq->db, id, &brief) || brief.state == CASE_STATE_CLOSED) return false;
    if (meeting && meeting_leads(rq, meeting)) return true;
    return rq->session->unit.v == brief.holder_unit.v || rq->session->unit.v == group_keeper(rq->db, id).unit.v;
}

/* ── that it goes on meeting ──────────────────────────────────────────── */

enum { WATCH_MINUTE = 7 * 60, LATE_DAYS = 14 };

/* The morning after a meeting that is planned, and after the twelve weeks: whichever comes first. */
void group_watch(struct db *db, struct responsibility_group_id group, struct date due_on, struct date meets_on) {
    struct date last = !date_is_none(meets_on) && meets_on.days < due_on.days ? meets_on : due_on;
    struct instant due = instant_of_oslo(date_add_days(last, 1), WATCH_MINUTE);
    job_add(db, JOB_GROUP_DUE, group.v, due.ms > db_now(db).ms ? due : instant_of_oslo(date_add_days(group_today(db), 1), WATCH_MINUTE));
}

static void ask_for_date(struct db *db, const struct group_get_row *group, bool late) {
    struct group_keeper keeper = group_keeper(db, group->case_id);
    struct staff_id leader = late ? responsibility_leader(db, keeper.unit) : (struct staff_id){0};
    if (!keeper.unit.v) return;
    work_task_add(db, group->case_id, keeper.unit, TASK_KIND_PLAN_GROUP, group->id.v, group_today(db));
    if (leader.v || keeper.staff.v) work_task_give(db, group->case_id, TASK_KIND_PLAN_GROUP, group->id.v, leader.v ? leader : keeper.staff);
}

/* Not held on its day: the one who keeps the group finds another. After twelve weeks: her leader. */
void group_due_job(struct db *db, int64_t subject, struct instant now) {
    struct group_get_row group;
    struct group_meeting_coming_row coming;
    struct case_brief brief;
    struct date today = instant_oslo_date(now);
    if (!group_get(db, (struct responsibility_group_id){subject}, &group) || !instant_is_none(group.ended_at)) return;
    if (!work_case(db, group.case_id, &brief) || brief.state == CASE_STATE_CLOSED) return;
    bool planned = group_meeting_coming(db, group.id, &coming), late = group.due_on.days < today.days, passed = planned && coming.on_date.days < today.days;
    if (late || passed || !planned) ask_for_date(db, &group, late);
    if (!late) group_watch(db, group.id, group.due_on, planned && !passed ? coming.on_date : DATE_NONE); /* late: the task stands until they have met */
}

/* ── planning ─────────────────────────────────────────────────────────── */

bool group_at(struct db *db, struct meeting_id id, enum lang lang, struct group_at *ret_at) {
    return group_meeting_get(db, id, &ret_at->row) && meeting_read(db, id, lang, &ret_at->meeting);
}

void group_meeting_add(struct db *db, struct responsibility_group_id group, struct case_id id, struct meeting_id meeting, struct agenda_item_id item) {
    struct group_meeting_last_held_row last = {.id = {0}};
    struct group_get_row row;
    struct meeting_brief brief;
    (void)group_meeting_last_held(db, group, &last);
    group_meeting_insert(db, meeting, group, id, item, last.id);
    if (!group_get(db, group, &row) || !meeting_read(db, meeting, LANG_NB, &brief)) return;
    if (row.due_on.days >= brief.on_date.days) work_task_done(db, id, TASK_KIND_PLAN_GROUP, group.v);
    group_watch(db, group, row.due_on, brief.on_date);
}

static struct responsibility_group_id group_of(struct db *db, const struct case_brief *brief) {
    struct group_running_row running;
    if (group_running(db, brief->id, &running)) return running.id;
    struct responsibility_group_id made = group_insert(db, brief->id, brief->person, db_now(db), group_actor(db), group_due_after(group_today(db)));
    work_event(db, brief->id, CASE_EVENT_KIND_GROUP_STARTED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "group_started", "case", brief->id.v, NULL);
    return made;
}

/* Within the twelve weeks; one that is late already has two weeks to be held in. */
static bool too_late(struct db *db, struct date on_date, struct date due_on) {
    struct date soon = date_add_days(group_today(db), LATE_DAYS);
    return on_date.days > (due_on.days > soon.days ? due_on : soon).days;
}

static int plan_fault(struct db *db, const struct group_new_meeting *new, const struct case_brief *brief) {
    struct group_running_row running;
    struct group_meeting_coming_row coming;
    if (brief->state == CASE_STATE_CLOSED) return GROUP_CASE_CLOSED;
    if (!meeting_series_around(db).v) return GROUP_NO_SERIES;
    if (new->person == ITEM_GUEST_ANSWER_NO_CONSENT || new->person == ITEM_GUEST_ANSWER_NOBODY) return GROUP_ANSWER_FOR_KIN;
    bool runs = group_running(db, brief->id, &running);
    if (runs && group_meeting_coming(db, running.id, &coming)) return GROUP_MEETING_WAITS;
    return too_late(db, new->on_date, runs ? running.due_on : group_due_after(group_today(db))) ? GROUP_TOO_LATE : GROUP_DONE;
}

int group_plan(struct db *db, const struct group_new_meeting *new, struct meeting_id *ret_meeting) {
    struct case_brief brief;
    struct agenda_item_id item;
    struct meeting_id made;
    if (!work_case(db, new->case_, &brief)) return GROUP_NOT_FOUND;
    int fault = plan_fault(db, new, &brief);
    if (fault) return fault;
    const struct meeting_around around = {.case_ = brief.id, .on_date = new->on_date, .from_minute = new->from_minute, .to_minute = new->to_minute, .place = new->place,
                                          .units = new->units, .n_units = new->n_units, .chair = group_actor(db), .chair_unit = group_actor_unit(db)};
    fault = meeting_around_plan(db, &around, &made, &item);
    if (fault) return fault;
    group_meeting_add(db, group_of(db, &brief), brief.id, made, item);
    fault = group_say_guest(db, made, MEETING_GUEST_PERSON, new->person);
    if (!fault) fault = group_say_guest(db, made, MEETING_GUEST_NEXT_OF_KIN, new->kin);
    *ret_meeting = made;
    return fault;
}

int group_move(struct db *db, struct meeting_id id, const struct meeting_new *to, int64_t version) {
    struct group_at at;
    struct group_get_row group;
    if (!group_at(db, id, LANG_NB, &at) || !group_get(db, at.row.group_id, &group)) return GROUP_NOT_FOUND;
    if (at.meeting.state > MEETING_STATE_CALLED) return GROUP_WRONG_STATE;
    if (too_late(db, to->on_date, group.due_on)) return GROUP_TOO_LATE;
    int fault = meeting_set_day(db, &at.meeting, to, version);
    if (fault) return fault;
    if (group.due_on.days >= to->on_date.days) work_task_done(db, group.case_id, TASK_KIND_PLAN_GROUP, group.id.v);
    group_watch(db, group.id, group.due_on, to->on_date);
    return GROUP_DONE;
}

int group_stop(struct db *db, struct case_id id, enum group_end how) {
    struct group_running_row group;
    struct group_meeting_coming_row coming;
    struct meeting_brief meeting;
    if (!group_running(db, id, &group)) return GROUP_NOT_FOUND;
    if (group_meeting_coming(db, group.id, &coming)) {
        if (coming.state == MEETING_STATE_OPEN || !meeting_read(db, coming.meeting_id, LANG_NB, &meeting)) return GROUP_WRONG_STATE;
        int fault = meeting_call_off(db, &meeting);
        if (fault) return fault;
    }
    group_set_ended(db, group.id, how, db_now(db), group_actor(db));
    job_cancel(db, JOB_GROUP_DUE, group.id.v);
    work_tasks_done(db, id, TASK_KIND_PLAN_GROUP);
    work_tasks_done(db, id, TASK_KIND_REMIND_PERSON);
    work_event(db, id, CASE_EVENT_KIND_GROUP_ENDED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "group_stopped", "case", id.v, group_end_code(how));
    return GROUP_DONE;
}

/* ── those from outside ───────────────────────────────────────────────── */

int group_member_join(struct db *db, const struct group_member_new *new, struct group_member_id *ret_member) {
    struct group_running_row group;
    if (!group_running(db, new->case_, &group)) return GROUP_NOT_FOUND;
    if (date_is_none(new->agreed_on) || new->agreed_on.days > group_today(db).days) return GROUP_AGREED_AHEAD;
    *ret_member = group_member_insert(db, group.id, group.case_id, group.person_id, new->kind, new->name, text_empty(new->address) ? NULL : new->address, new->agreed_on,
                                      db_now(db), group_actor(db));
    return GROUP_DONE;
}

int group_member_leave(struct db *db, struct case_id id, struct group_member_id member) {
    return group_member_set_left(db, member, id, group_today(db)) == 1 ? GROUP_DONE : GROUP_NOT_FOUND;
}
