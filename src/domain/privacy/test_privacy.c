/* Everything about her, and corrections: what the package holds and does not, who decides, what stands beside, what is never changed. */
#include "domain/privacy/internal.h"

#include "domain/relation/relation_for_tests.h"
#include "domain/work/town_for_tests.h"
#include "platform/jobs/jobs.h"
#include "privacy_routes.h"
#include "privacy_sql.h"
#include "texts.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_LOG_SEE, RIGHT_ACCESS_HANDLE, 0};

static struct visit *visit_by(struct test_database *database, int unit, int64_t later) { return visit_with(database, unit, later, rights); }

/* The town with names for its letters; HOT holds Ane's case, NAV has a duty in it. A second person has a case of her own. */
static struct case_id case_with(struct test_database *database) {
    static struct profile profile;
    town_make(database);
    profile = *organisation_profile();
    profile.letters.municipality = (struct profile_words){.nb = "Levanger kommune", .nn = "Levanger kommune"};
    profile.county = "Trøndelag";
    organisation_set_profile(&profile);
    struct case_id id = town_case(database, "Ane");
    struct case_id other = town_case(database, "Berit");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    secrecy_involve(db, id, unit_of(RUS), INVOLVEMENT_COORDINATOR);
    secrecy_involve(db, other, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

/* The mother said something openly, and something that Ane is not to know came from her. */
static void mother_says(struct test_database *database, struct case_id id) {
    struct visit *visit = visit_by(database, HOT, 2);
    mother_speaks(&visit->rq, id, (struct person_id){1});
    visit_keep(visit);
}

static struct access_request_id ask(struct test_database *database, struct case_id id) {
    struct visit *visit = visit_by(database, HOT, 10);
    assert_int_equal(access_ask(&visit->rq, &(struct access_ask_in){id, date_of(2026, 9, 7), ASKER_PERSON}).status, 303);
    visit_keep(visit);
    return (struct access_request_id){1};
}

static struct reply choose(struct visit *visit, struct case_id id, enum access_part part, enum access_choice_outcome outcome) {
    bool give = outcome == ACCESS_CHOICE_OUTCOME_GIVE;
    return access_choose(&visit->rq, &(struct access_choose_in){.case_ = id,
                                                                .request = {1},
                                                                .part = part,
                                                                .outcome = outcome,
                                                                .exception = give ? 0 : ACCESS_EXCEPTION_THIRD_PARTY,
                                                                .reason = give ? NULL : "Moren ba om det."});
}

static void build(struct test_database *database, struct case_id id) {
    static const struct job_kind kinds[] = {{JOB_ACCESS_PACKAGE, privacy_package_job}, {NULL, NULL}};
    struct visit *visit = visit_by(database, HOT, 30);
    assert_int_equal(access_build(&visit->rq, &(struct access_build_in){id, {1}}).status, 303);
    visit_keep(visit);
    assert_int_equal(jobs_run_due(database->store, kinds, (struct instant){TEST_NOW.ms + 1000}, 5), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_request WHERE state = 'ready'"), 1);
}

static const char *json_of(struct test_database *database, struct case_id id) {
    struct visit *visit = visit_by(database, HOT, 40);
    const char *json = reply_text(database, access_package_json(&visit->rq, &(struct access_package_json_in){id, {1}}));
    visit_keep(visit);
    return json;
}

/* trace: PBRL-11 FVL-18 GDPR-3 PJL-6 */
static void the_package_holds_every_row_about_her_and_none_about_another(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    mother_says(database, id);
    ask(database, id);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'give_access' AND due = '2026-10-07'"), 1);
    struct visit *visit = visit_by(database, HOT, 20);
    assert_int_equal(choose(visit, id, ACCESS_PART_CONFIDENTIAL_TALKS, ACCESS_CHOICE_OUTCOME_GIVE).status, 303);
    visit_keep(visit);
    build(database, id);
    const char *json = json_of(database, id);
    static const char *const hers[] = {"\"table\":\"person\"",
                                       "\"table\":\"person_case\"",
                                       "\"table\":\"baton_period\"",
                                       "\"table\":\"case_unit\"",
                                       "\"table\":\"access_log\"",
                                       "\"table\":\"relative\"",
                                       "\"table\":\"relative_talk\"",
                                       "\"table\":\"task\"",
                                       "Mor Solberg",
                                       "Hun liker seg i byen.",
                                       "Hun drikker mer enn hun sier.",
                                       "Ring etter klokka ti.",
                                       "Ane"};
    for (size_t i = 0; i < sizeof hers / sizeof *hers; i++)
        if (!strstr(json, hers[i])) fail_msg("the package lacks %s", hers[i]);
    assert_null(strstr(json, "Berit"));
    assert_null(strstr(json, "wrapped"));
    visit = visit_by(database, HOT, 50);
    struct reply pdf = access_package_pdf(&visit->rq, &(struct access_package_pdf_in){id, {1}});
    assert_int_equal(pdf.status, 200);
    assert_memory_equal(pdf.body.data, "%PDF-1.7", 8);
    visit_keep(visit);
    assert_true(test_number(database, "SELECT count(*) FROM access_log WHERE ground = 'self' AND purpose = 'her_own' AND staff_id = 1") >=
                6);
    assert_true(test_number(database, "SELECT count(*) FROM access_log WHERE ground = 'self' AND staff_id = 0") >=
                6); /* the program built it */
}

/* trace: FVL-19 PBRL-11 GDPR-3 */
static void what_concerns_others_is_decided_first_and_kept_back_with_a_reason(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    mother_says(database, id);
    ask(database, id);
    struct visit *visit = visit_by(database, HOT, 20);
    assert_true(access_build(&visit->rq, &(struct access_build_in){id, {1}}).from_form);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 21);
    const struct access_choose_in without = {
        .case_ = id, .request = {1}, .part = ACCESS_PART_CONFIDENTIAL_TALKS, .outcome = ACCESS_CHOICE_OUTCOME_WITHHOLD};
    assert_true(access_choose(&visit->rq, &without).from_form);
    assert_int_not_equal(form_error_of(&visit->form, "reason"), 0);
    assert_int_not_equal(form_error_of(&visit->form, "exception"), 0);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 22);
    assert_int_equal(choose(visit, id, ACCESS_PART_CONFIDENTIAL_TALKS, ACCESS_CHOICE_OUTCOME_WITHHOLD).status, 303);
    visit_keep(visit);
    build(database, id);
    const char *json = json_of(database, id);
    assert_non_null(strstr(json, "Hun liker seg i byen."));
    assert_null(strstr(json, "Hun drikker mer"));
}

/* trace: PBRL-11 I-04 */
static void a_zone_may_be_kept_back_whole_and_the_log_of_it_is_hers_all_the_same(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    mother_says(database, id);
    ask(database, id);
    struct visit *visit = visit_by(database, HOT, 20);
    choose(visit, id, ACCESS_PART_CONFIDENTIAL_TALKS, ACCESS_CHOICE_OUTCOME_GIVE);
    choose(visit, id, ACCESS_PART_HOUSING, ACCESS_CHOICE_OUTCOME_TO_REPRESENTATIVE);
    visit_keep(visit);
    build(database, id);
    const char *json = json_of(database, id);
    assert_null(strstr(json, "Mor Solberg"));
    assert_non_null(strstr(json, "\"zone\":\"housing\"")); /* in the log */
    assert_non_null(strstr(json, "\"table\":\"access_log\""));
}

/* trace: PBRL-11 GDPR-3 I-14 */
static void it_is_handed_out_once_on_record(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    ask(database, id);
    struct visit *visit = visit_by(database, HOT, 20);
    assert_int_equal(access_ask(&visit->rq, &(struct access_ask_in){id, date_of(2026, 9, 7), ASKER_PERSON}).status, 409);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 21);
    const struct access_hand_out_in out = {id, {1}, date_of(2026, 9, 7), ASKER_PERSON};
    assert_int_equal(access_hand_out(&visit->rq, &out).status, 404); /* not built */
    db_abort(visit->db);
    visit = visit_by(database, HOT, 22);
    assert_int_equal(access_package_pdf(&visit->rq, &(struct access_package_pdf_in){id, {1}}).status, 404);
    db_abort(visit->db);
    build(database, id);
    visit = visit_by(database, HOT, 50);
    assert_int_equal(access_hand_out(&visit->rq, &out).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'give_access'"), 0);
    visit = visit_by(database, HOT, 51);
    assert_int_equal(access_hand_out(&visit->rq, &out).status, 404);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 52);
    test_run(visit->db, "UPDATE access_request SET state = 'open', handed_on = NULL, handed_by = NULL, handed_to = NULL");
    assert_true(db_failed(visit->db));
    db_abort(visit->db);
    visit = visit_by(database, HOT, 53);
    visit->rq.form = NULL;
    const char *page = reply_text(database, access_package_page(&visit->rq, &(struct access_package_page_in){.case_ = id}));
    assert_non_null(strstr(page, "Gitt ut"));
    visit_keep(visit);
}

/* ── corrections ──────────────────────────────────────────────────────── */

/* What she gets is read by her: no heading of it is a name of the program's own, in any language. Fails for whoever adds a table about persons
 * without saying what it is. */
/* trace: PBRL-11 FVL-18 GDPR-3 */
static void every_table_about_her_has_a_heading_she_can_read(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct db *db = test_read(database);
    const char *const *tables = db_walk_tables(db);
    for (int i = 0; tables[i]; i++) {
        bool hers = db_walk_has_column(db, tables[i], "person_id") || db_walk_has_column(db, tables[i], "case_id");
        static const char *const not_hers[] = {"desk_place", "desk_worry", "desk_name", "leader_alone", "desk_held", "case_pulse", "visit_watch", "continuity_month", "person_keyring", "person_word",
                                               "access_package", "session", "imported_row"};
        for (size_t n = 0; n < sizeof not_hers / sizeof *not_hers; n++)
            if (text_equal(tables[i], not_hers[n])) hers = false;
        if (hers && !text_find(arena_printf(database->arena, "privacy_table_%s", tables[i]))) fail_msg("the table %s has no words", tables[i]);
    }
    db_abort(db);
}

static void ask_correction(struct test_database *database, struct case_id id) {
    struct visit *visit = visit_by(database, HOT, 10);
    const struct correction_ask_in in = {id, date_of(2026, 9, 7), BESIDE_ABOUT_ASSESSMENT, "Har bodd ute i to år", "Jeg bodde hos en venn"};
    assert_int_equal(correction_ask(&visit->rq, &in).status, 303);
    visit_keep(visit);
}

static struct reply settle(struct visit *visit, struct case_id id, enum correction_state outcome, const char *reason) {
    return correction_settle(&visit->rq, &(struct correction_settle_in){id, {1}, outcome, reason});
}

static bool stands_beside(struct test_database *database, struct case_id id, int unit, enum case_tab tab) {
    struct visit *visit = visit_by(database, unit, 60);
    struct case_frame frame = {.tab = tab};
    assert_true(work_case(visit->db, id, &frame.brief));
    person_spine(visit->db, frame.brief.person, &frame.person);
    privacy_fill_beside(&visit->rq, &frame);
    bool beside = frame.beside != NULL;
    visit_keep(visit);
    return beside;
}

/* trace: R-025 PBRL-11 HPL-42 ARK-2 I-14 */
static void a_correction_stands_beside_for_those_who_may_read_it(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    ask_correction(database, id);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_correction' AND due = '2026-10-07'"), 1);
    assert_false(stands_beside(database, id, HOT, TAB_ASSESSMENT));
    struct visit *visit = visit_by(database, HOT, 20);
    assert_int_equal(settle(visit, id, CORRECTION_STATE_CORRECTED, NULL).status, 303);
    visit_keep(visit);
    assert_true(stands_beside(database, id, HOT, TAB_ASSESSMENT));
    assert_true(stands_beside(database, id, RUS, TAB_ASSESSMENT)); /* the coordinator reads housing */
    assert_false(stands_beside(database, id, NAV, TAB_ASSESSMENT));
    assert_false(stands_beside(database, id, HOT, TAB_DECISION));
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE unit_id = 3"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_correction'"), 0);
    visit = visit_by(database, HOT, 70);
    assert_int_equal(settle(visit, id, CORRECTION_STATE_REFUSED, "x").status, 409);
    db_abort(visit->db);
    static const char *const never[] = {"UPDATE beside SET kind = 'hers'", "DELETE FROM beside", "DELETE FROM correction",
                                        "UPDATE correction SET state = 'refused'"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        struct db *db = town_write(database, HOT, 80);
        test_run(db, never[i]);
        if (!db_failed(db)) fail_msg("the database took: %s", never[i]);
        db_abort(db);
    }
}

/* trace: PBRL-11 R-056 */
static void codes_and_events_are_words_in_what_she_gets(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct db *db = test_read(database);
    const struct wording wording = {db, database->arena, LANG_NB};
    const struct her_value reason = {.column = "why", .text = "holder", .kind = VALUE_TEXT};
    assert_non_null(strstr(privacy_row_words(&wording, &(struct her_row){.table = "case_unit", .v = &reason, .n = 1}), "har ansvaret"));
    const struct her_value ground = {.column = "ground", .text = "self", .kind = VALUE_TEXT};
    assert_non_null(strstr(privacy_row_words(&wording, &(struct her_row){.table = "access_log", .v = &ground, .n = 1}), "Personen selv"));
    const struct her_value event[] = {{.column = "kind", .text = "baton_offered", .kind = VALUE_TEXT},
                                      {.column = "unit_id", .number = HOT, .kind = VALUE_INT},
                                      {.column = "other_unit", .number = NAV, .kind = VALUE_INT}};
    const char *words = privacy_row_words(&wording, &(struct her_row){.table = "case_event", .v = event, .n = 3});
    assert_non_null(strstr(words, "Helse- og omsorgstorvet ba Nav Levanger ta over ansvaret."));
    db_abort(db);
}

/* trace: HPL-42 PBRL-11 PBRL-13 */
static void a_no_is_a_letter_with_its_reason_and_appeal_and_her_words_stand_beside(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    ask_correction(database, id);
    struct visit *visit = visit_by(database, HOT, 20);
    assert_true(settle(visit, id, CORRECTION_STATE_REFUSED, NULL).from_form);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 21);
    assert_int_equal(settle(visit, id, CORRECTION_STATE_REFUSED, "To enheter har skrevet det samme.").status, 303);
    visit_keep(visit);
    visit = visit_by(database, HOT, 22);
    struct reply letter = correction_letter(&visit->rq, &(struct correction_letter_in){id, {1}});
    assert_int_equal(letter.status, 200);
    assert_memory_equal(letter.body.data, "%PDF", 4);
    visit_keep(visit);
    assert_true(stands_beside(database, id, HOT, TAB_ASSESSMENT));
    visit = visit_by(database, NAV, 23);
    assert_int_equal(correction_letter(&visit->rq, &(struct correction_letter_in){id, {1}}).status, 404);
    db_abort(visit->db);
}

/* trace: R-025 */
static void she_may_have_a_note_beside_without_giving_a_reason(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    struct visit *visit = visit_by(database, HOT, 10);
    assert_int_equal(beside_write(&visit->rq, &(struct beside_write_in){id, BESIDE_ABOUT_PEOPLE, "Dette er ikke min venn."}).status, 303);
    visit_keep(visit);
    assert_true(stands_beside(database, id, HOT, TAB_PEOPLE));
    visit = visit_by(database, EIE, 11); /* no part of the case is its own */
    assert_int_equal(beside_write(&visit->rq, &(struct beside_write_in){id, BESIDE_ABOUT_PEOPLE, "x"}).status, 403);
    db_abort(visit->db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_package_holds_every_row_about_her_and_none_about_another),
        RULE(what_concerns_others_is_decided_first_and_kept_back_with_a_reason),
        RULE(a_zone_may_be_kept_back_whole_and_the_log_of_it_is_hers_all_the_same),
        RULE(it_is_handed_out_once_on_record),
        RULE(every_table_about_her_has_a_heading_she_can_read),
        RULE(a_correction_stands_beside_for_those_who_may_read_it),
        RULE(codes_and_events_are_words_in_what_she_gets),
        RULE(a_no_is_a_letter_with_its_reason_and_appeal_and_her_words_stand_beside),
        RULE(she_may_have_a_note_beside_without_giving_a_reason),
    };
    return run_rules("privacy", rules, sizeof rules / sizeof *rules);
}
