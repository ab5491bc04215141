/* Asking others on a ground, showing her the answer; and worries that open nothing for the one who reports them. */
#include "domain/request/request.h"

#include "domain/work/town_for_tests.h"
#include "request_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_INFORMATION_ASK, RIGHT_CONCERN_REPORT, RIGHT_CONTACT_ROUTE, 0};

static struct visit *visit_by(struct test_database *database, int unit, int64_t later) { return visit_with(database, unit, later, rights); }

static struct case_id case_with(struct test_database *database) {
    static struct profile profile;
    town_make(database);
    profile = *organisation_profile();
    profile.letters.municipality = (struct profile_words){.nb = "Levanger kommune", .nn = "Levanger kommune"};
    profile.letter_lang = LANG_NB;
    profile.intake.first_unit = "HOT";
    organisation_set_profile(&profile);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    secrecy_involve(db, id, unit_of(EIE), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

/* trace: R-060 BSL-12 SOT-11 */
static void a_ground_fits_who_is_asked_and_she_knows_or_there_is_a_reason(void **state) {
    (void)state;
    struct asking asking = {ASKED_BODY_GP, INFORMATION_GROUND_CONSENT, CONSENT_WAY_ORAL, true, false};
    assert_int_equal(request_may_ask(&asking), ASKING_FINE);
    asking.consent_by = 0;
    assert_int_equal(request_may_ask(&asking), ASKING_NO_CONSENT);
    asking.ground = INFORMATION_GROUND_BSL_12; /* a doctor is no public body that must answer */
    assert_int_equal(request_may_ask(&asking), ASKING_WRONG_GROUND);
    asking = (struct asking){ASKED_BODY_PUBLIC_BODY, INFORMATION_GROUND_SOT_11, 0, false, false};
    assert_int_equal(request_may_ask(&asking), ASKING_NOT_INFORMED);
    asking.says_why_not = true;
    assert_int_equal(request_may_ask(&asking), ASKING_FINE);
    asking = (struct asking){ASKED_BODY_POPULATION_REGISTER, INFORMATION_GROUND_CONSENT, CONSENT_WAY_SIGNED, true, false};
    assert_int_equal(request_may_ask(&asking), ASKING_WRONG_GROUND);
    asking.ground = INFORMATION_GROUND_POPULATION_REGISTER;
    assert_int_equal(request_may_ask(&asking), ASKING_FINE);
}

static void ask_doctor(struct test_database *database, struct case_id id) {
    struct visit *visit = visit_by(database, HOT, 10);
    const struct information_ask_in in = {.case_ = id,
                                          .body = ASKED_BODY_GP,
                                          .body_name = "Fastlege Bø",
                                          .body_address = "Gata 1\n7600 Levanger",
                                          .ground = INFORMATION_GROUND_CONSENT,
                                          .consent_by = CONSENT_WAY_ORAL,
                                          .informed = true,
                                          .question = "Kan Ane bo i tredje etasje uten heis?",
                                          .due = DATE_NONE};
    assert_int_equal(information_ask(&visit->rq, &in).status, 303);
    visit_keep(visit);
}

static struct reply write_step(struct visit *visit, struct case_id id, enum information_step step, const char *content) {
    return information_write(&visit->rq, &(struct information_write_in){id, {1}, step, content});
}

static int64_t waits_until(struct test_database *database, const char *day) {
    return test_number(
        database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = 'await_information' AND due = '%s'", day));
}

/* trace: R-060 BSL-12 FVL-17 R-062 I-14 */
static void the_question_waits_is_reminded_answered_and_shown_to_her(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    ask_doctor(database, id);
    assert_int_equal(waits_until(database, "2026-09-21"), 1);
    struct visit *visit = visit_by(database, HOT, 11);
    assert_true(write_step(visit, id, INFORMATION_STEP_SHOWN, NULL).from_form); /* there is nothing to show */
    db_abort(visit->db);
    visit = visit_by(database, HOT, 15 * MS_PER_DAY);
    assert_int_equal(write_step(visit, id, INFORMATION_STEP_REMINDED, NULL).status, 303);
    visit_keep(visit);
    assert_int_equal(waits_until(database, "2026-10-06"), 1);
    visit = visit_by(database, HOT, 16 * MS_PER_DAY);
    assert_true(write_step(visit, id, INFORMATION_STEP_ANSWERED, NULL).from_form);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 17 * MS_PER_DAY);
    assert_int_equal(write_step(visit, id, INFORMATION_STEP_ANSWERED, "Nei, ikke uten heis.").status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'await_information'"), 1); /* she has not seen it */
    visit = visit_by(database, HOT, 18 * MS_PER_DAY);
    assert_int_equal(write_step(visit, id, INFORMATION_STEP_SHOWN, NULL).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'await_information'"), 0);
    visit = visit_by(database, NAV, 19 * MS_PER_DAY); /* another agency's zone */
    const char *page = reply_text(database, information_page(&visit->rq, &(struct information_page_in){.case_ = id}));
    assert_null(strstr(page, "uten heis"));
    assert_int_equal(information_letter(&visit->rq, &(struct information_letter_in){id, {1}}).status, 404);
    visit_keep(visit);
    struct db *db = town_write(database, HOT, 20 * MS_PER_DAY);
    test_run(db, "UPDATE information_request SET informed = 0");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-060 BSL-12 */
static void the_letter_is_made_from_the_question_and_nothing_of_the_case(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    ask_doctor(database, id);
    struct visit *visit = visit_by(database, HOT, 20);
    struct reply letter = information_letter(&visit->rq, &(struct information_letter_in){id, {1}});
    assert_int_equal(letter.status, 200);
    assert_memory_equal(letter.body.data, "%PDF", 4);
    visit_keep(visit);
}

/* ── worries ──────────────────────────────────────────────────────────── */

static struct reply report(struct visit *visit, const char *about) {
    return concern_report(&visit->rq, &(struct concern_report_in){.reporter = CONCERN_REPORTER_CARETAKER,
                                                                  .about = about,
                                                                  .place = "Kirkegata 4, 4-117",
                                                                  .said = "Ruta er knust, og hun virket redd."});
}

/* trace: R-061 L17 I-04 */
static void a_caretaker_gets_a_receipt_and_the_one_who_follows_up_gets_the_text(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    struct visit *visit = visit_by(database, EIE, 10);
    struct reply known = report(visit, "ane  solberg ");
    visit_keep(visit);
    visit = visit_by(database, EIE, 11);
    struct reply unknown = report(visit, "En annen");
    assert_string_equal(known.location, unknown.location); /* nothing tells which of them has a case */
    assert_int_equal(known.notice, unknown.notice);
    visit_keep(visit);
    visit = visit_by(database, EIE, 12);
    const char *mine = reply_text(database, concerns_mine_page(&visit->rq, NULL));
    assert_non_null(strstr(mine, "Melding nr. 2"));
    assert_null(strstr(mine, "knust"));
    assert_null(strstr(mine, "Solberg"));
    visit_keep(visit);
    visit = visit_by(database, NAV, 13);
    assert_null(strstr(reply_text(database, concerns_mine_page(&visit->rq, NULL)), "Melding nr."));
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'handle_concern' AND unit_id = 1 AND subject = 1"),
                     1);
    visit = visit_by(database, HOT, 14);
    visit->rq.form = NULL;
    assert_non_null(strstr(reply_text(database, concerns_page(&visit->rq, &(struct concerns_page_in){id})), "hun virket redd"));
    visit_keep(visit);
    visit = visit_by(database, EIE, 15); /* the landlord's unit is in the case, and does not get to read it there */
    visit->rq.form = NULL;
    assert_null(strstr(reply_text(database, concerns_page(&visit->rq, &(struct concerns_page_in){id})), "redd"));
    visit_keep(visit);
    visit = visit_by(database, HOT, 16);
    assert_int_equal(concern_finish(&visit->rq, &(struct concern_finish_in){id, {1}, "Har vært hjemme hos henne."}).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'handle_concern'"), 0);
    visit = visit_by(database, HOT, 17);
    assert_int_equal(concern_finish(&visit->rq, &(struct concern_finish_in){id, {1}, "x"}).status, 409);
    db_abort(visit->db);
}

/* trace: R-061 PJL-7 */
static void what_has_no_case_waits_at_the_first_door_under_a_key_of_its_own(void **state) {
    struct test_database *database = *state;
    case_with(database);
    struct visit *visit = visit_by(database, EIE, 10);
    report(visit, "Hun i 4-117");
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_keyring WHERE person_id = -1"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person"), 1);
    visit = visit_by(database, HOT, 11);
    visit->rq.form = NULL;
    assert_non_null(strstr(reply_text(database, concerns_inbox_page(&visit->rq, NULL)), "hun virket redd"));
    visit_keep(visit);
    visit = visit_by(database, NAV, 12);
    assert_int_equal(concern_send(&visit->rq, &(struct concern_send_in){{1}, "Ane Solberg"}).status, 404); /* it waits at another unit */
    db_abort(visit->db);
    visit = visit_by(database, HOT, 13);
    assert_true(concern_send(&visit->rq, &(struct concern_send_in){{1}, "Ingen Slik"}).from_form);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 14);
    assert_int_equal(concern_send(&visit->rq, &(struct concern_send_in){{1}, "Ane Solberg"}).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_keyring WHERE person_id = -1"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM concern WHERE case_id = 1 AND person_id = 1"), 1);
    struct db *db = town_write(database, HOT, 15);
    test_run(db, "UPDATE concern SET case_id = NULL");
    assert_true(db_failed(db));
    db_abort(db);
    db = town_write(database, HOT, 16);
    test_run(db, "DELETE FROM concern");
    assert_true(db_failed(db));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, a_ground_fits_who_is_asked_and_she_knows_or_there_is_a_reason),
        RULE(the_question_waits_is_reminded_answered_and_shown_to_her),
        RULE(the_letter_is_made_from_the_question_and_nothing_of_the_case),
        RULE(a_caretaker_gets_a_receipt_and_the_one_who_follows_up_gets_the_text),
        RULE(what_has_no_case_waits_at_the_first_door_under_a_key_of_its_own),
    };
    return run_rules("request", rules, sizeof rules / sizeof *rules);
}
