/* Property: whatever a town does with a transition, in whatever order and at whatever hour, the state is one the model allows, a yes has a home and a name, payment runs
 * only while she waits and never twice at once, one task at most asks for the next meeting, and nothing is left to do when it is over. (MODEL 3.11, R-265, USK-3, USK-4) */
#include "domain/transition/transition_for_tests.h"
#include "history.h"

enum { STEPS = 60, HISTORIES = 24, ACTS = 13, HOURS_MOST = 40 };

struct living {
    const struct test_database *database;
    uint64_t seed;
    int64_t at;
};

static uint64_t below(struct living *living, uint64_t limit) { return history_draw(&living->seed) % limit; }

static struct date day_of(const struct living *living, int days) {
    return date_add_days(instant_oslo_date((struct instant){TEST_NOW.ms + living->at}), days);
}

static int announce(struct db *db, struct living *living) {
    struct transition_id made;
    struct transition_new way = from_hospital();
    way.kind = below(living, 2) ? TRANSITION_KIND_DISCHARGE : TRANSITION_KIND_RELEASE;
    way.expected = below(living, 2) ? day_of(living, (int)below(living, 50)) : DATE_NONE;
    return transition_announce(db, &way, &made);
}

static struct transition_id newest(struct db *db) {
    struct transition t;
    struct transition_id id = {0};
    for (int64_t i = 1; i <= STEPS; i++) /* few, and numbered from one on a database of its own */
        if (transition_get(db, ane, (struct transition_id){i}, &t) && transition_is_open(t.state)) id = t.id;
    return id;
}

static int act(struct db *db, struct living *living, struct transition_id id) {
    const struct transition_contact_id contact = {(int64_t)below(living, 12) + 1};
    switch (below(living, ACTS)) {
    case 0: return announce(db, living);
    case 1: return transition_claim(db, ane, id);
    case 2: return transition_set_home(db, ane, id, (enum transition_home)(1 + below(living, TRANSITION_HOME_COUNT)), day_of(living, (int)below(living, 9)));
    case 3: return transition_set_contact(db, ane, id, staff_of(HJE));
    case 4: return transition_ready(db, ane, id, (enum transition_ready_by)(1 + below(living, 2)));
    case 5: return transition_can_receive(db, ane, id);
    case 6: return transition_cannot_until(db, ane, id, day_of(living, (int)below(living, 6)));
    case 7: return transition_not_ready(db, ane, id);
    case 8: return transition_moved(db, ane, id, day_of(living, -(int)below(living, 3)));
    case 9: return transition_met(db, ane, contact, (enum transition_result)(1 + below(living, TRANSITION_RESULT_COUNT)), day_of(living, 0));
    case 10: return transition_plan_point(db, ane, id, TRANSITION_POINT_WARM_MEETING, TRANSITION_POINT_STATE_DONE);
    case 11: return transition_complete(db, ane, id);
    default: return below(living, 8) ? TRANSITION_NOT_FOUND : transition_break_off(db, ane, id, TRANSITION_END_WHY_STAYS_THERE);
    }
}

static void clock_strikes(struct living *living) {
    static const struct job_kind kinds[] = {
        {JOB_TRANSITION_DUE, transition_due_job}, {JOB_INVOLVEMENT_DUE, secrecy_involvement_due_job}, {NULL, NULL}};
    assert_true(jobs_run_due(living->database->store, kinds, (struct instant){TEST_NOW.ms + living->at}, 10) >= 0);
}

static void holds(const struct test_database *database) {
    static const char *const never[] = {
        "SELECT count(*) FROM transition WHERE state = 'can_receive' AND (home IS NULL OR home = 'nothing_yet' OR contact_staff IS NULL)",
        "SELECT count(*) FROM transition WHERE ready_by = 'municipality' AND home IS NULL",
        "SELECT count(*) FROM transition WHERE state IN ('moved', 'settling', 'completed') AND without_yes = 0 AND home IS NULL",
        "SELECT count(*) FROM transition_payment p JOIN transition t ON t.id = p.transition_id WHERE p.until_date IS NULL AND t.state NOT IN ('ready_declared', 'cannot_until')",
        "SELECT count(*) FROM transition_payment p JOIN transition t ON t.id = p.transition_id WHERE t.from_party NOT LIKE 'hospital%'",
        "SELECT count(*) FROM transition_payment a JOIN transition_payment b ON b.transition_id = a.transition_id AND b.from_date > a.from_date"
        " WHERE a.until_date IS NULL OR a.until_date > b.from_date",
        "SELECT count(*) FROM transition t WHERE t.state = 'cannot_until' AND t.from_party LIKE 'hospital%'"
        " AND NOT EXISTS (SELECT 1 FROM transition_payment p WHERE p.transition_id = t.id AND p.until_date IS NULL)",
        "SELECT count(*) FROM transition t WHERE t.state IN ('ready_declared', 'cannot_until')"
        " AND NOT EXISTS (SELECT 1 FROM open_task k WHERE k.case_id = t.case_id AND k.kind = 'answer_transition' AND k.subject = t.id)",
        "SELECT count(*) FROM open_task k JOIN transition t ON t.id = k.subject"
        " WHERE k.kind IN ('claim_transition', 'plan_transition', 'answer_transition', 'home_for_transition', 'finish_transition')"
        " AND t.state IN ('completed', 'broken_off')",
        "SELECT count(*) FROM transition t WHERE t.state = 'completed' AND EXISTS (SELECT 1 FROM transition_contact c WHERE c.transition_id = t.id AND c.day_no > 0"
        " AND c.done_on IS NULL)",
        "SELECT count(*) FROM transition_step s JOIN transition_step n ON n.transition_id = s.transition_id AND n.seq = s.seq + 1 WHERE n.from_state <> s.to_state",
        "SELECT count(*) FROM transition t WHERE t.state <> (SELECT s.to_state FROM transition_step s WHERE s.transition_id = t.id ORDER BY s.seq DESC LIMIT 1)",
    };
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (count(database, never[i]) != 0) fail_msg("broken: %s", never[i]);
}

/* trace: R-254 R-265 R-273 USK-3 USK-4 HOL-18 */
static void whatever_is_done_in_whatever_order_the_model_holds(void **state) {
    struct test_database *database = *state;
    static int64_t history;
    transition_town(database);
    struct living living = {database, history_seed(++history), 10};
    int done = 0;
    for (int step = 0; step < STEPS; step++) {
        living.at += 1 + (int64_t)below(&living, HOURS_MOST * HOUR_MS);
        clock_strikes(&living);
        struct db *db = town_write(database, below(&living, 5) ? HJE : HOT, living.at);
        struct transition_id id = newest(db);
        int fault = id.v ? act(db, &living, id) : announce(db, &living);
        if (db_failed(db)) fail_msg("step %d broke the database", step);
        if (fault) db_abort(db);
        else town_commit(db);
        done += fault == 0;
        holds(database);
    }
    assert_true(done > 3);
}

static int64_t at_once;

static void claim_it(const struct test_database *own, int number, struct process_work *mine) {
    struct db *db = town_write(own, number ? HJE : HOT, at_once);
    mine->wrong = transition_claim(db, ane, first);
    if (mine->wrong) db_abort(db);
    else mine->done = db_commit(db) == DB_OK;
}

/* trace: R-255 I-01 */
static void of_several_who_claim_at_once_one_does(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    const struct transition_new made = from_hospital();
    assert_int_equal(announced(database, &made, 2), TRANSITION_DONE);
    at_once = ON_DAY(1);
    struct process_work *works = work_by_processes(database, claim_it);
    int done = 0;
    for (int i = 0; i < PROCESSES; i++) {
        done += works[i].done != 0;
        assert_true(!works[i].wrong || works[i].wrong == TRANSITION_WRONG_STATE || works[i].wrong == TRANSITION_NOT_YOURS); /* the holder took it from the port */
    }
    munmap(works, PROCESSES * sizeof *works);
    assert_int_equal(done, 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_step WHERE to_state = 'claimed'"), 1);
    assert_int_equal(tasks(database, "plan_transition", "1 = 1"), 1);
}

static void say_yes(const struct test_database *own, int number, struct process_work *mine) {
    WORK_TURN(mine, town_write(own, number ? HJE : HOT, at_once), transition_can_receive(db, ane, first));
}

static void say_not_yet(const struct test_database *own, int number, struct process_work *mine) {
    struct date until = date_add_days(instant_oslo_date((struct instant){TEST_NOW.ms + at_once}), 2 + number);
    WORK_TURN(mine, town_write(own, HJE, at_once), transition_cannot_until(db, ane, first, until));
}

/* trace: USK-3 USK-4 R-265 */
static void of_several_who_answer_at_once_the_ward_has_one_answer(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(DONE_BY(database, HJE, at_once = ON_DAY(1), transition_ready(db, ane, first, TRANSITION_READY_BY_INSTITUTION)), TRANSITION_DONE);
    at_once += MS_PER_MINUTE;
    assert_int_equal(works_done(work_by_processes(database, say_yes), TRANSITION_WRONG_STATE), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_step WHERE to_state = 'can_receive'"), 1);
    at_once += MS_PER_MINUTE;
    struct process_work *works = work_by_processes(database, say_not_yet); /* each says a later day after the one before: all are kept, and it is paid once */
    for (int i = 0; i < PROCESSES; i++) assert_true(works[i].done || works[i].wrong == TRANSITION_WRONG_STATE);
    munmap(works, PROCESSES * sizeof *works);
    state_is(database, "cannot_until");
    assert_int_equal(count(database, "SELECT count(*) FROM transition_payment WHERE until_date IS NULL"), 1);
    assert_int_equal(tasks(database, "answer_transition", "1 = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task k JOIN transition t ON t.id = k.subject WHERE k.kind = 'answer_transition' AND k.due <> t.cannot_until"), 0);
}

int main(void) {
    static const struct test_rule others[] = {RULE(of_several_who_claim_at_once_one_does), RULE(of_several_who_answer_at_once_the_ward_has_one_answer)};
    return run_histories("transition_property", (struct test_rule)RULE(whatever_is_done_in_whatever_order_the_model_holds), setting_of("FELLES_HISTORIES", HISTORIES) / 8, others, 2);
}
