/* The queue in figures: what is counted in which cell, that nothing shown tells of one to four persons, and that no name is on the page. */
#include "domain/offer/offer_for_tests.h"
#include "queue_routes.h"
#include "queue_sql.h"
#include "texts.h"

static const enum right planning[] = {RIGHT_PROPOSAL_SEE, RIGHT_APPLICATION_LIST, 0};
static const char june[] = "1780300800000"; /* 2026-06-01; the town's day is in September */
enum { FIRST_CASE = 2 };                    /* Ane's is 1 */

/* `n` more people with a yes to an ordinary home, from case `first` on. */
static void people(const struct test_database *database, int first, int n) {
    for (int i = first; i < first + n; i++) {
        assert_int_equal(town_case(database, "Navnet").v, i);
        test_script(
            database,
            arena_printf(
                database->arena,
                "INSERT INTO housing_application (case_id, person_id, kind, way, status, received_on, adults, children, registered_unit, registered_at, changed_at, version)"
                " SELECT c.id, c.person_id, 'new_home', 'desk', 'registered', '2026-03-02', 1, 0, 1, 1, 1, 1 FROM person_case c WHERE c.id = %d;"
                "UPDATE housing_application SET status = 'assessed', list_type = 'ordinary' WHERE case_id = %d; UPDATE housing_application SET status = 'to_meeting' WHERE case_id = %d;"
                "UPDATE housing_application SET status = 'approved' WHERE case_id = %d",
                i, i, i, i));
    }
}
/* An offer in June that came to nothing. */
static void no_to(const struct test_database *database, int case_, const char *why, const char *fit) {
    test_script(
        database,
        arena_printf(
            database->arena,
            "INSERT INTO dwelling_offer (case_id, person_id, dwelling_id, application_id, unit_id, place, state, from_reserve, made_at, answer_by, version)"
            " SELECT a.case_id, a.person_id, 1, a.id, 1, 1, 'open', 0, %s, '2026-06-08', 1 FROM housing_application a WHERE a.case_id = %d;"
            "INSERT INTO offer_fit (offer_id, point, fit) SELECT max(id), 'rooms', '%s' FROM dwelling_offer;"
            "UPDATE dwelling_offer SET state = 'declined', answered_on = '2026-06-03', answered_way = 'phone', declined_why = '%s', ended_on = '2026-06-03' WHERE state = 'open'",
            june, case_, fit, why));
}
static void looked_at(const struct test_database *database, int case_, const char *why) {
    test_script(database, arena_printf(database->arena,
                                       "INSERT INTO home_passed (case_id, dwelling_id, why, at, by_staff) VALUES (%d, 1, '%s', %s, 1)",
                                       case_, why, june));
}

static struct queue_now_row ordinary(const struct test_database *database) {
    struct db *db = town_write(database, HOT, 100);
    struct queue_now_rows rows = queue_now(db);
    struct queue_now_row found = {0};
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].list_type == LIST_TYPE_ORDINARY) found = rows.v[i];
    db_abort(db);
    return found;
}

static const char *page_of(const struct test_database *database, int64_t later) {
    struct visit *visit = visit_with(database, HOT, later, planning);
    const char *page = reply_text(database, queue_page(&visit->rq, &(struct queue_page_in){}));
    db_abort(visit->db);
    return page;
}
/* Does the cell of this table, row and column say that? */
struct where {
    const char *section, *label, *column;
};
static bool row_says(const struct test_database *database, const char *page, struct where where, const char *cell) {
    const char *from = strstr(page, arena_printf(database->arena, "id=\"%s\"", where.section));
    from = from ? strstr(from, arena_printf(database->arena, ">%s</th>", where.label)) : NULL;
    const char *at = from ? strstr(from, arena_printf(database->arena, "data-label=\"%s\">", where.column)) : NULL;
    const char *end = from ? strstr(from, "</tr>") : NULL;
    if (!at || !end || at > end) return false;
    at = strchr(at, '>') + 1;
    return strncmp(at, cell, strlen(cell)) == 0 && at[strlen(cell)] == '<';
}

/* trace: R-144 R-195 */
static void a_yes_without_a_dwelling_that_suited_is_lack_and_one_that_suited_is_not(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    offer_homes_make(database);
    people(database, FIRST_CASE, 6);
    assert_int_equal(ordinary(database).lack, 6);
    no_to(database, 2, "rather_wait", "fits");     /* it suited */
    no_to(database, 3, "too_small", "fits");       /* she says it did not */
    no_to(database, 4, "rather_wait", "fits_not"); /* something of her need was not met */
    const struct queue_now_row now = ordinary(database);
    assert_int_equal(now.lack, 5);
    assert_int_equal(now.waits, 1);
    assert_int_equal(now.asked, 0);
}

/* trace: R-146 */
static void who_falls_between_the_types_is_counted_by_why_dwellings_did_not_suit(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    offer_homes_make(database);
    people(database, FIRST_CASE, 12);
    for (int i = 0; i < 6; i++) looked_at(database, FIRST_CASE + i, i % 2 ? "abstinence_rule" : "shared_living");
    looked_at(database, FIRST_CASE, "abstinence_rule"); /* once more: one person */
    looked_at(database, FIRST_CASE + 8, "wrong_area");  /* no rule of a house */
    assert_int_equal(ordinary(database).between_types, 6);
    const char *page = page_of(database, 101);
    assert_true(row_says(database, page, (struct where){"between", "Husets regler eller deling var til hinder", "Personer"}, "6"));
    assert_true(row_says(database, page, (struct where){"between", "Andre grunner, eller ingen bolig vurdert", "Personer"}, "6"));
    assert_true(row_says(database, page, (struct where){"between", "I alt", "Personer"}, "12"));
    assert_false(row_says(database, page, (struct where){"passed", "Feil område", "Personer"}, "1"));
}

/* trace: R-195 I-15 */
static void a_cell_of_few_is_hidden_with_as_many_as_it_takes_and_there_is_no_name(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    offer_homes_make(database);
    people(database, FIRST_CASE, 7);
    looked_at(database, FIRST_CASE, "shared_living");
    for (int i = 0; i < 6; i++) no_to(database, FIRST_CASE + i, "too_dear", "fits");
    const char *page = page_of(database, 101);
    assert_false(row_says(database, page, (struct where){"between", "Husets regler eller deling var til hinder", "Personer"}, "1"));
    assert_false(row_says(database, page, (struct where){"between", "Andre grunner, eller ingen bolig vurdert", "Personer"},
                          "6")); /* seven less six is one */
    assert_true(row_says(database, page, (struct where){"between", "I alt", "Personer"}, "7"));
    assert_true(row_says(database, page, (struct where){"now", "Ordinær bolig", "Ledige boliger nå"}, "3")); /* homes are no persons */
    assert_true(row_says(database, page, (struct where){"now", "I alt", "Ja, men uten egnet tilbud"}, "7"));
    assert_true(row_says(database, page, (struct where){"declined", "For dyr", "Personer"}, "6"));
    assert_true(row_says(database, page, (struct where){"time", "91–180 dager", "Personer"},
                         "6")); /* from the second of March to the first of June: 91 */
    assert_true(row_says(database, page, (struct where){"offers", "I alt", "Personer"}, "6"));
    assert_null(strstr(page, "Navnet"));
    assert_null(strstr(page, "Solberg"));
}

/* A dwelling with or without a grant was given in June with so many before her. */
static void given(const struct test_database *database, int n, bool bound, int ahead) {
    for (int i = 0; i < n; i++)
        test_script(
            database,
            arena_printf(
                database->arena,
                "INSERT INTO allocation_pick (proposal_id, application_id, dwelling_id, proposed, place, bound, ahead, at, by_staff)"
                " VALUES (1, %d, 1, 0, 2, %d, %d, %s, 1)",
                i + 1, bound, ahead, june));
}

/* trace: R-198 I-15 */
static void a_grant_that_made_someone_else_than_the_first_get_the_dwelling_is_reported(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    offer_homes_make(database);
    people(database, FIRST_CASE, 9);
    test_script(
        database,
        "INSERT INTO allocation_proposal (list_type, made_at, made_by, rules_version, applicants, dwellings, housed, ranking, ranking_result, instance, result)"
        " VALUES ('ordinary', 1, 1, '1', 1, 1, 1, '', '', '', '')");
    given(database, 5, true, 1);
    given(database, 7, true, 0);
    given(database, 9, false, 2);
    const char *page = page_of(database, 101);
    assert_true(row_says(database, page, (struct where){"grants", "En annen enn den som stod først", "Personer"}, "5"));
    assert_true(row_says(database, page, (struct where){"grants", "Den som stod først av dem uten bolig", "Personer"}, "7"));
    test_script(database,
                "INSERT INTO allocation_pick (proposal_id, application_id, dwelling_id, proposed, place, bound, ahead, at, by_staff)"
                " VALUES (1, 1, 1, 0, 2, 1, 1, 1, 1)"); /* long ago */
    assert_true(row_says(database, page_of(database, 102), (struct where){"grants", "En annen enn den som stod først", "Personer"}, "5"));
}

/* trace: R-146 I-15 */
static void what_the_last_proposal_of_each_list_had_no_home_for_is_counted_by_why(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    static const char *const lists[] = {"ordinary", "ordinary", "adapted_day"};
    for (int i = 0; i < 3; i++)
        test_script(database, arena_printf(database->arena,
                                           "INSERT INTO allocation_proposal (list_type, made_at, made_by, rules_version, applicants, dwellings, housed, ranking, ranking_result, instance, result)"
                                           " VALUES ('%s', %s, 1, '1', 1, 1, 1, '', '', '', '')", lists[i], june));
    test_script(database, "INSERT INTO proposal_without (proposal_id, why, n) VALUES (1, 'nothing_fits', 40), (2, 'nothing_fits', 6), (2, 'all_given', 8), (3, 'nothing_fits', 5)");
    const char *page = page_of(database, 101);
    assert_true(row_says(database, page, (struct where){"without", "Ingen ledig bolig passet", "Personer"}, "11"));
    assert_true(row_says(database, page, (struct where){"without", "Det som passet, gikk til noen foran i køen, eller stedet var fullt", "Personer"}, "8"));
    test_script(database, "INSERT INTO proposal_without (proposal_id, why, n) VALUES (3, 'all_given', 1), (3, 'barred', 2)");
    page = page_of(database, 102);
    assert_false(row_says(database, page, (struct where){"without", "Noe måtte avklares først", "Personer"}, "2"));
}

/* trace: R-194 */
static void what_may_not_be_read_is_not_counted_and_the_page_says_why(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    const char *page = page_of(database, 100);
    assert_non_null(strstr(page, "Dette teller vi ikke"));
    assert_non_null(strstr(page, "leses ikke til noe annet"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM household_mark"), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_yes_without_a_dwelling_that_suited_is_lack_and_one_that_suited_is_not),
        RULE(who_falls_between_the_types_is_counted_by_why_dwellings_did_not_suit),
        RULE(a_cell_of_few_is_hidden_with_as_many_as_it_takes_and_there_is_no_name),
        RULE(a_grant_that_made_someone_else_than_the_first_get_the_dwelling_is_reported),
        RULE(what_the_last_proposal_of_each_list_had_no_home_for_is_counted_by_why),
        RULE(what_may_not_be_read_is_not_counted_and_the_page_says_why),
    };
    return run_rules("home_queue", rules, sizeof rules / sizeof *rules);
}
