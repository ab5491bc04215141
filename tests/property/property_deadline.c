/* Property: for every start day of fifty years the deadline engine agrees with a slow calendar that shares nothing with it. The slow one
 * steps day by day through years, months and weekdays of its own, and takes Easter from the lunar tables of the almanac. */
#include "domain/law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define FIRST_YEAR 2013 /* the first day must lie after the oldest rule's commencement */
#define N_YEARS 50
#define MARGIN 500 /* days on either side, so that no deadline runs off the end */
#define N_DAYS (N_YEARS * 366 + 2 * MARGIN + 800)

/* One day of the slow calendar. */
struct slow_day {
    int year, month, day, weekday; /* weekday 1 Monday to 7 Sunday */
    bool holiday;
};
static struct slow_day days[N_DAYS];

static bool slow_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int slow_month_days(int year, int month) {
    if (month == 2) return slow_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Full moons of the almanac for 1900–2199 by golden number: month and day (the paschal term table). */
static const struct {
    int month, day;
} paschal_term[19] = {
    {4, 14}, {4, 3},  {3, 23}, {4, 11}, {3, 31}, {4, 18}, {4, 8},  {3, 28}, {4, 16}, {4, 5},
    {3, 25}, {4, 13}, {4, 2},  {3, 22}, {4, 10}, {3, 30}, {4, 17}, {4, 7},  {3, 27},
};

static void slow_fill(void) {
    struct slow_day day = {.year = FIRST_YEAR - 2, .month = 1, .day = 1, .weekday = 6}; /* 1 January 2011 was a Saturday */
    for (int i = 0; i < N_DAYS; i++) {
        days[i] = day;
        day.weekday = day.weekday % 7 + 1;
        if (++day.day <= slow_month_days(day.year, day.month)) continue;
        day.day = 1;
        if (++day.month <= 12) continue;
        day.month = 1;
        day.year++;
    }
}

static void slow_mark(int index) {
    if (index >= 0 && index < N_DAYS) days[index].holiday = true;
}

/* Easter Day is the Sunday after the paschal full moon. */
static void slow_mark_easter(int moon) {
    static const int offsets[] = {-3, -2, 0, 1, 39, 49, 50};
    int easter = moon + 1;
    while (easter < N_DAYS && days[easter].weekday != 7) easter++;
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) slow_mark(easter + offsets[i]);
}

static void slow_mark_holidays(void) {
    static const int fixed[][2] = {{1, 1}, {5, 1}, {5, 17}, {12, 25}, {12, 26}};
    for (int i = 0; i < N_DAYS; i++) {
        int golden = days[i].year % 19;
        if (days[i].weekday == 7) slow_mark(i);
        for (size_t f = 0; f < sizeof fixed / sizeof *fixed; f++)
            if (days[i].month == fixed[f][0] && days[i].day == fixed[f][1]) slow_mark(i);
        if (days[i].month == paschal_term[golden].month && days[i].day == paschal_term[golden].day) slow_mark_easter(i);
    }
}

static bool slow_working(int index) { return days[index].weekday < 6 && !days[index].holiday; }

static int slow_weeks_rolled(int index, int weeks) {
    for (int step = 0; step < 7 * weeks; step++) index++;
    while (!slow_working(index)) index++;
    return index;
}

/* Steps to the month wanted, then to the same date or the month's last day. */
static int slow_months(int index, int months) {
    int wanted = days[index].day, passed = 0;
    while (passed < months)
        if (days[++index].day == 1) passed++;
    while (days[index].day < wanted && days[index + 1].day != 1) index++;
    return index;
}

static int slow_working_days(int index, int n) {
    while (n > 0)
        if (slow_working(++index)) n--;
    return index;
}

static struct date slow_date(int index) { return date_of(days[index].year, days[index].month, days[index].day); }

static struct arena *arena;
static struct law *law;

static int set_up(void **state) {
    const char *reason = NULL;
    (void)state;
    slow_fill();
    slow_mark_holidays();
    arena = arena_create();
    if (law_load("law", arena, &law, &reason) < 0) fail_msg("%s", reason);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void same(enum law_clock clock, int start, int expected) {
    struct date end = deadline_end(law, clock, slow_date(start));
    if (end.days != slow_date(expected).days)
        fail_msg("%s from %s: %s, the slow calendar says %s", law_clock_code(clock), date_iso(arena, slow_date(start)),
                 date_iso(arena, end), date_iso(arena, slow_date(expected)));
}

static int first_start(void) {
    int index = 0;
    while (days[index].year < FIRST_YEAR) index++;
    return index;
}

/* trace: HLG-1 */
static void test_weekdays_and_holidays_agree_for_fifty_years(void **state) {
    int checked = 0;
    (void)state;
    for (int i = MARGIN; i < N_DAYS - MARGIN; i++, checked++) {
        struct date date = slow_date(i);
        assert_false(date_is_none(date));
        assert_int_equal(date_weekday(date), days[i].weekday);
        if (law_is_holiday(law, date) != days[i].holiday) fail_msg("%s differs", date_iso(arena, date));
        assert_int_equal(law_is_working_day(law, date), slow_working(i));
    }
    assert_in_range(checked, N_YEARS * 365, N_DAYS);
}

/* trace: FVL-29 PBRL-13 FVL-11a HLL-1 PBRL-4 */
static void test_deadlines_agree_for_every_start_day_of_fifty_years(void **state) {
    int checked = 0;
    (void)state;
    for (int i = first_start(); days[i].year < FIRST_YEAR + N_YEARS; i++, checked++) {
        same(CLOCK_APPEAL_FVL, i, slow_weeks_rolled(i, 3));
        same(CLOCK_APPEAL_PBRL, i, slow_weeks_rolled(i, 4));
        same(CLOCK_PROVISIONAL_REPLY, i, slow_months(i, 1));
        same(CLOCK_APPEAL_LATEST, i, slow_months(i, 12));
        same(CLOCK_LEASE_INDEFINITE, i, slow_months(i, 3));
        same(CLOCK_SPECIALIST_ASSESSMENT, i, slow_working_days(i, 10));
    }
    assert_in_range(checked, N_YEARS * 365, N_YEARS * 366);
}

/* trace: FVL-29 PBRL-13 */
static void test_an_appeal_limit_is_a_working_day_never_early_and_never_shrinks(void **state) {
    (void)state;
    struct date before = DATE_NONE;
    for (int i = first_start(); days[i].year < FIRST_YEAR + N_YEARS; i++) {
        struct date start = slow_date(i), three = deadline_end(law, CLOCK_APPEAL_FVL, start),
                    four = deadline_end(law, CLOCK_APPEAL_PBRL, start);
        assert_true(law_is_working_day(law, three));
        assert_in_range(date_days_between(start, three), 21, 26); /* Easter: Maundy Thursday to Tuesday is the longest gap */
        assert_true(four.days > three.days);
        assert_true(three.days >= before.days);
        before = three;
    }
}

/* trace: HLG-1 */
static void test_working_days_forth_and_back_meet(void **state) {
    (void)state;
    for (int i = first_start(); days[i].year < FIRST_YEAR + 3; i++) {
        struct date start = slow_date(i);
        if (!law_is_working_day(law, start)) continue;
        for (int n = 0; n <= 25; n++) {
            struct date end = law_add_working_days(law, start, n);
            assert_int_equal(law_add_working_days(law, end, -n).days, start.days);
            assert_int_equal(law_working_days_between(law, start, end), n);
        }
    }
}

/* trace: HLL-2 I-13 */
static void test_a_lease_of_months_ends_the_day_before_the_next_would_begin(void **state) {
    (void)state;
    for (int i = first_start(); days[i].year < FIRST_YEAR + 8; i++)
        assert_int_equal(lease_last_day(slow_date(i), 36).days, slow_date(slow_months(i, 36) - 1).days);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weekdays_and_holidays_agree_for_fifty_years),
        cmocka_unit_test(test_deadlines_agree_for_every_start_day_of_fifty_years),
        cmocka_unit_test(test_an_appeal_limit_is_a_working_day_never_early_and_never_shrinks),
        cmocka_unit_test(test_working_days_forth_and_back_meet),
        cmocka_unit_test(test_a_lease_of_months_ends_the_day_before_the_next_would_begin),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
