/* First contact: clocks from receipt, one case a person, no request for housing closed without a decision. On both databases. */
#include "domain/intake/intake.h"

#include "domain/work/town_for_tests.h"

static struct contact_id register_contact(const struct test_database *database, int unit, struct person_id person, bool asks_housing) {
    struct db *db = town_write(database, unit, 1000);
    const struct contact_new contact = {
        .person = person, .channel = CHANNEL_COUNTER, .sender = SENDER_PERSON, .what = "Trenger et sted å bo.", .asks_housing = asks_housing};
    struct contact_id id = intake_register(db, &contact);
    town_commit(db);
    return id;
}

static struct person_id make_person(const struct test_database *database, const char *name) {
    struct db *db = town_write(database, HOT, 500);
    struct person_id person = {0};
    const struct person_new new_person = {.given_name = name, .family_name = "Berg", .born = DATE_NONE, .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
    assert_int_equal(person_create(db, &new_person, &person), ERR_OK);
    audit_add(db, "person_made", "person", person.v, NULL);
    town_commit(db);
    return person;
}

static struct case_id open_case(const struct test_database *database, struct contact_id contact, int unit, int64_t later, int expected) {
    struct db *db = town_write(database, unit, later);
    struct case_id id = {0};
    assert_int_equal(intake_open_case(db, contact, unit_of(unit), staff_of(unit), &id), expected);
    if (expected == ERR_OK) town_commit(db);
    else db_abort(db);
    return id;
}

/* trace: R-001 R-026 R-029 I-01 FVL-11a */
static void a_contact_becomes_a_case_held_by_the_unit_that_opens_it(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct contact_id contact = register_contact(database, HOT, make_person(database, "Ane"), true);
    struct case_id id = open_case(database, contact, HOT, 2000, ERR_OK);

    struct db *db = town_write(database, HOT, 3000);
    struct case_brief brief;
    assert_true(work_case(db, id, &brief));
    assert_int_equal(brief.holder_unit.v, HOT);
    assert_true(brief.asks_housing);
    assert_true(secrecy_involved(db, id, unit_of(HOT)));
    assert_false(secrecy_involved(db, id, unit_of(HJE)));
    db_abort(db);
}

/* trace: R-012 R-007 */
static void a_second_contact_joins_the_open_case(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct person_id person = make_person(database, "Ane");
    struct case_id first = open_case(database, register_contact(database, HOT, person, false), HOT, 2000, ERR_OK);
    struct case_id second = open_case(database, register_contact(database, HOT, person, true), HOT, 4000, ERR_OK);
    assert_int_equal(first.v, second.v);
    struct db *db = town_write(database, HOT, 5000);
    struct case_brief brief;
    assert_true(work_case(db, first, &brief));
    assert_true(brief.asks_housing);
    db_abort(db);
}

/* trace: R-007 */
static void a_contact_is_dealt_with_once(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct contact_id contact = register_contact(database, HOT, make_person(database, "Ane"), false);
    open_case(database, contact, HOT, 2000, ERR_OK);
    open_case(database, contact, HOT, 3000, ERR_CONFLICT);
    struct db *db = town_write(database, HOT, 4000);
    assert_int_equal(intake_route(db, contact, unit_of(NAV)), ERR_CONFLICT);
    assert_int_equal(intake_close(db, contact, CLOSED_REASON_NO_NEED, NULL), ERR_CONFLICT);
    db_abort(db);
}

/* trace: BSL-7 I-08 */
static void a_request_for_housing_is_never_closed_without_a_case(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct person_id person = make_person(database, "Ane");
    struct contact_id housing = register_contact(database, HOT, person, true), other = register_contact(database, HOT, person, false);
    struct db *db = town_write(database, HOT, 2000);
    assert_int_equal(intake_close(db, housing, CLOSED_REASON_ONLY_INFORMATION, NULL), ERR_INVALID);
    assert_int_equal(intake_close(db, other, CLOSED_REASON_ONLY_INFORMATION, "Ville vite åpningstida."), ERR_OK);
    audit_add(db, "contact_closed", "contact", other.v, NULL);
    town_commit(db);

    /* The schema says the same to anyone who goes around the rule. */
    db = town_write(database, HOT, 3000);
    struct db_cursor cursor;
    static const struct db_query query = {.name = "force_close",
                                          .sqlite = "UPDATE contact SET state = 'closed_note', closed_reason = 'no_need' WHERE id = ?1",
                                          .postgresql = "UPDATE contact SET state = 'closed_note', closed_reason = 'no_need' WHERE id = $1::BIGINT",
                                          .n_params = 1,
                                          .number = 9990};
    db_open(db, &cursor, &query);
    db_bind_int(&cursor, 1, housing.v);
    db_run(&cursor);
    assert_true(db_failed(db));
    assert_string_equal(db_constraint(db), "contact_housing_is_decided");
    db_abort(db);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(a_contact_becomes_a_case_held_by_the_unit_that_opens_it),
        RULE(a_second_contact_joins_the_open_case),
        RULE(a_contact_is_dealt_with_once),
        RULE(a_request_for_housing_is_never_closed_without_a_case),
    };
    return run_rules("intake", rules, sizeof rules / sizeof *rules);
}
