/* A place to stay now: asked apart and answered today, never a gap, never a silent end, both sides when a place says no. */
#include "domain/emergency/emergency_for_tests.h"
#include "domain/secrecy/consent.h"

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int64_t tasks(const struct test_database *database, const char *kind, const char *more) {
    return count(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s' AND %s", kind, more));
}

/* ── asking ───────────────────────────────────────────────────────────── */

/* trace: R-005 R-015 SOT-6 */
static void what_is_asked_is_due_today_and_apart_from_the_application(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 2, 2), NIGHT_DONE);
    assert_int_equal(tasks(database, "decide_emergency", "unit_id = 3 AND due = '2026-09-07'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 3 AND why = 'emergency'"), 1);
    assert_int_equal(
        count(database, "SELECT count(*) FROM case_event WHERE kind = 'emergency_asked' AND zone = 'spine' AND other_unit = 3"), 1);
    assert_int_equal(
        count(database, "SELECT count(*) FROM night_need WHERE from_unit = 1 AND to_unit = 3 AND children = 2 AND state = 'waiting'"), 1);
    assert_int_equal(night_asked(database, 0, 3), NIGHT_ASKED_ALREADY);
    assert_int_equal(DONE_BY(database, HJE, 4, night_withdraw(db, ane, first_need)), NIGHT_NOT_YOURS);
    assert_int_equal(DONE_BY(database, HOT, 5, night_withdraw(db, ane, first_need)), NIGHT_DONE);
    assert_int_equal(tasks(database, "decide_emergency", "1 = 1"), 0);
    assert_int_equal(DONE_BY(database, HOT, 6, night_withdraw(db, ane, first_need)), NIGHT_ANSWERED);
}

/* trace: R-005 I-04 */
static void whom_she_has_said_no_to_is_not_told(void **state) {
    struct test_database *database = *state;
    night_town(database);
    struct db *db = town_write(database, HOT, 2);
    const struct consent_asking asking = {
        .to_unit = unit_of(NAV), .zones = ZONE_BIT(ZONE_SOCIAL), .purpose = CONSENT_PURPOSE_SERVICES, .until = date_of(2027, 3, 7)};
    assert_int_equal(consent_put_question(db, ane, &asking), 0);
    const struct consent_answering no = {.unit = unit_of(NAV), .zones = 0, .until = DATE_NONE};
    assert_int_equal(consent_register_answer(db, ane, &no), 0);
    town_commit(db);
    assert_int_equal(night_asked(database, 0, 3), NIGHT_SHE_SAID_NO);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 3"), 0);
}

/* trace: R-015 */
static void the_profile_names_who_answers_else_the_unit_that_does_it(void **state) {
    struct test_database *database = *state;
    night_town(database);
    struct db *db = test_look(database);
    struct profile other = *organisation_profile();
    const struct profile *before = organisation_profile();
    assert_int_equal(night_unit(db).v, NAV);
    assert_false(night_offers_baton());
    assert_int_equal(night_first_until(date_of(2026, 9, 11)).days, date_of(2026, 9, 25).days);
    other.emergency = (struct profile_emergency){.unit = "HJE", .offers_baton = true, .first_days = 7};
    organisation_set_profile(&other);
    assert_int_equal(night_unit(db).v, HJE);
    assert_true(night_offers_baton());
    assert_int_equal(night_first_until(date_of(2026, 9, 11)).days, date_of(2026, 9, 18).days);
    organisation_set_profile(before);
    db_abort(db);
}

/* ── the answer ───────────────────────────────────────────────────────── */

/* trace: R-016 SOT-6 FVL-23 */
static void a_yes_has_place_and_last_day_and_is_still_to_be_written_down(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    struct night_grant grant = a_room();
    grant.where.place = " ";
    assert_int_equal(night_granted(database, &grant, 3), NIGHT_PLACE_MISSING);
    grant = a_room();
    grant.until = date_of(2026, 9, 6);
    assert_int_equal(night_granted(database, &grant, 4), NIGHT_UNTIL_PAST);
    grant.until = date_of(2027, 3, 1);
    assert_int_equal(night_granted(database, &grant, 5), NIGHT_UNTIL_TOO_FAR);
    grant = a_room();
    assert_int_equal(DONE_BY(database, HOT, 6, night_grant(db, social_of(database, db, HOT), &grant)), NIGHT_NOT_YOURS);
    assert_int_equal(DONE_BY(database, NAV, 7, night_grant(db, NULL, &grant)), NIGHT_NO_ACCESS);
    assert_int_equal(night_granted(database, &grant, 8), NIGHT_DONE);
    assert_int_equal(night_granted(database, &grant, 9), NIGHT_ANSWERED);
    assert_int_equal(
        count(
            database,
            "SELECT count(*) FROM night_stay WHERE unit_id = 3 AND from_date = '2026-09-07' AND until_date = '2026-09-21' AND has_place = 1"),
        1);
    assert_int_equal(tasks(database, "write_emergency", "unit_id = 3 AND due = '2026-09-08'"), 1);
    assert_int_equal(tasks(database, "decide_emergency", "1 = 1"), 0);
    assert_int_equal(night_asked(database, 0, 10), NIGHT_HAS_STAY);
    assert_int_equal(count(database, "SELECT count(*) FROM access_line WHERE zone = 'social' AND purpose = 'night'") > 0, 1);
}

/* trace: SOT-6 */
static void children_stay_in_a_shared_place_only_with_a_reason(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 1, 2), NIGHT_DONE);
    struct night_grant grant = a_room();
    grant.where.kind = PLACE_KIND_SHARED;
    assert_int_equal(night_granted(database, &grant, 3), NIGHT_SHARED_WITH_CHILDREN);
    grant.where.shared_why = "Alt annet er fullt i natt. Nytt sted i morgen.";
    assert_int_equal(night_granted(database, &grant, 4), NIGHT_DONE);
    assert_non_null(test_try(database,
                             "INSERT INTO night_place (stay_id, case_id, person_id, from_date, why, kind, place, children, at, by_staff)"
                             " VALUES (1, 1, 1, '2026-09-08', 'better', 'shared', 'x', 1, 1, 3)"));
}

/* trace: SOT-6 R-015 */
static void a_no_says_what_she_can_do_tonight_and_has_no_reason_about_conduct(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    struct night_no no = {
        .case_ = ane, .need = first_need, .reason = NIGHT_REFUSAL_HAS_PLACE, .told = NIGHT_TOLD_FACE_TO_FACE, .instead = ""};
    assert_int_equal(DONE_BY(database, NAV, 3, night_refuse(db, &no)), NIGHT_INSTEAD_MISSING);
    no.instead = "Søsteren tar imot deg i kveld. Ring vakta hvis det ikke går.";
    assert_int_equal(DONE_BY(database, HOT, 4, night_refuse(db, &no)), NIGHT_NOT_YOURS);
    assert_int_equal(DONE_BY(database, NAV, 5, night_refuse(db, &no)), NIGHT_DONE);
    assert_int_equal(tasks(database, "write_emergency", "unit_id = 3"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 3 AND ends_on = '2026-09-21'"), 1);
    assert_int_equal(NIGHT_REFUSAL_COUNT, 3);
    for (int reason = 1; reason <= NIGHT_REFUSAL_COUNT; reason++) {
        const char *code = night_refusal_code((enum night_refusal)reason);
        assert_null(strstr(code, "debt"));
        assert_null(strstr(code, "conduct"));
    }
    assert_non_null(test_try(database, "UPDATE night_need SET refusal = 'rent_debt'"));
    assert_non_null(test_try(database, "UPDATE night_need SET state = 'granted'"));
    assert_int_equal(night_asked(database, 0, 6), NIGHT_DONE); /* always open: she may ask again the same night */
}

/* ── while it runs ────────────────────────────────────────────────────── */

/* trace: R-016 A5 */
static void longer_goes_on_where_it_would_have_ended(void **state) {
    struct test_database *database = *state;
    night_stays(database);
    const struct date october = date_of(2026, 10, 12);
    const struct decision_part_id none = {0};
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(9), night_extend(db, ane, date_of(2026, 9, 21), NIGHT_TOLD_BY_PHONE, none)),
                     NIGHT_NOT_LONGER);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(9), night_extend(db, ane, october, NIGHT_TOLD_BY_PHONE, none)), NIGHT_NOT_YOURS);
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(9) + 1, night_extend(db, ane, october, NIGHT_TOLD_BY_PHONE, none)), NIGHT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE from_date = '2026-09-07' AND until_date = '2026-10-12'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM night_term"), 2);
    assert_non_null(test_try(
        database, "INSERT INTO night_term (stay_id, seq, until_date, told, at, by_staff) VALUES (1, 3, '2026-10-01', 'by_phone', 1, 3)"));
    assert_non_null(test_try(
        database, "INSERT INTO night_term (stay_id, seq, until_date, told, at, by_staff) VALUES (1, 4, '2026-11-01', 'by_phone', 1, 3)"));
    assert_non_null(test_try(database, "UPDATE night_term SET until_date = '2026-11-01'"));
    assert_non_null(test_try(database, "UPDATE night_stay SET until_date = '2026-09-15'"));
    assert_non_null(test_try(database, "DELETE FROM night_stay"));
}

static void run_job(const struct test_database *database, struct date day) {
    static const struct job_kind kinds[] = {
        {JOB_NIGHT_DUE, night_due_job}, {JOB_INVOLVEMENT_DUE, secrecy_involvement_due_job}, {NULL, NULL}};
    assert_true(jobs_run_due(database->store, kinds, instant_of_oslo(day, 8 * 60), 10) >= 0);
}

/* trace: R-016 SOT-6 */
static void someone_is_told_before_the_end_and_it_never_ends_by_itself(void **state) {
    struct test_database *database = *state;
    night_stays(database);
    run_job(database, date_of(2026, 9, 13));
    assert_int_equal(tasks(database, "emergency_ending", "1 = 1"), 0);
    run_job(database, date_of(2026, 9, 14));
    assert_int_equal(tasks(database, "emergency_ending", "unit_id = 3 AND due = '2026-09-21'"), 1);
    run_job(database, date_of(2026, 9, 22));
    assert_int_equal(tasks(database, "emergency_ending", "1 = 1"), 0);
    assert_int_equal(tasks(database, "find_emergency_place", "unit_id = 3 AND due = '2026-09-21'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE ended_on IS NULL"), 1);
    run_job(database, date_of(2026, 10, 7));
    assert_int_equal(tasks(database, "emergency_long", "unit_id = 1 AND due = '2026-10-12'"), 1);
    assert_int_equal(
        DONE_BY(database, NAV, ON_DAY(30), night_extend(db, ane, date_of(2026, 10, 20), NIGHT_TOLD_BY_PHONE, (struct decision_part_id){0})),
        NIGHT_DONE);
    assert_int_equal(tasks(database, "find_emergency_place", "1 = 1"), 0);
}

/* trace: R-016 */
static void what_is_said_next_follows_from_the_days(void **state) {
    (void)state;
    town_rules();
    struct date from = date_of(2026, 9, 11), until = date_of(2026, 9, 25);
    assert_int_equal(night_next_watch(from, until, from).days, date_of(2026, 9, 18).days);
    assert_int_equal(night_next_watch(from, until, date_of(2026, 9, 18)).days, date_of(2026, 9, 22).days);
    assert_int_equal(night_next_watch(from, until, date_of(2026, 9, 24)).days, date_of(2026, 9, 26).days);
    assert_int_equal(night_next_watch(from, until, date_of(2026, 9, 26)).days, date_of(2026, 10, 11).days);
    assert_int_equal(night_next_watch(from, until, date_of(2026, 10, 11)).days, date_of(2026, 11, 10).days);
    assert_true(date_is_none(night_next_watch(from, until, date_of(2026, 12, 10))));
}

static int moved(const struct test_database *database, const struct night_move *move, int64_t later) {
    return DONE_BY(database, NAV, later, night_move(db, social_of(database, db, NAV), ane, move));
}

/* trace: SOT-7 SOT-6 */
static void when_a_place_says_no_both_sides_come_first_and_her_time_is_the_same(void **state) {
    struct test_database *database = *state;
    night_stays(database);
    struct night_move move = {.why = PLACE_WHY_EXCLUDED, .from = date_of(2026, 9, 10), .they_say = "Bråk i gangen natt til torsdag."};
    assert_int_equal(moved(database, &move, ON_DAY(3)), NIGHT_HER_SIDE_MISSING);
    move.she_says = "Det var ikke jeg som bråkte.";
    move.they_say = NULL;
    assert_int_equal(moved(database, &move, ON_DAY(3)), NIGHT_THEIR_SIDE_MISSING);
    move.they_say = "Bråk i gangen natt til torsdag.";
    assert_int_equal(moved(database, &move, ON_DAY(3)), NIGHT_DONE);
    assert_int_equal(tasks(database, "find_emergency_place", "unit_id = 3 AND due = '2026-09-10'"), 1);
    assert_int_equal(
        count(database, "SELECT count(*) FROM night_stay WHERE until_date = '2026-09-21' AND has_place = 0 AND ended_on IS NULL"), 1);
    move = (struct night_move){.why = PLACE_WHY_BETTER, .where = {PLACE_KIND_FLAT, "Strandgata 3", NULL}, .from = date_of(2026, 9, 10)};
    assert_int_equal(moved(database, &move, ON_DAY(3) + 1), NIGHT_DONE);
    assert_int_equal(tasks(database, "find_emergency_place", "1 = 1"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM night_place"), 3);
    assert_non_null(test_try(database,
                             "INSERT INTO night_place (stay_id, case_id, person_id, from_date, why, children, they_say, at, by_staff)"
                             " VALUES (1, 1, 1, '2026-09-11', 'excluded', 0, 'x', 1, 3)"));
    assert_non_null(test_try(database, "UPDATE night_place SET children = 1"));
}

/* trace: R-016 */
static void it_is_over_when_somebody_says_where_she_went(void **state) {
    struct test_database *database = *state;
    night_stays(database);
    run_job(database, date_of(2026, 9, 14));
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(8), night_end(db, ane, date_of(2026, 9, 6), STAY_END_OWN_HOME)), NIGHT_END_BEFORE_START);
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(8), night_end(db, ane, date_of(2026, 9, 20), STAY_END_OWN_HOME)), NIGHT_END_IN_FUTURE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(8), night_end(db, ane, date_of(2026, 9, 15), STAY_END_OWN_HOME)), NIGHT_NOT_YOURS);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(8), night_end(db, ane, date_of(2026, 9, 15), STAY_END_OWN_HOME)), NIGHT_DONE);
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(8), night_end(db, ane, date_of(2026, 9, 15), STAY_END_OWN_HOME)), NIGHT_NO_STAY);
    assert_int_equal(tasks(database, "emergency_ending", "1 = 1"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE ended_on = '2026-09-15' AND how = 'own_home'"), 1);
    assert_non_null(test_try(database, "UPDATE night_stay SET ended_on = NULL, how = NULL, ended_at = NULL, ended_by = NULL"));
    run_job(database, date_of(2026, 10, 7));
    assert_int_equal(tasks(database, "emergency_long", "1 = 1"), 0);
}

/* trace: I-03 */
static void what_waits_follows_the_unit_into_another(void **state) {
    struct test_database *database = *state;
    night_stays(database);
    test_script(database, "UPDATE task SET unit_id = 4 WHERE unit_id = 3; UPDATE unit SET active = 0, successor_id = 4 WHERE id = 3");
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE unit_id = 4"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(what_is_asked_is_due_today_and_apart_from_the_application),
        RULE(whom_she_has_said_no_to_is_not_told),
        RULE_ON(ON_SQLITE, the_profile_names_who_answers_else_the_unit_that_does_it),
        RULE(a_yes_has_place_and_last_day_and_is_still_to_be_written_down),
        RULE(children_stay_in_a_shared_place_only_with_a_reason),
        RULE(a_no_says_what_she_can_do_tonight_and_has_no_reason_about_conduct),
        RULE(longer_goes_on_where_it_would_have_ended),
        RULE(someone_is_told_before_the_end_and_it_never_ends_by_itself),
        RULE_ON(ON_SQLITE, what_is_said_next_follows_from_the_days),
        RULE(when_a_place_says_no_both_sides_come_first_and_her_time_is_the_same),
        RULE(it_is_over_when_somebody_says_where_she_went),
        RULE(what_waits_follows_the_unit_into_another),
    };
    return run_rules("emergency", rules, sizeof rules / sizeof *rules);
}
