/* Who, by name, may come near: naming, hiding, ties and graded addresses, on both databases. */
#include "domain/shield/shield.h"

#include "domain/work/town_for_tests.h"
#include "shield_routes.h"

static const struct case_id ane = {1};
#define SYNTHETIC_ID "14888411888"

static void shield_town(const struct test_database *database) {
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
}

static struct db *by(const struct test_database *database, int unit, int staff, int64_t later) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = staff, .unit = unit, .what = "test"};
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, actor, (struct instant){TEST_NOW.ms + later});
    audit_add(db, "tried", "case", 1, NULL);
    return db;
}

static struct shield_standing standing_on(const struct test_database *database, int staff, struct date today) {
    struct db *db = test_read(database);
    struct case_brief brief;
    assert_true(work_case(db, ane, &brief));
    struct shield_standing standing = shield_standing(db, staff_of(staff), &brief, today);
    db_abort(db);
    return standing;
}
static struct shield_standing standing_of_staff(const struct test_database *database, int staff) {
    return standing_on(database, staff, date_of(2026, 9, 7));
}

static int name_somebody(const struct test_database *database, struct shield_naming naming, int64_t later) {
    struct db *db = by(database, HOT, HOT, later);
    naming.reason = "Hjelper henne hver uke.";
    int fault = shield_name(db, ane, &naming);
    town_commit(db);
    return fault;
}
static struct shield_naming naming_of(int staff, int unit, enum grant_what what, struct date until) {
    return (struct shield_naming){.staff = staff_of(staff), .unit = unit_of(unit), .what = what, .until = until};
}

/* trace: R-062 I-04 */
static void naming_has_a_last_day_and_is_for_the_holder(void **state) {
    struct test_database *database = *state;
    shield_town(database);
    struct date december = date_of(2026, 12, 1);
    assert_int_equal(name_somebody(database, naming_of(HJE, HJE, GRANT_WHAT_RESTRICTED, date_of(2026, 9, 6)), 10), SHIELD_UNTIL_PAST);
    assert_int_equal(name_somebody(database, naming_of(HJE, HJE, GRANT_WHAT_RESTRICTED, date_of(2027, 9, 8)), 20), SHIELD_UNTIL_FAR);
    assert_int_equal(name_somebody(database, naming_of(HJE, NAV, GRANT_WHAT_RESTRICTED, december), 30), SHIELD_STAFF_UNKNOWN);
    assert_int_equal(name_somebody(database, naming_of(HJE, HJE, GRANT_WHAT_RESTRICTED, december), 40), SHIELD_DONE);
    assert_true(standing_of_staff(database, HJE).restricted);
    assert_false(standing_of_staff(database, HJE).place);
    assert_false(standing_of_staff(database, STAFF_NIGHT).restricted);
    assert_true(standing_on(database, HJE, december).restricted);
    assert_false(standing_on(database, HJE, date_of(2026, 12, 2)).restricted);
    struct db *db = by(database, NAV, NAV, 50);
    struct shield_naming other = {
        .staff = staff_of(NAV), .unit = unit_of(NAV), .what = GRANT_WHAT_RESTRICTED, .until = december, .reason = "x"};
    assert_int_equal(shield_name(db, ane, &other), SHIELD_NOT_HOLDER);
    assert_int_equal(shield_end_naming(db, ane, (struct named_grant_id){1}), SHIELD_NOT_HOLDER);
    town_commit(db);
    db = by(database, HOT, HOT, 60);
    assert_int_equal(shield_end_naming(db, ane, (struct named_grant_id){1}), SHIELD_DONE);
    assert_int_equal(shield_end_naming(db, ane, (struct named_grant_id){1}), SHIELD_NOT_FOUND);
    town_commit(db);
    assert_false(standing_of_staff(database, HJE).restricted);
    assert_non_null(test_try(database, "UPDATE named_grant SET ended_at = NULL"));
    assert_non_null(test_try(database, "DELETE FROM named_grant"));
}

/* trace: HOL-19 I-03 R-062 */
static void a_hidden_person_is_in_no_list_and_never_without_help(void **state) {
    struct test_database *database = *state;
    shield_town(database);
    struct db *db = by(database, HOT, STAFF_NIGHT, 10);
    assert_int_equal(shield_hide(db, ane, HIDDEN_BECAUSE_EMPLOYEE), SHIELD_DONE);
    assert_int_equal(shield_hide(db, ane, HIDDEN_BECAUSE_EMPLOYEE), SHIELD_HIDDEN_ALREADY);
    town_commit(db);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM person_name WHERE given_name = 'N.N.' AND family_name = '1' AND born IS NULL"), 1);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM person WHERE given_name = 'Ane' OR family_name = 'Solberg' OR search_name <> ''"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_word"), 0);
    assert_false(standing_of_staff(database, STAFF_NIGHT).hidden);
    assert_false(standing_of_staff(database, HOT).hidden); /* has the case by name */
    assert_true(standing_of_staff(database, HJE).hidden);
    db = test_read(database);
    struct person_spine person;
    assert_true(person_spine(db, (struct person_id){1}, &person));
    assert_string_equal(person.name, "Ane Solberg");
    assert_int_equal(person.born.days, date_of(1999, 4, 2).days);
    assert_true(person.hidden);
    db_abort(db);
    db = by(database, HOT, HOT, 20);
    assert_int_equal(shield_end_naming(db, ane, (struct named_grant_id){1}), SHIELD_DONE);
    assert_int_equal(shield_end_naming(db, ane, (struct named_grant_id){2}), SHIELD_LAST_ONE);
    person_change(db, (struct person_id){1},
                  &(struct person_new){.given_name = "Ane", .family_name = "Berg", .language = LANGUAGE_NN, .grade = ADDRESS_GRADE_OPEN});
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person WHERE family_name = 'Berg'"),
                     0); /* a file does not bring her back */
    db = by(database, HOT, HOT, 30);
    assert_int_equal(shield_show(db, ane), SHIELD_DONE);
    assert_int_equal(shield_show(db, ane), SHIELD_NOT_HIDDEN);
    town_commit(db);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM person WHERE given_name = 'Ane' AND family_name = 'Berg' AND born = '1999-04-02'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_word"), 2);
}

/* trace: FVL-13 HPL-21 PJL-3 I-04 */
static void whoever_is_too_close_finds_nothing_and_cannot_lift_it(void **state) {
    struct test_database *database = *state;
    shield_town(database);
    struct db *db = by(database, HJE, HJE, 10);
    struct person_id other = {0};
    assert_int_equal(
        person_create(
            db,
            &(struct person_new){.given_name = "Per", .national_id = SYNTHETIC_ID, .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN},
            &other),
        ERR_OK);
    assert_int_equal(shield_tell_id(db, "123", STAFF_TIE_FAMILY), SHIELD_ID_WRONG);
    assert_int_equal(shield_tell_id(db, SYNTHETIC_ID, STAFF_TIE_FAMILY), SHIELD_DONE);
    assert_int_equal(shield_tell_case(db, ane, STAFF_TIE_FRIEND), SHIELD_DONE);
    assert_false(shield_lift_tie(db, (struct staff_bar_id){1}));
    town_commit(db);
    assert_true(standing_of_staff(database, HJE).barred);
    assert_false(standing_of_staff(database, STAFF_NIGHT).barred);
    assert_int_equal(test_number(database, "SELECT count(*) FROM staff_barred WHERE staff_id = 4"), 2);
    assert_int_equal(name_somebody(database, naming_of(HJE, HJE, GRANT_WHAT_PERSON, date_of(2026, 12, 1)), 20), SHIELD_STAFF_BARRED);
    assert_non_null(test_try(database, "UPDATE staff_bar SET ended_at = 1, ended_by = 4 WHERE staff_id = 4"));
    db = by(database, NAV, NAV, 30); /* not her unit */
    assert_false(shield_lift_tie(db, (struct staff_bar_id){2}));
    town_commit(db);
    db = by(database, HJE, STAFF_NIGHT, 40);
    assert_true(shield_lift_tie(db, (struct staff_bar_id){2}));
    town_commit(db);
    assert_false(standing_of_staff(database, HJE).barred);
}

static const char *case_page(const struct test_database *database, int staff) {
    static const enum right rights[] = {RIGHT_SHIELD_MARK, 0};
    struct db *db = test_read(database);
    struct request *rq = arena_array(database->arena, 1, sizeof *rq);
    *rq = town_request(database, db, town_session(database, staff, rights));
    struct reply reply = shield_page(rq, &(struct shield_page_in){.case_ = ane});
    assert_int_equal(reply.status, 200);
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    return page;
}

/* trace: GDPR-6 MODEL-6.4-13 */
static void a_graded_address_is_for_the_named_only(void **state) {
    struct test_database *database = *state;
    shield_town(database);
    struct db *db = by(database, HOT, HOT, 10);
    person_set_contact(db, (struct person_id){1}, NULL, "Kirkegata 4\n7600 LEVANGER", NULL);
    town_commit(db);
    assert_non_null(strstr(case_page(database, HOT), "Kirkegata 4"));
    db = by(database, HOT, HOT, 20);
    struct request rq = town_request(database, db, town_session(database, HOT, NULL));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    assert_int_equal(shield_grade(&rq, &(struct shield_grade_in){.case_ = ane, .grade = ADDRESS_GRADE_CONFIDENTIAL}).status, 303);
    assert_true(
        shield_grade(&rq, &(struct shield_grade_in){.case_ = ane, .grade = ADDRESS_GRADE_OPEN}).from_form); /* never down from here */
    town_commit(db);
    assert_null(strstr(case_page(database, HOT), "Kirkegata"));
    assert_non_null(strstr(case_page(database, HOT), "Adressen vises bare for dem"));
    assert_int_equal(name_somebody(database, naming_of(HOT, HOT, GRANT_WHAT_PLACE, date_of(2026, 12, 1)), 30), SHIELD_DONE);
    assert_non_null(strstr(case_page(database, HOT), "Kirkegata 4"));
    assert_null(strstr(case_page(database, HJE), "Kirkegata"));
    db = test_read(database);
    struct person_spine person;
    assert_true(person_spine(db, (struct person_id){1}, &person));
    assert_null(person.address); /* letters, lists and extracts read this one, and a name on it changes nothing there */
    db_abort(db);
}

/* trace: HOL-19 FVL-13 */
static void the_routes_say_who_may_and_leave_their_trace(void **state) {
    (void)state;
    int found = 0;
    for (const struct route *route = routes; route->path; route++) {
        bool leader = strncmp(route->path, "/skjermede", 10) == 0, mark = strstr(route->path, "/skjerming") != NULL;
        if (leader) assert_int_equal(route->right, RIGHT_SHIELD_MANAGE);
        if (mark) assert_string_equal(route->subject, "case");
        if ((leader || mark) && route->method == METHOD_POST) assert_non_null(route->event);
        found += leader || mark;
    }
    assert_int_equal(found, 10);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(naming_has_a_last_day_and_is_for_the_holder),
        RULE(a_hidden_person_is_in_no_list_and_never_without_help),
        RULE(whoever_is_too_close_finds_nothing_and_cannot_lift_it),
        RULE(a_graded_address_is_for_the_named_only),
        RULE_ON(ON_SQLITE, the_routes_say_who_may_and_leave_their_trace),
    };
    return run_rules("shield", rules, sizeof rules / sizeof *rules);
}
