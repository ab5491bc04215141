/* Who does what by when, and her goals: the steps, the owner and the day, and what is never lost. */
#include "domain/plan/action.h"
#include "domain/plan/goal.h"
#include "domain/plan/plan_for_tests.h"
#include "domain/secrecy/consent_for_tests.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_PLAN_OFFER, 0};

static struct case_id case_of_hot(const struct test_database *database) {
    town_make(database);
    plan_catalogue_for_tests(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(RUS), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static struct date day(int days) { return date_add_days(instant_oslo_date(TEST_NOW), days); }
static struct plan_action_owned by_hot(int days) { return (struct plan_action_owned){PLAN_ACTION_OWNER_UNIT, unit_of(HOT), staff_of(HOT), day(days)}; }

/* One visit of HOT's worker, with access to the plan. */
struct turn {
    struct visit *visit;
    struct db *db;
    const struct access *access;
};
static struct turn turn_begin(const struct test_database *database, struct case_id id, int64_t later) {
    struct visit *visit = visit_with(database, HOT, later, rights);
    const struct access *access = plan_open(&visit->rq, id, PLAN_PART_GOALS);
    assert_non_null(access);
    return (struct turn){visit, visit->db, access};
}

static struct plan_action_brief agreed(const struct test_database *database, struct case_id id, int64_t later, struct plan_action_owned by) {
    struct turn turn = turn_begin(database, id, later);
    struct plan_action_id made;
    const struct plan_action_new action = {.case_ = id, .kind = "laundry", .what = "Vaske klær sammen på tirsdager", .by = by};
    assert_int_equal(plan_action_add(turn.db, turn.access, &action, &made), PLAN_DONE);
    struct plan_action_brief brief;
    assert_true(plan_action_read(turn.db, id, made, &brief));
    visit_keep(turn.visit);
    return brief;
}

/* trace: R-204 R-207 */
static void an_agreed_action_has_an_owner_and_a_day_and_is_somebodys_task(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct plan_action_brief action = agreed(database, id, 10, by_hot(7));
    assert_int_equal(action.state, PLAN_ACTION_STATE_AGREED);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'do_action' AND unit_id = 1 AND staff_id = 1"), 1);
    struct turn turn = turn_begin(database, id, 20);
    struct plan_action_id made;
    struct plan_action_new action_new = {.case_ = id, .kind = "food", .by = {.owner = PLAN_ACTION_OWNER_PERSON, .due = DATE_NONE}};
    assert_int_equal(plan_action_add(turn.db, turn.access, &action_new, &made), PLAN_DAY_MISSING);
    action_new.by.due = day(-1);
    assert_int_equal(plan_action_add(turn.db, turn.access, &action_new, &made), PLAN_DAY_PASSED);
    action_new.by.due = day(1000);
    assert_int_equal(plan_action_add(turn.db, turn.access, &action_new, &made), PLAN_DAY_FAR);
    action_new.by = (struct plan_action_owned){PLAN_ACTION_OWNER_UNIT, unit_of(NAV), {0}, day(3)};
    assert_int_equal(plan_action_add(turn.db, turn.access, &action_new, &made), PLAN_UNIT_NOT_IN_CASE);
    action_new.by = (struct plan_action_owned){PLAN_ACTION_OWNER_UNIT, unit_of(RUS), staff_of(NAV), day(3)};
    assert_int_equal(plan_action_add(turn.db, turn.access, &action_new, &made), PLAN_STAFF_NOT_IN_UNIT);
    action_new.kind = "no_such_kind";
    assert_int_equal(plan_action_add(turn.db, turn.access, &action_new, &made), PLAN_KIND_UNKNOWN);
    action_new.kind = "other";
    assert_int_equal(plan_action_add(turn.db, turn.access, &action_new, &made), PLAN_WHAT_MISSING);
    action_new = (struct plan_action_new){.case_ = id, .kind = "food", .what = "Noe", .by = {0}};
    assert_int_equal(plan_action_add(turn.db, NULL, &action_new, &made), PLAN_NO_ACCESS);
    action_new.goal = (struct goal_id){77};
    assert_int_equal(plan_action_add(turn.db, turn.access, &action_new, &made), PLAN_GOAL_UNKNOWN);
    db_abort(turn.db);
}

/* trace: R-204 */
static void what_is_put_off_goes_on_with_its_words_and_is_counted(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct plan_action_brief action = agreed(database, id, 10, by_hot(7));
    struct turn turn = turn_begin(database, id, 20);
    struct plan_action_id next;
    assert_int_equal(plan_action_move(turn.db, &action, day(14), 0, &next), PLAN_REASON_MISSING);
    assert_int_equal(plan_action_move(turn.db, &action, day(7), PLAN_ACTION_REASON_ILL, &next), PLAN_DAY_NOT_LATER);
    assert_int_equal(plan_action_move(turn.db, &action, day(14), PLAN_ACTION_REASON_ILL, &next), PLAN_DONE);
    assert_int_equal(plan_action_done(turn.db, turn.access, &action, NULL), PLAN_CHANGED);
    struct plan_action_briefs open = plan_actions_open(turn.db, id);
    assert_int_equal(open.n, 1);
    assert_int_equal(open.v[0].moved, 1);
    assert_int_equal(open.v[0].due.days, day(14).days);
    struct plan_action_words_list words = plan_actions_words(&turn.visit->rq, id);
    assert_true(words.may_read);
    assert_string_equal(plan_action_words_of(&words, &open.v[0])->what, "Vaske klær sammen på tirsdager");
    assert_false(plan_actions_done_since(turn.db, id, TEST_NOW));
    assert_int_equal(plan_action_done(turn.db, turn.access, &open.v[0], "Det gikk fint."), PLAN_DONE);
    assert_true(plan_actions_done_since(turn.db, id, TEST_NOW));
    assert_int_equal(plan_actions_open(turn.db, id).n, 0);
    struct plan_action_briefs settled = plan_actions_settled_since(turn.db, id, TEST_NOW);
    assert_int_equal(settled.n, 2);
    words = plan_actions_words(&turn.visit->rq, id);
    assert_string_equal(plan_action_words_of(&words, &open.v[0])->result, "Det gikk fint.");
    visit_keep(turn.visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'do_action'"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM plan_action_note WHERE CAST(words AS TEXT) LIKE '%tirsdag%'"), 0);
}

/* trace: R-204 */
static void two_that_settle_the_same_action_do_not_both_win(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct plan_action_brief action = agreed(database, id, 10, by_hot(7)), stale = action;
    struct turn turn = turn_begin(database, id, 20);
    assert_int_equal(plan_action_drop(turn.db, &action, 0), PLAN_REASON_MISSING);
    assert_int_equal(plan_action_drop(turn.db, &action, PLAN_ACTION_REASON_SHE_WISHES), PLAN_DONE);
    assert_int_equal(plan_action_done(turn.db, turn.access, &stale, NULL), PLAN_CHANGED);
    visit_keep(turn.visit);
}

/* trace: R-205 R-208 R-213 */
static void a_goal_is_in_her_words_and_what_she_said_before_stays(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct turn turn = turn_begin(database, id, 10);
    struct goal_new said = {.case_ = id, .whose = GOAL_WHOSE_OWN, .kind = GOAL_KIND_HARM_REDUCTION, .words = "Jeg vil ha det trygt hjemme.", .why = "For hunden."};
    struct goal_id goal, next;
    struct goal_brief brief;
    assert_int_equal(goal_add(turn.db, NULL, &said, &goal), PLAN_NO_ACCESS);
    assert_int_equal(goal_add(turn.db, turn.access, &said, &goal), PLAN_DONE);
    assert_true(goal_read(turn.db, id, goal, &brief));
    assert_int_equal(goal_move(turn.db, &brief, GOAL_STATE_REACHED), PLAN_WRONG_STATE);
    assert_int_equal(goal_move(turn.db, &brief, GOAL_STATE_AGREED), PLAN_DONE);
    assert_int_equal(goal_move(turn.db, &brief, GOAL_STATE_LEFT), PLAN_CHANGED);
    struct plan_action_id made;
    const struct plan_action_new action = {.case_ = id, .goal = goal, .kind = "talks", .by = by_hot(5)};
    assert_int_equal(plan_action_add(turn.db, turn.access, &action, &made), PLAN_DONE);
    assert_true(goal_read(turn.db, id, goal, &brief));
    assert_int_equal(brief.state, GOAL_STATE_PURSUED);
    said.words = "Jeg vil ha det trygt og rolig hjemme.";
    assert_int_equal(goal_say_anew(turn.db, turn.access, &brief, &said), PLAN_DONE);
    said.words = "Jeg vil bo ved sjøen.";
    assert_int_equal(goal_change(turn.db, turn.access, &brief, &said, &next), PLAN_DONE);
    visit_keep(turn.visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM goal_words"), 3);
    assert_int_equal(test_number(database, "SELECT count(*) FROM goal_step"), 5);
    assert_int_equal(test_number(database, "SELECT count(*) FROM goal WHERE continues_id = 1 AND state = 'wished'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM goal_words WHERE CAST(words AS TEXT) LIKE '%hjemme%'"), 0);
}

static void refused(const struct test_database *database, const char *sql) {
    struct db *db = town_write(database, HOT, 900);
    test_run(db, sql);
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-205 R-204 I-14 */
static void the_database_takes_no_other_steps(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    agreed(database, id, 10, by_hot(7));
    struct turn turn = turn_begin(database, id, 20);
    struct goal_id goal;
    const struct goal_new said = {.case_ = id, .whose = GOAL_WHOSE_OWN, .kind = GOAL_KIND_OTHER, .words = "Et mål."};
    assert_int_equal(goal_add(turn.db, turn.access, &said, &goal), PLAN_DONE);
    visit_keep(turn.visit);
    refused(database, "UPDATE goal SET state = 'pursued'");
    refused(database, "UPDATE goal SET state = 'reached', settled_at = 1");
    refused(database, "UPDATE goal SET whose = 'suggested'");
    refused(database, "DELETE FROM goal");
    refused(database, "UPDATE goal_words SET kind = 'abstinence'");
    refused(database, "DELETE FROM goal_step");
    refused(database, "UPDATE plan_action SET state = 'proposed'");
    refused(database, "UPDATE plan_action SET due = '2030-01-01'");
    refused(database, "UPDATE plan_action SET due = NULL");
    refused(database, "UPDATE plan_action SET state = 'done'");
    refused(database, "UPDATE plan_action SET state = 'dropped', settled_at = 1, settled_by = 1");
    refused(database, "DELETE FROM plan_action");
    refused(database, "DELETE FROM plan_action_note");
    refused(database, "INSERT INTO plan_action (case_id, person_id, kind, state, made_at, made_by, moved, version) VALUES (1, 1, 'food', 'agreed', 1, 1, 0, 1)");
}

/* trace: R-204 R-208 */
static void the_rules_and_the_schema_say_the_same_steps(void **state) {
    (void)state;
    assert_true(plan_action_may_become(PLAN_ACTION_STATE_PROPOSED, PLAN_ACTION_STATE_AGREED));
    assert_false(plan_action_may_become(PLAN_ACTION_STATE_PROPOSED, PLAN_ACTION_STATE_DONE));
    for (enum plan_action_state to = PLAN_ACTION_STATE_PROPOSED; to <= PLAN_ACTION_STATE_DROPPED; to++)
        for (enum plan_action_state from = PLAN_ACTION_STATE_DONE; from <= PLAN_ACTION_STATE_DROPPED; from++) assert_false(plan_action_may_become(from, to));
    for (enum goal_state to = GOAL_STATE_WISHED; to <= GOAL_STATE_LEFT; to++)
        for (enum goal_state from = GOAL_STATE_REACHED; from <= GOAL_STATE_LEFT; from++) assert_false(goal_may_become(from, to));
    assert_true(goal_may_become(GOAL_STATE_PURSUED, GOAL_STATE_REACHED));
    assert_false(goal_may_become(GOAL_STATE_WISHED, GOAL_STATE_PURSUED));
    for (int fault = PLAN_FAULT_FIRST + 1; fault <= PLAN_KEEPER_READS; fault++) assert_int_not_equal(plan_fault_text(fault).why, 0);
}

/* trace: R-205 I-04 */
static void she_decides_who_reads_each_part_and_never_opens_what_is_closed(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct visit *rus = visit_with(database, RUS, 10, rights);
    assert_non_null(plan_open(&rus->rq, id, PLAN_PART_CRISIS));
    assert_int_equal(plan_choose_reader(rus->db, id, PLAN_PART_CRISIS, unit_of(RUS), false), PLAN_DONE);
    assert_null(plan_open(&rus->rq, id, PLAN_PART_CRISIS));
    assert_non_null(plan_open(&rus->rq, id, PLAN_PART_GOALS));
    assert_int_equal(plan_choose_reader(rus->db, id, PLAN_PART_GOALS, unit_of(HOT), false), PLAN_KEEPER_READS);
    assert_int_equal(plan_choose_reader(rus->db, id, PLAN_PART_GOALS, unit_of(NAV), true), PLAN_DONE);
    visit_keep(rus);
    struct visit *nav = visit_with(database, NAV, 20, rights);
    assert_null(plan_open(&nav->rq, id, PLAN_PART_GOALS));
    db_abort(nav->db);
}

/* trace: R-214 R-215 */
static void everyday_help_and_help_to_keep_appointments_can_be_chosen(void **state) {
    struct test_database *database = *state;
    plan_catalogue_for_tests(database);
    static const char *const wanted[] = {"tidying", "cleaning", "laundry", "food", "shopping", "talks", "company", "guidance", "keep_doctor", "keep_specialist", "keep_other"};
    struct options choices = action_kind_choices(database->arena, LANG_NN);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_true(action_kind_known(wanted[i]));
        assert_string_equal(choices.v[i].value, wanted[i]); /* everyday help comes first */
    }
    assert_string_equal(action_kind_words("laundry", LANG_NB), "Vaske klær");
    assert_string_equal(action_kind_words("gone_long_ago", LANG_NB), "gone_long_ago");
    assert_false(action_kind_known("gone_long_ago"));
}

/* trace: R-212 */
static void a_file_of_kinds_that_is_wrong_says_where(void **state) {
    struct test_database *database = *state;
    static const char *const faults[] = {"s/code: laundry/code: food/", "s/code: laundry/code: Vask/", "s/\"113\"/\"et hundre\"/", "s/group: health/group: helse/"};
    const char *reason = "";
    struct plan_catalogue *catalogue = NULL;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const char *const copy[] = {"cp", "law/plan.yaml", database->folder, NULL}, *const none[] = {NULL};
        const char *const spoil[] = {"sed", "-i", faults[i], arena_printf(database->arena, "%s/plan.yaml", database->folder), NULL};
        assert_int_equal(process_run(copy, none), 0);
        assert_int_equal(process_run(spoil, none), 0);
        assert_true(plan_catalogue_load(database->folder, database->arena, &catalogue, &reason) < 0);
        assert_non_null(strstr(reason, "plan.yaml:"));
    }
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(an_agreed_action_has_an_owner_and_a_day_and_is_somebodys_task),
        RULE(what_is_put_off_goes_on_with_its_words_and_is_counted),
        RULE(two_that_settle_the_same_action_do_not_both_win),
        RULE(a_goal_is_in_her_words_and_what_she_said_before_stays),
        RULE(the_database_takes_no_other_steps),
        RULE(the_rules_and_the_schema_say_the_same_steps),
        RULE(everyday_help_and_help_to_keep_appointments_can_be_chosen),
        RULE(a_file_of_kinds_that_is_wrong_says_where),
        RULE(she_decides_who_reads_each_part_and_never_opens_what_is_closed),
    };
    return run_rules("actions", rules, sizeof rules / sizeof *rules);
}
