/* Parties outside the system, cases nobody acts on, and what is counted: by pair, reason and week, and the index of each case. */
#include "domain/responsibility/authority_for_tests.h"
#include "domain/responsibility/internal.h"
#include "domain/secrecy/secrecy.h"
#include "responsibility_routes.h"
#include "texts.h"

static const struct case_id ane = {1};
static int64_t later = 100000;

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int end(struct db *db, int fault) {
    if (fault) db_abort(db);
    else town_commit(db);
    return fault;
}

static void begin(const struct test_database *database) {
    later = 100000;
    authority_make(database);
    assert_int_equal(town_case(database, "Ane").v, 1);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static const struct outside_new to_gp = {.kind = OUTSIDE_KIND_GP,
                                         .party = "Fastlege Per Hansen",
                                         .asked_for = OUTSIDE_ASKED_TREATMENT,
                                         .what = "Medisinene",
                                         .ground = OUTSIDE_GROUND_NEED_IN_CARE,
                                         .way = OUTSIDE_WAY_PHONE};

static int ask(const struct test_database *database, int unit, struct outside_new request, struct outside_request_id *ret_request) {
    struct db *db = town_write(database, unit, later += 1000);
    return end(db, outside_ask(db, ane, &request, ret_request));
}

static int answer(const struct test_database *database, struct outside_request_id request, struct outside_answer said) {
    struct db *db = town_write(database, HOT, later += 1000);
    return end(db, outside_register(db, ane, request, &said));
}

/* trace: R-027 R-034 I-01 I-04 */
static void someone_outside_is_asked_on_a_ground_and_the_municipality_holds(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct outside_request_id request = {0};
    struct outside_new wrong = to_gp;
    wrong.kind = OUTSIDE_KIND_VOLUNTARY;
    assert_int_equal(ask(database, HOT, wrong, &request), BATON_NO_CONSENT);
    wrong = to_gp;
    wrong.party = "  ";
    assert_int_equal(ask(database, HOT, wrong, &request), BATON_PARTY_MISSING);
    wrong = to_gp;
    wrong.asked_for = OUTSIDE_ASKED_DUTY;
    assert_int_equal(ask(database, HOT, wrong, &request), BATON_DUTY_MISSING);
    assert_int_equal(ask(database, RUS, to_gp, &request), BATON_NOT_FOUND);
    assert_int_equal(ask(database, HOT, to_gp, &request), BATON_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'ask_outside' AND unit_id = 1 AND due = '2026-09-10'"),
                     1);
    struct outside_answer yes = {
        .state = OUTSIDE_STATE_ACCEPTED, .on = date_of(2026, 9, 7), .name = "Per Hansen, lege", .way = OUTSIDE_WAY_PHONE};
    assert_int_equal(answer(database, request, yes), BATON_DONE);
    assert_int_equal(answer(database, request, yes), BATON_OUTSIDE_ANSWERED);
    assert_int_equal(count(database, "SELECT holder_unit FROM person_case WHERE id = 1"), HOT);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'ask_outside'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team"), 1);
    assert_non_null(test_try(database, "UPDATE outside_request SET state = 'refused'"));
}

/* trace: R-031 R-032 R-034 */
static void a_no_from_outside_is_dated_named_reasoned_and_counted(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct outside_request_id request = {0};
    struct outside_new to_hospital = to_gp;
    to_hospital.kind = OUTSIDE_KIND_HOSPITAL_PSYCHIATRY;
    assert_int_equal(ask(database, HOT, to_hospital, &request), BATON_DONE);
    struct outside_answer no = {.state = OUTSIDE_STATE_REFUSED,
                                .on = date_of(2026, 9, 7),
                                .name = "Inntaksteamet",
                                .way = OUTSIDE_WAY_LETTER,
                                .refusal = REFUSAL_REASON_RISK_OF_COST,
                                .words = "Ikke rett til helsehjelp"};
    struct outside_answer wrong = no;
    wrong.words = NULL;
    assert_int_equal(answer(database, request, wrong), BATON_ANSWER_REASON);
    wrong = no;
    wrong.name = "";
    assert_int_equal(answer(database, request, wrong), BATON_ANSWER_NAME);
    wrong = no;
    wrong.on = date_of(2026, 9, 6);
    assert_int_equal(answer(database, request, wrong), BATON_ANSWER_DATE);
    wrong.on = date_of(2026, 9, 8);
    assert_int_equal(answer(database, request, wrong), BATON_ANSWER_DATE);
    assert_int_equal(answer(database, request, no), BATON_DONE);
    assert_int_equal(
        count(
            database,
            "SELECT n FROM baton_counts WHERE what = 'shove' AND from_unit = 1 AND outside = 'hospital_psychiatry' AND reason = 'risk_of_cost'"),
        1);
}

static int refuse(const struct test_database *database, enum refusal_reason reason) {
    struct handover_id handover;
    struct baton_offer offer = {.to = {HJE}, .reason = HANDOVER_REASON_OTHER, .what = "Samtaler", .asked = PERSON_ASKED_AGREES};
    struct baton_refusal no = {.reason = reason, .text = "Nei", .proposed = {RUS}};
    struct db *db = town_write(database, HOT, later += 1000);
    assert_int_equal(end(db, baton_offer(db, ane, &offer, &handover)), BATON_DONE);
    db = town_write(database, HJE, later += 1000);
    return end(db, baton_refuse(db, ane, handover, &no));
}

/* trace: R-031 R-032 R-033 R-034 */
static void every_no_is_counted_by_pair_and_reason_and_the_index_follows(void **state) {
    struct test_database *database = *state;
    begin(database);
    for (int i = 0; i < 3; i++)
        assert_int_equal(refuse(database, i ? REFUSAL_REASON_RISK_OF_COST : REFUSAL_REASON_NO_CAPACITY), BATON_DONE);
    assert_int_equal(count(database, "SELECT sum(n) FROM baton_counts WHERE what = 'shove' AND from_unit = 1 AND to_unit = 4"), 3);
    assert_int_equal(count(database, "SELECT n FROM baton_counts WHERE reason = 'risk_of_cost'"), 2);
    assert_int_equal(count(database, "SELECT score FROM case_bounce WHERE case_id = 1"), 6);
    assert_int_equal(count(database, "SELECT sum(n) FROM baton_counts"),
                     count(database, "SELECT count(*) FROM handover WHERE state IN ('accepted', 'refused')"));
}

static void watch(const struct test_database *database, struct date day) {
    static const struct actor system = {.kind = ACTOR_SYSTEM, .what = "jobs"};
    struct instant now = instant_of_oslo(day, 300);
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, &system, now);
    audit_add(db, "tried", "case", 1, NULL);
    baton_watch_job(db, 0, now);
    town_commit(db);
}

/* trace: R-030 R-033 I-03 */
static void a_case_nobody_acts_on_comes_to_the_leader_until_someone_does(void **state) {
    struct test_database *database = *state;
    begin(database);
    watch(database, date_of(2026, 10, 5));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'case_silent'"), 0);
    watch(database, date_of(2026, 10, 6));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'case_silent' AND unit_id = 1 AND staff_id = 1"), 1);
    watch(database, date_of(2026, 11, 16));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'case_silent'"), 1);
    assert_int_equal(count(database, "SELECT idle_weeks FROM case_bounce WHERE case_id = 1"), 5);
    assert_int_equal(count(database, "SELECT count(*) FROM job WHERE kind = 'baton_watch'"), 1);
    struct db *db = town_write(database, HOT, 71 * MS_PER_DAY);
    work_event(db, ane, CASE_EVENT_KIND_DUTY_CHANGED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'case_silent'"), 0);
}

/* trace: R-030 R-042 */
static void a_case_without_a_name_and_the_coordinating_unit(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct handover_id handover;
    struct baton_offer offer = {.to = {HJE}, .reason = HANDOVER_REASON_OTHER, .what = "Samtaler", .asked = PERSON_ASKED_AGREES};
    struct db *db = town_write(database, HOT, later += 1000);
    assert_int_equal(end(db, baton_offer(db, ane, &offer, &handover)), BATON_DONE);
    db = town_write(database, HJE, later += 1000);
    assert_int_equal(end(db, baton_accept(db, ane, handover, (struct staff_id){0})), BATON_DONE);
    watch(database, date_of(2026, 9, 14));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'find_worker'"), 0);
    watch(database, date_of(2026, 9, 15));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'find_worker' AND unit_id = 4"), 1);
    struct profile with_unit = *organisation_profile();
    with_unit.responsibility.coordinating_unit = "RUS";
    organisation_set_profile(&with_unit);
    watch(database, date_of(2026, 10, 20));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'help_on' AND unit_id = 5"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 5 AND why = 'dispute' AND ends_on IS NOT NULL"), 1);
    db = town_write(database, HJE, 50 * MS_PER_DAY);
    assert_int_equal(end(db, baton_reassign(db, ane, staff_of(HJE))), BATON_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind IN ('find_worker', 'case_silent', 'help_on')"), 0);
}

/* trace: R-027 R-034 */
static void the_page_lists_them_and_a_form_without_a_reason_comes_back(void **state) {
    struct test_database *database = *state;
    static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_DUTY_WRITE, 0};
    begin(database);
    struct outside_request_id request = {0};
    assert_int_equal(ask(database, HOT, to_gp, &request), BATON_DONE);
    struct db *db = town_write(database, HOT, later += 1000);
    struct request rq = town_request(database, db, town_session(database, HOT, officer));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    struct reply reply = responsibility_page(&rq, &(struct responsibility_page_in){.case_ = ane});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "Fastlege Per Hansen"));
    assert_non_null(strstr(page, "/sak/1/ansvar/utenfor/1"));
    struct outside_answer_write_in no = {.case_ = ane,
                                         .outside = request,
                                         .state = OUTSIDE_STATE_REFUSED,
                                         .answered_on = date_of(2026, 9, 7),
                                         .answered_name = "Per",
                                         .answered_way = OUTSIDE_WAY_PHONE};
    assert_int_equal(outside_answer_write(&rq, &no).status, 422);
    assert_int_equal(form_error_of(rq.form, "refusal"), T_responsibility_answer_reason);
    assert_int_equal(outside_answer_form(&rq, &(struct outside_answer_form_in){.case_ = {2}, .outside = request}).status, 404);
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(someone_outside_is_asked_on_a_ground_and_the_municipality_holds),
        RULE(a_no_from_outside_is_dated_named_reasoned_and_counted),
        RULE(every_no_is_counted_by_pair_and_reason_and_the_index_follows),
        RULE(a_case_nobody_acts_on_comes_to_the_leader_until_someone_does),
        RULE(a_case_without_a_name_and_the_coordinating_unit),
        RULE(the_page_lists_them_and_a_form_without_a_reason_comes_back),
    };
    return run_rules("outside", rules, sizeof rules / sizeof *rules);
}
