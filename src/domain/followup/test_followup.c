/* The help in a case: the rule of fourteen days, the tasks and the clock that follow from it, and what the pages say. */
#include "domain/followup/followup.h"

#include "domain/work/town_for_tests.h"
#include "followup_routes.h"
#include "platform/jobs/jobs.h"

static int64_t day(int month, int of_month) {
    return (int64_t)date_days_between(date_of(2026, 9, 7), date_of(2026, month, of_month)) * MS_PER_DAY;
}

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_SERVICE_WRITE, 0};

static struct case_id case_with(const struct test_database *database, int unit) {
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    if (unit) secrecy_involve(db, id, unit_of(unit), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static struct service_new talks(struct case_id id, enum duration_measure measure, int64_t amount) {
    return (struct service_new){.case_ = id, .unit = unit_of(HJE), .staff = staff_of(HJE), .kind = SERVICE_KIND_TALKS_AT_HOME,
                                .started_on = date_of(2026, 9, 17), .measure = measure, .amount = amount};
}

static struct service_brief start(const struct test_database *database, const struct service_new *service, int64_t at) {
    struct db *db = town_write(database, HJE, at);
    struct service_id id = {0};
    struct service_brief line = {.version = 0};
    assert_int_equal(followup_start(db, service, &id), ERR_OK);
    assert_true(followup_service(db, service->case_, id, &line));
    audit_add(db, "tried", "case", service->case_.v, NULL);
    town_commit(db);
    return line;
}

static int64_t open_tasks(const struct test_database *database, const char *kind, const char *due) {
    return test_number(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s' AND due = '%s' AND unit_id = %d", kind, due, HJE));
}

static int run_jobs(const struct test_database *database, int64_t at) {
    static const struct job_kind jobs[] = {{"service_due", followup_due_job}, {NULL, NULL}};
    return jobs_run_due(database->store, jobs, (struct instant){TEST_NOW.ms + at}, 100);
}

/* trace: R-094 I-09 PBRL-2 */
static void ten_days_of_talks_need_no_decision_and_are_asked_about_on_day_ten(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new ten = talks(id, DURATION_MEASURE_DAYS, 10);
    struct service_brief line = start(database, &ten, day(9, 17));
    assert_int_equal(line.expected_until.days, date_of(2026, 9, 27).days);
    assert_int_equal(followup_warn_on(&line).days, date_of(2026, 9, 27).days);
    assert_int_equal(followup_decide_by(&line).days, date_of(2026, 10, 1).days);
    static const struct {
        int month, day;
        enum service_status status;
    } days[] = {{9, 17, SERVICE_FINE}, {9, 26, SERVICE_FINE}, {9, 27, SERVICE_DECIDE_SOON}, {10, 1, SERVICE_DECIDE_SOON}, {10, 2, SERVICE_LATE}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_int_equal(followup_status(&line, date_of(2026, days[i].month, days[i].day)), days[i].status);
    assert_int_equal(open_tasks(database, "decide_service", "2026-09-27"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE staff_id = 4"), 1);
}

/* trace: R-095 I-09 */
static void six_months_is_red_from_the_day_it_is_said_until_it_is_decided(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new ten = talks(id, DURATION_MEASURE_DAYS, 10);
    struct service_brief line = start(database, &ten, day(9, 17));
    struct db *db = town_write(database, HJE, day(9, 21));
    assert_int_equal(followup_expect(db, &line, DURATION_MEASURE_MONTHS, 6), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(open_tasks(database, "decide_service", "2026-09-21"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM service_expectation"), 2);
    db = test_read(database);
    assert_true(followup_service(db, id, line.id, &line));
    db_abort(db);
    assert_int_equal(line.expected_until.days, date_of(2027, 3, 17).days);
    assert_int_equal(followup_status(&line, date_of(2026, 9, 21)), SERVICE_DECIDE_NOW);
    db = town_write(database, HOT, day(9, 24));
    followup_decided(db, id, SERVICE_KIND_TALKS_AT_HOME, date_of(2026, 9, 24));
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 0);
    db = test_read(database);
    assert_true(followup_service(db, id, line.id, &line));
    db_abort(db);
    assert_int_equal(followup_status(&line, date_of(2026, 12, 1)), SERVICE_DECIDED);
    assert_int_equal(run_jobs(database, day(12, 1)), 0);
}

/* trace: R-095 I-09 */
static void the_clock_moves_the_task_on_day_ten_and_turns_it_red_on_day_fifteen(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new unknown = talks(id, DURATION_MEASURE_UNKNOWN, 0);
    start(database, &unknown, day(9, 17));
    assert_int_equal(run_jobs(database, day(9, 26)), 0);
    assert_int_equal(run_jobs(database, day(9, 27)), 1);
    assert_int_equal(open_tasks(database, "decide_service", "2026-10-01"), 1);
    assert_int_equal(run_jobs(database, day(10, 1)), 0);
    assert_int_equal(run_jobs(database, day(10, 2)), 1);
    assert_int_equal(open_tasks(database, "service_without_decision", "2026-10-01"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 1);
}

/* trace: I-09 */
static void a_decision_that_begins_after_day_fourteen_leaves_the_days_between_red(void **state) {
    (void)state;
    town_rules();
    struct service_brief line = {.id = {1}, .kind = SERVICE_KIND_TALKS_AT_HOME, .started_on = date_of(2026, 9, 17), .expected_until = date_of(2027, 3, 17),
                                 .decided_from = date_of(2026, 10, 10), .ended_on = DATE_NONE};
    assert_int_equal(followup_status(&line, date_of(2026, 9, 30)), SERVICE_DECIDE_NOW);
    assert_int_equal(followup_status(&line, date_of(2026, 10, 2)), SERVICE_LATE);
    assert_int_equal(followup_status(&line, date_of(2026, 10, 10)), SERVICE_DECIDED);
    line.decided_from = date_of(2026, 10, 1);
    assert_int_equal(followup_status(&line, date_of(2026, 9, 20)), SERVICE_DECIDED);
}

/* trace: PBRL-2 R-094 */
static void two_weeks_is_not_more_than_two_weeks_and_money_advice_is_always_decided(void **state) {
    (void)state;
    town_rules();
    struct service_brief line = {.id = {1}, .kind = SERVICE_KIND_PRACTICAL_HELP, .started_on = date_of(2026, 9, 17), .expected_until = date_of(2026, 10, 1),
                                 .decided_from = DATE_NONE, .ended_on = DATE_NONE};
    assert_int_equal(followup_status(&line, line.started_on), SERVICE_FINE);
    line.expected_until = date_of(2026, 10, 2);
    assert_int_equal(followup_status(&line, line.started_on), SERVICE_DECIDE_NOW);
    line.kind = SERVICE_KIND_ECONOMIC_ADVICE;
    line.expected_until = date_of(2026, 9, 18);
    assert_int_equal(followup_status(&line, line.started_on), SERVICE_DECIDE_NOW);
}

/* trace: R-106 */
static void informal_help_stands_beside_without_a_clock_and_medication_is_never_informal(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new informal = talks(id, 0, 0);
    informal.informal = true;
    struct service_brief line = start(database, &informal, day(9, 17));
    assert_int_equal(followup_status(&line, date_of(2027, 9, 17)), SERVICE_INFORMAL);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 0);
    informal.kind = SERVICE_KIND_MEDICATION;
    struct db *db = town_write(database, HJE, day(9, 18));
    struct service_id none = {0};
    assert_int_equal(followup_start(db, &informal, &none), ERR_INVALID);
    db_abort(db);
}

/* trace: I-04 R-052 */
static void help_cannot_be_given_by_a_unit_that_is_not_in_the_case(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, 0);
    struct service_new outside = talks(id, DURATION_MEASURE_DAYS, 5);
    struct db *db = town_write(database, HOT, day(9, 17));
    struct service_id none = {0};
    assert_int_equal(followup_start(db, &outside, &none), ERR_DENIED);
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM service"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_team WHERE unit_id = 4"), 0);
}

/* trace: R-021 R-045 */
static void help_that_ends_stops_its_clock_and_its_unit_leaves_when_it_has_no_more(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new ten = talks(id, DURATION_MEASURE_DAYS, 10);
    struct service_brief first = start(database, &ten, day(9, 17)), second = start(database, &ten, day(9, 17));
    struct db *db = town_write(database, HJE, day(9, 20));
    assert_int_equal(followup_end(db, &first, date_of(2026, 9, 16)), ERR_INVALID);
    assert_int_equal(followup_end(db, &first, date_of(2026, 9, 21)), ERR_INVALID);
    assert_int_equal(followup_end(db, &first, date_of(2026, 9, 20)), ERR_OK);
    assert_int_equal(followup_end(db, &first, date_of(2026, 9, 20)), ERR_CONFLICT);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'service'"), 1);
    db = town_write(database, HJE, day(9, 21));
    assert_int_equal(followup_end(db, &second, date_of(2026, 9, 21)), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'service'"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 0);
    assert_int_equal(run_jobs(database, day(12, 1)), 0);
}

/* trace: I-14 */
static void what_was_expected_cannot_be_rewritten_and_an_old_page_cannot_overwrite(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new ten = talks(id, DURATION_MEASURE_DAYS, 10);
    struct service_brief line = start(database, &ten, day(9, 17));
    struct db *db = town_write(database, HJE, day(9, 20));
    assert_int_equal(followup_expect(db, &line, DURATION_MEASURE_WEEKS, 1), ERR_OK);
    assert_int_equal(followup_expect(db, &line, DURATION_MEASURE_WEEKS, 2), ERR_CONFLICT);
    test_run(db, "UPDATE service_expectation SET amount = 3");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-021 R-095 */
static void the_page_shows_the_day_we_ask_again_and_the_red_line(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new ten = talks(id, DURATION_MEASURE_DAYS, 10);
    start(database, &ten, day(9, 17));
    struct db *db = town_write(database, HJE, day(9, 18));
    struct request rq = town_request(database, db, town_session(database, HJE, rights));
    struct reply reply = services_page(&rq, &(struct services_page_in){.case_ = id});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "27. september 2026"));
    assert_non_null(strstr(page, "Trenger ikke vedtak nå"));
    assert_null(strstr(page, "Mangler vedtak"));
    db_abort(db);
    db = town_write(database, HJE, day(10, 2));
    rq = town_request(database, db, town_session(database, HJE, rights));
    reply = services_page(&rq, &(struct services_page_in){.case_ = id});
    page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "Mangler vedtak"));
    db_abort(db);
}

/* trace: R-021 I-04 */
static void the_form_keeps_what_was_typed_and_another_case_is_not_found(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new ten = talks(id, DURATION_MEASURE_DAYS, 10);
    struct service_brief line = start(database, &ten, day(9, 17));
    struct db *db = town_write(database, HJE, day(9, 18));
    struct request rq = town_request(database, db, town_session(database, HJE, rights));
    struct form form = {0};
    rq.form = &form;
    struct service_start_in in = {.case_ = id, .kind = SERVICE_KIND_ACTIVITY, .unit = unit_of(HJE), .staff = staff_of(NAV), .started_on = date_of(2026, 9, 18)};
    struct reply reply = service_start(&rq, &in);
    assert_true(reply.from_form);
    assert_int_not_equal(form_error_of(rq.form, "measure"), 0);
    assert_int_not_equal(form_error_of(rq.form, "staff"), 0);
    assert_int_equal(service_page(&rq, &(struct service_page_in){.case_ = {id.v + 1}, .service = line.id}).status, 404);
    db_abort(db);
}

static struct service_nos no_to_the_first(struct db *db, struct case_id id) {
    static const struct service_id first = {1};
    (void)db, (void)id;
    return (struct service_nos){&first, 1, false};
}

/* trace: R-251 */
static void her_no_stands_beside_the_help_and_the_help_is_as_it_was(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database, HJE);
    struct service_new ten = talks(id, DURATION_MEASURE_DAYS, 10);
    start(database, &ten, day(9, 17));
    ten.kind = SERVICE_KIND_PRACTICAL_HELP;
    start(database, &ten, day(9, 17) + 1);
    followup_on_nos(no_to_the_first);
    struct db *db = town_write(database, HJE, day(9, 18));
    struct request rq = town_request(database, db, town_session(database, HJE, rights));
    const char *page = reply_text(database, services_page(&rq, &(struct services_page_in){.case_ = id}));
    db_abort(db);
    followup_on_nos(NULL);
    const char *said = strstr(page, "Har sagt nei til dette nå");
    assert_non_null(said);
    assert_null(strstr(said + 1, "Har sagt nei til dette nå"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM service WHERE ended_on IS NULL AND version = 1"), 2);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(ten_days_of_talks_need_no_decision_and_are_asked_about_on_day_ten),
        RULE(six_months_is_red_from_the_day_it_is_said_until_it_is_decided),
        RULE(the_clock_moves_the_task_on_day_ten_and_turns_it_red_on_day_fifteen),
        RULE(her_no_stands_beside_the_help_and_the_help_is_as_it_was),
        RULE_ON(ON_SQLITE, a_decision_that_begins_after_day_fourteen_leaves_the_days_between_red),
        RULE_ON(ON_SQLITE, two_weeks_is_not_more_than_two_weeks_and_money_advice_is_always_decided),
        RULE(informal_help_stands_beside_without_a_clock_and_medication_is_never_informal),
        RULE(help_cannot_be_given_by_a_unit_that_is_not_in_the_case),
        RULE(help_that_ends_stops_its_clock_and_its_unit_leaves_when_it_has_no_more),
        RULE(what_was_expected_cannot_be_rewritten_and_an_old_page_cannot_overwrite),
        RULE(the_page_shows_the_day_we_ask_again_and_the_red_line),
        RULE(the_form_keeps_what_was_typed_and_another_case_is_not_found),
    };
    return run_rules("followup", rules, sizeof rules / sizeof *rules);
}
