/* Changes of what is in force: prior notice before what takes something away, what she asks for herself, a part that comes later, an appeal. */
#include "decision_sql.h"
#include "domain/decision/decision_for_tests.h"
#include "domain/decision/notice.h"
#include "domain/law/law_changed_for_tests.h"

static int64_t count(const struct story *story, const char *sql) { return test_number(story->database, sql); }

static struct story in_force(void **state) {
    struct story story = story_issued(*state);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    return story;
}

static struct notice_new notice_about(const struct story *story) {
    return (struct notice_new){.part = story->hol, .plan = NOTICE_PLAN_LESS_HELP, .from = date_of(2026, 12, 1), .channel = DELIVERY_CHANNEL_PAPER,
                               .sent_on = date_of(2026, 9, 28), .answer_by = date_of(2026, 10, 12), .planned = "Fra ti til fem timer i uka",
                               .why = "Du har sagt at det går bedre."};
}

static int send_notice(struct story *story, const struct notice_new *notice) {
    struct turn turn = story_turn(story, HOT);
    int result = prior_notice_send(turn.db, turn.access, notice);
    if (result < 0) db_abort(turn.db);
    else town_commit(turn.db);
    return result;
}

static int amend_now(struct story *story, struct decision_part_id part, enum amendment direction, struct decision_part_id *ret_part) {
    struct turn turn = story_turn(story, HOT);
    int result = decision_amend(turn.db, part, direction, ret_part);
    if (result < 0) db_abort(turn.db);
    else town_commit(turn.db);
    if (result == ERR_OK) story->decision.v = count(story, "SELECT max(id) FROM joint_decision");
    return result;
}

/* Half the help, as the notice said. */
static struct part_writing less_help(const struct story *story, struct decision_part_id part) {
    struct part_writing writing = story_hol(story);
    writing.part = part;
    writing.minutes_most = 300;
    writing.version = test_number(story->database, arena_printf(story->database->arena, "SELECT version FROM decision_part WHERE id = %lld", (long long)part.v));
    return writing;
}

/* trace: FVL-16 FVL-35 R-097 */
static void less_help_is_decided_only_after_prior_notice_and_her_time_to_answer(void **state) {
    struct story story = in_force(state);
    struct decision_part_id part = {0};
    assert_int_equal(amend_now(&story, story.hol, AMENDMENT_TO_DETRIMENT, &part), ERR_DENIED);
    struct notice_new notice = notice_about(&story);
    assert_int_equal(send_notice(&story, &notice), ERR_OK);
    assert_int_equal(send_notice(&story, &notice), ERR_CONFLICT);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'prior_notice_answer' AND due = '2026-10-12'"), 1);
    assert_int_equal(amend_now(&story, story.hol, AMENDMENT_TO_DETRIMENT, &part), ERR_DENIED);
    story.clock = (ON_28_SEPTEMBER + 15) * DAY_MS; /* 13 October: the day after her time is over */
    assert_int_equal(amend_now(&story, story.hol, AMENDMENT_TO_DETRIMENT, &part), ERR_OK);
    struct part_writing less = less_help(&story, part);
    story_write(&story, &less);
    story_check_and_sign(&story, HOT, part);
    assert_int_equal(story_issue(&story), ERR_OK);
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE version_no = 2 AND amendment = 'to_detriment'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part WHERE decision_id = 1 AND minutes_most = 600"), 1);
}

/* trace: FVL-16 */
static void her_answer_opens_the_change_before_her_time_is_over_and_a_withdrawn_notice_closes_it(void **state) {
    struct story story = in_force(state);
    struct notice_new notice = notice_about(&story);
    struct notice_brief open;
    struct notice_words words;
    struct decision_part_id part = {0};
    assert_int_equal(send_notice(&story, &notice), ERR_OK);
    struct turn turn = story_turn(&story, HOT);
    assert_true(prior_notice_of_part(turn.db, story.hol, &open));
    assert_int_equal(prior_notice_take_answer(turn.db, turn.access, open.id, PRIOR_ANSWER_DISAGREES, ANSWER_WAY_PHONE, "Jeg trenger alle timene."), ERR_OK);
    assert_int_equal(prior_notice_take_answer(turn.db, turn.access, open.id, PRIOR_ANSWER_AGREES, ANSWER_WAY_PHONE, NULL), ERR_CONFLICT);
    assert_true(prior_notice_read(turn.db, turn.access, open.id, ZONE_HEALTH, &words));
    assert_string_equal(words.her_answer, "Jeg trenger alle timene.");
    assert_string_equal(words.planned, "Fra ti til fem timer i uka");
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'prior_notice_answer'"), 0);
    assert_int_equal(amend_now(&story, story.hol, AMENDMENT_TO_DETRIMENT, &part), ERR_OK);
    struct part_writing less = less_help(&story, part);
    story_write(&story, &less);
    turn = story_turn(&story, HOT);
    assert_int_equal(prior_notice_drop(turn.db, open.id), ERR_OK);
    town_commit(turn.db);
    turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, part), ERR_INVALID);
    db_abort(turn.db);
}

/* trace: FVL-16 */
static void a_notice_gives_at_least_the_time_of_the_law_says_what_and_why_and_needs_the_zone(void **state) {
    struct story story = in_force(state);
    struct notice_new notice = notice_about(&story);
    notice.answer_by = date_of(2026, 10, 11);
    assert_int_equal(send_notice(&story, &notice), ERR_INVALID);
    notice = notice_about(&story);
    notice.why = " ";
    assert_int_equal(send_notice(&story, &notice), ERR_INVALID);
    notice = notice_about(&story);
    struct turn turn = story_turn(&story, NAV);
    assert_int_equal(prior_notice_send(turn.db, turn.access, &notice), ERR_DENIED);
    db_abort(turn.db);
    assert_int_equal(send_notice(&story, &notice), ERR_OK);
    struct db *db = town_write(story.database, HOT, story.clock++);
    test_run(db, "UPDATE prior_notice SET answer_by = '2026-09-29'");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: FVL-16 R-097 */
static void what_she_asks_for_herself_needs_no_notice(void **state) {
    struct story story = in_force(state);
    struct decision_part_id part = {0};
    assert_int_equal(amend_now(&story, story.hol, AMENDMENT_AS_ASKED, &part), ERR_OK);
    struct part_writing less = less_help(&story, part);
    less.her_view = NULL;
    story_write(&story, &less);
    struct turn turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, part), ERR_INVALID); /* her own words must stand there */
    db_abort(turn.db);
    less = less_help(&story, part);
    less.her_view = "Jeg klarer meg med mindre nå";
    story_write(&story, &less);
    story_check_and_sign(&story, HOT, part);
    assert_int_equal(story_issue(&story), ERR_OK);
}

/* ── appeals ──────────────────────────────────────────────────────────── */

/* trace: I-07 R-103 FVL-29 FVL-31 PBRL-13 TIL-2 */
static void each_part_says_when_and_where_it_may_be_appealed(void **state) {
    struct story story = story_issued(*state);
    struct turn turn = story_turn(&story, HOT);
    struct appealable_parts parts = decision_appealable(turn.db, story.case_, LANG_NB);
    assert_int_equal(parts.n, 4);
    assert_true(date_is_none(parts.v[0].until)); /* the letter has not arrived */
    db_abort(turn.db);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    turn = story_turn(&story, HOT);
    struct appealable_part bolig, hol;
    assert_true(decision_appealable_part(turn.db, story.bolig, LANG_NB, &bolig));
    assert_true(decision_appealable_part(turn.db, story.hol, LANG_NN, &hol));
    assert_int_equal(bolig.until.days, date_of(2026, 10, 19).days);
    assert_string_equal(bolig.body, "klagenemnd");
    assert_string_equal(bolig.body_name, "klagenemnda i Levanger kommune");
    assert_string_equal(bolig.rule, "FVL-29");
    assert_int_equal(bolig.latest.days, date_of(2027, 9, 24).days);
    assert_int_equal(hol.until.days, date_of(2026, 10, 26).days);
    assert_string_equal(hol.body_name, "Statsforvaltaren i Trøndelag");
    assert_string_equal(hol.name, "Samtalar heime");
    assert_int_equal(hol.zone, ZONE_HEALTH);
    assert_true(hol.current && !hol.suspended);
    assert_int_equal(hol.written_by.v, HOT);
    assert_int_equal(hol.signed_by.v, HOT);
    db_abort(turn.db);
}

/* trace: FVL-33 FVL-34 R-097 I-14 */
static void an_appeal_opens_its_part_in_a_new_version_and_never_to_her_detriment(void **state) {
    struct story story = in_force(state);
    struct decision_part_id part = {0};
    assert_int_equal(amend_now(&story, story.hol, AMENDMENT_BY_APPEAL, &part), ERR_DENIED); /* not the officer's to choose */
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_amend_by_appeal(turn.db, story.hol, &part), ERR_OK);
    town_commit(turn.db);
    story.decision.v = 2;
    struct part_writing less = less_help(&story, part);
    story_write(&story, &less);
    turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, part), ERR_INVALID);
    db_abort(turn.db);
    less = less_help(&story, part);
    less.minutes_most = 900;
    story_write(&story, &less);
    story_check_and_sign(&story, HOT, part);
    assert_int_equal(story_issue(&story), ERR_OK);
    turn = story_turn(&story, HOT);
    struct appealable_part old, now;
    assert_true(decision_appealable_part(turn.db, story.hol, LANG_NB, &old));
    assert_true(decision_appealable_part(turn.db, part, LANG_NB, &now));
    assert_false(old.current);
    assert_true(now.current);
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE version_no = 2 AND amendment = 'by_appeal'"), 1);
    db_abort(turn.db);
}

/* trace: FVL-42 */
static void a_part_can_wait_for_its_appeal_and_go_on_again(void **state) {
    struct story story = in_force(state);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_suspend(turn.db, story.hol, false), ERR_CONFLICT);
    assert_int_equal(decision_suspend(turn.db, story.hol, true), ERR_OK);
    assert_true(decision_suspended(turn.db, story.hol));
    assert_int_equal(decision_suspend(turn.db, story.hol, true), ERR_CONFLICT);
    assert_int_equal(decision_suspend(turn.db, story.hol, false), ERR_OK);
    assert_false(decision_suspended(turn.db, story.hol));
    assert_int_equal(decision_suspend(turn.db, (struct decision_part_id){999}, true), ERR_NOT_FOUND);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM part_suspension"), 2);
}

/* ── the states of a version ──────────────────────────────────────────── */

static void state_is(const struct story *story, const char *state) {
    assert_int_equal(count(story, arena_printf(story->database->arena, "SELECT count(*) FROM joint_decision WHERE state = '%s'", state)), 1);
}

static void refused(struct story *story, const char *sql) {
    struct db *db = town_write(story->database, HOT, story->clock++);
    test_run(db, sql);
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: I-14 R-091 R-098 */
static void a_version_is_ready_when_every_part_is_and_the_schema_lets_no_state_jump(void **state) {
    struct story story = story_begin(*state);
    state_is(&story, "drafting");
    refused(&story, "UPDATE joint_decision SET state = 'issued', issued_at = 1, issued_by = 1, rules = 'x', letter_sha256 = 'x'");
    story_write_all(&story);
    story_sign_all(&story);
    state_is(&story, "ready");
    refused(&story, "UPDATE joint_decision SET state = 'in_force', issued_at = 1, issued_by = 1, rules = 'x', letter_sha256 = 'x'");
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(part_take_back(turn.db, story.hol), ERR_OK);
    town_commit(turn.db);
    state_is(&story, "drafting");
    story_check_and_sign(&story, HOT, story.hol);
    assert_int_equal(story_issue(&story), ERR_OK);
    state_is(&story, "issued");
    refused(&story, "UPDATE joint_decision SET state = 'ready'");
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    refused(&story, "UPDATE joint_decision SET state = 'issued'");
    refused(&story, "INSERT INTO joint_decision (case_id, person_id, version_no, state, amendment, language, made_at, made_by, unit_id, version)"
                    " VALUES (1, 1, 9, 'ready', 'first', 'nb', 1, 1, 1, 1)");
}

/* ── the new administration act ───────────────────────────────────────── */

static void new_act_from(const struct story *story, const char *day) {
    struct arena *arena = story->database->arena;
    struct law *law = NULL;
    const char *reason = NULL;
    struct law_change change = {"rules.yaml", "law: \"LOV-2025-06-20-81\"\n    valid_from: \"\"",
                                arena_printf(arena, "law: \"LOV-2025-06-20-81\"\n    valid_from: \"%s\"", day)};
    if (law_load_changed(arena, &change, &law, &reason) != ERR_OK) fail_msg("%s", reason);
    law_set_current(law);
}

static int64_t limits_by(const struct story *story, const char *rule) {
    return count(story, arena_printf(story->database->arena, "SELECT count(*) FROM appeal_limit WHERE rule = '%s'", rule));
}

/* trace: FVL25-10 FVL25-9 FVL25-12 FVL-29 I-14 */
static void only_cases_from_its_first_day_use_the_new_administration_act(void **state) {
    struct story story = story_begin(*state); /* the case is of 7 September */
    const struct law *law = law_current();
    new_act_from(&story, "2026-09-08");
    story_write_all(&story);
    story_sign_all(&story);
    assert_int_equal(story_issue(&story), ERR_OK);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    assert_int_equal(limits_by(&story, "FVL-29"), 3);
    assert_int_equal(limits_by(&story, "FVL25-10"), 0);
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE rules LIKE '%FVL-24@%' AND rules NOT LIKE '%FVL25%'"), 1);
    law_set_current(law);
}

/* trace: FVL25-10 FVL25-9 FVL25-12 I-14 */
static void a_case_from_its_first_day_does_use_it_and_the_decision_says_so(void **state) {
    struct story story = story_begin(*state);
    const struct law *law = law_current();
    new_act_from(&story, "2026-09-07");
    story_write_all(&story);
    story_sign_all(&story);
    assert_int_equal(story_issue(&story), ERR_OK);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    assert_int_equal(limits_by(&story, "FVL25-10"), 3);
    assert_int_equal(limits_by(&story, "PBRL-13"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE rules LIKE '%FVL25-10@2026-09-07%' AND rules NOT LIKE '%FVL-24@%'"), 1);
    law_set_current(law);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(less_help_is_decided_only_after_prior_notice_and_her_time_to_answer),
        RULE(her_answer_opens_the_change_before_her_time_is_over_and_a_withdrawn_notice_closes_it),
        RULE(a_notice_gives_at_least_the_time_of_the_law_says_what_and_why_and_needs_the_zone),
        RULE(what_she_asks_for_herself_needs_no_notice),
        RULE(each_part_says_when_and_where_it_may_be_appealed),
        RULE(an_appeal_opens_its_part_in_a_new_version_and_never_to_her_detriment),
        RULE(a_part_can_wait_for_its_appeal_and_go_on_again),
        RULE(a_version_is_ready_when_every_part_is_and_the_schema_lets_no_state_jump),
        RULE(only_cases_from_its_first_day_use_the_new_administration_act),
        RULE(a_case_from_its_first_day_does_use_it_and_the_decision_says_so),
    };
    return run_rules("decision amended", rules, sizeof rules / sizeof *rules);
}
