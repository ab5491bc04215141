/* Tests of dates and instants, against the C library's calendar and zone database where it has an answer. */
#include "base/clock.h"
#include "base/date.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_create();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void every_day_from_1900_to_2200_agrees_with_the_c_library(void **state) {
    (void)state;
    struct date last = date_of(2200, 12, 31);
    for (struct date date = date_of(1900, 1, 1); date.days <= last.days; date.days++) {
        struct tm tm;
        time_t seconds = (time_t)date.days * 86400;
        assert_non_null(gmtime_r(&seconds, &tm));
        struct ymd of = date_ymd(date);
        assert_int_equal(of.year, tm.tm_year + 1900);
        assert_int_equal(of.month, tm.tm_mon + 1);
        assert_int_equal(of.day, tm.tm_mday);
        assert_int_equal(date_weekday(date), tm.tm_wday ? tm.tm_wday : 7);
        assert_int_equal(date_of(of.year, of.month, of.day).days, timegm(&tm) / 86400);
        char week[8];
        assert_int_equal(strftime(week, sizeof week, "%V", &tm), 2);
        assert_int_equal(date_iso_week(date), strtol(week, NULL, 10));
    }
}

static void every_day_of_ten_thousand_years_comes_back(void **state) {
    (void)state;
    int32_t expected = date_of(1, 1, 1).days;
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++) {
                struct date date = date_of(year, month, day);
                if (date_is_none(date)) continue;
                assert_int_equal(date.days, expected++);
                struct ymd of = date_ymd(date);
                assert_true(of.year == year && of.month == month && of.day == day);
            }
    assert_int_equal(expected, date_of(9999, 12, 31).days + 1);
    assert_int_equal(date_iso_week(date_of(1, 1, 1)), 1);
    assert_int_equal(date_iso_week(date_of(9999, 12, 31)), 52);
}

static void days_that_do_not_exist_are_none(void **state) {
    (void)state;
    static const int wrong[][3] = {{2026, 2, 29}, {1900, 2, 29}, {2100, 2, 29}, {2026, 4, 31}, {2026, 0, 1},  {2026, 13, 1}, {2026, 1, 0},
                                   {2026, 1, 32}, {0, 1, 1},     {10000, 1, 1}, {-1, 1, 1},    {2026, -1, 5}, {2026, 1, -5}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) assert_true(date_is_none(date_of(wrong[i][0], wrong[i][1], wrong[i][2])));
    assert_false(date_is_none(date_of(2000, 2, 29)));
    assert_false(date_is_none(date_of(2028, 2, 29)));
}

static void adding_months_keeps_the_day_or_takes_the_last(void **state) {
    (void)state;
    static const struct {
        int from[3], months, to[3];
    } cases[] = {{{2026, 1, 31}, 1, {2026, 2, 28}},   {{2028, 1, 31}, 1, {2028, 2, 29}},  {{2026, 1, 31}, 2, {2026, 3, 31}},
                 {{2026, 3, 31}, -1, {2026, 2, 28}},  {{2026, 12, 15}, 1, {2027, 1, 15}}, {{2026, 1, 15}, -1, {2025, 12, 15}},
                 {{2024, 2, 29}, 12, {2025, 2, 28}},  {{2024, 2, 29}, 48, {2028, 2, 29}}, {{2026, 5, 31}, 0, {2026, 5, 31}},
                 {{2026, 8, 31}, -18, {2025, 2, 28}}, {{2026, 6, 30}, 120, {2036, 6, 30}}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct date from = date_of(cases[i].from[0], cases[i].from[1], cases[i].from[2]);
        struct date to = date_of(cases[i].to[0], cases[i].to[1], cases[i].to[2]);
        assert_int_equal(date_add_months(from, cases[i].months).days, to.days);
    }
    assert_true(date_is_none(date_add_months(date_of(9999, 12, 1), 1)));
    assert_true(date_is_none(date_add_months(date_of(1, 1, 1), -1)));
    assert_true(date_is_none(date_add_months(date_of(2026, 1, 1), INT32_MAX)));
    assert_true(date_is_none(date_add_months(date_of(2026, 1, 1), INT32_MIN)));
    assert_true(date_is_none(date_add_months(DATE_NONE, 1)));
}

static void adding_and_counting_days_are_each_others_opposite(void **state) {
    (void)state;
    struct date from = date_of(2026, 3, 17);
    for (int days = -2000; days <= 2000; days += 13) assert_int_equal(date_days_between(from, date_add_days(from, days)), days);
    assert_true(date_is_none(date_add_days(DATE_NONE, 1)));
    assert_true(date_is_none(date_add_days(date_of(9999, 12, 31), 1)));
    assert_true(date_is_none(date_add_days(date_of(1, 1, 1), -1)));
    assert_true(date_is_none(date_add_days(date_of(2026, 1, 1), INT32_MAX)));
}

static void age_changes_on_the_birthday(void **state) {
    (void)state;
    struct date born = date_of(2008, 3, 17);
    assert_int_equal(date_age(born, date_of(2026, 3, 16)), 17);
    assert_int_equal(date_age(born, date_of(2026, 3, 17)), 18);
    assert_int_equal(date_age(born, born), 0);
    struct date leap = date_of(2008, 2, 29);
    assert_int_equal(date_age(leap, date_of(2026, 2, 28)), 17);
    assert_int_equal(date_age(leap, date_of(2026, 3, 1)), 18);
}

static void dates_are_read_as_people_and_machines_write_them(void **state) {
    (void)state;
    struct date day = date_of(2026, 9, 7);
    static const char *const norwegian[] = {"7.9.2026", "07.09.2026", "7.09.2026", "07.9.2026", "2026-09-07"};
    for (size_t i = 0; i < sizeof norwegian / sizeof norwegian[0]; i++) assert_int_equal(date_parse_no(norwegian[i]).days, day.days);
    assert_int_equal(date_parse_iso("2026-09-07").days, day.days);
    assert_string_equal(date_iso(arena, day), "2026-09-07");
    assert_null(date_iso(arena, DATE_NONE));

    static const char *const wrong[] = {"",           "7.9.26",   "7.9.2026 ",  " 7.9.2026",   "007.9.2026",  "7/9/2026",   "7.9",
                                        "7.9.",       "7..2026",  "29.2.2026",  "2026-9-7",    "2026-09-07x", "2026-02-30", "2026-13-01",
                                        "0000-01-01", "20260907", "+026-09-07", "-2026-09-07", "7.9.20266",   "2026-09-0٧", "2026-09-07T"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_true(date_is_none(date_parse_no(wrong[i])));
        assert_true(date_is_none(date_parse_iso(wrong[i])));
    }
    assert_true(date_is_none(date_parse_iso("7.9.2026")));
    assert_true(date_is_none(date_parse_iso(NULL)));
    assert_true(date_is_none(date_parse_no(NULL)));
}

static void oslo_time_agrees_with_the_zone_database(void **state) {
    (void)state;
    assert_int_equal(setenv("TZ", "Europe/Oslo", 1), 0);
    tzset();
    struct tm probe;
    time_t summer = 1751371200; /* 2025-07-01T12:00Z */
    assert_non_null(localtime_r(&summer, &probe));
    if (probe.tm_gmtoff != 7200) skip(); /* no zone database here; the table below still speaks */
    for (int year = 1996; year <= 2037; year++)
        for (int month = 3; month <= 10; month += 7) {
            int64_t start = date_of(year, month, 20).days * MS_PER_DAY;
            for (int64_t ms = start; ms < start + 13 * MS_PER_DAY; ms += 30 * MS_PER_MINUTE) {
                time_t seconds = (time_t)(ms / 1000);
                struct tm tm;
                assert_non_null(localtime_r(&seconds, &tm));
                struct instant instant = {ms};
                assert_int_equal(instant_oslo_date(instant).days, date_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday).days);
                assert_int_equal(instant_oslo_minutes(instant), tm.tm_hour * 60 + tm.tm_min);
            }
        }
}

static void the_clocks_change_on_the_last_sundays_at_one_utc(void **state) {
    (void)state;
    static const struct {
        const char *utc;
        int minutes;
    } cases[] = {{"2025-03-30T00:59:59.999Z", 119}, {"2025-03-30T01:00:00.000Z", 180}, {"2025-10-26T00:59:59.999Z", 179},
                 {"2025-10-26T01:00:00.000Z", 120}, {"2026-03-29T00:59:00.000Z", 119}, {"2026-03-29T01:00:00.000Z", 180},
                 {"2026-10-25T00:59:00.000Z", 179}, {"2026-10-25T01:00:00.000Z", 120}, {"2030-03-31T00:59:00.000Z", 119},
                 {"2030-03-31T01:00:00.000Z", 180}, {"2033-10-30T00:59:00.000Z", 179}, {"2033-10-30T01:00:00.000Z", 120},
                 {"2099-03-29T01:00:00.000Z", 180}, {"2099-10-25T01:00:00.000Z", 120}, {"2025-12-31T23:00:00.000Z", 0},
                 {"2026-06-30T22:00:00.000Z", 0},   {"1969-12-31T23:59:00.000Z", 59}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct instant instant = instant_parse(cases[i].utc);
        assert_false(instant_is_none(instant));
        assert_int_equal(instant_oslo_minutes(instant), cases[i].minutes);
        assert_string_equal(instant_iso(arena, instant), cases[i].utc);
    }
    assert_int_equal(instant_oslo_date(instant_parse("2026-06-30T22:00Z")).days, date_of(2026, 7, 1).days);
    assert_int_equal(instant_oslo_date(instant_parse("2026-12-31T22:59Z")).days, date_of(2026, 12, 31).days);
    assert_int_equal(instant_oslo_date(instant_parse("2026-12-31T23:00Z")).days, date_of(2027, 1, 1).days);
    assert_true(date_is_none(instant_oslo_date(INSTANT_NONE)));
}

static void local_time_becomes_the_instant_that_shows_it(void **state) {
    (void)state;
    for (int year = 1996; year <= 2060; year += 3)
        for (struct date date = date_of(year, 1, 1); date_ymd(date).year == year; date.days++)
            for (int minutes = 0; minutes < 1440; minutes += 45) {
                struct instant instant = instant_of_oslo(date, minutes);
                int shown = instant_oslo_minutes(instant);
                bool skipped = shown == minutes + 60 && minutes >= 120 && minutes < 180;
                assert_true(shown == minutes || skipped);
                assert_int_equal(instant_oslo_date(instant).days, date.days);
                assert_true(!skipped || (date_weekday(date) == SUNDAY && date_ymd(date).month == 3));
            }
    struct date spring = date_of(2026, 3, 29);
    struct date autumn = date_of(2026, 10, 25);
    assert_string_equal(instant_iso(arena, instant_of_oslo(spring, 150)), "2026-03-29T01:30:00.000Z");
    assert_string_equal(instant_iso(arena, instant_of_oslo(autumn, 150)), "2026-10-25T00:30:00.000Z");
    assert_string_equal(instant_iso(arena, instant_of_oslo(autumn, 180)), "2026-10-25T02:00:00.000Z");
    assert_true(instant_is_none(instant_of_oslo(DATE_NONE, 0)));
}

static void instants_are_read_with_and_without_zone(void **state) {
    (void)state;
    static const struct {
        const char *text, *utc;
    } good[] = {{"2026-09-07T10:02", "2026-09-07T08:02:00.000Z"},       {"2026-01-07T10:02:30", "2026-01-07T09:02:30.000Z"},
                {"2026-09-07T10:02Z", "2026-09-07T10:02:00.000Z"},      {"2026-09-07T10:02:03+02:00", "2026-09-07T08:02:03.000Z"},
                {"2026-09-07T10:02-03:30", "2026-09-07T13:32:00.000Z"}, {"2026-09-07T00:30+02:00", "2026-09-06T22:30:00.000Z"},
                {"2026-09-07T10:02:03.1Z", "2026-09-07T10:02:03.100Z"}, {"2026-09-07T10:02:03.123456789Z", "2026-09-07T10:02:03.123Z"},
                {"2026-03-29T02:30", "2026-03-29T01:30:00.000Z"},       {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"}};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_string_equal(instant_iso(arena, instant_parse(good[i].text)), good[i].utc);

    static const char *const wrong[] = {"",
                                        "2026-09-07",
                                        "2026-09-07 10:02",
                                        "2026-09-07T10",
                                        "2026-09-07T10:2",
                                        "2026-09-07T24:00",
                                        "2026-09-07T10:60",
                                        "2026-09-07T10:02:60",
                                        "2026-09-07T10:02:",
                                        "2026-09-07T10:02z",
                                        "2026-09-07T10:02+",
                                        "2026-09-07T10:02+2",
                                        "2026-09-07T10:02+0200",
                                        "2026-09-07T10:02Z ",
                                        "2026-02-30T10:02Z",
                                        "2026-09-07T10:02:03.Z",
                                        "2026-09-07T10:02+15:00",
                                        "2026-09-07T10:02+02:60",
                                        "2026-09-07T10:02:03.1234567890Z",
                                        "0001-01-01T00:00+02:00",
                                        "9999-12-31T23:59-02:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) assert_true(instant_is_none(instant_parse(wrong[i])));
    assert_true(instant_is_none(instant_parse(NULL)));
    assert_null(instant_iso(arena, INSTANT_NONE));
    assert_null(instant_iso(arena, (struct instant){INT64_MAX}));
}

static void a_clock_file_sets_the_time_at_every_call(void **state) {
    (void)state;
    char path[] = "clock_test_XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    struct clock_source clock = {path};
    assert_int_equal(pwrite(file, "2026-03-17T12:30\n", 17, 0), 17);
    assert_string_equal(instant_iso(arena, clock_now(&clock)), "2026-03-17T11:30:00.000Z");
    assert_int_equal(pwrite(file, "2031-03-17T12:30Z", 17, 0), 17);
    assert_string_equal(instant_iso(arena, clock_now(&clock)), "2031-03-17T12:30:00.000Z");
    close(file);
    unlink(path);

    int64_t before = (int64_t)time(NULL) * 1000;
    int64_t now = clock_now(&(struct clock_source){NULL}).ms;
    assert_true(now >= before && now < before + 60000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_from_1900_to_2200_agrees_with_the_c_library),
        cmocka_unit_test(every_day_of_ten_thousand_years_comes_back),
        cmocka_unit_test(days_that_do_not_exist_are_none),
        cmocka_unit_test(adding_months_keeps_the_day_or_takes_the_last),
        cmocka_unit_test(adding_and_counting_days_are_each_others_opposite),
        cmocka_unit_test(age_changes_on_the_birthday),
        cmocka_unit_test(dates_are_read_as_people_and_machines_write_them),
        cmocka_unit_test(oslo_time_agrees_with_the_zone_database),
        cmocka_unit_test(the_clocks_change_on_the_last_sundays_at_one_utc),
        cmocka_unit_test(local_time_becomes_the_instant_that_shows_it),
        cmocka_unit_test(instants_are_read_with_and_without_zone),
        cmocka_unit_test(a_clock_file_sets_the_time_at_every_call),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
