/* The unit's queue: who may take, who may give, that what is given stands with its worker, and that the numbers kept are the numbers there are. */
#include "domain/desk/internal.h"

#include "desk_routes.h"
#include "domain/responsibility/responsibility.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/town_for_tests.h"


static const enum right officer[] = {RIGHT_SIGNED_IN, RIGHT_CASE_SEE, RIGHT_BATON_ANSWER, 0};
static const enum right leader[] = {RIGHT_SIGNED_IN, RIGHT_CASE_SEE, RIGHT_BATON_ANSWER, RIGHT_UNIT_LEAD, 0};

static struct case_id unassigned_case(const struct test_database *database, const char *name) {
    struct db *db = town_write(database, HJE, 0);
    struct person_id person = {0};
    struct case_id id = {0};
    const struct person_new someone = {.given_name = name, .family_name = "Berg", .born = date_of(1990, 1, 2), .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
    assert_int_equal(person_create(db, &someone, &person), ERR_OK);
    assert_int_equal(work_open_case(db, person, unit_of(HJE), (struct staff_id){0}, false, &id), ERR_OK);
    secrecy_involve(db, id, unit_of(HJE), INVOLVEMENT_HOLDER);
    work_task_add(db, id, unit_of(HJE), TASK_KIND_COMPLETE_ASSESSMENT, 1, date_of(2026, 9, 10));
    town_commit(db);
    return id;
}

static const char *page_as(const struct test_database *database, int unit, const enum right *rights, const struct unit_page_in *in) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, unit, rights));
    struct reply reply = unit_page(&rq, in);
    assert_int_equal(reply.status, 200);
    assert_false(db_failed(db));
    const char *text = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    return text;
}

/* Gives a case as a worker of a unit; returns the status, 0 when the form came back. */
static int give(const struct test_database *database, int unit, const enum right *rights, struct case_id id, int to) {
    static int64_t later = 1000;
    struct db *db = town_write(database, unit, later += 1000);
    struct request rq = town_request(database, db, town_session(database, unit, rights));
    struct form form = {.v = arena_array(database->arena, 4, sizeof *form.v)};
    rq.form = &form;
    struct unit_give_cases_in in = {.case_ = {&id, 1}, .to = staff_of(to), .take = to == 0};
    struct reply reply = unit_give_cases(&rq, &in);
    bool good = reply.status == 303;
    if (good) {
        audit_add(db, "cases_given", "-", 0, NULL);
        town_commit(db);
    } else {
        db_abort(db);
    }
    return reply.from_form ? 0 : reply.status;
}

/* The kept rows and numbers against what they are made from. */
static void assert_kept(const struct test_database *database) {
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM desk_place_now EXCEPT SELECT * FROM desk_place) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM desk_place EXCEPT SELECT * FROM desk_place_now) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM desk_worry_now EXCEPT SELECT * FROM desk_worry) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM desk_worry EXCEPT SELECT * FROM desk_worry_now) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM desk_name_now EXCEPT SELECT * FROM desk_name) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM desk_name EXCEPT SELECT * FROM desk_name_now) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT unit_id, staff_id, shelf, n FROM desk_total WHERE n <> 0 EXCEPT "
                                           "SELECT unit_id, staff_id, shelf, count(*) FROM desk_place GROUP BY unit_id, staff_id, shelf) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT unit_id, staff_id, shelf, due, n FROM desk_day EXCEPT "
                                           "SELECT unit_id, staff_id, shelf, due, count(*) FROM desk_place GROUP BY unit_id, staff_id, shelf, due) AS x"), 0);
}

/* trace: R-045 R-029 */
static void who_answers_for_the_unit_takes_and_only_its_leader_gives(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = unassigned_case(database, "Kari");
    const char *page = page_as(database, HJE, officer, &(struct unit_page_in){.liste = DESK_LIST_NOBODY});
    assert_non_null(strstr(page, ">Kari Berg</a>"));
    assert_non_null(strstr(page, "Ufordelte saker 1<"));
    assert_null(strstr(page, "id=\"to\""));
    assert_int_equal(give(database, HJE, officer, id, STAFF_NIGHT), 0);
    assert_int_equal(give(database, NAV, leader, id, 0), 404);
    assert_int_equal(give(database, HJE, officer, id, 0), 303);
    assert_int_equal(test_number(database, "SELECT holder_staff FROM person_case"), HJE);
    assert_int_equal(test_number(database, "SELECT staff_id FROM task WHERE kind = 'complete_assessment'"), HJE);
    assert_int_equal(give(database, HJE, leader, id, NAV), 0);
    assert_int_equal(give(database, HJE, leader, id, STAFF_NIGHT), 303);
    assert_int_equal(test_number(database, "SELECT holder_staff FROM person_case"), STAFF_NIGHT);
    assert_int_equal(give(database, HJE, officer, id, 0), 409);
    page = page_as(database, HJE, leader, &(struct unit_page_in){.hvem = staff_of(STAFF_NIGHT)});
    assert_non_null(strstr(page, ">Kari Berg</a>"));
    assert_non_null(strstr(page, "id=\"to\""));
    page = page_as(database, HJE, leader, &(struct unit_page_in){.liste = DESK_LIST_NOBODY});
    assert_null(strstr(page, "Kari"));
    assert_kept(database);
}

/* trace: R-045 */
static void a_task_is_given_to_a_worker_and_stands_with_her(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    unassigned_case(database, "Kari");
    struct task_id task = {test_number(database, "SELECT id FROM task")};
    const char *page = page_as(database, HJE, officer, &(struct unit_page_in){.liste = DESK_LIST_TASKS});
    assert_non_null(strstr(page, "Fullfør kartleggingen"));
    struct db *db = town_write(database, HJE, 1000);
    struct request rq = town_request(database, db, town_session(database, HJE, officer));
    struct form form = {.v = arena_array(database->arena, 4, sizeof *form.v)};
    rq.form = &form;
    assert_int_equal(unit_give_tasks(&rq, &(struct unit_give_tasks_in){.task = {&task, 1}, .take = true}).status, 303);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT staff_id FROM task"), HJE);
    db = town_write(database, NAV, 2000);
    struct request other = town_request(database, db, town_session(database, NAV, officer));
    other.form = &form;
    assert_int_equal(unit_give_tasks(&other, &(struct unit_give_tasks_in){.task = {&task, 1}, .take = true}).status, 404);
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT staff_id FROM task"), HJE);
    assert_kept(database);
}

/* trace: R-045 R-029 I-02 */
static void the_numbers_kept_follow_every_change(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = unassigned_case(database, "Kari");
    unassigned_case(database, "Anne");
    assert_kept(database);
    struct db *db = town_write(database, HJE, 5000);
    struct handover_id handover;
    const struct baton_offer offer = {.to = {NAV}, .reason = HANDOVER_REASON_OTHER, .what = "Hjelp", .asked = PERSON_ASKED_AGREES};
    assert_int_equal(baton_offer(db, id, &offer, &handover), BATON_DONE);
    town_commit(db);
    assert_kept(database);
    assert_int_equal(test_number(database, "SELECT n FROM desk_total WHERE unit_id = 3 AND staff_id = -1 AND shelf = 'offers'"), 1);
    db = town_write(database, NAV, 6000);
    assert_int_equal(baton_refuse(db, id, handover, &(struct baton_refusal){REFUSAL_REASON_OTHER, "Nei", {HOT}}), BATON_DONE);
    town_commit(db);
    assert_kept(database);
    assert_int_equal(test_number(database, "SELECT count(*) FROM desk_worry WHERE unit_id = 4 AND kind = 'refused'"), 1);
    db = town_write(database, HJE, 7000);
    assert_int_equal(baton_offer(db, id, &offer, &handover), BATON_DONE);
    town_commit(db);
    db = town_write(database, NAV, 8000);
    assert_int_equal(baton_accept(db, id, handover, staff_of(NAV)), BATON_DONE);
    town_commit(db);
    assert_kept(database);
    assert_int_equal(test_number(database, "SELECT n FROM desk_total WHERE unit_id = 3 AND staff_id = 3 AND shelf = 'cases'"), 1);
    assert_int_equal(test_number(database, "SELECT n FROM desk_total WHERE unit_id = 4 AND staff_id = -1 AND shelf = 'cases'"), 1);
    test_script(database, "UPDATE person SET search_name = 'annen' WHERE given_name = 'Kari'");
    assert_kept(database);
    test_script(database, "UPDATE task SET done_at = 1 WHERE case_id = 1 AND done_at IS NULL;"
                          " UPDATE person_case SET state = 'closing' WHERE id = 1; UPDATE person_case SET state = 'closed' WHERE id = 1");
    assert_kept(database);
    assert_int_equal(test_number(database, "SELECT count(*) FROM desk_place WHERE case_id = 1 AND shelf = 'cases'"), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(who_answers_for_the_unit_takes_and_only_its_leader_gives),
        RULE(a_task_is_given_to_a_worker_and_stands_with_her),
        RULE(the_numbers_kept_follow_every_change),
    };
    return run_rules("unit", rules, sizeof rules / sizeof *rules);
}
