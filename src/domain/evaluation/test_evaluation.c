/* Tools as data, the score that is not made of what is not known, and results that keep the version they were made with. */
#include "domain/evaluation/evaluation.h"

#include "domain/assessment/assessment_for_tests.h"
#include "evaluation_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_ASSESSMENT_WRITE, 0};

static void use_tools(const struct test_database *database, const char *directory) {
    struct evaluation_tools *tools = NULL;
    const char *reason = "";
    if (evaluation_tools_load(directory, database->arena, &tools, &reason) != ERR_OK) fail_msg("%s", reason);
    evaluation_tools_set_current(tools);
}

static struct case_id case_of_hje(const struct test_database *database) {
    use_tools(database, "law");
    return form_case(database);
}

static struct request request_of(const struct test_database *database, int unit, int64_t later) {
    return form_request(database, unit, later, rights);
}

static const char *list_of(const struct test_database *database, struct case_id id, int unit) {
    struct request rq = request_of(database, unit, 500);
    rq.form = NULL;
    struct reply reply = evaluations_page(&rq, &(struct evaluations_page_in){.case_ = id});
    return page_text(database, &rq, reply);
}

static const char *items[] = {"self_care", "home", "health", "people", "decisions", "safety"};

static struct evaluation_save_in result(struct case_id id, struct maybe_int *values) {
    return (struct evaluation_save_in){.case_ = id,
                                       .tool = "everyday_functioning",
                                       .version = 1,
                                       .held_on = date_of(2026, 9, 7),
                                       .item = {items, 6},
                                       .value = {values, 6}};
}

/* trace: R-072 R-073 */
static void a_result_keeps_tool_version_items_score_day_and_assessor_with_the_trusts_words_beside(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hje(database);
    struct maybe_int values[] = {{true, 2}, {true, 3}, {true, 2}, {true, 2}, {true, 2}, {true, 3}};
    struct evaluation_save_in in = result(id, values);
    struct request rq = request_of(database, HJE, 10);
    assert_int_equal(form_keep(&rq, evaluation_save(&rq, &in)).status, 303);
    const char *list = list_of(database, id, HJE);
    assert_non_null(strstr(list, "Sum 14"));
    assert_non_null(strstr(list, "Trenger jevnlig hjelp"));
    assert_non_null(strstr(list, "Moderat funksjonsnedsettelse"));
    assert_non_null(strstr(list, "Medarbeider 4"));
    assert_non_null(strstr(list, "Utgave 1 av verktøyet"));
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM evaluation WHERE tool_version = 1 AND by_staff = 4 AND held_on = '2026-09-07'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM evaluation WHERE CAST(items AS TEXT) LIKE '%home%'"), 0);
    struct db *db = town_write(database, HJE, 20);
    test_run(db, "UPDATE evaluation SET tool_version = 2");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-073 */
static void what_is_not_assessed_gives_no_score(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hje(database);
    struct maybe_int values[] = {{true, 2}, {false, 0}, {true, 2}, {true, 2}, {true, 2}, {true, 3}};
    struct evaluation_save_in in = result(id, values);
    struct request rq = request_of(database, HJE, 10);
    assert_int_equal(form_keep(&rq, evaluation_save(&rq, &in)).status, 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM evaluation WHERE score IS NULL"), 1);
    assert_non_null(strstr(list_of(database, id, HJE), "Ingen sum"));
    values[1] = (struct maybe_int){true, 9};
    rq = request_of(database, HJE, 11);
    assert_true(form_keep(&rq, evaluation_save(&rq, &in)).from_form);
    in.item.n = 5;
    rq = request_of(database, HJE, 12);
    assert_true(form_keep(&rq, evaluation_save(&rq, &in)).from_form);
    in = result(id, values);
    in.tool = "no_such_tool";
    rq = request_of(database, HJE, 13);
    assert_int_equal(form_keep(&rq, evaluation_save(&rq, &in)).status, 404);
}

/* trace: R-073 I-04 */
static void a_result_is_for_readers_of_health(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hje(database);
    struct maybe_int values[] = {{true, 2}, {true, 3}, {true, 2}, {true, 2}, {true, 2}, {true, 3}};
    struct evaluation_save_in in = result(id, values);
    struct request rq = request_of(database, NAV, 10);
    assert_int_equal(form_keep(&rq, evaluation_save(&rq, &in)).status, 403);
    rq = request_of(database, HJE, 11);
    form_keep(&rq, evaluation_save(&rq, &in));
    assert_null(strstr(list_of(database, id, NAV), "Sum 14"));
}

/* trace: R-073 */
static void a_tool_whose_levels_leave_a_gap_is_refused_and_a_new_version_leaves_old_results(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hje(database);
    struct maybe_int values[] = {{true, 2}, {true, 3}, {true, 2}, {true, 2}, {true, 2}, {true, 3}};
    struct evaluation_save_in in = result(id, values);
    struct request rq = request_of(database, HJE, 10);
    form_keep(&rq, evaluation_save(&rq, &in));
    const char *before = list_of(database, id, HJE), *folder = database->folder;
    const char *const copy[] = {"cp", "law/tools.yaml", folder, NULL}, *const none[] = {NULL};
    assert_int_equal(process_run(copy, none), 0);
    FILE *file = fopen(arena_printf(database->arena, "%s/tools.yaml", folder), "a");
    fputs(
        "  - code: everyday_functioning\n    version: 2\n    valid_from: \"2027-01-01\"\n    nb: \"Ny\"\n    nn: \"Ny\"\n    en: \"New\"\n    about_nb: \"1\"\n    about_nn: \"1\"\n"
        "    about_en: \"1\"\n    items:\n      - {code: one, least: 1, most: 2, nb: \"En\", nn: \"Ein\", en: \"One\"}\n    levels:\n"
        "      - {code: low, least: 1, most: 2, nb: \"L\", nn: \"L\", en: \"L\", trust_nb: \"T\", trust_nn: \"T\", trust_en: \"T\"}\n",
        file);
    fclose(file);
    use_tools(database, folder);
    assert_string_equal(list_of(database, id, HJE), before);
    const char *const spoil[] = {"sed", "-i", "s/least: 12, most: 20/least: 13, most: 20/",
                                 arena_printf(database->arena, "%s/tools.yaml", folder), NULL};
    assert_int_equal(process_run(spoil, none), 0);
    struct evaluation_tools *tools = NULL;
    const char *reason = NULL;
    assert_int_equal(evaluation_tools_load(folder, database->arena, &tools, &reason), ERR_INVALID);
    assert_non_null(strstr(reason, "without gap"));
}

/* trace: R-035 */
static void the_level_alone_proposes_a_unit_with_its_reason_and_only_to_those_who_may_read_it(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hje(database);
    static struct profile_functioning functioning[] = {{"alone", "NAV"}, {"some", "HJE"}};
    static struct profile profile;
    profile = *organisation_profile();
    profile.responsibility.functioning = functioning;
    profile.responsibility.functioning_count = 2;
    organisation_set_profile(&profile);
    assert_string_equal(evaluation_unit_for(&profile, "alone"), "NAV");
    assert_null(evaluation_unit_for(&profile, "much"));
    struct maybe_int values[] = {{true, 2}, {true, 3}, {true, 2}, {true, 2}, {true, 2}, {true, 3}};
    struct evaluation_save_in in = result(id, values);
    struct request rq = request_of(database, HJE, 10);
    assert_int_equal(form_keep(&rq, evaluation_save(&rq, &in)).status, 303);
    struct baton_proposal proposal;
    rq = request_of(database, NAV, 20);
    assert_false(evaluation_propose(&rq, id, &proposal));
    db_abort(rq.db);
    rq = request_of(database, HJE, 30);
    assert_true(evaluation_propose(&rq, id, &proposal));
    assert_int_equal(proposal.unit.v, HJE);
    assert_string_equal(proposal.level, "Trenger jevnlig hjelp");
    audit_add(rq.db, "tried", "case", id.v, NULL);
    town_commit(rq.db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_line WHERE purpose = 'baton' AND zone = 'health'") > 0, 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_result_keeps_tool_version_items_score_day_and_assessor_with_the_trusts_words_beside),
        RULE(what_is_not_assessed_gives_no_score),
        RULE(a_result_is_for_readers_of_health),
        RULE(the_level_alone_proposes_a_unit_with_its_reason_and_only_to_those_who_may_read_it),
        RULE(a_tool_whose_levels_leave_a_gap_is_refused_and_a_new_version_leaves_old_results),
    };
    return run_rules("evaluation", rules, sizeof rules / sizeof *rules);
}
