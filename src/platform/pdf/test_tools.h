/* For the tests of letters: sample words, and the PDF tools of poppler and qpdf run on a letter's bytes. */
#pragma once
#include "base/err.h"
#include "platform/pdf/letter.h"

#include <setjmp.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

extern char **environ;

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

static struct blob pdf_of(const struct letter *letter) {
    struct blob pdf = {NULL, 0};
    assert_int_equal(letter_pdf(letter, arena, &pdf), 0);
    assert_non_null(pdf.data);
    return pdf;
}

static char *save(struct blob pdf) {
    const char *folder = getenv("TMPDIR");
    char *path = arena_printf(arena, "%s/felles-letter-XXXXXX", folder ? folder : "/tmp");
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, pdf.data, pdf.size), (ssize_t)pdf.size);
    close(file);
    return path;
}

/* Runs a tool on the PDF, whose path takes the place of "PDF" among the arguments, and gives what it wrote and its exit status. */
static const char *run_status(struct blob pdf, const char *const *arguments, int *ret_status) {
    char *path = save(pdf), *words[16] = {NULL};
    for (size_t i = 0; arguments[i] && i < 15; i++) words[i] = arena_strdup(arena, strcmp(arguments[i], "PDF") ? arguments[i] : path);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    pid_t child;
    assert_int_equal(posix_spawnp(&child, words[0], &actions, NULL, words, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    struct str output = str_in(arena);
    char bytes[8192];
    for (ssize_t n; (n = read(ends[0], bytes, sizeof bytes)) > 0;) str_add_n(&output, bytes, (size_t)n);
    close(ends[0]);
    assert_int_equal(waitpid(child, ret_status, 0), child);
    unlink(path);
    return str_text(&output);
}

static const char *run(struct blob pdf, const char *const *arguments) {
    int status;
    const char *output = run_status(pdf, arguments, &status);
    if (status) print_error("%s: %s\n", arguments[0], output);
    assert_int_equal(status, 0);
    return output;
}
#define RUN(pdf, ...) run(pdf, (const char *const[]){__VA_ARGS__, NULL})

/* White space of every kind as one space each; form feeds too. */
static const char *squeeze(const char *text) {
    struct str out = str_in(arena);
    bool space = true;
    for (; *text; text++) {
        bool blank = strchr(" \n\r\t\f", *text);
        if (!blank) str_add_char(&out, *text);
        else if (!space) str_add_char(&out, ' ');
        space = blank;
    }
    if (out.length && out.data[out.length - 1] == ' ') out.data[--out.length] = '\0';
    return str_text(&out);
}

static size_t count_of(const char *text, const char *part) {
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part)) n++;
    return n;
}

static void assert_contains(const char *text, const char *part) {
    if (!strstr(text, part)) print_error("«%s» is not in:\n%s\n", part, text);
    assert_non_null(strstr(text, part));
}

/* The text of the structure tree alone, in order: what a screen reader reads. */
static const char *spoken(struct blob pdf) {
    const char *lines = RUN(pdf, "pdfinfo", "-struct-text", "PDF");
    struct str out = str_in(arena);
    for (const char *line = lines; *line;) {
        size_t length = strcspn(line, "\n");
        size_t indent = strspn(line, " ");
        if (indent < length && line[indent] == '"' && line[length - 1] == '"') str_add_n(&out, line + indent + 1, length - indent - 2);
        line += length + (line[length] == '\n');
    }
    return squeeze(str_text(&out));
}

// clang-format off: a list of words reads best as one
static const char *const some_words[] = {
    "bolig",
    "og",
    "hjelp",
    "Ærfugløya",
    "vedtaket",
    "får",
    "også",
    "på",
    "å",
    "i",
    "Øvre",
    "ettersom",
    "fjord",
    "flytter",
    "offisiell",
    "helse-",
    "omsorgstjenesteloven",
    "§",
    "3-2",
    "«trygghet»",
    "–",
    "leieavtale;",
    "(husleie)",
    "9850",
    "kr.",
    "22.03.2029",
    "Čáhci",
    "boađe",
    "Deatnu",
    "Đeanu",
    "eaŋkal",
    "Ŋ",
    "mátki",
    "Šibit",
    "ruoŧŧa",
    "Ŧ",
    "geaž",
    "Žuorra",
    "Kárášjohka",
    "fi",
    "ffi",
    "fl",
    "bustaden",
    "saka",
    "einskildvedtak",
    "ikkje",
    "«ja»,",
    "nei!",
    "kl.",
    "12.30",
    "Finnøy?",
    "tilrettelagt",
    "10",
    "x",
    "20",
    "->",
    "Hvem:",
    "Tromsø/Romsa",
    "post@kommune.example",
    "Sør-Varanger",
    "AV",
    "To",
    "VA",
    "1/2",
    "ROP",
    "uføretrygd",
    "é",
    "ö",
    "ü",
};
// clang-format on

static const char *random_word(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return some_words[(*seed >> 16) % (sizeof some_words / sizeof *some_words)];
}

/* Ends in a whole word: pdftotext takes a hyphen at a paragraph's end for a broken word. */
static const char *random_text(unsigned *seed, int n_words) {
    struct str text = str_in(arena);
    for (int i = 0; i < n_words; i++) str_addf(&text, "%s%s", i ? " " : "", random_word(seed));
    if (str_text(&text)[text.length - 1] == '-') str_add(&text, " slutt");
    return str_text(&text);
}
