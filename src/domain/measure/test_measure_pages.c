/* The pages of measures: from the press of a button to what is there, what another unit does not see, and what is said beside the field. */
#include "domain/measure/measure_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "measure_routes.h"
#include "texts.h"

static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_MEASURE_SEE, RIGHT_MEASURE_WRITE, RIGHT_MEASURE_MANAGE, RIGHT_DECISION_INPUT, 0};
static const struct measure_stay_id first = {1};
static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

static struct request asked(const struct test_database *database, int unit, int64_t later) {
    struct db *db = town_write(database, unit, later);
    struct request rq = town_request(database, db, town_session(database, unit, officer));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

/* A page keeps its line in the log. */
static const char *shown(const struct test_database *database, struct request *rq, struct reply reply) {
    if (reply.status != 200) fail_msg("status %d", reply.status);
    const char *page = reply_text(database, reply);
    audit_add(rq->db, "tried", "case", 1, NULL);
    town_commit(rq->db);
    return page;
}

#define PAGE(database, unit, later, call)                       \
    ({                                                          \
        struct request page_rq = asked(database, unit, later);  \
        struct request *rq = &page_rq;                          \
        rq->form = NULL;                                        \
        shown(database, rq, (call));                            \
    })

static int ended(struct request *rq, struct reply reply) {
    if (reply.status == 303) {
        audit_add(rq->db, "tried", "case", 1, NULL);
        town_commit(rq->db);
    } else db_abort(rq->db);
    return reply.from_form ? 422 : reply.status;
}

#define SEND(database, unit, later, call)                       \
    ({                                                          \
        struct request send_rq = asked(database, unit, later);  \
        struct request *rq = &send_rq;                          \
        ended(rq, (call));                                      \
    })

static const char *ground(const struct test_database *database, const struct story *story) {
    return arena_printf(database->arena, "p%lld", (long long)story->hol.v);
}

/* trace: R-227 R-229 R-230 */
static void it_is_chosen_entered_and_switched_from_the_case(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BOTH);
    const char *page = PAGE(database, HJE, ON_DAY(24), measure_choose_page(rq, &(struct measure_choose_page_in){.case_ = ane}));
    has(page, "mbulerende team");
    has(page, "Du har et sted å bo");
    has(page, "2 av 2 plasser er ledige");
    has(page, "Tiltaket er for en annen alder");
    page = PAGE(database, HJE, ON_DAY(24) + 1, measure_enter_page(rq, &(struct measure_enter_page_in){ane, ambulatory}));
    has(page, "Vi kommer to ganger til");
    has(page, "En lukket dør er ikke et nei.");
    struct measure_enter_send_in in = {.case_ = ane, .measure = ambulatory, .how = "start", .ground = ground(database, &story), .from = on(10, 1), .contact = staff_of(HJE)};
    assert_int_equal(SEND(database, HJE, ON_DAY(24) + 2, measure_enter_send(rq, &in)), 422); /* she has not been asked */
    in.agreed = true;
    assert_int_equal(SEND(database, HJE, ON_DAY(24) + 3, measure_enter_send(rq, &in)), 303);
    page = PAGE(database, HJE, ON_DAY(25), measures_page(rq, &(struct measures_page_in){ane}));
    has(page, "mbulerende team");
    has(page, "Bytt tiltak");
    has(page, "10 min");
    page = PAGE(database, HJE, ON_DAY(39), measure_choose_page(rq, &(struct measure_choose_page_in){.case_ = ane, .bytt = first}));
    has(page, "samme dag");
    has(page, "/sak/1/tiltak/1/bytt/2");
    lacks(page, "/sak/1/tiltak/1/bytt/5"); /* another unit's */
    const struct measure_ticket_id ticked = {1};
    struct measure_switch_send_in to = {.case_ = ane, .stay = first, .measure = own_home, .from = on(10, 17), .agreed = true};
    assert_int_equal(SEND(database, HJE, ON_DAY(39) + 1, measure_switch_send(rq, &to)), 422);
    to.tickets.v = (struct measure_ticket_id *)&ticked;
    to.tickets.n = 1;
    assert_int_equal(SEND(database, HJE, ON_DAY(39) + 2, measure_switch_send(rq, &to)), 303);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_stay WHERE state = 'running' AND started_on = '2026-10-17' AND follows_id = 1"), 1);
    assert_int_equal(SEND(database, HJE, ON_DAY(39) + 3, measure_switch_send(rq, &to)), 409);
    page = PAGE(database, HJE, ON_DAY(40), measures_page(rq, &(struct measures_page_in){ane}));
    has(page, "Ett tiltak tidligere");
    has(page, "Byttet til et annet tiltak");
}

/* trace: R-228 I-04 I-05 I-06 R-024 */
static void the_property_unit_sees_that_somebody_helps_and_not_what_with(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BOTH);
    const struct measure_ticket_id sober = {2};
    struct measure_enter_send_in in = {.case_ = ane, .measure = training, .how = "start", .ground = ground(database, &story), .from = on(10, 1), .agreed = true,
                                       .words = "Vil trene på hverdagen.", .tickets = {(struct measure_ticket_id *)&sober, 1}};
    assert_int_equal(SEND(database, HJE, ON_DAY(24), measure_enter_send(rq, &in)), 303);
    assert_int_equal(SEND(database, HJE, ON_DAY(24) + 1, measure_tailor_send(rq, &(struct measure_tailor_send_in){ane, first, "Vi møtes på kafeen"})), 303);
    const char *page = PAGE(database, HJE, ON_DAY(25), measures_page(rq, &(struct measures_page_in){ane}));
    has(page, "ushabilitering");
    has(page, "Vi møtes på kafeen");
    assert_true(count(database, "SELECT count(*) FROM access_log WHERE zone = 'health'") > 0);
    int64_t logged = count(database, "SELECT count(*) FROM access_log WHERE zone = 'health'");
    static const int others[] = {EIE, NAV};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        page = PAGE(database, others[i], ON_DAY(25) + 1 + (int64_t)i, measures_page(rq, &(struct measures_page_in){ane}));
        has(page, "agtilbud");
        lacks(page, "ushabilitering");
        lacks(page, "kafeen");
        page = PAGE(database, others[i], ON_DAY(25) + 10 + (int64_t)i, measure_stay_page(rq, &(struct measure_stay_page_in){ane, first}));
        lacks(page, "ushabilitering");
        lacks(page, "rusfri");
        lacks(page, "Vil trene");
        struct request rq = asked(database, others[i], ON_DAY(25) + 20 + (int64_t)i);
        assert_int_equal(measure_sheet(&rq, &(struct measure_sheet_in){ane, first}).status, 404);
        db_abort(rq.db);
    }
    assert_int_equal(count(database, "SELECT count(*) FROM access_log WHERE zone = 'health'"), logged);
}

/* trace: R-095 R-234 R-232 */
static void the_week_is_agreed_on_the_page_and_said_once_more_from_the_list(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    struct measure_agree_send_in in = {.case_ = ane, .stay = first, .minutes = 700, .what = "Mandag kl. 11", .her_words = "Ring først.", .until = DATE_NONE};
    assert_int_equal(SEND(database, HJE, ON_DAY(24) + 5, measure_agree_send(rq, &in)), 422);
    in.minutes = 120;
    assert_int_equal(SEND(database, HJE, ON_DAY(24) + 6, measure_agree_send(rq, &in)), 303);
    const char *page = PAGE(database, HJE, ON_DAY(25), measure_stay_page(rq, &(struct measure_stay_page_in){ane, first}));
    has(page, "2 timer");
    has(page, "Mandag kl. 11");
    has(page, "Ring først.");
    has(page, "/onske"); /* where more than the band is asked for */
    page = PAGE(database, HJE, ON_DAY(53), measure_week_page(rq, &(struct measure_week_page_in){.mine = true}));
    has(page, "Ane Solberg");
    has(page, "Må bekreftes på nytt");
    has(page, "2 timer avtalt i uka, med 1 personer");
    assert_int_equal(SEND(database, HJE, ON_DAY(53) + 1, measure_confirm_send(rq, &(struct measure_confirm_send_in){ane, first, {1}, 1, true})), 303);
    assert_int_equal(SEND(database, HJE, ON_DAY(53) + 2, measure_confirm_send(rq, &(struct measure_confirm_send_in){ane, first, {1}, 1, true})), 409);
    page = PAGE(database, HJE, ON_DAY(54), measure_week_page(rq, &(struct measure_week_page_in){.mine = true}));
    lacks(page, "Må bekreftes på nytt");
    page = PAGE(database, NAV, ON_DAY(54) + 1, measure_week_page(rq, &(struct measure_week_page_in){.mine = false}));
    lacks(page, "Ane Solberg");
    struct request rq = asked(database, HJE, ON_DAY(54) + 2);
    struct reply sheet = measure_sheet(&rq, &(struct measure_sheet_in){ane, first});
    assert_memory_equal(sheet.body.data, "%PDF", 4);
    db_abort(rq.db);
}

/* trace: R-232 R-240 */
static void a_rule_is_published_with_its_reason_by_those_who_work_there(void **state) {
    struct test_database *database = *state;
    measure_town(database, FLEXIBILITY_BETWEEN_MEASURES);
    struct measure_rule_send_in rule = {ambulatory, "Vi ringer først", "Vi ringjer først", "Da er det trygt å åpne.", "Då er det trygt å opne."};
    assert_int_equal(SEND(database, NAV, ON_DAY(24), measure_rule_send(rq, &rule)), 404);
    assert_int_equal(SEND(database, HJE, ON_DAY(24) + 1, measure_rule_send(rq, &rule)), 303);
    const char *page = PAGE(database, NAV, ON_DAY(25), measure_page(rq, &(struct measure_page_in){ambulatory}));
    has(page, "Vi ringer først");
    has(page, "Da er det trygt å åpne.");
    lacks(page, "/tiltak/1/endre");
    page = PAGE(database, HJE, ON_DAY(25) + 1, measure_edit_page(rq, &(struct measure_edit_page_in){ambulatory}));
    has(page, "/tiltak/1/regel/2");
    struct measure_edit_send_in edit = {.measure = ambulatory, .version = 1, .agreement_days = 5, .review_weeks = 6, .open = true};
    assert_int_equal(SEND(database, HJE, ON_DAY(25) + 2, measure_edit_send(rq, &edit)), 422);
    edit.agreement_days = 14;
    assert_int_equal(SEND(database, HJE, ON_DAY(25) + 3, measure_edit_send(rq, &edit)), 303);
    page = PAGE(database, HJE, ON_DAY(26), measure_catalogue_page(rq, &(struct measure_catalogue_page_in){.vis = "skade"}));
    has(page, "mbulerende team");
    lacks(page, "ushabilitering");
    has(page, "byttes det til et tiltak som passer bedre");
    struct measure_fidelity_send_in eight = {first_home, FIDELITY_MARK_FULLY, FIDELITY_MARK_FULLY, FIDELITY_MARK_MOSTLY, FIDELITY_MARK_PARTLY, FIDELITY_MARK_FULLY,
                                             FIDELITY_MARK_MOSTLY, FIDELITY_MARK_MOSTLY, FIDELITY_MARK_FULLY, "Finne flere boliger", FIDELITY_PRINCIPLE_ORDINARY_HOMES};
    assert_int_equal(SEND(database, HJE, ON_DAY(27), measure_fidelity_send(rq, &eight)), 303);
    page = PAGE(database, NAV, ON_DAY(28), measure_fidelity_page(rq, &(struct measure_fidelity_page_in){first_home}));
    has(page, "7 av 8");
    has(page, "Finne flere boliger");
    lacks(page, "<form class=\"f-form\"");
}

/* trace: R-244 R-245 R-242 R-145 I-15 */
static void what_stands_beside_is_answered_on_the_page_and_few_are_no_number(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    const char *page = PAGE(database, HJE, ON_DAY(25), measures_page(rq, &(struct measures_page_in){ane}));
    has(page, "pent hus");
    has(page, "Ikke spurt ennå");
    lacks(page, "iljøterapeut 17"); /* she is 27 */
    assert_int_equal(SEND(database, HJE, ON_DAY(25) + 1, measure_offer_send(rq, &(struct measure_offer_send_in){ane, open_house, MEASURE_ANSWER_WANTS_NOT})), 303);
    assert_int_equal(SEND(database, HJE, ON_DAY(25) + 2, measure_gap_send(rq, &(struct measure_gap_send_in){ane, GAP_WHY_WRONG_HOURS})), 303);
    assert_int_equal(SEND(database, HJE, ON_DAY(25) + 3, measure_gap_send(rq, &(struct measure_gap_send_in){ane, GAP_WHY_WRONG_HOURS})), 409);
    assert_int_equal(SEND(database, HJE, ON_DAY(25) + 4, help_task_send(rq, &(struct help_task_send_in){.case_ = ane, .task_measure = helpers, .task = HELP_TASK_KIND_SHOPPING,
                                                                                                       .due = on(10, 1), .agreed = true})), 422);
    assert_int_equal(SEND(database, HJE, ON_DAY(25) + 5, help_task_send(rq, &(struct help_task_send_in){.case_ = ane, .task_measure = helpers, .task = HELP_TASK_KIND_SHOPPING,
                                                                                                       .due = on(10, 9), .agreed = true})), 303);
    page = PAGE(database, HJE, ON_DAY(26), measures_page(rq, &(struct measures_page_in){ane}));
    has(page, "Nei takk");
    has(page, "Ingen tiltak passer for Ane nå");
    has(page, "Handling");
    page = PAGE(database, HJE, ON_DAY(26) + 1, measure_catalogue_page(rq, &(struct measure_catalogue_page_in){0}));
    has(page, "færre enn 5");
    page = PAGE(database, RUS, ON_DAY(26) + 2, measure_week_page(rq, &(struct measure_week_page_in){0}));
    has(page, "Ane Solberg");
    assert_int_equal(SEND(database, RUS, ON_DAY(26) + 3, help_task_answer_send(rq, &(struct help_task_answer_send_in){ane, {1}, "take"})), 303);
    assert_int_equal(SEND(database, RUS, ON_DAY(27), help_task_answer_send(rq, &(struct help_task_answer_send_in){ane, {1}, "done"})), 303);
    assert_int_equal(count(database, "SELECT count(*) FROM help_task WHERE state = 'done'"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(it_is_chosen_entered_and_switched_from_the_case),
        RULE(the_property_unit_sees_that_somebody_helps_and_not_what_with),
        RULE(the_week_is_agreed_on_the_page_and_said_once_more_from_the_list),
        RULE(a_rule_is_published_with_its_reason_by_those_who_work_there),
        RULE(what_stands_beside_is_answered_on_the_page_and_few_are_no_number),
    };
    return run_rules("measure_pages", rules, sizeof rules / sizeof *rules);
}
