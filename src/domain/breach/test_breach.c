/* Breaches of privacy on both databases: the 72 hours, who must be told, when one may be closed, and that the register cannot be made to say otherwise. */
#include "domain/breach/breach.h"

#include "breach_routes.h"
#include "breach_sql.h"
#include "domain/work/pages_for_tests.h"
#include "texts.h"

#include <pthread.h>

enum { HOUR = 3600 * 1000 };
static const enum right officer[] = {RIGHT_BREACHES_HANDLE, 0};
static const struct case_id ane = {1};

static struct breach_new lost_list(int64_t hours_ago) {
    return (struct breach_new){BREACH_KIND_CONFIDENTIALITY, "En liste lå igjen på skriveren.", DATE_NONE, (struct instant){TEST_NOW.ms - hours_ago * HOUR}, unit_of(HJE), {0}};
}

static struct breach_id reported(const struct test_database *database, int64_t hours_ago) {
    struct breach_id breach = {0};
    struct breach_new new = lost_list(hours_ago);
    struct db *db = town_write(database, HJE, 0);
    assert_int_equal(breach_report(db, &new, &breach), BREACH_FINE);
    town_commit(db);
    return breach;
}

/* One act by the privacy officer, so many hours later. */
#define ACT(hours, call) \
    ({ \
        struct db *db = town_write(database, RUS, (hours) * HOUR); \
        int fault = call; \
        if (fault) db_abort(db); \
        else { \
            audit_add(db, "tried", "breach", 1, NULL); \
            town_commit(db); \
        } \
        fault; \
    })

static struct instant hours(int64_t later) { return (struct instant){TEST_NOW.ms + later * HOUR}; }

/* trace: GDPR-4 */
static void the_72_hours_run_from_when_somebody_knew(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct breach_id breach = reported(database, 10);
    assert_int_equal(test_number(database, "SELECT due_at - known_at FROM breach"), 72 * (int64_t)HOUR);
    assert_int_equal(ACT(1, breach_authority(db, breach, hours(63), "24/1", NULL)), BREACH_SENT_WRONG); /* not yet */
    assert_int_equal(ACT(1, breach_authority(db, breach, hours(-11), "24/1", NULL)), BREACH_SENT_WRONG); /* before anybody knew */
    assert_int_equal(ACT(70, breach_authority(db, breach, hours(63), "24/1", NULL)), BREACH_LATE_REASON);
    assert_int_equal(ACT(70, breach_authority(db, breach, hours(63), "24/1", "Vi visste ikke hvor mange det gjaldt.")), BREACH_FINE);
    assert_int_equal(ACT(71, breach_authority(db, breach, hours(64), "24/2", "En gang til.")), BREACH_MOVED);
    breach = reported(database, 0);
    assert_int_equal(ACT(72, breach_authority(db, breach, hours(72), "24/3", "Overflødig.")), BREACH_FINE);
    assert_int_equal(test_number(database, "SELECT count(*) FROM breach WHERE late_reason IS NULL AND authority_at = due_at"), 1);
}

/* trace: GDPR-4 */
static void what_has_not_happened_cannot_be_reported(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct breach_id made;
    struct breach_new new = lost_list(-1);
    assert_int_equal(ACT(0, breach_report(db, &new, &made)), BREACH_NOT_YET);
    new = lost_list(1);
    new.happened_on = date_add_days(instant_oslo_date(TEST_NOW), 1);
    assert_int_equal(ACT(0, breach_report(db, &new, &made)), BREACH_HAPPENED_AFTER);
}

/* trace: GDPR-4 */
static void a_breach_is_closed_when_all_that_must_be_done_is_done(void **state) {
    struct test_database *database = *state;
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    test_script(database, "UPDATE person_case SET number = '26/1' WHERE id = 1");
    struct breach_id breach = reported(database, 1);
    assert_int_equal(ACT(1, breach_end(db, breach, "Skriverne krever kort.", NULL)), BREACH_NOT_ASSESSED);
    assert_int_equal(ACT(2, breach_assess(db, breach, BREACH_RISK_HIGH, "Adresser kan bli kjent.", 1)), BREACH_FINE);
    assert_int_equal(ACT(3, breach_end(db, breach, "Skriverne krever kort.", NULL)), BREACH_NOT_SENT);
    assert_int_equal(ACT(4, breach_authority(db, breach, hours(4), "24/1", NULL)), BREACH_FINE);
    assert_int_equal(ACT(5, breach_end(db, breach, "Skriverne krever kort.", NULL)), BREACH_NO_MEASURE);
    assert_int_equal(ACT(6, breach_measure(db, breach, "Listen er makulert.")), BREACH_FINE);
    assert_int_equal(ACT(7, breach_end(db, breach, "Skriverne krever kort.", NULL)), BREACH_NOT_TOLD); /* nobody is named */
    assert_int_equal(ACT(8, breach_affect(db, breach, "26/404")), BREACH_NO_CASE);
    assert_int_equal(ACT(8, breach_affect(db, breach, "26/1")), BREACH_FINE);
    assert_int_equal(ACT(8, breach_affect(db, breach, "26/1")), BREACH_FINE); /* twice is once */
    assert_int_equal(test_number(database, "SELECT count(*) FROM breach_case"), 1);
    assert_int_equal(ACT(9, breach_end(db, breach, "Skriverne krever kort.", NULL)), BREACH_NOT_TOLD);
    struct date today = instant_oslo_date(hours(10));
    assert_int_equal(ACT(10, breach_tell(db, breach, (struct breach_case_id){1}, date_add_days(today, 1), BREACH_TOLD_TALK)), BREACH_TOLD_WRONG);
    assert_int_equal(ACT(10, breach_tell(db, breach, (struct breach_case_id){1}, today, BREACH_TOLD_TALK)), BREACH_FINE);
    assert_int_equal(ACT(11, breach_tell(db, breach, (struct breach_case_id){1}, today, BREACH_TOLD_LETTER)), BREACH_MOVED);
    assert_int_equal(ACT(12, breach_end(db, breach, "Skriverne krever kort.", NULL)), BREACH_FINE);
    assert_int_equal(ACT(13, breach_measure(db, breach, "For sent.")), BREACH_MOVED);
    assert_int_equal(ACT(13, breach_assess(db, breach, BREACH_RISK_UNLIKELY, "Likevel ikke.", 0)), BREACH_MOVED);
}

/* trace: GDPR-4 */
static void those_of_a_high_risk_may_be_told_otherwise_for_a_reason(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct breach_id breach = reported(database, 1);
    assert_int_equal(ACT(1, breach_assess(db, breach, BREACH_RISK_HIGH, "Mange, og vi vet ikke hvem.", 500)), BREACH_FINE);
    assert_int_equal(ACT(2, breach_authority(db, breach, hours(2), "24/1", NULL)), BREACH_FINE);
    assert_int_equal(ACT(3, breach_measure(db, breach, "Kunngjort på kommunens sider.")), BREACH_FINE);
    assert_int_equal(ACT(4, breach_end(db, breach, "Disken er kryptert nå.", "Vi vet ikke hvem det gjelder; det er kunngjort.")), BREACH_FINE);
    breach = reported(database, 1);
    assert_int_equal(ACT(1, breach_assess(db, breach, BREACH_RISK_UNLIKELY, "Filen var kryptert.", 3)), BREACH_FINE);
    assert_int_equal(ACT(2, breach_measure(db, breach, "Nøkkelen er byttet.")), BREACH_FINE);
    assert_int_equal(ACT(3, breach_end(db, breach, "Det virket som det skulle.", NULL)), BREACH_FINE);
}

/* trace: GDPR-4 I-14 */
static void the_register_itself_refuses_what_the_law_does(void **state) {
    struct test_database *database = *state;
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct breach_id breach = reported(database, 1);
    assert_non_null(test_try(database, "UPDATE breach SET due_at = due_at + 1"));
    assert_non_null(test_try(database, "UPDATE breach SET authority_at = due_at + 1"));
    assert_non_null(test_try(database, "UPDATE breach SET risk = 'risk'"));
    assert_non_null(test_try(database, "UPDATE breach SET state = 'closed', closed_at = known_at, lesson = 'x'"));
    assert_non_null(test_try(database, "UPDATE breach SET state = 'closed', closed_at = known_at, lesson = 'x', risk = 'risk', risk_reason = 'x', assessed_at = known_at"));
    assert_non_null(test_try(database, "DELETE FROM breach"));
    test_script(database, "INSERT INTO breach_case (breach_id, case_id, added_at, added_by, told_on, told, told_by) VALUES (1, 1, 0, 1, '2026-09-07', 'talk', 1)");
    assert_non_null(test_try(database, "UPDATE breach_case SET told_on = NULL, told = NULL, told_by = NULL"));
    assert_non_null(test_try(database, "DELETE FROM breach_case"));
    assert_int_equal(ACT(1, breach_measure(db, breach, "Noe.")), BREACH_FINE);
    assert_non_null(test_try(database, "UPDATE breach_measure SET what = 'noe annet'"));
    test_script(database, "UPDATE breach SET risk = 'unlikely', risk_reason = 'x', assessed_at = known_at");
    test_script(database, "UPDATE breach SET state = 'closed', closed_at = known_at, closed_by = 1, lesson = 'x'");
    assert_non_null(test_try(database, "UPDATE breach SET lesson = 'noe annet'"));
    assert_non_null(test_try(database, "UPDATE breach SET state = 'open', closed_at = NULL, closed_by = NULL, lesson = NULL"));
}

struct sending { const struct test_database *database; int said; };
static void *send_at_once(void *context) {
    struct sending *sending = context;
    const struct test_database *database = sending->database;
    struct arena *arena = arena_create();
    const struct actor actor = {.kind = ACTOR_STAFF, .staff = RUS, .unit = RUS, .what = "test"};
    struct db *db = db_begin(database->store, DB_WRITE, arena, &actor, hours(2));
    sending->said = breach_authority(db, (struct breach_id){1}, hours(2), "24/1", NULL);
    if (sending->said) db_abort(db);
    else if (db_commit(db) != DB_OK) sending->said = BREACH_MOVED;
    arena_destroy(arena);
    return NULL;
}

/* trace: GDPR-4 */
static void of_two_who_write_at_once_that_it_was_sent_one_is_told_so(void **state) {
    struct test_database *database = *state;
    town_make(database);
    reported(database, 1);
    pthread_t threads[2];
    struct sending sending[2] = {{database, 0}, {database, 0}};
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&threads[i], NULL, send_at_once, &sending[i]), 0);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert_int_equal((sending[0].said == BREACH_FINE) + (sending[1].said == BREACH_FINE), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'breach_authority_set'"), 1);
}

/* trace: GDPR-4 SPR-1 */
static void the_pages_tell_of_the_clock_and_keep_what_was_typed(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct visit *visit = visit_with(database, HJE, 2 * HOUR, NULL);
    struct date today = instant_oslo_date(TEST_NOW);
    struct reply reply = breach_report_send(&visit->rq, &(struct breach_report_send_in){.kind = BREACH_KIND_AVAILABILITY, .what = "Telefonen er borte.", .happened_on = DATE_NONE,
                                                                                       .known_on = today, .known_at = 0});
    assert_int_equal(reply.status, 303);
    assert_string_equal(reply.location, "/"); /* who told of it does not keep the register */
    visit_keep(visit);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, officer));
    const char *page = page_of(&rq, breaches_page(&rq, &(struct breaches_page_in){0}));
    has(page, "Telefonen er borte.");
    has(page, "timer igjen");
    has(page, "ikke vurdert");
    db = db_begin(database->store, DB_READ, database->arena, &test_actor, hours(100));
    rq = town_request(database, db, town_session(database, RUS, officer));
    rq.lang = LANG_NN;
    page = page_of(&rq, breach_page(&rq, &(struct breach_page_in){{1}}));
    has(page, "timar over fristen");
    has(page, "/avvik/1/datatilsynet");
    visit = visit_with(database, RUS, 100 * (int64_t)HOUR, officer);
    reply = breach_authority_send(&visit->rq, &(struct breach_authority_send_in){.breach = {1}, .sent_on = instant_oslo_date(hours(99)), .sent_at = 0, .reference = "26/77"});
    assert_true(visit->form.refused);
    db_abort(visit->db);
    visit = visit_with(database, RUS, 100 * (int64_t)HOUR, officer);
    assert_int_equal(breach_assess_send(&visit->rq, &(struct breach_assess_send_in){.breach = {9}, .risk = BREACH_RISK_RISK, .risk_reason = "x"}).status, 404);
    db_abort(visit->db);
}

/* trace: GDPR-4 PJL-3 */
static void reading_that_was_a_breach_waits_until_it_is_entered(void **state) {
    struct test_database *database = *state;
    town_make(database);
    test_script(database, "INSERT INTO finding (kind, staff_id, unit_id, person_id, day, n_reads, n_persons, first_at, last_at, state, found_at, outcome, note, closed_at, closed_by)"
                          " VALUES ('no_work', 1, 1, 0, '2026-09-01', 1, 1, 0, 0, 'closed', 0, 'breach', 'x', 0, 2)");
    struct db *seen = test_read(database);
    assert_int_equal(breach_findings(seen).n, 1);
    db_abort(seen);
    struct breach_new new = lost_list(1);
    new.finding = (struct finding_id){1};
    struct breach_id made;
    assert_int_equal(ACT(0, breach_report(db, &new, &made)), BREACH_FINE);
    seen = test_read(database);
    assert_int_equal(breach_findings(seen).n, 0);
    db_abort(seen);
    assert_non_null(test_try(database, "INSERT INTO breach (kind, what, known_at, due_at, unit_id, finding_id, reported_at, reported_by, state, persons)"
                                       " VALUES ('integrity', 'x', 0, 259200000, 1, 1, 0, 1, 'open', 0)"));
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(the_72_hours_run_from_when_somebody_knew),
        RULE(what_has_not_happened_cannot_be_reported),
        RULE(a_breach_is_closed_when_all_that_must_be_done_is_done),
        RULE(those_of_a_high_risk_may_be_told_otherwise_for_a_reason),
        RULE(the_register_itself_refuses_what_the_law_does),
        RULE(of_two_who_write_at_once_that_it_was_sent_one_is_told_so),
        RULE(the_pages_tell_of_the_clock_and_keep_what_was_typed),
        RULE(reading_that_was_a_breach_waits_until_it_is_entered),
    };
    return run_rules("breach", rules, sizeof rules / sizeof *rules);
}
