/* Measures: what is asked at the door, the last place given once, the switch without a gap, and what the municipality has chosen. */
#include "domain/followup/followup.h"
#include "domain/measure/measure_for_tests.h"
#include "domain/secrecy/consent.h"

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int64_t tasks(const struct test_database *database, const char *kind, const char *more) {
    return count(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s' AND %s", kind, more));
}
static const struct measure_stay_id first = {1}, second = {2};
/* For the rules of neighbours, whose routes write the audit line. */
static int tried(struct db *db, int result) {
    audit_add(db, "tried", "case", 1, NULL);
    return result;
}

/* ── pure ─────────────────────────────────────────────────────────────── */

/* trace: R-095 R-096 */
static void minutes_are_held_against_the_band_of_the_decision(void **state) {
    (void)state;
    const struct amount week = {AMOUNT_KIND_BAND, 10, 600, 240, AMOUNT_PERIOD_WEEK}, day = {AMOUNT_KIND_BAND, 10, 30, -1, AMOUNT_PERIOD_DAY},
                        month = {AMOUNT_KIND_FIXED, 520, 520, -1, AMOUNT_PERIOD_MONTH}, need = {AMOUNT_KIND_NEED_BASED, -1, -1, -1, 0}, none = {AMOUNT_KIND_NONE, -1, -1, -1, 0};
    static const struct {
        int64_t minutes;
        enum measure_band week, day, month;
    } rows[] = {{9, BAND_BELOW, BAND_BELOW, BAND_BELOW},   {10, BAND_IN, BAND_BELOW, BAND_BELOW},  {69, BAND_IN, BAND_BELOW, BAND_BELOW},
                {70, BAND_IN, BAND_IN, BAND_BELOW},        {120, BAND_IN, BAND_IN, BAND_IN},       {121, BAND_IN, BAND_IN, BAND_ABOVE},
                {210, BAND_IN, BAND_IN, BAND_ABOVE},       {211, BAND_IN, BAND_ABOVE, BAND_ABOVE}, {600, BAND_IN, BAND_ABOVE, BAND_ABOVE},
                {601, BAND_ABOVE, BAND_ABOVE, BAND_ABOVE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(measure_band(&week, rows[i].minutes), rows[i].week);
        assert_int_equal(measure_band(&day, rows[i].minutes), rows[i].day);
        assert_int_equal(measure_band(&month, rows[i].minutes), rows[i].month);
        assert_int_equal(measure_band(&need, rows[i].minutes), BAND_IN);
        assert_int_equal(measure_band(&none, rows[i].minutes), BAND_IN);
    }
}

/* trace: R-245 */
static void an_age_holds_from_the_first_birthday_to_the_day_before_the_one_after_the_last(void **state) {
    (void)state;
    const struct maybe_int from = {true, 17}, to = {true, 25}, any = {0};
    struct date born = date_of(2009, 10, 15);
    assert_false(measure_age_fits(from, to, born, date_of(2026, 10, 14)));
    assert_true(measure_age_fits(from, to, born, date_of(2026, 10, 15)));
    assert_true(measure_age_fits(from, to, born, date_of(2035, 10, 14)));
    assert_false(measure_age_fits(from, to, born, date_of(2035, 10, 15)));
    assert_false(measure_age_fits(from, to, DATE_NONE, date_of(2026, 10, 15))); /* not known is no */
    assert_true(measure_age_fits(any, any, DATE_NONE, date_of(2026, 10, 15)));
    assert_true(measure_age_fits(any, to, born, date_of(2020, 1, 1)));
}

/* trace: R-227 R-228 R-239 R-242 */
static void steps_go_one_way_and_the_profile_says_how_help_is_changed(void **state) {
    (void)state;
    for (int a = 0; a <= MEASURE_STATE_COUNT; a++)
        for (int b = 0; b <= MEASURE_STATE_COUNT; b++) {
            bool may = (a == MEASURE_STATE_WAITING && (b == MEASURE_STATE_RUNNING || b == MEASURE_STATE_WITHDRAWN)) || (a == MEASURE_STATE_RUNNING && b == MEASURE_STATE_OVER);
            assert_int_equal(measure_step((enum measure_state)a, (enum measure_state)b), may);
        }
    assert_true(help_task_step(HELP_TASK_STATE_ASKED, HELP_TASK_STATE_DECLINED));
    assert_false(help_task_step(HELP_TASK_STATE_DECLINED, HELP_TASK_STATE_TAKEN));
    assert_false(help_task_step(HELP_TASK_STATE_ASKED, HELP_TASK_STATE_DONE));
    assert_true(measure_may_switch(FLEXIBILITY_BETWEEN_MEASURES) && !measure_may_tailor(FLEXIBILITY_BETWEEN_MEASURES));
    assert_true(!measure_may_switch(FLEXIBILITY_INSIDE_MEASURE) && measure_may_tailor(FLEXIBILITY_INSIDE_MEASURE));
    assert_true(measure_may_switch(FLEXIBILITY_BOTH) && measure_may_tailor(FLEXIBILITY_BOTH));
    assert_true(measure_may_switch(FLEXIBILITY_NOT_STATED) && measure_may_tailor(FLEXIBILITY_NOT_STATED));
    unsigned mapped = 1u << MEASURE_PHASE_MAPPING;
    assert_true(measure_phase_next(0, MEASURE_PHASE_MAPPING) && !measure_phase_next(0, MEASURE_PHASE_AGREEMENT) && !measure_phase_next(0, MEASURE_PHASE_FOLLOWING_UP));
    assert_true(measure_phase_next(mapped, MEASURE_PHASE_AGREEMENT) && measure_phase_next(mapped, MEASURE_PHASE_FOLLOWING_UP));
    assert_false(measure_phase_next(mapped, MEASURE_PHASE_MAPPING));
}

/* trace: R-227 R-246 */
static void a_decision_covers_the_units_of_one_house_and_the_help_it_is_about(void **state) {
    struct test_database *database = *state;
    struct profile *kristiansund = NULL, *b = NULL;
    const char *reason = "";
    assert_int_equal(profile_load("profiles/kristiansund.yaml", database->arena, &kristiansund, &reason), ERR_OK);
    assert_int_equal(profile_load("profiles/kommune-b.yaml", database->arena, &b, &reason), ERR_OK);
    assert_true(measure_covered(kristiansund, SERVICE_KIND_FOLLOW_UP_IN_DWELLING, "PHR", 0, "HF"));
    assert_true(measure_covered(kristiansund, SERVICE_KIND_FOLLOW_UP_IN_DWELLING, "PHR", SERVICE_KIND_FOLLOW_UP_IN_DWELLING, "HF"));
    assert_false(measure_covered(kristiansund, SERVICE_KIND_FOLLOW_UP_IN_DWELLING, "PHR", SERVICE_KIND_MEDICATION, "HF"));
    assert_false(measure_covered(kristiansund, 0, "PHR", 0, "AKT"));
    assert_true(measure_covered(b, 0, "T17", 0, "T25")); /* she turns 26 and goes on */
    assert_false(measure_covered(b, 0, "RES", 0, "ACT"));
}

/* ── the catalogue ────────────────────────────────────────────────────── */

/* trace: R-229 R-230 R-231 R-243 R-244 R-245 R-246 R-259 */
static void each_profile_has_its_catalogue_in_codes_that_the_schema_knows(void **state) {
    struct test_database *database = *state;
    static const char *const files[] = {"alesund", "kristiansund", "kommune-a", "kommune-b", "levanger"};
    unsigned harm = 0, field = 0, offered = 0, aftercare = 0, shared = 0;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        struct profile *profile = NULL;
        const char *reason = "";
        if (profile_load(arena_printf(database->arena, "profiles/%s.yaml", files[f]), database->arena, &profile, &reason) != ERR_OK) fail_msg("%s", reason);
        assert_true(profile->measures_count > 0);
        for (unsigned i = 0; i < profile->measures_count; i++) {
            const struct profile_measure *measure = &profile->measures[i];
            assert_true(measure_kind_parse(measure->kind) && measure_arena_parse(measure->arena) && measure_run_by_parse(measure->run_by));
            for (unsigned j = 0; j < measure->tickets_count; j++) assert_true(ticket_kind_parse(measure->tickets[j].kind));
            for (unsigned j = 0; j < measure->rules_count; j++) assert_true(*measure->rules[j].why.nb && *measure->rules[j].why.nn);
            assert_null(profile_group_label(measure->plain.nb)); /* what stands in the spine tells nothing */
            harm += measure->harm_reducing;
            field += measure->field_based;
            offered += measure->offered;
            aftercare += measure_kind_parse(measure->kind) == MEASURE_KIND_AFTERCARE;
            shared += measure_run_by_parse(measure->run_by) == MEASURE_RUN_BY_SHARED;
        }
    }
    assert_true(harm >= 5 && field >= 5 && offered == 3 && aftercare == 1 && shared == 1);
}

/* trace: R-229 R-232 */
static void a_start_follows_the_profile_and_leaves_what_the_municipality_has_set(void **state) {
    struct test_database *database = *state;
    measure_town(database, FLEXIBILITY_BOTH);
    assert_int_equal(count(database, "SELECT count(*) FROM measure"), 9);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_rule WHERE from_profile = 1 AND until_date IS NULL"), 1);
    const struct measure_setting setting = {ambulatory, 1, {true, 5}, {0}, true, 21, 8};
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23), measure_settle(db, &setting)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 1, measure_settle(db, &setting)), MEASURE_CHANGED);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 2, measure_rule_stop(db, ambulatory, (struct measure_rule_id){1})), MEASURE_DONE);
    const struct measure_words own = {"Vi ringer først", "Vi ringjer først", "Da er det trygt å åpne.", "Då er det trygt å opne."};
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 3, measure_rule_begin(db, ambulatory, &own)), MEASURE_DONE);
    struct profile *profile = measure_profile(database->arena, FLEXIBILITY_BOTH);
    profile->measures[0].name.nb = "ambulerende team, natt";
    profile->measures[2].tickets_count = 0;
    struct db *hand = town_write(database, HOT, ON_DAY(24));
    measure_sync(hand, profile);
    measure_sync(hand, profile); /* twice is once */
    audit_add(hand, "tried", "case", 1, NULL);
    town_commit(hand);
    profile->measures[0].name.nb = "ambulerende team";
    profile->measures[2].tickets_count = 1;
    assert_int_equal(count(database, "SELECT count(*) FROM measure"), 9);
    assert_int_equal(count(database, "SELECT count(*) FROM measure WHERE id = 1 AND name_nb = 'ambulerende team, natt' AND places = 5 AND agreement_days = 21 AND review_weeks = 8"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_rule WHERE measure_id = 1"), 2);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_rule WHERE measure_id = 1 AND until_date IS NULL AND from_profile = 0"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_ticket WHERE measure_id = 3 AND until_date IS NULL"), 0);
    assert_non_null(test_try(database, "DELETE FROM measure_rule"));
    assert_non_null(test_try(database, "INSERT INTO measure_rule (measure_id, words_nb, words_nn, why_nb, why_nn, from_profile, from_date) VALUES (1, 'a', 'a', '', '', 0, '2026-10-01')"));
    assert_non_null(test_try(database, "UPDATE measure SET review_weeks = 9 WHERE id = 1"));
    assert_non_null(test_try(database, "UPDATE measure SET zone = 'spine' WHERE id = 1"));
}

/* trace: R-229 R-024 */
static void a_measure_of_ones_own_has_a_code_once_and_a_name_that_tells_nothing(void **state) {
    struct test_database *database = *state;
    measure_town(database, FLEXIBILITY_BOTH);
    struct measure_id made;
    struct measure_new garden = {"garden", "hagegruppa", "hagegruppa", NULL, NULL, MEASURE_KIND_ACTIVITY, unit_of(HJE), MEASURE_RUN_BY_OWN, MEASURE_ARENA_OUTSIDE, {true, 6}};
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23), measure_add(db, &garden, &made)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 1, measure_add(db, &garden, &made)), MEASURE_CODE_TAKEN);
    garden.code = "Ny Kode";
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 2, measure_add(db, &garden, &made)), MEASURE_CODE_WRONG);
    garden.code = "rusgruppe";
    garden.name_nb = "rusgruppa";
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 3, measure_add(db, &garden, &made)), MEASURE_LABEL);
    garden.plain_nb = garden.plain_nn = "gruppa på torsdag";
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 4, measure_add(db, &garden, &made)), MEASURE_DONE);
}

/* ── the door ─────────────────────────────────────────────────────────── */

/* trace: R-230 R-227 R-269 */
static void she_is_asked_and_every_ticket_is_met_before_she_enters(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BETWEEN_MEASURES);
    struct measure_entry entry = into(&story, own_home, on(10, 1));
    entry.agreed = false;
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24)), MEASURE_NOT_ASKED);
    entry.agreed = true;
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 1), MEASURE_TICKET_OPEN); /* nobody has said: not a yes */
    entry.tickets = &home_unknown;
    entry.n_tickets = 1;
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 2), MEASURE_TICKET_OPEN);
    entry.tickets = &home_met;
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 3), MEASURE_DONE);
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 4), MEASURE_ALREADY);
    struct measure_entry sober = into(&story, training, on(10, 1));
    sober.tickets = &sober_not;
    sober.n_tickets = 1;
    assert_int_equal(entered(database, HJE, &sober, ON_DAY(24) + 5), MEASURE_TICKET_NOT_MET);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_stay WHERE state = 'running' AND started_on = '2026-10-01' AND review_on = '2026-11-12' AND part_number = 3"), 1);
    assert_int_equal(tasks(database, "review_measure", "unit_id = 4 AND staff_id = 4 AND due = '2026-11-12'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'measure'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_event WHERE kind = 'measure_started' AND zone = 'spine'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_ticket_said WHERE zone = 'health' AND answer = 'met'"), 1);
}

/* trace: R-094 R-095 R-106 I-09 */
static void nothing_runs_past_the_clock_of_fourteen_days_by_being_called_a_measure(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BOTH);
    struct service_id line, informal;
    struct measure_entry entry = into(&story, ambulatory, on(10, 1));
    entry.ground = 0;
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24)), MEASURE_GROUND_MISSING);
    entry.ground = MEASURE_GROUND_LOW_THRESHOLD;
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 1), MEASURE_GROUND_MISSING);
    entry = into(&story, medicine, on(10, 1));
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 2), MEASURE_NEEDS_CHANGE);
    entry = into(&story, ambulatory, on(9, 30));
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 3), MEASURE_BEFORE_GROUND);
    const struct service_new help = {ane, unit_of(HJE), staff_of(HJE), SERVICE_KIND_TALKS_AT_HOME, false, on(10, 1), DURATION_MEASURE_DAYS, 10};
    struct service_new beside = help;
    beside.informal = true;
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(24) + 4, tried(db, followup_start(db, &help, &line))), ERR_OK);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(24) + 5, tried(db, followup_start(db, &beside, &informal))), ERR_OK);
    entry = into(&story, ambulatory, on(10, 1));
    entry.ground = MEASURE_GROUND_BEFORE_DECISION;
    entry.service = informal;
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 6), MEASURE_GROUND_MISSING);
    entry.service = line;
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 7), MEASURE_DONE);
    struct measure_entry door = into(&story, open_house, on(10, 1));
    door.ground = MEASURE_GROUND_LOW_THRESHOLD;
    assert_int_equal(entered(database, HJE, &door, ON_DAY(24) + 8), MEASURE_DONE);
    assert_int_equal(tasks(database, "decide_service", "1 = 1"), 1); /* the line's own clock goes on */
}

/* trace: R-229 R-245 R-099 */
static void the_last_place_is_given_once_and_who_comes_next_waits_with_a_reason(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BOTH);
    struct measure_stay_id stay;
    const struct measure_setting one = {ambulatory, 1, {true, 1}, {0}, true, 28, 6};
    struct measure_entry entry = into(&story, ambulatory, on(10, 1));
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23), measure_settle(db, &one)), MEASURE_DONE);
    struct case_id per = town_case(database, "Per");
    struct db *hand = town_write(database, HOT, ON_DAY(23) + 1);
    secrecy_involve(hand, per, unit_of(HJE), INVOLVEMENT_DUTY);
    secrecy_involve(hand, per, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(hand, "tried", "case", per.v, NULL);
    town_commit(hand);
    test_script(database, "INSERT INTO measure_stay (case_id, person_id, measure_id, unit_id, state, ground, started_on, at, by_staff, by_unit, version)"
                          " VALUES (2, 2, 1, 4, 'running', 'low_threshold', '2026-10-01', 1, 4, 4, 1)");
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24)), MEASURE_FULL);
    assert_non_null(test_try(database, "INSERT INTO measure_stay (case_id, person_id, measure_id, unit_id, state, ground, started_on, at, by_staff, by_unit, version)"
                                       " VALUES (1, 1, 1, 4, 'running', 'low_threshold', '2026-10-01', 1, 4, 4, 1)"));
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(24) + 1, measure_queue(db, access, &entry, &stay)), MEASURE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_stay WHERE case_id = 1 AND state = 'waiting' AND waits_for = 'place_full' AND waits_since = '2026-10-01'"), 1);
    assert_int_equal(tasks(database, "answer_measure", "unit_id = 4 AND subject > 0"), 1);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(25), measure_admit(db, access, stay, &entry)), MEASURE_FULL);
    assert_non_null(test_try(database, "UPDATE measure_stay SET state = 'running', ground = 'low_threshold', started_on = '2026-10-01' WHERE case_id = 1"));
    test_script(database, "UPDATE measure_stay SET state = 'over', over_on = '2026-10-02', over_why = 'reached' WHERE case_id = 2");
    entry.from = on(10, 2);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(26), measure_admit(db, access, stay, &entry)), MEASURE_DONE);
    assert_int_equal(tasks(database, "answer_measure", "1 = 1"), 0);
    assert_int_equal(tasks(database, "review_measure", "due = '2026-11-13'"), 1);
    struct measure_entry too_old = into(&story, young, on(10, 2));
    too_old.agreed = true;
    assert_int_equal(entered(database, HJE, &too_old, ON_DAY(26) + 1), MEASURE_AGE); /* she is 27 */
}

/* trace: R-230 I-04 I-06 PBRL-12 */
static void another_unit_is_asked_only_when_she_would_like_it_and_reads_what_is_its_own(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BOTH);
    struct measure_stay_id stay;
    struct measure_entry entry = into(&story, at_rus, on(10, 1));
    entry.contact = (struct staff_id){0};
    entry.agreed = false;
    assert_int_equal(MEASURE_BY(database, HOT, ON_DAY(24), measure_queue(db, access, &entry, &stay)), MEASURE_NOT_ASKED);
    entry.agreed = true;
    assert_int_equal(entered(database, HOT, &entry, ON_DAY(24) + 1), MEASURE_NOT_YOURS);
    entry.words = "Hun vil ha noen ute."; /* Nav may propose, and reads no health text */
    assert_int_equal(MEASURE_BY(database, NAV, ON_DAY(24) + 2, measure_queue(db, access, &entry, &stay)), MEASURE_NO_ACCESS);
    entry.words = NULL;
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 5 AND why = 'measure'"), 0);
    assert_int_equal(MEASURE_BY(database, HOT, ON_DAY(24) + 3, measure_queue(db, access, &entry, &stay)), MEASURE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 5 AND why = 'measure'"), 1);
    assert_int_equal(tasks(database, "answer_measure", "unit_id = 5 AND due = '2026-10-08'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_stay WHERE waits_for = 'unit_answers'"), 1);
    assert_int_equal(DONE_BY(database, RUS, ON_DAY(25), measure_leave_queue(db, ane, stay, 1)), MEASURE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 5 AND why = 'measure'"), 0);
    struct db *hand = town_write(database, HOT, ON_DAY(26));
    const struct consent_asking asking = {.to_unit = unit_of(RUS), .zones = ZONE_BIT(ZONE_HEALTH), .purpose = CONSENT_PURPOSE_SERVICES, .until = date_of(2027, 3, 7)};
    assert_int_equal(consent_put_question(hand, ane, &asking), 0);
    const struct consent_answering no = {.unit = unit_of(RUS), .zones = 0, .until = DATE_NONE};
    assert_int_equal(consent_register_answer(hand, ane, &no), 0);
    town_commit(hand);
    assert_int_equal(MEASURE_BY(database, HOT, ON_DAY(26) + 1, measure_queue(db, access, &entry, &stay)), MEASURE_SAID_NO);
}

/* ── the switch ───────────────────────────────────────────────────────── */

static struct measure_changed told[8];
static int n_told;
static void hear(struct db *db, const struct measure_changed *change) {
    (void)db;
    if (n_told < 8) told[n_told++] = *change;
}

/* trace: R-227 R-269 I-14 */
static void one_measure_ends_and_the_next_begins_on_the_same_day_in_one_step(void **state) {
    struct test_database *database = *state;
    n_told = 0;
    measure_on_change(hear);
    struct story story = measure_entered(database, FLEXIBILITY_BETWEEN_MEASURES);
    struct measure_stay_id next;
    struct help_agreement_id agreement;
    const struct agreement_new week = {ane, first, 120, DATE_NONE, "Mandag kl. 11", NULL};
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(25), measure_agree(db, access, &week, &agreement)), MEASURE_DONE);
    struct measure_entry entry = into(&story, own_home, on(10, 17));
    entry.ground = 0;
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(39), measure_switch(db, access, first, &entry, &next)), MEASURE_TICKET_OPEN);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_stay WHERE state = 'running'"), 1); /* a no changes nothing */
    entry.tickets = &home_met;
    entry.n_tickets = 1;
    entry.words = "Teamet kom for sjelden.";
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(39) + 1, measure_switch(db, access, first, &entry, &next)), MEASURE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_stay o JOIN measure_stay n ON n.follows_id = o.id WHERE o.over_on = '2026-10-17' AND n.started_on = '2026-10-17'"
                                     " AND o.over_why = 'switched' AND n.part_number = o.part_number"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM help_agreement WHERE state = 'ended' AND ended_on = '2026-10-17'"), 1);
    assert_int_equal(tasks(database, "review_measure", "due = '2026-11-28'"), 1);
    assert_int_equal(tasks(database, "reconfirm_agreement", "1 = 1"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM joint_decision"), 1); /* and no new decision */
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(40), measure_switch(db, access, first, &entry, &next)), MEASURE_WRONG_STATE);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(40) + 1, measure_switch(db, access, second, &entry, &next)), MEASURE_SAME);
    struct measure_entry elsewhere = into(&story, at_rus, on(10, 20));
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(40) + 2, measure_switch(db, access, second, &elsewhere, &next)), MEASURE_NOT_YOURS);
    assert_int_equal(n_told, 2);
    assert_int_equal(told[1].change, MEASURE_CHANGE_SWITCH);
    assert_int_equal(told[1].review_on.days, on(11, 28).days);
    measure_on_change(NULL);
}

/* trace: R-227 I-14 */
static void no_gap_and_no_other_past_can_be_written_down(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    static const char *const tries[] = {
        "INSERT INTO measure_stay (case_id, person_id, measure_id, unit_id, state, ground, started_on, follows_id, at, by_staff, by_unit, version) VALUES (1, 1, 2, 4, 'running', 'low_threshold', '2026-10-18', 1, 1, 4, 4, 1)",
        "INSERT INTO measure_stay (case_id, person_id, measure_id, unit_id, state, ground, started_on, at, by_staff, by_unit, version) VALUES (1, 1, 1, 4, 'running', 'low_threshold', '2026-10-18', 1, 4, 4, 1)",
        "INSERT INTO measure_stay (case_id, person_id, measure_id, unit_id, state, ground, started_on, at, by_staff, by_unit, version) VALUES (1, 1, 2, 4, 'over', 'low_threshold', '2026-10-18', 1, 4, 4, 1)",
        "INSERT INTO measure_stay (case_id, person_id, measure_id, unit_id, state, started_on, at, by_staff, by_unit, version) VALUES (1, 1, 2, 4, 'running', '2026-10-18', 1, 4, 4, 1)",
        "INSERT INTO measure_stay (case_id, person_id, measure_id, unit_id, state, at, by_staff, by_unit, version) VALUES (1, 1, 2, 4, 'waiting', 1, 4, 4, 1)",
        "UPDATE measure_stay SET state = 'waiting', waits_for = 'place_full', waits_since = '2026-10-01'",
        "UPDATE measure_stay SET started_on = '2026-09-01'",
        "UPDATE measure_stay SET measure_id = 2",
        "UPDATE measure_stay SET state = 'over', over_on = '2026-09-01', over_why = 'reached'",
        "UPDATE measure_stay SET over_on = '2026-12-01'",
        "DELETE FROM measure_stay",
        "UPDATE measure_contact SET staff_id = 1",
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (!test_try(database, tries[i])) fail_msg("went in: %s", tries[i]);
    test_script(database, "UPDATE measure_stay SET state = 'over', over_on = '2026-10-17', over_why = 'switched'");
    assert_non_null(test_try(database, "UPDATE measure_stay SET over_on = '2026-10-20'"));
    assert_non_null(test_try(database, tries[0])); /* a day later is a gap */
}

/* trace: R-228 R-227 */
static void levanger_tailors_inside_and_alesund_switches_between(void **state) {
    struct test_database *database = *state;
    struct story story = measure_entered(database, FLEXIBILITY_INSIDE_MEASURE);
    struct measure_stay_id next;
    const struct measure_entry entry = into(&story, open_house, on(10, 17));
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(39), measure_switch(db, access, first, &entry, &next)), MEASURE_NO_SWITCH);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(39) + 1, measure_tailor(db, access, ane, first, "")), MEASURE_WORDS_MISSING);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(39) + 2, measure_tailor(db, access, ane, first, "Vi møtes på kafeen")), MEASURE_DONE);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(39) + 3, measure_tailor(db, NULL, ane, first, "Vi møtes på kafeen")), MEASURE_NO_ACCESS);
    measure_profile(database->arena, FLEXIBILITY_BETWEEN_MEASURES);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(40), measure_tailor(db, access, ane, first, "Vi møtes på kafeen")), MEASURE_NO_TAILORING);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_said WHERE kind = 'tailored' AND zone = 'health'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_said WHERE words LIKE '%kafeen%'"), 0); /* sealed */
}

/* trace: R-269 R-046 */
static void a_new_face_and_a_measure_that_does_not_fit_are_looked_at_again(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(30), measure_change_contact(db, ane, first, 1, staff_of(NAV))), MEASURE_STAFF_ELSEWHERE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(30) + 1, measure_change_contact(db, ane, first, 9, staff_of(STAFF_NIGHT))), MEASURE_CHANGED);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(30) + 2, measure_change_contact(db, ane, first, 1, staff_of(STAFF_NIGHT))), MEASURE_DONE);
    assert_int_equal(tasks(database, "review_measure", "due = '2026-11-18' AND staff_id = 7"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_contact"), 2);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(60), measure_reviewed(db, access, ane, first, MEASURE_RESULT_FITS_NOT, "For langt å gå.")), MEASURE_DONE);
    assert_int_equal(tasks(database, "find_measure", "unit_id = 4 AND due = '2026-11-20'"), 1);
    assert_int_equal(tasks(database, "review_measure", "due = '2026-12-18'"), 1);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(70), measure_reviewed(db, access, ane, first, MEASURE_RESULT_FITS, NULL)), MEASURE_DONE);
    assert_int_equal(tasks(database, "find_measure", "1 = 1"), 0);
    assert_int_equal(tasks(database, "review_measure", "1 = 1"), 0);
    struct db *hand = town_write(database, HJE, ON_DAY(71));
    measure_change_staff(hand, ane, unit_of(HJE), staff_of(STAFF_NIGHT), staff_of(HJE));
    audit_add(hand, "tried", "case", 1, NULL);
    town_commit(hand);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_stay WHERE staff_id = 4 AND review_on IS NOT NULL"), 1);
}

/* trace: R-227 R-251 I-10 */
static void ending_touches_nothing_else(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    struct measure_ending ending = {ane, first, 1, MEASURE_OVER_SHE_WISHES, on(9, 1), NULL};
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(30), measure_end(db, access, &ending)), MEASURE_DAY_WRONG);
    ending.on = on(10, 8);
    assert_int_equal(MEASURE_BY(database, NAV, ON_DAY(30) + 1, measure_end(db, NULL, &ending)), MEASURE_NOT_YOURS);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(30) + 2, measure_end(db, access, &ending)), MEASURE_DONE);
    assert_int_equal(MEASURE_BY(database, HJE, ON_DAY(30) + 3, measure_end(db, access, &ending)), MEASURE_WRONG_STATE);
    assert_int_equal(tasks(database, "review_measure", "1 = 1"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM case_part WHERE joint_state IN ('issued', 'in_force') AND state = 'signed'"), 4);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'measure'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'decision_part'"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, minutes_are_held_against_the_band_of_the_decision),
        RULE_ON(ON_SQLITE, an_age_holds_from_the_first_birthday_to_the_day_before_the_one_after_the_last),
        RULE_ON(ON_SQLITE, steps_go_one_way_and_the_profile_says_how_help_is_changed),
        RULE_ON(ON_SQLITE, a_decision_covers_the_units_of_one_house_and_the_help_it_is_about),
        RULE_ON(ON_SQLITE, each_profile_has_its_catalogue_in_codes_that_the_schema_knows),
        RULE(a_start_follows_the_profile_and_leaves_what_the_municipality_has_set),
        RULE(a_measure_of_ones_own_has_a_code_once_and_a_name_that_tells_nothing),
        RULE(she_is_asked_and_every_ticket_is_met_before_she_enters),
        RULE(nothing_runs_past_the_clock_of_fourteen_days_by_being_called_a_measure),
        RULE(the_last_place_is_given_once_and_who_comes_next_waits_with_a_reason),
        RULE(another_unit_is_asked_only_when_she_would_like_it_and_reads_what_is_its_own),
        RULE(one_measure_ends_and_the_next_begins_on_the_same_day_in_one_step),
        RULE(no_gap_and_no_other_past_can_be_written_down),
        RULE(levanger_tailors_inside_and_alesund_switches_between),
        RULE(a_new_face_and_a_measure_that_does_not_fit_are_looked_at_again),
        RULE(ending_touches_nothing_else),
    };
    return run_rules("measure", rules, sizeof rules / sizeof *rules);
}
