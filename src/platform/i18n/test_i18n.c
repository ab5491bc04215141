/* Tests of languages, texts and the way dates, times and numbers are written, on a catalogue made by textgen. */
#include "platform/i18n/i18n.h"
#include "base/log.h"
#include "base/str.h"
#include "texts.h"

#include <setjmp.h>
#include <string.h>

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

static void languages_have_codes(void **state) {
    (void)state;
    for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) assert_int_equal(lang_parse(lang_code(lang)), lang);
    assert_int_equal(lang_parse("no"), LANG_NB);
    assert_int_equal(lang_parse("NN"), LANG_NN);
    assert_int_equal(lang_parse("se"), 0);
    assert_int_equal(lang_parse("nbx"), 0);
    assert_int_equal(lang_parse(""), 0);
    assert_int_equal(lang_parse(NULL), 0);
    assert_string_equal(lang_code(0), "nb");
}

/* trace: R-347 SPR-1 */
static void accept_language_follows_the_weights(void **state) {
    (void)state;
    static const struct {
        const char *header;
        enum lang lang;
    } cases[] = {{NULL, LANG_NB},
                 {"", LANG_NB},
                 {"nn", LANG_NN},
                 {"en-GB,en;q=0.9", LANG_EN},
                 {"nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6,en;q=0.5", LANG_NB},
                 {"nn-NO,nn;q=0.9,nb;q=0.8", LANG_NN},
                 {"en;q=0.5, nn;q=0.7", LANG_NN},
                 {"en;q=0.799,nn;q=0.8", LANG_NN},
                 {"no", LANG_NB},
                 {"da, sv;q=0.9", LANG_NB},
                 {"se, en;q=0.1", LANG_EN},
                 {"*", LANG_NB},
                 {"en;q=0.5, *;q=0.8", LANG_NB},
                 {"en;q=0", LANG_NB},
                 {"nn;q=0.000, en;q=0.001", LANG_EN},
                 {"en ; q=0.3 , nn ; q=0.4", LANG_NN},
                 {"EN", LANG_EN},
                 {"en, nn", LANG_EN},
                 {"english", LANG_NB},
                 {"en;q=2", LANG_NB},
                 {"en;q=1.5", LANG_NB},
                 {"en;q=", LANG_NB},
                 {"en;level=1", LANG_NB},
                 {"en;q=0.5x,nn;q=0.1", LANG_NN},
                 {",,, ,en", LANG_EN},
                 {";;;q,=-", LANG_NB}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) assert_int_equal(lang_accept(cases[i].header), cases[i].lang);
}

/* trace: R-347 SPR-1 */
static void every_key_is_found_by_its_name(void **state) {
    (void)state;
    assert_true(TEXT_COUNT > 10);
    for (text_key key = 1; key < TEXT_COUNT; key++) {
        assert_int_equal(text_find(text_name(key)), key);
        for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) assert_false(text_empty(text_of(lang, key)));
    }
    assert_int_equal(text_find("common_save"), T_common_save);
    assert_int_equal(text_find("common_sav"), 0);
    assert_int_equal(text_find("zzz"), 0);
    assert_int_equal(text_find(""), 0);
    assert_int_equal(text_find(NULL), 0);
    assert_string_equal(text_name(T_none), "");
    assert_string_equal(text_name(TEXT_COUNT), "");
    assert_string_equal(text_of(LANG_NN, T_none), "");
    assert_string_equal(text_of(LANG_NN, -1), "");
    assert_string_equal(text_of(LANG_NN, TEXT_COUNT), "");
    assert_string_equal(text_of(LANG_NN, T_common_optional), "valfritt");
    assert_string_equal(text_of(0, T_common_optional), "valgfritt");
}

static void parameters_are_put_in_by_name(void **state) {
    (void)state;
    assert_string_equal(text_format(arena, LANG_NN, T_date_pattern_moment, "time", "12.30", "date", "19. mars", NULL),
                        "19. mars kl. 12.30");
    assert_string_equal(text_format(arena, LANG_NB, T_common_save, NULL), "Lagre");
    assert_string_equal(text_format(arena, LANG_NB, T_none, "n", "1", NULL), "");
    assert_string_equal(text_format(arena, LANG_NB, T_date_pattern_time, "hour", "{minute}", "minute", "{hour}", NULL),
                        "{minute}.{hour}"); /* a value is never read as a pattern */
    assert_string_equal(text_format(arena, LANG_NB, T_date_pattern_time, "hour", NULL, "minute", "5", NULL), ".5");
}

static void a_forgotten_parameter_is_seen(void **state) {
    (void)state;
    log_set_level((enum log_level)(LOG_ERROR - 1));
    assert_string_equal(text_format(arena, LANG_NB, T_date_pattern_time, "hour", "12", "min", "30", NULL), "12.{minute}");
    log_set_level(LOG_INFO);
}

static void one_is_singular_and_every_other_number_plural(void **state) {
    (void)state;
    static const struct {
        enum lang lang;
        const char *n, *text;
    } cases[] = {{LANG_NB, "1", "1 dag"},     {LANG_NB, "6", "6 dager"},   {LANG_NB, "0", "0 dager"},
                 {LANG_NB, "11", "11 dager"}, {LANG_NB, "-1", "-1 dager"}, {LANG_NN, "1", "1 dag"},
                 {LANG_NN, "21", "21 dagar"}, {LANG_EN, "1", "1 day"},     {LANG_EN, "2", "2 days"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(text_format(arena, cases[i].lang, T_common_days, "n", cases[i].n, NULL), cases[i].text);
}

/* trace: R-347 SPR-1 */
static void dates_are_written_as_each_language_does(void **state) {
    (void)state;
    struct date thursday = date_of(2026, 3, 19);
    assert_string_equal(date_short(arena, LANG_NB, thursday), "to. 19. mars");
    assert_string_equal(date_short(arena, LANG_NN, thursday), "to. 19. mars");
    assert_string_equal(date_short(arena, LANG_EN, thursday), "Thu 19 March");
    assert_string_equal(date_short(arena, LANG_NN, date_of(2026, 5, 2)), "la. 2. mai");
    assert_string_equal(date_long(arena, LANG_NB, date_of(2026, 3, 23)), "23. mars 2026");
    assert_string_equal(date_long(arena, LANG_EN, date_of(2026, 3, 23)), "23 March 2026");
    assert_string_equal(date_full(arena, LANG_NB, date_of(2026, 3, 17)), "tirsdag 17. mars 2026");
    assert_string_equal(date_full(arena, LANG_NN, date_of(2026, 3, 17)), "tysdag 17. mars 2026");
    assert_string_equal(date_full(arena, LANG_EN, date_of(2026, 3, 17)), "Tuesday 17 March 2026");
    for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) {
        assert_string_equal(date_table(arena, lang, date_of(2026, 3, 23)), "23.03.26");
        assert_string_equal(date_table(arena, lang, date_of(2005, 12, 1)), "01.12.05");
        assert_string_equal(date_short(arena, lang, DATE_NONE), "");
        assert_string_equal(date_long(arena, lang, DATE_NONE), "");
        assert_string_equal(date_full(arena, lang, DATE_NONE), "");
        assert_string_equal(date_table(arena, lang, DATE_NONE), "");
        assert_string_equal(date_typed(arena, date_of(2026, 3, 9)), "09.03.2026");
        assert_null(date_typed(arena, DATE_NONE));
        assert_string_equal(date_relative(arena, lang, DATE_NONE, thursday), "");
        assert_string_equal(time_text(arena, lang, INSTANT_NONE), "");
        assert_string_equal(moment_text(arena, lang, INSTANT_NONE, thursday), "");
    }
}

/* trace: R-347 SPR-1 */
static void every_weekday_and_month_has_its_own_name(void **state) {
    (void)state;
    for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) {
        const char *seen[19];
        size_t count = 0;
        for (int day = 1; day <= 7; day++) seen[count++] = date_full(arena, lang, date_of(2026, 6, day));
        for (int month = 1; month <= 12; month++) seen[count++] = date_long(arena, lang, date_of(2026, month, 9));
        for (size_t a = 0; a < count; a++)
            for (size_t b = a + 1; b < count; b++) assert_string_not_equal(seen[a], seen[b]);
    }
    static const char *const nb[] = {"januar", "februar", "mars",      "april",   "mai",      "juni",
                                     "juli",   "august",  "september", "oktober", "november", "desember"};
    for (int month = 1; month <= 12; month++)
        assert_string_equal(date_long(arena, LANG_NB, date_of(2026, month, 1)), arena_printf(arena, "1. %s 2026", nb[month - 1]));
    static const char *const nn[] = {"måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"};
    for (int day = 1; day <= 7; day++) /* 1 June 2026 is a Monday */
        assert_string_equal(date_full(arena, LANG_NN, date_of(2026, 6, day)), arena_printf(arena, "%s %d. juni 2026", nn[day - 1], day));
}

static void near_days_have_words_and_far_ones_their_year(void **state) {
    (void)state;
    struct date today = date_of(2026, 12, 31);
    assert_string_equal(date_relative(arena, LANG_NB, today, today), "i dag");
    assert_string_equal(date_relative(arena, LANG_NB, date_of(2027, 1, 1), today), "i morgen");
    assert_string_equal(date_relative(arena, LANG_NN, date_of(2027, 1, 1), today), "i morgon");
    assert_string_equal(date_relative(arena, LANG_EN, date_of(2027, 1, 1), today), "tomorrow");
    assert_string_equal(date_relative(arena, LANG_NN, date_of(2026, 12, 30), today), "i går");
    assert_string_equal(date_relative(arena, LANG_EN, date_of(2026, 12, 30), today), "yesterday");
    assert_string_equal(date_relative(arena, LANG_NB, date_of(2027, 1, 2), today), "lø. 2. januar");
    assert_string_equal(date_relative(arena, LANG_NB, date_add_days(today, 180), today), "ti. 29. juni");
    assert_string_equal(date_relative(arena, LANG_NB, date_add_days(today, 181), today), "30. juni 2027");
    assert_string_equal(date_relative(arena, LANG_NB, date_of(2024, 2, 29), today), "29. februar 2024");
    assert_string_equal(date_relative(arena, LANG_NB, today, DATE_NONE), "31. desember 2026");
}

static void times_are_oslo_times(void **state) {
    (void)state;
    struct instant summer = instant_parse("2026-07-01T07:05:00Z");
    struct instant winter = instant_parse("2026-01-01T11:30:00Z");
    assert_string_equal(time_text(arena, LANG_NB, summer), "09.05");
    assert_string_equal(time_text(arena, LANG_NN, winter), "12.30");
    assert_string_equal(time_text(arena, LANG_EN, winter), "12:30");
    assert_string_equal(clock_text(arena, LANG_NN, 9 * 60 + 5), "09.05");
    assert_string_equal(clock_text(arena, LANG_EN, 0), "00:00");
    assert_string_equal(clock_span(arena, LANG_NB, 9 * 60, 24 * 60 - 1), "09.00–23.59");
    assert_string_equal(clock_span(arena, LANG_EN, 9 * 60, 10 * 60), "09:00–10:00");
}

static void a_moment_is_a_day_and_a_time(void **state) {
    (void)state;
    struct date today = date_of(2026, 3, 18);
    assert_string_equal(moment_text(arena, LANG_NB, instant_parse("2026-03-17T14:20"), today), "i går 14.20");
    assert_string_equal(moment_text(arena, LANG_EN, instant_parse("2026-03-17T14:20"), today), "yesterday at 14:20");
    assert_string_equal(moment_text(arena, LANG_NB, instant_parse("2026-03-12T09:05"), today), "12. mars kl. 09.05");
    assert_string_equal(moment_text(arena, LANG_EN, instant_parse("2026-03-12T09:05"), today), "12 March at 09:05");
    assert_string_equal(moment_text(arena, LANG_NN, instant_parse("2026-03-18T23:30Z"), today), "i morgon 00.30");
    assert_string_equal(moment_text(arena, LANG_NB, instant_parse("2024-03-12T09:05"), today), "12. mars 2024 kl. 09.05");
}

static void numbers_are_grouped_by_no_break_spaces(void **state) {
    (void)state;
    static const struct {
        int64_t number;
        const char *text;
    } cases[] = {{0, "0"},
                 {7, "7"},
                 {999, "999"},
                 {1000, "1\u00a0000"},
                 {9850, "9\u00a0850"},
                 {1002003, "1\u00a0002\u00a0003"},
                 {-5, "\u22125"},
                 {-9850, "\u22129\u00a0850"},
                 {INT64_MAX, "9\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0807"},
                 {INT64_MIN, "\u22129\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0808"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(number_text(arena, LANG_NB, cases[i].number), cases[i].text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_have_codes),
        cmocka_unit_test(accept_language_follows_the_weights),
        cmocka_unit_test(every_key_is_found_by_its_name),
        cmocka_unit_test(parameters_are_put_in_by_name),
        cmocka_unit_test(a_forgotten_parameter_is_seen),
        cmocka_unit_test(one_is_singular_and_every_other_number_plural),
        cmocka_unit_test(dates_are_written_as_each_language_does),
        cmocka_unit_test(every_weekday_and_month_has_its_own_name),
        cmocka_unit_test(near_days_have_words_and_far_ones_their_year),
        cmocka_unit_test(times_are_oslo_times),
        cmocka_unit_test(a_moment_is_a_day_and_a_time),
        cmocka_unit_test(numbers_are_grouped_by_no_break_spaces),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
