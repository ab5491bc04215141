/* The assessment: who sees what of it, what is missing, one area at a time, and versions that start from the one before. */
#include "domain/assessment/internal.h"

#include "assessment_routes.h"
#include "domain/work/town_for_tests.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_ASSESSMENT_WRITE, RIGHT_CONSENT_REGISTER, 0};

/* HOT holds the case and decides; NAV and HJE are in it. */
static struct case_id case_of_hot(const struct test_database *database) {
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    const struct assessment_talk cafe = {date_of(2026, 9, 7), ASSESSMENT_PLACE_CAFE};
    assert_int_equal(assessment_begin(db, id, &cafe), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static struct request request_of(const struct test_database *database, int unit, int64_t later) {
    struct request rq = town_request(database, town_write(database, unit, later), town_session(database, unit, rights));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

static struct reply keep(struct request *rq, struct reply reply) {
    audit_add(rq->db, "tried", "case", 1, NULL);
    if (reply.from_form || reply.status >= 400) db_abort(rq->db);
    else town_commit(rq->db);
    return reply;
}

static struct reply save(const struct test_database *database, int unit, struct area_save_in in) {
    static int64_t later = 10;
    struct request rq = request_of(database, unit, later++);
    struct reply reply = area_save(&rq, &in);
    return keep(&rq, reply);
}

static struct assessment_puzzle puzzle_of(const struct test_database *database, struct case_id id, int unit) {
    struct request rq = request_of(database, unit, 100);
    struct assessment_puzzle puzzle = assessment_puzzle_read(&rq, id, "assessment");
    assert_false(db_failed(rq.db));
    db_abort(rq.db);
    return puzzle;
}

static const struct assessment_piece *piece_of(const struct assessment_puzzle *puzzle, enum life_area area) { return &puzzle->pieces[area - 1]; }

static const char *page_of(const struct test_database *database, struct case_id id, int unit) {
    struct request rq = request_of(database, unit, 100);
    rq.form = NULL;
    struct reply reply = assessment_page(&rq, &(struct assessment_page_in){.case_ = id});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(rq.db);
    return page;
}

static bool lacks(const struct test_database *database, struct case_id id, const char *path_end) {
    struct db *db = test_read(database);
    struct assessment_lacks lacks = assessment_guard(db, id);
    bool found = false;
    for (size_t i = 0; i < lacks.n; i++) {
        size_t length = strlen(lacks.v[i].path), end = strlen(path_end);
        found = found || (length >= end && strcmp(lacks.v[i].path + length - end, path_end) == 0);
    }
    db_abort(db);
    return found;
}

static struct area_save_in small_and_quiet(struct case_id id) {
    return (struct area_save_in){.case_ = id, .area = LIFE_AREA_DWELLING, .strength = "Hun holder det pent.", .wish = "Lite og stille.",
                                 .need = "Egen leilighet.", .professional = "Trenger ro rundt seg.", .coverage = COVERAGE_MISSING};
}

/* trace: R-069 BSL-9 */
static void her_words_stand_apart_from_the_professional_view(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    save(database, HOT, small_and_quiet(id));
    struct assessment_puzzle puzzle = puzzle_of(database, id, HOT);
    const struct assessment_piece *dwelling = piece_of(&puzzle, LIFE_AREA_DWELLING);
    assert_string_equal(dwelling->wish, "Lite og stille.");
    assert_string_equal(dwelling->need, "Egen leilighet.");
    assert_string_equal(dwelling->professional, "Trenger ro rundt seg.");
    assert_string_equal(dwelling->strength, "Hun holder det pent.");
    const char *page = page_of(database, id, HOT);
    assert_non_null(strstr(page, "<q><span class=\"ds-sr-only\">Ane: </span>Lite og stille.</q>"));
    assert_non_null(strstr(page, "data-cover=\"missing\""));
    assert_int_equal(test_number(database, "SELECT count(*) FROM area_text WHERE CAST(wish AS TEXT) LIKE '%stille%'"), 0);
}

/* trace: I-04 I-05 PJL-6 */
static void a_unit_reads_its_own_zones_and_of_the_others_coverage_and_unit(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    save(database, HOT, (struct area_save_in){.case_ = id, .area = LIFE_AREA_MENTAL_HEALTH, .wish = "Noen å ringe til.", .coverage = COVERAGE_PARTLY,
                                              .unit = unit_of(HOT)});
    save(database, NAV, (struct area_save_in){.case_ = id, .area = LIFE_AREA_ECONOMY, .wish = "Orden på regningene.", .coverage = COVERAGE_PARTLY,
                                              .unit = unit_of(NAV)});
    struct assessment_puzzle nav = puzzle_of(database, id, NAV), hot = puzzle_of(database, id, HOT);
    assert_false(piece_of(&nav, LIFE_AREA_MENTAL_HEALTH)->open);
    assert_null(piece_of(&nav, LIFE_AREA_MENTAL_HEALTH)->wish);
    assert_int_equal(piece_of(&nav, LIFE_AREA_MENTAL_HEALTH)->coverage, COVERAGE_PARTLY);
    assert_string_equal(piece_of(&nav, LIFE_AREA_MENTAL_HEALTH)->unit_name, "Helse- og omsorgstorvet");
    assert_string_equal(piece_of(&nav, LIFE_AREA_ECONOMY)->wish, "Orden på regningene.");
    assert_string_equal(piece_of(&hot, LIFE_AREA_MENTAL_HEALTH)->wish, "Noen å ringe til.");
    assert_null(piece_of(&hot, LIFE_AREA_ECONOMY)->wish);
    const char *page = page_of(database, id, NAV);
    assert_null(strstr(page, "Noen å ringe til."));
    assert_non_null(strstr(page, "/samtykke/nytt?to_unit=3"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE unit_id = 3 AND zone = 'health'"), 0);
    assert_true(test_number(database, "SELECT count(*) FROM access_log WHERE unit_id = 3 AND zone = 'social'") > 0);
}

/* trace: I-04 */
static void words_in_a_closed_zone_are_refused_and_those_that_stand_there_are_left(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct area_save_in health = {.case_ = id, .area = LIFE_AREA_SUBSTANCE, .wish = "Hjelp til å trappe ned.", .coverage = COVERAGE_MISSING};
    save(database, HOT, health);
    health.wish = "Noe annet.";
    health.version = 1;
    assert_true(save(database, NAV, health).from_form);
    health.wish = NULL;
    health.coverage = COVERAGE_PARTLY;
    health.unit = unit_of(NAV);
    assert_int_equal(save(database, NAV, health).status, 303);
    struct assessment_puzzle hot = puzzle_of(database, id, HOT);
    assert_string_equal(piece_of(&hot, LIFE_AREA_SUBSTANCE)->wish, "Hjelp til å trappe ned.");
    assert_true(piece_of(&hot, LIFE_AREA_SUBSTANCE)->has_wish);
    assert_int_equal(piece_of(&hot, LIFE_AREA_SUBSTANCE)->coverage, COVERAGE_PARTLY);
}

/* trace: R-068 */
static void two_who_save_the_same_area_both_see_what_the_other_wrote(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    save(database, HOT, small_and_quiet(id));
    struct area_save_in late = small_and_quiet(id);
    late.wish = "Et sted å bo.";
    struct request rq = request_of(database, HOT, 50);
    assert_true(area_save(&rq, &late).from_form);
    assert_int_not_equal(form_error_of(rq.form, "version"), 0);
    struct form_field typed[] = {{"area", "dwelling", 0}, {"wish", "Et sted å bo.", 0}, {"version", "0", form_error_of(rq.form, "version")}};
    *rq.form = (struct form){typed, 3, true};
    struct reply reply = area_page(&rq, &(struct area_page_in){.case_ = id});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "<q>Lite og stille.</q>"));
    assert_non_null(strstr(page, "\nEt sted å bo.</textarea>"));
    assert_non_null(strstr(page, "name=\"version\" value=\"1\""));
    db_abort(rq.db);
    late.version = 1;
    assert_int_equal(save(database, HOT, late).status, 303);
    struct assessment_puzzle puzzle = puzzle_of(database, id, HOT);
    assert_string_equal(piece_of(&puzzle, LIFE_AREA_DWELLING)->wish, "Et sted å bo.");
    assert_int_equal(test_number(database, "SELECT count(*) FROM area_text WHERE area = 'dwelling'"), 2);
}

/* trace: R-070 R-066 HPL-10a */
static void what_is_missing_before_a_decision_goes_away_as_it_is_answered_or_a_reason_is_given(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    static const char *const all[] = {"/del?area=dwelling", "/del?area=everyday", "/del?area=economy", "/barn", "/vanskeligstilt", "/boligbehov"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_true(lacks(database, id, all[i]));
    save(database, HOT, small_and_quiet(id));
    assert_false(lacks(database, id, "/del?area=dwelling"));
    save(database, HOT, (struct area_save_in){.case_ = id, .area = LIFE_AREA_ECONOMY, .coverage = COVERAGE_NOT_ASKED, .not_obtained = NOT_OBTAINED_DID_NOT_WANT});
    assert_false(lacks(database, id, "/del?area=economy"));
    save(database, HOT, (struct area_save_in){.case_ = id, .area = LIFE_AREA_ACTIVITY, .wish = "Tegne.", .coverage = COVERAGE_MISSING});
    assert_false(lacks(database, id, "/del?area=everyday"));
    struct request rq = request_of(database, HOT, 60);
    int64_t version = test_number(database, "SELECT version FROM assessment");
    struct reply reply = children_save(&rq, &(struct children_save_in){.case_ = id, .version = version, .children = CHILDREN_NONE});
    assert_int_equal(keep(&rq, reply).status, 303);
    assert_false(lacks(database, id, "/barn"));
    rq = request_of(database, HOT, 61);
    reply = disadvantaged_save(&rq, &(struct disadvantaged_save_in){.case_ = id, .version = version + 1, .disadvantaged = DISADVANTAGED_ANSWER_YES,
                                                                   .reasons = "Har søkt på tolv leiligheter."});
    assert_int_equal(keep(&rq, reply).status, 303);
    rq = request_of(database, HOT, 62);
    reply = need_save(&rq, &(struct need_save_in){.case_ = id, .rooms = 2, .adults = 1, .floor = FLOOR_WISH_NOT_GROUND, .visits_a_week = 1, .quiet = true,
                                                  .apart_from_cluster = true, .from_date = DATE_NONE});
    assert_int_equal(keep(&rq, reply).status, 303);
    struct db *db = test_read(database);
    assert_int_equal(assessment_guard(db, id).n, 0);
    db_abort(db);
    assert_non_null(strstr(page_of(database, id, HOT), "Alt som trengs før et vedtak, er på plass"));
}

/* trace: I-06 R-053 */
static void what_the_property_unit_rests_on_holds_codes_and_numbers_only(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct request rq = request_of(database, HOT, 60);
    struct reply reply = need_save(&rq, &(struct need_save_in){.case_ = id, .rooms = 2, .adults = 1, .floor = FLOOR_WISH_NOT_GROUND, .visits_a_week = 1,
                                                               .quiet = true, .from_date = DATE_NONE});
    keep(&rq, reply);
    struct dwelling_need need;
    struct db *db = test_read(database);
    assert_true(assessment_dwelling_need(db, id, &need));
    db_abort(db);
    assert_int_equal(need.rooms, 2);
    assert_int_equal(need.floor, FLOOR_WISH_NOT_GROUND);
    assert_true(need.quiet);
    rq = request_of(database, HOT, 61);
    reply = need_save(&rq, &(struct need_save_in){.case_ = id, .rooms = 3, .adults = 1, .floor = FLOOR_WISH_ANY, .from_date = DATE_NONE});
    assert_true(keep(&rq, reply).from_form);
}

/* trace: R-069 */
static void it_is_read_through_and_she_says_if_it_is_right(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    save(database, HOT, small_and_quiet(id));
    struct request rq = request_of(database, HOT, 60);
    assert_int_equal(keep(&rq, assessment_read_begin(&rq, &(struct assessment_read_begin_in){.case_ = id})).status, 303);
    rq = request_of(database, HOT, 61);
    assert_true(keep(&rq, assessment_read_answer(&rq, &(struct assessment_read_answer_in){.case_ = id, .answer = CONFIRMATION_NOT_RIGHT})).from_form);
    struct area_save_in changed = small_and_quiet(id);
    changed.version = 1;
    save(database, HOT, changed);
    rq = request_of(database, HOT, 62);
    assert_int_equal(keep(&rq, assessment_read_answer(&rq, &(struct assessment_read_answer_in){.case_ = id, .answer = CONFIRMATION_RIGHT})).status, 409);
    rq = request_of(database, HOT, 63);
    keep(&rq, assessment_read_begin(&rq, &(struct assessment_read_begin_in){.case_ = id}));
    rq = request_of(database, HOT, 64);
    keep(&rq, assessment_read_answer(&rq, &(struct assessment_read_answer_in){.case_ = id, .answer = CONFIRMATION_NOT_RIGHT, .disagreement = "Jeg vil bo i byen."}));
    assert_int_equal(test_number(database, "SELECT count(*) FROM assessment WHERE state = 'not_confirmed'"), 1);
    assert_non_null(strstr(page_of(database, id, HOT), "<q>Jeg vil bo i byen.</q>"));
    changed.version = 2;
    assert_int_equal(save(database, HOT, changed).status, 409);
}

static void confirm(const struct test_database *database, struct case_id id) {
    struct request rq = request_of(database, HOT, 70);
    keep(&rq, assessment_read_begin(&rq, &(struct assessment_read_begin_in){.case_ = id}));
    rq = request_of(database, HOT, 71);
    keep(&rq, assessment_read_answer(&rq, &(struct assessment_read_answer_in){.case_ = id, .answer = CONFIRMATION_RIGHT}));
}

/* trace: I-14 MODEL-3.4 */
static void a_new_version_starts_from_the_one_before_which_stays_as_it_was(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    save(database, HOT, small_and_quiet(id));
    struct db *db = town_write(database, HOT, 65);
    const struct assessment_talk home = {date_of(2026, 9, 7), ASSESSMENT_PLACE_HOME};
    assert_int_equal(assessment_begin(db, id, &home), ERR_CONFLICT);
    db_abort(db);
    confirm(database, id);
    db = town_write(database, NAV, 80);
    assert_int_equal(assessment_begin(db, id, &home), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM area_text"), 1);
    struct assessment_puzzle second = puzzle_of(database, id, HOT);
    assert_int_equal(second.assessment.version_no, 2);
    assert_string_equal(piece_of(&second, LIFE_AREA_DWELLING)->wish, "Lite og stille.");
    struct area_save_in changed = small_and_quiet(id);
    changed.version = 1;
    changed.wish = "Nær søsteren min.";
    assert_int_equal(save(database, HOT, changed).status, 303);
    second = puzzle_of(database, id, HOT);
    assert_string_equal(piece_of(&second, LIFE_AREA_DWELLING)->wish, "Nær søsteren min.");
    assert_int_equal(test_number(database, "SELECT count(*) FROM area_text WHERE version_no = 1"), 1);
    db = town_write(database, HOT, 90);
    test_run(db, "UPDATE area_text SET version_no = 2");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: MODEL-3.4 */
static void what_was_confirmed_is_looked_at_again_after_a_year(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    save(database, HOT, small_and_quiet(id));
    confirm(database, id);
    struct assessment_brief assessment;
    struct db *db = town_write(database, HOT, 365 * MS_PER_DAY);
    assert_true(assessment_newest(db, id, &assessment));
    assert_int_equal(assessment.state, ASSESSMENT_STATE_CONFIRMED);
    db_abort(db);
    db = town_write(database, HOT, 366 * MS_PER_DAY);
    assert_true(assessment_newest(db, id, &assessment));
    assert_int_equal(assessment.state, ASSESSMENT_STATE_OUTDATED);
    db_abort(db);
}

/* trace: R-070 I-04 */
static void contradictions_are_refused_beside_the_field(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct area_save_in in = small_and_quiet(id);
    in.coverage = COVERAGE_NOT_ASKED;
    in.not_obtained = NOT_OBTAINED_NO_TIME_YET;
    in.unit = unit_of(RUS);
    struct request rq = request_of(database, HOT, 60);
    assert_true(area_save(&rq, &in).from_form);
    assert_int_not_equal(form_error_of(rq.form, "coverage"), 0);
    assert_int_not_equal(form_error_of(rq.form, "not_obtained"), 0);
    assert_int_not_equal(form_error_of(rq.form, "unit"), 0);
    db_abort(rq.db);
    in = small_and_quiet(id);
    in.coverage = COVERAGE_COVERED;
    rq = request_of(database, HOT, 61);
    assert_true(area_save(&rq, &in).from_form);
    assert_int_not_equal(form_error_of(rq.form, "unit"), 0);
    db_abort(rq.db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(her_words_stand_apart_from_the_professional_view),
        RULE(a_unit_reads_its_own_zones_and_of_the_others_coverage_and_unit),
        RULE(words_in_a_closed_zone_are_refused_and_those_that_stand_there_are_left),
        RULE(two_who_save_the_same_area_both_see_what_the_other_wrote),
        RULE(what_is_missing_before_a_decision_goes_away_as_it_is_answered_or_a_reason_is_given),
        RULE(what_the_property_unit_rests_on_holds_codes_and_numbers_only),
        RULE(it_is_read_through_and_she_says_if_it_is_right),
        RULE(a_new_version_starts_from_the_one_before_which_stays_as_it_was),
        RULE(what_was_confirmed_is_looked_at_again_after_a_year),
        RULE(contradictions_are_refused_beside_the_field),
    };
    return run_rules("assessment", rules, sizeof rules / sizeof *rules);
}
