/* CSV: encodings, line ends, quotes, headers, and that no fault ever shows a whole national id. */
#include "domain/exchange/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static const struct csv_column columns[] = {{"name", true}, {"place", true}, {"note", false}, {NULL, false}};

struct reading {
    struct arena *arena;
    struct csv_faults faults;
    struct csv_table table;
    bool good;
};

static int begin(void **state) {
    struct arena *arena = arena_create();
    struct reading *reading = arena_alloc(arena, sizeof *reading);
    reading->arena = reading->faults.arena = arena;
    *state = reading;
    return 0;
}

static int end(void **state) {
    struct reading *reading = *state;
    arena_destroy(reading->arena);
    return 0;
}

static struct reading *read_bytes(void **state, const char *bytes, size_t size) {
    struct reading *reading = *state;
    reading->faults.n = 0;
    reading->good = csv_read(reading->arena, (struct blob){(const uint8_t *)bytes, size}, columns, &reading->faults, &reading->table);
    return reading;
}
#define READ(text) read_bytes(state, text, sizeof(text) - 1)

static void expect_fault(const struct reading *reading, int at, int64_t line, const char *reason) {
    assert_false(reading->good);
    assert_true(reading->faults.n > at);
    assert_int_equal(reading->faults.v[at].line, line);
    if (!strstr(reading->faults.v[at].reason, reason)) fail_msg("%s", reading->faults.v[at].reason);
}

static void test_a_plain_file_is_read(void **state) {
    const struct reading *reading = READ("name;place;note\nAne;Levanger;her\nOle;Skogn;\n");
    assert_true(reading->good);
    assert_int_equal(reading->table.n, 2);
    assert_string_equal(reading->table.rows[0].values[1], "Levanger");
    assert_string_equal(reading->table.rows[1].values[2], "");
    assert_int_equal(reading->table.rows[1].line, 3);
    assert_string_equal(reading->table.encoding, "UTF-8");
}

static void test_a_line_break_in_a_value_is_one_whatever_the_system(void **state) {
    const struct reading *reading = READ("name;place\r\n\"Kirkegata 4\r\n7600 Levanger\";\"a\rb\nc\"\r\n");
    assert_true(reading->good);
    assert_int_equal(reading->table.n, 1);
    assert_string_equal(reading->table.rows[0].values[0], "Kirkegata 4\n7600 Levanger");
    assert_string_equal(reading->table.rows[0].values[1], "a\nb\nc");
}

static void test_byte_order_mark_carriage_returns_and_capitals_are_taken(void **state) {
    const struct reading *reading = READ("\xef\xbb\xbfNAME;Place\r\nÅse;Åsen\r\n");
    assert_true(reading->good);
    assert_int_equal(reading->table.n, 1);
    assert_string_equal(reading->table.rows[0].values[0], "Åse");
    assert_string_equal(reading->table.rows[0].values[1], "Åsen");
    assert_string_equal(reading->table.rows[0].values[2], "");
}

static void test_latin1_is_found_out(void **state) {
    const struct reading *reading = READ("name;place\n\xc5se;\xd8rland\n");
    assert_true(reading->good);
    assert_string_equal(reading->table.encoding, "ISO-8859-1");
    assert_string_equal(reading->table.rows[0].values[0], "Åse");
    assert_string_equal(reading->table.rows[0].values[1], "Ørland");
}

static void test_windows_letters_outside_latin1_are_told(void **state) {
    expect_fault(READ("name;place\n\xc5se\x96;x\n"), 0, 2, "Windows-1252");
}

static void test_quotes_hold_separators_quotes_and_lines(void **state) {
    const struct reading *reading = READ("name;place;note\n\"a;b\";\"say \"\"hi\"\"\";\"one\ntwo\"\nlast;row;\n");
    assert_true(reading->good);
    assert_string_equal(reading->table.rows[0].values[0], "a;b");
    assert_string_equal(reading->table.rows[0].values[1], "say \"hi\"");
    assert_string_equal(reading->table.rows[0].values[2], "one\ntwo");
    assert_int_equal(reading->table.rows[0].line, 2);
    assert_int_equal(reading->table.rows[1].line, 4);
}

static void test_lone_carriage_returns_end_lines_too(void **state) {
    const struct reading *reading = READ("name;place\ra;b\rc;d\r");
    assert_true(reading->good);
    assert_int_equal(reading->table.n, 2);
    assert_int_equal(reading->table.rows[1].line, 3);
}

static void test_columns_may_stand_in_any_order_with_commas(void **state) {
    const struct reading *reading = READ("place,name\nSkogn,Ole\n");
    assert_true(reading->good);
    assert_string_equal(reading->table.rows[0].values[0], "Ole");
}

static void test_empty_columns_at_the_end_are_left_over(void **state) {
    const struct reading *reading = READ("name;place;;;\nOle;Skogn;;;\n\n;;;;\nAne;Åsen;;;;;\n");
    assert_true(reading->good);
    assert_int_equal(reading->table.n, 2);
    assert_int_equal(reading->table.rows[1].line, 5);
}

static void test_a_missing_column_is_told_and_no_row_is_blamed(void **state) {
    const struct reading *reading = READ("name;note\nOle;x\n");
    expect_fault(reading, 0, 1, "missing");
    assert_string_equal(reading->faults.v[0].column, "place");
    assert_int_equal(reading->faults.n, 1);
    assert_false(reading->table.header_good);
}

static void test_an_unknown_column_is_told(void **state) {
    const struct reading *reading = READ("name;place;shoe_size\nOle;x;43\n");
    expect_fault(reading, 0, 1, "no column");
    assert_string_equal(reading->faults.v[0].value, "shoe_size");
}

static void test_a_column_twice_is_told(void **state) { expect_fault(READ("name;place;name\na;b;c\n"), 0, 1, "twice"); }

static void test_a_short_or_wide_row_is_told_with_its_line(void **state) {
    const struct reading *reading = READ("name;place;note\nOle\nAne;a;b;c\nok;ok;ok\n");
    expect_fault(reading, 0, 2, "1 columns, the header 3");
    expect_fault(reading, 1, 3, "4 columns, the header 3");
    assert_int_equal(reading->table.n, 1);
}

static void test_a_quote_out_of_place_is_told_with_its_line(void **state) {
    expect_fault(READ("name;place\nok;ok\nO\"le;x\n"), 0, 3, "quotation mark");
    expect_fault(READ("name;place\nok;\"open\n"), 0, 3, "quotation mark");
}

static void test_a_control_character_is_told(void **state) { expect_fault(READ("name;place\nO\x01le;x\n"), 0, 2, "control character"); }

static void test_a_file_that_is_no_text_is_refused(void **state) {
    expect_fault(READ("name;place\nO\0le;x\n"), 0, 1, "no text file");
    expect_fault(READ("\xff\xfen\0a\0"), 0, 1, "UTF-16");
    expect_fault(READ(""), 0, 1, "empty");
    expect_fault(READ("\n\r\n\n"), 0, 1, "empty");
}

/* trace: GDPR-5 */
static void test_no_fault_shows_a_whole_national_id(void **state) {
    struct reading *reading = *state;
    assert_string_equal(csv_value_shown(reading->arena, "15858912345"), "158589*****");
    assert_string_equal(csv_value_shown(reading->arena, "158589 12345"), "158589 *****");
    assert_string_equal(csv_value_shown(reading->arena, "Ane 15858912345, Levanger"), "Ane 158589*****, Levanger");
    assert_string_equal(csv_value_shown(reading->arena, "7600"), "7600");
    assert_string_equal(csv_value_shown(reading->arena, "a\nb"), "a?b");
}

static void test_faults_beyond_the_first_are_counted(void **state) {
    struct reading *reading = *state;
    struct str text = str_in(reading->arena);
    str_add(&text, "name;place\n");
    for (int i = 0; i < 500; i++) str_add(&text, "only\n");
    read_bytes(state, str_text(&text), text.length);
    assert_int_equal(reading->faults.n, 500);
    assert_int_equal(reading->faults.v[CSV_FAULTS_KEPT - 1].line, CSV_FAULTS_KEPT + 1);
}

static void test_what_is_written_is_read_back(void **state) {
    struct reading *reading = *state;
    static const char *const values[] = {"plain", "a;b", "say \"hi\"", "one\ntwo", ""};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct str text = str_in(reading->arena);
        str_add(&text, "name;place\r\nx;");
        csv_write_field(&text, values[i], ';');
        str_add(&text, "\r\n");
        read_bytes(state, str_text(&text), text.length);
        assert_true(reading->good);
        assert_string_equal(reading->table.rows[0].values[1], values[i]);
    }
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_a_plain_file_is_read),
        TEST(test_a_line_break_in_a_value_is_one_whatever_the_system),
        TEST(test_byte_order_mark_carriage_returns_and_capitals_are_taken),
        TEST(test_latin1_is_found_out),
        TEST(test_windows_letters_outside_latin1_are_told),
        TEST(test_quotes_hold_separators_quotes_and_lines),
        TEST(test_lone_carriage_returns_end_lines_too),
        TEST(test_columns_may_stand_in_any_order_with_commas),
        TEST(test_empty_columns_at_the_end_are_left_over),
        TEST(test_a_missing_column_is_told_and_no_row_is_blamed),
        TEST(test_an_unknown_column_is_told),
        TEST(test_a_column_twice_is_told),
        TEST(test_a_short_or_wide_row_is_told_with_its_line),
        TEST(test_a_quote_out_of_place_is_told_with_its_line),
        TEST(test_a_control_character_is_told),
        TEST(test_a_file_that_is_no_text_is_refused),
        TEST(test_no_fault_shows_a_whole_national_id),
        TEST(test_faults_beyond_the_first_are_counted),
        TEST(test_what_is_written_is_read_back),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
