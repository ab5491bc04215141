/* Ane's group in the town of the meetings: HOT has her case, NAV and the follow-up unit are in it, and she wants her doctor there. For tests only. */
#pragma once
#include "domain/group/internal.h"
#include "domain/meeting/meeting_for_tests.h"
#include "domain/plan/plan_for_tests.h"

static const enum right group_rights[] = {RIGHT_CASE_SEE, RIGHT_MEETING_SEE, RIGHT_MEETING_REPORT, RIGHT_MEETING_LEAD, RIGHT_PLAN_OFFER, 0};
static const struct date first_day = {20748};  /* Thursday 22 October 2026 */
static const struct date second_day = {20776}; /* Thursday 19 November 2026 */

static inline struct visit *group_turn(const struct test_database *database, int unit, struct date day, int minutes) {
    return visit_with(database, unit, instant_of_oslo(day, 9 * 60 + minutes).ms - TEST_NOW.ms, group_rights);
}

/* The town, with the group's item known to the engine. Ane's case. */
static inline struct case_id group_town(const struct test_database *database) {
    town_series_make(database);
    plan_catalogue_for_tests(database);
    group_on_meetings();
    return case_with(database, (const int[]){NAV, HJE, 0});
}

/* The first meeting is set for 22 October, by HOT's worker. */
static inline struct meeting_id group_begun(const struct test_database *database, struct case_id id) {
    const struct unit_id units[] = {unit_of(NAV), unit_of(HJE)};
    struct visit *turn = group_turn(database, HOT, date_of(2026, 10, 5), 0);
    struct meeting_id made = {0};
    const struct group_new_meeting new = {.case_ = id, .on_date = first_day, .from_minute = 540, .to_minute = 600, .place = "Kafeen", .units = units, .n_units = 2,
                                          .person = ITEM_GUEST_ANSWER_COMES, .kin = ITEM_GUEST_ANSWER_NO_CONSENT};
    assert_int_equal(group_plan(turn->db, &new, &made), GROUP_DONE);
    visit_keep(turn);
    return made;
}

static inline struct group_member_id doctor_joined(const struct test_database *database, struct case_id id) {
    struct visit *turn = group_turn(database, HOT, date_of(2026, 10, 6), 0);
    struct group_member_id member = {0};
    const struct group_member_new doctor = {id, GROUP_MEMBER_KIND_DOCTOR, "Fastlege Per Hansen", "Legesenteret\nStrandgata 1\n7600 Levanger", date_of(2026, 10, 5)};
    assert_int_equal(group_member_join(turn->db, &doctor, &member), GROUP_DONE);
    visit_keep(turn);
    return member;
}

/* The one who leads it and she are there, and it begins. */
static inline int group_opened(const struct test_database *database, struct meeting_id meeting, struct date day) {
    struct visit *turn = group_turn(database, HOT, day, 0);
    struct meeting_seats seats = meeting_seats_of(turn->db, meeting, LANG_NB);
    struct meeting_seat_id here[20];
    size_t n = 0;
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].staff.v == HOT || seats.v[i].guest == MEETING_GUEST_PERSON) here[n++] = seats.v[i].id;
    int fault = group_open(turn->db, meeting, &(struct group_present){here, n, NULL, 0});
    if (fault) db_abort(turn->db);
    else visit_keep(turn);
    return fault;
}

/* Something is agreed: whose it is, by a day; owner 0: nobody takes it. */
static inline struct plan_action_id action_agreed(const struct test_database *database, struct case_id id, enum plan_action_owner owner, struct date day, int minutes) {
    struct visit *turn = group_turn(database, HOT, day, minutes);
    struct plan_action_id made = {0};
    struct plan_action_new action = {.case_ = id, .kind = "laundry"};
    if (owner) action.by = (struct plan_action_owned){owner, owner == PLAN_ACTION_OWNER_UNIT ? unit_of(NAV) : (struct unit_id){0}, {0}, date_add_days(day, 14)};
    assert_int_equal(plan_action_add(turn->db, NULL, &action, &made), PLAN_DONE);
    visit_keep(turn);
    return made;
}

static inline void action_done(const struct test_database *database, struct case_id id, struct plan_action_id action, struct date day) {
    struct visit *turn = group_turn(database, HOT, day, 0);
    struct plan_action_brief brief;
    assert_true(plan_action_read(turn->db, id, action, &brief));
    assert_int_equal(plan_action_done(turn->db, NULL, &brief, NULL), PLAN_DONE);
    visit_keep(turn);
}

static inline int group_closed(const struct test_database *database, struct meeting_id meeting, struct date day, const struct group_outcome *outcome) {
    struct visit *turn = group_turn(database, HOT, day, 50);
    int fault = group_close(&turn->rq, meeting, outcome);
    if (fault) db_abort(turn->db);
    else visit_keep(turn);
    return fault;
}

static inline struct group_outcome again_on(struct date next) {
    return (struct group_outcome){.agreed = "Vi vaskar klede saman kvar tysdag.", .next_on = next, .next_from = 540, .next_to = 600};
}
static inline struct meeting_id next_meeting(const struct test_database *database) {
    return (struct meeting_id){number_of(database, "SELECT max(meeting_id) FROM group_meeting WHERE closed_at IS NULL")};
}
