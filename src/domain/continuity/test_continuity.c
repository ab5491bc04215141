/* Months are made anew with each visit, put right with it, and added up by unit; what workers carry and who must not be lost is on the leader's page. */
#include "domain/continuity/continuity.h"

#include "continuity_routes.h"
#include "domain/safety/safety.h"
#include "domain/work/done_for_tests.h"
#include "domain/work/pages_for_tests.h"

static struct case_id ane;

static void begun(struct test_database *database) {
    town_make(database);
    visit_on_written(continuity_on_visit);
    visit_on_stability(continuity_fill_stability);
    ane = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    for (int unit = HOT; unit <= HJE; unit++) secrecy_involve(db, ane, unit_of(unit), unit == HOT ? INVOLVEMENT_HOLDER : INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}

static int64_t number(struct test_database *database, const char *sql) { return test_number(database, sql); }

/* One visit at home by the worker of a unit on a day of September, at an hour. */
static int come(struct test_database *database, int unit, int day, int hour, enum visit_outcome outcome) {
    static const struct visit_writer nobody = {0};
    struct visit_id made;
    struct visit_new visit = {.case_ = ane, .on_date = date_of(2026, 9, day), .from_minute = hour * 60, .minutes = 30, .arena = VISIT_ARENA_HOME, .outcome = outcome, .next.on_date = DATE_NONE};
    return DONE_BY(database, unit, 30 * MS_PER_DAY + day * 1000 + hour, visit_write(db, &nobody, &visit, &made));
}

/* trace: R-218 R-220 */
static void a_month_is_what_its_visits_are(void **state) {
    struct test_database *database = *state;
    begun(database);
    assert_int_equal(come(database, HOT, 10, 9, VISIT_OUTCOME_MET), 0);
    assert_int_equal(come(database, HOT, 11, 9, VISIT_OUTCOME_MET), 0);
    assert_int_equal(come(database, NAV, 14, 9, VISIT_OUTCOME_MET), 0);
    assert_int_equal(come(database, HOT, 12, 9, VISIT_OUTCOME_FEW_WORDS), 0); /* written later than it was: it stands in its place */
    assert_int_equal(come(database, HJE, 14, 12, VISIT_OUTCOME_NO_ANSWER), 0); /* at the door, not met */
    assert_int_equal(number(database, "SELECT visits FROM continuity_month"), 4);
    assert_int_equal(number(database, "SELECT helpers FROM continuity_month"), 2);
    assert_int_equal(number(database, "SELECT upc FROM continuity_month"), 750);
    assert_int_equal(number(database, "SELECT coc FROM continuity_month"), 500);
    assert_int_equal(number(database, "SELECT secon FROM continuity_month"), 667); /* A A A B */
    assert_int_equal(number(database, "SELECT home_people FROM continuity_month"), 5);
    assert_int_equal(number(database, "SELECT home_most FROM continuity_month"), 2);
    assert_int_equal(number(database, "SELECT unit_id FROM continuity_month"), HOT);
    assert_int_equal(number(database, "SELECT persons FROM continuity_unit WHERE unit_id = 1"), 1);
    assert_int_equal(number(database, "SELECT upc FROM continuity_unit WHERE unit_id = 1"), 750);
}

static const struct visit_writer no_words = {0};

/* trace: R-218 I-14 */
static void what_is_put_right_or_struck_counts_no_more(void **state) {
    struct test_database *database = *state;
    begun(database);
    assert_int_equal(come(database, HOT, 10, 9, VISIT_OUTCOME_MET), 0);
    assert_int_equal(come(database, NAV, 11, 9, VISIT_OUTCOME_MET), 0);
    struct visit_id made;
    struct visit_new right = {.case_ = ane, .on_date = date_of(2026, 10, 1), .from_minute = 60, .minutes = 30, .arena = VISIT_ARENA_CAFE, .outcome = VISIT_OUTCOME_MET, .next.on_date = DATE_NONE};
    assert_int_equal(DONE_BY(database, NAV, 31 * MS_PER_DAY, visit_correct(db, &no_words, (struct visit_id){2}, &right, &made)), 0);
    assert_int_equal(number(database, "SELECT visits FROM continuity_month WHERE month = 202609"), 1);
    assert_int_equal(number(database, "SELECT visits FROM continuity_month WHERE month = 202610"), 1);
    assert_int_equal(DONE_BY(database, HOT, 31 * MS_PER_DAY + 1, visit_strike(db, ane, (struct visit_id){1})), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM continuity_month WHERE month = 202609"), 0);
    assert_int_equal(number(database, "SELECT COALESCE(sum(persons), 0) FROM continuity_unit WHERE month = 202609"), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM continuity_unit_kept k LEFT JOIN continuity_unit_now n ON n.unit_id = k.unit_id AND n.month = k.month"
                                      " WHERE n.persons IS NULL OR n.persons <> k.persons OR n.upc <> k.upc OR n.visits <> k.visits"), 0);
}

static const enum right leads[] = {RIGHT_CASE_SEE, RIGHT_UNIT_LEAD, RIGHT_VISIT_WRITE, 0};
static const enum right leads_all[] = {RIGHT_CASE_SEE, RIGHT_UNIT_LEAD, RIGHT_TOWN_LEAD, 0};

/* trace: R-218 K9 */
static void her_page_says_it_in_words(void **state) {
    struct test_database *database = *state;
    begun(database);
    for (int day = 1; day <= 4; day++) assert_int_equal(come(database, day, 20 + day, 9, VISIT_OUTCOME_MET), 0);
    struct visit *turn = visit_with(database, HOT, 31 * MS_PER_DAY, leads);
    turn->rq.form = NULL;
    const char *page = page_of(&turn->rq, stability_page(&turn->rq, &(struct stability_page_in){ane}));
    has(page, "I september 2026 har 4 ulike personer kommet. Det er flere enn 3, som er målet.");
    has(page, "Den som vanligvis kommer, sto for 1 av 4 ganger.");
    has(page, "25 %");
    has(page, "Bice og Boxerman");
}

/* trace: R-238 R-247 R-248 I-15 */
static void the_leader_sees_hours_load_and_who_is_lost(void **state) {
    struct test_database *database = *state;
    begun(database);
    assert_int_equal(come(database, HOT, 10, 9, VISIT_OUTCOME_MET), 0);
    struct maybe_int minutes = {true, 20 * 60};
    assert_int_equal(DONE_BY(database, HOT, 31 * MS_PER_DAY, visit_frame_set(db, staff_of(HOT), minutes, date_of(2027, 1, 1))), 0);
    struct db *db = town_write(database, HOT, 32 * MS_PER_DAY);
    work_task_add(db, ane, unit_of(HOT), TASK_KIND_SEE_HER, ane.v, date_of(2026, 10, 9));
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
    struct visit *turn = visit_with(database, HOT, 32 * MS_PER_DAY + 1, leads);
    turn->rq.form = NULL;
    const char *page = page_of(&turn->rq, team_page(&turn->rq, &(struct team_page_in){{0}}));
    has(page, "Det er tid nok til å følge opp alle");
    has(page, "Ny i arbeidet til 1. januar 2027");
    has(page, "Ane Solberg");
    has(page, "Ingen har fått kontakt på 29 dager");
    has(page, "Måneder med under fem personer vises ikke.");
    turn = visit_with(database, NAV, 32 * MS_PER_DAY + 2, leads);
    assert_int_equal(team_page(&turn->rq, &(struct team_page_in){unit_of(HOT)}).status, 404); /* not hers to lead */
    db_abort(turn->db);
    turn = visit_with(database, HOT, 32 * MS_PER_DAY + 3, leads_all);
    turn->rq.form = NULL;
    page = page_of(&turn->rq, town_page(&turn->rq, &(struct town_page_in){.maned = {true, 202609}}));
    has(page, "Vises ikke");
    lacks(page, ">100 %<");
}

/* trace: R-247 */
static void incidents_at_work_are_part_of_what_she_carries(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct incident_id made;
    const struct incident_new incident = {.kind = INCIDENT_KIND_THREAT, .by = INCIDENT_BY_VISITOR, .situation = WORK_SITUATION_HOME_VISIT, .on_date = instant_oslo_date(TEST_NOW)};
    assert_int_equal(DONE_BY(database, HOT, 2, incident_report(db, &incident, &made)), 0);
    struct visit *turn = visit_with(database, HOT, 3, leads);
    turn->rq.form = NULL;
    const char *page = page_of(&turn->rq, team_page(&turn->rq, &(struct team_page_in){{0}}));
    has(page, "Hendelser");
    has(page, "Mye som tar på. Ta en prat");
}

/* trace: R-287 R-036 */
static void every_unit_around_her_stands_on_one_page_with_what_it_does(void **state) {
    struct test_database *database = *state;
    begun(database);
    test_script(database, "INSERT INTO unit_duty (case_id, unit_id, kind, state, since, version) VALUES (1, 3, 'deposit', 'in_process', 1, 1);"
                          "INSERT INTO unit_duty (case_id, unit_id, kind, state, since, ended_at, version) VALUES (1, 2, 'dwelling', 'done', 1, 2, 1)");
    struct visit *turn = visit_with(database, HOT, 31 * MS_PER_DAY, leads);
    turn->rq.form = NULL;
    const char *page = page_of(&turn->rq, around_page(&turn->rq, &(struct around_page_in){ane}));
    has(page, "Helse- og omsorgstorvet");
    has(page, "Har ansvaret");
    has(page, "Nav Levanger");
    has(page, text_of(LANG_NB, (text_key)duty_kind_text(DUTY_KIND_DEPOSIT)));
    has(page, "2 enheter");
    lacks(page, "Bygg og eiendom"); /* what is done is done */
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_month_is_what_its_visits_are),
        RULE(what_is_put_right_or_struck_counts_no_more),
        RULE(her_page_says_it_in_words),
        RULE(the_leader_sees_hours_load_and_who_is_lost),
        RULE(incidents_at_work_are_part_of_what_she_carries),
        RULE(every_unit_around_her_stands_on_one_page_with_what_it_does),
    };
    return run_rules("continuity", rules, sizeof rules / sizeof *rules);
}
