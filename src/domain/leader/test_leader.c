/* The leader's picture: what is late is seen by sender, receiver and leader; names only where her own unit is in the case; the whole municipality
 * only for who leads it. */
#include "domain/leader/internal.h"

#include "domain/responsibility/authority_for_tests.h"
#include "domain/responsibility/responsibility.h"
#include "domain/secrecy/secrecy.h"
#include "leader_routes.h"
#include "leader_sql.h"
#include "platform/db/effort_for_tests.h"

static const enum right leads[] = {RIGHT_SIGNED_IN, RIGHT_CASE_SEE, RIGHT_UNIT_LEAD, 0};
static const enum right leads_all[] = {RIGHT_SIGNED_IN, RIGHT_CASE_SEE, RIGHT_UNIT_LEAD, RIGHT_TOWN_LEAD, 0};
static int64_t later;

/* What is kept against what it is made from. */
static void assert_kept(const struct test_database *database) {
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM leader_alone_now EXCEPT SELECT * FROM leader_alone_kept) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM leader_alone_kept EXCEPT SELECT * FROM leader_alone_now) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM leader_alone_total_now EXCEPT SELECT * FROM leader_alone_total_kept) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM leader_alone_total_kept EXCEPT SELECT * FROM leader_alone_total_now) AS x"), 0);
}

static struct case_id case_in(const struct test_database *database, const char *name) {
    struct case_id id = town_case(database, name);
    struct db *db = town_write(database, HOT, later += 1000);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "involved", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static void task(const struct test_database *database, struct case_id id, int unit, enum task_kind kind, struct date due) {
    struct db *db = town_write(database, HOT, later += 1000);
    work_task_add(db, id, unit_of(unit), kind, id.v * 100 + (int64_t)kind, due);
    audit_add(db, "task_added", "case", id.v, NULL);
    town_commit(db);
}

static void offer(const struct test_database *database, struct case_id id, int to) {
    struct handover_id handover;
    const struct baton_offer asks = {.to = {to}, .reason = HANDOVER_REASON_OTHER, .what = "Samtaler", .asked = PERSON_ASKED_AGREES};
    struct db *db = town_write(database, HOT, later += 1000);
    assert_int_equal(baton_offer(db, id, &asks, &handover), BATON_DONE);
    town_commit(db);
}

static const char *text_of_reply(const struct test_database *database, const struct reply *reply) {
    return arena_strndup(database->arena, (const char *)reply->body.data, reply->body.size);
}

/* Ten days after everything here. The list is opened as a worker of a unit; the page must answer 200. */
static const char *page_as(const struct test_database *database, int unit, const enum right *rights, const struct leader_page_in *in) {
    struct db *db = db_begin(database->store, DB_READ, database->arena, &test_actor, (struct instant){TEST_NOW.ms + 10 * MS_PER_DAY});
    struct request rq = town_request(database, db, town_session(database, unit, rights));
    struct reply reply = leader_page(&rq, in);
    assert_int_equal(reply.status, 200);
    assert_false(db_failed(db));
    const char *text = text_of_reply(database, &reply);
    db_abort(db);
    return text;
}

static const char *town_as(const struct test_database *database, int unit, const struct leader_town_page_in *in) {
    struct db *db = db_begin(database->store, DB_READ, database->arena, &test_actor, (struct instant){TEST_NOW.ms + 10 * MS_PER_DAY});
    struct request rq = town_request(database, db, town_session(database, unit, leads_all));
    struct reply reply = leader_town_page(&rq, in);
    assert_int_equal(reply.status, 200);
    assert_false(db_failed(db));
    const char *text = text_of_reply(database, &reply);
    db_abort(db);
    return text;
}

static bool shows(const char *page, const char *text) { return strstr(page, text) != NULL; }

/* trace: R-030 R-029 I-04 */
static void a_late_answer_is_seen_by_sender_receiver_and_leader_and_nobody_else_gets_a_name(void **state) {
    const struct test_database *database = *state;
    authority_make(database);
    later = 0;
    struct case_id ane = case_in(database, "Ane");
    offer(database, ane, NAV);
    const char *number = arena_printf(database->arena, "Sak 2026-%06lld", (long long)ane.v);
    const struct leader_page_in late = {.liste = LEADER_LIST_HANDOVERS};
    const char *sender = page_as(database, HOT, leads, &late), *receiver = page_as(database, NAV, leads, &late);
    assert_true(shows(sender, ">Ane Solberg</a>") && shows(sender, "/sak/1/ansvar"));
    assert_true(shows(receiver, ">Ane Solberg</a>"));
    assert_true(shows(sender, "Helse- og omsorgstorvet → Nav Levanger"));
    const char *other = page_as(database, RUS, leads, &late);
    assert_true(shows(other, "Ingenting her nå."));
    assert_false(shows(other, number));
    const char *town = town_as(database, KDR, &(struct leader_town_page_in){.liste = LEADER_LIST_HANDOVERS});
    assert_true(shows(town, number));
    assert_false(shows(town, "Ane") || shows(town, "Solberg"));
    assert_false(shows(town, "/sak/"));
    assert_true(shows(town, "1 spørsmål om ansvar er ikke besvart i tide"));
}

/* trace: R-030 R-033 R-039 I-09 */
static void every_list_has_its_rows_and_its_numbers(void **state) {
    static const struct {
        enum task_kind kind;
        enum leader_list list;
    } kinds[] = {{TASK_KIND_CASE_SILENT, LEADER_LIST_SILENT},
                 {TASK_KIND_PROVISIONAL_REPLY, LEADER_LIST_REPLIES},
                 {TASK_KIND_SERVICE_WITHOUT_DECISION, LEADER_LIST_HELP},
                 {TASK_KIND_DECISION_EXPIRING, LEADER_LIST_ENDING},
                 {TASK_KIND_PREPARE_APPEAL, LEADER_LIST_APPEALS},
                 {TASK_KIND_DECIDE_APPEAL, LEADER_LIST_APPEALS}};
    const struct test_database *database = *state;
    authority_make(database);
    later = 0;
    struct case_id ane = case_in(database, "Ane"), kari = case_in(database, "Kari");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        task(database, ane, HOT, kinds[i].kind, date_of(2026, 9, 1));
        task(database, kari, HOT, kinds[i].kind, date_of(2027, 9, 1));
    }
    struct db *db = test_read(database);
    int64_t n[LEADER_LISTS + 1], late[LEADER_LISTS + 1], expected[LEADER_LISTS + 1] = {0};
    struct request rq = town_request(database, db, town_session(database, HOT, leads));
    rq.today = date_of(2026, 10, 1);
    leader_counts_read(&rq, &(struct leader_choice){.unit = HOT}, n, late);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) expected[kinds[i].list] += 2;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        assert_int_equal(n[kinds[i].list], expected[kinds[i].list]);
        assert_int_equal(late[kinds[i].list], expected[kinds[i].list] / 2);
        bool more = true;
        struct leader_rows rows = leader_rows_read(&rq, &(struct leader_choice){.unit = HOT, .list = kinds[i].list, .page = 1}, &more);
        assert_int_equal(rows.n, expected[kinds[i].list]);
        assert_false(more);
        assert_true(rows.v[0].late && !rows.v[rows.n - 1].late);
        assert_string_equal(rows.v[0].label, "Ane Solberg");
    }
    assert_int_equal(n[LEADER_LIST_TASKS], sizeof kinds / sizeof *kinds);
    assert_int_equal(n[LEADER_LIST_CONTACT], 2);
    assert_int_equal(n[LEADER_LIST_NOBODY], 0);
    leader_counts_read(&rq, &(struct leader_choice){.unit = RUS}, n, late);
    for (int i = 1; i <= LEADER_LISTS; i++) assert_int_equal(n[i], 0);
    db_abort(db);
    /* every list opens, at both ends */
    for (enum leader_list list = 1; list <= LEADER_LIST_BOUNCE; list++) {
        page_as(database, HOT, leads, &(struct leader_page_in){.liste = list, .side = {true, 1}});
        town_as(database, KDR, &(struct leader_town_page_in){.liste = list, .side = {true, 2}});
    }
}

/* trace: R-039 */
static void a_primary_contact_or_a_coordinator_where_the_profile_says_so_takes_the_case_off_the_list(void **state) {
    const struct test_database *database = *state;
    authority_make(database);
    later = 0;
    case_in(database, "Ane");
    case_in(database, "Kari");
    const struct leader_page_in contact = {.liste = LEADER_LIST_CONTACT};
    const char *page = page_as(database, HOT, leads, &contact);
    assert_true(shows(page, ">Ane Solberg</a>") && shows(page, ">Kari Solberg</a>"));
    test_script(database,
                "INSERT INTO case_role (case_id, kind, unit_id, staff_id, from_at, set_by) VALUES (1, 'primary_contact', 1, 1, 1, 1)");
    page = page_as(database, HOT, leads, &contact);
    assert_false(shows(page, ">Ane Solberg</a>"));
    assert_true(shows(page, ">Kari Solberg</a>"));
    assert_kept(database);
    struct db *db = town_write(database, HOT, later += 1000);
    test_run(db, "UPDATE case_role SET until_at = 1 WHERE until_at IS NULL");
    test_run(db, "UPDATE coordinator SET until_date = '2026-09-08' WHERE until_date IS NULL");
    test_run(db, "UPDATE person_case SET state = 'closing' WHERE id = 2");
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    assert_kept(database);
}

/* trace: R-030 R-045 */
static void the_leaders_numbers_cost_the_same_for_400_cases_as_for_40(void **state) {
    const struct test_database *database = *state;
    authority_make(database);
    struct effort few = {0};
    for (int many = 0; many < 2; many++) {
        struct db *db = town_write(database, HOT, later += 1000);
        for (int i = 0; i < (many ? 360 : 40); i++) {
            struct person_id person = {0};
            struct case_id id = {0};
            const struct person_new someone = {.given_name = "Ola", .family_name = "Dahl", .born = DATE_NONE, .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
            assert_int_equal(person_create(db, &someone, &person), ERR_OK);
            assert_int_equal(work_open_case(db, person, unit_of(HOT), (struct staff_id){0}, false, &id), ERR_OK);
        }
        town_commit(db);
        struct leader_other_counts_row counts;
        for (int i = 0; i < 2; i++) {
            db = test_read(database);
            effort = (struct effort){0};
            assert_true(leader_other_counts(db, HOT, date_of(2026, 9, 7), false, &counts));
            assert_int_equal(db_commit(db), DB_OK);
        }
        assert_int_equal(counts.n_contact, many ? 400 : 40);
        if (!many) few = effort;
    }
    assert_same_effort(few, effort);
    assert_kept(database);
}

/* A hidden person, and one the leader is too close to, are a number without a way in, also in her own unit. */
/* trace: I-04 */
static void a_hidden_person_and_one_too_close_have_no_name_and_no_link(void **state) {
    const struct test_database *database = *state;
    authority_make(database);
    later = 0;
    struct case_id ane = case_in(database, "Ane"), kari = case_in(database, "Kari");
    task(database, ane, HOT, TASK_KIND_FIND_WORKER, date_of(2026, 9, 1));
    task(database, kari, HOT, TASK_KIND_FIND_WORKER, date_of(2026, 9, 1));
    test_script(database, "INSERT INTO staff_bar (staff_id, person_id, tie, told_at, told_by) VALUES (1, 1, 'family', 1, 1)");
    test_script(database, "INSERT INTO person_shield (person_id, because, made_at, made_by) VALUES (2, 'employee', 1, 1)");
    const char *page = page_as(database, HOT, leads, &(struct leader_page_in){.liste = LEADER_LIST_TASKS});
    assert_false(shows(page, "Ane") || shows(page, "Kari") || shows(page, "href=\"/sak/"));
    assert_true(shows(page, "Sak 2026-000001") && shows(page, "Sak 2026-000002"));
}

/* trace: R-030 */
static void a_leader_sees_the_units_she_leads_and_no_other(void **state) {
    const struct test_database *database = *state;
    authority_make(database);
    later = 0;
    struct case_id ane = case_in(database, "Ane");
    task(database, ane, HOT, TASK_KIND_FIND_WORKER, date_of(2026, 9, 1));
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HJE, leads));
    assert_int_equal(leader_page(&rq, &(struct leader_page_in){.enhet = unit_of(HOT)}).status, 404);
    rq = town_request(database, db, town_session(database, KDR, leads_all));
    assert_int_equal(leader_town_page(&rq, &(struct leader_town_page_in){.enhet = {999}}).status, 404);
    db_abort(db);
    db = test_write(database);
    organisation_add_member(db, staff_of(HJE), unit_of(HOT), STAFF_ROLE_UNIT_LEADER, date_of(2026, 1, 1), DATE_NONE);
    audit_add(db, "member_added", "staff", HJE, NULL);
    town_commit(db);
    const char *page = page_as(database, HJE, leads, &(struct leader_page_in){.enhet = unit_of(HOT)});
    assert_true(shows(page, "Sak 2026-000001"));
    assert_false(shows(page, "Ane"));
    page = page_as(database, HOT, leads, &(struct leader_page_in){0});
    assert_true(shows(page, "/enhet?hvem=1"));
    assert_false(shows(page, "/leder/kommunen"));
    page = town_as(database, KDR, &(struct leader_town_page_in){.enhet = unit_of(HOT)});
    assert_true(shows(page, "Medarbeider 1"));
    assert_false(shows(page, "/enhet?hvem="));
    assert_true(session_may_open(rq.session, METHOD_GET, "/leder/kommunen"));
}

int main(void) {
    effort_watch();
    const struct test_rule rules[] = {
        RULE(a_late_answer_is_seen_by_sender_receiver_and_leader_and_nobody_else_gets_a_name),
        RULE(every_list_has_its_rows_and_its_numbers),
        RULE(a_primary_contact_or_a_coordinator_where_the_profile_says_so_takes_the_case_off_the_list),
        RULE_ON(ON_SQLITE, the_leaders_numbers_cost_the_same_for_400_cases_as_for_40),
        RULE(a_hidden_person_and_one_too_close_have_no_name_and_no_link),
        RULE(a_leader_sees_the_units_she_leads_and_no_other),
    };
    return run_rules("leader", rules, sizeof rules / sizeof *rules);
}
