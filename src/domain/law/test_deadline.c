/* The deadline engine against the vectors of MODEL §6.5 and the other clocks of LAW §5. */
#include "domain/law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct arena *arena;
static struct law *law;

static int law_open(void **state) {
    const char *reason = NULL;
    (void)state;
    arena = arena_create();
    if (law_load("law", arena, &law, &reason) < 0) fail_msg("%s", reason);
    return 0;
}

static int law_close(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

struct vector {
    enum law_clock clock;
    const char *start, *end;
};

static void check_all(const struct vector *vectors, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct date end = deadline_end(law, vectors[i].clock, date_parse_iso(vectors[i].start));
        if (end.days != date_parse_iso(vectors[i].end).days)
            fail_msg("%s from %s: %s, not %s", law_clock_code(vectors[i].clock), vectors[i].start, date_iso(arena, end), vectors[i].end);
    }
}
#define CHECK(...)                                         \
    do {                                                   \
        const struct vector vectors[] = {__VA_ARGS__};     \
        check_all(vectors, sizeof vectors / sizeof *vectors); \
    } while (0)

/* trace: FVL-29 PBRL-13 HLG-1 MODEL-6.4-11 */
static void test_appeals_run_three_and_four_weeks_and_roll_past_holidays(void **state) {
    (void)state;
    CHECK({CLOCK_APPEAL_FVL, "2026-09-28", "2026-10-19"}, {CLOCK_APPEAL_PBRL, "2026-09-28", "2026-10-26"},
          {CLOCK_APPEAL_FVL, "2026-10-08", "2026-10-29"}, {CLOCK_APPEAL_PBRL, "2026-10-08", "2026-11-05"},
          {CLOCK_APPEAL_FVL, "2026-10-12", "2026-11-02"}, {CLOCK_APPEAL_PBRL, "2026-10-12", "2026-11-09"},
          {CLOCK_APPEAL_FVL, "2026-10-31", "2026-11-23"}, {CLOCK_APPEAL_PBRL, "2026-10-31", "2026-11-30"},
          {CLOCK_APPEAL_FVL, "2026-12-03", "2026-12-24"}, {CLOCK_APPEAL_PBRL, "2026-12-03", "2026-12-31"},
          {CLOCK_APPEAL_FVL, "2026-12-04", "2026-12-28"}, {CLOCK_APPEAL_PBRL, "2026-12-04", "2027-01-04"},
          {CLOCK_APPEAL_FVL, "2027-03-04", "2027-03-30"}, {CLOCK_APPEAL_PBRL, "2027-03-04", "2027-04-01"},
          {CLOCK_APPEAL_FVL, "2026-04-10", "2026-05-04"}, {CLOCK_APPEAL_PBRL, "2026-04-10", "2026-05-08"},
          {CLOCK_APPEAL_FVL, "2027-04-26", "2027-05-18"}, {CLOCK_APPEAL_PBRL, "2027-04-26", "2027-05-24"});
}

/* trace: FVL-11a MODEL-6.4-11 */
static void test_a_provisional_reply_is_due_in_one_month_and_never_later(void **state) {
    (void)state;
    CHECK({CLOCK_PROVISIONAL_REPLY, "2026-01-31", "2026-02-28"}, {CLOCK_PROVISIONAL_REPLY, "2026-09-07", "2026-10-07"},
          {CLOCK_PROVISIONAL_REPLY, "2026-09-14", "2026-10-14"}, {CLOCK_PROVISIONAL_REPLY, "2028-01-31", "2028-02-29"},
          {CLOCK_PROVISIONAL_REPLY, "2026-11-25", "2026-12-25"}, /* a holiday, and still that day */
          {CLOCK_PROVISIONAL_REPLY_TASK, "2026-09-07", "2026-09-27"});
}

/* trace: PBRL-2 I-09 */
static void test_a_lasting_service_warns_on_day_ten_and_needs_its_decision_by_day_fourteen(void **state) {
    (void)state;
    CHECK({CLOCK_SERVICE_WARNING, "2026-09-17", "2026-09-27"}, {CLOCK_SERVICE_DECISION, "2026-09-17", "2026-10-01"});
}

/* trace: HLL-1 HLL-2 HLL-4 I-13 */
static void test_leases_end_and_turn_indefinite_three_months_later(void **state) {
    (void)state;
    struct date last = lease_last_day(date_of(2026, 10, 15), 36);
    assert_int_equal(last.days, date_of(2029, 10, 14).days);
    assert_int_equal(lease_last_day(date_of(2026, 10, 1), 1).days, date_of(2026, 10, 31).days);
    assert_true(date_is_none(lease_last_day(DATE_NONE, 36)));
    assert_true(date_is_none(lease_last_day(date_of(2026, 10, 1), 0)));
    CHECK({CLOCK_LEASE_INDEFINITE, "2029-10-14", "2030-01-14"}, {CLOCK_LEASE_NOTICE, "2026-10-15", "2027-01-31"},
          {CLOCK_LEASE_NOTICE, "2026-11-30", "2027-02-28"}, {CLOCK_TENANT_PROTEST, "2026-10-31", "2026-11-30"},
          {CLOCK_LANDLORD_SUIT, "2026-11-30", "2027-02-28"}, {CLOCK_ENFORCEMENT_WARNING, "2026-12-11", "2026-12-25"});
}

/* trace: FVL-31 FVL-34 FVL-36 FVL-16 EFV-1 */
static void test_the_other_clocks_of_a_decision(void **state) {
    (void)state;
    CHECK({CLOCK_APPEAL_LATEST, "2026-09-24", "2027-09-24"}, {CLOCK_APPEAL_LATEST, "2028-02-29", "2029-02-28"},
          {CLOCK_APPEAL_OTHERS, "2026-09-24", "2026-12-24"}, {CLOCK_APPEAL_TO_DETRIMENT, "2026-11-30", "2027-02-28"},
          {CLOCK_COSTS_CLAIM, "2026-12-04", "2026-12-25"}, {CLOCK_PRIOR_NOTICE, "2026-12-11", "2026-12-28"},
          {CLOCK_DIGITAL_UNOPENED, "2026-09-24", "2026-10-01"}, {CLOCK_APPEAL_FIRST_INSTANCE, "2026-10-19", "2026-11-09"});
}

/* trace: USK-1 USK-3 PBRL-4 BVL-2 BSL-5 KOS-1 */
static void test_clocks_between_services_and_in_the_year(void **state) {
    (void)state;
    CHECK({CLOCK_DISCHARGE_ANSWER, "2026-09-24", "2026-09-24"}, {CLOCK_DISCHARGE_ANSWER, "2026-09-26", "2026-09-28"},
          {CLOCK_SPECIALIST_ASSESSMENT, "2027-03-22", "2027-04-08"}, {CLOCK_CHILD_WELFARE_RECEIPT, "2026-09-24", "2026-10-15"},
          {CLOCK_HOUSING_PLAN, "2026-09-24", "2027-07-01"}, {CLOCK_KOSTRA_SERVICES, "2026-01-01", "2026-02-15"},
          {CLOCK_KOSTRA_SERVICES, "2026-02-16", "2027-02-15"}, {CLOCK_KOSTRA_ACCOUNTS, "2026-02-22", "2026-02-22"});
}

/* trace: USK-1 FVL-29 */
static void test_moments_count_hours_as_hours_and_days_to_their_end_in_oslo(void **state) {
    (void)state;
    struct instant admitted = instant_parse("2026-10-24T15:30"); /* summer time ends that night */
    struct instant warned = deadline_moment(law, CLOCK_DISCHARGE_FIRST_WARNING, admitted);
    assert_int_equal(warned.ms - admitted.ms, MS_PER_DAY);
    struct instant end = deadline_moment(law, CLOCK_APPEAL_FVL, instant_parse("2026-09-28T09:15"));
    assert_string_equal(instant_iso(arena, end), "2026-10-19T21:59:59.999Z");
    assert_true(instant_is_none(deadline_moment(law, CLOCK_APPEAL_FVL, INSTANT_NONE)));
}

/* trace: HLG-1 */
static void test_holidays_are_the_eleven_named_days_sundays_and_two_days_in_may(void **state) {
    (void)state;
    static const char *const holidays[] = {"2027-01-01", "2027-03-25", "2027-03-26", "2027-03-28", "2027-03-29", "2027-05-01", "2027-05-06",
                                           "2027-05-16", "2027-05-17", "2027-12-25", "2027-12-26", "2026-05-14", "2026-05-25", "2027-02-07"};
    static const char *const ordinary[] = {"2027-12-24", "2027-12-31", "2027-03-24", "2027-03-30", "2027-05-18", "2026-05-26", "2027-05-15"};
    for (size_t i = 0; i < sizeof holidays / sizeof *holidays; i++) {
        if (!law_is_holiday(law, date_parse_iso(holidays[i]))) fail_msg("%s is a holiday", holidays[i]);
        assert_false(law_is_working_day(law, date_parse_iso(holidays[i])));
    }
    for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++)
        if (law_is_holiday(law, date_parse_iso(ordinary[i]))) fail_msg("%s is no holiday", ordinary[i]);
    assert_false(law_is_working_day(law, date_parse_iso("2027-05-15"))); /* Saturday */
    assert_false(law_is_holiday(law, DATE_NONE));
}

/* trace: R-007 R-029 HLG-1 */
static void test_working_days_step_over_easter_and_may(void **state) {
    (void)state;
    struct date start = date_of(2027, 3, 24);
    assert_int_equal(law_add_working_days(law, start, 1).days, date_of(2027, 3, 30).days);
    assert_int_equal(law_add_working_days(law, start, 3).days, date_of(2027, 4, 1).days);
    assert_int_equal(law_add_working_days(law, date_of(2027, 3, 30), -1).days, start.days);
    assert_int_equal(law_add_working_days(law, date_of(2027, 5, 15), 0).days, date_of(2027, 5, 15).days);
    assert_int_equal(law_add_working_days(law, date_of(2027, 5, 14), 1).days, date_of(2027, 5, 18).days);
    assert_int_equal(law_working_days_between(law, start, date_of(2027, 4, 1)), 3);
    assert_int_equal(law_working_days_between(law, date_of(2027, 4, 1), start), -3);
    assert_int_equal(law_working_days_between(law, start, start), 0);
    assert_true(date_is_none(law_add_working_days(law, DATE_NONE, 3)));
}

/* trace: FVL-29 FVL-16 */
static void test_a_letter_reaches_the_party_by_its_channel(void **state) {
    (void)state;
    struct date sent = date_of(2026, 9, 24);
    assert_int_equal(notice_reached(law, NOTICE_DELIVERED, sent).days, sent.days);
    assert_int_equal(notice_reached(law, NOTICE_DIGITAL, sent).days, sent.days);
    assert_int_equal(notice_reached(law, NOTICE_ORAL, sent).days, sent.days);
    assert_int_equal(notice_reached(law, NOTICE_POSTED, sent).days, date_of(2026, 10, 1).days);
    assert_true(date_is_none(notice_reached(law, NOTICE_UNKNOWN, sent)));
    assert_true(date_is_none(notice_reached(law, NOTICE_POSTED, DATE_NONE)));
}

static void test_local_choices_are_marked_and_rules_are_not(void **state) {
    (void)state;
    struct date day = date_of(2026, 9, 24);
    assert_true(deadline_is_local(law, CLOCK_PRIOR_NOTICE, day));
    assert_true(deadline_is_local(law, CLOCK_DISCHARGE_ANSWER, day));
    assert_false(deadline_is_local(law, CLOCK_APPEAL_FVL, day));
    assert_false(deadline_is_local(law, CLOCK_PRIOR_NOTICE, DATE_NONE));
}

static void test_no_date_and_no_rule_in_force_give_no_deadline(void **state) {
    (void)state;
    assert_true(date_is_none(deadline_end(law, CLOCK_APPEAL_FVL, DATE_NONE)));
    assert_true(date_is_none(deadline_end(law, CLOCK_APPEAL_PBRL, date_of(2011, 12, 31)))); /* PBRL-13 begins in 2012 */
    assert_true(date_is_none(deadline_end(law, CLOCK_UNKNOWN, date_of(2026, 9, 24))));
    assert_true(date_is_none(deadline_end(law, CLOCK_APPEAL_FVL, date_of(9999, 12, 20))));
}

static void test_every_clock_has_a_code_that_reads_back(void **state) {
    (void)state;
    for (enum law_clock clock = CLOCK_UNKNOWN + 1; clock < CLOCK_COUNT; clock++)
        assert_int_equal(law_clock_parse(law_clock_code(clock)), clock);
    assert_int_equal(law_clock_parse("tea_time"), CLOCK_UNKNOWN);
    assert_int_equal(law_clock_parse(NULL), CLOCK_UNKNOWN);
    assert_null(law_clock_code(CLOCK_UNKNOWN));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appeals_run_three_and_four_weeks_and_roll_past_holidays),
        cmocka_unit_test(test_a_provisional_reply_is_due_in_one_month_and_never_later),
        cmocka_unit_test(test_a_lasting_service_warns_on_day_ten_and_needs_its_decision_by_day_fourteen),
        cmocka_unit_test(test_leases_end_and_turn_indefinite_three_months_later),
        cmocka_unit_test(test_the_other_clocks_of_a_decision),
        cmocka_unit_test(test_clocks_between_services_and_in_the_year),
        cmocka_unit_test(test_moments_count_hours_as_hours_and_days_to_their_end_in_oslo),
        cmocka_unit_test(test_holidays_are_the_eleven_named_days_sundays_and_two_days_in_may),
        cmocka_unit_test(test_working_days_step_over_easter_and_may),
        cmocka_unit_test(test_a_letter_reaches_the_party_by_its_channel),
        cmocka_unit_test(test_local_choices_are_marked_and_rules_are_not),
        cmocka_unit_test(test_no_date_and_no_rule_in_force_give_no_deadline),
        cmocka_unit_test(test_every_clock_has_a_code_that_reads_back),
    };
    return cmocka_run_group_tests(tests, law_open, law_close);
}
