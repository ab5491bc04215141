/* A landlord's notice: what is wrong with it, how long she has, and what it makes someone do. */
#include "domain/lease/lease.h"

#include "domain/work/town_for_tests.h"
#include "lease_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_NOTICE_WRITE, 0};

static struct landlord_notice in_order(void) {
    return (struct landlord_notice){.received_on = date_of(2026, 9, 7),
                                    .leaves_on = date_of(2026, 12, 31),
                                    .written = NOTICE_ANSWER_YES,
                                    .reasons = NOTICE_ANSWER_YES,
                                    .protest_information = NOTICE_ANSWER_YES};
}

static bool finds(const struct landlord_notice *notice, enum notice_finding finding) {
    struct notice_findings findings = lease_findings(notice);
    for (size_t i = 0; i < findings.n; i++)
        if (findings.v[i] == finding) return true;
    return false;
}

/* trace: HLL-4 */
static void a_notice_in_order_has_no_fault_and_may_still_be_protested(void **state) {
    (void)state;
    town_rules();
    struct landlord_notice notice = in_order();
    assert_true(finds(&notice, NOTICE_FINDING_NONE_FOUND));
    assert_int_equal(lease_findings(&notice).n, 1);
    assert_int_equal(lease_protest_until(&notice).days, date_of(2026, 10, 7).days);
    assert_int_equal(lease_earliest_end(&notice).days, date_of(2026, 12, 31).days);
}

/* trace: HLL-4 */
static void each_fault_of_form_is_found(void **state) {
    (void)state;
    town_rules();
    struct landlord_notice notice = in_order();
    notice.reasons = NOTICE_ANSWER_NO;
    assert_true(finds(&notice, NOTICE_FINDING_NO_REASONS));
    notice.protest_information = NOTICE_ANSWER_NO;
    assert_true(finds(&notice, NOTICE_FINDING_NO_PROTEST_INFORMATION));
    assert_false(finds(&notice, NOTICE_FINDING_NONE_FOUND));
    notice.leaves_on = date_of(2026, 10, 31);
    assert_true(finds(&notice, NOTICE_FINDING_TOO_SHORT));
    notice.written = NOTICE_ANSWER_NO;
    assert_true(finds(&notice, NOTICE_FINDING_NOT_WRITTEN));
    assert_false(finds(&notice, NOTICE_FINDING_NO_REASONS));
    notice = in_order();
    notice.protest_information = NOTICE_ANSWER_UNKNOWN;
    assert_true(finds(&notice, NOTICE_FINDING_NOT_KNOWN));
    assert_false(finds(&notice, NOTICE_FINDING_NONE_FOUND));
}

/* trace: HLL-4 R-162 */
static void first_protest_then_the_day_she_leaves_and_never_a_day_that_has_passed(void **state) {
    (void)state;
    town_rules();
    struct landlord_notice notice = in_order();
    assert_int_equal(lease_act_by(&notice, date_of(2026, 9, 7)).days, date_of(2026, 10, 7).days);
    assert_int_equal(lease_act_by(&notice, date_of(2026, 10, 8)).days, date_of(2026, 12, 31).days);
    assert_int_equal(lease_act_by(&notice, date_of(2027, 2, 1)).days, date_of(2027, 2, 1).days);
    notice.protested = true;
    assert_int_equal(lease_act_by(&notice, date_of(2026, 9, 7)).days, date_of(2026, 12, 31).days);
}

/* trace: R-162 I-14 */
static void a_check_makes_one_task_for_the_holder_and_a_new_check_moves_it(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct landlord_notice notice = in_order();
    for (int i = 0; i < 2; i++) {
        struct db *db = town_write(database, HOT, 1 + i);
        notice.protested = i == 1;
        assert_true(lease_check(db, id, &notice).v > 0);
        audit_add(db, "tried", "case", id.v, NULL);
        town_commit(db);
    }
    assert_int_equal(test_number(database, "SELECT count(*) FROM landlord_notice"), 2);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'prevent_eviction' AND unit_id = 1 AND due = '2026-12-31'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_event WHERE kind = 'notice_checked'"), 2);
    struct db *db = town_write(database, HOT, 5);
    assert_int_equal(lease_finish(db, id, HOME_OUTCOME_NEW_HOME), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 0);
    db = town_write(database, HOT, 6);
    test_run(db, "UPDATE landlord_notice SET protested = 0");
    assert_true(db_failed(db));
    db_abort(db);
}

static const char *page_of(struct test_database *database, struct case_id id, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    struct request rq = town_request(database, db, town_session(database, HOT, rights));
    struct reply reply = notice_page(&rq, &(struct notice_page_in){.case_ = id});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    return page;
}

/* trace: HLL-4 HLL-9 R-162 */
static void the_page_tells_in_plain_words_what_to_do_and_by_when(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    assert_non_null(strstr(page_of(database, id, 1), "Oppsigelsen er ikke sjekket ennå"));
    struct landlord_notice notice = in_order();
    notice.reasons = NOTICE_ANSWER_NO;
    struct db *db = town_write(database, HOT, 2);
    lease_check(db, id, &notice);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    const char *page = page_of(database, id, 3);
    assert_non_null(strstr(page, "Oppsigelsen kan være ugyldig"));
    assert_non_null(strstr(page, "onsdag 7. oktober 2026"));
    assert_non_null(strstr(page, "Husleietvistutvalget"));
    page = page_of(database, id, 40 * MS_PER_DAY);
    assert_non_null(strstr(page, "Fristen gikk ut"));
}

/* trace: HLL-4 */
static void a_notice_from_tomorrow_or_a_day_before_it_came_is_refused_beside_the_field(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    struct request rq = town_request(database, db, town_session(database, HOT, rights));
    struct form form = {0};
    rq.form = &form;
    struct notice_save_in in = {.case_ = id,
                                .received_on = date_of(2026, 9, 8),
                                .leaves_on = date_of(2026, 9, 1),
                                .written = NOTICE_ANSWER_YES,
                                .reasons = NOTICE_ANSWER_YES,
                                .protest_information = NOTICE_ANSWER_YES};
    assert_true(notice_save(&rq, &in).from_form);
    assert_int_not_equal(form_error_of(rq.form, "received_on"), 0);
    assert_int_not_equal(form_error_of(rq.form, "leaves_on"), 0);
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, a_notice_in_order_has_no_fault_and_may_still_be_protested),
        RULE_ON(ON_SQLITE, each_fault_of_form_is_found),
        RULE_ON(ON_SQLITE, first_protest_then_the_day_she_leaves_and_never_a_day_that_has_passed),
        RULE(a_check_makes_one_task_for_the_holder_and_a_new_check_moves_it),
        RULE(the_page_tells_in_plain_words_what_to_do_and_by_when),
        RULE(a_notice_from_tomorrow_or_a_day_before_it_came_is_refused_beside_the_field),
    };
    return run_rules("lease", rules, sizeof rules / sizeof *rules);
}
