/* Property: a worker with thirty persons leaves, and two leaders hand them over at once, some of it wrongly: whoever is chosen, in whatever order, every person has exactly
 * one who has the case at every instant, nobody is handed over twice, nobody goes to somebody too close, the contact and the deputy are two, everyone who got another
 * contact has a look back, and when she is gone nothing is hers. On both databases. (R-046, R-248, R-269, I-01, I-03, FVL-6) */
#include "domain/calendar/calendar.h"
#include "domain/plan/plan.h"
#include "domain/responsibility/authority_for_tests.h"
#include "domain/roles/roles.h"
#include "domain/secrecy/secrecy.h"
#include "domain/shield/shield.h"
#include "domain/succession/succession.h"
#include "history.h"

enum { PERSONS = 30, TRIES = 40, SUCCESSORS = 3, HISTORIES = 3, FIRST_HOUR = 100000 };
static const int successors[SUCCESSORS] = {STAFF_NIGHT, STAFF_CHIEF, STAFF_DIRECTOR};
static struct leaving_id leaving;
static int64_t history;

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static struct date last_day(void) { return date_of(2026, 9, 30); }

/* Every other is a contact by choice, some have her as coordinator, all meet her one day in October, and every tenth is somebody's neighbour. */
static void give_her(struct db *db, int number) {
    const struct case_id id = {number};
    struct booking_id booking;
    const struct booking_words words = {.kind = BOOKING_KIND_TALK, .on_date = date_of(2026, 10, 20), .from_minute = 600, .to_minute = 660, .staff = staff_of(HJE)};
    assert_int_equal(booking_add(db, id, &words, &booking), BOOKING_DONE);
    if (number % 2) {
        assert_int_equal(roles_choose(db, id, CASE_ROLE_KIND_PRIMARY_CONTACT, unit_of(HJE), staff_of(HJE)), ROLES_DONE);
        assert_int_equal(roles_choose(db, id, CASE_ROLE_KIND_DEPUTY_CONTACT, unit_of(HJE), staff_of(successors[number % SUCCESSORS])), ROLES_DONE);
    }
    if (number % 3 == 0) {
        const struct coordinator_new coordinator = {.case_ = id, .staff = staff_of(HJE), .unit = unit_of(HJE), .consulted = COORDINATOR_CONSULTED_AGREES};
        plan_offer(db, id, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES);
        assert_int_equal(plan_name_coordinator(db, &coordinator), ERR_OK);
    }
    audit_add(db, "tried", "case", id.v, NULL);
}

static void begin(const struct test_database *database) {
    authority_make(database);
    struct db *db = town_write(database, HJE, 1);
    for (int i = STAFF_CHIEF; i <= STAFF_DIRECTOR; i++) organisation_add_member(db, staff_of(i), unit_of(HJE), STAFF_ROLE_UNIT_LEADER, date_of(2026, 1, 1), DATE_NONE);
    audit_add(db, "tried", "unit", HJE, NULL);
    town_commit(db);
    for (int i = 1; i <= PERSONS; i++) {
        struct case_id id = town_case(database, arena_printf(database->arena, "Person%d", i));
        db = town_write(database, HOT, 10);
        secrecy_involve(db, id, unit_of(HJE), INVOLVEMENT_HOLDER);
        work_pass_baton(db, id, unit_of(HJE), staff_of(HJE));
        audit_add(db, "tried", "case", id.v, NULL);
        town_commit(db);
        db = town_write(database, HJE, 20);
        give_her(db, i);
        town_commit(db);
        if (i % 10) continue;
        db = write_by(database, HJE, successors[i / 10 % SUCCESSORS], 30);
        assert_int_equal(shield_tell_case(db, id, STAFF_TIE_FRIEND), SHIELD_DONE);
        audit_add(db, "tried", "case", id.v, NULL);
        town_commit(db);
    }
    db = write_by(database, HJE, STAFF_NIGHT, 40);
    assert_int_equal(leaving_plan(db, staff_of(HJE), last_day(), &leaving), SUCCESSION_DONE);
    town_commit(db);
}

/* One leader chooses for some of them and hands over in the same act; nothing of it stands when one choice cannot be. */
static int hand_over(struct db *db, uint64_t *seed) {
    struct successor_choice choices[PERSONS];
    size_t n = 0, wrong = 0;
    int64_t moved = 0;
    for (int i = 1; i <= PERSONS; i++)
        if (history_draw(seed) % 12 == 0) choices[n++] = (struct successor_choice){{i}, staff_of(successors[history_draw(seed) % SUCCESSORS]), DATE_NONE};
    int fault = leaving_assign(db, leaving, choices, n, &wrong);
    return fault ? fault : leaving_carry_out(db, leaving, &moved);
}

static void lead(const struct test_database *own, int number, struct process_work *mine) {
    uint64_t seed = history_seed(history * PROCESSES + number);
    for (int i = 0; i < TRIES; i++) {
        struct db *db = write_by(own, HJE, successors[number], FIRST_HOUR + i * 1000 + number);
        int fault = hand_over(db, &seed);
        if (fault) db_abort(db);
        else if (db_commit(db) == DB_OK) mine->done++;
        if (fault && fault != SUCCESSION_NOT_FOUND && fault != SUCCESSION_SUCCESSOR_BARRED && fault != SUCCESSION_NOBODY_READY && !db_failed(db)) mine->wrong = fault;
    }
}

static void never(const struct test_database *database, const char *sql) {
    if (count(database, sql) != 0) fail_msg("broken: %s", sql);
}

/* What is so at every instant, also while half of them have gone over. */
static void holds(const struct test_database *database) {
    assert_int_equal(count(database, "SELECT count(*) FROM person_case WHERE state <> 'closed' AND holder_unit = 4 AND holder_staff IN (4, 7, 8, 9)"), PERSONS);
    never(database, "SELECT count(*) FROM baton_history a JOIN baton_history b ON b.case_id = a.case_id AND b.seq = a.seq + 1 WHERE a.until_at <> b.from_at");
    never(database, "SELECT count(*) FROM (SELECT case_id FROM baton_history WHERE unit_id = 4 AND staff_id <> 4 GROUP BY case_id HAVING count(*) > 1) twice");
    never(database, "SELECT count(*) FROM person_case c JOIN staff_barred b ON b.person_id = c.person_id AND b.staff_id = c.holder_staff");
    never(database, "SELECT count(*) FROM case_role a JOIN case_role b ON b.case_id = a.case_id AND b.staff_id = a.staff_id AND b.until_at IS NULL AND b.kind = 'deputy_contact'"
                    " WHERE a.until_at IS NULL AND a.kind = 'primary_contact'");
    never(database, "SELECT count(*) FROM case_role WHERE until_at IS NULL AND kind = 'primary_contact' AND staff_id = 4 AND case_id IN (SELECT id FROM person_case WHERE holder_staff <> 4)");
    never(database, "SELECT count(*) FROM leaving_case l JOIN person_case c ON c.id = l.case_id WHERE l.moved_at IS NOT NULL AND c.holder_staff <> l.successor");
    never(database, "SELECT count(*) FROM leaving_case l WHERE l.moved_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transition t WHERE t.case_id = l.case_id AND t.kind = 'new_worker')");
    never(database, "SELECT count(*) FROM (SELECT case_id FROM transition WHERE kind = 'new_worker' GROUP BY case_id HAVING count(*) > 1) twice");
}

static void run_job(const struct test_database *database, struct date day) {
    static const struct actor system = {.kind = ACTOR_SYSTEM, .what = "jobs"};
    struct instant now = instant_of_oslo(day, 0);
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, &system, now);
    audit_add(db, "tried", "leaving", leaving.v, NULL);
    leaving_due_job(db, leaving.v, now);
    town_commit(db);
}

/* The last day has been: whom nobody was chosen for is the leader's to choose for, and still has the unit; then the rest go over, by the clock. */
static void she_is_gone(const struct test_database *database) {
    int64_t left = count(database, "SELECT count(*) FROM person_case WHERE holder_staff = 4");
    run_job(database, date_of(2026, 10, 1));
    holds(database);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'find_worker' AND unit_id = 4"), left);
    struct db *db = write_by(database, HJE, STAFF_CHIEF, 24 * MS_PER_DAY);
    for (int i = 1; i <= PERSONS; i++) {
        size_t wrong = 0;
        struct case_brief brief;
        assert_true(work_case(db, (struct case_id){i}, &brief));
        if (brief.holder_staff.v != HJE) continue;
        for (int k = 0; k < SUCCESSORS; k++) {
            const struct successor_choice choice = {{i}, staff_of(successors[k]), DATE_NONE};
            if (leaving_assign(db, leaving, &choice, 1, &wrong) == SUCCESSION_DONE) break;
        }
    }
    audit_add(db, "tried", "leaving", leaving.v, NULL);
    town_commit(db);
    run_job(database, date_of(2026, 10, 2));
    holds(database);
    never(database, "SELECT count(*) FROM person_case WHERE holder_staff = 4");
    never(database, "SELECT count(*) FROM open_task WHERE staff_id = 4");
    never(database, "SELECT count(*) FROM case_role WHERE staff_id = 4 AND until_at IS NULL");
    never(database, "SELECT count(*) FROM case_coordinator WHERE staff_id = 4");
    never(database, "SELECT count(*) FROM booking WHERE staff_id = 4 AND state = 'planned'");
    assert_int_equal(count(database, "SELECT active FROM staff WHERE id = 4"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM transition WHERE kind = 'new_worker'"), PERSONS);
}

/* trace: R-046 R-248 R-269 I-01 I-03 FVL-6 */
static void two_leaders_hand_over_thirty_persons_at_once_and_nobody_is_without_anyone(void **state) {
    struct test_database *database = *state;
    begin(database);
    history++;
    struct process_work *works = work_by_processes(database, lead);
    int done = 0;
    for (int i = 0; i < PROCESSES; i++) {
        assert_int_equal(works[i].wrong, 0);
        done += works[i].done;
    }
    munmap(works, PROCESSES * sizeof *works);
    assert_true(done > 0);
    holds(database);
    she_is_gone(database);
}

int main(void) {
    return run_histories("leaving_property", (struct test_rule)RULE(two_leaders_hand_over_thirty_persons_at_once_and_nobody_is_without_anyone), HISTORIES, NULL, 0);
}
