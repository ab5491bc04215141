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

/* Does the schema itself say no? */
static bool refused(const struct test_database *database, const char *sql) {
    struct db *db = town_write(database, HOT, 20000);
    test_run(db, sql);
    bool failed = db_failed(db);
    db_abort(db);
    return failed;
}

/* ── which door, and who has it ── */

static struct contact_new message(struct person_id person, enum channel channel) {
    return (struct contact_new){.person = person, .channel = channel, .sender = SENDER_PERSON, .what = "Vil ha noen å snakke med."};
}

/* trace: R-003 R-010 R-012 R-013 R-014 */
static void a_contact_finds_the_door_the_municipality_has_for_it(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    static struct profile_unit port = {.code = "RUS", .does = PROFILE_TASK(ONE_DOOR)};
    struct profile profile = *organisation_profile();
    profile.units = &port;
    profile.intake.first_unit = "NAV";
    organisation_set_profile(&profile);
    struct person_id person = make_person(database, "Ane");
    struct db *db = town_write(database, HJE, 600);
    struct contact_new plain = message(person, CHANNEL_COUNTER), hospital = message(person, CHANNEL_HOSPITAL), referred = message(person, CHANNEL_DOCTOR);
    referred.asked_unit = unit_of(HJE);
    assert_int_equal(intake_door(db, &plain, unit_of(HOT)).v, HOT);    /* takes contacts itself */
    assert_int_equal(intake_door(db, &plain, unit_of(EIE)).v, NAV);    /* nobody has her yet: the first unit */
    assert_int_equal(intake_door(db, &hospital, unit_of(HOT)).v, RUS); /* one port for specialist care */
    assert_int_equal(intake_door(db, &referred, unit_of(GP)).v, HJE);  /* the service that was named */
    referred.asked_unit = unit_of(EIE);
    assert_int_equal(intake_door(db, &referred, unit_of(GP)).v, NAV); /* which cannot have a case */
    db_abort(db);
    open_case(database, register_contact(database, HOT, person, false), HOT, 2000, ERR_OK);
    db = town_write(database, HJE, 3000);
    assert_int_equal(intake_door(db, &plain, unit_of(EIE)).v, HOT); /* the unit that has her case */
    db_abort(db);
}

/* trace: R-007 */
static void somebody_takes_a_contact_and_only_one(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct contact_id contact = register_contact(database, HOT, make_person(database, "Ane"), false);
    assert_int_equal(test_number(database, "SELECT count(*) FROM contact WHERE state = 'received' AND owner_staff IS NULL"), 1);
    struct db *db = town_write(database, NAV, 2000);
    assert_int_equal(intake_take(db, contact), ERR_CONFLICT); /* it is not with Nav */
    db_abort(db);
    db = town_write(database, HOT, 2000);
    assert_int_equal(intake_take(db, contact), ERR_OK);
    assert_int_equal(intake_take(db, contact), ERR_CONFLICT);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT owner_staff FROM contact WHERE state = 'routed'"), HOT);
}

/* trace: R-007 R-005 */
static void the_time_to_take_it_is_a_working_day_or_this_very_day(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct profile profile = *organisation_profile();
    profile.intake.route_days = 1;
    organisation_set_profile(&profile);
    assert_int_equal(intake_route_due(date_of(2026, 9, 7), false).days, date_of(2026, 9, 8).days);
    assert_int_equal(intake_route_due(date_of(2026, 9, 11), false).days, date_of(2026, 9, 14).days); /* Friday to Monday */
    assert_int_equal(intake_route_due(date_of(2026, 9, 11), true).days, date_of(2026, 9, 11).days);
}

/* trace: BSL-13 FVL-11 EFV-1 */
static void what_is_sent_on_keeps_its_clock_and_its_line(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct contact_id contact = register_contact(database, HOT, make_person(database, "Ane"), true);
    int64_t due = test_number(database, "SELECT count(*) FROM contact WHERE reply_due > '2026-01-01'");
    struct db *db = town_write(database, HOT, 2000);
    assert_int_equal(intake_route(db, contact, unit_of(HOT)), ERR_CONFLICT); /* it is there already */
    assert_int_equal(intake_route(db, contact, unit_of(NAV)), ERR_OK);
    struct contact_forward_id forward = {1};
    assert_int_equal(intake_tell_sender(db, contact, (struct contact_forward_id){77}, TOLD_WAY_SPOKEN), ERR_NOT_FOUND);
    assert_int_equal(intake_tell_sender(db, contact, forward, TOLD_WAY_SPOKEN), ERR_OK);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM contact_forward WHERE from_unit = 1 AND to_unit = 3"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM contact WHERE state = 'received' AND routed_unit = 3"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM contact WHERE reply_due > '2026-01-01'"), due);
}

/* trace: R-017 */
static void a_message_she_does_not_know_of_is_told_her(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct person_id person = make_person(database, "Ane");
    struct db *db = town_write(database, HOT, 1000);
    struct contact_new worry = message(person, CHANNEL_NEIGHBOUR);
    worry.sender = SENDER_NEIGHBOUR;
    worry.sender_name = "Naboen";
    struct contact_id contact = intake_register(db, &worry);
    town_commit(db);
    struct case_id id = open_case(database, contact, HOT, 2000, ERR_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'tell_person' AND done_at IS NULL"), 1);
    db = town_write(database, HOT, 3000);
    assert_int_equal(intake_told_person(db, id, contact), ERR_OK);
    assert_int_equal(intake_told_person(db, id, contact), ERR_CONFLICT);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'tell_person' AND done_at IS NULL"), 0);
    /* And of whoever tells, it is always known whether she knows. */
    assert_true(refused(database, "INSERT INTO contact (person_id, state, channel, sender, what, asks_housing, without_home_tonight, filled_in, signed,"
                                      " received_at, received_unit, route_due, reply_due, version)"
                                      " VALUES (1, 'received', 'phone', 'neighbour', 'x', 0, 0, 0, 0, 1, 1, '2026-09-08', '2026-10-07', 1)"));
}

/* trace: R-001 */
static void a_unit_that_cannot_hold_opens_no_case(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct contact_id contact = register_contact(database, HOT, make_person(database, "Ane"), false);
    open_case(database, contact, EIE, 2000, ERR_DENIED);
    open_case(database, contact, HOT, 3000, ERR_OK);
}

/* trace: R-001 I-01 */
static void a_closed_case_is_opened_again_with_the_unit_of_contact(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct person_id person = make_person(database, "Ane");
    struct case_id first = open_case(database, register_contact(database, HOT, person, false), HOT, 2000, ERR_OK);
    struct db *db = town_write(database, HOT, 3000);
    assert_int_equal(work_close(db, first), ERR_CONFLICT); /* never straight from open */
    work_tasks_done(db, first, TASK_KIND_PROVISIONAL_REPLY); /* a case with something to be done never closes */
    assert_int_equal(work_begin_closing(db, first), ERR_OK);
    assert_int_equal(work_close(db, first), ERR_OK);
    town_commit(db);
    struct contact_id again = register_contact(database, HJE, person, false);
    struct case_id second = open_case(database, again, HJE, 9000, ERR_OK);
    assert_int_equal(first.v, second.v);
    db = town_write(database, HJE, 9500);
    struct case_brief brief;
    assert_true(work_case(db, first, &brief));
    assert_int_equal(brief.state, CASE_STATE_OPEN);
    assert_int_equal(brief.holder_unit.v, HJE);
    assert_true(secrecy_involved(db, first, unit_of(HJE)));
    db_abort(db);
    assert_true(refused(database, "UPDATE person_case SET state = 'closed'"));
    assert_true(refused(database, "UPDATE person_case SET state = 'resting'")); /* without a day to look */
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(a_contact_becomes_a_case_held_by_the_unit_that_opens_it),
        RULE(a_second_contact_joins_the_open_case),
        RULE(a_contact_is_dealt_with_once),
        RULE(a_request_for_housing_is_never_closed_without_a_case),
        RULE(a_contact_finds_the_door_the_municipality_has_for_it),
        RULE(somebody_takes_a_contact_and_only_one),
        RULE(the_time_to_take_it_is_a_working_day_or_this_very_day),
        RULE(what_is_sent_on_keeps_its_clock_and_its_line),
        RULE(a_message_she_does_not_know_of_is_told_her),
        RULE(a_unit_that_cannot_hold_opens_no_case),
        RULE(a_closed_case_is_opened_again_with_the_unit_of_contact),
    };
    return run_rules("intake", rules, sizeof rules / sizeof *rules);
}
