/* An appeal on the plan or the coordinator without a decision behind it: taken in whenever it comes, answered by somebody else than who coordinates, by the act she
 * claims it under, told in letters that speak of no decision, and seen on the plan's own page. (IPF-8) */
#include "domain/appeal/plan_appeal.h"

#include "domain/appeal/pages.h"
#include "domain/plan/individual.h"
#include "domain/plan/plan_for_tests.h"
#include "domain/work/done_for_tests.h"
#include "domain/work/pages_for_tests.h"

static const struct case_id ane = {1};
static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_APPEAL_REGISTER, RIGHT_APPEAL_PREPARE, RIGHT_PLAN_OFFER, RIGHT_PLAN_WRITE, 0};

static int64_t number(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* HOT has the case and keeps the plan; Nav is in it. */
static void begun(const struct test_database *database) {
    town_make(database);
    plan_catalogue_for_tests(database);
    town_profile(database)->letters.municipality = (struct profile_words){"Levanger kommune", "Levanger kommune"};
    plan_on_appeals(appeal_fill_plan);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, ane, unit_of(NAV), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}

/* One write by a worker with access to a zone of hers. */
#define APPEAL_BY(unit, later, zone, call)                                                        \
    DONE_BY(database, unit, later, ({                                                             \
        struct request rq_ = town_request(database, db, town_session(database, unit, officer));   \
        const struct access *access __attribute__((unused)) =                                     \
            (zone) == ZONE_PLAN ? secrecy_open_plan(&rq_, ane, "appeal") : secrecy_open(&rq_, ane, ZONE_BIT(zone), "appeal"); \
        (call);                                                                                   \
    }))

static struct plan_appeal_new about_plan(enum plan_appeal_about about) {
    return (struct plan_appeal_new){ane, about, PLAN_APPEAL_ACT_HEALTH, APPEAL_FORM_ORAL, date_of(2026, 9, 7), "Planen sier ingenting om det jeg ba om."};
}

static const char *plan_of(const struct test_database *database, int unit, int64_t later) {
    struct visit *visit = visit_with(database, unit, later, officer);
    visit->rq.form = NULL;
    return page_of(&visit->rq, plan_appeal_page(&visit->rq, &(struct plan_appeal_page_in){ane}));
}

/* trace: IPF-8 PBRL-5 FVL-33 */
static void it_is_taken_in_answered_by_another_and_sent_on(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct plan_appeal_id made;
    struct plan_appeal_new new = about_plan(PLAN_APPEAL_ABOUT_CONTENT);
    new.received_on = date_of(2026, 9, 8);
    assert_int_equal(APPEAL_BY(HOT, 10, ZONE_PLAN, plan_appeal_receive(db, access, &new, &made)), ERR_INVALID); /* a day that has not been */
    new.received_on = date_of(2026, 9, 7);
    assert_int_equal(APPEAL_BY(HOT, 11, ZONE_PLAN, plan_appeal_receive(db, NULL, &new, &made)), ERR_DENIED);
    assert_int_equal(APPEAL_BY(HOT, 12, ZONE_PLAN, plan_appeal_receive(db, access, &new, &made)), ERR_OK);
    assert_int_equal(APPEAL_BY(HOT, 13, ZONE_PLAN, plan_appeal_receive(db, access, &new, &made)), ERR_CONFLICT); /* the same is open */
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_plan_appeal' AND unit_id = 1 AND subject = 1"), 1);
    assert_int_equal(number(database, "SELECT count(*) FROM appeal_letter WHERE kind = 'receipt' AND zone = 'spine' AND appeal_part_id IS NULL"), 1);
    assert_int_equal(number(database, "SELECT count(*) FROM plan_appeal_words WHERE CAST(words AS TEXT) LIKE '%ingenting%'"), 0); /* sealed */
    assert_int_equal(APPEAL_BY(NAV, 14, ZONE_PLAN, plan_appeal_forward(db, access, ane, made, "Vi står ved planen.")), ERR_DENIED);
    /* who coordinates does not answer an appeal on her own work */
    assert_int_equal(DONE_BY(database, HOT, 15, (plan_offer(db, ane, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES), audit_add(db, "tried", "case", 1, NULL), 0)), 0);
    const struct coordinator_new herself = {ane, staff_of(HOT), unit_of(HOT), COORDINATOR_CONSULTED_AGREES, NULL};
    assert_int_equal(DONE_BY(database, HOT, 16, ({ int named = plan_name_coordinator(db, &herself); audit_add(db, "tried", "case", 1, NULL); named; })), ERR_OK);
    assert_int_equal(APPEAL_BY(HOT, 17, ZONE_PLAN, plan_appeal_forward(db, access, ane, made, "Vi står ved planen.")), ERR_DENIED);
    has(plan_of(database, HOT, 18), "Du er koordinator. En annen i enheten svarer");
    test_script(database, "UPDATE coordinator SET staff_id = 2");
    has(plan_of(database, HOT, 19), "Send videre til Statsforvalteren");
    assert_int_equal(APPEAL_BY(HOT, 20, ZONE_PLAN, plan_appeal_forward(db, access, ane, made, "")), ERR_INVALID);
    assert_int_equal(APPEAL_BY(HOT, 21, ZONE_PLAN, plan_appeal_forward(db, access, ane, made, "Vi står ved planen.")), ERR_OK);
    assert_int_equal(APPEAL_BY(HOT, 22, ZONE_PLAN, plan_appeal_change(db, access, ane, made, "Likevel.")), ERR_CONFLICT);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_plan_appeal'"), 1); /* until the answer is here */
    assert_int_equal(APPEAL_BY(HOT, 23, ZONE_PLAN, plan_appeal_answer(db, access, ane, made, APPEAL_RESULT_UPHELD, "Planen dekker det.")), ERR_OK);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_plan_appeal'"), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM appeal_letter WHERE kind IN ('forwarded', 'result') AND zone = 'plan'"), 2);
    has(plan_of(database, HOT, 24), "Planen dekker det.");
    lacks(plan_of(database, NAV, 25), "Planen dekker det.");
    assert_non_null(test_try(database, "UPDATE plan_appeal SET state = 'received', ended_on = NULL, result = NULL"));
    assert_non_null(test_try(database, "DELETE FROM plan_appeal"));
}

/* trace: IPF-8 SOT-8 */
static void she_is_right_and_it_is_offered_or_looked_at_again(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct plan_appeal_id made;
    struct plan_appeal_new new = about_plan(PLAN_APPEAL_ABOUT_MISSING);
    assert_int_equal(APPEAL_BY(HOT, 10, ZONE_PLAN, plan_appeal_receive(db, access, &new, &made)), ERR_OK);
    assert_int_equal(APPEAL_BY(HOT, 11, ZONE_PLAN, plan_appeal_change(db, access, ane, made, "Du skal ha en plan.")), ERR_OK);
    assert_int_equal(number(database, "SELECT count(*) FROM plan_need WHERE wish = 'plan' AND answered_at IS NULL"), 1);
    assert_int_equal(number(database, "SELECT count(*) FROM appeal_letter WHERE kind = 'changed'"), 1);
    /* under the social services act it is Nav's, in Nav's zone */
    new = about_plan(PLAN_APPEAL_ABOUT_COORDINATOR);
    new.act = PLAN_APPEAL_ACT_SOCIAL;
    assert_int_equal(APPEAL_BY(NAV, 12, ZONE_SOCIAL, plan_appeal_receive(db, access, &new, &made)), ERR_OK);
    assert_int_equal(number(database, "SELECT count(*) FROM plan_appeal WHERE act = 'social' AND zone = 'social' AND unit_id = 3"), 1);
    lacks(plan_of(database, HOT, 13), "Planen sier ingenting om det jeg ba om.</p><p class=\"f-small f-muted\">Medarbeider 3");
    assert_int_equal(DONE_BY(database, NAV, 14, plan_appeal_withdraw(db, ane, made)), ERR_OK);
    assert_int_equal(DONE_BY(database, NAV, 15, plan_appeal_withdraw(db, ane, made)), ERR_CONFLICT);
}

/* trace: IPF-8 */
static void the_plans_own_page_says_what_was_appealed_and_how_it_went(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct plan_appeal_id made;
    const struct plan_appeal_new new = about_plan(PLAN_APPEAL_ABOUT_CONTENT);
    assert_int_equal(APPEAL_BY(HOT, 10, ZONE_PLAN, plan_appeal_receive(db, access, &new, &made)), ERR_OK);
    struct visit *visit = visit_with(database, HOT, 11, officer);
    struct plan_appeal_lines lines = {.n = 0};
    appeal_fill_plan(&visit->rq, ane, &lines);
    assert_int_equal(lines.n, 1);
    assert_string_equal(lines.v[0].text, "Klage – Den individuelle planen er ikke god nok: Skal vurderes");
    assert_string_equal(lines.path, "/sak/1/klage/plan");
    db_abort(visit->db);
}

static const char *letter_of(const struct test_database *database, enum lang lang, struct notice_facts facts) {
    facts.about_plan = true, facts.pbrl = true, facts.lang = lang;
    facts.date = date_of(2026, 10, 1), facts.received_on = date_of(2026, 9, 7), facts.due = date_of(2026, 10, 5);
    facts.case_number = "2026/1", facts.sender = "Levanger kommune", facts.body = lang == LANG_NN ? "Statsforvaltaren i Trøndelag" : "Statsforvalteren i Trøndelag";
    facts.parts = "individuell plan", facts.unit = "Helse- og omsorgstorvet", facts.phone = "74 05 25 00", facts.signer = "Kari", facts.signer_unit = "Helse- og omsorgstorvet";
    facts.person = (struct person_spine){.name = "Ane Solberg", .given_name = "Ane", .lang = lang};
    struct html h = html_in(database->arena, lang, facts.date, TEST_NOW);
    letter_html(&h, notice_make(database->arena, &facts));
    return arena_strdup(database->arena, str_text(&h.out));
}

/* trace: IPF-8 FVL-27 */
static void the_letters_speak_of_no_decision_in_both_written_forms(void **state) {
    struct test_database *database = *state;
    begun(database);
    const char *letter = letter_of(database, LANG_NB, (struct notice_facts){.kind = APPEAL_LETTER_KIND_RECEIPT});
    has(letter, "En annen enn koordinatoren ser på saken");
    has(letter, "Statsforvalteren i Trøndelag, som avgjør den");
    lacks(letter, "vedtak");
    letter = letter_of(database, LANG_NN, (struct notice_facts){.kind = APPEAL_LETTER_KIND_FORWARDED, .words = "Vi står ved planen."});
    has(letter, "har sendt ho til Statsforvaltaren i Trøndelag");
    has(letter, "Vi står ved planen.");
    letter = letter_of(database, LANG_NB, (struct notice_facts){.kind = APPEAL_LETTER_KIND_RESULT, .result = APPEAL_RESULT_CHANGED, .words = "Planen mangler mål."});
    has(letter, "De er enige med deg");
    has(letter, "lager eller endrer det sammen med deg");
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(it_is_taken_in_answered_by_another_and_sent_on),
        RULE(she_is_right_and_it_is_offered_or_looked_at_again),
        RULE(the_plans_own_page_says_what_was_appealed_and_how_it_went),
        RULE_ON(ON_SQLITE, the_letters_speak_of_no_decision_in_both_written_forms),
    };
    return run_rules("plan_appeal", rules, sizeof rules / sizeof *rules);
}
