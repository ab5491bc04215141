/* The rows of the law to confirm: which they are, who found what, and that a changed row is unconfirmed again. */
#include "admin_routes.h"
#include "domain/admin/law_rows.h"
#include "domain/work/town_for_tests.h"

static const enum right lawyer[] = {RIGHT_SIGNED_IN, RIGHT_LAW_SEE, RIGHT_LAW_CONFIRM, 0};
static const enum right reader[] = {RIGHT_SIGNED_IN, RIGHT_LAW_SEE, 0};

static struct law_row some_row(const struct test_database *database, bool used) {
    struct db *db = test_read(database);
    struct law_rows rows = law_rows_read(db, law_current(), date_of(2026, 9, 7));
    struct law_row found = {0};
    for (size_t i = 0; i < rows.n; i++) {
        assert_true(rows.v[i].confidence == CONFIDENCE_EXCERPT || rows.v[i].confidence == CONFIDENCE_MEMORY);
        if ((rows.v[i].uses.n > 0) == used && !found.id) found = rows.v[i];
    }
    db_abort(db);
    assert_non_null(found.id);
    return found;
}

static int note(const struct test_database *database, struct law_finding finding, int64_t later) {
    struct db *db = town_write(database, NAV, later);
    int fault = law_row_note(db, law_current(), &finding);
    if (fault) db_abort(db);
    else town_commit(db);
    return fault;
}

/* trace: ARK-2 */
static void what_was_found_stands_with_name_and_day_until_the_row_changes(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct law_row row = some_row(database, true), now;
    assert_int_equal(row.state, LAW_ROW_UNCONFIRMED);
    struct db *db = test_read(database);
    struct date today = instant_oslo_date(TEST_NOW);
    int64_t open = law_rows_open(db, law_current(), today);
    db_abort(db);
    struct law_finding finding = {row.id, row.hash, LAW_JUDGEMENT_CONFIRMED, NULL, today};
    assert_int_equal(note(database, finding, 1000), LAW_NOTED);
    db = test_read(database);
    assert_true(law_row_read(db, law_current(), today, row.id, &now));
    assert_int_equal(now.state, LAW_ROW_CONFIRMED);
    assert_string_equal(now.who, "Medarbeider 3");
    assert_int_equal(law_rows_open(db, law_current(), today), open - 1);
    db_abort(db);
    finding.judgement = LAW_JUDGEMENT_WRONG;
    assert_int_equal(note(database, finding, 2000), LAW_WORDS_MISSING);
    finding.words = "Fristen er fire uker.";
    assert_int_equal(note(database, finding, 3000), LAW_NOTED);
    db = test_read(database);
    assert_true(law_row_read(db, law_current(), today, row.id, &now));
    assert_int_equal(now.state, LAW_ROW_WRONG);
    assert_string_equal(now.words, "Fristen er fire uker.");
    db_abort(db);
    /* the same row with other words */
    test_script(database, "INSERT INTO law_note (row_id, row_hash, judgement, checked_on, noted_at, noted_by) "
                          "SELECT row_id, 'another', 'confirmed', checked_on, noted_at, noted_by FROM law_note WHERE id = 1");
    db = test_read(database);
    assert_true(law_row_read(db, law_current(), today, row.id, &now));
    assert_int_equal(now.state, LAW_ROW_CHANGED);
    assert_int_equal(law_rows_open(db, law_current(), today), open);
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event IN ('law_row_confirmed', 'law_row_wrong')"), 2);
}

/* trace: ARK-2 */
static void one_confirms_the_row_one_has_read_and_no_other(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct law_row row = some_row(database, false);
    struct date today = instant_oslo_date(TEST_NOW);
    assert_int_equal(note(database, (struct law_finding){"FVL-999", row.hash, LAW_JUDGEMENT_CONFIRMED, NULL, today}, 1), LAW_ROW_UNKNOWN);
    assert_int_equal(note(database, (struct law_finding){"FVL-29", row.hash, LAW_JUDGEMENT_CONFIRMED, NULL, today}, 2), LAW_ROW_UNKNOWN); /* read in the law already */
    assert_int_equal(note(database, (struct law_finding){row.id, "another", LAW_JUDGEMENT_CONFIRMED, NULL, today}, 3), LAW_ROW_OTHER);
    assert_int_equal(note(database, (struct law_finding){row.id, row.hash, LAW_JUDGEMENT_CONFIRMED, NULL, date_add_days(today, 1)}, 4), LAW_DAY_AHEAD);
    assert_int_equal(test_number(database, "SELECT count(*) FROM law_note"), 0);
}

static const char *page_of(const struct test_database *database, struct reply reply) {
    assert_int_equal(reply.status, 200);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

/* trace: ARK-2 */
static void the_list_the_row_and_the_file_show_it(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct law_row row = some_row(database, true);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, NAV, lawyer));
    const char *page = page_of(database, law_rows_page(&rq, NULL));
    assert_non_null(strstr(page, "Ikke bekreftet, men i bruk"));
    assert_non_null(strstr(page, row.id));
    assert_null(strstr(page, "href=\"/administrasjon/spor\"")); /* a lawyer has not the rest of the administration */
    page = page_of(database, law_row_page(&rq, &(struct law_row_page_in){.rad = row.id}));
    assert_non_null(strstr(page, "name=\"judgement\""));
    rq = town_request(database, db, town_session(database, HOT, reader));
    assert_null(strstr(page_of(database, law_row_page(&rq, &(struct law_row_page_in){.rad = row.id})), "name=\"judgement\""));
    assert_int_equal(law_row_page(&rq, &(struct law_row_page_in){.rad = "FVL-999"}).status, 404);
    db_abort(db);
    db = town_write(database, NAV, 1000);
    rq = town_request(database, db, town_session(database, NAV, lawyer));
    struct law_row_find_in in = {.rad = row.id, .row_hash = row.hash, .judgement = LAW_JUDGEMENT_WRONG, .words = "Står i § 12; ikke § 11", .checked_on = instant_oslo_date(TEST_NOW)};
    assert_int_equal(law_row_find(&rq, &in).status, 303);
    in.words = NULL;
    assert_int_equal(law_row_find(&rq, &in).status, 422);
    in.row_hash = "another";
    assert_int_equal(law_row_find(&rq, &in).status, 409);
    town_commit(db);
    db = town_write(database, NAV, 2000);
    rq = town_request(database, db, town_session(database, NAV, lawyer));
    const char *file = page_of(database, law_notes_file(&rq, NULL));
    assert_non_null(strstr(file, arena_printf(database->arena, "%s;wrong;", row.id)));
    assert_non_null(strstr(file, "\"Står i § 12; ikke § 11\";yes\r\n"));
    db_abort(db);
}

/* trace: I-14 */
static void what_was_found_is_never_rewritten(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct law_row row = some_row(database, true);
    assert_int_equal(note(database, (struct law_finding){row.id, row.hash, LAW_JUDGEMENT_CONFIRMED, NULL, instant_oslo_date(TEST_NOW)}, 1000), LAW_NOTED);
    assert_non_null(test_try(database, "UPDATE law_note SET judgement = 'wrong'"));
    assert_non_null(test_try(database, "DELETE FROM law_note"));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(what_was_found_stands_with_name_and_day_until_the_row_changes),
        RULE(one_confirms_the_row_one_has_read_and_no_other),
        RULE(the_list_the_row_and_the_file_show_it),
        RULE(what_was_found_is_never_rewritten),
    };
    return run_rules("law_rows", rules, sizeof rules / sizeof *rules);
}
