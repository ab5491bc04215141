/* Tests of a letter as a file: what it refuses, its structure, its pages, its metadata, and that the same letter is the same bytes. */
#include "platform/pdf/test_tools.h"

#include <pthread.h>

#define MM (72 / 25.4)

static const char *list_items[] = {"Du flytter inn 1. desember.", "", "Husleia er 7 850 kroner i måneden.", NULL};
static const char *column_heads[] = {"Hva", "Hvem", "Til og med"};
static struct letter_row table_rows[] = {
    {{"Bolig", "Ola Fjeld", "22.03.2029"}}, {{"Oppfølging", "", "22.03.2027"}}, {{"", "Rita Olsen", "22.09.2026"}}};
static struct letter_row signers[] = {{{"Camilla Berg", "leder", "Tildelingskontoret"}},
                                      {{"Ola Fjeld", NULL, "Boligkontoret"}},
                                      {{"Amira Hussein", "rådgiver", NULL}},
                                      {{"Silje Bakken", "", ""}}};

static struct letter *full_letter(enum lang lang) {
    struct letter *letter = letter_new(arena, lang);
    letter->sender = "Fjordvik kommune";
    letter->title = "Du får bolig & hjelp <nå>";
    letter->date_line = "18. mars 2026";
    letter->reference = "Vår referanse: 2024-0317-3";
    letter->exempt = "Unntatt offentlighet, offentleglova § 13";
    letter->date = date_of(2026, 3, 18);
    letter->recipient[0] = "Jonas Myhre";
    letter->recipient[1] = "Sykehusveien 4";
    letter->recipient[2] = "9999 Fjordvik";
    letter_add(letter, LETTER_LEAD, "Hei, Jonas. Kommunen har laget ett samlet vedtak for deg.");
    letter_add(letter, LETTER_HEADING, "Dette får du");
    struct letter_block *table = letter_add(letter, LETTER_TABLE, NULL);
    table->items = column_heads;
    table->n_items = 3;
    table->rows = table_rows;
    table->n_rows = 3;
    memcpy(table->widths, (int[]){40, 40, 20, 0, 0}, sizeof table->widths);
    letter_add(letter, LETTER_HEADING, "Hvorfor får du dette?");
    letter_add(letter, LETTER_PARAGRAPH, "Du sa dette:");
    letter_add(letter, LETTER_QUOTE, "Et sted hvor jeg kan låse døra.");
    struct letter_block *list = letter_add(letter, LETTER_LIST, NULL);
    list->items = list_items;
    list->n_items = 3;
    struct letter_block *signatures = letter_add(letter, LETTER_SIGNATURES, "Vennlig hilsen");
    signatures->rows = signers;
    signatures->n_rows = 4;
    letter_add(letter, LETTER_SMALL, "Brevet er godkjent elektronisk.");
    letter_add(letter, LETTER_SMALL, "Regler: boligsosialloven § 6.");
    return letter;
}

/* ── what is refused ───────────────────────────────────────────────── */
static void assert_invalid(const struct letter *letter) {
    struct blob pdf = {(const uint8_t *)"untouched", 9};
    assert_int_equal(letter_pdf(letter, arena, &pdf), ERR_INVALID);
    assert_int_equal(pdf.size, 9);
    assert_memory_equal(pdf.data, "untouched", 9);
}

/* trace: R-100 */
static void a_letter_without_title_or_language_is_refused(void **state) {
    (void)state;
    struct letter *letter = full_letter(LANG_NB);
    letter->title = NULL;
    assert_invalid(letter);
    letter->title = " \n";
    assert_invalid(letter);
    letter = full_letter((enum lang)0);
    assert_invalid(letter);
    letter = full_letter((enum lang)4);
    assert_invalid(letter);
}

/* trace: R-100 */
static void an_address_is_put_under_the_name_and_never_runs_over(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->recipient[0] = "Ane Solberg";
    letter_address(letter, NULL);
    assert_null(letter->recipient[1]);
    letter_address(letter, "Kirkegata 4\r\n\n7600 LEVANGER\n");
    assert_string_equal(letter->recipient[1], "Kirkegata 4");
    assert_string_equal(letter->recipient[2], "7600 LEVANGER");
    assert_null(letter->recipient[3]);
    letter_address(letter, "a\nb\nc\nd\ne");
    assert_string_equal(letter->recipient[4], "b");
    assert_null(letter->recipient[5]); /* the list ends with NULL however much there is */
}

/* Must run before any other test has drawn a letter: fontconfig reads its settings once. */
/* trace: R-100 */
static void without_its_font_no_letter_is_made(void **state) {
    (void)state;
    static const char settings[] = "<?xml version=\"1.0\"?><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>";
    char *path = save((struct blob){(const uint8_t *)settings, sizeof settings - 1});
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct blob pdf;
        setenv("FONTCONFIG_FILE", path, 1);
        _exit(letter_pdf(full_letter(LANG_NB), arena, &pdf) == ERR_UNSUPPORTED ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    unlink(path);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* trace: R-100 */
static void text_that_is_not_utf8_is_refused_wherever_it_stands(void **state) {
    (void)state;
    static const char bad[] = "Troms\xF8";
    const char *items[] = {"god", bad};
    struct letter_row rows[] = {{{"god", bad}}};
    for (int place = 0; place < 9; place++) {
        struct letter *letter = full_letter(LANG_NB);
        const char **lines[] = {&letter->sender,    &letter->title,  &letter->date_line,
                                &letter->reference, &letter->exempt, &letter->recipient[1]};
        if (place < 6) *lines[place] = bad;
        struct letter_block *block = letter_add(letter, place == 7 ? LETTER_LIST : LETTER_SIGNATURES, place == 6 ? bad : "god");
        block->items = items;
        block->n_items = place == 7 ? 2 : 0;
        block->rows = rows;
        block->n_rows = place == 8 ? 1 : 0;
        assert_invalid(letter);
    }
}

/* trace: R-100 */
static void a_table_that_would_lose_something_is_refused(void **state) {
    (void)state;
    static const int bad_widths[][5] = {{50, 50, 0}, {-1, 50, 51}, {101, 1, 1}};
    for (size_t i = 0; i < 3; i++) {
        struct letter *letter = full_letter(LANG_NB);
        memcpy(letter->blocks[2].widths, bad_widths[i], sizeof bad_widths[i]);
        assert_invalid(letter);
    }
    struct letter *letter = full_letter(LANG_NB);
    struct letter_row wide[] = {{{"en", "to", "tre", "fire"}}};
    letter->blocks[2].rows = wide;
    letter->blocks[2].n_rows = 1;
    assert_invalid(letter);
    letter = full_letter(LANG_NB);
    letter->blocks[2].n_items = 6;
    assert_invalid(letter);
}

/* ── structure ─────────────────────────────────────────────────────── */
/* The tags in order, without text, attributes and "(block)". */
static const char *tags_of(struct blob pdf) {
    const char *lines = RUN(pdf, "pdfinfo", "-struct-text", "PDF");
    struct str out = str_in(arena);
    for (const char *line = lines; *line;) {
        size_t length = strcspn(line, "\n"), indent = strspn(line, " ");
        size_t word = strcspn(line + indent, " \n:(");
        if (line[indent] != '"' && line[indent] != '/') {
            str_add_n(&out, line + indent, word);
            str_add_char(&out, ' ');
        }
        line += length + (line[length] == '\n');
    }
    return squeeze(str_text(&out));
}

/* trace: R-100 */
static void the_structure_follows_the_document(void **state) {
    (void)state;
    struct blob pdf = pdf_of(full_letter(LANG_NB));
    assert_string_equal(tags_of(pdf), "Document P P P P P H1 P H2 Table THead TR TH TH TH TBody TR TH TD TD TR TH TD TD TR TD TD TD H2 P "
                                      "BlockQuote P L LI Lbl LBody LI Lbl LBody P P P P P P P");
    assert_string_equal(spoken(pdf),
                        "Fjordvik kommune 18. mars 2026 Vår referanse: 2024-0317-3 Unntatt offentlighet, offentleglova § 13 "
                        "Jonas Myhre Sykehusveien 4 9999 Fjordvik Du får bolig & hjelp <nå> "
                        "Hei, Jonas. Kommunen har laget ett samlet vedtak for deg. Dette får du Hva Hvem Til og med "
                        "Bolig Ola Fjeld 22.03.2029 Oppfølging 22.03.2027 Rita Olsen 22.09.2026 Hvorfor får du dette? Du sa dette: "
                        "«Et sted hvor jeg kan låse døra.» • Du flytter inn 1. desember. • Husleia er 7 850 kroner i måneden. "
                        "Vennlig hilsen Camilla Berg leder, Tildelingskontoret Ola Fjeld Boligkontoret Amira Hussein rådgiver Silje Bakken "
                        "Brevet er godkjent elektronisk. Regler: boligsosialloven § 6.");
    const char *tree = RUN(pdf, "pdfinfo", "-struct-text", "PDF");
    assert_int_equal(count_of(tree, "/Scope /Column"), 3);
    assert_int_equal(count_of(tree, "/Scope /Row"), 2);
    assert_int_equal(count_of(tree, "/ListNumbering /Disc"), 1);
}

/* trace: R-100 */
static void the_file_is_tagged_pdf_17_on_a4_with_its_fonts(void **state) {
    (void)state;
    struct blob pdf = pdf_of(full_letter(LANG_NB));
    const char *info = RUN(pdf, "pdfinfo", "PDF");
    assert_contains(info, "Tagged:          yes");
    assert_contains(info, "PDF version:     1.7");
    assert_contains(info, "(A4)");
    assert_contains(info, "Title:           Du får bolig & hjelp <nå>");
    assert_contains(info, "Author:          Fjordvik kommune");
    assert_contains(info, "Pages:           1");
    assert_contains(info, "Wed Mar 18 00:00:00 2026");
    int status;
    const char *check = run_status(pdf, (const char *const[]){"qpdf", "--check", "PDF", NULL}, &status);
    assert_int_equal(status, 0); /* warnings give another */
    assert_contains(check, "No syntax or stream encoding errors found");
    const char *fonts = RUN(pdf, "pdffonts", "PDF");
    size_t n = 0;
    for (const char *line = strstr(fonts, "\n---"); (line = strchr(line + 1, '\n')) && line[1]; n++) {
        assert_contains(arena_strndup(arena, line, strcspn(line + 1, "\n")), "+Inter-");
        assert_contains(arena_strndup(arena, line, strcspn(line + 1, "\n")), "yes yes yes");
    }
    assert_true(n >= 4);
}

static const char *plain_source(struct blob pdf) {
    return RUN(pdf, "sh", "-c", "qpdf --qdf --object-streams=disable \"$0\" - | tr -d '\\000'", "PDF");
}

/* trace: R-347 */
static void language_and_title_are_for_readers_and_screen_readers(void **state) {
    (void)state;
    static const struct {
        enum lang lang;
        const char *tag, *foot;
    } cases[] = {{LANG_NB, "nb-NO", "Side 1 av 1"}, {LANG_NN, "nn-NO", "Side 1 av 1"}, {LANG_EN, "en-GB", "Page 1 of 1"}};
    for (size_t i = 0; i < 3; i++) {
        struct blob pdf = pdf_of(full_letter(cases[i].lang));
        const char *source = plain_source(pdf);
        assert_contains(source, arena_printf(arena, "/Lang (%s)", cases[i].tag));
        assert_contains(source, "/DisplayDocTitle true");
        assert_contains(source, "/Marked true");
        assert_contains(source, "<rdf:li xml:lang=\"x-default\">Du får bolig &amp; hjelp &lt;nå&gt;</rdf:li>");
        assert_contains(source, "<xmp:CreateDate>2026-03-18T00:00:00Z</xmp:CreateDate>");
        assert_contains(source, arena_printf(arena, "<rdf:li>%s</rdf:li></rdf:Bag></dc:language>", cases[i].tag));
        assert_contains(RUN(pdf, "pdftotext", "PDF", "-"), cases[i].foot);
    }
}

/* trace: R-347 */
static void a_quote_has_the_marks_of_its_language_once(void **state) {
    (void)state;
    static const struct {
        enum lang lang;
        const char *text, *shown;
    } cases[] = {{LANG_NB, "Nei.", "«Nei.»"}, {LANG_NN, "«Nei.»", "«Nei.»"}, {LANG_EN, "No.", "“No.”"}, {LANG_EN, "“No.”", "“No.”"}};
    for (size_t i = 0; i < 4; i++) {
        struct letter *letter = letter_new(arena, cases[i].lang);
        letter->title = "T";
        letter_add(letter, LETTER_QUOTE, cases[i].text);
        assert_string_equal(spoken(pdf_of(letter)), arena_printf(arena, "T %s", cases[i].shown));
    }
}

/* Every painting operator stands inside marked content: a leaf's or an artifact's. */
static void assert_all_marked(const char *source) {
    int depth = 0;
    for (const char *line = source; *line;) {
        size_t length = strcspn(line, "\n");
        const char *copy = arena_strndup(arena, line, length);
        bool begins = strstr(copy, " BDC") || strstr(copy, " BMC"), ends = !strcmp(copy, "EMC");
        depth += begins ? 1 : ends ? -1 : 0;
        const char *tail = length > 2 ? copy + length - 2 : "";
        bool paints = !strcmp(tail, "Tj") || !strcmp(tail, "TJ") || !strcmp(tail, " f") || !strcmp(tail, " S") || !strcmp(tail, "Do");
        if (paints && depth < 1) print_error("unmarked: %s\n", copy);
        assert_true(!paints || depth > 0);
        line += length + (line[length] == '\n');
    }
    assert_int_equal(depth, 0);
}

static struct letter *long_letter(unsigned seed, int n_rows) {
    struct letter *letter = full_letter(LANG_NB);
    for (int i = 0; i < 25; i++) {
        letter_add(letter, LETTER_HEADING, arena_printf(arena, "Overskrift%d", i));
        letter_add(letter, LETTER_PARAGRAPH, random_text(&seed, 10 + i * 7));
    }
    struct letter_block *table = letter_add(letter, LETTER_TABLE, NULL);
    table->items = column_heads;
    table->n_items = 3;
    table->n_rows = (size_t)n_rows;
    table->rows = arena_array(arena, (size_t)n_rows, sizeof *table->rows);
    for (int i = 0; i < n_rows; i++) {
        table->rows[i].cells[0] = arena_printf(arena, "Rad%dstart", i);
        table->rows[i].cells[1] = random_text(&seed, 25);
        table->rows[i].cells[2] = arena_printf(arena, "Slutt%drad", i);
    }
    letter_add(letter, LETTER_QUOTE, random_text(&seed, 900));
    return letter;
}

/* trace: R-100 */
static void decoration_is_marked_as_artifact_on_every_page(void **state) {
    (void)state;
    struct blob pdf = pdf_of(long_letter(3, 60));
    const char *source = plain_source(pdf);
    assert_all_marked(source);
    assert_true(count_of(source, "/Artifact BMC") > 60);
    assert_null(strstr(spoken(pdf), "Side 1 av"));
}

/* ── pages ─────────────────────────────────────────────────────────── */
static int page_count(struct blob pdf) { return (int)strtol(strstr(RUN(pdf, "pdfinfo", "PDF"), "Pages:") + 6, NULL, 10); }

static const char *page_text(struct blob pdf, int page) {
    const char *number = arena_printf(arena, "%d", page);
    return RUN(pdf, "pdftotext", "-layout", "-f", number, "-l", number, "PDF", "-");
}

/* The last line above the foot. */
static const char *last_line(const char *page) {
    const char *last = "";
    for (const char *line = page; *line;) {
        size_t length = strcspn(line, "\n");
        const char *text = squeeze(arena_strndup(arena, line, length));
        if (*text && !strstr(text, "Side ")) last = text;
        line += length + (line[length] == '\n');
    }
    return last;
}

/* trace: R-100 */
static void a_heading_is_never_the_last_line_of_a_page(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= 6; seed++) {
        struct blob pdf = pdf_of(long_letter(seed, 4));
        int pages = page_count(pdf);
        assert_true(pages > 3);
        for (int page = 1; page <= pages; page++) assert_false(text_starts(last_line(page_text(pdf, page)), "Overskrift"));
    }
}

/* trace: R-100 */
static void no_line_of_a_paragraph_is_alone_on_a_page(void **state) {
    (void)state;
    for (int first = 1; first <= 12; first++) {
        struct letter *letter = letter_new(arena, LANG_NB);
        letter->title = "Linjer";
        for (int i = 0; i < 40; i++) {
            struct str text = str_in(arena);
            for (int line = 0; line < 2 + (i + first) % 6; line++) str_addf(&text, "%sAvsnitt%d.", line ? "\n" : "", i);
            letter_add(letter, LETTER_PARAGRAPH, str_text(&text));
        }
        struct blob pdf = pdf_of(letter);
        int pages = page_count(pdf);
        assert_true(pages >= 3);
        for (int page = 1; page <= pages; page++) {
            const char *text = page_text(pdf, page);
            for (int i = 0; i < 40; i++) assert_int_not_equal(count_of(text, arena_printf(arena, "Avsnitt%d.", i)), 1);
        }
    }
}

/* trace: R-100 */
static void a_table_over_pages_repeats_its_heads_and_breaks_no_row(void **state) {
    (void)state;
    struct blob pdf = pdf_of(long_letter(11, 70));
    int pages = page_count(pdf), with_rows = 0;
    for (int page = 1; page <= pages; page++) {
        const char *text = page_text(pdf, page);
        bool rows = strstr(text, "start");
        with_rows += rows;
        if (rows) assert_contains(text, "Til og med");
        for (int i = 0; i < 70; i++) {
            bool begins = strstr(text, arena_printf(arena, "Rad%dstart", i));
            bool ends = strstr(text, arena_printf(arena, "Slutt%drad", i));
            assert_int_equal(begins, ends);
        }
        assert_contains(text, arena_printf(arena, "Side %d av %d", page, pages));
    }
    assert_true(with_rows >= 3);
    assert_int_equal(count_of(spoken(pdf), "Til og med"), 2); /* once for each table, however often it is shown */
}

/* trace: R-100 */
static void a_row_or_cell_larger_than_a_page_is_shown_whole(void **state) {
    (void)state;
    unsigned seed = 5;
    struct letter *letter = full_letter(LANG_NB);
    const char *huge = random_text(&seed, 900);
    struct letter_row rows[] = {{{"Først", huge, "sist"}}};
    struct letter_block *table = letter_add(letter, LETTER_TABLE, NULL);
    table->rows = rows;
    table->n_rows = 1;
    struct blob pdf = pdf_of(letter);
    assert_contains(spoken(pdf), huge + 2500); /* the last part is on the last page in one piece */
    assert_true(page_count(pdf) >= 3);
    const char *boxes = RUN(pdf, "pdftotext", "-bbox", "PDF", "-");
    for (const char *at = boxes; (at = strstr(at, "yMax=\"")); at++) assert_true(strtod(at + 6, NULL) < 290 * MM);
}

/* trace: R-100 */
static void signatures_do_not_stand_alone_on_a_page(void **state) {
    (void)state;
    for (int n_lines = 1; n_lines < 50; n_lines += 3) {
        struct letter *letter = letter_new(arena, LANG_NB);
        letter->title = "Underskrift";
        for (int i = 0; i < n_lines; i++) letter_add(letter, LETTER_PARAGRAPH, "Linje med tekst.");
        struct letter_block *block = letter_add(letter, LETTER_SIGNATURES, "Vennlig hilsen");
        block->rows = signers;
        block->n_rows = 4;
        struct blob pdf = pdf_of(letter);
        const char *last = page_text(pdf, page_count(pdf));
        const char *line = strstr(last, "Linje med"), *greeting = strstr(last, "Vennlig hilsen");
        assert_non_null(line);
        assert_non_null(greeting);
        assert_true(line < greeting);
        assert_contains(greeting, "Silje Bakken");
    }
}

/* Where the word stands: millimetres from the left and the top. */
static void place_of(const char *boxes, const char *word, double *ret_left, double *ret_top) {
    const char *at = strstr(boxes, arena_printf(arena, ">%s</word>", word));
    assert_non_null(at);
    while (strncmp(at, "<word", 5)) at--;
    *ret_left = strtod(strstr(at, "xMin=\"") + 6, NULL) / MM;
    *ret_top = strtod(strstr(at, "yMin=\"") + 6, NULL) / MM;
}

/* trace: R-100 */
static void the_address_shows_in_the_window_and_the_margin_is_free(void **state) {
    (void)state;
    struct letter *letter = full_letter(LANG_NB);
    letter->recipient[3] = "linje";
    letter->recipient[4] = "fem";
    letter->recipient[5] = "NORGE";
    const char *boxes = RUN(pdf_of(letter), "pdftotext", "-bbox", "PDF", "-");
    double left, top;
    place_of(boxes, "Jonas", &left, &top);
    assert_true(left >= 19.5 && left < 21 && top >= 45 && top <= 50);
    place_of(boxes, "NORGE", &left, &top);
    assert_true(top < 80);
    place_of(boxes, "&lt;nå&gt;", &left, &top);
    assert_true(top >= 84);
    for (const char *at = boxes; (at = strstr(at, "xMin=\"")); at++) assert_true(strtod(at + 6, NULL) >= 18 * MM);
}

/* trace: R-100 */
static void what_is_not_given_leaves_no_trace(void **state) {
    (void)state;
    struct letter *letter = letter_new(arena, LANG_NB);
    letter->title = "Bare tittel";
    letter->sender = "";
    letter->recipient[0] = "";
    for (int kind = LETTER_HEADING; kind <= LETTER_SMALL; kind++) letter_add(letter, (enum letter_block_kind)kind, kind % 2 ? NULL : " ");
    struct blob pdf = pdf_of(letter);
    assert_string_equal(tags_of(pdf), "Document H1");
    assert_string_equal(squeeze(RUN(pdf, "pdftotext", "PDF", "-")), "Bare tittel Side 1 av 1");
    assert_null(strstr(RUN(pdf, "pdfinfo", "PDF"), "CreationDate"));
}

/* ── the same letter, the same bytes ───────────────────────────────── */
struct thread_work {
    struct letter *letter;
    struct arena *arena;
    struct blob pdf[8];
    int failures;
};

static void *draw_repeatedly(void *context) {
    struct thread_work *work = context;
    for (size_t i = 0; i < 8; i++) work->failures += letter_pdf(work->letter, work->arena, &work->pdf[i]) != 0;
    return NULL;
}

/* trace: R-100 */
static void the_same_letter_is_the_same_bytes_in_every_thread(void **state) {
    (void)state;
    struct letter *letter = long_letter(2, 20);
    struct blob once = pdf_of(letter);
    struct thread_work work[4];
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++) {
        work[i] = (struct thread_work){.letter = letter, .arena = arena_create()};
        assert_int_equal(pthread_create(&threads[i], NULL, draw_repeatedly, &work[i]), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(work[i].failures, 0);
        for (size_t k = 0; k < 8; k++) {
            assert_int_equal(work[i].pdf[k].size, once.size);
            assert_memory_equal(work[i].pdf[k].data, once.data, once.size);
        }
        arena_destroy(work[i].arena);
    }
}

/* trace: R-100 */
static void bytes_do_not_depend_on_the_time_of_day(void **state) {
    (void)state;
    struct letter *letter = full_letter(LANG_NB);
    letter->date = DATE_NONE;
    struct blob before = pdf_of(letter);
    sleep(1);
    struct blob after = pdf_of(letter);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.data, after.data, before.size);
}

/* trace: R-100 */
static void a_changed_letter_has_other_bytes_and_another_identity(void **state) {
    (void)state;
    struct letter *letter = full_letter(LANG_NB);
    struct blob before = pdf_of(letter);
    letter->blocks[0].text = "Hei, Jonas. Kommunen har ikke laget vedtak.";
    struct blob after = pdf_of(letter);
    assert_true(before.size != after.size || memcmp(before.data, after.data, before.size));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_address_is_put_under_the_name_and_never_runs_over),
        TEST(without_its_font_no_letter_is_made),
        TEST(a_letter_without_title_or_language_is_refused),
        TEST(text_that_is_not_utf8_is_refused_wherever_it_stands),
        TEST(a_table_that_would_lose_something_is_refused),
        TEST(the_structure_follows_the_document),
        TEST(the_file_is_tagged_pdf_17_on_a4_with_its_fonts),
        TEST(language_and_title_are_for_readers_and_screen_readers),
        TEST(a_quote_has_the_marks_of_its_language_once),
        TEST(decoration_is_marked_as_artifact_on_every_page),
        TEST(a_heading_is_never_the_last_line_of_a_page),
        TEST(no_line_of_a_paragraph_is_alone_on_a_page),
        TEST(a_table_over_pages_repeats_its_heads_and_breaks_no_row),
        TEST(a_row_or_cell_larger_than_a_page_is_shown_whole),
        TEST(signatures_do_not_stand_alone_on_a_page),
        TEST(the_address_shows_in_the_window_and_the_margin_is_free),
        TEST(what_is_not_given_leaves_no_trace),
        TEST(the_same_letter_is_the_same_bytes_in_every_thread),
        TEST(bytes_do_not_depend_on_the_time_of_day),
        TEST(a_changed_letter_has_other_bytes_and_another_identity),
    };
    return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
