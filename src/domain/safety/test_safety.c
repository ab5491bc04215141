/* Safe work: a rule for a situation, seen by those who go and nobody else, never ended by a day, and a worker looked after by another. */
#include "domain/safety/internal.h"
#include "domain/work/done_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "safety_routes.h"

static const struct case_id ane = {1};
static const struct safety_rule_id first_rule = {1};
enum { LEADER = STAFF_NIGHT }; /* of HJE, beside its worker */
#define ON_DAY(days) ((days)*MS_PER_DAY)
static const enum right worker[] = {RIGHT_CASE_SEE, RIGHT_SAFETY_SEE, RIGHT_SAFETY_SET, RIGHT_INCIDENT_REPORT, 0};
static const enum right leader[] = {RIGHT_CASE_SEE, RIGHT_SAFETY_SEE, RIGHT_SAFETY_APPROVE, RIGHT_INCIDENT_REPORT, 0};

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* HOT has the case; HJE helps her, and EIE is her landlord. */
static void safety_town(const struct test_database *database) {
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, ane, unit_of(HJE), INVOLVEMENT_DUTY);
    secrecy_involve(db, ane, unit_of(EIE), INVOLVEMENT_DECISION_PART);
    organisation_add_member(db, staff_of(LEADER), unit_of(HJE), STAFF_ROLE_UNIT_LEADER, date_of(2026, 1, 1), DATE_NONE);
    calendar_on_together(safety_go_together);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static struct db *leader_writes(const struct test_database *database, int64_t later) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = LEADER, .unit = HJE, .what = "test"};
    return db_begin(database->store, DB_WRITE, database->arena, actor, (struct instant){TEST_NOW.ms + later});
}
#define DONE_BY_LEADER(database, later, call)              \
    ({                                                     \
        struct db *db = leader_writes((database), (later)); \
        int said = (call);                                 \
        if (said) db_abort(db);                            \
        else town_commit(db);                              \
        said;                                              \
    })

static const enum safe_measure two[] = {SAFE_MEASURE_TWO_TOGETHER, SAFE_MEASURE_CALL_BEFORE};
static struct safety_new a_rule(void) {
    return (struct safety_new){.case_ = ane, .situation = WORK_SITUATION_HOME_VISIT, .measures = two, .n_measures = 2, .review_on = DATE_NONE};
}
static int proposed(const struct test_database *database, const struct safety_new *rule, int64_t later) {
    struct safety_rule_id made;
    return DONE_BY(database, HJE, later, safety_propose(db, rule, &made));
}

/* trace: R-221 AML-1 */
static void a_rule_is_about_a_situation_and_has_a_leader_and_a_day(void **state) {
    struct test_database *database = *state;
    safety_town(database);
    struct safety_new rule = a_rule();
    rule.n_measures = 0;
    assert_int_equal(proposed(database, &rule, 2), SAFETY_NO_MEASURE);
    rule = a_rule();
    rule.review_on = date_of(2026, 9, 7);
    assert_int_equal(proposed(database, &rule, 3), SAFETY_REVIEW_TOO_SOON);
    rule.review_on = date_of(2027, 9, 8);
    assert_int_equal(proposed(database, &rule, 4), SAFETY_REVIEW_TOO_LATE);
    rule = a_rule();
    const struct unit_id nav = unit_of(NAV);
    rule.goers = &nav;
    rule.n_goers = 1;
    assert_int_equal(proposed(database, &rule, 5), SAFETY_UNIT_NOT_IN_CASE);
    rule = a_rule();
    assert_int_equal(proposed(database, &rule, 6), SAFETY_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM safety_rule WHERE state = 'proposed' AND unit_id = 4 AND review_on = '2026-12-07'"), 1);
    assert_int_equal(proposed(database, &rule, 7), SAFETY_STANDS_ALREADY);
    assert_int_equal(DONE_BY(database, HJE, 8, safety_answer(db, ane, first_rule, true)), SAFETY_SAME_PERSON);
    assert_int_equal(DONE_BY(database, HOT, 9, safety_answer(db, ane, first_rule, true)), SAFETY_NOT_FOUND);
    assert_int_equal(DONE_BY_LEADER(database, 10, safety_answer(db, ane, first_rule, true)), SAFETY_DONE);
    assert_int_equal(DONE_BY_LEADER(database, 11, safety_answer(db, ane, first_rule, false)), SAFETY_ANSWERED);
    assert_non_null(test_try(database, "UPDATE safety_rule SET answered_by = proposed_by"));
    assert_int_equal(count(database, "SELECT count(*) FROM case_event WHERE kind NOT IN ('case_opened')"), 0); /* nothing of it in the case */
    assert_int_equal(count(database, "SELECT count(*) FROM open_task"), 0);
    assert_int_equal(safety_review_day(date_of(2026, 11, 12)).days, date_of(2027, 2, 12).days);
}

/* trace: R-221 AML-1 */
static void no_day_ends_it_and_it_is_red_until_a_leader_has_looked(void **state) {
    struct test_database *database = *state;
    safety_town(database);
    const struct safety_new rule = a_rule();
    assert_int_equal(proposed(database, &rule, 2), SAFETY_DONE);
    assert_int_equal(DONE_BY_LEADER(database, 3, safety_look_again(db, ane, first_rule, DATE_NONE)), SAFETY_NOT_RUNNING);
    assert_int_equal(DONE_BY_LEADER(database, 4, safety_answer(db, ane, first_rule, true)), SAFETY_DONE);
    assert_non_null(test_try(database, "UPDATE safety_rule SET state = 'over'"));
    assert_non_null(test_try(database, "UPDATE safety_rule SET review_on = '2027-06-01'"));
    struct visit *turn = visit_with(database, HJE, ON_DAY(100), leader); /* 16 December: nine days past */
    turn->rq.form = NULL;
    assert_int_equal(safety_count(&turn->rq), 1);
    const char *page = page_of(&turn->rq, safety_page(&turn->rq, &(struct safety_page_in){ane}));
    has(page, "Fristen for å vurdere på nytt har gått ut");
    has(page, "Gå to sammen");
    turn = visit_with(database, HJE, ON_DAY(100) + 1, worker);
    assert_int_equal(safety_go_together(&turn->rq).n, 1);
    db_abort(turn->db);
    assert_int_equal(DONE_BY_LEADER(database, ON_DAY(101), safety_look_again(db, ane, first_rule, date_of(2027, 3, 1))), SAFETY_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM safety_rule WHERE state = 'running' AND review_on = '2027-03-01'"), 1);
    assert_int_equal(DONE_BY_LEADER(database, ON_DAY(150), safety_look_again(db, ane, first_rule, DATE_NONE)), SAFETY_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM safety_rule WHERE state = 'over'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM safety_review"), 2);
    assert_non_null(test_try(database, "UPDATE safety_rule SET state = 'running'"));
    assert_non_null(test_try(database, "DELETE FROM safety_rule"));
    turn = visit_with(database, HJE, ON_DAY(151), worker);
    assert_int_equal(safety_go_together(&turn->rq).n, 0);
    db_abort(turn->db);
}

static const char *page_for(const struct test_database *database, int unit, int64_t later) {
    struct visit *turn = visit_with(database, unit, later, worker);
    turn->rq.form = NULL;
    return page_of(&turn->rq, safety_page(&turn->rq, &(struct safety_page_in){ane}));
}

/* trace: R-221 AML-1 I-04 I-06 */
static void only_those_who_go_see_it_and_others_who_go_see_what_and_not_why(void **state) {
    struct test_database *database = *state;
    safety_town(database);
    struct visit *turn = visit_with(database, HJE, 2, worker);
    struct unit_id landlord = unit_of(EIE);
    enum safe_measure measures[] = {SAFE_MEASURE_TWO_TOGETHER};
    const struct safety_send_in in = {.case_ = ane, .situation = WORK_SITUATION_AT_DOOR, .measure = {measures, 1}, .words = "Ukjente kan være der om kvelden.", .goer = {&landlord, 1}, .review_on = date_of(2026, 12, 7)};
    assert_int_equal(safety_send(&turn->rq, &in).status, 303);
    visit_keep(turn);
    const char *page = page_for(database, HJE, 3);
    has(page, "Ukjente kan være der om kvelden.");
    has(page, "Gå to sammen");
    has(page, "Bygg og eiendom");
    page = page_for(database, EIE, 4);
    has(page, "Gå to sammen");
    lacks(page, "Ukjente kan være der");
    page = page_for(database, HOT, 5); /* has the case, and does not go there */
    has(page, "Ingenting er avtalt");
    lacks(page, "Ukjente kan være der");
    assert_int_equal(count(database, "SELECT count(*) FROM access_line WHERE purpose = 'safe_work' AND zone = 'health'") > 0, 1);
}

/* trace: AML-1 R-247 I-15 */
static void a_worker_tells_and_another_looks_after_her_and_no_person_is_counted(void **state) {
    struct test_database *database = *state;
    safety_town(database);
    struct incident_id made;
    struct incident_new threat = {ane, INCIDENT_KIND_THREAT, INCIDENT_BY_VISITOR, WORK_SITUATION_AT_DOOR, date_of(2026, 9, 8)};
    assert_int_equal(DONE_BY(database, HJE, 2, incident_report(db, &threat, &made)), SAFETY_IN_FUTURE);
    threat.on_date = date_of(2026, 5, 1);
    assert_int_equal(DONE_BY(database, HJE, 3, incident_report(db, &threat, &made)), SAFETY_LONG_AGO);
    threat.on_date = date_of(2026, 9, 7);
    assert_int_equal(DONE_BY(database, HJE, 4, incident_report(db, &threat, &made)), SAFETY_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM incident WHERE care_by = '2026-09-08' AND staff_id = 4 AND case_id = 1"), 1);
    assert_int_equal(DONE_BY(database, HJE, 5, incident_looked_after(db, made, CARE_STEP_TALKED_WITH)), SAFETY_OWN_INCIDENT);
    assert_int_equal(DONE_BY(database, HOT, 6, incident_looked_after(db, made, CARE_STEP_TALKED_WITH)), SAFETY_NOT_FOUND);
    assert_int_equal(DONE_BY_LEADER(database, 7, incident_looked_after(db, made, CARE_STEP_TALKED_WITH)), SAFETY_DONE);
    assert_int_equal(DONE_BY_LEADER(database, 8, incident_looked_after(db, made, CARE_STEP_DOCTOR)), SAFETY_CARED_ALREADY);
    assert_non_null(test_try(database, "UPDATE incident SET care = NULL, cared_on = NULL, cared_by = NULL"));
    assert_non_null(test_try(database, "UPDATE incident SET cared_by = staff_id"));
    struct db *db = test_look(database);
    struct staff_incidents counts = unit_incident_counts(db, unit_of(HJE), date_of(2026, 9, 1), date_of(2026, 9, 30));
    assert_int_equal(counts.n, 1);
    assert_int_equal(counts.v[0].n, 1);
    db_abort(db);
    assert_non_null(test_try(database, "SELECT case_id FROM staff_incident"));
    assert_non_null(test_try(database, "SELECT person_id FROM staff_incident"));
}

static const char *list_for(const struct test_database *database, int staff, int64_t later, const enum right *rights) {
    struct visit *turn = visit_with(database, HJE, later, rights);
    struct session *session = town_session(database, HJE, rights);
    session->staff = staff_of(staff);
    turn->rq.session = session;
    turn->rq.form = NULL;
    return page_of(&turn->rq, safety_list_page(&turn->rq, &(struct safety_list_page_in){}));
}

/* trace: AML-1 */
static void a_colleagues_day_is_hers_and_her_leaders(void **state) {
    struct test_database *database = *state;
    safety_town(database);
    struct visit *turn = visit_with(database, HJE, 2, worker);
    const struct incident_case_send_in in = {ane, INCIDENT_KIND_THREAT, INCIDENT_BY_VISITOR, WORK_SITUATION_AT_DOOR, date_of(2026, 9, 7), "En gjest truet meg i trappa."};
    assert_int_equal(incident_case_send(&turn->rq, &in).status, 303);
    visit_keep(turn);
    has(list_for(database, HJE, 3, worker), "Trusler");
    lacks(list_for(database, STAFF_NIGHT + 5, 4, worker), "Trusler");
    has(list_for(database, LEADER, 5, leader), "/trygt/hendelse/1");
    has(page_for(database, HJE, 6), "En gjest truet meg i trappa.");
    lacks(page_for(database, EIE, 7), "truet");
    lacks(page_for(database, HOT, 8), "truet");
}

/* trace: R-221 I-03 */
static void it_follows_the_unit_into_another(void **state) {
    struct test_database *database = *state;
    safety_town(database);
    const struct unit_id landlord = unit_of(EIE);
    struct safety_new rule = a_rule();
    rule.goers = &landlord;
    rule.n_goers = 1;
    assert_int_equal(proposed(database, &rule, 2), SAFETY_DONE);
    test_script(database, "UPDATE task SET unit_id = 5 WHERE unit_id = 4; UPDATE unit SET active = 0, successor_id = 5 WHERE id = 4");
    assert_int_equal(count(database, "SELECT count(*) FROM safety_rule WHERE unit_id = 5"), 1);
    test_script(database, "UPDATE unit SET active = 0, successor_id = 3 WHERE id = 2");
    assert_int_equal(count(database, "SELECT count(*) FROM safety_goer WHERE unit_id = 3"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_rule_is_about_a_situation_and_has_a_leader_and_a_day),
        RULE(no_day_ends_it_and_it_is_red_until_a_leader_has_looked),
        RULE(only_those_who_go_see_it_and_others_who_go_see_what_and_not_why),
        RULE(a_worker_tells_and_another_looks_after_her_and_no_person_is_counted),
        RULE(a_colleagues_day_is_hers_and_her_leaders),
        RULE(it_follows_the_unit_into_another),
    };
    return run_rules("safety", rules, sizeof rules / sizeof *rules);
}
