/* Who does what: contact and deputy always filled, a wish for another worker answered, the directory kept by the units. */
#include "domain/plan/plan.h"
#include "domain/responsibility/authority_for_tests.h"
#include "domain/roles/topics.h"
#include "domain/secrecy/secrecy.h"
#include "roles_routes.h"
#include "texts.h"

static const struct case_id ane = {1};
static int64_t later = 100000;

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int end(struct db *db, int fault) {
    if (fault) db_abort(db);
    else town_commit(db);
    return fault;
}

/* Ane's case is HJE's, with its worker by name. */
static void begin(const struct test_database *database) {
    later = 100000;
    authority_make(database);
    assert_int_equal(town_case(database, "Ane").v, 1);
    struct handover_id handover;
    struct baton_offer offer = {.to = {HJE}, .reason = HANDOVER_REASON_OTHER, .what = "Samtaler", .asked = PERSON_ASKED_AGREES};
    struct db *db = town_write(database, HOT, later += 1000);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    assert_int_equal(end(db, baton_offer(db, ane, &offer, &handover)), BATON_DONE);
    db = town_write(database, HJE, later += 1000);
    assert_int_equal(end(db, baton_accept(db, ane, handover, staff_of(HJE))), BATON_DONE);
}

static int choose(const struct test_database *database, enum case_role_kind kind, int unit, int staff) {
    struct db *db = town_write(database, HJE, later += 1000);
    return end(db, roles_choose(db, ane, kind, unit_of(unit), staff_of(staff)));
}

static struct role_contacts contacts(const struct test_database *database, struct date day) {
    struct db *db = db_begin(database->store, DB_READ, database->arena, &test_actor, instant_of_oslo(day, 600));
    struct role_contacts both = roles_contacts(db, ane);
    db_abort(db);
    return both;
}

/* trace: R-039 R-040 R-248 */
static void contact_and_deputy_are_filled_and_never_the_same(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct date today = date_of(2026, 9, 7);
    struct role_contacts both = contacts(database, today);
    assert_int_equal(both.contact.staff.v, HJE);
    assert_int_equal(both.deputy.staff.v, STAFF_NIGHT);
    assert_false(both.contact.chosen || both.deputy.chosen);
    assert_int_equal(choose(database, CASE_ROLE_KIND_PRIMARY_CONTACT, HJE, STAFF_NIGHT), ROLES_DONE);
    assert_int_equal(choose(database, CASE_ROLE_KIND_DEPUTY_CONTACT, HJE, STAFF_NIGHT), ROLES_SAME_AS_CONTACT);
    assert_int_equal(contacts(database, today).deputy.staff.v, HJE);
    assert_int_equal(choose(database, CASE_ROLE_KIND_DEPUTY_CONTACT, HJE, HJE), ROLES_DONE);
    assert_non_null(strstr(
        test_try(database,
                 "INSERT INTO case_role (case_id, kind, unit_id, staff_id, from_at, set_by) VALUES (1, 'primary_contact', 4, 4, 1, 1)"),
        ""));
    assert_int_equal(choose(database, CASE_ROLE_KIND_CASE_OFFICER, RUS, RUS), ROLES_UNIT_UNKNOWN);
    assert_int_equal(choose(database, CASE_ROLE_KIND_CASE_OFFICER, HJE, NAV), ROLES_STAFF_UNKNOWN);
    assert_int_equal(choose(database, CASE_ROLE_KIND_CASE_OFFICER, HJE, 0), ROLES_STAFF_UNKNOWN);
    assert_int_equal(choose(database, CASE_ROLE_KIND_DWELLING, HJE, 0), ROLES_DONE);
    for (int fault = ROLES_FAULT_FIRST + 1; fault <= ROLES_TOPIC_UNKNOWN; fault++) assert_true(roles_fault_text(fault).why > 0);
}

/* trace: R-039 R-248 */
static void who_is_away_is_covered_until_the_day_she_is_back(void **state) {
    struct test_database *database = *state;
    static const enum right officer[] = {RIGHT_CASE_SEE, 0};
    begin(database);
    struct db *db = town_write(database, HJE, later += 1000);
    struct request rq = town_request(database, db, town_session(database, HJE, officer));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    assert_int_equal(absence_write(&rq, &(struct absence_write_in){date_of(2026, 9, 10), date_of(2026, 9, 9)}).status, 422);
    assert_int_equal(absence_write(&rq, &(struct absence_write_in){date_of(2026, 9, 8), date_of(2026, 9, 10)}).status, 303);
    audit_add(db, "tried", "staff", HJE, NULL);
    town_commit(db);
    assert_true(date_is_none(contacts(database, date_of(2026, 9, 7)).contact.away_until));
    assert_int_equal(contacts(database, date_of(2026, 9, 10)).contact.away_until.days, date_of(2026, 9, 10).days);
    assert_true(date_is_none(contacts(database, date_of(2026, 9, 11)).contact.away_until));
    db = db_begin(database->store, DB_READ, database->arena, &test_actor, instant_of_oslo(date_of(2026, 9, 9), 600));
    rq = town_request(database, db, town_session(database, HJE, officer));
    struct reply reply = roles_page(&rq, &(struct roles_page_in){ane});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "Medarbeider 7 svarer imens"));
    assert_non_null(strstr(page, "Pårørende"));
    db_abort(db);
}

/* trace: R-047 */
static void a_wish_for_another_worker_is_answered_by_the_unit_within_its_days(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct worker_change_id change = {0};
    struct db *db = town_write(database, HJE, later += 1000);
    assert_int_equal(roles_ask_change(db, ane, CHANGE_ABOUT_COORDINATOR, NULL, &change), ROLES_NOBODY_TO_CHANGE);
    assert_int_equal(end(db, roles_ask_change(db, ane, CHANGE_ABOUT_HOLDER, "Jeg vil ha en annen", &change)), ROLES_DONE);
    db = town_write(database, HJE, later += 1000);
    struct worker_change_id again;
    assert_int_equal(end(db, roles_ask_change(db, ane, CHANGE_ABOUT_HOLDER, NULL, &again)), ROLES_ASKED_ALREADY);
    assert_int_equal(
        count(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_new_worker' AND unit_id = 4 AND due = '2026-09-21'"), 1);
    db = town_write(database, NAV, later += 1000);
    assert_int_equal(end(db, roles_answer_change(db, ane, change, &(struct change_answer){.reasons = "x"})), ROLES_NOT_YOURS);
    db = town_write(database, HJE, later += 1000);
    assert_int_equal(roles_answer_change(db, ane, change, &(struct change_answer){0}), ROLES_REASONS_MISSING);
    assert_int_equal(roles_answer_change(db, ane, change, &(struct change_answer){.yes = true, .staff = {NAV}}), ROLES_NEW_UNKNOWN);
    assert_int_equal(roles_answer_change(db, ane, change, &(struct change_answer){.yes = true, .staff = {HJE}}), ROLES_NEW_UNKNOWN);
    assert_int_equal(end(db, roles_answer_change(db, ane, change, &(struct change_answer){.yes = true, .staff = {STAFF_NIGHT}})),
                     ROLES_DONE);
    assert_int_equal(count(database, "SELECT holder_staff FROM person_case WHERE id = 1"), STAFF_NIGHT);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_new_worker'"), 0);
    db = town_write(database, HJE, later += 1000);
    assert_int_equal(end(db, roles_answer_change(db, ane, change, &(struct change_answer){.reasons = "x"})), ROLES_ANSWERED);
}

/* trace: R-043 */
static void a_role_the_municipality_has_switched_off_cannot_be_filled(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct profile_special_role role = {.code = "housing_coordinator", .state = ROLE_STATE_SWITCHED_OFF};
    struct profile without = *organisation_profile();
    without.special_roles = &role;
    without.special_roles_count = 1;
    assert_int_equal(choose(database, CASE_ROLE_KIND_HOUSING_COORDINATOR, HJE, HJE), ROLES_DONE);
    organisation_set_profile(&without);
    assert_int_equal(choose(database, CASE_ROLE_KIND_HOUSING_COORDINATOR, HJE, STAFF_NIGHT), ROLES_SWITCHED_OFF);
    struct db *db = test_read(database);
    assert_false(roles_clarity(db).housing_in_use);
    db_abort(db);
}

static void write_topic(const struct test_database *database, int unit, const char *topic, bool does, int status) {
    static const enum right leads[] = {RIGHT_CASE_SEE, RIGHT_UNIT_LEAD, 0};
    struct db *db = town_write(database, unit, later += 1000);
    struct request rq = town_request(database, db, town_session(database, unit, leads));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    assert_int_equal(directory_write(&rq, &(struct directory_write_in){topic, does, "Ring 00 00 00 00"}).status, status);
    audit_add(db, "tried", "unit", unit, NULL);
    town_commit(db);
}

/* trace: R-044 R-049 R-050 */
static void the_directory_is_kept_by_the_units_and_shows_what_nobody_has(void **state) {
    struct test_database *database = *state;
    static const enum right chief[] = {RIGHT_CASE_SEE, RIGHT_DISPUTE_DECIDE, 0};
    begin(database);
    struct db *db = test_read(database);
    struct roles_clarity before = roles_clarity(db);
    assert_true(before.overall_vacant);
    assert_int_equal(before.nobody, before.topics - 1); /* HJE has the home services, as the profile says */
    db_abort(db);
    write_topic(database, RUS, "follow_up", true, 303);
    write_topic(database, HJE, "follow_up", true, 303);
    write_topic(database, HJE, "home_services", false, 303);
    write_topic(database, HJE, "no_such", true, 422);
    db = test_read(database);
    struct roles_clarity after = roles_clarity(db);
    assert_int_equal(after.several, 1);
    assert_int_equal(after.nobody, before.nobody);
    db_abort(db);
    db = write_by(database, KDR, STAFF_CHIEF, later += 1000);
    struct request rq = town_request(database, db, town_session(database, KDR, chief));
    assert_int_equal(appointment_write(&rq, &(struct appointment_write_in){APPOINTMENT_ROLE_OVERALL_COORDINATOR, staff_of(RUS)}).status,
                     303);
    audit_add(db, "tried", "unit", KDR, NULL);
    town_commit(db);
    db = test_read(database);
    assert_string_equal(roles_clarity(db).overall, "Medarbeider 5");
    rq = town_request(database, db, town_session(database, KDR, chief));
    struct reply reply = directory_page(&rq, &(struct directory_page_in){});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "Ring 00 00 00 00"));
    assert_non_null(strstr(page, "Ingen har sagt at de har dette"));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(contact_and_deputy_are_filled_and_never_the_same),
        RULE(who_is_away_is_covered_until_the_day_she_is_back),
        RULE(a_wish_for_another_worker_is_answered_by_the_unit_within_its_days),
        RULE(a_role_the_municipality_has_switched_off_cannot_be_filled),
        RULE(the_directory_is_kept_by_the_units_and_shows_what_nobody_has),
    };
    return run_rules("roles", rules, sizeof rules / sizeof *rules);
}
