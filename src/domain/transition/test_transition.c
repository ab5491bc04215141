/* Safe transitions: the steps of the model and no others, no yes without a home and a name, clocks, what waiting costs, and the weeks after. */
#include "domain/transition/transition_for_tests.h"

static int ready(const struct test_database *database, enum transition_ready_by by, int64_t later) {
    return DONE_BY(database, HJE, later, transition_ready(db, ane, first, by));
}
static int can(const struct test_database *database, int64_t later) { return DONE_BY(database, HJE, later, transition_can_receive(db, ane, first)); }
static int cannot(const struct test_database *database, struct date until, int64_t later) {
    return DONE_BY(database, HJE, later, transition_cannot_until(db, ane, first, until));
}
static void job(const struct test_database *database, int64_t later) {
    static const struct actor system = {.kind = ACTOR_SYSTEM, .what = "jobs"};
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, &system, (struct instant){TEST_NOW.ms + later});
    transition_due_job(db, first.v, db_now(db));
    audit_add(db, "tried", "case", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
}

/* ── pure rules ───────────────────────────────────────────────────────── */

/* trace: R-254 R-271 BVL-3 */
static void every_kind_has_two_ends_and_a_plan(void **state) {
    (void)state;
    for (int k = 1; k <= TRANSITION_KIND_COUNT; k++) {
        enum transition_kind kind = (enum transition_kind)k;
        enum transition_point points[TRANSITION_POINTS_MOST];
        assert_true(transition_usual_from(kind) && transition_usual_to(kind));
        if (!transition_is_inside(kind)) assert_int_not_equal(transition_usual_from(kind), transition_usual_to(kind));
        size_t n = transition_points(kind, false, points);
        bool warm = false;
        for (size_t i = 0; i < n; i++) warm = warm || points[i] == TRANSITION_POINT_WARM_MEETING;
        assert_true(warm);
        if (!transition_is_inside(kind)) assert_int_equal(transition_points(kind, true, points), n + 1);
    }
}

/* trace: R-265 R-273 */
static void a_home_answer_is_safe_when_there_is_one_by_that_day(void **state) {
    (void)state;
    struct date day = date_of(2026, 9, 7);
    assert_int_equal(transition_home_check(0, DATE_NONE, day), TRANSITION_HOME_MISSING);
    assert_int_equal(transition_home_check(TRANSITION_HOME_NOTHING_YET, DATE_NONE, day), TRANSITION_HOME_NOTHING);
    assert_int_equal(transition_home_check(TRANSITION_HOME_HOME_BY_DATE, date_of(2026, 9, 8), day), TRANSITION_HOME_TOO_LATE);
    assert_int_equal(transition_home_check(TRANSITION_HOME_HOME_BY_DATE, day, day), TRANSITION_DONE);
    assert_int_equal(transition_home_check(TRANSITION_HOME_PLACE_FOR_NOW, DATE_NONE, day), TRANSITION_DONE);
}

/* trace: USK-1 USK-3 R-258 */
static void the_clocks_count_hours_and_working_days(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    struct instant admitted = instant_of_oslo(date_of(2026, 9, 4), 600);
    assert_false(transition_warned_late(admitted, instant_of_oslo(date_of(2026, 9, 5), 600)));
    assert_true(transition_warned_late(admitted, instant_of_oslo(date_of(2026, 9, 5), 601)));
    assert_false(transition_warned_late(INSTANT_NONE, admitted));
    /* ready on a Monday: that day; on a Saturday: the Monday; on Maundy Thursday: the Tuesday after Easter. */
    assert_int_equal(instant_oslo_date(transition_answer_due(instant_of_oslo(date_of(2026, 9, 7), 600))).days, date_of(2026, 9, 7).days);
    assert_int_equal(instant_oslo_date(transition_answer_due(instant_of_oslo(date_of(2026, 9, 5), 600))).days, date_of(2026, 9, 7).days);
    assert_int_equal(instant_oslo_date(transition_answer_due(instant_of_oslo(date_of(2027, 3, 25), 600))).days, date_of(2027, 3, 30).days);
}

/* trace: USK-4 USK-5 HOL-18 */
static void days_times_the_price_of_their_year_and_never_a_guess(void **state) {
    (void)state;
    const struct transition_price prices[] = {{2024, 5745}, {2025, 6000}};
    struct date from = date_of(2024, 12, 30), until = date_of(2025, 1, 2);
    struct transition_cost cost = transition_cost(from, until, until, prices, 2);
    assert_int_equal(cost.days, 3);
    assert_int_equal(cost.sum, 2 * 5745 + 6000);
    assert_int_equal(cost.missing_year, 0);
    cost = transition_cost(from, DATE_NONE, date_of(2026, 1, 1), prices, 2);
    assert_int_equal(cost.days, 2 + 365 + 1);
    assert_int_equal(cost.missing_year, 2026);
    assert_int_equal(transition_days_paid(until, until, until), 0);
    assert_int_equal(transition_days_paid(until, DATE_NONE, until), 1);
}

/* ── announced ────────────────────────────────────────────────────────── */

/* trace: R-254 R-255 R-273 USK-1 */
static void what_is_announced_is_to_be_claimed_today_and_needs_a_home(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    struct transition_new made = from_hospital();
    made.lacks_home = true;
    made.expected = date_of(2026, 9, 1);
    assert_int_equal(announced(database, &made, 2), TRANSITION_DAY_PAST);
    made.expected = date_of(2026, 10, 10);
    assert_int_equal(announced(database, &made, 3), TRANSITION_DONE);
    assert_int_equal(announced(database, &made, 4), TRANSITION_OPEN_ALREADY);
    assert_int_equal(tasks(database, "claim_transition", "unit_id = 4 AND due = '2026-09-07'"), 1);
    assert_int_equal(tasks(database, "home_for_transition", "unit_id = 1 AND due = '2026-09-07'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'transition'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_event WHERE kind = 'transition_announced' AND zone = 'spine'"), 1);
    /* a month, a week and a day before what is known: one task at a time */
    assert_int_equal(count(database, "SELECT count(*) FROM transition_contact WHERE done_on IS NULL"), 3);
    assert_int_equal(tasks(database, "meet_transition", "due = '2026-09-10'"), 1);
}

/* trace: USK-1 R-257 */
static void a_warning_after_more_than_a_day_is_a_deviation_with_the_leader_told(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    struct transition_new made = from_hospital();
    made.began = (struct instant){TEST_NOW.ms - 25 * HOUR_MS};
    assert_int_equal(announced(database, &made, 2), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_deviation WHERE kind = 'late_warning' AND state = 'logged' AND party = 'hospital_psychiatry'"), 1);
    assert_int_equal(tasks(database, "raise_deviation", "unit_id = 4 AND staff_id = 4"), 1);
    const struct transition_deviation_id deviation = {1};
    assert_int_equal(DONE_BY(database, RUS, 3, transition_raise(db, ane, deviation)), TRANSITION_NOT_YOURS);
    assert_int_equal(DONE_BY(database, HJE, 4, transition_raise(db, ane, deviation)), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, 5, transition_raise(db, ane, deviation)), TRANSITION_DONE_ALREADY);
    assert_int_equal(DONE_BY(database, HJE, 6, transition_deviation_answered(db, ane, deviation)), TRANSITION_DONE);
    assert_int_equal(tasks(database, "raise_deviation", "1 = 1"), 0);
}

static void said_no(const struct test_database *database) {
    struct db *db = town_write(database, HOT, 2);
    const struct consent_asking asking = {
        .to_unit = unit_of(HJE), .zones = ZONE_BIT(ZONE_HEALTH), .purpose = CONSENT_PURPOSE_SERVICES, .until = date_of(2027, 3, 7)};
    assert_int_equal(consent_put_question(db, ane, &asking), 0);
    const struct consent_answering no = {.unit = unit_of(HJE), .zones = 0, .until = DATE_NONE};
    assert_int_equal(consent_register_answer(db, ane, &no), 0);
    town_commit(db);
}

/* trace: R-256 I-04 */
static void whom_she_has_said_no_to_is_not_told(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    said_no(database);
    const struct transition_new made = from_hospital();
    assert_int_equal(announced(database, &made, 3), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM transition WHERE unit_id = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4"), 0);
}

/* ── ready, and the answer ────────────────────────────────────────────── */

/* trace: R-265 R-273 USK-2 */
static void no_yes_without_a_home_and_a_name_and_nothing_of_ours_is_ready_without_a_home(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    const struct transition_new made = from_hospital();
    assert_int_equal(announced(database, &made, 2), TRANSITION_DONE);
    assert_int_equal(ready(database, TRANSITION_READY_BY_MUNICIPALITY, 3), TRANSITION_HOME_MISSING);
    assert_int_equal(ready(database, TRANSITION_READY_BY_INSTITUTION, 4), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_deviation WHERE kind IN ('ready_unplanned', 'ready_without_home')"), 2);
    assert_int_equal(can(database, 5), TRANSITION_HOME_MISSING);
    assert_int_equal(DONE_BY(database, HJE, 6, transition_set_home(db, ane, first, TRANSITION_HOME_NOTHING_YET, DATE_NONE)), TRANSITION_DONE);
    assert_int_equal(can(database, 7), TRANSITION_HOME_NOTHING);
    assert_int_equal(DONE_BY(database, HJE, 8, transition_set_home(db, ane, first, TRANSITION_HOME_PLACE_FOR_NOW, DATE_NONE)), TRANSITION_DONE);
    assert_int_equal(can(database, 9), TRANSITION_CONTACT_MISSING);
    assert_int_equal(DONE_BY(database, HJE, 10, transition_set_contact(db, ane, first, staff_of(STAFF_NIGHT))), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, RUS, 11, transition_can_receive(db, ane, first)), TRANSITION_NOT_YOURS);
    assert_int_equal(can(database, 12), TRANSITION_DONE);
    state_is(database, "can_receive");
    assert_int_equal(tasks(database, "home_for_transition", "1 = 1"), 0);
    assert_int_equal(tasks(database, "answer_transition", "1 = 1"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment"), 0);
}

static void price_entered(const struct test_database *database) {
    struct db *db = town_write(database, HOT, 9);
    assert_int_equal(transition_set_price(db, 2026, 6200, "Rundskriv"), TRANSITION_DONE);
    town_commit(db);
}

/* trace: R-265 R-273 I-14 */
static void the_schema_says_the_same_whoever_writes(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    static const char *const never[] = {
        "UPDATE transition SET state = 'completed', moved_on = '2026-09-07', ended_on = '2026-09-07'",
        "UPDATE transition SET state = 'can_receive', ready_at = 1, ready_by = 'institution', answer_due = 1, answered_at = 1",
        "UPDATE transition SET state = 'ready_declared', ready_at = 1, ready_by = 'municipality', answer_due = 1, home = NULL",
        "UPDATE transition SET state = 'moved', moved_on = '2026-09-07', home = NULL",
        "UPDATE transition SET kind = 'release'",
        "UPDATE transition SET announced_at = 1",
        "UPDATE transition SET state = 'broken_off', ended_on = '2026-09-07'",
        "UPDATE transition SET home = 'home_by_date'",
        "DELETE FROM transition",
        "DELETE FROM transition_step",
        "UPDATE transition_step SET to_state = 'moved'",
        "INSERT INTO transition_payment (transition_id, from_date, until_date) VALUES (1, '2026-09-07', '2026-09-06')",
        "UPDATE discharge_price SET amount = 1",
        "INSERT INTO transition_contact (transition_id, case_id, day_no, due, result, done_on) VALUES (1, 1, 1, '2026-09-07', 'not_reached', '2026-09-07')",
    };
    price_entered(database);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (!test_try(database, never[i])) fail_msg("went through: %s", never[i]);
    state_is(database, "planning");
}

/* trace: USK-6 USK-3 USK-4 */
static void nothing_is_paid_here_for_who_stays_in_another_municipality(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    const struct transition_new made = from_hospital();
    assert_int_equal(announced(database, &made, 2), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, 3, transition_say_stay(db, ane, first, STAY_SAID_ELSEWHERE, "")), TRANSITION_STAY_MISSING);
    assert_int_equal(DONE_BY(database, NAV, 4, transition_say_stay(db, ane, first, STAY_SAID_HERE, NULL)), TRANSITION_NOT_YOURS);
    assert_int_equal(DONE_BY(database, HJE, 5, transition_say_stay(db, ane, first, STAY_SAID_ELSEWHERE, "Verdal kommune")), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, 6, transition_ready(db, ane, first, TRANSITION_READY_BY_INSTITUTION)), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(1), (transition_due_job(db, first.v, db_now(db)), audit_add(db, "tried", "case", 1, NULL), 0)), 0); /* the limit is over, and nobody here was to answer */
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_deviation WHERE kind = 'left_unanswered'"), 0);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(2), transition_say_stay(db, ane, first, STAY_SAID_HERE, NULL)), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE from_date = '2026-09-07' AND until_date IS NULL"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(3), transition_say_stay(db, ane, first, STAY_SAID_ELSEWHERE, "Verdal kommune")), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE until_date = from_date"), 1);
    assert_non_null(test_try(database, "UPDATE transition_stay SET said = 'here', municipality = NULL"));
    const struct transition_new home = {.case_ = ane, .kind = TRANSITION_KIND_RELEASE, .source = TRANSITION_SOURCE_PHONE, .began = INSTANT_NONE, .expected = DATE_NONE};
    assert_int_equal(announced(database, &home, ON_DAY(3) + 1), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(3) + 2, transition_say_stay(db, ane, (struct transition_id){2}, STAY_SAID_HERE, NULL)), TRANSITION_NOT_FROM_WARD);
}

/* trace: USK-3 USK-4 HOL-18 R-258 */
static void a_no_or_silence_costs_from_the_day_she_was_ready(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(ready(database, TRANSITION_READY_BY_INSTITUTION, 10), TRANSITION_DONE);
    assert_int_equal(tasks(database, "answer_transition", "unit_id = 4 AND due = '2026-09-07'"), 1);
    job(database, 11); /* the day is not over */
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment"), 0);
    job(database, ON_DAY(1));
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE from_date = '2026-09-07' AND until_date IS NULL"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_deviation WHERE kind = 'left_unanswered' AND party = 'own_unit'"), 1);
    assert_int_equal(cannot(database, date_of(2026, 9, 8), ON_DAY(1) + 1), TRANSITION_UNTIL_PAST);
    assert_int_equal(cannot(database, DATE_NONE, ON_DAY(1) + 2), TRANSITION_UNTIL_MISSING);
    assert_int_equal(cannot(database, date_of(2026, 9, 10), ON_DAY(1) + 3), TRANSITION_DONE);
    assert_int_equal(tasks(database, "answer_transition", "due = '2026-09-10'"), 1);
    assert_int_equal(can(database, ON_DAY(3)), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE from_date = '2026-09-07' AND until_date = '2026-09-10'"), 1);
    /* it falls through the same day: paid from then on, and never twice at once */
    assert_int_equal(cannot(database, date_of(2026, 9, 20), ON_DAY(3) + 1), TRANSITION_DONE);
    assert_int_equal(cannot(database, date_of(2026, 9, 21), ON_DAY(3) + 2), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE until_date IS NULL"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(5), transition_moved(db, ane, first, date_of(2026, 9, 12))), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE from_date = '2026-09-10' AND until_date = '2026-09-12'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition WHERE without_yes = 1"), 1);
}

/* trace: R-258 */
static void not_ready_after_all_goes_back_to_the_plan_and_ends_the_payment(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(ready(database, TRANSITION_READY_BY_INSTITUTION, 10), TRANSITION_DONE);
    assert_int_equal(cannot(database, date_of(2026, 9, 9), 11), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(1), transition_not_ready(db, ane, first)), TRANSITION_DONE);
    state_is(database, "planning");
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE until_date IS NULL"), 0);
    job(database, ON_DAY(2));
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE until_date IS NULL"), 0);
    assert_int_equal(ready(database, TRANSITION_READY_BY_INSTITUTION, ON_DAY(3)), TRANSITION_DONE);
    assert_int_equal(can(database, ON_DAY(3) + 1), TRANSITION_DONE);
}

/* ── the weeks after ──────────────────────────────────────────────────── */

static int met(const struct test_database *database, int64_t contact, enum transition_result result, struct date on, int64_t later) {
    const struct transition_contact_id id = {contact};
    return DONE_BY(database, HJE, later, transition_met(db, ane, id, result, on));
}

static void seen(const struct test_database *database, struct date on, int64_t later) {
    struct db *db = town_write(database, HJE, later);
    transition_seen(db, ane, on, TRANSITION_RESULT_MET);
    town_commit(db);
}

static void changed_inside(const struct test_database *database) {
    struct db *db = town_write(database, HOT, 2);
    transition_inside(db, ane, TRANSITION_KIND_NEW_WORKER, DATE_NONE);
    transition_inside(db, ane, TRANSITION_KIND_NEW_WORKER, DATE_NONE);
    transition_inside(db, ane, TRANSITION_KIND_NEW_MEASURE, date_of(2026, 10, 12));
    transition_inside(db, ane, TRANSITION_KIND_RELEASE, DATE_NONE); /* that is announced, and by somebody */
    town_commit(db);
}

/* trace: R-266 R-268 */
static void somebody_meets_her_on_the_days_and_it_is_over_when_she_has_settled(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(ready(database, TRANSITION_READY_BY_INSTITUTION, 10), TRANSITION_DONE);
    assert_int_equal(can(database, 11), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, 12, transition_moved(db, ane, first, date_of(2026, 9, 8))), TRANSITION_MOVED_FUTURE);
    assert_int_equal(DONE_BY(database, HJE, 13, transition_moved(db, ane, first, date_of(2026, 9, 7))), TRANSITION_DONE);
    state_is(database, "moved");
    assert_int_equal(count(database, "SELECT count(*) FROM transition_contact"), 4);
    assert_int_equal(tasks(database, "meet_transition", "staff_id = 4 AND due = '2026-09-08'"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(1), transition_complete(db, ane, first)), TRANSITION_WRONG_STATE);
    assert_int_equal(met(database, 1, TRANSITION_RESULT_NOT_REACHED, date_of(2026, 9, 8), ON_DAY(1) + 1), TRANSITION_DONE);
    assert_int_equal(tasks(database, "meet_transition", "due = '2026-09-09'"), 1);
    assert_int_equal(met(database, 1, TRANSITION_RESULT_MET, date_of(2026, 9, 1), ON_DAY(2)), TRANSITION_MOVED_BEFORE);
    assert_int_equal(met(database, 1, TRANSITION_RESULT_MET, date_of(2026, 9, 9), ON_DAY(2) + 1), TRANSITION_DONE);
    assert_int_equal(met(database, 1, TRANSITION_RESULT_MET, date_of(2026, 9, 9), ON_DAY(2) + 2), TRANSITION_DONE_ALREADY);
    state_is(database, "settling");
    /* a visit that was logged elsewhere is the contact that was due */
    seen(database, date_of(2026, 9, 10), ON_DAY(3));
    seen(database, date_of(2026, 9, 10), ON_DAY(3) + 1); /* put right: still the same visit */
    assert_int_equal(tasks(database, "meet_transition", "due = '2026-09-14'"), 1);
    assert_int_equal(met(database, 3, TRANSITION_RESULT_DECLINED, date_of(2026, 9, 14), ON_DAY(7)), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(8), transition_complete(db, ane, first)), TRANSITION_CONTACTS_LEFT);
    assert_int_equal(met(database, 4, TRANSITION_RESULT_PHONED, date_of(2026, 10, 7), ON_DAY(30)), TRANSITION_DONE);
    assert_int_equal(tasks(database, "finish_transition", "1 = 1"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(31), transition_complete(db, ane, first)), TRANSITION_MEETING_LEFT);
    assert_int_equal(
        DONE_BY(database, HJE, ON_DAY(32), transition_plan_point(db, ane, first, TRANSITION_POINT_WARM_MEETING, TRANSITION_POINT_STATE_DONE)),
        TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(33), transition_complete(db, ane, first)), TRANSITION_DONE);
    state_is(database, "completed");
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind LIKE '%transition%'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND ends_on IS NOT NULL"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_step"), 8);
}

/* trace: R-269 */
static void a_new_worker_or_measure_is_a_transition_with_a_look_back(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    changed_inside(database);
    assert_int_equal(count(database, "SELECT count(*) FROM transition WHERE state = 'settling'"), 2);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_contact WHERE day_no = 42 AND due = '2026-10-19'"), 1);
    assert_int_equal(tasks(database, "finish_transition", "due = '2026-10-19'"), 1); /* the measure is looked back on where measures are */
    const struct transition_contact_id look = {1};
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(42), transition_met(db, ane, look, TRANSITION_RESULT_MET, date_of(2026, 10, 19))), TRANSITION_DONE);
    assert_int_equal(
        DONE_BY(database, HOT, ON_DAY(42) + 1, transition_plan_point(db, ane, first, TRANSITION_POINT_WARM_MEETING, TRANSITION_POINT_STATE_NOT_WANTED)),
        TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(42) + 2, transition_complete(db, ane, first)), TRANSITION_DONE);
}

/* trace: R-254 */
static void it_can_be_called_off_from_everywhere_and_nothing_is_left_to_do(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(ready(database, TRANSITION_READY_BY_INSTITUTION, 10), TRANSITION_DONE);
    assert_int_equal(cannot(database, date_of(2026, 9, 9), 11), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(1), transition_break_off(db, ane, first, TRANSITION_END_WHY_STAYS_THERE)), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(1) + 1, transition_break_off(db, ane, first, TRANSITION_END_WHY_MISTAKE)), TRANSITION_WRONG_STATE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind LIKE '%transition%'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE until_date = '2026-09-08'"), 1);
}

/* trace: USK-5 */
static void the_price_of_a_year_is_entered_with_where_it_stands(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    assert_int_equal(DONE_BY(database, HOT, 2, transition_set_price(db, 2011, 1, "x")), TRANSITION_PRICE_YEAR);
    assert_int_equal(DONE_BY(database, HOT, 3, transition_set_price(db, 2028, 1, "x")), TRANSITION_PRICE_YEAR);
    assert_int_equal(DONE_BY(database, HOT, 4, transition_set_price(db, 2026, 6200, " ")), TRANSITION_PRICE_STANDS);
    assert_int_equal(DONE_BY(database, HOT, 5, transition_set_price(db, 2026, 6200, "Rundskriv I-1/2026")), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HOT, 6, transition_set_price(db, 2026, 6210, "Rettet")), TRANSITION_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM discharge_price"), 2);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(every_kind_has_two_ends_and_a_plan),
        RULE(a_home_answer_is_safe_when_there_is_one_by_that_day),
        RULE(the_clocks_count_hours_and_working_days),
        RULE(days_times_the_price_of_their_year_and_never_a_guess),
        RULE(what_is_announced_is_to_be_claimed_today_and_needs_a_home),
        RULE(a_warning_after_more_than_a_day_is_a_deviation_with_the_leader_told),
        RULE(whom_she_has_said_no_to_is_not_told),
        RULE(no_yes_without_a_home_and_a_name_and_nothing_of_ours_is_ready_without_a_home),
        RULE(the_schema_says_the_same_whoever_writes),
        RULE(nothing_is_paid_here_for_who_stays_in_another_municipality),
        RULE(a_no_or_silence_costs_from_the_day_she_was_ready),
        RULE(not_ready_after_all_goes_back_to_the_plan_and_ends_the_payment),
        RULE(somebody_meets_her_on_the_days_and_it_is_over_when_she_has_settled),
        RULE(a_new_worker_or_measure_is_a_transition_with_a_look_back),
        RULE(it_can_be_called_off_from_everywhere_and_nothing_is_left_to_do),
        RULE(the_price_of_a_year_is_entered_with_where_it_stands),
    };
    return run_rules("transition", rules, sizeof rules / sizeof *rules);
}
