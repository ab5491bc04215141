/* A no to help, all of it or a part, from wherever she is: nothing else is touched, somebody keeps in touch, and the way back leads to the same contact. */
#include "domain/engagement/engagement_for_tests.h"

#include "domain/roles/roles.h"

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* ── the states ───────────────────────────────────────────────────────── */

/* A fresh row brought to a state past the rules, and then one step. */
static bool schema_takes(const struct test_database *database, enum engagement_state from, enum engagement_state to) {
    static const enum engagement_state ways[ENGAGEMENT_STATE_COUNT + 1][4] = {
        [ENGAGEMENT_STATE_BUILDING] = {ENGAGEMENT_STATE_BUILDING},
        [ENGAGEMENT_STATE_ACTIVE] = {ENGAGEMENT_STATE_BUILDING, ENGAGEMENT_STATE_ACTIVE},
        [ENGAGEMENT_STATE_PAUSED] = {ENGAGEMENT_STATE_BUILDING, ENGAGEMENT_STATE_ACTIVE, ENGAGEMENT_STATE_PAUSED},
        [ENGAGEMENT_STATE_DECLINED] = {ENGAGEMENT_STATE_DECLINED},
        [ENGAGEMENT_STATE_DECLINED_PARTLY] = {ENGAGEMENT_STATE_DECLINED_PARTLY},
        [ENGAGEMENT_STATE_WATCH] = {ENGAGEMENT_STATE_DECLINED, ENGAGEMENT_STATE_WATCH},
    };
    test_script(database, "DELETE FROM engagement; INSERT INTO engagement (id, case_id, state, since, changed_at, changed_by, version) VALUES (77, 1, 'not_started', '2026-09-07', 1, 1, 1)");
    for (int i = 0; i < 4 && ways[from][i]; i++)
        test_script(database, arena_printf(database->arena, "UPDATE engagement SET state = '%s' WHERE id = 77", engagement_state_code(ways[from][i])));
    return test_try(database, arena_printf(database->arena, "UPDATE engagement SET state = '%s' WHERE id = 77", engagement_state_code(to))) == NULL;
}

/* trace: R-222 R-251 I-14 */
static void the_database_takes_the_same_steps_as_the_rule_and_no_others(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    /* The history cannot be removed: tried in a copy of the schema without it. */
    test_script(database, database->postgresql ? "DROP TRIGGER engagement_history ON engagement" : "DROP TRIGGER engagement_history");
    test_script(database, "INSERT INTO meanwhile (case_id, kind, from_on, by_staff) VALUES (1, 'open_door', '2026-09-07', 1)");
    for (int from = 1; from <= ENGAGEMENT_STATE_COUNT; from++)
        for (int to = 1; to <= ENGAGEMENT_STATE_COUNT; to++) {
            if (from == to) continue;
            bool rule = engagement_may_step((enum engagement_state)from, (enum engagement_state)to);
            if (schema_takes(database, (enum engagement_state)from, (enum engagement_state)to) != rule)
                fail_msg("%s → %s", engagement_state_code((enum engagement_state)from), engagement_state_code((enum engagement_state)to));
        }
}

/* trace: R-222 I-14 */
static void every_step_stands_in_the_history_and_is_never_changed(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(DONE_BY(database, HJE, 2, engagement_go(db, ane, ENGAGEMENT_STATE_ACTIVE)), ENGAGEMENT_WRONG_STATE);
    assert_int_equal(DONE_BY(database, HJE, 3, engagement_go(db, ane, ENGAGEMENT_STATE_BUILDING)), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HJE, 4, engagement_go(db, ane, ENGAGEMENT_STATE_ACTIVE)), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HJE, 5, engagement_go(db, ane, ENGAGEMENT_STATE_PAUSED)), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HJE, 6, engagement_go(db, ane, ENGAGEMENT_STATE_ACTIVE)), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HJE, 7, engagement_go(db, ane, ENGAGEMENT_STATE_DECLINED)), ENGAGEMENT_WRONG_STATE);
    assert_int_equal(count(database, "SELECT count(*) FROM engagement_step WHERE engagement_id = 1"), 4);
    assert_int_equal(count(database, "SELECT count(*) FROM engagement_step WHERE seq = 4 AND from_state = 'paused' AND to_state = 'active' AND by_staff = 4"), 1);
    assert_non_null(test_try(database, "DELETE FROM engagement_step"));
    assert_non_null(test_try(database, "UPDATE engagement_step SET to_state = 'active'"));
    assert_non_null(test_try(database, "UPDATE engagement SET state = 'watch'"));
    assert_non_null(test_try(database, "UPDATE engagement SET state = 'not_started'"));
}

/* ── no ───────────────────────────────────────────────────────────────── */

/* What must be the same after a no as before it, as one number for each thing. */
static const char *const untouched[] = {
    "SELECT count(*) FROM person_case WHERE id = 1 AND state = 'open' AND asks_housing = 1 AND holder_unit = 1",
    "SELECT count(*) FROM service WHERE ended_on IS NULL AND version = 1",
    "SELECT count(*) FROM lease WHERE case_id = 1 AND state = 'running' AND ended_on IS NULL AND until_date = '2029-10-14'",
    "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'occupied'",
    "SELECT count(*) FROM open_task WHERE kind = 'provisional_reply' AND due = '2026-12-07'",
    "SELECT count(*) FROM case_team WHERE case_id = 1",
};
enum { UNTOUCHED = sizeof untouched / sizeof *untouched };

static void reply_is_due(const struct test_database *database) {
    struct db *db = town_write(database, HOT, ON_DAY(ON_10_NOVEMBER));
    work_task_add(db, ane, unit_of(HOT), TASK_KIND_PROVISIONAL_REPLY, 1, date_of(2026, 12, 7));
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* trace: R-222 R-225 R-251 I-10 */
static void a_no_to_everything_touches_nothing_else(void **state) {
    struct test_database *database = *state;
    engagement_home(database);
    reply_is_due(database);
    int64_t before[UNTOUCHED];
    for (size_t i = 0; i < UNTOUCHED; i++) assert_true((before[i] = count(database, untouched[i])) > 0);
    struct engagement_no no = no_to_all();
    no.next_on = date_of(2026, 11, 24);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(ON_10_NOVEMBER) + 1, engagement_say_no(db, &no)), ENGAGEMENT_DONE);
    for (size_t i = 0; i < UNTOUCHED; i++) assert_int_equal(count(database, untouched[i]), before[i]);
    assert_true(stands_at(database, "declined"));
    assert_int_equal(count(database, "SELECT count(*) FROM help_no WHERE service_id IS NULL AND ended_on IS NULL AND told = 'face_to_face'"), 1);
    assert_int_equal(open_tasks(database, "offer_again", "unit_id = 1 AND due = '2026-11-24'"), 1);
    assert_int_equal(open_tasks(database, "name_caretaker", "unit_id = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_event WHERE kind = 'help_declined' AND zone = 'plan'"), 1);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(ON_10_NOVEMBER) + 2, engagement_say_no(db, &no)), ENGAGEMENT_DONE); /* said again: one no */
    assert_int_equal(count(database, "SELECT count(*) FROM help_no"), 1);
}

/* trace: R-225 R-222 */
static void a_no_never_closes_the_case(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(said_no(database, 2), ENGAGEMENT_DONE);
    struct case_closing_id made;
    const enum closing_ground grounds[] = {CLOSING_GROUND_DECLINES_HELP, CLOSING_GROUND_DOES_NOT_COOPERATE, CLOSING_GROUND_NO_CONTACT, CLOSING_GROUND_BREAKS_RULES};
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
        const struct closing_new closing = {grounds[i], CLOSING_ANSWER_AGREES, unit_of(HOT)};
        assert_true(DONE_BY(database, HOT, 3 + (int64_t)i, closing_proposal(db, ane, &closing, &made)) < 0);
    }
    const struct closing_new own = {CLOSING_GROUND_OWN_WISH, CLOSING_ANSWER_NOT_REACHED, unit_of(HOT)}; /* a silence is no yes */
    assert_int_equal(DONE_BY(database, HOT, 9, closing_proposal(db, ane, &own, &made)), CLOSING_NOT_REACHED);
    assert_non_null(test_try(database, "UPDATE person_case SET state = 'closed' WHERE id = 1"));
    assert_non_null(test_try(database, "INSERT INTO case_closing (case_id, ground, contact_unit, state, proposed_at, proposed_by) VALUES (1, 'declines_help', 1, 'proposed', 1, 1)"));
    assert_true(stands_at(database, "declined"));
}

/* trace: R-251 */
static void any_part_at_any_time_and_the_rest_goes_on(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    struct engagement_no none = {.case_ = ane, .told = NO_TOLD_BY_PHONE};
    assert_int_equal(DONE_BY(database, HJE, 2, engagement_say_no(db, &none)), ENGAGEMENT_NOTHING_SAID);
    assert_int_equal(said_no_to(database, (struct service_id){99}, 3), ENGAGEMENT_PART_UNKNOWN);
    assert_int_equal(said_no_to(database, talks, 4), ENGAGEMENT_DONE); /* before anything has begun */
    assert_true(stands_at(database, "declined_partly"));
    assert_int_equal(count(database, "SELECT count(*) FROM service WHERE ended_on IS NULL AND version = 1"), 2);
    assert_int_equal(open_tasks(database, "name_caretaker", "1 = 1"), 0);
    assert_int_equal(open_tasks(database, "offer_again", "1 = 1"), 0);
    assert_int_equal(said_no_to(database, talks, 5), ENGAGEMENT_DONE); /* twice is once */
    assert_int_equal(said_no_to(database, practical, 6), ENGAGEMENT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM help_no WHERE ended_on IS NULL"), 2);
    assert_int_equal(DONE_BY(database, HJE, 7, engagement_say_yes(db, ane, (struct help_no_id){1})), ENGAGEMENT_DONE);
    assert_true(stands_at(database, "declined_partly"));
    assert_int_equal(DONE_BY(database, HJE, 8, engagement_say_yes(db, ane, (struct help_no_id){1})), ENGAGEMENT_NO_NO);
    assert_int_equal(DONE_BY(database, HJE, 9, engagement_say_yes(db, ane, (struct help_no_id){2})), ENGAGEMENT_DONE);
    assert_true(stands_at(database, "active"));
    assert_int_equal(said_no_to(database, talks, 10), ENGAGEMENT_DONE);
    assert_int_equal(said_no(database, 11), ENGAGEMENT_DONE); /* and to the rest */
    assert_true(stands_at(database, "declined"));
    assert_int_equal(said_no_to(database, practical, 12), ENGAGEMENT_WRONG_STATE);
    assert_non_null(test_try(database, "UPDATE help_no SET ended_on = NULL WHERE ended_on IS NOT NULL"));
    assert_non_null(test_try(database, "DELETE FROM help_no"));
}

/* trace: R-225 R-222 */
static void it_is_heard_from_the_page_where_she_is_asked_again(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(DONE_BY(database, HOT, 2, offer_declined(db, ane, true, date_of(2026, 9, 21))), 0);
    assert_true(stands_at(database, "declined"));
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(14), offer_answered(db, ane, OFFER_ANSWER_YES, date_of(2026, 9, 21), DATE_NONE)), 0);
    assert_true(stands_at(database, "building"));
    assert_int_equal(count(database, "SELECT count(*) FROM help_no WHERE ended_on IS NULL"), 0);
    assert_int_equal(open_tasks(database, "name_caretaker", "1 = 1"), 0);
}

/* ── who keeps in touch ───────────────────────────────────────────────── */

/* trace: R-222 R-223 I-04 I-06 */
static void a_caretaker_keeps_in_touch_with_her_knowing_and_writes_no_words(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(said_no(database, 2), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HOT, 3, engagement_ask_caretaker(db, ane, staff_of(NAV), true)), ENGAGEMENT_CARETAKER_UNKNOWN);
    assert_int_equal(DONE_BY(database, HOT, 4, engagement_ask_caretaker(db, ane, caretaker, false)), ENGAGEMENT_ASK_HER_FIRST);
    assert_int_equal(DONE_BY(database, HOT, 5, engagement_ask_caretaker(db, ane, caretaker, true)), ENGAGEMENT_DONE);
    assert_int_equal(open_tasks(database, "name_caretaker", "1 = 1"), 0);
    assert_int_equal(open_tasks(database, "keep_contact", "unit_id = 2 AND due = '2026-09-21'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 2"), 0); /* and no case for them */
    const struct caretaker_contact_id first = {1};
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(14), caretaker_write(db, first, CARETAKER_DID_GREETED, date_of(2026, 9, 21), date_of(2026, 10, 5))), ENGAGEMENT_NOT_FOUND);
    assert_int_equal(DONE_BY(database, EIE, ON_DAY(14), caretaker_write(db, first, CARETAKER_DID_GREETED, date_of(2026, 9, 22), date_of(2026, 10, 5))), ENGAGEMENT_IN_FUTURE);
    assert_int_equal(DONE_BY(database, EIE, ON_DAY(14), caretaker_write(db, first, CARETAKER_DID_GREETED, date_of(2026, 9, 6), date_of(2026, 10, 5))), ENGAGEMENT_BEFORE);
    assert_int_equal(DONE_BY(database, EIE, ON_DAY(14), caretaker_write(db, first, CARETAKER_DID_GREETED, date_of(2026, 9, 21), date_of(2026, 9, 21))), ENGAGEMENT_NEXT_TOO_SOON);
    assert_int_equal(DONE_BY(database, EIE, ON_DAY(14), caretaker_write(db, first, CARETAKER_DID_GREETED, date_of(2026, 9, 21), date_of(2027, 3, 1))), ENGAGEMENT_NEXT_TOO_LATE);
    assert_int_equal(DONE_BY(database, EIE, ON_DAY(14), caretaker_write(db, first, CARETAKER_DID_GREETED, date_of(2026, 9, 21), date_of(2026, 10, 5))), ENGAGEMENT_DONE);
    assert_int_equal(open_tasks(database, "keep_contact", "unit_id = 2 AND due = '2026-10-05'"), 1);
    assert_int_equal(DONE_BY(database, EIE, ON_DAY(16), caretaker_write(db, first, CARETAKER_DID_WANTS_CONTACT, date_of(2026, 9, 23), date_of(2026, 10, 5))), ENGAGEMENT_DONE);
    assert_int_equal(open_tasks(database, "offer_again", "unit_id = 1 AND due = '2026-09-23'"), 1);
    assert_non_null(test_try(database, "UPDATE caretaker_note SET did = 'talked'"));
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(17), engagement_ask_caretaker(db, ane, caretaker_of_hje, false)), ENGAGEMENT_DONE); /* in the case already */
    assert_int_equal(open_tasks(database, "keep_contact", "unit_id = 2"), 0);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(18), engagement_end_caretaker(db, ane)), ENGAGEMENT_DONE);
    assert_int_equal(open_tasks(database, "keep_contact", "1 = 1"), 0);
    assert_int_equal(open_tasks(database, "name_caretaker", "1 = 1"), 1);
    assert_non_null(test_try(database, "UPDATE caretaker_contact SET ended_on = NULL"));
}

/* trace: R-223 I-06 R-329 R-328 */
static void no_words_can_be_written_where_none_belong(void **state) {
    struct test_database *database = *state;
    const char *columns = database->postgresql ? "SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '%s' AND data_type IN ('text', 'bytea') AND column_name NOT IN ('did', 'on_date')"
                                               : "SELECT count(*) FROM pragma_table_info('%s') WHERE type IN ('TEXT', 'BLOB') AND name NOT IN ('did', 'on_date')";
    const char *const tables[] = {"caretaker_note", "peer_talk"};
    for (size_t i = 0; i < 2; i++) assert_int_equal(count(database, arena_printf(database->arena, columns, tables[i])), 0);
    const char *persons = database->postgresql ? "SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'peer_talk' AND column_name IN ('case_id', 'person_id')"
                                               : "SELECT count(*) FROM pragma_table_info('peer_talk') WHERE name IN ('case_id', 'person_id')";
    assert_int_equal(count(database, persons), 0);
}

/* trace: R-222 I-03 */
static void the_caretakers_work_follows_the_unit_into_another(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(said_no(database, 2), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HOT, 3, engagement_ask_caretaker(db, ane, caretaker, true)), ENGAGEMENT_DONE);
    test_script(database, "UPDATE task SET unit_id = 4 WHERE unit_id = 2; UPDATE unit SET active = 0, successor_id = 4 WHERE id = 2");
    assert_int_equal(count(database, "SELECT count(*) FROM caretaker_contact WHERE unit_id = 4"), 1);
}

/* ── together, again, back ────────────────────────────────────────────── */

/* trace: R-224 R-222 I-12 */
static void what_to_do_together_is_asked_in_a_meeting_of_all_and_then_she_is_watched_over(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    struct engagement_no no = no_to_all();
    no.meeting = (struct meeting_series_id){1};
    assert_int_equal(DONE_BY(database, HOT, 1, (int)engagement_series(db).v), 1);
    assert_int_equal(DONE_BY(database, HOT, 2, engagement_say_no(db, &no)), ENGAGEMENT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM agenda_item WHERE kind = 'declines_all' AND case_id = 1 AND needs_all = 1 AND state = 'reported'"), 1);
    assert_non_null(test_try(database, "UPDATE engagement SET state = 'watch' WHERE case_id = 1")); /* nothing is done meanwhile */
    assert_int_equal(DONE_BY(database, HOT, 3, engagement_meanwhile(db, ane, NULL, 0)), ENGAGEMENT_KIND_MISSING);
    const enum meanwhile_kind ways[] = {MEANWHILE_KIND_MEETING_PLACE, MEANWHILE_KIND_PEER};
    assert_int_equal(DONE_BY(database, HOT, 4, engagement_meanwhile(db, ane, ways, 2)), ENGAGEMENT_DONE);
    assert_true(stands_at(database, "watch"));
    assert_int_equal(DONE_BY(database, HOT, 5, engagement_meanwhile(db, ane, ways, 2)), ENGAGEMENT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM meanwhile WHERE ended_on IS NULL"), 2);
    assert_int_equal(said_yes(database, ON_DAY(120)), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(121), engagement_go(db, ane, ENGAGEMENT_STATE_ACTIVE)), ENGAGEMENT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM meanwhile WHERE ended_on IS NULL"), 0);
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(122), engagement_meanwhile(db, ane, ways, 2)), ENGAGEMENT_WRONG_STATE);
}

static struct staff_id contact_now(const struct test_database *database) {
    struct db *db = test_look(database);
    struct staff_id staff = roles_contacts(db, ane).contact.staff;
    db_abort(db);
    return staff;
}

/* trace: R-225 R-341 */
static void a_yes_leads_back_to_the_same_contact(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(DONE_BY(database, HOT, 2, roles_choose(db, ane, CASE_ROLE_KIND_PRIMARY_CONTACT, unit_of(HJE), staff_of(HJE))), 0);
    assert_int_equal(said_no(database, 3), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HOT, 4, roles_choose(db, ane, CASE_ROLE_KIND_PRIMARY_CONTACT, unit_of(HOT), staff_of(HOT))), 0);
    assert_int_equal(contact_now(database).v, HOT);
    assert_int_equal(said_yes(database, ON_DAY(60)), ENGAGEMENT_DONE);
    assert_true(stands_at(database, "building"));
    assert_int_equal(contact_now(database).v, HJE);
    assert_int_equal(said_yes(database, ON_DAY(61)), ENGAGEMENT_NO_NO);
}

static void run_due(const struct test_database *database, struct date day) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_SYSTEM, .what = "job"};
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, actor, instant_of_oslo(day, 8 * 60));
    engagement_due_job(db, 1, db_now(db));
    audit_add(db, "tried", "engagement", 1, NULL);
    town_commit(db);
}

/* trace: R-251 R-222 */
static void her_yes_is_as_good_in_a_case_that_was_closed_and_is_open_again(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(said_no(database, 2), ENGAGEMENT_DONE);
    test_script(database, "UPDATE help_declined SET ended_at = 1; DELETE FROM task WHERE kind = 'offer_again'"); /* what closing does */
    assert_int_equal(said_yes(database, ON_DAY(60)), ENGAGEMENT_DONE);
    assert_true(stands_at(database, "building"));
    assert_int_equal(count(database, "SELECT count(*) FROM help_no WHERE ended_on IS NULL"), 0);
}

/* trace: R-226 */
static void an_approach_that_gets_nowhere_is_thought_through_again(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(DONE_BY(database, HJE, 2, engagement_think_again(db, ane, RETHINK_KIND_OTHER_PLACE, date_of(2026, 10, 1))), ENGAGEMENT_WRONG_STATE);
    assert_int_equal(DONE_BY(database, HJE, 3, engagement_go(db, ane, ENGAGEMENT_STATE_BUILDING)), ENGAGEMENT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM job WHERE kind = 'engagement_due' AND subject = 1"), 1);
    run_due(database, date_of(2026, 12, 5));
    assert_int_equal(open_tasks(database, "think_again", "1 = 1"), 0);
    run_due(database, date_of(2026, 12, 6)); /* ninety days */
    assert_int_equal(open_tasks(database, "think_again", "unit_id = 1 AND due = '2026-12-13'"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(91), engagement_think_again(db, ane, RETHINK_KIND_OTHER_PLACE, date_of(2026, 12, 7))), ENGAGEMENT_NEXT_TOO_SOON);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(91), engagement_think_again(db, ane, RETHINK_KIND_OTHER_PLACE, date_of(2027, 12, 7))), ENGAGEMENT_NEXT_TOO_LATE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(91), engagement_think_again(db, ane, RETHINK_KIND_OTHER_PLACE, date_of(2027, 1, 20))), ENGAGEMENT_DONE);
    assert_int_equal(open_tasks(database, "think_again", "1 = 1"), 0);
    run_due(database, date_of(2027, 1, 20));
    assert_int_equal(open_tasks(database, "think_again", "1 = 1"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(136), engagement_go(db, ane, ENGAGEMENT_STATE_ACTIVE)), ENGAGEMENT_DONE);
    assert_int_equal(open_tasks(database, "think_again", "1 = 1"), 0); /* it got there */
}

static int asked_in_vain_on(struct db *db, enum offer_answer answer, struct date today) {
    audit_add(db, "tried", "case", 1, NULL);
    return offer_answered(db, ane, answer, today, date_add_days(today, 14));
}

/* trace: R-225 R-226 */
static void three_noes_in_a_row_ask_for_another_way(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(said_no(database, 2), ENGAGEMENT_DONE);
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(open_tasks(database, "think_again", "1 = 1"), 0);
        struct date today = date_add_days(date_of(2026, 9, 7), 14 * i);
        assert_int_equal(DONE_BY(database, HOT, ON_DAY(14 * i), asked_in_vain_on(db, i == 2 ? OFFER_ANSWER_NOT_REACHED : OFFER_ANSWER_NOT_NOW, today)), 0);
    }
    assert_int_equal(open_tasks(database, "think_again", "due = '2026-10-19'"), 1);
    assert_true(stands_at(database, "declined"));
}

/* trace: R-272 */
static void when_life_turns_years_after_somebody_gets_in_touch(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(DONE_BY(database, HJE, 2, engagement_life_event(db, ane, LIFE_EVENT_KIND_LOST_SOMEONE, date_of(2026, 9, 8))), ENGAGEMENT_IN_FUTURE);
    assert_int_equal(DONE_BY(database, HJE, 2, engagement_life_event(db, ane, LIFE_EVENT_KIND_LOST_SOMEONE, date_of(2025, 1, 1))), ENGAGEMENT_LONG_AGO);
    test_script(database, "UPDATE person_case SET state = 'resting', look_at = '2029-01-01' WHERE id = 1");
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(800), engagement_life_event(db, ane, LIFE_EVENT_KIND_LOST_SOMEONE, date_of(2028, 11, 14))), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(800) + 1, engagement_life_event(db, ane, LIFE_EVENT_KIND_LOST_SOMEONE, date_of(2028, 11, 14))), ENGAGEMENT_DONE);
    assert_int_equal(open_tasks(database, "contact_after_event", "unit_id = 1 AND due = '2028-11-20'"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(801), engagement_met_after(db, ane, (struct life_event_id){1}, date_of(2028, 11, 13))), ENGAGEMENT_BEFORE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(801), engagement_met_after(db, ane, (struct life_event_id){1}, date_of(2028, 11, 16))), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(802), engagement_met_after(db, ane, (struct life_event_id){1}, date_of(2028, 11, 16))), ENGAGEMENT_CHANGED);
    assert_int_equal(open_tasks(database, "contact_after_event", "1 = 1"), 0);
    assert_non_null(test_try(database, "UPDATE life_event SET met_on = NULL, met_by = NULL"));
}

/* trace: R-272 */
static void what_the_program_sees_counts_when_nobody_meets_her(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    assert_int_equal(DONE_BY(database, HOT, 2, (audit_add(db, "tried", "case", 1, NULL), engagement_life_turned(db, ane, LIFE_EVENT_KIND_RENT_STOPPED), 0)), 0);
    assert_int_equal(open_tasks(database, "contact_after_event", "1 = 1"), 0); /* she is met every week */
    assert_int_equal(said_no(database, 3), ENGAGEMENT_DONE);
    assert_int_equal(DONE_BY(database, HOT, 4, (engagement_life_turned(db, ane, LIFE_EVENT_KIND_RENT_STOPPED), 0)), 0);
    assert_int_equal(open_tasks(database, "contact_after_event", "unit_id = 1"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_database_takes_the_same_steps_as_the_rule_and_no_others),
        RULE(every_step_stands_in_the_history_and_is_never_changed),
        RULE(a_no_to_everything_touches_nothing_else),
        RULE(a_no_never_closes_the_case),
        RULE(any_part_at_any_time_and_the_rest_goes_on),
        RULE(it_is_heard_from_the_page_where_she_is_asked_again),
        RULE(a_caretaker_keeps_in_touch_with_her_knowing_and_writes_no_words),
        RULE(no_words_can_be_written_where_none_belong),
        RULE(the_caretakers_work_follows_the_unit_into_another),
        RULE(what_to_do_together_is_asked_in_a_meeting_of_all_and_then_she_is_watched_over),
        RULE(a_yes_leads_back_to_the_same_contact),
        RULE(her_yes_is_as_good_in_a_case_that_was_closed_and_is_open_again),
        RULE(an_approach_that_gets_nowhere_is_thought_through_again),
        RULE(three_noes_in_a_row_ask_for_another_way),
        RULE(when_life_turns_years_after_somebody_gets_in_touch),
        RULE(what_the_program_sees_counts_when_nobody_meets_her),
    };
    return run_rules("engagement", rules, sizeof rules / sizeof *rules);
}
