/* The municipality's own lists: words come and end by date, are never taken away, and what was written with one keeps it. */
#include "admin_routes.h"
#include "domain/organisation/admin.h"
#include "domain/work/town_for_tests.h"

static const enum right administrator[] = {RIGHT_SIGNED_IN, RIGHT_ADMIN_SEE, RIGHT_ADMIN_WRITE, 0};

static const char *shown(const struct test_database *database, struct reply reply) { return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size); }

/* trace: R-310 */
static void a_word_is_chosen_from_its_first_day_to_its_last(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct date today = instant_oslo_date(TEST_NOW), tomorrow = date_add_days(today, 1);
    struct db *db = town_write(database, RUS, 1000);
    assert_int_equal(admin_local_add(db, LOCAL_LIST_MEETING_PLACE, "Biblioteket", "Biblioteket", today, DATE_NONE), ADMIN_DONE);
    assert_int_equal(admin_local_add(db, LOCAL_LIST_MEETING_PLACE, "Kaféen", "Kafeen", tomorrow, DATE_NONE), ADMIN_DONE);
    assert_int_equal(admin_local_add(db, LOCAL_LIST_MEETING_PLACE, "Biblioteket", "Biblioteket", today, DATE_NONE), ADMIN_NAME_TAKEN);
    assert_int_equal(admin_local_add(db, LOCAL_LIST_MEETING_PLACE, "x", "y", tomorrow, today), ADMIN_DATES);
    town_commit(db);
    db = test_read(database);
    assert_int_equal(organisation_local_options(db, LOCAL_LIST_MEETING_PLACE, LANG_NN, today).n, 1);
    assert_string_equal(organisation_local_options(db, LOCAL_LIST_MEETING_PLACE, LANG_NN, tomorrow).v[1].label, "Kafeen");
    assert_null(organisation_local_word(db, LOCAL_LIST_MEETING_PLACE, (struct local_word_id){2}, LANG_NB, today));
    db_abort(db);
    db = town_write(database, RUS, 2000);
    assert_int_equal(admin_local_end(db, (struct local_word_id){1}, date_add_days(today, -1)), ADMIN_DATES);
    assert_int_equal(admin_local_end(db, (struct local_word_id){9}, today), ADMIN_UNKNOWN);
    assert_int_equal(admin_local_end(db, (struct local_word_id){1}, today), ADMIN_DONE);
    town_commit(db);
    db = test_read(database);
    assert_non_null(organisation_local_word(db, LOCAL_LIST_MEETING_PLACE, (struct local_word_id){1}, LANG_NB, today));
    assert_null(organisation_local_word(db, LOCAL_LIST_MEETING_PLACE, (struct local_word_id){1}, LANG_NB, tomorrow));
    assert_int_equal(admin_local_words(db, LOCAL_LIST_MEETING_PLACE).n, 2);
    db_abort(db);
    assert_non_null(test_try(database, "DELETE FROM local_word"));
    assert_non_null(test_try(database, "UPDATE local_word SET until_date = '2020-01-01'"));
}

/* trace: R-310 */
static void words_are_added_and_ended_on_the_page(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct date today = instant_oslo_date(TEST_NOW);
    struct db *db = town_write(database, RUS, 1000);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    struct lists_add_in in = {.list = LOCAL_LIST_MEETING_PLACE, .words_nb = "Biblioteket", .words_nn = "Biblioteket", .from = today, .until = DATE_NONE};
    assert_int_equal(lists_add(&rq, &in).status, 303);
    assert_int_equal(lists_add(&rq, &in).status, 422);
    assert_int_equal(lists_end(&rq, &(struct lists_end_in){.word = {1}, .last_day = today}).status, 303);
    assert_int_equal(lists_end(&rq, &(struct lists_end_in){.word = {1}, .last_day = date_add_days(today, -1)}).status, 422);
    assert_int_equal(lists_end(&rq, &(struct lists_end_in){.word = {9}, .last_day = today}).status, 404);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event IN ('local_word_added', 'local_word_ended')"), 2);
}

/* trace: R-310 R-031 */
static void the_page_shows_own_and_fixed_lists_and_only_administrators_write(void **state) {
    const struct test_database *database = *state;
    static const enum right reader[] = {RIGHT_SIGNED_IN, RIGHT_ADMIN_SEE, 0};
    town_make(database);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    const char *page = shown(database, lists_page(&rq, NULL));
    assert_non_null(strstr(page, "name=\"words_nb\""));
    assert_non_null(strstr(page, "risk_of_cost"));
    rq = town_request(database, db, town_session(database, HOT, reader));
    assert_null(strstr(shown(database, lists_page(&rq, NULL)), "name=\"words_nb\""));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_word_is_chosen_from_its_first_day_to_its_last),
        RULE(words_are_added_and_ended_on_the_page),
        RULE(the_page_shows_own_and_fixed_lists_and_only_administrators_write),
    };
    return run_rules("lists", rules, sizeof rules / sizeof *rules);
}
