/* The questions as data: versions that never change an old assessment, zones question by question, paper, states that the schema guards, and what is
 * looked at anew. */
#include "domain/assessment/internal.h"

#include "assessment_routes.h"
#include "domain/assessment/assessment_for_tests.h"
#include "platform/jobs/jobs.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_ASSESSMENT_WRITE, RIGHT_CONSENT_REGISTER, 0};

static void use_forms(const struct test_database *database, const char *directory) {
    struct assessment_forms *forms = NULL;
    const char *reason = "";
    if (assessment_forms_load(directory, database->arena, &forms, &reason) != ERR_OK) fail_msg("%s", reason);
    assessment_forms_set_current(forms);
}

static struct case_id case_of_hot(const struct test_database *database) {
    use_forms(database, "law");
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    const struct assessment_talk cafe = {date_of(2026, 9, 7), ASSESSMENT_PLACE_CAFE, false};
    assert_int_equal(assessment_begin(db, id, &cafe), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static struct request request_of(const struct test_database *database, int unit, int64_t later) {
    return form_request(database, unit, later, rights);
}

static struct reply answer_one(const struct test_database *database, struct case_id id, int unit, const char *question, const char *value) {
    static int64_t later = 100;
    struct request rq = request_of(database, unit, later++);
    const char *questions[] = {question}, *values[] = {value};
    struct assessment_brief newest;
    assert_true(assessment_newest(rq.db, id, &newest));
    const struct form_question *asked = form_question(assessment_form(newest.form_version), question);
    enum life_area area = asked ? asked->area : LIFE_AREA_DWELLING;
    struct answers now = answers_read(&rq, &newest, area);
    struct questions_save_in in = {.case_ = id, .area = area, .latest = now.latest, .question = {questions, 1}, .answer = {values, 1}};
    struct reply reply = questions_save(&rq, &in);
    return form_keep(&rq, reply);
}

static const char *answer_of(const struct test_database *database, struct case_id id, int unit, int64_t version_no, const char *question) {
    struct request rq = request_of(database, unit, 5000);
    struct assessment_brief assessment;
    assert_true(assessment_version_read(rq.db, id, version_no, &assessment));
    struct answers answers = answers_read(&rq, &assessment, 0);
    const char *value = NULL;
    for (size_t i = 0; i < answers.n; i++)
        if (text_equal(answers.v[i].question->code, question)) value = answers.v[i].value;
    db_abort(rq.db);
    return value;
}

static const char *page(const struct test_database *database, struct request *rq, struct reply reply) {
    const char *text = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(rq->db);
    return text;
}

static const char *version_of(const struct test_database *database, struct case_id id, int64_t n) {
    struct request rq = request_of(database, HOT, 5000);
    rq.form = NULL;
    return page(database, &rq, version_page(&rq, &(struct version_page_in){.case_ = id, .n = {true, n}}));
}

static void confirm(const struct test_database *database, struct case_id id, int64_t later) {
    struct request rq = request_of(database, HOT, later);
    form_keep(&rq, assessment_read_begin(&rq, &(struct assessment_read_begin_in){.case_ = id}));
    rq = request_of(database, HOT, later + 1);
    form_keep(&rq, assessment_read_answer(&rq, &(struct assessment_read_answer_in){.case_ = id, .answer = CONFIRMATION_RIGHT}));
}

/* The forms of the repository with one more version: the first ends, and the second words a question anew, drops one and adds one. */
static const char *second_version(const struct test_database *database) {
    const char *folder = database->folder;
    const char *const copy[] = {"cp", "law/forms.yaml", folder, NULL}, *const none[] = {NULL};
    assert_int_equal(process_run(copy, none), 0);
    const char *const end[] = {"sed", "-i", "s/^    valid_from: \"2020-01-01\"/&\\n    valid_until: \"2026-12-31\"/", arena_printf(database->arena, "%s/forms.yaml", folder), NULL};
    assert_int_equal(process_run(end, none), 0);
    FILE *file = fopen(arena_printf(database->arena, "%s/forms.yaml", folder), "a");
    fputs("  - version: 2\n    valid_from: \"2027-01-01\"\n    questions:\n"
          "      - {code: housing_before, area: dwelling, kind: text, nb: \"Hvor har du bodd?\", nn: \"Kvar har du budd?\", en: \"Where have you lived?\"}\n"
          "      - {code: pets, area: dwelling, kind: text, nb: \"Dyr\", nn: \"Dyr\", en: \"Animals\"}\n",
          file);
    fclose(file);
    return folder;
}

/* trace: R-072 I-14 MODEL-3.4 */
static void a_new_version_of_the_questions_leaves_an_old_assessment_byte_identical(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    answer_one(database, id, HOT, "housing_before", "Hos bestemor, der var det stille.");
    answer_one(database, id, HOT, "keeps_house", "with_help");
    confirm(database, id, 300);
    const char *before = version_of(database, id, 1);
    assert_non_null(strstr(before, "Hvor har personen bodd før, og hva gikk bra der?"));
    assert_non_null(strstr(before, "Med litt hjelp"));
    int64_t rows = test_number(database, "SELECT count(*) FROM form_answer");
    use_forms(database, second_version(database));
    assert_string_equal(version_of(database, id, 1), before);
    struct db *db = town_write(database, HOT, 180 * MS_PER_DAY);
    const struct assessment_talk home = {date_of(2027, 3, 1), ASSESSMENT_PLACE_HOME, false};
    assert_int_equal(assessment_begin(db, id, &home), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT form_version FROM assessment WHERE version_no = 2"), 2);
    assert_string_equal(answer_of(database, id, HOT, 2, "housing_before"), "Hos bestemor, der var det stille.");
    assert_null(answer_of(database, id, HOT, 2, "keeps_house"));
    answer_one(database, id, HOT, "housing_before", "Hos søsteren min.");
    assert_string_equal(version_of(database, id, 1), before);
    assert_int_equal(test_number(database, "SELECT count(*) FROM form_answer"), rows + 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM form_answer WHERE form_version = 1"), rows);
}

/* trace: R-072 I-14 */
static void a_version_that_has_been_in_use_may_not_be_changed_or_taken_out(void **state) {
    struct test_database *database = *state;
    use_forms(database, "law");
    int64_t changed = 0;
    struct db *db = test_write(database);
    assert_true(assessment_forms_sync(db, &changed));
    assert_true(assessment_forms_sync(db, &changed));
    audit_add(db, "tried", "case", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    use_forms(database, second_version(database));
    db = test_write(database);
    assert_true(assessment_forms_sync(db, &changed));
    db_abort(db);
    const char *const change[] = {"sed", "-i", "s/Smerter/Verk/", arena_printf(database->arena, "%s/forms.yaml", database->folder), NULL}, *const none[] = {NULL};
    assert_int_equal(process_run(change, none), 0);
    use_forms(database, database->folder);
    db = test_write(database);
    assert_false(assessment_forms_sync(db, &changed));
    assert_int_equal(changed, 1);
    db_abort(db);
    db = test_write(database);
    test_run(db, "UPDATE form_kept SET content = ''");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-072 */
static void a_wrong_form_is_refused_with_file_and_line(void **state) {
    struct test_database *database = *state;
    static const char *const faults[] = {"s/code: housing_before/code: own_efforts/", "s/scale: alone,/scale: nobody,/", "s/group: history,/group: nobody,/",
                                         "s/version: 1$/version: 0/", "s/valid_from: \"2020-01-01\"/valid_from: \"soon\"/", "s/area: body/area: soul/"};
    const char *const copy[] = {"cp", "law/forms.yaml", database->folder, NULL}, *const none[] = {NULL};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        assert_int_equal(process_run(copy, none), 0);
        const char *const spoil[] = {"sed", "-i", faults[i], arena_printf(database->arena, "%s/forms.yaml", database->folder), NULL};
        assert_int_equal(process_run(spoil, none), 0);
        struct assessment_forms *forms = NULL;
        const char *reason = NULL;
        assert_true(assessment_forms_load(database->folder, database->arena, &forms, &reason) < 0);
        assert_non_null(strstr(reason, "forms.yaml:"));
    }
}

/* trace: R-078 R-079 R-080 R-081 R-085 R-086 I-04 */
static void each_question_is_answered_and_read_in_its_own_zone(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    assert_int_equal(answer_one(database, id, NAV, "debt_public", "120000").status, 303);
    assert_int_equal(answer_one(database, id, NAV, "debt_private", "30000").status, 303);
    assert_int_equal(answer_one(database, id, HOT, "sleep", "much").status, 303);
    assert_int_equal(answer_one(database, id, HOT, "memory", "some").status, 303);
    assert_int_equal(answer_one(database, id, HOT, "wants_home", "wants").status, 303);
    assert_int_equal(answer_one(database, id, HOT, "place_needs", "Rolig trapp.").status, 303);
    assert_null(answer_of(database, id, HOT, 1, "debt_private"));
    assert_string_equal(answer_of(database, id, NAV, 1, "debt_private"), "30000");
    assert_null(answer_of(database, id, NAV, 1, "sleep"));
    assert_string_equal(answer_of(database, id, HOT, 1, "sleep"), "much");
    assert_true(answer_one(database, id, HOT, "prison", "To år.").from_form);
    assert_true(answer_one(database, id, HOT, "lar", "yes").from_form);
    assert_true(answer_one(database, id, NAV, "suicidal", "some").from_form);
    assert_int_equal(test_number(database, "SELECT count(*) FROM form_answer WHERE zone = 'restricted'"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM form_answer WHERE CAST(answer AS TEXT) LIKE '%30000%'"), 0);
    assert_true(answer_one(database, id, NAV, "debt_public", "mange").from_form);
    assert_true(answer_one(database, id, HOT, "sleep", "fire").from_form);
    assert_true(answer_one(database, id, HOT, "not_a_question", "x").from_form);
    const char *saved = version_of(database, id, 1);
    assert_null(strstr(saved, "30000"));
    assert_non_null(strstr(saved, "Rolig trapp."));
}

/* trace: R-084 TIL-6 R-090 */
static void own_efforts_are_a_fact_that_refuses_nothing_and_nothing_is_proposed_by_default(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    assert_int_equal(test_number(database, "SELECT count(*) FROM area_coverage"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling_need"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM form_answer"), 0);
    struct db *db = test_read(database);
    unsigned before = assessment_guard(db, id).bits;
    db_abort(db);
    answer_one(database, id, HOT, "own_efforts", "Ingenting ennå.");
    answer_one(database, id, HOT, "wants_help_home", "not_now");
    answer_one(database, id, HOT, "pays_bills", "not_now");
    db = test_read(database);
    assert_int_equal(assessment_guard(db, id).bits, before);
    db_abort(db);
}

/* trace: R-068 */
static void two_who_answer_at_once_both_see_what_the_other_answered(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    answer_one(database, id, HOT, "own_efforts", "Ringt tolv.");
    const char *questions[] = {"own_efforts"}, *values[] = {"Ringt to."};
    struct request rq = request_of(database, HOT, 2000);
    struct questions_save_in in = {.case_ = id, .area = LIFE_AREA_DWELLING, .latest = 0, .question = {questions, 1}, .answer = {values, 1}};
    assert_true(questions_save(&rq, &in).from_form);
    struct form_field typed[] = {{"area", "dwelling", 0}, {"question", "own_efforts", 0}, {"answer", "Ringt to.", 0}, {"latest", "0", form_error_of(rq.form, "latest")}};
    *rq.form = (struct form){typed, 4, true};
    const char *text = page(database, &rq, questions_page(&rq, &(struct questions_page_in){.case_ = id}));
    assert_non_null(strstr(text, "\nRingt to.</textarea>"));
    assert_non_null(strstr(text, "Nå står det: Ringt tolv."));
}

/* trace: R-068 */
static void a_draft_that_is_taken_up_again_still_notices_what_others_saved_since(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct area_save_in in = {.case_ = id, .area = LIFE_AREA_DWELLING, .wish = "Lite.", .coverage = COVERAGE_MISSING};
    struct request rq = request_of(database, HOT, 60);
    form_keep(&rq, area_save(&rq, &in));
    answer_one(database, id, HOT, "own_efforts", "Ringt.");
    struct form_field typed[] = {{"area", "dwelling", 0}, {"wish", "Stort.", 0}, {"version", "0", 0}, {"latest", "0", 0}};
    rq = request_of(database, HOT, 2000);
    *rq.form = (struct form){typed, 4, false};
    rq.draft.shown = true;
    const char *area = page(database, &rq, area_page(&rq, &(struct area_page_in){.case_ = id}));
    assert_non_null(strstr(area, "name=\"version\" value=\"0\""));
    assert_non_null(strstr(area, "\nStort.</textarea>"));
    rq = request_of(database, HOT, 2001);
    *rq.form = (struct form){typed, 4, false};
    rq.draft.shown = true;
    assert_non_null(strstr(page(database, &rq, questions_page(&rq, &(struct questions_page_in){.case_ = id})), "name=\"latest\" value=\"0\""));
}

/* trace: R-068 R-066 */
static void what_came_back_on_paper_is_entered_on_one_page_with_day_and_place(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct request rq = request_of(database, HOT, 900);
    rq.form = NULL;
    const char *paper = page(database, &rq, paper_page(&rq, &(struct paper_page_in){.case_ = id, .sprak = LANGUAGE_NN}));
    assert_non_null(strstr(paper, "<article class=\"f-letter f-sheet\" lang=\"nn\">"));
    assert_non_null(strstr(paper, "Kva ønskjer du?"));
    assert_non_null(strstr(paper, "Kva har personen sjølv prøvd for å finne bustad?"));
    assert_null(strstr(paper, "Solberg"));
    enum life_area areas[] = {LIFE_AREA_DWELLING, LIFE_AREA_BODY};
    struct maybe_int versions[] = {{true, 0}, {true, 0}};
    const char *strengths[] = {"Rydder selv.", ""}, *wishes[] = {"Et rom med dør.", ""}, *needs[] = {"", ""};
    enum coverage coverages[] = {COVERAGE_MISSING, 0};
    const char *questions[] = {"own_efforts", "teeth"}, *values[] = {"Spurt kjente.", "much"};
    struct paper_entry_save_in in = {.case_ = id, .held_on = date_of(2026, 9, 6), .place = ASSESSMENT_PLACE_CAFE, .children = CHILDREN_EXPECTING,
                                     .area = {areas, 2}, .version = {versions, 2}, .strength = {strengths, 2}, .wish = {wishes, 2}, .need = {needs, 2},
                                     .coverage = {coverages, 2}, .question = {questions, 2}, .answer = {values, 2}};
    rq = request_of(database, HOT, 901);
    assert_int_equal(form_keep(&rq, paper_entry_save(&rq, &in)).status, 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM assessment_talk WHERE on_paper = 1 AND place = 'cafe' AND held_on = '2026-09-06'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM area_text"), 1);
    assert_string_equal(answer_of(database, id, HOT, 1, "teeth"), "much");
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'support_children' AND done_at IS NULL"), 1);
    rq = request_of(database, HOT, 902);
    assert_true(form_keep(&rq, paper_entry_save(&rq, &in)).from_form);
    coverages[0] = 0;
    in.latest = test_number(database, "SELECT max(id) FROM form_answer");
    versions[0].v = 1;
    wishes[0] = "Et rom med dør og vindu.";
    rq = request_of(database, HOT, 903);
    assert_true(form_keep(&rq, paper_entry_save(&rq, &in)).from_form);
    in.strength.n = 1;
    rq = request_of(database, HOT, 904);
    assert_int_equal(form_keep(&rq, paper_entry_save(&rq, &in)).status, 404);
}

/* trace: HPL-10a R-058 */
static void children_lead_to_a_task_that_is_done_when_something_was_done_for_them(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct request rq = request_of(database, HOT, 50);
    int64_t version = test_number(database, "SELECT version FROM assessment");
    form_keep(&rq, children_save(&rq, &(struct children_save_in){.case_ = id, .version = version, .children = CHILDREN_LIVES_ELSEWHERE}));
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'support_children' AND done_at IS NULL"), 1);
    rq = request_of(database, HOT, 51);
    form_keep(&rq, child_support_save(&rq, &(struct child_support_save_in){.case_ = id, .step = CHILD_STEP_OFFERED_TALK}));
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'support_children' AND done_at IS NULL"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM child_support WHERE unit_id = 1"), 1);
}

static void refused(const struct test_database *database, const char *sql) {
    struct db *db = town_write(database, HOT, 4000);
    test_run(db, sql);
    if (!db_failed(db)) fail_msg("taken: %s", sql);
    db_abort(db);
}

/* trace: MODEL-3.4 I-14 */
static void the_schema_itself_refuses_moves_that_are_not_listed(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    refused(database, "UPDATE assessment SET state = 'confirmed', confirmed_at = 1");
    refused(database, "UPDATE assessment SET state = 'outdated'");
    refused(database, "UPDATE assessment SET form_version = 7");
    refused(database, "UPDATE assessment SET version_no = 7");
    refused(database, "DELETE FROM assessment");
    struct request rq = request_of(database, HOT, 60);
    form_keep(&rq, area_save(&rq, &(struct area_save_in){.case_ = id, .area = LIFE_AREA_DWELLING, .wish = "Lite.", .coverage = COVERAGE_MISSING}));
    answer_one(database, id, HOT, "own_efforts", "Ringt.");
    confirm(database, id, 300);
    refused(database, "UPDATE assessment SET state = 'draft'");
    refused(database, "UPDATE assessment SET children = 'none'");
    refused(database, "UPDATE area_coverage SET coverage = 'covered'");
    refused(database, "INSERT INTO area_coverage (assessment_id, area, coverage, has_wish, has_need, changed_at, changed_by, version) VALUES (1, 'body', 'covered', 0, 0, 1, 1, 1)");
    refused(database, "UPDATE form_answer SET version_no = 2");
    refused(database, "DELETE FROM form_answer");
    assert_int_equal(answer_one(database, id, HOT, "own_efforts", "Annet.").status, 409);
}

/* trace: R-070 */
static void a_decision_goes_before_what_is_missing_only_for_a_written_reason(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct db *db = test_read(database);
    assert_true(assessment_guard(db, id).n > 0);
    db_abort(db);
    struct request rq = request_of(database, HOT, 60);
    assert_int_equal(form_keep(&rq, lacks_justify(&rq, &(struct lacks_justify_in){.case_ = id, .reasons = "Hun mister boligen i morgen."})).status, 303);
    db = test_read(database);
    assert_int_equal(assessment_guard(db, id).n, 0);
    assert_true(assessment_lacks_all(db, id).n > 0);
    db_abort(db);
    rq = request_of(database, HOT, 61);
    assert_int_equal(form_keep(&rq, lacks_justify(&rq, &(struct lacks_justify_in){.case_ = id, .reasons = "Hun mister boligen i morgen."})).status, 409);
    rq = request_of(database, NAV, 62);
    assert_int_equal(form_keep(&rq, lacks_justify(&rq, &(struct lacks_justify_in){.case_ = id, .reasons = "Vi vil videre nå."})).status, 403);
    confirm(database, id, 300);
    db = town_write(database, HOT, 400);
    const struct assessment_talk home = {date_of(2026, 9, 7), ASSESSMENT_PLACE_HOME, false};
    assert_int_equal(assessment_begin(db, id, &home), ERR_OK);
    assert_true(assessment_guard(db, id).n > 0);
    db_abort(db);
}

/* trace: MODEL-3.4 R-045 */
static void after_a_year_or_a_big_event_the_holder_is_asked_to_look_anew(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    static const struct job_kind kinds[] = {{JOB_ASSESSMENT_DUE, assessment_due_job}, {NULL, NULL}};
    confirm(database, id, 300);
    assert_int_equal(jobs_run_due(database->store, kinds, (struct instant){TEST_NOW.ms + 365 * MS_PER_DAY}, 10), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM assessment WHERE state = 'confirmed'"), 1);
    assert_int_equal(jobs_run_due(database->store, kinds, (struct instant){TEST_NOW.ms + 366 * MS_PER_DAY}, 10), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM assessment WHERE state = 'outdated'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'renew_assessment' AND unit_id = 1 AND done_at IS NULL"), 1);
    struct db *db = town_write(database, HOT, 367 * MS_PER_DAY);
    const struct assessment_talk home = {date_of(2027, 9, 9), ASSESSMENT_PLACE_HOME, false};
    assert_int_equal(assessment_begin(db, id, &home), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'renew_assessment' AND done_at IS NULL"), 0);
    confirm(database, id, 368 * MS_PER_DAY);
    struct request rq = request_of(database, HOT, 369 * MS_PER_DAY);
    struct event_save_in moved = {.case_ = id, .kind = ASSESSMENT_CHANGE_KIND_HOME, .happened_on = date_of(2029, 1, 1)};
    assert_true(form_keep(&rq, event_save(&rq, &moved)).from_form);
    moved.happened_on = date_of(2027, 9, 9);
    rq = request_of(database, HOT, 369 * MS_PER_DAY);
    assert_int_equal(form_keep(&rq, event_save(&rq, &moved)).status, 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM assessment WHERE state = 'outdated' AND version_no = 2"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'renew_assessment' AND done_at IS NULL"), 1);
}

/* trace: R-071 R-089 MODEL-3.4 */
static void the_page_says_how_long_it_took_what_was_known_and_what_a_decision_rested_on(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    answer_one(database, id, HOT, "own_efforts", "Ringt.");
    bool ended = true;
    struct db *db = town_write(database, HOT, 12 * MS_PER_DAY);
    assert_int_equal(assessment_days(db, id, &ended), 12);
    assert_false(ended);
    assessment_used(db, id);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    confirm(database, id, 20 * MS_PER_DAY);
    db = town_write(database, HOT, 40 * MS_PER_DAY);
    assert_int_equal(assessment_days(db, id, &ended), 20);
    assert_true(ended);
    const struct assessment_talk home = {date_of(2026, 10, 10), ASSESSMENT_PLACE_HOME, false};
    assert_int_equal(assessment_begin(db, id, &home), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    answer_one(database, id, HOT, "own_efforts", "Vært på visning.");
    struct request rq = request_of(database, HOT, 41 * MS_PER_DAY);
    rq.form = NULL;
    const char *whole = page(database, &rq, assessment_page(&rq, &(struct assessment_page_in){.case_ = id}));
    assert_non_null(strstr(whole, "Kartleggingen tok 20 dager"));
    assert_non_null(strstr(whole, "Brukt i vedtak"));
    assert_true(strstr(whole, "Kjent fra før") < strstr(whole, "Hele livet, del for del"));
    rq = request_of(database, HOT, 41 * MS_PER_DAY);
    rq.form = NULL;
    const char *changes = page(database, &rq, changes_page(&rq, &(struct changes_page_in){.case_ = id}));
    assert_non_null(strstr(changes, "<del>Ringt.</del>"));
    assert_non_null(strstr(changes, "<ins>Vært på visning.</ins>"));
    assert_non_null(strstr(version_of(database, id, 1), "Ringt."));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_new_version_of_the_questions_leaves_an_old_assessment_byte_identical),
        RULE(a_version_that_has_been_in_use_may_not_be_changed_or_taken_out),
        RULE_ON(ON_SQLITE, a_wrong_form_is_refused_with_file_and_line),
        RULE(each_question_is_answered_and_read_in_its_own_zone),
        RULE(own_efforts_are_a_fact_that_refuses_nothing_and_nothing_is_proposed_by_default),
        RULE(two_who_answer_at_once_both_see_what_the_other_answered),
        RULE(a_draft_that_is_taken_up_again_still_notices_what_others_saved_since),
        RULE(what_came_back_on_paper_is_entered_on_one_page_with_day_and_place),
        RULE(children_lead_to_a_task_that_is_done_when_something_was_done_for_them),
        RULE(the_schema_itself_refuses_moves_that_are_not_listed),
        RULE(a_decision_goes_before_what_is_missing_only_for_a_written_reason),
        RULE(after_a_year_or_a_big_event_the_holder_is_asked_to_look_anew),
        RULE(the_page_says_how_long_it_took_what_was_known_and_what_a_decision_rested_on),
    };
    return run_rules("assessment_forms", rules, sizeof rules / sizeof *rules);
}
