/* Tests of form.c: reading, marking and decoding of form fields. */
#include "platform/http/form.h"
#include "texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

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

/* A form of one to three fields; a NULL name ends it. */
static struct form form_of(const char *const (*pairs)[2]) {
    struct form form = {.v = arena_array(arena, 8, sizeof *form.v)};
    for (; (*pairs)[0]; pairs++) form.v[form.n++] = (struct form_field){.name = (*pairs)[0], .raw = (*pairs)[1]};
    return form;
}
#define FORM(...) form_of((const char *const[][2]){__VA_ARGS__, {NULL, NULL}})

struct one {
    struct form form;
    struct request rq;
    struct form_reader reader;
};
static void read_one(struct one *one, const char *value, bool strict) {
    *one = (struct one){.form = value ? FORM({"x", value}) : (struct form){0}};
    one->rq = (struct request){.arena = arena, .form = &one->form};
    one->reader = (struct form_reader){.rq = &one->rq, .form = &one->form, .strict = strict};
}

static void test_a_field_is_found_among_repeated_ones(void **state) {
    (void)state;
    struct form form = FORM({"a", "1"}, {"b", "2"}, {"b", "3"});
    assert_string_equal(form_raw(&form, "b"), "2");
    assert_null(form_raw(&form, "c"));
    assert_null(form_raw(NULL, "a"));
    assert_true(form_has(&form, "b", "3"));
    assert_false(form_has(&form, "a", "3"));
    assert_false(form_has(NULL, "a", "1"));
}

static void test_an_error_stands_beside_its_field_and_keeps_what_was_typed(void **state) {
    (void)state;
    struct form form = FORM({"a", "typed"});
    struct request rq = {.arena = arena, .form = &form};
    form_error(&rq, "a", T_field_date);
    form_error(&rq, "a", T_field_number);
    form_error(&rq, "missing", T_field_required);
    assert_true(form.refused);
    assert_int_equal(form_error_of(&form, "a"), T_field_date);
    assert_string_equal(form_raw(&form, "a"), "typed");
    assert_int_equal(form_error_of(&form, "missing"), T_field_required);
    assert_null(form_raw(&form, "missing"));
    assert_int_equal(form_error_of(&form, NULL), 0);
}

static void test_an_error_of_the_whole_form_stands_under_no_field(void **state) {
    (void)state;
    struct request rq = {.arena = arena};
    form_error(&rq, NULL, 0);
    assert_null(rq.form);
    form_error(&rq, NULL, T_field_choice);
    assert_non_null(rq.form);
    assert_int_equal(form_error_of(rq.form, NULL), T_field_choice);
    assert_true(rq.form->refused);
}

static void test_unknown_and_doubled_fields_are_not_ours(void **state) {
    (void)state;
    static const struct form_rule rules[] = {{"one", FORM_REQUIRED, 0, 0}, {"many", FORM_REPEATED, 0, 0}};
    struct form good = FORM({"one", ""}, {"many", "1"}, {"many", "2"}, {"csrf", "t"});
    struct form unknown = FORM({"one", ""}, {"two", ""});
    struct form doubled = FORM({"one", "a"}, {"one", "a"});
    struct form_reader reader = {.form = &good, .rules = rules, .n_rules = 2};
    assert_true(form_known(&reader));
    assert_int_equal(form_count(&reader, &rules[1]), 2);
    reader.form = &unknown;
    assert_false(form_known(&reader));
    reader.form = &doubled;
    assert_false(form_known(&reader));
    reader.form = NULL;
    assert_true(form_known(&reader));
    assert_int_equal(form_count(&reader, &rules[1]), 0);
    struct reply refusal = form_refuse(NULL);
    assert_int_equal(refusal.status, 400);
    assert_false(refusal.from_form);
}

struct text_case {
    const char *sent;
    enum form_need need;
    int64_t min, max;
    const char *value;
    text_key error;
};
static void test_texts(void **state) {
    (void)state;
    static const struct text_case cases[] = {
        {"a", FORM_REQUIRED, 1, 3, "a", 0},
        {"  a  ", FORM_REQUIRED, 1, 3, "  a", 0},
        {"a\r\nb", FORM_REQUIRED, 1, 3, "a\nb", 0},
        {"a\rb\r\n\r\n", FORM_REQUIRED, 1, 3, "a\nb", 0},
        {"æøå", FORM_REQUIRED, 1, 3, "æøå", 0},
        {"abcd", FORM_REQUIRED, 1, 3, NULL, T_field_too_long},
        {"a", FORM_REQUIRED, 2, 3, NULL, T_field_too_short},
        {"", FORM_REQUIRED, 1, 3, NULL, T_field_required},
        {" \r\n ", FORM_REQUIRED, 1, 3, NULL, T_field_required},
        {NULL, FORM_REQUIRED, 1, 3, NULL, T_field_required},
        {"", FORM_REQUIRED, 0, 3, "", 0},
        {NULL, FORM_REQUIRED, 0, 3, "", 0},
        {"", FORM_OPTIONAL, 1, 3, NULL, 0},
        {NULL, FORM_OPTIONAL, 0, 3, NULL, 0},
        {"abcd", FORM_OPTIONAL, 1, 3, NULL, T_field_too_long},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct text_case *c = &cases[i];
        struct form_rule rule = {"x", c->need, c->min, c->max};
        struct one one;
        read_one(&one, c->sent, true);
        const char *value = form_text(&one.reader, &rule, 0);
        assert_true(text_equal(value, c->value));
        assert_int_equal(form_error_of(&one.form, "x"), c->error);
        assert_int_equal(one.reader.wrong, c->error != 0);
    }
}

static void test_numbers(void **state) {
    (void)state;
    static const struct {
        const char *sent;
        bool has;
        int64_t v;
        text_key error;
    } cases[] = {{"-5", true, -5, 0},
                 {" 5 ", true, 5, 0},
                 {"6", false, 0, T_field_number},
                 {"5x", false, 0, T_field_number},
                 {"", false, 0, T_field_required},
                 {"99999999999999999999", false, 0, T_field_number}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct form_rule rule = {"x", FORM_REQUIRED, -5, 5};
        struct one one;
        read_one(&one, cases[i].sent, true);
        struct maybe_int value = form_int(&one.reader, &rule, 0);
        assert_int_equal(value.has, cases[i].has);
        assert_int_equal(value.v, cases[i].v);
        assert_int_equal(form_error_of(&one.form, "x"), cases[i].error);
    }
}

static void test_dates_are_norwegian_or_iso(void **state) {
    (void)state;
    static const struct form_rule rule = {"x", FORM_OPTIONAL, 0, 0};
    struct one one;
    read_one(&one, " 7.9.2026 ", true);
    assert_int_equal(form_date(&one.reader, &rule, 0).days, date_of(2026, 9, 7).days);
    read_one(&one, "2026-09-07", true);
    assert_int_equal(form_date(&one.reader, &rule, 0).days, date_of(2026, 9, 7).days);
    read_one(&one, "", true);
    assert_true(date_is_none(form_date(&one.reader, &rule, 0)));
    assert_false(one.reader.wrong);
    read_one(&one, "31.2.2026", true);
    assert_true(date_is_none(form_date(&one.reader, &rule, 0)));
    assert_int_equal(form_error_of(&one.form, "x"), T_field_date);
}

static void test_times_of_day(void **state) {
    (void)state;
    static const struct {
        const char *sent;
        int minutes;
        text_key error;
    } cases[] = {{"9:05", 545, 0},
                 {"09.05", 545, 0},
                 {"00:00", 0, 0},
                 {"23:59", 1439, 0},
                 {"", -1, T_field_required},
                 {"24:00", -1, T_field_clock},
                 {"9:5", -1, T_field_clock},
                 {"9", -1, T_field_clock},
                 {"9:60", -1, T_field_clock},
                 {"-1:00", -1, T_field_clock},
                 {"9:0x", -1, T_field_clock},
                 {":30", -1, T_field_clock}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct form_rule rule = {"x", FORM_REQUIRED, 0, 0};
        struct one one;
        read_one(&one, cases[i].sent, true);
        assert_int_equal(form_clock(&one.reader, &rule, 0), cases[i].minutes);
        assert_int_equal(form_error_of(&one.form, "x"), cases[i].error);
    }
}

static void test_ids_are_positive_and_ticks_are_yes_or_no(void **state) {
    (void)state;
    static const struct form_rule rule = {"x", FORM_REQUIRED, 0, 0};
    static const struct {
        const char *sent;
        int64_t id;
        text_key error;
    } ids[] = {{"12", 12, 0}, {"0", 0, T_field_choice}, {"-3", 0, T_field_choice}, {"x", 0, T_field_choice}, {"", 0, T_field_required}};
    struct one one;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        read_one(&one, ids[i].sent, true);
        assert_int_equal(form_id(&one.reader, &rule, 0), ids[i].id);
        assert_int_equal(form_error_of(&one.form, "x"), ids[i].error);
    }
    static const struct {
        const char *sent;
        bool ticked;
        text_key error;
    } ticks[] = {{"1", true, 0}, {"on", true, 0}, {"0", false, 0}, {"", false, 0}, {NULL, false, 0}, {"maybe", false, T_field_choice}};
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
        read_one(&one, ticks[i].sent, true);
        assert_int_equal(form_bool(&one.reader, &rule, 0), ticks[i].ticked);
        assert_int_equal(form_error_of(&one.form, "x"), ticks[i].error);
    }
}

static void test_a_choice_must_be_known(void **state) {
    (void)state;
    static const struct form_rule rule = {"x", FORM_REQUIRED, 0, 0};
    struct one one;
    read_one(&one, "code", true);
    const char *code = form_choice(&one.reader, &rule, 0);
    assert_string_equal(code, "code");
    form_choice_known(&one.reader, &rule, code, true);
    assert_false(one.reader.wrong);
    form_choice_known(&one.reader, &rule, code, false);
    assert_int_equal(form_error_of(&one.form, "x"), T_field_choice);
    read_one(&one, "", true);
    code = form_choice(&one.reader, &rule, 0);
    form_choice_known(&one.reader, &rule, code, false);
    assert_int_equal(form_error_of(&one.form, "x"), T_field_required);
}

static void test_a_lenient_reader_takes_what_is_wrong_as_absent(void **state) {
    (void)state;
    static const struct form_rule rule = {"x", FORM_REQUIRED, 1, 3};
    static const char *const sent[] = {NULL, "", "much too long", "-9"};
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        struct one one;
        read_one(&one, sent[i], false);
        assert_false(form_int(&one.reader, &rule, 0).has);
        assert_true(date_is_none(form_date(&one.reader, &rule, 0)));
        assert_int_equal(form_clock(&one.reader, &rule, 0), -1);
        assert_int_equal(form_id(&one.reader, &rule, 0), 0);
        assert_false(form_bool(&one.reader, &rule, 0));
        assert_false(one.reader.wrong);
        assert_int_equal(form_error_of(&one.form, "x"), 0);
        assert_false(one.form.refused);
    }
}

static void test_repeated_values_keep_their_places(void **state) {
    (void)state;
    static const struct form_rule rule = {"b", FORM_REPEATED, 0, 3};
    struct form form = FORM({"b", "x"}, {"a", "no"}, {"b", ""}, {"b", "z"});
    struct request rq = {.arena = arena, .form = &form};
    struct form_reader reader = {.rq = &rq, .form = &form, .strict = true};
    assert_int_equal(form_count(&reader, &rule), 3);
    assert_string_equal(form_text(&reader, &rule, 0), "x");
    assert_string_equal(form_text(&reader, &rule, 1), "");
    assert_string_equal(form_text(&reader, &rule, 2), "z");
    assert_int_equal(form_id(&reader, &rule, 1), 0);
    assert_false(reader.wrong);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_field_is_found_among_repeated_ones, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_error_stands_beside_its_field_and_keeps_what_was_typed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_error_of_the_whole_form_stands_under_no_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unknown_and_doubled_fields_are_not_ours, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dates_are_norwegian_or_iso, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_times_of_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ids_are_positive_and_ticks_are_yes_or_no, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_choice_must_be_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_lenient_reader_takes_what_is_wrong_as_absent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_repeated_values_keep_their_places, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
