/* The demonstration: groups around two persons. One has met three times and gets on; in the other nothing was done between two meetings, and the leader has
 * it to look at. */
#include "command/demo_story.h"

#include "domain/group/group.h"
#include "domain/plan/action.h"
#include "domain/secrecy/secrecy.h"
#include "platform/audit/audit.h"

enum { CASES_LOOKED_AT = 200, SECOND_FROM = 9, EVERY_DAYS = 28, MEETINGS = 3 };

static bool did(struct story *story, int result, const char *step) {
    audit_add(story->db, "told", "case", story->case_.v, NULL);
    return held(story, result, step);
}

/* A case that was open then, held by a unit that follows up, whose worker may lead and write. */
static const struct worker *leads(struct story *story, struct case_id id, struct date day) {
    struct case_brief brief;
    story->case_ = id;
    if (!work_case(story->db, id, &brief) || brief.state != CASE_STATE_OPEN || instant_oslo_date(brief.opened_at).days > day.days - 7) return NULL;
    const struct worker *worker = story_worker_in(story, brief.holder_unit);
    if (!worker || !turn_on(story, worker, day) || secrecy_may(&story->rq, id) != VERDICT_ALLOWED || !group_may_lead(&story->rq, id, NULL)) return NULL;
    return worker;
}

static void wish_for_doctor(struct story *story, struct meeting_id meeting) {
    static const struct profile_words ask = {"Se gjennom medisinene sammen, og finn en fast dag hos legen.", "Sjå gjennom medisinane saman, og finn ein fast dag hos legen."};
    struct group_member_id doctor;
    struct group_sent_id sent;
    const struct group_member_new new = {story->case_, GROUP_MEMBER_KIND_DOCTOR, "Fastlege Per Hansen", "Legesenteret", story->rq.today};
    if (!did(story, group_member_join(story->db, &new, &doctor), "doctor")) return;
    if (!did(story, group_invite(story->db, meeting, doctor, GROUP_WAY_MESSAGE, words_of(story, &ask), &sent), "doctor invited")) return;
    const struct group_reply reply = {.member = doctor, .step = GROUP_STEP_COMES};
    did(story, group_answer(&story->rq, meeting, &reply), "doctor answers");
}

static void agree(struct story *story, const char *kind, enum plan_action_owner owner, int days) {
    struct plan_action_id made;
    struct plan_action_new action = {.case_ = story->case_, .kind = kind, .by = {.owner = owner, .due = date_add_days(story->rq.today, days)}};
    if (owner == PLAN_ACTION_OWNER_UNIT) {
        action.by.unit = story->now->unit;
        action.by.staff = story->now->staff;
    }
    did(story, plan_action_add(story->db, NULL, &action, &made), "agreed in the group");
}

static void one_done(struct story *story) {
    struct plan_action_briefs open = plan_actions_open(story->db, story->case_);
    for (size_t i = 0; i < open.n; i++) {
        if (open.v[i].state != PLAN_ACTION_STATE_AGREED) continue;
        did(story, plan_action_done(story->db, NULL, &open.v[i], NULL), "done");
        return;
    }
}

/* What was proposed before is somebody's from now on, or the meeting cannot close. */
static void take_proposed(struct story *story) {
    struct plan_action_briefs open = plan_actions_open(story->db, story->case_);
    const struct plan_action_owned ours = {PLAN_ACTION_OWNER_UNIT, story->now->unit, story->now->staff, date_add_days(story->rq.today, 77)};
    for (size_t i = 0; i < open.n; i++)
        if (open.v[i].state == PLAN_ACTION_STATE_PROPOSED) did(story, plan_action_agree(story->db, &open.v[i], &ours), "taken");
}

static bool hold(struct story *story, struct meeting_id meeting, struct date next, bool stands_still) {
    static const struct profile_words agreed = {"Vi handler sammen på torsdager, og du får følge til legen. Du ringer når noe haster.",
                                                "Vi handlar saman på torsdagar, og du får følgje til legen. Du ringjer når noko hastar."};
    struct meeting_seats seats = meeting_seats_of(story->db, meeting, LANG_NB);
    struct meeting_seat_id here[40];
    size_t n = 0;
    for (size_t i = 0; i < seats.n && n < 40; i++)
        if (seats.v[i].staff.v == story->now->staff.v || seats.v[i].guest == MEETING_GUEST_PERSON) here[n++] = seats.v[i].id;
    if (!did(story, group_say_guest(story->db, meeting, MEETING_GUEST_PERSON, ITEM_GUEST_ANSWER_COMES), "asked")) return false;
    if (!did(story, group_open(story->db, meeting, &(struct group_present){here, n, NULL, 0}), "opened")) return false;
    if (!stands_still) one_done(story);
    take_proposed(story);
    if (!stands_still) agree(story, "shopping", PLAN_ACTION_OWNER_UNIT, 70);
    if (!stands_still) agree(story, "keep_doctor", PLAN_ACTION_OWNER_PERSON, 77);
    const struct group_outcome outcome = {.agreed = words_of(story, &agreed), .next_on = next, .next_from = 10 * 60, .next_to = 11 * 60, .next_place = "Rådhuset, møterom 1",
                                          .hindrance = GROUP_HINDRANCE_WAITS_FOR_OTHERS};
    return did(story, group_close(&story->rq, meeting, &outcome), "closed");
}

static bool tell(struct story *story, struct case_id id, bool stands_still) {
    struct date until = story->stage->wish->until, first = story_working_day(date_add_days(until, -2 * EVERY_DAYS - 3));
    struct meeting_id meeting;
    if (!leads(story, id, date_add_days(first, -10))) return false;
    const struct group_new_meeting new = {.case_ = id, .on_date = first, .from_minute = 10 * 60, .to_minute = 11 * 60, .place = "Rådhuset, møterom 1",
                                          .person = ITEM_GUEST_ANSWER_COMES, .kin = ITEM_GUEST_ANSWER_NO_CONSENT};
    if (!did(story, group_plan(story->db, &new, &meeting), "group")) return false;
    const struct worker *worker = story->now;
    if (!stands_still) wish_for_doctor(story, meeting);
    struct date day = first;
    for (int i = 0; i < MEETINGS && day.days <= until.days && !story->broken; i++) {
        struct date next = story_working_day(date_add_days(day, EVERY_DAYS));
        if (i && !group_coming(story->db, id, &meeting)) break;
        if (!turn_on(story, worker, day) || !hold(story, meeting, next, stands_still && i)) break;
        if (i + 1 < MEETINGS) did(story, group_give(story->db, meeting, GROUP_GIVEN_READ_TOGETHER), "given");
        day = next;
    }
    return !story->broken;
}

/* The first case that suits, from that one on. */
static int tell_first(struct story *story, int64_t from, bool stands_still) {
    if (!meeting_series_around(story->db).v) return ERR_OK;
    for (int64_t number = from; number <= CASES_LOOKED_AT && !story->broken; number++) {
        struct meeting_id waits;
        if (!group_coming(story->db, (struct case_id){number}, &waits) && tell(story, (struct case_id){number}, stands_still)) break;
    }
    story->case_ = (struct case_id){0};
    return story->broken ? ERR_INVALID : ERR_OK;
}

int demo_group_goes_on_tell(struct story *story) { return tell_first(story, 1, false); }
int demo_group_stands_still_tell(struct story *story) { return tell_first(story, SECOND_FROM, true); }
