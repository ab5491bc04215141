/* The rules of meetings: quorum, states, what stops an item, who decides when not all agree, and that a case keeps its owner. */
#include "domain/meeting/meeting_for_tests.h"

static const struct date thursday = {20727}; /* 1 October 2026 */

static struct quorum counted(enum meeting_quorum rule, const char *units, bool needs_all) {
    struct quorum_unit list[8];
    size_t n = 0;
    for (const char *at = units; *at; at++, n++) /* capital: there; m, M member; o, O optional */
        list[n] = (struct quorum_unit){{(int64_t)n + 1}, *at == 'm' || *at == 'M', *at == 'M' || *at == 'O'};
    return quorum_count(rule, list, n, needs_all);
}

/* trace: R-172 R-279 I-12 */
static void quorum_is_counted_in_units_and_only_members_count(void **state) {
    (void)state;
    assert_true(counted(MEETING_QUORUM_ALL, "MMMo", false).met);
    struct quorum quorum = counted(MEETING_QUORUM_ALL, "MMmO", false);
    assert_false(quorum.met);
    assert_true(quorum.n_missing == 1 && quorum.missing[0].v == 3 && quorum.all_needed);
    assert_true(counted(MEETING_QUORUM_MAJORITY, "MMm", false).met);
    assert_false(counted(MEETING_QUORUM_MAJORITY, "MMmm", false).met);
    assert_true(counted(MEETING_QUORUM_ALL_FOR_COMPLEX, "Mmm", false).met);
    assert_false(counted(MEETING_QUORUM_ALL_FOR_COMPLEX, "MMm", true).met);
    assert_true(counted(MEETING_QUORUM_ALL_FOR_COMPLEX, "MMM", true).met);
    assert_false(counted(MEETING_QUORUM_NOT_STATED, "mmO", false).met);
    assert_true(counted(MEETING_QUORUM_NOT_STATED, "Mm", false).met);
    assert_false(counted(MEETING_QUORUM_NOT_STATED, "Mm", true).met);
    const struct quorum_unit twice[] = {{{1}, true, false}, {{1}, true, true}, {{2}, true, true}}; /* two of one unit, one of them there */
    assert_int_equal(quorum_count(MEETING_QUORUM_ALL, twice, 3, false).members, 2);
    assert_true(quorum_count(MEETING_QUORUM_ALL, twice, 3, false).met);
}

/* trace: R-173 R-298 */
static void who_decides_on_disagreement_follows_the_series(void **state) {
    (void)state;
    assert_int_equal(quorum_dissent(MEETING_DECIDES_TIE_BREAK, true), DISSENT_ONE_DECIDES);
    assert_int_equal(quorum_dissent(MEETING_DECIDES_NOT_STATED, true), DISSENT_ONE_DECIDES);
    assert_int_equal(quorum_dissent(MEETING_DECIDES_NOT_STATED, false), DISSENT_NO_DECISION);
    assert_int_equal(quorum_dissent(MEETING_DECIDES_CONSENSUS, true), DISSENT_NO_DECISION);
    assert_int_equal(quorum_dissent(MEETING_DECIDES_ADVISES, true), DISSENT_ADVICE);
}

static bool changes(struct test_database *database, const char *table, const char *set, const char *where) {
    struct db *db = town_write(database, HOT, 5000);
    test_run(db, arena_printf(database->arena, "UPDATE %s SET %s WHERE %s", table, set, where));
    bool did = !db_failed(db);
    db_abort(db);
    return did;
}

/* trace: R-274 I-14 */
static void states_in_the_database_are_those_of_the_tables(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    test_script(database, "INSERT INTO meeting (series_id, state, extra, on_date, from_minute, to_minute, slots, chair_id, opened_at, closed_at, made_at, changed_at, version)"
                          " VALUES (1, 'planned', 0, '2026-10-01', 540, 600, 0, 1, 1, 1, 1, 1, 1)");
    for (enum meeting_state from = MEETING_STATE_PLANNED; from <= MEETING_STATE_CANCELLED; from++)
        for (enum meeting_state to = MEETING_STATE_PLANNED; to <= MEETING_STATE_CANCELLED; to++) {
            if (from == to) continue;
            test_script(database, arena_printf(database->arena, "DELETE FROM meeting_unit; INSERT INTO meeting (series_id, state, extra, on_date, from_minute, to_minute, slots, chair_id,"
                                                                " opened_at, closed_at, made_at, changed_at, version) VALUES (2, '%s', 0, '2027-%02d-%02d', 540, 600, 0, 1, 1, 1, 1, 1, 1)",
                                               meeting_state_code(from), (int)from, (int)to));
            const char *set = arena_printf(database->arena, "state = '%s'", meeting_state_code(to));
            const char *where = arena_printf(database->arena, "on_date = '2027-%02d-%02d'", (int)from, (int)to);
            assert_int_equal(changes(database, "meeting", set, where), meeting_may_become(from, to));
        }
    test_script(database, "UPDATE meeting SET state = 'called' WHERE id = 1; UPDATE meeting SET state = 'open' WHERE id = 1");
    for (enum agenda_item_state from = AGENDA_ITEM_STATE_REPORTED; from <= AGENDA_ITEM_STATE_WITHDRAWN; from++)
        for (enum agenda_item_state to = AGENDA_ITEM_STATE_REPORTED; to <= AGENDA_ITEM_STATE_WITHDRAWN; to++) {
            if (from == to) continue;
            bool from_off = from == AGENDA_ITEM_STATE_POSTPONED, to_off = to == AGENDA_ITEM_STATE_POSTPONED;
            int number = (int)from * 10 + (int)to;
            test_script(database,
                        arena_printf(database->arena,
                                     "INSERT INTO agenda_item (series_id, meeting_id, number, kind, state, subject, need, needs_all, place, reported_at, reported_by, reported_unit,"
                                     " agreement, next_on, wait, version) VALUES (1, 1, %d, 'issue', '%s', 0, 'usual', 0, 50, 1, 1, 1, 'agreed', '2026-10-05', %s, 1)",
                                     number, agenda_item_state_code(from), from_off ? "'other'" : "NULL"));
            const char *set = arena_printf(database->arena, "state = '%s', wait = %s", agenda_item_state_code(to), to_off ? "'other'" : "NULL");
            assert_int_equal(changes(database, "agenda_item", set, arena_printf(database->arena, "number = %d", number)), agenda_item_may_become(from, to));
        }
}

/* trace: R-170 R-171 R-172 R-173 R-174 R-177 R-280 I-12 I-03 */
static void without_all_units_nothing_opens_and_the_extra_meeting_decides(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){NAV, EIE, HJE, 0});
    struct meeting_id first = meeting_made(database, "tildelingsmote", thursday);
    struct agenda_item_id item = reported(database, id, "tildelingsmote", false);
    prepared(database, first, item);
    opened(database, first, (const int[]){HOT, EIE, HJE, 0});
    struct visit *turn = visit_on(database, HOT, thursday, 5);
    struct meeting_brief meeting;
    bool extra = false;
    const struct meeting_outcome agreed = {.choice = AGENDA_CHOICE_ORDINARY_FOLLOWED, .review_on = DATE_NONE};
    assert_int_equal(meeting_decide(turn->db, item, &agreed), MEETING_NO_QUORUM);
    assert_true(meeting_read(turn->db, first, LANG_NB, &meeting));
    struct date monday = meeting_day_after_stop(turn->db, &meeting, &extra);
    assert_true(extra);
    assert_int_equal(monday.days, date_of(2026, 10, 5).days);
    assert_int_equal(ended(turn, meeting_stop_post(&turn->rq, &(struct meeting_stop_post_in){first, monday})), 303);
    assert_int_equal(number_of(database, "SELECT count(*) FROM agenda_item WHERE id = 1 AND state = 'no_quorum' AND next_on = '2026-10-05'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting_absence WHERE unit_id = 3 AND item_id = 1"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE i.continues_id = 1 AND m.extra = 1"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM person_case WHERE holder_unit = 1"), 1);

    item = item_id(number_of(database, "SELECT id FROM agenda_item WHERE continues_id = 1"));
    struct meeting_id second = {number_of(database, "SELECT meeting_id FROM agenda_item WHERE continues_id = 1")};
    turn = visit_on(database, HOT, date_of(2026, 10, 2), 0);
    struct meeting_item about;
    assert_true(meeting_item(turn->db, item, &about) && meeting_read(turn->db, second, LANG_NB, &meeting));
    assert_int_equal(item_ready(turn->db, &about), MEETING_DONE); /* what was said of guests follows */
    assert_int_equal(meeting_call(turn->db, &meeting, staff_of(HOT), staff_of(EIE)), MEETING_DONE);
    visit_keep(turn);
    opened(database, second, (const int[]){HOT, EIE, NAV, HJE, 0});
    turn = visit_on(database, HOT, monday, 5);
    const struct unit_id hot = unit_of(HOT);
    struct meeting_outcome outcome = {.choice = AGENDA_CHOICE_ORDINARY_FOLLOWED, .dissents = &hot, .n_dissents = 1, .review_on = DATE_NONE};
    assert_int_equal(meeting_decide(turn->db, item, &outcome), MEETING_REVIEW_MISSING);
    outcome.review_on = date_of(2027, 1, 11);
    assert_int_equal(meeting_decide(turn->db, item, &outcome), MEETING_DELEGATION_MISSING);
    outcome.delegation = meeting_decider_of(turn->db, &meeting).reference;
    assert_string_equal(outcome.delegation, "delegeringsreglementet punkt 4");
    assert_int_equal(meeting_decide(turn->db, item, &outcome), MEETING_DONE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM agenda_item WHERE state = 'decided' AND agreement = 'one_decided' AND decided_by = 2 AND delegation IS NOT NULL"
                                         " AND choice = 'ordinary_followed' AND review_on = '2027-01-11'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM item_vote WHERE unit_id = 1 AND position = 'dissents'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM item_vote WHERE unit_id = 4 AND position = 'advises'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM item_vote WHERE position = 'agrees'"), 2);
    assert_int_equal(number_of(database, "SELECT count(*) FROM case_event WHERE kind = 'meeting_decided' AND zone = 'spine'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM person_case WHERE holder_unit = 1"), 1);
}

/* trace: R-279 R-280 R-298 R-299 I-12 I-03 */
static void a_complex_case_waits_for_the_missing_agency_and_keeps_its_owner(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){HJE, EIE, 0});
    struct meeting_id first = meeting_made(database, "arbeidsgruppe", date_of(2026, 9, 24)), next = meeting_made(database, "arbeidsgruppe", date_of(2026, 10, 15));
    struct agenda_item_id item = reported(database, id, "arbeidsgruppe", true);
    prepared(database, first, item);
    opened(database, first, (const int[]){HOT, NAV, HJE, 0});
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 24), 5);
    const struct meeting_outcome agreed = {.choice = AGENDA_CHOICE_ORDINARY_FOLLOWED, .review_on = DATE_NONE};
    assert_int_equal(meeting_decide(turn->db, item, &agreed), MEETING_NEEDS_ALL);
    struct meeting_brief meeting;
    bool extra = true;
    assert_true(meeting_read(turn->db, first, LANG_NB, &meeting));
    assert_true(meeting_quorum_now(turn->db, &meeting, NULL).met); /* the meeting as such can go on */
    struct date day = meeting_day_after_stop(turn->db, &meeting, &extra);
    assert_false(extra);
    assert_int_equal(day.days, date_of(2026, 10, 15).days);
    db_abort(turn->db);
    /* whoever goes round the rules is stopped by the schema */
    assert_false(changes(database, "agenda_item", "state = 'decided', agreement = 'agreed'", "id = 1"));
    assert_false(changes(database, "agenda_item", "state = 'advised', agreement = 'agreed'", "id = 1"));
    assert_false(changes(database, "agenda_item", "state = 'no_quorum'", "id = 1")); /* without a day */
    turn = visit_on(database, HOT, date_of(2026, 9, 24), 10);
    assert_int_equal(ended(turn, item_stop_post(&turn->rq, &(struct item_stop_post_in){first, item, day})), 303);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting_absence WHERE unit_id = 2 AND item_id = 1"), 1);
    assert_int_equal(number_of(database, arena_printf(database->arena, "SELECT count(*) FROM agenda_item WHERE continues_id = 1 AND state = 'accepted' AND meeting_id = %lld", (long long)next.v)), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM person_case c JOIN case_event e ON e.case_id = c.id WHERE holder_unit = 1 AND kind = 'meeting_put_off'"), 1);

    struct agenda_item_id again = item_id(number_of(database, "SELECT id FROM agenda_item WHERE continues_id = 1"));
    turn = visit_on(database, HOT, date_of(2026, 10, 12), 0);
    struct meeting_item about;
    assert_true(meeting_item(turn->db, again, &about) && meeting_read(turn->db, next, LANG_NB, &meeting));
    assert_int_equal(item_ready(turn->db, &about), MEETING_DONE);
    assert_int_equal(meeting_call(turn->db, &meeting, staff_of(HOT), (struct staff_id){0}), MEETING_DONE);
    visit_keep(turn);
    opened(database, next, (const int[]){HOT, NAV, HJE, EIE, 0});
    turn = visit_on(database, HOT, date_of(2026, 10, 15), 5);
    const struct unit_id nav = unit_of(NAV);
    struct meeting_outcome dissent = {.choice = AGENDA_CHOICE_ORDINARY_FOLLOWED, .dissents = &nav, .n_dissents = 1, .review_on = date_of(2027, 1, 4)};
    assert_int_equal(meeting_decide(turn->db, again, &dissent), MEETING_DISSENT_NOT_ALLOWED);
    db_abort(turn->db);
    turn = visit_on(database, HOT, date_of(2026, 10, 15), 6);
    const struct item_conclude_post_in in = {.meeting = next, .item = again, .choice = AGENDA_CHOICE_ORDINARY_FOLLOWED, .agreement = "Eiga leilegheit, og boteamet følgjer opp.", .review_on = DATE_NONE};
    assert_int_equal(ended(turn, item_conclude_post(&turn->rq, &in)), 303);
    for (int i = 0; i < 2; i++) {
        turn = visit_on(database, HOT, date_of(2026, 10, 15), 7 + i);
        const struct item_action_post_in action = {.meeting = next, .item = again, .unit = unit_of(i ? HJE : EIE), .task = i ? ITEM_TASK_FOLLOW_UP : ITEM_TASK_DWELLING, .due = date_of(2026, 10, 21)};
        assert_int_equal(ended(turn, item_action_post(&turn->rq, &action)), 303);
    }
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'do_agreed'"), 2);
    turn = visit_on(database, HOT, date_of(2026, 10, 15), 9); /* a unit outside the case learns of nobody by being in a meeting */
    const struct item_action_post_in outside = {.meeting = next, .item = again, .unit = unit_of(NAV), .task = ITEM_TASK_OTHER, .due = date_of(2026, 10, 21)};
    assert_int_equal(ended(turn, item_action_post(&turn->rq, &outside)), 422);
    turn = visit_on(database, EIE, date_of(2026, 10, 16), 0);
    assert_int_equal(ended(turn, case_action_done(&turn->rq, &(struct case_action_done_in){id, {1}})), 303);
    turn = visit_on(database, EIE, date_of(2026, 10, 16), 1); /* another unit's is not hers to finish */
    assert_int_equal(ended(turn, case_action_done(&turn->rq, &(struct case_action_done_in){id, {2}})), 404);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'do_agreed'"), 1);
}

/* trace: FVL-6 R-172 I-12 */
static void whoever_steps_out_is_not_counted_and_a_substitute_is(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){NAV, EIE, HJE, 0});
    test_script(database, "INSERT INTO membership (staff_id, unit_id, role, from_date) VALUES (7, 3, 'officer', '2026-01-01')");
    test_script(database, "INSERT INTO staff_bar (staff_id, person_id, tie, told_at, told_by) SELECT 3, person_id, 'family', 1, 3 FROM person_case");
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", thursday);
    struct agenda_item_id item = reported(database, id, "tildelingsmote", false);
    prepared(database, meeting, item);
    opened(database, meeting, (const int[]){HOT, EIE, NAV, 0});
    struct meeting_brief brief;
    struct meeting_item about;
    struct visit *turn = visit_on(database, HOT, thursday, 5);
    assert_true(meeting_read(turn->db, meeting, LANG_NB, &brief) && meeting_item(turn->db, item, &about));
    assert_true(meeting_quorum_now(turn->db, &brief, NULL).met);
    struct quorum quorum = meeting_quorum_now(turn->db, &brief, &about); /* she is too close, has said so, and is out by herself */
    assert_false(quorum.met);
    assert_int_equal(quorum.missing[0].v, NAV);
    assert_int_equal(meeting_seat_add(turn->db, &brief, staff_of(STAFF_NIGHT), true), MEETING_DONE);
    struct seat_of_staff_row seat;
    assert_true(seat_of_staff(turn->db, meeting, staff_of(STAFF_NIGHT), &seat));
    assert_int_equal(seat.unit_id.v, NAV);
    meeting_seat_set(turn->db, meeting, seat.id, SEAT_PRESENCE_REMOTE, turn->rq.now);
    assert_true(meeting_quorum_now(turn->db, &brief, &about).met);
    visit_keep(turn);
    turn = visit_on(database, NAV, thursday, 6); /* others cannot be put out by who does not lead */
    assert_int_equal(ended(turn, item_step_out_post(&turn->rq, &(struct item_step_out_post_in){meeting, item, seat.id, STEP_OUT_WHY_OTHER})), 422);
    struct seat_of_staff_row own;
    turn = visit_on(database, EIE, thursday, 7);
    assert_true(seat_of_staff(turn->db, meeting, staff_of(EIE), &own));
    assert_int_equal(ended(turn, item_step_out_post(&turn->rq, &(struct item_step_out_post_in){meeting, item, own.id, STEP_OUT_WHY_OWN_DECISION})), 303);
    turn = visit_on(database, HOT, thursday, 8);
    assert_int_equal(meeting_decide(turn->db, item, &(struct meeting_outcome){.review_on = DATE_NONE}), MEETING_NO_QUORUM);
    db_abort(turn->db);
}

/* trace: R-275 R-276 R-277 */
static void a_series_without_single_cases_gets_none(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){NAV, 0});
    struct agenda_item_id made;
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 14), 0);
    struct meeting_series_id series = meeting_series_by_code(turn->db, "ressursgruppe");
    assert_int_equal(meeting_report(turn->db, &(struct item_new){.series = series, .kind = AGENDA_ITEM_KIND_INDIVIDUAL, .case_ = id}, &made), MEETING_NO_SINGLE_CASES);
    assert_int_equal(meeting_report(turn->db, &(struct item_new){.series = series, .kind = AGENDA_ITEM_KIND_POLITICAL_CASE, .heading = "Plan"}, &made), MEETING_KIND_NOT_HERE);
    town_series[2].extended_mandate = true;
    assert_int_equal(meeting_report(turn->db, &(struct item_new){.series = series, .kind = AGENDA_ITEM_KIND_POLITICAL_CASE, .heading = "Plan"}, &made), MEETING_DONE);
    town_series[2].extended_mandate = false;
    db_abort(turn->db);
    turn = visit_on(database, HOT, date_of(2026, 9, 14), 1);
    test_run(turn->db, "INSERT INTO agenda_item (series_id, kind, state, case_id, person_id, subject, need, needs_all, place, reported_at, reported_by, reported_unit, version)"
                       " SELECT s.id, 'individual', 'reported', c.id, c.person_id, 0, 'usual', 0, 50, 1, 1, 1, 1 FROM meeting_series s, person_case c WHERE s.code = 'ressursgruppe'");
    assert_true(db_failed(turn->db));
    db_abort(turn->db);
}

/* trace: R-196 */
static void the_greatest_need_comes_first_and_not_who_reported_first(void **state) {
    static const enum item_need needs[] = {ITEM_NEED_USUAL, ITEM_NEED_DATE_NEAR, ITEM_NEED_NOW};
    struct test_database *database = *state;
    town_series_make(database);
    struct meeting_id meeting = meeting_made(database, "arbeidsgruppe", thursday);
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 14), 0);
    struct meeting_series_id series = meeting_series_by_code(turn->db, "arbeidsgruppe");
    struct agenda_item_id made[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(meeting_report(turn->db, &(struct item_new){.series = series, .kind = AGENDA_ITEM_KIND_ISSUE, .heading = "Sak", .need = needs[i]}, &made[i]), MEETING_DONE);
    struct item_waiting_rows waiting = item_waiting(turn->db, series);
    assert_true(waiting.n == 3 && waiting.v[0].id.v == made[2].v && waiting.v[1].id.v == made[1].v && waiting.v[2].id.v == made[0].v);
    for (size_t i = 0; i < waiting.n; i++) assert_int_equal(meeting_accept(turn->db, waiting.v[i].id, meeting), MEETING_DONE);
    struct meeting_items items = meeting_items_of(turn->db, meeting);
    assert_true(items.v[0].id.v == made[2].v && items.v[0].number == 1 && items.v[2].id.v == made[0].v);
    item_set_place(turn->db, made[0], 1); /* the chair may put another first */
    items = meeting_items_of(turn->db, meeting);
    assert_int_equal(items.v[0].id.v, made[0].v);
    visit_keep(turn);
}

static int times_decided;
static enum item_agreement how_decided;
static int decided_hook(struct db *db, const struct meeting_item *item, const struct meeting_outcome *outcome) {
    (void)db;
    times_decided++;
    how_decided = outcome->agreement;
    return item->needs_all ? -1 : 0;
}

/* trace: R-184 R-274 */
static void deciding_does_what_the_owner_of_the_kind_says_and_a_no_undoes_it(void **state) {
    static const struct meeting_hook hook = {.kind = AGENDA_ITEM_KIND_INDIVIDUAL, .decided = decided_hook}, none = {.kind = AGENDA_ITEM_KIND_INDIVIDUAL};
    struct test_database *database = *state;
    town_series_make(database);
    meeting_on(&hook);
    times_decided = 0;
    struct case_id id = case_with(database, (const int[]){NAV, EIE, HJE, 0});
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", thursday);
    struct agenda_item_id item = reported(database, id, "tildelingsmote", false), stubborn = reported(database, id, "tildelingsmote", true);
    prepared(database, meeting, item);
    prepared(database, meeting, stubborn);
    opened(database, meeting, (const int[]){HOT, EIE, NAV, 0});
    struct visit *turn = visit_on(database, HOT, thursday, 5);
    struct item_conclude_post_in in = {.meeting = meeting, .item = item, .choice = AGENDA_CHOICE_ADAPTED, .agreement = "Vi er einige.", .review_on = DATE_NONE};
    assert_int_equal(ended(turn, item_conclude_post(&turn->rq, &in)), 303);
    assert_true(times_decided == 1 && how_decided == ITEM_AGREEMENT_AGREED);
    in.item = stubborn;
    turn = visit_on(database, HOT, thursday, 6);
    assert_int_equal(ended(turn, item_conclude_post(&turn->rq, &in)), 422);
    assert_int_equal(number_of(database, "SELECT count(*) FROM agenda_item WHERE state = 'decided'"), 1);
    meeting_on(&none);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, quorum_is_counted_in_units_and_only_members_count),
        RULE_ON(ON_SQLITE, who_decides_on_disagreement_follows_the_series),
        RULE(states_in_the_database_are_those_of_the_tables),
        RULE(without_all_units_nothing_opens_and_the_extra_meeting_decides),
        RULE(a_complex_case_waits_for_the_missing_agency_and_keeps_its_owner),
        RULE(whoever_steps_out_is_not_counted_and_a_substitute_is),
        RULE(a_series_without_single_cases_gets_none),
        RULE(the_greatest_need_comes_first_and_not_who_reported_first),
        RULE(deciding_does_what_the_owner_of_the_kind_says_and_a_no_undoes_it),
    };
    return run_rules("meeting", rules, sizeof rules / sizeof *rules);
}
