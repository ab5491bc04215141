/* Administration: roles and delegations by date, accounts, and that nobody changes her own. */
#include "admin_routes.h"
#include "domain/organisation/admin.h"
#include "domain/work/town_for_tests.h"

static const enum right administrator[] = {RIGHT_SIGNED_IN, RIGHT_ADMIN_SEE, RIGHT_ADMIN_WRITE, 0};

/* trace: PJF-1 TIL-7 */
static void nobody_changes_her_own_access(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct date from = date_of(2026, 9, 1);
    struct db *db = town_write(database, RUS, 1000);
    assert_int_equal(admin_add_role(db, staff_of(RUS), unit_of(HOT), STAFF_ROLE_OFFICER, from, DATE_NONE), ADMIN_OWN);
    assert_int_equal(admin_delegate(db, staff_of(RUS), DELEGATED_LAW_BSL, "4.2", from, DATE_NONE), ADMIN_OWN);
    assert_int_equal(admin_set_active(db, staff_of(RUS), true), ADMIN_OWN);
    assert_int_equal(admin_end_role(db, staff_of(RUS), (struct membership_id){1}, from), ADMIN_OWN);
    db_abort(db);
    struct db *read = test_read(database);
    struct request rq = town_request(database, read, town_session(database, RUS, administrator));
    struct reply reply = admin_worker_page(&rq, &(struct admin_worker_page_in){.staff = staff_of(RUS)});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_null(strstr(page, "/rolle\""));
    assert_null(strstr(page, "/konto\""));
    db_abort(read);
}

/* trace: PJF-1 TIL-7 */
static void a_role_and_a_delegation_last_from_a_day_to_a_day(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct db *db = town_write(database, RUS, 1000);
    assert_int_equal(admin_add_role(db, staff_of(NAV), unit_of(HOT), STAFF_ROLE_COORDINATOR, date_of(2026, 9, 10), date_of(2026, 9, 1)), ADMIN_DATES);
    assert_int_equal(admin_add_role(db, staff_of(77), unit_of(HOT), STAFF_ROLE_COORDINATOR, date_of(2026, 9, 1), DATE_NONE), ADMIN_UNKNOWN);
    assert_int_equal(admin_add_role(db, staff_of(NAV), unit_of(77), STAFF_ROLE_COORDINATOR, date_of(2026, 9, 1), DATE_NONE), ADMIN_UNKNOWN);
    assert_int_equal(admin_add_role(db, staff_of(NAV), unit_of(HOT), STAFF_ROLE_COORDINATOR, date_of(2026, 9, 1), date_of(2026, 12, 31)), ADMIN_DONE);
    assert_int_equal(admin_delegate(db, staff_of(NAV), DELEGATED_LAW_SOTJL, "Reglementet 4.2", date_of(2026, 9, 1), date_of(2026, 9, 30)), ADMIN_DONE);
    town_commit(db);
    db = test_read(database);
    assert_string_equal(organisation_delegation(db, staff_of(NAV), DELEGATED_LAW_SOTJL, date_of(2026, 9, 30)), "Reglementet 4.2");
    assert_null(organisation_delegation(db, staff_of(NAV), DELEGATED_LAW_SOTJL, date_of(2026, 10, 1)));
    struct admin_places places = admin_places(db, staff_of(NAV), LANG_NB);
    assert_int_equal(places.n, 2);
    assert_string_equal(places.v[0].unit, "Helse- og omsorgstorvet");
    struct membership_id given = {places.v[0].id};
    db_abort(db);
    db = town_write(database, RUS, 2000);
    assert_int_equal(admin_end_role(db, staff_of(NAV), given, date_of(2026, 8, 1)), ADMIN_DATES);
    db_abort(db);
    db = town_write(database, RUS, 3000);
    assert_int_equal(admin_end_role(db, staff_of(NAV), given, date_of(2026, 9, 8)), ADMIN_DONE);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event IN ('role_given', 'role_ended', 'delegation_given') AND staff_id = 5"), 3);
}

/* trace: PJL-5 */
static void a_closed_account_signs_nobody_in_and_its_sessions_end(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    const char *blob = database->postgresql ? "'\\x00'" : "x'00'";
    test_script(database, arena_printf(database->arena, "INSERT INTO session (token_hash, staff_id, unit_id, csrf, created_at, seen_at, expires_at) VALUES (%s, 3, 3, 'x', 0, 0, 1)", blob));
    struct db *db = town_write(database, RUS, 1000);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    assert_int_equal(admin_account(&rq, &(struct admin_account_in){.staff = staff_of(NAV), .what = "close"}).status, 303);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM session"), 0);
    assert_int_equal(test_number(database, "SELECT active FROM staff WHERE id = 3"), 0);
    db = test_read(database);
    struct session session = {.staff = staff_of(NAV), .unit = unit_of(NAV)};
    assert_false(organisation_load_session(db, &session));
    db_abort(db);
}

/* trace: R-380 ARK-2 */
static void the_trail_is_shown_and_its_chain_checked(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    struct reply reply = admin_trail_page(&rq, &(struct admin_trail_page_in){.kontroll = true});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "town_made"));
    assert_non_null(strstr(page, "Kjeden er hel"));
    reply = admin_system_page(&rq, NULL);
    assert_int_equal(reply.status, 200);
    reply = admin_workers_page(&rq, &(struct admin_workers_page_in){.q = "medarbeider 3"});
    page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, ">Medarbeider 3</a>"));
    assert_null(strstr(page, ">Medarbeider 4</a>"));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(nobody_changes_her_own_access),
        RULE(a_role_and_a_delegation_last_from_a_day_to_a_day),
        RULE(a_closed_account_signs_nobody_in_and_its_sessions_end),
        RULE(the_trail_is_shown_and_its_chain_checked),
    };
    return run_rules("admin", rules, sizeof rules / sizeof *rules);
}
