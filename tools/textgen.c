/* textgen --out DIR LANG:PATH.po …
 * Compiles the .po files of all modules to texts.h (an int constant T_key for each key, sorted) and texts.c (the tables
 * that src/platform/i18n reads), and refuses catalogues that do not say the same thing in every language.
 * May not know what the texts mean: only keys, plural forms and {parameters}. */
#include "tools/textgen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct language languages[] = {{.code = "nb"}, {.code = "nn"}, {.code = "en"}};
#define LANGUAGE_COUNT (sizeof languages / sizeof languages[0])

static int by_key(const void *a, const void *b) {
    const struct entry *one = a;
    const struct entry *two = b;
    int order = strcmp(one->key, two->key);
    return order ? order : strcmp(one->file, two->file);
}

static void sort_entries(struct language *language) {
    if (!language->count) return;
    qsort(language->entries, language->count, sizeof *language->entries, by_key);
    size_t kept = 1;
    for (size_t i = 1; i < language->count; i++) {
        const struct entry *first = &language->entries[kept - 1];
        const struct entry *next = &language->entries[i];
        if (strcmp(first->key, next->key) != 0) language->entries[kept++] = *next;
        else if (strcmp(first->file, next->file) != 0)
            tool_error(next->file, next->line, "duplicate key \"%s\": it stands in %s:%d too", next->key, first->file, first->line);
    }
    language->count = kept;
}

/* Where a translator would add what is missing: the language's file beside the one that has the key, at its end. */
static void tell_missing(const struct language *language, const struct entry *has) {
    size_t folder = (size_t)(tool_base_name(has->file) - has->file);
    for (size_t i = 0; i < language->file_count; i++) {
        const char *file = language->files[i];
        if ((size_t)(tool_base_name(file) - file) != folder || strncmp(file, has->file, folder) != 0) continue;
        int lines = 0;
        for (const char *c = tool_read(file, NULL); *c; c++) lines += *c == '\n' || !c[1];
        tool_error(file, lines ? lines : 1, "key \"%s\" is missing in %s; it stands in %s:%d", has->key, language->code, has->file,
                   has->line);
        return;
    }
    tool_error(has->file, has->line, "key \"%s\" is missing in %s, which has no file here", has->key, language->code);
}

static void compare_entries(const struct entry *a, const struct entry *b) {
    if (!a->text || !b->text) return;
    if (!a->one != !b->one) {
        const struct entry *without = a->one ? b : a;
        const struct entry *with = a->one ? a : b;
        tool_error(without->file, without->line, "\"%s\" has no plural here, but in %s:%d", without->key, with->file, with->line);
        return;
    }
    if (!parameters_equal(&a->parameters, &b->parameters))
        tool_error(b->file, b->line, "the parameters of \"%s\" are %s here, but %s in %s:%d", b->key, parameters_text(&b->parameters),
                   parameters_text(&a->parameters), a->file, a->line);
}

static const struct entry *language_find(const struct language *language, const char *key) {
    struct entry wanted = {.key = key, .file = ""};
    size_t low = 0;
    size_t high = language->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(language->entries[middle].key, wanted.key);
        if (order == 0) return &language->entries[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

static bool an_earlier_language_has(size_t before, const char *key) {
    for (size_t i = 0; i < before; i++)
        if (language_find(&languages[i], key)) return true;
    return false;
}

/* Each key is held up against the first language that has it. */
static void compare_languages(void) {
    for (size_t from = 0; from < LANGUAGE_COUNT; from++)
        for (size_t i = 0; i < languages[from].count; i++) {
            const struct entry *entry = &languages[from].entries[i];
            if (an_earlier_language_has(from, entry->key)) continue;
            for (size_t to = 0; to < LANGUAGE_COUNT; to++) {
                const struct entry *other = language_find(&languages[to], entry->key);
                if (!other) tell_missing(&languages[to], entry);
                else if (to != from) compare_entries(entry, other);
            }
        }
}

/* ---- writing ---- */

static void write_header(const char *folder) {
    const struct language *nb = &languages[0];
    struct str out = str_in(tool_arena());
    str_add(&out, "/* The keys of all texts, sorted. Made by textgen from the .po files; a change here is lost. */\n"
                  "#pragma once\n"
                  "#include \"platform/i18n/i18n.h\"\n\n"
                  "enum {\n    T_none = 0,\n");
    for (size_t i = 0; i < nb->count; i++) {
        const struct entry *entry = &nb->entries[i];
        str_addf(&out, "    T_%s,", entry->key);
        if (entry->parameters.count) str_addf(&out, " /* %s */", parameters_text(&entry->parameters));
        str_add(&out, "\n");
    }
    str_add(&out, "    TEXT_COUNT\n};\n");
    tool_write(arena_printf(tool_arena(), "%s/texts.h", folder), &out);
}

static void add_table(struct str *out, const struct language *language) {
    str_addf(out, "\nstatic const struct catalogue_text texts_%s[TEXT_COUNT] = {\n    [T_none] = {NULL, \"\"},\n", language->code);
    for (size_t i = 0; i < language->count; i++) {
        const struct entry *entry = &language->entries[i];
        str_addf(out, "    [T_%s] = {", entry->key);
        if (entry->one) tool_add_c_string(out, entry->one, strlen(entry->one));
        else str_add(out, "NULL");
        str_add(out, ", ");
        tool_add_c_string(out, entry->text, strlen(entry->text));
        str_add(out, "},\n");
    }
    str_add(out, "};\n");
}

static void write_tables(const char *folder) {
    struct str out = str_in(tool_arena());
    str_add(&out, "/* The texts of all languages. Made by textgen from the .po files; a change here is lost. */\n"
                  "#include \"platform/i18n/catalogue.h\"\n"
                  "#include \"texts.h\"\n\n"
                  "#include <stddef.h>\n\n"
                  "static const char *const names[TEXT_COUNT] = {\n    [T_none] = \"\",\n");
    for (size_t i = 0; i < languages[0].count; i++)
        str_addf(&out, "    [T_%s] = \"%s\",\n", languages[0].entries[i].key, languages[0].entries[i].key);
    str_add(&out, "};\n");
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) add_table(&out, &languages[i]);

    str_add(&out, "\nconst struct catalogue catalogue = {\n    .count = TEXT_COUNT,\n    .names = names,\n    .texts = {\n");
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        str_addf(&out, "        [LANG_%s] = texts_%s,\n", tool_upper(languages[i].code), languages[i].code);
    str_add(&out, "    },\n};\n");
    tool_write(arena_printf(tool_arena(), "%s/texts.c", folder), &out);
}

static _Noreturn void usage(void) {
    (void)fputs("usage: textgen --out DIR LANG:PATH.po ...\n       LANG is nb, nn or en\n", stderr);
    exit(2);
}

/* "nn:src/domain/person/nn.po": the language, and the path in *ret_file; NULL if it is not of that form. */
static struct language *language_of_argument(const char *argument, const char **ret_file) {
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        size_t length = strlen(languages[i].code);
        if (!text_starts(argument, languages[i].code) || argument[length] != ':' || !argument[length + 1]) continue;
        *ret_file = argument + length + 1;
        return &languages[i];
    }
    return NULL;
}

int main(int count, char **arguments) {
    if (count < 4 || strcmp(arguments[1], "--out") != 0) usage();
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) languages[i].files = arena_array(tool_arena(), (size_t)count, sizeof *languages[i].files);

    for (int i = 3; i < count; i++) {
        const char *file = NULL;
        struct language *language = language_of_argument(arguments[i], &file);
        if (!language) usage();
        language->files[language->file_count++] = file;
        language_read_file(language, file);
    }
    int while_reading = tool_errors();
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) sort_entries(&languages[i]);
    if (while_reading == 0) /* a file that could not be read whole would seem to lack its texts */
        compare_languages();
    if (tool_errors()) return 1;

    write_header(arguments[2]);
    write_tables(arguments[2]);
    return 0;
}
