/* Tests that the letter on the screen says what the letter on paper says, in real headings, lists and tables. */
#include "platform/html/html.h"
#include "platform/pdf/test_tools.h"

static const char *markup_of(const struct letter *letter) {
    struct html h = html_in(arena, LANG_NB, date_of(2026, 3, 18), INSTANT_NONE);
    letter_html(&h, letter);
    return str_text(&h.out);
}

/* The words between the tags; an end of an element or a <br> ends a word. */
static const char *words_of(const char *markup) {
    static const struct {
        const char *written, *meant;
    } entities[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&#39;", "'"}};
    struct str out = str_in(arena);
    while (*markup) {
        if (*markup == '<') {
            markup = strchr(markup, '>') + 1;
            str_add_char(&out, ' ');
            continue;
        }
        size_t i = 0;
        while (i < 5 && !text_starts(markup, entities[i].written)) i++;
        if (i < 5) str_add(&out, entities[i].meant);
        else str_add_char(&out, *markup);
        markup += i < 5 ? strlen(entities[i].written) : 1;
    }
    return squeeze(str_text(&out));
}

static const char *without_bullets(const char *text) {
    struct str out = str_in(arena);
    for (const char *at = text; *at;) {
        bool bullet = text_starts(at, "• ");
        if (!bullet) str_add_char(&out, *at);
        at += bullet ? strlen("• ") : 1;
    }
    return str_text(&out);
}

static struct letter *some_letter(unsigned seed) {
    static const char *heads[] = {"Hva", "Hvem"};
    struct letter *letter = letter_new(arena, LANG_NN);
    letter->title = random_text(&seed, 5);
    letter->sender = "Fjordvik & Øyane <kommune>";
    letter->exempt = "Unntatt offentlighet";
    letter->recipient[0] = "Ane \"Anna\" O'Hara";
    letter->recipient[2] = "ikke med"; /* after the NULL */
    for (int kind = LETTER_HEADING; kind <= LETTER_SMALL; kind++) {
        struct letter_block *block = letter_add(letter, (enum letter_block_kind)kind, random_text(&seed, 9));
        const char **items = arena_array(arena, 3, sizeof *items);
        items[0] = random_text(&seed, 6);
        items[1] = "";
        items[2] = random_text(&seed, 6);
        block->items = kind == LETTER_TABLE ? heads : items;
        block->n_items = kind == LETTER_TABLE ? 2 : 3;
        block->n_rows = 2;
        block->rows = arena_array(arena, 2, sizeof *block->rows);
        block->rows[0] = (struct letter_row){{random_text(&seed, 2), random_text(&seed, 4)}};
        block->rows[1] = (struct letter_row){{kind == LETTER_TABLE ? NULL : "Namn", random_text(&seed, 4)}};
        letter_add(letter, (enum letter_block_kind)kind, "");
    }
    letter_add(letter, LETTER_SMALL, "to\nlinjer");
    return letter;
}

/* trace: R-100 */
static void the_screen_says_what_the_paper_says(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= 10; seed++) {
        struct letter *letter = some_letter(seed);
        assert_string_equal(words_of(markup_of(letter)), without_bullets(spoken(pdf_of(letter))));
    }
}

/* trace: R-347 */
static void the_markup_is_headings_lists_and_tables_in_the_letters_language(void **state) {
    (void)state;
    const char *markup = markup_of(some_letter(3));
    assert_contains(markup, "<article class=\"f-letter\" lang=\"nn\">");
    assert_int_equal(count_of(markup, "<h1>"), 1);
    assert_int_equal(count_of(markup, "<h2>"), 1);
    assert_int_equal(count_of(markup, "<ul><li>"), 1);
    assert_int_equal(count_of(markup, "<li>"), 2);
    assert_int_equal(count_of(markup, "<th scope=\"col\">"), 2);
    assert_int_equal(count_of(markup, "<th scope=\"row\">"), 1);
    assert_int_equal(count_of(markup, "<td>"), 3);
    assert_int_equal(count_of(markup, "<blockquote"), 1);
    assert_contains(markup, "Fjordvik &amp; Øyane &lt;kommune&gt;");
    assert_contains(squeeze(markup), "<p>to<br>linjer </p></footer> </article>");
    assert_null(strstr(markup, "<p></p>"));
}

/* trace: R-100 */
static void what_is_not_given_leaves_no_empty_element(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_EN);
    letter->title = "Only <b>this</b>";
    const char *markup = squeeze(markup_of(letter));
    assert_contains(markup, "<h1>Only &lt;b&gt;this&lt;/b&gt;</h1>");
    static const char *const absent[] = {"f-logo",      "f-letter-ref", "f-address", "f-letter-foot",
                                         "f-signature", "<p></p>",      "<table",    "f-letter-head"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) assert_null(strstr(markup, absent[i]));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_screen_says_what_the_paper_says),
        TEST(the_markup_is_headings_lists_and_tables_in_the_letters_language),
        TEST(what_is_not_given_leaves_no_empty_element),
    };
    return cmocka_run_group_tests_name("letters on the screen", tests, NULL, NULL);
}
