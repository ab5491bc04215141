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

/* trace: ARK-2 */
static void the_trail_is_shown_and_its_chain_checked(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    struct reply reply = admin_trail_page(&rq, &(struct admin_trail_page_in){.kontroll = true, .fra = DATE_NONE, .til = DATE_NONE});
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

static const char *page_of(const struct test_database *database, struct reply reply) {
    assert_int_equal(reply.status, 200);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

/* One worker's role given and one account closed, a day apart. */
static void two_days_of_changes(const struct test_database *database) {
    struct db *db = town_write(database, RUS, 1000);
    assert_int_equal(admin_add_role(db, staff_of(NAV), unit_of(HOT), STAFF_ROLE_COORDINATOR, date_of(2026, 9, 1), DATE_NONE), ADMIN_DONE);
    town_commit(db);
    db = town_write(database, HOT, 86400 * 1000);
    assert_int_equal(admin_set_active(db, staff_of(EIE), false), ADMIN_DONE);
    town_commit(db);
}

/* trace: ARK-2 */
static void the_trail_is_asked_by_time_worker_kind_and_subject(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    two_days_of_changes(database);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    struct date first = instant_oslo_date(TEST_NOW);
    const struct {
        struct admin_trail_page_in in;
        int from, until; /* the first day is 1 */
        bool made, given, closed;
    } asked[] = {
        {{.kontroll = false}, 0, 0, true, true, true},
        {{.kontroll = false}, 2, 0, false, false, true},
        {{.kontroll = false}, 0, 1, true, true, false},
        {{.kontroll = false}, 3, 0, false, false, false},
        {{.medarbeider = staff_of(RUS)}, 0, 0, false, true, false},
        {{.hvem = "medarbeider 5"}, 0, 0, false, true, false},
        {{.hendelse = "account_closed"}, 0, 0, false, false, true},
        {{.hendelse = "account_closed", .medarbeider = staff_of(RUS)}, 0, 0, false, false, false},
        {{.gjelder = "staff"}, 0, 0, true, true, true},
        {{.gjelder = "staff", .nr = {true, NAV}}, 0, 0, false, true, false},
        {{.gjelder = "staff", .nr = {true, EIE}, .hendelse = "role_given"}, 0, 0, false, false, false},
        {{.for_ = {true, 2}}, 0, 0, true, false, false},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct admin_trail_page_in in = asked[i].in;
        in.fra = asked[i].from ? date_add_days(first, asked[i].from - 1) : DATE_NONE;
        in.til = asked[i].until ? date_add_days(first, asked[i].until - 1) : DATE_NONE;
        const char *page = page_of(database, admin_trail_page(&rq, &in));
        assert_int_equal(strstr(page, "data-label=\"Hendelse\">Hendelse fra en annen versjon<") != NULL, asked[i].made);
        assert_int_equal(strstr(page, "data-label=\"Hendelse\">Rolle gitt ") != NULL, asked[i].given);
        assert_int_equal(strstr(page, "data-label=\"Hendelse\">Konto stengt<") != NULL, asked[i].closed);
    }
    const char *page = page_of(database, admin_trail_page(&rq, &(struct admin_trail_page_in){.hvem = "medarbeider", .fra = DATE_NONE, .til = DATE_NONE}));
    assert_non_null(strstr(page, "/administrasjon/spor?medarbeider=3"));
    assert_null(strstr(page, "data-row"));
    page = page_of(database, admin_trail_page(&rq, &(struct admin_trail_page_in){.hvem = "finnes ikke", .fra = DATE_NONE, .til = DATE_NONE}));
    assert_null(strstr(page, "data-row"));
    db_abort(db);
}

/* trace: ARK-2 SPR-1 */
static void the_trail_speaks_in_words_and_in_three_languages(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct db *db = town_write(database, HOT, 1000);
    audit_add(db, "appeal_received", "appeal", 7, "oral");
    audit_add(db, "signed_in", "staff", 1, "password_and_code");
    audit_add(db, "job_parked", "handover_due", 0, NULL);
    audit_add(db, "case_closed", "case", 3, "0123456789ab");
    town_commit(db);
    static const char *const said[LANG_EN + 1][7] = {
        [LANG_NB] = {">Klage kommet inn ", ">Klage 7<", ">Logget inn ", ">passord og kode<", ">Oppgave i bakgrunnen stanset<", ">Overføring av ansvar til oppfølging<", ">0123456789ab<"},
        [LANG_NN] = {">Klage komen inn ", ">Klage 7<", ">Logga inn ", ">passord og kode<", ">Oppgåve i bakgrunnen stansa<", ">Overføring av ansvar til oppfølging<", ">0123456789ab<"},
        [LANG_EN] = {">Appeal came in ", ">Appeal 7<", ">Signed in ", ">password and code<", ">Background job parked<", ">Handover due<", ">0123456789ab<"},
    };
    db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) {
        rq.lang = lang;
        const char *page = page_of(database, admin_trail_page(&rq, &(struct admin_trail_page_in){.fra = DATE_NONE, .til = DATE_NONE}));
        for (int i = 0; i < 7; i++)
            if (!strstr(page, said[lang][i])) fail_msg("missing: %s", said[lang][i]);
        assert_null(strstr(page, ">appeal_received"));
        assert_null(strstr(page, ">handover_due"));
    }
    db_abort(db);
}

/* trace: ARK-2 */
static void a_rare_event_far_back_is_found_one_stretch_at_a_time(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    two_days_of_changes(database);
    test_script(database, "INSERT INTO audit_event (id, at, actor_kind, staff_id, unit_id, event, subject, subject_id, hash)"
                          " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
                          " SELECT (SELECT max(id) FROM audit_event) + i, (SELECT max(at) FROM audit_event), 1, 0, 0, 'looked', 'case', i,"
                          " (SELECT hash FROM audit_event WHERE id = 1) FROM n");
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    struct admin_trail_page_in in = {.hendelse = "role_given", .fra = DATE_NONE, .til = DATE_NONE};
    const char *page = page_of(database, admin_trail_page(&rq, &in));
    assert_null(strstr(page, "data-row"));
    const char *rest = strstr(page, "/administrasjon/spor?for=");
    assert_non_null(rest);
    in.for_ = (struct maybe_int){true, strtoll(rest + strlen("/administrasjon/spor?for="), NULL, 10)};
    page = page_of(database, admin_trail_page(&rq, &in));
    assert_non_null(strstr(page, "data-label=\"Hendelse\">Rolle gitt "));
    assert_null(strstr(page, "/administrasjon/spor?for="));
    struct admin_trail_file_in whole = {.hendelse = "role_given", .fra = DATE_NONE, .til = DATE_NONE};
    db_abort(db);
    db = town_write(database, RUS, 3 * 86400 * 1000);
    rq = town_request(database, db, town_session(database, RUS, administrator));
    assert_non_null(strstr(page_of(database, admin_trail_file(&rq, &whole)), ";role_given;"));
    db_abort(db);
}

/* trace: ARK-2 */
static void the_rows_asked_for_become_a_file_and_that_is_written_down(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    two_days_of_changes(database);
    struct db *db = town_write(database, RUS, 2 * 86400 * 1000);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    struct reply reply = admin_trail_file(&rq, &(struct admin_trail_file_in){.hendelse = "role_given", .fra = DATE_NONE, .til = DATE_NONE});
    assert_string_equal(reply.file_name, "spor.csv");
    const char *file = page_of(database, reply);
    assert_non_null(strstr(file, ";role_given;staff;3;Medarbeider 5;coordinator\r\n"));
    assert_null(strstr(file, "account_closed"));
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'trail_rows_taken_out' AND detail = '1'"), 1);
}

/* trace: R-051 PJF-1 */
static void who_may_do_what_is_shown_as_the_code_decides(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    const char *page = page_of(database, admin_rights_page(&rq, NULL));
    const char *row = strstr(page, "scope=\"row\">sende vedtak<");
    assert_non_null(row);
    const char *end = strstr(row, "</tr>");
    assert_non_null(memmem(row, (size_t)(end - row), "saksbehandler", 13));
    assert_null(memmem(row, (size_t)(end - row), "systemansvarlig", 15));
    page = page_of(database, admin_worker_page(&rq, &(struct admin_worker_page_in){.staff = staff_of(EIE)}));
    assert_non_null(strstr(page, "<li>skrive vedtak</li>"));
    assert_null(strstr(page, "<li>endre medarbeidere"));
    db_abort(db);
    db = town_write(database, RUS, 1000);
    assert_int_equal(admin_set_active(db, staff_of(EIE), false), ADMIN_DONE);
    town_commit(db);
    db = test_read(database);
    rq = town_request(database, db, town_session(database, RUS, administrator));
    assert_null(strstr(page_of(database, admin_worker_page(&rq, &(struct admin_worker_page_in){.staff = staff_of(EIE)})), "<li>skrive vedtak</li>"));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(nobody_changes_her_own_access),
        RULE(a_role_and_a_delegation_last_from_a_day_to_a_day),
        RULE(a_closed_account_signs_nobody_in_and_its_sessions_end),
        RULE(the_trail_is_shown_and_its_chain_checked),
        RULE(the_trail_is_asked_by_time_worker_kind_and_subject),
        RULE(the_trail_speaks_in_words_and_in_three_languages), RULE(a_rare_event_far_back_is_found_one_stretch_at_a_time),
        RULE(the_rows_asked_for_become_a_file_and_that_is_written_down),
        RULE(who_may_do_what_is_shown_as_the_code_decides),
    };
    return run_rules("admin", rules, sizeof rules / sizeof *rules);
}
