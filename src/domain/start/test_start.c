/* Where those land who have no cases: each sees her own work and no other's, and the privacy officer finds any person's access log. */
#include "domain/start/views.h"

#include "domain/organisation/organisation.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/town_for_tests.h"
#include "start_routes.h"
#include "texts.h"

static struct session *session_as(const struct test_database *database, enum staff_role role, int unit) {
    struct session *session = town_session(database, unit, NULL);
    organisation_role_rights(role, session->rights);
    return session;
}

static const char *page_as(const struct test_database *database, enum staff_role role, int unit) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, session_as(database, role, unit));
    struct reply reply = start_page(&rq, &(struct start_page_in){});
    assert_int_equal(reply.status, 200);
    assert_false(db_failed(db));
    const char *text = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    return text;
}

static struct case_id ane_with(const struct test_database *database, enum task_kind kind, int unit) {
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1000);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    work_task_add(db, id, unit_of(unit), kind, 1, date_of(2026, 8, 1));
    audit_add(db, "task_added", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static bool shows(const char *page, const char *text) { return strstr(page, text) != NULL; }

/* trace: R-056 PJL-5 */
static void each_role_sees_its_own_work_and_no_name(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    ane_with(database, TASK_KIND_GIVE_ACCESS, HOT);
    const char *officer = page_as(database, STAFF_ROLE_PRIVACY_OFFICER, HOT),
               *administrator = page_as(database, STAFF_ROLE_ADMINISTRATOR, HOT);
    const char *property = page_as(database, STAFF_ROLE_PROPERTY, EIE), *peer = page_as(database, STAFF_ROLE_PEER, RUS);
    const char *lawyer = page_as(database, STAFF_ROLE_LAWYER, HOT);
    assert_true(shows(officer, "href=\"/lesing\"") && shows(officer, "href=\"/nodlesinger\"") &&
                shows(officer, "href=\"/personvern/sletting\""));
    assert_true(shows(officer, "/sak/1/innsyn/pakke") && shows(officer, "Sak 2026-000001"));
    assert_true(shows(officer, "action=\"/start/innsyn\""));
    assert_false(shows(officer, text_of(LANG_NB, T_start_administrator)));
    assert_true(shows(administrator, "href=\"/administrasjon\"") && shows(administrator, "href=\"/enheter/samling\""));
    assert_false(shows(administrator, "/start/innsyn") || shows(administrator, "/lesing\"") || shows(administrator, "Sak 2026"));
    assert_true(shows(property, "href=\"/vedtak/plass\"") && shows(property, "href=\"/boligbestillinger\"") &&
                shows(property, "href=\"/bekymring/ny\""));
    assert_true(shows(peer, "href=\"/henvendelse/ny\"") && shows(peer, "href=\"/meldinger\""));
    assert_false(shows(peer, "/boligbestillinger") || shows(property, "/administrasjon"));
    assert_true(shows(lawyer, "href=\"/taushetsplikt\"") && shows(lawyer, "href=\"/lovgrunnlag\""));
    const char *pages[] = {officer, administrator, property, peer, lawyer};
    for (size_t i = 0; i < 5; i++) assert_false(shows(pages[i], "Ane") || shows(pages[i], "Solberg"));
}

/* trace: FVL-33 */
static void the_board_sees_its_appeals_with_their_days(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    assert_true(shows(page_as(database, STAFF_ROLE_APPEAL_BOARD, GP), text_of(LANG_NB, T_start_board_none)));
    ane_with(database, TASK_KIND_DECIDE_APPEAL, GP);
    const char *board = page_as(database, STAFF_ROLE_APPEAL_BOARD, GP);
    assert_true(shows(board, "href=\"/sak/1/klage\"") && shows(board, "Sak 2026-000001"));
    assert_false(shows(page_as(database, STAFF_ROLE_APPEAL_BOARD, RUS), "Sak 2026-000001"));
}

/* Returns the status, and where it leads. */
static int look_up(const struct test_database *database, enum staff_role role, int unit, const char *number, const char **ret_to) {
    static int64_t later = 10000;
    struct db *db = town_write(database, unit, later += 1000);
    struct request rq = town_request(database, db, session_as(database, role, unit));
    struct reply reply = start_log(&rq, &(struct start_log_in){.number = number});
    *ret_to = reply.status == 303 ? reply.location : arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    town_commit(db);
    return reply.status;
}

/* trace: PJL-6 R-056 I-04 */
static void the_privacy_officer_opens_the_log_of_anyone_and_nothing_else(void **state) {
    const struct test_database *database = *state;
    const char *to;
    town_make(database);
    struct case_id ane = ane_with(database, TASK_KIND_FIND_WORKER, HOT);
    assert_int_equal(look_up(database, STAFF_ROLE_PRIVACY_OFFICER, RUS, " 2026-000001 ", &to), 303);
    assert_string_equal(to, "/sak/1/innsyn");
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'access_log_opened'"), 1);
    assert_int_equal(look_up(database, STAFF_ROLE_PRIVACY_OFFICER, RUS, "2026-000099", &to), 200);
    assert_true(shows(to, text_of(LANG_NB, T_start_log_missed)));
    assert_false(shows(to, "2026-000099"));
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, session_as(database, STAFF_ROLE_PRIVACY_OFFICER, RUS));
    assert_int_equal(secrecy_may(&rq, ane), VERDICT_NOT_FOUND);
    assert_int_equal(secrecy_may_log(&rq, ane), VERDICT_ALLOWED);
    assert_int_equal(secrecy_may_log(&rq, (struct case_id){99}), VERDICT_NOT_FOUND);
    rq = town_request(database, db, session_as(database, STAFF_ROLE_OFFICER, RUS));
    assert_int_equal(secrecy_may_log(&rq, ane), VERDICT_NOT_FOUND);
    db_abort(db);
    /* too close: not even the log */
    test_script(database, "INSERT INTO staff_bar (staff_id, person_id, tie, told_at, told_by) VALUES (5, 1, 'family', 1, 1)");
    assert_int_equal(look_up(database, STAFF_ROLE_PRIVACY_OFFICER, RUS, "2026-000001", &to), 200);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(each_role_sees_its_own_work_and_no_name),
        RULE(the_board_sees_its_appeals_with_their_days),
        RULE(the_privacy_officer_opens_the_log_of_anyone_and_nothing_else),
    };
    return run_rules("start", rules, sizeof rules / sizeof *rules);
}
