/* «Nei til kommunal bolig nå»: what the meeting thinks is not yet the answer. The unit that decides writes it with its reason, everyone refused is followed up, and it is
 * never counted against her. */
#include "domain/application/application_for_tests.h"
#include "domain/meeting/meeting_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "application_routes.h"
#include "texts.h"

static const struct agenda_item_id item = {1};
static int64_t tasks(const struct test_database *database, const char *kind) {
    return test_number(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s'", kind));
}

/* Ane's application is on the agenda of a meeting that is open, all its units there. */
static void treated(const struct test_database *database, enum agenda_choice choice) {
    home_town(database, "profiles/alesund.yaml");
    application_on_meetings();
    struct profile *profile = (struct profile *)(uintptr_t)organisation_profile();
    profile->series = town_series;
    profile->series_count = 1;
    struct db *setup = town_write(database, HOT, 2);
    meeting_sync(setup, profile);
    audit_add(setup, "tried", "case", 1, NULL);
    town_commit(setup);
    assert_int_equal(home_applied(database, 3), APPLICATION_FINE);
    assert_int_equal(HOME_FACT(database, 4, CRITERION_IN_NEED, true, 1), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 5, application_assess(db, ane, LIST_TYPE_ORDINARY)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 6, application_to_meeting(db, ane)), APPLICATION_FINE);
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", date_of(2026, 10, 1));
    prepared(database, meeting, item);
    opened(database, meeting, (const int[]){HOT, EIE, NAV, 0});
    struct visit *turn = visit_on(database, HOT, date_of(2026, 10, 1), 20);
    assert_int_equal(meeting_decide(turn->db, item, &(struct meeting_outcome){.choice = choice, .review_on = DATE_NONE, .words = "Boligen hun leier nå, kan beholdes."}), MEETING_DONE);
    visit_keep(turn);
}

static struct visit *officer(const struct test_database *database, int minutes) {
    return visit_with(database, HOT, instant_of_oslo(date_of(2026, 10, 2), 9 * 60 + minutes).ms - TEST_NOW.ms, applying);
}

static const char *her_page(const struct test_database *database, int minutes) {
    struct visit *visit = officer(database, minutes);
    const char *page = reply_text(database, application_page(&visit->rq, &(struct application_page_in){ane}));
    db_abort(visit->db);
    return page;
}

/* trace: R-200 FVL-25 R-177 */
static void a_no_of_the_meeting_is_a_task_for_who_decides_and_no_answer_yet(void **state) {
    struct test_database *database = *state;
    treated(database, AGENDA_CHOICE_REFUSED);
    assert_int_equal(test_number(database, "SELECT count(*) FROM agenda_item WHERE state = 'decided' AND choice = 'refused'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application WHERE status = 'to_meeting'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'look_at_application' AND unit_id = 1 AND due <= '2026-10-08'"), 1);
    assert_int_equal(tasks(database, "follow_up_refused"), 0);
    assert_non_null(strstr(her_page(database, 0), "Hvorfor ikke?"));
}

/* trace: R-200 R-199 FVL-25 */
static void the_refusal_has_a_reason_comes_in_a_decision_and_whoever_is_refused_is_followed_up(void **state) {
    struct test_database *database = *state;
    treated(database, AGENDA_CHOICE_REFUSED);
    struct application_decide_send_in no = {.case_ = ane, .status = APPLICATION_STATUS_REFUSED, .refused_why = REFUSED_WHY_HAS_SUITABLE, .postponed_to = DATE_NONE};
    struct visit *visit = officer(database, 1);
    assert_true(application_decide_send(&visit->rq, &no).from_form);
    assert_int_equal(form_error_of(&visit->form, "why"), T_application_why_missing);
    db_abort(visit->db);
    no.why = "Boligen du leier nå, passer til behovet ditt.";
    visit = officer(database, 2);
    assert_int_equal(application_decide_send(&visit->rq, &no).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application WHERE status = 'refused' AND refused_why = 'has_suitable'"), 1);
    assert_int_equal(tasks(database, "look_at_application"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'follow_up_refused' AND due BETWEEN '2026-10-16' AND '2026-10-23'"), 1);
    const char *page = her_page(database, 3);
    assert_non_null(strstr(page, "Har allerede en bolig som passer"));
    assert_non_null(strstr(page, "Avslaget kommer i et vedtak"));
    assert_non_null(strstr(page, "/sak/1/vedtak"));
    lacks(page, "Lagre svaret");
}

/* trace: R-200 R-182 R-193 */
static void it_is_never_counted_against_her(void **state) {
    struct test_database *database = *state;
    treated(database, AGENDA_CHOICE_REFUSED);
    const struct application_outcome no = {.application = {1}, .status = APPLICATION_STATUS_REFUSED, .refused_why = REFUSED_WHY_STATED, .why = "Grunnen står her."};
    const int64_t later = instant_of_oslo(date_of(2026, 10, 2), 600).ms - TEST_NOW.ms;
    assert_int_equal(HOME_BY(database, HOT, later, application_decide(db, access, &no)), APPLICATION_FINE);
    assert_int_equal(home_applied(database, later + 1), APPLICATION_FINE); /* she may ask again at once */
    assert_int_equal(HOME_FACT(database, later + 2, CRITERION_IN_NEED, true, 1), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, later + 3, application_assess(db, ane, LIST_TYPE_ORDINARY)), APPLICATION_FINE);
    struct db *db = town_write(database, HOT, later + 4);
    const struct rank_applicants all = application_ranked(db, LIST_TYPE_ORDINARY);
    assert_int_equal(all.n, 1);
    const struct rank_lines lines = rank_all(db_arena(db), application_rules(db_arena(db), date_of(2026, 10, 2)), &all);
    assert_int_equal(lines.v[0].state, RANK_PLACED);
    assert_int_equal(lines.v[0].points, 0); /* nothing of the refusal is in what is ranked */
    db_abort(db);
}

/* trace: R-177 R-200 */
static void services_and_no_new_home_now_is_no_refusal(void **state) {
    struct test_database *database = *state;
    treated(database, AGENDA_CHOICE_SERVICES);
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application WHERE status = 'to_meeting'"), 1);
    assert_int_equal(tasks(database, "look_at_application"), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_no_of_the_meeting_is_a_task_for_who_decides_and_no_answer_yet),
        RULE(the_refusal_has_a_reason_comes_in_a_decision_and_whoever_is_refused_is_followed_up),
        RULE(it_is_never_counted_against_her),
        RULE(services_and_no_new_home_now_is_no_refusal),
    };
    return run_rules("no_in_meeting", rules, sizeof rules / sizeof *rules);
}
