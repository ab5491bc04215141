/* Tests of the marks on decoration: what is bare is wrapped, what is marked is left alone, and what is not understood is refused. */
#include "platform/pdf/paper.h"

#include <setjmp.h>
#include <stdlib.h>
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

/* NULL when refused. */
static const char *marked(const char *content) {
    struct blob out = {NULL, 0};
    if (!artifact_mark(arena, (struct blob){(const uint8_t *)content, strlen(content)}, &out)) return NULL;
    assert_int_equal(strlen((const char *)out.data), out.size);
    return (const char *)out.data;
}

#define IN "/Artifact BMC\n"
#define OUT "\nEMC\n"

/* trace: R-100 */
static void bare_text_and_paths_are_wrapped(void **state) {
    (void)state;
    static const struct {
        const char *content, *expected;
    } cases[] = {
        {"", ""},
        {"q 1 0 0 1 0 0 cm Q", "q 1 0 0 1 0 0 cm Q"},
        {"BT /f 1 Tf (a) Tj ET", IN "BT /f 1 Tf (a) Tj ET" OUT},
        {"0.5 g 1 2 m 3 4 l S q", "0.5 g " IN "1 2 m 3 4 l S" OUT " q"},
        {"1 2 3 4 re f", IN "1 2 3 4 re f" OUT},
        {"1 2 3 4 re W n", "1 2 3 4 re W n"},
        {"1 2 3 4 re f* 0 0 m 1 1 l s", IN "1 2 3 4 re f*" OUT " " IN "0 0 m 1 1 l s" OUT},
        {"q /x5 Do Q", "q " IN "/x5 Do" OUT " Q"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_string_equal(marked(cases[i].content), cases[i].expected);
}

/* trace: R-100 */
static void what_is_marked_is_left_as_it_was(void **state) {
    (void)state;
    static const char *const contents[] = {
        "/P << /MCID 0 >> BDC BT (a) Tj ET EMC",
        "/P << /MCID 0 >> BDC 1 2 m 3 4 l S EMC",
        "/P << /MCID 0 >> BDC BT /Span << /ActualText <feff0061> >> BDC (a) Tj EMC ET EMC",
        "/Artifact BMC 1 2 3 4 re f EMC",
    };
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) assert_string_equal(marked(contents[i]), contents[i]);
}

/* trace: R-100 */
static void words_in_strings_and_comments_are_not_operators(void **state) {
    (void)state;
    static const char text[] = "BT (BT \\) EMC (nested ET) S) Tj [(f)12<46>(S)] TJ ET";
    assert_string_equal(marked(text), arena_printf(arena, IN "%s" OUT, text));
    assert_string_equal(marked("% BT S f\nq Q"), "% BT S f\nq Q");
    assert_string_equal(marked("/BT gs /S gs"), "/BT gs /S gs");
}

/* trace: R-100 */
static void a_span_inside_bare_text_goes_with_it(void **state) {
    (void)state;
    static const char text[] = "BT /Span << /ActualText <feff> >> BDC (a) Tj EMC (b) Tj ET";
    assert_string_equal(marked(text), arena_printf(arena, IN "%s" OUT, text));
}

/* trace: R-100 */
static void what_is_not_understood_is_refused(void **state) {
    (void)state;
    static const char *const contents[] = {
        "EMC",
        "/P << /MCID 0 >> BDC BT (a) Tj ET",
        "BT (a) Tj",
        "1 2 m 3 4 l",
        "BI /W 1 ID x EI",
        "BT /P << /MCID 0 >> BDC (a) Tj EMC ET",
        "1 2 m /P << /MCID 1 >> BDC EMC 3 4 l S",
    };
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) assert_null(marked(contents[i]));
}

/* trace: R-100 */
static void any_piece_of_a_stream_ends_in_an_answer(void **state) {
    (void)state;
    static const char text[] = "q /P << /MCID 0 >> BDC BT (a\\)b(c)) Tj [(d)3<46>] TJ ET EMC % x\n1 2 m 3 4 l S (open \\";
    for (size_t length = 0; length < sizeof text; length++)
        for (size_t from = 0; from <= length; from++) {
            uint8_t *piece = malloc(length - from + (length == from)); /* exact, so that a byte read too far is seen */
            memcpy(piece, text + from, length - from);
            struct blob out = {NULL, 0};
            bool understood = artifact_mark(arena, (struct blob){piece, length - from}, &out);
            assert_true(!understood || out.size >= length - from);
            free(piece);
        }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(bare_text_and_paths_are_wrapped),
        TEST(what_is_marked_is_left_as_it_was),
        TEST(words_in_strings_and_comments_are_not_operators),
        TEST(a_span_inside_bare_text_goes_with_it),
        TEST(what_is_not_understood_is_refused),
        TEST(any_piece_of_a_stream_ends_in_an_answer),
    };
    return cmocka_run_group_tests_name("marks on decoration", tests, NULL, NULL);
}
