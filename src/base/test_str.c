/* Tests of text: the buffer, UTF-8, trimming, folding for search, integers, and the words for error codes. */
#include "base/err.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdio.h>
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

static void a_buffer_grows_and_is_always_terminated(void **state) {
    (void)state;
    struct str str = str_in(arena);
    assert_string_equal(str_text(&str), "");
    str_add(&str, NULL);
    assert_string_equal(str_text(&str), "");
    for (size_t i = 0; i < 5000; i++) {
        str_addf(&str, "%04zu", i);
        str_add_char(&str, ',');
        assert_int_equal(str.length, (i + 1) * 5);
        assert_int_equal(str.data[str.length], 0);
    }
    for (size_t i = 0; i < 5000; i++) {
        char wanted[32];
        (void)snprintf(wanted, sizeof wanted, "%04zu,", i);
        assert_memory_equal(str.data + i * 5, wanted, 5);
    }
}

static void a_formatted_piece_of_any_length_fits(void **state) {
    (void)state;
    for (int length = 0; length < 1200; length += 11) {
        struct str str = str_in(arena);
        str_add(&str, "<");
        str_addf(&str, "%*s", length, "");
        str_add_n(&str, ">x", 1);
        assert_int_equal(str.length, (size_t)length + 2);
        assert_int_equal(strlen(str.data), str.length);
        assert_int_equal(str.data[str.length - 1], '>');
    }
}

static void equality_and_emptiness_know_null_and_every_white_space(void **state) {
    (void)state;
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_false(text_equal("", NULL));
    assert_true(text_equal("å", "å"));
    assert_true(text_empty(NULL));
    assert_true(text_empty(""));
    assert_true(text_empty(" \t\r\n\u00a0\u2009\u202f\u3000"));
    assert_false(text_empty(" . "));
    assert_false(text_empty("\xa0")); /* not UTF-8 */
    assert_true(text_starts("overføring", "over"));
    assert_true(text_starts("over", ""));
    assert_false(text_starts("ove", "over"));
    assert_false(text_starts(NULL, "over"));
}

static void trimming_takes_white_space_at_the_ends_only(void **state) {
    (void)state;
    assert_null(text_trim(arena, NULL));
    assert_null(text_without_spaces(arena, NULL));
    assert_string_equal(text_without_spaces(arena, " 010190 12345 "), "01019012345");
    assert_string_equal(text_trim(arena, ""), "");
    assert_string_equal(text_trim(arena, " \u00a0\n "), "");
    assert_string_equal(text_trim(arena, "  Åse  Ødegård \n"), "Åse  Ødegård");
    assert_string_equal(text_trim(arena, "\u00a0x\u3000"), "x");
    assert_string_equal(text_trim(arena, "à"), "à"); /* C3 A0: its last byte is not a white space */
}

static void a_capital_is_the_first_letter_only(void **state) {
    (void)state;
    static const char *const words[][2] = {{"", ""}, {"i dag", "I dag"}, {"NAV", "NAV"}, {"åpent møte", "Åpent møte"}, {"ø", "Ø"}, {"æ", "Æ"}, {"ßa", "ßa"}, {"÷", "÷"}, {"3 år", "3 år"}, {"Ål", "Ål"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) assert_string_equal(text_capital(arena, words[i][0]), words[i][1]);
}

static void one_line_is_without_ends_and_without_a_stop(void **state) {
    (void)state;
    static const char *const words[][2] = {{"", ""}, {" Et rolig sted.\n", "Et rolig sted"}, {"Et rolig sted.\nUten trapp.", "Et rolig sted. Uten trapp"}, {".", ""}, {"Hva nå?", "Hva nå?"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) assert_string_equal(text_one_line(arena, words[i][0]), words[i][1]);
}

static void utf8_is_strict(void **state) {
    (void)state;
    static const char *const valid[] = {
        "", "a", "æøå", "čđŋšŧž", "€", "\U0001F600", "\xef\xbf\xbf", "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf"};
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++) assert_true(utf8_valid(valid[i], strlen(valid[i])));

    static const char *const broken[] = {"\x80",
                                         "\xbf",
                                         "\xc3",
                                         "a\xc3",
                                         "\xc3(",
                                         "\xc0\x80",
                                         "\xc1\xbf",
                                         "\xe0\x80\x80",
                                         "\xe0\x9f\xbf",
                                         "\xe2\x82",
                                         "\xed\xa0\x80",
                                         "\xed\xbf\xbf",
                                         "\xf0\x8f\xbf\xbf",
                                         "\xf4\x90\x80\x80",
                                         "\xf5\x80\x80\x80",
                                         "\xf8\x88\x80\x80\x80",
                                         "\xfe",
                                         "\xff",
                                         "\xf0\x9f\x98",
                                         "\xe6\xf8\xe5"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) assert_false(utf8_valid(broken[i], strlen(broken[i])));

    assert_false(utf8_valid("a\0b", 3));
    assert_true(utf8_valid(NULL, 0));
}

static void length_counts_code_points(void **state) {
    (void)state;
    assert_int_equal(utf8_length(NULL), 0);
    assert_int_equal(utf8_length("Ødegård"), 7);
    assert_int_equal(utf8_length("\U0001F600€"), 2);
}

static void folding_makes_names_comparable(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"Åse Ødegård", "åse ødegård"},
                                           {"ÆØÅ", "æøå"},
                                           {"André", "andre"},
                                           {"Čáhppe Đjuŋŋá", "cahppe djunna"},
                                           {"ŠIBMOT Ŧ Ž", "sibmot t z"},
                                           {"Müller", "muller"},
                                           {"Straße", "strasse"},
                                           {"Þór", "thor"},
                                           {"Łukasz Wiśniewski", "lukasz wisniewski"},
                                           {"Nguyễn", "nguyen"},
                                           {"A\u030Ase", "åse"},
                                           {"a\u030A", "å"},
                                           {"e\u0301", "e"},
                                           {"Œuvre", "oeuvre"},
                                           {"Skolt Ǥ Ǩ Ʒ Ǯ", "skolt g k z z"},
                                           {"Ǻ Ǽ Ǿ", "å æ ø"},
                                           {"7×3÷2", "7×3÷2"},
                                           {"Иван", "Иван"},
                                           {"O’Brien-Lie 3.", "o’brien-lie 3."},
                                           {"", ""},
                                           {"İlker ı", "ilker i"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_string_equal(text_fold(arena, pairs[i][0]), pairs[i][1]);
        assert_string_equal(text_fold(arena, pairs[i][1]), pairs[i][1]); /* folding twice changes nothing */
    }
    assert_string_not_equal(text_fold(arena, "Åse"), text_fold(arena, "Aase"));
    assert_string_not_equal(text_fold(arena, "Øre"), text_fold(arena, "Ore"));
    assert_string_equal(text_fold(arena, NULL), "");
    assert_string_equal(text_fold(arena, "A\xffZ"), "a\xffz");
}

static void latin1_becomes_utf8(void **state) {
    (void)state;
    assert_string_equal(latin1_to_utf8(arena, "bl\345b\346r \330", 8), "blåbær Ø");
    assert_string_equal(latin1_to_utf8(arena, "a\0b", 3), "a\uFFFD"
                                                          "b");
    char every[256];
    for (size_t i = 0; i < sizeof every; i++) every[i] = (char)i;
    char *text = latin1_to_utf8(arena, every, sizeof every);
    assert_true(utf8_valid(text, strlen(text)));
    assert_int_equal(utf8_length(text), 256);
}

static void integers_are_whole_strings_that_fit(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {{"0", 0}, {"-0", 0}, {"007", 7}, {"-12", -12}, {"9223372036854775807", INT64_MAX}, {"-9223372036854775808", INT64_MIN}};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        int64_t value = 99;
        assert_true(parse_int(good[i].text, &value));
        assert_true(value == good[i].value);
    }
    static const char *const bad[] = {"",
                                      "-",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "1.0",
                                      "0x1",
                                      "--1",
                                      "1e3",
                                      "१",
                                      "1\n",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "99999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int64_t value = 99;
        assert_false(parse_int(bad[i], &value));
        assert_true(value == 99);
    }
    assert_false(parse_int(NULL, &(int64_t){0}));
}

static void every_error_has_words_of_its_own(void **state) {
    (void)state;
    assert_string_equal(err_text(ERR_OK), err_text(5));
    for (int a = ERR_UNSUPPORTED; a <= 0; a++) {
        assert_string_not_equal(err_text(a), "unknown error");
        for (int b = a + 1; b <= 0; b++) assert_string_not_equal(err_text(a), err_text(b));
    }
    assert_string_equal(err_text(-99), "unknown error");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_grows_and_is_always_terminated),
        cmocka_unit_test(a_formatted_piece_of_any_length_fits),
        cmocka_unit_test(equality_and_emptiness_know_null_and_every_white_space),
        cmocka_unit_test(trimming_takes_white_space_at_the_ends_only),
        cmocka_unit_test(a_capital_is_the_first_letter_only),
        cmocka_unit_test(one_line_is_without_ends_and_without_a_stop),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(length_counts_code_points),
        cmocka_unit_test(folding_makes_names_comparable),
        cmocka_unit_test(latin1_becomes_utf8),
        cmocka_unit_test(integers_are_whole_strings_that_fit),
        cmocka_unit_test(every_error_has_words_of_its_own),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
