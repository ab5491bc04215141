/* The pages of the plan: what each reader sees and does not, forms that come back with what was typed, paper to keep, and figures that tell of nobody. */
#include "domain/plan/pages.h"
#include "domain/plan/plan_for_tests.h"
#include "domain/work/pages_for_tests.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_PLAN_OFFER, RIGHT_PLAN_WRITE, 0};
static const enum right leads[] = {RIGHT_UNIT_LEAD, RIGHT_TOWN_LEAD, 0};
static struct case_id ane;

static void begin(const struct test_database *database) {
    town_make(database);
    plan_catalogue_for_tests(database);
    ane = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, ane, unit_of(RUS), INVOLVEMENT_DUTY);
    secrecy_involve(db, ane, unit_of(NAV), INVOLVEMENT_DUTY);
    plan_offer(db, ane, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, PLAN_ANSWER_YES);
    visit_keep(&(struct visit){.db = db});
}

/* One press of a button, by HOT's worker. */
#define PRESS(later, handler, ...)                                          \
    ({                                                                      \
        struct visit *press = visit_with(database, HOT, later, rights);     \
        struct reply press_reply = handler(&press->rq, &(struct handler##_in)__VA_ARGS__); \
        if (press_reply.status == 303) visit_keep(press);                   \
        else db_abort(press->db);                                           \
        press_reply;                                                        \
    })
#define PAGE(unit, handler, ...)                                                       \
    ({                                                                                 \
        struct request page_rq = town_request(database, test_read(database), town_session(database, unit, rights)); \
        page_of(&page_rq, handler(&page_rq, &(struct handler##_in)__VA_ARGS__));       \
    })
#define STATUS(unit, handler, ...)                                                     \
    ({                                                                                 \
        struct request page_rq = town_request(database, test_read(database), town_session(database, unit, rights)); \
        int page_status = handler(&page_rq, &(struct handler##_in)__VA_ARGS__).status; \
        db_abort(page_rq.db);                                                          \
        page_status;                                                                   \
    })

static struct date day(int days) { return date_add_days(instant_oslo_date(TEST_NOW), days); }

static void fill(const struct test_database *database) {
    begin(database);
    assert_int_equal(PRESS(10, goal_post, {ane, GOAL_WHOSE_OWN, GOAL_KIND_HARM_REDUCTION, "Jeg vil ha det <trygt>.", "For hunden."}).status, 303);
    assert_int_equal(PRESS(20, goal_step_post, {ane, {1}, GOAL_STATE_AGREED, 1}).status, 303);
    assert_int_equal(PRESS(30, action_post, {ane, {1}, "laundry", "Hver tirsdag", "staff-1-1", day(4)}).status, 303);
    assert_int_equal(PRESS(40, about_post, {.case_ = ane, .strengths = "Jeg tegner.", .how = "Ring først."}).status, 303);
    assert_int_equal(PRESS(50, crisis_post, {.case_ = ane, .helps = "Kaffe og ro."}).status, 303);
    assert_int_equal(PRESS(60, crisis_contact_post, {ane, "Søster", "900 00 317", "Om kvelden"}).status, 303);
    assert_int_equal(PRESS(70, tried_post, {ane, day(-2), "Tur hver dag", TRIED_RESULT_HELPED_SOME, "Ikke når det regner."}).status, 303);
}

/* trace: R-205 R-208 R-213 R-214 R-216 R-217 */
static void the_plan_is_one_page_that_begins_with_what_is_good(void **state) {
    struct test_database *database = *state;
    fill(database);
    const char *page = PAGE(HOT, plan_page, {ane});
    has(page, "Jeg tegner.");
    has(page, "Jeg vil ha det &lt;trygt&gt;.");
    has(page, "Tryggere bruk og mindre skade");
    has(page, "Eget mål, med egne ord");
    has(page, "Vaske klær");
    has(page, "Hver tirsdag");
    has(page, "Medarbeider 1, Helse- og omsorgstorvet");
    has(page, "På vei"); /* an action was agreed on */
    has(page, "Ikke når det regner.");
    assert_true(strstr(page, "Jeg tegner.") < strstr(page, "Jeg vil ha det"));
    page = PAGE(HOT, goal_page, {ane, {1}});
    has(page, "For hunden.");
    has(page, "Ønsket");
    page = PAGE(HOT, action_page, {ane, {1}});
    has(page, "Hver tirsdag");
    assert_int_equal(STATUS(HOT, goal_page, {ane, {99}}), 404);
    assert_int_equal(STATUS(HOT, action_page, {ane, {99}}), 404);
}

/* trace: R-212 */
static void the_page_for_hard_days_says_what_helps_first_and_can_be_dialled(void **state) {
    struct test_database *database = *state;
    fill(database);
    const char *page = PAGE(HOT, crisis_page, {ane});
    has(page, "Kaffe og ro.");
    has(page, "href=\"tel:90000317\"");
    has(page, "href=\"tel:116117\"");
    has(page, "href=\"tel:113\"");
    assert_true(strstr(page, "Kaffe og ro.") < strstr(page, "tel:90000317"));
    assert_int_equal(PRESS(80, crisis_contact_away, {ane, {1}}).status, 303);
    lacks(PAGE(HOT, crisis_page, {ane}), "90000317");
    struct visit *visit = visit_with(database, HOT, 90, rights);
    assert_true(crisis_contact_post(&visit->rq, &(struct crisis_contact_post_in){ane, "Bror", "ring meg", NULL}).from_form);
    assert_int_not_equal(form_error_of(visit->rq.form, "phone"), 0);
    db_abort(visit->db);
}

/* trace: R-205 I-04 I-05 */
static void a_part_she_has_closed_is_closed_everywhere_and_says_so(void **state) {
    struct test_database *database = *state;
    fill(database);
    has(PAGE(RUS, plan_page, {ane}), "Jeg vil ha det");
    struct visit *visit = visit_with(database, HOT, 100, rights);
    assert_int_equal(plan_choose_reader(visit->db, ane, PLAN_PART_GOALS, unit_of(RUS), false), PLAN_DONE);
    assert_int_equal(plan_choose_reader(visit->db, ane, PLAN_PART_CRISIS, unit_of(RUS), false), PLAN_DONE);
    assert_int_equal(plan_choose_reader(visit->db, ane, PLAN_PART_TRIED, unit_of(RUS), false), PLAN_DONE);
    visit_keep(visit);
    const char *page = PAGE(RUS, plan_page, {ane});
    lacks(page, "Jeg vil ha det");
    lacks(page, "Ikke når det regner.");
    has(page, "Hver tirsdag"); /* what is agreed stands by itself */
    has(page, "har valgt at enheten din ikke leser denne delen");
    lacks(PAGE(RUS, crisis_page, {ane}), "Kaffe og ro.");
    lacks(PAGE(RUS, tried_page, {ane}), "Ikke når det regner.");
    assert_int_equal(STATUS(RUS, goal_page, {ane, {1}}), 403);
    assert_int_equal(STATUS(RUS, crisis_pdf, {ane}), 404);
    int64_t read = test_number(database, "SELECT count(*) FROM access_log");
    page = PAGE(NAV, plan_page, {ane}); /* secrecy has not opened it at all */
    lacks(page, "Jeg vil ha det");
    lacks(page, "Hver tirsdag");
    lacks(PAGE(NAV, crisis_page, {ane}), "Kaffe og ro.");
    assert_int_equal(STATUS(NAV, plan_pdf, {ane}), 403);
    assert_int_equal(STATUS(NAV, goal_form, {ane}), 403);
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log"), read);
    page = PAGE(HOT, readers_page, {ane});
    has(page, "value=\"goals-5\"");
    lacks(page, "value=\"goals-5\" aria-label=\"Rusteamet, Målene\" checked");
    lacks(page, "value=\"goals-3\""); /* no box for a unit that reads nothing anyway */
}

/* trace: R-205 */
static void her_choice_of_readers_is_one_form_and_the_keeper_is_never_shut_out(void **state) {
    struct test_database *database = *state;
    fill(database);
    struct form_field ticked[] = {{.name = "reads", .raw = "goals-5"}, {.name = "reads", .raw = "actions-5"}};
    struct visit *visit = visit_with(database, HOT, 100, rights);
    visit->form = (struct form){ticked, 2, false};
    assert_int_equal(readers_post(&visit->rq, &(struct readers_post_in){.case_ = ane}).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM plan_reader WHERE unit_id = 5 AND may_read = 0"), 3);
    assert_int_equal(test_number(database, "SELECT count(*) FROM plan_reader WHERE unit_id <> 5"), 0);
    has(PAGE(HOT, plan_page, {ane}), "Jeg vil ha det");
}

/* trace: R-204 R-207 */
static void a_form_that_is_wrong_says_where(void **state) {
    struct test_database *database = *state;
    fill(database);
    struct visit *visit = visit_with(database, HOT, 100, rights);
    assert_true(action_post(&visit->rq, &(struct action_post_in){.case_ = ane, .kind = "food", .owner = "unit-6", .due = day(3)}).from_form);
    assert_int_not_equal(form_error_of(visit->rq.form, "owner"), 0);
    assert_true(action_post(&visit->rq, &(struct action_post_in){.case_ = ane, .kind = "food", .due = day(3)}).from_form);
    visit->form = (struct form){0};
    assert_true(action_post(&visit->rq, &(struct action_post_in){.case_ = ane, .kind = "food", .owner = "person", .due = day(-3)}).from_form);
    assert_int_not_equal(form_error_of(visit->rq.form, "due"), 0);
    visit->form = (struct form){0};
    assert_true(action_move_post(&visit->rq, &(struct action_move_post_in){ane, {1}, 1, day(2), PLAN_ACTION_REASON_ILL}).from_form);
    assert_int_not_equal(form_error_of(visit->rq.form, "later"), 0);
    assert_int_equal(action_done_post(&visit->rq, &(struct action_done_post_in){ane, {1}, 7, NULL}).status, 409);
    assert_int_equal(goal_step_post(&visit->rq, &(struct goal_step_post_in){ane, {1}, GOAL_STATE_CHANGED, 3}).status, 409);
    db_abort(visit->db);
    visit = visit_with(database, NAV, 110, rights);
    assert_int_equal(action_done_post(&visit->rq, &(struct action_done_post_in){ane, {1}, 1, NULL}).status, 403);
    assert_int_equal(tried_post(&visit->rq, &(struct tried_post_in){ane, day(-1), "x", TRIED_RESULT_HELPED, NULL}).status, 403);
    db_abort(visit->db);
}

/* trace: IPF-2 IPF-6 IPF-7 */
static void the_individual_plan_says_what_is_missing_and_where_it_is_written(void **state) {
    struct test_database *database = *state;
    fill(database);
    has(PAGE(HOT, plan_page, {ane}), "Begynn på planen");
    assert_int_equal(PRESS(100, plan_begin_post, {ane, 2}).status, 303);
    assert_int_equal(PRESS(110, plan_begin_post, {ane, 2}).status, 409);
    const char *page = PAGE(HOT, plan_page, {ane});
    has(page, "6 av 10 punkter er på plass");
    has(page, "gir ikke rett til mer hjelp enn loven gir");
    struct visit *visit = visit_with(database, HOT, 120, rights);
    assert_true(plan_use_post(&visit->rq, &(struct plan_use_post_in){ane, 3, day(90), DATE_NONE}).from_form);
    db_abort(visit->db);
    assert_int_equal(PRESS(130, about_post, {.case_ = ane, .strengths = "Jeg tegner.", .needs = "Ro.", .how = "Ring først.", .cooperation = "Ingen."}).status, 303);
    struct db *db = town_write(database, HOT, 140);
    plan_offer(db, ane, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_NO);
    visit_keep(&(struct visit){.db = db});
    assert_int_equal(PRESS(150, plan_use_post, {ane, 3, day(90), DATE_NONE}).status, 303);
    page = PAGE(HOT, plan_page, {ane});
    has(page, "I bruk");
    has(page, "10 av 10 punkter er på plass");
}

/* trace: R-205 R-212 IPF-6 */
static void the_printed_plan_is_a_file_in_both_written_forms(void **state) {
    struct test_database *database = *state;
    fill(database);
    for (enum language language = LANGUAGE_NB; language <= LANGUAGE_EN; language++) {
        struct request rq = town_request(database, test_read(database), town_session(database, HOT, rights));
        struct reply reply = plan_pdf(&rq, &(struct plan_pdf_in){ane, language});
        assert_int_equal(reply.status, 200);
        assert_string_equal(reply.type, "application/pdf");
        assert_memory_equal(reply.body.data, "%PDF", 4);
        reply = crisis_pdf(&rq, &(struct crisis_pdf_in){ane, language});
        assert_int_equal(reply.status, 200);
        db_abort(rq.db);
    }
}

static bool is_parent(struct db *db, struct case_id id) { return db && id.v; }
/* trace: HOL-15 IPF-5 */
static void a_parent_is_asked_once_and_a_message_waits_until_it_is_answered(void **state) {
    struct test_database *database = *state;
    fill(database);
    lacks(PAGE(HOT, plan_page, {ane}), "rett til barnekoordinator");
    plan_on_parent(is_parent);
    has(PAGE(HOT, plan_page, {ane}), "rett til barnekoordinator");
    assert_int_equal(PRESS(100, child_coordinator_post, {ane, CHILD_COORDINATOR_ANSWER_NOT_RELEVANT}).status, 303);
    lacks(PAGE(HOT, plan_page, {ane}), "rett til barnekoordinator");
    plan_on_parent(NULL);
    assert_int_equal(PRESS(110, plan_notice_post, {ane, "Poliklinikken", PLAN_NOTICE_WISH_BOTH, day(0), true}).status, 303);
    has(PAGE(HOT, plan_page, {ane}), "Poliklinikken");
    assert_int_equal(PRESS(120, plan_notice_answer_post, {ane, {1}}).status, 303);
    lacks(PAGE(HOT, plan_page, {ane}), "Poliklinikken");
}

/* trace: R-209 R-210 I-15 */
static void figures_say_nothing_where_there_are_few(void **state) {
    struct test_database *database = *state;
    fill(database);
    struct request rq = town_request(database, test_read(database), town_session(database, HOT, leads));
    const char *page = page_of(&rq, plan_figures_page(&rq, &(struct plan_figures_page_in){}));
    has(page, "for få");
    lacks(page, "Ane");
    for (int i = 0; i < 9; i++) town_case(database, arena_printf(database->arena, "Person%c", 'A' + i));
    for (int i = 0; i < 5; i++) {
        struct visit *visit = visit_with(database, HOT, 200 + i, rights);
        struct case_id id = {2 + i};
        secrecy_involve(visit->db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
        const struct access *access = plan_open(&visit->rq, id, PLAN_PART_GOALS);
        struct goal_id goal;
        struct plan_action_id action;
        assert_int_equal(goal_add(visit->db, access, &(struct goal_new){id, GOAL_WHOSE_OWN, GOAL_KIND_OTHER, "Et mål.", NULL}, &goal), PLAN_DONE);
        const struct plan_action_new new = {id, goal, "food", NULL, {PLAN_ACTION_OWNER_PERSON, {0}, {0}, day(9)}};
        assert_int_equal(plan_action_add(visit->db, access, &new, &action), PLAN_DONE);
        visit_keep(visit);
    }
    rq = town_request(database, test_read(database), town_session(database, HOT, leads));
    page = page_of(&rq, plan_figures_page(&rq, &(struct plan_figures_page_in){}));
    lacks(page, "60 prosent"); /* four of ten are without: they are not told either */
    for (int i = 0; i < 3; i++) town_case(database, arena_printf(database->arena, "Flere%c", 'A' + i));
    rq = town_request(database, test_read(database), town_session(database, HOT, leads));
    page = page_of(&rq, plan_figures_page(&rq, &(struct plan_figures_page_in){}));
    has(page, "46 prosent");
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_plan_is_one_page_that_begins_with_what_is_good),
        RULE(the_page_for_hard_days_says_what_helps_first_and_can_be_dialled),
        RULE(a_part_she_has_closed_is_closed_everywhere_and_says_so),
        RULE(her_choice_of_readers_is_one_form_and_the_keeper_is_never_shut_out),
        RULE(a_form_that_is_wrong_says_where),
        RULE(the_individual_plan_says_what_is_missing_and_where_it_is_written),
        RULE(the_printed_plan_is_a_file_in_both_written_forms),
        RULE(a_parent_is_asked_once_and_a_message_waits_until_it_is_answered),
        RULE(figures_say_nothing_where_there_are_few),
    };
    return run_rules("plan_pages", rules, sizeof rules / sizeof *rules);
}
