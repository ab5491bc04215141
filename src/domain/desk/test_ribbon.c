/* The drawing of responsibility: places follow days, names fit, a new worker is not a new period. */
#include "domain/desk/ribbon.h"

#include "base/str.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int make(void **state) {
    (void)state;
    arena = arena_create();
    return 0;
}

static int drop(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

static struct instant noon(int month, int day) { return instant_of_oslo(date_of(2026, month, day), 12 * 60); }
static double number(const char *text) { return strtod(text, NULL); }

static void assert_near(double left, double right) {
    if (fabs(left - right) > 0.15) fail_msg("%f is not %f", left, right);
}

/* trace: R-029 I-01 */
static void one_holder_fills_the_whole_time(void **state) {
    (void)state;
    const struct ribbon_period periods[] = {{1, "HOT", noon(9, 7), INSTANT_NONE}};
    struct ribbon ribbon = ribbon_draw(arena, LANG_NB, periods, 1, noon(10, 7));
    assert_int_equal(ribbon.spans.n, 1);
    assert_int_equal(ribbon.days, 30);
    assert_near(number(ribbon.spans.v[0].x), 0);
    assert_near(number(ribbon.spans.v[0].width) + 1, number(ribbon.now_x));
    assert_true(ribbon.spans.v[0].now);
    assert_true(date_is_none(ribbon.spans.v[0].until));
}

/* trace: R-029 I-01 I-02 */
static void places_follow_the_days_and_periods_meet(void **state) {
    (void)state;
    const struct ribbon_period periods[] = {{1, "HOT", noon(1, 1), noon(1, 11)}, {2, "NAV", noon(1, 11), noon(1, 31)}, {3, "HJE", noon(1, 31), INSTANT_NONE}};
    struct ribbon ribbon = ribbon_draw(arena, LANG_NB, periods, 3, noon(2, 10));
    const struct ribbon_span *spans = ribbon.spans.v;
    double whole = number(ribbon.now_x) - 1;
    assert_int_equal(ribbon.spans.n, 3);
    assert_near(number(spans[1].x), whole / 4);
    assert_near(number(spans[2].x), whole * 3 / 4);
    for (int i = 0; i < 2; i++) assert_near(number(spans[i].x) + number(spans[i].width) + 1.5, number(spans[i + 1].x));
    assert_int_equal(spans[1].days, 20);
    assert_string_equal(ribbon.back.v[0].unit, "HJE");
    assert_string_equal(ribbon.back.v[2].unit, "HOT");
}

/* trace: R-029 */
static void a_new_worker_inside_the_unit_is_not_a_new_period(void **state) {
    (void)state;
    const struct ribbon_period periods[] = {{1, "HOT", noon(1, 1), noon(1, 11)}, {1, "HOT", noon(1, 11), noon(2, 1)}, {2, "NAV", noon(2, 1), INSTANT_NONE}};
    struct ribbon ribbon = ribbon_draw(arena, LANG_NB, periods, 3, noon(3, 1));
    assert_int_equal(ribbon.spans.n, 2);
    assert_int_equal(ribbon.spans.v[0].days, 31);
    assert_int_equal(ribbon.spans.v[0].until.days, date_of(2026, 2, 1).days);
}

/* trace: R-045 */
static void a_name_is_cut_to_its_room_and_left_out_where_there_is_none(void **state) {
    (void)state;
    const char *name = "Ærlig oppfølging i Ørsta";
    const struct ribbon_period periods[] = {{1, name, noon(1, 1), noon(2, 1)}, {2, name, noon(2, 1), noon(2, 3)}, {3, "NAV", noon(2, 3), INSTANT_NONE}};
    struct ribbon ribbon = ribbon_draw(arena, LANG_NB, periods, 3, noon(11, 1));
    assert_non_null(ribbon.spans.v[0].label);
    assert_true(strlen(ribbon.spans.v[0].label) < strlen(name));
    assert_non_null(strstr(ribbon.spans.v[0].label, "…"));
    assert_true(utf8_valid(ribbon.spans.v[0].label, strlen(ribbon.spans.v[0].label)));
    assert_null(ribbon.spans.v[1].label);
    assert_true(number(ribbon.spans.v[1].width) >= 3);
    assert_string_equal(ribbon.spans.v[2].label, "NAV");
    assert_true(number(ribbon.now_x) < RIBBON_WIDTH);
}

/* trace: R-045 */
static void the_days_under_the_ribbon_stand_clear_of_each_other_however_long_it_is(void **state) {
    (void)state;
    static const int lengths[] = {0, 1, 3, 9, 20, 45, 100, 400, 1200, 4000, 12000};
    static const int begins[] = {0, 10}; /* at noon, and in the evening, when little is left of the first day */
    for (size_t i = 0; i < 2 * sizeof lengths / sizeof *lengths; i++) {
        size_t length = i / 2;
        struct instant from = {noon(1, 15).ms + begins[i % 2] * MS_PER_DAY / 24}, now = {from.ms + lengths[length] * MS_PER_DAY};
        const struct ribbon_period periods[] = {{1, "Psykisk helse oppfølgingstjenesten", from, INSTANT_NONE}};
        struct ribbon ribbon = ribbon_draw(arena, LANG_NB, periods, 1, now);
        assert_true(ribbon.ticks.n >= 1);
        for (size_t k = 1; k < ribbon.ticks.n; k++) {
            double gap = number(ribbon.ticks.v[k].x) - number(ribbon.ticks.v[k - 1].x);
            if (gap < 70) fail_msg("%d days: ticks %zu and %zu are %f apart", lengths[length], k - 1, k, gap);
        }
        assert_true(number(ribbon.ticks.v[ribbon.ticks.n - 1].x) <= number(ribbon.now_x));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_holder_fills_the_whole_time, make, drop),
        cmocka_unit_test_setup_teardown(places_follow_the_days_and_periods_meet, make, drop),
        cmocka_unit_test_setup_teardown(a_new_worker_inside_the_unit_is_not_a_new_period, make, drop),
        cmocka_unit_test_setup_teardown(a_name_is_cut_to_its_room_and_left_out_where_there_is_none, make, drop),
        cmocka_unit_test_setup_teardown(the_days_under_the_ribbon_stand_clear_of_each_other_however_long_it_is, make, drop),
    };
    return cmocka_run_group_tests_name("ribbon", tests, NULL, NULL);
}
