/* Property: of several who take the last place in a measure at the same instant exactly one gets it; and whatever is done in whatever order, nobody is ever in a
 * measure beyond its places, a switch has the same day in both, and an agreement runs only where she is. On both databases. */
#include "domain/measure/measure_for_tests.h"
#include "history.h"

enum { ROUNDS = 4, STEPS = 160, MINUTE = 60000 };

static int64_t later;
static const struct case_id persons[PROCESSES] = {{1}, {2}, {3}};

static void take_it(const struct test_database *own, int number, struct process_work *mine) {
    struct measure_stay_id stay;
    const struct measure_entry entry = {.case_ = persons[number], .measure = open_house, .ground = MEASURE_GROUND_LOW_THRESHOLD, .from = on(10, 1), .agreed = true};
    struct db *db = town_write(own, HJE, later);
    int result = measure_enter(db, NULL, &entry, &stay);
    mine->wrong = result;
    if (result) db_abort(db);
    else mine->done = db_commit(db) == DB_OK;
}

static void others_come(const struct test_database *database) {
    for (int i = 1; i < PROCESSES; i++) {
        assert_int_equal(town_case(database, i == 1 ? "Bo" : "Cato").v, persons[i].v);
        struct db *db = town_write(database, HOT, ON_DAY(23) + i);
        secrecy_involve(db, persons[i], unit_of(HJE), INVOLVEMENT_DUTY);
        audit_add(db, "tried", "case", persons[i].v, NULL);
        town_commit(db);
    }
}

/* trace: R-229 */
static void of_several_on_the_last_place_at_once_one_gets_it(void **state) {
    struct test_database *database = *state;
    measure_town(database, FLEXIBILITY_BOTH);
    others_come(database);
    const struct measure_setting one = {open_house, 1, {true, 1}, {0}, true, 28, 6};
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 50, measure_settle(db, &one)), MEASURE_DONE);
    later = ON_DAY(24);
    for (int round = 0; round < ROUNDS; round++) {
        struct process_work *works = work_by_processes(database, take_it);
        int done = 0;
        for (int i = 0; i < PROCESSES; i++) {
            if (works[i].done) done++;
            else if (works[i].wrong) assert_int_equal(works[i].wrong, MEASURE_FULL);
        }
        assert_int_equal(done, 1);
        munmap(works, PROCESSES * sizeof *works);
        assert_int_equal(test_number(database, "SELECT count(*) FROM measure_stay WHERE measure_id = 6 AND state = 'running'"), 1);
        later += MINUTE;
        struct measure_ending ending = {{test_number(database, "SELECT case_id FROM measure_stay WHERE state = 'running'")},
                                        {test_number(database, "SELECT id FROM measure_stay WHERE state = 'running'")}, 1, MEASURE_OVER_SHE_WISHES, on(10, 1), NULL};
        assert_int_equal(DONE_BY(database, HJE, later, measure_end(db, NULL, &ending)), MEASURE_DONE);
        later += MINUTE;
    }
}

static void switch_it(const struct test_database *own, int number, struct process_work *mine) {
    static const struct measure_id to[PROCESSES] = {{6}, {9}, {6}};
    struct measure_stay_id made;
    const struct measure_entry entry = {.case_ = ane, .measure = to[number], .contact = staff_of(HJE), .from = on(10, 5), .agreed = true};
    WORK_TURN(mine, town_write(own, HJE, later), measure_switch(db, health_of(own, db, HJE), (struct measure_stay_id){1}, &entry, &made));
}

/* trace: R-227 */
static void of_several_who_switch_at_once_one_does(void **state) {
    struct test_database *database = *state;
    (void)measure_entered(database, FLEXIBILITY_BOTH);
    later = ON_DAY(28);
    assert_int_equal(works_done(work_by_processes(database, switch_it), MEASURE_WRONG_STATE), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM measure_stay WHERE state = 'running'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM measure_stay WHERE follows_id = 1"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM measure_stay o JOIN measure_stay n ON n.follows_id = o.id WHERE o.over_on = n.started_on"), 1);
}

/* ── whatever is done ─────────────────────────────────────────────────── */

static int64_t rolled(uint64_t *seed, int64_t sides) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)(*seed >> 33) % sides;
}

static void anything(const struct test_database *database, const struct story *story, uint64_t *seed, int64_t day) {
    struct measure_stay_id stay = {1 + rolled(seed, 12)}, made;
    struct help_agreement_id agreement = {1 + rolled(seed, 8)};
    if (rolled(seed, 3)) stay.v = test_number(database, "SELECT COALESCE(max(id), 1) FROM measure_stay WHERE state IN ('waiting', 'running')");
    struct date today = date_add_days(on(10, 1), (int)(day - 24));
    const struct measure_id measure = {1 + rolled(seed, 9)};
    struct measure_entry entry = into(story, measure, date_add_days(today, (int)rolled(seed, 5) - 1));
    const struct ticket_said both[] = {home_met, {{2}, TICKET_ANSWER_MET}};
    entry.tickets = rolled(seed, 4) ? &both[measure.v == training.v] : &home_unknown;
    entry.n_tickets = measure.v == own_home.v || measure.v == training.v;
    if (rolled(seed, 3) == 0) entry.ground = MEASURE_GROUND_LOW_THRESHOLD;
    if (rolled(seed, 3) == 0) entry.ground = 0; /* of a switch: as before */
    const struct agreement_new week = {ane, stay, 1 + rolled(seed, 700), DATE_NONE, "Noe", NULL};
    const struct measure_ending ending = {ane, stay, 1 + rolled(seed, 4), (enum measure_over)(1 + rolled(seed, MEASURE_OVER_COUNT)), today, NULL};
    int64_t at = ON_DAY(day) + rolled(seed, 1000);
    switch (rolled(seed, 8)) {
    case 0: (void)MEASURE_BY(database, HJE, at, measure_enter(db, access, &entry, &made)); break;
    case 1: (void)MEASURE_BY(database, HJE, at, measure_queue(db, access, &entry, &made)); break;
    case 2: (void)MEASURE_BY(database, HJE, at, measure_admit(db, access, stay, &entry)); break;
    case 3: (void)MEASURE_BY(database, HJE, at, measure_switch(db, access, stay, &entry, &made)); break;
    case 4: if (rolled(seed, 3) == 0) (void)MEASURE_BY(database, HJE, at, measure_end(db, access, &ending)); break;
    case 5: (void)MEASURE_BY(database, HJE, at, measure_agree(db, access, &week, &agreement)); break;
    case 6: (void)MEASURE_BY(database, HJE, at, measure_confirm(db, ane, agreement, 1 + rolled(seed, 3))); break;
    case 7: (void)MEASURE_BY(database, HJE, at, measure_leave_queue(db, ane, stay, 1)); break;
    }
}

static const char *const never[] = {
    "SELECT count(*) FROM measure_stay n JOIN measure_stay o ON o.id = n.follows_id WHERE o.over_on <> n.started_on OR o.over_why <> 'switched'",
    "SELECT count(*) FROM measure_stay o WHERE o.over_why = 'switched' AND NOT EXISTS (SELECT 1 FROM measure_stay n WHERE n.follows_id = o.id)",
    "SELECT count(*) FROM measure m WHERE m.places < (SELECT count(*) FROM measure_stay s WHERE s.measure_id = m.id AND s.state = 'running')",
    "SELECT count(*) FROM help_agreement a JOIN measure_stay s ON s.id = a.stay_id WHERE a.state = 'running' AND s.state <> 'running'",
    "SELECT count(*) FROM help_agreement a JOIN measure_stay s ON s.id = a.stay_id WHERE s.ground = 'decided' AND (a.minutes < 10 OR a.minutes > 600)",
    "SELECT count(*) FROM measure_stay s WHERE s.state = 'running' AND s.ground = 'low_threshold' AND (SELECT m.low_threshold FROM measure m WHERE m.id = s.measure_id) = 0",
    "SELECT count(*) FROM open_task t WHERE t.kind IN ('review_measure', 'reconfirm_agreement')"
    " AND NOT EXISTS (SELECT 1 FROM measure_stay s WHERE s.id = t.subject AND s.state = 'running')",
    "SELECT count(*) FROM measure_stay s WHERE s.state IN ('waiting', 'running') AND NOT EXISTS (SELECT 1 FROM case_team c WHERE c.case_id = s.case_id AND c.unit_id = s.unit_id)",
};

/* trace: R-227 R-229 R-234 R-095 */
static void whatever_is_done_there_is_no_gap_and_no_place_too_many(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BOTH);
    uint64_t seed = 20261126;
    int64_t day = 24;
    for (int step = 0; step < STEPS; step++) {
        anything(database, &story, &seed, day);
        day += rolled(&seed, 3) == 0;
        for (size_t i = 0; step % 8 == 7 && i < sizeof never / sizeof *never; i++)
            if (test_number(database, never[i])) fail_msg("step %d: %s", step, never[i]);
    }
    assert_true(test_number(database, "SELECT count(*) FROM measure_stay") > 3);
    assert_true(test_number(database, "SELECT count(*) FROM measure_stay WHERE follows_id IS NOT NULL") > 0);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(of_several_on_the_last_place_at_once_one_gets_it),
        RULE(of_several_who_switch_at_once_one_does),
        RULE(whatever_is_done_there_is_no_gap_and_no_place_too_many),
    };
    return run_rules("measure_property", rules, sizeof rules / sizeof *rules);
}
