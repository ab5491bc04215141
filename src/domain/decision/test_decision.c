/* The joint decision: what blocks a signature, what a signature and an issue fix, limits and appeal bodies part by part, amendments. */
#include "decision_sql.h"
#include "domain/decision/decision_for_tests.h"
#include "domain/decision/partial.h"

static int64_t count(const struct story *story, const char *sql) { return test_number(story->database, sql); }

/* ── checking and signing ─────────────────────────────────────────────── */

/* trace: BSL-8 R-091 I-08 */
static void a_part_without_its_main_content_is_neither_checked_nor_signed(void **state) {
    struct story story = story_begin(*state);
    struct part_writing writing = story_bistand(&story);
    writing.content = NULL;
    story_write(&story, &writing);
    struct turn turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.bistand), ERR_INVALID);
    db_abort(turn.db);
    turn = story_turn(&story, HOT);
    assert_int_equal(decision_sign_part(turn.db, turn.access, story.bistand, true), ERR_INVALID);
    db_abort(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM part_signature"), 0);
    writing.content = "Hjelp til å finne bolig";
    writing.version = 2;
    story_write(&story, &writing);
    story_check_and_sign(&story, HOT, story.bistand);
    assert_int_equal(count(&story, "SELECT count(*) FROM part_signature WHERE reference = 'Delegering 1' AND staff_id = 1"), 1);
}

/* trace: R-091 FVL-6 */
static void nobody_signs_without_declaring_to_be_impartial(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct turn turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.bistand), ERR_OK);
    town_commit(turn.db);
    turn = story_turn(&story, HOT);
    assert_int_equal(decision_sign_part(turn.db, turn.access, story.bistand, false), ERR_INVALID);
    db_abort(turn.db);
}

/* trace: TIL-7 R-091 */
static void a_signature_needs_a_delegation_for_the_law_of_the_part_on_the_day(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct turn turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.sosial), ERR_OK);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.bistand), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(story_sign_one(&story, HOT, story.sosial), ERR_DENIED);
    assert_int_equal(story_sign_one(&story, NAV, story.bistand), ERR_DENIED);
    test_script(story.database, "UPDATE delegation SET until_date = '2026-09-23' WHERE law = 'sotjl'");
    assert_int_equal(story_sign_one(&story, NAV, story.sosial), ERR_DENIED);
    test_script(story.database, "UPDATE delegation SET until_date = '2026-09-24' WHERE law = 'sotjl'");
    assert_int_equal(story_sign_one(&story, NAV, story.sosial), ERR_OK);
}

/* trace: R-091 FVL-6 */
static void a_second_officer_checks_and_the_writer_does_not(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.sosial), ERR_DENIED);
    db_abort(turn.db);
    turn = story_turn(&story, NAV);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.sosial), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part WHERE checked_by = 3 AND written_by = 1"), 1);
    struct part_writing writing = story_sosial(&story);
    writing.version = 3;
    story_write(&story, &writing);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part WHERE state = 'checked'"), 0);
}

/* trace: FVL-6 R-091 */
static void who_steps_out_neither_writes_checks_signs_nor_issues_and_a_leader_binds_her_unit(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    story_check_and_sign(&story, HOT, story.bistand);
    struct turn turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.bolig), ERR_OK);
    town_commit(turn.db);
    turn = story_second(&story);
    assert_int_equal(partial_step_out(turn.db, story.case_, PARTIAL_REASON_CLOSE_TO_PERSON), ERR_OK);
    assert_int_equal(partial_step_out(turn.db, story.case_, PARTIAL_REASON_RELATIVE), ERR_CONFLICT);
    town_commit(turn.db);
    turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.hol), ERR_DENIED);
    struct part_writing writing = story_bolig(&story);
    writing.version = 2;
    assert_int_equal(decision_write_part(turn.db, turn.access, &writing), ERR_DENIED);
    db_abort(turn.db);
    turn = story_turn(&story, NAV);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.sosial), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(story_sign_one(&story, HOT, story.bolig), ERR_OK); /* another officer's stepping out does not bind hers */
    assert_int_equal(story_sign_one(&story, NAV, story.sosial), ERR_OK);
    turn = story_turn(&story, NAV);
    assert_int_equal(part_take_back(turn.db, story.sosial), ERR_OK);
    town_commit(turn.db);
    test_script(story.database, "INSERT INTO membership (staff_id, unit_id, role, from_date) VALUES (2, 3, 'unit_leader', '2026-01-01');"
                                "INSERT INTO stepped_out (case_id, staff_id, unit_id, reason, at) VALUES (1, 2, 3, 'relative', 1)");
    struct turn check = story_turn(&story, NAV);
    assert_int_equal(decision_check_part(check.db, check.access, story.sosial), ERR_OK);
    town_commit(check.db);
    assert_int_equal(story_sign_one(&story, NAV, story.sosial), ERR_DENIED);
}

/* trace: I-04 R-093 */
static void a_unit_that_may_not_see_a_zone_sees_kind_unit_period_and_amount_only(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct turn turn = story_turn(&story, NAV);
    struct joint joint;
    assert_true(joint_load(turn.db, turn.access, story.decision, LANG_NB, &joint));
    const struct part *hol = joint_part(&joint, story.hol), *sosial = joint_part(&joint, story.sosial);
    assert_false(hol->readable);
    assert_null(hol->text.facts);
    assert_int_equal(hol->amount.most, 600);
    assert_string_equal(hol->unit_name, "Psykisk helse oppfølging");
    assert_true(sosial->readable);
    assert_string_equal(sosial->text.content, "Garanti for depositum");
    struct part_writing writing = story_hol(&story);
    writing.version = 2;
    assert_int_equal(decision_write_part(turn.db, turn.access, &writing), ERR_DENIED);
    db_abort(turn.db);
}

/* trace: R-091 */
static void two_who_write_the_same_part_do_not_overwrite_each_other(void **state) {
    struct story story = story_begin(*state);
    struct part_writing writing = story_bistand(&story);
    story_write(&story, &writing);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_write_part(turn.db, turn.access, &writing), ERR_CONFLICT);
    db_abort(turn.db);
}

/* ── what is fixed ────────────────────────────────────────────────────── */

static void refused_by_the_schema(struct story *story, const char *sql, const char *name) {
    struct db *db = town_write(story->database, HOT, story->clock++);
    test_run(db, sql);
    assert_true(db_failed(db));
    if (name) assert_string_equal(db_constraint(db), name);
    assert_int_not_equal(db_commit(db), DB_OK);
}

/* trace: I-14 R-091 */
static void the_schema_itself_refuses_to_change_a_signed_part(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    story_check_and_sign(&story, HOT, story.bistand);
    refused_by_the_schema(&story, "UPDATE decision_part SET until_date = '2030-01-01' WHERE kind = 'bistand'", "signed_part_is_fixed");
    refused_by_the_schema(&story, "UPDATE decision_part SET outcome = 'refused', state = 'draft' WHERE kind = 'bistand'", "signed_part_is_fixed");
    refused_by_the_schema(&story, "UPDATE decision_part SET unit_id = 2 WHERE kind = 'bistand'", "signed_part_is_fixed");
    struct part_writing writing = story_bistand(&story);
    writing.version = 4;
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_write_part(turn.db, turn.access, &writing), ERR_CONFLICT);
    db_abort(turn.db);
    turn = story_turn(&story, HOT);
    assert_int_equal(part_take_back(turn.db, story.bistand), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM part_signature"), 0);
    writing.version = 5;
    story_write(&story, &writing);
}

/* trace: I-14 R-097 */
static void the_schema_itself_refuses_to_change_what_is_issued(void **state) {
    struct story story = story_issued(*state);
    static const char *const changes[] = {
        "UPDATE joint_decision SET state = 'drafting'", "UPDATE joint_decision SET rules = 'FVL-24@0'", "UPDATE joint_decision SET letter_sha256 = 'x'",
        "UPDATE joint_decision SET language = 'nb', issued_by = 2", "UPDATE decision_part SET review_on = NULL", "UPDATE decision_part SET state = 'draft'",
        "UPDATE decision_part SET later_by = '2030-01-01'", "DELETE FROM part_signature",
        "INSERT INTO decision_part (decision_id, case_id, number, kind, zone, outcome, state, decided_now, unit_id, amount_kind, capacity_ok, version)"
        " VALUES (1, 1, 9, 'ip', 'plan', 'granted', 'draft', 1, 1, 'none', 0, 1)",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        refused_by_the_schema(&story, changes[i], strstr(changes[i], "state = 'draft'") ? NULL : "issued_decision_is_fixed");
    refused_by_the_schema(&story, "DELETE FROM decision_part", NULL);
    refused_by_the_schema(&story, "UPDATE part_text SET by_staff = 2", NULL);
    refused_by_the_schema(&story, "DELETE FROM part_text", NULL);
    refused_by_the_schema(&story, "DELETE FROM issued_letter", NULL);
}

/* ── issuing ──────────────────────────────────────────────────────────── */

/* trace: R-091 R-100 I-14 FVL-27 */
static void issuing_keeps_the_letter_the_rules_and_tells_the_units(void **state) {
    struct story story = story_issued(*state);
    struct turn turn = story_turn(&story, HOT);
    struct blob pdf;
    assert_int_equal(letter_stored(turn.db, turn.access, story.decision, &pdf), ERR_OK);
    assert_memory_equal(pdf.data, "%PDF-", 5);
    struct joint joint;
    assert_true(joint_load(turn.db, turn.access, story.decision, LANG_NB, &joint));
    assert_int_equal(joint.state, JOINT_STATE_ISSUED);
    assert_int_equal(strlen(joint.letter_sha256), 64);
    assert_non_null(strstr(joint.rules, "BSL-7@"));
    assert_non_null(strstr(joint.rules, "FVL-29@"));
    assert_non_null(strstr(joint.rules, "PBRL-13@"));
    assert_true(secrecy_involved(turn.db, story.case_, unit_of(HJE)));
    db_abort(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'register_reached' AND unit_id = 1"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'sign_part'"), 0);
    assert_int_equal(count(&story, "SELECT count(*) FROM case_event WHERE kind = 'decision_issued'"), 1);
}

/* trace: R-091 */
static void nothing_is_issued_while_a_part_is_neither_signed_nor_given_a_date(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    story_check_and_sign(&story, HOT, story.bistand);
    story_check_and_sign(&story, HOT, story.bolig);
    story_check_and_sign(&story, HOT, story.hol);
    assert_int_equal(story_issue(&story), ERR_INVALID);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_part_later(turn.db, story.sosial, date_of(2026, 9, 24)), ERR_INVALID);
    assert_int_equal(decision_part_later(turn.db, story.sosial, date_of(2026, 10, 8)), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(story_issue(&story), ERR_OK);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part WHERE state = 'later' AND later_by = '2026-10-08'"), 1);
    assert_int_equal(story_issue(&story), ERR_CONFLICT);
}

/* trace: I-08 BSL-7 */
static void who_asks_for_housing_help_gets_a_decision_after_that_law(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(part_remove(turn.db, story.bistand), ERR_OK);
    town_commit(turn.db);
    story_check_and_sign(&story, HOT, story.bolig);
    story_check_and_sign(&story, HOT, story.hol);
    story_check_and_sign(&story, NAV, story.sosial);
    assert_int_equal(story_issue(&story), ERR_INVALID);
}

/* trace: I-06 R-053 */
static void the_property_unit_gets_codes_and_no_text(void **state) {
    struct story story = story_issued(*state);
    assert_int_equal(count(&story, "SELECT count(*) FROM dwelling_order WHERE unit_id = 2 AND rooms = 2 AND quiet = 1 AND floor = 'not_ground'"
                                   " AND visits_a_week = 1 AND contact_unit = 1"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'find_dwelling' AND unit_id = 2"), 1);
    struct turn turn = story_turn(&story, EIE);
    struct joint joint;
    assert_true(joint_load(turn.db, turn.access, story.decision, LANG_NB, &joint));
    for (size_t i = 0; i < joint.n; i++) assert_false(joint.v[i].readable);
    db_abort(turn.db);
}

/* ── limits and answers ───────────────────────────────────────────────── */

static void limit_is(const struct story *story, const char *kind, const char *until, const char *body, const char *rule) {
    assert_int_equal(count(story, arena_printf(story->database->arena,
                                               "SELECT count(*) FROM appeal_limit l JOIN decision_part p ON p.id = l.part_id WHERE p.kind = '%s'"
                                               " AND l.until_date = '%s' AND l.body = '%s' AND l.rule = '%s'", kind, until, body, rule)), 1);
}

/* trace: I-07 FVL-29 PBRL-13 TIL-2 BSL-10 SOT-16 */
static void each_part_has_its_own_limit_and_appeal_body(void **state) {
    struct story story = story_issued(*state);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    limit_is(&story, "bistand", "2026-10-19", "statsforvalter", "FVL-29");
    limit_is(&story, "bolig", "2026-10-19", "klagenemnd", "FVL-29");
    limit_is(&story, "sosial", "2026-10-19", "statsforvalter", "FVL-29");
    limit_is(&story, "hol_tjeneste", "2026-10-26", "statsforvalter", "PBRL-13");
    assert_int_equal(count(&story, "SELECT count(*) FROM appeal_limit"), 4);
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE state = 'in_force'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM open_task WHERE kind = 'register_reached'"), 0);
    struct turn turn = story_turn(&story, HOT);
    struct delivery_note again = {story.decision, DELIVERY_RECIPIENT_PERSON, DELIVERY_CHANNEL_PAPER, date_of(2026, 9, 28), date_of(2026, 9, 28)};
    assert_int_equal(decision_deliver(turn.db, &again), ERR_CONFLICT);
    db_abort(turn.db);
}

/* trace: FVL-29 */
static void a_letter_cannot_arrive_before_it_was_sent_or_in_the_future(void **state) {
    struct story story = story_issued(*state);
    story.clock = ON_28_SEPTEMBER * DAY_MS;
    struct turn turn = story_turn(&story, HOT);
    struct delivery_note note = {story.decision, DELIVERY_RECIPIENT_PERSON, DELIVERY_CHANNEL_PAPER, date_of(2026, 9, 25), date_of(2026, 9, 24)};
    assert_int_equal(decision_deliver(turn.db, &note), ERR_INVALID);
    note.reached_on = date_of(2026, 9, 29);
    assert_int_equal(decision_deliver(turn.db, &note), ERR_INVALID);
    note.sent_on = date_of(2026, 9, 20);
    assert_int_equal(decision_deliver(turn.db, &note), ERR_INVALID);
    note = (struct delivery_note){story.decision, DELIVERY_RECIPIENT_PERSON, DELIVERY_CHANNEL_PAPER, date_of(2026, 9, 25), DATE_NONE};
    assert_int_equal(decision_deliver(turn.db, &note), ERR_OK);
    note.reached_on = date_of(2026, 9, 28);
    assert_int_equal(decision_deliver(turn.db, &note), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM delivery WHERE sent_on = '2026-09-25' AND reached_on = '2026-09-28'"), 1);
}

/* trace: R-102 I-10 */
static void a_no_to_one_part_touches_no_other(void **state) {
    struct story story = story_issued(*state);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_answer(turn.db, story.bistand, PART_ANSWER_DECLINED, ANSWER_WAY_DESK), ERR_INVALID);
    assert_int_equal(decision_answer(turn.db, story.hol, PART_ANSWER_DECLINED, ANSWER_WAY_DESK), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part WHERE state = 'signed'"), 4);
    assert_int_equal(count(&story, "SELECT count(*) FROM dwelling_order"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM answer"), 1);
}

/* ── amendment ────────────────────────────────────────────────────────── */

/* trace: R-097 R-098 FVL-35 I-14 */
static void an_amendment_in_favour_is_a_new_version_and_the_former_stays_as_it_was(void **state) {
    struct story story = story_issued(*state);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    struct joint_decision_id first = story.decision;
    struct turn turn = story_turn(&story, HOT);
    struct blob before, after;
    assert_int_equal(letter_stored(turn.db, turn.access, first, &before), ERR_OK);
    db_abort(turn.db);
    story.clock = ON_3_DECEMBER * DAY_MS;
    turn = story_turn(&story, HOT);
    struct decision_part_id hol = {0};
    assert_int_equal(decision_amend(turn.db, story.hol, AMENDMENT_IN_FAVOUR, &hol), ERR_OK);
    struct decision_brief latest;
    assert_true(decision_latest(turn.db, story.case_, &latest));
    town_commit(turn.db);
    story.decision = latest.id;
    struct part_writing writing = story_hol(&story);
    writing.part = hol;
    writing.version = test_number(story.database, "SELECT version FROM decision_part WHERE decision_id = 2 AND number = 3");
    writing.minutes_most = 900;
    writing.from = date_of(2026, 12, 7);
    story_write(&story, &writing);
    story_check_and_sign(&story, HOT, hol);
    assert_int_equal(story_issue(&story), ERR_OK);
    story_reached(&story, ON_3_DECEMBER, date_of(2026, 12, 3));
    assert_int_equal(count(&story, "SELECT count(*) FROM appeal_limit WHERE until_date = '2026-12-31'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM appeal_limit"), 5);
    assert_int_equal(count(&story, "SELECT count(*) FROM joint_decision WHERE version_no = 1 AND state = 'superseded'"), 1);
    assert_int_equal(count(&story, "SELECT count(*) FROM decision_part WHERE decision_id = 1 AND minutes_most = 600"), 1);
    turn = story_turn(&story, HOT);
    assert_int_equal(letter_stored(turn.db, turn.access, first, &after), ERR_OK);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.data, after.data, before.size);
    struct joint old, new;
    assert_true(joint_load(turn.db, turn.access, first, LANG_NB, &old));
    assert_true(joint_load(turn.db, turn.access, latest.id, LANG_NB, &new));
    struct change_rows changes = joint_changes(story.database->arena, &old, &new);
    assert_int_equal(changes.n, 4);
    assert_int_equal(changes.changed, 1);
    assert_int_equal(changes.v[2].change, CHANGE_CHANGED);
    assert_string_equal(joint_part_numbered(&new, 1)->text.content, joint_part_numbered(&old, 1)->text.content);
    db_abort(turn.db);
}

/* trace: R-097 R-102 I-07 */
static void a_part_that_stands_keeps_its_limit_and_her_answer_in_the_next_version(void **state) {
    struct story story = story_issued(*state);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    struct turn turn = story_turn(&story, HOT);
    struct decision_part_id hol = {0};
    assert_int_equal(decision_answer(turn.db, story.bolig, PART_ANSWER_ACCEPTED, ANSWER_WAY_DESK), ERR_OK);
    assert_int_equal(decision_amend(turn.db, story.hol, AMENDMENT_IN_FAVOUR, &hol), ERR_OK);
    struct limit_list_rows limits = limit_list(turn.db, (struct joint_decision_id){2});
    struct answer_list_rows answers = answer_list(turn.db, (struct joint_decision_id){2});
    assert_int_equal(limits.n, 3); /* the opened part has none before its letter arrives */
    for (size_t i = 0; i < limits.n; i++) assert_int_equal(limits.v[i].until_date.days, date_of(2026, 10, 19).days);
    assert_int_equal(answers.n, 1);
    assert_int_equal(answers.v[0].answer, PART_ANSWER_ACCEPTED);
    db_abort(turn.db);
}

/* trace: FVL-16 FVL-35 */
static void a_change_to_her_detriment_is_refused_without_prior_notice(void **state) {
    struct story story = story_issued(*state);
    struct turn turn = story_turn(&story, HOT);
    struct decision_part_id part;
    assert_int_equal(decision_amend(turn.db, story.hol, AMENDMENT_TO_DETRIMENT, &part), ERR_DENIED);
    assert_int_equal(decision_amend(turn.db, story.hol, AMENDMENT_IN_FAVOUR, &part), ERR_OK);
    struct part_writing less = story_hol(&story);
    assert_int_equal(part_remove(turn.db, part), ERR_DENIED);
    (void)less;
    db_abort(turn.db);
}

/* trace: R-091 */
static void a_case_has_one_draft_and_what_is_in_force_stands_in_the_next(void **state) {
    struct story story = story_begin(*state);
    struct joint_decision_id other;
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_start(turn.db, story.case_, &other), ERR_CONFLICT);
    db_abort(turn.db);
    story_write_all(&story);
    story_sign_all(&story);
    assert_int_equal(story_issue(&story), ERR_OK);
    turn = story_turn(&story, HOT);
    assert_int_equal(decision_start(turn.db, story.case_, &other), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(test_number(story.database, "SELECT count(*) FROM decision_part WHERE decision_id = 2 AND decided_now = 0"), 4);
    assert_int_equal(test_number(story.database, "SELECT count(*) FROM joint_decision WHERE state = 'issued'"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_part_without_its_main_content_is_neither_checked_nor_signed),
        RULE(nobody_signs_without_declaring_to_be_impartial),
        RULE(a_signature_needs_a_delegation_for_the_law_of_the_part_on_the_day),
        RULE(a_second_officer_checks_and_the_writer_does_not),
        RULE(who_steps_out_neither_writes_checks_signs_nor_issues_and_a_leader_binds_her_unit),
        RULE(a_unit_that_may_not_see_a_zone_sees_kind_unit_period_and_amount_only),
        RULE(two_who_write_the_same_part_do_not_overwrite_each_other),
        RULE(the_schema_itself_refuses_to_change_a_signed_part),
        RULE(the_schema_itself_refuses_to_change_what_is_issued),
        RULE(issuing_keeps_the_letter_the_rules_and_tells_the_units),
        RULE(nothing_is_issued_while_a_part_is_neither_signed_nor_given_a_date),
        RULE(who_asks_for_housing_help_gets_a_decision_after_that_law),
        RULE(the_property_unit_gets_codes_and_no_text),
        RULE(each_part_has_its_own_limit_and_appeal_body),
        RULE(a_letter_cannot_arrive_before_it_was_sent_or_in_the_future),
        RULE(a_no_to_one_part_touches_no_other),
        RULE(an_amendment_in_favour_is_a_new_version_and_the_former_stays_as_it_was),
        RULE(a_part_that_stands_keeps_its_limit_and_her_answer_in_the_next_version),
        RULE(a_change_to_her_detriment_is_refused_without_prior_notice),
        RULE(a_case_has_one_draft_and_what_is_in_force_stands_in_the_next),
    };
    return run_rules("decision", rules, sizeof rules / sizeof *rules);
}
