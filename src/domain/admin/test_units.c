/* Units as the administration corrects them: what letters use, what the profile may no longer overwrite, and that every version stays. */
#include "admin_routes.h"
#include "domain/organisation/admin.h"
#include "domain/work/town_for_tests.h"

static const enum right administrator[] = {RIGHT_SIGNED_IN, RIGHT_ADMIN_SEE, RIGHT_ADMIN_WRITE, 0};
static const enum right reader[] = {RIGHT_SIGNED_IN, RIGHT_ADMIN_SEE, 0};

static int correct(const struct test_database *database, struct admin_unit_words words, int64_t later) {
    struct db *db = town_write(database, RUS, later);
    int fault = admin_unit_correct(db, unit_of(HJE), &words);
    if (fault) db_abort(db);
    else town_commit(db);
    return fault;
}

static struct unit_brief unit_now(const struct test_database *database, enum lang lang) {
    struct unit_brief unit;
    struct db *db = test_read(database);
    assert_true(organisation_unit(db, unit_of(HJE), lang, &unit));
    db_abort(db);
    return unit;
}

static void sync_with(const struct test_database *database, const char *letter_name) {
    static struct profile_unit units[] = {{.code = "HJE", .name = {"Psykisk helse oppfølging", "x"}, .role = UNIT_ROLE_HEALTH, .phone = "11 11 11 11"}};
    static struct profile profile = {.id = "x", .units = units, .units_count = 1};
    units[0].letter_name = (struct profile_words){letter_name, letter_name};
    organisation_set_profile(&profile);
    struct db *db = town_write(database, RUS, 9000);
    organisation_sync(db, &profile);
    audit_add(db, "test", "-", 0, NULL);
    town_commit(db);
}

/* trace: R-024 R-310 */
static void letters_use_what_is_corrected_and_the_profile_does_not_overwrite_it(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    assert_int_equal(correct(database, (struct admin_unit_words){"oppfølgingsteamet", "oppfølgingslaget", "74 00 00 00", "post@kommune.example", 0}, 1000), ADMIN_DONE);
    assert_string_equal(unit_now(database, LANG_NB).letter_name, "oppfølgingsteamet");
    assert_string_equal(unit_now(database, LANG_NN).letter_name, "oppfølgingslaget");
    assert_string_equal(unit_now(database, LANG_NB).phone, "74 00 00 00");
    assert_int_equal(correct(database, (struct admin_unit_words){"a", "b", NULL, NULL, 0}, 2000), ADMIN_OTHER); /* two at once */
    assert_int_equal(correct(database, (struct admin_unit_words){"rusteamet", "laget", NULL, NULL, 2}, 2000), ADMIN_LABEL);
    sync_with(database, "teamet i profilen");
    assert_string_equal(unit_now(database, LANG_NB).letter_name, "oppfølgingsteamet");
    struct db *db = town_write(database, RUS, 10000);
    assert_int_equal(admin_unit_as_profile(db, unit_of(HJE)), ADMIN_DONE);
    town_commit(db);
    assert_string_equal(unit_now(database, LANG_NB).letter_name, "teamet i profilen");
    sync_with(database, "et nytt navn");
    assert_string_equal(unit_now(database, LANG_NB).letter_name, "et nytt navn");
    assert_int_equal(test_number(database, "SELECT count(*) FROM unit_version"), 3);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event IN ('unit_words_corrected', 'unit_as_profile') AND subject = 'unit'"), 2);
}

/* trace: I-14 */
static void a_version_of_a_unit_is_never_rewritten(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    assert_int_equal(correct(database, (struct admin_unit_words){"teamet", "laget", NULL, NULL, 0}, 1000), ADMIN_DONE);
    assert_non_null(test_try(database, "UPDATE unit_version SET phone = '1'"));
    assert_non_null(test_try(database, "DELETE FROM unit_version"));
}

/* trace: R-310 */
static void the_pages_show_the_leader_and_the_history_and_let_only_administrators_write(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    assert_int_equal(correct(database, (struct admin_unit_words){"teamet", "laget", NULL, "post@kommune.example", 0}, 1000), ADMIN_DONE);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    struct reply reply = admin_units_page(&rq, NULL);
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "data-label=\"Leder\">Medarbeider 4<"));
    assert_non_null(strstr(page, "post@kommune.example"));
    reply = admin_unit_page(&rq, &(struct admin_unit_page_in){.unit = unit_of(HJE)});
    page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "name=\"letter_name_nb\""));
    assert_non_null(strstr(page, "fra profilen"));
    assert_non_null(strstr(page, "Medarbeider 5"));
    rq = town_request(database, db, town_session(database, HOT, reader));
    reply = admin_unit_page(&rq, &(struct admin_unit_page_in){.unit = unit_of(HJE)});
    assert_null(strstr(arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size), "name=\"letter_name_nb\""));
    assert_int_equal(admin_unit_page(&rq, &(struct admin_unit_page_in){.unit = unit_of(99)}).status, 404);
    db_abort(db);
    db = town_write(database, RUS, 2000);
    rq = town_request(database, db, town_session(database, RUS, administrator));
    struct admin_unit_change_in in = {.unit = unit_of(HJE), .letter_name_nb = "psykisk helse", .letter_name_nn = "laget", .version_no = 2};
    assert_int_equal(admin_unit_change(&rq, &in).status, 422);
    in.letter_name_nb = "teamet ditt";
    assert_int_equal(admin_unit_change(&rq, &in).status, 303);
    assert_int_equal(admin_unit_change(&rq, &in).status, 409);
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(letters_use_what_is_corrected_and_the_profile_does_not_overwrite_it),
        RULE(a_version_of_a_unit_is_never_rewritten),
        RULE(the_pages_show_the_leader_and_the_history_and_let_only_administrators_write),
    };
    return run_rules("units", rules, sizeof rules / sizeof *rules);
}
