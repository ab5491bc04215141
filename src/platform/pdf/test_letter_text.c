/* Tests that a letter's words can be taken out again as they were put in: by copying, by searching, by a screen reader. */
#include "platform/pdf/test_tools.h"

static const char *foot_removed(const char *text, const char *foot) {
    struct str out = str_in(arena);
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        const char *copy = squeeze(arena_strndup(arena, line, length));
        if (!text_starts(copy, foot)) str_addf(&out, "%s\n", copy);
        line += length + (line[length] == '\n');
    }
    return squeeze(str_text(&out));
}

static void assert_same_words(const char *found, const char *expected) {
    size_t i = 0;
    while (found[i] && found[i] == expected[i]) i++;
    size_t from = i > 60 ? i - 60 : 0;
    if (found[i] || expected[i]) print_error("found …%.120s\nexpected …%.120s\n", found + from, expected + from);
    assert_string_equal(found, expected);
}

/* Every text of the letter in order, as it should be read out. */
static struct letter *random_letter(unsigned seed, int n_blocks, const char **ret_words) {
    struct letter *letter = letter_new(arena, LANG_NN);
    letter->title = random_text(&seed, 4);
    struct str words = str_in(arena);
    str_add(&words, letter->title);
    for (int i = 0; i < n_blocks; i++) {
        static const enum letter_block_kind kinds[] = {LETTER_PARAGRAPH, LETTER_HEADING, LETTER_PARAGRAPH, LETTER_LEAD, LETTER_SMALL};
        enum letter_block_kind kind = kinds[(seed >> 20) % 5];
        const char *text = random_text(&seed, kind == LETTER_HEADING ? 3 : 1 + (int)(seed >> 16) % 120);
        letter_add(letter, kind, text);
        str_addf(&words, " %s", text);
    }
    *ret_words = squeeze(str_text(&words));
    return letter;
}

/* trace: R-347 */
static void words_come_out_of_a_plain_copy_in_order(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= 8; seed++) {
        const char *words;
        struct blob pdf = pdf_of(random_letter(seed, 12, &words));
        assert_same_words(foot_removed(RUN(pdf, "pdftotext", "PDF", "-"), "Side "), words);
        assert_same_words(foot_removed(RUN(pdf, "pdftotext", "-layout", "PDF", "-"), "Side "), words);
    }
}

/* trace: R-347 */
static void words_come_out_of_the_structure_in_order(void **state) {
    (void)state;
    for (unsigned seed = 101; seed <= 108; seed++) {
        const char *words;
        struct blob pdf = pdf_of(random_letter(seed, 20, &words));
        assert_same_words(spoken(pdf), words);
    }
}

/* trace: R-347 */
static void ten_pages_are_read_to_the_end(void **state) {
    (void)state;
    const char *words;
    struct blob pdf = pdf_of(random_letter(7, 110, &words));
    const char *info = RUN(pdf, "pdfinfo", "PDF");
    const char *pages = strstr(info, "Pages:");
    assert_non_null(pages);
    assert_true(strtol(pages + 6, NULL, 10) >= 10);
    assert_same_words(spoken(pdf), words);
    assert_same_words(foot_removed(RUN(pdf, "pdftotext", "PDF", "-"), "Side "), words);
}

/* trace: R-347 */
static void norwegian_and_sami_letters_survive(void **state) {
    (void)state;
    static const char text[] = "Æ Ø Å æ ø å Á á Č č Đ đ Ŋ ŋ Š š Ŧ ŧ Ž ž é ö ü – «ord» fi ff ffi fl -> 10x10 µ § ½ m² … ’ “ ” • € ð Ð";
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "Đeatnu Ŋuolla";
    letter_add(letter, LETTER_PARAGRAPH, text);
    struct blob pdf = pdf_of(letter);
    assert_string_equal(spoken(pdf), arena_printf(arena, "%s %s", letter->title, text));
    assert_contains(RUN(pdf, "pdftotext", "-layout", "PDF", "-"), "Á á Č č Đ đ Ŋ ŋ Š š Ŧ ŧ Ž ž é ö ü – «ord» fi ff ffi fl -> 10x10");
}

/* trace: R-347 */
static void no_break_spaces_hold_numbers_together_and_are_read_as_spaces(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "Tall";
    struct str text = str_in(arena);
    for (int i = 0; i < 60; i++) str_addf(&text, "%s9\u00a0850\u00a0kr", i ? " " : "");
    letter_add(letter, LETTER_PARAGRAPH, str_text(&text));
    struct blob pdf = pdf_of(letter);
    assert_int_equal(count_of(spoken(pdf), "9 850 kr"), 60);
    const char *lines = RUN(pdf, "pdftotext", "-layout", "PDF", "-");
    assert_int_equal(count_of(lines, "9 850 kr"), 60); /* none is broken over two lines */
}

/* trace: R-347 */
static void a_word_longer_than_a_line_is_broken_but_read_as_one(void **state) {
    (void)state;
    struct str word = str_in(arena);
    for (int i = 0; i < 40; i++) str_add(&word, "menneskerettighetsorganisasjon");
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "Langt ord";
    letter_add(letter, LETTER_PARAGRAPH, arena_printf(arena, "før %s etter", str_text(&word)));
    struct blob pdf = pdf_of(letter);
    assert_string_equal(spoken(pdf), arena_printf(arena, "Langt ord før %s etter", str_text(&word)));
    const char *boxes = RUN(pdf, "pdftotext", "-bbox", "PDF", "-");
    for (const char *at = boxes; (at = strstr(at, "xMax=\"")); at++) assert_true(strtod(at + 6, NULL) <= 539);
}

/* trace: R-347 */
static void lines_in_a_text_stay_lines_and_words(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "Linjer";
    letter->recipient[0] = "Áile Máret Somby";
    letter->recipient[1] = "Romssa geaidnu 1";
    letter->recipient[2] = "9730 Kárášjohka";
    letter_add(letter, LETTER_PARAGRAPH, "en\nto\r\ntre\tfire\x01 fem");
    assert_string_equal(spoken(pdf_of(letter)), "Áile Máret Somby Romssa geaidnu 1 9730 Kárášjohka Linjer en to tre fire fem");
}

/* trace: R-347 */
static void accents_typed_apart_and_soft_hyphens_read_as_plain_letters(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "A\u030ase C\u030ca\u0301hci";
    letter_add(letter, LETTER_PARAGRAPH, "om\u00adsorgs\u00adbolig q\u0302 og q\u0302\u0323 slutt");
    assert_string_equal(spoken(pdf_of(letter)), "Åse Čáhci omsorgsbolig q\u0302 og q\u0323\u0302 slutt");
}

/* trace: R-347 */
static void words_with_hyphens_are_broken_only_when_wider_than_the_line(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "Bindestrek";
    struct str text = str_in(arena);
    for (int i = 0; i < 90; i++) str_addf(&text, "%sSør-Varanger og/eller", i ? " " : "");
    letter_add(letter, LETTER_PARAGRAPH, str_text(&text));
    const char *copied = RUN(pdf_of(letter), "pdftotext", "PDF", "-");
    assert_int_equal(count_of(copied, "Sør-Varanger"), 90);
    assert_int_equal(count_of(copied, "og/eller"), 90);
}

/* trace: R-347 */
static void numbers_and_what_they_belong_to_stand_on_one_line(void **state) {
    (void)state;
    static const char *const held[] = {"§ 13", "8 500", "00 00 00 06", "24. september", "kl. 10.00"};
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "Tall";
    struct str text = str_in(arena);
    for (int i = 0; i < 90; i++) str_addf(&text, "%sTil %s og", i ? " " : "", held[i % 5]);
    letter_add(letter, LETTER_PARAGRAPH, str_text(&text));
    const char *copied = RUN(pdf_of(letter), "pdftotext", "PDF", "-");
    for (size_t i = 0; i < 5; i++) assert_int_equal(count_of(copied, held[i]), 18);
}

/* trace: R-347 */
static void letters_the_font_lacks_are_still_read(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_EN);
    letter->title = "Other scripts";
    letter_add(letter, LETTER_PARAGRAPH, "Наталія Коваль 王 end");
    struct blob pdf = pdf_of(letter);
    assert_string_equal(spoken(pdf), "Other scripts Наталія Коваль 王 end");
    assert_null(strstr(RUN(pdf, "pdffonts", "PDF"), " no  "));
}

/* trace: R-347 */
static void names_in_arabic_script_are_read_in_their_own_order(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "Navn";
    letter_add(letter, LETTER_PARAGRAPH, "Hun heter ليلى på arabisk");
    const char *text = spoken(pdf_of(letter));
    assert_contains(text, "ليلى");
    assert_contains(text, "Hun heter ");
    assert_contains(text, " på arabisk");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(words_come_out_of_a_plain_copy_in_order),
        TEST(words_come_out_of_the_structure_in_order),
        TEST(ten_pages_are_read_to_the_end),
        TEST(norwegian_and_sami_letters_survive),
        TEST(no_break_spaces_hold_numbers_together_and_are_read_as_spaces),
        TEST(a_word_longer_than_a_line_is_broken_but_read_as_one),
        TEST(lines_in_a_text_stay_lines_and_words),
        TEST(accents_typed_apart_and_soft_hyphens_read_as_plain_letters),
        TEST(words_with_hyphens_are_broken_only_when_wider_than_the_line),
        TEST(numbers_and_what_they_belong_to_stand_on_one_line),
        TEST(letters_the_font_lacks_are_still_read),
        TEST(names_in_arabic_script_are_read_in_their_own_order),
    };
    return cmocka_run_group_tests_name("the words of a letter", tests, NULL, NULL);
}
