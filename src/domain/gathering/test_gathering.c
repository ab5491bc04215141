/* Meeting places: the week, and a number of visitors that can never become a name. */
#include "domain/gathering/gathering.h"

#include "domain/work/done_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "gathering_routes.h"

static const enum right runs[] = {RIGHT_PLACE_SEE, RIGHT_PLACE_WRITE, 0}, looks[] = {RIGHT_PLACE_SEE, 0};

/* RUS runs a meeting place. */
static void place_town(const struct test_database *database) {
    static struct profile_unit place = {.code = "RUS", .does = PROFILE_TASK(ACTIVITY)};
    town_make(database);
    town_profile(database)->units = &place;
}

static const char *page_for(const struct test_database *database, int unit, int64_t later, const enum right *rights) {
    struct visit *turn = visit_with(database, unit, later, rights);
    turn->rq.form = NULL;
    return page_of(&turn->rq, place_page(&turn->rq, &(struct place_page_in){}));
}

/* trace: R-241 */
static void the_week_is_written_by_who_runs_the_place_and_read_by_all(void **state) {
    struct test_database *database = *state;
    place_town(database);
    assert_int_equal(DONE_BY(database, HOT, 2, place_add_activity(db, PLACE_DAY_FRIDAY, 600, 720, "Kaffe")), PLACE_NOT_A_PLACE);
    assert_int_equal(DONE_BY(database, RUS, 3, place_add_activity(db, PLACE_DAY_FRIDAY, 720, 600, "Kaffe")), PLACE_ENDS_BEFORE);
    assert_int_equal(DONE_BY(database, RUS, 4, place_add_activity(db, PLACE_DAY_FRIDAY, 600, 720, "Kaffe")), PLACE_DONE);
    assert_int_equal(DONE_BY(database, RUS, 5, place_add_activity(db, PLACE_DAY_MONDAY, 660, 780, "Suppe")), PLACE_DONE);
    const char *page = page_for(database, HOT, 6, looks);
    has(page, "10.00–12.00");
    assert_true(strstr(page, "Suppe") < strstr(page, "Kaffe")); /* Monday before Friday */
    lacks(page, "/treffsted/besok");
    has(page_for(database, RUS, 7, runs), "/treffsted/aktivitet/1");
    assert_int_equal(DONE_BY(database, HOT, 8, place_end_activity(db, (struct place_activity_id){1})), PLACE_NOT_FOUND);
    assert_int_equal(DONE_BY(database, RUS, 9, place_end_activity(db, (struct place_activity_id){1})), PLACE_DONE);
    assert_int_equal(DONE_BY(database, RUS, 10, place_end_activity(db, (struct place_activity_id){1})), PLACE_NOT_FOUND);
    lacks(page_for(database, HOT, 11, looks), "Kaffe");
    assert_non_null(test_try(database, "UPDATE place_activity SET until_date = NULL WHERE id = 1"));
}

/* trace: R-241 A16 */
static void visitors_are_a_number_and_cannot_be_names(void **state) {
    struct test_database *database = *state;
    place_town(database);
    assert_int_equal(DONE_BY(database, HOT, 2, place_count_visitors(db, date_of(2026, 9, 7), 12)), PLACE_NOT_A_PLACE);
    assert_int_equal(DONE_BY(database, RUS, 3, place_count_visitors(db, date_of(2026, 9, 8), 12)), PLACE_IN_FUTURE);
    assert_int_equal(DONE_BY(database, RUS, 4, place_count_visitors(db, date_of(2026, 8, 1), 12)), PLACE_LONG_AGO);
    assert_int_equal(DONE_BY(database, RUS, 5, place_count_visitors(db, date_of(2026, 9, 7), 12)), PLACE_DONE);
    assert_int_equal(DONE_BY(database, RUS, 6, place_count_visitors(db, date_of(2026, 9, 7), 17)), PLACE_DONE);
    const char *page = page_for(database, RUS, 7, runs);
    has(page, "<b>17</b>");
    lacks(page, "<b>12</b>");
    assert_non_null(test_try(database, "UPDATE place_count SET visitors = 1"));
    assert_non_null(test_try(database, "SELECT person_id FROM place_count"));
    assert_non_null(test_try(database, "SELECT case_id FROM place_count"));
    const char *words = database->postgresql ? "SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'place_count' AND data_type IN ('text', 'bytea') AND column_name <> 'on_date'"
                                             : "SELECT count(*) FROM pragma_table_info('place_count') WHERE type IN ('TEXT', 'BLOB') AND name <> 'on_date'";
    assert_int_equal(test_number(database, words), 0);
}

int main(void) {
    const struct test_rule rules[] = {RULE(the_week_is_written_by_who_runs_the_place_and_read_by_all), RULE(visitors_are_a_number_and_cannot_be_names)};
    return run_rules("gathering", rules, sizeof rules / sizeof *rules);
}
