/* A lease of the municipality's: what may stand in it, the steps it takes, and that it never passes its end without somebody having to decide. */
#include "domain/lease/lease_for_tests.h"

static void test_refuses(const struct test_database *database, const char *sql) {
    if (!test_try(database, sql)) fail_msg("taken: %s", sql);
}

static bool breaks(const struct test_database *database, const struct lease_terms *terms, bool short_before, enum lease_rule rule) {
    struct lease_rules rules = lease_terms_wrong(database->arena, terms, short_before);
    for (size_t i = 0; i < rules.n; i++)
        if (rules.v[i] == rule) return true;
    return false;
}

/* trace: R-153 HLL-2 L14 */
static void three_years_from_15_october_end_on_14_october(void **state) {
    struct test_database *database = *state;
    town_rules();
    story_profile(database->arena);
    struct lease_terms terms = good_terms();
    assert_int_equal(lease_terms_wrong(database->arena, &terms, false).n, 0);
    assert_int_equal(lease_terms_last_day(&terms).days, date_of(2029, 10, 14).days);
    terms.months = 0;
    assert_int_equal(lease_terms_last_day(&terms).days, date_of(2029, 10, 14).days);
    assert_int_equal(lease_open_from(date_of(2029, 10, 14)).days, date_of(2030, 1, 14).days);
}

/* trace: HLL-2 HLL-3 HLL-1 HLL-7 */
static void each_rule_of_the_form_is_named(void **state) {
    struct test_database *database = *state;
    town_rules();
    struct lease_terms terms = good_terms();
    terms.months = 12;
    assert_true(breaks(database, &terms, false, LEASE_RULE_TERM_SHORT));
    terms.short_why = LEASE_SHORT_WHY_REBUILT_OR_SOLD;
    assert_true(breaks(database, &terms, false, LEASE_RULE_SHORT_NO_WORDS));
    assert_true(breaks(database, &terms, false, LEASE_RULE_EXCEPTION_TERM));
    terms.short_reason = "Huset rives i 2027.";
    terms.except_term = true;
    assert_int_equal(lease_terms_wrong(database->arena, &terms, false).n, 0);
    assert_true(breaks(database, &terms, true, LEASE_RULE_SHORT_AGAIN));
    terms = good_terms();
    terms.told_public = false;
    assert_true(breaks(database, &terms, false, LEASE_RULE_NOT_TOLD_PUBLIC));
    terms = good_terms();
    terms.told_fixed = false;
    assert_true(breaks(database, &terms, false, LEASE_RULE_NOT_TOLD_FIXED));
    terms = good_terms();
    terms.deposit = 6 * terms.rent + 1;
    assert_true(breaks(database, &terms, false, LEASE_RULE_DEPOSIT_HIGH));
    terms.deposit = 100, terms.deposit_kind = LEASE_DEPOSIT_NONE;
    assert_true(breaks(database, &terms, false, LEASE_RULE_DEPOSIT_KIND));
    terms = good_terms();
    terms.rent = 0;
    assert_true(breaks(database, &terms, false, LEASE_RULE_RENT_MISSING));
    terms.from = DATE_NONE;
    assert_true(breaks(database, &terms, false, LEASE_RULE_FROM_MISSING));
}

/* trace: I-10 R-166 TIL-4 TIL-6 HLL-6 */
static void no_condition_of_help_abstinence_or_entry_gets_into_a_lease(void **state) {
    struct test_database *database = *state;
    static const struct {
        const char *terms;
        enum lease_rule rule;
    } rows[] = {
        {"Leier tar imot oppfølging hver uke.", LEASE_RULE_CONDITION_SERVICES},
        {"Leigar tek imot oppfølging kvar veke.", LEASE_RULE_CONDITION_SERVICES},
        {"Boligen skal være rusfri.", LEASE_RULE_CONDITION_ABSTINENCE},
        {"Det skal ikke drikkes alkohol.", LEASE_RULE_CONDITION_ABSTINENCE},
        {"Leier leverer urinprøve på forespørsel.", LEASE_RULE_CONDITION_ABSTINENCE},
        {"Personalet kan låse seg inn.", LEASE_RULE_CONDITION_ENTRY},
        {"Vaktmester kommer uanmeldt.", LEASE_RULE_CONDITION_ENTRY},
        {"Kontrakten gjelder så lenge du samarbeider.", LEASE_RULE_CONDITION_OTHER},
        {"Leier har angst.", LEASE_RULE_ABOUT_HEALTH},
    };
    town_rules();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lease_terms terms = good_terms();
        terms.terms = rows[i].terms;
        if (!breaks(database, &terms, false, rows[i].rule)) fail_msg("%s", rows[i].terms);
    }
    struct lease_terms terms = good_terms();
    terms.terms = "Hund er greit. Bod nummer fire følger med.";
    assert_int_equal(lease_terms_wrong(database->arena, &terms, false).n, 0);
}

/* trace: R-166 */
static void no_code_or_column_of_a_lease_tells_what_somebody_uses(void **state) {
    struct test_database *database = *state;
    lease_town(database);
    for (int why = 1; why <= LEASE_SHORT_WHY_COUNT; why++)
        assert_null(strstr(lease_short_why_code((enum lease_short_why)why), "substance"));
    for (int how = 1; how <= LEASE_END_COUNT; how++) {
        const char *code = lease_end_code((enum lease_end)how);
        assert_true(!strstr(code, "drug") && !strstr(code, "alcohol") && !strstr(code, "substance") && !strstr(code, "rus"));
    }
    test_refuses(
        database,
        "INSERT INTO lease (case_id, person_id, dwelling_id, unit_id, state, kind, from_date, rent, deposit, deposit_kind, told_public, told_fixed,"
        " except_term, except_sublet, except_household, short_why, short_again, made_at, made_by, state_at, version)"
        " VALUES (1, 1, 1, 2, 'draft', 'open', '2026-10-15', 1, 0, 'none', 1, 1, 0, 0, 0, 'substance_use', 0, 1, 1, 1, 1)");
}

/* trace: R-152 I-03 */
static void a_lease_goes_with_the_landlord_that_becomes_part_of_another_unit(void **state) {
    struct test_database *database = *state;
    lease_town(database);
    const struct lease_terms terms = good_terms();
    assert_int_equal(lease_drafted(database, &terms, 10), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 11, lease_offer(db, first_lease)), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 12, lease_sign(db, first_lease, date_of(2026, 9, 7))), LEASE_DONE);
    test_script(database, "UPDATE unit SET active = 0, successor_id = 1 WHERE id = 2");
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease WHERE unit_id = 1"), 1);
    assert_int_equal(DONE_BY(database, HOT, ON_15_OCTOBER * DAY_MS, lease_begin(db, first_lease, LEASE_INFO_WAY_TALK)), LEASE_DONE);
}

/* trace: R-152 R-153 L14 */
static void from_draft_to_keys_and_the_landlord_is_in_the_case(void **state) {
    struct test_database *database = *state;
    lease_town(database);
    const struct lease_terms terms = good_terms();
    assert_int_equal(lease_drafted(database, &terms, 10), LEASE_DONE);
    assert_int_equal(DONE_BY(database, HOT, 11, lease_offer(db, first_lease)), LEASE_NOT_YOURS);
    assert_int_equal(DONE_BY(database, EIE, 12, lease_sign(db, first_lease, date_of(2026, 9, 7))), LEASE_WRONG_STATE);
    assert_int_equal(DONE_BY(database, EIE, 13, lease_offer(db, first_lease)), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 14, lease_sign(db, first_lease, date_of(2026, 9, 8))), LEASE_SIGNED_LATER);
    assert_int_equal(DONE_BY(database, EIE, 15, lease_sign(db, first_lease, date_of(2026, 9, 7))), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 16, lease_begin(db, first_lease, LEASE_INFO_WAY_TALK)), LEASE_BEGINS_EARLY);
    assert_int_equal(DONE_BY(database, EIE, ON_15_OCTOBER * DAY_MS, lease_begin(db, first_lease, LEASE_INFO_WAY_TALK)), LEASE_DONE);
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease_move WHERE lease_id = 1"), 4);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_team WHERE unit_id = 2 AND why = 'lease'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease WHERE state = 'running' AND until_date = '2029-10-14'"), 1);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM dwelling_stock WHERE id = 1 AND state = 'occupied' AND state_since = '2026-10-15'"), 1);
}

/* trace: R-154 A13 */
static void where_the_municipality_always_tells_of_the_way_onward_nobody_moves_in_without(void **state) {
    struct test_database *database = *state;
    struct profile *profile = NULL;
    const char *reason = "";
    lease_town(database);
    assert_int_equal(profile_load("profiles/alesund.yaml", database->arena, &profile, &reason), ERR_OK);
    organisation_set_profile(profile);
    struct lease_terms terms = good_terms();
    terms.months = 0;
    lease_signed(database, &terms);
    assert_int_equal(DONE_BY(database, EIE, ON_15_OCTOBER * DAY_MS, lease_begin(db, first_lease, 0)), LEASE_INFO_MISSING);
    assert_int_equal(DONE_BY(database, EIE, ON_15_OCTOBER * DAY_MS, lease_begin(db, first_lease, LEASE_INFO_WAY_TALK_AND_WRITING)),
                     LEASE_DONE);
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease_info WHERE given_on = '2026-10-15' AND way = 'talk_and_writing'"),
                     1);
}

/* trace: I-13 */
static void one_dwelling_has_one_lease_that_runs(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    const struct lease_terms terms = good_terms();
    assert_int_equal(lease_drafted(database, &terms, ON_15_OCTOBER * DAY_MS + 1), LEASE_HOME_TAKEN);
    test_script(
        database,
        "INSERT INTO lease (case_id, person_id, dwelling_id, unit_id, state, kind, from_date, rent, deposit, deposit_kind, told_public, told_fixed,"
        " except_term, except_sublet, except_household, short_again, signed_on, made_at, made_by, state_at, version)"
        " VALUES (1, 1, 1, 2, 'draft', 'open', '2026-10-15', 1, 0, 'none', 1, 1, 0, 0, 0, 0, '2026-10-01', 1, 1, 1, 1);"
        "UPDATE lease SET state = 'offered' WHERE id = 2; UPDATE lease SET state = 'signed' WHERE id = 2");
    test_refuses(database, "UPDATE lease SET state = 'running' WHERE id = 2");
}

/* trace: I-13 I-14 R-159 TIL-1 HLL-2 HLL-3 HLL-7 */
static void the_schema_says_no_by_itself(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    test_refuses(database, "UPDATE lease SET state = 'ended', ended_on = '2027-01-01', how = 'own_home' WHERE id = 1");
    test_refuses(database, "UPDATE lease SET state = 'draft' WHERE id = 1");
    test_refuses(database, "UPDATE lease SET until_date = '2027-01-01' WHERE id = 1");
    test_refuses(database, "UPDATE lease SET deposit = 1000000 WHERE id = 1");
    test_refuses(database, "UPDATE lease_move SET to_state = 'ended' WHERE lease_id = 1");
    test_refuses(database, "DELETE FROM lease WHERE id = 1");
    test_script(database, "UPDATE lease SET state = 'expiring' WHERE id = 1; UPDATE lease SET state = 'review' WHERE id = 1");
    test_refuses(database, "UPDATE lease SET state = 'ended', ended_on = '2029-10-14', how = 'term_over' WHERE id = 1");
    test_refuses(
        database,
        "INSERT INTO lease (case_id, person_id, dwelling_id, unit_id, state, kind, from_date, months, until_date, rent, deposit, deposit_kind, told_public, told_fixed,"
        " except_term, except_sublet, except_household, short_again, made_at, made_by, state_at, version)"
        " VALUES (1, 1, 2, 2, 'draft', 'fixed', '2026-10-15', 12, '2027-10-14', 1, 0, 'none', 1, 1, 0, 0, 0, 0, 1, 1, 1, 1)");
    test_refuses(
        database,
        "INSERT INTO lease (case_id, person_id, dwelling_id, unit_id, state, kind, from_date, rent, deposit, deposit_kind, told_public, told_fixed,"
        " except_term, except_sublet, except_household, short_again, made_at, made_by, state_at, version)"
        " VALUES (1, 1, 2, 2, 'running', 'open', '2026-10-15', 1, 0, 'none', 1, 1, 0, 0, 0, 0, 1, 1, 1, 1)");
}

/* trace: R-153 HLL-1 I-13 L14 */
static void reminded_nine_six_three_and_one_month_before_then_red_until_it_is_open_by_law(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    static const struct {
        int year, month, day;
        const char *due, *state;
    } steps[] = {{2029, 1, 14, "2029-04-14", "expiring"},
                 {2029, 4, 14, "2029-07-14", "expiring"},
                 {2029, 7, 14, "2029-09-14", "expiring"},
                 {2029, 9, 14, "2029-10-14", "expiring"}};
    lease_until(database, date_of(2029, 1, 13));
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease WHERE state = 'running'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'review_lease'"), 0);
    for (size_t i = 0; i < 4; i++) {
        lease_until(database, date_of(steps[i].year, steps[i].month, steps[i].day));
        assert_int_equal(
            test_number(database, arena_printf(database->arena,
                                               "SELECT count(*) FROM open_task t JOIN lease l ON l.id = t.subject"
                                               " WHERE t.kind = 'review_lease' AND t.unit_id = 2 AND t.due = '%s' AND l.state = '%s'",
                                               steps[i].due, steps[i].state)),
            1);
    }
    lease_until(database, date_of(2029, 10, 15));
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'lease_runs_on' AND due = '2029-10-14'"), 1);
    lease_until(database, date_of(2030, 1, 14));
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease WHERE state = 'expiring'"), 1);
    lease_until(database, date_of(2030, 1, 15));
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease WHERE state = 'indefinite'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind IN ('lease_runs_on', 'review_lease')"), 0);
}

/* trace: R-159 TIL-1 A17 */
static void she_moves_when_she_gives_notice_and_never_because_the_term_is_over_without_a_decision(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    int64_t later = 60 * DAY_MS;
    assert_int_equal(DONE_BY(database, EIE, later, lease_finish_tenancy(db, first_lease, date_of(2026, 11, 1), LEASE_END_OWN_HOME)),
                     LEASE_WRONG_STATE);
    assert_int_equal(DONE_BY(database, EIE, later + 1, lease_give_notice(db, first_lease, LEASE_NOTICE_BY_TENANT, date_of(2027, 1, 1))),
                     LEASE_NOTICE_DAY);
    assert_int_equal(DONE_BY(database, EIE, later + 2, lease_give_notice(db, first_lease, LEASE_NOTICE_BY_TENANT, date_of(2026, 11, 1))),
                     LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, later + 3, lease_finish_tenancy(db, first_lease, date_of(2026, 11, 5), LEASE_END_TERM_OVER)),
                     LEASE_NO_PRIOR_NOTICE);
    assert_int_equal(DONE_BY(database, EIE, later + 4, lease_finish_tenancy(db, first_lease, date_of(2026, 11, 5), LEASE_END_OWN_HOME)),
                     LEASE_DONE);
    assert_int_equal(test_number(database, "SELECT count(*) FROM running_lease"), 0);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM dwelling_stock WHERE id = 1 AND state = 'vacated' AND state_since = '2026-11-05'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_team WHERE unit_id = 2 AND why = 'lease'"), 0);
}

/* trace: I-13 */
static void the_table_and_the_trigger_say_the_same(void **state) {
    struct test_database *database = *state;
    lease_town(database);
    for (int from = 1; from <= LEASE_STATE_COUNT; from++)
        for (int to = 1; to <= LEASE_STATE_COUNT; to++)
            assert_false(from == to && lease_step((enum lease_state)from, (enum lease_state)to));
    assert_true(lease_step(LEASE_STATE_REVIEW, LEASE_STATE_RENEWED));
    assert_false(lease_step(LEASE_STATE_ENDED, LEASE_STATE_RUNNING));
    assert_false(lease_step(LEASE_STATE_RUNNING, LEASE_STATE_ENDED));
}

/* trace: R-152 I-13 */
static void a_contract_about_a_home_she_lives_in_already_is_written_down_late(void **state) {
    struct test_database *database = *state;
    struct lease_terms terms = good_terms();
    lease_town(database);
    lease_dwelling_add(database, "4-119", "occupied");
    terms.dwelling = (struct dwelling_id){3};
    terms.from = date_of(2023, 12, 1);
    assert_int_equal(lease_drafted(database, &terms, 10), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 11, lease_offer(db, first_lease)), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 12, lease_withdraw(db, first_lease)), LEASE_DONE); /* and she lives there as before */
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling_stock WHERE id = 3 AND state = 'occupied'"), 1);
    const struct lease_id second = {2};
    assert_int_equal(lease_drafted(database, &terms, 13), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 14, lease_offer(db, second)), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 15, lease_sign(db, second, date_of(2023, 12, 1))), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 16, lease_begin(db, second, LEASE_INFO_WAY_TALK)), LEASE_DONE);
    lease_until(database, date_of(2026, 9, 8)); /* three months before its end: said at once */
    assert_int_equal(test_number(database, "SELECT count(*) FROM running_lease WHERE id = 2 AND state = 'expiring'"), 1);
    terms.from = date_of(2026, 9, 20); /* a home that somebody lives in is promised to nobody from a day to come */
    terms.case_ = ane, terms.dwelling = (struct dwelling_id){3};
    assert_int_equal(lease_drafted(database, &terms, DAY_MS), LEASE_HOME_TAKEN);
}

/* trace: GDPR-6 MODEL-6.4-13 */
static void the_home_of_somebody_whose_address_is_not_to_be_known_is_shielded_by_itself(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE address_shielded = 1"), 0);
    test_script(database, "UPDATE person SET address_grade = 'confidential' WHERE id = 1");
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND address_shielded = 1"), 1);
    test_script(database, "UPDATE person SET address_grade = 'open' WHERE id = 1"); /* nobody opens it by accident */
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE address_shielded = 1"), 1);
}
/* trace: GDPR-6 MODEL-6.4-13 */
static void the_home_she_gets_the_keys_to_is_shielded_too(void **state) {
    struct test_database *database = *state;
    const struct lease_terms terms = good_terms();
    lease_town(database);
    test_script(database, "UPDATE person SET address_grade = 'strictly_confidential' WHERE id = 1");
    lease_signed(database, &terms);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE address_shielded = 1"), 0);
    assert_int_equal(DONE_BY(database, EIE, ON_15_OCTOBER * DAY_MS, lease_begin(db, first_lease, LEASE_INFO_WAY_TALK)), LEASE_DONE);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND address_shielded = 1"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, three_years_from_15_october_end_on_14_october),
        RULE_ON(ON_SQLITE, each_rule_of_the_form_is_named),
        RULE_ON(ON_SQLITE, no_condition_of_help_abstinence_or_entry_gets_into_a_lease),
        RULE(no_code_or_column_of_a_lease_tells_what_somebody_uses),
        RULE(from_draft_to_keys_and_the_landlord_is_in_the_case),
        RULE(the_home_of_somebody_whose_address_is_not_to_be_known_is_shielded_by_itself),
        RULE(the_home_she_gets_the_keys_to_is_shielded_too),
        RULE(a_contract_about_a_home_she_lives_in_already_is_written_down_late),
        RULE(a_lease_goes_with_the_landlord_that_becomes_part_of_another_unit),
        RULE(where_the_municipality_always_tells_of_the_way_onward_nobody_moves_in_without),
        RULE(one_dwelling_has_one_lease_that_runs),
        RULE(the_schema_says_no_by_itself),
        RULE(reminded_nine_six_three_and_one_month_before_then_red_until_it_is_open_by_law),
        RULE(she_moves_when_she_gives_notice_and_never_because_the_term_is_over_without_a_decision),
        RULE_ON(ON_SQLITE, the_table_and_the_trigger_say_the_same),
    };
    return run_rules("tenancy", rules, sizeof rules / sizeof *rules);
}
